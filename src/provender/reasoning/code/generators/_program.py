"""Small programs as trees: printed in Python's syntax, and run by walking the tree.

    k = 7                         Put("k", 7)
    for i in range(3):            Loop("i", 3, (
        if k % 2 == 0:                Branch(("=", ("mod", "k", 2), 0),
            k = k // 2                    (Put("k", ("//", "k", 2)),),
        else:
            k = 3 * k + i                 (Put("k", ("+", ("*", 3, "k"), "i")),)),))
    print(k)

Expressions are terms of integers, names and + - * // mod; a divisor is a positive number, so that every program ends
with a value. Loops run a fixed number of times.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from provender.core.claim import Term

_SIGNS = {"+": "+", "-": "-", "*": "*", "//": "//", "mod": "%"}
_LEVELS = {"+": 1, "-": 1, "*": 2, "//": 2, "mod": 2}
_RELATIONS = {"=": "==", "!=": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
NEGATED = {"=": "!=", "!=": "=", "<": ">=", ">": "<=", "<=": ">", ">=": "<"}


class Put(NamedTuple):
    """An assignment."""

    name: str
    worth: Term


class Branch(NamedTuple):
    """A test and what is done where it holds, and else."""

    test: tuple[str, Term, Term]
    then: Sequence["Statement"]
    other: Sequence["Statement"] = ()


class Loop(NamedTuple):
    """A block done a number of times, its counter going up from 0."""

    name: str
    times: int
    body: Sequence["Statement"]


Statement: TypeAlias = Put | Branch | Loop


class Event(NamedTuple):
    """Something that happened when a program ran.

    Attributes:
        line: of the program, from 1.
        kind: "put", "test" or "round".
        name: the variable that got a value; "" for a test.
        shown: the expression or test with values in place of names.
        worth: the value; of a test, 1 or 0.
        reads: the names that were looked up.
    """

    line: int
    kind: str
    name: str
    shown: Term
    worth: int
    reads: tuple[str, ...]


def expression(term: Term, *, inside: int = 0, right: bool = False) -> str:
    """The term in Python's syntax, with no more brackets than it needs."""
    if not isinstance(term, tuple):
        return f"({term})" if inside and isinstance(term, int) and term < 0 else str(term)
    head, one, other = term
    level = _LEVELS[str(head)]
    text = f"{expression(one, inside=level)} {_SIGNS[str(head)]} {expression(other, inside=level, right=True)}"
    return f"({text})" if level < inside or (right and level == inside) else text


def test(term: tuple[str, Term, Term]) -> str:
    """A test in Python's syntax."""
    relation, one, other = term
    return f"{expression(one)} {_RELATIONS[relation]} {expression(other)}"


def lines(body: Sequence[Statement], indent: str = "") -> Iterator[str]:
    """The program's lines."""
    for statement in body:
        if isinstance(statement, Put):
            yield f"{indent}{statement.name} = {expression(statement.worth)}"
        elif isinstance(statement, Loop):
            yield f"{indent}for {statement.name} in range({statement.times}):"
            yield from lines(statement.body, f"{indent}    ")
        else:
            yield f"{indent}if {test(statement.test)}:"
            yield from lines(statement.then, f"{indent}    ")
            if statement.other:
                yield f"{indent}else:"
                yield from lines(statement.other, f"{indent}    ")


def term(body: Sequence[Statement]) -> Term:
    """The program as a term."""
    done: list[Term] = []
    for statement in body:
        if isinstance(statement, Put):
            done.append(("set", statement.name, statement.worth))
        elif isinstance(statement, Loop):
            done.append(("for", statement.name, statement.times, term(statement.body)))
        else:
            done.append(
                ("if", statement.test, term(statement.then), *([term(statement.other)] if statement.other else []))
            )
    return ("do", *done)


def worth(expr: Term, values: Mapping[str, int]) -> int:
    """The value of an expression."""
    if isinstance(expr, int):
        return expr
    if isinstance(expr, str):
        return values[expr]
    one, other = worth(expr[1], values), worth(expr[2], values)
    if expr[0] == "+":
        return one + other
    if expr[0] == "-":
        return one - other
    if expr[0] == "*":
        return one * other
    return one // other if expr[0] == "//" else one % other


def holds(tested: tuple[str, Term, Term], values: Mapping[str, int]) -> bool:
    """Whether a test holds."""
    relation, one, other = tested[0], worth(tested[1], values), worth(tested[2], values)
    if relation in ("=", "!="):
        return (one == other) == (relation == "=")
    if relation in ("<", ">="):
        return (one < other) == (relation == "<")
    return (one > other) == (relation == ">")


def shown(expr: Term, values: Mapping[str, int]) -> Term:
    """The expression with values in place of names."""
    if isinstance(expr, tuple):
        return (expr[0], *(shown(part, values) for part in expr[1:]))
    return values[expr] if isinstance(expr, str) else expr


def names(expr: Term) -> Iterator[str]:
    """The names in an expression or a test."""
    if isinstance(expr, tuple):
        for part in expr[1:]:
            yield from names(part)
    elif isinstance(expr, str):
        yield expr


def run(body: Sequence[Statement], values: dict[str, int], line: int = 1) -> Iterator[Event]:
    """Walk the tree; `values` change as the program goes."""
    for statement in body:
        if isinstance(statement, Put):
            found = worth(statement.worth, values)
            yield Event(line, "put", statement.name, shown(statement.worth, values), found, (*names(statement.worth),))
            values[statement.name] = found
        elif isinstance(statement, Loop):
            for count in range(statement.times):
                values[statement.name] = count
                yield Event(line, "round", statement.name, count, count, ())
                yield from run(statement.body, values, line + 1)
        else:
            right = holds(statement.test, values)
            yield Event(line, "test", "", shown(statement.test, values), int(right), (*names(statement.test),))
            start = line + 1 if right else line + 2 + height(statement.then)
            yield from run(statement.then if right else statement.other, values, start)
        line += height([statement])


def height(body: Sequence[Statement]) -> int:
    """How many lines a block takes."""
    total = len(body)
    for statement in body:
        if isinstance(statement, Loop):
            total += height(statement.body)
        elif isinstance(statement, Branch):
            total += height(statement.then) + (1 + height(statement.other) if statement.other else 0)
    return total
