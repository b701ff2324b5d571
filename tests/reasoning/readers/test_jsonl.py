"""Anybody's JSON Lines, and our own exports, as problems."""

import json
from pathlib import Path

import pytest

from provender.core.errors import InputError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.reasoning.problem import Problem, ProblemCodec
from provender.reasoning.readers.jsonl import Jsonl


def read(folder: Path, *entries: object, **dials: str) -> list[Record]:
    """Lines read as records."""
    file = folder / "any.jsonl"
    file.write_text("".join(json.dumps(entry) + "\n" for entry in entries), "utf-8")
    return list(Jsonl(path=str(file), **dials)())


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"question": "q", "solution": "so 1+1 = 2", "answer": 2}, Problem("q", "2", "en", None, "so 1+1 = 2")),
        ({"problem": "q", "answer": "add 1+1 = <<1+1=2>>2\n#### 2"}, Problem("q", "2", "en", None, "add 1+1 = 2")),
        ({"prompt": "q", "completion": "no label"}, Problem("q", "", "en", None, "no label")),
        ({"prompt": "q", "completion": "so 3 * $2 = $6"}, Problem("q", "$6", "en", None, "so 3 * $2 = $6")),
        ({"question": "q", "answer": "2", "language": "sw"}, Problem("q", "2", "sw")),
        (
            {"messages": [
                {"role": "system", "content": "s"}, {"role": "user", "content": "old"},
                {"role": "assistant", "content": "x"}, {"role": "user", "content": "q"},
                {"role": "assistant", "content": "so\nA: 7"},
            ]},
            Problem("q", "7", "en", None, "so"),
        ),
        (
            {"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "one\ntwo\n7"}],
             "provender": {"tags": {"language": "sw", "level": "2"}}},
            Problem("q", "7", "sw", None, "one\ntwo"),
        ),
    ],
)  # fmt: skip
def test_jsonl_finds_the_usual_names(tmp_path: Path, entry: object, problem: Problem) -> None:
    (record,) = read(tmp_path, entry)

    assert record.payload == problem


def test_jsonl_takes_named_fields(tmp_path: Path) -> None:
    (record,) = read(tmp_path, {"task": {"text": "q"}, "gold": "3"}, question="task.text", answer="gold")

    assert record.payload == Problem("q", "3")


def test_jsonl_takes_no_answer_from_elsewhere_for_a_named_solution(tmp_path: Path) -> None:
    entry = {"question": "q", "ground_truth": "9", "model": {"text": "it is 8"}}

    (record,) = read(tmp_path, entry, solution="model.text")

    assert record.payload == Problem("q", "8", "en", None, "it is 8")


def test_jsonl_reads_our_own_columns_back_with_their_derivation(tmp_path: Path) -> None:
    made = load("generator", "reasoning/arithmetic/gcd", {"language": "sw"})(Shard(seed=1, start=0, count=5))
    problems = [record.payload for record in made]
    rows = ProblemCodec().encode(problems)[0].to_pylist()

    assert problems == [record.payload for record in read(tmp_path, *rows)]


def test_jsonl_counts_lines_as_people_do(tmp_path: Path) -> None:
    records = read(tmp_path, {"question": "a"}, {"question": "b"})

    assert [record.origin.index for record in records] == [1, 2]


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"text": "hello"}, "no question"),
        ({"question": ["q"]}, "no question"),
        ({"messages": [{"role": "assistant", "content": "a"}]}, "no user message"),
        ({"messages": [3, None]}, "no user message"),
        ({"question": "q", "steps": [{"claim": "no JSON"}], "givens": [], "goal": "1", "result": "1"}, "derivation"),
        ({"question": "q", "answer": "1", "steps": ["no step"]}, "derivation"),
    ],
)
def test_jsonl_names_the_line_it_cannot_use(tmp_path: Path, entry: object, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        read(tmp_path, {"question": "q"}, entry)

    assert caught.value.where.endswith("line 2")
