"""A table from a file: CSV, TSV or Parquet, told apart by content, gzipped or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from provender.core.files import locate
from provender.core.recipe import NOTHING
from provender.core.registry import reader
from provender.tabular.readers._raw import read_raw
from provender.tabular.readers._reading import Reading, Said, reading_of
from provender.tabular.table import Rows


@reader
@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """The rows of a CSV, TSV or Parquet file, each column's kind detected; `provender describe FILE` shows them.

    Attributes:
        path: found beside the recipe, here, or in PROVENDER_DATA.
        columns: corrects what is detected: column -> a kind, or {kind, digits, form, levels, ...}.
        unit: the column that says whose a row is (a patient): rows of one unit never straddle a split.
        missing: words that mean "missing", beside the usual ones (empty, NA, NULL, ?, ...).
        header: whether the first line of a CSV names the columns.
        private: whether values must never be shown: errors, logs, ledger and report then carry counts alone.

    Example:
        generators: [{name: tabular/copula, reference: patients.csv}]
        anchor: {name: tabular/file, dials: {path: patients.csv, columns: {stage: {kind: ordinal, levels: [I, II]}}}}
    """

    path: str
    columns: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    unit: str = ""
    missing: tuple[str, ...] = ()
    header: bool = True
    private: bool = True

    def __call__(self) -> Rows:
        """The rows in the file's order; a record's index is its row's number, from 1.

        Raises:
            InputError: the file is missing, ragged, badly quoted or no table; says the line, never a value.
            UnknownName: a column is named that the table does not have.
        """
        return self.reading().rows()

    def reading(self) -> Reading:
        """The table with the evidence for each column's kind."""
        file = locate(self.path, where="reader tabular/file")
        said = Said(columns=self.columns, unit=self.unit, missing=self.missing)
        return reading_of(read_raw(file, header=self.header), said, where=str(file))
