"""What a column may hold, said in public: nothing here is learned from rows, so nothing here costs anything.

domain:
  age: {from: 15, to: 90, step: 5}                       numbers, in steps
  hours: {edges: [0, 20, 40, 41, 60, 99], missing: true} numbers, between edges; may be missing
  creatinine: {from: 0, to: 15, step: 0.5, digits: 2}    numbers with two decimals
  stage: {levels: [I, II, III, IV]}                      names with an order
  sex: [f, m]                                            names

A value that is not of its column's domain counts as missing where that may be, else as the nearest number or the
first name: a row is never left out for it, nor is it told, since both would say something of the row.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, TypeAlias, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.errors import RecipeError, UnknownName
from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.schema import NUMBERS, Column, Kind
from provender.tabular.table import ARROW, NAMED, Table
from provender.tabular.written import NUMBER, rendered

MOST_VALUES = 2000  # of one column: a table of two such has more cells than there are rows to count
_MOST_DIGITS = 9
_KEYS = ("from", "to", "step", "edges", "digits", "levels", "names", "missing")
_SLACK = 1e-9
_NUMERIC = re.compile(NUMBER.strip("^$"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bins:
    """A column of numbers.

    Attributes:
        edges: ascending; bin k holds edges[k] <= x < edges[k + 1], the last its upper edge as well.
        digits: decimals of what is made; each bin has such a number.
        missing: whether a value may be missing; its code is the last.
    """

    edges: tuple[float, ...]
    digits: int = 0
    missing: bool = False

    @property
    def size(self) -> int:
        """How many codes there are."""
        return len(self.edges) - 1 + self.missing

    def column(self, name: str) -> Column:
        """The column of what is made."""
        return Column(name=name, kind=Kind.DECIMAL if self.digits else Kind.INTEGER, digits=self.digits)

    def encode(self, column: Column, array: Any) -> Codes:
        """(n,) codes of a column's values, of whatever kind they were taken for."""
        values = _numbers(column, array)
        codes = np.searchsorted(self.edges[1:-1], values, "right")
        return np.where(np.isnan(values), self.size - 1 if self.missing else 0, codes).astype(np.int32)

    def decode(self, codes: Codes, within: Floats) -> Any:
        """(n,) numbers, each somewhere in its bin: all those that `digits` decimals can write are alike.

        Args:
            within: (n,) in [0, 1): where in its bin a number lies.
        """
        scale = 10**self.digits
        starts, counts = self.grid()
        gone = (codes == self.size - 1) & self.missing
        place = np.where(gone, 0, codes)
        told = starts[place] + np.minimum((within * counts[place]).astype(np.int64), counts[place] - 1)
        kind = Kind.DECIMAL if self.digits else Kind.INTEGER
        return pa.array(told / scale if self.digits else told, mask=gone).cast(ARROW[kind])

    def grid(self) -> "tuple[Any, Any]":
        """(bins,) the first number of each bin, times 10^digits, and how many there are."""
        marks = [ceil(edge * 10**self.digits - _SLACK) for edge in self.edges]
        whole = abs(self.edges[-1] * 10**self.digits - round(self.edges[-1] * 10**self.digits)) < _SLACK
        marks[-1] += whole
        starts = np.array(marks[:-1], np.int64)
        return starts, np.diff(np.array(marks, np.int64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A column of names.

    Attributes:
        names: each with its code.
        ordered: whether their order means something.
        missing: whether a value may be missing; its code is the last.
    """

    names: tuple[str, ...]
    ordered: bool = False
    missing: bool = False

    @property
    def size(self) -> int:
        """How many codes there are."""
        return len(self.names) + self.missing

    def column(self, name: str) -> Column:
        """The column of what is made."""
        if self.ordered:
            return Column(name=name, kind=Kind.ORDINAL, levels=self.names)
        return Column(name=name, kind=Kind.CATEGORY)

    def encode(self, column: Column, array: Any) -> Codes:
        """(n,) codes of a column's values, of whatever kind they were taken for."""
        other = self.size - 1 if self.missing else 0
        if column.kind in NUMBERS:  # by value: how numbers are written depends on all of them
            return self._of_numbers(_numbers(column, array), other)
        texts = pc.dictionary_encode(rendered(array, column))
        known = pc.index_in(texts.dictionary.cast(pa.string()), pa.array(self.names, pa.string())).fill_null(other)
        table = np.append(np.asarray(known, np.int32), np.int32(other))
        return cast("Codes", table[np.asarray(texts.indices.fill_null(len(table) - 1))])

    def _of_numbers(self, values: Floats, other: int) -> Codes:
        """(n,) codes of numbers by the names that mean them."""
        meant = {float(name): code for code, name in enumerate(self.names) if _NUMERIC.fullmatch(name)}
        distinct, places = np.unique(values, return_inverse=True)
        table = np.array([meant.get(value, other) for value in distinct.tolist()], np.int32)
        return table[places]

    def decode(self, codes: Codes, within: Floats) -> Any:
        """(n,) names."""
        gone = (codes == self.size - 1) & self.missing
        vocabulary = pa.array(self.names, pa.string())
        texts = vocabulary.take(pa.array(np.where(gone, 0, codes), mask=gone))
        return texts.dictionary_encode().cast(NAMED)


Domain: TypeAlias = Bins | Listed


def encoded(table: Table, domains: Mapping[str, Domain]) -> Codes:
    """(n, columns) codes of a table's declared columns."""
    told = [
        domain.encode(table.schema[name], table[name]) if name in table.schema.names
        else np.zeros(len(table), np.int32)
        for name, domain in domains.items()
    ]  # fmt: skip
    return np.column_stack(told)


def _numbers(column: Column, array: Any) -> Floats:
    """(n,) floats of a column's values, NaN where there is none or it is no number."""
    if column.kind not in NUMBERS:
        texts = pc.dictionary_encode(rendered(array, column))
        words = texts.dictionary.cast(pa.string())
        plain = pc.utf8_ltrim(pc.if_else(pc.match_substring_regex(words, NUMBER), words, None), "+")
        array = pc.cast(plain, pa.float64()).take(texts.indices)
    values = array.cast(pa.float64(), safe=False)
    return np.asarray(values.fill_null(float("nan")).to_numpy(zero_copy_only=False), np.float64)


def domains_of(said: Mapping[str, object], *, where: str) -> dict[str, Domain]:
    """Column -> its domain, as a recipe says.

    Raises:
        UnknownName: a key that no domain has.
        RecipeError: a domain holds nothing, too much, or what cannot be.
    """
    return {name: _domain(told, where=f"{where}, domain of {name!r}") for name, told in said.items()}


def _domain(said: object, *, where: str) -> Domain:
    """One column's domain."""
    told: Mapping[str, object] = said if isinstance(said, Mapping) else {"names": said}
    for key in told:
        if key not in _KEYS:
            raise UnknownName.among("key of a domain", str(key), _KEYS, where=where)
    missing = told.get("missing", False)
    if not isinstance(missing, bool):
        raise RecipeError(f"missing={missing!r} is neither true nor false", where=where, mend="give missing: true")
    words = told.get("levels", told.get("names"))
    if words is not None:
        return Listed(names=_names(words, where), ordered="levels" in told, missing=missing)
    digits = told.get("digits", 0)
    if not isinstance(digits, int) or not 0 <= digits <= _MOST_DIGITS:
        mend = f"give 0 <= digits <= {_MOST_DIGITS}"
        raise RecipeError(f"digits={digits!r} is no number of decimals", where=where, mend=mend)
    bins = Bins(edges=_edges(told, where), digits=digits, missing=missing)
    if bins.grid()[1].min() < 1:
        mend = "give wider steps, or more digits"
        raise RecipeError(f"between two edges lies no number of {digits} decimals", where=where, mend=mend)
    return bins


def _names(words: object, where: str) -> tuple[str, ...]:
    """The names of a list, each once."""
    if not isinstance(words, list | tuple) or not words or any(isinstance(w, list | tuple | Mapping) for w in words):
        mend = "give a list of names, {from, to, step} or {edges: [...]}"
        raise RecipeError("a domain is no list of names", where=where, mend=mend)
    names = tuple(str(word) for word in words)
    _check_size(len(names), where)
    if len(set(names)) < len(names) or any(not name.strip() for name in names):
        raise RecipeError("a name is empty or stands there twice", where=where, mend="give each name once")
    return names


def _edges(told: Mapping[str, object], where: str) -> tuple[float, ...]:
    """The edges of bins, given or in steps."""
    edges = told.get("edges")
    if edges is None:
        low, high, step = (_number(told.get(key), key, where) for key in ("from", "to", "step"))
        if not (low < high and step > 0):
            raise RecipeError("a domain has no width", where=where, mend="give from < to and step > 0")
        _check_size(int(min((high - low) / step, 1e9)), where)
        inner = [low + step * k for k in range(ceil((high - low) / step - _SLACK))]
        return (*inner, high)
    if not isinstance(edges, list | tuple) or len(edges) < 2:
        raise RecipeError("edges are two numbers or more", where=where, mend="give edges: [lowest, ..., highest]")
    _check_size(len(edges) - 1, where)
    numbers = [_number(edge, "an edge", where) for edge in edges]
    if sorted(set(numbers)) != numbers:
        raise RecipeError("edges do not ascend", where=where, mend="give edges: [lowest, ..., highest], each once")
    return tuple(numbers)


def _number(said: object, key: str, where: str) -> float:
    """A number that somebody said, of a size at which a grid can be counted."""
    if isinstance(said, bool) or not isinstance(said, int | float) or not abs(said) <= 1e9:
        mend = "give a list of names, {from, to, step} or {edges: [...]}, numbers from -1e9 to 1e9"
        raise RecipeError(f"{key} is no such number", where=where, mend=mend)
    return float(said)


def _check_size(size: int, where: str) -> None:
    """Refuse a domain of too many values."""
    if size > MOST_VALUES:
        mend = f"give wider steps, or join rare names: at most {MOST_VALUES:,}"
        raise RecipeError(f"{size:,} values are too many to count pairs of", where=where, mend=mend)


def plain(said: Mapping[str, object]) -> dict[str, object]:
    """A domain as JSON values."""
    return {name: _plain(told) for name, told in said.items()}


def _plain(told: object) -> object:
    """One value of a dial as JSON has it."""
    if isinstance(told, Mapping):
        return {str(key): _plain(value) for key, value in told.items()}
    if isinstance(told, Sequence) and not isinstance(told, str):
        return [_plain(value) for value in told]
    return told
