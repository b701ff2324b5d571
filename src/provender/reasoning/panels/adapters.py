"""Other packages' items in the report: of each task, how many were found right again, and what was wrong."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.protocols import Block, Judged
from provender.core.registry import panel
from provender.reasoning.problem import Problem

JUDGE = "reasoning/adapters/reasoning_gym"

_CAPTION = (
    "Every answer was worked out anew. An item is wrong if ours differs, undecided if its question leaves open what is "
    "asked or no checker of ours knows its task."
)


@panel
@dataclass(frozen=True, slots=True, kw_only=True)
class Adapters:
    """A table with a line for each task, and some of the items that are wrong beside our value.

    Attributes:
        most: wrong items shown.

    Example:
        Shown by every report on records of `reasoning/adapters/reasoning_gym`.
    """

    heading: ClassVar[str] = "Items of other packages"

    most: int = 8

    def __call__(self, samples: Sequence[Judged], /) -> Iterator[Block]:
        """Nothing where no record came from another package."""
        ours = [item for item in samples if item.record.origin.source == JUDGE]
        if not ours:
            return
        fates: dict[str, Counter[str]] = {}
        for item in ours:
            fates.setdefault(item.record.tags.get("task", ""), Counter())[_fate(item)] += 1
        rows = tuple(_row(task, fates[task]) for task in sorted(fates))
        yield Block(
            title="What each task's answers are worth",
            caption=_CAPTION,
            head=("task", "items", "right", "wrong", "undecided"),
            rows=rows,
        )
        wrong = [item for item in ours if _fate(item) == "wrong"]
        if wrong:
            yield Block(title="Some of the wrong items", lines=tuple(_told(item) for item in wrong[: self.most]))


def _fate(item: Judged) -> str:
    """What became of an item."""
    if JUDGE in item.passed:
        return "right"
    return "wrong" if item.verifier == JUDGE else "undecided"


def _row(task: str, seen: Counter[str]) -> tuple[str, ...]:
    """The table's line."""
    total = seen.total()
    wrong = f"{seen['wrong']:,} ({seen['wrong'] / total:.1%})"
    return (task, f"{total:,}", f"{seen['right']:,}", wrong, f"{seen['undecided']:,}")


def _told(item: Judged) -> str:
    """A wrong item and our value."""
    problem = item.record.payload
    assert isinstance(problem, Problem)
    question = " ".join(problem.question.split())
    return f"✗ {question} → {problem.answer}; found: {item.evidence.get('expected', item.reason)}"
