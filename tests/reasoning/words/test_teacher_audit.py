"""The audit of teachers: planted error rates are found, refused answers count, and a limit stops the run."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from provender.core.anchor import Anchor
from provender.core.errors import Alarm, RecipeError
from provender.core.protocols import Tools
from provender.core.recipe import Recipe, Shard, Use
from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.core.verdict import Grade
from provender.reasoning.problem import Problem
from provender.reasoning.words.audits.teachers import Teachers
from provender.reasoning.words.tally import tally
from provender.reasoning.words.truths import Truths
from provender.run.options import RunOptions
from provender.run.waves import run

WRONG = {"good": 0.1, "fair": 0.3, "poor": 0.6}


def question(at: int) -> Record:
    """A question whose answer is known."""
    problem = Problem(f"Box {at} holds {at} eggs and gets 3 more. How many?", str(at + 3), "en", None, "So it is.")
    origin = Origin(source="anchor", version="1", recipe="", seed=0, index=at)
    return Record(payload=problem, origin=origin, tags={"level": str(at % 2)})


def scripted(wrong: float, lineage: str, questions: Sequence[Record]) -> dict[str, object]:
    """The dials of a teacher that errs on purpose."""
    replies = {each.question: f"So there are {each.answer}." for each in problems(questions)}
    return {"replies": replies, "wrong": wrong, "lineage": lineage}


def problems(records: Sequence[Record]) -> list[Problem]:
    """The records' payloads."""
    return [each.payload for each in records if isinstance(each.payload, Problem)]


def hidden(record: Record, answer: str) -> Record:
    """The record with another answer."""
    (problem,) = problems([record])
    return replace(record, payload=replace(problem, answer=answer))


QUESTIONS = [question(at) for at in range(400)]


@pytest.fixture(scope="module")
def answers() -> list[Record]:
    """What three scripted teachers reply."""
    teachers = {name: load("teacher", "scripted", scripted(rate, name, QUESTIONS)) for name, rate in WRONG.items()}
    make = load("generator", "reasoning/words/worked_answers").bind(Tools(teachers=teachers, reference=QUESTIONS))
    made = list(make(Shard(seed=4, start=0, count=3 * len(QUESTIONS))))
    return [each for each in made if isinstance(each, Record)]


def test_the_audit_finds_planted_error_rates_from_a_tenth_of_the_truth(answers: list[Record]) -> None:
    votes = tally(answers, Truths.of(QUESTIONS)).votes
    truth = dict(zip(votes.teachers, (1 - votes.right.mean(0)).tolist(), strict=True))

    finding = Teachers(probes=40)(answers, Anchor(reference=QUESTIONS))

    assert truth == pytest.approx(WRONG, abs=0.06)
    assert finding.parts == pytest.approx(truth, abs=0.08)
    assert all(seen.low <= truth[name] <= seen.high for name, seen in finding.intervals.items())
    assert finding.value == finding.parts["poor"]
    assert "poor errs most; estimated from 40 probes among 400 questions" in finding.reason


def test_the_audit_never_looks_at_the_truth_outside_its_probes(answers: list[Record]) -> None:
    probing = Teachers(probes=40)
    told = tally(answers, Truths.of(QUESTIONS)).probing(40, seed=0)
    asked = dict.fromkeys(each.question for each in problems(answers))
    known = dict(zip(asked, told.votes.known.tolist(), strict=True))
    lies = [each if known[problem.question] else hidden(each, "-1")
            for each, problem in zip(QUESTIONS, problems(QUESTIONS), strict=True)]  # fmt: skip

    assert probing(answers, Anchor(reference=lies)) == probing(answers, Anchor(reference=QUESTIONS))


def test_the_audit_tells_slices_apart(answers: list[Record]) -> None:
    finding = Teachers(by="level")(answers, Anchor(reference=QUESTIONS))

    assert {f"{name}, level {level}" for name in WRONG for level in "01"} | set(WRONG) == set(finding.parts)
    halves = [finding.parts[f"poor, level {level}"] for level in "01"]
    assert sum(halves) / 2 == pytest.approx(finding.parts["poor"])


def test_the_probes_are_drawn_by_seed() -> None:
    votes = tally([replace(each, origin=replace(each.origin, teacher="t")) for each in QUESTIONS], Truths.of(QUESTIONS))
    drawn = [votes.probing(20, seed=seed).votes.known.nonzero()[0].tolist() for seed in (0, 0, 1)]

    assert drawn[0] == drawn[1] != drawn[2]
    assert [20, 20, 20] == [len(each) for each in drawn]


def test_a_probe_is_asked_like_any_other_question() -> None:
    asked: list[tuple[tuple[tuple[str, str], ...], object]] = []

    class Listening:
        lineage = "x"

        def complete(self, prompts, /, *, seed):
            asked.extend((each.messages, each.params) for each in prompts)
            return load("teacher", "scripted").complete(prompts, seed=seed)

    unknown = [hidden(each, "") for each in QUESTIONS[:20]]
    pool = [unknown[at] if at % 4 else QUESTIONS[at] for at in range(20)]
    make = load("generator", "reasoning/words/worked_answers").bind(Tools(teachers={"x": Listening()}, reference=pool))
    list(make(Shard(seed=0, start=0, count=20)))

    assert sorted(asked) == sorted(((("user", each.question),), {}) for each in problems(QUESTIONS[:20]))


def test_a_recipe_without_teachers_has_none_to_audit() -> None:
    with pytest.raises(RecipeError, match="no teacher wrote any"):
        Teachers()(QUESTIONS, Anchor(reference=QUESTIONS))


@pytest.mark.parametrize("dials", [{"probes": -1}, {"limit": 1.5}])
def test_dials_out_of_range_are_refused(dials: dict[str, float]) -> None:
    with pytest.raises(RecipeError, match="out of range"):
        load("audit", "reasoning/words/teachers", dials)


def test_a_teacher_beyond_the_limit_stops_the_run_though_its_errors_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    told = [{"question": each.question, "answer": each.answer} for each in problems(QUESTIONS[:60])]
    file.write_text("\n".join(map(json.dumps, told)) + "\n", encoding="utf-8")
    recipe = Recipe(
        name="audited",
        generators=(Use(name="reasoning/words/worked_answers"),),
        verifiers=(Use(name="reasoning/words/anchored_answer"),),
        audits=(Use(name="reasoning/words/teachers", dials={"limit": 0.3}),),
        teachers={"poor": Use(name="scripted", dials=scripted(0.6, "x", QUESTIONS))},
        anchor=Use(name="reasoning/jsonl", dials={"path": str(file)}),
        splits={"reference": 1.0},
        count=None,
        accept=Grade.ANCHORED,
    )

    with pytest.raises(Alarm, match=r"reasoning/words/teachers found 0\.\d+"):
        run(recipe, RunOptions(output=tmp_path / "runs", workers=1))
