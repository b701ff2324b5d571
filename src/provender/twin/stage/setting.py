"""A scenario's stage: the place, the moments, what was drawn, and hands to put actors onto it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from provender.core.seeds import Stream
from provender.twin.actors.legs import walking
from provender.twin.actors.way import Way, rolling
from provender.twin.maps.map import Floats
from provender.twin.scene import Actor, ActorKind, Size, Track, standing
from provender.twin.stage.place import Place

_SIZES: Mapping[ActorKind, tuple[Size, Size]] = {  # the smallest and the largest of its kind
    ActorKind.CAR: (Size(3.7, 1.65, 1.45), Size(4.8, 1.86, 1.6)),
    ActorKind.VAN: (Size(4.9, 1.9, 2.0), Size(5.6, 2.0, 2.5)),
    ActorKind.BUS: (Size(11.8, 2.5, 3.0), Size(12.2, 2.55, 3.2)),
    ActorKind.TRUCK: (Size(7.0, 2.3, 3.0), Size(8.5, 2.5, 3.6)),
    ActorKind.AMBULANCE: (Size(5.8, 2.0, 2.5), Size(6.4, 2.1, 2.8)),
    ActorKind.BICYCLE: (Size(1.7, 0.6, 1.6), Size(1.85, 0.65, 1.85)),
    ActorKind.ADULT: (Size(0.32, 0.45, 1.52), Size(0.42, 0.58, 1.95)),
    ActorKind.CHILD: (Size(0.26, 0.34, 0.98), Size(0.32, 0.42, 1.42)),
    ActorKind.DOG: (Size(0.6, 0.22, 0.4), Size(1.1, 0.35, 0.75)),
    ActorKind.BALL: (Size(0.18, 0.18, 0.18), Size(0.24, 0.24, 0.24)),
    ActorKind.LOAD: (Size(0.6, 0.5, 0.4), Size(1.2, 0.9, 0.8)),
}


def size_of(kind: ActorKind, rng: Stream) -> Size:
    """A size drawn for a kind; a ball is round."""
    small, large = _SIZES[kind]
    share = [rng.below(1001) / 1000 for _ in small]
    if kind is ActorKind.BALL:
        share = share[:1] * 3
    return Size(*(low + (high - low) * part for low, high, part in zip(small, large, share, strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Setting:
    """What a scenario is staged with.

    Attributes:
        times: (n,) seconds, in even steps from 0.
        values: what was drawn, by name.
        speed: of the ego, m/s, as far as the way's bends allow.
        arrives: s at which the ego's front reaches the place if nothing holds it up.
        friction: of the road.
    """

    place: Place
    times: Floats
    values: Mapping[str, float]
    speed: float
    arrives: float
    friction: float
    name: str
    ego: Size
    rng: Stream

    def size(self, kind: ActorKind) -> Size:
        """A size of its kind."""
        return size_of(kind, self.rng)

    def actor(self, name: str, kind: ActorKind, track: Track, *, size: Size | None = None, part_of: str = "") -> Actor:
        """An actor of this scenario."""
        looks, found = self.rng.below(2**31), size or self.size(kind)
        because = f"scenario:{self.name}"
        return Actor(id=name, kind=kind, size=found, track=track, looks=looks, because=because, part_of=part_of)

    def stands(
        self, name: str, kind: ActorKind, spot: tuple[float, float], *, turn: float = 0.0, size: Size | None = None
    ) -> Actor:
        """Somebody or something that stands at (along, out), turned from the road's direction by `turn`."""
        x, y, heading = self.place.poses(*spot)[0]
        return self.actor(name, kind, standing(x, y, heading + turn), size=size)

    def walks(
        self, name: str, kind: ActorKind, corners: list[tuple[float, float]], gone: Floats, *, size: Size | None = None
    ) -> Actor:
        """Somebody who has `gone` (n,) metres along a line through places (along, out)."""
        line = self.place.line(*corners)
        return self.actor(name, kind, walking(line, gone, times=self.times), size=size)

    def drives(
        self, name: str, kind: ActorKind, along: Floats, *, out: Floats | float = 0.0, size: Size | None = None
    ) -> Actor:
        """A vehicle whose middle is at `along` (n,) on a way beside the ego's; it may come towards it.

        Args:
            along: metres from the place, rising or falling all the time.
            out: towards the kerb, one number or one for each point of the ego's way.
        """
        found, way = size or self.size(kind), self.place.way
        beside = np.broadcast_to(np.asarray(out, np.float64), way.s.shape)
        towards = bool(along[-1] < along[0])
        line = way.beside(way.s, self.place.side * beside)[:, :2]
        own = Way(line[::-1] if towards else line)
        spot = self.place.poses(0.0, float(np.interp(self.place.at, way.s, beside)))
        zero = float(own.nearest(spot)[0][0])
        track = rolling(own, zero + (-along if towards else along), found, times=self.times)
        return self.actor(name, kind, track, size=found)
