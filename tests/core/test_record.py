"""Records: named by who made them, told apart by what they hold; artefacts named by their bytes."""

from dataclasses import FrozenInstanceError, fields, replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parts.rows import Row

from provender.core.artefact import Artefact
from provender.core.recipe import Shard
from provender.core.record import Key, Origin, Record, Tokens

ROW = Row("north", 70, 3, 1.5, 2.5)


def record(row: Row, index: int) -> Record:
    """A row as item `index` of a shard."""
    return Record(payload=row, origin=Shard(seed=9, start=0, count=9, recipe="ab").origin("x/rows", "1", index))


def test_a_key_says_who_from_which_seed_as_which_item() -> None:
    assert record(ROW, 4).key == Key("x/rows", 9, 4)
    assert str(record(ROW, 4).key) == "x/rows:9:4"


def test_repeats_share_their_content_but_not_their_key() -> None:
    first, second = record(ROW, 1), record(ROW, 2)

    assert first.content == second.content
    assert first.key != second.key
    assert record(Row("north", 71, 3, 1.5, 2.5), 1).content != first.content


def test_a_record_is_never_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        record(ROW, 1).tags = {}  # type: ignore[misc]


@given(start=st.integers(0, 10**9), count=st.integers(0, 50))
def test_a_shard_is_a_stretch_of_indices(start: int, count: int) -> None:
    indices = Shard(seed=1, start=start, count=count).indices

    assert list(indices) == [start + place for place in range(count)]


@given(content=st.binary())
def test_an_artefact_is_named_by_its_bytes_alone(content: bytes) -> None:
    made = Artefact(content=content, kind="k", made_by="a", from_data="")
    other = Artefact(content=content, kind="other", made_by="b", from_data="ff", privacy={"epsilon": 1.0})

    assert made.digest == other.digest == sha256(content).hexdigest()


def test_an_artefact_shows_where_it_comes_from_and_not_its_bytes() -> None:
    shown = repr(Artefact(content=b"weights", kind="k", made_by="x/student", from_data="ab"))

    assert "x/student" in shown
    assert "weights" not in shown


def test_an_origin_at_another_index_keeps_all_else() -> None:
    origin = Origin(
        source="a", version="2", recipe="c0", seed=3, index=4, teacher="t", lineage="l", depth=1,
        parents=(Key("b", 5, 6),), tokens=Tokens(7, 8), prompt="d0",
    )  # fmt: skip

    assert origin.at(9) == replace(origin, index=9)
    assert all(getattr(origin, each.name) != each.default for each in fields(origin))
