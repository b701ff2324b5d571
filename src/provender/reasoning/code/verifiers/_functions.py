"""Descriptions of small functions, read back from their words; what they mean, and how Python says them.

A description is read sentence by sentence into a `Task`. `meaning` works it out directly, and
`python`, `guard` and `ended` say its parts in Python.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from provender.core.claim import Claim, Term
from provender.reasoning.code.verifiers._phrases import SENTENCES
from provender.reasoning.read.forms import Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Line

SENTENCE = re.compile(r"(?<=[.]) ")
"""Between two sentences of a description."""


class Condition(NamedTuple):
    """x or its rest by `m`, compared with `a`."""

    sign: str
    a: int
    m: int | None

    @property
    def subject(self) -> Term:
        """What is compared."""
        return "x" if self.m is None else ("mod", "x", self.m)

    def met(self, x: int) -> bool:
        """Whether a number meets it."""
        return _COMPARE[self.sign](x if self.m is None else x % self.m, self.a)


class Task(NamedTuple):
    """What a function does; `end` is a sign and a number or None; `xs` is the list it is run on.

    `program` is one that is to do it, line by line, and `got` what that gives for `xs`.
    """

    reduce: str
    work: tuple[Any, ...]
    conditions: tuple[Condition, ...]
    end: tuple[str, int] | None
    xs: tuple[int, ...] = ()
    program: tuple[str, ...] = ()
    got: int = 0

    @property
    def goal(self) -> Term:
        """The function as a term."""
        tests = tuple((test.sign, test.subject, test.a) for test in self.conditions)
        return ("code", (self.reduce, self.work), ("if", *tests), ("end", *(self.end or ("", 0))))


_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    ">": operator.gt, "<": operator.lt, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_CONTRARY = {"<=": ">", ">=": "<", "!=": "==", "==": "!="}
_SYNTAX: Mapping[str, Any] = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult, "mod": ast.Mod}
_REDUCE: Mapping[str, Callable[[Sequence[int]], int]] = {
    "sum": sum, "max": lambda values: max(values, default=0), "min": lambda values: min(values, default=0),
}  # fmt: skip


def described(sentences: Sequence[str]) -> tuple[str, Task] | None:
    """The language and the task that a description sets; None if its first sentence is of another kind.

    Raises:
        Wrong: a sentence after the first cannot be read, or stands in the wrong place.
    """
    first = SENTENCES.read(sentences[0]) if sentences else None
    if first is None or first.kind not in _REDUCE:
        return None
    rest = [SENTENCES.read_in(first.language, sentence) for sentence in sentences[1:]]
    kinds = [said.kind if said else "" for said in rest]
    split = kinds.index("none") if "none" in kinds else len(kinds)
    conditions, ends = rest[:split], rest[split + 1 :]
    sound = split < len(kinds) and all(kind in _COMPARE for kind in kinds[:split]) and len(ends) <= 1
    if not sound or not all(kind in ("%", "*", "+") for kind in kinds[split + 1 :]):
        raise Wrong("description cannot be read", sentences=sentences)
    tests = tuple(Condition(said.kind, said.values["a"], said.values.get("m")) for said in conditions if said)
    end = (ends[0].kind, ends[0].values["c"]) if ends and ends[0] else None
    if any(test.m == 0 for test in tests) or end == ("%", 0):
        raise Wrong("description divides by zero", sentences=sentences)
    return first.language, Task(first.kind, first.values["e"], tests, end)


def worth(work: tuple[Any, ...], x: int) -> int:
    """What is worked out from a number."""
    sign, (_, first, _), b = work
    product = (x if first == "x" else first) * x
    return int(product + b if sign == "+" else product - b)


def meaning(task: Task, xs: Sequence[int]) -> int:
    """What the function gives, straight from its description."""
    total = _REDUCE[task.reduce]([worth(task.work, x) for x in xs if all(test.met(x) for test in task.conditions)])
    match task.end:
        case "%", c:
            return total % c
        case "*", c:
            return total * c
        case "+", c:
            return total + c
    return total


def syntax(term: Term) -> ast.expr:
    """A term in numbers, x and operations as Python's syntax."""
    if isinstance(term, int):
        return ast.Constant(term)
    if isinstance(term, str):
        return ast.Name(term)
    return ast.BinOp(syntax(term[1]), _SYNTAX[str(term[0])](), syntax(term[2]))


def python(term: Term) -> str:
    """A term as Python's text, with the brackets that Python needs."""
    return ast.unparse(syntax(term))


def guard(task: Task) -> list[str]:
    """The conditions as Python says them after "if"; nothing where there are none."""
    tests = [f"{python(test.subject)} {test.sign} {test.a}" for test in task.conditions]
    return [f"if {' and '.join(tests)}"] if tests else []


