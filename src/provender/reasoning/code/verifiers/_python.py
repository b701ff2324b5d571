"""A total interpreter for a small part of Python: functions of one list of whole numbers, never handed to `exec`.

    code = parse("def f(xs): return sum([2 * x for x in xs if x > 3])")
    call(code, [4, 1, 7])                                                   22

Every run ends: a program has as much fuel as its list is long, and no number grows beyond 512 bits.
"""

import ast
import operator
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from provender.reasoning.read.judge import Wrong

Value: TypeAlias = int | list[int]
Names: TypeAlias = dict[str, Value]

MOST_CHARACTERS = 600
MOST_BITS = 512
FUEL = 20_000
_SHAPE = re.compile(r"[a-zA-Z0-9_ \n()\[\],:=<>!+\-*/%]*")
_ODD = re.compile(r"[0-9][a-zA-Z_]|[_\w]{41}|\*\*")  # "1or 2" and long words: warnings, or nothing that we write

_ARITHMETIC: Mapping[type, Callable[[int, int], int]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}  # fmt: skip
_ORDER: Mapping[type, Callable[[int, int], bool]] = {
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}  # fmt: skip


def parse(source: str) -> ast.FunctionDef:
    """The one function that a source defines.

    Raises:
        Wrong: it is no such source.
    """
    if len(source) > MOST_CHARACTERS or not _SHAPE.fullmatch(source) or _ODD.search(source):
        raise Wrong("code cannot be read", code=source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Wrong("code is no Python", code=source, error=error) from error
    if len(body) != 1 or not isinstance(body[0], ast.FunctionDef) or len(body[0].args.args) != 1:
        raise Wrong("code is not one function of one list", code=source)
    return body[0]


def call(code: ast.FunctionDef, numbers: Sequence[int]) -> int:
    """What the function gives for a list.

    Raises:
        Wrong: it gives no number, leaves the part of Python that is known here, or does not come to an end.
    """
    machine = _Machine({code.args.args[0].arg: list(numbers)})
    try:
        value = machine.run(code.body)
    except RecursionError as error:
        raise Wrong("code nests too deeply") from error
    if isinstance(value, list) or value is None:
        raise Wrong("code gives no number", code=ast.unparse(code))
    return int(value)


class _Machine:
    """One run: what the names stand for, and the fuel that is left."""

    __slots__ = ("_fuel", "_names")

    def __init__(self, names: Names) -> None:
        self._names = names
        self._fuel = FUEL

    def run(self, body: Sequence[ast.stmt]) -> Value | None:
        """Run statements; the value that one of them returns, None if none does."""
        for line in body:
            match line:
                case ast.Return(value=ast.expr() as given):
                    return self.value(given)
                case ast.Assign(targets=[ast.Name(id=name)], value=given):
                    self._names[name] = self.value(given)
                case ast.If():
                    branch = line.body if self.value(line.test) else line.orelse
                    if (value := self.run(branch)) is not None:
                        return value
                case ast.For(target=ast.Name(id=name), orelse=[]):
                    if (value := self._loop(name, line)) is not None:
                        return value
                case _:
                    raise Wrong("code does more than is known here", line=ast.unparse(line))
        return None

    def _loop(self, name: str, line: ast.For) -> Value | None:
        """Run a loop over a list."""
        for item in self._list(line.iter):
            self._names[name] = item
            if (value := self.run(line.body)) is not None:
                return value
        return None

    def value(self, node: ast.expr) -> Value:
        """What an expression stands for."""
        self._fuel -= 1
        if self._fuel < 0:
            raise Wrong("code does not come to an end")
        work = _WORK.get(type(node))
        if work is None:
            raise Wrong("code does more than is known here", expression=ast.unparse(node))
        return work(self, node)

    def number(self, node: ast.expr) -> int:
        """An expression that stands for a number."""
        value = self.value(node)
        if isinstance(value, list) or value.bit_length() > MOST_BITS:
            raise Wrong("code needs a small number", expression=ast.unparse(node))
        return int(value)

    def _list(self, node: ast.expr) -> list[int]:
        """An expression that stands for a list."""
        value = self.value(node)
        if not isinstance(value, list):
            raise Wrong("code needs a list", expression=ast.unparse(node))
        return value

    def constant(self, node: ast.Constant) -> Value:
        """A number or a truth value."""
        if not isinstance(node.value, int):
            raise Wrong("code holds something else than numbers", value=node.value)
        return node.value

    def name(self, node: ast.Name) -> Value:
        """What a name stands for."""
        if node.id not in self._names:
            raise Wrong("code uses an unknown name", name=node.id)
        return self._names[node.id]

    def arithmetic(self, node: ast.BinOp) -> int:
        """A sum, a difference, a product, a quotient or a rest."""
        work = _ARITHMETIC.get(type(node.op))
        left, right = self.number(node.left), self.number(node.right)
        if work is None or (right == 0 and isinstance(node.op, ast.FloorDiv | ast.Mod)):
            raise Wrong("code divides by zero, or otherwise than is known here", expression=ast.unparse(node))
        return work(left, right)

    def comparison(self, node: ast.Compare) -> bool:
        """One comparison."""
        order = _ORDER.get(type(node.ops[0])) if len(node.ops) == 1 else None
        if order is None:
            raise Wrong("code compares otherwise than is known here", expression=ast.unparse(node))
        return order(self.number(node.left), self.number(node.comparators[0]))

    def connective(self, node: ast.BoolOp) -> bool:
        """All or one of some truths, from left to right."""
        whether = all if isinstance(node.op, ast.And) else any
        return whether(bool(self.number(part)) for part in node.values)

    def values(self, node: ast.ListComp) -> list[int]:
        """The values of a comprehension over one list; its name is its own."""
        loop = node.generators[0]
        if len(node.generators) != 1 or not isinstance(loop.target, ast.Name):
            raise Wrong("code loops otherwise than is known here", expression=ast.unparse(node))
        inner = _Machine(dict(self._names))
        inner._fuel = self._fuel
        found = list(inner._values(loop.target.id, loop, node.elt))
        self._fuel = inner._fuel
        return found

    def _values(self, name: str, loop: ast.comprehension, each: ast.expr) -> Iterator[int]:
        """The values, one after the other."""
        for item in self._list(loop.iter):
            self._names[name] = item
            if all(self.number(test) for test in loop.ifs):
                yield self.number(each)

    def call(self, node: ast.Call) -> int:
        """`sum`, `max` or `min` of a list; the last two with a default."""
        default = {word.arg: self.number(word.value) for word in node.keywords}
        if not isinstance(node.func, ast.Name) or len(node.args) != 1 or default.keys() - {"default"}:
            raise Wrong("code calls otherwise than is known here", expression=ast.unparse(node))
        values = self._list(node.args[0])
        match node.func.id, values:
            case "sum", _ if not default:
                return sum(values)
            case "max" | "min", []:
                if not default:
                    raise Wrong("code wants the largest of nothing", expression=ast.unparse(node))
                return default["default"]
            case "max", _:
                return max(values)
            case "min", _:
                return min(values)
        raise Wrong("code calls otherwise than is known here", expression=ast.unparse(node))


_WORK: Mapping[type, Callable[..., Value]] = {
    ast.Constant: _Machine.constant,
    ast.Name: _Machine.name,
    ast.BinOp: _Machine.arithmetic,
    ast.Compare: _Machine.comparison,
    ast.BoolOp: _Machine.connective,
    ast.ListComp: _Machine.values,
    ast.Call: _Machine.call,
}
