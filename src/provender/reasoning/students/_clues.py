"""What a judge of steps looks at: clues in each step, as hashed names, from the question and the steps before it.

    Tim has 4 bags of 16 pens and loses 9.     4 * 16 = 64 pens

    sum q*q      both numbers stand in the question       near bags *     a word beside such a number, and the sign
    holds        the sum does                             unlike *        what is counted differs
    left 1       numbers of the question not used yet

Numbers are known by where they come from, never by their figures, and words only beside what is done with them, so that
little has to be learned by heart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from zlib import crc32

from provender.reasoning.students._sums import NUMBER, Sum, plain, sums

SIZE = 1 << 15  # buckets of clues; 0 is for none
MOST = 128  # clues of a step
LONGEST = 4000  # characters of a question, and of a step
_PIECE = re.compile(rf"(?P<number>{NUMBER})|(?P<word>[^\W\d_]+)|(?P<sign>\S)")
_END = re.compile(r"(?<=[.!?])\s+")
_SMALL = frozenset(("1", "2", "3", "4", "7", "10", "12", "24", "30", "52", "60", "100", "365"))
_NEAR = 3  # words on each side of a number


@dataclass(frozen=True, slots=True)
class Worked:
    """A question, the steps to its answer as they are told, and the answer."""

    question: str
    steps: tuple[str, ...]
    answer: str


@dataclass(slots=True)
class _Seen:
    """What was said before a step.

    Attributes:
        near: number of the question -> the words beside it.
        counted: number -> the word behind it, where it was said first.
        results: number that a step found -> which step.
        used: numbers that some sum took.
        triples: three pieces in a row, of the question and of all steps so far.
        asked: words of the question's last sentence.
    """

    near: dict[str, frozenset[str]]
    counted: dict[str, str]
    asked: tuple[str, ...]
    triples: set[tuple[str, ...]]
    results: dict[str, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def left(self) -> int:
        """Numbers of the question that no sum took, 4 for all above."""
        return min(len(self.near.keys() - self.used), 4)

    def add(self, pieces: Sequence[tuple[str, bool]], found: Sequence[Sum], place: int) -> None:
        """Take in a step: without a sum, its numbers are what it found."""
        self.used |= {plain(number) for each in found for number in each.numbers}
        for number, word in _beside(pieces)[1].items():
            self.counted.setdefault(number, word)
        told = [plain(each.right) for each in found] or [piece for piece, is_number in pieces if is_number]
        for number in told:
            self.results.setdefault(number, place)
        self.triples.update(_triples(pieces))


def clues(told: Worked) -> list[list[int]]:
    """The clues of each step, the answer's last: buckets from 1 up to `SIZE` - 1, each once, at most `MOST`."""
    question = _pieces(told.question)
    asked = tuple(dict.fromkeys(_words(_END.split(told.question[:LONGEST].strip())[-1])))
    near, counted = _beside(question)
    seen = _Seen(near, counted, asked, set(_triples(question)))
    found = []
    for place, step in enumerate(told.steps):
        found.append(_hashed(_of_step(step, place, seen)))
    found.append(_hashed(_of_answer(told, seen)))
    return found


def _hashed(names: Iterator[str]) -> list[int]:
    """Names as buckets."""
    return list(dict.fromkeys(crc32(name.encode("utf-8", "replace")) % (SIZE - 1) + 1 for name in names))[:MOST]


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Numbers in one spelling, words in small letters, and signs; and whether each is a number."""
    return [
        (plain(piece[0]) if piece["number"] else piece[0].casefold(), bool(piece["number"]))
        for piece in _PIECE.finditer(text[:LONGEST])
    ]


def _words(text: str) -> list[str]:
    """The words of a text."""
    return [piece for piece, number in _pieces(text) if not number and piece[0].isalpha()]


def _triples(pieces: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, ...]]:
    """Three pieces in a row, numbers as they are."""
    told = [piece for piece, _ in pieces if piece not in ".,;:"]
    yield from zip(told, told[1:], told[2:], strict=False)


def _beside(pieces: Sequence[tuple[str, bool]]) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Of each number the words beside it, and the one behind it."""
    near: dict[str, frozenset[str]] = {}
    counted: dict[str, str] = {}
    for at, (piece, number) in enumerate(pieces):
        if number:
            around = [*pieces[max(0, at - _NEAR) : at], *pieces[at + 1 : at + 1 + _NEAR]]
            words = frozenset(word for word, other in around if not other and (word[0].isalpha() or word in "$%"))
            near[piece] = near.get(piece, frozenset()) | words
            behind = next((word for word, other in pieces[at + 1 : at + 3] if not other and word[0].isalpha()), "")
            counted.setdefault(piece, behind)
    return near, counted


