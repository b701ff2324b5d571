"""The judge of steps: what it sees, what is planted for it, how it learns, and how its thresholds are bounded."""

import pytest

pytest.importorskip("jax", reason="the extra 'student' is not installed")

import time
from dataclasses import replace
from functools import lru_cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.core.artefact import Artefact
from provender.core.errors import InputError, RecipeError
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.core.seeds import stream
from provender.reasoning.agreement.promise import at_least
from provender.reasoning.problem import Problem
from provender.reasoning.students._clues import LONGEST, MOST, SIZE, Worked, clues
from provender.reasoning.students._marked import Marked, steps_of
from provender.reasoning.students._planted import kinds, planted
from provender.reasoning.students._reward import KIND, Thresholds, auc, chance, pack, thresholds, unpack
from provender.reasoning.students._slips import SLIPS
from provender.reasoning.students._sums import sums, worked
from provender.reasoning.students.process_reward import ProcessReward

TINY = ProcessReward(passes=2, batch=32, width=4, hidden=4)
TOLD = Worked(
    "Ann has 4 bags of 16 pens and loses 9. How many are left?",
    ("She has 4 * 16 = 64 pens.", "So 64 - 9 = $55 are left, 55 in all."),
    "55",
)
SIGNS = st.sampled_from("+-*/")
NUMBERS = st.integers(0, 9999)


def made(name: str, count: int, start: int = 0, **dials: object) -> list[Record]:
    return list(load("generator", name, dials)(Shard(seed=3, start=start, count=count)))


def told_by_people(count: int) -> list[Record]:
    """Problems in prose alone, each with two sums."""
    records = []
    for at in range(count):
        one, two, off = 3 + at % 7, 11 + at, 2 + at % 5
        question = f"Ann has {one} bags of {two} pens and loses {off}. How many are left?"
        prose = f"She has {one} * {two} = {one * two} pens.\nSo {one * two} - {off} = {one * two - off} are left."
        origin = Origin(source="anchor", version="1", recipe="", seed=0, index=at)
        records.append(Record(payload=Problem(question, str(one * two - off), "en", None, prose), origin=origin))
    return records


@lru_cache
def fitted(seed: int = 0) -> Artefact:
    return TINY.fit(told_by_people(60), seed=seed)


@given(numbers=st.tuples(NUMBERS, NUMBERS, NUMBERS), signs=st.tuples(SIGNS, SIGNS), off=st.integers(-2, 2))
def test_a_sum_holds_exactly_where_it_comes_to_what_it_says(
    numbers: tuple[int, int, int], signs: tuple[str, str], off: int
) -> None:
    one, two, three = numbers
    found = worked((str(one), str(two), str(three)), signs)
    if found is None or found.denominator != 1 or found + off < 0:
        return
    text = f"that is ${one:,} {signs[0]} {two}{signs[1]}{three} = {found + off} pens"

    assert [off == 0] == [each.holds for each in sums(text)]


@pytest.mark.parametrize(
    "text",
    ["(1 + 2) + 3 = 6", "x + 3 = 7", "2^3 + 1 = 9", "3 + 4 = 7 * 2 = 14", "1/0 = 3", "9" * 5000, "1+" * 2000, ""],
)
def test_what_is_read_in_part_alone_is_never_called_false_save_by_its_own_figures(text: str) -> None:
    assert all(each.holds or each.numbers in (("1", "0"),) for each in sums(text))


def test_a_rounded_result_holds_and_a_currency_is_no_hindrance() -> None:
    assert [each.holds for each in sums("10 / 3 = 3.33, $5 * 3 = $15 and 2 x $0.5 = $1.")] == [True, True, True]
    assert [each.holds for each in sums("10 / 3 = 3.34 and 5 x 3 = 16")] == [False, False]


