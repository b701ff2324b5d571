"""Missing mass: how much of what the anchor says the data no longer says, cycle by cycle.

A loop that learns from its own data loses rare things first, and nothing else shows it so soon: mean, spread, entropy
and even the total mass of rare things hardly move, while the share of the anchor that no record covers rises by many
standard errors in one generation. So the control split is cut into things said (words and pairs of words; a number of
three digits or more counts as its length), and each of its records is asked what part no record of the cycle holds.

A cycle is held against the first one, at equal size in each slice that the recipe settles, so that neither more data
nor a moved mix counts. Were both of one source, they could be exchanged: the rise is measured against what exchanging
records at random gives (Fisher 1935; with a normal tail, since a chance so small lies beyond what draws can show).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from provender.core.record import Record
from provender.core.seeds import stream
from provender.core.verdict import Interval

PART = "stages/monitors/missing"
MOST = 1000  # records a side: a loop is not to wait for its monitor
_DRAWS = 100
_WORD = re.compile(r"[^\W_]+|[+*/=<>^%-]")
_LONG = 1 << 14  # characters of a text that are looked at

Places: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What of the anchor a cycle misses, beside the first cycle.

    Attributes:
        now, first: share of the anchor's things that each misses, at equal size.
        rise: of it, with an interval at the level asked for.
    """

    now: float
    first: float
    rise: Interval


def things(text: str) -> frozenset[str]:
    """What a text says: its words, and words in a row; a long number counts as its length."""
    words = [
        "0" * len(word) if len(word) > 2 and word.isdigit() else word for word in _WORD.findall(text[:_LONG].lower())
    ]
    return frozenset([*words, *map(" ".join, pairwise(words))])


def missing(
    anchor: Sequence[str], first: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]], *, alpha: float, seed: int
) -> Missing | None:
    """How much more of the anchor is missing now than at first.

    Args:
        anchor: texts of the control split.
        first, now: (cell, text) of each record of the first cycle and of this one; cells are compared at equal size.
        alpha: chance that a rise is found where there is none.
        seed: of the draws.

    Returns:
        None where there is nothing to compare: no anchor, or no cell in common.

    Guarantees:
        Records of one source, in whatever numbers by cell, show a rise above 0 with probability about `alpha`.
    """
    held = [things(text) for text in anchor[:MOST]]
    pool, sides, cells = _drawn(first, now, seed)
    if not any(held) or not len(pool):
        return None
    names = {name: at for at, name in enumerate(sorted(frozenset().union(*held)))}
    weights = np.zeros(len(names))
    for said in held:
        for name in said:
            weights[names[name]] += 1 / (len(said) * len(held))
    pairs = [(row, names[name]) for row, text in enumerate(pool) for name in things(text) if name in names]
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T

    def rise(side: npt.NDArray[np.bool_]) -> tuple[float, float]:
        gone = [1 - _covered(columns[mask[rows]], len(names)) for mask in (side, ~side)]
        return float(weights @ gone[0]), float(weights @ gone[1])

    here, there = rise(sides)
    spread = np.array([np.subtract(*rise(_exchanged(sides, cells, seed, draw))) for draw in range(_DRAWS)])
    reach = NormalDist().inv_cdf(1 - alpha) * float(spread.std(ddof=1))
    seen = here - there
    return Missing(now=here, first=there, rise=Interval(low=seen - reach, high=seen + reach, level=1 - 2 * alpha))


def _covered(columns: Places, count: int) -> npt.NDArray[np.bool_]:
    """(count,) which things some record holds."""
    seen = np.zeros(count, bool)
    seen[columns] = True
    return seen


def _drawn(
    first: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]], seed: int
) -> tuple[list[str], npt.NDArray[np.bool_], Places]:
    """As many texts of both sides in each cell: the texts, whether each is of now, and its cell."""
    by_cell: dict[str, tuple[list[str], list[str]]] = {}
    for side, records in enumerate((first, now)):
        for cell, text in records:
            by_cell.setdefault(cell, ([], []))[side].append(text)
    size = {cell: min(map(len, both)) for cell, both in sorted(by_cell.items())}
    whole = sum(size.values())
    texts: list[str] = []
    sides: list[bool] = []
    cells: list[int] = []
    for at, (cell, most) in enumerate(size.items()):
        count = most if whole <= MOST else most * MOST // whole
        for side, told in enumerate(by_cell[cell]):
            texts += stream(seed, 2 * at + side, PART).sample(told, count)
            sides += [bool(side)] * count
            cells += [at] * count
    return texts, np.array(sides, bool), np.array(cells, np.int64)


def _exchanged(sides: npt.NDArray[np.bool_], cells: Places, seed: int, draw: int) -> npt.NDArray[np.bool_]:
    """The sides exchanged at random within each cell; the places of a cell follow each other."""
    rng = np.random.Generator(np.random.Philox(key=[seed % 2**64, draw]))
    return sides[np.lexsort((rng.random(len(cells)), cells))]


def told_apart(records: Iterable[Record], by: Iterable[str]) -> list[tuple[str, str]]:
    """(cell, text) of each record, cells by their values of the tags `by`."""
    tags = tuple(by)
    return [("|".join(record.tags.get(tag, "") for tag in tags), record.payload.text()) for record in records]


def slices(records: Sequence[Record], by: Iterable[str]) -> Mapping[str, list[Record]]:
    """Records by each value of the tags that are told apart."""
    found: dict[str, list[Record]] = {}
    for tag in by:
        for record in records:
            if tag in record.tags:
                found.setdefault(f"{tag} {record.tags[tag]}", []).append(record)
    return dict(sorted(found.items()))
