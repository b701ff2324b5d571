"""Proves sudoku solutions: every exclusion that a step names, and the one solution by an exact search or by CP-SAT."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeAlias, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.logic.verifiers._cp_sat import Prover, only_solution, require
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Undecided, Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

Cell: TypeAlias = tuple[int, int]  # row and column, from 1
Unit: TypeAlias = tuple[str, int]  # ("row", 1), ("column", 3), ("box", 2)

_MOST_NODES = 20_000  # of the search; a grid that people solve takes some hundreds
_SIZES = {4: (2, 2), 6: (2, 3), 9: (3, 3)}
_GRID: Slot = (r"[1-9.]{4,9}(?: / [1-9.]{4,9}){3,8}", lambda text: tuple(text.split(" / ")))


class _Board(NamedTuple):
    """The cells of each unit, the units of each cell, and the cells that share one with it."""

    units: Mapping[Unit, frozenset[Cell]]
    of: Mapping[Cell, Sequence[Unit]]
    peers: Mapping[Cell, frozenset[Cell]]


@lru_cache(maxsize=8)
def _board(n: int) -> _Board:
    """The board of n rows."""
    high, wide = _SIZES[n]
    cells = [(r, c) for r in range(1, n + 1) for c in range(1, n + 1)]
    boxes = {(r, c): (r - 1) // high * (n // wide) + (c - 1) // wide + 1 for r, c in cells}
    of = {(r, c): (("row", r), ("column", c), ("box", boxes[r, c])) for r, c in cells}
    names = {unit for units in of.values() for unit in units}
    members = {unit: frozenset(cell for cell in cells if unit in of[cell]) for unit in names}
    peers = {cell: frozenset().union(*(members[unit] for unit in of[cell])) - {cell} for cell in cells}
    return _Board(members, of, peers)


class _Task(NamedTuple):
    """A grid: its size, the digits it shows, and the cell that is asked for, None for all of them."""

    n: int
    given: Mapping[Cell, int]
    asked: Cell | None


_RULES = {
    "en": (
        "In a {n} × {n} sudoku each row, each column and each box of {h} rows and {w} columns holds the digits 1 to "
        "{n} once. Boxes are counted from the left, then down; a dot is an empty cell. Grid: {rows:grid}. ",
        "Fill the dots so that every row, every column and every box ({h} rows, {w} columns; counted from the left, "
        "then down) of this {n} × {n} sudoku holds 1 to {n} once: {rows:grid}. ",
    ),
    "sw": (
        "Katika sudoku ya {n} × {n}, kila safu mlalo, kila safu wima na kila kisanduku cha safu mlalo {h} na safu wima "
        "{w} kina tarakimu 1 hadi {n} mara moja. Visanduku huhesabiwa kutoka kushoto, kisha kushuka; nukta ni nafasi "
        "tupu. Jedwali: {rows:grid}. ",
        "Jaza nukta ili kila safu mlalo, kila safu wima na kila kisanduku (safu mlalo {h}, safu wima {w}; huhesabiwa "
        "kutoka kushoto, kisha kushuka) cha sudoku hii ya {n} × {n} kiwe na 1 hadi {n} mara moja: {rows:grid}. ",
    ),
    "fr": (
        "Dans un sudoku {n} × {n}, chaque ligne, chaque colonne et chaque bloc de {h} lignes et {w} colonnes contient "
        "une fois les chiffres de 1 à {n}. Les blocs se comptent depuis la gauche, puis vers le bas ; un point est une "
        "case vide. Grille : {rows:grid}. ",
        "Remplis les points pour que chaque ligne, chaque colonne et chaque bloc ({h} lignes, {w} colonnes ; comptés "
        "depuis la gauche, puis vers le bas) de ce sudoku {n} × {n} contienne une fois 1 à {n} : {rows:grid}. ",
    ),
    "es": (
        "En un sudoku de {n} × {n}, cada fila, cada columna y cada bloque de {h} filas y {w} columnas contiene una vez "
        "las cifras del 1 al {n}. Los bloques se cuentan desde la izquierda y luego hacia abajo; un punto es una "
        "casilla vacía. Cuadrícula: {rows:grid}. ",
        "Rellena los puntos para que cada fila, cada columna y cada bloque ({h} filas, {w} columnas; contados desde la "
        "izquierda y luego hacia abajo) de este sudoku de {n} × {n} contenga una vez del 1 al {n}: {rows:grid}. ",
    ),
    "de": (
        "In einem {n} × {n}-Sudoku enthält jede Zeile, jede Spalte und jeder Block aus {h} Zeilen und {w} Spalten "
        "jede Ziffer von 1 bis {n} einmal. Die Blöcke werden von links und dann nach unten gezählt; ein Punkt ist ein "
        "leeres Feld. Gitter: {rows:grid}. ",
        "Fülle die Punkte so, dass jede Zeile, jede Spalte und jeder Block ({h} Zeilen, {w} Spalten; von links und "
        "dann nach unten gezählt) dieses {n} × {n}-Sudokus jede Ziffer von 1 bis {n} einmal enthält: {rows:grid}. ",
    ),
}
_WANTED = {
    "en": ("Which digit stands in row {r}, column {c}?", "What is the full grid?"),
    "sw": ("Ni tarakimu gani iko katika safu mlalo {r}, safu wima {c}?", "Jedwali kamili ni lipi?"),
    "fr": ("Quel chiffre se trouve à la ligne {r}, colonne {c} ?", "Quelle est la grille complète ?"),
    "es": ("¿Qué cifra está en la fila {r}, columna {c}?", "¿Cuál es la cuadrícula completa?"),
    "de": ("Welche Ziffer steht in Zeile {r}, Spalte {c}?", "Wie lautet das volle Gitter?"),
}
_ASKS = Forms(
    {
        language: {
            "cell": [rules + _WANTED[language][0] for rules in _RULES[language]],
            "grid": [rules + _WANTED[language][1] for rules in _RULES[language]],
        }
        for language in _RULES
    },
    slots={"grid": _GRID},
)
_SAYS = Forms(
    {
        "en": {
            "naked": "Row {r}, column {c} cannot hold {gone:list}, so it holds {d}.",
            "hidden_row": "In row {r}, {d} fits only in column {c}.",
            "hidden_column": "In column {c}, {d} fits only in row {r}.",
            "hidden_box": "In box {b}, {d} fits only in row {r}, column {c}.",
            "row_in_box": "In row {one}, {d} fits only in box {two}.",
            "column_in_box": "In column {one}, {d} fits only in box {two}.",
            "box_in_row": "In box {one}, {d} fits only in row {two}.",
            "box_in_column": "In box {one}, {d} fits only in column {two}.",
            "done": "So the full grid is {rows:grid}.",
        },
        "sw": {
            "naked": "Safu mlalo {r}, safu wima {c} haiwezi kuwa na {gone:list}, kwa hiyo ina {d}.",
            "hidden_row": "Katika safu mlalo {r}, {d} inafaa katika safu wima {c} pekee.",
            "hidden_column": "Katika safu wima {c}, {d} inafaa katika safu mlalo {r} pekee.",
            "hidden_box": "Katika kisanduku {b}, {d} inafaa katika safu mlalo {r}, safu wima {c} pekee.",
            "row_in_box": "Katika safu mlalo {one}, {d} inafaa katika kisanduku {two} pekee.",
            "column_in_box": "Katika safu wima {one}, {d} inafaa katika kisanduku {two} pekee.",
            "box_in_row": "Katika kisanduku {one}, {d} inafaa katika safu mlalo {two} pekee.",
            "box_in_column": "Katika kisanduku {one}, {d} inafaa katika safu wima {two} pekee.",
            "done": "Kwa hiyo jedwali kamili ni {rows:grid}.",
        },
        "fr": {
            "naked": "La case ligne {r}, colonne {c} ne peut contenir {gone:list}, donc elle contient {d}.",
            "hidden_row": "Dans la ligne {r}, le {d} ne va que dans la colonne {c}.",
            "hidden_column": "Dans la colonne {c}, le {d} ne va que dans la ligne {r}.",
            "hidden_box": "Dans le bloc {b}, le {d} ne va qu'à la ligne {r}, colonne {c}.",
            "row_in_box": "Dans la ligne {one}, le {d} ne va que dans le bloc {two}.",
            "column_in_box": "Dans la colonne {one}, le {d} ne va que dans le bloc {two}.",
            "box_in_row": "Dans le bloc {one}, le {d} ne va que dans la ligne {two}.",
            "box_in_column": "Dans le bloc {one}, le {d} ne va que dans la colonne {two}.",
            "done": "Donc la grille complète est {rows:grid}.",
        },
        "es": {
            "naked": "La casilla de la fila {r}, columna {c} no puede contener {gone:list}, así que contiene {d}.",
            "hidden_row": "En la fila {r}, el {d} solo cabe en la columna {c}.",
            "hidden_column": "En la columna {c}, el {d} solo cabe en la fila {r}.",
            "hidden_box": "En el bloque {b}, el {d} solo cabe en la fila {r}, columna {c}.",
            "row_in_box": "En la fila {one}, el {d} solo cabe en el bloque {two}.",
            "column_in_box": "En la columna {one}, el {d} solo cabe en el bloque {two}.",
            "box_in_row": "En el bloque {one}, el {d} solo cabe en la fila {two}.",
            "box_in_column": "En el bloque {one}, el {d} solo cabe en la columna {two}.",
            "done": "Por lo tanto, la cuadrícula completa es {rows:grid}.",
        },
        "de": {
            "naked": "Das Feld in Zeile {r}, Spalte {c} kann {gone:list} nicht enthalten, also steht dort {d}.",
            "hidden_row": "In Zeile {r} passt die {d} nur in Spalte {c}.",
            "hidden_column": "In Spalte {c} passt die {d} nur in Zeile {r}.",
            "hidden_box": "In Block {b} passt die {d} nur in Zeile {r}, Spalte {c}.",
            "row_in_box": "In Zeile {one} passt die {d} nur in Block {two}.",
            "column_in_box": "In Spalte {one} passt die {d} nur in Block {two}.",
            "box_in_row": "In Block {one} passt die {d} nur in Zeile {two}.",
            "box_in_column": "In Block {one} passt die {d} nur in Spalte {two}.",
            "done": "Also lautet das volle Gitter {rows:grid}.",
        },
    },
    slots={"grid": _GRID},
)
_LOCKED = re.compile("(row|column|box)_in_(row|column|box)")


class _Known:
    """What question and sentences say of the cells: digits, and digits locked into part of a unit."""

    __slots__ = ("board", "digits", "locks")

    def __init__(self, task: _Task, before: Sequence[Said]) -> None:
        self.board = _board(task.n)
        self.digits = dict(task.given)
        self.locks: list[tuple[int, Unit, Unit]] = []
        for said in before:
            if found := _LOCKED.fullmatch(said.kind):
                v = said.values
                self.locks.append((v["d"], (found[1], v["one"]), (found[2], v["two"])))
            elif said.kind != "done":
                self.digits[said.values["r"], said.values["c"]] = said.values["d"]

    def excludes(self, cell: Cell, digit: int) -> bool:
        """Whether a cell holds another digit, sees this one, or lies where a lock leaves no room for it."""
        if cell in self.digits:
            return self.digits[cell] != digit
        if any(self.digits.get(peer) == digit for peer in self.board.peers[cell]):
            return True
        units = self.board.of[cell]
        return any(digit == d and other in units and unit not in units for d, unit, other in self.locks)

    def leaves_only(self, digit: int, unit: Unit, inside: Iterable[Cell]) -> bool:
        """Whether a digit is excluded from every cell of a unit but some."""
        return all(self.excludes(cell, digit) for cell in self.board.units[unit].difference(inside))


def _naked(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Every other digit is excluded from an open cell."""
    cell, known = (v["r"], v["c"]), _Known(task, before)
    others = tuple([digit for digit in range(1, task.n + 1) if digit != v["d"]])
    if cell not in known.board.of or cell in known.digits or v["gone"] != others or not 1 <= v["d"] <= task.n:
        return False
    return all(known.excludes(cell, digit) for digit in others)


