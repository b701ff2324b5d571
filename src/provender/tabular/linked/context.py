"""What is given of a row before it is drawn: the rows above it and beside those, and where it stands in time.

of the row's parent, and of those further up      their codes
of the parent's neighbours                        the codes of the one before it and of the one after it
of tables that hang from the same parent          the codes of their last row
of the row itself                                 its place among its siblings, how many follow, the days gone by and
                                                  left, and how many days there are for each that follows
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from provender.tabular.columnar import Places
from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.linked.family import Family

Starts: TypeAlias = Mapping[str, Places]  # table -> (parents + 1,) where each parent's rows begin

_WAVES = 5
_KNOTS = 33
_YEAR = 365.2425
_TOLD = ("elapsed", "remaining", "days", "pace")
NUMBERS = (2 + len(_TOLD)) * _WAVES + 2  # given of each row


class Sources(NamedTuple):
    """The groups of codes that are given of a table's rows: (which table, which of its rows)."""

    groups: tuple[tuple[str, str], ...]

    def size(self, sizes: Mapping[str, Sequence[int]]) -> int:
        """How many codes there are in all groups together, one more in each column for a row that is not there."""
        return sum(size + 1 for table, _ in self.groups for size in sizes[table])


def sources_of(family: Family, name: str) -> Sources:
    """What is given of a table's rows."""
    line = family.line(name)[1:]
    groups = [(ancestor, "self") for ancestor in line]
    if len(line) > 1:
        groups += [(line[0], "before"), (line[0], "after")]
    if line:
        sisters = family.children(line[0])
        groups += [(sister, "last") for sister in sisters[: sisters.index(name)]]
    return Sources(tuple(groups))


def above(
    family: Family, name: str, starts: Starts, *, codes: Mapping[str, Codes], sizes: Mapping[str, Sequence[int]]
) -> npt.NDArray[np.int32]:
    """(parents, q) for each row of a table's parent the codes that are given of its rows, in one common numbering."""
    line = family.line(name)[1:]
    if not line:
        return np.zeros((1, 0), np.int32)
    count = len(codes[line[0]])
    told, offset = [], 0
    for table, which in sources_of(family, name).groups:
        places = _rows(line, starts, table=table, which=which, count=count)
        for column, size in zip(codes[table].T, sizes[table], strict=True):
            there = places >= 0
            seen = np.full(count, size, np.int32)
            seen[there] = column[places[there]]
            told.append(seen + offset)
            offset += size + 1
    return np.stack(told, axis=1).astype(np.int32) if told else np.zeros((count, 0), np.int32)


def _rows(line: Sequence[str], starts: Starts, *, table: str, which: str, count: int) -> Places:
    """(count,) for each row of the parent the row of a table that is meant; -1 where there is none."""
    own = np.arange(count)
    if which == "self":
        for step in line[: line.index(table)]:
            own = owners_of(starts[step])[own]
        return own
    if which == "last":
        ends = starts[table][1:]
        return np.where(ends > starts[table][:-1], ends - 1, -1)
    owners = owners_of(starts[table])
    other = own - 1 if which == "before" else own + 1
    kept = np.clip(other, 0, max(count - 1, 0))
    return np.where((other == kept) & (owners[kept] == owners), kept, -1) if count else own


def owners_of(starts: Places) -> Places:
    """(n,) the parent of each row."""
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))


@dataclass(frozen=True, eq=False, kw_only=True)
class Scale:
    """How days are told to a network: by their rank among those that were learned.

    Attributes:
        elapsed, remaining, days, pace: (33,) knots, none from fewer rows than the floor; empty where nothing is known.
    """

    elapsed: Floats
    remaining: Floats
    days: Floats
    pace: Floats

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {name: getattr(self, name).tolist() for name in _TOLD}


def scale_from(plain: Mapping[str, Any]) -> Scale:
    """Read what `Scale.plain` wrote."""
    return Scale(**{name: np.array(plain[name], np.float64) for name in _TOLD})


def knots_of(values: Floats, floor: int) -> Floats:
    """Evenly spaced ranks of values, those of fewer than `floor` left out at either end."""
    there = np.sort(values[~np.isnan(values)])
    if len(there) < 4 * floor:
        return np.empty(0)
    return np.round(np.quantile(there[floor:-floor], np.linspace(0, 1, _KNOTS)))


class Standing(NamedTuple):
    """Where rows stand, (n,) each: place among siblings, siblings to come, days since the reference, days to the
    bound, day; NaN where there is none."""

    seat: Places
    left: Places
    elapsed: Floats
    remaining: Floats
    day: Floats

    @property
    def pace(self) -> Floats:
        """(n,) days to the bound for each row that is still to come: no network of few rows divides by itself."""
        return np.asarray(self.remaining / (self.left + 1))


def numbers_of(standing: Standing, scale: Scale) -> npt.NDArray[np.float32]:
    """(n, NUMBERS) what a network is told of where rows stand."""
    told = [_waves(np.log2(1.0 + values) / 6) for values in (standing.seat, standing.left)]
    days = (standing.elapsed, standing.remaining, standing.day, standing.pace)
    for values, knots in zip(days, (scale.elapsed, scale.remaining, scale.days, scale.pace), strict=True):
        told.append(_ranks(values, knots))
    turn = 2 * np.pi * np.nan_to_num(standing.day) / _YEAR
    known = ~np.isnan(standing.day) & (len(scale.days) > 0)
    season = np.stack([np.sin(turn) * known, np.cos(turn) * known], axis=1)
    return np.hstack([*told, season]).astype(np.float32)


def _ranks(values: Floats, knots: Floats) -> Floats:
    """(n, waves) of ranks among knots; zeros where a value is missing."""
    if not len(knots):
        return np.zeros((len(values), _WAVES))
    steps = knots + np.arange(len(knots)) * 1e-6  # knots that repeat are told apart
    return _waves(np.interp(np.nan_to_num(values), steps, np.linspace(0, 1, len(steps)))) * ~np.isnan(values)[:, None]


def _waves(shares: Floats) -> Floats:
    """(n, waves) cosines over [0, 1]."""
    pitch = np.arange(1, _WAVES + 1)
    return np.asarray(np.cos(np.pi * np.clip(shares, 0, 1)[:, None] * pitch) / np.sqrt(pitch))


def lanes_of(homes: Places, order: Places, steps: int) -> npt.NDArray[np.int64]:
    """Rows packed into lanes: (lanes, steps), -1 where empty; a household stays in one lane unless it is longer.

    Args:
        homes: (n,) household of each row, rows of one together.
        order: the households, in the order in which they are packed.
    """
    first = np.searchsorted(homes, order, "left")
    lengths = np.searchsorted(homes, order, "right") - first
    cells, at = [], 0
    for begin, length in zip(first.tolist(), lengths.tolist(), strict=True):
        room = steps - at % steps
        at += room if length > room and room < steps else 0
        cells.append((at, begin, length))
        at += length
    told = np.full(-(-max(at, 1) // steps) * steps, -1, np.int64)
    for place, begin, length in cells:
        told[place : place + length] = np.arange(begin, begin + length)
    return told.reshape(-1, steps)
