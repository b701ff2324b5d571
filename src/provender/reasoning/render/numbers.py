"""Whole numbers in words, English and Swahili.

    1234    one thousand two hundred and thirty-four    elfu moja mia mbili thelathini na nne
    25000   twenty-five thousand                        ishirini na tano elfu
    20005   twenty thousand and five                    elfu ishirini na tano

Everyday Swahili says "elfu ishirini na tano" for both of the last two. Teachers tell them apart by putting
a count of several words before its scale ("kumi na moja elfu", 11,000); so do we, since words must read
back to one number only. A hundred thousand is "laki", as in Tanzania's schools.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from provender.core.errors import RecipeError

LIMIT = 10**12

_EN_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EN_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))

_SW_SMALL = ("sifuri", "moja", "mbili", "tatu", "nne", "tano", "sita", "saba", "nane", "tisa")
_SW_TENS = ("", "kumi", "ishirini", "thelathini", "arobaini", "hamsini", "sitini", "sabini", "themanini", "tisini")
_SW_SCALES = ((10**9, "bilioni"), (10**6, "milioni"), (10**5, "laki"), (1000, "elfu"), (100, "mia"))


def in_words(number: int, language: str) -> str:
    """`number` in words.

    Args:
        number: 0 <= number < 10**12.
        language: "en" or "sw".

    Raises:
        RecipeError: the number is out of range.

    Guarantees:
        Different numbers have different words.

    >>> in_words(1234, "sw")
    'elfu moja mia mbili thelathini na nne'
    """
    if not 0 <= number < LIMIT:
        raise RecipeError(f"{number} has no words here", where="numerals: words", mend="use numerals: digits")
    return WORDS[language](number)


def english(number: int) -> str:
    """British style: "and" before the last two figures."""
    parts = []
    rest = number
    for scale, name in _EN_SCALES:
        count, rest = divmod(rest, scale)
        if count:
            parts.append(f"{_english_hundreds(count)} {name}")
    if rest or not parts:
        joint = "and " if parts and rest < 100 else ""
        parts.append(joint + _english_hundreds(rest))
    return " ".join(parts)


@lru_cache(maxsize=1000)
def _english_hundreds(number: int) -> str:
    """0 to 999."""
    if number < 20:
        return _EN_SMALL[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return f"{_EN_TENS[tens]}-{_EN_SMALL[units]}" if units else _EN_TENS[tens]
    hundreds, rest = divmod(number, 100)
    return f"{_EN_SMALL[hundreds]} hundred" + (f" and {_english_hundreds(rest)}" if rest else "")


def swahili(number: int) -> str:
    """The parts in falling order; "na" binds the last, unless it is tens and units that hold one already."""
    parts = []
    rest = number
    for scale, name in _SW_SCALES:
        count, rest = divmod(rest, scale)
        if count:
            parts.append(_swahili_scaled(count, name))
    if not parts:
        return _swahili_tens(rest)
    if rest:
        parts.append(_swahili_tens(rest))
    if len(parts) > 1 and (rest < 10 or rest % 10 == 0):
        parts[-1] = f"na {parts[-1]}"
    return " ".join(parts)


def _swahili_scaled(count: int, name: str) -> str:
    """ "elfu tano", but "kumi na tano elfu": a count of several words stands before its scale."""
    words = swahili(count)
    return f"{words} {name}" if " " in words else f"{name} {words}"


def _swahili_tens(number: int) -> str:
    """0 to 99."""
    if number < 10:
        return _SW_SMALL[number]
    tens, units = divmod(number, 10)
    return f"{_SW_TENS[tens]} na {_SW_SMALL[units]}" if units else _SW_TENS[tens]


WORDS: Mapping[str, Callable[[int], str]] = {"en": english, "sw": swahili}
