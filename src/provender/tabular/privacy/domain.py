"""What a column may hold, said in public: nothing here is learned from rows, so nothing here costs anything.

domain:
  age: {from: 15, to: 90, step: 5}                       numbers, in steps
  hours: {edges: [0, 20, 40, 41, 60, 99], missing: true} numbers, between edges; may be missing
  born: {from: "1930-01-01", to: "2010-12-31", step: 365} days, in steps of a year
  creatinine: {from: 0, to: 15, step: 0.5, digits: 2}    numbers with two decimals
  stage: {levels: [I, II, III, IV]}                      names with an order
  sex: [f, m]                                            names

A value that is not of its column's domain counts as missing where that may be, else as the nearest number or the
first name: a row is never left out for it, nor is it told, since both would say something of the row. And what a value
counts as depends on itself alone: not on the kind its column was taken for, which one odd value in a million can turn.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.errors import RecipeError, UnknownName
from provender.tabular.columnar import Places
from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.readers._kinds import MISSING_AMONG_NUMBERS
from provender.tabular.schema import NUMBERS, Column, Kind, Schema
from provender.tabular.table import ARROW, NAMED, Table
from provender.tabular.written import NUMBER, WHOLE, rendered

MOST_VALUES = 2000  # of one column: a table of two such has more cells than there are rows to count
_MOST_DIGITS = 9
_KEYS = ("from", "to", "step", "edges", "digits", "levels", "names", "missing", "form")
_SLACK = 1e-9
_ISO = "%Y-%m-%d"
_ISO_LENGTH = 10
_WHOLE = re.compile(WHOLE.strip("^$"))
_NUMERIC = re.compile(NUMBER.strip("^$"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bins:
    """A column of numbers, or of days.

    Attributes:
        edges: ascending; bin k holds edges[k] <= x < edges[k + 1], the last its upper edge as well.
        days: whether the numbers are days since 1970.
        form: how these are written, as `strptime` reads it.
        digits: decimals of what is made; each bin has such a number.
        missing: whether a value may be missing; its code is the last.
    """

    edges: tuple[float, ...]
    days: bool = False
    form: str = _ISO
    digits: int = 0
    missing: bool = False

    @property
    def size(self) -> int:
        """How many codes there are."""
        return len(self.edges) - 1 + self.missing

    def column(self, name: str) -> Column:
        """The column of what is made."""
        return Column(name=name, kind=self._kind, digits=self.digits, form=self.form if self.days else "")

    @property
    def _kind(self) -> Kind:
        """What is made."""
        if self.days:
            return Kind.DATE
        return Kind.DECIMAL if self.digits else Kind.INTEGER

    def encode(self, column: Column, array: Any) -> Codes:
        """(n,) codes of a column's values, of whatever kind they were taken for."""
        values = _days(column, array, self.form) if self.days else _numbers(column, array)
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
        if self.days:
            return pa.array(told.astype(np.int32), mask=gone).cast(ARROW[Kind.DATE])
        return pa.array(told / scale if self.digits else told, mask=gone).cast(ARROW[self._kind])

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
        """(n,) codes of a column's values, of whatever kind they were taken for: by name, else by what they count."""
        texts = pc.dictionary_encode(rendered(array, column))
        words = texts.dictionary.cast(pa.string())
        named = {name: code for code, name in enumerate(self.names)}
        meant = {float(name): code for name, code in named.items() if _NUMERIC.fullmatch(name)}
        other = self.size - 1 if self.missing else 0
        told = [
            named.get(word, meant.get(value, other))
            for word, value in zip(words.to_pylist(), _floats(words).tolist(), strict=True)
        ]
        table: Codes = np.array([*told, other], np.int32)
        return np.take(table, np.asarray(texts.indices.fill_null(len(told))))

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


