"""Encounters by the thousand as arrays: factors drawn, tracks measured, and what comes of braking at some moment."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.twin.actors.grip import GRAVITY
from provender.twin.braking.encounter import ERRORS, FACTORS, HAZARDS, MEASURED, STEP, STEPS
from provender.twin.search.encounters import Numbers, impacts
from provender.twin.search.importance import Proposal, draws, fit, weights_of

_MEAN, _SPREAD = np.array([*FACTORS.values()]).T
_LEAD_BRAKES = 7.0  # m/s2
_SOONEST, _LATEST = 0.2, 3.0  # s in which a driver reacts
_SEARCH = 0  # the seed of the search: where to draw is no part of what is drawn

Flags = npt.NDArray[np.bool_]


class Drawn(NamedTuple):
    """n encounters: whether each is with a child (n,), factors (n, 6), and natural over drawn density (n,)."""

    child: Flags
    factors: Numbers
    weights: Numbers


class Measured(NamedTuple):
    """Tracks (n, STEPS, 4), whether the place lies still ahead (n, STEPS), own speed and grip as taken to be (n,)."""

    tracks: Numbers
    ahead: Flags
    speed: Numbers
    grip: Numbers


@lru_cache(maxsize=16)
def proposal(hazard: str, harm: float) -> Proposal:
    """Where encounters of a kind end in a blow of `harm` m/s or more: two ways to get there."""
    child = hazard == HAZARDS[0]
    return fit(lambda z: outcome(np.full(len(z), child), z), harm, d=len(FACTORS), modes=2, seed=_SEARCH)


def draw(child: Flags, harm: float | None, rng: np.random.Generator) -> Drawn:
    """Encounters of these kinds, natural where no `harm` is looked for, else as `proposal` says."""
    factors, weights = rng.standard_normal((len(child), len(FACTORS))), np.ones(len(child))
    for hazard in HAZARDS if harm is not None else ():
        mine = child == (hazard == HAZARDS[0])
        where = proposal(hazard, harm)
        factors[mine] = draws(where, int(mine.sum()), rng)
        weights[mine] = weights_of(factors[mine], where)
    return Drawn(child, factors, weights)


def outcome(child: Flags, factors: Numbers, brakes_at: Numbers | None = None) -> Numbers:
    """(n,) m/s of the impact, the brakes biting at `brakes_at` (n,) s where that is before the driver reacts."""
    z = np.concatenate([factors, np.where(child, -1.0, 1.0)[:, None]], axis=1)
    if brakes_at is not None:
        z[:, 4] = (np.minimum(reactions(factors), brakes_at) - _MEAN[4]) / _SPREAD[4]
    ended: Numbers = impacts(z)
    return ended


def reactions(factors: Numbers) -> Numbers:
    """(n,) s after which the driver brakes."""
    late: Numbers = np.clip(_MEAN[4] + _SPREAD[4] * factors[:, 4], _SOONEST, _LATEST)
    return late


def measured(child: Flags, factors: Numbers, noise: Numbers, slip: Numbers) -> Measured:
    """What sensors make of encounters while nobody brakes.

    Args:
        noise: (n, STEPS, 5) standard normal, the errors of what is measured; of the gap, share and metres.
        slip: (n,) standard normal, of the grip.
    """
    x = _MEAN + _SPREAD * factors
    speed, distance = np.maximum(x[:, :1], 1.0), np.maximum(x[:, 2:3], 2.0)
    times = np.arange(STEPS) * STEP
    grip = np.clip(np.exp(x[:, 5]), 0.1, 1.1)
    brake = np.minimum(_LEAD_BRAKES, grip * GRAVITY)[:, None]
    lead = np.maximum(speed - np.clip(x[:, 1:2], 0.0, 5.0), 0.0)
    rolls = np.minimum(times, lead / brake)
    there = distance / 2 + lead * rolls - brake * rolls**2 / 2 - speed * times
    pace, room = np.clip(x[:, 1:2], 0.3, 5.0), np.clip(x[:, 3:4], 0.5, 6.0)
    foot = child[:, None]
    gap = np.where(foot, distance - speed * times, there)
    closing = np.where(foot, speed, speed - np.maximum(lead - brake * times, 0.0))
    settled = 1 / np.sqrt(1.0 + np.arange(STEPS))
    tracks = np.stack(
        [
            gap * (1 + ERRORS.gap_share * noise[..., 0]) + ERRORS.gap * noise[..., 1],
            closing + ERRORS.closing * settled * noise[..., 2],
            np.where(foot, room - pace * times + ERRORS.aside * noise[..., 3], 0.0),
            np.where(foot, -pace + ERRORS.sideways * settled * noise[..., 4], 0.0),
        ],
        axis=2,
    )
    assert tracks.shape[2] == len(MEASURED), "in the order of what is measured"
    return Measured(tracks, gap > 0, speed[:, 0], grip * np.exp(ERRORS.grip * slip))


def noisy(drawn: Drawn, rng: np.random.Generator) -> Measured:
    """`measured` with errors drawn for all at once."""
    count = len(drawn.child)
    noise = rng.standard_normal((count, STEPS, 5))
    return measured(drawn.child, drawn.factors, noise, rng.standard_normal(count))
