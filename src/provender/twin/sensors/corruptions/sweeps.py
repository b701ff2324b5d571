"""A lidar's points and a radar's echoes spoilt on purpose, one kind of fault at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.scene import VEHICLES, Actor, ActorKind, Scene
from provender.twin.sensors.echoes import STRAY, Echoes
from provender.twin.sensors.lidar import Mounted
from provender.twin.sensors.radar import sweep as swept
from provender.twin.sensors.spin import Spin
from provender.twin.sensors.sweep import Sweep

Fault: TypeAlias = Literal[
    "moved_boxes", "points_in_feet", "mirrored_points", "swapped_points", "points_without_fog", "stale_points",
    "turned_points", "wrong_ring", "wrong_time", "deeper_points", "mirrored_echoes", "echoes_in_feet",
    "azimuth_in_degrees", "swapped_echoes", "stale_echoes", "turned_echoes", "approaching_for_leaving",
    "own_motion_forgotten", "rate_in_kmh", "lost_vehicle", "called_strays", "wrong_rcs",
]  # fmt: skip
_FEET = 3.28084
_OFF = np.array([0.5, 0.5, 0.0, 0.0])  # metres that boxes are moved
_ASIDE = 2.0  # m that an echo is moved aside, before it is anywhere else
_BLIND, _CLOSE = 1.0, 30.0  # m from the radar, between which a vehicle's nearest echo lies that is lost
_CLEAR = 4  # of its echoes before which nobody stands
_ROOM, _SWING = 0.1, 0.5  # m around others' boxes that they may hide: beams pass spokes and legs, as no box can tell
_FAST = 2.0  # m/s from which on a false rate is one


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Sweeps:
    """Plants one kind of fault in a sweep.

    Attributes:
        kind: of fault.

    Example:
        With `kind: own_motion_forgotten`, echoes tell how fast things move over the ground.
    """

    kind: Fault

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is nothing that could be spoilt so."""
        return spoil(record, self.kind, _FAULTS[self.kind], of=Sweep, seed=seed)


def _points(sweep: Sweep, falsehood: str, **columns: object) -> Spoilt[Sweep]:
    """A sweep with other points."""
    return Spoilt(replace(sweep, spin=sweep.spin._replace(**columns)), "lidar", falsehood)  # type: ignore[arg-type]


def _told(sweep: Sweep, falsehood: str, **columns: object) -> Spoilt[Sweep]:
    """A sweep with other echoes, the nearest first, strengths as their ranges ask."""
    echoes: Echoes = sweep.echoes._replace(**columns)  # type: ignore[arg-type]
    echoes = Echoes(*(np.asarray(column)[np.argsort(echoes.metres, kind="stable")] for column in echoes))
    snr, metres, azimuth = (each.astype(np.float64) for each in (echoes.snr, echoes.metres, echoes.azimuth))
    if np.abs(azimuth).max(initial=0.0) < np.pi / 2:
        echoes = echoes._replace(rcs=sweep.radar.rcs(snr, metres, azimuth).astype(np.float32))
    return Spoilt(replace(sweep, echoes=echoes), "radar", falsehood)


