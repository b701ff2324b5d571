"""Do poses, speeds, forces and energies belong together? Newton's and Euler's laws, and the servos', step by step."""

from collections.abc import Iterator

import numpy as np

from provender.twin.robots.episode import GRAVITY, STEP, Array
from provender.twin.robots.verifiers._facts import Facts

_JOLT = 0.5  # share of a step for which a sudden change of speed may be early or late
_STRAY, _TOOL = 0.0025, 0.0006  # m beyond that
_FREE = 0.1  # the same share where nothing touches: gravity alone changes speed, evenly
_TURN = 0.12  # rad
_IMPULSE, _SPIN = 1e-5, 5e-6  # N s and N m s that a solver leaves over
_SAME = 1e-9  # J
_SPRING = 1e-3  # J per newton of load that touching surfaces hold and give back, as they give way by so many metres
_GAIN, _LEFT = 1e-3, 5e-4  # J
_BLOW = 5e-4  # J per newton of load that a blow within a step gives beyond what speeds at its ends and mean tell
_SHARE = 0.05  # of work that means over steps may miss
_PACE, _PLACE = 0.012, 0.0003  # m/s, m of a servo
_FINE = 20  # parts of a step in which a servo is followed
_WHEN = (slice(0, 1), slice(0, _FINE), slice(_FINE - 1, _FINE))  # parts in which a contact may have pushed


def motion_faults(facts: Facts) -> Iterator[str]:
    """Displacements against speeds, and turns against rates.

    A body that is struck and driven on has, at the ends of the step, speeds that do not tell of it. The tool is driven
    by its servos as a whole, whichever of its parts is struck.
    """
    jump = STEP * np.linalg.norm(np.diff(facts.speed, axis=0), axis=-1)
    off = np.linalg.norm(facts.moved, axis=-1)
    on_tool = facts.loads[:, facts.tool].sum(1)
    struck = STEP**2 / 2 * on_tool / sum(facts.bodies[place].mass for place in facts.tool)
    for place in [*facts.objects, *facts.tool]:
        body = facts.bodies[place]
        tool = body.role == "tool"
        free = (on_tool if tool else facts.loads[:, place]) == 0
        allowed = np.where(free, _FREE, _JOLT) * jump[:, place]
        allowed += _TOOL + struck if tool else np.where(free, 2e-5, _STRAY)
        if (at := _worst(off[:, place] - allowed)) is not None:
            yield f"{body.id} goes {off[at, place] * 1000:.1f} mm otherwise than at its speed, at {at * STEP:.2f} s"
    yield from _turn_faults(facts)


def _turn_faults(facts: Facts) -> Iterator[str]:
    """Turns of objects against their angular velocities."""
    rates = facts.episode.velocities[..., 3:]
    for place in facts.objects:
        turn = np.einsum("nij,nkj->nik", facts.turns[1:, place], facts.turns[:-1, place])
        axis = np.stack(
            [turn[:, 2, 1] - turn[:, 1, 2], turn[:, 0, 2] - turn[:, 2, 0], turn[:, 1, 0] - turn[:, 0, 1]], 1
        )
        cos = np.clip((np.trace(turn, axis1=1, axis2=2) - 1) / 2, -1, 1)
        sin = np.linalg.norm(axis, axis=1) / 2
        angle = np.arctan2(sin, cos)
        told = axis / 2 * np.where(sin > 1e-9, angle / np.maximum(sin, 1e-9), 1.0)[:, None]
        mean = STEP * (rates[1:, place] + rates[:-1, place]) / 2
        jolt = _JOLT * STEP * np.linalg.norm(np.diff(rates[:, place], axis=0), axis=1)
        off = np.linalg.norm(told - mean, axis=1) + np.where(angle > np.pi - 0.05, 9.0, 0.0)
        if (at := _worst(off - jolt - _TURN)) is not None:
            yield f"{facts.bodies[place].id} turns otherwise than at its rate, at {at * STEP:.2f} s"


def momentum_faults(facts: Facts) -> Iterator[str]:
    """What contacts and weight give objects, against how their momenta change."""
    weight = np.array([0.0, 0.0, -GRAVITY])
    for place in facts.objects:
        body = facts.bodies[place]
        given = STEP * (facts.forces[:, place] + body.mass * weight)
        off = np.linalg.norm(body.mass * np.diff(facts.speed[:, place], axis=0) - given, axis=1)
        if (at := _worst(off - _IMPULSE)) is not None:
            yield f"the momentum of {body.id} changes by {off[at]:.1e} N s that no force gives, at {at * STEP:.2f} s"
        off = np.linalg.norm(np.diff(facts.spin[:, place], axis=0) - STEP * facts.torques[:, place], axis=1)
        if (at := _worst(off - _SPIN)) is not None:
            yield f"the spin of {body.id} changes by {off[at]:.1e} N m s that no torque gives, at {at * STEP:.2f} s"


