"""A few of the rows that were made, as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.protocols import Block, Judged
from provender.core.registry import panel
from provender.tabular.table import Row, joined
from provender.tabular.written import rendered

_ROWS = 8
_COLUMNS = 24


@panel
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRows:
    """The first accepted rows, each value as it is written."""

    heading: ClassVar[str] = "Rows"

    def __call__(self, samples: Sequence[Judged], /) -> Iterable[Block]:
        """One table for each kind of table among the samples."""
        found: dict[tuple[str, ...], list[Row]] = {}
        for judged in samples:
            row = judged.record.payload
            if judged.fate == "accepted" and isinstance(row, Row):
                kept = found.setdefault(row.table.schema.names, [])
                kept += [row] if len(kept) < _ROWS else []
        return [_block(rows) for rows in found.values()]


def _block(rows: Sequence[Row]) -> Block:
    """A table of rows."""
    table = joined(rows)
    pairs = list(zip(table.schema, table.arrays, strict=True))[:_COLUMNS]
    texts = [rendered(array, column).to_pylist() for column, array in pairs]
    more = len(table.schema) - len(pairs)
    return Block(
        title="The first rows that were made",
        caption=f"{more} columns more are not shown" if more else "",
        head=tuple(column.name for column, _ in pairs),
        rows=tuple(tuple("" if text is None else text for text in row) for row in zip(*texts, strict=True)),
    )
