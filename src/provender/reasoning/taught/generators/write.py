"""A teacher writes a new problem of one of our families, with its solution."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from provender.core.protocols import Prompt
from provender.core.record import Record
from provender.core.registry import generator
from provender.reasoning.problem import Problem
from provender.reasoning.taught.generators._lesson import Lesson
from provender.reasoning.taught.structured import Unfit, read_object, record_schema

_ORDER = (
    "Write a new problem of the same kind as the example, with its complete solution. Use the example's forms of "
    "sentence, in the question and in every step; change names, numbers, things and the plan. The answer is written "
    "as in the example."
)
_TEXT = {"type": "string", "maxLength": 20_000}
_SCHEMA = record_schema(
    question=_TEXT, steps={"type": "array", "items": _TEXT, "minItems": 1, "maxItems": 200}, answer=_TEXT
)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Write(Lesson):
    """A problem and a solution that nobody has made before, in the forms of one of our families.

    We hold no answer: the family's own verifier reads the question, solves it another way and proves every sentence,
    so that what is accepted is as firmly proved as our own; whatever it cannot read is refused.

    Attributes:
        problems, dials: the family, and how the example that is shown is made.
        teachers, samples, params: who is asked how.

    Example:
        generators: [{name: reasoning/taught/write, dials: {problems: reasoning/words/quantities, dials: {level: 1}}}]
    """

    name: ClassVar[str] = "reasoning/taught/write"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({"mode": ("write",)})

    def prompt(self, ours: Problem, sample: int) -> Prompt:
        """Our problem as the example."""
        steps = "\n".join(f"- {line}" for line in ours.solution.split("\n"))
        told = f"Question: {ours.question}\nSteps:\n{steps}\nAnswer: {ours.answer}"
        return Prompt(messages=(("system", _ORDER), ("user", told)), sample=sample, schema=_SCHEMA)

    def payload(self, ours: Problem, said: str) -> Problem:
        """The teacher's problem, with no word of ours."""
        told = read_object(said, _SCHEMA)
        question, answer = " ".join(str(told["question"]).split()), str(told["answer"]).strip()
        if question.casefold() == " ".join(ours.question.casefold().split()):
            raise Unfit("the problem is the example")
        steps = told["steps"]
        assert isinstance(steps, list)
        return Problem(question, answer, ours.language, None, "\n".join(" ".join(str(step).split()) for step in steps))

    def tags(self, ours: Record) -> dict[str, str]:
        """The family's topic and language; its level nobody knows."""
        kept = {tag: ours.tags[tag] for tag in ("topic", "language") if tag in ours.tags}
        return {**kept, "mode": "write"}
