"""Number words read back, in the five languages: one regular expression a language, largest scale first.

They are read a little more freely than the renderer writes: "and" and "na" may be missing where they only bind, French
may have its hyphens everywhere, German may say "hundert" for "einhundert", since the value is the same; what would
change the value is never guessed.
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
        language: "en", "sw", "fr", "es" or "de".

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


def _row(first: int, words: str, step: int = 1) -> dict[str, int]:
    """Words that count on from `first`; a dot joins what is said in two words."""
    return {word.replace(".", " "): first + step * place for place, word in enumerate(words.split())}


_FR_UNITS = _row(1, "un deux trois quatre cinq six sept huit neuf")
_FR_TEENS = _row(10, "dix onze douze treize quatorze quinze seize dix.sept dix.huit dix.neuf")
_FR_DECADES = _row(20, "vingt trente quarante cinquante soixante", 10)


def _french_below_100() -> dict[str, int]:
    """1 to 99, hyphens as spaces: nobody says "septante" here."""
    table = {**_FR_UNITS, **_FR_TEENS, "quatre vingts": 80}
    for decade, tens in _FR_DECADES.items():
        table |= {decade: tens, f"{decade} et un": tens + 1}
        table |= {f"{decade} {word}": tens + unit for word, unit in _FR_UNITS.items() if unit > 1}
    table["soixante et onze"] = 71
    table |= {f"soixante {word}": 60 + teen for word, teen in _FR_TEENS.items() if teen != 11}
    table["quatre vingt"] = 80
    return table | {f"quatre vingt {word}": 80 + n for word, n in {**_FR_UNITS, **_FR_TEENS}.items()}


_FR_TABLE = _french_below_100()


def _either(words: "Mapping[str, int]") -> str:
    """Any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


_FR_COUNT = _either({word: n for word, n in _FR_UNITS.items() if n > 1})
_FR_1000 = rf"(?:(?:(?:{_FR_COUNT}) )?cents?(?: (?:{_either(_FR_TABLE)}))?|{_either(_FR_TABLE)})"
_FRENCH = re.compile(
    rf"(?:({_FR_1000}) milliards?(?: |$))?(?:({_FR_1000}) millions?(?: |$))?"
    rf"(?:((?:{_FR_1000} )?)mille(?: |$))?({_FR_1000})?"
)


@lru_cache(maxsize=4096)
def french(text: str) -> int | None:
    """Read French number words."""
    if text == "zéro":
        return 0
    found = _FRENCH.fullmatch(text.replace("-", " "))
    if found is None or not text or text[-1] in " -":
        return None
    billions, millions, thousands, rest = found.groups()
    if (thousands or "").strip() == "un":
        return None
    count = 0 if thousands is None else _french_below_1000(thousands.strip()) if thousands else 1
    return (
        10**9 * _french_below_1000(billions or "")
        + 10**6 * _french_below_1000(millions or "")
        + 1000 * count
        + _french_below_1000(rest or "")
    )


def _french_below_1000(words: str) -> int:
    """Words that the grammar has already let through."""
    if "cent" not in words:
        return _FR_TABLE[words] if words else 0
    count, _, rest = words.partition("cent")
    rest = rest.removeprefix("s").strip()
    return 100 * _FR_UNITS.get(count.strip(), 1) + (_FR_TABLE[rest] if rest else 0)


_ES_UNITS = _row(2, "dos tres cuatro cinco seis siete ocho nueve")
_ES_TABLE = {
    **_ES_UNITS,
    **_row(10, "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte"),
    **_row(22, "veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"),
}
_ES_DECADES = _row(30, "treinta cuarenta cincuenta sesenta setenta ochenta noventa", 10)
_ES_CENTURIES = _row(
    200, "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos", 100
)
_ES_VALUES = {
    **_row(1, "un veintiún", 20),
    **_row(1, "uno veintiuno", 20),
    **_row(100, "cien ciento", 0),
    "y": 0,
    **_ES_TABLE,
    **_ES_DECADES,
    **_ES_CENTURIES,
}


