"""A sweep of a radar: rays show what faces the sensor, cells gather it into echoes, and each fades by itself.

What comes back of a surface is its area as seen from the sensor times a reflectivity of its class, of the size that
published measurements at 77 GHz have: about 10 square metres from a car, 0.5 from an adult. Echoes fade from sweep to
sweep as those of many small reflectors do (Swerling's first case: the SNR is exponentially distributed). Rain takes
`1.132 R ** 0.718` dB a kilometre, R in mm an hour (ITU-R P.838-3 at 77 GHz, horizontal); fog takes next to nothing at
this wavelength and is left out, which is what the sensor is for. A street sends its share away from the sensor.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.frame import Kind
from provender.twin.render.mesh.shapes import Array
from provender.twin.scene import Track
from provender.twin.sensors.echoes import STRAY, Column, Echoes, Radar
from provender.twin.sensors.lidar import Mounted

_STEP = 0.005  # radians between rays
_UP = np.arange(-0.09, 0.0701, 0.01)  # radians of rows of rays
_GIVES_BACK = {  # square metres a square metre
    Kind.CAR: 4.0, Kind.VAN: 4.0, Kind.BUS: 4.0, Kind.TRUCK: 5.0, Kind.AMBULANCE: 4.0, Kind.DOOR: 4.0,
    Kind.BICYCLE: 2.5, Kind.ADULT: 0.8, Kind.CHILD: 0.8, Kind.DOG: 0.5, Kind.BALL: 0.2, Kind.LOAD: 0.6,
    Kind.BUILDING: 0.3, Kind.POLE: 3.0, Kind.SIGN: 6.0, Kind.TREE: 0.15,
}  # fmt: skip
_REFLECTS = np.array([_GIVES_BACK.get(kind, 0.0) for kind in Kind])
_SHORTEST = 0.5  # m


class _Seen(NamedTuple):
    """Rays that something gives back: metres, azimuth, instance, square metres that it gives back, where it is."""

    metres: Array
    azimuth: Array
    instance: npt.NDArray[np.int64]
    area: Array
    place: Array


def sweep(mounted: Mounted, radar: Radar, key: int) -> Echoes:
    """One sweep of a radar in the moment of a scene; its noise depends on `key` alone."""
    rng = np.random.Generator(np.random.Philox(key))
    start, ahead = _pose(mounted, radar)
    seen = _cells(_surfaces(mounted, radar, start, ahead), radar)
    noise = rng.standard_normal((3, len(seen.metres)))
    fade = rng.exponential(size=len(seen.metres))
    rain = 1.132 * mounted.scene.weather.rain**0.718 * 2 * seen.metres / 1000
    with np.errstate(divide="ignore"):
        snr = radar.snr_100 + 10 * np.log10(seen.area / 10 * fade) - rain
    snr += 40 * np.log10(100 * np.cos(seen.azimuth) / seen.metres)
    metres = seen.metres + radar.range_noise * noise[0]
    azimuth = seen.azimuth + radar.angle_noise * noise[1]
    rate = _rates(mounted, radar, seen, start) + radar.rate_noise * noise[2]
    found = (snr > radar.least_snr) & (metres > _SHORTEST) & (metres < radar.longest)
    found &= np.abs(azimuth) < radar.half_angle
    own = (metres[found], azimuth[found], rate[found], snr[found], seen.instance[found])
    stray = _strays(radar, rng)
    columns = [np.concatenate(pair) for pair in zip(own, stray, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    metres, azimuth, rate, snr, instance = (column[order] for column in columns)
    told = (metres, azimuth, rate, radar.rcs(snr, metres, azimuth), snr)
    all_told: list[Column] = [*(column.astype(np.float32) for column in told), instance.astype(np.uint16)]
    return Echoes(*all_told)


def _strays(radar: Radar, rng: np.random.Generator) -> tuple[Array, ...]:
    """Echoes of nothing."""
    count = int(rng.poisson(radar.strays))
    metres = rng.uniform(_SHORTEST, radar.longest, count)
    azimuth = rng.uniform(-radar.half_angle, radar.half_angle, count)
    rate, over = rng.uniform(-40, 40, count), rng.exponential(2.0, count)
    return metres, azimuth, rate, radar.least_snr + over, np.full(count, STRAY)


def _pose(mounted: Mounted, radar: Radar) -> tuple[Array, float]:
    """Where a radar is, in the map's frame, and the direction that it looks in."""
    x, y, z, heading = mounted.scene.at(mounted.time)[radar.rides]
    ahead, left, up = radar.at
    turn = np.exp(1j * heading) * (ahead + 1j * left)
    return np.array([x + turn.real, y + turn.imag, z + up]), float(heading)


