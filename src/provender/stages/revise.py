"""Revise: the one way back. What a student gained from the last data decides what the next data shall be.

Each tag of the mix is taken by itself. For each of its values the marks on the probe say what the student
gained since the last cycle, and how much room is left to gain; the lesser of the two is what more of the
same may be expected to bring. Values that promise more than the mean get more of the mix:

    share' ~ share * 2 ** clip(4 * (promise - mean promise), -1, 1)

so a cycle at most doubles or halves a value against the mean, whatever the marks. A gain whose 95 % interval
holds 0 counts as none (Newcombe 1998, method 10). The first student started from nothing: its gain is its mark.
A floor, the same part of every value's share in the first recipe, stays: what is not asked for any more can
neither be learned nor be seen to be learned. Only the mix is changed, and only the probe is looked at.

That is `loop.dial: gain`. With `thompson` a value's share beyond the floor is the chance that a record of it gained
most (`dialling.py`), from the second cycle on; with `weakness` it grows with 1 - mark, which pours data into what does
not learn; `uniform` changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import fsum

from provender.core.errors import RecipeError
from provender.core.recipe import Recipe
from provender.core.verdict import Interval, Scorecard
from provender.stages.dialling import chances, gained, shared

_PACE = 4.0  # a promise a quarter above the mean doubles a share
_WHY = {"gain": "", "uniform": "", "thompson": "; by its chance of gaining most", "weakness": "; by its weakness"}
_DIGITS = 4  # shares are written to a hundredth of a per cent

Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One share that was moved, and why."""

    tag: str
    value: str
    before: float
    after: float
    reason: str

    def __str__(self) -> str:
        return f"{self.tag}={self.value}: {self.before:.1%} -> {self.after:.1%}, {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The next recipe, and every change that was made to the last."""

    recipe: Recipe
    changes: tuple[Change, ...] = ()


def revise(
    recipe: Recipe, before: Scorecard | None, after: Scorecard, *, first: Recipe, private: bool = False
) -> Revision:
    """The recipe for the next cycle.

    Args:
        recipe: of the cycle that is over.
        before: marks on the probe before that cycle; None if it was the first.
        after: marks on the probe now.
        first: the recipe that the loop started from; its shares set the floor.
        private: whether the probe is of a private anchor.

    Raises:
        RecipeError: `private`, and the recipe has a privacy budget, of which nothing pays for this look.

    Guarantees:
        Every tag's shares sum to what they summed before.
        No share falls below `loop.floor` times its share in `first` (to four decimals).
        Without a difference in promise between the values of a tag nothing changes.
    """
    if private and recipe.limits.epsilon is not None:
        raise RecipeError(
            f"with limits.epsilon={recipe.limits.epsilon} the marks on a private probe must not steer the mix",
            where="loop",
            mend="set loop.cycles to 1, or take a public anchor for the probe",
        )
    changes: list[Change] = []
    why = _WHY[recipe.loop.dial]
    for tag in sorted({tag for tag, _ in recipe.mix}):
        shares = {value: share for (name, value), share in sorted(recipe.mix.items()) if name == tag}
        hopes = {value: _hope(tag, value, before, after) for value in shares}
        least = {value: recipe.loop.floor * first.mix.get((tag, value), shares[value]) for value in shares}
        known = {value: hope for value, hope in hopes.items() if hope is not None}
        moved = _dialled(recipe, {value: shares[value] for value in known}, known, least)
        changes += [
            Change(tag=tag, value=value, before=shares[value], after=share, reason=known[value].reason + why)
            for value, share in moved.items()
            if share != shares[value]
        ]
    if not changes:
        return Revision(recipe=recipe)
    mix = {**recipe.mix, **{(change.tag, change.value): change.after for change in changes}}
    return Revision(recipe=replace(recipe, mix=mix), changes=tuple(changes))


