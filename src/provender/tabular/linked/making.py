"""Households drawn from what was learned: the root's rows first, then table by table, row after row of a history."""

from dataclasses import dataclass, field
from typing import Any

import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.tabular.columnar import Places
from provender.tabular.constraints.keeping import broken, mended
from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.generators._points import spread, within
from provender.tabular.linked.blocks import keys_of
from provender.tabular.linked.context import Standing, above, numbers_of, owners_of
from provender.tabular.linked.family import At, Member
from provender.tabular.linked.household import Linked
from provender.tabular.linked.learning import Branch, Learned, ruled_part
from provender.tabular.linked.network import FADING, Given, Past, draw
from provender.tabular.linked.timeline import (
    MARK,
    Limits,
    bounds_of,
    dates_of,
    kept_within,
    moments_of,
    own_orders,
    windowed,
)  # fmt: skip
from provender.tabular.schema import DATES, Column, Kind, Schema
from provender.tabular.table import Table

_SHELVES = (16, 64, 256, 1024)  # rows that are drawn together: few shapes are compiled
_DAY_US = 86_400_000_000

Flags = npt.NDArray[np.bool_]


@dataclass(eq=False, slots=True)
class _Block:
    """Households while they grow.

    Attributes:
        learned: what they are drawn from.
        rng: their stream.
        indices: (n,) of the households.
        seed: of the run, for keys.
        starts, codes, tables, keys, numbers: of each table that is there already; `numbers` tell its rows apart.
        days: (n,) of each date that is there already.
    """

    learned: Learned
    rng: np.random.Generator
    indices: Places
    seed: int
    starts: dict[str, Places] = field(default_factory=dict)
    codes: dict[str, Codes] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, Places] = field(default_factory=dict)
    moments: dict[At, Floats] = field(default_factory=dict)

    def up(self, name: str, ancestor: str) -> Places:
        """(n,) for each row of a table the row of `ancestor` that it hangs from."""
        line = self.learned.family.line(name)
        found = np.arange(int(self.starts[name][-1]))
        for step in line[: line.index(ancestor)]:
            found = owners_of(self.starts[step])[found]
        return found

    def day(self, name: str, at: At) -> Floats:
        """(n,) for each row of a table the day of a date above it."""
        return np.asarray(np.floor(self.moments[at][self.up(name, at.table)] / _DAY_US))


def made(learned: Learned, rng: np.random.Generator, indices: Places, *, seed: int) -> Linked:
    """A block of households."""
    block = _Block(learned=learned, rng=rng, indices=indices, seed=seed)
    for member in learned.family.members:
        _grow(block, member, learned.branches[member.name])
    tables = tuple(_finished(block, member) for member in learned.family.members)
    return Linked(learned.family, tables, tuple(block.starts[name] for name in learned.family.names))


def _grow(block: _Block, member: Member, branch: Branch) -> None:
    """Add the rows of one table."""
    name = member.name
    if not member.parent:
        block.starts[name] = np.array([0, len(block.indices)])
        block.numbers[name] = block.indices
    else:
        counts = np.asarray(block.tables[member.parent][f"{MARK}{name}"]).astype(np.int64)
        block.starts[name] = np.concatenate(([0], np.cumsum(counts)))
        owners = owners_of(block.starts[name])
        seats = np.arange(len(owners)) - block.starts[name][owners]
        block.numbers[name] = block.numbers[member.parent][owners] * max(member.most or 1, 1) + seats
    if member.key:
        form = member.schema[member.key].form
        block.keys[name] = pa.array(keys_of(form, block.numbers[name], seed=block.seed, name=member.key), pa.string())
    codes, days = _drawn(block, member, branch)
    chances = within(block.rng, codes)
    learned = branch.encoder.decode(codes, chances, block.numbers[name], seed=block.seed)
    learned = _ruled(windowed(learned), member, branch)
    block.tables[name], block.codes[name] = learned, branch.encoder.encode(learned)
    _date(block, member, learned, days)


