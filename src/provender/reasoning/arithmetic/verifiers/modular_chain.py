"""Proves or refutes chains modulo 10 from the question's own text.

The generator reduces after every operation; here the chain is valued exactly, as one whole number that
may grow to thousands, and each sentence is held against that number's last digit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem

NAME = "reasoning/arithmetic/modular_chain"
_QUESTION = {
    "en": re.compile(r"Left to right, modulo ([0-9]{1,3}): (.*)=", re.DOTALL),
    "sw": re.compile(r"Kushoto kwenda kulia, moduli ([0-9]{1,3}): (.*)=", re.DOTALL),
}
_CHAIN = re.compile(r"[0-9](?:[-+*][0-9])+")
_SENTENCE = re.compile(r"([0-9])([-+*])([0-9])=([0-9])")
_MOST = 99  # operations: a hostile question must not cost more than it weighs


class _Refuted(Exception):
    """What is wrong, with its evidence."""

    def __init__(self, reason: str, **evidence: object) -> None:
        super().__init__(reason)
        self.evidence = {name: str(value) for name, value in evidence.items()}


@dataclass(frozen=True, slots=True)
class _Chain:
    """A question as read: exact running values, the first digit's included."""

    modulus: int
    moves: tuple[tuple[str, int], ...]
    values: tuple[int, ...]


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class ModularChain:
    """Passes a chain only if every sentence, every formal step, the goal and the answer hold.

    Guarantees:
        Abstains on any question that is not such a chain; never fails a sound record.

    >>> from provender.core.record import Origin, Record
    >>> origin = Origin(source="file", version="1", recipe="", seed=0, index=0)
    >>> ask = "Left to right, modulo 10: 7+5*3="
    >>> told = [Problem(ask, "6", prose="7+5=2\\n2*3=6"), Problem(ask, "6", prose="7+5=3\\n3*3=9")]
    >>> for verdict in ModularChain()([Record(payload=problem, origin=origin) for problem in told]):
    ...     print(verdict.outcome.value, verdict.reason)
    pass chain valued exactly
    fail false step: 7+5=3
    """

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return [self._judge(record) for record in records]

    def _judge(self, record: Record) -> Verdict:
        """Read the question, then hold everything else against it."""
        problem = record.payload
        if not isinstance(problem, Problem) or not (found := _find(problem.question)):
            return Verdict(
                record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason="the question is no such chain"
            )
        try:
            chain = _read(problem, *found)
            _check_sentences(problem, chain)
            _check_formal(problem, chain)
            _check_answer(problem, chain)
        except _Refuted as wrong:
            return Verdict(
                record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason=str(wrong), evidence=wrong.evidence
            )
        return Verdict(
            record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.PROVED, reason="chain valued exactly"
        )


def _find(question: str) -> tuple[str, "re.Match[str]"] | None:
    """The language whose wording opens the question, and the match."""
    for language, pattern in _QUESTION.items():
        if match := pattern.fullmatch(question):
            return language, match
    return None


def _read(problem: Problem, language: str, match: "re.Match[str]") -> _Chain:
    """The chain that a question states."""
    if language != problem.language:
        raise _Refuted("wrong language: the question is not in the record's", read=language, said=problem.language)
    modulus, text = int(match[1]), match[2]
    if modulus != 10 or not _CHAIN.fullmatch(text) or len(text) > 2 * _MOST:
        raise _Refuted("unreadable chain: digits joined by + - * are wanted, modulo 10", chain=text[:200])
    moves = tuple((text[at], int(text[at + 1])) for at in range(1, len(text), 2))
    values = [int(text[0])]
    for sign, digit in moves:
        last = values[-1]
        values.append(last * digit if sign == "*" else last + digit if sign == "+" else last - digit)
    return _Chain(modulus, moves, tuple(values))


def _check_sentences(problem: Problem, chain: _Chain) -> None:
    """Each line is the chain's own next operation, on the digit reached, with the right result."""
    lines = problem.solution.split("\n")
    if len(lines) != len(chain.moves):
        raise _Refuted("wrong number of steps", wanted=len(chain.moves), found=len(lines))
    for line, (before, after), move in zip(lines, pairwise(chain.values), chain.moves, strict=True):
        left, sign, right, result = _read_sentence(line)
        if (left, sign, right) != (before % chain.modulus, *move):
            raise _Refuted(f"not the question's step: {line}", wanted=f"{before % chain.modulus}{move[0]}{move[1]}")
        if result != after % chain.modulus:
            raise _Refuted(f"false step: {line}", wanted=after % chain.modulus)


def _read_sentence(sentence: str) -> tuple[int, str, int, int]:
    """`7+5=2` as (7, "+", 5, 2)."""
    read = _SENTENCE.fullmatch(sentence)
    if read is None:
        raise _Refuted("unreadable sentence", sentence=sentence[:200])
    return int(read[1]), read[2], int(read[3]), int(read[4])


def _check_formal(problem: Problem, chain: _Chain) -> None:
    """The derivation, where there is one, says what the question and the sentences say."""
    told = problem.derivation
    if told is None:
        return
    if problem.prose:
        raise _Refuted("prose stands beside a derivation", prose=problem.prose[:200])
    term: Term = chain.values[0]
    for sign, digit in chain.moves:
        term = (sign, term, digit)
    if told.givens != (Claim("=", ("x", ("mod", term, chain.modulus))),) or told.goal != "x":
        raise _Refuted("false premise: the givens are not what the question states", givens=str(told.givens)[:200])
    for place, step in enumerate(told.steps):
        left, sign, right, result = _read_sentence(step.text)
        if step.claim != Claim("=", (("mod", (sign, left, right), chain.modulus), result)):
            raise _Refuted("sentence and claim differ", step=place + 1, sentence=step.text, claim=step.claim.to_json())
        if step.uses != ((place - 1,) if place else ()):
            raise _Refuted("a step does not rest on the one before it", step=place + 1, uses=step.uses)
    if told.answer != chain.values[-1] % chain.modulus:
        raise _Refuted("wrong answer: the derivation's is not the chain's value", answer=str(told.answer)[:200])


def _check_answer(problem: Problem, chain: _Chain) -> None:
    """The written answer is the chain's value."""
    wanted = str(chain.values[-1] % chain.modulus)
    if problem.answer != wanted:
        raise _Refuted("wrong answer", answer=problem.answer[:200], wanted=wanted)
