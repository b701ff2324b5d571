"""A small clinical table that ships with scikit-learn, so that a first run needs no file and no download."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import numpy as np
import pyarrow as pa
from sklearn import datasets

from provender.core.recipe import NOTHING
from provender.core.registry import reader
from provender.tabular.readers._raw import Raw, raw_of
from provender.tabular.readers._reading import Reading, Said, reading_of
from provender.tabular.table import Rows

_MEASURED = {  # what scikit-learn's description says of its short names
    "bp": "blood_pressure", "s1": "cholesterol", "s2": "ldl", "s3": "hdl", "s4": "cholesterol_per_hdl",
    "s5": "log_triglycerides", "s6": "glucose",
}  # fmt: skip


@reader
@dataclass(frozen=True, slots=True, kw_only=True)
class Sklearn:
    """A real clinical table that ships with scikit-learn; public, so its values may be shown.

    `diabetes`: 442 patients, 10 measurements and how far their disease had come a year later (Efron et al. 2004).
    `breast_cancer`: 569 tumours, 30 measurements of their cells and the diagnosis (Street et al. 1993).

    Attributes:
        table: which.
        columns: as of `tabular/file`.

    Example:
        anchor: {name: tabular/sklearn, dials: {table: breast_cancer}, splits: {reference: 0.5, control: 0.5}}
    """

    private: ClassVar[bool] = False

    table: Literal["diabetes", "breast_cancer"] = "diabetes"
    columns: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    def sources(self) -> dict[str, str]:
        """The table, under scikit-learn's own licence."""
        return {f"scikit-learn: {self.table}": "BSD-3-Clause"}

    def __call__(self) -> Rows:
        """The rows in scikit-learn's order; a record's index is its row's number, from 1."""
        return self.reading().rows()

    def reading(self) -> Reading:
        """The table with the evidence for each column's kind."""
        raw = _breast_cancer() if self.table == "breast_cancer" else _diabetes()
        return reading_of(raw, Said(columns=self.columns), where=f"scikit-learn's table {self.table}")


def _diabetes() -> Raw:
    """In the units in which it was measured; scikit-learn's own default is centred and scaled."""
    told = datasets.load_diabetes(scaled=False)
    names = [_MEASURED.get(name, name) for name in told.feature_names]
    sex = names.index("sex")
    columns = [_numbers(told.data[:, at]) for at in range(len(names))]
    columns[sex] = np.where(told.data[:, sex] == 1, "sex1", "sex2").tolist()  # which is which nobody recorded
    return _raw({**dict(zip(names, columns, strict=True)), "progression": _numbers(told.target)})


def _breast_cancer() -> Raw:
    """The measurements, then the diagnosis in words."""
    told = datasets.load_breast_cancer()
    names = [name.replace(" ", "_") for name in told.feature_names]
    columns = {name: _numbers(told.data[:, at]) for at, name in enumerate(names)}
    return _raw({**columns, "diagnosis": told.target_names[told.target].tolist()})


def _numbers(values: Any) -> list[str]:
    """(n,) floats as the shortest decimals that mean them."""
    return [np.format_float_positional(value, trim="-") for value in values]


def _raw(columns: Mapping[str, list[str]]) -> Raw:
    """Texts by column name as raw columns."""
    batch = pa.record_batch({name: pa.array(texts, pa.string()) for name, texts in columns.items()})
    return raw_of([batch], batch.schema.names, where="scikit-learn")
