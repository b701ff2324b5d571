"""A clinic that never was: linked tables whose associations are known because a formula made them.

    patients     patient  sex  born  chronic  enrolled  last_seen  ended
    visits       visit  patient  day  reason  systolic
    medications  visit  patient  drug  dose_mg

What a study would look for: heart patients come every 45 days or so, others half as often or less; after an emergency
the next visit follows within weeks; a drug given once is given again seven times in ten; a beta blocker lowers the
systolic pressure of the next visit by about 10 mmHg; whoever is still there on the last day of 2024 has a history that
was cut ("study end"), so that its length says less than that of others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.core.registry import generator
from provender.tabular.columnar import Places
from provender.tabular.linked.blocks import households, keys_of
from provender.tabular.linked.family import At, Family, Member, Order
from provender.tabular.linked.household import Linked
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import NAMED, Table

NAME = "tabular/clinic"
SEXES = ("m", "f")
CHRONIC = ("none", "asthma", "diabetes", "heart")
REASONS = ("check-up", "complaint", "emergency")
DRUGS = ("budesonide", "metformin", "bisoprolol", "ibuprofen")
DOSES = ((200, 400), (500, 850, 1000), (2, 5, 10), (400, 600))
ENDED = ("study end", "moved away", "died")
FIRST_DAY, END = 18_262, 20_088  # 1 January 2020 and 31 December 2024, in days since 1970
GAPS = np.array([150.0, 90.0, 75.0, 45.0])  # mean days between visits, by illness
LOWERED = 10.0  # mmHg, by a beta blocker
MOST_VISITS, MOST_DRUGS = 24, 2

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_PATIENT = Column(name="patient", kind=Kind.IDENTIFIER, form=r"\P\-#####")
_VISIT = Column(name="visit", kind=Kind.IDENTIFIER, form=r"\V\-######")
_PATIENTS = Schema(
    (
        _PATIENT,
        Column(name="sex", kind=Kind.CATEGORY),
        Column(name="born", kind=Kind.DATE, form="%Y-%m-%d"),
        Column(name="chronic", kind=Kind.CATEGORY),
        Column(name="enrolled", kind=Kind.DATE, form="%Y-%m-%d"),
        Column(name="last_seen", kind=Kind.DATE, form="%Y-%m-%d"),
        Column(name="ended", kind=Kind.CATEGORY),
    ),
    unit="patient",
)
_VISITS = Schema(
    (
        _VISIT,
        _PATIENT,
        Column(name="day", kind=Kind.DATE, form="%Y-%m-%d"),
        Column(name="reason", kind=Kind.CATEGORY),
        Column(name="systolic", kind=Kind.INTEGER),
    )
)
_MEDICATIONS = Schema(
    (_VISIT, _PATIENT, Column(name="drug", kind=Kind.CATEGORY), Column(name="dose_mg", kind=Kind.INTEGER))
)
_BORN, _ENROLLED, _DAY, _LAST = (
    At("patients", "born"),
    At("patients", "enrolled"),
    At("visits", "day"),
    At("patients", "last_seen"),
)
FAMILY = Family(
    (
        Member(name="patients", schema=_PATIENTS, key="patient"),
        Member(name="visits", schema=_VISITS, key="visit", parent="patients", link="patient", order="day", most=24),
        Member(
            name="medications", schema=_MEDICATIONS, parent="visits", link="visit", above=(("patient", "patients"),),
            most=MOST_DRUGS,
        ),
    ),
    (Order(_BORN, _ENROLLED), Order(_ENROLLED, _LAST), Order(_ENROLLED, _DAY), Order(_DAY, _LAST)),
)  # fmt: skip


class _People(NamedTuple):
    """A block of patients, (n,) each."""

    sex: Whole
    born: Whole
    chronic: Whole
    enrolled: Whole
    last_seen: Whole
    ended: Whole
    pressure: Floats


class _Step(NamedTuple):
    """The visits that some patients have next, with their drugs: (k,), drugs (k, MOST_DRUGS) with -1 for none."""

    patient: Whole
    day: Whole
    reason: Whole
    systolic: Whole
    drugs: Whole
    doses: Whole


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """Patients of a made-up clinic with their visits and the drugs given at each: linked tables with known truths.

    Example:
        generators: [tabular/clinic]
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`, a household each: a patient with all visits and drugs."""
        return households(
            shard, lambda rng, at: _clinic(rng, at, shard.seed), source=NAME, version=self.version, depth=0
        )


def _clinic(rng: np.random.Generator, indices: Places, seed: int) -> Linked:
    """A block of patients with their histories."""
    people = _people(rng, len(indices))
    steps = list(_steps(rng, people))
    patient = np.concatenate([step.patient for step in steps])
    order = np.argsort(patient, kind="stable")  # steps come one after the other, so each history stays in order
    patient = patient[order]
    day, reason, systolic, drugs, doses = (np.concatenate(parts)[order] for parts in list(zip(*steps, strict=True))[1:])
    first = np.searchsorted(patient, np.arange(len(indices) + 1))
    number = indices[patient] * MOST_VISITS + np.arange(len(patient)) - first[patient]
    keys = pa.array(keys_of(_PATIENT.form, indices, seed=seed, name="patient"), pa.string())
    visits = pa.array(keys_of(_VISIT.form, number, seed=seed, name="visit"), pa.string())
    given = drugs >= 0
    at = np.repeat(np.arange(len(patient)), given.sum(axis=1))
    below = np.concatenate(([0], np.cumsum(given.sum(axis=1))))
    whose = keys.take(pa.array(patient))
    tables = (
        Table(_PATIENTS, (keys, *_columns(people))),
        Table(_VISITS, (visits, whose, _days(day), _names(REASONS, reason), pa.array(systolic))),
        Table(
            _MEDICATIONS,
            (visits.take(pa.array(at)), whose.take(pa.array(at)), _names(DRUGS, drugs[given]), pa.array(doses[given])),
        ),
    )
    return Linked(FAMILY, tables, (np.array([0, len(indices)]), first, below))


def _people(rng: np.random.Generator, count: int) -> _People:
    """Patients, before any visit."""
    enrolled = FIRST_DAY + rng.integers(0, END - FIRST_DAY - 180, count)
    age = np.clip(rng.normal(52, 19, count), 1, 96)
    chronic = np.where(rng.random(count) < 0.25 + age / 160, _chosen(rng, count, (0.0, 0.35, 0.3, 0.35)), 0)
    stays = rng.exponential(np.where(chronic == 3, 1100, 1700), count).astype(np.int64)
    cut = enrolled + stays >= END
    died = rng.random(count) < np.where(chronic == 3, 0.4, 0.1) * (age / 60)
    return _People(
        sex=(rng.random(count) < 0.52).astype(np.int64),
        born=enrolled - (age * 365.25).astype(np.int64),
        chronic=chronic,
        enrolled=enrolled,
        last_seen=np.minimum(enrolled + stays, END),
        ended=np.where(cut, 0, np.where(died, 2, 1)),
        pressure=rng.normal(112 + 0.25 * age + 14 * (chronic == 3), 7),
    )


def _steps(rng: np.random.Generator, people: _People) -> Iterator[_Step]:
    """One visit after the other of all whose time is not over."""
    who = np.arange(len(people.sex))
    day = people.enrolled.copy()
    before = np.full(len(who), -1)  # the reason of the visit before
    held = np.full(len(who), -1)  # the drug that was given last
    for step in range(MOST_VISITS):
        mean = np.where(before[who] == 2, 14.0, GAPS[people.chronic[who]])
        gap = rng.exponential(mean * (0.3 if not step else 1.0))
        day[who] += gap.astype(np.int64) + (step > 0)
        who = who[day[who] <= people.last_seen[who]]
        if not len(who):
            return
        made = _visit(rng, people, who, past=(before[who], held[who]))._replace(day=day[who])
        before[who], held[who] = made.reason, np.where(made.drugs[:, 0] >= 0, made.drugs[:, 0], held[who])
        yield made


def _visit(rng: np.random.Generator, people: _People, who: Whole, *, past: tuple[Whole, Whole]) -> _Step:
    """One visit each, its day still open, after the reason of the one before and the drug given last."""
    before, held = past
    count, chronic = len(who), people.chronic[who]
    urgent = rng.random(count) < np.where(chronic == 3, 0.2, 0.06)
    reason = np.where(urgent, 2, (rng.random(count) < np.where(before == 2, 0.15, 0.5)).astype(np.int64))
    level = people.pressure[who] + 12 * (reason == 2) - LOWERED * (held == 2) + rng.normal(0, 5, count)
    usual = np.where(chronic > 0, chronic - 1, 3)
    fresh = np.where(rng.random(count) < 0.8, usual, rng.integers(0, len(DRUGS), count))
    drug = np.where((held >= 0) & (rng.random(count) < 0.7), held, fresh)
    drug = np.where(rng.random(count) < np.where(chronic > 0, 0.85, 0.35), drug, -1)
    second = np.where((reason == 2) & (drug >= 0) & (drug != 3) & (rng.random(count) < 0.5), 3, -1)
    drugs = np.stack([drug, second], axis=1)
    doses = np.zeros_like(drugs)
    for at, choices in enumerate(DOSES):
        doses = np.where(drugs == at, np.array(choices)[rng.integers(0, len(choices), drugs.shape)], doses)
    return _Step(who, who, reason, np.round(level).clip(80, 220).astype(np.int64), drugs, doses)


def _columns(people: _People) -> tuple[Any, ...]:
    """The patients' columns after the key."""
    dates = [_days(values) for values in (people.born, people.enrolled, people.last_seen)]
    return (
        _names(SEXES, people.sex), dates[0], _names(CHRONIC, people.chronic), *dates[1:], _names(ENDED, people.ended)
    )  # fmt: skip


def _chosen(rng: np.random.Generator, count: int, shares: Sequence[float]) -> Whole:
    """(count,) places drawn with shares."""
    return np.searchsorted(np.cumsum(shares)[:-1], rng.random(count), "right")


def _days(values: Whole) -> Any:
    """A column of dates."""
    return pa.array(values.astype(np.int32), pa.int32()).cast(pa.date32())


def _names(names: Sequence[str], places: Whole) -> Any:
    """A column of names."""
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(names, pa.string())).cast(NAMED)
