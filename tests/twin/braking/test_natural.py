"""What weights say is what comes about: the audit sees that they do, and that spoilt ones do not."""

from dataclasses import replace

import pytest

from provender.core import registry
from provender.core.anchor import Anchor
from provender.core.chart import Sheet
from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Finding


def drawn(hazard: str, draws: str = "important", count: int = 400) -> list[Record]:
    """Encounters of a kind."""
    part = registry.load("generator", "twin/braking/encounters", {"hazard": hazard, "draws": draws})
    return list(part(Shard(seed=2, start=0, count=count, recipe="")))


def found(records: list[Record], **dials: object) -> Finding:
    """What the audit says."""
    said: Finding = registry.load("audit", "twin/braking/natural", {"crude": 200_000, **dials})(records, Anchor())
    return said


@pytest.mark.parametrize("hazard", ["child", "lead"])
def test_weights_agree_with_crude_monte_carlo(hazard: str) -> None:
    """A sound set is refused by chance less often than once in 16,000 times."""
    said = found(drawn(hazard))

    assert not said.broken
    assert said.value < 4
    (sheet,) = said.shown
    assert isinstance(sheet, Sheet)
    assert [hazard, "400"] == [*sheet.rows[0][:2]]
    assert int(sheet.rows[0][2]) >= 1


def test_weights_thrown_away_are_found_out() -> None:
    spoilt = [replace(record, payload=replace(record.payload, weight=1.0)) for record in drawn("child")]  # type: ignore[type-var]

    assert found(spoilt).broken


def test_natural_encounters_alone_have_nothing_to_agree() -> None:
    said = found(drawn("lead", "natural", 20))

    assert said.value == 0
    assert "no encounter carries a weight" in said.reason


@pytest.mark.parametrize("dials", [{"harm": 0}, {"harm": 20}, {"crude": 10}, {"limit": 0}])
def test_a_dial_that_makes_no_sense_is_refused(dials: dict[str, object]) -> None:
    with pytest.raises(RecipeError):
        found([], **dials)
