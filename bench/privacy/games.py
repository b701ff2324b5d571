"""Distinguishing games: how much of its budget a mechanism spends at least, seen from outside.

A table of 200 people is fixed. In half of the games one more is in it, with the highest age of all. The attacker knows
everybody, sees every answer of the mechanism (more than its rows, which follow from the answers), and says whether
the one more was there. Three attackers play: one adds up what each answer says for it, by the stated noise; one looks
for noise that answers share (Fisher's discriminant, learned on half of the games); one looks whether what columns may
hold has moved. Each sets its threshold on half of the games and is judged on the other half, by Clopper and Pearson's
intervals, 95 % for all three together. What they prove as mu of Gaussian differential privacy (Nasr et al. 2023,
"Tight auditing of differentially private machine learning", section 4) is told as epsilon.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from dp_accounting.pld import privacy_loss_distribution as pld
from scipy.optimize import brentq
from scipy.stats import beta, norm

from provender.core.protocols import Secret
from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.privacy.accountant import Looks, Plan, delta_of, planned
from provender.tabular.privacy.counting import learned, wanted
from provender.tabular.privacy.noise import Stream, Whole, gaussians, stream
from provender.tabular.privacy.teller import Columns, Teller, counted, distances

FAULTS = ("half the noise", "noise used again", "bins from the rows", "sampling that was not done")
_RATE = 0.25  # share of the rows that the last fault claims to sample
_SIZES = (4, 3, 2)  # age in four bins, drug, outcome
_EDGES = (20.0, 40.0, 60.0, 80.0, 100.0)
MISSES = 0.05  # of all attackers together
_CANARY = (97.0, 2, 1)

Flags = npt.NDArray[np.bool_]


class Said(NamedTuple):
    """One answer as the attacker sees it: what was asked, the answer, and the noise that is said to be in it."""

    asked: Columns | Mapping[Columns, Whole]
    answer: Whole
    sigma: float


@dataclass(slots=True)
class Overheard(Teller):
    """A teller with somebody listening, and a fault.

    Attributes:
        fault: "" or one of `FAULTS`.
        heard: all answers, in order.
    """

    fault: str = ""
    heard: list[Said] = field(default_factory=list)

    def counts(self, groups: Sequence[Columns]) -> tuple[list[Whole], float]:
        """As a teller's, overheard."""
        tables, sigma = Teller.counts(self, groups)
        self.heard += [Said(group, table, sigma) for group, table in zip(groups, tables, strict=True)]
        return tables, sigma

    def distances(self, expected: Mapping[Columns, Whole]) -> Whole:
        """As a teller's, overheard."""
        sigma = self.next.sigma
        told = Teller.distances(self, expected)
        self.heard.append(Said(expected, told, sigma))
        return told

    def noisy(self, exact: Whole, sigma: float) -> Whole:
        """An answer with the noise that the fault leaves it."""
        source = Stream(self.source.key) if self.fault == "noise used again" else self.source
        return exact + gaussians(sigma / 2 if self.fault == "half the noise" else sigma, len(exact), source)


class Seen(NamedTuple):
    """What one game showed: the likelihood's word, the first answers' residuals, the edges of the bins."""

    score: float
    first: Floats
    edges: tuple[float, ...]


class World(NamedTuple):
    """People as ages, drugs and outcomes."""

    ages: Floats
    others: Codes

    def codes(self, edges: Sequence[float]) -> Codes:
        """(n, 3) codes, ages by their bins."""
        bins = np.clip(np.searchsorted(edges, self.ages, "right") - 1, 0, len(edges) - 2)
        return np.column_stack((bins.astype(np.int32), self.others))


