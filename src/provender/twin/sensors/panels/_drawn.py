"""A sweep as a picture: points, echoes and boxes seen from above, and the turn of the lidar as it sees, unrolled."""

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from provender.twin.frame import Kind
from provender.twin.scene import VEHICLES, Actor
from provender.twin.sensors.echoes import STRAY
from provender.twin.sensors.sweep import Sweep

Picture = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.float64]
Colour = tuple[int, int, int]

_WIDE, _HIGH, _STRIP = 960, 500, 112  # pixels of the plan, and the height of an unrolled turn
_BEHIND, _METRE = 22.0, 11.0  # metres behind the car in the plan; pixels to the metre
_FINE = 2  # times as fine as it is shown
_NIGHT, _HOUSE, _WALL, _CAR = (13, 16, 23), (24, 28, 38), (58, 66, 84), (245, 245, 245)
_ECHO, _NOTHING, _INK, _RING = (255, 196, 61), (105, 112, 128), (214, 219, 230), (36, 42, 55)
_NEAR, _FAR = 2.0, 100.0  # metres between which the hue of a range goes
_PAINT: dict[str, tuple[Colour, tuple[Kind, ...]]] = {
    "street": ((92, 106, 134), (Kind.GROUND, Kind.ROAD, Kind.PAVEMENT, Kind.KERB, Kind.MARKING)),
    "house": ((150, 116, 92), (Kind.BUILDING,)),
    "tree": ((76, 150, 92), (Kind.TREE,)),
    "pole, sign": ((214, 196, 120), (Kind.POLE, Kind.SIGN)),
    "vehicle": ((72, 170, 255), (Kind.CAR, Kind.VAN, Kind.BUS, Kind.TRUCK, Kind.AMBULANCE, Kind.DOOR)),
    "bicycle": ((62, 222, 190), (Kind.BICYCLE,)),
    "adult": ((190, 124, 255), (Kind.ADULT,)),
    "child": ((255, 84, 160), (Kind.CHILD,)),
    "other": ((255, 146, 58), (Kind.DOG, Kind.BALL, Kind.LOAD)),
}
_COLOUR = np.zeros((256, 3), np.uint8)
for _colour, _kinds in _PAINT.values():
    _COLOUR[list(_kinds)] = _colour


def drawn(sweep: Sweep) -> Picture:
    """(h, w, 3) the plan, ahead to the right; below it the turn by class and by range, ahead in the middle."""
    gap = np.full((6, _WIDE, 3), 255, np.uint8)
    return np.concatenate([_plan(sweep), gap, _unrolled(sweep, _classes(sweep)), gap, _unrolled(sweep, _ranges(sweep))])


def _plan(sweep: Sweep) -> Picture:
    """Everything from above."""
    picture = Image.new("RGB", (_WIDE * _FINE, _HIGH * _FINE), _NIGHT)
    brush = ImageDraw.Draw(picture)
    x, y, _, heading = sweep.scene.at(sweep.time)[sweep.lidar.rides]

    def local(places: Numbers) -> list[tuple[float, float]]:
        """Pixels of places of the map."""
        turned = np.exp(-1j * heading) * ((places[:, 0] - x) + 1j * (places[:, 1] - y))
        return _pixels(turned.real, turned.imag)

    for away in range(20, 100, 20):
        (left, top), (right, bottom) = _pixels(np.array([-away, away]), np.array([away, -away]))
        brush.ellipse((left, top, right, bottom), outline=_RING, width=_FINE)
    for house in sweep.scene.map.buildings:
        brush.polygon(local(house.outline), fill=_HOUSE, outline=_WALL)
    _scatter(picture, sweep)
    for number, actor in enumerate(sweep.scene.actors, 1):
        ring = local(_box(actor, sweep.time))
        met = (sweep.spin.instance == number).sum() > 0
        colour = _CAR if actor.id == sweep.lidar.rides else _shade(actor) if met else _NOTHING
        brush.polygon(ring, outline=colour, width=_FINE * (2 if met else 1))
    _echoes(brush, sweep)
    _told(brush, sweep, local)
    return np.asarray(picture.resize((_WIDE, _HIGH), Image.Resampling.BOX))


def _pixels(ahead: Numbers, left: Numbers) -> list[tuple[float, float]]:
    """Pixels of metres from the car."""
    across, down = _FINE * _METRE * (ahead + _BEHIND), _FINE * (_HIGH / 2 - _METRE * left)
    return list(zip(across.tolist(), down.tolist(), strict=True))


def _box(actor: Actor, time: float) -> Numbers:
    """(4, 2) corners of an actor's box on the map; people no smaller than 0.8 m."""
    x, y, _, heading = actor.track.at(np.array([time]))[0]
    half = np.maximum([actor.size.length, actor.size.width], 0.8) / 2
    ring = np.exp(1j * heading) * (half @ np.array([[1, -1, -1, 1], [1j, 1j, -1j, -1j]])) + complex(x, y)
    return np.stack([ring.real, ring.imag], 1)


def _shade(actor: Actor) -> Colour:
    """The colour of an actor's class."""
    red, green, blue = _COLOUR[Kind[actor.kind.name]].tolist()
    return red, green, blue


