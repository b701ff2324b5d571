"""Constraints kept: rows are mended until all hold, on the very values that are written.

Where an order is broken the two values change places, or become equal where close values of the reference mostly are.
A dependent value is looked up, a consequence set, a total added up, a value clipped to its bounds, emptied where
another one says that it is absent. What a mend cannot reach is left to the caller, who draws such rows again.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.errors import RecipeError
from provender.tabular.constraints.rules import Form, Rule
from provender.tabular.schema import DATES, NAMES, NUMBERS, Column, Kind
from provender.tabular.table import ARROW, Table, whole
from provender.tabular.written import parsed, rendered

Flags: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]

_ROUNDS = 8
_BETWEEN = "\x1f"
_OTHER = "\x1e"  # what stands for every name that too few rows had
_GONE = "\x1d"
_EMPTY, _THERE = "empty", "there"
_NEAR = 0.05  # of the spread of the lower values: pairs that close tell whether ties are usual
_STEP_US = {Kind.DATE: 86_400_000_000, Kind.DATETIME: 1_000_000}


@dataclass(frozen=True, eq=False, kw_only=True)
class Kept:
    """A rule with what the reference tells of it.

    Attributes:
        rule: what holds.
        told: DEPENDS: what the deciding values say, as they are written; ABSENT: whether they leave the other empty.
            No entry is of fewer than `floor` rows.
        tied: ORDER: whether close values are mostly equal.
    """

    rule: Rule
    told: Mapping[str, str] = field(default_factory=dict)
    tied: bool = False

    def plain(self) -> dict[str, object]:
        """As JSON values."""
        rule = self.rule
        return {
            "form": rule.form.value, "columns": list(rule.columns), "values": list(rule.values),
            "strict": rule.strict, "told": dict(self.told), "tied": self.tied,
        }  # fmt: skip


def kept_from(plain: Mapping[str, Any]) -> Kept:
    """Read what `Kept.plain` wrote."""
    columns, values = tuple(plain["columns"]), tuple(plain["values"])
    rule = Rule(form=Form(plain["form"]), columns=columns, values=values, strict=bool(plain["strict"]))
    return Kept(rule=rule, told=plain["told"], tied=bool(plain["tied"]))


def learn(rules: Sequence[Rule], table: Table, *, floor: int, where: str) -> tuple[Kept, ...]:
    """What a table tells of rules.

    Raises:
        RecipeError: a dependency does not hold in it.
    """
    return tuple(_learned(rule, table, floor, where) for rule in rules)


def _learned(rule: Rule, table: Table, floor: int, where: str) -> Kept:
    """One rule."""
    if rule.form is Form.DEPENDS:
        return Kept(rule=rule, told=_dependency(rule, table, floor, where))
    if rule.form is Form.ABSENT:
        return Kept(rule=rule, told=_absence(rule, table, floor))
    if rule.form is not Form.ORDER:
        return Kept(rule=rule)
    low, high = (_values(table, name) for name in rule.columns)
    gap = (high - low)[~np.isnan(high - low)]
    near = np.abs(gap) <= _NEAR * np.nanstd(low) if len(gap) else np.zeros(0, bool)
    return Kept(rule=rule, tied=bool(near.sum() >= floor and (gap[near] == 0).mean() > 0.5))


def _dependency(rule: Rule, table: Table, floor: int, where: str) -> dict[str, str]:
    """What each deciding value says."""
    keys, last = _keys(table, rule.columns[:-1]), _texts(table, rule.columns[-1])
    pairs: Counter[tuple[str, str]] = Counter(zip(keys.to_pylist(), last.to_pylist(), strict=True))
    told = dict(iter(pairs))
    wrong = sum(count for (key, value), count in pairs.items() if told[key] != value)
    if wrong or not pairs:
        many = f"{wrong:,}" if wrong >= floor else "some"
        mend = "mend those rows, or leave the constraint out"
        raise RecipeError(f"{str(rule)!r} does not hold: {many} rows say otherwise", where=where, mend=mend)
    often = {key: value for (key, value), count in pairs.items() if count >= floor}
    if all(table.schema[name].kind in NAMES for name in rule.columns[:-1]):
        rare: Counter[str] = Counter()
        for (key, value), count in pairs.items():
            if value in often.values() and (key not in often or not rare):
                rare[value] += count
        often[_OTHER] = rare.most_common(1)[0][0] if rare else ""
    return often


def absences(table: Table) -> tuple[Rule, ...]:
    """The rules that follow from columns that others decide to be empty."""
    pairs = [(column.absent_by, column.name) for column in table.schema if column.learned and column.absent_by]
    names = {column.name for column in table.schema if column.learned}
    return tuple(Rule(form=Form.ABSENT, columns=pair) for pair in pairs if pair[0] in names)


def _absence(rule: Rule, table: Table, floor: int) -> dict[str, str]:
    """Which deciding values leave the other column empty, or never do; values of which some rows do decide nothing."""
    empty = pc.is_null(table[rule.columns[1]])
    pairs = zip(_texts(table, rule.columns[0]).to_pylist(), empty.to_pylist(), strict=True)
    counts: Counter[tuple[str, bool]] = Counter(pairs)
    often = {text for text, gone in counts if counts[text, True] + counts[text, False] >= floor}
    sure = sorted(text for text in often if not (counts[text, True] and counts[text, False]))
    return {text: _EMPTY if counts[text, True] else _THERE for text in sure}


def broken(kept: Sequence[Kept], table: Table) -> list[Flags]:
    """For each rule (n,) which rows break it."""
    return [_breaks(each, table) for each in kept]


def mended(kept: Sequence[Kept], table: Table) -> Table:
    """The table with its rows mended as far as that goes."""
    for _ in range(_ROUNDS):
        wrong = broken(kept, table)
        if not any(flags.any() for flags in wrong):
            break
        for each in kept:
            flags = _breaks(each, table)
            if flags.any():
                table = _mend(each, table, flags)
    return table


def _breaks(kept: Kept, table: Table) -> Flags:
    """(n,) which rows break a rule; what is missing breaks none but a dependency."""
    return _BREAKS[kept.rule.form](kept, table)


def _breaks_dependency(kept: Kept, table: Table) -> Flags:
    """Where another value stands than the deciding ones say."""
    return _differ(_texts(table, kept.rule.columns[-1]), _looked_up(kept, table))


def _breaks_order(kept: Kept, table: Table) -> Flags:
    """Where the lower value is the higher."""
    low, high = (_values(table, name) for name in kept.rule.columns)
    return np.asarray(low >= high if kept.rule.strict else low > high)


def _breaks_bound(kept: Kept, table: Table) -> Flags:
    """Where a value lies beyond its bound."""
    value, bound = _values(table, kept.rule.columns[0]), _bound(kept.rule, table)
    over = value < bound if kept.rule.form is Form.LEAST else value > bound
    return np.asarray(over | (value == bound) if kept.rule.strict else over)


def _breaks_implication(kept: Kept, table: Table) -> Flags:
    """Where the condition is met and the consequence is not."""
    pairs = zip(kept.rule.columns, kept.rule.values, strict=True)
    one, two = (_is(table, name, value) for name, value in pairs)
    return one & ~two


def _breaks_sum(kept: Kept, table: Table) -> Flags:
    """Where the parts do not add up to the total."""
    total, wanted = _values(table, kept.rule.columns[0]), _sum(kept.rule, table)
    return np.asarray(np.abs(total - wanted) > 0.5 * 10.0 ** -_digits(kept.rule, table))


def _breaks_expression(kept: Kept, table: Table) -> Flags:
    """Where a written value does not match."""
    texts = rendered(table[kept.rule.columns[0]], table.schema[kept.rule.columns[0]])
    return ~np.asarray(pc.fill_null(pc.match_substring_regex(texts, kept.rule.values[0]), True))


def _breaks_unique(kept: Kept, table: Table) -> Flags:
    """Where a value stood above already."""
    values = table[kept.rule.columns[0]].to_pylist()
    first = {text: at for at, text in reversed([*enumerate(values)])}
    return np.array([text is not None and first[text] != at for at, text in enumerate(values)], bool)


def _breaks_absence(kept: Kept, table: Table) -> Flags:
    """Where a value stands that the deciding one leaves empty, or none where there always is one."""
    said, gone = _looked_up(kept, table), table[kept.rule.columns[1]].is_null()
    filled, lost = pc.and_not(pc.equal(said, _EMPTY), gone), pc.and_(pc.equal(said, _THERE), gone)
    return np.asarray(pc.or_(filled, lost))


_BREAKS: Mapping[Form, Callable[[Kept, Table], Flags]] = {
    Form.DEPENDS: _breaks_dependency,
    Form.ORDER: _breaks_order,
    Form.LEAST: _breaks_bound,
    Form.MOST: _breaks_bound,
    Form.IMPLIES: _breaks_implication,
    Form.SUM: _breaks_sum,
    Form.MATCHES: _breaks_expression,
    Form.UNIQUE: _breaks_unique,
    Form.ABSENT: _breaks_absence,
}


def _mend(kept: Kept, table: Table, flags: Flags) -> Table:
    """A table whose flagged rows are mended by one rule."""
    rule = kept.rule
    if rule.form is Form.DEPENDS:
        told = _looked_up(kept, table)
        known = flags & _differ(told, pa.array([_GONE] * len(flags)))
        table = _write_texts(table, rule.columns[-1], told, known)
    elif rule.form is Form.ORDER:
        table = _ordered(kept, table, flags)
    elif rule.form in (Form.LEAST, Form.MOST):
        table = _clipped(rule, table, flags)
    elif rule.form is Form.IMPLIES:
        table = _write_texts(table, rule.columns[1], pa.array([rule.values[1]] * len(table), pa.string()), flags)
    elif rule.form is Form.SUM:
        table = _write(table, rule.columns[0], _sum(rule, table), flags)
    elif rule.form is Form.ABSENT:
        wrong = flags & table[rule.columns[1]].is_valid().to_numpy(zero_copy_only=False)
        table = _write_texts(table, rule.columns[1], pa.array([""] * len(table)), wrong)
    return table  # an expression's, a repeated or a lost value's row can only be drawn again


def _ordered(kept: Kept, table: Table, flags: Flags) -> Table:
    """Values in their order: changed places, or made equal."""
    rule = kept.rule
    low, high = (_values(table, name) for name in rule.columns)
    below, above = (table.schema[name] for name in rule.columns)
    step = max(_step(below), _step(above)) if rule.strict else 0.0
    raised = _on_grid(low + (step if kept.tied or rule.strict else 0.0), above, np.ceil)
    table = _write(table, above.name, raised, flags)
    return table if kept.tied else _write(table, below.name, _on_grid(high, below, np.floor), flags)


def _clipped(rule: Rule, table: Table, flags: Flags) -> Table:
    """Values at their bound."""
    column, bound = table.schema[rule.columns[0]], _bound(rule, table)
    inward = _step(column) * rule.strict * (1 if rule.form is Form.LEAST else -1)
    edge = _on_grid(np.full(len(table), bound + inward), column, np.ceil if rule.form is Form.LEAST else np.floor)
    return _write(table, column.name, edge, flags)


def _step(column: Column) -> float:
    """The least difference of two of a column's values."""
    return float(_STEP_US[column.kind]) if column.kind in DATES else 10.0**-column.digits


