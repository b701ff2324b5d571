"""ASAM OpenSCENARIO XML 1.2: each scene as a storyboard, its map as OpenDRIVE 1.7 beside it.

    scenes/000000.xosc
    maps/<digest>.xodr

Everybody follows a polyline with a point at each time that the track tells of, in world coordinates and by the clock of
the simulation. A vehicle's own frame begins below its rear axle, as the standard wants it, anybody else's below the
middle; `BoundingBox` says how far the middle is from there. Masses and what engines can do are not known of a scene:
they are told as usual for the kind. What a scenario drew stands in the parameter declarations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

import numpy as np

from provender.core.protocols import Dataset
from provender.core.registry import exporter
from provender.twin.actors.way import REAR
from provender.twin.clip import Clip
from provender.twin.exporters._opendrive import opendrive
from provender.twin.exporters._xml import Element, document, element
from provender.twin.frame import Frame
from provender.twin.maps.map import Points
from provender.twin.scene import VEHICLES, Actor, ActorKind, Scene, Weather
from provender.twin.sensors.sweep import Sweep

_VEHICLES: Mapping[ActorKind, str] = {
    ActorKind.CAR: "car",
    ActorKind.VAN: "van",
    ActorKind.BUS: "bus",
    ActorKind.TRUCK: "truck",
    ActorKind.AMBULANCE: "van",
    ActorKind.BICYCLE: "bicycle",
}
_WALKERS: Mapping[ActorKind, tuple[str, float]] = {  # category, kg
    ActorKind.ADULT: ("pedestrian", 75.0),
    ActorKind.CHILD: ("pedestrian", 30.0),
    ActorKind.DOG: ("animal", 20.0),
}
_MASSES: Mapping[ActorKind, float] = {ActorKind.BALL: 0.4, ActorKind.LOAD: 40.0, ActorKind.DOOR: 30.0}  # kg
_CLEAR = 100_000.0  # m one sees where there is no fog


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class OpenScenario:
    """One storyboard a scene, also of scenes that frames look at; each map once.

    Guarantees:
        At every time of a track a polyline is where the track is, once the middle of the bounding box is added.

    Example:
        exports: [twin/openscenario]
    """

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields each scene's storyboard, also of what frames, clips and sweeps show; each map before its first one."""
        scenes: set[bytes] = set()
        maps: set[bytes] = set()
        for judged in dataset.records():
            payload = judged.record.payload
            scene = payload.scene if isinstance(payload, Frame | Clip | Sweep) else payload
            if not isinstance(scene, Scene) or scene.digest() in scenes:
                continue
            if scene.map.digest not in maps:
                maps.add(scene.map.digest)
                yield _map_file(scene), opendrive(scene.map)
            yield f"scenes/{len(scenes):06d}.xosc", storyboard(scene)
            scenes.add(scene.digest())


def _map_file(scene: Scene) -> str:
    """Where a map lies."""
    return f"maps/{scene.map.digest.hex()}.xodr"


def storyboard(scene: Scene) -> bytes:
    """The file of a scene."""
    drawn = [*scene.drawn, ("weight", scene.weight)]
    declared = [
        element("ParameterDeclaration", name=name, parameterType="double", value=value) for name, value in drawn
    ]
    moving = [actor for actor in scene.actors if len(actor.track.times) > 1]
    act = element("Act", *map(_follows, moving), _when("act", 0.0), name="act")
    story = element("Story", act, name=scene.scenario or "traffic") if moving else None
    return document(
        element(
            "OpenSCENARIO",
            _header(scene),
            element("ParameterDeclarations", *declared),
            element("CatalogLocations"),
            element("RoadNetwork", element("LogicFile", filepath=f"../{_map_file(scene)}")),
            element("Entities", *(_entity(actor, scene) for actor in scene.actors)),
            element("Storyboard", _init(scene), story, _when("end", scene.end, tag="StopTrigger")),
        )
    )


def _header(scene: Scene) -> Element:
    """What it is, and whom the map asks to be named."""
    named = element("License", name=scene.map.attribution) if scene.map.attribution else None
    told = f"{scene.scenario or 'traffic'} on {scene.map.name}"
    date = scene.light.moment or "2000-01-01T00:00:00"
    return element("FileHeader", named, revMajor=1, revMinor=2, date=date, description=told, author="Provender")


