"""What a scenario is: distributions of what may vary, where it can happen, and who does what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from importlib import import_module
from math import exp, isfinite, log
from statistics import NormalDist
from typing import TYPE_CHECKING

from provender.core.errors import RecipeError, UnknownName
from provender.core.seeds import Stream
from provender.twin.maps.map import Floats, Map
from provender.twin.scene import Actor
from provender.twin.stage.place import Place

if TYPE_CHECKING:
    from provender.twin.stage.setting import Setting

_STANDARD = NormalDist()
_GRAIN = 2**53


@dataclass(frozen=True, slots=True)
class Spread:
    """A normal distribution, held within bounds.

    Attributes:
        mean, sd: of the value, or of its logarithm where `log` is 1.
        low, high: what lies beyond is taken to be at the bound.
        log: 1 where the logarithm is normal.

    >>> Spread(2.0, 0.5, 1.0, 3.0).value(1.0)
    2.5
    """

    mean: float
    sd: float
    low: float
    high: float
    log: float = 0.0

    def value(self, z: float) -> float:
        """The value at `z` standard deviations."""
        found = self.mean + self.sd * z
        return min(max(exp(found) if self.log else found, self.low), self.high)


COMMON: Mapping[str, Spread] = {
    "speed": Spread(10.5, 2.2, 4.0, 16.0),  # m/s of the ego
    "reaction": Spread(log(0.9), 0.3, 0.3, 2.5, log=1.0),  # s from seeing to braking
}


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One kind of encounter.

    Attributes:
        tells: in one sentence.
        spreads: of what may vary; those of `COMMON` need not be told again.
        fits: whether it can happen at a place beside some lane.
        places: a place drawn from all where it can happen, for a scenario that needs more than one lane can tell.
        stage: the actors of a setting, all but the ego, each with its whole track.
        steers: the ego's own path beside its lane, where it leaves it: metres to the left at each point of its way.
    """

    tells: str
    spreads: Mapping[str, Spread]
    fits: Callable[[Place], bool] = bool
    places: Callable[[Map, Stream], Place | None] | None = None
    stage: "Callable[[Setting], list[Actor]]"
    steers: "Callable[[Setting], Floats] | None" = None


def load_scenario(name: str) -> Scenario:
    """The scenario of a file of this name in `twin/scenarios`."""
    found: Scenario = import_module(f"provender.twin.scenarios.{name}").SCENARIO
    return found


def spreads_of(scenario: Scenario, changed: Mapping[str, Mapping[str, float]], *, where: str) -> dict[str, Spread]:
    """All of a scenario's distributions by name, some of their numbers changed.

    Raises:
        UnknownName, RecipeError: there is no such distribution or number, or it makes no sense.
    """
    return changed_spreads({**COMMON, **scenario.spreads}, changed, where=where)


def changed_spreads(
    usual: Mapping[str, Spread], changed: Mapping[str, Mapping[str, float]], *, where: str
) -> dict[str, Spread]:
    """Distributions by name, some of their numbers changed.

    Raises:
        UnknownName, RecipeError: there is no such distribution or number, or it makes no sense.
    """
    known = dict(usual)
    for name, numbers in changed.items():
        if name not in known:
            raise UnknownName.among("distribution", name, known, where=where)
        for number in numbers:
            if number not in {entry.name for entry in fields(Spread)}:
                raise UnknownName.among(
                    "number of a distribution", number, [e.name for e in fields(Spread)], where=where
                )
        known[name] = _sane(replace(known[name], **numbers), name, known[name], where=where)
    return known


def _sane(spread: Spread, name: str, usual: Spread, *, where: str) -> Spread:
    """A distribution that can be drawn from and stays where its scenario has a meaning."""
    numbers = [getattr(spread, entry.name) for entry in fields(Spread)]
    if not all(map(isfinite, numbers)) or spread.sd < 0 or not usual.low <= spread.low <= spread.high <= usual.high:
        raise RecipeError(
            f"the distribution of {name} cannot be {spread}",
            where=where,
            mend=f"give sd >= 0 and {usual.low:g} <= low <= high <= {usual.high:g}",
        )
    return spread


def normal(rng: Stream) -> float:
    """A draw from the standard normal distribution."""
    return _STANDARD.inv_cdf((rng.below(_GRAIN) + 0.5) / _GRAIN)
