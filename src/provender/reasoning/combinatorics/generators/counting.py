"""Counting under conditions: words with equal letters, committees, paths round a point, numbers of different digits."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import comb, factorial, prod
from typing import ClassVar, NamedTuple

from provender.core.claim import Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.combinatorics.generators._counting_words import WORDS
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.terms.formulas import chain, written

_ENDS = {"even": (0, 2, 4, 6, 8), "odd": (1, 3, 5, 7, 9), "five": (0, 5)}
# level -> letters of a word, largest side of a grid, smallest, largest committee, most women or men, figures
_SIZES = {
    1: (5, 5, 3, 3, 9, 3),
    2: (6, 7, 3, 4, 12, 3),
    3: (8, 14, 4, 6, 40, 4),
    4: (10, 16, 6, 7, 44, 5),
    5: (12, 20, 7, 8, 50, 6),
    6: (16, 30, 11, 12, 60, 7),
}


class _Asked(NamedTuple):
    """A question, what it asks for, its value, and the step that found it."""

    question: str
    goal: Term
    found: int
    at: int


@generator
@dataclass(frozen=True, slots=True)
class Counting:
    """Arrangements of letters some of which are equal; committees with a least number of women; paths on a grid that
    avoid a point and may have to pass another; even, odd numbers and multiples of 5 of different digits.

    Attributes:
        language: of question and solution.
        level: 1 (words of five letters) to 5 (of twelve); 6 has sixteen.

    Example:
        In how many different orders can all the letters of PAPAA be written? If all of them differed, there would be
        5 × 4 × 3 × 2 × 1 = 120 orders. P occurs 2 times, so 2 × 1 = 2 orders look alike. ... So the number
        sought is 10.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("counting")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem; words and paths have the most faces, so they come most often."""
        told, way = Telling(WORDS[self.language]), rng.below(20)
        draw = _committee if way < 2 else _digits if way < 3 else _letters if way < 13 else _paths
        question, goal, count, at = draw(rng, told, self.level)
        told.step("answer", equal(("count",), count), (at,), v=count)
        return Problem(question, str(count), self.language, told.derivation(goal, count))


def _step(told: Telling, kind: str, term: Term, *uses: int, v: int, **slots: int | str) -> int:
    """A count with its formula, named by its kind and what the sentence says of it."""
    name: list[Term] = [slots[slot] for slot in ("w", "a", "b", "c", "d", "k", "j") if slot in slots]
    return told.step(kind, equal((kind, *name), term, v), uses, form=0, **{"f": written(term), "v": v, **slots})


def _down(n: int, k: int) -> Term:
    """n × (n − 1) × ..., k factors."""
    return chain("*", range(n, n - k, -1))


def _choices(n: int, k: int) -> Term:
    """n over k as it is worked out."""
    return ("/", _down(n, k), _down(k, k))


def _letters(rng: Stream, told: Telling, level: int) -> _Asked:
    """A word with equal letters, perhaps with its first letter given."""
    size = _SIZES[level][0]
    kinds = rng.sample("ABCDEGHIKLMNOPRSTUZ", size - size // 3 - 1)
    letters = [*kinds, *(rng.choice(kinds[:3]) for _ in range(size - len(kinds)))]
    rng.shuffle(letters)
    word, form = "".join(letters), rng.below(2)
    rest, first = Counter(word), ""
    uses: tuple[int, ...] = ()
    if rng.chance(1, 2):
        first = next((letter for letter in word if rest[letter] == 1), word[0])
        rest -= Counter(first)
        uses = (_step(told, "left", ("-", size, 1), w=first, v=size - 1),)
    count = rest.total()
    at = [_step(told, "orders", _down(count, count), *uses, v=factorial(count))]
    equals = [(letter, times) for letter, times in sorted(rest.items()) if times > 1]
    at += [_step(told, "alike", _down(times, times), w=letter, k=times, v=factorial(times)) for letter, times in equals]
    below = [factorial(times) for _, times in equals]
    found = factorial(count) // prod(below)
    share = _step(told, "share", ("/", factorial(count), chain("*", below)), *at, v=found)
    ask = "first" if first else "letters"
    question = told.say(ask, form, word=word, w=first) if first else told.say(ask, form, word=word)
    return _Asked(question, ("count", (ask,), word, *first), found, share)


def _committee(rng: Stream, told: Telling, level: int) -> _Asked:
    """At least so many women, at least one man: case by case."""
    _, _, fewest, largest, most, _ = _SIZES[level]
    k = rng.between(fewest, largest)
    a, b, m = rng.between(k, most), rng.between(k, most), rng.between(max(2, k - 4), k - 1)
    counts, at = [], []
    for women in range(m, k):
        men = k - women
        w, j = comb(a, women), comb(b, men)
        uses = (
            _step(told, "women", _choices(a, women), k=women, v=w),
            _step(told, "men", _choices(b, men), k=men, v=j),
        )
        counts.append(w * j)
        at.append(_step(told, "case", ("*", w, j), *uses, k=women, j=men, v=w * j))
    if len(counts) > 1:
        at = [_step(told, "sum", chain("+", counts), *at, v=sum(counts))]
    question = told.say("committee", rng.below(2), k=k, a=a, b=b, m=m)
    return _Asked(question, ("count", ("committee",), k, a, b, m), sum(counts), at[0])


def _paths(rng: Stream, told: Telling, level: int) -> _Asked:
    """A corner to reach, a point to avoid, and from level 3 on mostly a point to pass first."""
    most = _SIZES[level][1]
    a, b = rng.between(max(3, most // 2 - 1), most), rng.between(max(3, most // 2 - 1), most)
    via = level > 2 and rng.chance(7, 8)
    c, d = (rng.between(1, a // 2), rng.between(1, b // 2)) if via else (0, 0)
    e, g = rng.between(c + 1, a - 1), rng.between(d + 1, b - 1)
    ways, at = {}, {}
    legs = {"all": (c, d, a, b), "to": (c, d, e, g), "on": (e, g, a, b), **({"first": (0, 0, c, d)} if via else {})}
    for leg, (x, y, u, w) in legs.items():
        n, k = u - x + w - y, min(u - x, w - y)
        ways[leg] = comb(n, k)
        at[leg] = _step(told, "ways", _choices(n, k), a=x, b=y, c=u, d=w, v=ways[leg])
    bad = ways["to"] * ways["on"]
    wrong = _step(told, "bad", ("*", ways["to"], ways["on"]), at["to"], at["on"], v=bad)
    left = ways["all"] - bad
    end = _step(told, "good", ("-", ways["all"], bad), at["all"], wrong, v=left)
    slots = {"a": a, "b": b, "e": e, "g": g}
    if not via:
        return _Asked(told.say("avoid", rng.below(2), **slots), ("count", ("avoid",), a, b, e, g), left, end)
    found = ways["first"] * left
    end = _step(told, "whole", ("*", ways["first"], left), *sorted((at["first"], end)), v=found)
    question = told.say("via", rng.below(2), c=c, d=d, **slots)
    return _Asked(question, ("count", ("via",), a, b, c, d, e, g), found, end)


def _digits(rng: Stream, told: Telling, level: int) -> _Asked:
    """Numbers of different digits that end as they must; 0 never stands first."""
    n, ask = _SIZES[level][-1], rng.choice(("even", "odd", "five"))
    digits = sorted(rng.sample(range(10), rng.between(n + 1, min(10, n + 3))))
    ends = [digit for digit in digits if digit in _ENDS[ask]]
    if not any(ends):
        return _digits(rng, told, level)
    at, counts, size, others = [], [], len(digits), len(ends) - (0 in ends)
    if 0 in ends:
        counts.append(prod(range(size - 1, size - n, -1)))
        at.append(_step(told, "zero", _down(size - 1, n - 1), v=counts[0]))
    places = [size - 2, *range(size - 2, size - n, -1)] if 0 in digits else [*range(size - 1, size - n, -1)]
    counts.append(others * prod(places))
    at.append(_step(told, "other", chain("*", [others, *places]), v=counts[-1]))
    if len(counts) > 1:
        at = [_step(told, "sum", chain("+", counts), *at, v=sum(counts))]
    question = told.say(ask, rng.below(2), n=n, digits=", ".join(map(str, digits)))
    return _Asked(question, ("count", (ask,), n, *digits), sum(counts), at[0])
