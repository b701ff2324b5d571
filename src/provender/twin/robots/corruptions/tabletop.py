"""Ways in which an episode can be wrong: one kind at a time, to measure its judge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.robots.episode import STEP, Array, Body, Episode

Fault: TypeAlias = Literal[
    "teleport", "wrong_success", "moved_goal", "swapped_ids", "penetration", "hovering", "energy_added",
    "wrong_energy", "wrong_work", "wrong_friction", "wrong_mass", "wrong_size", "stale_state", "time_shift",
    "late_actions", "scaled_actions", "mirrored_y", "wrong_unit", "contact_without_touch", "missing_contact",
    "forces_per_tick", "reaction_for_action", "sticky_contact", "contact_of_another", "quaternion_order",
    "quaternion_scaled", "wrong_width", "velocity_in_body_frame", "dropped_step",
]  # fmt: skip
_GOES = 0.04  # m/s, for a fault of time or speed to make anything false
_PRESSES = 0.2  # N, for one of force to do so
_TURNED = 0.15  # of a quaternion's parts, for their order to matter


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Tabletop:
    """Plants one kind of fault in an episode at a table.

    Attributes:
        kind: of fault.

    Example:
        With `kind: wrong_success`, an episode whose target missed its goal says that it reached it.
    """

    kind: Fault

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is nothing that could be spoilt so."""
        return spoil(record, self.kind, self._change, of=Episode, seed=seed, room="twin/robots")

    def _change(self, episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
        """The episode with that one thing wrong; None where it comes out as it was."""
        found = _FAULTS[self.kind](episode, rng)
        return None if found is None or found.payload == episode else found


def _objects(episode: Episode) -> list[int]:
    """Places of the objects."""
    return [place for place, body in enumerate(episode.bodies) if body.role == "object"]


def _tool(episode: Episode) -> list[int]:
    """Places of the tool's parts."""
    return [place for place, body in enumerate(episode.bodies) if body.role == "tool"]


def _with_body(episode: Episode, place: int, body: Body) -> Episode:
    """An episode with another body in one place."""
    return replace(episode, bodies=(*episode.bodies[:place], body, *episode.bodies[place + 1 :]))


def _moments(episode: Episode, place: int) -> list[int]:
    """Moments at which a body moves, the first and last left out."""
    speed = np.linalg.norm(episode.velocities[:, place, :3], axis=1)
    return [int(at) for at in np.flatnonzero(speed > _GOES) if 2 <= at < episode.steps - 2]


def _mover(episode: Episode, rng: Stream) -> tuple[int, int] | None:
    """An object, and a moment at which it moves; None where none does."""
    some = [(place, at) for place in _objects(episode) for at in _moments(episode, place)]
    return rng.choice(some) if some else None


def _pressing(episode: Episode, rng: Stream) -> int | None:
    """A contact that presses; None where there is none."""
    some = np.flatnonzero(episode.contacts[:, 18] > _PRESSES).tolist()
    return rng.choice(some) if some else None


def _told(episode: Episode, contact: int) -> str:
    """Which contact."""
    step, a, b = episode.contacts[contact, :3].astype(int)
    return f"contact of {episode.bodies[a].id} and {episode.bodies[b].id} in step {step}"


def _moved(episode: Episode, place: int, since: int, by: Array) -> Episode:
    """An episode in which a body is elsewhere from a moment on."""
    poses = episode.poses.copy()
    poses[since:, place, :3] += by
    return replace(episode, poses=poses)


def _teleport(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    place, at = rng.choice(_objects(episode)), rng.between(1, episode.steps)
    way, far = rng.below(6283) / 1000, rng.between(6, 100) / 1000
    told = f"it jumps by {far:g} m"
    by = far * np.array([np.cos(way), np.sin(way), 0.0])
    return Spoilt(_moved(episode, place, at, by), f"{episode.bodies[place].id} at moment {at}", told)


def _wrong_success(episode: Episode, _: Stream) -> Spoilt[Episode]:
    return Spoilt(replace(episode, success=not episode.success), "success", "it is the other way around")


def _moved_goal(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    if not episode.success:
        return None
    x, y, z = episode.goal.at
    far = rng.between(40, 200) / 1000 * rng.choice((-1, 1))
    return Spoilt(replace(episode, goal=replace(episode.goal, at=(x + far, y, z))), "goal", "the goal is elsewhere")


def _swapped_ids(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    if len(_objects(episode)) < 2:
        return None
    one, two = rng.sample(_objects(episode), 2)
    order = np.arange(len(episode.bodies))
    order[one], order[two] = two, one
    swapped = replace(episode, poses=episode.poses[:, order], velocities=episode.velocities[:, order])
    return Spoilt(swapped, episode.bodies[one].id, f"it goes where {episode.bodies[two].id} does")


def _penetration(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    place = rng.choice(_objects(episode))
    deep = rng.between(5, 20) / 1000
    sunk = _moved(episode, place, 0, np.array([0.0, 0.0, -deep]))
    energy = episode.energy.copy()
    energy[:, 1] -= 9.81 * episode.bodies[place].mass * deep
    return Spoilt(replace(sunk, energy=energy), episode.bodies[place].id, f"it is {deep:g} m too low, in the table")


def _hovering(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    place = rng.choice(_objects(episode))
    high = rng.between(4, 20) / 1000
    raised = _moved(episode, place, 0, np.array([0.0, 0.0, high]))
    energy = episode.energy.copy()
    energy[:, 1] += 9.81 * episode.bodies[place].mass * high
    return Spoilt(replace(raised, energy=energy), episode.bodies[place].id, f"it is {high:g} m too high, on nothing")


def _energy_added(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    found = _mover(episode, rng)
    if found is None:
        return None
    place, at = found
    velocities = episode.velocities.copy()
    old = 0.5 * episode.bodies[place].mass * (velocities[at:, place, :3] ** 2).sum(1)
    velocities[at:, place, :3] *= 1.25
    energy = episode.energy.copy()
    energy[at:, 0] += (1.25**2 - 1) * old
    told = f"from moment {at} on it is a quarter faster"
    return Spoilt(replace(episode, velocities=velocities, energy=energy), episode.bodies[place].id, told)


def _wrong_energy(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    energy, column = episode.energy.copy(), rng.below(2)
    energy[:, column] = 1.05 * energy[:, column] + 1e-6
    return Spoilt(replace(episode, energy=energy), "energy", "a twentieth too much is told")


def _wrong_work(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    if np.ptp(episode.energy[:, 2]) < 0.02:
        return None
    energy = episode.energy.copy()
    energy[:, 2] *= rng.choice((-1.0, 0.0, 4.0))
    return Spoilt(replace(episode, energy=energy), "energy", "the tool's work is not what is told")


def _wrong_friction(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    """Of something that slides for long: the friction of what only stands cannot be seen."""
    some = []
    for place in _objects(episode):
        body, speeds = episode.bodies[place], episode.velocities[:, place]
        pace = np.linalg.norm(speeds[:, :2], axis=1)
        straight = np.linalg.norm(speeds[:, 3:], axis=1) * np.linalg.norm(body.half) < 0.8 * pace
        rests = np.abs(episode.poses[:, place, 2] - body.half[2]) < 0.001
        if body.shape != "sphere" and ((pace > _GOES) & straight & rests).sum() > 8:
            some.append(place)
    if not some:
        return None
    place = rng.choice(some)
    body, by = episode.bodies[place], rng.choice((0.5, 0.75, 1.5, 2.0))
    wrong = replace(body, friction=body.friction * by)
    return Spoilt(_with_body(episode, place, wrong), body.id, f"its friction is told {by:g} times what it is")


def _wrong_mass(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    place = rng.choice(_objects(episode))
    body, by = episode.bodies[place], rng.choice((0.001, 0.9, 1.1, 1000.0))
    return Spoilt(_with_body(episode, place, replace(body, mass=body.mass * by)), body.id, f"its mass is {by:g} times")


def _wrong_size(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    place = rng.choice(_objects(episode))
    body, by = episode.bodies[place], rng.choice((0.5, 0.75, 1.3, 2.0))
    x, y, z = (by * half for half in body.half)
    return Spoilt(_with_body(episode, place, replace(body, half=(x, y, z))), body.id, f"its size is told {by:g} times")


def _stale_state(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    some = sorted({at for place in _tool(episode) for at in _moments(episode, place)})
    if not some:
        return None
    at = rng.choice(some)
    poses, velocities, width = episode.poses.copy(), episode.velocities.copy(), episode.width.copy()
    poses[at], velocities[at], width[at] = poses[at - 1], velocities[at - 1], width[at - 1]
    told = replace(episode, poses=poses, velocities=velocities, width=width)
    return Spoilt(told, f"moment {at}", "it shows where everything was a step before")


def _time_shift(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    by = rng.between(1, 3)
    late = {name: np.concatenate([getattr(episode, name)[:1]] * by + [getattr(episode, name)[:-by]])
            for name in ("poses", "velocities", "width", "energy")}  # fmt: skip
    return Spoilt(replace(episode, **late), "states", f"they come {by} steps after what was done")  # type: ignore[arg-type]


def _late_actions(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    by = rng.between(1, 5)
    late = np.concatenate([np.repeat(episode.actions[:1], by, 0), episode.actions[:-by]])
    return Spoilt(replace(episode, actions=late), "actions", f"they are told {by} steps late")


def _scaled_actions(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    by = rng.choice((0.8, 0.9, 1.1, 1000.0))
    return Spoilt(
        replace(episode, actions=episode.actions * by), "actions", f"they are told {by:g} times what they were"
    )


def _mirrored_y(episode: Episode, _: Stream) -> Spoilt[Episode]:
    poses, velocities = episode.poses.copy(), episode.velocities.copy()
    poses[:, 1:, 1] *= -1
    poses[:, 1:, [4, 6]] *= -1
    velocities[:, 1:, [1, 3, 5]] *= -1
    return Spoilt(replace(episode, poses=poses, velocities=velocities), "states", "left and right are swapped")


def _wrong_unit(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    place = rng.choice(_objects(episode))
    poses = episode.poses.copy()
    poses[:, place, :3] *= rng.choice((1000.0, 100.0, 0.001))
    return Spoilt(replace(episode, poses=poses), episode.bodies[place].id, "its places are in another unit")


def _contact_without_touch(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    """Two that are apart are told to press each other, and to be held apart by nobody."""
    pairs = [(a, b) for a in _objects(episode) for b in (*_objects(episode), *_tool(episode)) if a < b]
    some = []
    for a, b in pairs:
        reach = np.linalg.norm(episode.bodies[a].half) + np.linalg.norm(episode.bodies[b].half)
        far = np.linalg.norm(episode.poses[:, a, :3] - episode.poses[:, b, :3], axis=1) > reach + 0.02
        some += [(a, b, int(at)) for at in np.flatnonzero(far[1:] & far[:-1])]
    if not some:
        return None
    a, b, at = rng.choice(some)
    row = np.zeros(19)
    row[:3] = at, a, b
    row[3] = row[6] = row[18] = 1e-5  # too little for any balance to show it
    row[15:18] = episode.poses[at, [a, b], :3].mean(0)
    rows = np.concatenate([episode.contacts, row[None]])
    rows = rows[np.lexsort(rows[:, 2::-1].T)]
    bodies = f"{episode.bodies[a].id} and {episode.bodies[b].id}"
    return Spoilt(replace(episode, contacts=rows), bodies, f"they do not touch in step {at}")


def _missing_contact(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    at = _pressing(episode, rng)
    if at is None:
        return None
    rows = np.delete(episode.contacts, at, 0)
    return Spoilt(replace(episode, contacts=rows), _told(episode, at), "it is not told")


def _forces_per_tick(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    if not len(episode.contacts):
        return None
    rows = episode.contacts.copy()
    by = rng.choice((0.1, 0.95, 1.05, 10.0))
    rows[:, [*range(3, 15), 18]] *= by
    return Spoilt(replace(episode, contacts=rows), "contacts", f"forces are told {by:g} times what they were")


def _reaction_for_action(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    at = _pressing(episode, rng)
    if at is None:
        return None
    rows = episode.contacts.copy()
    rows[at, 3:9] *= -1
    rows[at, 9:15] *= -1
    return Spoilt(replace(episode, contacts=rows), _told(episode, at), "the force is that on the other body")


def _sticky_contact(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    """More friction than there can be, and nothing else changed."""
    at = _pressing(episode, rng)
    if at is None:
        return None
    rows = episode.contacts.copy()
    rows[at, 6:9] *= 0.3
    rows[at, 18] *= 0.3
    return Spoilt(replace(episode, contacts=rows), _told(episode, at), "its normal force is a third of what it is")


def _contact_of_another(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    at = _pressing(episode, rng)
    if at is None:
        return None
    rows = episode.contacts.copy()
    step, a, b = rows[at, :3].astype(int)
    taken = {(int(s), int(one), int(two)) for s, one, two in rows[:, :3] if s == step}
    others = [other for other in range(a + 1, len(episode.bodies)) if other != b and (step, a, other) not in taken]
    if not others:
        return None
    rows[at, 2] = rng.choice(others)
    return Spoilt(replace(episode, contacts=rows), _told(episode, at), "it is told of another body")


def _quaternion_order(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    turned = episode.poses[0, :, 3:]
    parts = np.abs(turned[:, [0, 3]])  # where they are alike, or one is nothing, a box may look the same
    some = [place for place in _objects(episode) if parts[place].min() > _TURNED
            and abs(np.subtract(*parts[place])) > _TURNED and episode.bodies[place].shape != "sphere"]  # fmt: skip
    if not some:
        return None
    place, poses = rng.choice(some), episode.poses.copy()
    poses[:, place, 3:] = np.roll(poses[:, place, 3:], -1, axis=1)
    return Spoilt(replace(episode, poses=poses), episode.bodies[place].id, "its quaternion has the scalar last")


def _quaternion_scaled(episode: Episode, rng: Stream) -> Spoilt[Episode]:
    place, poses = rng.choice(_objects(episode)), episode.poses.copy()
    poses[:, place, 3:] *= rng.choice((0.5, 0.99, 1.01))
    return Spoilt(replace(episode, poses=poses), episode.bodies[place].id, "its quaternion is of no turn")


def _wrong_width(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    if episode.task != "grasp":
        return None
    half = rng.choice((True, False))
    width = episode.width / 2 if half else episode.actions[[*range(episode.steps), -1], 3]
    return Spoilt(replace(episode, width=width), "width", "of one finger alone" if half else "it is what was asked for")


def _velocity_in_body_frame(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    """Speeds along a body's own axes, as some engines tell them."""
    found = _mover(episode, rng)
    if found is None or abs(episode.poses[found[1], found[0], 6]) < _TURNED:
        return None
    place, at = found
    if np.hypot(*episode.velocities[at, place, :2]) < _GOES:
        return None  # it falls straight, along its own axis too
    w, z = episode.poses[at, place, 3], episode.poses[at, place, 6]
    turn = 2 * float(np.arctan2(z, w))
    cos, sin = np.cos(turn), np.sin(turn)
    velocities = episode.velocities.copy()
    velocities[:, place, :2] = velocities[:, place, :2] @ np.array([[cos, -sin], [sin, cos]])
    told = replace(episode, velocities=velocities)
    return Spoilt(told, episode.bodies[place].id, "its velocity is along its own axes")


def _dropped_step(episode: Episode, rng: Stream) -> Spoilt[Episode] | None:
    some = sorted({at for place in _tool(episode) for at in _moments(episode, place)})
    if not some:
        return None
    at = rng.choice(some)
    states = {name: np.delete(getattr(episode, name), at, 0) for name in ("poses", "velocities", "width", "energy")}
    rows = episode.contacts[episode.contacts[:, 0] != at].copy()
    rows[rows[:, 0] > at, 0] -= 1
    short = replace(episode, actions=np.delete(episode.actions, at, 0), contacts=rows, **states)
    return Spoilt(short, f"step {at}", f"it is missing, {STEP:g} s of it")


_FAULTS: Mapping[str, Callable[[Episode, Stream], Spoilt[Episode] | None]] = {
    name[1:]: fault
    for name, fault in list(globals().items())
    if name[1:] in Fault.__args__  # type: ignore[attr-defined]
}
