"""Sudoku grids, solved as people do: by what a cell cannot hold, and by where a digit can still go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple, TypeAlias

from provender.core.claim import Claim, Derivation, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.logic.generators._grids import SHAPES, Shape, Solver, Step, Story, filled, story
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "rules": (
                "In a {n} × {n} sudoku each row, each column and each box of {h} rows and {w} columns holds the digits "
                "1 to {n} once. Boxes are counted from the left, then down; a dot is an empty cell. Grid: {rows}.",
                "Fill the dots so that every row, every column and every box ({h} rows, {w} columns; counted from the "
                "left, then down) of this {n} × {n} sudoku holds 1 to {n} once: {rows}.",
            ),
            "cell": "Which digit stands in row {r}, column {c}?",
            "grid": "What is the full grid?",
            "naked": "Row {r}, column {c} cannot hold {gone}, so it holds {d}.",
            "hidden_row": "In row {r}, {d} fits only in column {c}.",
            "hidden_column": "In column {c}, {d} fits only in row {r}.",
            "hidden_box": "In box {b}, {d} fits only in row {r}, column {c}.",
            "row_in_box": "In row {one}, {d} fits only in box {two}.",
            "column_in_box": "In column {one}, {d} fits only in box {two}.",
            "box_in_row": "In box {one}, {d} fits only in row {two}.",
            "box_in_column": "In box {one}, {d} fits only in column {two}.",
            "done": "So the full grid is {rows}.",
        },
        "sw": {
            "rules": (
                "Katika sudoku ya {n} × {n}, kila safu mlalo, kila safu wima na kila kisanduku cha safu mlalo {h} na "
                "safu wima {w} kina tarakimu 1 hadi {n} mara moja. Visanduku huhesabiwa kutoka kushoto, kisha "
                "kushuka; nukta ni nafasi tupu. Jedwali: {rows}.",
                "Jaza nukta ili kila safu mlalo, kila safu wima na kila kisanduku (safu mlalo {h}, safu wima {w}; "
                "huhesabiwa kutoka kushoto, kisha kushuka) cha sudoku hii ya {n} × {n} kiwe na 1 hadi {n} mara moja: "
                "{rows}.",
            ),
            "cell": "Ni tarakimu gani iko katika safu mlalo {r}, safu wima {c}?",
            "grid": "Jedwali kamili ni lipi?",
            "naked": "Safu mlalo {r}, safu wima {c} haiwezi kuwa na {gone}, kwa hiyo ina {d}.",
            "hidden_row": "Katika safu mlalo {r}, {d} inafaa katika safu wima {c} pekee.",
            "hidden_column": "Katika safu wima {c}, {d} inafaa katika safu mlalo {r} pekee.",
            "hidden_box": "Katika kisanduku {b}, {d} inafaa katika safu mlalo {r}, safu wima {c} pekee.",
            "row_in_box": "Katika safu mlalo {one}, {d} inafaa katika kisanduku {two} pekee.",
            "column_in_box": "Katika safu wima {one}, {d} inafaa katika kisanduku {two} pekee.",
            "box_in_row": "Katika kisanduku {one}, {d} inafaa katika safu mlalo {two} pekee.",
            "box_in_column": "Katika kisanduku {one}, {d} inafaa katika safu wima {two} pekee.",
            "done": "Kwa hiyo jedwali kamili ni {rows}.",
        },
        "fr": {
            "rules": (
                "Dans un sudoku {n} × {n}, chaque ligne, chaque colonne et chaque bloc de {h} lignes et {w} colonnes "
                "contient une fois les chiffres de 1 à {n}. Les blocs se comptent depuis la gauche, puis vers le bas ; "
                "un point est une case vide. Grille : {rows}.",
                "Remplis les points pour que chaque ligne, chaque colonne et chaque bloc ({h} lignes, {w} colonnes ; "
                "comptés depuis la gauche, puis vers le bas) de ce sudoku {n} × {n} contienne une fois 1 à {n} : "
                "{rows}.",
            ),
            "cell": "Quel chiffre se trouve à la ligne {r}, colonne {c} ?",
            "grid": "Quelle est la grille complète ?",
            "naked": "La case ligne {r}, colonne {c} ne peut contenir {gone}, donc elle contient {d}.",
            "hidden_row": "Dans la ligne {r}, le {d} ne va que dans la colonne {c}.",
            "hidden_column": "Dans la colonne {c}, le {d} ne va que dans la ligne {r}.",
            "hidden_box": "Dans le bloc {b}, le {d} ne va qu'à la ligne {r}, colonne {c}.",
            "row_in_box": "Dans la ligne {one}, le {d} ne va que dans le bloc {two}.",
            "column_in_box": "Dans la colonne {one}, le {d} ne va que dans le bloc {two}.",
            "box_in_row": "Dans le bloc {one}, le {d} ne va que dans la ligne {two}.",
            "box_in_column": "Dans le bloc {one}, le {d} ne va que dans la colonne {two}.",
            "done": "Donc la grille complète est {rows}.",
        },
        "es": {
            "rules": (
                "En un sudoku de {n} × {n}, cada fila, cada columna y cada bloque de {h} filas y {w} columnas contiene "
                "una vez las cifras del 1 al {n}. Los bloques se cuentan desde la izquierda y luego hacia abajo; un "
                "punto es una casilla vacía. Cuadrícula: {rows}.",
                "Rellena los puntos para que cada fila, cada columna y cada bloque ({h} filas, {w} columnas; contados "
                "desde la izquierda y luego hacia abajo) de este sudoku de {n} × {n} contenga una vez del 1 al {n}: "
                "{rows}.",
            ),
            "cell": "¿Qué cifra está en la fila {r}, columna {c}?",
            "grid": "¿Cuál es la cuadrícula completa?",
            "naked": "La casilla de la fila {r}, columna {c} no puede contener {gone}, así que contiene {d}.",
            "hidden_row": "En la fila {r}, el {d} solo cabe en la columna {c}.",
            "hidden_column": "En la columna {c}, el {d} solo cabe en la fila {r}.",
            "hidden_box": "En el bloque {b}, el {d} solo cabe en la fila {r}, columna {c}.",
            "row_in_box": "En la fila {one}, el {d} solo cabe en el bloque {two}.",
            "column_in_box": "En la columna {one}, el {d} solo cabe en el bloque {two}.",
            "box_in_row": "En el bloque {one}, el {d} solo cabe en la fila {two}.",
            "box_in_column": "En el bloque {one}, el {d} solo cabe en la columna {two}.",
            "done": "Por lo tanto, la cuadrícula completa es {rows}.",
        },
        "de": {
            "rules": (
                "In einem {n} × {n}-Sudoku enthält jede Zeile, jede Spalte und jeder Block aus {h} Zeilen und {w} "
                "Spalten jede Ziffer von 1 bis {n} einmal. Die Blöcke werden von links und dann nach unten gezählt; "
                "ein Punkt ist ein leeres Feld. Gitter: {rows}.",
                "Fülle die Punkte so, dass jede Zeile, jede Spalte und jeder Block ({h} Zeilen, {w} Spalten; von links "
                "und dann nach unten gezählt) dieses {n} × {n}-Sudokus jede Ziffer von 1 bis {n} einmal enthält: "
                "{rows}.",
            ),
            "cell": "Welche Ziffer steht in Zeile {r}, Spalte {c}?",
            "grid": "Wie lautet das volle Gitter?",
            "naked": "Das Feld in Zeile {r}, Spalte {c} kann {gone} nicht enthalten, also steht dort {d}.",
            "hidden_row": "In Zeile {r} passt die {d} nur in Spalte {c}.",
            "hidden_column": "In Spalte {c} passt die {d} nur in Zeile {r}.",
            "hidden_box": "In Block {b} passt die {d} nur in Zeile {r}, Spalte {c}.",
            "row_in_box": "In Zeile {one} passt die {d} nur in Block {two}.",
            "column_in_box": "In Spalte {one} passt die {d} nur in Block {two}.",
            "box_in_row": "In Block {one} passt die {d} nur in Zeile {two}.",
            "box_in_column": "In Block {one} passt die {d} nur in Spalte {two}.",
            "done": "Also lautet das volle Gitter {rows}.",
        },
    }
)

Ask: TypeAlias = Literal["cell", "grid"]


class Size(NamedTuple):
    """A level: rows, cells shown at first, whether candidates may be locked, steps to the cell that is asked for."""

    size: int
    shown: int
    locked: bool
    fewest: int
    most: int


SIZES = {
    1: Size(4, 4, False, 1, 2),
    2: Size(4, 3, False, 4, 7),
    3: Size(6, 9, False, 4, 6),
    4: Size(6, 8, True, 7, 10),
    5: Size(6, 7, True, 11, 16),
    6: Size(9, 22, True, 20, 40),
}
_TRIES = 12


def _draw(rng: Stream, size: Size, ask: Ask) -> tuple[Sequence[int], Solver, Story]:
    """A full grid, and one that shows so little of it that the level's number of steps is needed."""
    shape = SHAPES[size.size]
    while True:
        solution = filled(rng, shape)
        solver = Solver(shape, solution)
        for cell in rng.sample(range(len(solution)), size.shown):
            solver.show(cell)
        solver.deduce(rng, locked=size.locked)
        fills = [place for place, step in enumerate(solver.steps) if step.cell >= 0]
        if ask == "grid" and fills:
            return solution, solver, story(solver, fills)
        for last in rng.sample(fills, min(_TRIES, len(fills))):
            told = story(solver, [last])
            if size.fewest <= len(told.places) <= size.most:
                return solution, solver, told