def _entity(actor: Actor, scene: Scene) -> Element:
    """One actor."""
    size = actor.size
    low, wheel = 0.3 * size.length, 0.45 if actor.kind is ActorKind.BICYCLE else 0.7
    box = element(
        "BoundingBox",
        element("Center", x=_ahead(actor), y=0.0, z=size.height / 2),
        element("Dimensions", width=size.width, length=size.length, height=size.height),
    )
    told = {"looks": actor.looks, "because": actor.because, "part_of": actor.part_of}
    if actor.kind in VEHICLES and len(actor.track.times) > 1:
        told["beams"] = scene.light.beams
    more = element("Properties", *(element("Property", name=name, value=value) for name, value in told.items()))
    if actor.kind in _VEHICLES:
        track = size.width * 0.85
        front, rear = (
            element(f"{name}Axle", maxSteering=steer, wheelDiameter=wheel, trackWidth=track, positionX=x,
                    positionZ=wheel / 2)
            for name, steer, x in (("Front", 0.6, REAR * size.length + low), ("Rear", 0.0, 0.0))
        )  # fmt: skip
        able = element("Performance", maxSpeed=70.0, maxAcceleration=10.0, maxDeceleration=12.0)
        role = "ambulance" if actor.kind is ActorKind.AMBULANCE else None
        made = element("Vehicle", box, able, element("Axles", front, rear), more, name=actor.kind.value, role=role,
                       vehicleCategory=_VEHICLES[actor.kind])  # fmt: skip
    elif actor.kind in _WALKERS:
        category, mass = _WALKERS[actor.kind]
        made = element("Pedestrian", box, more, name=actor.kind.value, mass=mass, pedestrianCategory=category)
    else:
        made = element("MiscObject", box, more, name=actor.kind.value, mass=_MASSES[actor.kind],
                       miscObjectCategory="obstacle")  # fmt: skip
    return element("ScenarioObject", made, name=actor.id)


def _ahead(actor: Actor) -> float:
    """Metres from where an actor's frame begins to its middle."""
    return REAR * actor.size.length if actor.kind in _VEHICLES else 0.0


def _init(scene: Scene) -> Element:
    """Air, light, and where everybody begins."""
    moment = element("TimeOfDay", animation=False, dateTime=scene.light.moment) if scene.light.moment else None
    surroundings = element("Environment", moment, _weather(scene), _road(scene.weather), name="surroundings")
    begin = [element("Private", _begins(actor), entityRef=actor.id) for actor in scene.actors]
    air = element("GlobalAction", element("EnvironmentAction", surroundings))
    return element("Init", element("Actions", air, *begin))


def _begins(actor: Actor) -> Element:
    """Where an actor is at first."""
    place = element("Position", _places(actor)[0])
    return element("PrivateAction", element("TeleportAction", place))


def _weather(scene: Scene) -> Element:
    """The air."""
    air, light = scene.weather, scene.light
    kind = "rain" if air.rain else "snow" if air.snow else "dry"
    night = 0.0 if light.altitude < 0 else None
    return element(
        "Weather",
        element("Sun", azimuth=light.azimuth % (2 * np.pi), elevation=light.altitude, illuminance=night),
        element("Fog", visualRange=log(20) / air.fog if air.fog else _CLEAR),
        element("Precipitation", precipitationType=kind, precipitationIntensity=air.rain or air.snow),
    )


def _road(air: Weather) -> Element:
    """The road's grip."""
    wet = "dry" if not air.wet else "moist" if air.wet < 0.5 else "wetWithPuddles"
    return element("RoadCondition", frictionScaleFactor=air.friction, wetness=wet)


def _follows(actor: Actor) -> Element:
    """An actor's whole way."""
    points = [
        element("Vertex", element("Position", place), time=float(time))
        for time, place in zip(actor.track.times, _places(actor), strict=True)
    ]
    line = element("Trajectory", element("Shape", element("Polyline", *points)), name=actor.id, closed=False)
    clock = element("TimeReference", element("Timing", domainAbsoluteRelative="absolute", scale=1.0, offset=0.0))
    mode = element("TrajectoryFollowingMode", followingMode="position")
    follow = element("FollowTrajectoryAction", clock, mode, element("TrajectoryRef", line))
    action = element("Action", element("PrivateAction", element("RoutingAction", follow)), name="follows")
    event = element("Event", action, _when("begins", 0.0), name="event", priority="override")
    who = element("Actors", element("EntityRef", entityRef=actor.id), selectTriggeringEntities=False)
    return element("ManeuverGroup", who, element("Maneuver", event, name="way"), maximumExecutionCount=1, name=actor.id)


def _places(actor: Actor) -> list[Element]:
    """Where an actor's own frame is at each time of its track."""
    poses: Points = actor.track.poses
    x, y = (poses[:, :2] - _ahead(actor) * np.stack([np.cos(poses[:, 3]), np.sin(poses[:, 3])], 1)).T
    return [
        element("WorldPosition", x=float(a), y=float(b), z=float(c), h=float(h), p=0.0, r=0.0)
        for a, b, (_, _, c, h) in zip(x, y, poses, strict=True)
    ]


def _when(name: str, seconds: float, *, tag: str = "StartTrigger") -> Element:
    """A trigger at a time of the simulation."""
    clock = element("ByValueCondition", element("SimulationTimeCondition", value=seconds, rule="greaterOrEqual"))
    return element(
        tag, element("ConditionGroup", element("Condition", clock, name=name, delay=0.0, conditionEdge="none"))
    )
