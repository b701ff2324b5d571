"""Sentences about a finished run, for its card and for Croissant: what it draws from, who judged it, what it is not.

Of private rows no count under ten is told, and no value: reasons and shares are of what was made.
"""

from collections.abc import Iterator, Mapping
from typing import Any

_FEW = 10


def count(number: int, facts: Mapping[str, Any]) -> str:
    """A count of records as it may be told."""
    return f"fewer than {_FEW}" if facts["private"] and 0 < number < _FEW else f"{number:,}"


def mix(facts: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Tag, value, asked and got, as they may be told."""
    for tag, values in facts["mix"].items():
        for value, (asked, got) in values.items():
            yield tag, value, count(asked, facts), count(got, facts)


def licence(facts: Mapping[str, Any], own: str = "") -> str:
    """The dataset's own licence: the exporter's word, else the recipe's; "" where nobody said."""
    return own or str(facts["recipe"].get("licences", {}).get("dataset", ""))


def sources(facts: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Each source once: its name, who uses it, its licence or whom to name."""
    found: dict[str, tuple[list[str], str]] = {}
    for each in facts["sources"]:
        used, terms = found.get(each["name"], ([], each["licence"]))
        found[each["name"]] = ([*used, f"{each['kind']} {each['by']}"], terms or each["licence"])
    return [(name, ", ".join(dict.fromkeys(used)), terms or "not stated") for name, (used, terms) in found.items()]


def teachers(facts: Mapping[str, Any]) -> list[tuple[str, str, str, int]]:
    """Each teacher: the recipe's name, part and model, lineage, accepted records."""
    made = facts["accepted_by"].get("teacher", {})
    return [
        (name, " ".join(filter(None, (use["name"], str(use["dials"].get("model", ""))))),
         str(use["dials"].get("lineage", "")), made.get(name, 0))
        for name, use in facts["recipe"]["teachers"].items()
    ]  # fmt: skip


def calibration(facts: Mapping[str, Any]) -> list[str]:
    """What is known of the judges' own errors."""
    told = [f"{each['judge']}: {each['state']}{_errors(each)}" for each in facts["judges"]]
    return told or ["no judge was calibrated in this run (limits.false_accepts)"]


def _errors(judge: Mapping[str, Any]) -> str:
    """What a judge got wrong of its golds; "" where it had none."""
    whole = judge["slices"][0]
    if not whole["faulty"] + whole["sound"]:
        return ""
    let = f"let through {whole['let']} of {whole['faulty']} faulty ones, so at most {judge['bound']:.1%}"
    return f"; of records whose truth is known it {let}, and refused {whole['refused']} of {whole['sound']} sound ones"


def limits(facts: Mapping[str, Any]) -> list[str]:
    """What the data are not, as far as the run knows."""
    return list(_limits(facts))


def _limits(facts: Mapping[str, Any]) -> Iterator[str]:
    yield "All records are synthetic; they hold no observation of the world beyond their sources."
    made = facts["accepted_by"]
    if screened := made.get("grade", {}).get("screened", 0):
        yield f"{count(screened, facts)} of {facts['accepted']:,} records were screened only: nothing was proved."
    if written := sum(number for name, number in made.get("teacher", {}).items() if name != "none"):
        yield f"{count(written, facts)} records were written by language models, whose words no proof covers entirely."
    deep = sum(number for depth, number in made.get("depth", {}).items() if depth not in ("0", "none")) - written
    if deep > 0:
        yield f"{count(deep, facts)} records were drawn from models that learned from data, gaps included."
    if facts["accepted"] < facts["wanted"]:
        yield f"{facts['wanted'] - facts['accepted']:,} records of {facts['wanted']:,} that were asked for are missing."
    for finding in facts["findings"]:
        if finding["broken"]:
            yield f"Audit {finding['audit']} is beyond its limit: {finding['reason']}"
    for name, why in facts["left"].items():
        yield f"Audit {name} measured nothing: {why}"
    for name, _, terms in sources(facts):
        if terms == "not stated":
            yield f"Nobody stated the licence of {name}."


def privacy(facts: Mapping[str, Any]) -> str:
    """What is known of persons in the data."""
    if spent := facts["privacy"]:
        paid = ", ".join(f"epsilon {each['epsilon']:g}" for each in spent if "epsilon" in each)
        return f"Learned from private rows under differential privacy ({paid or 'see the report'})."
    if facts["private"]:
        return "Learned from private rows without a privacy guarantee; near copies of rows may be in it."
    return "No private rows were learned from."
