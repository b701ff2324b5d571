"""Teachers' answers as candidate records: who is asked what, and what becomes of each reply."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.backends.teachers.replay import Replay
from provender.core.errors import RecipeError, UnknownName
from provender.core.protocols import Teacher, Tools
from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.reasoning.problem import Problem
from provender.reasoning.words.generators.worked_answers import BoundAnswers, WorkedAnswers

QUESTIONS = ("2+2 = ?", "3+3 = ?", "4+4 = ?")  # in the order of their digests, by which teachers are asked
REPLIES = {
    "ann": ("2+2 = <<2+2=4>>4\nA: 4", "3+3 = 7.", ""),
    "bob": ("It is 5.", "No idea", "4+4=$8.00"),
}


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    """Two teachers who answer from a file, and three questions."""
    file = tmp_path_factory.mktemp("teachers") / "answers.jsonl"
    rows = [{"question": question, **{who: REPLIES[who][n] for who in REPLIES}} for n, question in enumerate(QUESTIONS)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    teachers: dict[str, Teacher] = {who: Replay(path=str(file), lineage="old", answer=who) for who in REPLIES}
    reference = [
        Record(
            payload=Problem(question, str(4 + 2 * n)),
            origin=Origin(source="anchor", version="1", recipe="", seed=0, index=n),
            tags={"topic": "sums", "level": "2"},
        )
        for n, question in enumerate(QUESTIONS)
    ]
    return Tools(teachers=teachers, reference=reference)


def made(bound: BoundAnswers, start: int = 0, count: int = 6) -> list[Record | Failure]:
    """A shard's items."""
    return list(bound(Shard(seed=1, start=start, count=count, recipe="c0ffee")))


def test_worked_answers_ask_every_teacher_every_question(tools: Tools) -> None:
    part = WorkedAnswers()

    found = made(part.bind(tools))

    assert part.size(tools) == 6
    told = [(item.origin.teacher, item.payload) for item in found if isinstance(item, Record)]
    assert told == [
        ("ann", Problem(QUESTIONS[0], "4", "en", None, "2+2 = 4")),
        ("bob", Problem(QUESTIONS[0], "5", "en", None, "It is 5.")),
        ("ann", Problem(QUESTIONS[1], "7", "en", None, "3+3 = 7.")),
        ("bob", Problem(QUESTIONS[1], "", "en", None, "No idea")),
        ("bob", Problem(QUESTIONS[2], "8.00", "en", None, "4+4=$8.00")),
    ]
    empty = found[4]
    assert isinstance(empty, Failure)
    assert (empty.index, empty.reason, empty.teacher) == (4, "the reply is empty", "ann")


def test_worked_answers_say_where_they_come_from(tools: Tools) -> None:
    item = made(WorkedAnswers().bind(tools))[1]

    assert isinstance(item, Record)
    origin = item.origin
    assert (origin.teacher, origin.lineage, origin.depth, origin.index) == ("bob", "old", 1, 1)
    assert origin.parents == (tools.reference[0].key,)
    assert dict(item.tags) == {"topic": "word_problems", "level": "2", "language": "en", "teacher": "bob"}


@given(cut=st.integers(0, 6))
def test_worked_answers_may_be_cut_anywhere(tools: Tools, cut: int) -> None:
    bound = WorkedAnswers().bind(tools)

    assert made(bound) == made(bound, 0, cut) + made(bound, cut, 6 - cut)


def test_worked_answers_fail_where_the_teacher_does(tools: Tools) -> None:
    part = WorkedAnswers(teachers=("ann",), samples=2)

    found = made(part.bind(tools), count=part.size(tools))

    reasons = [item.reason for item in found if isinstance(item, Failure)]
    assert [item.index for item in found if isinstance(item, Failure)] == [1, 3, 4, 5]
    assert sum(reason.startswith("the teacher failed: ") for reason in reasons) == 3


def test_worked_answers_refuse_unknown_teachers_and_nothing_to_do(tools: Tools) -> None:
    with pytest.raises(UnknownName, match="anna") as caught:
        WorkedAnswers(teachers=("anna",)).bind(tools)
    assert "'ann'" in caught.value.mend
    with pytest.raises(RecipeError, match="no teacher"):
        WorkedAnswers().bind(Tools(reference=tools.reference))
    with pytest.raises(RecipeError, match="no question"):
        WorkedAnswers().size(Tools(teachers=tools.teachers))
    with pytest.raises(RecipeError, match="samples=0"):
        WorkedAnswers(samples=0)