def _moved_boxes(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    scene = sweep.scene
    count = np.bincount(sweep.spin.instance, minlength=len(scene.actors) + 1)
    if not any(count[n] > 10 and one.kind in VEHICLES for n, one in enumerate(scene.actors, 1)):
        return None
    actors = tuple(
        one if one.id == sweep.lidar.rides else replace(one, track=replace(one.track, poses=one.track.poses + _OFF))
        for one in scene.actors
    )
    return Spoilt(replace(sweep, scene=replace(scene, actors=actors)), "lidar", "all boxes lie 0.7 m off")


def _scaled(sweep: Sweep, by: tuple[float, float, float], falsehood: str) -> Spoilt[Sweep]:
    return _points(sweep, falsehood, xyz=sweep.spin.xyz * np.array(by, np.float32))


def _points_in_feet(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    return _scaled(sweep, (_FEET, _FEET, _FEET), "points are in feet")


def _mirrored_points(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    return _scaled(sweep, (1.0, -1.0, 1.0), "points are mirrored")


def _deeper_points(sweep: Sweep, rng: Stream) -> Spoilt[Sweep] | None:
    by = rng.choice((0.9, 1.1))
    return _scaled(sweep, (by, by, by), f"points lie {by:g} times as far")


def _exchanged(instance: np.ndarray, scene: Scene, least: int) -> np.ndarray | None:
    """The two actors that are met most, each called the other."""
    count = np.bincount(instance[instance != STRAY], minlength=len(scene.actors) + 1)
    count[0] = 0
    one, two = np.argsort(count, kind="stable")[-2:]
    if count[[one, two]].min() < least or one == 0:
        return None
    table = np.arange(STRAY + 1, dtype=np.uint16)
    table[one], table[two] = two, one
    swapped: np.ndarray = table[instance]
    return swapped


def _swapped_points(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    found = _exchanged(sweep.spin.instance, sweep.scene, 5)
    return None if found is None else _points(sweep, "two actors' points are exchanged", instance=found)


def _points_without_fog(sweep: Sweep, rng: Stream) -> Spoilt[Sweep] | None:
    if sweep.scene.weather.fog < 0.015:
        return None
    clear = replace(sweep.scene, weather=replace(sweep.scene.weather, fog=0.0))
    spin = Mounted(clear, sweep.lidar, sweep.time).spin(rng.below(2**31))
    return Spoilt(replace(sweep, spin=spin), "lidar", "points are measured without the fog")


def _later(sweep: Sweep, rng: Stream) -> float | None:
    """Another time at which the car is elsewhere."""
    track = next(actor for actor in sweep.scene.actors if actor.id == sweep.lidar.rides).track
    times = [time for time in (sweep.time - 0.5, sweep.time + 0.5) if 0 <= time <= sweep.scene.end]
    moved = [t for t in times if np.hypot(*np.diff(track.at(np.array([sweep.time, t]))[:, :2], axis=0)[0]) > 1.0]
    return rng.choice(moved) if moved else None


def _stale(sweep: Sweep, rng: Stream) -> tuple[Spin, Echoes] | None:
    """What both sensors tell at another time."""
    time = _later(sweep, rng)
    if time is None:
        return None
    mounted = Mounted(sweep.scene, sweep.lidar, time)
    return mounted.spin(rng.below(2**31)), swept(mounted, sweep.radar, rng.below(2**31))


def _stale_points(sweep: Sweep, rng: Stream) -> Spoilt[Sweep] | None:
    found = _stale(sweep, rng)
    if found is None or len(np.unique(sweep.spin.instance)) < 2:
        return None
    return Spoilt(replace(sweep, spin=found[0]), "lidar", "points are half a second off")


def _stale_echoes(sweep: Sweep, rng: Stream) -> Spoilt[Sweep] | None:
    found = _stale(sweep, rng)
    return found and Spoilt(replace(sweep, echoes=found[1]), "radar", "echoes are half a second off")


def _turned_points(sweep: Sweep, rng: Stream) -> Spoilt[Sweep] | None:
    by = rng.choice((-0.035, 0.035))
    cos, sin = np.cos(by), np.sin(by)
    spun = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]])
    return _points(sweep, "points are turned by two degrees", xyz=(sweep.spin.xyz @ spun).astype(np.float32))


def _wrong_ring(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    return _points(sweep, "each point bears the ring of another", ring=np.roll(sweep.spin.ring, 1))


def _wrong_time(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    return _points(sweep, "points bear the times of the next turn", after=sweep.spin.after + np.float32(0.1))


def _mirrored_echoes(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    real = sweep.echoes.instance != STRAY
    if np.abs(sweep.echoes.metres * np.sin(sweep.echoes.azimuth))[real].max(initial=0.0) < _ASIDE:
        return None
    return _told(sweep, "echoes are mirrored", azimuth=-sweep.echoes.azimuth)


def _echoes_in_feet(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    if (sweep.echoes.instance != STRAY).sum() < 2:
        return None
    return _told(sweep, "ranges are in feet", metres=sweep.echoes.metres * np.float32(_FEET))


def _azimuth_in_degrees(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    if np.abs(sweep.echoes.azimuth).max(initial=0.0) < 0.05:
        return None
    return _told(sweep, "azimuths are in degrees", azimuth=np.degrees(sweep.echoes.azimuth).astype(np.float32))


def _swapped_echoes(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    found = _exchanged(sweep.echoes.instance, sweep.scene, 1)
    return None if found is None else _told(sweep, "two actors' echoes are exchanged", instance=found)


def _turned_echoes(sweep: Sweep, rng: Stream) -> Spoilt[Sweep] | None:
    by = rng.choice((-0.2, 0.2))
    azimuth = (sweep.echoes.azimuth + by).clip(-sweep.radar.half_angle, sweep.radar.half_angle).astype(np.float32)
    if ((sweep.echoes.instance != STRAY) & (sweep.echoes.metres * abs(by) > _ASIDE)).sum() < 5:
        return None
    return _told(sweep, "echoes are turned by eleven degrees", azimuth=azimuth)


def _moving(sweep: Sweep) -> bool:
    """Whether some echo comes or goes clearly."""
    real = sweep.echoes.instance != STRAY
    return bool(np.abs(sweep.echoes.rate[real]).max(initial=0.0) > _FAST)


def _approaching_for_leaving(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    return _told(sweep, "rates bear the wrong sign", rate=-sweep.echoes.rate) if _moving(sweep) else None


def _rate_in_kmh(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    return _told(sweep, "rates are in km/h", rate=sweep.echoes.rate * np.float32(3.6)) if _moving(sweep) else None


def _own_motion_forgotten(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    track = next(actor for actor in sweep.scene.actors if actor.id == sweep.radar.rides).track
    speed = float(np.hypot(*track.velocity(np.array([sweep.time]))[0, :2]))
    if speed < _FAST or not _moving(sweep):
        return None
    rate = (sweep.echoes.rate + speed * np.cos(sweep.echoes.azimuth)).astype(np.float32)
    return _told(sweep, "rates are over the ground", rate=rate)


def _lost_vehicle(sweep: Sweep, rng: Stream) -> Spoilt[Sweep] | None:
    vehicles = [number for number, one in enumerate(sweep.scene.actors, 1) if one.kind in VEHICLES]
    some = [number for number in vehicles if _clear(sweep, number) >= _CLEAR]
    if not some:
        return None
    number = rng.choice(some)
    kept = sweep.echoes.instance != number
    echoes = Echoes(*(column[kept] for column in sweep.echoes))
    return Spoilt(replace(sweep, echoes=echoes), "radar", f"{sweep.scene.actors[number - 1].id} gives no echo")


def _clear(sweep: Sweep, number: int) -> int:
    """How many echoes of somebody near are met past everybody else's box, as seen from above."""
    own = sweep.echoes.instance == number
    if not own.any() or not _BLIND < sweep.echoes.metres[own].min() < _CLOSE:
        return 0
    x, y, _, heading = sweep.scene.at(sweep.time)[sweep.radar.rides]
    start = complex(x, y) + np.exp(1j * heading) * complex(*sweep.radar.at[:2])
    sight = sweep.echoes.metres[own] * np.exp(1j * (heading + sweep.echoes.azimuth[own].astype(np.float64)))
    others = (one for one in sweep.scene.actors if one.id not in (sweep.radar.rides, sweep.scene.actors[number - 1].id))
    return int(np.logical_and.reduce([_past(one, sweep.time, start, sight) for one in others] or [own[own]]).sum())


def _past(one: Actor, time: float, start: complex, sight: np.ndarray) -> np.ndarray:
    """(n,) whether lines of sight, as complex numbers, keep clear of a box."""
    x, y, _, heading = one.track.at(np.array([time]))[0]
    room = _SWING if one.kind in (ActorKind.ADULT, ActorKind.CHILD) else _ROOM
    half = np.array([[one.size.length], [one.size.width]]) / 2 + room
    turn = np.exp(-1j * heading)
    here, way = (start - complex(x, y)) * turn, sight * turn
    here, way = np.array([[here.real], [here.imag]]), np.stack([way.real, way.imag])
    with np.errstate(divide="ignore", invalid="ignore"):
        faces = np.stack([(-half - here) / way, (half - here) / way])
    near, far = faces.min(0).max(0), faces.max(0).min(0)
    past: np.ndarray = (near > far) | (far < 0) | (near > 1)
    return past


def _called_strays(sweep: Sweep, _: Stream) -> Spoilt[Sweep] | None:
    if (sweep.echoes.instance != STRAY).sum() < 20:
        return None
    return _told(sweep, "all echoes are said to be of nothing", instance=np.full_like(sweep.echoes.instance, STRAY))


def _wrong_rcs(sweep: Sweep, rng: Stream) -> Spoilt[Sweep] | None:
    if not len(sweep.echoes.rcs):
        return None
    by = rng.choice((-6, -3, 3, 6))
    echoes = sweep.echoes._replace(rcs=sweep.echoes.rcs + np.float32(by))
    return Spoilt(replace(sweep, echoes=echoes), "radar", f"each RCS is {by} dB off")


_FAULTS: Mapping[str, Callable[[Sweep, Stream], Spoilt[Sweep] | None]] = {
    name[1:]: fault
    for name, fault in list(globals().items())
    if name[1:] in Fault.__args__  # type: ignore[attr-defined]
}
