"""Sudoku grids and the techniques that people solve them by, each step with the steps that it needs.

A cell is a number from 0, row by row; a unit is a row, a column or a box: ("row", 0), ("column", 3), ("box", 5). A set
of digits is an integer in which bit d stands for the digit d.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple, TypeAlias

from provender.core.seeds import Stream

Unit: TypeAlias = tuple[str, int]


class Shape(NamedTuple):
    """A grid of `size` rows and columns, in boxes of `high` rows and `wide` columns."""

    size: int
    high: int
    wide: int

    def box(self, cell: int) -> int:
        """The box of a cell, counted from the left, then down."""
        row, column = divmod(cell, self.size)
        return row // self.high * (self.size // self.wide) + column // self.wide


SHAPES = {4: Shape(4, 2, 2), 6: Shape(6, 2, 3), 9: Shape(9, 3, 3)}


class Net(NamedTuple):
    """Of a shape: the cells of each unit; of each cell its units, and its peers, the cells that share one with it."""

    units: dict[Unit, tuple[int, ...]]
    of: tuple[tuple[Unit, Unit, Unit], ...]
    peers: tuple[tuple[int, ...], ...]


@lru_cache(maxsize=8)
def net(shape: Shape) -> Net:
    """The net of a shape."""
    n = shape.size
    cells = range(n * n)
    of = tuple([(("row", cell // n), ("column", cell % n), ("box", shape.box(cell))) for cell in cells])
    units: dict[Unit, tuple[int, ...]] = {}
    for cell in cells:
        for unit in of[cell]:
            units[unit] = (*units.get(unit, ()), cell)
    peers = tuple([tuple(sorted({other for unit in of[cell] for other in units[unit]} - {cell})) for cell in cells])
    return Net(units, of, peers)


class Step(NamedTuple):
    """One deduction.

    Attributes:
        rule: "naked": all other digits are excluded. "hidden": no other cell of `unit` can hold the digit. "locked": of
            `unit`, only cells within `other` can hold the digit, so no cell of `other` beyond them can.
        digit, cell, unit, other: what it is about; the cell is -1 for "locked".
    """

    rule: str
    digit: int
    cell: int = -1
    unit: Unit = ("", 0)
    other: Unit = ("", 0)


def filled(rng: Stream, shape: Shape) -> list[int]:
    """A full grid: a regular one with its digits, bands, stacks, rows and columns shuffled."""
    n, high, wide = shape
    rows = _shuffled(rng, n, high)
    columns = _shuffled(rng, n, wide)
    digits = rng.sample(range(1, n + 1), n)
    return [digits[(wide * (row % high) + row // high + column) % n] for row in rows for column in columns]


def _shuffled(rng: Stream, n: int, block: int) -> list[int]:
    """0 to n - 1, shuffled within blocks and block-wise."""
    found = []
    for start in rng.sample(range(0, n, block), n // block):
        found += [start + place for place in rng.sample(range(block), block)]
    return found


class Solver:
    """What is known of a grid, and every step that led to it.

    Attributes:
        given: cell -> digit, for the cells that the question shows.
        steps: the deductions so far, in order.
    """

    __slots__ = ("_locks", "_made", "_net", "_open", "_shape", "_solution", "given", "steps")

    def __init__(self, shape: Shape, solution: Sequence[int]) -> None:
        self._shape = shape
        self._net = net(shape)
        self._solution = solution
        self._open = dict.fromkeys(range(shape.size**2), (2 << shape.size) - 2)  # cell -> what it may hold
        self._made: dict[int, int] = {}  # cell -> the step that filled it
        self._locks: list[tuple[int, Step]] = []
        self.given: dict[int, int] = {}
        self.steps: list[Step] = []

    def show(self, cell: int) -> None:
        """Give a cell's digit to the question."""
        self.given[cell] = self._solution[cell]
        self._put(cell)

    def _put(self, cell: int) -> None:
        """A cell holds its digit, and none of its peers does."""
        bit = 1 << self._solution[cell]
        del self._open[cell]
        for peer in self._net.peers[cell]:
            if peer in self._open:
                self._open[peer] &= ~bit

    def deduce(self, rng: Stream, *, locked: bool) -> None:
        """Go on by singles until the grid is full, by locked candidates where nothing else helps, showing a cell more
        where that does not either."""
        while self._open:
            if self._singles() or (locked and self._lock()):
                continue
            self.show(rng.choice(list(self._open)))

    def _singles(self) -> bool:
        """Every cell with one digit left, else every digit with one cell left in a unit; False if there is none."""
        naked = [cell for cell, left in self._open.items() if not left & (left - 1)]
        for cell in naked:
            self._fill(Step("naked", self._solution[cell], cell))
        if naked:
            return True
        before = len(self.steps)
        for unit, cells in self._net.units.items():
            once = twice = 0
            for cell in cells:
                left = self._open.get(cell, 0)
                twice |= once & left
                once |= left
            once &= ~twice
            for cell in cells if once else ():
                if cell in self._open and self._open[cell] & once:
                    self._fill(Step("hidden", self._solution[cell], cell, unit))
        return len(self.steps) > before

    def _fill(self, step: Step) -> None:
        """Fill a cell by a step."""
        self._made[step.cell] = len(self.steps)
        self.steps.append(step)
        self._put(step.cell)

    def _lock(self) -> bool:
        """One digit that all cells of a unit leave to another unit, where that excludes something; False if none."""
        for unit, digit in product(self._net.units, range(1, self._shape.size + 1)):
            cells = self._net.units[unit]
            places = [cell for cell in cells if self._open.get(cell, 0) >> digit & 1]
            shared = [other for other in self._net.of[places[0]] if other != unit] if places else []
            for other in shared:
                beyond = [cell for cell in self._net.units[other] if cell not in cells]
                gone = [cell for cell in beyond if self._open.get(cell, 0) >> digit & 1]
                if gone and all(other in self._net.of[cell] for cell in places):
                    self._exclude(Step("locked", digit, -1, unit, other), gone)
                    return True
        return False

    def _exclude(self, step: Step, gone: Sequence[int]) -> None:
        """Exclude a locked digit from some cells."""
        self._locks.append((len(self.steps), step))
        self.steps.append(step)
        for cell in gone:
            self._open[cell] &= ~(1 << step.digit)

    def grounds(self, place: int) -> list[list[int]]:
        """For each exclusion that a step needs and the question's digits do not give: the earlier steps that do."""
        return [
            [use for use in self._makers(cell, digit) if use < place]
            for cell, digit in self._excluded(self.steps[place])
            if not self._seen(cell, digit)
        ]

    def _excluded(self, step: Step) -> Iterator[tuple[int, int]]:
        """What a step rests on: that each of these cells does not hold that digit."""
        if step.rule == "naked":
            yield from [(step.cell, digit) for digit in range(1, self._shape.size + 1) if digit != step.digit]
            return
        inside = {step.cell} if step.rule == "hidden" else {*self._net.units[step.other]}
        yield from [(cell, step.digit) for cell in self._net.units[step.unit] if cell not in inside]

    def _seen(self, cell: int, digit: int) -> bool:
        """Whether a digit of the question excludes a digit from a cell."""
        return cell in self.given or any(self.given.get(peer) == digit for peer in self._net.peers[cell])

    def _makers(self, cell: int, digit: int) -> list[int]:
        """The steps that exclude a digit from a cell: they fill it, fill a peer with the digit, or lock it away."""
        made = self._made
        makers = [made[peer] for peer in self._net.peers[cell] if peer in made and self._solution[peer] == digit]
        if cell in made and self._solution[cell] != digit:
            makers.append(made[cell])
        units = self._net.of[cell]
        return makers + [
            place
            for place, step in self._locks
            if step.digit == digit and step.other in units and step.unit not in units
        ]