def _rows(shape: Shape, digits: Mapping[int, int]) -> str:
    """The grid, row by row; a dot for what is not known."""
    n = shape.size
    written = [str(digits.get(cell, ".")) for cell in range(n * n)]
    return " / ".join(["".join(written[start : start + n]) for start in range(0, n * n, n)])


@generator
@dataclass(frozen=True, slots=True)
class Sudoku:
    """A grid with one solution, of which one cell is asked for, or all.

    Attributes:
        language: of question and solution.
        level: 1 and 2 are 4 × 4, 3 to 5 are 6 × 6 (from 4 on with locked candidates), 6 is 9 × 9.
        ask: for a cell, with just the steps that lead to it, or for the whole grid.

    Guarantees:
        The drawn problem does not depend on `language`.
        The grid can be filled by naked singles, hidden singles and locked candidates alone, so in one way only.

    Example:
        ... Grid: 1.3. / 3.1. / .1.. / ...1. Which digit stands in row 1, column 2? In row 1, 2 fits only in column 4.
        Row 1, column 2 cannot hold 1, 2, 3, so it holds 4.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("sudoku", ask=("cell", "grid"))

    language: Language = "en"
    level: Level = 3
    ask: Ask = "cell"

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the grid, then the words."""
        size = SIZES[self.level]
        shape = SHAPES[size.size]
        solution, solver, steps = _draw(rng, size, self.ask)
        say = WORDS[self.language]
        n, high, wide = shape
        rules = say("rules", rng.below(WORDS.forms("rules")), n=n, h=high, w=wide, rows=_rows(shape, solver.given))
        told = self._told(shape, solution, solver, steps)
        if self.ask == "grid":
            return Problem(f"{rules} {say('grid')}", _rows(shape, dict(enumerate(solution))), self.language, told)
        r, c = divmod(solver.steps[steps.places[-1]].cell, n)
        return Problem(f"{rules} {say('cell', r=r + 1, c=c + 1)}", str(told.answer), self.language, told)

    def _told(self, shape: Shape, solution: Sequence[int], solver: Solver, steps: Story) -> Derivation:
        """The needed steps in words, and for the whole grid what they come to."""
        told = Telling(WORDS[self.language])
        place: dict[int, int] = {}
        for old in steps.places:
            place[old] = _tell(told, shape, solver.steps[old], tuple([place[use] for use in steps.uses[old]]))
        givens = tuple([equal(_cell(shape, cell), digit) for cell, digit in sorted(solver.given.items())])
        if self.ask == "cell":
            last = solver.steps[steps.places[-1]]
            return told.derivation(_cell(shape, last.cell), last.digit, givens)
        answer: Term = ("values", *solution)
        fills = [place[old] for old in steps.places if solver.steps[old].cell >= 0]
        told.step("done", equal("grid", answer), tuple(fills), rows=_rows(shape, dict(enumerate(solution))))
        return told.derivation("grid", answer, givens)


def _cell(shape: Shape, cell: int) -> Term:
    """A cell as a term: row and column from 1."""
    r, c = divmod(cell, shape.size)
    return ("cell", r + 1, c + 1)


def _tell(told: Telling, shape: Shape, step: Step, uses: tuple[int, ...]) -> int:
    """A deduction in words."""
    d, (name, number) = step.digit, step.unit
    if step.rule == "locked":
        other, where = step.other
        claim = Claim("locked", (d, (name, number + 1), (other, where + 1)))
        return told.step(f"{name}_in_{other}", claim, uses, d=d, one=number + 1, two=where + 1)
    r, c = divmod(step.cell, shape.size)
    claim = equal(("cell", r + 1, c + 1), d)
    if step.rule == "naked":
        gone = ", ".join([str(digit) for digit in range(1, shape.size + 1) if digit != d])
        return told.step("naked", claim, uses, r=r + 1, c=c + 1, gone=gone, d=d)
    return told.step(f"hidden_{name}", claim, uses, r=r + 1, c=c + 1, b=number + 1, d=d)
