"""Solves anew what reasoning-gym asks, from the question's own text; its answers and scorers are not consulted.

Known are syllogism, basic_arithmetic, chain_sum, products, gcd, lcm, fraction_simplification and count_bits, in the
wording of release 0.1. A bare answer is all that its items hold, so nothing but the answer is proved.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import ClassVar, cast

from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.logic.verifiers._statements import Statement
from provender.reasoning.logic.verifiers.syllogisms import Venn
from provender.reasoning.problem import Problem
from provender.reasoning.read.formula import parse, value
from provender.reasoning.read.judge import Undecided, Wrong, check_labels, verdict_of

_NUMBER = r"(?:0|[1-9][0-9]{0,39})"
_NUMBERS = rf"{_NUMBER}(?:, {_NUMBER}){{1,49}}"
_FORMULA = r"[0-9+\-*/() ]{1,600}"
_STATEMENT = r"(All|No|Some) (\w{1,40}) are (not )?(\w{1,40})"

_SYLLOGISM = re.compile(
    rf"Consider these statements:\n1\. {_STATEMENT}\n2\. {_STATEMENT}\n\n"
    rf"Does it logically follow that:\n{_STATEMENT}\?\n\(Answer Yes or No\)"
)
_CALCULATIONS = (
    re.compile(rf"Calculate ({_FORMULA})\."),
    re.compile(rf"What is ({_FORMULA})\?"),
    re.compile(rf"(?:Solve|Compute|Evaluate:) ({_FORMULA})\."),
    re.compile(rf"State the final answer to the following arithmetic problem: ({_FORMULA}) ="),
    re.compile(rf"Solve the following multiplication: ({_FORMULA})\. Give only the result as your final answer\."),
)
_GCD = re.compile(
    rf"Find the Greatest Common Divisor \(GCD\) of these numbers: ({_NUMBERS})\. "
    r"Give only the GCD as your final answer\."
)
_LCM = re.compile(rf"Find the Least Common Multiple \(LCM\) of these numbers: ({_NUMBERS})")
_BITS = re.compile(rf"How many 1 bits are there in the binary representation of the number ({_NUMBER})\?")
_FRACTION = rf"\$?(?:\\d?frac\{{({_NUMBER})\}}\{{({_NUMBER})\}}|({_NUMBER})/({_NUMBER}))\$?"
_SIMPLIFIED = re.compile(_FRACTION)
_SIMPLIFY = re.compile(
    rf"Simplify the fraction {_FRACTION} to its lowest terms\. Give only the simplified fraction as your final answer\."
)


@verifier
@dataclass(frozen=True, slots=True)
class ReasoningGym:
    """Recomputes an item's answer: exact rationals for arithmetic, regions of Venn's diagram for syllogisms.

    A syllogism does not say whether a group may be empty. An answer that is wrong either way fails; one that is
    right only if no group is empty, or only if one may be, is left undecided.

    Example:
        "Calculate -1 / ( 2 + 25 )." with the answer "-1" fails: it is -1/27.

    Guarantees:
        Passes only a bare answer that was found again; abstains wherever a solution or derivation stands beside it.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("reasoning_gym",)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return [verdict_of(record, name_of(self), _proved) for record in records]


def _proved(record: Record) -> bool:
    """Whether the question is known and its answer right; raises `Wrong` where it is not."""
    problem = record.payload
    if not isinstance(problem, Problem) or problem.derivation is not None or problem.prose:
        return False
    if not any(check(problem.question, problem.answer) for check in _CHECKS):
        return False
    check_labels(record, problem, topic="reasoning_gym", language="en")
    return True


def _compare(answer: str, expected: object) -> bool:
    """True, or raises `Wrong`."""
    if answer != str(expected):
        raise Wrong("answer is wrong", answer=answer, expected=expected)
    return True


def _calculation(question: str, answer: str) -> bool:
    """Its value as an exact rational, × and ÷ before + and −, equals from left to right."""
    found = next((found for form in _CALCULATIONS if (found := form.fullmatch(question))), None)
    if found is None:
        return False
    spaced = " ".join(re.sub(r"([+*/()])", r" \1 ", found[1]).split())  # "12/6/2" has no fraction in it
    term = parse(spaced)
    if term is None:
        return False
    worth = value(term)
    if worth is None:
        raise Wrong("question divides by zero", question=question)
    return _compare(answer, worth)


def _whole_numbers(form: re.Pattern[str], solve: Callable[..., int]) -> Callable[[str, str], bool]:
    """The check of a question about one or more whole numbers."""

    def check(question: str, answer: str) -> bool:
        found = form.fullmatch(question)
        return found is not None and _compare(answer, solve(*map(int, found[1].split(", "))))

    return check


def _simplified(question: str, answer: str) -> bool:
    """Equal in value and in lowest terms."""
    asked = _SIMPLIFY.fullmatch(question)
    if asked is None:
        return False
    top, low = (int(digits) for digits in asked.groups() if digits)
    if not low:
        raise Wrong("question divides by zero", question=question)
    worth, given = Fraction(top, low), _SIMPLIFIED.fullmatch(answer)
    told = tuple(int(digits) for digits in given.groups() if digits) if given else ()
    if told != worth.as_integer_ratio():
        raise Wrong("answer is wrong", answer=answer, expected=worth)
    return True


def _syllogism(question: str, answer: str) -> bool:
    """Whether the conclusion holds in every world of the premises, once with empty groups and once without."""
    found = _SYLLOGISM.fullmatch(question)
    if found is None:
        return False
    said = [_statement(*found.groups()[at : at + 4]) for at in (0, 4, 8)]
    if None in said:
        return False
    *premises, claim = cast("list[Statement]", said)
    if answer not in ("Yes", "No"):
        raise Wrong("answer is wrong", answer=answer, expected="Yes or No")
    groups = list(dict.fromkeys(group for said in (*premises, claim) for group in said[1:]))
    peopled, any_world = (_follows(premises, claim, groups, peopled=peopled) for peopled in (True, False))
    if peopled == any_world:
        return _compare(answer, "Yes" if peopled else "No")
    raise Undecided("the answer depends on whether a group may be empty, which the question does not say")


def _statement(quantity: str, subject: str, negation: str | None, predicate: str) -> Statement | None:
    """A statement in the terms of `Venn`; None for "All X are not Y", which people understand in two ways."""
    if negation:
        return ("some_not", subject, predicate) if quantity == "Some" else None
    return (quantity.lower(), subject, predicate)


def _follows(premises: Sequence[Statement], claim: Statement, groups: Sequence[str], *, peopled: bool) -> bool:
    """Whether the claim is true in every world in which the premises are; in no world everything is."""
    world = Venn(premises, groups=groups, peopled=peopled)
    return not world.possible or world.shows(claim)


_CHECKS = (
    _syllogism,
    _calculation,
    _whole_numbers(_GCD, gcd),
    _whole_numbers(_LCM, lcm),
    _whole_numbers(_BITS, int.bit_count),
    _simplified,
)
