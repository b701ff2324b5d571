"""Constraints: found where chance cannot be the reason, kept in every row, and judged by somebody else."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from provender.core.errors import RecipeError, UnknownName
from provender.core.protocols import Tools
from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.core.verdict import Outcome
from provender.tabular.constraints.finding import found, implied
from provender.tabular.constraints.rules import rules_of
from provender.tabular.corruptions.broken_constraint import BrokenConstraint
from provender.tabular.generators.copula import Copula
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import NAMED, Rows, Table
from provender.tabular.verifiers.constraints import Constraints

ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
SCHEMA = Schema((
    Column(name="ward no.", kind=Kind.CATEGORY), Column(name="floor", kind=Kind.INTEGER),
    Column(name="stay", kind=Kind.DECIMAL, digits=1), Column(name="follow-up", kind=Kind.DECIMAL, digits=1),
    Column(name="died", kind=Kind.BOOLEAN, levels=("no", "yes")), Column(name="place", kind=Kind.CATEGORY),
    Column(name="food", kind=Kind.INTEGER), Column(name="rent", kind=Kind.INTEGER),
    Column(name="total", kind=Kind.INTEGER), Column(name="free", kind=Kind.CATEGORY),
    Column(name="patient", kind=Kind.IDENTIFIER, form="P-####"), Column(name="first", kind=Kind.DATE, form="%Y-%m-%d"),
    Column(name="last", kind=Kind.DATE, form="%Y-%m-%d"),
))  # fmt: skip
FOUND = ["ward no. -> floor", "stay <= follow-up"]
IMPLIED = "if place = hospital then died = yes"
SAID = [
    "ward no. -> floor", "stay <= follow-up", IMPLIED, "total = food + rent",
    "20 <= food < 90", "free matches ^[a-c]$", "unique patient", "first <= last",
]  # fmt: skip


def clinic(count: int, seed: int = 0) -> Table:
    """Patients in whose rows every constraint above holds."""
    rng = np.random.default_rng(seed)
    ward = rng.integers(0, 6, count)
    stay = np.round(rng.exponential(8, count) + 1, 1)
    follow = np.round(stay + np.where(rng.random(count) < 0.3, 0, rng.exponential(6, count)), 1)
    died = rng.random(count) < 0.4
    place = np.where(died & (rng.random(count) < 0.5), "hospital", rng.choice(["home", "elsewhere"], count))
    food, rent = rng.integers(20, 90, count), rng.integers(100, 900, count)
    first = rng.integers(10_000, 12_000, count)
    arrays = [
        pa.array([f"W{each}" for each in ward]).dictionary_encode().cast(NAMED), pa.array(ward // 2),
        pa.array(stay), pa.array(follow), pa.array(died), pa.array(place).dictionary_encode().cast(NAMED),
        pa.array(food), pa.array(rent), pa.array(food + rent),
        pa.array(rng.choice(["a", "b", "c"], count)).dictionary_encode().cast(NAMED),
        pa.array([f"P-{each:04d}" for each in range(count)]),
        pa.array(first.astype(np.int32)).cast(pa.date32()),
        pa.array((first + rng.integers(0, 300, count)).astype(np.int32)).cast(pa.date32()),
    ]  # fmt: skip
    return Table(SCHEMA, tuple(arrays))


def rows(table: Table) -> Rows:
    return Rows(table, ORIGIN, np.arange(len(table)))


def made(table: Table, said: Sequence[str], count: int = 3000, *, find: bool = False) -> list[Record | Failure]:
    part = Copula(constraints=tuple(said), find=find)
    return list(part.restore(part.fit(rows(table), seed=1, noise=None))(Shard(seed=2, start=0, count=count)))


def records(items: Sequence[Record | Failure]) -> list[Record]:
    return [item for item in items if isinstance(item, Record)]


def fails(table: Table, said: Sequence[str], judged: Sequence[Record]) -> int:
    verdicts = Constraints(constraints=tuple(said)).bind(Tools(reference=rows(table)))(judged)
    return sum(verdict.outcome is Outcome.FAIL for verdict in verdicts)


def test_what_holds_in_every_row_is_found() -> None:
    assert set(FOUND) <= {str(rule) for rule in found(clinic(3000))}
    assert IMPLIED in {str(rule) for rule in implied(clinic(3000))}


def stays(count: int, seed: int = 0) -> Table:
    """Stays in a hospital, with what each cost; the bill is the sum of three."""
    rng = np.random.default_rng(seed)
    came = rng.integers(18_000, 19_000, count)
    costs = np.round(rng.gamma(2, [[80], [30], [400]], (3, count)), 2)
    told = [pa.array(days.astype(np.int32)).cast(pa.date32()) for days in (came + rng.poisson(6, count), came)]
    names = ("left", "came", "bed", "tests", "drugs", "bill", "age")
    kinds = (Kind.DATE, Kind.DATE, *[Kind.DECIMAL] * 4, Kind.INTEGER)
    columns = [Column(name=name, kind=kind, digits=2, form="%Y-%m-%d") for name, kind in zip(names, kinds, strict=True)]
    numbers = (*costs, np.round(costs.sum(axis=0), 2), rng.integers(0, 90, count))
    return Table(Schema(tuple(columns)), (*told, *(pa.array(values) for values in numbers)))


def test_sums_and_orders_of_dates_are_found_and_kept() -> None:
    told = {"bill = bed + tests + drugs", "came <= left"}

    assert told == set(map(str, found(stays(600))))
    assert found(stays(90)) == ()
    rows = records(made(stays(600), (), 500, find=True))
    assert len(rows) == 500
    assert fails(stays(600), sorted(told), rows) == 0


def test_what_half_the_rows_show_holds_in_the_others() -> None:
    half, other = clinic(2000, 1), clinic(2000, 2)

    said = [str(rule) for rule in (*found(half), *implied(half))]

    assert said
    assert fails(half, said, rows(other)) == 0


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_found_among_columns_that_know_nothing_of_each_other(seed: int) -> None:
    """Twenty tables of nine such columns, one of them different in almost every row, one almost constant."""
    rng = np.random.default_rng(seed)
    names = [pa.array(rng.integers(0, k, 400).astype(str)).dictionary_encode().cast(NAMED) for k in (2, 5, 20, 380)]
    rare = pa.array(np.where(rng.random(400) < 0.99, "usual", "rare")).dictionary_encode().cast(NAMED)
    numbers = [pa.array(rng.integers(0, high, 400)) for high in (2, 9, 100)] + [
        pa.array(1000 + rng.integers(0, 9, 400))
    ]
    kinds = [Kind.CATEGORY] * 5 + [Kind.INTEGER] * 4
    schema = Schema(tuple(Column(name=f"c{at}", kind=kind) for at, kind in enumerate(kinds)))

    table = Table(schema, (*names, rare, *numbers))
    assert (found(table), implied(table)) == ((), ())


def test_every_made_row_keeps_what_was_said_and_no_row_is_missing() -> None:
    table = clinic(3000)
    items = made(table, SAID)

    assert len(items) == len(records(items)) == 3000
    assert fails(table, SAID, records(items)) == 0


def test_what_was_found_is_kept_without_being_said() -> None:
    table = clinic(3000)

    assert fails(table, FOUND, records(made(table, (), find=True))) == 0
    assert fails(table, FOUND, records(made(table, ()))) > 100


def test_an_implication_is_kept_where_it_is_said_and_not_where_it_is_found() -> None:
    table = clinic(3000)

    assert fails(table, [IMPLIED], records(made(table, (), find=True))) > 0
    assert fails(table, [IMPLIED], records(made(table, [IMPLIED], find=True))) == 0


def test_what_is_empty_by_design_is_so_beside_gaps_dependencies_and_real_ones() -> None:
    rng = np.random.default_rng(2)
    sex = rng.choice(["f", "m"], 3000)
    title = np.where(sex == "f", rng.choice(["Ms", "Mx"], 3000), "Mr")
    by_design = (sex == "m") | (rng.random(3000) < 0.2)  # some women's weeks are not known
    weeks = pa.array(rng.integers(1, 40, 3000), mask=by_design)
    names = [pa.array(values, mask=rng.random(3000) < 0.1).dictionary_encode().cast(NAMED) for values in (sex, title)]
    columns = (
        Column(name="title", kind=Kind.CATEGORY),
        Column(name="sex", kind=Kind.CATEGORY),
        Column(name="weeks", kind=Kind.INTEGER, absent_by="sex"),
    )
    table = Table(Schema(columns), (names[1], names[0], weeks))

    told = [record.payload.text() for record in records(made(table, ["if title = Mr then sex = m"], find=True))]

    assert len(told) == 3000
    assert not [text for text in told if "sex: m\n" in text and not text.endswith("weeks: ")]
    assert [text for text in told if "sex: f\n" in text and text.endswith("weeks: ")]
    assert [text for text in told if "sex: \n" in text and not text.endswith("weeks: ")]


def test_a_row_that_cannot_be_made_is_a_failure_with_its_reason() -> None:
    items = made(clinic(500), ["free matches ^z$"], count=50)

    assert len(items) == 50
    assert {item.reason for item in items if isinstance(item, Failure)} == {
        "the constraint 'free matches ^z$' was broken by every draw"
    }


def test_constrained_rows_may_be_cut_anywhere() -> None:
    part = Copula(constraints=tuple(SAID))
    make = part.restore(part.fit(rows(clinic(600)), seed=1, noise=None))

    whole = list(make(Shard(seed=2, start=900, count=300)))

    assert list(make(Shard(seed=2, start=900, count=150))) + list(make(Shard(seed=2, start=1050, count=150))) == whole


SPOILT = [
    ("ward no. -> floor", {"floor": "far"}),
    ("stay <= follow-up", {"follow-up": "-far"}),
    (IMPLIED, {"place": "hospital", "died": "no"}),
    ("total = food + rent", {"rent": "far"}),
    ("20 <= food < 90", {"food": "90"}),
    ("free matches ^[a-c]$", {"free": "d"}),
]


@pytest.mark.parametrize(("said", "spoil"), SPOILT)
def test_the_judge_fails_a_row_that_breaks_a_constraint_and_no_sound_one(said: str, spoil: dict[str, str]) -> None:
    table = clinic(300)
    bad = [spoilt.record for record in rows(table) if (spoilt := BrokenConstraint(spoil=spoil)(record, seed=0))]

    assert len(bad) > 100
    assert fails(table, [said], bad) == len(bad)
    assert fails(table, [said], rows(table)) == 0


@pytest.mark.parametrize(
    "said",
    ["stay", "free <= stay", "first <= stay", "unique food", "total = food + free", "free matches (?=a)",
     "if died = perhaps then floor = 1", "stay -> stay"],
)  # fmt: skip
def test_what_cannot_be_a_constraint_is_refused(said: str) -> None:
    with pytest.raises(RecipeError):
        rules_of([said], SCHEMA, where="a test")


def test_an_unknown_column_offers_the_nearest() -> None:
    with pytest.raises(UnknownName, match="flor"):
        rules_of(["ward no. -> flor"], SCHEMA, where="a test")


def test_a_dependency_that_does_not_hold_is_refused_without_a_value() -> None:
    with pytest.raises(RecipeError, match=r"'free -> place' does not hold: [0-9,]+ rows"):
        made(clinic(500), ["free -> place"])


def test_a_decimal_may_be_what_is_decided() -> None:
    rooms = np.random.default_rng(0).integers(0, 3, 400)
    schema = Schema((Column(name="room", kind=Kind.CATEGORY), Column(name="tariff", kind=Kind.DECIMAL, digits=2)))
    named = pa.array(np.array(["ward", "single", "suite"])[rooms]).cast(NAMED)
    table = Table(schema, (named, pa.array(np.array([49.9, 80.25, 0.1])[rooms])))

    assert [str(rule) for rule in found(table)] == ["room -> tariff"]
    other = Table(schema, (named, pa.array(np.where(np.arange(400) == 7, 1.0, table.arrays[1]))))
    assert not found(other)