def _ruled(learned: Table, member: Member, branch: Branch) -> Table:
    """A table whose rows keep what holds within them."""
    if not branch.kept:
        return learned
    part = mended(branch.kept, ruled_part(learned, member))
    arrays = [
        part[column.name] if column.name in part.schema.names else array
        for column, array in zip(learned.schema, learned.arrays, strict=True)
    ]
    return Table(learned.schema, tuple(arrays))


def _drawn(block: _Block, member: Member, branch: Branch) -> tuple[Codes, Floats]:
    """The codes of a table's rows, and their days where it has an order of time: one row of each household a time."""
    name, family = member.name, block.learned.family
    count = int(block.starts[name][-1])
    codes = np.zeros((count, len(branch.sizes)), np.int32)
    days = np.full(count, np.nan)
    if not branch.params or not count:
        return codes, days
    sizes = {other: each.sizes for other, each in block.learned.branches.items()}
    tops = above(family, name, block.starts, codes=block.codes, sizes=sizes)
    owners = owners_of(block.starts[name]) if member.parent else np.zeros(count, np.int64)
    homes = block.up(name, family.root.name)
    turns = np.arange(count) - np.searchsorted(homes, homes)
    clock = _clock(block, member, branch)
    past = _History(len(block.indices), branch.shape.width)
    order = np.argsort(turns, kind="stable")
    ends = np.searchsorted(turns[order], np.arange(turns.max() + 2))
    for turn in range(int(turns.max()) + 1):
        rows = order[ends[turn] : ends[turn + 1]]
        standing = clock.standing(rows)
        given = Given(tops[owners[rows]], numbers_of(standing, branch.scale), standing.pace.astype(np.float32))
        barred = clock.late(standing.remaining, max(branch.sizes))
        codes[rows], told = _step(block.rng, branch, given, past.of(homes[rows]), barred=barred)
        past.add(homes[rows], told)
        if member.order:
            days[rows] = clock.day(rows, codes[rows, 0], block.rng)
    return codes, days


def _step(rng: np.random.Generator, branch: Branch, given: Given, past: Past, *, barred: Flags) -> tuple[Codes, Floats]:
    """Some rows, drawn on the smallest shelf that holds them; more than the largest in parts."""
    count = len(given.numbers)
    if count > _SHELVES[-1]:
        half = _SHELVES[-1]
        parts = []
        for start in range(0, count, half):
            cut = slice(start, start + half)
            some = Given(*(v[cut] for v in given)), Past(*(v[cut] for v in past))
            parts.append(_step(rng, branch, *some, barred=barred[cut]))
        return np.concatenate([codes for codes, _ in parts]), np.concatenate([told for _, told in parts])
    shelf = next(size for size in _SHELVES if size >= count)
    rows = np.arange(shelf) % count
    draws = spread(rng, shelf.bit_length() - 1, len(branch.sizes))[rng.permutation(shelf)]
    given, past = Given(*(jnp.array(v[rows]) for v in given)), Past(*(jnp.array(v[rows]) for v in past))
    codes, told = draw(branch.params, given, past, jnp.array(draws), barred=jnp.array(barred[rows]), shape=branch.shape)
    return np.asarray(codes)[:count].astype(np.int32), np.asarray(told)[:count]


class _History:
    """What the rows of each household have told so far."""

    def __init__(self, homes: int, width: int) -> None:
        self._last, self._faded, self._sum = (np.zeros((homes, width), np.float32) for _ in range(3))
        self._count = np.zeros((homes, 1), np.float32)

    def of(self, homes: Places) -> Past:
        """What came before the next row of each."""
        return Past(self._last[homes], self._faded[homes], self._sum[homes] / np.maximum(self._count[homes], 1))

    def add(self, homes: Places, told: npt.NDArray[Any]) -> None:
        """Take in one row of each."""
        self._last[homes] = told
        self._faded[homes] = self._faded[homes] * np.float32(FADING) + told
        self._sum[homes] += told
        self._count[homes] += 1


