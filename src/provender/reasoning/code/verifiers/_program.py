"""Small programs read from their text and run as compiled code, for judges: total for any text.

A program is assignments, `if` with or without `else`, `for name in range(number)`, indented by four spaces. It is
compiled to jumps and to expressions in postfix order (Dijkstra's shunting yard, 1961); a machine without recursion runs
it, and stops after so many steps whatever the text says. Written apart from the trees that makers walk.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add, eq, floordiv, ge, gt, le, lt, mod, mul, ne, sub
from typing import NamedTuple, TypeAlias

from provender.core.claim import Term
from provender.reasoning.read.judge import Wrong

Token: TypeAlias = int | str
Postfix: TypeAlias = tuple[Token, ...]
Test: TypeAlias = tuple[str, Postfix, Postfix]

_OPERATORS = {
    "+": (1, "+", add),
    "-": (1, "-", sub),
    "*": (2, "*", mul),
    "//": (2, "//", floordiv),
    "%": (2, "mod", mod),
}
_TESTS = {"==": ("=", eq), "!=": ("!=", ne), "<=": ("<=", le), ">=": (">=", ge), "<": ("<", lt), ">": (">", gt)}
_TOKEN = re.compile(
    r" ?(?:(?P<number>0|[1-9][0-9]{0,14})(?![0-9a-z])|(?P<name>[a-z]{1,8})(?![0-9a-z])|(?P<sign>//|[-+*%()]))"
)
_PUT = re.compile(r"([a-z]{1,8}) = (.{1,120})")
_FOR = re.compile(r"for ([a-z]{1,8}) in range\((0|[1-9][0-9]{0,2})\):")
_IF = re.compile(r"if (.{1,120}?) (==|!=|<=|>=|<|>) (.{1,120}):")
_WORDS = {"for", "in", "if", "else", "range", "print"}

MOST_LINES, MOST_DEPTH, MOST_EVENTS, MOST_SIZE = 40, 4, 400, 10**15
EXPRESSION = r"[-0-9(][-0-9+*/% ()]{0,120}"
"""Characters of an expression without names; whether they make one, `parse` says."""


class Unreadable(Exception):
    """The text is no program."""


class Event(NamedTuple):
    """Something that happened: `shown` is the expression or test with values in place of names."""

    line: int
    kind: str
    name: str
    shown: Term
    worth: int
    reads: tuple[str, ...]


class Step(NamedTuple):
    """One instruction: "put", "test", "begin" and "round" of a loop, or "jump"; `to` is where it leads, if not on."""

    line: int
    kind: str
    to: int = 0
    name: str = ""
    worth: Postfix = ()
    test: Test = ("", (), ())
    times: int = 0


@dataclass(slots=True)
class Code:
    """A compiled program, and the same as a term."""

    steps: list[Step] = field(default_factory=list)
    term: Term = 0


def postfix(text: str) -> Postfix:
    """An expression in postfix order.

    Raises:
        Unreadable: it is none.
    """
    out: list[Token] = []
    signs: list[str] = []
    at, operand = 0, True
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise Unreadable
        at = found.end()
        sign = found["sign"]
        if sign is None:
            if not operand or found["name"] in _WORDS:
                raise Unreadable
            out.append(int(found["number"]) if found["number"] else found["name"])
            operand = False
        elif sign == "-" and operand:
            number = _TOKEN.match(text, at)
            if number is None or not number["number"] or text[at] == " ":
                raise Unreadable
            out.append(-int(number["number"]))
            at, operand = number.end(), False
        elif sign == "(":
            if not operand:
                raise Unreadable
            signs.append(sign)
        elif operand:
            raise Unreadable
        else:
            operand = _pushed(sign, signs, out)
    while signs:
        out.append(_top(signs))
    if operand:
        raise Unreadable
    return tuple(out)


def _pushed(sign: str, signs: list[str], out: list[Token]) -> bool:
    """Put an operator on the stack, or close a bracket; whether an operand must follow."""
    if sign == ")":
        while signs and signs[-1] != "(":
            out.append(signs.pop())
        if not signs:
            raise Unreadable
        signs.pop()
        return False
    while signs and signs[-1] != "(" and _OPERATORS[signs[-1]][0] >= _OPERATORS[sign][0]:
        out.append(signs.pop())
    signs.append(sign)
    return True


def _top(signs: list[str]) -> str:
    """The last operator; a bracket still open is an error."""
    sign = signs.pop()
    if sign == "(":
        raise Unreadable
    return sign


def worked(code: Postfix, values: Mapping[str, int]) -> tuple[Term, int]:
    """The expression with values in place of names, and its value.

    Raises:
        Wrong: a name has no value, a divisor is zero, or a number grows out of bounds.
    """
    stack: list[tuple[Term, int]] = []
    for token in code:
        if isinstance(token, int):
            stack.append((token, token))
        elif token in _OPERATORS:
            (right, b), (left, a) = stack.pop(), stack.pop()
            _, head, work = _OPERATORS[token]
            if b == 0 and token in ("//", "%"):
                raise Wrong("program divides by zero")
            stack.append(((head, left, right), work(a, b)))
        elif token in values:
            stack.append((values[token], values[token]))
        else:
            raise Wrong("program uses a name without a value", name=token)
        if abs(stack[-1][1]) > MOST_SIZE:
            raise Wrong("program's numbers grow out of bounds")
    return stack[0]


def symbolic(code: Postfix) -> Term:
    """The expression as a term, names as they are."""
    stack: list[Term] = []
    for token in code:
        if isinstance(token, str) and token in _OPERATORS:
            right, left = stack.pop(), stack.pop()
            stack.append((_OPERATORS[token][1], left, right))
        else:
            stack.append(token)
    return stack[0]


def parse(text: str) -> "Term | None":
    """An expression as a term; None if the text is none."""
    try:
        return symbolic(postfix(text))
    except Unreadable:
        return None


def parse_test(text: str) -> tuple[str, Term, Term] | None:
    """A test between two expressions as a term."""
    found = _IF.fullmatch(f"if {text}:")
    try:
        return _symbolic_test(_test(found.groups())) if found else None
    except Unreadable:
        return None


def _test(parts: Sequence[str]) -> Test:
    """Left side, sign and right side of a test."""
    left, sign, right = parts
    return sign, postfix(left), postfix(right)


def _symbolic_test(test: Test) -> tuple[str, Term, Term]:
    """A test as a term."""
    return _TESTS[test[0]][0], symbolic(test[1]), symbolic(test[2])


def compiled(text: str) -> Code | None:
    """A program's code; None if the text is no program of this language."""
    rows = text.split("\n")
    if len(rows) > MOST_LINES:
        return None
    try:
        code = Code()
        code.term, end = _block(code, rows, 0, depth=0)
    except Unreadable:
        return None
    return code if end == len(rows) else None


