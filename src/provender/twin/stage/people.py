"""Who somebody on foot is to be: their age, skin and build, by the names that recipes give them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from provender.core.seeds import Stream
from provender.twin.actors.traffic import grown
from provender.twin.render.mesh.people import build, tone
from provender.twin.scene import Actor, ActorKind

Age = Literal["any", "child", "adult"]
Tone = Literal["any", "light", "medium", "dark"]
Build = Literal["any", "slight", "average", "heavy"]

ON_FOOT = frozenset({ActorKind.ADULT, ActorKind.CHILD})
PERSON: Mapping[str, tuple[str, ...]] = {  # what a mix may ask for
    "age": ("child", "adult"),
    "tone": ("light", "medium", "dark"),
    "build": ("slight", "average", "heavy"),
}
_TONES = (("light", 3.0), ("medium", 6.0), ("dark", inf))  # of the Monk scale, from 0: up to which each goes
_BUILDS = (("slight", 0.98), ("average", 1.12), ("heavy", inf))
_LOOKS = 400  # faces and figures after which somebody keeps theirs


def tone_of(actor: Actor) -> str:
    """The name of somebody's skin."""
    return next(name for name, end in _TONES if tone(actor) < end)


def build_of(actor: Actor) -> str:
    """The name of somebody's build."""
    return next(name for name, end in _BUILDS if build(actor) < end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is asked of everybody on foot; `any` leaves it as it was drawn."""

    age: str = "any"
    tone: str = "any"
    build: str = "any"

    def asked(self) -> dict[str, str]:
        """What is not left open."""
        told = {"age": self.age, "tone": self.tone, "build": self.build}
        return {name: value for name, value in told.items() if value != "any"}

    def of(self, actor: Actor, rng: Stream) -> Actor:
        """Somebody on foot made so, where they are and as fast as they are; others as they were."""
        if actor.kind not in ON_FOOT or not self.asked():
            return actor
        if self.age not in ("any", actor.kind):
            name, because = (told.replace(actor.kind, self.age) for told in (actor.id, actor.because))
            size = grown(self.age == "child", rng)
            actor = replace(actor, id=name, because=because, kind=ActorKind(self.age), size=size)
        for _ in range(_LOOKS):
            if self.tone in ("any", tone_of(actor)) and self.build in ("any", build_of(actor)):
                break
            actor = replace(actor, looks=rng.below(2**31))
        return actor
