"""A detector's marks: average precision overall, by class, by how well somebody is seen, and by who it is."""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import NamedTuple

import numpy as np

from provender.core.verdict import Interval, Scorecard
from provender.twin.frame import PERCEIVABLE
from provender.twin.maps.map import Floats
from provender.twin.students._marks import Boxes, Flags, Matched, average_precision, matched, mean_of
from provender.twin.students._network import Detections
from provender.twin.students._pictures import CLASSES, Pictures

TELLABLE = 10  # things behind a mark of a slice
_HIDDEN = (("little", 0.1), ("part", 0.4), ("most", 0.8), ("all", 0.995))  # of `shown`: from which share on
_FAINT = (("none", 0.0), ("faint", PERCEIVABLE), ("middling", 0.2), ("strong", 0.5))  # of `contrast`
_RESAMPLES = 200
_PERSON = ("age", "tone", "build")

Tag = tuple[str, str]


class Slice(NamedTuple):
    """A part of an exam: which things are asked for (m,), and in which pictures (n,)."""

    tag: Tag
    things: Flags
    pictures: Flags


def asked(truth: Pictures, least: float) -> Flags:
    """(m,) who must be found: at least `least` pixels high, a tenth of it shown, and to be perceived at all."""
    return _tall(truth, least) & (truth.contrast >= PERCEIVABLE)


def _tall(truth: Pictures, least: float) -> Flags:
    """(m,) who is large enough and not hidden."""
    tall: Flags = (truth.boxes[:, 3] - truth.boxes[:, 1] >= least) & (truth.shown >= _HIDDEN[0][1])
    return tall


def slices(truth: Pictures, least: float) -> Iterator[Slice]:
    """Every part of an exam that is marked apart.

    By tags of the pictures, save those that say who is in them; by `hidden` (geometric visibility) and `contrast`
    (photometric) of the things, those that nobody could perceive among them; and of pedestrians by age, tone and build,
    in all pictures and by each light.
    """
    whole = asked(truth, least)
    for name, value in sorted({pair for tags in truth.tags for pair in tags.items() if pair[0] not in _PERSON}):
        here = np.array([tags.get(name) == value for tags in truth.tags])
        yield Slice((name, value), whole & here[truth.of], here)
    yield from _of_things(truth, "shown", _binned(truth.shown, _HIDDEN), whole)
    yield from _of_things(truth, "contrast", _binned(truth.contrast, _FAINT), _tall(truth, least))
    lights = np.array([tags.get("light", "") for tags in truth.tags])[truth.of]
    for name in _PERSON:
        told = np.array([about.get(name, "") for about in truth.about], str)
        yield from _of_things(truth, name, told, whole)
        for light in sorted({*lights.tolist()} - {""}):
            yield from _of_things(truth, f"{name} by {light}", told, whole & (lights == light))


def _binned(values: Floats, bins: Sequence[tuple[str, float]]) -> "np.ndarray[tuple[int, ...], np.dtype[np.str_]]":
    """(m,) the name of the bin that each value lies in."""
    names, starts = np.array(["", *(name for name, _ in bins)]), [start for _, start in bins]
    return names[np.searchsorted(starts, values, "right")]


def _of_things(
    truth: Pictures, name: str, told: "np.ndarray[tuple[int, ...], np.dtype[np.str_]]", whole: Flags
) -> Iterator[Slice]:
    """A part for each word that is told of things, in the pictures that hold such a thing."""
    for value in sorted({*told[whole].tolist()} - {""}):
        mine = whole & (told == value)
        yield Slice((name, value), mine, np.isin(np.arange(len(truth.tags)), truth.of[mine]))


class Marked(NamedTuple):
    """Detections beside the truth: what each class's average precision is worked out from."""

    matches: Sequence[Matched]
    wanted: Sequence[Floats]  # of each class: things asked for in each picture

    def precisions(self, pictures: Flags | None = None, weights: Floats | None = None) -> list[float]:
        """Of each class, over some of the pictures; nan where nothing is asked for."""
        found = []
        for match, wanted in zip(self.matches, self.wanted, strict=True):
            here = np.ones(len(wanted)) if weights is None else weights
            here = here if pictures is None else here * pictures
            total = float((wanted * here).sum())
            kept = match._replace(counts=match.counts & (here[match.of] > 0)) if total else match
            found.append(average_precision(kept, total, here))
        return found

    def within(self, pictures: Flags) -> "Marked":
        """What is in some of the pictures, as if there were no others."""
        places, kept = np.cumsum(pictures) - 1, [pictures[match.of] for match in self.matches]
        matches = [
            Matched(places[match.of[mine]], match.right[mine], match.counts[mine])
            for match, mine in zip(self.matches, kept, strict=True)
        ]
        return Marked(matches, [wanted[pictures] for wanted in self.wanted])


