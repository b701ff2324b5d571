"""Do balls and loads fly, bounce, roll and slide as masses do? Energy, momentum and what may change them."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from provender.twin.scene import Actor, ActorKind, Scene
from provender.twin.verifiers._states import G, Numbers, States, length

_EXACT = 0.4  # m/s2 by which a free flight may seem to differ from gravity alone
_LOW = 0.02  # m above the ground at which something lies on it
_REACH = 1.3  # m within which somebody can have kicked or caught a ball
_SPARE = 0.05  # J per kg that differences may seem to add
_DRAGS = {ActorKind.BALL: 2.0, ActorKind.LOAD: 9.0}  # m/s2 at most by which rolling or sliding slows
_GENTLE = 0.3  # m/s2 across its way that an uneven road gives what rolls
_ON_TOP = 0.08  # m between a load's underside and the roof that carries it


def falling_faults(found: States, scene: Scene) -> Iterator[str]:
    """What is wrong with how a ball or a load moves, in words."""
    if len(found.pushes) == 0:
        return
    name = f"{found.actor.id}, a {found.actor.kind},"
    if found.places[:, 2].min() < -_LOW:
        yield f"{name} is {-found.places[:, 2].min():.2f} m under the ground"
    touched = _touched(found, scene)
    held = touched[:-2] | touched[1:-1] | touched[2:]
    struck = _struck(found)
    yield from _forces(found, held, struck, name)
    yield from _energy(found, touched, name)


def _struck(found: States) -> npt.NDArray[np.bool_]:
    """(n - 2,) whether the ground may be touched between the state before and the one after."""
    high = found.places[:, 2]
    drop = np.abs(found.rates[:, 2]) * np.diff(found.times)
    near = np.minimum(np.minimum(high[:-2], high[1:-1]), high[2:])
    struck: npt.NDArray[np.bool_] = near < _LOW + 1.2 * np.maximum(drop[:-1], drop[1:])
    return struck


def _forces(found: States, held: npt.NDArray[np.bool_], struck: npt.NDArray[np.bool_], name: str) -> Iterator[str]:
    """In the air only gravity; on the ground only what slows; a blow only where there is something that strikes."""
    high, up, flat = found.places[:, 2], found.pushes[:, 2], found.pushes[:, :2]
    flies = ~held & ~struck
    wrong = flies & ((np.abs(up + G) > _EXACT) | (length(flat) > _EXACT))
    if wrong.any():
        at = int(wrong.argmax())
        push = float(np.hypot(length(flat)[at], up[at] + G))
        yield f"{name} in the air is pushed by {push:.1f} m/s2 besides gravity at {found.times[at + 1]:g} s"
    pulled = ~held & (up < -G - _EXACT)
    if pulled.any():
        yield f"{name} falls faster than gravity at {found.times[1 + int(pulled.argmax())]:g} s"
    low = np.maximum(np.maximum(high[:-2], high[1:-1]), high[2:]) < 1e-9
    before, after = found.rates[:-1, :2], found.rates[1:, :2]
    unit = before / np.maximum(length(before), 1e-9)[:, None]
    across = np.abs(flat[:, 0] * unit[:, 1] - flat[:, 1] * unit[:, 0])
    slows = length(flat) > _DRAGS[found.actor.kind]
    swerves = across > _GENTLE
    if (rolls := ~held & low & (slows | swerves) & (length(before) > 0.1)).any():
        at = int(rolls.argmax())
        yield f"{name} on the ground is pushed by {length(flat)[at]:.1f} m/s2 at {found.times[at + 1]:g} s"
    turns = ~held & (length(before) > 0.3) & (length(after) > 0.3)
    straight = (before * after).sum(1) / np.maximum(length(before) * length(after), 1e-9)
    bends = turns & (straight < 0.995)
    if bends.any():
        yield f"{name} turns with nothing to turn it at {found.times[1 + int(bends.argmax())]:g} s"


def _energy(found: States, touched: npt.NDArray[np.bool_], name: str) -> Iterator[str]:
    """Energy of motion and height, by mass, never grows but by somebody's hand or foot."""
    middle = (found.places[1:, 2] + found.places[:-1, 2]) / 2
    energy = (found.rates**2).sum(1) / 2 + G * middle
    hand = touched[1:] | touched[:-1]
    before = np.maximum(energy[1:-1], energy[:-2])
    gained = (energy[2:] - before > _SPARE) & ~(hand[2:] | hand[1:-1] | hand[:-2])
    if gained.any():
        at = 2 + int(gained.argmax())
        yield f"{name} gains {energy[at] - before[at - 2]:.2f} J/kg at {found.times[at]:g} s"


def _touched(found: States, scene: Scene) -> npt.NDArray[np.bool_]:
    """(n,) whether somebody can hold, kick or carry it at each state."""
    others = [actor for actor in scene.actors if actor.id != found.actor.id]
    if found.actor.kind is ActorKind.LOAD:
        return _carried(found, others)
    hands = [actor for actor in others if actor.kind in {ActorKind.ADULT, ActorKind.CHILD, ActorKind.DOG}]
    near = np.zeros(len(found.times), bool)
    for actor in hands:
        near |= length(found.places[:, :2] - actor.track.at(found.times)[:, :2]) < _REACH
    return near


def _carried(found: States, others: Sequence[Actor]) -> npt.NDArray[np.bool_]:
    """(n,) whether it rests on something, be it by an edge."""
    carried = np.zeros(len(found.times), bool)
    half = np.array([found.actor.size.length, found.actor.size.width]) / 2
    for actor in others:
        pose: Numbers = actor.track.at(found.times)
        away = found.places[:, :2] - pose[:, :2]
        cos, sin = np.cos(pose[:, 3]), np.sin(pose[:, 3])
        along, across = np.abs(away[:, 0] * cos + away[:, 1] * sin), np.abs(away[:, 1] * cos - away[:, 0] * sin)
        over = (along < actor.size.length / 2 + half[0] + 0.1) & (across < actor.size.width / 2 + half[1])
        roof = np.abs(found.places[:, 2] - pose[:, 2] - actor.size.height) < _ON_TOP
        carried |= over & roof
    return carried
