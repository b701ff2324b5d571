"""An abstract encounter: what threatens a car, what its sensors measure meanwhile, and what comes of it.

A car drives at an even speed. At time zero a child steps out `distance` metres ahead and crosses at an even pace,
`room` metres to the side of the car's middle at first; or the car ahead, half of `distance` away and slower by `other`,
brakes at 7 m/s2 or as hard as the road holds. A reaction later the driver brakes as hard as the road holds.
`impact` is the car's speed when it reaches the child's line, if the child is then within 1.2 m of its middle; or where
the car ahead has come to stand. It is 0 where the car stands before, or the child is not there.

Each of six factors is a standard normal number; `FACTORS` says what it stands for. Every tenth of a second, until
the car has reached the place or two seconds are over, sensors measure, with the errors of `ERRORS`:

    gap        m     to the child's line, or to the car ahead
    closing    m/s   how fast that becomes less
    aside      m     of the child from the car's middle; 0 of a car
    sideways   m/s   of the child, negative towards the car; 0 of a car
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, ClassVar, NamedTuple, cast

import pyarrow as pa

from provender.core.record import Blob, Payload
from provender.core.registry import codec

FACTORS: Mapping[str, tuple[float, float]] = {  # mean and deviation: m/s, m/s, m, m, s, and of friction the logarithm
    "speed": (11.0, 1.8),
    "other": (2.0, 0.6),
    "distance": (30.0, 9.0),
    "room": (3.0, 0.8),
    "reaction": (0.9, 0.25),
    "grip": (-0.35667494393873245, 0.18),  # ln 0.7
}
HAZARDS = ("child", "lead")
STEP, STEPS = 0.1, 20  # s between two measurements, and how many there are at most
MEASURED = ("gap", "closing", "aside", "sideways")


class Errors(NamedTuple):
    """Deviations of what is measured; of speeds in the first step, falling with the root of the number of steps."""

    gap_share: float = 0.03
    gap: float = 0.2  # m, beside the share
    closing: float = 1.2  # m/s
    aside: float = 0.25  # m
    sideways: float = 0.6  # m/s
    grip: float = 0.15  # of the logarithm, once for all steps


ERRORS = Errors()


class Mode(NamedTuple):
    """One of the normals that factors were drawn from: its share of them, means and deviations of the six."""

    share: float
    means: tuple[float, ...]
    spreads: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """The payload.

    Attributes:
        hazard: "child" or "lead".
        factors: (6,) standard normal, in the order of `FACTORS`.
        track: (n, 4) what is measured at 0, 0.1 ... s, 1 <= n <= 20, in the order of `MEASURED`.
        speed: m/s of the car, which it knows.
        grip: friction as the car takes it to be.
        impact: m/s at which it ends if nobody but the driver brakes.
        weight: natural density of the factors over that of the draw.
        modes: of the mixture that nine tenths were drawn from, a tenth staying natural; empty where all is natural.
    """

    codec: ClassVar[str] = "twin/braking/encounter"

    hazard: str
    factors: tuple[float, ...]
    track: tuple[tuple[float, ...], ...]
    speed: float
    grip: float
    impact: float
    weight: float = 1.0
    modes: tuple[Mode, ...] = ()

    def text(self) -> str:
        """What happens, and what is measured, a line a step."""
        told = [
            f"{name} {mean + spread * z:.3g}"
            for z, (name, (mean, spread)) in zip(self.factors, FACTORS.items(), strict=True)
        ]
        lines = [f"{self.hazard}: {', '.join(told)}", f"grip taken for {self.grip:.2f}"]
        for at, row in enumerate(self.track):
            lines.append(
                f"{at * STEP:.1f} s  "
                + "  ".join(f"{name} {value:.2f}" for name, value in zip(MEASURED, row, strict=True))
            )
        return "\n".join([*lines, f"impact at {self.impact:.2f} m/s, weight {self.weight:.4g}"])

    def features(self) -> Sequence[float]:
        """Shape (9,): whether it is a child, the factors, impact and weight."""
        return [float(self.hazard == "child"), *self.factors, self.impact, self.weight]

    def digest(self) -> bytes:
        """16 bytes over all of it."""
        return blake2b(json.dumps(_row(self), sort_keys=True).encode(), digest_size=16).digest()

    def group(self) -> bytes:
        """16 bytes of the factors: one encounter, however often it is measured, stays in one split."""
        return blake2b(json.dumps([self.hazard, *self.factors]).encode(), digest_size=16).digest()


def _row(one: Encounter) -> dict[str, Any]:
    """An encounter as plain values."""
    return {
        "hazard": one.hazard,
        "factors": list(one.factors),
        "track": [list(row) for row in one.track],
        "speed": one.speed,
        "grip": one.grip,
        "impact": one.impact,
        "weight": one.weight,
        "modes": [
            {"share": mode.share, "means": list(mode.means), "spreads": list(mode.spreads)} for mode in one.modes
        ],
    }


@codec
@dataclass(frozen=True, slots=True)
class EncounterCodec:
    """Encounters as columns; no blobs."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """One row an encounter."""
        numbers = pa.list_(pa.float64())
        mode = pa.struct([("share", pa.float64()), ("means", numbers), ("spreads", numbers)])
        return pa.schema(
            [
                ("hazard", pa.string()),
                ("factors", numbers),
                ("track", pa.list_(numbers)),
                *((name, pa.float64()) for name in ("speed", "grip", "impact", "weight")),
                ("modes", pa.list_(mode)),
            ]
        )

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """The columns."""
        rows = [_row(one) for one in cast("Sequence[Encounter]", payloads)]
        return pa.Table.from_pylist(rows, schema=self.schema), []

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Encounter]:
        """The encounters of `table`."""
        return [
            Encounter(
                hazard=row["hazard"],
                factors=tuple(row["factors"]),
                track=tuple(tuple(step) for step in row["track"]),
                speed=row["speed"],
                grip=row["grip"],
                impact=row["impact"],
                weight=row["weight"],
                modes=tuple(Mode(one["share"], tuple(one["means"]), tuple(one["spreads"])) for one in row["modes"]),
            )
            for row in table.select(self.schema.names).to_pylist()
        ]
