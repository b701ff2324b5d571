"""An episode: what a robot was told to do on a table, what it did, and all that moved; and how it is written down.

The frame is the table's: x and y on its top, z up from it, metres, kilograms, seconds, newtons. A pose is the middle of
a body and its turn as a unit quaternion, scalar first. A body of a box, a cylinder (its axis is its own z) or a sphere
is told by half its size along each of its own axes.

The tool is driven by servos: along each axis of its carriage it is pushed with `stiffness (target - place) - damping
speed`, at most `limit`; the targets are the actions, each held for one step. A pusher has the actions x, y; a gripper
x, y, z and the width between its fingers. Two bodies have at most one contact a step, told as means over it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any, ClassVar, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.core.record import Blob, Payload
from provender.core.registry import codec

Array = npt.NDArray[np.float64]

GRAVITY = 9.81
STEP = 0.02  # s from one action to the next
AT_REST = 0.05  # m/s below which a body counts as resting at the goal
CONTACT = ("step", "a", "b", "force", "press", "torque_a", "torque_b", "point", "load")
"""Columns of a contact: integers three, then vectors, and one number; see `Episode.contacts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Something of one shape.

    Attributes:
        id: unique in the episode.
        role: "table", "object" or "tool".
        shape: "box", "cylinder" or "sphere".
        half: metres, half its size along its own axes; of a cylinder radius, radius, half its height.
        mass: kg; 0 of the table, which never moves.
        friction: of an object, Coulomb's coefficient with table and tools; two objects share the larger one.
        looks: seed of what is only seen.
    """

    id: str
    role: str
    shape: str
    half: tuple[float, float, float]
    mass: float
    friction: float
    looks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Servo:
    """What drives each axis of the tool's carriage: N/m, N s/m, N."""

    stiffness: float
    damping: float
    limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Where the middle of a body is to come to rest: within `radius` metres of a place."""

    body: str
    at: tuple[float, float, float]
    radius: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Episode:
    """The payload. There are n steps, n + 1 moments, b bodies, k actions, m contacts.

    Attributes:
        task: "push" or "grasp".
        bodies: the table first, then objects, then the tool's parts (a gripper: palm, left and right finger).
        poses: (n + 1, b, 7) middle, and quaternion w, x, y, z.
        velocities: (n + 1, b, 6) of the middle, and angular, both in the table's frame.
        actions: (n, k) targets of the servos, metres.
        width: (n + 1,) between the fingers' inner faces; 0 of a pusher.
        contacts: (m, 19) step, a, b (a < b), then means over the step: the force on b; of that the part along the
            normals; the torques on a and on b about their middles (zero of the table); where; and the sum of the normal
            parts' sizes, which is larger than the size of their sum where a body is touched on two faces. The force on
            a is the opposite.
        energy: (n + 1, 3) joules: kinetic and potential of the objects, and the work that the tool has done on them.
        success: whether the goal was reached, as its maker says.
        drawn: (name, value) of what the distributions gave, and how many episodes were dropped before this one, by why.

    Guarantees:
        Two episodes are equal exactly when everything in them is, to the bit.
    """

    codec: ClassVar[str] = "twin/robots/episode"

    task: str
    bodies: tuple[Body, ...]
    servo: Servo
    goal: Goal
    poses: Array
    velocities: Array
    actions: Array
    width: Array
    contacts: Array
    energy: Array
    success: bool
    drawn: tuple[tuple[str, float], ...] = ()

    @property
    def steps(self) -> int:
        """n."""
        return len(self.actions)

    @property
    def target(self) -> int:
        """The place of the goal's body among the bodies."""
        return [body.id for body in self.bodies].index(self.goal.body)

    def text(self) -> str:
        """What one would tell of it, a line a thing."""
        x, y, z = self.goal.at
        ended = "reached" if self.success else "missed"
        told = [f"{self.task} {self.goal.body} to {x:.3f}, {y:.3f}, {z:.3f} m: {ended} in {self.steps * STEP:.2f} s"]
        for place, body in enumerate(self.bodies):
            size = " x ".join(f"{2 * half:.3f}" for half in body.half)
            at = ", ".join(f"{value:.3f}" for value in self.poses[-1, place, :3])
            told.append(f"{body.role} {body.id}, {body.shape} {size} m, {body.mass:.3f} kg, ends at {at}")
        return "\n".join(told)

    def features(self) -> Sequence[float]:
        """Task, success, seconds, how far the target went and ended from the goal, mass, friction, contacts, work."""
        way = self.poses[:, self.target, :3]
        body = self.bodies[self.target]
        left = float(np.linalg.norm(way[-1] - self.goal.at))
        gone = float(np.linalg.norm(np.diff(way, axis=0), axis=1).sum())
        rest = (body.mass, body.friction, float(len(self.contacts)), float(self.energy[-1, 2]))
        return [float(self.task == "push"), float(self.success), self.steps * STEP, gone, left, *rest]

    def digest(self) -> bytes:
        """16 bytes over all of it."""
        told = (self.task, self.bodies, self.servo, self.goal, self.success, self.drawn)
        hashed = blake2b(repr(told).encode(), digest_size=16)
        for name in ARRAYS:
            array = getattr(self, name)
            hashed.update(repr(array.shape).encode() + np.ascontiguousarray(array, np.float64).tobytes())
        return hashed.digest()

    def group(self) -> bytes:
        """16 bytes of what lies on the table and how: episodes of one start never straddle a split."""
        start = repr((self.bodies, self.goal)).encode() + self.poses[0].tobytes()
        return blake2b(start, digest_size=16).digest()

    def __eq__(self, other: object) -> bool:
        return self.digest() == other.digest() if isinstance(other, Episode) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest())


ARRAYS: Mapping[str, tuple[int, ...]] = {  # shape of an entry; -1 stands for the number of bodies or of actions
    "poses": (-1, 7),
    "velocities": (-1, 6),
    "actions": (-1,),
    "width": (),
    "contacts": (19,),
    "energy": (3,),
}
BODY = pa.struct(
    [
        *((name, pa.string()) for name in ("id", "role", "shape")),
        ("half", pa.list_(pa.float64(), 3)),
        *((name, pa.float64()) for name in ("mass", "friction")),
        ("looks", pa.int64()),
    ]
)


def _row(episode: Episode) -> dict[str, Any]:
    """An episode as plain values under the schema's names."""
    goal = episode.goal
    return {
        "task": episode.task,
        "success": episode.success,
        "goal": {"body": goal.body, "at": list(goal.at), "radius": goal.radius},
        "bodies": [{entry.name: getattr(body, entry.name) for entry in fields(Body)} for body in episode.bodies],
        "servo": {entry.name: getattr(episode.servo, entry.name) for entry in fields(Servo)},
        "drawn": [{"name": name, "value": value} for name, value in episode.drawn],
        **{name: getattr(episode, name).ravel() for name in ARRAYS},
    }


def _episode(row: Mapping[str, Any]) -> Episode:
    """The episode of a row."""
    bodies = tuple(Body(**{**one, "half": tuple(one["half"])}) for one in row["bodies"])
    actions = {"push": 2, "grasp": 4}[row["task"]]
    arrays = {}
    for name, shape in ARRAYS.items():
        entry = tuple((actions if name == "actions" else len(bodies)) if size < 0 else size for size in shape)
        arrays[name] = np.array(row[name], np.float64).reshape(-1, *entry)
    return Episode(
        task=row["task"],
        success=row["success"],
        goal=Goal(**{**row["goal"], "at": tuple(row["goal"]["at"])}),
        bodies=bodies,
        servo=Servo(**row["servo"]),
        drawn=tuple((one["name"], one["value"]) for one in row["drawn"]),
        **arrays,
    )


@codec
@dataclass(frozen=True, slots=True)
class EpisodeCodec:
    """Episodes as columns: what was done and moved as lists of numbers, row by row."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """One row an episode."""
        goal = [("body", pa.string()), ("at", pa.list_(pa.float64(), 3)), ("radius", pa.float64())]
        return pa.schema(
            [
                ("task", pa.string()),
                ("success", pa.bool_()),
                ("goal", pa.struct(goal)),
                ("bodies", pa.list_(BODY)),
                ("servo", pa.struct([(entry.name, pa.float64()) for entry in fields(Servo)])),
                ("drawn", pa.list_(pa.struct([("name", pa.string()), ("value", pa.float64())]))),
                *((name, pa.list_(pa.float64())) for name in ARRAYS),
            ]
        )

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """The columns."""
        rows = [_row(episode) for episode in cast("Sequence[Episode]", payloads)]
        columns = [pa.array([row[field.name] for row in rows], field.type) for field in self.schema]
        return pa.Table.from_arrays(columns, schema=self.schema), ()

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Episode]:
        """The episodes of `table`."""
        return [_episode(row) for row in table.select(self.schema.names).to_pylist()]
