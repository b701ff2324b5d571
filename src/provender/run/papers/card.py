"""The dataset's card: front matter that the hub reads, then what a person wants to know, all of it measured."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from provender.general.exporters._canary import canary
from provender.run.papers import told

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def card(
    facts: Mapping[str, Any], *, columns: Sequence[tuple[str, str]], size: int, licence: str, data: str = ""
) -> str:
    """The README of an exported folder.

    Args:
        facts: as `run.facts` gives them.
        columns: names and types.
        size: bytes of the data files.
        licence: for the front matter; "" leaves it out.
        data: pattern of the files that the hub's loader is to read as the split "train"; "" names none.
    """
    parts = [
        _front(facts, size=size, licence=licence, data=data),
        _head(facts),
        _list("Known limits", told.limits(facts)),
        _table("Sources", ("name", "used by", "licence, or whom to name"), told.sources(facts)),
        _table("Teachers", ("name", "part and model", "lineage", "records"), told.teachers(facts)),
        _table("Mix", ("tag", "value", "asked", "got"), list(told.mix(facts))),
        _table("Judgement", ("verifier", "passed", "failed", "abstained"), _funnel(facts)),
        _list("Calibration of the judges", told.calibration(facts)),
        _table("Refused", ("reason", "records"), _refused(facts)),
        _table("Accepted by", ("kind", "name", "records"), _by(facts)),
        _table("Unproved records by slice", ("slice", "lineage", "records"), _shares(facts)),
        _list("Persons", [told.privacy(facts)]),
        _table("Versions", ("part", "version"), list(facts["versions"].items())),
        _table("Columns", ("name", "type"), columns),
        _tail(facts),
    ]
    return "\n".join(part for part in parts if part)


def _front(facts: Mapping[str, Any], *, size: int, licence: str, data: str) -> str:
    """YAML front matter; JSON strings are YAML strings, so nothing can break out of it."""
    languages = sorted(facts["mix"].get("language", {"en": None}))
    bound = next((name for limit, name in _SIZES if facts["accepted"] < limit), "1M<n<10M")
    lines = [
        "---",
        f"pretty_name: {json.dumps(str(facts['name']))}",
        f"language: {json.dumps([language for language in languages if language])}",
        *([f"license: {json.dumps(licence)}"] if licence else []),
        "tags: [synthetic, provender]",
        f"size_categories: [{json.dumps(bound)}]",
        *(_loaded(facts, size=size, data=data) if data else ()),
        "---",
        "",
    ]
    return "\n".join(lines)


def _loaded(facts: Mapping[str, Any], *, size: int, data: str) -> list[str]:
    """What the hub's loader wants to know."""
    return [
        "configs:",
        "- config_name: default",
        "  data_files:",
        "  - split: train",
        f"    path: {data}",
        "dataset_info:",
        f"  dataset_size: {size}",
        "  splits:",
        "  - name: train",
        f"    num_examples: {facts['accepted']}",
    ]


def _head(facts: Mapping[str, Any]) -> str:
    """What it is, in numbers."""
    tried = facts["tried"] or 1
    rejected, failed = (told.count(facts[name], facts) for name in ("rejected", "failed"))
    return "\n".join(
        [
            f"# {_cell(facts['name'])}",
            "",
            "Synthetic data made and judged by Provender. Every record was passed by a verifier that shares no code",
            "with what made it, and carries its lineage (source, version, recipe, seed, index, parents) and its grade:",
            "*proved* (a formal check covers all it claims), *anchored* (held against known truth) or *screened*.",
            "",
            f"- records: **{facts['accepted']:,}** of {facts['tried']:,} tried ({facts['accepted'] / tried:.1%})",
            f"- rejected: {rejected}; could not be made: {failed}",
            f"- dataset digest: `{facts['digest']}`",
            f"- recipe digest: `{facts['recipe_digest']}`, seed {facts['recipe']['seed']}",
            *_asked(facts),
            "- marks of every record: `marks.parquet`; sums of all files: `SHA256SUMS`; for tools: `croissant.json`",
            "",
        ]
    )


def _asked(facts: Mapping[str, Any]) -> list[str]:
    """What teachers were asked, where there were any."""
    prompts = facts["prompts"]
    return [f"- prompts: {prompts['different']:,} different ones, digest `{prompts['sha256']}`"] if prompts else []


def _tail(facts: Mapping[str, Any]) -> str:
    """The recipe and the canary."""
    recipe = json.dumps(facts["recipe"], indent=2, ensure_ascii=True).replace("```", "'''")
    return "\n".join(["## Recipe", "", "```json", recipe, "```", "", f"`{canary(str(facts['digest']))}`", ""])


def _funnel(facts: Mapping[str, Any]) -> list[tuple[object, ...]]:
    """Rows of the verifiers that had anything to say."""
    return [
        (name, *(told.count(words.get(said, 0), facts) for said in ("pass", "fail", "abstain")))
        for name, words in facts["funnel"].items()
        if words.get("pass") or words.get("fail")
    ]


def _refused(facts: Mapping[str, Any]) -> list[tuple[object, ...]]:
    """Why records were refused, the commonest first."""
    return [(reason, told.count(number, facts)) for reason, number in list(facts["refused"].items())[:20]]


def _shares(facts: Mapping[str, Any]) -> list[tuple[object, ...]]:
    """Rows of who made the unproved records of each slice."""
    return [
        (name or "all", lineage or "none", told.count(number, facts))
        for name, made in facts.get("shares", ())
        for lineage, number in made.items()
        if number
    ]


def _by(facts: Mapping[str, Any]) -> list[tuple[object, ...]]:
    """Rows of who made and who passed the accepted records."""
    return [
        (kind, name, told.count(count, facts))
        for kind, counts in facts["accepted_by"].items()
        for name, count in counts.items()
    ]


def _list(title: str, lines: Sequence[str]) -> str:
    """A Markdown list."""
    return "\n".join([f"## {title}", "", *(f"- {_cell(line)}" for line in lines), ""])


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; nothing when it would be empty."""
    if not rows:
        return ""
    lines = [f"## {title}", "", f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(_cell(value) for value in row)} |" for row in rows]
    return "\n".join([*lines, ""])


def _cell(value: object) -> str:
    """A value that cannot leave its cell: no pipes, markup, control characters or line ends."""
    if isinstance(value, int):
        return f"{value:,}"
    text = "".join(char if char.isprintable() else " " for char in str(value))
    for char in "\\`*_{}[]<>|#!":
        text = text.replace(char, f"\\{char}")
    return text
