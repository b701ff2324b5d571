"""Do poses, speeds, forces and energies belong together? Newton's and Euler's laws, and the servos', step by step."""

from collections.abc import Iterator

import numpy as np

from provender.twin.robots.episode import GRAVITY, STEP, Array
from provender.twin.robots.verifiers._facts import Facts

_JOLT = 0.5  # share of a step for which a sudden change of speed may be early or late
_STRAY, _TOOL, _HIT = 0.0025, 0.0006, 0.0012  # m beyond that
_FREE = 0.1  # the same share where nothing touches: gravity alone changes speed, evenly
_TURN = 0.12  # rad
_IMPULSE, _SPIN = 1e-5, 5e-6  # N s and N m s that a solver leaves over
_SAME = 1e-9  # J
_SPRING = 1e-3  # J per newton of load that touching surfaces hold and give back, as they give way by so many metres
_GAIN, _LEFT = 1e-3, 5e-4  # J
_SHARE = 0.25  # of work that means over steps may miss
_PACE, _PLACE = 0.05, 0.0005  # m/s, m of a servo, where a blow comes within the step
_FINE = 20  # parts of a step in which a servo is followed


def motion_faults(facts: Facts) -> Iterator[str]:
    """Displacements against speeds, and turns against rates."""
    jump = np.linalg.norm(np.diff(facts.speed, axis=0), axis=-1)
    off = np.linalg.norm(facts.moved, axis=-1)
    for place in [*facts.objects, *facts.tool]:
        body = facts.bodies[place]
        free = facts.loads[:, place] == 0
        allowed = np.where(free, _FREE, _JOLT) * STEP * jump[:, place]
        allowed += np.where(free, *((_TOOL, _HIT) if body.role == "tool" else (2e-5, _STRAY)))
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
    done = _work(facts)
    squeezed = facts.loads[:, facts.tool].sum(1)
    if (at := _worst(np.abs(np.diff(work) - done) - _GAIN / 10 - 2 * _SPRING * squeezed)) is not None:
        off = abs(np.diff(work)[at] - done[at])
        yield f"the tool's work in a step is told {off:.1e} J off force times way, at {at * STEP:.2f} s"
    if abs(work[-1] - done.sum()) > _SHARE * np.abs(done).sum() + _GAIN:
        yield f"the tool's work is told as {work[-1]:.3f} J, force times way is {done.sum():.3f} J"


def _work(facts: Facts) -> Array:
    """(n,) joules: mean forces on objects times the way of the tool's part that they come from."""
    found = np.zeros(facts.steps)
    by_tool = np.flatnonzero(np.isin(facts.other, facts.tool) & np.isin(facts.one, facts.objects))
    at, part = facts.at[by_tool], facts.other[by_tool]
    way = facts.place[at + 1, part] - facts.place[at, part]
    np.add.at(found, at, -(facts.force[by_tool] * way).sum(1))
    return found


def servo_faults(facts: Facts) -> Iterator[str]:
    """The carriage against its actions: pushed by its servos and by what the tool touches, step by step anew."""
    episode, tool = facts.episode, facts.tool
    axes = 2 if len(tool) == 1 else 3
    mass = sum(facts.bodies[place].mass for place in tool)
    place = facts.place[:, tool[0], :axes].copy()
    if axes == 3:
        place[:, 2] -= facts.bodies[tool[0]].half[2] + facts.bodies[tool[1]].half[2]
    speed = facts.speed[:, tool[0], :axes]
    push = facts.forces[:, tool, :axes].sum(1)
    at, pace = place[:-1].copy(), speed[:-1].copy()
    servo, tick = episode.servo, STEP / _FINE
    for _ in range(_FINE):
        drive = servo.stiffness * (episode.actions[:, :axes] - at) - servo.damping * pace
        pace = pace + tick / mass * (np.clip(drive, -servo.limit, servo.limit) + push)
        at = at + tick * pace
    off = np.abs(pace - speed[1:]).max(1) - _PACE
    far = np.abs(at - place[1:]).max(1) - _PLACE
    if (worst := _worst(np.maximum(off, far))) is not None:
        yield f"the tool does not do what its action asks, at {worst * STEP:.2f} s"


def _worst(beyond: Array) -> int | None:
    """The step at which something goes farthest beyond what is allowed; None where nothing does."""
    at = int(np.argmax(beyond))
    return at if beyond[at] > 0 else None
