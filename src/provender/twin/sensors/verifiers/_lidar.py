"""Is a lidar's turn true of its scene? Rays, boxes, ground and fog, worked out anew by plain geometry."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from provender.twin.frame import Kind
from provender.twin.scene import VEHICLES, Scene
from provender.twin.sensors.spin import Lidar, Spin
from provender.twin.sensors.verifiers._walls import from_walls

Numbers = npt.NDArray[np.float64]

_MARGIN = 0.12  # m that limbs and noise reach out of a box
_FLAT = 0.35  # m around the height of streets, kerbs and noise included
_LEVEL, _ENOUGH = 0.06, 400  # m that the middle of so many points of streets may be off
_NEAR_WALL, _STRAYED = 0.3, 0.03  # m from a wall, and the share of what is told of houses, roofs among it, beyond
_STRAY = 6e-4  # radians between a point and its ray, rounding included
_FEW = 0.002  # share of points that noise may put outside: five sigma need less
_GROUND = (Kind.GROUND, Kind.ROAD, Kind.PAVEMENT, Kind.KERB, Kind.MARKING)
_ASPHALT = 0.2  # of near infrared, at most
_NEAR_M, _FAR_M, _FARTHEST_M = 8.0, 11.0, 25.0  # bands of a street that are held against each other
_TOLD = 0.05  # of what asphalt sends back straight on: more than two of 255
_FADES = 0.17  # natural logarithm of what they may be apart: cut intensities make 0.07
_BRIGHT = {int(Kind.SIGN), int(Kind.POLE)} | {int(Kind[kind.name]) for kind in VEHICLES}  # bear what sends light back


def spin_faults(scene: Scene, lidar: Lidar, time: float, spin: Spin) -> Iterator[str]:
    """What is wrong with a turn, in words."""
    if any(len(column) != len(spin.xyz) for column in spin):
        yield "its columns differ in length"
        return
    xyz = spin.xyz.astype(np.float64)
    metres = np.sqrt((xyz**2).sum(1))
    yield from _ray_faults(lidar, spin, xyz / np.maximum(metres, 1e-9)[:, None])
    yield from _range_faults(scene, lidar, spin, metres)
    yield from _place_faults(scene, time, spin, _map_places(scene, lidar, time, xyz))


def _ray_faults(lidar: Lidar, spin: Spin, ways: Numbers) -> Iterator[str]:
    """Points that do not lie on their rays, and times that are not theirs."""
    around = 2 * np.pi * spin.column / lidar.columns
    up = lidar.low + (lidar.high - lidar.low) * spin.ring / (lidar.rings - 1)
    off = np.hypot(np.angle(np.exp(1j * (np.arctan2(ways[:, 1], ways[:, 0]) - around))), np.arcsin(ways[:, 2]) - up)
    if len(off) and off.max() > _STRAY:
        yield f"a point lies {np.degrees(off.max()):.2f} degrees off its ray"
    late = np.abs(spin.after - spin.column * lidar.turn_s / lidar.columns)
    if len(late) and late.max() > 1e-5:
        yield f"a point is {late.max():.4f} s off its column's time"


def _range_faults(scene: Scene, lidar: Lidar, spin: Spin, metres: Numbers) -> Iterator[str]:
    """Points farther than anything could be found through the air."""
    if len(metres) and metres.max() > lidar.longest + 1e-3:
        yield f"a point lies {metres.max():.1f} m away, beyond {lidar.longest:g} m"
    plain = ~np.isin(spin.kind, sorted(_BRIGHT))
    clear = np.exp(-2 * scene.weather.fog * metres)
    road = (spin.kind == Kind.ROAD) & (metres > 4)
    steep = np.abs(spin.xyz[road, 2]) / metres[road]
    over = spin.intensity[road] / 255 - _ASPHALT * steep * clear[road] * 1.05
    if len(over) and over.max() > 1.5 / 255:
        yield f"a street sends back {over.max():.3f} more than fog lets through"
    yield from _fading_faults(spin.intensity[road] / 255, steep * clear[road], metres[road])
    need = 0.1 * (metres / lidar.range_10) ** 2 / clear
    if (need[plain] > 2.2).any():  # nothing plain reflects more than all; five sigma of loss are 2.1
        yield f"a point is found at {metres[plain][need[plain] > 2.2].max():.1f} m through fog that hides it"


def _fading_faults(told: Numbers, due: Numbers, metres: Numbers) -> Iterator[str]:
    """Streets that grow dim with range otherwise than the slant and the fog make them, whatever asphalt reflects."""
    clear = due > _TOLD
    near, far = clear & (metres < _NEAR_M), clear & (metres > _FAR_M) & (metres < _FARTHEST_M)
    if min(near.sum(), far.sum()) < _ENOUGH:
        return
    half = 0.5 / 255  # an intensity is cut to a whole number
    shares = [(told[band] + half).sum() / due[band].sum() for band in (far, near)]
    if abs(np.log(shares[0] / shares[1])) > _FADES:
        yield f"streets from {_FAR_M:g} m send back {shares[0] / shares[1]:.2f} of what the fog lets through"


def _map_places(scene: Scene, lidar: Lidar, time: float, xyz: Numbers) -> Numbers:
    """(n, 3) points in the map's frame."""
    pose = next(actor.track.at(np.array([time]))[0] for actor in scene.actors if actor.id == lidar.rides)
    from_carrier = xyz + np.array(lidar.at)
    turn = np.exp(1j * pose[3]) * (from_carrier[:, 0] + 1j * from_carrier[:, 1])
    return np.column_stack([pose[0] + turn.real, pose[1] + turn.imag, pose[2] + from_carrier[:, 2]])


