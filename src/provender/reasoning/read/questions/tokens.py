"""A question as sentences of tokens; every number among them has a place of its own, so that none can be lost.

"Ann has $5 and twice as many pens."    ann has [$ 5] and [m 2] as many pens .
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from provender.reasoning.read.prose.numerals import LONGEST, counted
from provender.reasoning.read.prose.words import NUMBERS

MAX_CHARACTERS = 1500
MAX_TOKENS = 70  # of a sentence

_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": "", "”": "", '"': "", "–": "-", "—": "-", "\u00a0": " "})
_VULGAR = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3"}
_TITLES = re.compile(r"\b(Mr|Mrs|Ms|Dr|St)\.")
_TOKEN = re.compile(
    r"(?P<money>\$\s?)?(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,3}(?![0-9]|,[0-9])"
    r"|[0-9]{1,12}(?![0-9]|,[0-9]{3})(?:\.[0-9]{1,6}(?![0-9]))?|\.[0-9]{1,4})"
    r"(?P<part>/[0-9]{1,4}(?![0-9/]))?(?P<percent>\s?%|\s?percent\b)?(?P<glued>[A-Za-z-]+)?"
    r"|(?P<word>'s\b|[A-Za-z]+(?:-[A-Za-z]+)*(?:'(?!s\b)[a-z]+)?)|(?P<mark>[,;:.?!'])|(?P<other>\S)"
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_PARTS |= {f"{name}s": part for name, part in _PARTS.items()} | {"halves": 2, "half": 2}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12, "dozens": 12}
_TIMES = {"twice": 2, "double": 2, "thrice": 3, "triple": 3, "quadruple": 4}


class Token(NamedTuple):
    """One word or number.

    Attributes:
        kind: "w" a word, "n" a number, "$" money, "%" a percentage, "f" a fraction, "m" so many times, else the mark.
        text: in lower case.
        place: of its number among the question's numbers; -1 where there is none.
        name: whether it is written with a capital.
    """

    kind: str
    text: str
    place: int = -1
    name: bool = False


class Text(NamedTuple):
    """A question in tokens.

    Attributes:
        sentences: with their closing mark.
        numbers: every number, by place.
    """

    sentences: tuple[tuple[Token, ...], ...]
    numbers: tuple[Fraction, ...]


def text_of(question: str) -> Text | None:
    """The tokens of a question; None where it is too long or holds what is no English word, number or mark."""
    if len(question) > MAX_CHARACTERS:
        return None
    plain = question.translate(_PLAIN)
    for sign, digits in _VULGAR.items():
        plain = plain.replace(sign, digits)
    numbers: list[Fraction] = []
    raw = [_raw(found) for found in _TOKEN.finditer(_TITLES.sub(r"\1", plain))]
    known = [each for each in raw if each is not None]
    if len(known) != len(raw):
        return None
    sentences = [tuple(_numbered(part, numbers)) for part in _split(known)]
    if any(len(part) > MAX_TOKENS for part in sentences):
        return None
    return Text(tuple(sentences), tuple(numbers))


class _Raw(NamedTuple):
    kind: str
    text: str
    value: Fraction | None = None
    name: bool = False


def _raw(found: re.Match[str]) -> _Raw | None:
    """A token before number words are joined; None for what we do not read."""
    if found["glued"] in ("st", "nd", "rd", "th"):
        return _Raw("w", found[0])
    if found["other"] or found["glued"]:
        return None
    if found["number"]:
        return _digits(found)
    word = found["word"]
    if word:
        return _Raw("w", word.lower(), None, word[0].isupper() and word[1:].islower())
    return _Raw(found["mark"], found["mark"])


def _digits(found: re.Match[str]) -> _Raw | None:
    """A number in figures."""
    value = Fraction(found["number"].replace(",", ""))
    kind = "n"
    if found["part"]:
        below = int(found["part"][1:])
        if not below or "." in found["number"]:
            return None
        value, kind = value / below, "f"
    if found["money"]:
        kind = "$"
    if found["percent"]:
        value, kind = value / 100, "%"
    return _Raw(kind, found[0], value)


def _split(raw: Sequence[_Raw]) -> Iterator[list[_Raw]]:
    """Sentences."""
    part: list[_Raw] = []
    for token in raw:
        part.append(token)
        if token.kind in ".?!":
            yield part
            part = []
    if part:
        yield [*part, _Raw(".", ".")]


def _numbered(raw: Sequence[_Raw], numbers: list[Fraction]) -> Iterator[Token]:
    """Number words joined, each number put in its place."""
    at = 0
    while at < len(raw):
        found = _with_half(_number(raw, at), [token.text for token in raw[at : at + LONGEST]])
        if found is None:
            token = raw[at]
            yield Token(token.kind, token.text, -1, token.name)
            at += 1
            continue
        kind, value, size = found
        numbers.append(value)
        yield Token(kind, " ".join(token.text for token in raw[at : at + size]), len(numbers) - 1)
        at += size


def _number(raw: Sequence[_Raw], at: int) -> tuple[str, Fraction, int] | None:
    """Kind, value and length of the number that begins at a token."""
    token = raw[at]
    words = [each.text for each in raw[at : at + LONGEST]]
    if token.value is not None:
        return _figures(token, words[1] if len(words) > 1 else "")
    if token.kind != "w":
        return None
    if token.text in _TIMES:
        return "m", Fraction(_TIMES[token.text]), 1
    part = _fraction(words)
    return ("f", *part) if part else _spelt(words)


def _with_half(found: tuple[str, Fraction, int] | None, words: Sequence[str]) -> tuple[str, Fraction, int] | None:
    """Two and a half, one and a half times."""
    if found is None or found[0] != "n" or list(words[found[2] : found[2] + 3]) != ["and", "a", "half"]:
        return found
    value, size = found[1] + Fraction(1, 2), found[2] + 3
    return ("m", value, size + 1) if list(words[size : size + 1]) == ["times"] else ("n", value, size)


def _spelt(words: Sequence[str]) -> tuple[str, Fraction, int] | None:
    """Twenty-five, two dozen, three times, ten percent."""
    found = counted(words)
    value, size = (found.value, found.size) if found else (Fraction(NUMBERS.get(words[0], -1)), 1)
    following = words[size] if len(words) > size else ""
    if value < 0:
        return None
    if following == "times":
        return "m", value, size + 1
    return ("%", value / 100, size + 1) if following == "percent" else ("n", value, size)


def _figures(token: _Raw, following: str) -> tuple[str, Fraction, int]:
    """A number in figures with the word that scales it."""
    value = token.value or Fraction(0)
    scale = _SCALES.get(following)
    if scale and token.kind in "n$":
        return token.kind, value * scale, 2
    if token.kind in "nf" and following == "times":
        return "m", value, 2
    return token.kind, value, 1


def _fraction(words: Sequence[str]) -> tuple[Fraction, int] | None:
    """Half, a third, two-thirds, three quarters; "a second half" is none."""
    if words[0] == "half" and words[1:2] != ["a"] and words[1:2] != ["an"]:
        return Fraction(1, 2), 1
    split, size = (words[0].split("-"), 1) if "-" in words[0] else (list(words[:2]), 2)
    if len(split) != 2 or split[1] not in _PARTS:
        return None
    up = 1 if split[0] in ("a", "one") else NUMBERS.get(split[0], 0)
    if not 0 < up < _PARTS[split[1]] or (split[1] in ("quarter", "quarters") and split[0] not in ("a", "one", "three")):
        return None
    nouns = {"of", "as", "the", "that"}
    if split[1] in ("quarter", "quarters") and not nouns.intersection(words[size : size + 1]):
        return None
    return Fraction(up, _PARTS[split[1]]), size
