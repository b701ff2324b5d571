"""The watch over a run: probes out of its tasks' commits, and an early stop.

A task commits what its records tell (`seen`); the driver takes the commits in their order (`Watched.take`), so that the
same run is stopped at the same place, with any number of workers and after any crash. What teachers make is ordered in
waves that grow by a quarter: when an alarm comes, a flawed teacher has not made much more than what raised it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from provender.core.protocols import Judged
from provender.core.recipe import Recipe, wing_of
from provender.core.registry import find
from provender.core.verdict import Grade
from provender.stages.monitors.agreement import Agreement, Pair
from provender.stages.monitors.errors import Errors, Probe, slices_of
from provender.store.commits import Commit

_FIRST = 256  # records of teachers in the first wave
_GROWTH = 0.25  # of all so far, in each later one
_PAIR = 2  # answers to one question that are held against each other
ERRORS, TYPICAL = 0.75, 0.25  # parts of the chance of a false alarm


def screens_of(recipe: Recipe) -> frozenset[str]:
    """The recipe's verifiers that know no truth: they may refuse, and never verify."""
    found = {use.name: find("verifier", use.name) for use in recipe.verifiers}
    return frozenset(name for name, part in found.items() if getattr(part, "screens", False) is True)


def seen(judged: Sequence[Judged], wrong: Sequence[bool | None], by: Sequence[str]) -> dict[str, Any]:
    """What a task's records tell of their teachers, as plain values; empty where no teacher wrote any.

    Args:
        wrong: of each record, whether it is known to be wrong; None where nobody knows, or a screen refuses it.
        by: tags that are told apart.

    Keys: probes ([teacher, slices, wrong] in order), unproved ([teacher, slices, accepted without proof]), pairs
    ([teacher, slices, whether its first two answers to one question agree]).
    """
    probes: list[list[Any]] = []
    unproved: Counter[tuple[str, tuple[str, ...]]] = Counter()
    answers: dict[tuple[str, bytes], list[str]] = {}
    pairs: list[list[Any]] = []
    for item, bad in zip(judged, wrong, strict=True):
        record, teacher = item.record, item.record.origin.teacher
        if teacher is None or (bad is None and item.fate != "accepted"):
            continue
        slices = slices_of(record.tags, by)
        if bad is not None:
            probes.append([teacher, list(slices), bad])
        elif item.grade == Grade.SCREENED.value:
            unproved[teacher, slices] += 1
        said = answers.setdefault((teacher, record.payload.group()), [])
        said.append(record.payload.text().rpartition("\n")[2])
        if len(said) == _PAIR:
            pairs.append([teacher, list(slices), said[0] == said[1]])
    if not probes and not unproved:
        return {}
    let_in = [[teacher, list(slices), count] for (teacher, slices), count in unproved.items()]
    return {"probes": probes, "unproved": let_in, "pairs": pairs}


@dataclass(slots=True)
class Watched:
    """All that the watch knows of a wing of a run.

    Attributes:
        recipe: whose `watch` says what may be.
        errors, agreement: of the teachers, by slice.
    """

    recipe: Recipe
    errors: Errors = field(init=False)
    agreement: Agreement = field(default_factory=Agreement)

    def __post_init__(self) -> None:
        watch = self.recipe.watch
        self.errors = Errors(limit=watch.error or 1.0, false_alarm=watch.false_alarm * ERRORS)

    @property
    def awake(self) -> bool:
        """Whether an unproved record of a teacher may get in at all."""
        recipe = self.recipe
        unproved = bool(recipe.teachers) and recipe.accept is Grade.SCREENED and recipe.watch.error is not None
        return unproved and any(hasattr(find("generator", use.name), "bind") for use in recipe.generators)

    @property
    def stopped(self) -> bool:
        """Whether the run is not to go on."""
        return self.awake and bool(self.errors.alarms())

    def most(self, tried: int) -> int | None:
        """Most records of teachers that the next wave may order; None for as many as are wanted."""
        return max(_FIRST, int(tried * _GROWTH)) if self.awake else None

    def take(self, commit: Commit) -> None:
        """Take in what a task told."""
        told: Mapping[str, Any] = commit.what.get("watch", {})
        if not told or self.recipe.watch.error is None:
            return
        for teacher, slices, count in told["unproved"]:
            self.errors.let_in(teacher, tuple(slices), count)
        self.errors.look([Probe(teacher, tuple(slices), wrong) for teacher, slices, wrong in told["probes"]])
        self.agreement.look([Pair(teacher, tuple(slices), agreed) for teacher, slices, agreed in told["pairs"]])


@dataclass(slots=True)
class Watches:
    """The watch over a whole run.

    Attributes:
        wings: name -> what is known of it; "" where the recipe names none.
    """

    wings: dict[str, Watched]

    @classmethod
    def over(cls, recipe: Recipe) -> "Watches":
        """Of a run that has just begun."""
        return cls({name: Watched(view) for name, view in recipe.views().items()})

    @property
    def stopped(self) -> bool:
        """Whether the run is not to go on: what one wing lets in spoils the whole."""
        return any(each.stopped for each in self.wings.values())

    def most(self, tried: int) -> int | None:
        """Most records of teachers that the next wave may order; None for as many as are wanted."""
        told = [most for each in self.wings.values() if (most := each.most(tried)) is not None]
        return min(told, default=None)

    def take(self, commit: Commit, generator: str) -> None:
        """Take in what a generator's task told."""
        self.wings[wing_of(generator) if "" not in self.wings else ""].take(commit)
