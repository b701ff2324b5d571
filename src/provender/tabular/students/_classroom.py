"""What students of tables share: rows as codes, an outcome as classes, and marks overall, by group and rare slice."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from provender.core.errors import InputError, RecipeError
from provender.core.record import Record
from provender.core.verdict import Interval, Scorecard
from provender.tabular.asking.conditions import condition, labels
from provender.tabular.encoding.encoder import Encoder, encoder_from, learn_encoder
from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.schema import NAMES, Kind, Schema
from provender.tabular.table import Row, Table, table_of
from provender.tabular.written import rendered

Groups: TypeAlias = Mapping[str, Sequence[str]]
"""Column -> the values that are marked apart, in the words of a mix; none means every value it has."""

FLOOR = 5  # rows behind a code: synthetic rows need no protection, a student needs some evidence
TELLABLE = 10  # rows of the exam behind a mark
_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is asked: an outcome of a row, told from its other columns.

    Attributes:
        target: the outcome's column.
        above: of a column of numbers, the value from which on the outcome is "yes".
        without: columns that it is not told from.
        groups: who is marked apart.
        where: of whom is asked, for errors.
    """

    target: str
    above: float | None
    without: tuple[str, ...]
    groups: Groups
    where: str

    def outcome(self, table: Table) -> list[str | None]:
        """Each row's class, as it is written; None where it is missing.

        Raises:
            UnknownName: there is no such column.
            RecipeError: it has no classes.
        """
        column = table.schema.columns[table.schema.place(self.target, where=self.where)]
        if self.above is not None:
            asked = condition(column, f"{self.above!r}..".replace(".0..", ".."), where=self.where)
            if not asked.by_number:
                raise RecipeError(f"{self.target!r} is no number", where=self.where, mend="leave above out")
            gone = table[self.target].is_null().to_pylist()
            return [
                None if lost else "yes" if high else "no" for high, lost in zip(asked.met(table), gone, strict=True)
            ]
        if column.kind not in NAMES and column.kind is not Kind.BOOLEAN:
            mend = "name a column of names, or say above: from which value on the outcome is yes"
            raise RecipeError(f"{self.target!r} is {column.kind.value}: it has no classes", where=self.where, mend=mend)
        texts: list[str | None] = rendered(table[self.target], column).cast("string").to_pylist()
        return texts

    def told_from(self, table: Table) -> Table:
        """The columns that the outcome is told from."""
        apart = {self.target, *self.without}
        for name in self.without:
            table.schema.place(name, where=f"{self.where}, without")
        kept = [place for place, column in enumerate(table.schema) if column.learned and column.name not in apart]
        columns = tuple(replace(table.schema.columns[place], absent_by="") for place in kept)
        return Table(Schema(columns), tuple(table.arrays[place] for place in kept))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Lesson:
    """Rows to learn from.

    Attributes:
        encoder: of the columns that are told from.
        codes: (n, parts).
        classes: of the outcome; of two the second is the one that is looked for: true, or the rarer.
        answers: (n,) places among the classes.
        seen: digest of the rows.
    """

    encoder: Encoder
    codes: Codes
    classes: tuple[str, ...]
    answers: npt.NDArray[np.int64]
    seen: str

    def about(self) -> npt.NDArray[np.uint8]:
        """Encoder and classes as bytes for an npz file."""
        told = {"encoder": self.encoder.plain(), "classes": list(self.classes)}
        return np.frombuffer(json.dumps(told, ensure_ascii=False).encode(), np.uint8)


def about_from(packed: npt.NDArray[np.uint8]) -> tuple[Encoder, tuple[str, ...]]:
    """Read what `Lesson.about` wrote."""
    told = json.loads(packed.tobytes())
    return encoder_from(told["encoder"]), tuple(told["classes"])


def lesson(records: Sequence[Record], subject: Subject) -> Lesson:
    """Rows to learn from; those whose outcome is missing are left out.

    Raises:
        RecipeError: there are no rows, or all have one outcome.
    """
    rows = [record for record in records if isinstance(record.payload, Row)]
    if not rows:
        raise RecipeError("none of the records is a row of a table", where=subject.where, mend="train on a table")
    table = table_of(rows)
    said = subject.outcome(table)
    known = np.flatnonzero([one is not None for one in said])
    answers = [str(said[at]) for at in known]
    classes = _classes(table, subject, answers)
    if len(classes) < 2:
        mend = "name another target, or make more records"
        raise RecipeError(f"all {len(answers)} rows have one outcome: nothing to tell", where=subject.where, mend=mend)
    features = subject.told_from(table.take(known))
    encoder = learn_encoder(features, floor=FLOOR)
    places = np.array([classes.index(answer) for answer in answers], np.int64)
    seen = sha256(table.digests.tobytes()).hexdigest()
    return Lesson(encoder=encoder, codes=encoder.encode(features), classes=classes, answers=places, seen=seen)


