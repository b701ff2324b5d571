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
from provender.reasoning.read.prose.sides import Side, after, before
from provender.reasoning.read.prose.terms import Apply, Leaf, Node, computes, leaves
from provender.reasoning.read.prose.tokens import Token, plain_text, scan
from provender.reasoning.read.prose.words import ROUNDING

_SIGN_OF_CLAIM = {"of": "*", "÷": "/"}
_WORD = re.compile(r"[a-z]+")
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
    """

    text: str
    sentence: str
    start: int
    equals: int
    end: int
    left: Node
    right: Node
    judgement: Judgement

    @property
    def claim(self) -> Claim:
        """The formal restatement, e.g. `["=",["*",15,["/",1,5]],4]`."""
        return Claim("=", (_term(self.left), _term(self.right)))

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
    """Claims around every equals sign."""
    chained: Side | None = None
    at = 0
    for place, token in enumerate(tokens):
        if token.kind == "stop":
            chained = None
        if token.kind != "eq":
            continue
        while at + 1 < len(spans) and spans[at + 1].start <= token.start:
            at += 1
        left, right = before(tokens, place), after(tokens, place)
        if left and right and _claims(left, right, chained) and not _names_a_part(left, token):
            start, end = tokens[left.start].start, tokens[_last(tokens, right)].end
            yield _equation(plain[start:end], (left, right), (start, token, end), spans[at])
        chained = right if left else None


def _claims(left: Side, right: Side, chained: Side | None) -> bool:
    """Whether two sides make an arithmetic claim.

    Something must be computed: on the left, or on the right of a bare number that opens the sentence or
    goes on a chain ("week 3 = 5 * 2" says nothing of 3).
    """
    if computes(left.node):
        return True
    opens = left.opens and left.end - left.start <= 2 and not any(leaf.units for leaf in leaves(left.node))
    return computes(right.node) and (opens or (chained is not None and left.start == chained.start))


def _names_a_part(left: Side, equals: Token) -> bool:
    """Whether a fraction only names a part: "2/3 of the tank equals 16 gallons"."""
    if equals.end - equals.start <= 2 or not isinstance(left.node, Apply) or left.node.sign != "/":
        return False
    up, down = left.node.left, left.node.right
    return isinstance(up, Leaf) and not up.units and isinstance(down, Leaf) and bool(down.units)


def _equation(text: str, sides: tuple[Side, Side], at: tuple[int, Token, int], sentence: _Sentence) -> Equation:
    """The claim around a sign, judged."""
    (left, right), (start, equals, end) = sides, at
    about = equals.text == "≈" or bool(sentence.words & ROUNDING)
    return Equation(
        text=text,
        sentence=sentence.text,
        start=start,
        equals=equals.start,
        end=end,
        left=left.node,
        right=right.node,
        judgement=judge(left, right, about=about, words=sentence.words),
    )


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
