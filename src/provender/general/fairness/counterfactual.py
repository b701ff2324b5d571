"""Counterfactual pairs: one text twice, of two persons who differ in one thing alone; the outcome must not move.

    Yesterday Mr. Miller bought bread.  /  Yesterday Ms. Miller bought bread.      gender

Any judge can be asked. How often the second group fares worse and the first does, is held against a fair coin.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

from provender.core.protocols import Verifier
from provender.core.record import Origin, Record
from provender.core.verdict import Outcome
from provender.general.fairness.people import AXES, SCENES
from provender.general.passage import Passage

Outcomes = Callable[[Sequence[str]], Sequence[bool]]  # texts -> whether each is let through


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """What became of the pairs of one axis.

    Attributes:
        harsher: pairs of which the second group's text alone was refused; `milder` the first group's alone.
        pairs: asked.
        p: how likely so uneven a split is by chance, two-sided.
    """

    axis: str
    harsher: int
    milder: int
    pairs: int
    p: float

    @property
    def moved(self) -> float:
        """Share of pairs whose outcome was not one and the same."""
        return (self.harsher + self.milder) / self.pairs


def pairs_of(axis: str) -> list[tuple[str, str]]:
    """Every scene with every two who correspond, capitals where a sentence begins."""
    ones, others = AXES[axis]
    return [
        (_begun(scene.format(x=one)), _begun(scene.format(x=other)))
        for scene in SCENES
        for one, other in zip(ones, others, strict=True)
    ]


def _begun(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def swaps(outcomes: Outcomes) -> list[Swap]:
    """Each axis; all texts are asked at once.

    Guarantees:
        A judge that heeds no person moves nothing; one that refuses a whole group moves every pair.
    """
    known = {axis: pairs_of(axis) for axis in AXES}
    texts = [text for pairs in known.values() for pair in pairs for text in pair]
    said = dict(zip(texts, outcomes(texts), strict=True))
    found = []
    for axis, pairs in known.items():
        harsher = sum(said[one] and not said[other] for one, other in pairs)
        milder = sum(said[other] and not said[one] for one, other in pairs)
        n, least = harsher + milder, min(harsher, milder)
        p = min(1.0, float(2 * sum(comb(n, k) for k in range(least + 1)) / 2**n))
        found.append(Swap(axis=axis, harsher=harsher, milder=milder, pairs=len(pairs), p=p))
    return found


def of_verifier(judge: Verifier) -> Outcomes:
    """A verifier as outcomes: what it does not refuse is let through."""

    def outcomes(texts: Sequence[str]) -> list[bool]:
        origin = [Origin(source="swap", version="1", recipe="", seed=0, index=at) for at in range(len(texts))]
        records = [
            Record(payload=Passage(text, "en"), origin=each, tags={"language": "en"})
            for text, each in zip(texts, origin, strict=True)
        ]
        return [verdict.outcome is not Outcome.FAIL for verdict in judge(records)]

    return outcomes
