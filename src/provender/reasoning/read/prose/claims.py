"""Arithmetic claims in free English text, each proved, refuted or left open; never by floating point.

    "Half are sold, so 30/2 = 15 eggs are left and they earn 15 * $0.2 = $4."
                       30/2 = 15  proved            15 * 0.2 = 4  refuted: it is 3

A claim is called false only when every careful reading of it is false. A result rounded to its own
digits is proved as a rounding.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from provender.core.claim import Claim, Term
from provender.reasoning.read.prose.judge import Judgement, Truth, judge
from provender.reasoning.read.prose.relations import converts, judge_conversion, judge_order
from provender.reasoning.read.prose.sides import Side, after, before
from provender.reasoning.read.prose.spoken import restated, said
from provender.reasoning.read.prose.terms import Apply, Leaf, Node, computes, leaves
from provender.reasoning.read.prose.tokens import Token, plain_text, scan
from provender.reasoning.read.prose.words import ROUNDING

_SIGN_OF_CLAIM = {"of": "*", "÷": "/"}
_WORD = re.compile(r"[a-z]+")
_SIGNS = ("eq", "order", "word")
MAX_CHARACTERS = 100_000  # a worked answer is never longer; the rest is not read

_SENTENCE = re.compile(  # a title's full stop and a decimal point end none
    r"[^\n.!?]*(?:(?:[.!?](?!\s|$)|(?:(?<=\bMr)|(?<=\bMs)|(?<=\bDr)|(?<=\bMrs))\.)[^\n.!?]*)*(?:[.!?]+|\n|$)"
)


@dataclass(frozen=True, slots=True)
class Equation:
    """One arithmetic claim as it stands in the text.

    Attributes:
        text: from the first token of its left side to the last of its right side.
        sentence: the sentence around it.
        start, equals, end: character positions in `plain_text` of the reply.
        left, right: the sides; percentages are hundredths, units are left out.
        judgement: what was found.
        relation: "=", or the order sign.
    """

    text: str
    sentence: str
    start: int
    equals: int
    end: int
    left: Node
    right: Node
    judgement: Judgement
    relation: str = "="

    @property
    def claim(self) -> Claim:
        """The formal restatement, e.g. `["=",["*",15,["/",1,5]],4]`."""
        return Claim(self.relation, (_term(self.left), _term(self.right)))

    @property
    def truth(self) -> Truth:
        """Proved, refuted or unknown."""
        return self.judgement.truth


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text, each with its position; line breaks end sentences."""
    found = ((match.start(), match[0]) for match in _SENTENCE.finditer(text))
    return [(start, sentence) for start, sentence in found if sentence.strip()]


def equations(text: str) -> list[Equation]:
    """Every arithmetic claim of a text that can be read completely, in order.

    Guarantees:
        What this calls refuted is false, what it calls proved is true (as a rounding, where it says so).
        A text that holds no claim gives an empty list; none raises.

    >>> [(found.text, found.truth.value) for found in equations("So 3 cups x $2 = $6, and 6 + 1 = 8 in all.")]
    [('3 cups x $2 = $6', 'proved'), ('6 + 1 = 8', 'refuted')]
    """
    plain = plain_text(text[:MAX_CHARACTERS])
    spans = [_Sentence(start, text.strip(), frozenset(_WORD.findall(text.lower()))) for start, text in sentences(plain)]
    return list(_equations(scan(plain), spans, plain))


class _Sentence(NamedTuple):
    """A sentence, where it starts, and its words."""

    start: int
    text: str
    words: frozenset[str]