def _on_grid(values: Floats, column: Column, rounding: Any) -> Floats:
    """Values on what a column can hold."""
    if column.kind in DATES:
        step = _step(column)
        return np.asarray(rounding(values / step) * step)
    scale = 10.0**column.digits
    return np.asarray(rounding(np.round(values * scale, 6)) / scale)


def _values(table: Table, name: str) -> Floats:
    """(n,) numbers, or microseconds of dates; NaN where missing."""
    array = table[name]
    if table.schema[name].kind in DATES:
        array = whole(array.cast(pa.timestamp("us")))
    return np.asarray(array.cast(pa.float64(), safe=False).fill_null(float("nan")).to_numpy(zero_copy_only=False))


def _bound(rule: Rule, table: Table) -> float:
    """The bound of a range."""
    column = table.schema[rule.columns[0]]
    value = parsed(pa.array(rule.values, pa.string()), column)
    value = whole(value.cast(pa.timestamp("us"))) if column.kind in DATES else value
    return float(value[0].as_py())


def _digits(rule: Rule, table: Table) -> int:
    """Decimals of the total."""
    return table.schema[rule.columns[0]].digits


def _sum(rule: Rule, table: Table) -> Floats:
    """(n,) what the total should be, as it can be written."""
    parts = sum((_values(table, name) for name in rule.columns[1:]), np.zeros(len(table)))
    return np.asarray(np.round(parts, _digits(rule, table)))


