"""Students of tables: they learn what is there, say how sure they are, and are marked by group on rows alone."""

from typing import Any, cast

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from provender.core.artefact import Artefact
from provender.core.errors import InputError, RecipeError
from provender.core.protocols import Student
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.tabular.measure.threads import one_core
from provender.tabular.students._classroom import Subject, auc, lesson, measured
from provender.tabular.students.boosting import Forest, _features, _ranks
from provender.tabular.table import Rows, Table, table_of

NAMES = ("tabular/boosting", "tabular/network")
ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)


def ward(count: int, seed: int = 1) -> list[Record]:
    made = load("generator", "tabular/ward")(Shard(seed=seed, start=0, count=count))
    return [row for row in made if isinstance(row, Record)]


def pupil(name: str, **dials: object) -> Student:
    few = {"steps": 400} if name.endswith("network") else {"rounds": 40}
    return cast("Student", load("student", name, {"target": "responded", **few, **dials}))


@pytest.fixture(scope="module", params=NAMES)
def taught(request: pytest.FixtureRequest) -> tuple[str, Artefact]:
    return request.param, pupil(request.param).fit(ward(2500), seed=0)


def test_a_student_finds_which_drug_helps_in_which_disease(taught: tuple[str, Artefact]) -> None:
    name, fitted = taught
    exam = ward(2000, seed=2)

    marks = pupil(name, groups=["sex", "diagnosis"]).score(fitted, exam)

    assert marks.n == 2000
    assert marks.overall > 0.68  # the formula's own best guess is right in 0.73; always saying no, in 0.52
    assert marks.measures["auc"] > 0.7
    assert marks.measures["calibration"] < 0.1
    assert {tag for tag, _ in marks.by_tag} == {"sex", "diagnosis"}
    assert sum(n for (tag, _), n in marks.n_by_tag.items() if tag == "diagnosis") == 2000
    weighed = sum(marks.by_tag[pair] * n for pair, n in marks.n_by_tag.items() if pair[0] == "sex")
    assert abs(weighed / 2000 - marks.overall) < 1e-9
    assert marks.by_tag["diagnosis", "J45.0"] > marks.by_tag["diagnosis", "I10"]  # where no drug helps, less is known


def test_the_same_rows_and_seed_make_the_same_student(taught: tuple[str, Artefact]) -> None:
    name, fitted = taught

    assert pupil(name).fit(ward(2500), seed=0).content == fitted.content


def test_another_students_artefact_is_refused(taught: tuple[str, Artefact]) -> None:
    name, fitted = taught
    other = next(each for each in NAMES if each != name)

    with pytest.raises(InputError, match="is none of"):
        pupil(other).score(fitted, ward(20))
    with pytest.raises(InputError, match="is none of"):
        pupil(name).score(Artefact(content=b"junk", kind="", made_by="", from_data=""), ward(20))


def test_a_mark_of_few_rows_is_not_told(taught: tuple[str, Artefact]) -> None:
    name, fitted = taught

    marks = pupil(name, groups={"age": ["97..", "..60"]}).score(fitted, ward(200, seed=3))

    assert ("age", "97..") not in marks.by_tag
    assert ("age", "..60") in marks.by_tag


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("dials", "words"),
    [
        ({"target": "responds"}, "did you mean 'responded'"),
        ({"target": "age"}, "it has no classes"),
        ({"target": "sex", "above": 3.0}, "is no value of|is no number"),
        ({"without": ("agee",)}, "did you mean 'age'"),
        ({"target": "age", "above": 500.0}, "all 50 rows have one outcome"),
    ],
)  # fmt: skip
def test_what_cannot_be_learned_is_refused(name: str, dials: dict[str, Any], words: str) -> None:
    with pytest.raises(RecipeError) as refused:
        pupil(name, **dials).fit(ward(50), seed=0)
    assert any(each in str(refused.value) for each in words.split("|"))


@pytest.mark.parametrize("dials", [{"rounds": 0}, {"rate": 0.0}, {"leaves": 1}, {"groups": {"age": "65.."}}])
def test_dials_out_of_range_are_refused(dials: dict[str, Any]) -> None:
    with pytest.raises(RecipeError):
        pupil("tabular/boosting", **dials)


def test_a_number_has_an_outcome_from_a_value_on() -> None:
    records = ward(300)
    subject = Subject(target="stay_days", above=6.0, without=(), groups={}, where="a test")

    told = subject.outcome(table_of(records))

    assert told == ["yes" if days >= 6 else "no" for days in table_of(records)["stay_days"].to_pylist()]


def test_rows_without_an_outcome_are_neither_learned_from_nor_asked() -> None:
    whole = table_of(ward(400))
    place = whole.schema.place("responded", where="a test")
    holes = pa.array([None if at % 2 else value for at, value in enumerate(whole.arrays[place].to_pylist())])
    table = Table(whole.schema, (*whole.arrays[:place], holes, *whole.arrays[place + 1 :]))
    rows = Rows(table, ORIGIN, np.arange(400))

    fitted = pupil("tabular/boosting").fit(rows, seed=0)

    assert pupil("tabular/boosting").score(fitted, rows).n == 200


@pytest.mark.parametrize("target", ["responded", "diagnosis"])
@one_core
def test_trees_kept_as_numbers_say_what_scikit_learn_says(target: str) -> None:
    part = load("student", "tabular/boosting", {"target": target, "rounds": 15})
    taught = lesson(ward(600), part._subject())
    features = _features(_ranks(taught), taught.codes)
    trees = part._grown(features, taught.answers, 3)
    model = HistGradientBoostingClassifier(
        max_iter=15, max_leaf_nodes=15, learning_rate=0.1, early_stopping=False, random_state=3
    ).fit(features, taught.answers)

    told = Forest(trees.pop("starts"), trees.pop("base"), trees).chances(features)

    assert np.allclose(told, model.predict_proba(features), atol=1e-12)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=40))
def test_auc_is_scikit_learns(rows: list[tuple[bool, int]]) -> None:
    truth, scores = np.array([yes for yes, _ in rows]), np.array([score / 5 for _, score in rows])
    if len(set(truth.tolist())) == 2:
        assert abs(auc(truth, scores) - roc_auc_score(truth, scores)) < 1e-9


def test_chances_that_are_true_are_calibrated_and_boasts_are_not() -> None:
    rng = np.random.default_rng(0)
    true = rng.random(20_000)
    truth = (rng.random(20_000) < true).astype(int)
    boast = np.where(true > 0.5, 0.99, 0.01)

    honest, loud = (measured(truth, np.column_stack((1 - chance, chance))) for chance in (true, boast))

    assert honest["calibration"] < 0.02
    assert loud["calibration"] > 0.2
    assert honest["brier"] < loud["brier"]
