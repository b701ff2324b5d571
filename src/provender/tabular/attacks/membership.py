"""Membership inference: was this person's row learned from?

Two attackers, both of whom know real people from elsewhere: one compares how dense synthetic and real rows lie around
the target (DOMIAS: van Breugel, Sun, Qian and van der Schaar 2023, arXiv 2302.12580; the ratio of densities by a
classifier, Sugiyama et al. 2012), one how near the nearest row of each kind is. Scores are judged where it hurts, at
few false accusations (Carlini et al. 2022, arXiv 2112.03570), as well as on the whole.
"""

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from provender.core.verdict import Interval
from provender.tabular.attacks.people import Matrix, People, nearest
from provender.tabular.attacks.risk import Tried
from provender.tabular.measure.threads import one_core

Scores = npt.NDArray[np.float64]
_FEW = 250  # names up to here are categories to the trees; scikit-learn takes no more than 255
FLOOR = 10  # people behind any share that is told
ACCUSED = 0.01  # share of people that may be accused falsely


def scores(people: People, *, rng: np.random.Generator, targets: int = 4000) -> dict[str, tuple[Scores, Scores]]:
    """Attack -> its scores of people learned from, and of people not; higher: rather learned from.

    Half of the control rows are what the attackers know; the others are accused falsely or not.
    """
    half = len(people.control) // 2
    known, spared = people.control[:half], people.control[half:][:targets]
    members = people.learned[rng.permutation(len(people.learned))[: min(targets, len(spared))]]
    return {
        name: tuple(np.split(attack(people, known, np.vstack((members, spared))), [len(members)]))
        for name, attack in (("density ratio", _ratio), ("nearest row", _nearness))
    }


@one_core
def _ratio(people: People, known: Matrix, targets: Matrix) -> Scores:
    """The log ratio of synthetic to real density, by trees that tell one kind from the other."""
    rows = np.vstack((people.made, known))
    rows, asked = (np.where(each < 0, np.nan, each) for each in (rows, targets))
    kept = [at for at in range(rows.shape[1]) if not np.isnan(rows[:, at]).all()]
    few = [bool(people.named[at]) and float(np.nanmax(np.append(rows[:, at], asked[:, at]))) < _FEW for at in kept]
    model = HistGradientBoostingClassifier(
        categorical_features=few, random_state=0, max_iter=60, class_weight="balanced"
    )
    model.fit(rows[:, kept], np.repeat([1, 0], [len(people.made), len(known)]))
    return np.asarray(model.decision_function(asked[:, kept]), np.float64)


def _nearness(people: People, known: Matrix, targets: Matrix) -> Scores:
    """How much nearer the nearest synthetic row is than the nearest known real one."""
    made, real = (nearest(targets, each, people.named)[0][:, 0] for each in (people.made, known))
    return np.asarray((real + 1e-6) / (real + made + 2e-6), np.float64)


def area(members: Scores, spared: Scores) -> tuple[float, Interval]:
    """Area under the curve and its 95 % interval (DeLong, DeLong and Clarke-Pearson 1988)."""
    order = np.sort(spared)
    won = (np.searchsorted(order, members, "left") + np.searchsorted(order, members, "right")) / (2 * len(spared))
    other = np.sort(members)
    lost = 1 - (np.searchsorted(other, spared, "left") + np.searchsorted(other, spared, "right")) / (2 * len(members))
    value = float(won.mean())
    reach = 1.96 * float(np.sqrt(won.var(ddof=1) / len(members) + lost.var(ddof=1) / len(spared)))
    return value, Interval(low=max(value - reach, 0.0), high=min(value + reach, 1.0))


def accused(members: Scores, spared: Scores) -> Tried:
    """Accusations at a threshold that half of the spared set: true ones, and false ones among the other half."""
    half = len(spared) // 2
    bar = np.quantile(spared[:half], 1 - ACCUSED, method="higher")
    return Tried(
        hits=int((members > bar).sum()), tries=len(members),
        control_hits=int((spared[half:] > bar).sum()), control_tries=len(spared) - half, naive=ACCUSED,
    )  # fmt: skip


def reached(members: Scores, spared: Scores) -> tuple[tuple[float, float], ...]:
    """Points (false accusations, true ones) of the curve, both shares."""
    bars = np.quantile(np.concatenate((members, spared)), np.linspace(1, 0, 41))
    return tuple((_told(spared > bar), _told(members > bar)) for bar in bars)


def _told(flags: npt.NDArray[np.bool_]) -> float:
    """A share, of fewer than ten people none."""
    return float(flags.mean()) if flags.sum() >= FLOOR else 0.0
