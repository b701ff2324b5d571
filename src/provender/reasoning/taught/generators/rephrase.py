"""A teacher words our problem anew; what it says must be read back as the very same formal problem."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from provender.core.protocols import Prompt
from provender.core.record import Record
from provender.core.registry import generator
from provender.reasoning.problem import Problem
from provender.reasoning.taught.generators._lesson import Lesson
from provender.reasoning.taught.structured import Unfit, read_object, record_schema

_ORDER = (
    "Reword the problem so that it asks for exactly the same: keep every name, number and thing, the order of the "
    "facts, and the language. Reply with the reworded problem alone."
)
_SCHEMA = record_schema(question={"type": "string", "maxLength": 20_000})


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Rephrase(Lesson):
    """Our problem in a teacher's words, with our derivation and answer.

    The family's own verifier reads the new wording and proves the derivation from it, so equivalence is proved on
    the formal problem; a wording that it cannot read, or that says something else, is refused.

    Attributes:
        problems, dials, teachers, samples, params: as in every lesson: whose problems, who is asked how.

    Guarantees:
        A reply that changes nothing is handed back once, and then a `Failure`.

    Example:
        generators: [{name: reasoning/taught/rephrase, dials: {problems: reasoning/words/quantities}}]
    """

    name: ClassVar[str] = "reasoning/taught/rephrase"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({"mode": ("rephrase",)})

    def prompt(self, ours: Problem, sample: int) -> Prompt:
        """The question, to be reworded."""
        return Prompt(messages=(("system", _ORDER), ("user", ours.question)), sample=sample, schema=_SCHEMA)

    def payload(self, ours: Problem, said: str) -> Problem:
        """Our problem under the new wording."""
        question = " ".join(str(read_object(said, _SCHEMA)["question"]).split())
        if question.casefold() == " ".join(ours.question.casefold().split()):
            raise Unfit("the wording is the old one")
        return replace(ours, question=question)

    def tags(self, ours: Record) -> dict[str, str]:
        """Ours: it is a problem of the same family."""
        return {**ours.tags, "mode": "rephrase"}
