"""Chat JSONL: what a student would read is the record's own text, and every line carries where it comes from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parts.rows import Row

from provender.core.protocols import Judged
from provender.core.record import Blob, Key, Origin, Payload, Record
from provender.general.exporters._canary import canary
from provender.reasoning.exporters.chat import Chat
from provender.reasoning.problem import Problem

ORIGIN = Origin(source="reasoning/x", version="2", recipe="ab", seed=7, index=3, teacher="ann", lineage="llm", depth=1)
texts = st.text(st.characters(exclude_categories=["Cs"]))


def judged(payload: Payload, **origin: Any) -> Judged:
    """An accepted record."""
    record = Record(payload=payload, origin=replace(ORIGIN, **origin), tags={"level": "1"})
    return Judged(record=record, fate="accepted", grade="anchored", verifier="v", passed=("v", "w"))


@dataclass(frozen=True)
class Given:
    """A dataset of records that are given."""

    items: tuple[Judged, ...]
    facts: dict[str, object] = field(default_factory=lambda: {"digest": "d1"})

    def records(self) -> Iterator[Judged]:
        """As given."""
        return iter(self.items)

    def blobs(self) -> Iterator[Blob]:
        """None."""
        return iter(())

    def tables(self) -> Iterator[pa.Table]:
        """A chat needs none."""
        return iter(())


def lines(*items: Judged, **dials: str) -> list[dict[str, Any]]:
    """The file's entries."""
    pieces = list(Chat(**dials)(Given(items)))
    assert {name for name, _ in pieces} == {"train.jsonl"}
    return [json.loads(line) for line in b"".join(data for _, data in pieces).decode().split("\n")[:-1]]


@given(question=texts, prose=texts, answer=texts)
def test_a_conversation_is_the_question_then_the_solution_with_its_answer(
    question: str, prose: str, answer: str
) -> None:
    (entry,) = lines(judged(Problem(question, answer, "en", None, prose)))

    assert entry["messages"] == [
        {"role": "user", "content": question},
        {"role": "assistant", "content": f"{prose}\n{answer}".strip()},
    ]


def test_a_system_message_comes_first_where_one_is_asked_for() -> None:
    (entry,) = lines(judged(Problem("q", "a")), system="Think.")

    assert entry["messages"][0] == {"role": "system", "content": "Think."}
    assert [message["role"] for message in entry["messages"]] == ["system", "user", "assistant"]


def test_a_line_carries_its_lineage_its_verdicts_and_the_canary() -> None:
    (entry,) = lines(judged(Problem("q", "a"), parents=(Key("anchor", 0, 4),)))

    assert entry["provender"] == {
        "key": "reasoning/x:7:3",
        "source": "reasoning/x",
        "version": "2",
        "recipe": "ab",
        "seed": 7,
        "index": 3,
        "teacher": "ann",
        "lineage": "llm",
        "depth": 1,
        "parents": ["anchor:0:4"],
        "tags": {"level": "1"},
        "grade": "anchored",
        "passed": ["v", "w"],
        "canary": entry["provender"]["canary"],
    }
    assert cast("str", entry["provender"]["canary"]) in canary("d1")


@pytest.mark.parametrize("count", [0, 1, 1_999, 2_000, 2_001, 4_000])
def test_long_files_come_in_pieces_that_lose_nothing(count: int) -> None:
    told = lines(*(judged(Problem(f"q{number}", "a")) for number in range(count)))

    assert [entry["messages"][0]["content"] for entry in told] == [f"q{number}" for number in range(count)]


def test_records_of_other_wings_are_left_out() -> None:
    told = lines(judged(Row("north", 1, 1, 1.0, 1.0)), judged(Problem("q", "a")))

    assert [entry["messages"][0]["content"] for entry in told] == ["q"]
