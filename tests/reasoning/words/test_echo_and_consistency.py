"""Planted flaws are found: a teacher that contradicts itself, one that grows wrong and stays sure."""

from collections.abc import Callable

import pytest

from provender.core.anchor import Anchor
from provender.core.errors import Alarm, RecipeError
from provender.core.record import Key, Origin, Record
from provender.core.registry import load
from provender.core.verdict import Finding
from provender.reasoning.problem import Problem
from provender.stages.calibrate import require_sound

N = 300


def question(at: int, words: str = "How many is") -> str:
    return f"{words} {at} and 3?"


REFERENCE = [
    Record(
        payload=Problem(question(at), str(at + 3)),
        origin=Origin(source="anchor", version="", recipe="", seed=0, index=at),
    )
    for at in range(N)
]


def told(
    answer: Callable[[int, int], int], *, language: str = "en", words: str = "How many is", start: int = 0
) -> list[Record]:
    """Two answers of a teacher to each question: answer(question, sample)."""
    return [
        Record(
            payload=Problem(question(at, words), str(answer(at, sample)), language),
            origin=Origin(
                source="t",
                version="",
                recipe="",
                seed=0,
                index=start + 2 * at + sample,
                teacher="ann",
                parents=(Key("anchor", 0, at),),
            ),
        )
        for at in range(N)
        for sample in (0, 1)
    ]  # fmt: skip


def found(name: str, records: list[Record], **dials: object) -> Finding:
    """What an audit finds."""
    finding: Finding = load("audit", f"reasoning/words/{name}", dials)(records, Anchor(reference=REFERENCE))
    return finding


def growing_wrong(at: int, sample: int) -> int:
    return at + 3 if at < N // 2 or at % 2 else 7777


def test_an_echo_is_told_from_a_teacher_that_is_merely_unsure() -> None:
    sure = found("echo", told(growing_wrong))
    unsure = found("echo", told(lambda at, sample: at + 3 if at < N // 2 or at % 2 else 10_000 + 2 * at + sample))

    assert sure.value == pytest.approx(0.5)
    assert sure.broken
    assert (unsure.value, unsure.broken) == (0.0, False)


def test_an_echo_stops_the_run() -> None:
    with pytest.raises(Alarm, match=r"reasoning/words/echo found 0\.5") as stopped:
        require_sound([found("echo", told(growing_wrong))], where="run")

    assert 4 == stopped.value.exit_code


def test_a_steady_teacher_raises_no_alarm() -> None:
    steady = found("echo", told(lambda at, sample: at + 3 if at % 3 else 7777))

    assert not steady.broken
    assert steady.interval.low < 0 < steady.interval.high


def test_contradictions_are_told_apart_by_what_differs() -> None:
    english = told(lambda at, sample: at + 3 + (sample if at % 10 == 0 else 0))
    other = told(lambda at, sample: at + 3 if at % 4 else -1, words="What is", start=10_000)
    swahili = told(lambda at, sample: at + 3 if at % 2 else -1, words="Ngapi ni", language="sw", start=20_000)

    finding = found("consistency", [*english, *other, *swahili])

    assert finding.parts["ann, samples"] == pytest.approx(0.1 / 3, abs=0.001)  # one in ten of a third of the pairs
    assert 0.25 < finding.parts["ann, paraphrases"] < 0.35
    assert finding.parts["ann, languages"] == pytest.approx(0.375, abs=0.02)
    assert finding.reason.startswith("ann, languages")
    assert all(seen.low < finding.parts[name] < seen.high for name, seen in finding.intervals.items())


def test_a_question_asked_once_says_nothing() -> None:
    once = told(growing_wrong)[::2]

    for name in ("echo", "consistency"):
        with pytest.raises(RecipeError):
            found(name, once)


@pytest.mark.parametrize(
    ("name", "dials"), [("echo", {"limit": 2.0}), ("echo", {"sure": -1.0}), ("consistency", {"limit": 2.0})]
)
def test_limits_out_of_range_are_refused(name: str, dials: dict[str, float]) -> None:
    with pytest.raises(RecipeError, match="out of range"):
        found(name, [], **dials)
