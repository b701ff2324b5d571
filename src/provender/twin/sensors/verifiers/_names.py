"""Do echoes bear the right names? Two actors' echoes that fit both far better once exchanged were exchanged."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from provender.twin.scene import VEHICLES, Actor, Scene
from provender.twin.sensors.echoes import Echoes, Radar
from provender.twin.sensors.verifiers._moved import carried, local, own_motion, pose
from provender.twin.sensors.verifiers._walls import Numbers

_BODY, _LIMBS = 0.1, 0.25  # m, one sigma by which vehicles and others reach out of their boxes
_WITHIN = 0.15  # m, one sigma of the place on a body that an echo is of
_SLANT, _SPIN = 0.02, 0.3  # shares of a rate, and of what turning adds to it, that are not known from above
_BETTER = 25.0  # squared sigmas by which two fit better once exchanged: chance does so much in one of 250,000


def name_faults(scene: Scene, radar: Radar, time: float, told: Echoes) -> Iterator[str]:
    """Pairs whose echoes were exchanged."""
    met = [number for number in np.unique(told.instance).tolist() if 0 < number <= len(scene.actors)]
    fits = {}
    for number in met:
        off = _misfits(scene.actors[number - 1], (scene, radar, time), told)
        fits[number] = np.bincount(told.instance, off, len(scene.actors) + 1)
    for one, two in combinations(met, 2):
        better = fits[one][one] + fits[two][two] - fits[one][two] - fits[two][one]
        if better > _BETTER:
            names = (scene.actors[number - 1].id for number in (one, two))
            yield f"echoes of {' and '.join(names)} fit better by {better:.0f} squared sigmas once exchanged"


def _misfits(actor: Actor, seen: tuple[Scene, Radar, float], told: Echoes) -> Numbers:
    """(n,) squared sigmas by which each echo lies out of an actor's box, along and across its sight, and moves else."""
    scene, radar, time = seen
    start, ahead = pose(scene, radar, time)
    sight = np.stack([np.cos(ahead + told.azimuth), np.sin(ahead + told.azimuth)], 1)
    aside = np.stack([-sight[:, 1], sight[:, 0]], 1)
    places = start[:2] + told.metres[:, None] * sight
    half = np.array([actor.size.length, actor.size.width]) / 2
    nearest, motion = carried(actor, time, np.clip(local(actor, time, places), -half, half))
    body = _BODY if actor.kind in VEHICLES else _LIMBS
    out = places - nearest
    found = (out * sight).sum(1) ** 2 / (radar.range_noise**2 + body**2)
    found += (out * aside).sum(1) ** 2 / ((radar.angle_noise * told.metres) ** 2 + body**2)
    moves = motion - own_motion(scene, radar, time)
    rate, across = (moves * sight).sum(1), (moves * aside).sum(1)
    turning = _SPIN * np.linalg.norm(motion - motion.mean(0), axis=1).max(initial=0.0)
    angle = np.hypot(radar.angle_noise, _WITHIN / np.maximum(told.metres, 1.0))
    sigma = radar.rate_noise**2 + (across * angle) ** 2 + (_SLANT * rate) ** 2 + turning**2
    fits: Numbers = found + (told.rate - rate) ** 2 / sigma
    return fits
