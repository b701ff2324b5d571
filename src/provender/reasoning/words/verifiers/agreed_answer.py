"""Answers that no reference knows, by who else gives them: a share right that known questions can promise."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from provender.core.errors import RecipeError
from provender.core.protocols import Prompt, Tools
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.seeds import stream
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.agreement.confidence import FEWEST, sureness
from provender.reasoning.agreement.promise import Promise, promise
from provender.reasoning.agreement.votes import Votes, classes_of
from provender.reasoning.marks import unmark
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.answers import closing_answer, number
from provender.reasoning.words.tally import PART
from provender.reasoning.words.truths import Truths, plain

NAME = "reasoning/words/agreed_answer"

_EVEN = 0.5  # a risk above it would promise more than is likely


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedAnswer:
    """Refuses answers on which teachers agree too little for the share right that the recipe asks of those it keeps.

    The record's question is put to every teacher, as it stands; a reply that the run has already paid for comes
    from its journal. What agreement is worth is learned from questions of the reference split whose answers are
    known. A pass is only SCREENED: agreement is no proof, and nobody holds this answer against a truth.

    Attributes:
        confidence: the least share of the answers kept that is right, in [0.5, 1).
        risk: how often, over draws of the known questions, it may be less all the same, in (0, 0.5].
        probes: known questions to calibrate on, drawn by `seed`; 0 takes all.
        seed: of the draw and of the calls; give the recipe's own, so that no reply is paid for twice.
        system, params: as the generator's, for the same reason.

    Guarantees:
        Abstains on a question that it calibrates on, where fewer than ten are known, and on everything where those that
        are known cannot promise `confidence`; then it says what they can.

    Example:
        verifiers: [{name: reasoning/words/agreed_answer, dials: {confidence: 0.95}}]
    """

    screens: ClassVar[bool] = True

    confidence: float = 0.95
    risk: float = 0.1
    probes: int = 0
    seed: int = 0
    system: str = ""
    params: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0.5 <= self.confidence < 1 or self.probes < 0:
            wrong = f"probes={self.probes}" if self.probes < 0 else f"confidence={self.confidence}"
            raise RecipeError(f"{wrong} is out of range", where=NAME, mend="give 0.5 <= confidence < 1 and probes >= 0")
        if not 0 < self.risk <= _EVEN:
            raise RecipeError(f"risk={self.risk} is out of range", where=NAME, mend="give 0 < risk <= 0.5, e.g. 0.1")

    def bind(self, tools: Tools, /) -> "BoundAgreement":
        """The verifier at work."""
        truths = Truths.of(tools.reference)
        known = [
            each.payload.question
            for each in tools.reference
            if isinstance(each.payload, Problem) and len(truths.known(each.payload.question)) == 1
        ]
        if 0 < self.probes < len(known):
            known = [known[place] for place in stream(self.seed, 0, PART).sample(range(len(known)), self.probes)]
        return BoundAgreement(dials=self, tools=tools, truths=truths, probes=tuple(known))


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundAgreement:
    """`AgreedAnswer` with its teachers and its known questions."""

    dials: AgreedAnswer
    tools: Tools
    truths: Truths
    probes: tuple[str, ...]

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        if not self.tools.teachers or len(self.probes) < FEWEST:
            return [_said(record, Outcome.ABSTAIN, "too few known questions to calibrate on") for record in records]
        calibrating = {plain(question) for question in self.probes}
        asked = dict.fromkeys(
            each.payload.question
            for each in records
            if isinstance(each.payload, Problem) and plain(each.payload.question) not in calibrating
        )
        sure, kept = self._sure([*self.probes, *asked])
        if kept.threshold is None:
            reason = f"{len(self.probes)} known questions cannot promise {self.dials.confidence:g}"
            told = {"promised": f"{kept.most:.3f}", "risk": f"{self.dials.risk:g}"}
            return [
                _said(record, Outcome.ABSTAIN, f"{reason}; they can promise {kept.most:.2f}", **told)
                for record in records
            ]
        return [self._verdict(record, sure, kept.threshold) for record in records]

    def _verdict(self, record: Record, sure: Mapping[str, Mapping[Hashable, float]], threshold: float) -> Verdict:
        """A record by what is known of its answer."""
        problem = record.payload
        if not isinstance(problem, Problem) or problem.question not in sure:
            return _said(record, Outcome.ABSTAIN, "a question to calibrate on, or none at all")
        likely = sure[problem.question].get(_value(problem.answer), 0.0)
        told = {"likely": f"{likely:.3f}", "asked": f"{self.dials.confidence:g}", "threshold": f"{threshold:g}"}
        if likely < threshold:
            return _said(record, Outcome.FAIL, "too little agreement to be sure of the answer", **told)
        return _said(record, Outcome.PASS, "the teachers agree on the answer", **told)

    def _sure(self, questions: Sequence[str]) -> tuple[dict[str, dict[Hashable, float]], Promise]:
        """Question, probes left out -> its answers with how likely each is right; and from where on they are kept."""
        names = sorted(self.tools.teachers)
        told = [self._answers(name, questions) for name in names]
        answers = [[None if each is None else _value(each) for each in row] for row in zip(*told, strict=True)]
        known = np.arange(len(questions)) < len(self.probes)
        votes = Votes(
            teachers=tuple(names),
            lineages=tuple(self.tools.teachers[name].lineage for name in names),
            classes=classes_of(answers),
            known=known,
            right=np.array(
                [
                    [each is not None and bool(self.truths.right(Problem(question, each))) for each in row]
                    for question, row in zip(questions, zip(*told, strict=True), strict=True)
                ],
                dtype=bool,
            ),
        )
        likely = sureness(votes, seed=self.dials.seed)
        found: dict[str, dict[Hashable, float]] = {}
        for place in range(len(self.probes), len(questions)):
            row = found.setdefault(questions[place], {})
            for value, chance in zip(answers[place], likely.all[place].tolist(), strict=True):
                row[value] = max(row.get(value, 0.0), chance) if value is not None else 0.0
        return found, promise(votes, likely, self.dials.confidence, risk=self.dials.risk)

    def _answers(self, teacher: str, questions: Sequence[str]) -> list[str | None]:
        """A teacher's answers, None where there is none."""
        first = (("system", self.dials.system),) if self.dials.system else ()
        prompts = [Prompt(messages=(*first, ("user", each)), params=dict(self.dials.params)) for each in questions]
        replies = self.tools.teachers[teacher].complete(prompts, seed=self.dials.seed)
        closing = [closing_answer(unmark(each.text).prose) if each.finish == "stop" else None for each in replies]
        return [each.text if each else None for each in closing]


def _value(answer: str) -> Hashable:
    """An answer as a value that equal answers share."""
    found = number(answer)
    return found.value if found is not None else plain(answer)


def _said(record: Record, outcome: Outcome, reason: str, **evidence: str) -> Verdict:
    """A verdict."""
    return Verdict(
        record=record.key,
        verifier=NAME,
        outcome=outcome,
        grade=Grade.SCREENED if outcome is Outcome.PASS else None,
        reason=reason,
        evidence=evidence,
    )
