"""Private rows: the budget is kept, associations with the outcome survive, and one person's rows count once."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pytest

from provender.core.errors import RecipeError, UnknownName
from provender.core.protocols import Make, Secret
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.tabular.generators.marginals import Marginals
from provender.tabular.privacy.accountant import epsilon_of
from provender.tabular.privacy.counting import wanted
from provender.tabular.privacy.domain import domains_of, encoded
from provender.tabular.privacy.persons import persons
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import NAMED, Rows, Table, table_of

ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
KEY = Secret(b"k" * 32)
DOMAIN: Mapping[str, object] = {
    "age": {"from": 20, "to": 90, "step": 10},
    "dose": {"from": 0, "to": 5, "step": 1, "digits": 1, "missing": True},
    "drug": ["none", "aspirin", "statin"],
    "well": {"names": ["no", "yes"]},
}
PLANTED = "QZXJKVWPLANTED"


def patients(count: int = 3000, seed: int = 0) -> Rows:
    """A table in which being well depends on the drug, and the dose on the age."""
    rng = np.random.default_rng(seed)
    age, drug = rng.integers(20, 90, count), rng.integers(0, 3, count)
    well = rng.random(count) < np.array([0.2, 0.5, 0.9])[drug]
    dose = np.clip((age / 20 + rng.normal(0, 0.4, count)).round(1), 0, 5)
    schema = Schema((
        Column(name="age", kind=Kind.INTEGER), Column(name="dose", kind=Kind.DECIMAL, digits=1),
        Column(name="drug", kind=Kind.CATEGORY), Column(name="well", kind=Kind.CATEGORY),
        Column(name="note", kind=Kind.TEXT),
    ))  # fmt: skip
    arrays = (
        pa.array(age), pa.array(dose, mask=rng.random(count) < 0.1),
        pa.array(np.array(["none", "aspirin", "statin"])[drug]).dictionary_encode().cast(NAMED),
        pa.array(np.array(["no", "yes"])[well.astype(int)]).dictionary_encode().cast(NAMED),
        pa.array([PLANTED] * count),
    )  # fmt: skip
    return Rows(Table(schema, arrays), ORIGIN, np.arange(count))


def fitted(epsilon: float = 1.0, *, noise: Secret | None = KEY, seed: int = 3, rows: Rows | None = None) -> bytes:
    part = Marginals(domain=DOMAIN, outcome="well", epsilon=epsilon)
    return part.fit(patients() if rows is None else rows, seed=seed, noise=noise).content


@pytest.fixture(scope="module")
def make() -> Make:
    """What is learned at epsilon 1."""
    part = Marginals(domain=DOMAIN, outcome="well")
    return part.restore(part.fit(patients(), seed=3, noise=KEY))


def drawn(make: Make, start: int, count: int) -> list[Record]:
    return [record for record in make(Shard(seed=5, start=start, count=count)) if isinstance(record, Record)]


def test_what_the_outcome_depends_on_survives_the_noise(make: Make) -> None:
    table = table_of(drawn(make, 0, 6000))

    well, drug = np.array(table["well"].to_pylist()), np.array(table["drug"].to_pylist())
    shares = [float((well[drug == name] == "yes").mean()) for name in ("none", "aspirin", "statin")]
    assert np.abs(np.array(shares) - [0.2, 0.5, 0.9]).max() < 0.06
    there = table["dose"].is_valid().to_numpy(zero_copy_only=False)
    dose, age = np.asarray(table["dose"].fill_null(0)), np.asarray(table["age"])
    assert np.corrcoef(dose[there], age[there])[0, 1] > 0.8
    assert abs(there.mean() - 0.9) < 0.03


def test_a_drug_that_helps_in_one_disease_alone_still_does() -> None:
    rng = np.random.default_rng(1)
    ill, drug = rng.integers(0, 2, 4000), rng.integers(0, 2, 4000)
    well = rng.random(4000) < np.where(ill == drug, 0.8, 0.3)  # no two of the three columns tell anything
    columns = tuple(Column(name=name, kind=Kind.INTEGER) for name in ("ill", "drug", "well"))
    rows = Rows(
        Table(Schema(columns), (pa.array(ill), pa.array(drug), pa.array(well.astype(int)))), ORIGIN, np.arange(4000)
    )
    part = Marginals(domain={name: ["0", "1"] for name in ("ill", "drug", "well")}, outcome="well")

    made = table_of(drawn(part.restore(part.fit(rows, seed=0, noise=KEY)), 0, 4000))

    alike = np.array(made["ill"].to_pylist()) == np.array(made["drug"].to_pylist())
    helped = np.array(made["well"].to_pylist()) == "1"
    assert abs(helped[alike].mean() - 0.8) < 0.05
    assert abs(helped[~alike].mean() - 0.3) < 0.05


def test_made_rows_have_the_declared_columns_alone(make: Make) -> None:
    table = table_of(drawn(make, 0, 500))

    assert table.schema.names == ("age", "dose", "drug", "well")
    assert [column.kind for column in table.schema] == [Kind.INTEGER, Kind.DECIMAL, Kind.CATEGORY, Kind.CATEGORY]
    assert min(table["age"].to_pylist()) >= 20
    assert max(table["age"].to_pylist()) <= 90


@pytest.mark.parametrize("cut", [0, 1, 700, 1500])
def test_private_rows_may_be_cut_anywhere(make: Make, cut: int) -> None:
    assert drawn(make, 24, cut) + drawn(make, 24 + cut, 1500 - cut) == drawn(make, 24, 1500)


def test_a_fit_follows_from_rows_seed_and_secret_and_each_changes_its_noise() -> None:
    one_less = patients().take(np.arange(1, 3000))

    told = [fitted(), fitted(noise=Secret(b"l" * 32)), fitted(seed=4), fitted(rows=one_less), fitted(1.5),
            fitted(noise=None)]  # fmt: skip

    assert fitted() == told[0]
    assert len(set(told)) == 6


def test_nothing_but_the_declared_columns_is_in_the_artefact() -> None:
    artefact = Marginals(domain=DOMAIN).fit(patients(), seed=0, noise=KEY)

    assert PLANTED.encode() not in artefact.content
    assert artefact.privacy["accounted"] <= artefact.privacy["epsilon"] == 1.0
    assert artefact.from_data != Marginals(domain=DOMAIN).fit(patients(), seed=0, noise=None).from_data


@pytest.mark.parametrize(("outcome", "count"), [("", 1), ("well", 1), ("well", 2), ("", 3), ("well", 4)])
def test_a_plan_keeps_its_budget_for_any_number_of_columns(outcome: str, count: int) -> None:
    names = [*([outcome] if outcome else []), *(name for name in DOMAIN if name != outcome)][:count]
    part = Marginals(domain={name: DOMAIN[name] for name in names}, outcome=outcome, epsilon=2.0)

    assert 1.9 < epsilon_of(part.plan, part.delta) <= 2.0
    assert part.price()["looks"] == [[looks.sigma, looks.times] for looks in part.plan]
    made = part.restore(part.fit(patients(200), seed=0, noise=KEY))
    assert len(drawn(made, 0, 10)) == 10


def test_shares_of_the_budget_add_up_to_all_of_it() -> None:
    assert sum(share for share, _ in wanted(14)) == pytest.approx(1.0)
    assert [times for _, times in wanted(14)] == [14, 91, 13, 91, 8]
    assert [times for _, times in wanted(2)] == [2, 1, 1]


WHOSE = {"x": {"from": 0, "to": 500, "step": 1}}


def kept_of(table: Table) -> list[int]:
    return sorted(persons(encoded(table, domains_of(WHOSE, where="test")), table)[:, 0].tolist())


def visits(kind: Kind, who: list[str], x: list[int]) -> Table:
    """A table of visits whose persons are numbers or words."""
    whose = pa.array([int(name) for name in who]) if kind is Kind.INTEGER else pa.array(who)
    columns = (Column(name="who", kind=kind, form="##"), Column(name="x", kind=Kind.INTEGER))
    return Table(Schema(columns, unit="who"), (whose, pa.array(x)))


@pytest.mark.parametrize("kind", [Kind.INTEGER, Kind.IDENTIFIER])
def test_of_a_persons_rows_one_counts_and_which_depends_on_nobody_else(kind: Kind) -> None:
    who, x = [f"{at % 40:03}" for at in range(200)], list(range(200))
    mine = [at for at in range(200) if at % 40 == 7]

    kept = kept_of(visits(kind, who, x))
    without = kept_of(visits(kind, [w for w in who if w != "007"], [at for at in x if at not in mine]))

    assert len(kept) == 40
    assert len({at % 40 for at in kept}) == 40
    assert without == [at for at in kept if at not in mine]
    assert kept == kept_of(visits(Kind.IDENTIFIER, who, x))


def test_a_table_without_rows_is_learned_too() -> None:
    assert fitted(rows=patients(1).take([]))


def test_what_cannot_be_learned_is_refused() -> None:
    with pytest.raises(RecipeError, match="no column has a domain"):
        Marginals().fit(patients(60), seed=0, noise=KEY)
    with pytest.raises(UnknownName, match="'agee'"):
        Marginals(domain={"agee": [1, 2]}).fit(patients(60), seed=0, noise=KEY)
    with pytest.raises(UnknownName, match="did you mean 'well'"):
        Marginals(domain=DOMAIN, outcome="wel")
    with pytest.raises(RecipeError, match="is no budget"):
        Marginals(domain=DOMAIN, epsilon=0.0)
