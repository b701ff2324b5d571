"""Whole numbers in words, in the five languages.

    1234    one thousand two hundred and thirty-four    elfu moja mia mbili thelathini na nne
    25000   twenty-five thousand                        ishirini na tano elfu
    20005   twenty thousand and five                    elfu ishirini na tano
    80      eighty    themanini    quatre-vingts    ochenta    achtzig
    91      ninety-one    tisini na moja    quatre-vingt-onze    noventa y uno    einundneunzig

Everyday Swahili says "elfu ishirini na tano" for both of the last two. Teachers tell them apart by putting
a count of several words before its scale ("kumi na moja elfu", 11,000); so do we, since words must read
back to one number only. A hundred thousand is "laki", as in Tanzania's schools. French is that of France, in the
spelling before 1990; Spanish counts 10**9 as "mil millones"; German says "einhundert" and "eintausend" in full.
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
        language: "en", "sw", "fr", "es" or "de".

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


def insist_on_words(most: int, *, where: str) -> None:
    """Refuse `numerals: words` before the first problem is drawn, where numbers up to `most` have no words.

    Raises:
        RecipeError: they are too long.
    """
    if most >= LIMIT:
        raise RecipeError("numbers are too long for words at this level", where=where, mend="use numerals: digits")


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


_FR_SMALL = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    *("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_FR_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante")


def french(number: int) -> str:
    """ "cents" and "quatre-vingts" keep their s at the end and before a noun (million), not before "mille"."""
    parts = []
    for scale, name in ((10**9, "milliard"), (10**6, "million")):
        count, number = divmod(number, scale)
        if count:
            parts.append(f"{_french_hundreds(count)} {name}{'s' if count > 1 else ''}")
    thousands, rest = divmod(number, 1000)
    if thousands:
        count_word = _french_hundreds(thousands)
        if count_word.endswith(("cents", "vingts")):
            count_word = count_word[:-1]
        parts.append("mille" if thousands == 1 else f"{count_word} mille")
    if rest or not parts:
        parts.append(_french_hundreds(rest))
    return " ".join(parts)


@lru_cache(maxsize=1000)
def _french_hundreds(number: int) -> str:
    """0 to 999."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _french_tens(rest)
    cent = "cent" if hundreds == 1 else f"{_FR_SMALL[hundreds]} cent"
    if rest:
        return f"{cent} {_french_tens(rest)}"
    return cent if hundreds == 1 else f"{cent}s"


def _french_tens(number: int) -> str:
    """0 to 99: seventies and nineties count on from sixty and from eighty; "et" before 1 and 11, but not in the 80s."""
    if number < 20:
        return _FR_SMALL[number]
    if number >= 80:
        return f"quatre-vingt-{_FR_SMALL[number - 80]}" if number > 80 else "quatre-vingts"
    tens, units = divmod(number, 10)
    if tens == 7:
        tens, units = 6, units + 10
    if not units:
        return _FR_TENS[tens]
    return f"{_FR_TENS[tens]} et {_FR_SMALL[units]}" if units in (1, 11) else f"{_FR_TENS[tens]}-{_FR_SMALL[units]}"


_ES_SMALL = (
    *("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    *("diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve"),
    *("veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco"),
    *("veintiséis", "veintisiete", "veintiocho", "veintinueve"),
)
_ES_TENS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_ES_HUNDREDS = (
    *("", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos"),
    *("seiscientos", "setecientos", "ochocientos", "novecientos"),
)


def spanish(number: int) -> str:
    """Millions may be thousands of millions; before "mil" and "millones" uno is cut short to "un"."""
    millions, rest = divmod(number, 10**6)
    parts = []
    if millions:
        parts.append("un millón" if millions == 1 else f"{_cut_short(_spanish_thousands(millions))} millones")
    if rest or not parts:
        parts.append(_spanish_thousands(rest))
    return " ".join(parts)


def _spanish_thousands(number: int) -> str:
    """0 to 999,999."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _spanish_hundreds(rest)
    before = "mil" if thousands == 1 else f"{_cut_short(_spanish_hundreds(thousands))} mil"
    return f"{before} {_spanish_hundreds(rest)}" if rest else before


def _cut_short(words: str) -> str:
    """ "veintiún" and "treinta y un", as before a noun."""
    if words.endswith("veintiuno"):
        return words.removesuffix("uno") + "ún"
    return words.removesuffix("o") if words.endswith("uno") else words


@lru_cache(maxsize=1000)
def _spanish_hundreds(number: int) -> str:
    """0 to 999."""
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    below = _ES_SMALL[rest] if rest < 30 else f"{_ES_TENS[tens]} y {_ES_SMALL[units]}" if units else _ES_TENS[tens]
    if not hundreds:
        return below
    return f"{_ES_HUNDREDS[hundreds]} {below}" if rest else _ES_HUNDREDS[hundreds]


_DE_SMALL = (
    *("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    *("zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"),
)
_DE_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")


def german(number: int) -> str:
    """One word below a million; a final one is "eins", before a noun "eine"."""
    parts = []
    for scale, one, many in ((10**9, "Milliarde", "Milliarden"), (10**6, "Million", "Millionen")):
        count, number = divmod(number, scale)
        if count:
            ends_in_one = count % 100 == 1
            parts.append(f"{_german_hundreds(count)}{'e' if ends_in_one else ''} {one if count == 1 else many}")
    thousands, rest = divmod(number, 1000)
    word = f"{_german_hundreds(thousands)}tausend" if thousands else ""
    if rest or not (parts or word):
        word += _german_hundreds(rest) + ("s" if rest % 100 == 1 else "")
    return " ".join([*parts, word]) if word else " ".join(parts)


@lru_cache(maxsize=1000)
def _german_hundreds(number: int) -> str:
    """0 to 999, a final one as "ein"."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    above_twenty = f"{_DE_SMALL[units]}und{_DE_TENS[tens]}" if units else _DE_TENS[tens]
    below = _DE_SMALL[rest] if rest < 20 else above_twenty
    if not hundreds:
        return below
    return f"{_DE_SMALL[hundreds]}hundert{below if rest else ''}"


WORDS: Mapping[str, Callable[[int], str]] = {
    "en": english,
    "sw": swahili,
    "fr": french,
    "es": spanish,
    "de": german,
}
