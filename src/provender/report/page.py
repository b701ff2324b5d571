"""The report: one static page that works offline, in light and in dark, and loads nothing from elsewhere.

Text from data and teachers is escaped by the template; panels' drawings are the only markup let through.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from provender.core.protocols import Block
from provender.report import svg
from provender.report.charts import audited
from provender.report.cycled import students
from provender.report.svg import plainly
from provender.report.watched import watched
from provender.stages.judges.rates import SILENT

_SHOWN = 16  # values of a tag that are not folded
_FLOW = {
    "tried": "asked of the generators",
    "made": "made",
    "verified": "verified",
    "accepted": "accepted",
}


def page(facts: Mapping[str, Any], blocks: Sequence[tuple[str, Sequence[Block]]]) -> str:
    """The page of one run.

    Args:
        facts: as `run.facts` gives them; with `cycles` for a loop.
        blocks: headings with what the wings' panels drew.
    """
    judges = facts.get("judges", [])
    charts = {
        "flow": _flow(facts),
        "mix": {tag: _mixed(values) for tag, values in facts["mix"].items()},
        "support": facts.get("support", []),
        "choices": facts.get("choices", []),
        "students": students(facts),
        "judges": [(judge, _errors(judge)) for judge in judges if judge["state"] != SILENT],
        "silent": [judge["judge"] for judge in judges if judge["state"] == SILENT],
        "privacy": [_budget(spent) for spent in facts.get("privacy", [])],
    }
    verifiers = _verifiers(facts)
    return _template().render(
        facts=facts,
        charts=charts,
        blocks=drawn_blocks([*audited(facts.get("findings", [])), *watched(facts), *blocks]),
        verifiers=verifiers,
        silent=len(facts["funnel"]) - len(verifiers),
        style=Markup(file_text("page.css")),
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    """The page's template."""
    return environment().from_string(file_text("page.html"))


def drawn_blocks(blocks: Sequence[tuple[str, Sequence[Block]]]) -> Markup:
    """Headings with their blocks, as a piece of any page; text is escaped by the template."""
    return Markup(environment().from_string(file_text("blocks.html")).render(blocks=blocks))


def environment() -> Environment:
    """Templates that escape everything that is not marked as safe."""
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["drawn"] = Markup
    made.filters["plainly"] = plainly
    made.filters["broken"] = broken
    made.filters["inline"] = inline
    return made


def inline(image: bytes) -> str:
    """A picture as an address that holds all of it."""
    kind = "webp" if image[:4] == b"RIFF" else "png"
    return f"data:image/{kind};base64,{b64encode(image).decode()}"


def file_text(name: str) -> str:
    """A file beside this one."""
    return files("provender.report").joinpath(name).read_text(encoding="utf-8")


def broken(name: object) -> Markup:
    """A name that may be broken after each "/" and "_" where there is little room.

    >>> broken("reasoning/gcd")
    Markup('reasoning/<wbr>gcd')
    """
    escaped = str(escape(plainly(name)))
    return Markup(escaped.replace("/", "/<wbr>").replace("_", "_<wbr>"))


def _flow(facts: Mapping[str, Any]) -> str:
    """The funnel from candidates to accepted records."""
    tried = facts["flow"]["tried"] or 1
    rows = [
        (told, float(facts["flow"][name]), f"{facts['flow'][name]:,} ({facts['flow'][name] / tried:.1%})")
        for name, told in _FLOW.items()
    ]
    return svg.bars(rows, title="From candidates to accepted records")


def _budget(spent: Mapping[str, Any]) -> str:
    """What releases spent of a table's budget."""
    rows = [
        ("this release", float(spent["epsilon"]), f"{spent['epsilon']:g}"),
        ("all releases together", float(spent["spent"]), f"{spent['spent']:.3g}"),
        ("budget", float(spent["budget"]), f"{spent['budget']:g}"),
    ]
    return svg.bars(rows, title="Epsilon")


def _errors(judge: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a judge lets through and what it wrongly refuses, by slice: a line of words and a chart each."""
    kinds = (
        ("Faulty records that it lets through", "let", "faulty", "false_accepts"),
        ("Sound records that it refuses", "refused", "sound", "false_rejects"),
    )
    drawn = []
    whole = judge["slices"][0]
    for told, hits, total, interval in kinds:
        parts = [part for part in judge["slices"] if part[total] and (part is whole or part[total] < whole[total])]
        rows = [
            (_slice_name(part["name"], part[total]), part[interval][0], part[hits] / part[total], part[interval][1])
            for part in parts
        ]
        if rows:
            drawn.append((told, svg.ranges(rows, limit=judge["limit"], title=f"{told}, {judge['judge']}")))
    return drawn


def _slice_name(name: str, count: int) -> str:
    """A slice as its line in a chart begins."""
    return f"{name.removeprefix('kind ').replace('_', ' ')} ({count})"


def _mixed(values: Mapping[str, Sequence[int]]) -> list[tuple[str, int]]:
    """A tag's chart, and one of what is folded, each with how many values it has."""
    whole = sum(asked for asked, _ in values.values()) or 1
    return [(_mix(part, whole), len(part)) for part in _folded(values)]


def _folded(values: Mapping[str, Sequence[int]]) -> list[dict[str, Sequence[int]]]:
    """The values of a tag that are shown, and those that are folded: of many, first those farthest from their share."""
    rows = [(value, pair) for value, pair in values.items() if pair[0] or pair[1]]
    if len(rows) <= _SHOWN:
        return [dict(rows)]
    first = {value for value, _ in sorted(rows, key=lambda row: -abs(row[1][0] - row[1][1]))[:_SHOWN]}
    return [dict(row for row in rows if row[0] in first), dict(row for row in rows if row[0] not in first)]


def _mix(values: Mapping[str, Sequence[int]], whole: int) -> str:
    """Shares of all that was asked for of one tag, beside what was got."""
    rows = [(value or "(none)", asked / whole, got / whole) for value, (asked, got) in values.items() if asked or got]
    return svg.pairs(rows, title="Mix asked for and got")


def _verifiers(facts: Mapping[str, Any]) -> list[tuple[str, int, int, int]]:
    """Passes, failures and abstentions of each verifier that said anything; the busiest first."""
    rows = [
        (name, words.get("pass", 0), words.get("fail", 0), words.get("abstain", 0))
        for name, words in facts["funnel"].items()
    ]
    return sorted((row for row in rows if row[1] or row[2]), key=lambda row: (-(row[1] + row[2]), row[0]))
