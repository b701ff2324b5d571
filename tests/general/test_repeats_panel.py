"""The panel of repeats: a refused one stands beside what it repeats, and the nearest accepted pairs are shown."""

from dataclasses import replace

from tests.conformance.parts import generator, make
from tests.conformance.strangers import NOBODY

from provender.core.protocols import Judged
from provender.core.record import Record
from provender.general.panels.repeats import Repeats
from provender.general.passage import Passage


def _said(text: str, index: int, **told: object) -> Judged:
    record = Record(payload=Passage(text), origin=replace(NOBODY, index=index))
    return replace(Judged(record=record, fate="accepted"), **told)  # type: ignore[arg-type]


def test_a_refused_repeat_stands_beside_what_it_repeats_and_the_nearest_pairs_follow() -> None:
    kept = [_said(f"the {word} sleeps under a {tree} tonight", at)
            for at, (word, tree) in enumerate([("cat", "tree"), ("dog", "roof"), ("hen", "roof")])]  # fmt: skip
    again = _said("the cat sleeps under a tree tonight", 9, fate="rejected", verifier="repeats",
                  reason=f"repeats {kept[0].record.key}")  # fmt: skip
    known = _said("an old tale of a fox and grapes", 10, fate="rejected", verifier="general/novelty",
                  reason="says almost what a known record says", evidence={"nearest": "ab12"})  # fmt: skip

    first, second, near, pair, *_ = Repeats()([*kept, again, known])

    assert f"beside {kept[0].record.key}: the cat sleeps under a tree tonight" == first.lines[1]
    assert "the known record's digest is ab12" in second.caption
    assert "Of 3 accepted records" in near.caption
    assert {"the dog sleeps under a roof tonight", "the hen sleeps under a roof tonight"} == set(pair.lines)


def test_rows_of_tables_may_repeat_and_are_left_out() -> None:
    rows = [Judged(record=record, fate="accepted") for record in make(generator("tabular/ward"), 4)]

    assert [] == list(Repeats()(rows))
