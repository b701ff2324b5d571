"""Every arithmetic claim in a solution's prose, proved or refuted: a false one sinks the record.

True equations alone verify nothing: a wrong plan, computed faultlessly, is wrong. So a pass is only SCREENED.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.claims import Equation, equations
from provender.reasoning.read.prose.judge import Truth

NAME = "reasoning/words/prose_arithmetic"

_MODULAR = re.compile(r"\b(?:mod|modulo|modulus)\b", re.IGNORECASE)


@verifier
@dataclass(frozen=True, slots=True)
class ProseArithmetic:
    """Reads what prose claims to be equal; one refuted claim fails the record.

    Abstains where a derivation says more, where the prose is not English, where a modulus makes 7 + 5 = 2
    true, and where nothing could be read.

    Guarantees:
        Never fails a record whose claims are all true.

    Example:
        verifiers: [reasoning/words/prose_arithmetic]
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return [_verdict(record) for record in records]


def _verdict(record: Record) -> Verdict:
    """A record by the claims in its prose."""
    problem = record.payload
    if not isinstance(problem, Problem) or not problem.prose or problem.derivation is not None:
        return _said(record, Outcome.ABSTAIN, "there is no prose to read")
    if problem.language != "en":
        return _said(record, Outcome.ABSTAIN, "prose in another language than English")
    if _MODULAR.search(problem.question):
        return _said(record, Outcome.ABSTAIN, "arithmetic modulo a number")
    found = equations(problem.prose)
    if not found:
        return _said(record, Outcome.ABSTAIN, "no arithmetic could be read")
    counts = Counter(claim.truth for claim in found)
    evidence = {"read": str(len(found)), **{truth.value: str(counts[truth]) for truth in Truth}}
    wrong = next((claim for claim in found if claim.truth is Truth.REFUTED), None)
    if wrong is not None:
        return _said(record, Outcome.FAIL, "a stated equation is false", **evidence, **_shown(wrong))
    return _said(record, Outcome.PASS, "no stated equation is false", **evidence)


def _shown(wrong: Equation) -> dict[str, str]:
    """What a person needs to see the fault."""
    return {
        "equation": wrong.text,
        "left": str(wrong.judgement.left),
        "right": str(wrong.judgement.right),
        "claim": wrong.claim.to_json(),
        "sentence": wrong.sentence,
    }


def _said(record: Record, outcome: Outcome, reason: str, **evidence: str) -> Verdict:
    """A verdict with its evidence kept short."""
    return Verdict(
        record=record.key,
        verifier=NAME,
        outcome=outcome,
        grade=Grade.SCREENED if outcome is Outcome.PASS else None,
        reason=reason,
        evidence={name: value[:300] for name, value in evidence.items()},
    )
