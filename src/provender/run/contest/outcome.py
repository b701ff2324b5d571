"""What a contest came to, in plain values and one sentence."""

from collections.abc import Callable, Sequence
from math import sqrt
from statistics import mean, stdev
from typing import Any

from provender.core.recipe import Recipe
from provender.run.contest.rounds import SIDES, Round
from provender.stages.compare import Decision, decide
from provender.stages.judges.exact import student_t


def outcome(recipes: tuple[Recipe, Recipe], rounds: Sequence[tuple[Round, Round]], *, unit: str) -> dict[str, Any]:
    """The verdict and what it rests on.

    Keys: winner ("a", "b" or null), by (what decided), difference and interval (of the second less the first), more
    (rounds that seem to be needed; null where there is a winner, or no end to it), says, unit, rounds, and sides: of
    each its recipe, accepted, tried, cost, learning (CPU s), judges, and mean, low and high (95 %) of
    cost_per_accepted, mark, mark_per_cost and diversity.

    Guarantees:
        Where both have a student its marks decide; else what an accepted record costs.
    """
    taught = all(each.mark is not None for pair in rounds for each in pair)
    figure: Callable[[Round], float] = (lambda each: each.mark or 0.0) if taught else (lambda each: -each.per_record)
    one, two = ([figure(pair[at]) for pair in rounds] for at in (0, 1))
    said = decide(one, two)
    by = "the student's mark" if taught else "the cost of an accepted record"
    names = tuple(f"{side} ({recipe.name})" for side, recipe in zip(SIDES, recipes, strict=True))
    return {
        "winner": None if said.winner is None else SIDES[said.winner],
        "by": by,
        "difference": said.difference,
        "interval": [said.interval.low, said.interval.high],
        "more": said.more,
        "says": _sentence(said, names, by, len(rounds), unit=unit, taught=taught),
        "unit": unit,
        "rounds": len(rounds),
        "sides": {
            side: _side(recipe, [pair[at] for pair in rounds])
            for at, (side, recipe) in enumerate(zip(SIDES, recipes, strict=True))
        },
    }


def _sentence(said: Decision, names: tuple[str, ...], by: str, rounds: int, *, unit: str, taught: bool) -> str:
    """The verdict for people."""

    def shown(value: float) -> str:
        return f"{value:+.1%}" if taught else f"{-value:+.3g} {unit}"

    low, high = sorted((said.interval.low, said.interval.high), reverse=not taught)
    seen = f"{by} differs by {shown(said.difference)} ({shown(low)} to {shown(high)}), second less first"
    if said.winner is not None:
        return f"the winner is {names[said.winner]}: over {rounds} rounds of the same budget {seen}"
    more = "they may well be alike" if said.more is None else f"{said.more:,} rounds more seem to be needed"
    return f"cannot tell yet, {more}: over {rounds} rounds of the same budget {seen}"


def _side(recipe: Recipe, rounds: Sequence[Round]) -> dict[str, Any]:
    """One side's figures."""
    marks = [each.mark for each in rounds if each.mark is not None]
    diverse = [each.diversity for each in rounds if each.diversity is not None]
    judges = sorted({name for each in rounds for name in each.judges})
    return {
        "recipe": recipe.name,
        "digest": recipe.digest,
        "accepted": sum(each.accepted for each in rounds),
        "tried": sum(each.tried for each in rounds),
        "cost": sum(each.cost for each in rounds),
        "learning": sum(each.learning for each in rounds),
        "cost_per_accepted": _mean([each.per_record for each in rounds]),
        "mark": _within(_mean(marks)),
        "mark_per_cost": _mean([each.mark / each.cost for each in rounds if each.mark is not None and each.cost > 0]),
        "diversity": _mean(diverse),
        "judges": {name: mean(each.judges.get(name, 0.0) for each in rounds) for name in judges},
    }


def _within(mark: list[float] | None) -> list[float] | None:
    """A mark with its interval, none of them beyond what a share can be."""
    return None if mark is None else [min(max(value, 0.0), 1.0) for value in mark]


def _mean(values: Sequence[float]) -> list[float] | None:
    """Mean, low and high, 95 %; None of nothing."""
    if not values:
        return None
    reach = student_t(len(values) - 1) * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0
    return [mean(values), mean(values) - reach, mean(values) + reach]
