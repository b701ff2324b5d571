"""Real rows behind what is asked for: upsampling cannot invent evidence, so it is counted and told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from provender.core.artefact import Behind
from provender.core.errors import RecipeError
from provender.tabular.asking.conditions import OTHER, conditions_of, labels
from provender.tabular.table import Table

SUPPORT = 50  # least real rows behind what is asked for


def behind(table: Table, said: Mapping[str, object], among: Mapping[str, Sequence[str]], *, where: str) -> Behind:
    """How many rows stand behind each combination of named values, `OTHER` among them where some row is other.

    Args:
        said: what all rows that count are; the dial `where`.
        among: column -> the values that are named.

    Raises:
        RecipeError: a column stands in both, two values share a row, or no row has a value.
        UnknownName: there is no such column.
    """
    for name in among:
        if name in said:
            raise RecipeError(f"{name!r} stands in the mix and under where", where=where, mend="say it once")
    met = np.ones(len(table), bool)
    for condition in conditions_of(said, table.schema, where=where):
        met &= condition.met(table)
    chosen = table.take(np.flatnonzero(met))
    told = {name: labels(chosen, name, values, where=f"mix.{name}") for name, values in among.items()}
    for name, named in among.items():
        for value in named:
            if value not in told[name]:
                mend = "`provender describe FILE` shows which values a column has"
                raise RecipeError(f"no row has {name}={value}", where=f"mix.{name}.{value}", mend=mend)
    rows = zip(*told.values(), strict=True) if told else (() for _ in range(len(chosen)))
    counts: Counter[tuple[str, ...]] = Counter(rows)
    choices = [[*among[name], *([OTHER] if OTHER in told[name] else [])] for name in told]
    return {tuple(zip(told, each, strict=True)): counts[each] for each in product(*choices)}


def with_tags(
    said: Mapping[str, object], tags: Mapping[str, str], among: Mapping[str, Sequence[str]]
) -> Mapping[str, object]:
    """What all rows of a combination are: `OTHER` is none of the named values."""
    return {**said, **{name: {"not": [*among[name]]} if value == OTHER else value for name, value in tags.items()}}
