"""Proves quantity problems: the question is read into a graph, which is solved backwards from the goal.

Every sentence of the solution must work out a quantity that the goal needs, by the relation that the
question states, from the numbers that the question gives or that earlier sentences have worked out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term
from provender.reasoning.read.judge import Proof, Wrong, judge
from provender.reasoning.read.tales.question import Question, read
from provender.reasoning.words.graph import Check
from provender.reasoning.words.verifiers._story import NODES, Story, asked_node

NAME = "reasoning/words/quantities"
TOPIC = "quantities"


def _read(text: str) -> tuple[str, Question] | None:
    """The question, if it is a story of ours."""
    question = read(text, TOPIC)
    return None if question is None else (question.language, question)


def _prove(_language: str, question: Question, sentences: Sequence[str]) -> Proof:
    """The graph solved backwards, and every sentence proved."""
    story = Story(question.told)
    goal = asked_node(story, question.asked)
    value = story.solve(goal)
    check = Check(question, story, story.laws, set(story.values))
    for text in sentences:
        check.read(text, NODES)
    if goal not in check.place:
        raise Wrong("solution stops before the goal", missing=goal)
    unit = "money" if goal[0] in ("money", "left") else goal[-1]
    text = question.amount(value, unit)
    return Proof(goal=goal, said=check.said, answer=as_term(value), text=text, givens=tuple(story.givens))


@verifier
@dataclass(frozen=True, slots=True)
class Quantities:
    """Reads a story of quantities, solves it backwards from what is asked, proves every step.

    Example:
        Juma has 12 books and Amina twice as many: "Amina has 12 + 12 = 24 books." is true and fails, for the story
        says 2 × 12.

    Guarantees:
        Passes only what is proved from the question's own text.
        What the goal does not need is a distractor, and no step may work on it.

    Example:
        After "Juma has 5 more books than Amina", "Juma has 12 + 5 = 17 books." passes if Amina has 12.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (TOPIC,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge(records, name=NAME, topic=TOPIC, read=_read, prove=_prove)
