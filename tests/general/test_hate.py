"""Hate: trained on one half of labels, measured on the other, and refusing only where its errors are bounded."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conformance.strangers import NOBODY

from provender.core.errors import InputError
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Outcome
from provender.general.passage import Passage

pytest.importorskip("sklearn", reason="the judge of hate needs the extra 'judge'")


def labels(path: Path, *, plain: bool, count: int = 900) -> str:
    """Made-up labels: hate has a word of its own, or is told at random."""
    rng = random.Random(1)
    lines = ["n,class,tweet"]
    for at in range(count):
        kind = at % 3
        words = rng.choices(["sun", "rain", "tree", "river", "stone", "bread"], k=6)
        if plain and kind == 0:
            words[rng.randrange(6)] = "grumpfish"
        lines.append(f'{at},{kind},"{" ".join(words)} {at}"')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def record(text: str) -> Record:
    """A passage."""
    return Record(payload=Passage(text), origin=NOBODY)


def test_what_is_told_apart_is_refused_and_what_is_not_is_only_flagged(tmp_path: Path) -> None:
    sure = load("verifier", "general/hate", {"path": labels(tmp_path / "plain.csv", plain=True)})
    blind = load("verifier", "general/hate", {"path": labels(tmp_path / "random.csv", plain=False)})
    given = [record("tree grumpfish sun river stone rain 7"), record("tree sun bread river stone rain 7")]

    assert [Outcome.FAIL, Outcome.PASS] == [verdict.outcome for verdict in sure(given)]
    assert [{"hate": "flagged"}, {}] == [dict(each.tags) for each in sure.mend(given)]
    assert Outcome.FAIL not in {verdict.outcome for verdict in blind([gold.record for gold in blind.golds(400)])}
    strict = replace(sure, bound=0.001)
    assert "flagged only" in strict(given)[0].reason
    assert [] == list(sure([]))


def test_what_measures_it_had_no_part_in_its_training(tmp_path: Path) -> None:
    judge = load("verifier", "general/hate", {"path": labels(tmp_path / "a.csv", plain=True)})
    held = judge.golds(1000)

    assert 300 < len(held) < 600
    assert {"hate", "offensive", "neither"} == {gold.kind for gold in held}
    assert all(gold.faulty == (gold.kind == "hate") for gold in held)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "class,tweet\n9,x\n", "class,tweet\n0,x\n", 'class,tweet\n0,"x'])
def test_other_files_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text)

    with pytest.raises(InputError, match="labelled texts"):
        load("verifier", "general/hate", {"path": str(tmp_path / "a.csv")})([record("x")])


@pytest.mark.slow
@pytest.mark.real
def test_davidsons_labels_leave_it_a_flag(data: Path) -> None:
    judge = load("verifier", "general/hate", {"path": str(data / "davidson" / "labeled_data.csv")})
    golds = judge.golds(4000)

    verdicts = judge([gold.record for gold in golds])

    assert Outcome.FAIL not in {verdict.outcome for verdict in verdicts}
    assert any(verdict.outcome is Outcome.ABSTAIN for verdict in verdicts)
