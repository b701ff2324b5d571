"""What noisy answers cost in epsilon and delta, and how much noise a budget asks for: exact composition (PLD).

Rows are asked for counts, each answer whole and with a discrete Gaussian on every number. One look is one number that
a person can change by one; so many looks compose to a privacy loss distribution (Koskela et al. 2020; dp-accounting
connects the dots as Doroshenko et al. 2022 do), always rounded to the side that claims less.

Neighbours are two tables of which one has a person more: add or remove. No sampling is done and none is assumed.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from importlib.metadata import version
from math import ceil, exp, sqrt
from typing import Any, NamedTuple, TypeAlias

from dp_accounting.pld import privacy_loss_distribution as pld
from scipy.optimize import brentq
from scipy.stats import norm

_GRID = 64  # a standard deviation is a whole multiple of 1/64, which a float holds exactly
_FINE = 1e-4  # step at which privacy losses are told apart, for each unit of epsilon
_TRIES = 12


class Looks(NamedTuple):
    """Looks with equal noise.

    Attributes:
        sigma: the discrete Gaussian's standard deviation, in persons.
        times: how many numbers of the answers one person can change, each by one.
    """

    sigma: float
    times: int


Plan: TypeAlias = tuple[Looks, ...]


def epsilon_of(looks: Iterable[Looks], delta: float) -> float:
    """The epsilon that looks cost together at `delta`; 0 for none.

    >>> round(epsilon_of([Looks(4.0, 1)], 1e-5), 2)
    0.92
    """
    spent = [entry for entry in looks if entry.times]
    if not spent:
        return 0.0
    mu = sqrt(sum(entry.times / entry.sigma**2 for entry in spent))
    about = brentq(lambda epsilon: delta_of(mu, epsilon) - delta, 0.0, 1e4) if delta_of(mu, 0.0) > delta else 0.0
    fine = _FINE * max(float(about), 1.0)
    losses = [_loss(entry.sigma, fine).self_compose(entry.times) for entry in spent]
    return float(reduce(lambda one, other: one.compose(other), losses).get_epsilon_for_delta(delta))


@lru_cache(maxsize=256)
def _loss(sigma: float, fine: float) -> Any:
    """The privacy loss of one look, told apart in steps of `fine`."""
    return pld.from_discrete_gaussian_mechanism(
        sigma, sensitivity=1, value_discretization_interval=fine, use_connect_dots=True
    )


def planned(shares: Sequence[tuple[float, int]], *, epsilon: float, delta: float) -> Plan:
    """The least noise with which looks cost at most `epsilon` at `delta`.

    Args:
        shares: for each group of looks its share of the budget (of the sum of 1 / sigma²) and its number; shares > 0.

    Guarantees:
        `epsilon_of(planned(...), delta) <= epsilon`.
    """
    goal = epsilon
    for _ in range(_TRIES):
        plan = _at(shares, _strength(goal, delta))
        over = epsilon_of(plan, delta) - epsilon
        if over <= 0:
            return plan
        goal -= max(over * 1.05, epsilon * 1e-4)
        if goal <= 0:
            break
    raise AssertionError(f"no noise was found for epsilon={epsilon}, delta={delta}")


def _at(shares: Sequence[tuple[float, int]], strength: float) -> Plan:
    """Looks that a budget of `strength` pays for."""
    whole = sum(share for share, _ in shares)
    exact = ((sqrt(times * whole / share) / strength, times) for share, times in shares)
    return tuple(Looks(ceil(sigma * _GRID) / _GRID, times) for sigma, times in exact)


def _strength(epsilon: float, delta: float) -> float:
    """The mu of Gaussian differential privacy with this epsilon and delta (Dong, Roth and Su 2022, corollary 2.13)."""
    return float(brentq(lambda mu: delta_of(mu, epsilon) - delta, 1e-6, 100.0))


def delta_of(mu: float, epsilon: float) -> float:
    """The delta at `epsilon` of a mechanism that is as hard to see through as a shift by mu of a normal deviate."""
    less = exp(epsilon + float(norm.logcdf(-mu / 2 - epsilon / mu)))  # together: each alone may be too large or small
    return float(norm.cdf(mu / 2 - epsilon / mu)) - less


def together(entries: Iterable[Mapping[str, Any]], delta: float) -> float:
    """The epsilon of releases as `priced` wrote them, at `delta`."""
    return epsilon_of([Looks(float(s), int(n)) for entry in entries for s, n in entry["looks"]], delta)


def priced(plan: Plan) -> dict[str, Any]:
    """A plan as plain values, for an account."""
    return {
        "looks": [[entry.sigma, entry.times] for entry in plan],
        "accountant": f"dp-accounting {version('dp-accounting')} PLD",
    }