@pytest.mark.parametrize("kind", sorted(SLIPS))
def test_a_slip_of_plan_is_faultless_arithmetic_and_leaves_what_was_before_it(kind: str) -> None:
    found = [slip for seed in range(40) for slip in SLIPS[kind](TOLD_LONG, stream(seed, 0, "test"))]

    assert found
    for after, wrong in found:
        assert 0 <= wrong <= len(after.steps)
        assert all(each.holds for step in after.steps[: wrong + 1] for each in sums(step))
        assert (after.steps, after.answer) != (TOLD_LONG.steps, TOLD_LONG.answer)
        kept = [step for step in after.steps[:wrong] if step not in TOLD_LONG.steps]
        assert not kept


TOLD_LONG = replace(
    TOLD, steps=(*TOLD.steps, "With 3 more she has 55 + 3 + 2 = 60.", "Half of 60 is 60 / 2 = 30."), answer="30"
)


@settings(max_examples=30)
@given(seed=st.integers(0, 999))
def test_planted_faults_have_a_first_wrong_step_before_which_all_is_as_it_was(seed: int) -> None:
    families = ("reasoning/words/quantities", "reasoning/logic/horn_rules", "reasoning/arithmetic/column")
    for record in [made(name, 1, seed)[0] for name in families]:
        sound, *wrongs = planted(record, most=3, seed=seed)

        assert isinstance(record.payload, Problem)
        assert (None, steps_of(record.payload)) == (sound.wrong, sound.worked.steps)
        assert len({each.kind for each in wrongs}) == len(wrongs)
        for each in wrongs:
            assert each.wrong is not None
            assert each.kind in kinds()
            assert each.worked.steps[: each.wrong] == sound.worked.steps[: each.wrong]


def test_a_judge_sees_where_numbers_come_from_and_not_which_they_are() -> None:
    other = Worked(
        "Zoe has 5 bags of 18 pens and loses 9. How many are left?",
        ("She has 5 * 18 = 90 pens.", "So 90 - 9 = $81 are left, 81 in all."),
        "81",
    )
    false = replace(TOLD, steps=(TOLD.steps[0].replace("64", "65"), TOLD.steps[1]))
    astray = replace(TOLD, steps=(TOLD.steps[0], "So 64 - 8 = $56 are left, 56 in all."))

    assert clues(replace(TOLD, question=TOLD.question.replace("Ann", "Zoe"))) == clues(other)
    assert clues(false)[0] != clues(TOLD)[0]
    assert clues(astray)[1] != clues(TOLD)[1]
    assert clues(astray)[0] == clues(TOLD)[0]


@given(texts=st.lists(st.text(max_size=80), min_size=1, max_size=5), answer=st.text(max_size=9))
def test_every_step_and_the_answer_have_clues_whatever_they_say(texts: list[str], answer: str) -> None:
    found = clues(Worked("How many? " + texts[0], tuple(texts), answer))

    assert len(texts) + 1 == len(found)
    assert all(0 < len(row) == len(set(row)) <= MOST and 0 < min(row) and max(row) < SIZE for row in found)


@given(at=st.integers(0, 3), words=st.text(max_size=30))
def test_the_clues_of_a_step_depend_on_nothing_after_it(at: int, words: str) -> None:
    steps = (*TOLD_LONG.steps[: at + 1], *(words for _ in TOLD_LONG.steps[at + 1 :]))

    assert clues(TOLD_LONG)[: at + 1] == clues(replace(TOLD_LONG, steps=steps))[: at + 1]


@pytest.mark.parametrize("text", ["9" * 4000, "1+" * 2000, "(" * 3000, "1/0 = 3 " * 400, "a1" * 2000])
def test_hostile_steps_take_no_long_time(text: str) -> None:
    began = time.process_time()
    clues(Worked(text, (text, text), text))

    assert time.process_time() - began < 1


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.0, 0.2, 0.5, 0.9])), max_size=12))
def test_auc_is_the_share_of_pairs_in_order(pairs: list[tuple[bool, float]]) -> None:
    bad, good = ([value for is_bad, value in pairs if is_bad is kind] for kind in (True, False))
    wins = [(one > other) + (one == other) / 2 for one in bad for other in good]

    found = auc([is_bad for is_bad, _ in pairs], [value for _, value in pairs])

    assert found == (None if not wins else pytest.approx(sum(wins) / len(wins)))


