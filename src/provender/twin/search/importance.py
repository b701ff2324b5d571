"""Rare encounters drawn more often, and each with the weight that makes up for it.

Cross-entropy (R. Rubinstein, D. Kroese, The Cross-Entropy Method, 2004) moves a mixture of normals, one for each way to
fail, to where the event happens. A tenth of all draws stays natural, so that no weight exceeds ten and what the mixture
missed is still found.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from provender.twin.search.encounters import Numbers

PRIOR = 0.1  # share of draws that stay natural
_ELITE = 0.1
_NARROWEST = 0.35  # standard deviations
_SWEEPS = 12  # of k-means among those who failed


class Proposal(NamedTuple):
    """Where to draw: a mixture of `modes` normals with independent columns; means and spreads (modes, d), shares."""

    means: Numbers
    spreads: Numbers
    shares: Numbers
    used: int


class Estimate(NamedTuple):
    """A probability, its standard error, how many encounters were looked at, and the draws with their weights."""

    p: float
    error: float
    used: int
    z: Numbers
    weights: Numbers
    happened: Numbers


def fit(score: Callable[[Numbers], Numbers], limit: float, *, d: int, modes: int = 2, seed: int = 0) -> Proposal:
    """A proposal for the event that `score` is at least `limit`, in at most eight rounds of 2,000."""
    rng = np.random.Generator(np.random.Philox(seed))
    found = Proposal(np.zeros((1, d)), np.ones((1, d)), np.ones(1), 0)
    for _ in range(8):
        z = draws(found, 2_000, rng)
        value = score(z)
        level = min(limit, float(np.quantile(value, 1 - _ELITE)))
        chosen = value >= level if level > 0 else value > 0
        if chosen.sum() < 10 * modes:
            continue
        found = _refit(z[chosen], weights_of(z, found)[chosen], modes, rng)._replace(used=found.used + 2_000)
        if level >= limit:
            break
    return found


def estimate(
    score: Callable[[Numbers], Numbers], limit: float, proposal: Proposal, *, count: int, seed: int
) -> Estimate:
    """The event's natural probability from `count` draws of a proposal."""
    z = draws(proposal, count, np.random.Generator(np.random.Philox(seed)))
    weights, happened = weights_of(z, proposal), (score(z) >= limit).astype(np.float64)
    terms = weights * happened
    return Estimate(
        float(terms.mean()), float(terms.std() / np.sqrt(count)), proposal.used + count, z, weights, happened
    )


def weights_of(z: Numbers, proposal: Proposal) -> Numbers:
    """(n,) natural density over the density of the draws, at most 1 / PRIOR."""
    natural = -(z**2).sum(1) / 2
    parts = [
        np.log(share) - (((z - mean) / spread) ** 2).sum(1) / 2 - np.log(spread).sum()
        for mean, spread, share in zip(proposal.means, proposal.spreads, proposal.shares, strict=True)
    ]
    drawn = np.logaddexp(np.log(PRIOR) + natural, np.log(1 - PRIOR) + np.logaddexp.reduce(parts, axis=0))
    weights: Numbers = np.exp(natural - drawn)
    return weights


def draws(proposal: Proposal, count: int, rng: np.random.Generator) -> Numbers:
    """(count, d) draws, a tenth of them natural."""
    natural = rng.random(count) < PRIOR
    which = rng.choice(len(proposal.shares), size=count, p=proposal.shares)
    noise = rng.standard_normal((count, proposal.means.shape[1]))
    moved = proposal.means[which] + proposal.spreads[which] * noise
    drawn: Numbers = np.where(natural[:, None], noise, moved)
    return drawn


def _refit(z: Numbers, weights: Numbers, modes: int, rng: np.random.Generator) -> Proposal:
    """One normal for each cluster of what failed, by k-means and the weights."""
    centres = z[rng.choice(len(z), size=modes, replace=False, p=weights / weights.sum())]
    for _ in range(_SWEEPS):
        nearest = ((z[:, None] - centres[None]) ** 2).sum(2).argmin(1)
        centres = np.array([z[nearest == k].mean(0) if (nearest == k).any() else centres[k] for k in range(modes)])
    means, spreads, shares = [], [], []
    for k in range(modes):
        own, mass = z[nearest == k], weights[nearest == k]
        if len(own) < 5:
            continue
        mean = (mass[:, None] * own).sum(0) / mass.sum()
        means.append(mean)
        spreads.append(np.maximum(np.sqrt((mass[:, None] * (own - mean) ** 2).sum(0) / mass.sum()), _NARROWEST))
        shares.append(mass.sum())
    total = np.array(shares) / sum(shares)
    return Proposal(np.array(means), np.array(spreads), np.maximum(total, 0.05) / np.maximum(total, 0.05).sum(), 0)
