"""Train on synthetic, test on real (Esteban, Hyland and Rätsch 2017, arXiv 1706.02633)."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score

from provender.tabular.measure.frame import Frame
from provender.tabular.measure.models import trees, varying
from provender.tabular.measure.threads import one_core


@one_core
def tstr(learned: Frame, real: Frame, target: str, without: Sequence[str] = ()) -> float:
    """Area under the curve for the target on real rows, of boosted trees that learned on other rows.

    Args:
        learned: rows to learn from, synthetic or real, under the same codes as `real`.
        without: columns that the target is not told from.
    """
    at = real.names.index(target)
    asked = [c for c, name in enumerate(real.names) if name != target and name not in without]
    columns = varying(learned, asked)
    model = trees(real, columns).fit(learned.values[:, columns], positive(real, learned, at))
    told = model.predict_proba(real.values[:, columns])[:, 1]
    return float(roc_auc_score(positive(real, real, at), told))


def positive(real: Frame, frame: Frame, at: int) -> npt.NDArray[np.bool_]:
    """(n,) where column `at` is the positive case: the last name, or a number over the real median."""
    values = real.values[:, at]
    wanted = np.nanmax(values) if real.named[at] else np.nanmedian(values) + 1e-9
    return np.asarray(frame.values[:, at] >= wanted, bool)
