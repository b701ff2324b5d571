"""The plan of a scene in the report: everybody is on it, and no text in it can do harm."""

from dataclasses import replace
from xml.etree import ElementTree

from provender.core import registry
from provender.core.protocols import Block, Judged
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.twin.panels.plans import Plans
from provender.twin.scene import Actor, ActorKind, Scene, Size, standing

RECORDS = list(registry.load("generator", "twin/street", {"layout": "roundabout"})(Shard(seed=2, start=0, count=3)))


def judged(record: Record, **more: str) -> Judged:
    """A record as the report is handed it."""
    return Judged(record=record, **{"fate": "accepted", "grade": "SCREENED", "verifier": "twin/sound", **more})  # type: ignore[arg-type]


def blocks(*items: Judged) -> list[Block]:
    """What the panel draws."""
    return list(Plans()(items))


def test_a_plan_shows_every_actor_of_its_scene() -> None:
    scene = RECORDS[0].payload

    (block,) = blocks(judged(RECORDS[0]))

    drawn = ElementTree.fromstring(block.svg)
    names = {title.text.partition(",")[0] for title in drawn.iter("title") if title.text}
    assert {actor.id for actor in scene.actors} <= names
    assert {"walker/0", "ego"} <= names
    assert len(block.svg) < 200_000


def test_one_plan_for_each_kind_of_scene_and_each_reason() -> None:
    night = replace(RECORDS[1], tags={**RECORDS[1].tags, "light": "night"})
    broken = judged(RECORDS[2], fate="rejected", reason="ego and parked/3 are inside each other at 0 s")

    told = blocks(judged(RECORDS[0]), judged(RECORDS[1]), judged(night), broken, broken)

    assert [block.caption for block in told].count("accepted: SCREENED by twin/sound") == 2
    assert [block.caption for block in told][2:] == ["ego and parked/3 are inside each other at 0 s"]


def test_a_plan_lets_no_hostile_text_through() -> None:
    scene = RECORDS[0].payload
    assert isinstance(scene, Scene)
    text = '</title><script>alert("x")</script>\u202e'
    ghost = Actor(id=text, kind=ActorKind.BALL, size=Size(0.2, 0.2, 0.2), track=standing(0, 0), because=text)

    (block,) = blocks(judged(replace(RECORDS[0], payload=replace(scene, actors=(*scene.actors, ghost)))))

    tags = {element.tag for element in ElementTree.fromstring(block.svg).iter()}
    assert tags <= {"svg", "title", "rect", "path", "text", "circle", "line", "polyline", "polygon"}
    assert "\u202e" not in block.svg


def test_a_scene_without_anybody_has_a_plan() -> None:
    empty = replace(RECORDS[0], payload=Scene(map=RECORDS[0].payload.map))

    (block,) = blocks(judged(empty))

    assert ElementTree.fromstring(block.svg).tag == "svg"
