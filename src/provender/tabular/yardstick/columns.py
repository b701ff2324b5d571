"""Columns that an audit needs and nobody named: an outcome to predict, groups to look into."""

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from provender.core.errors import NothingToAudit, RecipeError
from provender.tabular.measure.frame import Frame
from provender.tabular.schema import Kind
from provender.tabular.yardstick.held import Held
from provender.tabular.yardstick.told import FLOOR

_OUTCOME = re.compile(r"target|outcome|label|respon|income|dead|death|died|mortal|default|churn|surviv|readmi", re.I)
_HAPPENED = re.compile(r"^(1|y|yes|true|t|dead|died|deceased|event|relapsed?|failed)$", re.I)
_TREATMENT = re.compile(r"^(treat|drug|medic|therap|rx\b|intervention|arm\b)", re.I)
CONDITION = re.compile(r"diagnos|condition|disease|^icd|^dz|indication", re.I)
GROUP = re.compile(r"^(sex|gender|race|ethnic\w*|group|arm|region|ward|site)\b", re.I)
_FEW = 12
_LEAST = 50  # control rows of a group that is looked into


def outcome_of(held: Held, named: str, *, audit: str) -> int:
    """The column to predict: the one named, else the last that looks like an outcome, else the last of two values.

    Raises:
        UnknownName: the table has none of that name.
        NothingToAudit: nothing varies, so there is nothing to predict.
    """
    if named:
        return held.place(named, where=audit)
    two = [c for c in range(len(held.names)) if _rarer(held.control, c) >= FLOOR * 2 and _values(held.control, c) == 2]
    told = [c for c in range(len(held.names)) if _OUTCOME.search(held.names[c]) and _varies(held.control, c)]
    for wanted in (
        [c for c in told if c in two],
        two,
        told,
        [c for c in range(len(held.names)) if _varies(held.control, c)],
    ):
        if wanted:
            return wanted[-1]
    mend = "name one: dials: {target: COLUMN}"
    raise NothingToAudit("no column varies enough to be predicted", where=audit, mend=mend)


def groups_of(
    held: Held, named: str, *, audit: str, apart: int, like: re.Pattern[str] = GROUP
) -> int | None:  # fmt: skip
    """The column whose groups are looked into: the one named, else one that is called so, else one of few names."""
    if named:
        return held.place(named, where=audit)
    few = [
        c
        for c in range(len(held.names))
        if c != apart and held.control.named[c] and 2 <= _values(held.control, c) <= _FEW
    ]
    told = [c for c in few if like.search(held.names[c])]
    return next(iter([*told, *few]), None)


def treatment_of(held: Held, named: str, *, audit: str) -> int:
    """The column of treatments: the one named, else one that is called so, else -1."""
    if named:
        return held.place(named, where=audit)
    told = [c for c in range(len(held.names)) if held.control.named[c] and _TREATMENT.search(held.names[c])]
    return next(iter(told), -1)


def positive(held: Held, column: int) -> tuple[list[npt.NDArray[np.bool_]], str]:
    """(n,) for made, reference and control rows where the outcome is the case, and what the case is.

    Of numbers with more than two values: over the control rows' median. Else: the rarer of the two commonest values.
    A missing value is no case.
    """
    name, values = held.names[column], held.control.values[:, column]
    frames = (held.made, held.reference, held.control)
    found, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    if not held.control.named[column] and len(found) > 2:
        middle = float(np.median(values[~np.isnan(values)]))
        return [frame.values[:, column] > middle for frame in frames], f"{name} over its median"
    if not len(found):
        return [np.zeros(len(frame), bool) for frame in frames], name
    common = np.argsort(-counts, kind="stable")[:2]
    case = float(found[common[-1]])
    return [frame.values[:, column] == case for frame in frames], f"{name} = {said(held, column, case)}"


def said(held: Held, column: int, value: float) -> str:
    """A value in words; those of under ten control rows are not told."""
    values = held.control.values[:, column]
    if int((values == value).sum()) < FLOOR:
        return "(a rare value)"
    kind = held.schema[held.names[column]].kind
    if held.control.named[column]:
        levels = held.schema[held.names[column]].levels
        word = str(held.control.words[column][int(value)])
        return levels[word == "true"] if kind is Kind.BOOLEAN and len(levels) == 2 else word
    return f"{value:.4g}"


