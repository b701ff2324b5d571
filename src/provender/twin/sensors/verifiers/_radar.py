"""Is a radar's sweep true of its scene? Boxes, walls and motion, worked out anew from tracks and outlines."""

from collections.abc import Iterator

import numpy as np
from scipy.stats import poisson

from provender.twin.scene import VEHICLES, Actor, Scene
from provender.twin.sensors.echoes import STRAY, Echoes, Radar
from provender.twin.sensors.verifiers._moved import carried, local, own_motion, pose
from provender.twin.sensors.verifiers._names import name_faults
from provender.twin.sensors.verifiers._sight import due
from provender.twin.sensors.verifiers._walls import Numbers, from_walls, through_houses

_SIGMAS = 5.5
_MARGIN = 0.25  # m that shapes reach out of boxes
_LIMBS = 0.55  # m that arms and legs swing out
_POLE = 0.6  # m around the place of a pole, lamp or sign
_TINY = 1e-9  # chance below which a number of strays is none
_RCS = 0.02  # dB, rounding included


def echo_faults(scene: Scene, radar: Radar, time: float, echoes: Echoes) -> Iterator[str]:
    """What is wrong with a sweep, in words."""
    if len({len(column) for column in echoes}) > 1:
        yield "its columns differ in length"
        return
    told = Echoes(*[*(column.astype(np.float64) for column in echoes[:-1]), echoes.instance])
    yield from _number_faults(radar, told)
    known = (told.instance == STRAY) | (told.instance <= len(scene.actors))
    if not known.all():
        yield f"an echo is of actor {int(told.instance[~known][0])}, which the scene has not"
        return
    start, ahead = pose(scene, radar, time)
    places = start[:2] + told.metres[:, None] * np.stack(
        [np.cos(ahead + told.azimuth), np.sin(ahead + told.azimuth)], 1
    )
    slack = _SIGMAS * np.maximum(radar.range_noise, radar.angle_noise * told.metres)
    yield from _map_faults(scene, radar, time, (start, places, slack, told))
    for number, actor in enumerate(scene.actors, 1):
        own = told.instance == number
        if own.any():
            yield from _actor_faults(actor, radar, time, (scene, start, places[own], slack[own], told.rate[own]))
    for number in due(scene, radar, time, (start, ahead)):
        if not (told.instance == number).any():
            yield f"{scene.actors[number - 1].id} stands in plain sight and gives no echo"
    yield from name_faults(scene, radar, time, told)


def _number_faults(radar: Radar, told: Echoes) -> Iterator[str]:
    """Ranges, azimuths and strengths that the sensor does not have."""
    if not all(np.isfinite(column).all() for column in told):
        yield "a number is not finite"
        return
    if len(told.metres) and not (0 < told.metres.min() and told.metres.max() <= radar.longest + 1e-3):
        yield f"an echo lies {told.metres.max():.1f} m away, beyond {radar.longest:g} m"
    if len(told.azimuth) and np.abs(told.azimuth).max() > radar.half_angle + 1e-5:
        yield f"an echo lies {np.degrees(np.abs(told.azimuth).max()):.1f} degrees aside, where nothing is seen"
    if (np.diff(told.metres) < 0).any():
        yield "echoes are not told from the nearest on"
    if len(told.snr) and told.snr.min() < radar.least_snr - 1e-3:
        yield f"an echo of {told.snr.min():.1f} dB is told, under {radar.least_snr:g}"
    seen = np.clip(np.cos(told.azimuth), 1e-3, 1)
    rcs = told.snr - radar.snr_100 + 10 + 40 * np.log10(np.maximum(told.metres, 1e-3) / 100) - 40 * np.log10(seen)
    if len(rcs) and np.abs(rcs - told.rcs).max() > _RCS:
        yield f"an RCS is {np.abs(rcs - told.rcs).max():.1f} dB off what its SNR and range make"
    strays = int((told.instance == STRAY).sum())
    if poisson.sf(strays - 1, radar.strays) < _TINY:
        yield f"{strays} echoes are said to be of nothing, where {radar.strays:g} are usual"


