"""The tables of nuScenes: rows by token, where things happened, who was there, and chains in order of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import numpy as np

from provender.twin.exporters._ground import lower_left
from provender.twin.exporters._turns import yawed
from provender.twin.scene import VEHICLES, Actor, ActorKind, Scene

_CATEGORIES: Mapping[ActorKind, str] = {
    ActorKind.CAR: "vehicle.car",
    ActorKind.VAN: "vehicle.car",
    ActorKind.BUS: "vehicle.bus.rigid",
    ActorKind.TRUCK: "vehicle.truck",
    ActorKind.AMBULANCE: "vehicle.emergency.ambulance",
    ActorKind.BICYCLE: "vehicle.bicycle",
    ActorKind.ADULT: "human.pedestrian.adult",
    ActorKind.CHILD: "human.pedestrian.child",
    ActorKind.DOG: "animal",
    ActorKind.BALL: "movable_object.pushable_pullable",
    ActorKind.LOAD: "movable_object.debris",
    ActorKind.DOOR: "movable_object.pushable_pullable",
}  # the development kit draws no others; what a thing is besides stands in `instance.kind`
_ATTRIBUTES = (
    "vehicle.moving", "vehicle.stopped", "vehicle.parked", "cycle.with_rider", "pedestrian.moving",
    "pedestrian.standing",
)  # fmt: skip
_LEVELS = ("v0-40", "v40-60", "v60-80", "v80-100")
TABLES = (
    "attribute", "calibrated_sensor", "category", "ego_pose", "instance", "log", "map", "sample", "sample_annotation",
    "sample_data", "scene", "sensor", "visibility",
)  # fmt: skip
_STILL = 0.05  # m/s
_HOUR = 3600.0  # s

Row = dict[str, Any]


@dataclass(slots=True)
class Tables:
    """Rows by table and token, in the order in which they came."""

    rows: dict[str, dict[str, Row]] = field(default_factory=lambda: {name: {} for name in TABLES})

    def micro(self, time: float) -> int:
        """Microseconds of a time in the scene that was begun last."""
        return round(((len(self.rows["scene"]) - 1) * _HOUR + time) * 1e6)

    def __post_init__(self) -> None:
        for name in sorted(set(_CATEGORIES.values())):
            self.put("category", token("category", name), name=name, description="")
        for name in _ATTRIBUTES:
            self.put("attribute", token("attribute", name), name=name, description="")
        for number, level in enumerate(_LEVELS, 1):
            self.put("visibility", str(number), level=level, description=f"{level[1:]} % of it are shown")

    def put(self, table: str, token: str, **values: object) -> Row:
        """A row, made when it is not there."""
        return self.rows[table].setdefault(token, {"token": token, **values})

    def scene(self, scene: Scene, times: Sequence[float]) -> list[str]:
        """The row of a scene, and one for each time at which it was looked at; their tokens."""
        name = scene.digest().hex()
        log = self._log(scene)
        samples = [token("sample", name, time) for time in times]
        self.put(
            "scene", token("scene", name), name=f"scene-{len(self.rows['scene']):04d}", log_token=log,
            description="; ".join(scene.text().splitlines()[:3]), nbr_samples=len(times),
            first_sample_token=samples[0], last_sample_token=samples[-1],
        )  # fmt: skip
        for time, sample in zip(times, samples, strict=True):
            self.put("sample", sample, timestamp=self.micro(time), scene_token=token("scene", name))
        self.chain("sample", samples)
        return samples

    def pose(self, scene: Scene, time: float, *, rides: str | None, sensor: str) -> str:
        """Where a sensor's carrier was."""
        x, y, z, heading = scene.at(time)[rides] if rides else (0.0, 0.0, 0.0, 0.0)
        west, south = lower_left(scene.map)
        told = token("ego_pose", scene.digest().hex(), time, sensor)
        self.put("ego_pose", told, timestamp=self.micro(time), rotation=yawed(heading),
                 translation=[float(x) - west, float(y) - south, float(z)])  # fmt: skip
        return told

    def annotate(self, scene: Scene, time: float, actor: Actor, **told: object) -> None:
        """An actor's box at a time."""
        name, (west, south) = scene.digest().hex(), lower_left(scene.map)
        x, y, z, heading = (float(part) for part in actor.track.at(np.array([time]))[0])
        length, width, height = actor.size
        self.put(
            "sample_annotation", token("annotation", name, time, actor.id), sample_token=token("sample", name, time),
            instance_token=token("instance", name, actor.id), attribute_tokens=_attributes(actor, time),
            translation=[x - west, y - south, z + height / 2], size=[width, length, height], rotation=yawed(heading),
            **told,
        )  # fmt: skip

    def _log(self, scene: Scene) -> str:
        """Where it happened."""
        digest = scene.map.digest.hex()
        log, west_south = token("log", digest), lower_left(scene.map)
        self.put("log", log, logfile=digest, vehicle="ego", date_captured="", location=scene.map.name,
                 origin=list(west_south), attribution=scene.map.attribution)  # fmt: skip
        file = map_file(scene)
        self.put("map", token("map", digest), log_tokens=[log], category="semantic_prior", filename=file)
        return log

    def instances(self, scene: Scene) -> None:
        """The actors that were annotated, each with its chain."""
        name = scene.digest().hex()
        for actor in scene.actors:
            own = token("instance", name, actor.id)
            chain = [row["token"] for row in self.rows["sample_annotation"].values() if row["instance_token"] == own]
            if chain:
                category = token("category", _CATEGORIES[actor.kind])
                self.put("instance", own, category_token=category, nbr_annotations=len(chain), kind=actor.kind.value,
                         first_annotation_token=chain[0], last_annotation_token=chain[-1])  # fmt: skip
                self.chain("sample_annotation", chain)

    def chain(self, table: str, tokens: Sequence[str]) -> None:
        """Names to each row the one before it and the one after it."""
        for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
            self.rows[table][token] |= {"prev": before, "next": after}


def token(*parts: object) -> str:
    """32 hexadecimal digits that stand for these."""
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def map_file(scene: Scene) -> str:
    """Where a map's picture lies."""
    return f"maps/{scene.map.digest.hex()}.png"


def _attributes(actor: Actor, time: float) -> list[str]:
    """What an actor does."""
    moving = bool(np.hypot(*actor.track.velocity(np.array([time]))[0, :2]) > _STILL)
    if actor.kind in VEHICLES:
        name = "moving" if moving else "stopped" if len(actor.track.times) > 1 else "parked"
        return [token("attribute", f"vehicle.{name}")]
    if actor.kind is ActorKind.BICYCLE:
        return [token("attribute", "cycle.with_rider")]
    if actor.kind in (ActorKind.ADULT, ActorKind.CHILD):
        return [token("attribute", f"pedestrian.{'moving' if moving else 'standing'}")]
    return []
