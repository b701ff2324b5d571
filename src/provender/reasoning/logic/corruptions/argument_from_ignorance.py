"""What is not shown is taken for false where it is unknown."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from provender.core.claim import Claim, Step
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, spoil, told
from provender.reasoning.logic.corruptions._horn import asked
from provender.reasoning.logic.corruptions._steps import pruned
from provender.reasoning.logic.generators._nouns import noun
from provender.reasoning.logic.generators.horn_rules import WORDS
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class ArgumentFromIgnorance:
    """No rule shows it, so it is false: in an open world, where that leaves it open.

    Example:
        "What is neither stated nor follows is unknown. ... What is not shown is false here, so Ama is not a zumpus."
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "argument_from_ignorance", seed, _edits)


def _edits(problem: Problem, _rng: Stream) -> Iterator[Edit]:
    """The last step, which said that it is unknown."""
    derivation, (who, kind) = told(problem), asked(problem)
    if not who or derivation.answer != "unknown":
        return
    say = WORDS[problem.language]
    literal = ("is", who, kind)
    unshown = next(place for place, step in enumerate(derivation.steps) if step.claim == Claim("unshown", (literal,)))
    text = say("closed", who=who, not_c=noun(problem.language, kind).not_a)
    last = Step(Claim("isnt", (who, kind)), text, "closed", (unshown,))
    steps = pruned([*derivation.steps[:-1], last])
    after = replace(
        problem, answer=say("answer", 1), derivation=replace(derivation, steps=tuple(steps), answer="false")
    )
    where = f"step {len(steps)}"
    yield Edit(after, where, false=f"{where} takes for false what the question leaves unknown")