def _texts(table: Table, name: str) -> Any:
    """(n,) values as they are written; a missing one is the empty text."""
    return pc.fill_null(rendered(table[name], table.schema[name]), "")


def _keys(table: Table, names: Sequence[str]) -> Any:
    """(n,) deciding values, several joined."""
    return pc.binary_join_element_wise(*(_texts(table, name) for name in names), _BETWEEN)


def _looked_up(kept: Kept, table: Table) -> Any:
    """(n,) what the deciding values say, as `told` has it; `_GONE` where nothing is known of them."""
    encoded = pc.dictionary_encode(_keys(table, kept.rule.columns[:-1]))
    other = kept.told.get(_OTHER, _GONE)
    said = [kept.told.get(key, other) for key in encoded.dictionary.to_pylist()]
    return pa.array(said, pa.string()).take(encoded.indices)


def _differ(one: Any, two: Any) -> Flags:
    """(n,) where two arrays of text are not the same."""
    return np.asarray(pc.not_equal(one, two))


def _is(table: Table, name: str, value: str) -> Flags:
    """(n,) whether a column has a value, given as it is written."""
    wanted = rendered(parsed(pa.array([value], pa.string()), table.schema[name]), table.schema[name])[0].as_py()
    return np.asarray(pc.equal(_texts(table, name), wanted))