def _spanish_1000(one: str, twenty_one: str, *, alone: bool) -> str:
    """1 to 999; before "mil" and "millones" uno is cut short, and one alone is not said."""
    units = f"{one}|{_either(_ES_UNITS)}"
    below = rf"(?:{_either(_ES_DECADES)})(?: y (?:{units}))?|{twenty_one}|{_either(_ES_TABLE)}"
    last = rf"(?:{below}|{one})"
    return rf"(?:cien|ciento {last}|(?:{_either(_ES_CENTURIES)})(?: {last})?|{last if alone else below})"


_ES_FULL = _spanish_1000("uno", "veintiuno", alone=True)
_ES_SHORT = _spanish_1000("un", "veintiún", alone=False)
_ES_MILLIONS = rf"(?:((?:{_ES_SHORT} )?)mil )?(?:({_ES_SHORT}|un(?= millones)) )?millones"
_SPANISH = re.compile(
    rf"(?:un millón(?: |$)|(?=.*millones){_ES_MILLIONS}(?: |$))?(?:((?:{_ES_SHORT} )?)mil(?: |$))?({_ES_FULL})?"
)


@lru_cache(maxsize=4096)
def spanish(text: str) -> int | None:
    """Read Spanish number words: "un" only where a noun or "mil" follows, "uno" only where none does."""
    if text == "cero":
        return 0
    found = _SPANISH.fullmatch(text)
    if found is None or not text or text[-1] == " " or text.startswith(("millones", "un millones")):
        return None
    millions = 1 if text.startswith("un millón") else _spanish_below_million(*found.groups()[:2])
    return 10**6 * millions + _spanish_below_million(*found.groups()[2:])


def _spanish_below_million(thousands: str | None, rest: str | None) -> int:
    """Words that the grammar has already let through; "mil" alone is one thousand."""
    count = 0 if thousands is None else sum(_ES_VALUES[word] for word in thousands.split()) or 1
    return 1000 * count + sum(_ES_VALUES[word] for word in (rest or "").split())


_DE_UNITS = _row(1, "ein zwei drei vier fünf sechs sieben acht neun")
_DE_TEENS = _row(10, "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
_DE_DECADES = _row(20, "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 10)
_DE_VALUES = {**_DE_UNITS, **_DE_TEENS, **_DE_DECADES}
_DE_UNIT = _either(_DE_UNITS)
_DE_100 = rf"(?:(?:(?:{_DE_UNIT})und)?(?:{_either(_DE_DECADES)})|{_either(_DE_TEENS)}|eins|eine|{_DE_UNIT})"
_DE_1000 = rf"(?:(?:(?:{_DE_UNIT})?hundert)(?:(?:und)?{_DE_100})?|{_DE_100})"
_GERMAN = re.compile(
    rf"(?:({_DE_1000}) Milliarden?(?: |$))?(?:({_DE_1000}) Million(?:en)?(?: |$))?"
    rf"(?:((?:{_DE_1000})?)tausend(?:und)?)?({_DE_1000})?"
)
_DE_PIECES = re.compile(rf"({_DE_UNIT})?hundert|({_either(_DE_VALUES)})")


@lru_cache(maxsize=4096)
def german(text: str) -> int | None:
    """Read German number words: "eins" only at the end, "eine" only before a noun."""
    if text == "null":
        return 0
    found = _GERMAN.fullmatch(text)
    if found is None or not text or text[-1] == " " or text.endswith("und"):
        return None
    billions, millions, thousands, rest = found.groups()
    nouns = [count for count in (billions, millions) if count is not None]
    if any(count.endswith(("ein", "eins")) for count in nouns) or (thousands or "").endswith(("eins", "eine")):
        return None
    if (rest or "").endswith(("ein", "eine")):
        return None
    count = 0 if thousands is None else _german_below_1000(thousands) or 1
    return (
        10**9 * _german_below_1000(billions or "")
        + 10**6 * _german_below_1000(millions or "")
        + 1000 * count
        + _german_below_1000(rest or "")
    )


def _german_below_1000(words: str) -> int:
    """Words that the grammar has already let through."""
    pieces: list[tuple[str, str]] = _DE_PIECES.findall(words)
    return sum(_DE_VALUES[below] if below else 100 * _DE_VALUES.get(hundreds, 1) for hundreds, below in pieces)


READERS: Mapping[str, Callable[[str], int | None]] = {
    "en": english,
    "sw": swahili,
    "fr": french,
    "es": spanish,
    "de": german,
}
