"""Singling out: a description, read off the synthetic table, that fits exactly one real person.

The first of the three questions of the Article 29 Working Party's opinion 05/2014, as Giomi et al. 2023 ask it. A
description joins what one synthetic row says of a few columns; it is guessed where it fits that synthetic row alone.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from provender.tabular.attacks.people import Matrix, People
from provender.tabular.attacks.risk import Tried

_DRAWS = 6  # descriptions looked at for each that is guessed

Flags: TypeAlias = npt.NDArray[np.bool_]


def by_row(people: People, *, attacks: int, columns: int, rng: np.random.Generator) -> Tried:
    """Guess that what a synthetic row says of `columns` columns fits exactly one person.

    Args:
        attacks: most guesses; fewer where the synthetic rows do not give so many.

    Guarantees:
        No guess is made twice: of a table of few columns that would count one lucky guess many times.
    """
    middle = np.array([_middle(people.made[:, at], bool(people.named[at])) for at in range(people.made.shape[1])])
    wide = min(columns, people.made.shape[1])
    made, learned, control = (np.ascontiguousarray(rows.T) for rows in (people.made, people.learned, people.control))
    right = np.zeros(3, np.int64)
    guessed: set[tuple[int, ...]] = set()
    for _ in range(attacks * _DRAWS):
        if len(guessed) == attacks:
            break
        row = int(rng.integers(len(people.made)))
        model = people.made[row]
        chosen = rng.permutation(len(people.names))[:wide]
        guess = (row, *sorted(chosen.tolist()))
        if guess in guessed or _fitting(made, model, chosen, middle=middle, named=people.named) != 1:
            continue
        guessed.add(guess)
        pairs = ((learned, model), (control, model), (learned, _blind(people, chosen, rng)))
        right += [_fitting(rows, told, chosen, middle=middle, named=people.named) == 1 for rows, told in pairs]
    return _told(right, len(guessed))


def by_value(people: People, *, attacks: int, rng: np.random.Generator) -> Tried:
    """Guess that a value which one synthetic row alone has, or beyond which none lies, fits exactly one person."""
    guesses = [(at, *guess) for at in range(len(people.names)) for guess in _alone(people, at)]
    order = rng.permutation(len(guesses))[:attacks]
    right = np.zeros(3, np.int64)
    for at, value, beyond in (guesses[place] for place in order):
        blind = rng.random() if not people.named[at] else people.made[rng.integers(len(people.made)), at]
        pairs = ((people.learned, value), (people.control, value), (people.learned, blind))
        right += [_beyond(rows[:, at], told, beyond).sum() == 1 for rows, told in pairs]
    return _told(right, len(order))


def _told(right: npt.NDArray[np.int64], tries: int) -> Tried:
    """What came of guesses, of the same against people who were not learned from, and of blind ones."""
    hits, control_hits, naive = map(int, right)
    return Tried(hits=hits, tries=tries, control_hits=control_hits, control_tries=tries, naive=naive / max(tries, 1))


def _alone(people: People, at: int) -> list[tuple[np.float32, int]]:
    """A column's values that one synthetic row alone has (0), and what lies outermost below (-1) and above (1)."""
    values, counts = np.unique(people.made[:, at], return_counts=True)
    found = [(value, 0) for value in values[(counts == 1) & (values >= 0)]]
    there = values[values >= 0]
    ends = [(there[0], -1), (there[-1], 1)] if len(there) and not people.named[at] else []
    return found + ends


def _beyond(column: Matrix, value: float, side: int) -> Flags:
    """(n,) which values are the one, or lie at it or beyond it."""
    if not side:
        return np.asarray(column == value)
    return np.asarray((column >= value) if side > 0 else ((column <= value) & (column >= 0)))


def _middle(column: Matrix, named: bool) -> float:
    """The median of what is there; of no matter for names."""
    there = column[column >= 0]
    return float(np.median(there)) if len(there) and not named else 0.0


def _fitting(columns: Matrix, model: Matrix, chosen: npt.NDArray[np.int64], *, middle: Matrix, named: Flags) -> int:
    """How many rows, (k, n) by column, a description fits: the model's names, and numbers at least as far out."""
    left: npt.NDArray[np.int64] | slice = slice(None)
    for at in chosen:
        column, value = columns[at][left], model[at]
        side = 0 if named[at] or value < 0 else 1 if value > middle[at] else -1
        fits = np.flatnonzero(_beyond(column, value, side))
        left = fits if isinstance(left, slice) else left[fits]
        if not len(left):
            break
    return columns.shape[1] if isinstance(left, slice) else len(left)


def _blind(people: People, chosen: npt.NDArray[np.int64], rng: np.random.Generator) -> Matrix:
    """A description by someone who knows which values there are, but no rows."""
    told = np.empty(len(people.names), np.float32)
    for at in chosen:
        told[at] = people.made[rng.integers(len(people.made)), at] if people.named[at] else rng.random()
    return told
