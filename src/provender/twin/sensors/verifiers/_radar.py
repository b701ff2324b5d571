"""Is a radar's sweep true of its scene? Boxes, walls and motion, worked out anew from tracks and outlines."""

from collections.abc import Iterator

import numpy as np
from scipy.stats import poisson

from provender.twin.scene import VEHICLES, Actor, ActorKind, Scene
from provender.twin.sensors.echoes import STRAY, Echoes, Radar
from provender.twin.sensors.verifiers._walls import Numbers, crossed, edges, from_walls, through_houses

_SIGMAS = 5.5
_MARGIN = 0.25  # m that shapes reach out of boxes
_LIMBS = 0.55  # m that arms and legs swing out
_MOMENT = 1e-4  # s over which motion is looked at
_POLE = 0.6  # m around the place of a pole, lamp or sign
_PLAIN_M, _PLAIN_RAD = 35.0, 0.8  # within which a vehicle that nothing hides must be told of
_LINES, _FREE = 5, 0.5  # lines of sight to a side, and their share that must be free
_BLIND = 0.8  # m within which a sensor tells little of what touches it nearly
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
    start, ahead = _pose(scene, radar, time)
    places = start[:2] + told.metres[:, None] * np.stack(
        [np.cos(ahead + told.azimuth), np.sin(ahead + told.azimuth)], 1
    )
    slack = _SIGMAS * np.maximum(radar.range_noise, radar.angle_noise * told.metres)
    yield from _map_faults(scene, radar, time, (start, places, slack, told))
    for number, actor in enumerate(scene.actors, 1):
        own = told.instance == number
        if own.any():
            yield from _actor_faults(actor, radar, time, (scene, start, places[own], slack[own], told.rate[own]))
        elif actor.id != radar.rides and _in_plain_sight(scene, actor, time, (radar, start, ahead)):
            yield f"{actor.id} stands in plain sight and gives no echo"


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


def _pose(scene: Scene, radar: Radar, time: float) -> tuple[Numbers, float]:
    """Where the sensor is and where it looks."""
    carrier = next(actor for actor in scene.actors if actor.id == radar.rides)
    x, y, z, heading = carrier.track.at(np.array([time]))[0]
    ahead, left, up = radar.at
    cos, sin = np.cos(heading), np.sin(heading)
    return np.array([x + ahead * cos - left * sin, y + ahead * sin + left * cos, z + up]), float(heading)


def _actor_faults(
    actor: Actor, radar: Radar, time: float, seen: tuple[Scene, Numbers, Numbers, Numbers, Numbers]
) -> Iterator[str]:
    """Echoes of an actor outside its box, through a house, or that move as it does not."""
    scene, start, places, slack, rate = seen
    if actor.id == radar.rides:
        yield "an echo is of the sensor's own carrier"
        return
    now, later = actor.track.at(np.array([time, time + _MOMENT]))
    local = (places - now[:2]) @ np.array([[np.cos(now[3]), -np.sin(now[3])], [np.sin(now[3]), np.cos(now[3])]])
    half = np.array([actor.size.length, actor.size.width]) / 2
    limbs = _LIMBS if actor.kind not in VEHICLES and actor.size.height > 0.5 else 0.0
    out = (np.abs(local) - half - _MARGIN - limbs).max(1) - slack
    if (out > 0).any():
        yield f"an echo lies {out.max():.2f} m out of the box of {actor.id}"
    if through_houses(scene, start[:2], places, _aside(radar)).any():
        yield f"{actor.id} is met through a house"
    spot = np.clip(local, -half - _MARGIN, half + _MARGIN)
    motion = (_carried(spot, later) - _carried(spot, now)) / _MOMENT
    yield from _rate_faults(scene, radar, time, (start, places, motion, rate), name=actor.id)


def _aside(radar: Radar) -> float:
    """Radians that an echo may be told beside the line on which its thing was seen: noise, and half a cell."""
    return _SIGMAS * radar.angle_noise + radar.angle_cell / 2


def _carried(spot: Numbers, pose: Numbers) -> Numbers:
    """(n, 2) where places on a body are at a pose."""
    cos, sin = np.cos(pose[3]), np.sin(pose[3])
    return np.stack([pose[0] + spot[:, 0] * cos - spot[:, 1] * sin, pose[1] + spot[:, 0] * sin + spot[:, 1] * cos], 1)


def _rate_faults(
    scene: Scene, radar: Radar, time: float, seen: tuple[Numbers, Numbers, Numbers, Numbers], *, name: str
) -> Iterator[str]:
    """Range rates that are not those of what moves `motion` (n, 2) m/s."""
    start, places, motion, rate = seen
    own = (_pose(scene, radar, time + _MOMENT)[0] - start)[:2] / _MOMENT
    sight = places - start[:2]
    away = np.linalg.norm(sight, axis=1)
    moves = motion - own
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


def _in_plain_sight(scene: Scene, actor: Actor, time: float, sensor: tuple[Radar, Numbers, float]) -> bool:
    """Whether a vehicle stands near ahead with nothing on most lines of sight to the sides that it shows."""
    radar, start, ahead = sensor
    if actor.kind not in VEHICLES:
        return False
    place = actor.track.at(np.array([time]))[0, :2]
    off = place - start[:2]
    way = (np.arctan2(off[1], off[0]) - ahead + np.pi) % (2 * np.pi) - np.pi
    if np.hypot(*off) > _PLAIN_M or abs(way) > _PLAIN_RAD or _nearest(actor, time, start) < _BLIND:
        return False
    others = [one for one in scene.actors if one is not actor and one.id != radar.rides]
    rings = [_ring(one, time) for one in others if one.kind is not ActorKind.BALL]
    starts, ends = edges(scene)
    between = (
        np.concatenate([starts, *rings]),
        np.concatenate([ends, *(np.roll(ring, -1, axis=0) for ring in rings)]),
    )
    own = _ring(actor, time)
    along = np.linspace(0, 1, _LINES)[:, None, None]
    spots = (own * (1 - along) + np.roll(own, -1, axis=0) * along).reshape(-1, 2)
    facing = spots[~crossed(start[:2], spots, (own, np.roll(own, -1, axis=0)))]
    return len(facing) > 0 and bool(crossed(start[:2], facing, between).mean() < 1 - _FREE)


def _nearest(actor: Actor, time: float, start: Numbers) -> float:
    """Metres from the sensor to its box."""
    x, y, _, heading = actor.track.at(np.array([time]))[0]
    local = np.exp(-1j * heading) * complex(start[0] - x, start[1] - y)
    out = np.abs([local.real, local.imag]) - np.array([actor.size.length, actor.size.width]) / 2
    return float(np.hypot(*np.maximum(out, 0.0)))


def _ring(actor: Actor, time: float) -> Numbers:
    """(4, 2) corners of its box."""
    half = np.array([actor.size.length, actor.size.width]) / 2
    corners = half * np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)])
    return _carried(corners, actor.track.at(np.array([time]))[0])
