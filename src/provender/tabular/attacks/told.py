"""An attack's finding, in one form for all, and in the words of somebody who must answer for a release.

`value` is the risk of the worst attack; `parts` has the risk of each, with intervals so wide that those of all attacks
on a release hold together in 95 of 100 releases. A finding is broken where the whole interval of the worst lies beyond
its limit. Counts of fewer than ten people count as none before anything is worked out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from provender.core.anchor import Anchor
from provender.core.chart import Chart, Estimate, Intervals, Sheet
from provender.core.record import Record
from provender.core.seeds import stream
from provender.core.verdict import Finding, Interval
from provender.tabular.attacks.people import People, people
from provender.tabular.attacks.risk import Tried
from provender.tabular.yardstick.held import three

LIMIT = 0.05  # of the risk, from which a release is stopped
FLOOR = 10  # people behind any number that is told
_WRONG = 0.05  # how often anything may be flagged in error by all attacks together,
_ATTACKS = 6  # of which so many are run on a release
_COUNTS = ("hits", "tries", "control_hits", "control_tries")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an attack is about, for somebody who is no statistician.

    Attributes:
        question: that it asks.
        means: what a risk of 5 % would mean.
        silent: what it says nothing about.
    """

    question: str
    means: str
    silent: str


def drawn(records: Sequence[Record], anchor: Anchor, *, audit: str, seed: int, wanted: Sequence[str] = ()) -> People:
    """Reference, control and made rows, the first two equally many.

    Args:
        wanted: columns that are looked at in any case, of many.

    Raises:
        NothingToAudit: there are too few rows of one kind.
        RecipeError: their columns differ.
    """
    made, reference, control = three(records, anchor, audit=audit)
    return people(reference, control, made, rng=generator(audit, seed), wanted=wanted)


def generator(audit: str, seed: int) -> np.random.Generator:
    """The random stream of an attack."""
    return np.random.Generator(np.random.Philox(key=stream(seed, 0, audit).below(2**64)))


def pooled(tries: Sequence[Tried]) -> Tried:
    """The same attack with several seeds: what one of them finds on average.

    The seeds guess about the same people, so that more of them make a figure steadier but its interval no narrower.
    """
    return Tried(
        **{name: round(float(np.mean([getattr(each, name) for each in tries]))) for name in _COUNTS},
        naive=float(np.mean([each.naive for each in tries])),
    )


def finding(
    audit: str, tried: Mapping[str, Tried], *, limit: float | None, meaning: Meaning, more: Sequence[Chart] = ()
) -> Finding:
    """What came of attacks.

    Args:
        tried: by the attack's name.

    Guarantees:
        No count of fewer than ten people is told.
    """
    tried = {name: each.floored(FLOOR) for name, each in tried.items()}
    level = 1 - _WRONG / (_ATTACKS * max(len(tried), 1))
    reaches = {name: each.interval(level) for name, each in tried.items()}
    worst = max(tried, key=lambda name: (reaches[name].low, bool(tried[name].tries), tried[name].risk))
    return Finding(
        audit=audit,
        value=max(tried[worst].risk, 0.0),
        limit=limit,
        interval=reaches[worst],
        reason=_reason(tried, reaches, worst, limit),
        parts={name: max(each.risk, 0.0) for name, each in tried.items()},
        intervals=reaches,
        shown=(_forest(tried, reaches, limit), _counts(tried), *more, _words(meaning)),
    )


def _reason(tried: Mapping[str, Tried], reaches: Mapping[str, Interval], worst: str, limit: float | None) -> str:
    """What the worst attack found, and what was no test."""
    main = tried[worst]
    idle = [name for name, each in tried.items() if not each.tries]
    if len(idle) == len(tried):
        return "nothing was tested: no guess could be made"
    told = (
        f"{worst}: {_share(main.hits, main.tries)} of guesses about people who were learned from are right, "
        f"{_share(main.control_hits, main.control_tries)} of those about others"
    )
    if all(each.weak or not each.tries for each in tried.values()):
        told += "; guessing blindly works as well, so this was no test"
    if limit is not None and reaches[worst].low <= limit < reaches[worst].high:
        told += f"; too few people to rule out a risk over {limit:.0%}"
    return told + (f"; not tested: {', '.join(idle)}" if idle else "")


def _forest(tried: Mapping[str, Tried], reaches: Mapping[str, Interval], limit: float | None) -> Chart:
    """The risk of each attack."""
    rows: list[tuple[str, tuple[Estimate | None, ...]]] = [
        (name, ((max(each.risk, 0.0), reaches[name].low, reaches[name].high),)) for name, each in tried.items()
    ]
    marks = () if limit is None else ((limit, "limit"),)
    caption = "How much more often guesses are right about people whose rows were learned from; 0: nothing leaks."
    return Intervals(title="Risk of each attack", series=("risk",), rows=tuple(rows), marks=marks, caption=caption)


def _counts(tried: Mapping[str, Tried]) -> Chart:
    """Guesses and how many were right."""
    rows = [
        (
            name,
            f"{each.tries:,}" if each.tries >= FLOOR else f"under {FLOOR}",
            _share(each.hits, each.tries),
            _share(each.control_hits, each.control_tries),
            f"{each.naive:.1%}" + (" (no better than blind)" if each.tries and each.weak else ""),
        )
        for name, each in tried.items()
    ]
    head = ("attack", "guesses", "right, learned from", "right, others", "right, blindly")
    return Sheet(title="Guesses", head=head, rows=tuple(rows))


def _share(hits: int, tries: int) -> str:
    """A share in words; a few people are not counted out."""
    if tries < FLOOR:
        return "too few to tell"
    return f"{hits / tries:.1%}" if hits else f"under {FLOOR / tries:.1%}"


def _words(meaning: Meaning) -> Chart:
    """What the figures mean."""
    rows = (
        ("What was asked", meaning.question),
        ("What a risk of 5 % means", meaning.means),
        ("What it does not show", meaning.silent),
    )
    return Sheet(title="In plain words", head=("", ""), rows=rows)
