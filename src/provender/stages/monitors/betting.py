"""Tests that may be looked at after every record: a gambler's wealth is the evidence against a claim.

The claim is that a share is at most m: of the records x_1, x_2, ..., each wrong (1) or right (0), the chance of a wrong
one is at most m, whatever came before. Who stakes a part u of what a bet may lose has after n records, s of them wrong,

    wealth = (1 + u (1 - m) / m) ** s  *  (1 - u) ** (n - s)

times what he began with: while the claim holds this never grows on average, and so it ever reaches 1 / alpha with
probability at most alpha (Ville 1939), however often one looks and whenever one stops. Nobody knows the best stake, so
the money is shared between several and left there (Kelly 1956; Waudby-Smith and Ramdas 2024, Estimating means of
bounded random variables by betting); wealth is their mean. Shares that would not have been ruined by any look form a
confidence sequence: its intervals hold at all times together.
"""

from functools import lru_cache
from math import inf, log
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from provender.core.verdict import Interval

Floats: TypeAlias = npt.NDArray[np.float64]

STAKES = 0.95 * 0.5 ** np.arange(8)  # of what a bet may lose; halves, since wealth is flat around the best one
_STEPS = 40  # of a bisection: a share to 1e-12
MOST = 4000  # records up to which power is worked out


def log_wealth(wrong: float, n: float, claim: float) -> float:
    """Natural logarithm of the wealth against "the share is at most `claim`".

    Args:
        wrong, n: records seen to be wrong, and seen; 0 <= wrong <= n.
        claim: m, in (0, 1).

    Guarantees:
        While every record is wrong with a chance of at most `claim`, it ever reaches log(1 / alpha) with probability
        at most alpha.

    >>> log_wealth(0, 0, 0.1)
    0.0
    >>> log_wealth(5, 10, 0.1) > log(20) > log_wealth(2, 10, 0.1)
    True
    """
    return float(_log_wealth(np.array([wrong], float), np.array([n - wrong], float), claim)[0])


def _log_wealth(wrong: Floats, right: Floats, claim: float) -> Floats:
    """The same for many counts."""
    won, lost = np.log1p(STAKES * (1 - claim) / claim), np.log1p(-STAKES)
    each = wrong[:, None] * won + right[:, None] * lost
    top = each.max(1)
    logs: Floats = top + np.log(np.exp(each - top[:, None]).mean(1))
    return logs


def at_least(wrong: float, n: float, alpha: float) -> float:
    """The largest claim that is ruined: the share is at least this at all times, but for a chance of `alpha`."""
    if not wrong:
        return 0.0
    low, high = 0.0, wrong / n
    for _ in range(_STEPS):
        middle = (low + high) / 2
        ruined = middle == 0 or log_wealth(wrong, n, middle) >= log(1 / alpha)
        low, high = (middle, high) if ruined else (low, middle)
    return low


def sequence(wrong: int, n: int, level: float = 0.95) -> Interval:
    """The interval of a share; those of all n hold together with probability `level`. [0, 1] where nothing was seen.

    >>> seen = sequence(30, 100)
    >>> 0.1 < seen.low < 0.3 < seen.high < 0.5
    True
    """
    rest = (1 - level) / 2
    return Interval(low=at_least(wrong, n, rest), high=1 - at_least(n - wrong, n, rest), level=level)


@lru_cache(maxsize=256)
def caught(share: float, claim: float, alpha: float, most: int = MOST) -> tuple[float, ...]:
    """The chance that the alarm has come by the n-th record, n = 1 ... `most`, if so large a share is wrong; exact.

    At `share` = `claim` this is the chance of a false alarm. By going through all counts of wrong records, since
    wealth depends on nothing else.
    """
    bound = _least_wrong(claim, alpha, most)
    running, gone, told = np.array([1.0]), 0.0, []
    for n in range(1, most + 1):
        running = np.append(running * (1 - share), 0.0) + np.append(0.0, running * share)
        over = int(bound[n])
        if over < len(running):
            gone += float(running[over:].sum())
            running = running[:over]
        told.append(gone)
    return tuple(told)


@lru_cache(maxsize=256)
def _least_wrong(claim: float, alpha: float, most: int) -> npt.NDArray[np.int64]:
    """For each n the fewest wrong records that ruin the claim; n + 1 where none do."""
    bound = np.zeros(most + 1, np.int64)
    at = 0
    for n in range(most + 1):
        while at <= n and log_wealth(at, n, claim) < log(1 / alpha):
            at += 1
        bound[n] = at
        at = max(at - 1, 0)
    return bound


def needed(share: float, claim: float, alpha: float, *, power: float = 0.9) -> float:
    """Records by which an alarm has come with probability `power` if so large a share is wrong; inf beyond `MOST`.

    >>> needed(1.0, 0.2, 0.01) <= 10 < needed(0.5, 0.2, 0.01) < 100
    True
    """
    return next((n for n, chance in enumerate(caught(share, claim, alpha), 1) if chance >= power), inf)


def found_by(n: int, claim: float, alpha: float, *, power: float = 0.9) -> float:
    """The smallest share of wrong records that n records would have told with probability `power`; 1 if none would."""
    low, high = claim, 1.0
    seen = min(n, MOST)
    for _ in range(7 if seen else 0):
        middle = (low + high) / 2
        told = caught(middle, claim, alpha, seen)[-1]
        low, high = (low, middle) if told >= power else (middle, high)
    return high
