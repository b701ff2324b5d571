"""Every gold set: deterministic, about half faulty, for a judge that there is, and that judge's to tell apart."""

import pytest

from provender.core import registry
from provender.core.verdict import Outcome

every_gold = pytest.mark.parametrize("name", registry.names("gold"))


@every_gold
def test_a_gold_set_bears_the_name_of_a_judge(name: str) -> None:
    assert name in registry.names("verifier")


@every_gold
def test_golds_depend_on_count_and_seed_alone(name: str) -> None:
    part = registry.load("gold", name)

    assert list(part(40, seed=1)) == list(part(40, seed=1))
    assert list(part(40, seed=1))[:10] == list(part(10, seed=1))
    assert list(part(40, seed=1)) != list(part(40, seed=2))


@every_gold
def test_about_half_of_the_golds_are_faulty(name: str) -> None:
    golds = registry.load("gold", name)(200, seed=0)

    assert 60 <= sum(gold.faulty for gold in golds) <= 140
    assert all(gold.kind and gold.record.payload.text() is not None for gold in golds)
    assert len({gold.record.key for gold in golds}) == 200


@every_gold
def test_a_judge_does_better_than_chance_on_its_golds(name: str) -> None:
    golds = registry.load("gold", name)(200, seed=0)
    verdicts = registry.load("verifier", name)([gold.record for gold in golds])
    right = sum(gold.faulty == (verdict.outcome is Outcome.FAIL) for gold, verdict in zip(golds, verdicts, strict=True))

    assert right > 120
