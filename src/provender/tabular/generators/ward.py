"""A hospital ward that never was: a table whose associations are known because a formula made them.

    patient  age  sex  diagnosis  stage   smoker  weight_kg  creatinine  medication  responded  weeks  stay_days  ...
    P-40213  71   m    I50.9      severe  no      64.2       1.31        bisoprolol  yes               9

What a study would look for: heart failure (I50) answers to bisoprolol and asthma (J45) to budesonide, about eight in
ten against three in ten; creatinine grows with age; stay with stage; only women have weeks of pregnancy.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.core.registry import generator
from provender.tabular.columnar import Places
from provender.tabular.encoding.remake import remade
from provender.tabular.generators._blocks import rows
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import NAMED, Table

NAME = "tabular/ward"
DIAGNOSES = ("I50.9", "J45.0", "E11.9", "I10")
MEDICATIONS = ("bisoprolol", "budesonide", "metformin")
STAGES = ("mild", "moderate", "severe")
ANSWERS = {("I50.9", "bisoprolol"): 0.8, ("J45.0", "budesonide"): 0.8, ("E11.9", "metformin"): 0.7}
ANSWERS_ELSE = 0.3
_DAYS = 365 * 3
_FIRST_DAY = 18_993  # 1 January 2022, in days since 1970

SCHEMA = Schema(
    (
        Column(name="patient", kind=Kind.IDENTIFIER, form=r"\P\-#####"),
        Column(name="age", kind=Kind.INTEGER),
        Column(name="sex", kind=Kind.CATEGORY),
        Column(name="diagnosis", kind=Kind.CODE),
        Column(name="stage", kind=Kind.ORDINAL, levels=STAGES),
        Column(name="smoker", kind=Kind.BOOLEAN, levels=("no", "yes")),
        Column(name="weight_kg", kind=Kind.DECIMAL, digits=1, fixed=True),
        Column(name="creatinine", kind=Kind.DECIMAL, digits=2),
        Column(name="medication", kind=Kind.CATEGORY),
        Column(name="responded", kind=Kind.BOOLEAN, levels=("no", "yes")),
        Column(name="weeks", kind=Kind.INTEGER, absent_by="sex"),
        Column(name="admitted", kind=Kind.DATE, form="%Y-%m-%d"),
        Column(name="stay_days", kind=Kind.INTEGER),
    )
)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """Patients of a made-up ward, by a formula that anybody can read: a table to try things on, with known truths.

    Example:
        generators: [tabular/ward]
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        return rows(shard, lambda rng, at: _patients(rng, at, shard.seed), source=NAME, version=self.version, depth=0)


def _patients(rng: np.random.Generator, indices: Places, seed: int) -> Table:
    """A block of patients."""
    count = len(indices)
    age = np.clip(np.round(rng.normal(58, 18, count)), 18, 97).astype(np.int64)
    female = rng.random(count) < 0.52
    diagnosis = _chosen(rng, count, (0.3, 0.2, 0.25, 0.25))
    stage = _ranked(rng.normal(age / 30, 1.0), (1.4, 2.6))
    medication = np.where(rng.random(count) < 0.6, np.minimum(diagnosis, 2), _chosen(rng, count, (0.34, 0.33, 0.33)))
    responded = rng.random(count) < _answer_shares(diagnosis, medication)
    weight = np.round(np.where(female, rng.normal(68, 12, count), rng.normal(81, 13, count)).clip(38, 160), 1)
    creatinine = np.round(np.exp(rng.normal(-0.35 + 0.006 * age, 0.25)), 2)
    creatinine_gone = rng.random(count) < 0.1
    expecting = female & (age < 46) & (rng.random(count) < 0.2)
    weeks = np.where(expecting, rng.integers(4, 41, count), 0)
    admitted = (_FIRST_DAY + rng.integers(0, _DAYS, count)).astype(np.int32)
    stay = 1 + rng.poisson(2 + 2 * stage + age / 30)
    return Table(
        SCHEMA,
        (
            pa.array(remade(SCHEMA["patient"].form, indices, seed=seed, name=NAME)),
            pa.array(age),
            _names(("m", "f"), female.astype(np.int64)),
            _names(DIAGNOSES, diagnosis),
            _names(STAGES, stage),
            pa.array(rng.random(count) < np.where(female, 0.2, 0.3)),
            pa.array(weight),
            pa.array(creatinine, mask=creatinine_gone),
            _names(MEDICATIONS, medication),
            pa.array(responded),
            pa.array(weeks, mask=~female),
            pa.array(admitted).cast(pa.date32()),
            pa.array(stay),
        ),
    )


def _chosen(rng: np.random.Generator, count: int, shares: Sequence[float]) -> npt.NDArray[np.int64]:
    """(count,) places drawn with shares."""
    return _ranked(rng.random(count), np.cumsum(shares)[:-1])


def _ranked(values: npt.NDArray[np.float64], borders: "Sequence[float] | npt.NDArray[Any]") -> npt.NDArray[np.int64]:
    """(n,) how many borders lie below each value."""
    return np.searchsorted(np.asarray(borders), values, "right").astype(np.int64)


def _answer_shares(diagnosis: npt.NDArray[np.int64], medication: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """(n,) chance that a patient answers to the medication."""
    table = np.array([[ANSWERS.get((what, drug), ANSWERS_ELSE) for drug in MEDICATIONS] for what in DIAGNOSES])
    return np.asarray(table[diagnosis, medication])


def _names(names: Sequence[str], places: npt.NDArray[np.int64]) -> Any:
    """A column of names."""
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(names, pa.string())).cast(NAMED)