class Story(NamedTuple):
    """Deductions that can be told alone: their places, ascending, and which of the others each of them rests on."""

    places: Sequence[int]
    uses: dict[int, tuple[int, ...]]


def story(solver: Solver, lasts: Sequence[int]) -> Story:
    """Some steps and what they rest on, of which none can be spared."""
    told = {*lasts}
    grounds: dict[int, list[list[int]]] = {}
    for place in range(max(lasts), -1, -1):
        if place in told:
            grounds[place] = solver.grounds(place)
            told.update(_chosen(grounds[place], told))
    for place in sorted(told.difference(lasts), reverse=True):
        rest = told - {place}
        if all(not rest.isdisjoint(makers) for left in rest for makers in grounds[left]):
            told = rest
    places = sorted(told)
    return Story(places, {place: tuple(sorted(_chosen(grounds[place], told))) for place in places})


def _chosen(grounds: Sequence[Sequence[int]], told: set[int]) -> list[int]:
    """A step for each exclusion, one that is told anyway where there is one; none of them is spare."""
    chosen: list[int] = []
    for makers in sorted(grounds, key=len):
        if not set(makers) & set(chosen):
            chosen.append(next((use for use in makers if use in told), makers[0]))
    for use in chosen.copy():
        rest = {*chosen} - {use}
        if all(rest & set(makers) for makers in grounds):
            chosen.remove(use)
    return chosen
