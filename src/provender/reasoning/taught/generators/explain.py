"""A teacher explains our proved derivation in free words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from provender.core.protocols import Prompt
from provender.core.record import Record
from provender.core.registry import generator
from provender.reasoning.problem import Problem
from provender.reasoning.taught.generators._lesson import Lesson
from provender.reasoning.taught.generators.solve import alike, parted

_ORDER = (
    "You are given a problem and its proved solution. Explain the solution to a learner in your own words: say why "
    'each step is taken. Write every calculation of it as an equation such as "12 + 5 = 17", in the same order, '
    'and no other calculation. End with a line "Answer: ..." that holds the final answer and nothing else.'
)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Explain(Lesson):
    """Our problem and our derivation, told anew in free words.

    Attributes:
        problems, dials, teachers, samples, params: as in every lesson: whose problems, who is asked how.

    Guarantees:
        Our derivation travels along; `reasoning/taught/free_words` reads every one of its claims back from the words.

    Example:
        generators: [{name: reasoning/taught/explain, dials: {problems: reasoning/words/quantities}}]
    """

    name: ClassVar[str] = "reasoning/taught/explain"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({"topic": ("explain",)})

    def prompt(self, ours: Problem, sample: int) -> Prompt:
        """The problem with its proved solution."""
        told = f"Problem: {ours.question}\n\nSolution:\n{ours.solution}\n\nAnswer: {ours.answer}"
        return Prompt(messages=(("system", _ORDER), ("user", told)), sample=sample)

    def payload(self, ours: Problem, said: str) -> Problem:
        """The teacher's words beside our derivation."""
        prose, answer = parted(said)
        return replace(ours, answer=ours.answer if alike(answer, ours.answer) else answer, prose=prose)

    def tags(self, ours: Record) -> dict[str, str]:
        """Ours, but for the topic."""
        return {**ours.tags, "topic": "explain", "family": ours.tags.get("topic", "")}
