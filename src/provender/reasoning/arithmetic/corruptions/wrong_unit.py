"""Another unit than the question asks for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.lexicon import PLAIN_UNITS, UNIT
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told, with_step
from provender.reasoning.corruptions.tools.wording import with_words, words
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class WrongUnit:
    """A unit exchanged for another, in a sentence, in the question or in the answer; or one that nobody asked for.

    Example:
        "12 km" becomes "12 m"; "85" becomes "85 kg".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "wrong_unit", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Exchange a unit where there is one, else give the answer one."""
    steps = told(problem).steps
    for place in shuffled(len(steps) + 2, rng):
        if place == len(steps):
            yield from (Edit(replace(problem, answer=text), "answer") for text in _exchanged(problem.answer, rng))
        elif place > len(steps):
            yield from (Edit(replace(problem, question=text), "question") for text in _exchanged(problem.question, rng))
        else:
            step = steps[place]
            for text in _exchanged(step.text, rng):
                yield Edit(with_step(problem, place, replace(step, text=text)), f"sentence {place + 1}")
    unit = rng.choice(PLAIN_UNITS)
    if problem.answer[-1:].isdigit():
        yield Edit(replace(problem, answer=f"{problem.answer} {unit}"), "answer")
    elif problem.answer[:1].isdigit() and len(counted := words(problem.answer)) == 1:
        yield Edit(replace(problem, answer=with_words(problem.answer, {counted[0]: unit})), "answer")


def _exchanged(text: str, rng: Stream) -> Iterator[str]:
    """The text with one of its units replaced by another, everywhere."""
    found = sorted({word for word in words(text) if word.casefold() in UNIT})
    for place in shuffled(len(found), rng):
        others = [unit for unit in PLAIN_UNITS if UNIT[unit] != UNIT[found[place].casefold()]]
        yield with_words(text, {found[place]: rng.choice(others)})
