"""An attack's finding, in one form for all, and in the words of somebody who must answer for a release.

`value` is the risk of the worst attack; `parts` has the risk of each, with intervals that hold for all of them
together. A finding is broken where the whole interval of the worst lies beyond its limit.
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
_LEVEL = 0.95


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


def drawn(records: Sequence[Record], anchor: Anchor, *, audit: str, seed: int, most: int = 20_000) -> People:
    """Reference, control and made rows, the first two equally many.

    Raises:
        RecipeError: there are too few of one kind, or their columns differ.
    """
    made, reference, control = three(records, anchor, audit=audit)
    return people(reference, control, made, rng=generator(audit, seed), most=most)


def generator(audit: str, seed: int) -> np.random.Generator:
    """The random stream of an attack."""
    return np.random.Generator(np.random.Philox(key=stream(seed, 0, audit).below(2**64)))


def pooled(tries: Sequence[Tried]) -> Tried:
    """The same attack with several seeds, taken together."""
    count = sum(each.tries for each in tries)
    return Tried(
        hits=sum(each.hits for each in tries),
        tries=count,
        control_hits=sum(each.control_hits for each in tries),
        control_tries=sum(each.control_tries for each in tries),
        naive=sum(each.naive * each.tries for each in tries) / max(count, 1),
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
    level = 1 - (1 - _LEVEL) / max(len(tried), 1)
    reaches = {name: each.interval(level) for name, each in tried.items()}
    worst = max(tried, key=lambda name: (reaches[name].low, tried[name].risk))
    main, control = tried[worst], tried[worst].control_hits / max(tried[worst].control_tries, 1)
    reason = (
        f"{worst}: {_share(main.hits, main.tries)} of guesses about people who were learned from are right, "
        f"{control:.1%} of those about others"
    )
    blind = [name for name, each in tried.items() if each.tries and each.weak]
    if len(blind) == len(tried):
        reason += "; guessing blindly works as well, so these attacks were no test"
    return Finding(
        audit=audit,
        value=max(main.risk, 0.0),
        limit=limit,
        interval=Interval(low=reaches[worst].low, high=reaches[worst].high),
        reason=reason,
        parts={name: max(each.risk, 0.0) for name, each in tried.items()},
        intervals=reaches,
        shown=(_forest(tried, reaches, limit), _counts(tried), *more, _words(meaning)),
    )


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
            f"{each.tries:,}",
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
    if not tries:
        return "none"
    return f"{hits / tries:.1%}" if hits >= FLOOR or not hits else f"under {FLOOR / tries:.1%}"


def _words(meaning: Meaning) -> Chart:
    """What the figures mean."""
    rows = (
        ("What was asked", meaning.question),
        ("What a risk of 5 % means", meaning.means),
        ("What it does not show", meaning.silent),
    )
    return Sheet(title="In plain words", head=("", ""), rows=rows)
