"""Rows by a network under noise: the budget is kept, associations survive, and only declared columns are seen."""

import numpy as np
import pytest
from tests.tabular.privacy.test_marginals import DOMAIN, KEY, PLANTED, drawn, patients

from provender.core.errors import RecipeError, UnknownName
from provender.core.protocols import Make, Secret
from provender.tabular.generators.private_network import PrivateNetwork
from provender.tabular.privacy.accountant import epsilon_of
from provender.tabular.schema import Kind
from provender.tabular.table import Rows, table_of


def fitted(epsilon: float = 3.0, *, noise: Secret | None = KEY, seed: int = 3, rows: Rows | None = None) -> bytes:
    part = PrivateNetwork(domain=DOMAIN, outcome="well", epsilon=epsilon, steps=3)
    return part.fit(patients(500) if rows is None else rows, seed=seed, noise=noise).content


@pytest.fixture(scope="module")
def make() -> Make:
    """What is learned at epsilon 3."""
    part = PrivateNetwork(domain=DOMAIN, outcome="well", epsilon=3.0, steps=150)
    return part.restore(part.fit(patients(), seed=3, noise=KEY))


def test_associations_survive_the_noise(make: Make) -> None:
    table = table_of(drawn(make, 0, 6000))

    well, drug = np.array(table["well"].to_pylist()), np.array(table["drug"].to_pylist())
    shares = [float((well[drug == name] == "yes").mean()) for name in ("none", "aspirin", "statin")]
    assert np.abs(np.array(shares) - [0.2, 0.5, 0.9]).max() < 0.06
    there = table["dose"].is_valid().to_numpy(zero_copy_only=False)
    dose, age = np.asarray(table["dose"].fill_null(0)), np.asarray(table["age"])
    assert np.corrcoef(dose[there], age[there])[0, 1] > 0.6  # that of no pair with the outcome: the network's alone
    assert abs(there.mean() - 0.9) < 0.03


def test_made_rows_have_the_declared_columns_in_their_order(make: Make) -> None:
    table = table_of(drawn(make, 0, 500))

    assert table.schema.names == ("age", "dose", "drug", "well")
    assert [column.kind for column in table.schema] == [Kind.INTEGER, Kind.DECIMAL, Kind.CATEGORY, Kind.CATEGORY]


@pytest.mark.parametrize("cut", [0, 1, 700, 1500])
def test_rows_under_noise_may_be_cut_anywhere(make: Make, cut: int) -> None:
    assert drawn(make, 24, cut) + drawn(make, 24 + cut, 1500 - cut) == drawn(make, 24, 1500)


def test_a_fit_follows_from_rows_seed_and_secret_and_each_changes_its_noise() -> None:
    told = [fitted(), fitted(noise=Secret(b"l" * 32)), fitted(seed=4), fitted(3.5), fitted(noise=None),
            fitted(rows=patients(500).take(np.arange(1, 500)))]  # fmt: skip

    assert fitted() == told[0]
    assert len(set(told)) == 6


def test_nothing_but_the_declared_columns_is_in_the_artefact() -> None:
    artefact = PrivateNetwork(domain=DOMAIN, steps=2).fit(patients(200), seed=0, noise=KEY)

    assert PLANTED.encode() not in artefact.content
    assert artefact.privacy["accounted"] <= artefact.privacy["epsilon"] == 1.0


@pytest.mark.parametrize(("outcome", "count"), [("", 1), ("well", 1), ("", 3), ("well", 4)])
def test_any_number_of_columns_is_learned_for_what_was_said(outcome: str, count: int) -> None:
    names = [*([outcome] if outcome else []), *(name for name in DOMAIN if name != outcome)][:count]
    part = PrivateNetwork(domain={name: DOMAIN[name] for name in names}, outcome=outcome, epsilon=2.0, steps=2)

    assert 1.8 < epsilon_of(part.plan, part.delta) <= 2.0
    price = part.price()
    assert price["steps"] == [[part.plan[1].sigma, 2, 0.1]]
    assert "Poisson" in str(price["sampling"])
    made = part.restore(part.fit(patients(200), seed=0, noise=KEY))
    assert table_of(drawn(made, 0, 10)).schema.names == tuple(names)


def test_a_table_without_rows_is_learned_too() -> None:
    assert fitted(rows=patients(1).take([]))


def test_what_cannot_be_learned_is_refused() -> None:
    with pytest.raises(RecipeError, match="no column has a domain"):
        PrivateNetwork().fit(patients(60), seed=0, noise=KEY)
    with pytest.raises(UnknownName, match="'agee'"):
        PrivateNetwork(domain={"agee": [1, 2]}).fit(patients(60), seed=0, noise=KEY)
    with pytest.raises(RecipeError, match="is no budget"):
        PrivateNetwork(domain=DOMAIN, delta=0.5)
    with pytest.raises(RecipeError, match="out of its range"):
        PrivateNetwork(domain=DOMAIN, share=1.0)