def large_groups(held: Held, column: int) -> list[tuple[str, list[npt.NDArray[np.bool_]]]]:
    """Names of the groups with enough control rows, and which made, reference and control rows are in each."""
    values = held.control.values[:, column]
    found, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    kept = found[np.argsort(-counts, kind="stable")][:_FEW][np.sort(counts)[::-1][:_FEW] >= _LEAST]
    frames = (held.made, held.reference, held.control)
    name = held.names[column]
    return [(f"{name} = {said(held, column, v)}", [f.values[:, column] == v for f in frames]) for v in kept.tolist()]


def _values(frame: Frame, column: int) -> int:
    """Different values that are not missing."""
    values = frame.values[:, column]
    return len(np.unique(values[~np.isnan(values)]))


def _rarer(frame: Frame, column: int) -> int:
    """Rows with the rarest value."""
    values = frame.values[:, column]
    return int(np.unique(values[~np.isnan(values)], return_counts=True)[1].min(initial=len(values)))


def _varies(frame: Frame, column: int) -> bool:
    """Whether there is anything to predict: two values with enough rows, or a number that is not constant."""
    values = frame.values[:, column]
    counts = np.sort(np.unique(values[~np.isnan(values)], return_counts=True)[1])
    return len(counts) >= 2 and (not frame.named[column] or int(counts[-2]) >= FLOOR * 2)


def times_of(
    held: Held, time: str, event: str, *, happened: str, audit: str
) -> list[tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64], npt.NDArray[np.bool_]]]:
    """For made, reference and control rows: which of them can be used, and of those the time and whether it happened.

    Raises:
        UnknownName: the table has no column of a name.
        RecipeError: the columns are no time and event; says what to name.
    """
    when, what = (held.place(name, where=audit) for name in (time, event))
    if held.control.named[when]:
        mend = "name a column of numbers: dials: {time: COLUMN}"
        raise RecipeError(f"the column {time!r} holds names, not times", where=audit, mend=mend)
    codes = _event_codes(held, what, happened, audit=audit)
    found = []
    for frame in (held.made, held.reference, held.control):
        moments, events = frame.values[:, when], frame.values[:, what]
        sound = ~(np.isnan(moments) | np.isnan(events)) & (moments >= 0)
        hit = np.isin(events, codes) if codes is not None else events > 0
        found.append((sound, moments[sound], hit[sound]))
    return found


def _event_codes(held: Held, column: int, happened: str, *, audit: str) -> npt.NDArray[np.float64] | None:
    """Codes of the names that mean that it happened; None for numbers, of which those over 0 do."""
    if not held.control.named[column]:
        return None
    words = [str(word) for word in held.control.words[column].to_pylist()]
    about = held.schema[held.names[column]]
    spoken = dict(zip(("false", "true"), about.levels, strict=False)) if about.kind is Kind.BOOLEAN else {}
    means = happened.__eq__ if happened else _HAPPENED.match
    wanted = [at for at, word in enumerate(words) if means(spoken.get(word, word))]
    if not (wanted or happened) and about.kind is Kind.BOOLEAN:
        wanted = [at for at, word in enumerate(words) if word == "true"]
    if not wanted:
        mend = "say which of its values means that it happened: dials: {happened: VALUE}"
        raise RecipeError(f"no value of {held.names[column]!r} says that it happened", where=audit, mend=mend)
    return np.array(wanted, np.float64)


@dataclass(frozen=True, slots=True)
class Exposure:
    """Something that holds of some rows: its column, what it is, and of which made, reference and control rows."""

    column: int
    name: str
    members: tuple[npt.NDArray[np.bool_], ...]


def exposures(held: Held, apart: Collection[int], *, most: int = 120, each: int = 5) -> list[Exposure]:
    """Values of columns of names, the commonest, and numbers over the control rows' median; at most so many."""
    found: list[Exposure] = []
    frames = (held.made, held.reference, held.control)
    for c in range(len(held.names)):
        if c in apart or len(found) >= most:
            continue
        values = held.control.values[:, c]
        names, counts = np.unique(values[~np.isnan(values)], return_counts=True)
        if len(names) < 2:
            continue
        if not held.control.named[c] and len(names) > 2:
            middle = np.median(values[~np.isnan(values)])
            members = tuple(frame.values[:, c] > middle for frame in frames)
            found.append(Exposure(c, f"{held.names[c]} over its median", members))
            continue
        order = np.argsort(-counts, kind="stable")
        kept = order[1:2] if len(names) == 2 else order[:each]
        for value in names[kept[counts[kept] >= FLOOR]].tolist():
            members = tuple(frame.values[:, c] == value for frame in frames)
            found.append(Exposure(c, f"{held.names[c]} = {said(held, c, value)}", members))
    return found
