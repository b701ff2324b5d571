"""Encounters are proved by time steps of their own; every planted fault is found, and nothing sound is refused."""

import pytest

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Grade, Outcome
from provender.twin.braking.generators.encounters import Encounters
from provender.twin.braking.verifiers.encounters import EncounterProof

FAULTS = ("wrong_impact", "wrong_weight", "late_track", "gap_in_feet")


def made(count: int) -> list[Record]:
    """Of each kind and way to draw."""
    shard = Shard(seed=11, start=0, count=count, recipe="")
    return [
        record
        for hazard in ("child", "lead")
        for draws in ("natural", "important")
        for record in Encounters(hazard=hazard, draws=draws)(shard)
    ]


def test_every_sound_encounter_is_proved() -> None:
    verdicts = EncounterProof()(made(60))

    assert {(verdict.outcome, verdict.grade, verdict.reason) for verdict in verdicts} == {
        (Outcome.PASS, Grade.PROVED, "")
    }


@pytest.mark.parametrize("kind", FAULTS)
def test_every_planted_fault_is_found(kind: str) -> None:
    corruption = load("corruption", f"twin/braking/{kind}")
    planted = [bad for seed in (0, 1) for record in made(20) if (bad := corruption(record, seed=seed))]
    verdicts = EncounterProof()([bad.record for bad in planted])

    assert len(planted) > 100
    assert {verdict.outcome for verdict in verdicts} == {Outcome.FAIL}
