"""What an episode begins with, drawn from distributions, and how it is played to its end."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from provender.core.seeds import Stream
from provender.twin.robots.episode import AT_REST, STEP, Array, Body, Episode, Goal, Servo
from provender.twin.robots.world.physics import Rig, World
from provender.twin.robots.world.teachers import Grasp, Push, Teacher
from provender.twin.stage.scenario import Spread, normal

SPREADS: Mapping[str, Spread] = {
    "mass": Spread(0.18, 0.08, 0.06, 0.5),  # kg of each object
    "friction": Spread(0.55, 0.2, 0.12, 1.2),
    "size": Spread(0.024, 0.004, 0.014, 0.032),  # m, half, along each axis
    "distance": Spread(0.15, 0.04, 0.05, 0.24),  # m from the start to the goal of a push
    "lift": Spread(0.12, 0.025, 0.06, 0.2),  # m above the table of the goal of a grasp
    "drop": Spread(0.006, 0.006, 0.001, 0.03),  # m that objects fall at the beginning
    "blunder": Spread(
        0.0, 0.008, -0.03, 0.03
    ),  # m by which the teacher takes the target to lie elsewhere, along x and y
    "grip": Spread(8.0, 3.0, 1.0, 20.0),  # N of each finger
}
_TABLE = (0.4, 0.3, 0.02)
_AREA = (0.2, 0.14)  # m around the middle in which the target begins and the goal lies
_SERVO = Servo(stiffness=800.0, damping=60.0, limit=20.0)
_FINGERS = Servo(stiffness=500.0, damping=25.0, limit=30.0)
_OPEN = 0.09  # m
_ROD = (0.012, 0.012, 0.05)
_PALM, _FINGER = (0.014, 0.06, 0.012), (0.01, 0.005, 0.036)
_EDGE = (0.37, 0.27)  # m: beyond it a thing would come to the edge
_RADIUS = {"push": 0.02, "grasp": 0.015}
_LONGEST = {"push": 6.0, "grasp": 5.0}  # s
_TRIES = 40


class Start(NamedTuple):
    """Everything before the first step."""

    table: Body
    objects: tuple[Body, ...]
    places: Array  # (o, 7)
    rig: Rig
    goal: Goal
    teacher: Teacher
    drawn: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Draw:
    """Draws by name, kept for the record."""

    rng: Stream
    spreads: Mapping[str, Spread]

    def value(self, name: str) -> float:
        """A value of a distribution."""
        return self.spreads[name].value(normal(self.rng))

    def within(self, low: float, high: float) -> float:
        """A value between two, all alike likely, to a ten-thousandth."""
        return low + (high - low) * self.rng.below(10_001) / 10_000


def start(task: str, spreads: Mapping[str, Spread], rng: Stream) -> Start:
    """An episode's beginning."""
    draw = _Draw(rng, spreads)
    count = 1 + rng.below(3)
    objects = tuple(_object(draw, number) for number in range(count))
    places = _lying(objects, draw)
    x, y = places[0, :2]
    target = objects[0]
    off = np.array([draw.value("blunder"), draw.value("blunder")])
    if task == "push":
        far = draw.value("distance")
        way = draw.within(0.0, 2 * np.pi)
        there = np.clip([x + far * math.cos(way), y + far * math.sin(way)], [-0.28, -0.2], [0.28, 0.2])
        goal = Goal(body=target.id, at=(float(there[0]), float(there[1]), _lies_at(target)), radius=_RADIUS[task])
        rig, teacher = _with_rod(target, places, goal, off=off, draw=draw)
        drawn: tuple[tuple[str, float], ...] = (("distance", far),)
    else:
        lift, grip = draw.value("lift"), draw.value("grip")
        aside = (draw.within(-0.05, 0.05), draw.within(-0.05, 0.05))
        goal = Goal(body=target.id, at=(float(x) + aside[0], float(y) + aside[1], lift), radius=_RADIUS[task])
        rig, teacher = _with_hand(target, places, goal, off=off, draw=draw, grip=grip)
        drawn = (("lift", lift), ("grip", grip))
    table = Body(id="table", role="table", shape="box", half=_TABLE, mass=0.0, friction=0.0, looks=rng.below(2**31))
    drawn = (*drawn, ("blunder_x", float(off[0])), ("blunder_y", float(off[1])))
    return Start(table, objects, places, rig, goal, teacher, drawn)