def _place_faults(scene: Scene, time: float, spin: Spin, places: Numbers) -> Iterator[str]:
    """Points outside the box of what they are said to hit, or inside that of something else, or under the ground."""
    street = spin.kind == Kind.ROAD
    if street.sum() > _ENOUGH and abs(np.median(places[street, 2])) > _LEVEL:
        yield f"streets are found {np.median(places[street, 2]):+.2f} m off their height"
    walls = places[spin.kind == Kind.BUILDING, :2]
    if len(walls) > _ENOUGH:
        some = walls[:: len(walls) // _ENOUGH]
        away = from_walls(scene, some)
        if (away > _NEAR_WALL).mean() > _STRAYED:
            yield f"walls are found {np.quantile(away, 1 - _STRAYED):.2f} m from where the map has any"
    ground = np.isin(spin.kind, _GROUND)
    if (np.abs(places[ground, 2]) > _FLAT).mean() > _FEW if ground.any() else False:
        yield f"ground is found {np.abs(places[ground, 2]).max():.2f} m off its height"
    for number, actor in enumerate(scene.actors, 1):
        x, y, z, heading = actor.track.at(np.array([time]))[0]
        flat = np.exp(-1j * heading) * ((places[:, 0] - x) + 1j * (places[:, 1] - y))
        half = np.array([actor.size.length, actor.size.width]) / 2
        limbs = 0.55 if actor.kind not in VEHICLES and actor.size.height > 0.5 else 0.0  # arms and legs swing out
        inside = (np.abs(flat.real) < half[0] + _MARGIN + limbs) & (np.abs(flat.imag) < half[1] + _MARGIN + limbs)
        inside &= np.abs(places[:, 2] - z - actor.size.height / 2) < actor.size.height / 2 + _MARGIN
        own = spin.instance == number
        if own.any() and (~inside[own]).mean() > _FEW:
            yield f"{(~inside[own]).sum()} of {own.sum()} points of {actor.id} lie outside its box"
        if actor.kind in VEHICLES:
            deep = (np.abs(flat.real) < half[0] - 0.15) & (np.abs(flat.imag) < half[1] - 0.15)
            deep &= np.abs(places[:, 2] - z - actor.size.height / 2) < actor.size.height / 2 - 0.15
            if (deep & ~own).sum() > 3:
                yield f"{(deep & ~own).sum()} points within {actor.id} are said to be of something else"
