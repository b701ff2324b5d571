"""Numbers in words: "twenty-five", "one hundred and five", "two dozen", "a third of".

A single word ("three") is left alone here: it is a pronoun or a name as often as a number, and what stands
beside it decides.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from provender.reasoning.read.prose.words import NUMBERS

_LARGE = {"thousand": 1_000, "million": 10**6, "billion": 10**9}
_DOZEN = ("dozen", "dozens")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_PARTS |= {f"{name}s": part for name, part in _PARTS.items() if name != "half"} | {"halves": 2}
LONGEST = 12  # words of one number


class Counted(NamedTuple):
    """What the first `size` words are worth."""

    value: Fraction
    size: int


def counted(words: Sequence[str]) -> Counted | None:
    """The number of several words, or with a hyphen, that a list of lower-case words begins with.

    >>> counted(["one", "hundred", "and", "five", "pupils"])
    Counted(value=Fraction(105, 1), size=4)
    >>> counted(["two", "thirds", "of"])
    Counted(value=Fraction(2, 3), size=2)
    """
    if not words or not (words[0] in ("a", "half") or _counts(words[0].split("-")[0])):
        return None
    return _dozens(words) or _part(words) or _several(words)


def _dozens(words: Sequence[str]) -> Counted | None:
    """A dozen, half a dozen, two dozen."""
    if list(words[:3]) in (["half", "a", "dozen"], ["a", "half", "dozen"]):
        return Counted(Fraction(6), 3)
    count = 1 if words[0] == "a" else NUMBERS.get(words[0])
    return Counted(Fraction(12 * count), 2) if count is not None and words[1:2] and words[1] in _DOZEN else None


def _part(words: Sequence[str]) -> Counted | None:
    """A third, two-thirds: only before "of", since a third may also be the one after the second."""
    split = [*words[0].split("-"), *words[1:3]]
    size = 2 if "-" not in words[0] else 1
    if len(split) < 3 or split[2] != "of" or split[1] not in _PARTS:
        return None
    up, down = 1 if split[0] == "a" else NUMBERS.get(split[0], 0), _PARTS[split[1]]
    return Counted(Fraction(up, down), size) if 0 < up < down else None


def _several(words: Sequence[str]) -> Counted | None:
    """Tens, hundreds and thousands."""
    parts: list[str] = []
    best: Counted | None = None
    for size, word in enumerate(words[:LONGEST], 1):
        split = word.split("-")
        if not all(map(_counts, split)):
            if word != "and" or not parts or parts[-1] not in ("hundred", *_LARGE):
                break
            continue
        parts += split
        value = _value(parts) if len(parts) > 1 else None
        if value is not None:
            best = Counted(Fraction(value), size)
    return best


def _counts(word: str) -> bool:
    """Whether a word is a part of a number."""
    return word in NUMBERS or word == "hundred" or word in _LARGE


def _value(words: Sequence[str]) -> int | None:
    """What several words are worth; None where they are no single number ("two three")."""
    total, group, room, ceiling = 0, 0, 1000, 10**12
    for word in words:
        if word in _LARGE and group and _LARGE[word] < ceiling:
            ceiling = _LARGE[word]
            total, group, room = total + group * ceiling, 0, 1000
        elif word == "hundred" and 0 < group < 10:
            group, room = group * 100, 100
        elif 0 < NUMBERS.get(word, 0) < room:
            group += NUMBERS[word]
            room = 10 if NUMBERS[word] >= 20 else 1
        else:
            return None
    return total + group
