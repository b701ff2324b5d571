"""What noisy answers cost in epsilon and delta, and how much noise a budget asks for: exact composition (PLD).

Rows are asked for counts, each answer whole and with a discrete Gaussian on every number. One look is one number that
a person can change by one; so many looks compose to a privacy loss distribution (Koskela et al. 2020; dp-accounting
connects the dots as Doroshenko et al. 2022 do), always rounded to the side that claims less.

Or rows are asked for steps: sums of clipped vectors over a Poisson sample, each with Gaussian noise. A person who is in
the table moves a sum by one at most, and only where drawn, which is what the sampled Gaussian's loss counts.

Neighbours are two tables of which one has a person more: add or remove. Looks sample nothing, and assume nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from importlib.metadata import version
from math import ceil, exp, expm1, sqrt
from typing import Any, NamedTuple, TypeAlias

from dp_accounting.pld import privacy_loss_distribution as pld
from scipy.optimize import brentq
from scipy.stats import norm

_GRID = 64  # a standard deviation is a whole multiple of 1/64, which a float holds exactly
_FINE = 1e-4  # step at which privacy losses are told apart, for each unit of epsilon
_TRIES = 12
_MOST_DOUBLINGS = 16  # of the noise of steps


class Looks(NamedTuple):
    """Looks with equal noise, or steps.

    Attributes:
        sigma: the noise's standard deviation, in persons: discrete Gaussian for looks, Gaussian for steps.
        times: how many numbers of the answers one person can change, each by one; or how many steps there are.
        sampling: the chance at which each person is in a step's sample, in (0, 1); 1 for looks, which see everybody.
    """

    sigma: float
    times: int
    sampling: float = 1.0


Plan: TypeAlias = tuple[Looks, ...]


def epsilon_of(looks: Iterable[Looks], delta: float) -> float:
    """The epsilon that looks cost together at `delta`; 0 for none.

    >>> round(epsilon_of([Looks(4.0, 1)], 1e-5), 2)
    0.92
    """
    spent = [entry for entry in looks if entry.times]
    if not spent:
        return 0.0
    mu = sqrt(sum(_told(entry) for entry in spent))
    about = brentq(lambda epsilon: delta_of(mu, epsilon) - delta, 0.0, 1e4) if delta_of(mu, 0.0) > delta else 0.0
    fine = _FINE * max(float(about), 1.0)
    losses = [_loss(entry.sigma, entry.sampling, fine).self_compose(entry.times) for entry in spent]
    return float(reduce(lambda one, other: one.compose(other), losses).get_epsilon_for_delta(delta))


def _told(looks: Looks) -> float:
    """About mu squared: exact for looks, for steps what many of them come to (Bu, Dong, Long and Su 2020)."""
    if looks.sampling == 1:
        return looks.times / looks.sigma**2
    return looks.sampling**2 * looks.times * expm1(min(looks.sigma**-2, 30.0))


@lru_cache(maxsize=256)
def _loss(sigma: float, sampling: float, fine: float) -> Any:
    """The privacy loss of one look or step, told apart in steps of `fine`."""
    if sampling == 1:
        return pld.from_discrete_gaussian_mechanism(
            sigma, sensitivity=1, value_discretization_interval=fine, use_connect_dots=True
        )
    return pld.from_gaussian_mechanism(
        sigma, sensitivity=1, sampling_prob=sampling, value_discretization_interval=fine, use_connect_dots=True
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


@lru_cache(maxsize=32)
def stepped(shares: tuple[tuple[float, int], ...], steps: Looks, *, epsilon: float, delta: float) -> Plan:
    """The least noise with which looks, and steps after them, cost at most `epsilon` at `delta`.

    Args:
        shares: as `planned` takes them; together less than 1: the rest of the budget is left for the steps.
        steps: how many, and at which sampling; their sigma does not count.

    Guarantees:
        `epsilon_of(stepped(...), delta) <= epsilon`.
    """
    part = sum(share for share, _ in shares)
    looks = _at(shares, _strength(epsilon, delta) * sqrt(part)) if shares else ()

    def enough(marks: int) -> bool:
        return epsilon_of((*looks, steps._replace(sigma=marks / _GRID)), delta) <= epsilon

    high = next((_GRID * 2**k for k in range(_MOST_DOUBLINGS) if enough(_GRID * 2**k)), None)
    if high is None:
        raise AssertionError(f"no noise was found for epsilon={epsilon}, delta={delta}")
    low = high // 2 if high > _GRID else _GRID // 4
    while high - low > 1:
        low, high = (low, (low + high) // 2) if enough((low + high) // 2) else ((low + high) // 2, high)
    return (*looks, steps._replace(sigma=high / _GRID))


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
    entries = list(entries)
    told = [(*looks, 1.0) for entry in entries for looks in entry["looks"]]
    told += [tuple(steps) for entry in entries for steps in entry.get("steps", ())]
    return epsilon_of([Looks(float(sigma), int(times), float(sampling)) for sigma, times, sampling in told], delta)


def priced(plan: Plan) -> dict[str, Any]:
    """A plan as plain values, for an account."""
    steps = [list(entry) for entry in plan if entry.sampling < 1]
    return {
        "looks": [[entry.sigma, entry.times] for entry in plan if entry.sampling == 1],
        **({"steps": steps} if steps else {}),
        "accountant": f"dp-accounting {version('dp-accounting')} PLD",
    }
