"""Which words name one thing: what takes in what, what may be the same, what a part is of."""

from collections.abc import Collection

from provender.reasoning.read.prose.words import MEASURES
from provender.reasoning.read.questions.facts import Noun
from provender.reasoning.read.questions.lexicon import KINDS

_SHORTEST = 4  # letters of a word that takes in its compounds: cakes take in cupcakes


def covers(asked: Noun, told: Noun) -> bool:
    """Whether what is asked for takes in what is told of: apples take in red apples, birds take in ducks."""
    if not asked or not told:
        return False
    if asked[-1] == told[-1]:
        return set(asked[:-1]) <= set(told[:-1])
    if len(asked) > 1:
        return False
    return told[-1] in KINDS.get(asked[0], ()) or (len(asked[0]) >= _SHORTEST and told[-1].endswith(asked[0]))


def alike(one: Noun, other: Noun) -> bool:
    """Whether two names may be of one thing: "balloons" and "water balloons", "meat" and "pounds of meat"."""
    if one[-1] != other[-1]:
        return any(long[-1] in MEASURES and long[:-1] == short for long, short in ((one, other), (other, one)))
    return set(one) <= set(other) or set(other) <= set(one)


def meant(asked: Noun, told: Collection[Noun]) -> set[Noun]:
    """Which of the things told of are meant: those of the very name where there are some, notebooks not by "books"."""
    taken = {each for each in told if covers(asked, each)}
    return {each for each in taken if each[-1] == asked[-1]} or taken


def whole_of(part: Noun) -> Noun:
    """The pens, of ("red", "of", "pen")."""
    return part[part.index("of") + 1 :]