def _write_texts(table: Table, name: str, texts: Any, flags: Flags) -> Table:
    """A table with written values in the flagged rows of a column; the empty text is missing."""
    column = table.schema[name]
    encoded = pc.dictionary_encode(pc.if_else(pa.array(flags), texts, _texts(table, name)))
    told = encoded.dictionary
    blank = pc.equal(told, "")
    values = _plain(parsed(pc.if_else(blank, None, told), column))
    return _with(table, name, values.take(encoded.indices))


def _plain(array: Any) -> Any:
    """A dictionary array as what it stands for."""
    return array.cast(pa.string()) if pa.types.is_dictionary(array.type) else array


def _write(table: Table, name: str, values: Floats, flags: Flags) -> Table:
    """A table with numbers in the flagged rows of a column."""
    column = table.schema[name]
    assert column.kind in NUMBERS or column.kind in DATES, "numbers go into numbers"
    told = np.where(flags & ~np.isnan(values), values, _values(table, name))
    gone = np.isnan(told)
    steps = pa.array(np.where(gone, 0, told), mask=gone)
    if column.kind in DATES:
        steps = pa.array(np.where(gone, 0, told).astype(np.int64), pa.int64(), mask=gone).cast(pa.timestamp("us"))
    return _with(table, name, steps.cast(ARROW[column.kind], safe=False))


def _with(table: Table, name: str, array: Any) -> Table:
    """A table with another column."""
    place = table.schema.place(name, where="a table")
    wanted = ARROW[table.schema.columns[place].kind]
    if pa.types.is_dictionary(wanted):
        array = pc.dictionary_encode(array).cast(wanted)
    arrays = (*table.arrays[:place], array, *table.arrays[place + 1 :])
    return Table(table.schema, arrays)
