"""The answers of language models to real questions, as candidate records.

Every question of the anchor's reference split is put to every teacher; the reply, without calculator
marks and without its answer label, is the worked solution, and the number it arrives at the answer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import ClassVar

from provender.core.errors import RecipeError, UnknownName
from provender.core.protocols import Prompt, Reply, Tools
from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record, Tokens
from provender.core.registry import generator
from provender.reasoning.marks import unmark
from provender.reasoning.problem import Problem

NAME = "reasoning/words/worked_answers"
VERSION = "2"

_NUMBER = re.compile(r"-?[$€£]?-?(?:\d{1,3}(?:[,  ]\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:/\d+)?%?|-?[$€£]?\.\d+")
_NAMED = re.compile(r"(?:\\boxed\{|\banswer(?:\s+is|\s*[:=]))", re.IGNORECASE)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedAnswers:
    """Every question of the anchor's reference split, answered by every teacher.

    Attributes:
        teachers: the recipe's names of those to ask; empty asks all of them.
        samples: replies to each question from each teacher, >= 1.
        system: text of a first system message; "" sends none.
        params: sampling parameters that the teacher's server understands, e.g. {temperature: 0.7}.

    Guarantees:
        Item (question * teachers + teacher) * samples + sample, in the order of the questions' digests, so that the
        first few of a sorted file are like all of it, and of the teachers' names. A reply that failed or was cut off
        is a `Failure`, never a record.

    Example:
        generators: [reasoning/words/worked_answers]
    """

    version: ClassVar[str] = VERSION
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("word_problems",), "language": ("en",)}

    teachers: tuple[str, ...] = ()
    samples: int = 1
    system: str = ""
    params: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.samples < 1:
            raise RecipeError(f"samples={self.samples} asks for nothing", where=NAME, mend="give samples >= 1")

    def bind(self, tools: Tools, /) -> "BoundAnswers":
        """The generator at work.

        Raises:
            UnknownName: a teacher that the recipe does not have.
            RecipeError: no teacher, or no question in the reference split.
        """
        asked = self._asked(tools)
        questions = sorted(tools.reference, key=lambda record: (_digest(_problem(record).question), record.key))
        return BoundAnswers(dials=self, asked=asked, tools=tools, questions=questions)

    def size(self, tools: Tools, /) -> int:
        """Questions times teachers times samples."""
        return len(tools.reference) * len(self._asked(tools)) * self.samples

    def _asked(self, tools: Tools) -> tuple[str, ...]:
        """The teachers to ask, by name."""
        for name in self.teachers:
            if name not in tools.teachers:
                raise UnknownName.among("teacher", name, tools.teachers, where=NAME)
        asked = self.teachers or tuple(sorted(tools.teachers))
        if not asked:
            raise RecipeError("there is no teacher to ask", where=NAME, mend="name one under `teachers`")
        if not tools.reference:
            mend = "name an anchor, and give its reference split a share"
            raise RecipeError("there is no question to ask: the reference split is empty", where=NAME, mend=mend)
        return asked


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundAnswers:
    """`WorkedAnswers` with its teachers and questions at hand."""

    version: ClassVar[str] = VERSION
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = WorkedAnswers.makes

    dials: WorkedAnswers
    asked: tuple[str, ...]
    tools: Tools
    questions: Sequence[Record]

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """One record or failure an index; a teacher gets all of its questions of a shard at once."""
        replies: dict[int, Reply] = {}
        for teacher in self.asked:
            mine = [index for index in shard.indices if self._place(index)[1] == teacher]
            if mine:
                said = self.tools.teachers[teacher].complete([self._prompt(i) for i in mine], seed=shard.seed)
                replies.update(zip(mine, said, strict=True))
        for index in shard.indices:
            yield self._record(shard, index, replies[index])

    def _place(self, index: int) -> tuple[Record, str, int]:
        """The question, teacher and sample of an item."""
        rest, sample = divmod(index, self.dials.samples)
        question, teacher = divmod(rest, len(self.asked))
        return self.questions[question], self.asked[teacher], sample

    def _prompt(self, index: int) -> Prompt:
        """What is asked: the question, word for word."""
        parent, _, sample = self._place(index)
        first = (("system", self.dials.system),) if self.dials.system else ()
        question = _problem(parent).question
        return Prompt(messages=(*first, ("user", question)), params=dict(self.dials.params), sample=sample)

    def _record(self, shard: Shard, index: int, reply: Reply) -> Record | Failure:
        """A reply as a record, or why it is none."""
        parent, teacher, _ = self._place(index)
        tokens = Tokens(reply.prompt_tokens, reply.completion_tokens)
        prose = unmark(reply.text).prose.strip()
        if why := _why_not(reply, prose):
            return Failure(index, why, teacher, tokens)
        question = _problem(parent).question
        origin = Origin(
            source=NAME,
            version=VERSION,
            recipe=shard.recipe,
            seed=shard.seed,
            index=index,
            teacher=teacher,
            lineage=self.tools.teachers[teacher].lineage,
            depth=parent.origin.depth + 1,
            parents=(parent.key,),
            tokens=tokens,
        )
        tags = {**parent.tags, "topic": "word_problems", "language": "en", "teacher": teacher}
        return Record(payload=Problem(question, _arrived_at(prose), "en", None, prose), origin=origin, tags=tags)


def _digest(question: str) -> bytes:
    """By which questions are ordered: the answer, known or not, has no part in it."""
    return blake2b(question.encode(errors="surrogatepass"), digest_size=16).digest()


def _why_not(reply: Reply, prose: str) -> str:
    """Why a reply makes no record; "" when it does."""
    if reply.finish == "error":
        return f"the teacher failed: {reply.error[:200]}"
    if reply.finish == "length":
        return "the reply was cut off"
    return "" if prose else "the reply is empty"


def _problem(record: Record) -> Problem:
    """The payload of a record of the reference split."""
    if not isinstance(record.payload, Problem):
        raise RecipeError(
            f"the anchor holds no problems but {type(record.payload).__name__}",
            where=NAME,
            mend="name a reader of problems as the anchor, e.g. reasoning/gsm8k",
        )
    return record.payload


def _arrived_at(prose: str) -> str:
    """The number a solution ends in, as written: a named one, else the last result, else the last number; or ""."""
    lines: Sequence[str] = [line for line in prose.splitlines() if _NUMBER.search(line)]
    if not lines:
        return ""
    named = list(_NAMED.finditer(prose))
    if named and (found := _NUMBER.search(prose, named[-1].end())):
        return _bare(found[0])
    result = _NUMBER.findall(lines[-1].rpartition("=")[2])
    if "=" in lines[-1] and result:
        return _bare(result[0])
    return _bare(_NUMBER.findall(lines[-1])[-1])


def _bare(number: str) -> str:
    """A number without its currency."""
    return re.sub(r"[$€£]", "", number)