def played(begun: Start, task: str) -> tuple[Episode, str]:
    """What comes of it when the teacher has the tool until it is done or out of time; and why it is doubted, or ""."""
    world = World(begun.objects, begun.places, begun.table, begun.rig)
    target = 1
    tool = len(begun.objects) + 1
    hand = np.zeros(3) if task == "push" else np.array([0, 0, -(_FINGER[2] + _PALM[2])])
    for _ in range(round(_LONGEST[task] / STEP)):
        places, speed = world.places, math.hypot(*(world.speeds[target, :3]))
        world.step(begun.teacher.action(places[target], places[tool] + hand, speed, feels=world.feels))
        if begun.teacher.done or (np.abs(world.places[:tool, :2]) > _EDGE).any():
            break  # or something leaves the table
    track, doubted = world.track()
    off = math.hypot(*(track.poses[-1, target, :3] - begun.goal.at))
    near = off <= begun.goal.radius
    still = math.hypot(*(track.velocities[-1, target, :3])) <= AT_REST
    episode = Episode(
        task=task, bodies=world.bodies, servo=begun.rig.servo, goal=begun.goal, success=near and still,
        drawn=begun.drawn, **track._asdict(),
    )  # fmt: skip
    return episode, doubted


def _object(draw: _Draw, number: int) -> Body:
    """A thing of any shape."""
    shape = draw.rng.choice(("box", "box", "cylinder", "cylinder", "sphere"))
    one, two, high = (draw.value("size") for _ in range(3))
    half = {"box": (one, two, high), "cylinder": (one, one, high), "sphere": (one, one, one)}[shape]
    mass, friction = draw.value("mass"), draw.value("friction")
    name = "target" if number == 0 else f"other{number}"
    return Body(
        id=name, role="object", shape=shape, half=half, mass=mass, friction=friction, looks=draw.rng.below(2**31)
    )


def _lies_at(body: Body) -> float:
    """The height of its middle when it stands on the table."""
    return body.half[2]


def _reach(body: Body) -> float:
    """How far it reaches from its middle, seen from above."""
    return math.hypot(*body.half[:2]) if body.shape == "box" else body.half[0]


def _lying(objects: tuple[Body, ...], draw: _Draw) -> Array:
    """(o, 7) places clear of each other, each a little above the table."""
    places: list[Array] = []
    for number, body in enumerate(objects):
        wide, deep = (_AREA[0], _AREA[1]) if number == 0 else (0.32, 0.24)
        for _ in range(_TRIES):
            at = np.array([draw.within(-wide, wide), draw.within(-deep, deep)])
            gap = 0.07 + _reach(body)
            if all(
                math.hypot(*(at - one[:2])) > gap + _reach(other) for one, other in zip(places, objects, strict=False)
            ):
                break
        else:
            at = np.array([0.3 * (-1) ** number, 0.24])
        turn = draw.within(-np.pi / 2, np.pi / 2)
        high = _lies_at(body) + draw.value("drop")
        places.append(np.array([*at, high, math.cos(turn / 2), 0.0, 0.0, math.sin(turn / 2)]))
    return np.array(places)


def _tool(name: str, shape: str, half: tuple[float, float, float], mass: float) -> Body:
    """A part of the tool."""
    return Body(id=name, role="tool", shape=shape, half=half, mass=mass, friction=0.0, looks=0)


def _with_rod(target: Body, places: Array, goal: Goal, *, off: Array, draw: _Draw) -> tuple[Rig, Teacher]:
    """A pusher that begins clear of everything, and its teacher."""
    at = np.zeros(2)
    for _ in range(_TRIES):
        at = np.array([draw.within(-0.3, 0.3), draw.within(-0.22, 0.22)])
        if min(math.hypot(*(place - at)) for place in places[:, :2]) > 0.09:
            break
    begin = (float(at[0]), float(at[1]))
    rig = Rig((_tool("rod", "cylinder", _ROD, 1.0),), _SERVO, _FINGERS, 0.0, begin)
    reach = _reach(target) + _ROD[0]
    return rig, Push(np.array(goal.at), off, begin, reach=reach, near=0.5 * goal.radius)


def _with_hand(target: Body, places: Array, goal: Goal, *, off: Array, draw: _Draw, grip: float) -> tuple[Rig, Teacher]:
    """A gripper above everything, turned along the target, and its teacher."""
    _, _, _, cos, _, _, sin = places[0]
    yaw = 2 * math.atan2(sin, cos) + 0.03 * normal(draw.rng)
    begin = (draw.within(-0.2, 0.2), draw.within(-0.15, 0.15), draw.within(0.14, 0.2), _OPEN)
    parts = (
        _tool("palm", "box", _PALM, 0.6), _tool("left finger", "box", _FINGER, 0.3),
        _tool("right finger", "box", _FINGER, 0.3),
    )  # fmt: skip
    rig = Rig(parts, _SERVO, _FINGERS, yaw, begin)
    closed = max(2 * target.half[1] - 2 * grip / _FINGERS.stiffness, 0.008)
    return rig, Grasp(np.array(goal.at), off, begin, open_=_OPEN, closed=closed)
