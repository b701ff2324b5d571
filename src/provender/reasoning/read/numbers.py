"""Number words read back, English and Swahili: one regular expression a language, largest scale first.

Both languages are read a little more freely than the renderer writes: "and" and "na" may be missing where
they only bind, since the value is the same; what would change the value is never guessed.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

NUMBER = r"(?:0|[1-9][0-9]{0,39})"
"""A whole number in digits: no sign, no leading zero, at most 40 figures, so that hostile text stays cheap."""

_EN_ONES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_EN_DECADES = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ONE = "|".join(sorted(_EN_ONES, key=len, reverse=True))
_DECADE = "|".join(_EN_DECADES)
_DIGIT = "|".join(list(_EN_ONES)[:9])
_BELOW_100 = rf"(?:(?:{_DECADE})(?:-(?:{_DIGIT}))?|(?:{_ONE}))"
_BELOW_1000 = rf"(?:(?:{_DIGIT}) hundred(?:(?: and)? {_BELOW_100})?|{_BELOW_100})"
_ENGLISH = re.compile(
    rf"(?:({_BELOW_1000}) billion)?(?:(?:^| )({_BELOW_1000}) million)?(?:(?:^| )({_BELOW_1000}) thousand)?"
    rf"(?:(?:^| | and )({_BELOW_1000}))?"
)
_EN_SCALES = (10**9, 10**6, 1000, 1)

_SW_ONES = {"moja": 1, "mbili": 2, "tatu": 3, "nne": 4, "tano": 5, "sita": 6, "saba": 7, "nane": 8, "tisa": 9}
_SW_DECADES = {
    "kumi": 10,
    "ishirini": 20,
    "thelathini": 30,
    "arobaini": 40,
    "hamsini": 50,
    "sitini": 60,
    "sabini": 70,
    "themanini": 80,
    "tisini": 90,
}
_MOJA = "|".join(_SW_ONES)
_KUMI = "|".join(_SW_DECADES)
_CHINI_100 = rf"(?:(?:{_KUMI}) na (?:{_MOJA})|{_KUMI}|{_MOJA})"
_CHINI_1000 = rf"(?:mia (?:{_MOJA})(?:(?: na)? {_CHINI_100})?|{_CHINI_100})"


def _sw_scale(name: str, count: str) -> str:
    """A count of one word after its scale, or of several words before it."""
    return rf"(?:(?:na )?(?:{name} ({_KUMI}|{_MOJA})|({count}) {name})(?: |$))?"


_SWAHILI = re.compile(
    _sw_scale("bilioni", _CHINI_1000)
    + _sw_scale("milioni", _CHINI_1000)
    + rf"(?:(?:na )?laki ({_MOJA})(?: |$))?"
    + _sw_scale("elfu", _CHINI_100)
    + rf"(?:(?:na )?mia ({_MOJA})(?: |$))?"
    + rf"(?:(?:na )?({_CHINI_100}))?"
)
_SW_SCALES = (10**9, 10**9, 10**6, 10**6, 10**5, 1000, 1000, 100, 1)


def from_words(text: str, language: str) -> int | None:
    """The number that `text` spells, or None if it spells none.

    Args:
        text: lower case, single spaces, e.g. "elfu moja mia mbili thelathini na nne".
        language: "en" or "sw".

    >>> from_words("ishirini na tano elfu", "sw"), from_words("elfu ishirini na tano", "sw")
    (25000, 20005)
    """
    return READERS[language](text)


@lru_cache(maxsize=4096)
def english(text: str) -> int | None:
    """Read English number words."""
    if text == "zero":
        return 0
    found = _ENGLISH.fullmatch(text)
    if found is None or not text or text.startswith(" "):
        return None
    return sum(
        scale * _english_below_1000(words) for scale, words in zip(_EN_SCALES, found.groups(), strict=True) if words
    )


def _english_below_1000(words: str) -> int:
    """Words that the grammar has already let through."""
    hundreds, _, rest = words.rpartition(" hundred")
    tail = rest if hundreds else words
    value = 100 * _EN_ONES[hundreds] if hundreds else 0
    for word in tail.replace(" and ", "").strip().split("-"):
        if word:
            value += _EN_ONES.get(word) or _EN_DECADES[word]
    return value


@lru_cache(maxsize=4096)
def swahili(text: str) -> int | None:
    """Read Swahili number words."""
    if text == "sifuri":
        return 0
    found = _SWAHILI.fullmatch(text)
    if found is None or not text or text.startswith("na ") or text.endswith(" "):
        return None
    return sum(
        scale * _swahili_below_1000(words) for scale, words in zip(_SW_SCALES, found.groups(), strict=True) if words
    )


def _swahili_below_1000(words: str) -> int:
    """Words that the grammar has already let through."""
    value = 0
    tokens = iter(words.split())
    for token in tokens:
        if token == "mia":
            value += 100 * _SW_ONES[next(tokens)]
        elif token != "na":
            value += _SW_ONES.get(token) or _SW_DECADES[token]
    return value


READERS: Mapping[str, Callable[[str], int | None]] = {"en": english, "sw": swahili}