@dataclass(eq=False, slots=True, kw_only=True)
class _Clock:
    """Where the rows of a table stand in time; (n,) each, NaN where nothing is known.

    Attributes:
        part: the code of the gaps, None where rows have no order of time.
        owners: the parent of each row.
        seats, left: place among siblings, siblings to come.
        first: the day of the reference.
        limits: days that a row may not precede and not pass.
        now: (parents,) the day of each parent's last row so far.
    """

    part: Any
    owners: Places
    seats: Places
    left: Places
    first: Floats
    limits: Limits
    now: Floats

    def standing(self, rows: Places) -> Standing:
        """Where rows stand before they are drawn."""
        first, last = self.first[rows], self.now[self.owners[rows]]
        now = np.where(np.isnan(last) | np.isnan(first), first, last)
        return Standing(self.seats[rows], self.left[rows], now - first, self.limits.high[rows] - now, now)

    def late(self, remaining: Floats, widest: int) -> Flags:
        """(k, widest) codes of gaps that would pass the bound of a row, the least of all left open."""
        barred = np.zeros((len(remaining), widest), bool)
        if self.part is not None and len(self.part.lows):
            ends = self.part.lows > remaining[:, None]
            ends[:, np.argmin(self.part.lows)] = False
            barred[:, : len(self.part.lows)] = ends
        return barred

    def day(self, rows: Places, codes: Codes, rng: np.random.Generator) -> Floats:
        """The days of rows whose gaps were drawn, inside their bounds."""
        last = self.now[self.owners[rows]]
        base = np.where(np.isnan(last), np.nan_to_num(self.first[rows]), last)
        days = base + self.part.decode(codes, rng.random(len(rows)))
        limits = Limits(np.fmax(self.limits.low[rows], last), self.limits.high[rows])
        first = 1 - (1 - rng.random(len(rows))) ** (1 / (self.left[rows] + 1))  # of all those still to come
        told = kept_within(days, limits, first)
        self.now[self.owners[rows]] = np.where(np.isnan(told), last, told)
        return told


def _clock(block: _Block, member: Member, branch: Branch) -> _Clock:
    """The clock of a table whose rows are about to be drawn."""
    starts, count = block.starts[member.name], int(block.starts[member.name][-1])
    nothing = np.full(count, np.nan)
    owners = owners_of(starts)
    seats = np.arange(count) - starts[owners]
    return _Clock(
        part=branch.encoder.parts[0][0] if member.order else None,
        owners=owners,
        seats=seats,
        left=np.diff(starts)[owners] - seats - 1,
        first=block.day(member.name, branch.reference) if branch.reference else nothing,
        limits=_limits(block, member, member.order) if member.order else Limits(nothing, nothing),
        now=np.full(len(starts) - 1, np.nan),
    )


def _limits(block: _Block, member: Member, column: str) -> Limits:
    """(n,) days that a date of a table may not precede and not pass, by dates above."""
    nothing = np.full(int(block.starts[member.name][-1]), np.nan)
    lows, highs = bounds_of(block.learned.family.orders, member.name, column)
    low, high = nothing, nothing
    for at in lows:
        low = np.fmax(low, block.day(member.name, at))
    for at in highs:
        high = np.fmin(high, block.day(member.name, at))
    return Limits(low, high)


