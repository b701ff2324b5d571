"""Distinguishing games over steps: whether somebody who sees every noisy sum can tell that one person is there.

The table holds nobody, or one person. The gradient is a real one: that of a small network for the person, clipped by
the code that clips them all. The attacker knows it, sees what each step tells, and plays three ways: by the likelihood
of all that was told under the stated noise and sampling (the best test there is of a sound mechanism), by how far steps
lie apart (noise that steps share leaves the person's coins to be seen), and by their sum. Each sets its threshold on
half of the games and is judged on the other half, as in `games`. Their rates are held against the whole privacy profile
of the stated mechanism; what is proved is told as the epsilon of the least noise that they leave possible (Nasr et al.
2023, section 4).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import jax.numpy as jnp
import numpy as np
from bench.privacy.games import MISSES, rates
from dp_accounting.pld import privacy_loss_distribution as pld

from provender.core.protocols import Secret
from provender.tabular.descent.learning import summed
from provender.tabular.descent.network import bases, initial
from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.generators._network import Shape
from provender.tabular.privacy.accountant import Looks, stepped
from provender.tabular.privacy.noise import Stream, stream
from provender.tabular.privacy.steps import Steps, normals

FAULTS = ("half the noise", "noise used again", "sampling that was not done", "twice the sampling", "heads not clipped")
STEPS, RATE = 4, 0.25  # few steps with little noise: over many, twice the sampling shows less
_SHAPE = Shape(sizes=(4, 3, 2), embedding=4, context=6, hidden=4)
_PERSON = np.array([[3, 2, 1]], np.int32)
_FINE = 1e-3


class Faulty(Steps):
    """Steps with a fault, told by name."""

    fault = ""

    def noise(self, count: int) -> Floats:
        """The noise that the fault leaves."""
        source = Stream(self.source.key) if self.fault == "noise used again" else self.source
        return self.looks.sigma * (0.5 if self.fault == "half the noise" else 1.0) * normals(count, source)

    def sampled(self) -> Codes:
        """The sample that the fault takes."""
        if self.fault == "sampling that was not done":
            return np.arange(len(self.codes), dtype=np.int32)
        if self.fault == "twice the sampling":
            return Steps(self.codes, Looks(1.0, 1, 2 * RATE), self.source).sampled()
        return Steps.sampled(self)


@lru_cache(maxsize=2)
def gradient(fault: str) -> Floats:
    """(weights,) the person's clipped gradient, in clips; under the last fault heads are not clipped with the rest."""
    rng = np.random.default_rng(0)
    params = {name: jnp.array(value + rng.normal(0, 0.5, value.shape)) for name, value in initial(_SHAPE, rng).items()}
    params["codes"] = jnp.array(rng.normal(size=(sum(_SHAPE.sizes), _SHAPE.embedding)))
    base = bases(_SHAPE, [np.full((4, size), 1 / size) for size in _SHAPE.sizes])
    told = summed(_PERSON, params=params, base=base, shape=_SHAPE)
    if fault == "heads not clipped":  # what is left of the norm once heads are forgotten clips less
        names = [name for name in sorted(params) for _ in range(params[name].size) if name != "codes"]
        rest = np.linalg.norm(told[[not name.startswith("head") for name in names]])
        told = told / rest
    return told


def play(looks: Looks, there: bool, key: bytes, fault: str) -> tuple[float, float, float]:
    """One game: what each attacker makes of it, higher where it thinks that the person was there."""
    seen = gradient("")
    moved = gradient(fault)
    steps = Faulty(_PERSON if there else _PERSON[:0], looks, stream(Secret(key), b"game"))
    Faulty.fault = fault
    told = np.array([steps.noisy(lambda rows: len(rows) * moved) @ seen for _ in range(looks.times)])
    size = float(seen @ seen)
    gains = np.log1p(looks.sampling * np.expm1(np.minimum((told - size / 2) / looks.sigma**2, 500.0)))
    return float(gains.sum()), float(told.max() - told.min()), float(told.sum())


def stated(epsilon: float, delta: float) -> Looks:
    """The steps of a mechanism that states `epsilon`."""
    return stepped((), Looks(1.0, STEPS, RATE), epsilon=epsilon, delta=delta)[0]


def seen_rates(epsilon: float, delta: float, *, games: int, seed: int, fault: str = "") -> list[tuple[float, float]]:
    """For each attacker its least hit rate and its greatest alarm rate, 95 % for all three together."""
    looks = stated(epsilon, delta)
    scores = [
        np.array([play(looks, there, f"{seed}/{there}/{game}".encode().ljust(32), fault) for game in range(games)])
        for there in (False, True)
    ]
    return [rates(scores[0][:, at], scores[1][:, at], games // 2, MISSES / 6) for at in range(3)]


def contradicted(seen: Sequence[tuple[float, float]], looks: Looks) -> bool:
    """Whether rates are more than steps with this noise allow, at some epsilon of their whole profile."""
    epsilons, deltas = _profile(looks)
    return any(low > float((np.exp(epsilons) * high + deltas).min()) for low, high in seen)


@lru_cache(maxsize=128)
def _profile(looks: Looks) -> tuple[Floats, Floats]:
    """Epsilons, and the delta of steps at each, counted apart from the accountant."""
    loss: Any = pld.from_gaussian_mechanism(
        looks.sigma, sampling_prob=looks.sampling, value_discretization_interval=_FINE
    ).self_compose(looks.times)
    epsilons = np.linspace(0.0, 16.0, 161)
    return epsilons, np.array([loss.get_delta_for_epsilon(float(epsilon)) for epsilon in epsilons])


def audited(epsilon: float, delta: float, *, games: int, seed: int) -> float:
    """The epsilon at `delta` that games prove of a sound mechanism that states `epsilon`: a lower bound."""
    seen, looks = seen_rates(epsilon, delta, games=games, seed=seed), stated(epsilon, delta)
    tried = [looks._replace(sigma=float(looks.sigma * 2 ** (k / 8))) for k in range(-16, 33)]
    refuted = [each for each in tried if contradicted(seen, each)]
    if not refuted:
        return 0.0
    least = min(refuted, key=lambda each: each.sigma)
    loss: Any = pld.from_gaussian_mechanism(
        least.sigma, sampling_prob=least.sampling, value_discretization_interval=_FINE
    ).self_compose(least.times)
    return float(loss.get_epsilon_for_delta(delta))


def caught(epsilon: float, delta: float, *, games: int, seed: int, fault: str) -> bool:
    """Whether games prove more than is stated."""
    return contradicted(seen_rates(epsilon, delta, games=games, seed=seed, fault=fault), stated(epsilon, delta))
