"""A table with bodies and a tool as a MuJoCo model, and what it records of each step.

Steps are of 2 ms with Euler's semi-implicit rule and no damping of joints, so that over any span the momentum of a body
changes by exactly what the recorded forces and its weight give it. One thread, a bounded number of iterations, and
data that are new for each episode: the same model and actions give the same bytes.
"""

import math
import os
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from provender.twin.robots.episode import GRAVITY, Array, Body, Servo
from provender.twin.robots.world.touches import TICK, TICKS, Touches, doubt, summed, touches

_GL = os.environ.get("MUJOCO_GL")
os.environ["MUJOCO_GL"] = (
    "disable"  # nothing is drawn with it: a machine without OpenGL, or with an odd setting, serves
)
try:
    import mujoco
finally:
    if _GL is None:
        del os.environ["MUJOCO_GL"]
    else:
        os.environ["MUJOCO_GL"] = _GL

_HEAD = (
    f'<option timestep="{TICK}" gravity="0 0 -{GRAVITY}" integrator="Euler" cone="elliptic" impratio="5"'
    ' solver="Newton" iterations="60" tolerance="1e-10"><flag eulerdamp="disable"/></option>'
    '<default><geom solref="0.004 1" solimp="0.97 0.999 0.0005" condim="3"/></default>'
)
_ROLL = (0.002, 0.0004)  # m, torsional and rolling friction of objects: a ball comes to rest


class Rig(NamedTuple):
    """A tool: its bodies, the servo of its carriage and that of its fingers, and where it starts.

    Attributes:
        yaw: radians that a gripper is turned.
        start: (k,) the first targets.
    """

    parts: tuple[Body, ...]
    servo: Servo
    fingers: Servo
    yaw: float
    start: tuple[float, ...]


class Track(NamedTuple):
    """What was recorded: as the arrays of an episode of the same names."""

    poses: Array
    velocities: Array
    actions: Array
    width: Array
    contacts: Array
    energy: Array


class World:
    """Bodies on a table and a tool above it, at rest or let fall; `step` does one action."""

    def __init__(self, objects: Sequence[Body], places: Array, table: Body, rig: Rig) -> None:
        """Places (o, 7) of the objects."""
        self.bodies = (table, *objects, *rig.parts)
        self._rig, self._count = rig, len(objects)
        self.model = mujoco.MjModel.from_xml_string(_written(table, objects, rig))
        self.data = mujoco.MjData(self.model)
        self.data.qpos[: 7 * len(objects)] = places.ravel()
        self.data.qpos[7 * len(objects) :] = _joints(rig)
        mujoco.mj_forward(self.model, self.data)
        self._half = [part.half[1] for part in rig.parts if "finger" in part.id]
        self._mass = np.array([body.mass for body in objects])
        self._inertia = np.array([self.model.body_inertia[1 + place] for place in range(len(objects))]).reshape(-1, 3)
        self._ticks: list[Touches] = []
        self._kept: list[tuple[Array, Array, float, Array]] = []
        self._actions: list[Array] = []
        self._keep()

    @property
    def places(self) -> Array:
        """(b, 3) of all bodies now."""
        return self._kept[-1][0][:, :3]

    @property
    def speeds(self) -> Array:
        """(b, 6) of all bodies now."""
        return self._kept[-1][1]

    def step(self, action: Array) -> None:
        """Hold an action for one step."""
        self.data.ctrl[:] = action if len(action) < 4 else [*action[:3], action[3] / 2, action[3] / 2]
        for _ in range(TICKS):
            before = self._tool_speeds()
            mujoco.mj_step(self.model, self.data)
            if self.data.ncon:
                self._ticks.append(
                    touches(self.model, self.data, before=before, after=self._tool_speeds(), step=len(self._actions))
                )
        self._actions.append(np.array(action, np.float64))
        mujoco.mj_kinematics(self.model, self.data)
        self._keep()

    @property
    def feels(self) -> bool:
        """Whether the tool touches an object in the last tick in which anything did."""
        return bool(self._ticks) and bool((self._ticks[-1].pair.max(1) > self._count).any())

    def track(self) -> tuple[Track, str]:
        """All that was recorded, and why the engine cannot be believed; "" where it can."""
        poses, velocities, width, energy = (np.array(column) for column in zip(*self._kept, strict=True))
        rows, work = summed(self._ticks, len(self._actions), 1 + self._count)
        energy[1:, 2] = np.cumsum(work)
        track = Track(poses, velocities, np.array(self._actions), width, rows, energy)
        return track, doubt(self._ticks, rows, energy)

    def _tool_speeds(self) -> Array:
        """(t, 3) of the tool's parts."""
        moved = self.data.qvel[6 * self._count :]
        if len(self._rig.parts) == 1:
            return np.array([[moved[0], moved[1], 0.0]])
        across = np.array([-math.sin(self._rig.yaw), math.cos(self._rig.yaw), 0.0])
        return np.array([moved[:3], moved[:3] + moved[3] * across, moved[:3] - moved[4] * across])

    def _keep(self) -> None:
        """Records where everything is."""
        data, count = self.data, self._count
        poses = np.concatenate([data.xpos, data.xquat], 1)
        poses[0, :3] = [0.0, 0.0, -self.bodies[0].half[2]]
        velocities = np.zeros((len(self.bodies), 6))
        free = data.qvel[: 6 * count].reshape(-1, 6)
        turns = data.xmat[1 : 1 + count].reshape(-1, 3, 3)
        velocities[1 : 1 + count, :3] = free[:, :3]
        velocities[1 : 1 + count, 3:] = np.einsum("odk,ok->od", turns, free[:, 3:])
        velocities[1 + count :, :3] = self._tool_speeds()
        moving = 0.5 * (self._mass @ (free[:, :3] ** 2).sum(1) + (self._inertia * free[:, 3:] ** 2).sum())
        high = GRAVITY * float(self._mass @ data.xpos[1 : 1 + count, 2])
        width = float(data.qpos[-1] + data.qpos[-2]) if self._half else 0.0
        self._kept.append((poses, velocities, width, np.array([float(moving), high, 0.0])))


