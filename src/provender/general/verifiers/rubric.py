"""A language model as judge: a rubric, several samples, reasons kept; it can refuse and flag, never verify.

    verifiers:
      - reasoning/arithmetic/gcd                     # formal first: no model overrides it
      - {name: general/rubric, dials: {teacher: judge, rubric: [Everything said is true.]}}

`provender calibrate` measures it on golds and tells what moves it that should not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.errors import RecipeError, UnknownName
from provender.core.protocols import Teacher, Tools
from provender.core.record import Record
from provender.core.registry import load, verifier
from provender.core.verdict import Gold, Grade, Outcome, Verdict
from provender.general.judging.asking import FAULTY, SOUND, Opinion, opinions, single
from provender.general.judging.biases import Bias, biases

NAME = "general/rubric"
_SHOWN = 5  # reasons that a verdict keeps


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """Passes, as screened, what all samples find sound; refuses what all that spoke find faulty; else abstains.

    Attributes:
        teacher: the recipe's name of the model that judges; "" for its only one.
        rubric: what is asked of a text, a sentence each.
        samples: opinions on each text, 1 to 25.
        golds: the gold set that it is measured on.
        seed: of the samples.

    Guarantees:
        Abstains on what a model of its own family wrote, on disagreement, and where a sample cannot be read.

    Example:
        verifiers: [{name: general/rubric, dials: {teacher: judge, samples: 5}}]
    """

    teacher: str = ""
    rubric: tuple[str, ...] = ("Everything that the text states is true.", "Its answer answers its question.")
    samples: int = 3
    golds: str = "general/grounded"
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.rubric or not 1 <= self.samples <= 25:
            raise RecipeError(
                "rubric or samples are out of range", where=NAME, mend="give a rubric; 1 <= samples <= 25"
            )

    def bind(self, tools: Tools, /) -> "Bound":
        """Ready with its model.

        Raises:
            UnknownName: the recipe has no teacher of that name, or none or several and none was named.
        """
        name = self.teacher or (next(iter(tools.teachers)) if len(tools.teachers) == 1 else "")
        if name not in tools.teachers:
            raise UnknownName.among("teacher", name, tools.teachers, where=f"{NAME}.teacher")
        return Bound(self, tools.teachers[name])


class Bound:
    """The judge with its model."""

    opines: ClassVar[bool] = True

    def __init__(self, part: Rubric, teacher: Teacher) -> None:
        self._part, self._teacher = part, teacher

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """Judge each record's text; all prompts are asked at once."""
        part, asked = self._part, [record for record in records if not self._related(record)]
        prompts = [
            single(record.payload.text(), part.rubric, sample=sample)
            for record in asked
            for sample in range(part.samples)
        ]
        said = opinions(self._teacher, prompts, (SOUND, FAULTY), seed=part.seed)
        told = iter([said[at : at + part.samples] for at in range(0, len(said), part.samples)])
        return [_kin(record) if self._related(record) else _verdict(record, next(told)) for record in records]

    def _related(self, record: Record) -> bool:
        """Whether the judge's own family wrote a record: it would share its flaws."""
        return bool(record.origin.lineage) and record.origin.lineage == self._teacher.lineage

    def golds(self, count: int, /) -> list[Gold]:
        """What `provender calibrate` measures it on."""
        return list(load("gold", self._part.golds, where=NAME)(count, seed=self._part.seed))

    def biases(self) -> list[Bias]:
        """What moves it that should not."""
        return biases(self._teacher, self._part.rubric, seed=self._part.seed)


def _kin(record: Record) -> Verdict:
    """No word on its own family's work."""
    reason = "the judge is of the family that wrote it"
    return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason=reason)


def _verdict(record: Record, said: Sequence[Opinion]) -> Verdict:
    """What the samples come to, with their reasons."""
    choices = [opinion.choice for opinion in said]
    votes = f"{choices.count(SOUND)} sound, {choices.count(FAULTY)} faulty, {choices.count('')} unreadable"
    evidence = {"votes": votes} | {
        f"reason {at}": opinion.reason for at, opinion in enumerate(said[:_SHOWN], 1) if opinion.reason
    }
    outcome, grade, reason = Outcome.ABSTAIN, None, "the samples disagree"
    if set(choices) == {SOUND}:
        outcome, grade, reason = Outcome.PASS, Grade.SCREENED, "every sample finds it sound"
    elif set(choices) == {FAULTY}:
        outcome, reason = Outcome.FAIL, "every sample finds it faulty"
    elif "" in choices:
        reason = "a sample cannot be read"
    return Verdict(record=record.key, verifier=NAME, outcome=outcome, grade=grade, reason=reason, evidence=evidence)
