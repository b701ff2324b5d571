"""A fitted judge of steps: its network, the thresholds beyond which it speaks, and the problems that measure it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from io import BytesIO
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from provender.core.artefact import Artefact
from provender.core.errors import InputError
from provender.reasoning.agreement.promise import at_least
from provender.reasoning.students._clues import LONGEST, Worked, clues
from provender.reasoning.students._marked import Marked

if TYPE_CHECKING:
    from provender.reasoning.students._hazard import Weights

NAME = "reasoning/process_reward"
KIND = "provender/process-reward-npz"
_RISK = 0.05  # of each bound that sets a threshold
STEPS = 60  # most steps of a problem that is judged
_GOLDS = 1200  # held-out problems that an artefact carries at most


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Chances of a fault from 0 to 1: up to `passes` a solution passes, from `refuses` on it is refused.

    -1 and 2 mean never: no threshold could be bounded.
    """

    passes: float
    refuses: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """A judge ready to speak."""

    weights: "Weights"
    forget: float
    thresholds: Thresholds
    golds: tuple[Marked, ...]

    def hazards(self, problems: Sequence[Worked]) -> list[list[float] | None]:
        """At each step, the answer's last, how likely it is the first wrong one; None where a problem is too long."""
        from provender.reasoning.students._hazard import bags, hazards  # JAX, a second: only where one is judged

        found = [clues(problem) if fits(problem) else [] for problem in problems]
        told = hazards(self.weights, bags([row for rows in found for row in rows]), forget=self.forget).tolist()
        ends = list(accumulate(map(len, found), initial=0))
        return [told[start:end] or None for start, end in pairwise(ends)]

    def chances(self, problems: Sequence[Worked]) -> list[float | None]:
        """How likely each solution holds a fault; None where it is too long."""
        return [None if each is None else chance(each) for each in self.hazards(problems)]

    def settled(self, found: Thresholds, golds: Sequence[Marked]) -> "Fitted":
        """The same with thresholds, and what measures it: faulty and sound by turns."""
        return replace(self, thresholds=found, golds=tuple(_by_turns(golds)[:_GOLDS]))


def _by_turns(golds: Sequence[Marked]) -> list[Marked]:
    """Faulty and sound ones, one after the other as long as there are both, then those that are left."""
    faulty = [each for each in golds if each.wrong is not None]
    sound = [each for each in golds if each.wrong is None]
    size = min(len(faulty), len(sound))
    turns = [each for pair in zip(faulty[:size], sound[:size], strict=True) for each in pair]
    return [*turns, *faulty[size:], *sound[size:]]


def fits(problem: Worked) -> bool:
    """Whether a problem is short enough to be judged."""
    return max(map(len, (problem.question, problem.answer, *problem.steps))) <= LONGEST and len(problem.steps) <= STEPS


def chance(hazards: Sequence[float]) -> float:
    """That some step is wrong: the hazards' complement."""
    left = 1.0
    for hazard in hazards:
        left *= 1 - hazard
    return 1 - left


def auc(faulty: Sequence[bool], chances: Sequence[float | None]) -> float | None:
    """How often a faulty solution has the higher chance than a sound one, ties half; None where one kind is missing.

    >>> auc([True, False, False], [0.9, 0.1, 0.9])
    0.75
    """
    known = [(value, bad) for value, bad in zip(chances, faulty, strict=True) if value is not None]
    bad = np.sort([value for value, is_bad in known if is_bad])
    good = np.array([value for value, is_bad in known if not is_bad])
    if not len(bad) or not len(good):
        return None
    below, upto = np.searchsorted(bad, good, "left"), np.searchsorted(bad, good, "right")
    return float(1 - (below + upto).mean() / 2 / len(bad))


def thresholds(
    marked: Sequence[Marked], chances: Sequence[float | None], *, accepts: float, rejects: float
) -> Thresholds:
    """The widest thresholds whose errors on `marked` are bounded, 95 % one-sided (Clopper and Pearson).

    Guarantees:
        Of the faulty ones at most a share `accepts` would be passed, of the sound ones at most `rejects` refused.
    """
    known = [(value, each.wrong is not None) for value, each in zip(chances, marked, strict=True) if value is not None]
    faulty, sound = (sorted(value for value, bad in known if bad is kind) for kind in (True, False))
    passes, refuses = -1.0, 2.0
    if (let := _most(len(faulty), accepts)) is not None:
        passes = float(np.nextafter(faulty[let], -1)) if let < len(faulty) else 1.0
    if (hurt := _most(len(sound), rejects)) is not None:
        refuses = float(np.nextafter(sound[-1 - hurt], 2)) if hurt < len(sound) else 0.0
    if passes >= refuses:
        passes = refuses = (passes + refuses) / 2
        passes = float(np.nextafter(passes, -1))
    return Thresholds(passes, refuses)


def _most(n: int, limit: float) -> int | None:
    """The most errors of n whose share is still bounded by `limit`; None where not even none is."""
    most = None
    for errors in range(n + 1):
        if 1 - at_least(n - errors, n, risk=_RISK) > limit:
            break
        most = errors
    return most


def pack(fitted: Fitted, dials: Mapping[str, object]) -> bytes:
    """All of it as one npz without pickles; the same values, the same bytes."""
    told = {
        "dials": dials,
        "forget": fitted.forget,
        "thresholds": asdict(fitted.thresholds),
        "golds": [asdict(each) for each in fitted.golds],
    }
    file = BytesIO()
    text = np.frombuffer(json.dumps(told, sort_keys=True).encode(), np.uint8)
    np.savez(file, allow_pickle=False, told=text, **fitted.weights)
    return file.getvalue()


def unpack(artefact: Artefact) -> Fitted:
    """What `pack` wrote.

    Raises:
        InputError: the artefact is no judge of steps.
    """
    return opened(artefact.content, where=f"the artefact {artefact.digest[:12]}")


def opened(content: bytes, *, where: str) -> Fitted:
    """The judge in an artefact's content.

    Raises:
        InputError: it holds none.
    """
    try:
        with np.load(BytesIO(content), allow_pickle=False) as file:
            weights = dict(file)
        told = json.loads(weights.pop("told").tobytes())
        golds = tuple(_gold(each) for each in told["golds"])
        return Fitted(weights, float(told["forget"]), Thresholds(**told["thresholds"]), golds)
    except (ValueError, TypeError, KeyError, AttributeError, OSError, EOFError, BadZipFile) as broken:
        mend = f"hand over what the student {NAME} fitted"
        raise InputError("this is no fitted judge of steps", where=where, mend=mend) from broken


def _gold(told: Mapping[str, object]) -> Marked:
    """A held-out problem as it was written down."""
    worked = told["worked"]
    if not isinstance(worked, dict):
        raise TypeError("no worked problem")
    problem = Worked(worked["question"], tuple(worked["steps"]), worked["answer"])
    return Marked(**{**told, "worked": problem})  # type: ignore[arg-type]