def _block(code: Code, rows: Sequence[str], at: int, *, depth: int) -> tuple[Term, int]:
    """Compile lines from `at` for as long as they are indented this deep; the block as a term and where it ends."""
    if depth > MOST_DEPTH:
        raise Unreadable
    indent, done = "    " * depth, []
    while at < len(rows) and rows[at].startswith(indent) and rows[at][len(indent) : len(indent) + 1].strip():
        row = rows[at][len(indent) :]
        if row == "else:":
            break
        term, at = _statement(code, rows, at, row=row, depth=depth)
        done.append(term)
    if not done:
        raise Unreadable
    return ("do", *done), at


def _statement(code: Code, rows: Sequence[str], at: int, *, row: str, depth: int) -> tuple[Term, int]:
    """Compile one statement with its blocks."""
    line, steps = at + 1, code.steps
    if put := _PUT.fullmatch(row):
        name, worth = put[1], postfix(put[2])
        if name in _WORDS:
            raise Unreadable
        steps.append(Step(line, "put", name=name, worth=worth))
        return ("set", name, symbolic(worth)), line
    if loop := _FOR.fullmatch(row):
        begin = len(steps)
        steps += [Step(line, "begin"), Step(line, "round", name=loop[1], times=int(loop[2]))]
        body, end = _block(code, rows, at + 1, depth=depth + 1)
        steps.append(Step(line, "jump", begin + 1))
        steps[begin + 1] = steps[begin + 1]._replace(to=len(steps))
        return ("for", loop[1], int(loop[2]), body), end
    found = _IF.fullmatch(row)
    if found is None:
        raise Unreadable
    test, here = _test(found.groups()), len(steps)
    steps.append(Step(line, "test", test=test))
    then, end = _block(code, rows, at + 1, depth=depth + 1)
    blocks, past = [then], len(steps)
    if end < len(rows) and rows[end] == f"{'    ' * depth}else:":
        steps.append(Step(line, "jump"))
        other, end = _block(code, rows, end + 1, depth=depth + 1)
        steps[past], past = Step(line, "jump", len(steps)), past + 1
        blocks.append(other)
    steps[here] = steps[here]._replace(to=past)
    return ("if", _symbolic_test(test), *blocks), end


def events(code: Code, values: dict[str, int]) -> Iterator[Event]:
    """Run the code; `values` change as it goes.

    Raises:
        Wrong: the program cannot be run to its end within bounds.
    """
    rounds: dict[int, int] = {}
    at = fuel = 0
    while at < len(code.steps):
        step = code.steps[at]
        fuel += 1
        if fuel > 4 * MOST_EVENTS:
            raise Wrong("program runs too long")
        if step.kind == "put":
            shown, found = worked(step.worth, values)
            yield Event(step.line, "put", step.name, shown, found, _names(step.worth))
            values[step.name] = found
        elif step.kind == "begin":
            rounds[at + 1] = 0
        elif step.kind == "round" and rounds[at] < step.times:
            values[step.name] = rounds[at]
            yield Event(step.line, "round", step.name, rounds[at], rounds[at], ())
            rounds[at] += 1
        elif step.kind == "test":
            event = _tested(step, values)
            yield event
            at = at if event.worth else step.to - 1
        else:
            at = step.to - 1
        at += 1


def _tested(step: Step, values: Mapping[str, int]) -> Event:
    """A test, done."""
    sign, left, right = step.test
    (one, a), (other, b) = worked(left, values), worked(right, values)
    relation, holds = _TESTS[sign]
    return Event(step.line, "test", "", (relation, one, other), int(holds(a, b)), (*_names(left), *_names(right)))


def _names(code: Postfix) -> tuple[str, ...]:
    """The names that an expression looks up."""
    return tuple(token for token in code if isinstance(token, str) and token not in _OPERATORS)
