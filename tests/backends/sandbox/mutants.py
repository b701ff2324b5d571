"""Small wrongs planted in Python functions: each mutant differs from its source in one place."""

import ast
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult,
}  # fmt: skip


class Mutant(NamedTuple):
    """A changed source, what was done and in which line of the unparsed source it was."""

    kind: str
    line: int
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a source."""
    tree = ast.parse(source)
    for place, node in enumerate(ast.walk(tree)):
        for kind in _kinds(node):
            changed = deepcopy(tree)
            _spoil(list(ast.walk(changed))[place], kind)
            text = ast.unparse(ast.fix_missing_locations(changed))
            if text != ast.unparse(tree):
                yield Mutant(kind, getattr(node, "lineno", 0), text)


def _kinds(node: ast.AST) -> Iterator[str]:
    """What can be spoilt in a node."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARE:
        yield "comparison"
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield "arithmetic"
    if isinstance(node, ast.BoolOp):
        yield "connective"
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield "off by one"
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield "negated condition"


def _spoil(node: ast.AST, kind: str) -> None:
    """Change a node in place."""
    match node:
        case ast.Compare() if kind == "comparison":
            node.ops[0] = COMPARE[type(node.ops[0])]()
        case ast.BinOp() | ast.AugAssign():
            node.op = ARITHMETIC[type(node.op)]()
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.Constant():
            node.value += 1  # type: ignore[operator]
        case ast.If() | ast.While() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
