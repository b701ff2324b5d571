"""Monitors: teachers by slice, agreement with oneself, what screens refuse, what the anchor misses."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.stages.judges.exact import upper_bound
from provender.stages.monitors.agreement import Agreement, Pair
from provender.stages.monitors.errors import ALL, Errors, Probe, slices_of
from provender.stages.monitors.missing import missing, things
from provender.stages.monitors.typical import Distances, typicality

SLICES = (("level 1",), ("level 2",))
probes = st.builds(Probe, st.sampled_from(["a", "b"]), st.sampled_from(SLICES), st.booleans())


def _errors(**rates: float) -> Errors:
    """Teacher t after 400 probes, wrong in level k with the rate that l1 and l2 say."""
    rng, errors = np.random.default_rng(3), Errors(limit=0.2, false_alarm=0.05)
    for at in range(400):
        name = ("l1", "l2")[at % 2]
        errors.let_in("t", SLICES[at % 2], 1)
        errors.look([Probe("t", SLICES[at % 2], bool(rng.random() < rates[name]))])
    return errors


def test_a_teacher_that_errs_in_one_slice_is_caught_there() -> None:
    errors = _errors(l1=0.02, l2=0.7)

    (line, *_) = [each for each in errors.alarms() if each.slice != ALL]
    assert ("t", "level 2") == (line.teacher, line.slice)
    assert line.alarmed is not None
    assert line.alarmed <= 30
    finding = next(errors.findings())
    assert finding.broken
    assert "level 2" in finding.mend
    assert f"{line.unproved:,} unproved records of that kind had been accepted" in finding.reason


def test_a_sound_teacher_raises_no_alarm_and_the_power_is_told() -> None:
    errors = _errors(l1=0.1, l2=0.1)

    assert [] == errors.alarms()
    (finding,) = errors.findings()
    assert not finding.broken
    assert "would have raised the alarm by now" in finding.reason


def test_errors_that_nothing_unproved_shares_stop_nothing() -> None:
    errors = Errors(limit=0.2, false_alarm=0.05)

    errors.look([Probe("t", (), True)] * 50)

    assert [] == errors.alarms()
    assert not next(errors.findings()).broken


@given(st.lists(probes, max_size=60))
def test_chances_of_all_lines_sum_to_what_is_asked(told: list[Probe]) -> None:
    errors = Errors(limit=0.2, false_alarm=0.05)

    errors.look(told)

    assert sum(line.alpha for line in errors.lines.values()) <= 0.05


@given(st.lists(st.booleans(), min_size=1, max_size=80), st.sampled_from([0.05, 0.2, 0.5]))
def test_a_finding_is_broken_exactly_where_there_is_an_alarm(wrong: list[bool], limit: float) -> None:
    errors = Errors(limit=limit, false_alarm=0.05)
    errors.let_in("t", (), 1)

    errors.look([Probe("t", (), bad) for bad in wrong])

    assert bool(errors.alarms()) == next(errors.findings()).broken


def test_false_alarms_of_all_lines_keep_to_their_bound() -> None:
    rng = np.random.default_rng(5)
    stopped = 0
    for _ in range(100):
        errors = Errors(limit=0.2, false_alarm=0.05)
        wrong = rng.random((4, 40)) < 0.2
        for row in range(4):
            errors.let_in("t", (f"level {row}",), 1)
            errors.look([Probe("t", (f"level {row}",), bool(bad)) for bad in wrong[row]])
        stopped += bool(errors.alarms())

    assert stopped <= 5


def test_slices_are_the_tags_that_are_told_apart() -> None:
    assert ("level 3",) == slices_of({"level": "3", "topic": "gcd"}, ("level", "language"))


def test_agreement_beyond_rightness_is_told_as_sure_and_wrong() -> None:
    errors, agreement = Errors(limit=0.2, false_alarm=0.05), Agreement()
    errors.look([Probe("t", (), at % 2 == 0) for at in range(200)])
    agreement.look([Pair("t", (), at % 10 != 0) for at in range(400)])

    (finding,) = agreement.findings(errors)

    assert finding.interval.low > 0.2
    assert finding.value == pytest.approx(0.4)


def test_no_agreement_is_told_of_a_handful_of_pairs() -> None:
    agreement = Agreement()
    agreement.look([Pair("t", (), True)] * 5)

    assert [] == list(agreement.findings(Errors(limit=0.2, false_alarm=0.05)))


def _normal(count: int, seed: int) -> npt.NDArray[np.float64]:
    return np.random.default_rng(seed).normal(size=(count, 2))


def test_a_screen_that_prefers_the_typical_is_found() -> None:
    distances, made = Distances.of(_normal(400, 1), _normal(400, 2)), _normal(2000, 3)
    kept = np.linalg.norm(made, axis=1) < np.quantile(np.linalg.norm(made, axis=1), 0.92)

    finding = typicality(distances, made, kept, alpha=0.01)

    assert finding.broken
    assert finding.value > 0.6


def test_a_fair_screen_is_no_typicality_filter() -> None:
    distances, rng, alarms = Distances.of(_normal(400, 1), _normal(400, 2)), np.random.default_rng(4), 0
    for seed in range(20):
        made = _normal(400, seed + 10)
        alarms += typicality(distances, made, rng.random(400) < 0.5, alpha=0.01).broken

    assert 0 == alarms


WORDS = np.array([f"w{at}" for at in range(600)])
ZIPF = 1 / np.arange(1, 601) ** 1.1


def _texts(count: int, seed: int, shares: npt.NDArray[np.float64] = ZIPF) -> list[str]:
    rng = np.random.default_rng(seed)
    return [" ".join(rng.choice(WORDS, 12, p=shares / shares.sum())) for _ in range(count)]


def _cell(texts: list[str], name: str = "") -> list[tuple[str, str]]:
    return [(name, text) for text in texts]


def test_what_is_lost_of_the_anchor_is_found_in_one_generation() -> None:
    anchor, first = _texts(150, 1), _texts(300, 2)
    seen = np.array([sum(word in text.split() for text in first) for word in WORDS], float)

    told = missing(anchor, _cell(first), _cell(_texts(300, 3, seen**1.3)), alpha=0.01, seed=0)

    assert told is not None
    assert told.now > told.first
    assert told.rise.low > 0


def test_sound_cycles_miss_no_more_than_the_first() -> None:
    anchor = _texts(100, 1)
    alarms = 0
    for seed in range(40):
        told = missing(anchor, _cell(_texts(120, 100 + seed)), _cell(_texts(120, 500 + seed)), alpha=0.05, seed=seed)
        assert told is not None
        alarms += told.rise.low > 0

    assert alarms <= 6  # expected 2; more than 6 has a chance under 1 in 100
    assert upper_bound(alarms, 40) < 0.3


def test_a_moved_mix_and_more_data_are_no_loss() -> None:
    anchor = [*_texts(60, 1), *(text.replace("w", "v") for text in _texts(60, 2))]
    left, right = _texts(300, 3), [text.replace("w", "v") for text in _texts(300, 4)]

    told = missing(anchor, [*_cell(left, "w"), *_cell(right[:30], "v")], [*_cell(_texts(60, 5), "w"),
                   *_cell([text.replace("w", "v") for text in _texts(900, 6)], "v")], alpha=0.01, seed=0)  # fmt: skip

    assert told is not None
    assert told.rise.low <= 0


def test_nothing_in_common_is_nothing_to_compare() -> None:
    assert missing(["a b"], [("x", "a")], [("y", "a")], alpha=0.05, seed=0) is None
    assert missing([], [("x", "a")], [("x", "a")], alpha=0.05, seed=0) is None


def test_things_are_words_and_pairs_and_numbers_by_their_length() -> None:
    assert {"12", "+", "000", "12 +", "+ 000"} == things("12 + 345")
