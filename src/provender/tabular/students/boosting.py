"""Gradient-boosted trees: the student that most people would train on a table."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from provender.core.artefact import Artefact
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import student
from provender.core.seeds import stream
from provender.core.verdict import Scorecard
from provender.tabular.encoding.numbers import Codes, Floats, Numbers
from provender.tabular.measure.threads import one_core
from provender.tabular.students._classroom import Lesson, Subject, about_from, groups_of, lesson, marks, no_such

NAME = "tabular/boosting"
KIND = "provender/boosting-npz"
_SPLITS = ("feature_idx", "num_threshold", "missing_go_to_left", "left", "right", "is_leaf", "value")


@student
@dataclass(frozen=True, slots=True, kw_only=True)
class Boosting:
    """Boosted trees (scikit-learn's histogram gradient boosting) that tell a row's outcome from its other columns.

    Attributes:
        target: the outcome's column.
        above: of a column of numbers, the value from which on the outcome is "yes".
        without: columns that it is not told from, such as those that are known only afterwards.
        groups: who is marked apart: columns of names, or column -> values in the words of a mix.
        rounds: trees a class.
        leaves: most of a tree.
        rate: of learning.

    Guarantees:
        What it fitted is plain numbers (the trees), never a pickle; the same rows and seed, the same bytes.

    Example:
        student: {name: tabular/boosting, dials: {target: responded, groups: {diagnosis: [J45.0]}}}
    """

    target: str
    above: float | None = None
    without: tuple[str, ...] = ()
    groups: tuple[str, ...] | Mapping[str, object] = ()
    rounds: int = 100
    leaves: int = 15
    rate: float = 0.1

    def __post_init__(self) -> None:
        groups_of(self.groups, where=NAME)
        if self.rounds < 1 or self.leaves < 2 or not 0 < self.rate <= 1:
            mend = "give rounds >= 1, leaves >= 2 and 0 < rate <= 1"
            raise RecipeError("a dial is out of its range", where=NAME, mend=mend)

    def fit(self, records: Sequence[Record], /, *, seed: int) -> Artefact:
        """The trees after `records`.

        Raises:
            RecipeError: there are no rows, or all have one outcome.
        """
        taught = lesson(records, self._subject())
        ranks = _ranks(taught)
        trees = self._grown(_features(ranks, taught.codes), taught.answers, stream(seed, 0, NAME).below(2**31))
        told = {f"rank{at:04d}": rank for at, rank in enumerate(ranks)}
        file = io.BytesIO()
        np.savez(file, about=taught.about(), allow_pickle=False, **told, **trees)
        return Artefact(content=file.getvalue(), kind=KIND, made_by=NAME, from_data=taught.seen)

    @one_core
    def _grown(self, features: Floats, answers: npt.NDArray[np.int64], seed: int) -> dict[str, Any]:
        """Trees as arrays: (trees,) where each begins, and the columns of `_SPLITS` of all nodes."""
        model = HistGradientBoostingClassifier(
            max_iter=self.rounds,
            max_leaf_nodes=self.leaves,
            learning_rate=self.rate,
            early_stopping=False,
            random_state=seed,
        ).fit(features, answers)
        nodes = [tree.nodes for step in model._predictors for tree in step]
        starts = np.cumsum([0, *(len(each) for each in nodes)])
        columns = {name: np.concatenate([each[name] for each in nodes]) for name in _SPLITS}
        return {"starts": starts, "base": np.ravel(model._baseline_prediction), **columns}

    def score(self, fitted: Artefact, exam: Sequence[Record], /) -> Scorecard:
        """The share of `exam` whose outcome it tells, overall and by group, with `auc`, `brier` and `calibration`.

        Raises:
            InputError: the artefact is another student's.
        """
        try:
            with np.load(io.BytesIO(fitted.content), allow_pickle=False) as kept:
                values = dict(kept)
            about = about_from(values.pop("about"))
            ranks = [values.pop(name) for name in sorted(values) if name.startswith("rank")]
            forest = Forest(values.pop("starts"), values.pop("base"), values)
        except (ValueError, KeyError, OSError, BadZipFile) as broken:
            raise no_such(fitted, KIND, NAME) from broken
        return marks(exam, self._subject(), about, lambda codes: forest.chances(_features(ranks, codes)))

    def _subject(self) -> Subject:
        """What is asked."""
        groups = groups_of(self.groups, where=NAME)
        return Subject(target=self.target, above=self.above, without=self.without, groups=groups, where=NAME)


class Forest(NamedTuple):
    """Boosted trees as arrays.

    Attributes:
        starts: (trees + 1,) where each tree's nodes begin; trees of one round lie beside each other, one a class.
        base: (classes or 1,) what is said before any tree.
        nodes: columns of all nodes, as `_SPLITS` names them.
    """

    starts: npt.NDArray[np.int64]
    base: Floats
    nodes: Mapping[str, npt.NDArray[Any]]

    def chances(self, features: Floats) -> Floats:
        """(n, classes) chances of rows with (n, k) features, NaN where missing."""
        raw = np.tile(self.base, (len(features), 1))
        for tree, start in enumerate(self.starts[:-1]):
            raw[:, tree % len(self.base)] += self._values(int(start), features)
        if len(self.base) == 1:
            yes = 1 / (1 + np.exp(-raw[:, 0]))
            return np.column_stack((1 - yes, yes))
        shifted = np.exp(raw - raw.max(axis=1, keepdims=True))
        return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))

    def _values(self, start: int, features: Floats) -> Floats:
        """(n,) the value of the leaf that each row of one tree falls into."""
        at = np.full(len(features), start)
        while (open_rows := np.flatnonzero(self.nodes["is_leaf"][at] == 0)).size:
            node = at[open_rows]
            value = features[open_rows, self.nodes["feature_idx"][node]]
            gone = self.nodes["missing_go_to_left"][node].astype(bool)
            left = np.where(np.isnan(value), gone, value <= self.nodes["num_threshold"][node])
            at[open_rows] = start + np.where(left, self.nodes["left"][node], self.nodes["right"][node])
        return np.asarray(self.nodes["value"][at])


def _ranks(taught: Lesson) -> list[Floats]:
    """For each part (size,) its codes as numbers, NaN for missing: names by how often they go with the later classes.

    For two classes no split of names into two groups is better than one along that order (Breiman et al. 1984, 4.2.2).
    """
    found = []
    for at, part in enumerate(taught.encoder.flat):
        rank = np.arange(part.size, dtype=float)
        if not isinstance(part, Numbers):
            counts = np.bincount(taught.codes[:, at], minlength=part.size)
            sums = np.bincount(taught.codes[:, at], weights=taught.answers, minlength=part.size)
            rank[np.argsort((sums + taught.answers.mean()) / (counts + 1), kind="stable")] = np.arange(part.size)
        if part.missing:
            rank[-1] = np.nan
        found.append(rank)
    return found


def _features(ranks: Sequence[Floats], codes: Codes) -> Floats:
    """(n, parts) codes as numbers."""
    columns = [rank[codes[:, at]] for at, rank in enumerate(ranks)]
    return np.column_stack(columns) if columns else np.empty((len(codes), 0))
