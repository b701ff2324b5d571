"""Models of a yes or no, as others use them: boosted trees, logistic regression, a random forest."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression

from provender.tabular.measure.frame import Floats, Frame
from provender.tabular.measure.threads import one_core

FEW = 250  # names up to here are categories to the trees; scikit-learn takes no more than 255
MODELS = ("boosted trees", "logistic regression", "random forest")
_COMMON = 20  # names of a column that have a place of their own among the features of a linear model


def trees(frame: Frame, columns: Sequence[int]) -> HistGradientBoostingClassifier:
    """Boosted trees at their defaults over some of the columns; names of few values are categories."""
    few = [bool(frame.named[c]) and np.nanmax(frame.values[:, c], initial=0) < FEW for c in columns]
    return HistGradientBoostingClassifier(categorical_features=few, random_state=0)


def varying(frame: Frame, columns: Sequence[int]) -> list[int]:
    """Those columns that hold two values or more: others tell nothing, and trees refuse them."""
    return [c for c in columns if len(np.unique(frame.values[:, c][~np.isnan(frame.values[:, c])])) > 1]


@one_core
def told_by(
    model: str, learned: Frame, outcome: npt.NDArray[np.bool_], asked: Frame, *, columns: Sequence[int]
) -> Floats:
    """(n,) how likely the outcome is for the rows asked, by a model that learned from others.

    Args:
        model: one of `MODELS`.
        learned: rows to learn from, with their outcomes (m,); one outcome alone is told of every row.
        asked: rows of the same columns under the same codes; names over 250 are taken in order by the trees.
        columns: that it may look at.
    """
    columns = varying(learned, columns)
    if outcome.all() or not outcome.any() or not columns:
        return np.full(len(asked), float(outcome.mean()) if len(outcome) else 0.5)
    if model == MODELS[0]:
        both = Frame(np.vstack((learned.values, asked.values)), learned.names, learned.named)
        fitted: Any = trees(both, columns).fit(learned.values[:, columns], outcome)
        return np.asarray(fitted.predict_proba(asked.values[:, columns])[:, 1], np.float64)
    features = _features(learned, columns)
    made: Mapping[str, Any] = {
        MODELS[1]: LogisticRegression(max_iter=300),
        MODELS[2]: RandomForestClassifier(60, min_samples_leaf=5, max_features="sqrt", random_state=0),
    }
    fitted = made[model].fit(features(learned), outcome)
    return np.asarray(fitted.predict_proba(features(asked))[:, 1], np.float64)


def _features(learned: Frame, columns: Sequence[int]) -> Any:
    """A function from a frame to features: numbers scaled, gaps filled and told, common names one by one."""
    made = [_named(learned, c) if learned.named[c] else _scaled(learned, c) for c in columns]
    return lambda frame: np.column_stack([each(frame.values[:, c]) for each, c in zip(made, columns, strict=True)])


def _named(learned: Frame, column: int) -> Any:
    """One feature for each of the commonest names."""
    values = learned.values[:, column]
    found, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    common = found[np.argsort(-counts, kind="stable")[:_COMMON]]
    return lambda values: (values[:, None] == common[None]).astype(np.float64)


def _scaled(learned: Frame, column: int) -> Any:
    """Two features: the number in standard deviations, four at most, and whether it is missing."""
    values = learned.values[:, column]
    present = values[~np.isnan(values)]
    middle, spread = (np.median(present), present.std()) if len(present) else (0.0, 1.0)

    def scaled(values: Floats) -> Floats:
        gone = np.isnan(values)
        steps = (np.where(gone, middle, values) - middle) / (spread or 1.0)
        return np.column_stack((np.clip(steps, -4, 4), gone))

    return scaled


def auc(outcome: npt.NDArray[np.bool_], told: Floats, weights: Floats | None = None) -> Floats:
    """(times,) areas under the curve: how often a row with the outcome is told likelier than one without.

    Args:
        weights: (times, n) how often each row counts; once each where left out. Ties count half.

    Returns:
        0.5 where either outcome is absent.

    >>> auc(np.array([False, False, True]), np.array([0.1, 0.4, 0.4]))
    array([0.75])
    """
    counted = np.ones((1, len(told))) if weights is None else weights
    order = np.argsort(told, kind="stable")
    _, starts = np.unique(told[order], return_index=True)
    yes, no = (np.add.reduceat(counted[:, order] * hit[order], starts, axis=1) for hit in (outcome, ~outcome))
    below = np.cumsum(no, axis=1) - no / 2
    whole = yes.sum(axis=1) * no.sum(axis=1)
    return np.where(whole > 0, (yes * below).sum(axis=1) / np.maximum(whole, 1e-300), 0.5)
