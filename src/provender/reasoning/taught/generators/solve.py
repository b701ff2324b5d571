"""A teacher solves our problem, to which we hold the proved answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from provender.core.protocols import Prompt
from provender.core.record import Record
from provender.core.registry import generator
from provender.reasoning.problem import Problem
from provender.reasoning.taught.generators._lesson import Lesson
from provender.reasoning.taught.structured import Unfit

_ORDER = 'Solve the problem step by step. End with a line "Answer: ..." that holds the final answer and nothing else.'
_ANSWER = re.compile(r"^[ \t*]*Answer[ \t]*:[ \t*]*(?P<answer>[^\n]*?)[ \t*]*$", re.MULTILINE | re.IGNORECASE)
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:/\d+)?")


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Solve(Lesson):
    """Our problem, put word for word; the teacher's free solution is what the student reads.

    Attributes:
        problems, dials, teachers, samples, params: as in every lesson: whose problems, who is asked how.

    Guarantees:
        Item (problem * teachers + teacher) * samples + sample; our problem of that number stands behind it.
        A reply that failed, was cut off, or names no answer after one request to do so is a `Failure`.
        Our derivation travels along as the certificate that `reasoning/taught/free_words` checks.

    Example:
        generators: [{name: reasoning/taught/solve, dials: {problems: reasoning/words/quantities, dials: {level: 2}}}]
    """

    name: ClassVar[str] = "reasoning/taught/solve"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({"topic": ("solve",)})

    def prompt(self, ours: Problem, sample: int) -> Prompt:
        """The question, and how to end."""
        return Prompt(messages=(("system", _ORDER), ("user", ours.question)), sample=sample)

    def payload(self, ours: Problem, said: str) -> Problem:
        """The teacher's words; its answer in our writing where it is ours."""
        prose, answer = parted(said)
        return replace(ours, answer=ours.answer if alike(answer, ours.answer) else answer, prose=prose)

    def tags(self, ours: Record) -> dict[str, str]:
        """Ours, but for the topic: the family's own verifier reads no free words."""
        return {**ours.tags, "topic": "solve", "family": ours.tags.get("topic", "")}


def parted(said: str) -> tuple[str, str]:
    """A reply as prose and named answer.

    Raises:
        Unfit: no answer is named, or there is nothing before it.
    """
    named = list(_ANSWER.finditer(said))
    if not named or not named[-1]["answer"]:
        raise Unfit('the last line must be "Answer: ..." with the final answer')
    prose = said[: named[-1].start()].strip()
    if not prose:
        raise Unfit("there is an answer, but no solution before it")
    answer = named[-1]["answer"].strip()
    if not _NUMBER.search(answer):  # the words before it end in no number that would show where they arrive
        prose = f"{prose}\nAnswer: {answer}"
    return prose, answer


def alike(given: str, ours: str) -> bool:
    """Whether two answers are written alike: the same words, or the same only number beside whatever words."""
    if _plain(given) == _plain(ours):
        return True
    mine, theirs = _NUMBER.findall(ours), _NUMBER.findall(given)
    return len(mine) == len(theirs) == 1 and mine[0].replace(",", "") == theirs[0].replace(",", "")


def _plain(answer: str) -> str:
    return " ".join(answer.casefold().replace(".", " ").replace("$", " ").split())