def _scatter(picture: Image.Image, sweep: Sweep) -> None:
    """Points of the lidar, what stands on the street over the street."""
    spin, ahead = sweep.spin, np.array(sweep.lidar.at)
    places = np.array(_pixels(spin.xyz[:, 0].astype(float) + ahead[0], spin.xyz[:, 1].astype(float) + ahead[1]))
    across, down = (places.astype(int) if len(places) else np.zeros((0, 2), int)).T
    pixels = np.array(picture)
    order = np.argsort((spin.kind > Kind.MARKING).astype(int) + (spin.instance > 0), kind="stable")
    inside = (across >= 0) & (down >= 0) & (across < pixels.shape[1] - 1) & (down < pixels.shape[0] - 1)
    order = order[inside[order]]
    light = np.where(spin.kind <= Kind.MARKING, 0.45 + 0.55 * np.sqrt(spin.intensity / 255.0), 1.0)[order, None]
    colour = (_COLOUR[spin.kind[order]] * light).astype(np.uint8)
    for right, below in ((0, 0), (1, 0), (0, 1), (1, 1)):
        pixels[down[order] + below, across[order] + right] = colour
    picture.paste(Image.fromarray(pixels))


def _echoes(brush: ImageDraw.ImageDraw, sweep: Sweep) -> None:
    """Echoes of the radar as rings, each with a line as long as what it comes or goes in half a second."""
    seen, (ahead, left, _) = sweep.echoes, sweep.radar.at
    way = np.exp(1j * seen.azimuth.astype(float))
    here = complex(ahead, left) + seen.metres * way
    there = here + 0.5 * seen.rate * way
    ends = zip(_pixels(here.real, here.imag), _pixels(there.real, there.imag), seen.instance.tolist(), strict=True)
    for (x, y), end, number in ends:
        colour, size = (_NOTHING, 3 * _FINE) if number == STRAY else (_ECHO, 4 * _FINE)
        brush.line([(x, y), end], fill=colour, width=_FINE)
        brush.ellipse((x - size, y - size, x + size, y + size), outline=colour, width=_FINE)


def _told(brush: ImageDraw.ImageDraw, sweep: Sweep, local: Callable[[Numbers], list[tuple[float, float]]]) -> None:
    """Names of whom it is about, metres of the rings, and what colours say."""
    font = ImageFont.load_default(13 * _FINE)
    about = [actor for actor in sweep.scene.actors if actor.because.startswith("scenario:")]
    taken: list[tuple[float, float, float, float]] = []
    for actor in sorted(about, key=lambda one: one.kind in VEHICLES):  # whom it is about rather than what hides them
        x, y = min(local(_box(actor, sweep.time)), key=lambda corner: corner[1])
        room = brush.textbbox((x, y - 18 * _FINE), actor.id, font=font)
        if not any(room[0] < x1 and room[2] > x0 and room[1] < y1 and room[3] > y0 for x0, y0, x1, y1 in taken):
            taken.append(room)
            brush.text((x, y - 18 * _FINE), actor.id, fill=_shade(actor), font=font)
    for away in range(20, 80, 20):
        (place,) = _pixels(np.array([away * 1.0]), np.array([-0.5]))
        brush.text(place, f"{away} m", fill=_NOTHING, font=font)
    across = 10 * _FINE
    for name, colour in _legend(sweep):
        down = (_HIGH - 22) * _FINE
        brush.rectangle((across, down + 3 * _FINE, across + 10 * _FINE, down + 13 * _FINE), fill=colour)
        brush.text((across + 15 * _FINE, down), name, fill=_INK, font=font)
        across += 15 * _FINE + int(font.getlength(name)) + 18 * _FINE


def _legend(sweep: Sweep) -> Iterator[tuple[str, Colour]]:
    """Names of the colours that there are."""
    there = set(np.unique(sweep.spin.kind).tolist())
    yield from ((name, colour) for name, (colour, kinds) in _PAINT.items() if there & set(kinds))
    yield "echo of the radar", _ECHO


def _classes(sweep: Sweep) -> Picture:
    """(n, 3) a colour for each point: its class, dimmer where less comes back."""
    light = 0.35 + 0.65 * np.sqrt(np.sqrt(sweep.spin.intensity / 255.0))
    return (_COLOUR[sweep.spin.kind] * light[:, None]).astype(np.uint8)


def _ranges(sweep: Sweep) -> Picture:
    """(n, 3) a colour for each point: its range, from yellow by red to blue."""
    metres = np.linalg.norm(sweep.spin.xyz, axis=1)
    share = np.log(np.clip(metres, _NEAR, _FAR) / _NEAR) / np.log(_FAR / _NEAR)
    stops = np.linspace(0, 1, 5)
    ramp = np.array([(252, 240, 160), (251, 154, 60), (214, 62, 84), (122, 40, 122), (44, 40, 110)])
    return np.stack([np.interp(share, stops, ramp[:, channel]) for channel in range(3)], 1).astype(np.uint8)


def _unrolled(sweep: Sweep, colours: Picture) -> Picture:
    """A turn as the lidar sees it: the highest ring on top, ahead in the middle, its left to the left."""
    lidar, spin = sweep.lidar, sweep.spin
    turn = np.full((lidar.rings, lidar.columns, 3), _NIGHT, np.uint8)
    across = (lidar.columns // 2 - spin.column.astype(int)) % lidar.columns
    turn[lidar.rings - 1 - spin.ring, across] = colours
    size = (_WIDE, _STRIP)
    return np.asarray(Image.fromarray(turn).resize(size, Image.Resampling.BOX))