def _surfaces(mounted: Mounted, radar: Radar, start: Array, ahead: float) -> _Seen:
    """What faces the sensor, ray by ray."""
    around = np.arange(-radar.half_angle, radar.half_angle, _STEP)
    azimuth, up = (each.ravel() for each in np.meshgrid(around, _UP))
    flat = np.cos(up)
    ways = np.stack([flat * np.cos(ahead + azimuth), flat * np.sin(ahead + azimuth), np.sin(up)], 1)
    hits = mounted.rays.first(np.broadcast_to(start - mounted.at, ways.shape).astype(np.float32),
                              ways.astype(np.float32))  # fmt: skip
    met = (hits.triangle >= 0) & (hits.distance < radar.longest) & (hits.distance > _SHORTEST)
    triangle, metres = hits.triangle[met], hits.distance[met].astype(np.float64)
    kind = mounted.mesh.kind[triangle]
    area = _REFLECTS[kind] * metres**2 * flat[met] * _STEP * (_UP[1] - _UP[0])
    corners = mounted.mesh.corners[triangle].astype(np.float64)
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    facing = np.abs((normal * ways[met]).sum(1)) / np.maximum(np.linalg.norm(normal, axis=1), 1e-12)
    area *= np.where(kind == Kind.BUILDING, facing**2, 1.0)  # a wall is a mirror seen from the side
    place = start + ways[met] * metres[:, None]
    seen = _Seen(metres, azimuth[met], mounted.mesh.instance[triangle].astype(np.int64), area, place)
    return _Seen(*(column[area > 0] for column in seen))


def _cells(seen: _Seen, radar: Radar) -> _Seen:
    """One echo a cell of range and azimuth for each thing, at the middle of what comes back."""
    ranges = (seen.metres / radar.range_cell).astype(np.int64)
    angles = np.floor(seen.azimuth / radar.angle_cell).astype(np.int64)
    named = np.stack([seen.instance, ranges, angles], 1)
    found, which = np.unique(named, axis=0, return_inverse=True)
    which = which.ravel()
    area: Array = np.bincount(which, seen.area, len(found)).astype(np.float64)

    def middle(values: Array) -> Array:
        mean: Array = np.bincount(which, seen.area * values, len(found)) / area
        return mean

    place = np.stack([middle(seen.place[:, axis]) for axis in range(3)], 1)
    return _Seen(middle(seen.metres), middle(seen.azimuth), found[:, 0], area, place)


def _rates(mounted: Mounted, radar: Radar, seen: _Seen, start: Array) -> Array:
    """(n,) m/s at which echoes come or go: the motion of what they are of less the sensor's, along the sight."""
    motion = np.zeros((len(seen.metres), 3))
    for number in np.unique(seen.instance):
        if number:
            own = seen.instance == number
            motion[own] = _motion(mounted.scene.actors[number - 1].track, mounted.time, seen.place[own])
    carrier = next(actor for actor in mounted.scene.actors if actor.id == radar.rides)
    motion -= _motion(carrier.track, mounted.time, start[None])
    sight = seen.place - start
    rates: Array = (motion * sight).sum(1) / np.linalg.norm(sight, axis=1)
    return rates


def _motion(track: Track, time: float, places: Array) -> Array:
    """(n, 3) m/s of places on a body that moves and turns."""
    now = np.array([time])
    turned = Track(times=track.times, poses=np.column_stack([np.unwrap(track.poses[:, 3]), 0 * track.poses[:, :3]]))
    turning = turned.velocity(now)[0, 0]
    arm = places - track.at(now)[0, :3]
    spun = turning * np.stack([-arm[:, 1], arm[:, 0], 0 * arm[:, 0]], 1)
    moving: Array = track.velocity(now)[0] + spun
    return moving
