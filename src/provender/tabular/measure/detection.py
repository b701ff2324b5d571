"""Telling made rows from real ones: the classifier two-sample test (Lopez-Paz and Oquab 2017, arXiv 1610.06545)."""

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from provender.tabular.measure.frame import Floats, Frame, stacked
from provender.tabular.measure.models import trees, varying
from provender.tabular.measure.threads import one_core

FOLDS = 3


def detection(real: Frame, made: Frame) -> float:
    """Area under the curve of boosted trees that tell made rows from real ones: 0.5 is ideal, 1 betrays each row."""
    both, truth = stacked(real, made)
    return float(roc_auc_score(truth, suspicions(both, truth)))


@one_core
def suspicions(both: Frame, truth: npt.NDArray[np.int64]) -> Floats:
    """(n,) how surely each row is a made one, by trees that did not learn from it."""
    told = np.empty(len(truth))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for learned, asked in folds.split(both.values, truth):
        columns = varying(both.take(learned), range(len(both.names)))
        model = trees(both, columns).fit(both.values[learned][:, columns], truth[learned]) if columns else None
        told[asked] = 0.5 if model is None else model.predict_proba(both.values[asked][:, columns])[:, 1]
    return told
