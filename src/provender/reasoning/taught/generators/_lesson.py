"""What all ways of asking a teacher share: our problem behind each item, the prompt, one repair, and the accounts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, NamedTuple

from provender.core.errors import RecipeError, UnknownName
from provender.core.protocols import Make, Prompt, Reply, Tools
from provender.core.recipe import Shard
from provender.core.record import Failure, Key, Origin, Record, Tokens
from provender.core.registry import load
from provender.reasoning.problem import Problem
from provender.reasoning.taught.asked import digest_of
from provender.reasoning.taught.structured import Unfit

_SHOWN = 200  # characters of an error


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A way of asking: subclasses say what is asked (`prompt`) and what a reply becomes (`payload`).

    Attributes:
        problems: our generator that makes the problem behind each item, e.g. "reasoning/words/quantities".
        dials: of that generator, e.g. {level: 2}.
        teachers: the recipe's names of those to ask; empty asks all of them.
        samples: replies to each problem from each teacher, >= 1.
        params: sampling parameters that the teacher's server understands, e.g. {temperature: 0.7}.
    """

    name: ClassVar[str]
    version: ClassVar[str] = "1"

    problems: str = "reasoning/words/quantities"
    dials: Mapping[str, object] = field(default_factory=dict)
    teachers: tuple[str, ...] = ()
    samples: int = 1
    params: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.samples < 1:
            raise RecipeError(f"samples={self.samples} asks for nothing", where=self.name, mend="give samples >= 1")

    def prompt(self, ours: Problem, sample: int) -> Prompt:
        """What is asked about our problem."""
        raise NotImplementedError

    def payload(self, ours: Problem, said: str) -> Problem:
        """What a reply becomes.

        Raises:
            Unfit: nothing can be made of it; says why, so that the teacher can mend it.
        """
        raise NotImplementedError

    def tags(self, ours: Record) -> dict[str, str]:
        """The record's tags."""
        raise NotImplementedError

    def bind(self, tools: Tools, /) -> "BoundLesson":
        """The generator at work.

        Raises:
            UnknownName: a teacher or generator that is not there.
            RecipeError: no teacher, or a generator that is itself taught.
        """
        for name in self.teachers:
            if name not in tools.teachers:
                raise UnknownName.among("teacher", name, tools.teachers, where=self.name)
        asked = self.teachers or tuple(sorted(tools.teachers))
        if not asked:
            raise RecipeError("there is no teacher to ask", where=self.name, mend="name one under `teachers`")
        maker: Any = load("generator", self.problems, self.dials, where=self.name)
        if hasattr(maker, "bind") or hasattr(maker, "restore"):
            mend = "name one that works alone, e.g. reasoning/words/quantities"
            raise RecipeError(f"problems={self.problems!r} needs tools of its own", where=self.name, mend=mend)
        return BoundLesson(lesson=self, asked=asked, tools=tools, maker=maker)

    def size(self, tools: Tools, /) -> int | None:
        """Endless."""
        return None


