"""Proves what comes of an encounter by stepping through it in time, and the weight by densities written out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, isclose, isfinite, log, pi

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.twin.braking.encounter import ERRORS, FACTORS, HAZARDS, STEP, STEPS, Encounter

NAME = "twin/braking/encounters"
_G = 9.81
_TICK = 1e-3  # s
_CLOSE = 0.05  # m2/s2 between the squares of the impact that is told and of the one stepped to: some millimetres
_NEAR = 5e-3  # m: nearer to the edge of the car's path, or to standing in time, both outcomes are let pass
_SIGMAS = 7.0  # an error beyond this comes about once in 10 ** 11
_PRIOR = 0.1


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterProof:
    """PROVES that an encounter ends as it says, that its weight is the ratio of densities, and that what is measured
    lies within seven deviations of what is so.

    Example:
        An impact of 9.2 m/s fails where the car, stepped through in milliseconds, stands before the child's line.
    """

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return [_verdict(record) for record in records]


def _verdict(record: Record) -> Verdict:
    """One record's; anything that is no encounter is left alone."""
    if not isinstance(record.payload, Encounter):
        return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason="no encounter")
    if reason := next(_faults(record.payload), ""):
        return Verdict(record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason=reason)
    return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.PROVED)


def _faults(one: Encounter) -> Iterator[str]:
    """What is wrong, in words."""
    numbers = [
        *one.factors,
        one.speed,
        one.grip,
        one.impact,
        one.weight,
        *(value for row in one.track for value in row),
    ]
    if (
        len(one.factors) != len(FACTORS)
        or one.hazard not in HAZARDS
        or not all(map(isfinite, numbers))
        or one.grip <= 0
    ):
        yield "it is no encounter: six numbers and a hazard are wanted"
        return
    yield from _weight_faults(one)
    yield from _outcome_faults(one)
    yield from _track_faults(one)


def _weight_faults(one: Encounter) -> Iterator[str]:
    """The weight, from the densities."""
    wanted = 1.0
    if one.modes:
        natural = sum(-z * z / 2 - log(2 * pi) / 2 for z in one.factors)
        drawn = _PRIOR * exp(natural)
        for mode in one.modes:
            told = zip(one.factors, mode.means, mode.spreads, strict=True)
            drawn += (
                (1 - _PRIOR)
                * mode.share
                * exp(
                    sum(-(((z - mean) / spread) ** 2) / 2 - log(spread) - log(2 * pi) / 2 for z, mean, spread in told)
                )
            )
        wanted = exp(natural) / drawn
    if not isclose(one.weight, wanted, rel_tol=1e-6):
        yield f"its weight is {one.weight:.6g}; the densities give {wanted:.6g}"


class _World:
    """The factors of an encounter in metres and seconds."""

    def __init__(self, one: Encounter) -> None:
        speed, other, distance, room, reaction, grip = (
            mean + spread * z for z, (mean, spread) in zip(one.factors, FACTORS.values(), strict=True)
        )
        self.child = one.hazard == "child"
        self.speed, self.distance = max(speed, 1.0), max(distance, 2.0)
        self.pace, self.room = min(max(other, 0.3), 5.0), min(max(room, 0.5), 6.0)
        self.reaction = min(max(reaction, 0.2), 3.0)
        self.grip = min(max(exp(grip), 0.1), 1.1)
        self.lead = max(self.speed - min(max(other, 0.0), 5.0), 0.0)
        self.lead_brakes = min(7.0, self.grip * _G)

    def lead_at(self, time: float) -> tuple[float, float]:
        """Metres that the car ahead has rolled, and its speed, `time` after it began to brake."""
        rolls = min(time, self.lead / self.lead_brakes)
        return (2 * self.lead - self.lead_brakes * rolls) * rolls / 2, self.lead - self.lead_brakes * rolls

    def reaches(self, place: float) -> tuple[float, float]:
        """When and how fast the car comes to a place ahead, stepped through; (inf, 0) where it stands before."""
        at, speed, time = 0.0, self.speed, 0.0
        while speed > 0:
            whole = min(_TICK, self.reaction - time) if time < self.reaction else _TICK
            push = 0.0 if time < self.reaction else self.grip * _G
            after = max(speed - push * whole, 0.0)
            moved = (speed + after) / 2 * (whole if after > 0 or not push else speed / push)
            if at + moved >= place:
                share = (place - at) / moved if moved else 0.0
                return time + share * whole, speed + share * (after - speed)
            at, speed, time = at + moved, after, time + max(whole, 1e-12)
        self.stood = at
        return float("inf"), 0.0

    stood = float("inf")


def _outcome_faults(one: Encounter) -> Iterator[str]:
    """The impact, by stepping through."""
    world = _World(one)
    place = world.distance if world.child else world.distance / 2 + world.lead_at(1e9)[0]
    time, speed = world.reaches(place)
    wanted, doubtful = speed, abs(world.stood - place) < _NEAR
    if world.child and speed > 0:
        aside = abs(world.room - world.pace * time)
        wanted = speed if aside <= 1.2 else 0.0
        doubtful = abs(aside - 1.2) < _NEAR
    fine = [wanted, speed, 0.0] if doubtful else [wanted]
    if all(abs(one.impact**2 - each**2) > _CLOSE for each in fine):
        yield f"its impact is {one.impact:.3f} m/s; stepped through it is {wanted:.3f}"


def _track_faults(one: Encounter) -> Iterator[str]:
    """What is measured, beside what is so."""
    world = _World(one)
    steps = [time for time in (at * STEP for at in range(STEPS)) if _gap(world, time) > 0]
    if len(steps) != len(one.track):
        yield f"it is measured {len(one.track)} times; the place lies ahead for {len(steps)} steps"
        return
    if not isclose(one.speed, world.speed, rel_tol=1e-9):
        yield f"its speed is told as {one.speed:.3f} m/s; it is {world.speed:.3f}"
    if abs(log(one.grip) - log(world.grip)) > _SIGMAS * ERRORS.grip:
        yield f"its grip is taken for {one.grip:.3f}; it is {world.grip:.3f}"
    for at, (time, row) in enumerate(zip(steps, one.track, strict=True)):
        settled = (1 + at) ** -0.5
        gap = _gap(world, time)
        so = (gap, world.speed - (0.0 if world.child else world.lead_at(time)[1]),
              world.room - world.pace * time if world.child else 0.0, -world.pace if world.child else 0.0)  # fmt: skip
        loose = (ERRORS.gap_share * gap + ERRORS.gap, ERRORS.closing * settled,
                 ERRORS.aside * world.child, ERRORS.sideways * settled * world.child)  # fmt: skip
        for value, truth, deviation in zip(row, so, loose, strict=True):
            if abs(value - truth) > _SIGMAS * deviation + 1e-9:
                yield f"at {time:.1f} s {value:.3f} is measured of {truth:.3f}"


def _gap(world: _World, time: float) -> float:
    """Metres to the child's line, or to the car ahead."""
    if world.child:
        return world.distance - world.speed * time
    return world.distance / 2 + world.lead_at(time)[0] - world.speed * time
