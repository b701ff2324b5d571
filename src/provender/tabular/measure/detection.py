"""Telling made rows from real ones: the classifier two-sample test (Lopez-Paz and Oquab 2017, arXiv 1610.06545)."""

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from provender.tabular.measure.frame import Floats, Frame, stacked
from provender.tabular.measure.threads import one_core

FEW = 250  # names up to here are categories to the trees; scikit-learn takes no more than 255
FOLDS = 3


def trees(frame: Frame, columns: range | list[int]) -> HistGradientBoostingClassifier:
    """Boosted trees at their defaults over some of the columns; names of few values are categories."""
    few = [bool(frame.named[c]) and np.nanmax(frame.values[:, c], initial=0) < FEW for c in columns]
    return HistGradientBoostingClassifier(categorical_features=few, random_state=0)


def detection(real: Frame, made: Frame) -> float:
    """Area under the curve of boosted trees that tell made rows from real ones: 0.5 is ideal, 1 betrays each row."""
    both, truth = stacked(real, made)
    return float(roc_auc_score(truth, suspicions(both, truth)))


@one_core
def suspicions(both: Frame, truth: npt.NDArray[np.int64]) -> Floats:
    """(n,) how surely each row is a made one, by trees that did not learn from it."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    model = trees(both, range(len(both.names)))
    told = cross_val_predict(model, both.values, truth, cv=folds, method="predict_proba")
    return np.asarray(told[:, 1], np.float64)
