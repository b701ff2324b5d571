"""Attacks find what leaks, and nothing where strangers stand for the release."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from bench.privacy.releases import anchor, blurred, copying, register, rows

from provender.core.chart import Sheet
from provender.core.errors import ProvenderError
from provender.core.registry import load
from provender.core.verdict import Finding
from provender.tabular.attacks.membership import area
from provender.tabular.attacks.memory import plant
from provender.tabular.attacks.people import People, distances, nearest, people
from provender.tabular.attacks.singling import by_row
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import NAMED, Table

COUNT = 700
LEARNED, CONTROL, FRESH = (register(COUNT, seed) for seed in (1, 2, 3))
ATTACKS = {
    "singling_out": {"attacks": 300, "seeds": 1},
    "linkability": {"attacks": 700, "seeds": 1},
    "inference": {"attacks": 700, "seeds": 1},
    "membership": {},
    "memorised": {"seeds": 1},
    "copies": {},
}


def attacked(name: str, made: Table) -> Finding:
    audit = load("audit", f"tabular/attacks/{name}", ATTACKS[name], where="a test")
    found: Finding = audit(rows(made), anchor(LEARNED, CONTROL))
    return found


@pytest.mark.parametrize("name", ATTACKS)
def test_a_table_of_its_own_people_is_found_out(name: str) -> None:
    assert attacked(name, LEARNED).broken


@pytest.mark.parametrize("name", ATTACKS)
def test_strangers_are_not_flagged(name: str) -> None:
    assert not attacked(name, FRESH).broken


@pytest.mark.parametrize("name", ["membership", "memorised", "linkability"])
def test_people_that_were_moved_a_little_are_found_out(name: str) -> None:
    assert attacked(name, blurred(LEARNED, 4, 0.01)).broken


def test_no_description_is_guessed_twice() -> None:
    """Of three columns there is one description a row: guessed again and again it would pass for much evidence."""
    rng = np.random.default_rng(0)
    made, learned, control = rng.random((3, 40, 3)).astype(np.float32)
    three = People(names=("a", "b", "c"), named=np.zeros(3, bool), learned=learned, control=control, made=made)

    assert 0 < by_row(three, attacks=2000, columns=3, rng=rng).tries <= 40


def test_copies_finds_a_tenth_that_was_copied() -> None:
    found = attacked("copies", copying(LEARNED, FRESH, 0.1))

    assert found.broken
    assert found.value == pytest.approx(0.1, abs=0.01)


def test_an_attack_says_what_it_lacks() -> None:
    audit = load("audit", "tabular/attacks/copies", {}, where="a test")

    with pytest.raises(ProvenderError, match="control split"):
        audit(rows(FRESH), anchor(LEARNED, CONTROL.slice(0, 0)))


def test_a_secret_that_is_no_column_is_told() -> None:
    audit = load("audit", "tabular/attacks/inference", {"secrets": ("income",)}, where="a test")

    with pytest.raises(ProvenderError, match="income"):
        audit(rows(FRESH), anchor(LEARNED, CONTROL))


@pytest.mark.parametrize("name", ATTACKS)
def test_the_same_table_gives_the_same_finding(name: str) -> None:
    assert attacked(name, FRESH) == attacked(name, FRESH)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_finding_never_counts_fewer_than_ten_people(name: str) -> None:
    shown = attacked(name, FRESH).shown[1]

    assert isinstance(shown, Sheet)
    for row in shown.rows:
        tries = int(row[1].replace(",", "")) if row[1] != "none" else 0
        for cell in row[2:4]:
            share = cell.rstrip("%")
            assert cell.startswith(("under", "none")) or float(share) == 0 or float(share) / 100 * tries >= 9


def test_distance_is_a_metric_of_gower() -> None:
    them = people(LEARNED, CONTROL, FRESH, rng=np.random.default_rng(0))
    columns = list(range(len(them.names)))
    one = distances(them.made[:50], them.made[:50], them.named, columns)

    assert np.all(one.diagonal() == 0)
    assert np.allclose(one, one.T)
    assert one.max() <= len(columns)
    far, which = nearest(them.made[:50], them.made[:50], them.named, k=2)
    assert np.array_equal(which[:, 0], np.arange(50))
    assert np.allclose(far[:, 1], np.sort(one, axis=1)[:, 1])


def test_canaries_are_planted_among_rows_that_keep_their_order() -> None:
    salted, canaries = plant(LEARNED, 20, rng=np.random.default_rng(0))
    digests = [bytes(each) for each in salted.digests]
    planted = {bytes(each) for each in canaries.planted.digests}

    assert len(salted) == COUNT + 20
    assert [each for each in digests if each not in planted] == [bytes(each) for each in LEARNED.digests]
    assert len(canaries.twins) == 20


def test_area_agrees_with_counting_pairs() -> None:
    rng = np.random.default_rng(0)
    one, two = rng.integers(0, 9, 60).astype(float), rng.integers(0, 9, 50).astype(float)
    pairs = (one[:, None] > two[None]) + 0.5 * (one[:, None] == two[None])

    assert area(one, two)[0] == pytest.approx(pairs.mean())


@pytest.mark.slow
def test_method_attacks_find_a_copula_sound() -> None:
    for name in ("canaries", "shadows"):
        dials = {"generator": "tabular/copula"} | ({"rows": 1000} if name == "shadows" else {})
        audit = load("audit", f"tabular/attacks/{name}", dials, where="a test")
        assert not audit(rows(FRESH), anchor(LEARNED, CONTROL)).broken


def test_what_could_not_be_tried_says_so() -> None:
    one = [Table(Schema(table.schema.columns[1:2]), table.arrays[1:2]) for table in (LEARNED, CONTROL, LEARNED)]
    audit = load("audit", "tabular/attacks/linkability", {"seeds": 1}, where="a test")

    found = audit(rows(one[2]), anchor(one[0], one[1]))

    assert found.reason.startswith("nothing was tested")
    assert (found.interval.low, found.interval.high) == (0, 1)


def test_a_full_copy_is_found_with_few_people_held_back() -> None:
    audit = load("audit", "tabular/attacks/membership", {}, where="a test")
    found = audit(rows(LEARNED), anchor(LEARNED, CONTROL.slice(0, 350)))

    assert found.value > 0.9


def test_few_copies_are_not_counted_out() -> None:
    made = copying(LEARNED, FRESH, 5 / COUNT)
    audit = load("audit", "tabular/attacks/copies", {}, where="a test")

    found = audit(rows(made), anchor(LEARNED, CONTROL))

    assert found.value == 0
    assert set(found.parts.values()) == {0}


def test_a_secret_is_found_among_many_columns() -> None:
    def wide(table: Table) -> Table:
        columns = [replace(table.schema.columns[1], name=f"x{at}") for at in range(90)]
        return Table(Schema(tuple(columns)), tuple(table.arrays[1] for _ in columns))

    audit = load("audit", "tabular/attacks/inference", {"secrets": ("x3",), "seeds": 1, "attacks": 50}, where="a test")
    found = audit(rows(wide(FRESH)), anchor(wide(LEARNED), wide(CONTROL)))

    assert set(found.parts) == {"x3"}


def test_columns_that_are_all_missing_or_hold_many_names_do_not_stop_membership() -> None:
    def odd(table: Table, seed: int, most: int) -> Table:
        names = np.random.default_rng(seed).integers(0, most, len(table)).astype(str)
        gone = pa.array([None] * len(table), pa.float64())
        columns = (Column(name="many", kind=Kind.CATEGORY), Column(name="gone", kind=Kind.DECIMAL))
        arrays = (pa.array(names).dictionary_encode().cast(NAMED), gone)
        return Table(Schema((*table.schema.columns, *columns)), (*table.arrays, *arrays))

    audit = load("audit", "tabular/attacks/membership", {}, where="a test")
    found = audit(rows(odd(FRESH, 1, 5)), anchor(odd(LEARNED, 2, 600), odd(CONTROL, 3, 600)))

    assert not found.broken
