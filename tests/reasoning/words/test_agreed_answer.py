"""Agreement as a screen: what it calls sure is as often right as asked, and it never verifies."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.reasoning.words.test_teacher_audit import QUESTIONS, hidden, problems, scripted

from provender.core.errors import RecipeError
from provender.core.protocols import Prompt, Reply, Teacher, Tools
from provender.core.recipe import Limits, Recipe, Shard, Use
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Grade, Outcome
from provender.reasoning.words.truths import Truths
from provender.run.ledger.dataset import Accepted
from provender.run.options import RunOptions
from provender.run.waves import run
from provender.store.folder import RunFolder

POOL = [each if at % 4 == 0 else hidden(each, "") for at, each in enumerate(QUESTIONS)]  # a quarter is known


@dataclass(frozen=True)
class Apart:
    """A scripted teacher whose errors are its own: another seed, other errors."""

    scripted: Teacher
    offset: int

    @property
    def lineage(self) -> str:
        return self.scripted.lineage

    def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]:
        return self.scripted.complete(prompts, seed=seed + self.offset)


CLONES = {
    name: load("teacher", "scripted", scripted(wrong, lineage, QUESTIONS))
    for name, wrong, lineage in (("ann", 0.2, "a"), ("bob", 0.3, "b"), ("cyd", 0.4, "b"))
}
TEACHERS: dict[str, Teacher] = {name: Apart(each, at) for at, (name, each) in enumerate(CLONES.items())}
TOOLS = Tools(teachers=TEACHERS, reference=POOL)


@pytest.fixture(scope="module")
def answers() -> list[Record]:
    made = load("generator", "reasoning/words/worked_answers").bind(TOOLS)(Shard(seed=0, start=0, count=1200))
    return [each for each in made if isinstance(each, Record)]


def test_what_is_called_sure_is_as_often_right_as_asked(answers: list[Record]) -> None:
    verdicts = load("verifier", "reasoning/words/agreed_answer", {"confidence": 0.9}).bind(TOOLS)(answers)
    truths = Truths.of(QUESTIONS)
    right = [truths.right(each) for each in problems(answers)]
    kept = [good for verdict, good in zip(verdicts, right, strict=True) if verdict.outcome is Outcome.PASS]
    refused = [good for verdict, good in zip(verdicts, right, strict=True) if verdict.outcome is Outcome.FAIL]

    assert len(kept) > 300
    assert sum(map(bool, kept)) / len(kept) > 0.9
    assert sum(map(bool, refused)) / len(refused) < 0.5
    assert {Grade.SCREENED} == {verdict.grade for verdict in verdicts if verdict.outcome is Outcome.PASS}


def test_what_cannot_be_promised_is_said_and_not_kept(answers: list[Record]) -> None:
    verdicts = load("verifier", "reasoning/words/agreed_answer", {"confidence": 0.95}).bind(TOOLS)(answers[:9])

    assert {Outcome.ABSTAIN} == {verdict.outcome for verdict in verdicts}
    assert {"100 known questions cannot promise 0.95; they can promise 0.94"} == {each.reason for each in verdicts}


def test_teachers_who_err_together_earn_no_trust() -> None:
    tools = replace(TOOLS, teachers=CLONES)  # the script draws the same errors for all three
    made = load("generator", "reasoning/words/worked_answers").bind(tools)(Shard(seed=0, start=0, count=300))

    verdicts = load("verifier", "reasoning/words/agreed_answer").bind(tools)([*made])

    assert Outcome.PASS not in {verdict.outcome for verdict in verdicts}


def test_agreement_is_silent_on_the_questions_it_calibrates_on(answers: list[Record]) -> None:
    truths = Truths.of(POOL)
    known = [each for each in answers if truths.known(problems([each])[0].question)]

    verdicts = load("verifier", "reasoning/words/agreed_answer").bind(TOOLS)(known)

    assert 300 == len(known)
    assert {Outcome.ABSTAIN} == {verdict.outcome for verdict in verdicts}


def test_a_verdict_depends_on_no_other_record(answers: list[Record]) -> None:
    verify = load("verifier", "reasoning/words/agreed_answer", {"confidence": 0.9}).bind(TOOLS)
    some = answers[3:40:5]

    assert verify(some) == [verdict for each in some for verdict in verify([each])]


def test_an_answer_that_no_teacher_gives_is_not_sure(answers: list[Record]) -> None:
    verify = load("verifier", "reasoning/words/agreed_answer", {"confidence": 0.9}).bind(TOOLS)

    known = Truths.of(POOL)
    asked = next(each for each in answers if not known.known(problems([each])[0].question))

    (verdict,) = verify([hidden(asked, "-77")])

    assert (verdict.outcome, verdict.evidence["likely"]) == (Outcome.FAIL, "0.000")


def test_without_known_questions_or_teachers_nothing_is_said(answers: list[Record]) -> None:
    part = load("verifier", "reasoning/words/agreed_answer")

    for tools in (replace(TOOLS, reference=POOL[:30]), replace(TOOLS, teachers={})):
        assert {Outcome.ABSTAIN} == {verdict.outcome for verdict in part.bind(tools)(answers[:20])}


@pytest.mark.slow
def test_a_run_keeps_what_is_sure_and_pays_no_reply_twice(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    told = [{"question": each.question, "answer": each.answer} for each in problems(POOL[:120])]
    file.write_text("\n".join(map(json.dumps, told)) + "\n", encoding="utf-8")
    recipe = Recipe(
        name="agreed",
        generators=(Use(name="reasoning/words/worked_answers"),),
        verifiers=(
            Use(name="reasoning/words/anchored_answer"),
            Use(name="reasoning/words/agreed_answer", dials={"confidence": 0.6}),
        ),
        teachers={name: Use(name="scripted", dials=scripted(0.1, name, QUESTIONS)) for name in ("ann", "bob")},
        anchor=Use(name="reasoning/jsonl", dials={"path": str(file)}),
        splits={"reference": 1.0},
        count=None,
        accept=Grade.SCREENED,
        limits=Limits(teacher_share=1.0),
    )

    summary = run(recipe, RunOptions(output=tmp_path / "runs", workers=1))

    grades = Counter(item.grade for item in Accepted(folder=RunFolder(summary.folder), facts={}).records())
    lines = (summary.folder / "logs" / "events.jsonl").read_text("utf-8").splitlines()
    asked = [event for event in map(json.loads, lines) if "teachers" in event]
    assert {"anchored", "screened"} == set(grades)
    assert grades["screened"] > 60
    assert {120} == {facts["calls"] for event in asked for facts in event["teachers"].values()}


@pytest.mark.parametrize("dials", [{"confidence": 0.3}, {"confidence": 1.0}, {"probes": -1}, {"risk": 0.6}])
def test_a_confidence_out_of_range_is_refused(dials: dict[str, float]) -> None:
    with pytest.raises(RecipeError, match="out of range"):
        load("verifier", "reasoning/words/agreed_answer", dials)
