"""The judge of free words proves with the wing's verifiers that need nothing, and stands beside other wings."""

from provender.core.recipe import Shard
from provender.core.registry import load
from provender.core.verdict import Outcome


def test_free_words_abstains_on_another_wings_records() -> None:
    records = list(load("generator", "twin/scenario", {})(Shard(seed=1, start=0, count=2)))

    verdicts = load("verifier", "reasoning/taught/free_words", {})(records)

    assert [Outcome.ABSTAIN] * 2 == [verdict.outcome for verdict in verdicts]