def ended(task: Task, value: str) -> str:
    """A value's text with what is done in the end."""
    return value if task.end is None else f"{value} {task.end[0]} {task.end[1]}"


def battery(task: Task) -> list[list[int]]:
    """Lists on which functions that differ in one number or sign are likely to differ, the most telling ones first."""
    edges = [near for test in task.conditions for near in (test.a - 1, test.a, test.a + 1)]
    edges += [test.m * 3 + test.a for test in task.conditions if test.m]
    single = list(dict.fromkeys(x for x in (*task.xs, *edges, *range(10)) if x >= 0))
    return [*([x] for x in single), [], [3, 1, 2], single, list(task.xs)]


def _take(task: Task, v: Values, _: Sequence[Said]) -> bool:
    """A number of the list that counts, and its own worth."""
    x = v["x"]
    sign, (_, first, _), b = task.work
    counts = x in task.xs and all(test.met(x) for test in task.conditions)
    return counts and v["e"] == (sign, ("*", x if first == "x" else first, x), b) and v["v"] == worth(task.work, x)


def _drop(task: Task, v: Values, _: Sequence[Said]) -> bool:
    """A number of the list, and a condition of the description that it does not meet."""
    if v["sign"] not in _CONTRARY or v["x"] not in task.xs or _subject(v) != v["x"]:
        return False
    test = _test(v)._replace(sign=_CONTRARY[v["sign"]])
    return test in task.conditions and not test.met(v["x"])


def _test(v: Values) -> Condition:
    """The condition that a sentence names."""
    _, rest, m = v["left"].partition(" % ")
    return Condition(v["sign"], v["a"], int(m) if rest else None)


def _subject(v: Values) -> int | str:
    """The number, or the letter, that a condition is said of."""
    left = v["left"].partition(" % ")[0]
    return left if left == "x" else int(left)


def _false(v: Values) -> Claim:
    """That a number meets the contrary of a condition, as the sentence says."""
    test, x = _test(v), _subject(v)
    return Claim("=" if test.sign == "==" else test.sign, (x if test.m is None else ("mod", x, test.m), test.a))


def _last(before: Sequence[Said]) -> int | None:
    """The value that stands last."""
    return next((said.values["v"] for said in reversed(before) if "v" in said.values), None)


def _two(reduce: str) -> Line[Task]:
    """Two values put together: the last that was put together or worked out, and the one just worked out."""
    work = _REDUCE[reduce]
    heads = {"sum": "+"}

    def follows(task: Task, v: Values, before: Sequence[Said]) -> bool:
        said = [premise.values["v"] for premise in before if premise.kind in ("take", f"{reduce}_two")]
        return task.reduce == reduce and said[-2:] == [v["a"], v["b"]] and v["v"] == work([v["a"], v["b"]])

    return Line(lambda v: Claim("=", ((heads.get(reduce, reduce), v["a"], v["b"]), v["v"])), follows)


def _end(sign: str) -> Line[Task]:
    """What is done in the end, to the value that stands last."""
    heads = {"%": "mod"}

    def follows(task: Task, v: Values, before: Sequence[Said]) -> bool:
        return task.end == (sign, v["c"]) and _last(before) == v["a"] and v["v"] == _WORKED[sign](v["a"], v["c"])

    return Line(lambda v: Claim("=", ((heads.get(sign, sign), v["a"], v["c"]), v["v"])), follows)


_WORKED: Mapping[str, Callable[[int, int], int]] = {"%": operator.mod, "*": operator.mul, "+": operator.add}


def _check(task: Task, v: Values, before: Sequence[Said]) -> bool:
    """Every number of the list taken or dropped, the value that stands last, and what the description means."""
    seen = {said.values["x"] for said in before if said.kind in ("take", "drop")}
    return v["xs"] == task.xs and seen == set(task.xs) and _last(before) == v["v"] == meaning(task, task.xs)


class Run:
    """The lines of a run by hand, for every kind of problem that holds one."""

    lines: ClassVar[Mapping[str, Line[Task]]] = {
        "take": Line(lambda v: Claim("=", (v["e"], v["v"])), _take),
        "drop": Line(_false, _drop),
        "check": Line(lambda v: Claim("=", (("f", *v["xs"]), v["v"])), _check),
        **{f"{reduce}_two": _two(reduce) for reduce in _REDUCE},
        **{f"end{sign}": _end(sign) for sign in _WORKED},
    }


def condition_of(v: Values) -> Condition | None:
    """The condition on x that a sentence says; None if it speaks of a number."""
    return _test(v) if _subject(v) == "x" else None


def condition_term(v: Values) -> Term:
    """The condition that a sentence says, as a term."""
    test = _test(v)
    subject = _subject(v)
    return (test.sign, subject if test.m is None else ("mod", subject, test.m), test.a)