def _of_step(step: str, place: int, seen: _Seen) -> Iterator[str]:
    """The clues of a step; what it says is then seen."""
    pieces, found = _pieces(step), list(sums(step))
    words = list(dict.fromkeys(_words(step)))
    yield f"step {min(place, 4)}"
    yield f"sums {min(len(found), 2)}"
    for each in found:
        yield from _of_sum(each, place, seen, words)
    yield from _of_words(pieces, seen)
    explained = {plain(number) for each in found for number in (*each.numbers, each.right)}
    known = {*seen.near, *seen.results, *explained}
    strange = sum(number and piece not in known and piece not in _SMALL for piece, number in pieces)
    yield f"strange {min(strange, 3)}"
    seen.add(pieces, found, place)
    yield f"left {seen.left}"


def _of_sum(each: Sum, place: int, seen: _Seen, words: Sequence[str]) -> Iterator[str]:
    """The clues of a sum: whether it holds, what it takes from where, and what is said beside that."""
    yield "holds" if each.holds else "fails"
    kinds = [_kind(plain(number), place, seen) for number in each.numbers]
    shape = kinds[0] + "".join(f"{sign}{kind}" for sign, kind in zip(each.signs, kinds[1:], strict=True))
    yield f"sum {shape}"
    yield f"sum {shape} {min(place, 3)}"
    signs = "".join(sorted(set(each.signs)))
    yield f"signs {signs}"
    for word in words[:24]:
        yield f"said {word} {signs}"
    for word in seen.asked[:16]:
        yield f"asked {word} {signs}"
    numbers = [plain(number) for number in each.numbers]
    for at, (number, kind) in enumerate(zip(numbers, kinds, strict=True)):
        sign = each.signs[max(0, at - 1)]
        side = "first" if at == 0 else "then"
        yield f"taken {kind} {side} {sign}"
        yield f"again {number in seen.used} {kind} {sign}"
        for word in sorted(seen.near.get(number, ()))[:8]:
            yield f"near {word} {side} {sign}"
    counted = [seen.counted.get(number, "") for number in numbers]
    for sign, (one, other) in zip(each.signs, pairwise(counted), strict=True):
        yield f"{'like' if one == other else 'unlike'} {sign} {bool(one)} {bool(other)}"
    yield f"grows {_grows(each)} {signs}"


def _kind(number: str, place: int, seen: _Seen) -> str:
    """Where a number comes from: the question, the step before, an earlier one, everyday knowledge, or nowhere."""
    if number in seen.results:
        return "l" if seen.results[number] == place - 1 else "e"
    return "q" if number in seen.near else number if number in _SMALL else "?"


def _grows(each: Sum) -> bool:
    """Whether the result is larger than the first number."""
    return float(plain(each.right)) > float(plain(each.numbers[0]))


def _of_words(pieces: Sequence[tuple[str, bool]], seen: _Seen) -> Iterator[str]:
    """Clues of what is said: words and pairs, and how much of it was never said so before."""
    told = ["#" if number else piece for piece, number in pieces]
    for one, other in pairwise(told[:25]):
        yield f"pair {one} {other}"
    triples = list(_triples(pieces))
    fresh = [triple for triple in triples if triple not in seen.triples]
    yield f"fresh {len(fresh) * 6 // max(1, len(triples))}"
    yield f"fresh {min(len(fresh), 8)} of {min(len(triples), 12)}"
    if told:
        yield f"begins {told[0]}"


def _of_answer(told: Worked, seen: _Seen) -> Iterator[str]:
    """The clues of the answer: whether the last step gives it, and what was left unused."""
    numbers = [piece for piece, number in _pieces(told.answer) if number]
    last = [piece for step in told.steps[-1:] for piece, _ in _pieces(step)]
    yield "answer"
    yield f"steps {min(len(told.steps), 6)}"
    yield f"unused {seen.left}"
    yield f"unused {seen.left} steps {min(len(told.steps), 4)}"
    yield f"given {all(number in seen.results for number in numbers)} {all(number in last for number in numbers)}"
    said = [piece for piece, _ in _pieces(told.answer)]
    yield f"said {len([piece for piece in said if piece in last]) * 4 // max(1, len(said))}"
    ends = next((found for step in told.steps[-1:] for found in list(sums(step))[-1:]), None)
    signs = "".join(sorted(set(ends.signs))) if ends else ""
    yield f"ends {signs}"
    for word in seen.asked[:16]:
        yield f"wanted {word} {signs}"
        yield f"wanted {word} told {word in last}"
