"""How a family turns draws into records: one stream a record, one step after the other."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from provender.core.claim import Claim, Derivation, Step, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import name_of
from provender.core.seeds import Stream, stream
from provender.reasoning.problem import LANGUAGES, LEVELS, Problem
from provender.reasoning.render.wording import Voice


class Part(Protocol):
    """What is asked of a generator here."""

    @property
    def version(self) -> str:
        """Of its output."""
        ...

    @property
    def makes(self) -> Mapping[str, tuple[str, ...]]:
        """Tag -> values."""
        ...


def makes(topic: str, **more: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The tags of a family: its topic, the levels, the languages, and what else it can be asked for."""
    return {"topic": (topic,), "level": LEVELS, "language": LANGUAGES, **more}


def records(part: Part, shard: Shard, draw: Callable[[Stream], Problem]) -> Iterator[Record]:
    """The records of a shard: `draw` makes each problem from a stream of its own."""
    source = name_of(part)
    tags = {tag: str(getattr(part, tag, values[0])) for tag, values in part.makes.items()}
    for index in shard.indices:
        problem = draw(stream(shard.seed, index, source))
        yield Record(payload=problem, origin=shard.origin(source, part.version, index), tags=tags)


class Telling:
    """A derivation as it is told, step after step; the kind of a sentence is the rule that licenses it."""

    __slots__ = ("_steps", "say")

    def __init__(self, say: Voice) -> None:
        self.say = say
        self._steps: list[Step] = []

    def step(self, kind: str, claim: Claim, uses: tuple[int, ...] = (), /, *, form: int = 0, **slots: object) -> int:
        """Add a step and return its place, from 0; `uses` are the places it rests on, ascending."""
        steps = self._steps
        steps.append(Step(claim, self.say.fill(kind, form, slots), kind, uses))
        return len(steps) - 1

    @property
    def places(self) -> tuple[int, ...]:
        """All steps so far: what a last step rests on that rests on every one."""
        return tuple(range(len(self._steps)))

    def derivation(self, goal: Term, answer: Term, givens: tuple[Claim, ...] = ()) -> Derivation:
        """The whole story."""
        return Derivation(givens=givens, goal=goal, steps=tuple(self._steps), answer=answer)


def equal(*sides: Term) -> Claim:
    """The claim that all sides have one value."""
    return Claim("=", sides)