def _date(block: _Block, member: Member, learned: Table, days: Floats) -> None:
    """Tell the dates of a table's rows, in microseconds since 1970."""
    name = member.name
    if not member.parent:
        for column in member.dates():
            block.moments[At(name, column)] = moments_of(learned[column])
        return
    branch = block.learned.branches[name]
    count = len(learned)
    above_day = block.day(name, branch.reference) if branch.reference else np.zeros(count)
    for column in sorted(member.dates(), key=lambda each: each != member.order):
        if column == member.order:
            told = days
        else:
            base = np.floor(block.moments[At(name, member.order)] / _DAY_US) if member.order else above_day
            told = kept_within(base + _floats(learned[column]), _limits(block, member, column), block.rng.random(count))
        moments = told * _DAY_US
        if (mark := f"{MARK}{column}{MARK}time") in learned.schema.names:
            moments = moments + np.nan_to_num(_floats(learned[mark])) * 1e6
        block.moments[At(name, column)] = _timed(block, member, column, moments)
    for early, late in own_orders(block.learned.family.orders, member):
        one, two = block.moments[At(name, early)], block.moments[At(name, late)]
        block.moments[At(name, late)] = np.where(one > two, one, two)


def _timed(block: _Block, member: Member, column: str, moments: Floats) -> Floats:
    """Moments whose times of day keep the orders that their days keep: the later of two on one day waits."""
    lows, highs = bounds_of(block.learned.family.orders, member.name, column)
    for at in lows:
        moments = np.fmax(
            moments, np.where(np.isnan(moments), np.nan, block.moments[at][block.up(member.name, at.table)])
        )
    for at in highs:
        bound = block.moments[at][block.up(member.name, at.table)]
        moments = np.where(moments > bound, bound, moments)
    if column == member.order and len(moments):
        owners = owners_of(block.starts[member.name])
        for start, end in zip(*_spans(owners), strict=True):
            if end - start > 1:
                moments[start:end] = np.fmax.accumulate(moments[start:end])
    return moments


def _spans(owners: Places) -> tuple[list[int], list[int]]:
    """Where the rows of each parent begin and end."""
    cuts = np.flatnonzero(np.diff(owners)) + 1
    return [0, *cuts.tolist()], [*cuts.tolist(), len(owners)]


def _floats(array: Any) -> Floats:
    """(n,) numbers, NaN where missing."""
    return np.asarray(array.cast(pa.float64()).fill_null(float("nan")))


def _finished(block: _Block, member: Member) -> Table:
    """A table of a block with all its columns."""
    return Table(member.schema, tuple(_array(block, member, column) for column in member.schema))


def _array(block: _Block, member: Member, column: Column) -> Any:
    """One column: a key of its own or of another row, a date, learned, or made anew."""
    name = member.name
    named = _named(block, member, column.name)
    if named is not None:
        return named
    if column.kind in DATES and member.parent:
        return dates_of(block.moments[At(name, column.name)], column)
    if column.kind is Kind.IDENTIFIER:
        return pa.array(keys_of(column.form, block.numbers[name], seed=block.seed, name=column.name), pa.string())
    return block.tables[name][column.name] if column.learned else pa.nulls(int(block.starts[name][-1]), pa.string())


def _named(block: _Block, member: Member, column: str) -> Any:
    """The keys that a column holds: its own, of a row above, or of the one below that it names; None for others."""
    family, copies = block.learned.family, {member.link: member.parent, **dict(member.above)}
    if column == member.key:
        return block.keys[member.name]
    if column in copies:
        ancestor = copies[column]
        return block.keys[ancestor].take(pa.array(block.up(member.name, ancestor)))
    for child in family.children(member.name):
        if family[child].held == column:
            starts = block.starts[child]
            return block.keys[child].take(pa.array(starts[:-1], mask=np.diff(starts) == 0))
    return None


def faults(learned: Learned, linked: Linked) -> dict[int, str]:
    """Households in which something that must hold within a row does not: place -> the rule."""
    found: dict[int, str] = {}
    for place, member in enumerate(learned.family.members):
        kept = learned.branches[member.name].kept
        names = learned.branches[member.name].encoder.schema.names
        table = linked.tables[place]
        columns = tuple(c for c in table.schema if c.name in names)
        told = ruled_part(Table(Schema(columns), tuple(table[c.name] for c in columns)), member)
        for each, flags in zip(kept, broken(kept, told), strict=True):
            for home in linked.homes[place][flags].tolist():
                found.setdefault(home, f"{member.name}: {each.rule}")
    return found
