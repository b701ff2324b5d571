"""The report shows a few of the rows that were made, as they are written."""

from dataclasses import replace

from provender.core.protocols import Judged
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.tabular.generators.ward import Ward
from provender.tabular.panels.rows import FirstRows


def judged(count: int, fate: str) -> list[Judged]:
    made = Ward()(Shard(seed=1, start=0, count=count))
    return [Judged(record=record, fate=fate) for record in made if isinstance(record, Record)]


def test_the_first_accepted_rows_are_shown_as_they_are_written() -> None:
    (block,) = FirstRows()([*judged(3, "rejected"), *judged(20, "accepted")])

    assert block.head[:3] == ("patient", "age", "sex")
    assert len(block.rows) == 8
    assert {row[block.head.index("smoker")] for row in block.rows} <= {"yes", "no"}
    assert all("." in row[block.head.index("weight_kg")] for row in block.rows)


def test_what_is_no_row_and_what_was_refused_is_left_out() -> None:
    assert list(FirstRows()([])) == []
    assert list(FirstRows()([replace(item, fate="rejected") for item in judged(3, "accepted")])) == []