def _actor_faults(
    actor: Actor, radar: Radar, time: float, seen: tuple[Scene, Numbers, Numbers, Numbers, Numbers]
) -> Iterator[str]:
    """Echoes of an actor outside its box, through a house, or that move as it does not."""
    scene, start, places, slack, rate = seen
    if actor.id == radar.rides:
        yield "an echo is of the sensor's own carrier"
        return
    spots = local(actor, time, places)
    half = np.array([actor.size.length, actor.size.width]) / 2
    limbs = _LIMBS if actor.kind not in VEHICLES and actor.size.height > 0.5 else 0.0
    out = (np.abs(spots) - half - _MARGIN - limbs).max(1) - slack
    if (out > 0).any():
        yield f"an echo lies {out.max():.2f} m out of the box of {actor.id}"
    if through_houses(scene, start[:2], places, _aside(radar)).any():
        yield f"{actor.id} is met through a house"
    motion = carried(actor, time, np.clip(spots, -half - _MARGIN, half + _MARGIN))[1]
    yield from _rate_faults(scene, radar, time, (start, places, motion, rate), name=actor.id)


def _aside(radar: Radar) -> float:
    """Radians that an echo may be told beside the line on which its thing was seen: noise, and half a cell."""
    return _SIGMAS * radar.angle_noise + radar.angle_cell / 2


def _rate_faults(
    scene: Scene, radar: Radar, time: float, seen: tuple[Numbers, Numbers, Numbers, Numbers], *, name: str
) -> Iterator[str]:
    """Range rates that are not those of what moves `motion` (n, 2) m/s."""
    start, places, motion, rate = seen
    sight = places - start[:2]
    away = np.linalg.norm(sight, axis=1)
    moves = motion - own_motion(scene, radar, time)
    wanted = (moves * sight).sum(1) / np.maximum(away, 1e-6)
    across = np.abs(moves[:, 0] * sight[:, 1] - moves[:, 1] * sight[:, 0]) / np.maximum(away, 1e-6)
    fall = np.abs(wanted) * (start[2] + 3.0) ** 2 / np.maximum(away, 1.0) ** 2  # of the slant to what is high or low
    turning = np.linalg.norm(motion - motion.mean(0), axis=1).max(initial=0.0)
    slack = _SIGMAS * (radar.rate_noise + across * radar.angle_noise) + across * 0.3 / np.maximum(away, 1.0)
    off = np.abs(rate - wanted) - slack - np.minimum(fall, 0.5 * np.abs(wanted)) - 0.3 * turning - 0.05
    if (off > 0).any():
        worst = int(off.argmax())
        yield f"an echo of {name} is told {rate[worst]:+.1f} m/s and moves {wanted[worst]:+.1f} m/s"


def _map_faults(
    scene: Scene, radar: Radar, time: float, seen: tuple[Numbers, Numbers, Numbers, Echoes]
) -> Iterator[str]:
    """Echoes of what stands still: near a wall, tree or pole, none through a house, and passing as the car does."""
    start, places, slack, told = seen
    still = told.instance == 0
    if not still.any():
        return
    there, near = places[still], slack[still] + radar.range_cell
    off = np.minimum(from_walls(scene, there), _from_posts(scene, there)) - near
    if (off > 0).any():
        yield f"an echo of the map lies {off.max() + near[off.argmax()]:.1f} m from any wall, tree or pole"
    if through_houses(scene, start[:2], there, _aside(radar)).any():
        yield "an echo of the map is met through a house"
    yield from _rate_faults(scene, radar, time, (start, there, np.zeros_like(there), told.rate[still]), name="the map")


def _from_posts(scene: Scene, places: Numbers) -> Numbers:
    """(n,) metres to the nearest crown of a tree, lamp or signal."""
    posts = [(tree.at, tree.crown / 2 + _POLE) for tree in scene.map.trees]
    posts += [(lamp.at, _POLE) for lamp in scene.map.lamps] + [(signal.at, _POLE) for signal in scene.map.signals]
    found = np.full(len(places), np.inf)
    for at, reach in posts:
        found = np.minimum(found, np.hypot(*(places - at[:2]).T) - reach)
    return found
