"""The final answer of a worked solution, read from its closing words.

"... so she pays 4 * $1.25 = $5 for them."           5
"They need 34 cards because 10 + 24 = 34"            34
"#### 72", "The answer is 72.", "\\boxed{72}"         72
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from provender.reasoning.read.prose.agree import FLOAT_PLACES, FLOAT_SHARE
from provender.reasoning.read.prose.claims import MAX_CHARACTERS, sentences
from provender.reasoning.read.prose.sides import Side, operand
from provender.reasoning.read.prose.tokens import Token, plain_text, scan, whole
from provender.reasoning.read.prose.values import Mode, value
from provender.reasoning.read.prose.words import NUMBERS

_SHORT = 200  # a stated answer is not longer
_ROUNDS = re.compile(r"\bround(?:s|ed|ing)?\b[^=]*$", re.I)
_NAMED = re.compile(r"(?:####|\\boxed\{|\banswer(?:\s+is|\s*[:=])|^\s*A:)\s*(?P<rest>[^\n]{1,120})", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Answer:
    """A final answer as it was read.

    Attributes:
        value: exact.
        text: the number as written, without currency, e.g. "1,200".
        others: what else the writing may mean ("3.2 million" is 3,200,000).
    """

    value: Fraction
    text: str
    others: tuple[Fraction, ...] = ()

    def equals(self, truth: Fraction) -> bool:
        """Whether the answer is `truth` in some sense of what is written: exactly, or as a machine's long float."""
        if truth == self.value or truth in self.others:
            return True
        return len(self.text.partition(".")[2]) > FLOAT_PLACES and abs(truth - self.value) <= FLOAT_SHARE * abs(truth)


def number(text: str) -> Answer | None:
    """The one number that a short text such as "$1,200" or "3/4 cup" states; None if it states none or several."""
    found = list(_numbers(plain_text(text[:_SHORT])))
    return found[0] if len(found) == 1 else None


def closing_answer(text: str) -> Answer | None:
    """The final answer of a worked solution; None when its closing words hold no number.

    An answer that is named ("the answer is 7") counts before the last result, a result ("= 7") before
    the last number.
    """
    text = text[-MAX_CHARACTERS:]
    for named in reversed(list(_NAMED.finditer(text))):
        if found := next(_numbers(plain_text(named["rest"])), None):
            return found
    for _, sentence in reversed(sentences(plain_text(text))):
        if found := _last(sentence):
            return found
    return None


def closing_numbers(text: str) -> list[Answer]:
    """Every number of the last sentence that holds one."""
    for _, sentence in reversed(sentences(plain_text(text[-MAX_CHARACTERS:]))):
        if found := list(_numbers(sentence)):
            return found
    return []


def _last(text: str) -> Answer | None:
    """The last result, or where nothing is computed or the result is rounded, the last number."""
    result, rounded = text.rpartition("=")[2], _ROUNDS.search(text)
    found = list(_numbers(result))
    if "=" in text and found and not rounded:
        return found[0]
    return found[-1] if found else next(iter(list(_numbers(text))[-1:]), None)


def _numbers(text: str) -> Iterator[Answer]:
    """Every number of a text, fractions and signs taken along."""
    tokens = [_in_digits(token) for token in scan(text)]
    place = 0
    while place < len(tokens):
        side = operand(tokens, place) if _may_begin(tokens, place) else None
        place = side.end if side else place + 1
        if side:
            yield _answer(side, text[tokens[side.start].start : tokens[_end(tokens, side)].end])


def _in_digits(token: Token) -> Token:
    """A number word as a number; "one" is a pronoun as often as not."""
    worth = NUMBERS.get(token.text.lower(), 1) if token.kind == "word" else 1
    return token if worth == 1 else token._replace(kind="number", number=whole(worth))


def _may_begin(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number may begin at a token; a minus between two numbers is no sign of the second."""
    token = tokens[place]
    if token.text == "-" and token.kind == "op":
        return place == 0 or tokens[place - 1].kind not in ("number", "close", "percent")
    return token.kind in ("number", "currency")


def _end(tokens: Sequence[Token], side: Side) -> int:
    """The last token that belongs to the number itself."""
    return max(place for place in range(side.start, side.end) if tokens[place].kind in ("number", "percent"))


def _answer(side: Side, text: str) -> Answer:
    """A term as an answer, with what else it may mean."""
    main, *others = (
        value(side.node, Mode("plain", scaled, other=other)) or Fraction(0)
        for scaled, other in product((True, False), (0, 1))
    )
    part = value(side.node, Mode("part")) or Fraction(0)
    return Answer(main, text, tuple(sorted({*others, part} - {main})))
