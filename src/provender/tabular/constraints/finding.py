"""Constraints that a table keeps without exception, found where chance cannot be the reason.

A rule is told when all rows keep it and

- a dependency: the deciding column has at most 100 values, all of ten rows or more, and two decided values have ten
  rows or more each;
- an implication: a hundred rows or more meet the condition, and no dependency says it already;
- an order: a hundred rows or more have both numbers or dates, and of two columns that knew nothing of each other at
  least one row in twenty would break it;
- a sum: a hundred rows or more have all numbers, none of them negative, and the parts follow from the total by least
  squares alone, each counted once;
- and for all: columns that knew nothing of each other would keep it with a chance under 1e-9, divided by how many
  rules of its form were looked at.

What holds in all n rows may still be broken by about one row in n of the world. In twenty random halves of two real
tables no dependency and no order broke in the other half, while all twenty implications of one table did, in a row or
two: so the first two are kept in rows that are made, and implications are only offered.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from math import log
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.tabular.constraints.rules import Form, Rule
from provender.tabular.encoding.numbers import Floats
from provender.tabular.schema import DATES, NAMES, NUMBERS, Column, Kind
from provender.tabular.table import Table, whole
from provender.tabular.written import rendered

FLOOR = 10
_FEW = 100  # values of a column that decides another
_LEVELS = 20  # of a column in an implication
_ROWS = 100
_CHANCE = log(1e-9)
_BROKEN = 0.05  # of the rows, by columns that know nothing of each other
_LOOKED = 60  # columns of a kind that are compared with each other

_DISCRETE = frozenset({*NAMES, Kind.BOOLEAN, Kind.INTEGER, Kind.DECIMAL}) - {Kind.CODE}  # a decimal may be a tariff


class Coded(NamedTuple):
    """A column of few values: (n,) codes, the values as written, and (k,) how often each stands."""

    name: str
    codes: npt.NDArray[np.int64]
    texts: Sequence[str]
    counts: npt.NDArray[np.int64]


def found(table: Table) -> tuple[Rule, ...]:
    """The dependencies, sums and orders that all rows keep and that chance does not explain."""
    if len(table) < _ROWS:
        return ()
    sums = tuple(_sums(table))
    told = {(part, rule.columns[0]) for rule in sums for part in rule.columns[1:]}  # a part is never above its total
    orders = (*_orders(table, NUMBERS - {Kind.LATITUDE, Kind.LONGITUDE}), *_orders(table, DATES))
    return (*_dependencies(_all_coded(table)), *sums, *(rule for rule in orders if rule.columns not in told))


def implied(table: Table) -> tuple[Rule, ...]:
    """The implications that all rows keep, that chance does not explain and that no dependency says already."""
    coded = _all_coded(table)
    return tuple(_implications(coded, list(_dependencies(coded))))


def _all_coded(table: Table) -> list[Coded]:
    """The first columns of few values."""
    return [each for column in table.schema if (each := _coded(table, column))][:_LOOKED]


def _coded(table: Table, column: Column) -> Coded | None:
    """A column's codes where it has 2 to 100 values, missing among them."""
    if column.kind not in _DISCRETE:
        return None
    encoded: Any = pc.dictionary_encode(pc.fill_null(rendered(table[column.name], column), ""))
    if not 2 <= len(encoded.dictionary) <= _FEW:
        return None
    codes = np.asarray(encoded.indices, np.int64)
    return Coded(column.name, codes, encoded.dictionary.to_pylist(), np.bincount(codes))


def _dependencies(coded: Sequence[Coded]) -> Iterator[Rule]:
    """Columns that decide others. Of two that decide each other the first is said to."""
    told: set[tuple[str, str]] = set()
    bar = _CHANCE - log(max(len(coded) ** 2, 1))
    for one, two in permutations(coded, 2):
        if one.counts.min() < FLOOR or (two.name, one.name) in told or (two.counts >= FLOOR).sum() < 2:
            continue
        joint = _joint(one, two)
        if ((joint > 0).sum(axis=1) == 1).all() and _chance(joint, two) < bar:
            told.add((one.name, two.name))
            yield Rule(form=Form.DEPENDS, columns=(one.name, two.name))


def _joint(one: Coded, two: Coded) -> npt.NDArray[np.int64]:
    """(values of one, values of two) rows."""
    width = len(two.counts)
    flat = np.bincount(one.codes * width + two.codes, minlength=len(one.counts) * width)
    return np.asarray(flat.reshape(-1, width))


def _chance(joint: npt.NDArray[np.int64], two: Coded) -> float:
    """Log of the chance that values drawn at random agree within each value of the first column."""
    shares = np.log(two.counts / two.counts.sum())
    return float(((joint.sum(axis=1) - 1) * shares[joint.argmax(axis=1)]).sum())


