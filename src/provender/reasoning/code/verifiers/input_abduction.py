"""Proves which input gave an output: each line undone by itself, every way back followed, all inputs tried at once."""

import operator
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeAlias, final

import numpy as np

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.code.verifiers._input_phrases import ASKS, SAYS
from provender.reasoning.read.exact import value
from provender.reasoning.read.forms import Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

State: TypeAlias = tuple[int, int]  # a place before one of the program's statements, and x there
Fact: TypeAlias = tuple[object, ...]  # what a sentence settles, in a form that a way back can ask for
Way: TypeAlias = "tuple[Fact, Fact | None, bool]"  # what can be said, what it rests on, whether the way ends there

_MOST_INPUTS, _MOST_FACTS, _MOST_SIZE, _MOST_FACTOR = 5_000, 300, 10**12, 10**6  # products stay below 2**63
_RELATIONS: Mapping[str, Any] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip
_NEGATED = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class _Part(NamedTuple):
    """A statement: its line, its test (None for a plain line), and its assignments as (line, expression)."""

    line: int
    test: "tuple[str, Term, Term] | None"
    puts: Sequence[tuple[int, Term]]


class _Task(NamedTuple):
    """The range of inputs, the output, the program as a term and by its parts, its inputs, all ways back."""

    lo: int
    hi: int
    y: int
    term: Term
    parts: Sequence[_Part]
    inputs: Sequence[int]
    ways: Sequence[Way] = ()


def _fact(kind: str, v: Values) -> Fact:
    """What a sentence settles."""
    if kind == "undo":
        return (kind, v["l"], v["y"], v["f"], v["v"])
    if kind == "stuck":
        return (kind, v["l"], v["y"])
    return (kind, v["v"]) if kind in ("below", "above", "answer") else (kind, v["l"], v["t"])


def _ways(task: _Task) -> Iterator[Way]:
    """Every way back from the output.

    Raises:
        Wrong: there are too many to follow.
    """
    open_ways: list[tuple[int, int, Fact | None]] = [(len(task.parts), task.y, None)]
    told = 0
    while open_ways:
        place, y, ground = open_ways.pop()
        told += 1
        if told > _MOST_FACTS:
            raise Wrong("question has too many ways back")
        if place == 0:
            yield from _arrived(task, y, ground)
            continue
        for way, state in _undone(task.parts[place - 1], y, ground):
            yield way
            if state is not None:
                open_ways.append((place - 1, *state))


def _undone(part: _Part, y: int, ground: "Fact | None") -> "Iterator[tuple[Way, tuple[int, Fact] | None]]":
    """What can be said of y after a statement, and where it may have come from."""
    for side, (line, worth) in zip(("then", "else"), part.puts, strict=False):
        undone = _inverse(worth, y)
        if undone is None:
            yield (("stuck", line, y), ground, True), None
            continue
        formula, x = undone
        fact: Fact = ("undo", line, y, formula, x)
        yield (fact, ground, False), (x, fact) if part.test is None else None
        if part.test is not None:
            shown = tuple(_with(term, x) for term in part.test)
            holds = _holds(shown)
            said = shown if holds else (_NEGATED[str(shown[0])], *shown[1:])
            taken = holds == (side == "then")
            tested: Fact = (side if taken else f"no_{side}", part.line, said)
            yield (tested, fact, not taken), (x, tested) if taken else None


def _arrived(task: _Task, x: int, ground: "Fact | None") -> Iterator[Way]:
    """The end of a way: an input out of range, or one that is possible; then what it rests on is the end."""
    if x < task.lo:
        yield ("below", x), ground, True
    elif x > task.hi:
        yield ("above", x), ground, True
    elif ground is not None:
        yield ground, ground, True


