"""Lessons side by side: none is lost, none is cut, and little is padding."""

from itertools import islice

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provender.reasoning.students._lessons import ANSWER, ASK, END, Lessons
from provender.reasoning.students._packing import batches, pack, rows_of_a_pass, sizes

LENGTH = 24


@st.composite
def lessons(draw: st.DrawFn) -> Lessons:
    """Lessons that name themselves by their ids, the longest as long as a row."""
    told = [*draw(st.lists(st.integers(4, LENGTH), max_size=30)), LENGTH]
    ids = np.zeros((len(told), LENGTH), np.int32)
    for place, size in enumerate(told):
        ids[place, :size] = [10 + place, ASK, *[10 + place] * (size - 4), ANSWER, END]
    return Lessons(ids, np.full(len(told), 2, np.int32))


@given(taught=lessons())
def test_every_lesson_is_in_one_row_and_no_row_overflows(taught: Lessons) -> None:
    told = sizes(taught)

    rows = pack(range(len(told)), told, LENGTH)

    assert sorted(lesson for row in rows for lesson in row) == list(range(len(told)))
    assert all(sum(told[lesson] for lesson in row) <= LENGTH for row in rows)


@given(taught=lessons())
def test_no_two_rows_could_have_been_one(taught: Lessons) -> None:
    told = sizes(taught)

    filled = sorted(sum(told[lesson] for lesson in row) for row in pack(range(len(told)), told, LENGTH))

    assert len(filled) < 2 or sum(filled[:2]) > LENGTH


@given(taught=lessons(), seed=st.integers(0, 99))
def test_a_pass_shows_each_lesson_whole_and_asks_for_all_that_follows_its_question(taught: Lessons, seed: int) -> None:
    rows = len(pack(range(len(taught.ids)), sizes(taught), LENGTH))
    batch = next(batches(taught, rows=rows, steps=1, rng=np.random.default_rng(seed)))

    seen = []
    for ids, lesson, own in zip(*batch, strict=True):
        for number in range(1, lesson.max() + 1):
            one = ids[lesson == number]
            seen.append(one.tolist())
            assert own[lesson == number].tolist() == [False, *[True] * (len(one) - 2), False]
    assert sorted(seen) == sorted(row[:size].tolist() for row, size in zip(taught.ids, sizes(taught), strict=True))
    assert not batch.own[batch.lesson == 0].any()


def test_lessons_of_one_length_take_a_row_each() -> None:
    taught = Lessons(np.full((5000, 6), 7, np.int32), np.full(5000, 2, np.int32))

    assert rows_of_a_pass(taught) == 5000


def test_batches_are_the_same_for_the_same_stream_and_go_on_past_a_pass() -> None:
    taught = Lessons(np.arange(1, 31, dtype=np.int32).reshape(5, 6), np.full(5, 2, np.int32))

    one, other = (list(batches(taught, rows=2, steps=9, rng=np.random.default_rng(3))) for _ in range(2))

    assert all((a.ids == b.ids).all() for a, b in zip(one, other, strict=True))
    first_pass = [ids[0] for batch in islice(one, 3) for ids in batch.ids][:5]
    assert sorted(first_pass) == [1, 7, 13, 19, 25]