def _implications(coded: Sequence[Coded], depends: Sequence[Rule]) -> Iterator[Rule]:
    """Values that imply values."""
    few = [each for each in coded if len(each.counts) <= _LEVELS]
    bar = _CHANCE - log(max(sum(len(each.counts) for each in few) * len(few), 1))
    known = {rule.columns for rule in depends}
    told: set[tuple[str, str]] = set()
    for one, two in permutations(few, 2):
        joint = _joint(one, two)
        back = (two.name, one.name)
        if (one.name, two.name) in known or (back in known and ((joint > 0).sum(axis=0) == 1).all()):
            continue
        if back in told and len(one.counts) == len(two.counts) == 2:
            continue  # the same said backwards
        shares = np.log(two.counts / two.counts.sum())
        for at in np.flatnonzero(((joint > 0).sum(axis=1) == 1) & (one.counts >= _ROWS)).tolist():
            then = int(joint[at].argmax())
            values = (one.texts[at], two.texts[then])
            if all(values) and one.counts[at] * shares[then] < bar:
                told.add((one.name, two.name))
                yield Rule(form=Form.IMPLIES, columns=(one.name, two.name), values=values)


def _orders(table: Table, kinds: frozenset[Kind]) -> Iterator[Rule]:
    """Numbers, or dates, that are never above others."""
    names = [column.name for column in table.schema if column.kind in kinds]
    columns = {name: _numbers(table[name]) for name in names[:_LOOKED]}
    bar = _CHANCE - log(max(len(columns) ** 2, 1))
    for low, high in permutations(columns, 2):
        one, two = columns[low], columns[high]
        both = ~np.isnan(one) & ~np.isnan(two)
        if both.sum() < _ROWS or (one[both] > two[both]).any() or (one[both] == two[both]).all():
            continue
        kept = (np.searchsorted(np.sort(one[both]), two[both], "right") / both.sum()).mean()
        if 1 - kept >= _BROKEN and both.sum() * log(max(kept, 1e-300)) < bar:
            yield Rule(form=Form.ORDER, columns=(low, high))


def _numbers(array: Any) -> npt.NDArray[np.float64]:
    """(n,) floats, microseconds of dates, NaN where missing."""
    told = whole(array.cast(pa.timestamp("us"))) if pa.types.is_temporal(array.type) else array
    values = told.cast(pa.float64(), safe=False).fill_null(float("nan"))
    return np.asarray(values.to_numpy(zero_copy_only=False))


def _sums(table: Table) -> Iterator[Rule]:
    """Totals and the parts that make them up."""
    kinds = {column.name: column for column in table.schema if column.kind in (Kind.INTEGER, Kind.DECIMAL)}
    columns = {name: _numbers(table[name]) for name in [*kinds][:_LOOKED]}
    columns = {name: values for name, values in columns.items() if np.nanmin(values, initial=0) >= 0}
    bar = _CHANCE - log(max(len(columns), 1)) * 3
    for total, values in columns.items():
        below = [name for name, part in columns.items() if name != total and _below(part, values)]
        parts = _parts({name: columns[name] for name in below}, values)
        rest = values - sum((columns[name] for name in parts), np.zeros(len(values)))
        known = rest[~np.isnan(rest)]
        exact = len(known) >= _ROWS and (np.abs(known) < 0.5 * 10.0 ** -kinds[total].digits).all()
        if len(parts) > 1 and exact and len(known) * log(_often(columns[parts[0]])) < bar:
            yield Rule(form=Form.SUM, columns=(total, *parts))


def _below(part: Floats, total: Floats) -> bool:
    """Whether a column is never above another, nor missing where that one stands, nor always nothing."""
    known = ~np.isnan(total)
    return bool(known.sum() >= _ROWS and (part[known] <= total[known]).all() and np.ptp(part[known]) > 0)


def _parts(columns: Mapping[str, Floats], total: Floats) -> list[str]:
    """The columns that add up to a total, as least squares over some rows tell; none where that is not plain."""
    known = np.flatnonzero(~np.isnan(total))[: 20 * len(columns) + _ROWS]
    if not columns:
        return []
    weights = np.linalg.lstsq(np.column_stack(list(columns.values()))[known], total[known], rcond=None)[0]
    plain = np.abs(weights - np.round(weights)) < 1e-6
    if not plain.all() or not set(np.round(weights).tolist()) <= {0.0, 1.0}:
        return []
    return [name for name, weight in zip(columns, weights, strict=True) if weight > 0.5]


def _often(values: Floats) -> float:
    """The share of the commonest number."""
    return float(np.unique(values[~np.isnan(values)], return_counts=True)[1].max() / max((~np.isnan(values)).sum(), 1))
