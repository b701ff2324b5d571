"""Agreement alone finds who errs, as long as it counts lineages and not heads."""

import numpy as np
import pytest
from tests.reasoning.agreement.crowd import crowd, knowing

from provender.core.errors import InputError
from provender.reasoning.agreement.dawid_skene import fit, sureness
from provender.reasoning.agreement.votes import SILENT, Votes, classes_of

SKILLS = (0.85, 0.7, 0.5, 0.3)


def test_skills_of_independent_teachers_are_found_without_any_truth() -> None:
    votes = crowd(SKILLS, n=2000, seed=1)

    found = fit(knowing(votes, 0, seed=0))

    assert found.right == pytest.approx(votes.right.mean(0), abs=0.03)
    assert found.across < 0.02


def test_clones_of_one_lineage_have_one_voice() -> None:
    clones = ("llama",) * 3
    votes = knowing(
        crowd((0.3, 0.3, 0.3, 0.8, 0.8), n=1500, seed=2, lineages=(*clones, "b", "c"), together=0.9), 0, seed=0
    )
    heads = Votes(
        teachers=votes.teachers, lineages=votes.teachers, classes=votes.classes, known=votes.known, right=votes.right
    )

    counted_by_lineage, counted_by_head = fit(votes).right, fit(heads).right

    assert min(counted_by_lineage[3:]) > 0.7 > max(counted_by_lineage[:3])
    assert max(counted_by_head[:3]) > min(counted_by_head[3:]), (
        "the trap: clones that agree outvote those who are right"
    )


def test_agreement_of_one_lineage_proves_nothing_until_some_truth_is_known() -> None:
    votes = crowd((0.3, 0.4, 0.5), n=400, seed=3, lineages=("a", "a", "a"), together=0.8)

    with pytest.raises(InputError, match="one lineage proves nothing"):
        fit(knowing(votes, 0, seed=0))
    found = fit(knowing(votes, 200, seed=0))

    assert found.right == pytest.approx(votes.right.mean(0), abs=0.06)
    assert found.within > 0.5


def test_where_every_truth_is_known_the_skill_is_the_share_right() -> None:
    votes = crowd(SKILLS, n=300, seed=4)

    assert fit(votes).right == pytest.approx(votes.right.mean(0), abs=0.005)


def test_the_order_of_teachers_and_questions_changes_nothing() -> None:
    votes = knowing(crowd(SKILLS, n=300, seed=5), 60, seed=1)
    rows, columns = np.random.default_rng(0).permutation(300), [2, 0, 3, 1]
    turned = Votes(
        teachers=tuple(votes.teachers[each] for each in columns),
        lineages=tuple(votes.lineages[each] for each in columns),
        classes=votes.classes[rows][:, columns],
        known=votes.known[rows],
        right=votes.right[rows][:, columns],
    )

    assert fit(turned).right == pytest.approx([fit(votes).right[each] for each in columns], abs=1e-4)


def test_an_answer_that_was_not_given_is_never_sure() -> None:
    votes = Votes(
        teachers=("a", "b"),
        lineages=("a", "b"),
        classes=classes_of([[1, 1], [None, 3]]),
        known=np.array([True, False]),
        right=np.array([[True, True], [False, False]]),
    )

    sure = sureness(votes, fit(votes))

    assert sure[1, 0] == 0 < sure[1, 1] < sure[0, 0]
    assert votes.classes[1, 0] == SILENT


def test_votes_of_different_shapes_are_refused() -> None:
    with pytest.raises(InputError, match="different shapes"):
        Votes(
            teachers=("a",),
            lineages=("a", "b"),
            classes=classes_of([[1, 1]]),
            known=np.ones(1, bool),
            right=np.ones((1, 2), bool),
        )