def mark(found: Detections, truth: Pictures, counted: Flags, pictures: Flags | None = None) -> Marked:
    """Detections, those in some of the pictures alone if so said, beside the things that are asked for."""
    matches, wanted = [], []
    here = np.ones(len(truth.tags), bool) if pictures is None else pictures
    for number in range(len(CLASSES)):
        mine, theirs = (found.classes == number) & here[found.of], (truth.classes == number) & here[truth.of]
        boxes, answers = Boxes(found.of[mine], found.boxes[mine]), Boxes(truth.of[theirs], truth.boxes[theirs])
        matches.append(matched(boxes, found.scores[mine], answers, counted[theirs]))
        asked_for = np.bincount(truth.of[theirs & counted], minlength=len(truth.tags))
        wanted.append(asked_for.astype(np.float64))
    return Marked(matches, wanted)


def scorecard(found: Detections, truth: Pictures, *, least: float) -> Scorecard:
    """Marks of what was found. Each is a mean over the classes of which ten things or more are asked for there."""
    whole = asked(truth, least)
    base = mark(found, truth, whole)
    by_tag: dict[Tag, float] = {}
    counts: dict[Tag, int] = {}
    measures: dict[Tag, Mapping[str, float]] = {}
    spreads: dict[Tag, Interval] = {}
    few: dict[Tag, int] = {}
    for part in slices(truth, least):
        numbers = np.bincount(truth.classes[part.things], minlength=len(CLASSES))
        if numbers.max(initial=0) < TELLABLE:
            few[part.tag] = int(numbers.sum())
            continue
        all_there = np.array_equal(part.things, whole & part.pictures[truth.of])
        beside = base if all_there else mark(found, truth, part.things, part.pictures)
        told = _told(beside.precisions(part.pictures), numbers)
        by_tag[part.tag], counts[part.tag] = mean_of([*told.values()]), int(numbers.sum())
        measures[part.tag] = {f"ap_{name}": value for name, value in told.items()}
        spreads[part.tag] = _interval(beside.within(part.pictures), numbers, by_tag[part.tag])
    numbers = np.bincount(truth.classes[whole], minlength=len(CLASSES))
    classes = _told(base.precisions(), numbers)
    for name, value in classes.items():
        by_tag["class", name], counts["class", name] = value, int(numbers[CLASSES.index(name)])
    overall = mean_of([*classes.values()]) if classes else 0.0
    return Scorecard(
        overall=overall,
        by_tag=dict(sorted(by_tag.items())),
        n=int(whole.sum()),
        n_by_tag=dict(sorted(counts.items())),
        interval=_interval(base, numbers, overall),
        measure="average precision",
        counted="things to be found",
        measures={f"ap_{name}": value for name, value in classes.items()},
        measures_by_tag=measures,
        interval_by_tag=dict(sorted(spreads.items())),
        few=dict(sorted(few.items())),
    )


def _told(precisions: Sequence[float], numbers: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> dict[str, float]:
    """Of each class of which enough is asked for, its average precision."""
    each = zip(CLASSES, precisions, numbers.tolist(), strict=True)
    return {name: value for name, value, count in each if count >= TELLABLE}


def _interval(base: Marked, numbers: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]", overall: float) -> Interval:
    """Of the mean over classes, by drawing the pictures anew (B. Efron, Bootstrap methods, 1979)."""
    rng = np.random.Generator(np.random.Philox(0))
    count = len(base.wanted[0])
    values = []
    for _ in range(_RESAMPLES):
        weights = np.bincount(rng.integers(0, count, count), minlength=count).astype(np.float64)
        values.append(mean_of([*_told(base.precisions(weights=weights), numbers).values()]))
    known = [value for value in values if isfinite(value)] or [overall]
    return Interval(low=float(np.quantile(known, 0.025)), high=float(np.quantile(known, 0.975)))
