"""Claims that need no table: days of the week, leap years, and one unit in another.

"14 July 1789 was a Tuesday."      agreed     the Gregorian calendar: 1789-07-14 is a Tuesday
"1900 was a leap year."            contradicted
"1 mile = 1.609344 km"             agreed     1 mile = 1.609344 km
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from provender.general.read.amounts import agrees, amount
from provender.general.read.assertion import Assertion, Crossed, Near, Status
from provender.general.read.forms import languages
from provender.general.read.names import plain
from provender.general.read.units import convert, known

_LONGEST = 120
_DAY: Mapping[str, str] = {
    "en": r"(?:the )?(?P<date>[\w ,.-]{6,30}?) (?:is|was|falls on|fell on|will be) (?:on )?an? (?P<day>\w+)",
    "de": r"(?:der )?(?P<date>[\w ,.-]{6,30}?) (?:ist|war|fällt auf|fiel auf) ein(?:en)? (?P<day>\w+)",
    "fr": r"(?:le )?(?P<date>[\w ,.-]{6,30}?) (?:est|était|tombe|tombait) un (?P<day>\w+)",
    "es": r"(?:el )?(?P<date>[\w ,.-]{6,30}?) (?:es|era|fue|cae en|cayó en) (?:un )?(?P<day>\w+)",
    "sw": r"(?:tarehe )?(?P<date>[\w ,.-]{6,30}?) (?:ni|ilikuwa|itakuwa) (?:siku ya )?(?P<day>\w+)",
}
_LEAP: Mapping[str, str] = {
    "en": r"(?:the year )?(?P<year>\d{1,4}) (?:is|was|will be) (?P<no>not )?a leap year",
    "de": r"(?:das jahr )?(?P<year>\d{1,4}) (?:ist|war|wird) (?:(?P<no>kein)|ein) schaltjahr",
    "fr": r"(?:l['’]année )?(?P<year>\d{1,4}) (?P<no>n['’])?(?:est|était)(?: pas)? (?:une année )?bissextile",
    "es": r"(?:el año )?(?P<year>\d{1,4}) (?P<no>no )?(?:es|fue|será) (?:un año )?bisiesto",
    "sw": r"(?:mwaka(?: wa)? )?(?P<year>\d{1,4}) (?:(?P<no>si|haukuwa)|ni|ulikuwa) mwaka mrefu",
}
_IS = (
    r"=|is equal to|equals|is|are|ist|sind|entspricht|entsprechen|est|sont|vaut|valent|es|son|equivale a|ni sawa na|ni"
)
_EQUAL = re.compile(rf"(?P<one>\d\S{{0,30}} ?[^=\d]{{1,40}}?) ?(?:{_IS}) (?P<other>\d.{{1,80}}?)", re.IGNORECASE)
_TURNED = re.compile(r"(?P<one>[^=\d]{1,40}\d\S{0,30}) (?:ni sawa na|ni|=) (?P<other>\S.{1,80}?)", re.IGNORECASE)


def computed(sentence: str, language: str) -> Crossed | None:
    """What is computed of a sentence's claim; None where it states nothing of the kind."""
    text = sentence.strip().rstrip(".! ")
    if len(text) > _LONGEST or not any(char.isdigit() for char in text):
        return None
    for each in languages(language):
        found = _weekday(text, each) or _leap(text, each) or _equal(text, each)
        if found is not None:
            return found
    return None


def _crossed(claim: Assertion, true: bool, cited: str, near: Near = Near.NONE) -> Crossed:
    """A computed claim."""
    status = Status.AGREED if true else Status.CONTRADICTED
    return Crossed(assertion=claim, status=status, cited=cited, near=Near.NONE if true else near)


def _weekday(text: str, language: str) -> Crossed | None:
    """ "14 July 1789 was a Tuesday"."""
    hit = re.fullmatch(_DAY[language], text, re.IGNORECASE)
    when = _date(hit["date"], language) if hit else None
    days = _days(language)
    if hit is None or when is None or plain(hit["day"]) not in days:
        return None
    claim = Assertion(when.isoformat(), "weekday", hit["day"], language, said=text)
    right = date(2024, 1, 1 + when.weekday()).strftime("%A")  # the C locale's, for evidence alone
    return _crossed(claim, days[plain(hit["day"])] == when.weekday(), f"Gregorian calendar: {when} is a {right}")


@lru_cache(maxsize=8)
def _days(language: str) -> Mapping[str, int]:
    """Names of the days, Monday 0."""
    from babel import Locale

    wide = Locale.parse(language).days["format"]["wide"]
    return {plain(name): day for day, name in wide.items()}


@lru_cache(maxsize=8)
def _months(language: str) -> Mapping[str, int]:
    """Names of the months."""
    from babel import Locale

    return {plain(name): month for month, name in Locale.parse(language).months["format"]["wide"].items()}


def _date(text: str, language: str) -> date | None:
    """A day of the calendar: "14 July 1789", "July 14, 1789", "14. Juli 1789", "14 de julio de 1789", "1789-07-14"."""
    plainly = re.sub(r"(?<=\d)(?:st|nd|rd|th|er)\b|,|\.|\b(?:de|del|of|mwaka)\b", " ", text.casefold())
    parts = plainly.replace("-", " ").split() if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()) else plainly.split()
    if len(parts) != 3:
        return None
    if not parts[1].isdigit() or not parts[0].isdigit():
        words = [part for part in parts if not part.isdigit()]
        month = _months(language).get(plain(words[0])) if len(words) == 1 else None
        numbers = [part for part in parts if part.isdigit()]
        day, year = (numbers[0], numbers[1]) if month else ("0", "0")
    else:
        year, month, day = parts[0], int(parts[1]), parts[2]
    try:
        return date(int(year), month or 0, int(day)) if len(year) <= 4 and len(day) <= 2 else None
    except ValueError:
        return None


def _leap(text: str, language: str) -> Crossed | None:
    """ "1900 was not a leap year"."""
    hit = re.fullmatch(_LEAP[language], text, re.IGNORECASE)
    if hit is None:
        return None
    year = int(hit["year"])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    claim = Assertion(str(year), "leap year", "no" if hit["no"] else "yes", language, said=text)
    return _crossed(
        claim, leap is not bool(hit["no"]), f"Gregorian calendar: {year} is {'a' if leap else 'no'} leap year"
    )


def _equal(text: str, language: str) -> Crossed | None:
    """ "1 mile = 1.609344 km"."""
    hit = _EQUAL.fullmatch(text) or (_TURNED.fullmatch(text) if language == "sw" else None)
    one, other = (amount(hit[side], language) for side in ("one", "other")) if hit else (None, None)
    if hit is None or one is None or other is None or not (known(one.unit) and known(other.unit) and other.unit):
        return None
    claim = Assertion(hit["one"], "equals", hit["other"], language, said=text)
    right = convert(one.value, one.unit, other.unit)
    if right is None:
        return _crossed(claim, False, f"{one.unit} and {other.unit} measure different things")
    cited = f"{hit['one']} = {float(right):.10g} {other.unit}"
    truth = replace(other, value=right, step=Fraction(0), margin=Fraction(0), decimals=False, about=False)
    true = agrees(other, truth)
    tens = [power for power in range(-12, 13) if power and other.value * Fraction(10) ** power == right]
    near = Near.NONE if not tens else Near.DECIMAL if tens[0] % 3 else Near.UNIT  # a thousandfold is km for m
    return _crossed(claim, true, cited, near)
