"""A formal restatement of what a record says, which can be checked without its maker.

A term is an integer, a symbol, or an operator with its terms; a claim is a relation between terms:

    Claim("=", (("+", 47, 38), 85))            47 + 38 = 85
    Claim("=", ("x", ("/", 3, 4)))             x = 3/4
    Claim("divides", (6, 84))                  6 divides 84
    Claim("knight", ("Zuri",))                 Zuri is a knight

Rationals are written ("/", numerator, denominator); there are no floats.
"""

import json
from dataclasses import dataclass
from typing import TypeAlias, cast

Term: TypeAlias = "int | str | tuple[Term, ...]"


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation between terms, e.g. `Claim("=", (("+", 47, 38), 85))`."""

    relation: str
    args: tuple[Term, ...]

    def to_json(self) -> str:
        """Canonical text, e.g. `["=",["+",47,38],85]`; `from_json` reads it back exactly."""
        return json.dumps((self.relation, *self.args), separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Claim":
        """Read what `to_json` wrote.

        Raises:
            ValueError: `text` is not a claim.
        """
        value = _term(json.loads(text))
        if not isinstance(value, tuple) or not value or not isinstance(value[0], str):
            raise ValueError(f"{text[:80]!r} is not a claim: a relation and its terms are wanted")
        return cls(value[0], value[1:])


def _term(value: object) -> Term:
    """JSON to term: lists become tuples; floats, booleans and objects are refused."""
    if isinstance(value, list):
        return tuple(_term(item) for item in value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(f"{value!r} is no term: integers, symbols and lists of them are")
    return cast("Term", value)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: a claim, the sentence that says it, and what it rests on.

    Attributes:
        claim: what the step asserts.
        text: the sentence in the record's language; it must read back to `claim`.
        rule: name of the rule that licenses it, e.g. "column_sum".
        uses: indices of earlier steps, ascending; the problem's givens need no mention.
    """

    claim: Claim
    text: str
    rule: str
    uses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """The whole formal story of a problem.

    Attributes:
        givens: what the question states, in the order it states it (distractors included).
        goal: the term whose value is asked for, or a symbol that names it.
        steps: each checkable from the givens and the steps it uses.
        answer: the value of the goal.
    """

    givens: tuple[Claim, ...]
    goal: Term
    steps: tuple[Step, ...]
    answer: Term
