"""Word problems over a graph of quantities: the derivation is what remains when it is traced back from the goal.

Sentences that are not reached are distractors. See `_plot.py` for the graph.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from provender.core.claim import Claim, Derivation, Step
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.cultures import CULTURES, Culture
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.tales.tale import Fact, Tale
from provender.reasoning.render.telling import makes, records
from provender.reasoning.words.generators._plot import SIGNS, SIZES, Operand, Plot, draw, said_of, unit_of


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """Word problems of two to ten steps about who has how many of what, some of it beside the point.

    Attributes:
        language: of the question and of every sentence.
        culture: of names, money, things and places.
        level: 1 two or three steps with small numbers ... 5 seven or eight steps with numbers to 5000; 6 nine or ten.
        distractors: sentences that lead nowhere.
        numerals: how the question writes numbers to ten; the solution always uses digits.

    Guarantees:
        The abstract problem does not depend on the language, the culture or on `numerals`.
        The derivation holds what the goal needs and nothing else.

    >>> record = next(iter(Quantities()(Shard(seed=3, start=0, count=1))))
    >>> 5 <= len(record.payload.derivation.steps) <= 6
    True
    """

    version: ClassVar[str] = "2"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("quantities", culture=CULTURES)

    language: Language = "en"
    culture: Culture = "east_africa"
    level: Level = 3
    distractors: Literal[0, 1, 2, 3] = 1
    numerals: Literal["digits", "words"] = "digits"

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first all that is abstract, then its wording."""
        plot = draw(rng, SIZES[self.level], self.distractors)
        tale = Tale(rng, self.language, self.culture, words=self.numerals == "words")
        goal = said_of(plot.goal)
        question = tale.question([*(fact for fact, _ in plot.told), Fact(f"ask_{goal.kind}", goal.slots)])
        givens = tuple([claim for _, claims in plot.told for claim in claims])
        value = plot.value[plot.goal]
        derivation = Derivation(givens, plot.goal, _steps(plot, tale), value)
        return Problem(question, tale.amount(unit_of(plot.goal), value), self.language, derivation)


def _steps(plot: Plot, tale: Tale) -> tuple[Step, ...]:
    """What it takes to reach the goal, in the order of the telling."""
    needed = plot.needed([plot.goal])
    place: dict[Operand, int] = {}
    steps: list[Step] = []
    for node, (rule, op, operands) in plot.how.items():
        if node in needed:
            numbers, value = plot.numbers(operands), plot.value[node]
            text = tale.step(said_of(node), SIGNS[op].join(map(str, numbers)), value)
            uses = tuple(sorted([place[x] for x in operands if x in place]))
            place[node] = len(steps)
            steps.append(Step(Claim("=", (node, (op, *numbers), value)), text, rule, uses))
    return tuple(steps)
