"""An explanation that says otherwise than the answer.

Fe: the atomic number is 26. - 26    becomes    Fe: the atomic number is 46. - 26
"""

from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.general.corruptions._change import NUMBER, lookup, rng_of, slipped


@corruption
@dataclass(frozen=True, slots=True)
class ExplanationDisagrees:
    """Changes a digit of the answer in the explanation alone.

    Example:
        The answer stays 5.97, and the explanation says 5.37.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where the answer is no number that the explanation repeats."""
        told = lookup(record)
        found = NUMBER.match(told.answer) if told else None
        if told is None or found is None:
            return None
        wrong = slipped(rng_of(record, seed, "explanation_disagrees"), found[0]) + told.answer[found.end() :]
        payload = replace(told, explanation=told.explanation.replace(told.answer, wrong))
        falsehood = f"the explanation says {wrong}, which is {told.answer}"
        spoilt = replace(record, payload=payload)
        return Corrupted(record=spoilt, kind="explanation_disagrees", where="explanation", falsehood=falsehood)
