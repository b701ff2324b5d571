"""A contest of two recipes: rounds in which both spend the same, and what came of each.

runs/<a>-or-<b>/             commits of the contest: one for each side and round
runs/<a>-or-<b>/r01/a/<a>/   a run folder like any other

The first recipe makes its count in every round, and what that costs is the budget; the second then makes as many
records as the budgets of all rounds so far leave to it, by what its records cost: so what one round misses, the next
makes up for. Round 0 only scouts, and pays what a process pays once. Money is the unit where a teacher has a price, CPU
seconds otherwise.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from provender.core.errors import RecipeError, Shortfall
from provender.core.recipe import Recipe
from provender.core.record import Record
from provender.core.registry import load
from provender.recipes.resolve import resolve
from provender.run.cycle import seed_of
from provender.run.ledger.dataset import Accepted
from provender.run.ledger.facts import read_facts
from provender.run.options import RunOptions
from provender.run.waves import run
from provender.run.workshop import Workshop
from provender.stages.train import train
from provender.store.folder import RunFolder

STAGE = "contest"
SIDES = ("a", "b")
DIVERSITY = "general/diversity"
_LEAST, _MOST = 0.1, 10.0  # beside what was asked for: no side makes less or more than this
_FEW = 30  # records, of either kind, below which diversity says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one side made of one round's budget.

    Attributes:
        number: from 1.
        cost: in money or CPU seconds, of making and judging.
        learning: CPU seconds in which generators that learn did so, once however many records they make.
        accepted, tried: records.
        mark: the student's share right on the probe; None without a student.
        diversity: Vendi score beside the anchor's at equal size; None without an anchor.
        judges: verifier -> share refused of what it spoke of.
    """

    number: int
    cost: float
    accepted: int
    tried: int
    mark: float | None
    diversity: float | None
    judges: dict[str, float] = field(default_factory=dict)
    learning: float = 0.0

    @property
    def per_record(self) -> float:
        """Cost of an accepted record."""
        return self.cost / max(self.accepted, 1)


def _silent(number: int, sides: Sequence[Round]) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Two recipes and where their rounds lie.

    Attributes:
        recipes: the two.
        how: options of each run; `output` holds the contest's folder.
        told: called after every round.
    """

    recipes: tuple[Recipe, Recipe]
    how: RunOptions
    told: Callable[[int, Sequence[Round]], None] = _silent

    @property
    def folder(self) -> RunFolder:
        """Of the contest."""
        return RunFolder(self.how.output / "-or-".join(recipe.name for recipe in self.recipes))

    @property
    def unit(self) -> str:
        """What is spent."""
        priced = any(use.price for recipe in self.recipes for use in recipe.teachers.values())
        return "money" if priced else "CPU s"

    def check(self) -> None:
        """Refuse what cannot be compared.

        Raises:
            RecipeError: the two differ in student or anchor, ask for all of something, or are over several wings.
        """
        one, two = self.recipes
        if one.wings or two.wings:
            mend = "compare recipes of one wing: each wing of these has a student and marks of its own"
            raise RecipeError(
                "recipes over several wings have no one mark to compare", where=f"{one.name} and {two.name}", mend=mend
            )
        for name in ("student", "anchor", "splits"):
            if getattr(one, name) != getattr(two, name):
                mend = f"give both recipes the same {name}: what is compared is what they make"
                raise RecipeError(f"the two recipes differ in {name}", where=f"{one.name} and {two.name}", mend=mend)
        if one.count is None or two.count is None:
            raise RecipeError("count: all is no budget", where=one.name, mend="give both a count, or -n")

    def rounds(self, count: int) -> list[tuple[Round, Round]]:
        """The rounds, from 1; finished ones are not done again."""
        self.check()
        folder = self.folder
        with folder.lock():
            one, two = self.recipes
            scouts = [self._side(folder, side, 0, recipe) for side, recipe in zip(SIDES, self.recipes, strict=True)]
            done: list[tuple[Round, Round]] = []
            for number in range(1, count + 1):
                first = self._side(folder, "a", number, one)
                bought = replace(two, count=_bought(two.count or 1, [*(a for a, _ in done), first],
                                                    [b for _, b in done], scouts[1]))  # fmt: skip
                done.append((first, self._side(folder, "b", number, bought)))
                self.told(number, done[-1])
        return done

    def _side(self, folder: RunFolder, side: str, number: int, recipe: Recipe) -> Round:
        """One side of a round, or its commit."""
        task = f"r{number:02d}-{side}-{recipe.digest[:12]}"
        commit = folder.committed(STAGE, task)
        if commit is None:
            output = folder.path / f"r{number:02d}" / side
            commit = folder.commit(STAGE, task, what=self._made(recipe, number, output))
        return Round(**commit.what)

    def _made(self, recipe: Recipe, number: int, output: Path) -> dict[str, Any]:
        """Run, train, measure."""
        asked = replace(recipe, seed=seed_of(recipe.seed, number + 1), student=None)
        folder = RunFolder(output / asked.name)
        with suppress(Shortfall):  # a side that runs out of items is marked by what it made
            run(asked, replace(self.how, output=output, fresh=False))
        facts = read_facts(folder)
        records = [each.record for each in Accepted(folder=folder, facts={}).records()]
        workshop = Workshop(recipe=resolve(replace(recipe, seed=asked.seed)))
        money = sum(spent["cost"] for spent in facts["spent"].values())
        with workshop.beside():
            taught = number > 0 and recipe.student is not None
            mark = train(workshop.recipe, records, workshop.anchor()).probe.overall if taught else None
            diversity = _diversity(workshop, records)
        return {
            "number": number,
            "cost": money if self.unit == "money" else facts["cpu_s"],
            "accepted": facts["accepted"],
            "tried": facts["tried"],
            "mark": mark,
            "diversity": diversity,
            "judges": _refusals(facts["funnel"]),
            "learning": facts["besides"].get("learning", 0.0),
        }


def _bought(asked: int, one: Sequence[Round], two: Sequence[Round], scout: Round) -> int:
    """Records that the second side makes for what the first spent and it did not, by what its own cost so far."""
    seen = two or [scout]
    per_record = sum(each.cost for each in seen) / max(sum(each.accepted for each in seen), 1)
    left = sum(each.cost for each in one) - sum(each.cost for each in two)
    records = left / per_record if per_record > 0 else float(asked)
    return max(1, round(min(max(records, _LEAST * asked), _MOST * asked)))


def _diversity(workshop: Workshop, records: Sequence[Record]) -> float | None:
    """How diverse records are beside as many of the anchor's; None where there is nothing to hold them against."""
    anchor = workshop.anchor()
    if anchor.private or min(len(records), len(anchor.control)) < _FEW:
        return None
    return 1.0 - float(load("audit", DIVERSITY, {"by": ()})(records, replace(anchor, probe=(), exam=())).value)


def _refusals(funnel: dict[str, dict[str, int]]) -> dict[str, float]:
    """Share that each verifier refused of what it spoke of."""
    spoken = {name: words.get("pass", 0) + words.get("fail", 0) for name, words in funnel.items()}
    return {name: funnel[name].get("fail", 0) / total for name, total in spoken.items() if total}