@lru_cache(maxsize=1)
def worlds() -> tuple[World, World]:
    """The table without and with the one more."""
    rng = np.random.default_rng(0)
    ages = rng.integers(20, 80, 200).astype(np.float64)
    others = np.column_stack((ages // 20 - 1, rng.integers(0, 2, 200))).astype(np.int32)  # a pair that is worth a look
    more = World(np.append(ages, _CANARY[0]), np.vstack((others, np.array([_CANARY[1:]], np.int32))))
    return World(ages, others), more


def play(world: World, plan: Plan, key: bytes, fault: str) -> Seen:
    """One game: the mechanism over a world, and what the attacker makes of it."""
    edges = _EDGES
    if fault == "bins from the rows":
        edges = tuple(np.linspace(world.ages.min(), world.ages.max(), len(_EDGES)).tolist())
    teller = Overheard(world.codes(edges), _SIZES, plan, stream(Secret(key), b"game"), fault=fault)
    learned(teller, (2,), steps=4, last=0)
    out, there = (each.codes(edges) for each in worlds())
    score, first = 0.0, []
    for said in teller.heard:
        exact, shifted = (_exact(codes, said.asked) for codes in (out, there))
        left, shift = said.answer - exact, shifted - exact
        score += float((shift * left - shift * shift / 2).sum()) / said.sigma**2
        first.append(left)
    return Seen(score, np.concatenate(first[:2]).astype(np.float64), edges)


def _exact(codes: Codes, asked: Columns | Mapping[Columns, Whole]) -> Whole:
    """The answer without noise."""
    return counted(codes, asked, _SIZES) if isinstance(asked, tuple) else distances(codes, asked, _SIZES)


def audited(epsilon: float, delta: float, *, games: int, seed: int, fault: str = "") -> float:
    """The epsilon at `delta` that games prove, of a mechanism that states `epsilon`.

    Args:
        games: in each of the two worlds.
        seed: of all noise; another seed is another set of games.
        fault: "" for the sound mechanism, or one of `FAULTS`.

    Returns:
        A lower bound that holds in 95 of 100 sets of games.
    """
    plan = _plan(epsilon, delta, fault)
    seen = [
        [play(world, plan, f"{seed}/{at}/{game}".encode().ljust(32), fault) for game in range(games)]
        for at, world in enumerate(worlds())
    ]
    half = games // 2
    mu = max(_proved(*scores, half) for scores in _attacks(seen, half))
    return _epsilon(mu, delta)


@lru_cache(maxsize=32)
def _plan(epsilon: float, delta: float, fault: str) -> Plan:
    """The noise that the mechanism takes; the last fault thinks that sampling hides most of what is told."""
    plan = planned(wanted(len(_SIZES) - 1), epsilon=epsilon, delta=delta)
    if fault != "sampling that was not done":
        return plan
    part = brentq(lambda part: _sampled(plan, part, delta) - epsilon, 0.15, 1.0, xtol=0.01)
    return tuple(Looks(looks.sigma * float(part), looks.times) for looks in plan)


def _sampled(plan: Plan, part: float, delta: float) -> float:
    """What looks would cost with a part of the noise, each over a Poisson sample of the rows."""
    total: Any = None
    for sigma, times, _ in plan:
        loss = pld.from_gaussian_mechanism(sigma * part, sampling_prob=_RATE, value_discretization_interval=1e-3)
        loss = loss.self_compose(times)
        total = loss if total is None else total.compose(loss)
    return float(total.get_epsilon_for_delta(delta))


def _attacks(seen: Sequence[Sequence[Seen]], half: int) -> list[tuple[Floats, Floats]]:
    """For each attacker its scores in both worlds, higher where it thinks that the one more was there."""
    without, there = (np.array([game.first for game in world]) for world in seen)
    shift = there[:half].mean(axis=0) - without[:half].mean(axis=0)
    spread = (np.cov(without[:half].T) + np.cov(there[:half].T)) / 2
    weights = np.linalg.solve(spread + 1e-3 * np.trace(spread) / len(spread) * np.eye(len(spread)), shift)
    moved = [np.array([game.edges != seen[0][0].edges for game in world], float) for world in seen]
    scores = [np.array([game.score for game in world]) for world in seen]
    return [(scores[0], scores[1]), (without @ weights, there @ weights), (moved[0], moved[1])]


def _proved(without: Floats, there: Floats, half: int) -> float:
    """The mu that an attacker proves on the second half, with the threshold that did best on the first."""
    return _between(*rates(without, there, half, MISSES / 6))  # three attackers, two rates each


def rates(without: Floats, there: Floats, half: int, level: float) -> tuple[float, float]:
    """The least hit rate and the greatest alarm rate on the second half, with the threshold best on the first."""
    tried = np.unique(np.concatenate((without[:half], there[:half])))
    few = np.quantile(tried, np.linspace(0.1, 0.9, 33))  # far out, a handful of games would decide
    thresholds = np.unique((tried[:-1] + tried[1:]) / 2 if len(tried) <= len(few) else few)
    if not len(thresholds):
        return 0.0, 1.0
    best = max(thresholds, key=lambda t: _mu(there[:half] > t, without[:half] > t, level))
    return _bounds(there[half:] > best, without[half:] > best, level)


def _bounds(hits: Flags, alarms: Flags, level: float) -> tuple[float, float]:
    """The least hit rate and the greatest alarm rate (Clopper and Pearson 1934)."""
    hit, alarm = int(hits.sum()), int(alarms.sum())
    low = beta.ppf(level, hit, len(hits) - hit + 1) if hit else 0.0
    high = beta.ppf(1 - level, alarm + 1, len(alarms) - alarm) if alarm < len(alarms) else 1.0
    return float(low), float(high)


def _mu(hits: Flags, alarms: Flags, level: float) -> float:
    """The least mu that these rates leave possible: Phi^-1(hit rate) - Phi^-1(alarm rate), each at its bound."""
    return _between(*_bounds(hits, alarms, level))


def _between(low: float, high: float) -> float:
    """The mu between two rates; 0 where they prove nothing."""
    return float(norm.ppf(low) - norm.ppf(high)) if low > 0 and high < 1 else 0.0


def _epsilon(mu: float, delta: float) -> float:
    """The epsilon of a mu at `delta`."""
    if mu <= 0 or delta_of(mu, 0.0) <= delta:
        return 0.0
    return float(brentq(lambda epsilon: delta_of(mu, epsilon) - delta, 0.0, 1e3))
