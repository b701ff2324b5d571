"""Anybody's problems in a Parquet file, under the names that `reasoning/jsonl` knows; our own exports with their steps.

question | answer | language | prose | givens | goal | result | steps | ...
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from provender.core.errors import InputError
from provender.core.files import locate
from provender.core.record import Failure, Record
from provender.core.registry import reader
from provender.reasoning.readers._fields import Fields

_ROWS = 1024


@reader
@dataclass(frozen=True, slots=True, kw_only=True)
class Parquet:
    """One problem a row, under whatever names; what cannot be found is left empty, a question must be there.

    Attributes:
        path: found beside the recipe, here, or in PROVENDER_DATA.
        question, solution, answer: dotted names of columns; "" looks for the usual ones.
        language: of rows that do not say theirs, ISO 639-1.

    Example:
        anchor: {name: reasoning/parquet, dials: {path: data/train-00000-of-00001.parquet}}
    """

    path: str
    question: str = ""
    solution: str = ""
    answer: str = ""
    language: str = "en"

    def __call__(self) -> Iterator[Record]:
        """The problems in the file's order; a record's index is its row's number, from 1. Holds one batch.

        Raises:
            InputError: the file is missing, cut off or no Parquet, or a row holds no question; says which row.
        """
        for number, where, entry in self._entries():
            yield self._fields.record(entry, number, where=where)

    def rows(self) -> Iterator[Record | Failure]:
        """The same, but that a row without a question is a failure with its number and reason, not the end.

        Raises:
            InputError: the file is missing, cut off or no Parquet.
        """
        for number, where, entry in self._entries():
            yield self._fields.attempt(entry, number, where=where)

    @property
    def _fields(self) -> Fields:
        """What looks for question, solution and answer."""
        return Fields(question=self.question, solution=self.solution, answer=self.answer, language=self.language)

    def _entries(self) -> Iterator[tuple[int, str, dict[str, object]]]:
        """Number, place and columns of each row."""
        file = locate(self.path, where="reader reasoning/parquet")
        number = 0
        for number, entry in enumerate(_rows(file), 1):
            yield number, f"{file} row {number}", entry
        if not number:
            raise InputError("the file holds no rows", where=str(file), mend="name a file with records in it")


def _rows(file: Path) -> Iterator[dict[str, object]]:
    """The rows in order, a batch in memory."""
    try:
        with pq.ParquetFile(file) as rows:
            for batch in rows.iter_batches(batch_size=_ROWS):
                yield from batch.to_pylist(maps_as_pydicts="lossy")
    except (pa.ArrowException, OSError) as error:
        what = f"the file is no whole Parquet file: {str(error).splitlines()[0][:120]}"
        raise InputError(what, where=str(file), mend="fetch or make the file again") from error
