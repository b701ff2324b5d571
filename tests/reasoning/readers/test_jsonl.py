"""Anybody's JSON Lines, and our own exports, as problems."""

import json
from pathlib import Path

import pytest

from provender.core.errors import InputError
from provender.core.recipe import Shard
from provender.core.record import Failure, Record
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


def said(*turns: tuple[str, object], role: str = "role", content: str = "content") -> list[object]:
    """Turns of a chat."""
    return [{role: who, content: what} for who, what in turns]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"conversations": said(
            ("system", "s"), ("human", "q"), ("gpt", "so 1 + 1 = 2.\n2"), role="from", content="value")},
         Problem("q", "2", "en", None, "so 1 + 1 = 2.")),
        ({"messages": said(("user", "old"), ("assistant", "1"), ("tool", "t"), ("user", "q"), ("assistant", "Yes"))},
         Problem("q", "Yes")),
        ({"messages": said(("user", [{"type": "text", "text": "q"}, {"type": "image"}]), ("assistant", "x\n#### 7"))},
         Problem("q", "7", "en", None, "x")),
        ({"prompt": said(("user", "q")), "completion": said(("assistant", "so\n\nAnswer: no."))},
         Problem("q", "no", "en", None, "so")),
        ({"prompt": said(("user", "q")), "completion": "-3/4"}, Problem("q", "-3/4")),
        ({"instruction": "Add.", "input": "1 and 2", "output": "1 + 2 = 3\n**Final answer:** .5"},
         Problem("Add.\n1 and 2", ".5", "en", None, "1 + 2 = 3")),
        ({"instruction": "Add.", "input": "", "output": "It is 3."}, Problem("Add.", "3", "en", None, "It is 3.")),
        ({"question": "q", "answer": "so\n#### 1,200"}, Problem("q", "1,200", "en", None, "so")),
        ({"prompt": "q", "completion": r"so \boxed{1} and \boxed{\frac{1}{2}}."},
         Problem("q", r"\frac{1}{2}", "en", None, r"so \boxed{1} and \boxed{\frac{1}{2}}.")),
        ({"prompt": "q", "completion": "so \\boxed{ 4"}, Problem("q", "4", "en", None, "so \\boxed{ 4")),
        ({"prompt": "q", "completion": "so\nit is 5 then.\nwhich we know"},
         Problem("q", "5", "en", None, "so\nit is 5 then.\nwhich we know")),
        ({"question": "q", "solution": "1 + 1 = 2\n2", "answer": "3"}, Problem("q", "3", "en", None, "1 + 1 = 2\n2")),
    ],
)  # fmt: skip
def test_jsonl_reads_the_shapes_that_people_use(tmp_path: Path, entry: object, problem: Problem) -> None:
    (record,) = read(tmp_path, entry)

    assert record.payload == problem


def test_jsonl_rows_tell_the_odd_ones_and_go_on(tmp_path: Path) -> None:
    file = tmp_path / "odd.jsonl"
    odd = [{"text": "hello"}, {"messages": [3, None]}, {"conversations": []}, {"prompt": [], "completion": "x"}]
    lines = [{"question": "q"}, *odd, {"question": "r"}]
    file.write_text("".join(json.dumps(entry) + "\n" for entry in lines), "utf-8")

    told = list(Jsonl(path=str(file)).rows())

    assert [item.index for item in told if isinstance(item, Failure)] == [2, 3, 4, 5]
    assert [item.origin.index for item in told if isinstance(item, Record)] == [1, 6]


def test_jsonl_reads_hostile_replies_in_linear_time(tmp_path: Path) -> None:
    hostile = ["answer:" * 20_000, "\\boxed{" * 20_000, "answer: " + " " * 50_000 + "x", "{" * 50_000]

    assert len(read(tmp_path, *({"prompt": "q", "completion": text} for text in hostile))) == len(hostile)


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
