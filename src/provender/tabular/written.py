"""Between how a value is written in a file and how it is kept, both ways and exactly.

Everything here works on the different values of a column, of which there are few beside its rows. A float is kept
rounded to the column's digits, so its shortest form is what was written.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.tabular.schema import BOUNDS, DATES, MOST_DIGITS, NUMBERS, Column, Kind
from provender.tabular.table import ARROW, NAMED, Table

WHOLE = r"^[+-]?\d{1,18}(\.0*)?$"
NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$"
_ISO = "iso"


def parsed(texts: Any, column: Column) -> Any:
    """What written values mean.

    Args:
        texts: (n,) strings, none missing.

    Returns:
        (n,) of the kind's Arrow type; null where a text is none of the column's.
    """
    if column.kind in NUMBERS:
        return _numbers(texts, column)
    if column.kind in DATES:
        return _dates(texts, column)
    if column.kind is Kind.BOOLEAN:
        is_true = pc.equal(texts, column.levels[1])
        return pc.if_else(pc.or_(is_true, pc.equal(texts, column.levels[0])), is_true, None)
    if column.kind is Kind.ORDINAL:
        texts = pc.if_else(pc.is_in(texts, pa.array(column.levels, pa.string())), texts, None)
    if column.kind is Kind.EMPTY:
        return pa.nulls(len(texts), pa.string())
    return texts.dictionary_encode() if ARROW[column.kind] is NAMED else texts


def _numbers(texts: Any, column: Column) -> Any:
    """Numbers of texts; null for what is none, is endless, or lies outside a coordinate's bounds."""
    plain = points(texts, column.mark)
    fits = pc.match_substring_regex(plain, WHOLE if column.kind is Kind.INTEGER else NUMBER)
    plain = pc.utf8_ltrim(pc.if_else(fits, plain, None), "+")
    if column.kind is Kind.INTEGER:
        return pc.cast(pc.replace_substring_regex(plain, r"\.0*$", ""), pa.int64())
    values = pc.cast(plain, pa.float64())
    bound = BOUNDS.get(column.kind, np.finfo(np.float64).max)
    values = pc.if_else(pc.less_equal(pc.abs(values), bound), values, None)
    finer = digits_of(plain.fill_null("0")).max(initial=0) > column.digits
    return pc.round(values, ndigits=column.digits) if finer else values


def points(texts: Any, mark: str) -> Any:
    """Numbers with a point for their decimal mark."""
    return texts if mark == "." else pc.replace_substring(texts, mark, ".")


def _dates(texts: Any, column: Column) -> Any:
    """Dates of texts; null for what is none."""
    wanted = ARROW[column.kind]
    if column.form != _ISO:
        moments = pc.strptime(texts, format=column.form, unit="s", error_is_null=True)
        there = pc.equal(_bare(texts), _bare(pc.strftime(moments, format=column.form)))
        return pc.cast(pc.if_else(there, moments, None), wanted, safe=False)  # "30 February" is read as 1 March
    values = []
    for text in texts.to_pylist():
        try:
            values.append(pa.scalar(text, pa.string()).cast(pa.timestamp("us")).as_py())
        except pa.ArrowInvalid:
            values.append(None)
    return pa.array(values, pa.timestamp("us")).cast(wanted, safe=False)


def _bare(texts: Any) -> Any:
    """Texts whose numbers have no zeros before them: 01/02 and 1/2 are one day."""
    return pc.replace_substring_regex(texts, r"\b0+(\d)", r"\1")


def rendered(array: Any, column: Column) -> Any:
    """How values are written; null stays null.

    Guarantees:
        `parsed(rendered(values)) == values` for values that `parsed` gave.
    """
    if column.kind is Kind.BOOLEAN:
        return pc.if_else(array, column.levels[1], column.levels[0])
    if column.kind in NUMBERS or column.kind in DATES:
        encoded = pc.dictionary_encode(array)
        texts = _number_texts(encoded.dictionary, column) if column.kind in NUMBERS else _date_texts(encoded, column)
        return texts.take(encoded.indices)
    return array.cast(pa.string())


def _number_texts(values: Any, column: Column) -> Any:
    """The shortest form of each number, without exponents, zeros added where the column's digits are fixed."""
    texts = [_unfolded(text) for text in values.cast(pa.string()).to_pylist()]
    if column.fixed:
        texts = [_padded(text, column.digits) for text in texts]
    if column.mark != ".":
        texts = [text.replace(".", column.mark) for text in texts]
    return pa.array(texts, pa.string())


def _unfolded(text: str) -> str:
    """A number without exponent and without a bare zero behind the point."""
    plain = format(Decimal(text), "f") if "e" in text else text
    return plain.removesuffix(".0")


def _padded(text: str, digits: int) -> str:
    """A number with exactly `digits` decimals."""
    head, _, tail = text.partition(".")
    return f"{head}.{tail.ljust(digits, '0')}" if digits else head


def _date_texts(encoded: Any, column: Column) -> Any:
    """Dates as their column writes them."""
    values = encoded.dictionary
    if column.form == _ISO:
        return pa.array([value.isoformat(sep=" ") for value in values.to_pylist()], pa.string())
    return pc.strftime(values.cast(pa.timestamp("s"), safe=False), format=column.form)


def digits_of(texts: Any) -> npt.NDArray[np.int64]:
    """(n,) decimals of numbers as they are written, zeros at the end not counted; at most `MOST_DIGITS`."""
    folded = pc.match_substring_regex(texts, "[eE]")
    plain = pc.if_else(folded, "0", texts)
    tails = pc.utf8_rtrim(pc.replace_substring_regex(plain, r"^[^.]*\.?", ""), "0")
    digits = np.array(pc.utf8_length(tails), np.int64)
    for place in np.flatnonzero(folded.to_numpy(zero_copy_only=False)):
        exponent = Decimal(texts[int(place)].as_py()).normalize().as_tuple().exponent
        digits[place] = max(-exponent, 0) if isinstance(exponent, int) else 0
    return digits.clip(max=MOST_DIGITS)


def csv_lines(table: Table) -> list[str]:
    """A table as the lines of a comma-separated file (RFC 4180), its head first; a missing value is empty."""
    head = ",".join(_quoted(pa.array(table.schema.names, pa.string())).to_pylist())
    if not len(table):
        return [head]
    texts = [_field(array, column) for array, column in zip(table.arrays, table.schema, strict=True)]
    if len(texts) == 1:  # a line with nothing on it is no row
        texts = [pc.if_else(pc.equal(texts[0], ""), '""', texts[0])]
    lines: Sequence[str] = pc.binary_join_element_wise(*texts, ",").to_pylist()
    return [head, *lines]


def _field(array: Any, column: Column) -> Any:
    """A column's values as they stand between commas."""
    encoded = pc.dictionary_encode(rendered(array, column))
    return pc.fill_null(_quoted(encoded.dictionary).take(encoded.indices), "")


def _quoted(texts: Any) -> Any:
    """Texts in quotes where they hold a comma, a quote or a line's end."""
    doubled = pc.binary_join_element_wise('"', pc.replace_substring(texts, '"', '""'), '"', "")
    return pc.if_else(pc.match_substring_regex(texts, '[",\r\n]'), doubled, texts)