@dataclass(frozen=True, slots=True)
class _Hope:
    """What more records of a value may be expected to bring, a share of marks in [0, 1].

    `mark` is (share right, items) on the probe now; `earlier` the same before the cycle, None in the first.
    """

    promise: float
    reason: str
    mark: tuple[float, int]
    earlier: tuple[float, int] | None = None


def _hope(tag: str, value: str, before: Scorecard | None, after: Scorecard) -> _Hope | None:
    """The lesser of gain and room; None where the probe has no such item."""
    n = after.n_by_tag.get((tag, value), 0)
    if not n:
        return None
    mark = after.by_tag[tag, value]
    earlier = before.n_by_tag.get((tag, value), 0) if before else 0
    if before is None or not earlier:
        return _Hope(min(mark, 1 - mark), f"marks {mark:.2f} in its first cycle", (mark, n))
    was = before.by_tag[tag, value]
    gain = sure_gain((was, earlier), (mark, n))
    told = f"marks {was:.2f} -> {mark:.2f}" + ("" if gain else ", no sure gain")
    return _Hope(max(0.0, min(gain, 1 - mark)), told, (mark, n), (was, earlier))


def _dialled(recipe: Recipe, shares: Shares, hopes: Mapping[str, _Hope], least: Shares) -> Shares:
    """The shares moved as the recipe's loop says."""
    total, dial = fsum(shares.values()), recipe.loop.dial
    if dial == "gain":
        return _shift(shares, hopes, least)
    low = {value: min(least[value], share) for value, share in shares.items()}
    if dial == "uniform" or len(shares) < 2 or total <= 0:
        return shares
    if dial == "weakness":
        return _rounded(shared({value: 1 - hopes[value].mark[0] for value in shares}, low, total), total)
    earlier = {value: hope.earlier for value, hope in hopes.items() if hope.earlier is not None and shares[value] > 0}
    if len(earlier) < len(shares):
        return shares
    records = {value: max(1.0, share * (recipe.count or 1)) for value, share in shares.items()}
    gains = [gained(earlier[value], hopes[value].mark, records[value]) for value in shares]
    return _rounded(shared(dict(zip(shares, chances(gains), strict=True)), low, total), total)


def sure_gain(before: tuple[float, int], after: tuple[float, int]) -> float:
    """The difference of two marks (share, items), or 0 where its 95 % interval holds 0."""
    spread = Interval.gain(before, after)
    return after[0] - before[0] if spread.low > 0 or spread.high < 0 else 0.0


def _shift(shares: Shares, hopes: Mapping[str, _Hope], least: Shares) -> Shares:
    """The shares moved towards what promises most, their sum kept."""
    total = fsum(shares.values())
    promises = {hopes[value].promise for value in shares}
    if total <= 0 or len(promises) < 2:
        return shares
    mean = fsum(share * hopes[value].promise for value, share in shares.items()) / total
    wanted = {
        value: share * 2.0 ** max(-1.0, min(1.0, _PACE * (hopes[value].promise - mean)))
        for value, share in shares.items()
    }
    return _rounded(_above(wanted, least, total), total)


def _above(wanted: Shares, least: Shares, total: float) -> Shares:
    """Shares in proportion to `wanted` that sum to `total`, none below its least."""
    held: dict[str, float] = {}
    while True:
        free = {value: share for value, share in wanted.items() if value not in held}
        scale = (total - fsum(held.values())) / (fsum(free.values()) or 1.0)
        low = [value for value, share in free.items() if share * scale < least[value]]
        if not low or len(low) == len(free):
            return {value: held[value] if value in held else share * scale for value, share in wanted.items()}
        held.update((value, least[value]) for value in low)


def _rounded(shares: Shares, total: float) -> Shares:
    """Shares to four decimals; the largest takes up what rounding leaves, so that the sum stays."""
    largest = max(shares, key=lambda value: shares[value])
    rounded = {value: round(share, _DIGITS) for value, share in shares.items()}
    rounded[largest] = round(total - fsum(share for value, share in rounded.items() if value != largest), 12)
    return rounded
