"""Covering arrays: few rows in which every possible combination of `strength` values, each of another factor, occurs.

Rows come one at a time (after AETG: Cohen, Dalal, Fredman and Patton, IEEE TSE 23 (1997) 437): a combination that no
row has yet is completed, factor by factor, by the value that adds most that is new and that the rules let be completed.
A combination that nothing completes is impossible.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from provender.core.seeds import Stream, stream

_TRIES = 4  # ways in which a row is completed, the best of which is kept

Row: TypeAlias = tuple[int, ...]
Case: TypeAlias = Mapping[str, str]
Part: TypeAlias = tuple[int, ...]  # factors of a combination, ascending


class Rule(NamedTuple):
    """What must hold: of which factors, and whether their values can be together."""

    factors: tuple[str, ...]
    holds: Callable[..., bool]


@dataclass(frozen=True, kw_only=True)
class Domain:
    """Factors, the values of each, and what cannot be together."""

    factors: Mapping[str, tuple[str, ...]]
    rules: tuple[Rule, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The factors, in order."""
        return tuple(self.factors)

    @cached_property
    def _bound(self) -> Sequence[tuple[tuple[int, ...], Sequence[Row]]]:
        """Places of factors that rules bind together, and all of their values that can be: so that nothing is tried in
        vain, since what agrees with some of these can be completed.
        """
        groups: list[set[str]] = []
        for rule in self.rules:
            touched = [group for group in groups if group & set(rule.factors)]
            groups = [group for group in groups if group not in touched] + [set(rule.factors).union(*touched)]
        return [self._together(tuple(sorted(self.names.index(name) for name in group))) for group in groups]

    def _together(self, at: tuple[int, ...]) -> tuple[tuple[int, ...], Sequence[Row]]:
        """The values of bound factors that keep to all of their rules."""
        names = [self.names[k] for k in at]
        rules = [rule for rule in self.rules if set(rule.factors) <= set(names)]
        rows = product(*(range(len(self.factors[name])) for name in names))
        told = (
            (row, {name: self.factors[name][value] for name, value in zip(names, row, strict=True)}) for row in rows
        )
        return at, [row for row, case in told if all(rule.holds(*(case[n] for n in rule.factors)) for rule in rules)]

    @cached_property
    def _can(self) -> dict[tuple[int, Row], bool]:
        """What was found out of bound factors and values of theirs."""
        return {}

    def allows(self, row: Sequence[int]) -> bool:
        """Whether a row, in which -1 stands for what is not chosen yet, can be completed so that all rules are kept."""
        return all(self._keeps(group, tuple(row[k] for k in at)) for group, (at, _) in enumerate(self._bound))

    def _keeps(self, group: int, told: Row) -> bool:
        """Whether some values that can be together agree with those that are chosen."""
        if (group, told) not in self._can:
            fine = self._bound[group][1]
            self._can[group, told] = any(all(a in (-1, b) for a, b in zip(told, row, strict=True)) for row in fine)
        return self._can[group, told]

    def case(self, row: Row) -> Case:
        """A row in words."""
        return {name: self.factors[name][value] for name, value in zip(self.names, row, strict=True)}

    def row(self, case: Case) -> Row:
        """A case in numbers.

        Raises:
            KeyError, ValueError: it lacks a factor, or has a value that is not there.
        """
        return tuple(values.index(case[name]) for name, values in self.factors.items())

    def parts(self, strength: int) -> list[Part]:
        """All choices of so many factors."""
        return list(combinations(range(len(self.names)), strength))


