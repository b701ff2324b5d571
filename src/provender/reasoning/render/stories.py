"""What a quantity problem tells, sentence by sentence, and the numbers that it works out.

A `Fact` is abstract: people by name, nouns by lemma, numbers as integers. `story_en` and
`story_sw` are two grammars for the same facts; neither knows of the other.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

THEY = "they"
Node = tuple[str, ...]  # a quantity, e.g. ("has", "Juma", "book")


class Fact(NamedTuple):
    """One sentence of a question, or the question itself.

    Attributes:
        kind: name of the method that says it.
        who, other: people, or `THEY`.
        n, m: its numbers.
        thing: the noun that is counted, by lemma.
        extra: a second noun: a container, a unit of time, those who get a share.
        people: those who put their things together.
    """

    kind: str
    who: str = ""
    n: int = 0
    thing: str = ""
    other: str = ""
    m: int = 0
    extra: str = ""
    people: tuple[str, ...] = ()


class Story(Protocol):
    """A language's grammar."""

    def __init__(self, *, words: bool, form: int) -> None: ...

    def tell(self, fact: Fact) -> str:
        """The sentence that says a fact."""
        ...

    def step(self, node: Node, work: str, value: int) -> str:
        """The sentence that works out a quantity: `work` is "12 + 5", `value` 17."""
        ...

    def amount(self, node: Node, value: int) -> str:
        """A value with its unit: the answer."""
        ...


def listed(names: Sequence[str], joiner: str) -> str:
    """ "Amina, Juma and Zuri"."""
    return f"{', '.join(names[:-1])} {joiner} {names[-1]}"