def energy_faults(facts: Facts) -> Iterator[str]:
    """Energies as told against speeds and heights; none comes from nothing, and the tool's work is force times way."""
    kinetic, potential, work = facts.episode.energy.T
    mass = np.array([facts.bodies[place].mass for place in facts.objects])
    high = GRAVITY * (facts.place[:, facts.objects, 2] * mass).sum(1)
    if np.abs(kinetic - facts.kinetic).max() > _SAME or np.abs(potential - high).max() > _SAME or work[0] != 0:
        yield "energies are told that speeds and heights do not have"
    load = facts.loads[:, facts.objects].sum(1)
    total = facts.kinetic + high - work
    if (at := _worst(np.diff(total) - _GAIN - _SPRING * load)) is not None:
        yield f"energy comes from nothing, {np.diff(total)[at]:.1e} J at {at * STEP:.2f} s"
    if (total - total[0]).max() > _LEFT:
        yield f"the objects have {(total - total[0]).max():.1e} J more than the tool gave them"
    low, high = _work(facts)
    squeezed = facts.loads[:, facts.tool].sum(1)
    off = np.maximum(low - np.diff(work), np.diff(work) - high)
    if (at := _worst(off - _GAIN / 10 - _BLOW * squeezed)) is not None:
        yield f"the tool's work in a step is told {off[at]:.1e} J off force times way, at {at * STEP:.2f} s"
    most = _SHARE * np.maximum(np.abs(low), np.abs(high)).sum() + _GAIN
    if not low.sum() - most <= work[-1] <= high.sum() + most:
        yield f"the tool's work is told as {work[-1]:.3f} J, force times way is {low.sum():.3f} to {high.sum():.3f} J"


def _work(facts: Facts) -> tuple[Array, Array]:
    """(n,) joules at least and at most: mean forces on objects times the way of the tool's part that they come from,
    at the part's speed before, after, or in the mean, since forces may have acted at any time of the step.
    """
    by_tool = np.flatnonzero(np.isin(facts.other, facts.tool) & np.isin(facts.one, facts.objects))
    at, part = facts.at[by_tool], facts.other[by_tool]
    mean = (facts.place[at + 1, part] - facts.place[at, part]) / STEP
    paces = np.stack([facts.speed[at, part], facts.speed[at + 1, part], mean])
    given = -STEP * (facts.force[by_tool] * paces).sum(-1)
    ends = (np.bincount(at, end, minlength=facts.steps) for end in (given.min(0), given.max(0)))
    low, high = (np.asarray(end, np.float64) for end in ends)
    return low, high


def servo_faults(facts: Facts) -> Iterator[str]:
    """The carriage against its actions: pushed by its servos and by what the tool touches, step by step anew.

    Of a contact the mean over a step is known and not when it pushed: what comes out lies between what it would have
    done at the step's beginning, throughout, and at its end.
    """
    tool = facts.tool
    axes = 2 if len(tool) == 1 else 3
    place = facts.place[:, tool[0], :axes].copy()
    if axes == 3:
        place[:, 2] -= facts.bodies[tool[0]].half[2] + facts.bodies[tool[1]].half[2]
    speed = facts.speed[:, tool[0], :axes]
    ends = [_driven(facts, place[:-1], speed[:-1], when) for when in _WHEN]
    off = [
        np.maximum(np.min(found, axis=0) - told[1:], told[1:] - np.max(found, axis=0)).max(1)
        for found, told in zip(zip(*ends, strict=True), (place, speed), strict=True)
    ]
    if (worst := _worst(np.maximum(off[0] / _PLACE, off[1] / _PACE) - 1)) is not None:
        yield f"the tool does not do what its action asks, at {worst * STEP:.2f} s"


def _driven(facts: Facts, at: Array, pace: Array, when: slice) -> tuple[Array, Array]:
    """(n, k) places and speeds of the carriage at the ends of steps from those at their beginnings, where all that the
    tool touches pushes in these parts of a step.
    """
    episode, axes = facts.episode, at.shape[1]
    servo, tick, mass = episode.servo, STEP / _FINE, sum(facts.bodies[part].mass for part in facts.tool)
    push = np.zeros((_FINE, *at.shape))
    push[when] = facts.forces[:, facts.tool, :axes].sum(1) * _FINE / len(range(_FINE)[when])
    for now in push:
        drive = servo.stiffness * (episode.actions[:, :axes] - at) - servo.damping * pace
        pace = pace + tick / mass * (np.clip(drive, -servo.limit, servo.limit) + now)
        at = at + tick * pace
    return at, pace


def _worst(beyond: Array) -> int | None:
    """The step at which something goes farthest beyond what is allowed; None where nothing does."""
    at = int(np.argmax(beyond))
    return at if beyond[at] > 0 else None