def _inverse(worth: Term, y: int) -> "tuple[Term, int] | None":
    """What x was before `worth` made y of it, as a formula and a number; None where no whole number fits."""
    assert isinstance(worth, tuple)
    head, one, other = worth
    if isinstance(one, int):
        return ("-", one, y), one - y
    c = int(str(other))
    if head == "*":
        return (("/", y, c), y // c) if y % c == 0 else None
    return (("-", y, c), y - c) if head == "+" else (("+", y, c), y + c)


def _with(term: Term, x: int) -> Term:
    """The term with x in its place."""
    if isinstance(term, tuple):
        return (term[0], *(_with(part, x) for part in term[1:]))
    return x if term == "x" else term


def _holds(test: Sequence[Term]) -> bool:
    """Whether a test without names holds."""
    one, other = value(test[1]), value(test[2])
    if one is None or other is None:
        raise Wrong("question has a program that cannot be run backwards")
    return bool(_RELATIONS[str(test[0])](one, other))


def _follows(task: _Task, kind: str, v: Values, before: Sequence[Said]) -> bool:
    """A sentence that stands on a way back, after the one that it rests on."""
    settled = {_fact(said.kind, said.values) for said in before}
    fact = _fact(kind, v)
    return any(
        found == fact and (ground is None or ground in settled) for found, ground, _ in task.ways if found != ground
    )


def _line(kind: str, claim: Any) -> Line[_Task]:
    """A sentence of a way back."""
    return Line(claim, lambda task, v, before: _sound(task, kind, v) and _follows(task, kind, v, before))


def _sound(task: _Task, kind: str, v: Values) -> bool:
    """What a sentence says besides its fact: the divisor, or the end of the range."""
    if kind == "stuck":
        puts = [worth for part in task.parts for line, worth in part.puts if line == v["l"]]
        return bool(puts) and isinstance(puts[0], tuple) and puts[0][2] == v["c"]
    return kind not in ("below", "above") or v["e"] == (task.lo if kind == "below" else task.hi)


def _answers(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Every way back has come to its end, one of them at this input."""
    settled = {_fact(said.kind, said.values) for said in before}
    ends = {fact for fact, _, end in task.ways if end}
    return ends <= settled and list(task.inputs) == [v["v"]]


def _tested(v: Values) -> Claim:
    """What a test, done, claims: itself or its contrary."""
    relation, one, other = v["t"]
    return Claim(relation, (one, other))


@final
class _InputAbduction(Kind[_Task]):
    """The task is the program by its parts, the range and the output."""

    topic = "input_abduction"
    asks = ASKS
    says = SAYS
    lines: ClassVar = {
        "undo": _line("undo", lambda v: Claim("=", (("before", v["l"], v["y"]), v["f"], v["v"]))),
        "stuck": _line("stuck", lambda v: Claim("!=", (("mod", v["y"], v["c"]), 0))),
        "then": _line("then", _tested),
        "else": _line("else", _tested),
        "no_then": _line("no_then", _tested),
        "no_else": _line("no_else", _tested),
        "below": _line("below", lambda v: Claim("<", (v["v"], v["e"]))),
        "above": _line("above", lambda v: Claim(">", (v["v"], v["e"]))),
        "answer": Line(lambda v: Claim("=", (("input",), v["v"])), _answers),
    }

    def task(self, said: Said) -> _Task:
        """The parts, if every line can be undone and one input alone fits."""
        v = said.values
        if not v["lo"] <= v["hi"] < v["lo"] + _MOST_INPUTS or max(v["hi"], abs(v["y"])) > _MOST_SIZE:
            raise Wrong("question has a range that cannot be tried out", low=v["lo"], high=v["hi"])
        parts = list(_parts(v["p"]))
        given = np.arange(v["lo"], v["hi"] + 1, dtype=np.int64)
        inputs = [int(x) for x in given[_run(v["p"], given) == v["y"]]]
        if len(inputs) != 1:
            raise Wrong("question has no input, or more than one", inputs=inputs)
        task = _Task(v["lo"], v["hi"], v["y"], v["p"], parts, inputs)
        return task._replace(ways=tuple(_ways(task)))

    def goal(self, task: _Task) -> Term:
        """The input."""
        return ("input", task.lo, task.hi, task.y, task.term)

    def solve(self, task: _Task) -> Term:
        """All inputs of the range run at once: the one that gives the output."""
        return task.inputs[0]

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The sentence leaves the program unsaid."""
        return Claim("=", (("input",), answer))

    def write(self, answer: Term, language: str) -> str:
        """The number."""
        return str(answer)


def _parts(program: Any) -> Iterator[_Part]:
    """The program's statements with their lines.

    Raises:
        Wrong: one of them cannot be undone.
    """
    line = 1
    for statement in program[1:]:
        head, *rest = statement
        if head == "set":
            yield _Part(line, None, [(line, _undoable(statement))])
            line += 1
        elif head == "if" and [len(block) for block in rest[1:]] == [2, 2]:
            test, then, other = rest
            yield _Part(line, test, [(line + 1, _undoable(then[1])), (line + 3, _undoable(other[1]))])
            line += 4
        else:
            raise Wrong("question has a program that cannot be run backwards")


def _undoable(statement: Term) -> Term:
    """The expression of an assignment to x that adds, subtracts or multiplies by a positive number."""
    if isinstance(statement, tuple) and statement[:2] == ("set", "x") and isinstance(statement[2], tuple):
        head, one, other = statement[2]
        number = other if one == "x" else one
        if (
            isinstance(number, int)
            and 0 < number <= _MOST_FACTOR
            and ((one == "x" and head in ("+", "-", "*")) or (other == "x" and head == "-"))
        ):
            return statement[2]
    raise Wrong("question has a program that cannot be run backwards")


def _run(term: Term, x: Any) -> Any:
    """A block, a statement, a test or an expression, for all x at once; shape (n,), int64 or bool."""
    if not isinstance(term, tuple):
        return x if term == "x" else np.full_like(x, _number(term))
    head, *parts = term
    if head == "do":
        for part in parts:
            x = _run(part, x)
        return x
    if head == "set":
        x = _run(parts[1], x)
        if np.abs(x).max() > _MOST_SIZE:
            raise Wrong("program's numbers grow out of bounds")
        return x
    if head == "if":
        return np.where(_run(parts[0], x), _run(parts[1], x), _run(parts[2], x))
    one, other = (_run(part, x) for part in parts)
    if head in ("mod", "//") and not other.all():
        raise Wrong("program divides by zero")
    if head == "*" and float(np.abs(one).max()) * float(np.abs(other).max()) > 2.0**62:
        raise Wrong("program's numbers grow out of bounds")
    return _AT_ONCE[str(head)](one, other)


_AT_ONCE: Mapping[str, Any] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "//": np.floor_divide, "mod": np.mod, **_RELATIONS,
}  # fmt: skip


def _number(term: Term) -> int:
    """A number; a name other than x has no value."""
    if not isinstance(term, int):
        raise Wrong("program uses a name without a value", name=term)
    return term


_KIND = _InputAbduction()


@verifier
@dataclass(frozen=True, slots=True)
class InputAbduction:
    """Reads the program, follows every way back from its output, and tries every input of the range.

    Example:
        "If line 2 made x = 20, x was 20 ÷ 2 = 10 before." passes for x = x * 2; the answer
        passes only after every dead end.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_InputAbduction.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
