"""Abstract encounters, drawn as they come about, or more often where they end badly, each then with its weight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.registry import generator
from provender.core.seeds import stream
from provender.twin.braking.drawn import draw, measured, outcome, proposal
from provender.twin.braking.encounter import HAZARDS, STEPS, Encounter, Mode

NAME = "twin/braking/encounters"


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Encounters:
    """Encounters of a car with a child that steps out, or with a car ahead that brakes.

    Attributes:
        hazard: "child" or "lead".
        draws: "natural", or "important": nine in ten from where a search found blows of `harm` m/s or more. Weighted,
            both say the same of what comes about naturally.
        harm: m/s, above 0 and at most 15.

    Example:
        generators: [{name: twin/braking/encounters, dials: {hazard: child, draws: important}}]
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"hazard": HAZARDS, "draws": ("natural", "important")}

    hazard: Literal["child", "lead"] = "child"
    draws: Literal["natural", "important"] = "natural"
    harm: float = 13.0

    def __post_init__(self) -> None:
        if not 0 < self.harm <= 15:
            raise RecipeError(f"harm={self.harm} is hardly ever reached", where=NAME, mend="give 0 < harm <= 15 m/s")

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        tags = {"hazard": self.hazard, "draws": self.draws}
        for index in range(shard.start, shard.start + shard.count):
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            yield Record(payload=self._encounter(shard.seed, index), origin=origin, tags=tags)

    def _encounter(self, seed: int, index: int) -> Encounter:
        """One of them."""
        key = stream(seed, index, f"{NAME}/{self.hazard}").below(2**64)
        rng = np.random.Generator(np.random.Philox(key=key))
        child = np.array([self.hazard == "child"])
        drawn = draw(child, self.harm if self.draws == "important" else None, rng)
        seen = measured(child, drawn.factors, rng.standard_normal((1, STEPS, 5)), rng.standard_normal(1))
        return Encounter(
            hazard=self.hazard,
            factors=tuple(drawn.factors[0].tolist()),
            track=tuple(tuple(row) for row in seen.tracks[0, seen.ahead[0]].tolist()),
            speed=float(seen.speed[0]),
            grip=float(seen.grip[0]),
            impact=float(outcome(child, drawn.factors)[0]),
            weight=float(drawn.weights[0]),
            modes=self._modes(),
        )

    def _modes(self) -> tuple[Mode, ...]:
        """Where the factors were drawn from."""
        if self.draws == "natural":
            return ()
        found = proposal(self.hazard, self.harm)
        rows = zip(found.shares.tolist(), found.means.tolist(), found.spreads.tolist(), strict=True)
        return tuple(Mode(share, tuple(means), tuple(spreads)) for share, means, spreads in rows)