def decoded(domains: Mapping[str, Domain], codes: Codes, rng: np.random.Generator) -> Table:
    """The rows that (n, columns) codes of declared columns stand for; where in its step a number lies is drawn."""
    within = rng.random(codes.shape)
    arrays = [domain.decode(codes[:, at], within[:, at]) for at, domain in enumerate(domains.values())]
    return Table(Schema(tuple(domain.column(name) for name, domain in domains.items())), tuple(arrays))


def same_words(column: Column, array: Any) -> Places:
    """(n,) numbers, the same for the same words; those that count the same are the same, and all missing ones are."""
    texts = pc.dictionary_encode(rendered(array, column))
    words = texts.dictionary.cast(pa.string()).to_pylist()
    seen: dict[str, int] = {}
    told = np.array([seen.setdefault(_counting(word), len(seen)) for word in words] + [-1], np.int64)
    return np.take(told, np.asarray(texts.indices.fill_null(len(words))))


def _counting(word: str) -> str:
    """A word, or the number that it is: "007" is 7 in a column of numbers, and must be so among words."""
    if _WHOLE.fullmatch(word):
        return str(int(word.partition(".")[0]))
    return repr(float(word)) if _NUMERIC.fullmatch(word) else word


def _numbers(column: Column, array: Any) -> Floats:
    """(n,) floats of a column's values, NaN where there is none or it is no number."""
    if column.kind in NUMBERS:
        return np.asarray(array.cast(pa.float64(), safe=False).fill_null(float("nan")), np.float64)
    texts = pc.dictionary_encode(rendered(array, column))
    told: Floats = np.append(_floats(texts.dictionary), np.nan)
    return np.take(told, np.asarray(texts.indices.fill_null(len(told) - 1)))


def _floats(words: Any) -> Floats:
    """(n,) what words count, NaN where they do not; a comma is read as a point, as it is in a column of numbers."""
    pointed = pc.replace_substring(words.cast(pa.string()), ",", ".")
    plain = pc.utf8_ltrim(pc.if_else(pc.match_substring_regex(pointed, NUMBER), pointed, None), "+")
    return np.asarray(pc.cast(plain, pa.float64()).fill_null(float("nan")), np.float64)


def _days(column: Column, array: Any, form: str) -> Floats:
    """(n,) days since 1970 of a column's values, NaN where there is none or it is not written so."""
    texts = pc.dictionary_encode(rendered(array, column))
    words = texts.dictionary.cast(pa.string())
    words = pc.utf8_slice_codeunits(words, 0, _ISO_LENGTH) if form == _ISO else words  # a time of day may follow
    moments = pc.strptime(words, format=form, unit="s", error_is_null=True)
    days = pc.floor(pc.divide(moments.cast(pa.int64()).cast(pa.float64()), 86_400.0))
    told: Floats = np.append(np.asarray(days.fill_null(float("nan")), np.float64), np.nan)
    return np.take(told, np.asarray(texts.indices.fill_null(len(words))))


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
    days = isinstance(told.get("from"), str)
    edges = _edges(_in_days(told, where) if days else told, where)
    bins = Bins(edges=edges, days=days, form=str(told.get("form", _ISO)), digits=digits, missing=missing)
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
    counts = [float(name) for name in names if _NUMERIC.fullmatch(name)]
    if len(set(counts)) < len(counts):
        raise RecipeError("two names are the same number", where=where, mend="give each number once")
    if counts and set(names) & set(MISSING_AMONG_NUMBERS):
        mend = "leave the word out, and say missing: true"
        raise RecipeError("a word among numbers that is read as missing", where=where, mend=mend)
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


def _in_days(told: Mapping[str, object], where: str) -> Mapping[str, object]:
    """A domain whose ends are days, with these as numbers."""
    try:
        ends = {key: float((date.fromisoformat(str(told.get(key))) - date(1970, 1, 1)).days) for key in ("from", "to")}
    except ValueError:
        mend = 'give from: "2020-01-31", to: ... and step: in days'
        raise RecipeError("from and to are no days", where=where, mend=mend) from None
    if told.get("digits"):
        raise RecipeError("days have no decimals", where=where, mend="leave digits out")
    return {**told, **ends}


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