def _joints(rig: Rig) -> list[float]:
    """The tool's first joint positions."""
    return list(rig.start) if len(rig.start) < 4 else [*rig.start[:3], rig.start[3] / 2, rig.start[3] / 2]


def _numbers(values: Sequence[float]) -> str:
    """Numbers that come back to the bit."""
    return " ".join(repr(float(value)) for value in values)


def _geom(body: Body) -> str:
    """A body's shape and mass; an object's friction holds with whatever it touches."""
    size = {"box": body.half, "cylinder": body.half[1:], "sphere": body.half[:1]}[body.shape]
    told = f'<geom type="{body.shape}" size="{_numbers(size)}" mass="{body.mass or 1.0!r}"'
    if body.role == "object":
        told += f' priority="1" condim="6" friction="{_numbers((body.friction, *_ROLL))}"'
    return told + "/>"


def _written(table: Body, objects: Sequence[Body], rig: Rig) -> str:
    """The model as MuJoCo's XML."""
    top = f'<geom type="plane" size="{_numbers((*table.half[:2], 0.01))}"/>'
    lying = "".join(f'<body name="{body.id}"><freejoint/>{_geom(body)}</body>' for body in objects)
    tool, motors = _pusher(rig) if len(rig.parts) == 1 else _gripper(rig)
    return f"<mujoco>{_HEAD}<worldbody>{top}{lying}{tool}</worldbody><actuator>{motors}</actuator></mujoco>"


def _motor(joint: str, servo: Servo) -> str:
    """A servo on a joint."""
    gains = f'kp="{servo.stiffness!r}" kv="{servo.damping!r}" forcerange="{-servo.limit!r} {servo.limit!r}"'
    return f'<position joint="{joint}" {gains}/>'


def _slide(name: str, axis: str) -> str:
    """A joint along an axis."""
    return f'<joint name="{name}" type="slide" axis="{axis}"/>'


def _pusher(rig: Rig) -> tuple[str, str]:
    """A rod on two rails, and its servos."""
    (rod,) = rig.parts
    rails = _slide("x", "1 0 0") + _slide("y", "0 1 0")
    body = f'<body pos="0 0 {rod.half[2] + 0.004!r}" gravcomp="1">{rails}{_geom(rod)}</body>'
    return body, _motor("x", rig.servo) + _motor("y", rig.servo)


def _gripper(rig: Rig) -> tuple[str, str]:
    """A palm on three rails with a finger on each side, and its servos; its place is that of the fingers' middles."""
    palm, left, right = rig.parts
    cos, sin = math.cos(rig.yaw), math.sin(rig.yaw)
    axes = {
        "x": (cos, -sin, 0.0),
        "y": (sin, cos, 0.0),
        "z": (0.0, 0.0, 1.0),
    }  # the table's, as the turned palm has them
    rails = "".join(_slide(name, _numbers(axis)) for name, axis in axes.items())
    turn = _numbers((math.cos(rig.yaw / 2), 0, 0, math.sin(rig.yaw / 2)))
    down = left.half[2] + palm.half[2]
    fingers = "".join(
        f'<body pos="0 {sign * one.half[1]!r} {-down!r}" gravcomp="1">{_slide(name, f"0 {sign} 0")}{_geom(one)}</body>'
        for name, sign, one in (("left", 1, left), ("right", -1, right))
    )
    body = f'<body pos="0 0 {down!r}" quat="{turn}" gravcomp="1">{rails}{_geom(palm)}{fingers}</body>'
    carriage = "".join(_motor(name, rig.servo) for name in axes)
    return body, carriage + _motor("left", rig.fingers) + _motor("right", rig.fingers)