@dataclass(frozen=True, kw_only=True)
class Array:
    """Rows, and what they cover.

    Attributes:
        rows: in the order in which each adds most that is new.
        possible: of each choice of factors, (values, ...) true where a combination can be.
    """

    domain: Domain
    strength: int
    rows: tuple[Row, ...]
    possible: Mapping[Part, npt.NDArray[np.bool_]]

    @property
    def combinations(self) -> int:
        """How many combinations are possible."""
        return sum(int(table.sum()) for table in self.possible.values())

    @property
    def bound(self) -> int:
        """Rows that any covering array has at least: the combinations of those factors that have most of them."""
        return max(int(table.sum()) for table in self.possible.values())

    def covered(self, rows: Sequence[Row]) -> Mapping[Part, npt.NDArray[np.bool_]]:
        """Of each choice of factors, which possible combinations some row holds."""
        found = {}
        for part, table in self.possible.items():
            held = np.zeros_like(table)
            for row in rows:
                held[tuple(row[k] for k in part)] = True
            found[part] = held & table
        return found

    def share(self, rows: Sequence[Row]) -> float:
        """The share of possible combinations that some row holds."""
        return sum(int(table.sum()) for table in self.covered(rows).values()) / max(self.combinations, 1)

    def missing(self, rows: Sequence[Row]) -> Iterator[Case]:
        """Possible combinations that no row holds."""
        for part, table in self.covered(rows).items():
            for told in np.argwhere(self.possible[part] & ~table):
                names = [self.domain.names[k] for k in part]
                yield {name: self.domain.factors[name][int(k)] for name, k in zip(names, told, strict=True)}


def covering(domain: Domain, strength: int) -> Array:
    """A covering array.

    Guarantees:
        Every row keeps to the rules; every combination that some row allowed by the rules holds is held by one of the
        array's. Same domain, same rows.
    """
    left = {
        part: np.ones([len(domain.factors[domain.names[k]]) for k in part], bool) for part in domain.parts(strength)
    }
    possible = {part: table.copy() for part, table in left.items()}
    rows: list[Row] = []
    while seed := _first(left):
        row = _best(domain, left, seed, stream(0, len(rows), "twin/coverage"))
        if row is None:
            left[seed[0]][seed[1]] = possible[seed[0]][seed[1]] = False
            continue
        rows.append(row)
        for part, table in left.items():
            table[tuple(row[k] for k in part)] = False
    return Array(domain=domain, strength=strength, rows=tuple(rows), possible=possible)


def _first(left: Mapping[Part, npt.NDArray[np.bool_]]) -> tuple[Part, Row] | None:
    """A combination that is left, of the factors that have most of them left; None when all are covered."""
    part = max(left, key=lambda some: int(left[some].sum()))
    places = np.argwhere(left[part])
    return (part, tuple(int(k) for k in places[0])) if len(places) else None


def _best(
    domain: Domain, left: Mapping[Part, npt.NDArray[np.bool_]], seed: tuple[Part, Row], rng: Stream
) -> Row | None:
    """The row with a combination that holds most of what is left, of some tries; None when no row can hold it."""
    best: tuple[int, Row] | None = None
    for _ in range(_TRIES):
        row = [-1] * len(domain.names)
        for k, value in zip(*seed, strict=True):
            row[k] = value
        rest = [k for k in range(len(row)) if row[k] < 0]
        if not domain.allows(row):
            return None
        _complete(domain, left, row, rng.sample(rest, len(rest)))
        gain = sum(bool(table[tuple(row[k] for k in part)]) for part, table in left.items())
        if best is None or gain > best[0]:
            best = (gain, tuple(row))
    return best[1] if best else None


def _complete(domain: Domain, left: Mapping[Part, npt.NDArray[np.bool_]], row: list[int], rest: Sequence[int]) -> None:
    """Fill in the factors that are left, each by the value that holds most that is new and can be."""
    for k in rest:
        for value in np.argsort(-_worth(domain, left, row, k), kind="stable"):
            row[k] = int(value)
            if domain.allows(row):
                break


def _worth(
    domain: Domain, left: Mapping[Part, npt.NDArray[np.bool_]], row: Sequence[int], k: int
) -> npt.NDArray[np.int64]:
    """How many combinations with what is chosen each value of a factor would hold for the first time."""
    worth = np.zeros(len(domain.factors[domain.names[k]]), np.int64)
    for part, table in left.items():
        at = tuple(slice(None) if other == k else row[other] for other in part)
        if k in part and -1 not in at:
            worth += table[at]
    return worth


def drawn(domain: Domain, count: int, *, seed: int) -> list[Row]:
    """Rows drawn at random, those that a rule forbids drawn anew: what an array is held against."""
    rows: list[Row] = []
    rng = stream(seed, 0, "twin/coverage/drawn")
    while len(rows) < count:
        row = tuple(rng.below(len(values)) for values in domain.factors.values())
        if domain.allows(row):
            rows.append(row)
    return rows
