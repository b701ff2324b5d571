"""Which of two answers a model prefers, in both orders, several times: what depends on the order is no preference.

one first: "first", one second: "second"      prefers one
one first: "first", one second: "first"       prefers whatever stands first: undecided
"""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.protocols import Teacher
from provender.general.judging.asking import FIRST, SECOND, TIE, opinions, pair

BETTER = ("The better answer is right, and says no more than is needed.", "Length, style and place are no merits.")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers to a question."""

    question: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Preference:
    """What was said of a pair.

    Attributes:
        straight: the choices while `one` stood first: "first", "second", "tie" or "".
        turned: while it stood second.
    """

    straight: tuple[str, ...]
    turned: tuple[str, ...]

    @property
    def votes(self) -> tuple[int, int]:
        """How often `one` and `other` were preferred, over both orders."""
        one = self.straight.count(FIRST) + self.turned.count(SECOND)
        return one, self.straight.count(SECOND) + self.turned.count(FIRST)

    @property
    def winner(self) -> int:
        """1 for `one`, -1 for `other`, 0 where the orders or the samples disagree."""
        sides = []
        for first, second in (self._of(self.straight), self._of(self.turned)[::-1]):
            sides.append((first > second) - (first < second))
        return sides[0] if sides[0] == sides[1] else 0

    @staticmethod
    def _of(said: tuple[str, ...]) -> tuple[int, int]:
        """Votes for the places."""
        return said.count(FIRST), said.count(SECOND)

    @property
    def places(self) -> tuple[int, int]:
        """How often the first and how often the second place was preferred, whoever stood there."""
        said = self.straight + self.turned
        return said.count(FIRST), said.count(SECOND)


def prefer(teacher: Teacher, pairs: Sequence[Pair], *, samples: int = 1, seed: int = 0) -> list[Preference]:
    """The model's preference for each pair, every sample in both orders.

    Guarantees:
        All prompts are asked at once; exchanging `one` and `other` mirrors the result of a model that heeds no place.
    """
    prompts = [
        pair(each.question, first, second, BETTER, sample=sample)
        for each in pairs
        for first, second in ((each.one, each.other), (each.other, each.one))
        for sample in range(samples)
    ]
    said = [found.choice for found in opinions(teacher, prompts, (FIRST, SECOND, TIE), seed=seed)]
    found = []
    for at in range(0, len(said), 2 * samples):
        found.append(Preference(tuple(said[at : at + samples]), tuple(said[at + samples : at + 2 * samples])))
    return found
