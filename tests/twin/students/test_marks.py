"""Average precision: cases worked by hand from COCO's definition, and laws that hold of any detections."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.twin.students._marks import MOST, Boxes, average_precision, matched, overlaps

UNIT = np.array([0.0, 0.0, 10.0, 10.0])


def boxes(*rows: tuple[int, float, float, float, float]) -> Boxes:
    """(picture, x, y, x, y) rows."""
    told = np.array(rows, np.float64).reshape(-1, 5)
    return Boxes(told[:, 0].astype(np.int64), told[:, 1:])


def ap(found: Boxes, scores: list[float], truth: Boxes, counted: list[bool] | None = None) -> float:
    """Of one class."""
    asked = np.array(counted if counted is not None else [True] * len(truth.of), bool)
    return average_precision(matched(found, np.array(scores), truth, asked), float(asked.sum()))


ONE, FAR = (0, 0.0, 0.0, 10.0, 10.0), (0, 50.0, 50.0, 60.0, 60.0)
TWO = (0, 20.0, 0.0, 30.0, 10.0)


@pytest.mark.parametrize(
    ("found", "scores", "truth", "counted", "expected"),
    [
        ([ONE], [0.9], [ONE], None, 1.0),
        ([], [], [ONE], None, 0.0),
        ([FAR], [0.9], [ONE], None, 0.0),
        # found, missed: precision 1 up to recall 1/2, which is 51 of the 101 recalls
        ([ONE], [0.9], [ONE, TWO], None, 51 / 101),
        # a wrong one before the right one: precision 1/2 everywhere
        ([FAR, ONE], [0.9, 0.8], [ONE], None, 0.5),
        # a wrong one after the last right one changes nothing
        ([ONE, FAR], [0.9, 0.8], [ONE], None, 1.0),
        # right, wrong, right: 51 recalls at 1, 50 at 2/3
        ([ONE, FAR, TWO], [0.9, 0.8, 0.7], [ONE, TWO], None, (51 + 50 * 2 / 3) / 101),
        # the same thing found twice: the second is wrong
        ([ONE, ONE, TWO], [0.9, 0.8, 0.7], [ONE, TWO], None, (51 + 50 * 2 / 3) / 101),
        # an overlap of just a half counts, of just under a half does not
        ([(0, 0.0, 0.0, 10.0, 5.0)], [0.9], [ONE], None, 1.0),
        ([(0, 0.0, 0.0, 10.0, 4.99)], [0.9], [ONE], None, 0.0),
        # in another picture it is another thing
        ([(1, 0.0, 0.0, 10.0, 10.0)], [0.9], [ONE], None, 0.0),
        # whom nobody asks for: found or not, it is neither right nor wrong
        ([TWO, ONE], [0.9, 0.8], [ONE, TWO], [True, False], 1.0),
        ([ONE], [0.8], [ONE, TWO], [True, False], 1.0),
        # the one that counts is taken first, though the other overlaps more; then the other takes its own
        ([ONE], [0.9], [(0, 0.0, 0.0, 10.0, 8.0), ONE], [True, False], 1.0),
        # a precision that rises again lifts all before it: wrong, right, right
        ([FAR, ONE, TWO], [0.9, 0.8, 0.7], [ONE, TWO], None, 2 / 3),
    ],
)
def test_average_precision_of_cases_worked_by_hand(
    found: list[tuple[int, float, float, float, float]],
    scores: list[float],
    truth: list[tuple[int, float, float, float, float]],
    *,
    counted: list[bool] | None,
    expected: float,
) -> None:
    assert ap(boxes(*found), scores, boxes(*truth), counted) == pytest.approx(expected, abs=1e-12)


def test_average_precision_of_nothing_wanted_is_unknown() -> None:
    assert np.isnan(ap(boxes(ONE), [0.5], boxes()))


def test_only_the_surest_of_a_picture_count() -> None:
    wrong = [(0, 100.0 + k, 100.0, 101.0 + k, 101.0) for k in range(MOST)]

    assert ap(boxes(*wrong, ONE), [*[0.9] * MOST, 0.1], boxes(ONE)) == 0.0
    assert ap(boxes(*wrong[1:], ONE), [*[0.9] * (MOST - 1), 0.1], boxes(ONE)) == pytest.approx(1 / MOST)


def test_equal_scores_keep_their_order() -> None:
    """COCO sorts stably: of equally sure ones, the first stays the first."""
    assert ap(boxes(ONE, FAR), [0.5, 0.5], boxes(ONE)) == 1.0
    assert ap(boxes(FAR, ONE), [0.5, 0.5], boxes(ONE)) == 0.5


def test_a_weight_of_a_picture_is_that_many_pictures() -> None:
    """Two pictures, the second weighing twice, beside the same with the second written down twice."""
    found, truth = boxes(ONE, (1, *FAR[1:])), boxes(ONE, (1, *ONE[1:]))
    seen = matched(found, np.array([0.9, 0.8]), truth, np.ones(2, bool))
    thrice = boxes(ONE, (1, *FAR[1:]), (2, *FAR[1:])), boxes(ONE, (1, *ONE[1:]), (2, *ONE[1:]))

    weighed = average_precision(seen, 3.0, np.array([1.0, 2.0]))

    assert weighed == pytest.approx(ap(thrice[0], [0.9, 0.8, 0.8], thrice[1]))


rows = st.lists(
    st.tuples(st.integers(0, 2), *[st.integers(0, 12)] * 2, *[st.integers(1, 12)] * 2, st.integers(0, 5)), max_size=12
)


def _boxes(drawn: list[tuple[int, int, int, int, int, int]]) -> Boxes:
    return boxes(*[(at, x, y, x + w, y + h) for at, x, y, w, h, _ in drawn])


@given(found=rows, truth=rows)
def test_average_precision_is_that_of_a_plain_loop(
    found: list[tuple[int, int, int, int, int, int]], truth: list[tuple[int, int, int, int, int, int]]
) -> None:
    """COCO's own loops, written out one thing at a time."""
    scores, counted = [row[5] / 5 for row in found], [row[5] > 1 for row in truth]
    if not any(counted):
        return

    assert ap(_boxes(found), scores, _boxes(truth), counted) == pytest.approx(_plain(found, scores, truth, counted))


