"""Judges judged: exact intervals, rates by slice, what labels and judges say together, the labelling round trip."""

import csv
import io
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conformance.strangers import NOBODY

from provender.core.errors import InputError
from provender.core.record import Record
from provender.core.verdict import Gold, Grade, Outcome, Verdict
from provender.general.passage import Passage
from provender.run.judges.golds import untrusted
from provender.stages.judges.estimate import true_share
from provender.stages.judges.exact import clopper_pearson, needed, upper_bound
from provender.stages.judges.labels import harmless, read_labels, to_label
from provender.stages.judges.rates import Calibration, Drift, drifted, rates
from provender.stages.verify import verify

counts = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(seen=counts, level=st.sampled_from([0.8, 0.95, 0.999]))
def test_intervals_agree_with_scipy(seen: tuple[int, int], level: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    hits, n = seen
    theirs = stats.binomtest(hits, n).proportion_ci(level, "exact")

    ours = clopper_pearson(hits, n, level)

    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@given(seen=counts)
def test_an_interval_holds_the_share_and_mirrors_the_misses(seen: tuple[int, int]) -> None:
    hits, n = seen
    interval, mirror = clopper_pearson(hits, n), clopper_pearson(n - hits, n)

    assert interval.low <= hits / n <= interval.high
    assert (interval.low, interval.high) == pytest.approx((1 - mirror.high, 1 - mirror.low), abs=1e-9)


@pytest.mark.parametrize("share", [0.005, 0.05, 0.3])
@pytest.mark.parametrize("n", [5, 40, 100])
def test_an_interval_covers_the_truth_at_least_as_often_as_it_says(share: float, n: int) -> None:
    """Computed, not drawn: the exact chance over all that may be seen."""
    covered = sum(
        comb(n, hits) * share**hits * (1 - share) ** (n - hits)
        for hits in range(n + 1)
        if clopper_pearson(hits, n).low <= share <= clopper_pearson(hits, n).high
    )

    assert covered >= 0.95


def test_nothing_seen_tells_nothing_and_few_bound_little() -> None:
    assert (0.0, 1.0) == (clopper_pearson(0, 0).low, clopper_pearson(0, 0).high)
    assert 1.0 == upper_bound(0, 0)
    assert [59, 149, 299] == [needed(limit) for limit in (0.05, 0.02, 0.01)]
    assert [0.05, 0.05, 0.05] == pytest.approx([upper_bound(1, 93), upper_bound(2, 124), upper_bound(5, 208)], abs=5e-4)


def record(at: int, text: str = "words") -> Record:
    """A record."""
    return Record(payload=Passage(text), origin=replace(NOBODY, index=at))


def golds(faulty: int, sound: int, **slices: str) -> list[Gold]:
    """So many golds."""
    return [
        Gold(record=record(at), faulty=at < faulty, kind="slip" if at < faulty else "plain", slices=slices)
        for at in range(faulty + sound)
    ]


def says(given: Sequence[Gold], words: str, grade: Grade = Grade.PROVED) -> list[Verdict]:
    """Verdicts by their first letters."""
    outcomes = {"P": Outcome.PASS, "F": Outcome.FAIL, "A": Outcome.ABSTAIN}
    return [
        Verdict(
            record=gold.record.key,
            verifier="j",
            outcome=outcomes[word],
            grade=grade if word == "P" else None,
            reason="r",
        )
        for gold, word in zip(given, words, strict=True)
    ]


def test_rates_are_told_by_slice_and_by_kind() -> None:
    some = [*golds(20, 20, language="sw"), *golds(20, 20, language="de")]
    found = rates("j", some, says(some, ("P" + "F" * 19 + "P" * 19 + "F") + ("F" * 20 + "P" * 20)))

    assert {part.name: (part.let, part.faulty, part.refused, part.sound) for part in found.slices} == {
        "all": (1, 40, 1, 40), "language sw": (1, 20, 1, 20), "language de": (0, 20, 0, 20),
        "kind slip": (1, 40, 0, 0), "kind plain": (0, 0, 1, 40),
    }  # fmt: skip
    assert "all" == found.slices[0].name


@pytest.mark.parametrize(
    ("faulty", "let", "state"),
    [(58, 0, "uncalibrated"), (59, 0, "calibrated"), (92, 1, "too lax"), (93, 1, "calibrated"), (400, 300, "too lax")],
)
def test_a_judge_is_calibrated_by_enough_golds_and_few_errors(faulty: int, let: int, state: str) -> None:
    some = golds(faulty, 1)

    assert state == rates("j", some, says(some, "P" * let + "F" * (faulty - let) + "P")).state


def test_an_abstention_lets_nothing_through_a_judge_that_verifies_and_all_through_one_that_screens() -> None:
    some = golds(100, 1)

    assert 0 == rates("j", some, says(some, "A" * 100 + "P")).slices[0].let
    screen = rates("j", some, says(some, "A" * 100 + "P", Grade.SCREENED), own=False)
    assert (100, "screens only") == (screen.slices[0].let, screen.state)


def test_a_judge_without_golds_is_uncalibrated() -> None:
    assert ("uncalibrated", 1.0) == (rates("j", [], []).state, rates("j", [], []).bound)


def test_a_judge_that_never_spoke_is_silent_and_its_passes_do_not_verify() -> None:
    silent = rates("j", [], [], spoke=False)

    assert "silent on these records" == silent.state
    assert frozenset("j") == untrusted([silent.plain()])


def test_drift_on_the_same_golds_is_noticed_and_chance_is_not() -> None:
    some = golds(100, 100)
    before = rates("j", some, says(some, "F" * 100 + "P" * 100)).plain()

    assert Drift(0, 1.0) == drifted(before, rates("j", some, says(some, "F" * 100 + "P" * 100)))
    lax = drifted(before, rates("j", some, says(some, "P" * 20 + "F" * 80 + "P" * 100)))
    assert (20, 0, 20) == (lax.changed, lax.harsher, lax.milder)
    assert lax.p < 1e-5
    assert Drift(10, 1.0, 5, 5) == drifted(
        before, rates("j", some, says(some, "P" * 5 + "F" * 95 + "F" * 5 + "P" * 95))
    )
    silent = drifted(before, rates("j", some, says(some, "F" * 100 + "A" * 20 + "P" * 80)))
    assert (20, 20, 0) == (silent.changed, silent.harsher, silent.milder)
    assert Drift(0, 1.0) == drifted(before, rates("j", some[:9], says(some[:9], "F" * 9)))
    assert Drift(0, 1.0) == drifted({}, rates("j", some[:9], says(some[:9], "F" * 9)))


def test_a_judge_that_is_not_trusted_only_screens() -> None:
    def judge(records: Sequence[Record]) -> list[Verdict]:
        return says([Gold(record=each, faulty=False, kind="") for each in records], "P" * len(records))

    (trusted,) = verify([record(0)], {"j": judge}, accept=Grade.PROVED, depth=0).judged
    (doubted,) = verify([record(0)], {"j": judge}, accept=Grade.PROVED, depth=0, untrusted={"j"}).judged
    (screened,) = verify([record(0)], {"j": judge}, accept=Grade.SCREENED, depth=0, untrusted={"j"}).judged

    assert ["accepted", "rejected", "accepted"] == [each.fate for each in (trusted, doubted, screened)]
    assert "screened" == screened.grade


def world(
    rng: random.Random, n: int, more: int, *, sound: float, accepts: float, lets: float
) -> tuple[float, float, bool, bool]:
    """Widths, and whether the intervals cover, with and without the judge."""
    truth = [rng.random() < sound for _ in range(n + more)]
    said = [rng.random() < (accepts if good else lets) for good in truth]
    _, both = true_share(truth[:n], said[:n], said[n:])
    _, alone = true_share(truth[:n], said[:n], [])
    return (
        both.high - both.low,
        alone.high - alone.low,
        both.low <= sound <= both.high,
        alone.low <= sound <= alone.high,
    )


@pytest.mark.parametrize(
    ("sound", "accepts", "lets"), [(0.7, 0.95, 0.15), (0.7, 0.9, 0.3), (0.7, 0.98, 0.05), (0.9, 0.95, 0.4)]
)
def test_labels_and_a_judge_together_cover_the_truth_and_narrow_it(sound: float, accepts: float, lets: float) -> None:
    """400 worlds of 200 labels: a sound 95 % interval covers fewer than 366 of them once in 1,000 tries."""
    rng = random.Random(7)
    seen = [world(rng, 200, 2000, sound=sound, accepts=accepts, lets=lets) for _ in range(400)]

    assert sum(covers for _, _, covers, _ in seen) >= 366
    assert sum(wide for wide, _, _, _ in seen) < 0.97 * sum(wide for _, wide, _, _ in seen)


def test_a_judge_worth_nothing_costs_nothing_and_no_labels_tell_nothing() -> None:
    rng = random.Random(3)
    seen = [world(rng, 200, 2000, sound=0.6, accepts=0.5, lets=0.5) for _ in range(200)]

    assert sum(wide for wide, _, _, _ in seen) == pytest.approx(sum(wide for _, wide, _, _ in seen), rel=0.02)
    value, interval = true_share([], [], [True])
    assert (0.5, 0.0, 1.0) == (value, interval.low, interval.high)
    assert true_share([True, True], [True, True], [True])[0] == 1.0


texts = st.text(max_size=40) | st.sampled_from(
    ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1", " =1", "a\nb", '"', "\x1b[2J"]
)


@given(rows=st.lists(texts, min_size=1, max_size=6), form=st.sampled_from(["csv", "jsonl"]), seed=st.integers(0, 99))
def test_labels_come_back_as_a_person_wrote_them(rows: list[str], form: str, seed: int) -> None:
    rng = random.Random(seed)
    ids = [f"reasoning/x:{seed}:{at}" for at in range(len(rows))]
    wanted = {name: rng.choice([True, False, None]) for name in ids}
    words = {True: ["sound", "Good", " yes "], False: ["faulty", "BAD", "0"], None: ["", "?", "skip"]}

    data = to_label(list(zip(ids, rows, strict=True)), form=form)
    filled = _filled(data, form, {name: rng.choice(words[label]) for name, label in wanted.items()})

    assert {name: label for name, label in wanted.items() if label is not None} == read_labels(filled, ids, where="f")


def _filled(data: bytes, form: str, words: dict[str, str]) -> bytes:
    """The file with labels in it, as an editor would save it."""
    text = data.decode("utf-8-sig")
    if form == "jsonl":
        entries = [json.loads(line) for line in text.splitlines()]
        return "\n".join(json.dumps({**entry, "label": words[entry["id"]]}) for entry in entries).encode()
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    writer.writerow(head)
    writer.writerows([name, words[name], told] for name, _, told in rows)
    return file.getvalue().encode()


@given(cell=texts)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert not harmless(cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\x1b" not in harmless(cell)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "does not name the columns"), (b"a,b\n1,2\n", "does not name the columns"),
        (b"id,label\nx:1:9,sound\n", "no record is called 'x:1:9'"), (b"id,label\nx:1:0,perhaps\n", "says neither"),
        (b"id,label\nx:1:0,sound\nx:1:0,faulty\n", "stands there twice"), (b"id,label\nx:1:0\n", "1 cells for 2"),
        (b'id,label\n"x', "no CSV"), (b"\xff\xfe\x00", "is not UTF-8"), (b'{"id": 3}\n', "must be text"),
        (b'{"label": "sound"}\n', "no object with an id"), (b"{" * 9000, "no object with an id"),
        (b"id,label\n" + b"x" * 200_000, "1 cells for 2"), (b"x" * (1 << 26) + b"x", "larger than 64 MiB"),
    ],
)  # fmt: skip
def test_a_hostile_file_of_labels_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        read_labels(data, ["x:1:0"], where="labels.csv")


@settings(max_examples=30)
@given(let=st.integers(0, 30), refused=st.integers(0, 30))
def test_a_calibration_counts_every_gold_once(let: int, refused: int) -> None:
    some = golds(30, 30, language="en")
    found: Calibration = rates(
        "j", some, says(some, "P" * let + "F" * (30 - let) + "F" * refused + "P" * (30 - refused))
    )

    whole = found.slices[0]
    assert (30, let, 30, refused) == (whole.faulty, whole.let, whole.sound, whole.refused)
    assert json.loads(json.dumps(found.plain())) == found.plain()
