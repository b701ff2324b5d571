"""How hard a worked problem is, on one scale for all families.

    steps   in the derivation
    live    most claims held in mind at once: a claim is held from where it is made until it is last used
    bits    of the longest integer in question or solution
    load    log2(steps · live · bits): one number; a level of 6 lies beyond all others of its family

It is worked out from the derivation alone, so that families may be compared and mixed by it.
"""

from collections.abc import Iterator
from math import log2
from typing import NamedTuple

from provender.core.claim import Derivation, Term


class Difficulty(NamedTuple):
    """A derivation measured; each is at least 1."""

    steps: int
    live: int
    bits: int

    @property
    def load(self) -> float:
        """The common scale: log2 of the product."""
        return log2(self.steps * self.live * self.bits)


def difficulty(told: Derivation) -> Difficulty:
    """The measure of a derivation.

    >>> from provender.core.claim import Claim, Step
    >>> step = Step(Claim("=", (("+", 47, 38), 85)), "47 + 38 = 85.", "add")
    >>> difficulty(Derivation((), ("+", 47, 38), (step,), 85))
    Difficulty(steps=1, live=1, bits=7)
    """
    parts: list[Term] = [told.goal, *(arg for given in told.givens for arg in given.args)]
    parts += [arg for step in told.steps for arg in step.claim.args]
    bits = max((abs(number).bit_length() for part in parts for number in _integers(part)), default=1)
    return Difficulty(max(1, len(told.steps)), _live(told), max(1, bits))


def _integers(term: Term) -> Iterator[int]:
    """The integers within a term."""
    if isinstance(term, int):
        yield term
    elif isinstance(term, tuple):
        for part in term:
            yield from _integers(part)


def _live(told: Derivation) -> int:
    """Most claims held at once, givens included."""
    last = {place: place for place in range(len(told.steps))}
    for place, step in enumerate(told.steps):
        last.update(dict.fromkeys(step.uses, place))
    held = [sum(made <= now <= end for made, end in last.items()) for now in range(len(told.steps))]
    return max(1, len(told.givens) + max(held, default=1))
