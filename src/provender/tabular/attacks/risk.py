"""How often an attack works, beyond what it could have known without the people's own rows.

risk = (main - control) / (1 - control), as Giomi, Boenisch, Wehmeyer and Tasnadi 2023 (PoPETs, arXiv 2211.10459)
have it: `main` are guesses about people whose rows were learned from, `control` the same about people whose rows
were not. What works against both alike is what the table teaches about everybody; only the rest is a leak.
"""

from dataclasses import dataclass, replace
from math import inf, sqrt

from provender.core.verdict import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Guesses and how many were right.

    Attributes:
        hits, tries: about people who were learned from.
        control_hits, control_tries: about people who were not.
        naive: share right of guesses made without looking at the synthetic table; an attack below it is no attack.
    """

    hits: int
    tries: int
    control_hits: int
    control_tries: int
    naive: float = 0.0

    def floored(self, floor: int) -> "Tried":
        """The same without counts of fewer than `floor` people, which are none: so few are nobody's business."""
        kept = {name: told if (told := getattr(self, name)) >= floor else 0 for name in ("hits", "control_hits")}
        return replace(self, **kept, naive=self.naive if self.naive * self.tries >= floor else 0.0)

    @property
    def risk(self) -> float:
        """In (-inf, 1]; 0 where nothing was learned about anybody in particular."""
        main, control = self.hits / max(self.tries, 1), self.control_hits / max(self.control_tries, 1)
        return (main - control) / (1 - control) if control < 1 else 0.0

    @property
    def weak(self) -> bool:
        """Whether guessing blindly works no worse: then a low risk says little."""
        return self.hits <= self.naive * self.tries

    def interval(self, level: float = 0.95) -> Interval:
        """Of the risk, low end at least 0: 1 - a ratio of shares that failed (MOVER-R, Donner and Zou 2012).

        Guarantees:
            Holds at least nearly as often as `level` says, at shares near 0 and 1 too.
            More of the same guesses narrow it.
        """
        if not self.tries or not self.control_tries or self.control_hits == self.control_tries:
            return Interval(low=0.0, high=1.0, level=level)
        failed, spared = self.tries - self.hits, self.control_tries - self.control_hits
        one, two = failed / self.tries, spared / self.control_tries
        first = Interval.wilson(failed, self.tries, level=level)
        second = Interval.wilson(spared, self.control_tries, level=level)
        low, high = _least(one, two, first.low, second.high), _most(one, two, first.high, second.low)
        return Interval(low=min(max(1 - high, 0.0), 1.0), high=min(max(1 - low, 0.0), 1.0), level=level)


def _least(one: float, two: float, low: float, high: float) -> float:
    """The lower end of the interval of one / two, from the lower end of `one` and the upper end of `two`."""
    root = sqrt(max((one * two) ** 2 - low * high * (2 * one - low) * (2 * two - high), 0.0))
    return low * (2 * one - low) / (one * two + root) if one else 0.0


def _most(one: float, two: float, high: float, low: float) -> float:
    """The upper end, from the upper end of `one` and the lower end of `two`."""
    root = sqrt(max((one * two) ** 2 - high * low * (2 * one - high) * (2 * two - low), 0.0))
    return (one * two + root) / (low * (2 * two - low)) if low else inf
