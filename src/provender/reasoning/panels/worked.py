"""Worked problems in the report: accepted ones with their checked steps, refused ones with what broke."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.claim import Term
from provender.core.protocols import Block, Judged
from provender.core.registry import panel
from provender.reasoning.problem import Problem

_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": "/"}
_RELATIONS = {"=": "=", "<": "<", ">": ">", "<=": "≤", ">=": "≥", "!=": "≠"}


@panel
@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One accepted problem a source and language, and one refused problem a reason.

    Attributes:
        most: refused problems shown.
        longest: characters of a free-text solution shown.

    Example:
        Shown by every report on reasoning records.
    """

    heading: ClassVar[str] = "Samples with their checked steps"

    most: int = 8
    longest: int = 1_200

    def __call__(self, samples: Sequence[Judged], /) -> Iterable[Block]:
        """Blocks in the order of the records."""
        told = [item for item in samples if isinstance(item.record.payload, Problem)]
        yield from self._accepted(told)
        yield from self._refused(told)

    def _accepted(self, samples: Sequence[Judged]) -> Iterator[Block]:
        """The first of each source and language."""
        shown: set[tuple[str, str]] = set()
        for item in samples:
            kind = (item.record.origin.source, item.record.tags.get("language", ""))
            if item.fate == "accepted" and kind not in shown:
                shown.add(kind)
                yield self._block(item, f"accepted: {item.grade} by {item.verifier}")

    def _refused(self, samples: Sequence[Judged]) -> Iterator[Block]:
        """The first of each reason, commonest reasons first."""
        first: dict[str, Judged] = {}
        counts: Counter[str] = Counter()
        for item in samples:
            if item.fate != "accepted":
                reason = " ".join(item.reason.split()[:6])
                counts[reason] += 1
                first.setdefault(reason, item)
        for reason, _ in counts.most_common(self.most):
            item = first[reason]
            yield self._block(item, f"refused by {item.verifier}: {item.reason}{_evidence(item.evidence)}")

    def _block(self, item: Judged, caption: str) -> Block:
        """One problem: question, steps, answer."""
        problem = item.record.payload
        assert isinstance(problem, Problem)
        tags = ", ".join(f"{tag} {value}" for tag, value in sorted(item.record.tags.items()))
        return Block(
            title=f"{item.record.key} · {tags}",
            caption=caption,
            lines=(problem.question, *self._steps(problem, item), f"→ {problem.answer}"),
        )

    def _steps(self, problem: Problem, item: Judged) -> Iterator[str]:
        """Checked steps, or the prose as it came."""
        if problem.derivation is None:
            yield from problem.prose[: self.longest].splitlines()
            return
        wrong = item.evidence.get("step", "")
        for number, step in enumerate(problem.derivation.steps, start=1):
            mark = "✓ " if item.fate == "accepted" else ""
            if str(number) == wrong:
                mark = "✗ "
            yield f"{mark}{step.text}   [{step.rule}: {_told(step.claim.relation, step.claim.args)}]"


def _evidence(evidence: Mapping[str, str]) -> str:
    """What the verifier saw."""
    told = "; ".join(f"{name}: {value[:200]}" for name, value in evidence.items())
    return f" ({told})" if told else ""


def _told(relation: str, args: tuple[Term, ...]) -> str:
    """A claim for the eye; its canonical form stays in the data."""
    if relation in _RELATIONS and len(args) > 1:
        return f" {_RELATIONS[relation]} ".join(_term(arg) for arg in args)
    return f"{relation}({', '.join(_term(arg) for arg in args)})"


def _term(term: Term) -> str:
    """A term for the eye."""
    if not isinstance(term, tuple):
        return str(term)
    if term and term[0] in _SIGNS and len(term) > 2:
        parts = [f"({_term(part)})" if _is_sum(part) else _term(part) for part in term[1:]]
        return _SIGNS[str(term[0])].join(parts)
    head, *rest = term or ("",)
    if head == "^" and len(rest) == 2:
        return "^".join(f"({_term(part)})" if isinstance(part, tuple) else _term(part) for part in rest)
    return f"{head}({', '.join(_term(part) for part in rest)})"


def _is_sum(term: Term) -> bool:
    """Whether a term needs brackets inside another."""
    return isinstance(term, tuple) and len(term) > 2 and term[0] in ("+", "-")
