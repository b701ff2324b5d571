"""Drift is told from noise and from what the recipe asked for, and its bound is a bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.core.verdict import Finding

ORIGIN = Origin(source="test", version="1", recipe="", seed=0, index=0)


@dataclass(frozen=True, slots=True)
class Plain:
    """A payload of one line and one number."""

    codec: ClassVar[str] = ""

    line: str
    size: float = 0.0

    def text(self) -> str:
        return f"head\n{self.line}"

    def features(self) -> Sequence[float]:
        return (self.size,)

    def digest(self) -> bytes:
        return self.line.encode()

    def group(self) -> bytes:
        return self.line.encode()


def records(lines: Sequence[str], *, sizes: Sequence[float] = (), **tags: str) -> list[Record]:
    numbers = sizes or [0.0] * len(lines)
    return [
        Record(payload=Plain(line, size), origin=ORIGIN, tags=tags) for line, size in zip(lines, numbers, strict=True)
    ]


def audit(made: Sequence[Record], anchor: Anchor, **dials: object) -> Finding:
    finding = load("audit", "general/drift", dials)(made, anchor)
    assert isinstance(finding, Finding)
    return finding


def drawn(rng: np.random.Generator, shares: Sequence[float], count: int) -> list[Record]:
    return records(rng.choice(list("abcd"), size=count, p=shares).tolist())


def test_records_like_the_anchor_have_not_moved() -> None:
    anchor = Anchor(reference=records("aabb"), control=records("aabb" * 20))

    finding = audit(records("ab" * 40), anchor)

    assert (finding.value, finding.interval.low, finding.broken) == (0.0, 0.0, False)
    assert finding.parts == {"closing line": 0.0, "feature 0": 0.0}


def test_the_value_is_the_share_that_lies_elsewhere() -> None:
    anchor = Anchor(reference=records("ab"), control=records("aaab" * 10))

    finding = audit(records("aabb" * 10), anchor)

    assert finding.value == pytest.approx(0.25)
    assert finding.interval.low <= finding.value <= finding.interval.high
    assert finding.reason.startswith("closing line has moved furthest: 25.0%")


def test_a_gross_drift_is_an_alarm_and_says_so_of_numbers_too() -> None:
    rng = np.random.default_rng(1)
    lines = "a" * 400
    anchor = Anchor(
        reference=records(lines, sizes=rng.normal(size=400).tolist()),
        control=records(lines, sizes=rng.normal(size=400).tolist()),
    )

    finding = audit(records(lines, sizes=(rng.normal(size=400) + 2).tolist()), anchor)

    assert finding.broken
    assert finding.reason.startswith("feature 0 has moved furthest")


@pytest.mark.parametrize("truth", [0.0, 0.2])
def test_a_drift_within_the_limit_is_seldom_an_alarm(truth: float) -> None:
    """The bound promises at most 0.025; more than 9 of 100 would then have probability 1e-4."""
    rng = np.random.default_rng(7)
    alarms = 0
    for _ in range(100):
        sound, moved = [0.4, 0.3, 0.2, 0.1], [0.4 - truth, 0.3, 0.2, 0.1 + truth]
        anchor = Anchor(reference=drawn(rng, sound, 40), control=drawn(rng, sound, 100))
        finding = audit(drawn(rng, moved, 200), anchor, limit=truth)
        alarms += finding.broken
        assert finding.interval.high >= truth

    assert alarms <= 9


@given(share=st.integers(0, 20))
@settings(deadline=None, max_examples=15)
def test_a_mix_that_was_asked_for_is_no_drift(share: int) -> None:
    """Any mix of two levels, each like the anchor's own: nothing has moved at equal level."""
    anchor = Anchor(
        reference=[*records("aab", level="1"), *records("bcc", level="2")],
        control=[*records("aab" * 9, level="1"), *records("bcc" * 3, level="2")],
    )
    made = [*records("aab" * share, level="1"), *records("bcc" * (20 - share), level="2")]

    assert audit(made, anchor, given=["level"]).value == pytest.approx(0.0)
    if share != 15:
        assert audit(made, anchor).parts["tag level"] == pytest.approx(abs(share / 20 - 0.75))


def test_what_the_anchor_cannot_judge_is_said() -> None:
    anchor = Anchor(reference=records("ab", level="1"), control=records("ab", level="1"))
    made = [*records("ab" * 3, level="1"), *records("zz", level="9")]

    finding = audit(made, anchor, given=["level"])

    assert finding.value == 0.0
    assert "25.0% of the records were not compared" in finding.reason


def test_a_tag_that_the_anchor_does_not_know_is_not_compared_and_one_that_records_lack_is() -> None:
    anchor = Anchor(reference=records("ab", a="1"), control=records("ab", a="1"))

    finding = audit(records("ab" * 9, b="1"), anchor)

    assert finding.parts == {"closing line": 0.0, "feature 0": 0.0, "tag a": 1.0}


@pytest.mark.parametrize(
    ("made", "anchor", "what"),
    [
        ([], Anchor(reference=records("a"), control=records("a")), "no records"),
        (records("a"), Anchor(reference=records("a")), "control split is empty"),
        (records("a"), Anchor(control=records("a")), "reference split is empty"),
        (
            records("a", level="1"),
            Anchor(reference=records("a", level="2"), control=records("a", level="2")),
            "no record with the level",
        ),
    ],
)
def test_an_audit_of_nothing_is_refused(made: list[Record], anchor: Anchor, what: str) -> None:
    with pytest.raises(RecipeError, match=what):
        audit(made, anchor, given=["level"])


@pytest.mark.parametrize("dials", [{"bins": 1}, {"limit": 1.5}, {"limit": -0.1}])
def test_dials_of_drift_out_of_range_are_refused(dials: dict[str, object]) -> None:
    with pytest.raises(RecipeError, match="out of range"):
        load("audit", "general/drift", dials)
