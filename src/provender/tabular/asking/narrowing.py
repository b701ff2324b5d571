"""Conditions as codes: which of them each part of an encoder may have, and what they then stand for.

A bin that an interval cuts keeps the part inside, as likely as its share of the bin's width.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.core.errors import RecipeError
from provender.tabular.asking.conditions import Condition, Span
from provender.tabular.encoding.encoder import CODE_STEMS, Encoder, Part, split
from provender.tabular.encoding.names import Names
from provender.tabular.encoding.numbers import Codes, Floats, Numbers
from provender.tabular.schema import NUMBERS, Column, Kind, Schema
from provender.tabular.table import ARROW, Table

Logs = npt.NDArray[np.float32]

_CLOSE = 1e-6  # of a step of the grid
_TIME = -1  # of day


@dataclass(frozen=True, eq=False, kw_only=True)
class Narrowed:
    """An encoder that may only say what is asked for.

    Attributes:
        encoder: whose bins end where intervals do.
        leave: for each part (size,) the logarithm of what is left of each code: 0 all of it, -inf nothing.
        order: the parts, those that are asked for first, what is certain before what is not.
    """

    encoder: Encoder
    leave: tuple[Logs, ...]
    order: tuple[int, ...]


def narrowed(encoder: Encoder, conditions: Sequence[Condition], *, where: str) -> Narrowed:
    """The encoder under conditions.

    Raises:
        RecipeError: nothing that was learned can be what is asked for.
    """
    parts = list(encoder.parts)
    left = [[np.zeros(part.size, np.float32) for part in mine] for mine in parts]
    for asked in _in_spans(encoder, conditions):
        at = encoder.schema.place(asked.column.name, where=where)
        pairs = [_narrow(part, asked, stem) for stem, part in zip(_stems(asked.column), parts[at], strict=True)]
        parts[at], left[at] = tuple(part for part, _ in pairs), [logs for _, logs in pairs]
        if any(np.isneginf(logs).all() for logs in left[at]):
            mend = f"dial something broader up: what fewer than {where}'s floor of rows have is learned as one of many"
            what = f"nothing that was learned of {asked.column.name!r} is what is asked for"
            raise RecipeError(what, where=where, mend=mend)
    leave = tuple(logs for mine in left for logs in mine)
    choices = [np.isfinite(logs).sum() if logs.any() else inf for logs in leave]
    order = sorted(range(len(leave)), key=lambda at: (choices[at], at))
    return Narrowed(encoder=replace(encoder, parts=tuple(parts)), leave=leave, order=tuple(order))


def _in_spans(encoder: Encoder, conditions: Sequence[Condition]) -> Iterator[Condition]:
    """Conditions with those on a date that is learned as days since another turned into what that one has to be near.

    What then still misses the condition is for the caller to draw again.
    """
    names = {asked.column.name for asked in conditions}
    for asked in conditions:
        other = encoder.since.get(asked.column.name)
        if other is None or not asked.spans:
            yield asked
            continue
        yield replace(asked, spans=((-inf, inf),), missing=asked.missing != asked.negated, negated=False)
        if other not in names and not asked.negated and not asked.missing:
            part = cast("Numbers", encoder.parts[encoder.schema.place(asked.column.name, where="an encoder")][0])
            least, most = float(part.lows.min(initial=0)), float(part.highs.max(initial=0))
            spans = tuple((low - most, high - least) for low, high in asked.spans)
            yield from _in_spans(encoder, [replace(asked, column=encoder.schema[other], spans=spans)])


def _stems(column: Column) -> tuple[int | None, ...]:
    """For each part of a column how many characters it tells; None for all, `_TIME` for one that is not asked for."""
    if column.kind is Kind.CODE:
        return (*CODE_STEMS, None)
    return (None, _TIME) if column.kind is Kind.DATETIME else (None,)


def _narrow(part: Part, asked: Condition, stem: int | None) -> tuple[Part, Logs]:
    """A part with what is left of its codes."""
    if isinstance(part, Names):
        return part, _names_left(part, asked, stem)
    return (part, np.zeros(part.size, np.float32)) if stem == _TIME else _numbers_left(part, asked)


def _names_left(part: Names, asked: Condition, stem: int | None) -> Logs:
    """What is left of names."""
    fits = [_fits(name, asked, stem) for name in part.names]
    if part.rare:
        fits.append(asked.negated or any(_met_above(said, asked, stem) for said in asked.names))
    if part.missing:
        fits.append(asked.missing != asked.negated)
    return np.where(fits, np.float32(0), np.float32(-np.inf))


def _fits(name: str, asked: Condition, stem: int | None) -> bool:
    """Whether a name, or a stem of one, may stand where a condition is met."""
    if asked.negated:
        return stem is not None or not asked.means(name)
    return any(_agree(name, said.removesuffix("*"), stem, asked.is_branch(said)) for said in asked.names)


def _agree(name: str, said: str, stem: int | None, branch: bool) -> bool:
    """Whether a name, cut to its stem, and what is said, begin alike."""
    if stem is not None and len(said) >= stem:
        return name == said[:stem]
    return name.startswith(said) if branch else name == said


def _met_above(said: str, asked: Condition, stem: int | None) -> bool:
    """Whether a code too rare for a name of its own still is one of a branch, by a stem that is told before it."""
    if not asked.is_branch(said) or stem == CODE_STEMS[0]:
        return False
    above = CODE_STEMS[0] if stem == CODE_STEMS[1] else CODE_STEMS[1]
    return len(said) - 1 <= above


def _numbers_left(part: Numbers, asked: Condition) -> tuple[Numbers, Logs]:
    """Numbers whose bins end where the spans do, and the share of each that is left."""
    digits = part.grids.shape[1] - 1 if asked.column.kind in NUMBERS else 0
    spans = _outside(asked.spans, digits) if asked.negated else asked.spans
    lows, highs, shares = part.lows.copy(), part.highs.copy(), np.zeros(part.size)
    for at, (low, high) in enumerate(zip(part.lows, part.highs, strict=True)):
        best = max(spans, key=lambda span: _points(max(low, span[0]), min(high, span[1]), digits), default=(inf, -inf))
        inside = (max(low, best[0]), min(high, best[1]))
        count = _points(*inside, digits)
        if count > 0:
            lows[at], highs[at] = inside
            shares[at] = count / max(_points(low, high, digits), count)
    if part.missing:
        shares[-1] = float(asked.missing != asked.negated)
    for value in {low for low, high in asked.spans if low == high and not asked.negated}:
        _told(part, value, (lows, highs), shares)
    with np.errstate(divide="ignore"):
        return replace(part, lows=lows, highs=highs), cast("Logs", np.log(shares).astype(np.float32))


def _told(part: Numbers, value: float, ends: tuple[Floats, Floats], shares: Floats) -> None:
    """Let the code nearest to a value that no code holds stand for it: what is asked for is made, exactly."""
    lows, highs = ends
    if len(part.lows) and not ((lows == value) & (highs == value) & (shares[: len(lows)] > 0)).any():
        at = int(part.encode(np.array([value]))[0])
        lows[at] = highs[at] = value
        shares[at] = 1.0


def _points(low: float, high: float, digits: int) -> float:
    """Values of so many decimals from `low` to `high`; what a bin has between two of them counts for a little."""
    if high < low:
        return 0.0
    scale = 10.0**digits
    return float(max(np.floor(high * scale + _CLOSE) - np.ceil(low * scale - _CLOSE) + 1, 0))


def _outside(spans: Sequence[Span], digits: int) -> tuple[Span, ...]:
    """What lies outside of spans, on the grid."""
    step, below = 10.0**-digits, -inf
    found: list[Span] = []
    for low, high in sorted(spans):
        if low - step >= below:
            found.append((below, low - step))
        below = max(below, high + step)
    return (*found, (below, inf))


def check_edit(schema: Schema, name: str, said: object, *, where: str) -> tuple[float, float]:
    """What an edit does to a number or a day: (what it is multiplied by, what is added).

    Raises:
        UnknownName: no such column.
        RecipeError: the edit cannot be read, or the column holds neither numbers nor days.
    """
    column = schema.columns[schema.place(name, where=where)]
    text = str(said).strip()
    factor, number = (text[:1] == "*"), text.removeprefix("*")
    try:
        amount = float(number)
    except ValueError:
        amount = inf
    if column.kind not in (NUMBERS if factor else NUMBERS | {Kind.DATE}) or not np.isfinite(amount):
        mend = 'say "+10" or -3 of a number or of days, "*1.1" of a number; other columns are set by where:'
        raise RecipeError(f"{text!r} is no edit of {name!r}", where=where, mend=mend)
    return (amount, 0.0) if factor else (1.0, amount)


def edited(table: Table, name: str, said: object, *, where: str) -> Any:
    """A column after an edit, on its own grid; what is missing stays so."""
    column = table.schema[name]
    factor, added = check_edit(table.schema, name, said, where=where)
    (values,) = split(column, table[name])
    told = np.round(values * factor + added, column.digits)
    gone = np.isnan(told)
    if column.kind is Kind.DATE:
        return pa.array(np.where(gone, 0, told).astype(np.int32), pa.int32(), mask=gone).cast(pa.date32())
    return pa.array(np.where(gone, 0, told), mask=gone).cast(ARROW[column.kind], safe=False)


def known(encoder: Encoder, arrays: Mapping[str, Any]) -> Codes:
    """(n, parts) the codes of some columns' values, the nearest where they were never seen; -1 for all others.

    Args:
        arrays: column -> values; where a date is among them, so is what its days are counted from.
    """
    told = []
    count = len(next(iter(arrays.values())))
    for column, parts in zip(encoder.schema, encoder.parts, strict=True):
        values = encoder.values(column, arrays) if column.name in arrays else [None] * len(parts)
        for part, value in zip(parts, values, strict=True):
            told.append(np.full(count, -1, np.int32) if value is None else part.encode(value))
    return np.column_stack(told)


def edit_tag(edits: Mapping[str, object]) -> str:
    """What edited rows are labelled with, e.g. "age +10"."""
    told = {name: f"{said:+g}" if isinstance(said, int | float) else str(said) for name, said in edits.items()}
    return ", ".join(f"{name} {said}" for name, said in told.items())