def _classes(table: Table, subject: Subject, answers: Sequence[str]) -> tuple[str, ...]:
    """The classes in their order, else the commonest first."""
    levels = ("no", "yes") if subject.above is not None else table.schema[subject.target].levels
    counts = {name: answers.count(name) for name in sorted(set(answers))}
    if levels:
        return tuple(level for level in levels if level in counts)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


Guess: TypeAlias = Callable[[Codes], Floats]
"""(n, parts) codes -> (n, classes) chances."""


def marks(
    exam: Sequence[Record], subject: Subject, learned: tuple[Encoder, tuple[str, ...]], guess: Guess
) -> Scorecard:
    """What a student's chances are worth on real rows; rows whose outcome is missing are not asked.

    Guarantees:
        No mark of fewer than ten rows is told.
    """
    encoder, classes = learned
    table = table_of([record for record in exam if isinstance(record.payload, Row)])
    said = subject.outcome(table) if len(table) else []
    table = table.take(np.flatnonzero([one is not None for one in said]))
    truth = np.array([classes.index(one) if one in classes else -1 for one in said if one is not None], np.int64)
    chances = guess(encoder.encode(subject.told_from(table))) if len(table) else np.empty((0, len(classes)))
    right = chances.argmax(axis=1) == truth if len(table) else np.zeros(0, bool)
    slices = {pair: flags for pair, flags in _slices(table, subject) if flags.sum() >= TELLABLE}
    return Scorecard(
        overall=float(right.mean()) if len(right) else 0.0,
        by_tag={pair: float(right[flags].mean()) for pair, flags in slices.items()},
        n=len(right),
        n_by_tag={pair: int(flags.sum()) for pair, flags in slices.items()},
        interval=Interval.wilson(int(right.sum()), len(right)),
        measures=measured(truth, chances) if len(right) else {},
        measures_by_tag={pair: measured(truth[flags], chances[flags]) for pair, flags in slices.items()},
    )


def _slices(table: Table, subject: Subject) -> list[tuple[tuple[str, str], npt.NDArray[np.bool_]]]:
    """Each group's name and (n,) who is in it."""
    found = []
    for name, values in sorted(subject.groups.items()):
        told = np.array(labels(table, name, values or _values(table, name, subject), where=subject.where), str)
        found += [((name, str(value)), told == value) for value in np.unique(told)]
    return found


def _values(table: Table, name: str, subject: Subject) -> list[str]:
    """All values of a column of names."""
    column = table.schema.columns[table.schema.place(name, where=subject.where)]
    if column.kind not in NAMES and column.kind is not Kind.BOOLEAN:
        mend = f'say which: groups: {{{name}: ["..40", "41.."]}}'
        raise RecipeError(f"{name!r} is {column.kind.value}: its groups have no names", where=subject.where, mend=mend)
    texts: list[str] = pc.unique(rendered(table[name], column).cast("string").drop_null()).to_pylist()
    return sorted(texts)


def measured(truth: npt.NDArray[np.int64], chances: Floats) -> dict[str, float]:
    """Beside the share right: `brier` (mean squared error of the chances, 0 is best), `calibration` (how far the
    chance of what is said lies from how often it is so, over ten bins of equal count, 0 is best) and, of two classes
    that both occur, `auc`."""
    answers = np.eye(chances.shape[1])[np.maximum(truth, 0)] * (truth >= 0)[:, None]
    found = {"brier": float(((chances - answers) ** 2).sum(axis=1).mean() / 2)}
    said = chances.max(axis=1)
    right = chances.argmax(axis=1) == truth
    bins = [part for part in np.array_split(np.argsort(said, kind="stable"), _BINS) if len(part)]
    found["calibration"] = float(sum(abs(said[b].mean() - right[b].mean()) * len(b) for b in bins) / len(said))
    if chances.shape[1] == 2 and {0, 1} <= set(truth.tolist()):
        found["auc"] = auc(truth == 1, chances[:, 1])
    return found


def auc(positive: npt.NDArray[np.bool_], scores: Floats) -> float:
    """Chance that a positive row scores above a negative one, ties counting half (Mann and Whitney 1947)."""
    below = np.sort(scores[~positive])
    wins = np.searchsorted(below, scores[positive], "left") + np.searchsorted(below, scores[positive], "right")
    return float(wins.mean() / 2 / len(below))


def groups_of(said: "tuple[str, ...] | Mapping[str, object]", *, where: str) -> Groups:
    """The groups that a dial names: a list of columns, or column -> the values that are marked apart."""
    if not isinstance(said, Mapping):
        return dict.fromkeys(said, ())
    found = {}
    for name, values in said.items():
        if not isinstance(values, list | tuple):
            mend = f"say groups: {{{name}: [value, ...]}}"
            raise RecipeError(f"the groups of {name!r} are no list", where=where, mend=mend)
        found[name] = tuple(str(value) for value in values)
    return found


def no_such(fitted: Any, wanted: str, where: str) -> InputError:
    """The error for what another student fitted."""
    what = f"the artefact {fitted.digest[:12]} of kind {fitted.kind!r} is none of {where}"
    return InputError(what, where=where, mend=f"hand over what {where} fitted, of kind {wanted!r}")