def _plain(
    found: list[tuple[int, int, int, int, int, int]], scores: list[float],
    truth: list[tuple[int, int, int, int, int, int]], counted: list[bool],
) -> float:  # fmt: skip
    """The definition, without arrays."""

    def share(one: tuple[int, ...], two: tuple[int, ...]) -> float:
        wide = min(one[1] + one[3], two[1] + two[3]) - max(one[1], two[1])
        high = min(one[2] + one[4], two[2] + two[4]) - max(one[2], two[2])
        common = max(wide, 0) * max(high, 0)
        return common / (one[3] * one[4] + two[3] * two[4] - common)

    free, said = set(range(len(truth))), []
    for _, at in sorted((-score, at) for at, score in enumerate(scores)):
        best, most = -1, 0.5
        for other in sorted(range(len(truth)), key=lambda k: not counted[k]):
            if best >= 0 and counted[best] and not counted[other]:
                break
            if other in free and truth[other][0] == found[at][0] and share(found[at], truth[other]) >= most:
                best, most = other, share(found[at], truth[other])
        free -= {best}
        if best < 0 or counted[best]:
            said.append(best >= 0)
    recalls = [sum(said[: k + 1]) / sum(counted) for k in range(len(said))]
    precisions = [sum(said[: k + 1]) / (k + 1) for k in range(len(said))]
    best_from = [max(precisions[k:]) for k in range(len(said))]
    reached = [
        next((p for r, p in zip(recalls, best_from, strict=True) if r >= at / 100 - 1e-12), 0.0) for at in range(101)
    ]
    return sum(reached) / 101


@given(found=rows, truth=rows)
def test_overlaps_lie_between_none_and_one_and_do_not_mind_the_order(
    found: list[tuple[int, int, int, int, int, int]], truth: list[tuple[int, int, int, int, int, int]]
) -> None:
    one, two = _boxes(found).boxes, _boxes(truth).boxes
    shares = overlaps(one, two)

    assert ((shares >= 0) & (shares <= 1)).all()
    assert shares.T.tolist() == overlaps(two, one).tolist()
    assert np.allclose(np.diag(overlaps(one, one)), 1.0)
