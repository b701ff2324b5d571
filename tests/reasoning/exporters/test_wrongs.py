"""Exports with planted errors: labels are a verifier's, pairs differ in one error, files agree with each other."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import pyarrow as pa
import pytest
from ruamel.yaml import YAML
from tests.conformance.parts import generator, make

from provender.core import registry
from provender.core.errors import RecipeError, UnknownName
from provender.core.protocols import Exporter, Judged
from provender.core.record import Blob, Record
from provender.core.verdict import Outcome
from provender.reasoning.problem import Problem

FAMILIES = ("reasoning/arithmetic/prime_factors", "reasoning/words/quantities", "reasoning/arithmetic/column")


@dataclass(frozen=True)
class Made:
    """Accepted records of some families."""

    items: tuple[Judged, ...]
    facts: dict[str, object] = field(default_factory=lambda: {"digest": "d1"})

    def records(self) -> Iterator[Judged]:
        """As made."""
        return iter(self.items)

    def blobs(self) -> Iterator[Blob]:
        """None."""
        return iter(())

    def tables(self) -> Iterator[pa.Table]:
        """Not asked for."""
        return iter(())


@lru_cache(maxsize=1)
def dataset() -> Made:
    """Forty records of each family, each passed by its own verifier."""
    told = [(name, record) for name in FAMILIES for record in make(generator(name), 40, seed=9)]
    return Made(tuple(Judged(record=r, fate="accepted", grade="proved", verifier=n, passed=(n,)) for n, r in told))


def rows(name: str, file: str = "train.jsonl", **dials: object) -> list[dict[str, Any]]:
    """The lines of one of an exporter's files."""
    part: Exporter = registry.load("exporter", name, dials)
    data = b"".join(piece for told, piece in part(dataset()) if told == file)
    return [json.loads(line) for line in data.decode().splitlines()]


def refuted(row: dict[str, Any], question: str, solution: str, answer: str) -> dict[str, str]:
    """What the record's own verifier says against a solution in prose; {} if nothing."""
    judge = registry.load("verifier", row["provender"]["passed"][0])
    origin = dataset().items[0].record.origin
    problem = Problem(question, answer, prose=solution)
    (verdict,) = judge([Record(payload=problem, origin=origin)])
    return {**verdict.evidence, "reason": verdict.reason} if verdict.outcome is Outcome.FAIL else {}


def test_stepwise_labels_are_right_up_to_the_first_wrong_step() -> None:
    for row in rows("reasoning/stepwise", wrongs=2, after="false"):
        wrong = row["first_wrong"]
        right = len(row["completions"]) if wrong is None else wrong

        assert row["labels"] == [True] * right + [False] * (len(row["completions"]) - right)
        assert (wrong is None) == (row["kind"] == row["falsehood"] == "")


def test_stepwise_first_wrong_steps_are_those_that_a_verifier_names() -> None:
    for row in rows("reasoning/stepwise", after="false"):
        *steps, answer = row["completions"]
        said = refuted(row, row["prompt"], "\n".join(steps), answer)

        assert bool(said) == (row["first_wrong"] is not None)
        if "step" in said:
            assert min(int(said["step"]) - 1, len(steps)) == row["first_wrong"]


def test_stepwise_cut_ends_with_the_first_wrong_step() -> None:
    whole, cut = rows("reasoning/stepwise", after="false"), rows("reasoning/stepwise")

    assert len(whole) == len(cut)
    for long, short in zip(whole, cut, strict=True):
        assert short["completions"] == long["completions"][: len(short["completions"])]
        assert short["labels"].count(False) == (short["first_wrong"] is not None)


def test_stepwise_knows_many_kinds_of_errors_at_many_places() -> None:
    spoilt = [row for row in rows("reasoning/stepwise", wrongs=3) if row["kind"]]

    assert len(spoilt) > 2 * len(dataset().items)
    assert len({row["kind"] for row in spoilt}) >= 12
    assert len({row["first_wrong"] for row in spoilt}) >= 5