def marked(faulty: bool) -> Marked:
    return Marked(TOLD, 0 if faulty else None, "slip" if faulty else "sound", "en", "words")


@settings(max_examples=40)
@given(
    bad=st.lists(st.floats(0, 1), max_size=150), good=st.lists(st.floats(0, 1), max_size=150),
    limit=st.sampled_from([0.05, 0.1, 0.3]),
)  # fmt: skip
def test_thresholds_bound_both_errors(bad: list[float], good: list[float], limit: float) -> None:
    found = thresholds(
        [*(marked(True) for _ in bad), *(marked(False) for _ in good)], [*bad, *good], accepts=limit, rejects=limit
    )
    errors = (
        (sum(one <= found.passes for one in bad), len(bad)),
        (sum(one >= found.refuses for one in good), len(good)),
    )

    assert found.passes < found.refuses
    for hits, n in errors:
        assert not hits or 1 - at_least(n - hits, n, risk=0.05) <= limit + 1e-9
    assert len(bad) >= 59 or limit > 0.05 or found.passes == -1.0


def test_the_same_records_and_seed_give_the_same_artefact_and_others_another() -> None:
    again = TINY.fit(told_by_people(60), seed=0)

    assert (fitted().content, fitted().from_data, KIND) == (again.content, again.from_data, again.kind)
    assert len({fitted(0).digest, fitted(1).digest, TINY.fit(told_by_people(61), seed=0).digest}) == 3


def test_what_is_packed_is_unpacked_and_speaks_alike_alone_and_in_company() -> None:
    judge = unpack(fitted())
    again = unpack(replace(fitted(), content=pack(judge, {})))
    asked = [each.worked for each in judge.golds[:5]]

    assert judge.golds == again.golds
    assert judge.hazards(asked) == again.hazards(asked) == [judge.hazards([one])[0] for one in asked]
    assert all(
        chance(each or []) == pytest.approx(1 - np.prod([1 - one for one in each or []]))
        for each in judge.hazards(asked)
    )


def test_no_gold_was_learned_from_nor_set_a_threshold() -> None:
    judge = unpack(fitted())
    questions = {each.worked.question for each in judge.golds}

    assert questions
    assert 0.05 < len(questions) / 60 < 0.35
    assert Thresholds(-1.0, 2.0) == judge.thresholds  # ten problems can bound nothing


@pytest.mark.parametrize("content", [b"", b"PK", b"\x00" * 99, pack(replace(unpack(fitted()), golds=()), {})[:-9]])
def test_what_is_no_fitted_judge_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="no fitted judge"):
        unpack(replace(fitted(), content=content))


@pytest.mark.parametrize(
    "dials", [{"width": 0}, {"forget": 1.0}, {"passes": 0}, {"kinds": ["no_such_fault"]}, {"false_accepts": 0.0}]
)
def test_a_dial_out_of_range_is_refused(dials: dict[str, object]) -> None:
    with pytest.raises(RecipeError):
        load("student", "reasoning/process_reward", dials)


def test_a_problem_that_is_too_long_has_no_hazards() -> None:
    long = replace(TOLD, question="x" * (LONGEST + 1))

    assert [None, 3] == [each and len(each) for each in unpack(fitted()).hazards([long, TOLD])]


def test_records_without_steps_teach_nothing() -> None:
    origin = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
    bare = [Record(payload=Problem("How many?", "4"), origin=origin)]

    with pytest.raises(RecipeError, match="no worked problem"):
        TINY.fit(bare, seed=0)


@pytest.mark.slow
def test_it_finds_slips_of_plan_in_problems_that_it_never_saw() -> None:
    part = ProcessReward(passes=10, batch=64)
    judge = part.fit(told_by_people(300), seed=0)

    marks = part.score(judge, told_by_people(360)[300:])

    assert marks.measures["auc"] > 0.8
    assert marks.overall > 0.6
