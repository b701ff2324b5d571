"""Small scenes to look at."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from provender.core.recipe import Shard
from provender.twin.frame import Frame
from provender.twin.generators.street import Street
from provender.twin.render.picture import frame
from provender.twin.scene import Actor, ActorKind, Light, Scene, Size, Weather, standing

PIXELS = (160, 90)
NIGHT = Light(altitude=-0.4, lamps=True, beams="low")


@lru_cache(maxsize=8)
def scene(fog: float = 0.0, index: int = 0) -> Scene:
    """A night street, and on it a car before the camera, with a child behind it and a ball beside it."""
    record = next(iter(Street(light="night")(Shard(seed=3, start=index, count=1, recipe=""))))
    made = record.payload
    assert isinstance(made, Scene)
    x, y, _, heading = made.at(0.0)["ego"]
    ahead = np.array([np.cos(heading), np.sin(heading)])
    left = np.array([-ahead[1], ahead[0]])

    def put(kind: ActorKind, size: Size, far: float, aside: float) -> Actor:
        place = np.array([x, y]) + far * ahead + aside * left
        return Actor(
            id=kind.value, kind=kind, size=size, track=standing(float(place[0]), float(place[1]), heading), looks=5
        )

    more = (
        put(ActorKind.CAR, Size(4.3, 1.8, 1.45), 12.0, 1.0),
        put(ActorKind.CHILD, Size(0.3, 0.4, 1.2), 16.0, 0.0),
        put(ActorKind.BALL, Size(0.24, 0.24, 0.24), 8.0, -1.0),
    )
    ego = next(actor for actor in made.actors if actor.id == "ego")
    camera = replace(made.cameras[0], pixels=PIXELS, focal=140.0, times=(0.0,))
    return replace(made, actors=(ego, *more), light=NIGHT, weather=Weather(fog=fog), cameras=(camera,), end=0.0)


@lru_cache(maxsize=8)
def looked(fog: float = 0.0) -> Frame:
    """The scene as its camera sees it."""
    made = scene(fog)
    return frame(made, made.cameras[0], 0.0, key=1)