@pytest.mark.parametrize("name", ["reasoning/stepwise", "reasoning/preference"])
def test_only_the_kinds_of_errors_that_are_asked_for_are_planted(name: str) -> None:
    asked = ("carry_slip", "changed_question", "digit_swap")
    found = {row["kind"] for row in rows(name, wrongs=3, kinds=asked)} - {""}

    assert found == {"carry_slip", "digit_swap"}  # a changed question is no answer to the one that is asked


@pytest.mark.parametrize("name", ["reasoning/stepwise", "reasoning/preference", "reasoning/known_wrongs"])
def test_a_kind_of_error_that_there_is_not_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(UnknownName, match="did you mean 'carry_slip'"):
        registry.load("exporter", name, {"kinds": ("carry_slips",)})


def test_a_preference_pair_is_a_proved_solution_and_a_refuted_one() -> None:
    pairs = rows("reasoning/preference")

    assert len(pairs) >= 0.9 * len(dataset().items)
    for row in pairs:
        question = row["prompt"][0]["content"]
        for side, wrong in (("chosen", False), ("rejected", True)):
            solution, _, answer = row[side][0]["content"].rpartition("\n")
            assert bool(refuted(row, question, solution, answer)) == wrong


def test_known_wrongs_are_told_in_one_file_and_hidden_in_the_other() -> None:
    items, truth = rows("reasoning/known_wrongs", "items.jsonl"), rows("reasoning/known_wrongs", "truth.jsonl")

    assert [item["id"] for item in items] == [told["id"] for told in truth]
    assert all(item.keys() == {"id", "question", "solution", "answer"} for item in items)
    assert 0.3 < sum(not told["sound"] for told in truth) / len(truth) < 0.7  # binomial, n = 120: beyond 4 sigma
    sound = {judged.record.payload.text() for judged in dataset().items}
    for item, told in zip(items, truth, strict=True):
        assert (f"{item['question']}\n{item['solution']}\n{item['answer']}" in sound) == told["sound"]


def test_exports_with_errors_depend_on_content_and_seed_alone() -> None:
    assert rows("reasoning/stepwise") == rows("reasoning/stepwise")
    assert rows("reasoning/stepwise") != rows("reasoning/stepwise", seed=1)


@pytest.mark.parametrize("defects", [0.0, 1.0, -1.0])
def test_a_share_of_defects_that_is_none_is_refused(defects: float) -> None:
    with pytest.raises(RecipeError, match="defects"):
        registry.load("exporter", "reasoning/known_wrongs", {"defects": defects})


def test_a_task_for_the_harness_shows_the_question_and_wants_the_answer() -> None:
    files = dict(registry.load("exporter", "reasoning/lm_eval", {"task": "mine"})(dataset()))
    task = YAML().load(files["mine.yaml"].decode())
    (first, *_) = [json.loads(line) for line in files["test.jsonl"].decode().splitlines()]
    problem = dataset().items[0].record.payload
    assert isinstance(problem, Problem)

    assert jinja2.Template(task["doc_to_text"]).render(**first) == problem.question
    assert jinja2.Template(task["doc_to_target"]).render(**first) == problem.answer
    assert task["task"] == "mine"
    assert task["custom_dataset"].tag.value == "!function"
    assert task["custom_dataset"].value == "mine_questions.load"


def test_a_task_finds_its_questions_wherever_the_harness_was_started(tmp_path: Path) -> None:
    for name, data in registry.load("exporter", "reasoning/lm_eval", {"task": "mine"})(dataset()):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "datasets.py").write_text("def load_dataset(kind, data_files): print(kind, data_files['test'])")

    done = subprocess.run(
        [sys.executable, "-c", "import mine_questions; mine_questions.load(version=1.0)"],
        cwd="/", env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout == f"json {tmp_path / 'test.jsonl'}\n"


@pytest.mark.parametrize("task", ["a b", "", "../x", "naïve"])
def test_a_name_that_is_none_for_a_task_is_refused(task: str) -> None:
    with pytest.raises(RecipeError, match="task"):
        registry.load("exporter", "reasoning/lm_eval", {"task": task})
