"""A teacher's free words, held against the derivation that travels with them and is proved here once more.

The derivation is a certificate, not evidence by itself: the family's own verifiers read the question's text, solve it
another way and prove every step, as they do for any record. Then the words are read: no stated equation may be false,
they must arrive at the answer, and an explanation must state every step's equation, in order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar, TypeAlias

from provender.core.errors import MissingExtra
from provender.core.protocols import Verifier
from provender.core.record import Record
from provender.core.registry import find, load, names, verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.answers import number
from provender.reasoning.read.prose.claims import Equation, equations
from provender.reasoning.read.prose.judge import Truth
from provender.reasoning.read.prose.terms import ZERO, Apply, Node, leaves
from provender.reasoning.words.truths import arrives, plain

NAME = "reasoning/taught/free_words"
WING = "reasoning/"
TOPICS = ("solve", "explain")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_COUNTED = re.compile(r"\bsteps? *\d{1,3}\b|^ *\d{1,3}[.)] ", re.IGNORECASE | re.MULTILINE)  # steps that are numbered
_SIGNS = {"÷": "/", "of": "*"}

_Side: TypeAlias = tuple[tuple[Fraction, ...], tuple[str, ...]]


@verifier
@dataclass(frozen=True, slots=True)
class FreeWords:
    """Proves the certificate, then reads the words.

    A pass is ANCHORED: the answer equals the one that was proved from the question's text, and whatever the words
    state in numbers is true; what they say beyond that nobody has checked. Abstains on what is no teacher's, on words
    in another language than English, and on an explanation of steps that hold no equation.

    Guarantees:
        Passes nothing whose certificate no verifier of the wing proves, or that one of them fails.
        An explanation passes only if every step's equation is read back from it, in the steps' order, and no number
        in it comes from nowhere.

    Example:
        verifiers: [reasoning/taught/free_words]
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": TOPICS}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record; the certificates of one family are proved together."""
        own = [record for record in records if record.tags.get("topic") in TOPICS]
        certified = dict(zip((id(record) for record in own), _certified(own), strict=True))
        return [
            _verdict(record, why)
            if (why := certified.get(id(record))) is not None
            else _said(record, Outcome.ABSTAIN, "no teacher's words")
            for record in records
        ]


def _twin(record: Record) -> Record | None:
    """The record as our own family would have made it: without the teacher's words."""
    problem = record.payload
    if not isinstance(problem, Problem) or problem.derivation is None or not problem.prose:
        return None
    tags = {tag: value for tag, value in record.tags.items() if tag not in ("topic", "family")}
    if family := record.tags.get("family"):
        tags["topic"] = family
    return replace(record, payload=replace(problem, prose=""), tags=tags)


def _certified(records: Sequence[Record]) -> list[str]:
    """ "" for a record whose certificate is proved, else why it is not, in the records' order."""
    twins = [_twin(record) for record in records]
    found = ["there is no certificate" if twin is None else "no verifier proves the certificate" for twin in twins]
    failed: set[int] = set()
    for kinds, prove in _provers():
        rows = [row for row, twin in enumerate(twins) if twin is not None and _asked(twin, kinds)]
        for row, verdict in zip(rows, prove([twin for row in rows if (twin := twins[row])]), strict=True):
            if verdict.outcome is Outcome.FAIL:
                failed.add(row)
                found[row] = f"the certificate fails: {verdict.reason}"
            elif verdict.outcome is Outcome.PASS and verdict.grade is Grade.PROVED and row not in failed:
                found[row] = ""
    return found