class _Item(NamedTuple):
    """One index: our problem, who is asked about it, and which sample it is."""

    index: int  # type: ignore[assignment]  # as in Failure
    ours: Record
    teacher: str
    sample: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundLesson:
    """A lesson with its teachers and its maker of problems."""

    version: ClassVar[str] = Lesson.version
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    lesson: Lesson
    asked: tuple[str, ...]
    tools: Tools
    maker: Make

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """One record or failure an index; a teacher gets all of its prompts of a shard at once, then its repairs."""
        items = list(self._items(shard))
        made: dict[int, Record | Failure] = {}
        for teacher in self.asked:
            mine = [item for item in items if item.teacher == teacher]
            if mine:
                made.update(self._ask(shard, teacher, mine))
        for index in shard.indices:
            yield made[index]

    def _items(self, shard: Shard) -> Iterator[_Item]:
        """Item (problem * teachers + teacher) * samples + sample, each with its problem."""
        each = len(self.asked) * self.lesson.samples
        first, end = shard.start // each, -(-(shard.start + shard.count) // each)
        made = list(self.maker(replace(shard, start=first, count=end - first)))
        for index in shard.indices:
            problem, rest = divmod(index, each)
            teacher, sample = divmod(rest, self.lesson.samples)
            ours = made[problem - first]
            if not isinstance(ours, Record) or not isinstance(ours.payload, Problem):
                raise RecipeError(
                    f"{self.lesson.problems} makes no problems in words",
                    where=self.lesson.name,
                    mend="name a generator of the reasoning wing",
                )
            yield _Item(index, ours, self.asked[teacher], sample)

    def _ask(self, shard: Shard, teacher: str, mine: Sequence[_Item]) -> Iterator[tuple[int, Record | Failure]]:
        """One teacher's items: what cannot be used is handed back once, with the reason."""
        door = self.tools.teachers[teacher]
        prompts = [self.lesson.prompt(_problem(item.ours), item.sample) for item in mine]
        prompts = [replace(prompt, params={**self.lesson.params, **prompt.params}) for prompt in prompts]
        said = list(door.complete(prompts, seed=shard.seed))
        broken: dict[int, Prompt] = {}
        for place, (item, reply) in enumerate(zip(mine, said, strict=True)):
            if why := self._unfit(item, reply):
                broken[place] = _again(prompts[place], reply, why)
        if broken:
            mended = door.complete(list(broken.values()), seed=shard.seed)
            for place, reply in zip(broken, mended, strict=True):
                said[place] = _summed(said[place], reply)
        for place, (item, reply) in enumerate(zip(mine, said, strict=True)):
            yield item.index, self._record(shard, item, reply, prompt=broken.get(place, prompts[place]))

    def _unfit(self, item: _Item, reply: Reply) -> str:
        """Why a whole reply cannot be used; "" where it can, or where there is none to mend."""
        if reply.finish != "stop":
            return ""
        try:
            self.lesson.payload(_problem(item.ours), reply.text)
        except Unfit as why:
            return str(why)
        return ""

    def _record(self, shard: Shard, item: _Item, reply: Reply, *, prompt: Prompt) -> Record | Failure:
        """A reply as a record, or why it is none."""
        tokens = Tokens(reply.prompt_tokens, reply.completion_tokens)
        if reply.finish != "stop":
            why = "the reply was cut off" if reply.finish == "length" else f"the teacher failed: {reply.error[:_SHOWN]}"
            return Failure(item.index, why, item.teacher, tokens)
        try:
            payload = self.lesson.payload(_problem(item.ours), reply.text)
        except Unfit as why:
            return Failure(item.index, f"the reply cannot be used: {str(why)[:_SHOWN]}", item.teacher, tokens)
        ours = item.ours.origin
        origin = Origin(
            source=self.lesson.name,
            version=self.lesson.version,
            recipe=shard.recipe,
            seed=shard.seed,
            index=item.index,
            teacher=item.teacher,
            lineage=self.tools.teachers[item.teacher].lineage,
            depth=1,
            parents=(Key(ours.source, ours.seed, ours.index),),
            tokens=tokens,
            prompt=digest_of(prompt),
        )
        return Record(payload=payload, origin=origin, tags={**self.lesson.tags(item.ours), "teacher": item.teacher})


def _problem(ours: Record) -> Problem:
    """The payload of our problem."""
    assert isinstance(ours.payload, Problem)
    return ours.payload


def _again(prompt: Prompt, reply: Reply, why: str) -> Prompt:
    """The same prompt with the reply and what is wrong with it."""
    mend = f"That cannot be used: {why}. Reply again, and mend exactly that."
    return replace(prompt, messages=(*prompt.messages, ("assistant", reply.text), ("user", mend)))


def _summed(first: Reply, second: Reply) -> Reply:
    """The second reply, at the cost of both."""
    return replace(
        second,
        prompt_tokens=first.prompt_tokens + second.prompt_tokens,
        completion_tokens=first.completion_tokens + second.completion_tokens,
    )