def _equations(tokens: Sequence[Token], spans: Sequence[_Sentence], plain: str) -> Iterator[Equation]:
    """Claims around every sign, and around every word that stands for one."""
    chained: Side | None = None
    at = 0
    for place, token in enumerate(tokens):
        if token.kind == "stop":
            chained = None
        if token.kind not in _SIGNS:
            continue
        while at + 1 < len(spans) and spans[at + 1].start <= token.start:
            at += 1
        if token.kind != "eq":
            yield from _unsigned(tokens, place, spans[at], plain)
            continue
        left, right = before(tokens, place), after(tokens, place)
        if left and right and _claims(left, right, chained) and not _names_a_part(left, token):
            about = token.text == "≈" or bool(spans[at].words & ROUNDING)
            found = _judged(left, right, about=about, words=spans[at].words)
            yield _Found(tokens, place, left, right).told(found, spans[at], plain)
        chained = right if left else None


def _unsigned(tokens: Sequence[Token], place: int, sentence: _Sentence, plain: str) -> Iterator[Equation]:
    """The order or the spoken equation around a token, if there is one."""
    token = tokens[place]
    if token.kind == "order":
        left, right = before(tokens, place), after(tokens, place)
        if left and right:
            found = judge_order(left, right, token.text)
            yield _Found(tokens, place, left, right).told(found, sentence, plain)
        return
    spoken, other = said(tokens, place), restated(tokens, place)
    about = bool(sentence.words & ROUNDING)
    if spoken:
        yield _Found(tokens, place, *spoken).told(judge(*spoken, about=about, words=sentence.words), sentence, plain)
    elif other:
        found = judge(*other, about=about, words=sentence.words)
        if found.truth is Truth.PROVED:  # else it may be a choice: "2 * 40, or 70"
            yield _Found(tokens, place, *other).told(found, sentence, plain)


class _Found(NamedTuple):
    """A claim as it lies in the tokens."""

    tokens: Sequence[Token]
    place: int
    left: Side
    right: Side

    def told(self, judgement: Judgement, sentence: _Sentence, plain: str) -> Equation:
        """With what was found of it."""
        sign = self.tokens[self.place]
        start, end = self.tokens[self.left.start].start, self.tokens[_last(self.tokens, self.right)].end
        return Equation(
            text=plain[start:end],
            sentence=sentence.text,
            start=start,
            equals=sign.start,
            end=end,
            left=self.left.node,
            right=self.right.node,
            judgement=judgement,
            relation=sign.text if sign.kind == "order" else "=",
        )


def _judged(left: Side, right: Side, *, about: bool, words: frozenset[str]) -> Judgement:
    """A computed equation, or one measure in two units."""
    if not computes(left.node) and converts(left, right):
        return judge_conversion(left, right, about=about)
    return judge(left, right, about=about, words=words)


def _claims(left: Side, right: Side, chained: Side | None) -> bool:
    """Whether two sides make an arithmetic claim.

    Something must be computed: on the left, or on the right of a bare number that opens the sentence or
    goes on a chain ("week 3 = 5 * 2" says nothing of 3).
    """
    if computes(left.node) or converts(left, right):
        return True
    opens = left.opens and left.end - left.start <= 2 and not any(leaf.units for leaf in leaves(left.node))
    return computes(right.node) and (opens or (chained is not None and left.start == chained.start))


def _names_a_part(left: Side, equals: Token) -> bool:
    """Whether a fraction only names a part: "2/3 of the tank equals 16 gallons"."""
    if equals.end - equals.start <= 2 or not isinstance(left.node, Apply) or left.node.sign != "/":
        return False
    up, down = left.node.left, left.node.right
    return isinstance(up, Leaf) and not up.units and isinstance(down, Leaf) and bool(down.units)


def _last(tokens: Sequence[Token], right: Side) -> int:
    """The last token of the right side that is no unit."""
    last = right.end - 1
    while last > right.start and (tokens[last].kind == "word" or tokens[last].text == "/"):
        last -= 1
    return last


def _term(node: Node) -> Term:
    """A side as a formal term."""
    if isinstance(node, Apply):
        return (_SIGN_OF_CLAIM.get(node.sign, node.sign), _term(node.left), _term(node.right))
    value = node.number.value / (100 if node.percent else 1)
    return value.numerator if value.denominator == 1 else ("/", value.numerator, value.denominator)
