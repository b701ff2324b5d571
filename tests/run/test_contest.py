"""A contest: the same budget on both sides, finished rounds are not done again, the better one is named."""

from dataclasses import replace
from pathlib import Path

import pytest

from provender.core.errors import RecipeError
from provender.core.recipe import Recipe, Use, Wing
from provender.run.contest.outcome import outcome
from provender.run.contest.rounds import Contest, Round, _bought
from provender.run.options import RunOptions

GCD = Recipe(name="short", generators=(Use(name="reasoning/arithmetic/gcd", dials={"level": "1"}),), count=60)
LONG = replace(GCD, name="long", generators=(Use(name="reasoning/arithmetic/gcd", dials={"level": "5"}),))


def _contest(tmp_path: Path, *recipes: Recipe) -> Contest:
    return Contest(recipes=(recipes[0], recipes[1]), how=RunOptions(output=tmp_path, workers=0))


def test_both_sides_get_the_same_budget_and_finished_rounds_stay(tmp_path: Path) -> None:
    contest = _contest(tmp_path, GCD, LONG)
    done = contest.rounds(2)

    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("commits/**/*.json")}
    again = contest.rounds(2)

    assert done == again
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("commits/**/*.json")}
    for one, two in done:
        assert one.accepted >= 1
        assert two.accepted >= 1
    one, two = done[-1]
    assert 60 == one.accepted
    assert 6 <= two.accepted <= 600
    assert 0.1 < one.cost / two.cost < 10  # CPU seconds of a busy machine


def _round(number: int, mark: float | None, cost: float = 1.0) -> Round:
    return Round(number=number, cost=cost, accepted=100, tried=120, mark=mark, diversity=None, judges={"v": 0.1})


def test_marks_decide_where_there_is_a_student() -> None:
    pairs = [(_round(n, 0.5 + n / 100), _round(n, 0.8 + n / 90, cost=9.0)) for n in range(1, 5)]

    told = outcome((GCD, LONG), pairs, unit="CPU s")

    assert "b" == told["winner"]
    assert "the winner is b (long)" in told["says"]
    assert told["sides"]["b"]["cost_per_accepted"][0] == pytest.approx(0.09)


def test_without_a_student_the_cheaper_record_wins() -> None:
    pairs = [(_round(n, None, cost=1 + n / 10), _round(n, None, cost=3.0 + n / 9)) for n in range(1, 5)]

    told = outcome((GCD, LONG), pairs, unit="money")

    assert "a" == told["winner"]
    assert "cost of an accepted record" in told["says"]


def test_who_cannot_be_told_apart_is_told_so() -> None:
    pairs = [(_round(n, 0.5), _round(n, 0.5 + 0.1 * (n % 2) - 0.04)) for n in range(1, 5)]

    told = outcome((GCD, LONG), pairs, unit="money")

    assert told["winner"] is None
    assert told["says"].startswith("cannot tell yet, ")
    assert told["more"] > 0


def test_two_students_or_two_anchors_are_no_contest(tmp_path: Path) -> None:
    other = replace(LONG, student=Use(name="reasoning/decoder"))

    with pytest.raises(RecipeError, match="differ in student"):
        _contest(tmp_path, GCD, other).rounds(2)
    with pytest.raises(RecipeError, match="several wings"):
        _contest(tmp_path, GCD, replace(LONG, wings={"reasoning": Wing()})).rounds(2)
    with pytest.raises(RecipeError, match="no budget"):
        _contest(tmp_path, GCD, replace(LONG, count=None)).rounds(2)


def test_what_one_round_misses_the_next_makes_up_for() -> None:
    ones, twos = [_round(1, None, cost=10.0)], list[Round]()
    scout = _round(0, None, cost=1.0)  # says that 100 records cost 1; they cost 4

    for number in range(2, 9):
        count = _bought(500, ones, twos, scout)
        twos.append(replace(_round(number, None, cost=count * 0.04), accepted=count))
        ones.append(_round(number, None, cost=10.0))

    assert sum(each.cost for each in twos) == pytest.approx(sum(each.cost for each in ones[:-1]), rel=0.02)


def test_marks_are_told_within_what_a_share_can_be_and_learning_beside_the_cost() -> None:
    marks = (0.99, 0.7, 1.0, 0.98)
    pairs = [(_round(n, mark), replace(_round(n, mark), learning=2.0)) for n, mark in enumerate(marks, 1)]

    told = outcome((GCD, LONG), pairs, unit="CPU s")["sides"]

    assert told["a"]["mark"][2] == 1.0
    assert (0.0, 8.0) == (told["a"]["learning"], told["b"]["learning"])
