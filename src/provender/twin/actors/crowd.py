"""Everybody at one moment: those who drive, those whose tracks are told, and who of them is near a driver."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from provender.twin.actors.ego import allowed_on
from provender.twin.actors.idm import Driver
from provender.twin.actors.minding import Other
from provender.twin.actors.way import Way
from provender.twin.maps.geometry import lengths
from provender.twin.maps.map import Floats, Lane, Points
from provender.twin.scene import Actor, ActorKind, Size

_SIGHT, _BEHIND, _ASIDE = 60.0, 8.0, 25.0  # m ahead, behind and beside a driver, within which others matter


@dataclass(slots=True, eq=False)
class Car:
    """One who drives: what they want, their way, and where on it they are."""

    driver: Driver
    size: Size
    kind: ActorKind
    lanes: tuple[Lane, ...]
    way: Way
    place: float
    speed: float
    looks: int
    red: frozenset[str] = frozenset()  # lanes that end at a red light
    changed: bool = False
    stops: tuple[float, ...] = ()  # m along the way where it has to wait
    allowed: Floats = field(init=False)
    gone: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.allowed = allowed_on(self.way)
        self.stops = self._stops(0.0)

    def turn(self, way: Way, lanes: tuple[Lane, ...], ahead: float) -> None:
        """Go on along another way, on whose lanes it is `ahead` metres further than on its own."""
        self.way, self.lanes, self.changed = way, lanes, True
        self.allowed, self.stops = allowed_on(way), self._stops(ahead)

    def _stops(self, ahead: float) -> tuple[float, ...]:
        """Where its lanes end at a red light."""
        ends = np.cumsum([float(lengths(lane.centre)[-1]) for lane in self.lanes]) - ahead
        return tuple(float(end) for end, lane in zip(ends, self.lanes, strict=True) if lane.id in self.red)

    def leaves(self) -> bool:
        """Whether it has come to the end of its way, beyond which no lane is told."""
        return self.place + self.size.length / 2 > self.way.length

    def lane(self) -> Lane:
        """The lane it is on."""
        ends = np.cumsum([float(lengths(lane.centre)[-1]) for lane in self.lanes])
        return self.lanes[min(int(np.searchsorted(ends, self.place)), len(self.lanes) - 1)]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Where m bodies are at one moment: middles (m, 2), headings (m,), m/s (m, 2), half of length and width (m, 2)."""

    middle: Points
    heading: Floats
    rate: Points
    half: Points

    def beside(self, other: "Crowd") -> "Crowd":
        """These and those."""
        pairs = ((getattr(self, name), getattr(other, name)) for name in ("middle", "heading", "rate", "half"))
        return Crowd(*(np.concatenate(pair) for pair in pairs))


def told_at(cast: Sequence[Actor], time: float) -> Crowd:
    """Those whose tracks are told, at a time."""
    at = np.array([time])
    poses = np.concatenate([actor.track.at(at) for actor in cast])
    rates = np.concatenate([actor.track.velocity(at)[:, :2] for actor in cast])
    return Crowd(poses[:, :2], poses[:, 3], rates, np.array([[one.size.length, one.size.width] for one in cast]) / 2)


def moving(cars: Sequence[Car]) -> Crowd:
    """Those who drive, where they are now."""
    poses = np.concatenate([np.zeros((0, 3)), *(car.way.place(np.array([car.place])) for car in cars)])
    speeds = np.array([car.speed for car in cars])
    ahead = np.stack([np.cos(poses[:, 2]), np.sin(poses[:, 2])], 1)
    half = np.array([[car.size.length, car.size.width] for car in cars]).reshape(-1, 2) / 2
    return Crowd(poses[:, :2], poses[:, 2], ahead * speeds[:, None], half)


def others(car: Car, at: int, around: Crowd) -> Iterator[tuple[int, Other]]:
    """Everybody near and not behind a car, in the coordinates of its way."""
    away = around.middle - around.middle[at]
    ahead = away @ [np.cos(around.heading[at]), np.sin(around.heading[at])]
    close = np.flatnonzero((np.hypot(*away.T) < _SIGHT) & (ahead > -_BEHIND))
    close = close[close != at]
    if not len(close):
        return
    along, left, turn = car.way.window(around.middle[close], car.place - 2 * _BEHIND, car.place + _SIGHT)
    half, seen = around.half[close], around.heading[close] - turn
    cos, sin = np.cos(seen), np.sin(seen)
    reach = half[:, 0] * np.abs(cos) + half[:, 1] * np.abs(sin)
    wide = half[:, 0] * np.abs(sin) + half[:, 1] * np.abs(cos)
    pace = np.hypot(*around.rate[close].T)
    told = np.stack([along - reach - car.place - car.size.length / 2, left, reach, wide, pace * cos, pace * sin], 1)
    for row in np.flatnonzero((along + reach > car.place - car.size.length / 2) & (np.abs(left) < _ASIDE)):
        yield int(close[row]), Other(*told[row].tolist())
