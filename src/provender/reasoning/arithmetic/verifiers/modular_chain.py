"""Proves chains modulo 10 from the question's own text.

The generator reduces after every operation; here the chain is valued exactly, as one whole number that
may grow to thousands, and each sentence is held against that number's last digit.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from provender.core.claim import Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.judge import Proof, Said, Wrong, judge

_ASKED = {
    "en": "Left to right, modulo 10: ",
    "sw": "Kushoto kwenda kulia, moduli 10: ",
    "fr": "De gauche à droite, modulo 10 : ",
    "es": "De izquierda a derecha, módulo 10: ",
    "de": "Von links nach rechts, modulo 10: ",
}
_QUESTION = {language: re.compile(rf"{lead}([0-9](?:[-+*][0-9]){{1,99}})=") for language, lead in _ASKED.items()}
_SENTENCE = re.compile(r"([0-9])([-+*])([0-9])=([0-9])")


@verifier
@dataclass(frozen=True, slots=True)
class ModularChain:
    """Values the chain exactly and follows the sentences one operation at a time.

    Guarantees:
        Passes exactly the records whose every statement is true and licensed; needs no derivation.

    >>> from provender.core.record import Origin
    >>> from provender.reasoning.problem import Problem
    >>> origin = Origin(source="file", version="1", recipe="", seed=0, index=0)
    >>> ask = "Left to right, modulo 10: 7+5*3="
    >>> told = [Problem(ask, "6", prose="7+5=2\\n2*3=6"), Problem(ask, "6", prose="7+5=3\\n3*3=9")]
    >>> for verdict in ModularChain()([Record(payload=problem, origin=origin) for problem in told]):
    ...     print(verdict.outcome.value, dict(verdict.evidence))
    pass {}
    fail {'step': '1', 'sentence': '7+5=3', 'expected': '2'}
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("modular_chain",)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge(records, name=name_of(self), topic="modular_chain", read=_read, prove=_prove)


class _Chain(NamedTuple):
    """A chain as the question states it: its first digit, and each operation with its digit."""

    first: int
    moves: Sequence[tuple[str, int]]


def _read(question: str) -> tuple[str, _Chain] | None:
    """The language and the chain, or None."""
    for language, pattern in _QUESTION.items():
        found = pattern.fullmatch(question)
        if found is not None:
            text = found[1]
            return language, _Chain(int(text[0]), [(text[at], int(text[at + 1])) for at in range(1, len(text), 2)])
    return None


def _prove(_language: str, chain: _Chain, lines: Sequence[str]) -> Proof:
    """Follow the sentences along the chain; raises `Wrong`."""
    value = chain.first
    term: Term = value
    said: list[Said] = []
    for place, (sign, digit) in enumerate(chain.moves):
        if place == len(lines):
            raise Wrong("solution stops too soon", steps=place)
        left = value % 10
        value = value * digit if sign == "*" else value + digit if sign == "+" else value - digit
        _expect(lines[place], place + 1, (left, sign, digit), value % 10)
        said.append(("=", (("mod", (sign, left, digit), 10), value % 10), "reduce", (place - 1,) if place else ()))
        term = (sign, term, digit)
    if len(said) != len(lines):
        raise Wrong("solution goes on after its end", step=len(said) + 1, sentence=lines[len(said)])
    return Proof(("mod", term, 10), said, value % 10, str(value % 10))


def _expect(sentence: str, step: int, wanted: tuple[int, str, int], result: int) -> None:
    """Raise `Wrong` unless the sentence states this operation with this result."""
    read = _SENTENCE.fullmatch(sentence)
    if read is None:
        raise Wrong("sentence cannot be read", step=step, sentence=sentence)
    left, sign, right = wanted
    if (int(read[1]), read[2], int(read[3])) != wanted:
        raise Wrong("step takes the wrong numbers", step=step, sentence=sentence, expected=f"{left}{sign}{right}")
    if int(read[4]) != result:
        raise Wrong("equation is false", step=step, sentence=sentence, expected=result)
