"""Marks of a slice under each value of another, "tone by night" beside "tone"; uncertain where few stand behind."""

from typing import TYPE_CHECKING

from provender.cli.terminal import say, say_table

if TYPE_CHECKING:
    from provender.core.verdict import Scorecard

_BY = " by "


def crossed(marks: "Scorecard") -> set[str]:
    """The tags that are told under another, and those they are told under: `say_crossed` shows them."""
    both = {tag for tag, _ in (*marks.by_tag, *marks.few) if _BY in tag}
    return both | {tag.partition(_BY)[0] for tag in both}


def say_crossed(marks: "Scorecard") -> None:
    """One row for each value, its marks in all and under each; nothing where no tag is told under another."""
    tags = crossed(marks)
    under = sorted({tag.partition(_BY)[2] for tag in tags} - {""})
    rows = []
    for tag, value in sorted({pair for pair in (*marks.by_tag, *marks.few) if pair[0] in tags and _BY not in pair[0]}):
        columns = (tag, *(f"{tag}{_BY}{other}" for other in under))
        rows.append((tag, value, *(_mark(marks, column, value) for column in columns)))
    if rows:
        say("")
        say_table(rows, head=("", "", f"{marks.measure} in all", *(f"by {other}" for other in under)))


def _mark(marks: "Scorecard", tag: str, value: str) -> str:
    """A mark with what stands behind it; the count alone where that is too little."""
    pair = (tag, value)
    if pair not in marks.by_tag:
        return f"{marks.few[pair]}: too few" if pair in marks.few else "none"
    spread = marks.interval_by_tag.get(pair)
    told = f"{spread.low:.0%} to {spread.high:.0%}, " if spread else ""
    return f"{marks.by_tag[pair]:.1%} ({told}n = {marks.n_by_tag[pair]:,})"
