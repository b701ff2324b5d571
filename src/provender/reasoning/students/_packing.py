"""Lessons side by side in rows of one length, so that an update wastes little on padding.

row 0   question⟨ask⟩steps⟨answer⟩6⟨end⟩question⟨ask⟩⟨answer⟩no⟨end⟩⟨pad⟩⟨pad⟩
lesson  1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 2 2 2 2 2 2 2 2 2 2 2 2 0 0 0 0 0
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provender.reasoning.students._lessons import PAD, Ids, Lessons

_WINDOW = 2048  # lessons that are packed together: more waste less, and mix short and long ones less well


class Batch(NamedTuple):
    """Lessons in rows, each array `(rows, length)`.

    Attributes:
        ids: padded at the end.
        lesson: which lesson of its row a place belongs to, from 1 up; 0 for padding.
        own: whether the next id is the student's to write.
    """

    ids: Ids
    lesson: Ids
    own: NDArray[np.bool_]


def sizes(taught: Lessons) -> list[int]:
    """Ids of each lesson, padding left out."""
    told: list[int] = (taught.ids != PAD).sum(1).tolist()
    return told


def pack(order: Sequence[int], sizes: Sequence[int], length: int) -> list[list[int]]:
    """Rows of lessons, the longest first, each put where it leaves the least room (best-fit decreasing).

    Guarantees:
        Every lesson of `order` is in one row, once; no row holds more than `length` ids.
    """
    rows: list[list[int]] = []
    with_room: list[list[int]] = [[] for _ in range(length + 1)]  # room left -> rows that have it
    for lesson in sorted(order, key=lambda lesson: -sizes[lesson]):
        size = sizes[lesson]
        room = next((room for room in range(size, length + 1) if with_room[room]), None)
        if room is None:
            room = length
            with_room[room].append(len(rows))
            rows.append([])
        row = with_room[room].pop()
        rows[row].append(lesson)
        with_room[room - size].append(row)
    return rows


def rows_of_a_pass(taught: Lessons) -> int:
    """Rows that all lessons take once, in the order given."""
    told, length = sizes(taught), taught.ids.shape[1]
    return sum(len(pack(window, told, length)) for window in _windows(range(len(told))))


def _windows(order: Sequence[int]) -> Iterator[Sequence[int]]:
    """`order` cut into windows."""
    return (order[start : start + _WINDOW] for start in range(0, len(order), _WINDOW))


def _endless(told: Sequence[int], length: int, rng: np.random.Generator) -> Iterator[list[int]]:
    """Rows without end: whole passes in fresh random order, one after the other."""
    while True:
        for window in _windows(rng.permutation(len(told)).tolist()):
            rows = pack(window, told, length)
            yield from (rows[place] for place in rng.permutation(len(rows)))


def batches(taught: Lessons, *, rows: int, steps: int, rng: np.random.Generator) -> Iterator[Batch]:
    """`steps` batches of `rows` rows."""
    told = sizes(taught)
    endless = _endless(told, taught.ids.shape[1], rng)
    return (_batch(taught, told, list(islice(endless, rows))) for _ in range(steps))


def _batch(taught: Lessons, told: Sequence[int], rows: Sequence[Sequence[int]]) -> Batch:
    """The lessons of `rows`, one behind the other."""
    shape = (len(rows), taught.ids.shape[1])
    ids, lesson, own = np.full(shape, PAD, np.int32), np.zeros(shape, np.int32), np.zeros(shape, np.bool_)
    for row, held in enumerate(rows):
        start = 0
        for number, one in enumerate(held, 1):
            end = start + told[one]
            ids[row, start:end] = taught.ids[one, : told[one]]
            lesson[row, start:end] = number
            own[row, start + int(taught.sizes[one]) - 1 : end - 1] = True
            start = end
    return Batch(ids, lesson, own)
