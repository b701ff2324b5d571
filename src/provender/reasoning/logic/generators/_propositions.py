"""Propositional formulas as terms: how they are written, and in which rows of the truth table they hold.

    write(("implies", ("and", "P", "Q"), ("not", "R")))      "(P ∧ Q) → ¬R"

A set of rows is an integer; bit r is set when row r is in it, and letter i is true in row r when bit i of r is set.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from provender.core.claim import Term

LETTERS = "PQRSTUVWABCDEFGHKLMN"
_SIGNS = {"and": " ∧ ", "or": " ∨ ", "implies": " → "}


def negated(term: Term) -> Term:
    """The opposite, without a double negation."""
    return term[1] if isinstance(term, tuple) and term[0] == "not" else ("not", term)


@lru_cache(maxsize=4096)
def write(term: Term) -> str:
    """The formula; every compound part stands in brackets."""
    if not isinstance(term, tuple):
        return str(term)
    if term[0] == "not":
        return f"¬{_part(term[1])}"
    return _SIGNS[str(term[0])].join([_part(part) for part in term[1:]])


def _part(term: Term) -> str:
    """A part of a larger formula."""
    return f"({write(term)})" if isinstance(term, tuple) and term[0] != "not" else write(term)


@lru_cache(maxsize=32)
def _columns(count: int) -> tuple[int, ...]:
    """The column of each letter."""
    every = (1 << (1 << count)) - 1
    return tuple([every // ((1 << (1 << i)) + 1) << (1 << i) for i in range(count)])


def columns(letters: Sequence[str]) -> tuple[Mapping[str, int], int]:
    """For each letter the rows in which it is true; and all rows."""
    return dict(zip(letters, _columns(len(letters)), strict=True)), (1 << (1 << len(letters))) - 1


def rows_of(term: Term, column: Mapping[str, int], every: int) -> int:
    """The rows in which a formula is true."""
    if not isinstance(term, tuple):
        return column[str(term)]
    if term[0] == "not":
        return every ^ rows_of(term[1], column, every)
    first = rows_of(term[1], column, every)
    for part in term[2:]:
        other = rows_of(part, column, every)
        first = first & other if term[0] == "and" else first | other if term[0] == "or" else (every ^ first) | other
    return first
