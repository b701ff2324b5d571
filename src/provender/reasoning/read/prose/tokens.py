"""Free English text as tokens: numbers with their values, signs, words.

    "He pays 3 x $1,200/day = $3,600."
     word word  num op cur num op word eq cur num stop

What is written like a number but is none (a clock time, a list, a number no person writes) becomes
an `opaque` token, so that no claim is ever read across it.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from provender.reasoning.read.prose.latex import undressed
from provender.reasoning.read.prose.numerals import LONGEST, counted
from provender.reasoning.read.prose.words import NUMBERS

STARTS = ("number", "currency", "open")  # kinds of tokens that may begin an operand
MAX_DIGITS = 60  # longer runs are a stuck model or an attack, not arithmetic

VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅐": (1, 7), "⅑": (1, 9), "⅒": (1, 10)}
VULGAR |= {"⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6)}
VULGAR |= {"⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}
_WORD_SIGNS = {"plus": "+", "minus": "-", "times": "*", "over": "/"}
_SIGNS = {"×": "*", "·": "*", "∙": "*", "⋅": "*", "÷": "/", "∕": "/", "⁄": "/", "−": "-", "–": "-", "—": "-"}

_BOLD = re.compile(r"\*\*(?!\d)|(?<![\d)])\*\*")  # no power

_TOKEN = re.compile(
    r"""
    (?P<opaque>\d{1,2}:\d\d(?:\s?[ap]\.?m\b\.?)? | \d{1,2}\s?[ap]\.?m\b\.?)
  | (?P<spaced>(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,:])(?:\.\d+)?)
  | (?P<number>(?:(?<![\w.,])\.)?\d(?:[\d.,]*\d)?(?:(?:\.\.\.|…)(?=\s?%))?)
  | (?P<stop>\n | [=\-]>|!=|→|≠|[.,;:!?"“”|#…`])
  | (?P<order>[<>]=|[<>≤≥])
  | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])
  | (?P<percent>%|per\s?cent\b)
  | (?P<eq>==?|≈|≃|≅|~=)
  | (?P<word>(?<=\d)-(?=[^\W\d_]{2})[^\W\d_]+(?:['’\-][^\W\d_]+)* | [^\W\d_]+(?:['’.][^\W\d_]+|-[^\W\d_]+)*|[°'’¢&])
  | (?P<op>\*\*|[+*/^\-×·∙⋅÷∕⁄−–—])
  | (?P<currency>US\$|[$€£¥₹])
  | (?P<open>[(\[{])
  | (?P<close>[)\]}])
  | (?P<other>\S)
    """,
    re.VERBOSE | re.MULTILINE,
)
_BULLET = re.compile(r"^[ \t]*(?:[-*•–](?=[ \t])|(?:\d{1,2}[.)]|\(\d{1,2}\))(?=[ \t]+[^-+*/×÷=−–\s]))", re.MULTILINE)
_PLAIN = re.compile(r"\d*\.?\d+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_COMMA_POINT = re.compile(r"\d+,\d{1,2}")


class Number(NamedTuple):
    """A written number.

    Attributes:
        value: as it is most likely meant.
        digits: written digits without leading zeros.
        step: worth of the last written digit, 1/100 for "3.50"; 0 for a fraction, which rounds nothing.
        others: what else it may mean ("17 500" may end one sentence part and start another).
    """

    value: Fraction
    digits: int
    step: Fraction
    others: tuple[Fraction, ...] = ()


class Token(NamedTuple):
    """A piece of text: its kind, its canonical text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int
    number: Number | None = None


STOP = Token("stop", "", -1, -1)  # what stands before the first token and after the last


def plain_text(text: str) -> str:
    """The text without LaTeX dress, bold marks and list bullets; line breaks stay."""
    return _BULLET.sub(lambda found: " " * len(found[0]), _BOLD.sub(" ", undressed(text)))


def scan(text: str) -> list[Token]:
    """Every token of `text`, in order; signs written as words or letters are signs."""
    tokens = [_token(found) for found in _TOKEN.finditer(text)]
    kept = [token for place, token in enumerate(tokens) if not _abbreviates(tokens, place)]
    return list(_with_word_signs(list(_with_numerals(kept))))


def _with_numerals(tokens: list[Token]) -> Iterator[Token]:
    """The tokens, numbers of several words as numbers."""
    place = 0
    while place < len(tokens):
        words = []
        for token in tokens[place : place + LONGEST]:
            if token.kind != "word":
                break
            words.append(token.text.lower())
        found = counted(words)
        if found:
            first, last = tokens[place], tokens[place + found.size - 1]
            step = Fraction(found.value.denominator == 1)
            number = Number(found.value, len(str(found.value.numerator)), step)
            yield Token("number", str(found.value), first.start, last.end, number)
        else:
            yield tokens[place]
        place += found.size if found else 1


def _abbreviates(tokens: list[Token], place: int) -> bool:
    """Whether a full stop only ends a unit, "5 oz. * 3"."""
    if tokens[place].text != "." or not 0 < place < len(tokens) - 1:
        return False
    return tokens[place - 1].kind == "word" and tokens[place + 1].kind in ("op", "eq")


def _token(found: "re.Match[str]") -> Token:
    """One match as a token."""
    kind, text = str(found.lastgroup), found[0]
    start, end = found.span()
    if kind in ("number", "spaced"):
        number = _spaced(text) if kind == "spaced" else _number(text)
        return Token("number" if number else "opaque", text, start, end, number)
    if kind == "vulgar":
        return Token("number", text, start, end, Number(Fraction(*VULGAR[text]), 1, Fraction(0)))
    if kind == "order":
        text = {"≤": "<=", "≥": ">="}.get(text, text)
    elif kind == "op":
        text = "^" if text == "**" else _SIGNS.get(text, text)
    elif kind in ("eq", "percent", "currency"):
        text = {"eq": "=" if text[0] == "=" else "≈", "percent": "%", "currency": text[-1]}[kind]
    elif kind == "other":
        kind = "opaque"
    return Token(kind, text, start, end)


def _number(text: str) -> Number | None:
    """A run of digits, points and commas, if it is one number."""
    text = text.rstrip(".…")
    if len(text) > MAX_DIGITS or (len(text) > 1 and text[0] == "0" and text.isdigit()):
        return None  # 0900 is a time of day
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        return _exact(text.replace(",", ""))
    if _COMMA_POINT.fullmatch(text):  # "3,2 million": a decimal comma, or a slip for a thousand
        exact = _exact(text.replace(",", "."))
        return exact._replace(others=(Fraction(text.replace(",", "")),))
    return None


def _spaced(text: str) -> Number:
    """Thousands set apart by spaces, "17 500"; or two numbers that happen to stand side by side."""
    exact = _exact(re.sub(r"\s", "", text))
    head, *_, tail = text.split()
    return exact._replace(others=(Fraction(tail), Fraction(head)))


def whole(value: int) -> Number:
    """A small whole number that nobody wrote in digits."""
    return Number(Fraction(value), len(str(value)), Fraction(1))


def _exact(text: str) -> Number:
    """Digits with at most one point."""
    ones, _, decimals = text.partition(".")
    return Number(Fraction("0" + text), len((ones + decimals).lstrip("0")), Fraction(1, 10 ** len(decimals)))


def _with_word_signs(tokens: list[Token]) -> Iterator[Token]:
    """Words that stand for signs or numbers, by what stands beside them."""
    last, skip = STOP, False
    for token, after, further in zip(tokens, [*tokens[1:], STOP], [*tokens[2:], STOP, STOP], strict=False):
        if skip:
            skip = False
            continue
        last, skip = _word(token, last, (after, further)) if token.kind == "word" else (token, False)
        yield last


def _word(token: Token, last: Token, after: tuple[Token, Token]) -> tuple[Token, bool]:
    """A word as sign, number or variable where it is one; and whether it swallowed the next word."""
    word, (following, further) = token.text.lower(), after
    ends = last.kind in ("number", "close", "percent", "word")
    joins, starts = following.text.lower(), _starts(following) or following.text == "-"
    if word == "x":
        is_sign = ends and _starts(following)
        token = token._replace(kind="op" if is_sign else "opaque", text="*" if is_sign else token.text)
    elif word in _WORD_SIGNS and ends and starts:
        token = token._replace(kind="op", text=_WORD_SIGNS[word])
    elif word in ("divided", "multiplied") and joins == "by" and ends and _starts(further):
        return token._replace(kind="op", text="/" if word == "divided" else "*", end=following.end), True
    elif word in ("equals", "equal") and (starts or (joins == "to" and _starts(further))):
        return token._replace(kind="eq", text="=", end=token.end if starts else following.end), not starts
    elif word in NUMBERS and ("op" in (last.kind, following.kind) or last.kind == "eq" or _signs(following, further)):
        token = token._replace(kind="number", number=whole(NUMBERS[word]))
    return token, False


def _signs(token: Token, after: Token) -> bool:
    """Whether a word is a sign before a number."""
    return token.text.lower() in _WORD_SIGNS and _starts(after)


def _starts(token: Token) -> bool:
    """Whether an operand may start here."""
    return token.kind in STARTS or token.text.lower() in NUMBERS