def _hidden(name: str, slot: str) -> Callable[[_Task, Values, Sequence[Said]], bool]:
    """A digit is excluded from every other cell of one unit of an open cell."""

    def follows(task: _Task, v: Values, before: Sequence[Said]) -> bool:
        cell, unit, known = (v["r"], v["c"]), (name, v[slot]), _Known(task, before)
        if cell not in known.board.of or cell in known.digits or not 1 <= v["d"] <= task.n:
            return False
        return unit in known.board.of[cell] and known.leaves_only(v["d"], unit, (cell,))

    return follows


def _locked(name: str, other: str) -> Callable[[_Task, Values, Sequence[Said]], bool]:
    """Of a unit's cells only those that it shares with another unit can hold a digit that is nowhere in it yet."""

    def follows(task: _Task, v: Values, before: Sequence[Said]) -> bool:
        known = _Known(task, before)
        units = known.board.units
        one, two, d = (name, v["one"]), (other, v["two"]), v["d"]
        if one not in units or two not in units or not 1 <= d <= task.n or not units[one] & units[two]:
            return False
        missing = all(known.digits.get(cell) != d for cell in units[one])
        return missing and known.leaves_only(d, one, units[two])

    return follows


def _done(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Every cell, as question and sentences give it."""
    return _full(v["rows"]) == _Known(task, before).digits


def _full(rows: Sequence[str]) -> Mapping[Cell, int]:
    """The digits of a grid by cell; a dot gives none."""
    return {(r, c): int(digit) for r, row in enumerate(rows, 1) for c, digit in enumerate(row, 1) if digit != "."}


def _holds(v: Values) -> Claim:
    """A cell holds a digit."""
    return Claim("=", (("cell", v["r"], v["c"]), v["d"]))


def _lines() -> Mapping[str, Line[_Task]]:
    """The rules: singles, locked candidates, and the whole grid."""
    lines: dict[str, Line[_Task]] = {
        "naked": Line(_holds, _naked),
        "hidden_row": Line(_holds, _hidden("row", "r")),
        "hidden_column": Line(_holds, _hidden("column", "c")),
        "hidden_box": Line(_holds, _hidden("box", "b")),
        "done": Line(lambda v: Claim("=", ("grid", ("values", *_full(v["rows"]).values()))), _done),
    }
    for name, other in (("row", "box"), ("column", "box"), ("box", "row"), ("box", "column")):

        def claim(v: Values, name: str = name, other: str = other) -> Claim:
            return Claim("locked", (v["d"], (name, v["one"]), (other, v["two"])))

        lines[f"{name}_in_{other}"] = Line(claim, _locked(name, other))
    return lines


def _search(task: _Task) -> Mapping[Cell, int]:
    """The one solution: try the cell with the fewest digits left, and go on looking for a second solution.

    Raises:
        Wrong: there is no solution, or there are several.
        Undecided: the search takes too long.
    """
    board, nodes = _board(task.n), 0
    found: list[Mapping[Cell, int]] = []
    todo: list[Mapping[Cell, int]] = [task.given]
    while todo and len(found) < 2:
        nodes += 1
        if nodes > _MOST_NODES:
            raise Undecided("the search took too long")
        digits = todo.pop()
        if len(digits) == task.n**2:
            found.append(digits)
            continue
        left: tuple[int, ...] | None = None
        for cell in board.of.keys() - digits.keys():
            seen = {digits.get(peer) for peer in board.peers[cell]}
            free = tuple([digit for digit in range(1, task.n + 1) if digit not in seen])
            if left is None or len(free) < len(left):
                left, open_cell = free, cell
            if len(left) < 2:
                break
        todo += [{**digits, open_cell: digit} for digit in left or ()]
    if len(found) != 1:
        raise Wrong("question has several solutions" if found else "question has no solution")
    return found[0]


def _model(task: _Task) -> "Callable[[CpModel], Mapping[Cell, IntVar]]":
    """The same for CP-SAT: a variable a cell, all different in each unit."""

    def build(model: "CpModel") -> "Mapping[Cell, IntVar]":
        board = _board(task.n)
        variables = {cell: model.new_int_var(1, task.n, f"r{cell[0]}c{cell[1]}") for cell in board.of}
        for cells in board.units.values():
            model.add_all_different([variables[cell] for cell in sorted(cells)])
        for cell, digit in task.given.items():
            model.add(variables[cell] == digit)
        return variables

    return build


@final
class _Sudoku(Kind[_Task]):
    """The task is the grid as shown and what is asked of it."""

    topic = "sudoku"
    tight = True
    asks = _ASKS
    says = _SAYS
    lines: ClassVar[Mapping[str, Line[_Task]]] = _lines()

    def __init__(self, prover: Prover) -> None:
        self._prover = prover

    def task(self, said: Said) -> _Task:
        """A grid of 4, 6 or 9 rows, in the boxes of its size; no digit twice in a unit; an open cell is asked for."""
        v = said.values
        n, rows = v["n"], v["rows"]
        if _SIZES.get(n) != (v["h"], v["w"]) or len(rows) != n or any(len(row) != n for row in rows):
            raise Wrong("question's grid is not of its size")
        given, board = _full(rows), _board(n)
        asked = (v["r"], v["c"]) if said.kind == "cell" else None
        if max(given.values(), default=0) > n:
            raise Wrong("question's grid holds a digit beyond its size")
        if any(given.get(peer) == digit for cell, digit in given.items() for peer in board.peers[cell]):
            raise Wrong("question has no solution")
        if asked is not None and (asked in given or asked not in board.of):
            raise Wrong("question asks for no open cell", asked=asked)
        return _Task(n, given, asked)

    def givens(self, task: _Task) -> tuple[Claim, ...]:
        """The digits shown."""
        return tuple([Claim("=", (("cell", *cell), digit)) for cell, digit in task.given.items()])

    def goal(self, task: _Task) -> Term:
        """The cell, or the grid."""
        return ("cell", *task.asked) if task.asked else "grid"

    def solve(self, task: _Task) -> Term:
        """By search or by CP-SAT; both prove that there is no second solution."""
        found = only_solution(_model(task)) if self._prover == "cp_sat" else _search(task)
        return found[task.asked] if task.asked else ("values", *[found[cell] for cell in sorted(found)])

    def write(self, answer: Any, language: str) -> str:
        """The digit, or the rows."""
        if isinstance(answer, int):
            return str(answer)
        digits = "".join(map(str, answer[1:]))
        n = round(len(digits) ** 0.5)
        return " / ".join([digits[start : start + n] for start in range(0, n * n, n)])


@verifier
@dataclass(frozen=True, slots=True)
class Sudoku:
    """Checks every exclusion that a step names, and that the grid has one solution.

    Attributes:
        prover: "search" (exact, in Python) or "cp_sat" (needs the extra `reasoning`).

    Example:
        "In row 1, 4 fits only in column 3." fails while column 2 neither holds a digit nor sees a 4.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Sudoku.topic,)}

    prover: Prover = "search"

    def __post_init__(self) -> None:
        require(self.prover, "reasoning/logic/sudoku")

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record; an abstention where the prover runs out of time."""
        return judge_steps(records, _Sudoku(self.prover), name=name_of(self))