def _asked(twin: Record, kinds: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a verifier is for such records."""
    return all(twin.tags.get(tag, values[0]) in values for tag, values in kinds.items())


@lru_cache(maxsize=1)
def _provers() -> tuple[tuple[Mapping[str, tuple[str, ...]], Verifier], ...]:
    """The wing's verifiers that work alone, each with what it judges."""
    found = []
    for name in names("verifier"):
        if not name.startswith(WING) or name == NAME:
            continue
        try:
            part = find("verifier", name)
            if not hasattr(part, "bind") and _alone(part):
                found.append((getattr(part, "judges", {}), load("verifier", name)))
        except MissingExtra:
            continue  # what it would prove stays unproved
    return tuple(found)


def _alone(part: type) -> bool:
    """Whether a verifier needs no dial of the recipe's, as a trained one needs its file."""
    return all(each.default is not MISSING or each.default_factory is not MISSING for each in fields(part))


def _verdict(record: Record, why: str) -> Verdict:
    """The words, once the certificate is proved."""
    if why:
        return _said(record, Outcome.FAIL, why)
    problem = record.payload
    assert isinstance(problem, Problem)
    assert problem.derivation is not None
    if problem.language != "en":
        return _said(record, Outcome.ABSTAIN, "words in another language than English")
    said = equations(problem.prose)
    wrong = next((equation for equation in said if equation.truth is Truth.REFUTED), None)
    if wrong is not None and "modul" not in problem.question.casefold():
        return _said(record, Outcome.FAIL, "a stated equation is false", equation=wrong.text, sentence=wrong.sentence)
    if not _arrives(problem):
        return _said(record, Outcome.FAIL, "the words do not arrive at the answer", answer=problem.answer)
    if record.tags.get("topic") == "explain":
        return _explained(record, problem, said)
    return _said(record, Outcome.PASS, "answer equals the proved one, no stated equation is false", read=str(len(said)))


def _arrives(problem: Problem) -> bool:
    """Whether the words end in the answer: in its number, or, where it is none, in its words."""
    if number(problem.answer) is not None:
        return arrives(problem.prose, problem.answer)
    return plain(problem.answer) in plain(problem.prose.rstrip().rpartition("\n")[2])


def _explained(record: Record, problem: Problem, said: Sequence[Equation]) -> Verdict:
    """Whether every step's equation stands in the words, in order."""
    assert problem.derivation is not None
    left = [_sides(equation) for equation in said]
    for place, step in enumerate(problem.derivation.steps, 1):
        wanted = [_sides(equation) for equation in equations(step.text)]
        if not wanted:
            return _said(record, Outcome.ABSTAIN, "a step holds no equation to be read back", step=step.text)
        for sides in wanted:
            if sides not in left:
                reason = "the words leave out a step, or tell it out of order"
                return _said(record, Outcome.FAIL, reason, step=f"{place}: {step.text}")
            left = left[left.index(sides) + 1 :]
    if strange := _strange(problem):
        return _said(record, Outcome.FAIL, "a number comes from nowhere", number=strange)
    steps = len(problem.derivation.steps)
    return _said(record, Outcome.PASS, "every step is read back from the words", steps=str(steps), read=str(len(said)))


def _strange(problem: Problem) -> str:
    """A number of the words that neither the question nor the derivation holds; "" if there is none.

    "Now she has 31: 4 + 26 = 30" states a falsehood beside a true equation.
    """
    assert problem.derivation is not None
    steps = " ".join(step.text for step in problem.derivation.steps)
    known = {_plain(found[0]) for found in _NUMBER.finditer(f"{problem.question} {steps} {problem.answer}")}
    said = (found[0] for found in _NUMBER.finditer(_COUNTED.sub(" ", problem.prose)))
    return next((number for number in said if _plain(number) not in known), "")


def _plain(written: str) -> str:
    """A number without what two writings of it may differ in."""
    whole, point, rest = written.replace(",", "").partition(".")
    return (whole.lstrip("0") or "0") + (point + rest).rstrip("0").rstrip(".")


def _sides(equation: Equation) -> tuple[_Side, _Side]:
    """Both sides as what they compute with: 5 + 12 = 17 says what 12 + 5 = 17 says."""
    left, right = _side(equation.left), _side(equation.right)
    return (left, right) if len(left[0]) >= len(right[0]) else (right, left)


def _side(side: Node) -> _Side:
    """A side's numbers and its signs, each sorted."""
    numbers = sorted(leaf.number.value for leaf in leaves(side) if leaf is not ZERO)
    return tuple(numbers), tuple(sorted(_SIGNS.get(sign, sign) for sign in _signs(side)))


def _signs(side: Node) -> Iterator[str]:
    """The signs of a term."""
    if isinstance(side, Apply):
        yield side.sign
        yield from _signs(side.left)
        yield from _signs(side.right)


def _said(record: Record, outcome: Outcome, reason: str, **evidence: str) -> Verdict:
    """A verdict with its evidence kept short."""
    return Verdict(
        record=record.key,
        verifier=NAME,
        outcome=outcome,
        grade=Grade.ANCHORED if outcome is Outcome.PASS else None,
        reason=reason,
        evidence={name: value[:300] for name, value in evidence.items()},
    )
