"""Numbers with units as five languages write them: groups, decimal signs, powers of ten, scale words, margins.

amount("580,367 km²", "en")          580367, last digit worth 1, unit "km²"
amount("580.367 km²", "de")          the same
amount("1,2 Millionen", "de")        1200000, last digit worth 100000
amount("6.674 × 10^-11 ± 1e-15 N", "en")
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

_LONGEST = 160  # characters of a value that are looked at
_DIGITS = 60
_EXPONENT = 400
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SPACES = re.compile(r"[\u00a0\u202f\u2009\u2007]")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+")
_GROUPS: Mapping[str, tuple[str, str]] = {  # between groups, before decimals
    "en": (r"[, ’']", r"\."),
    "de": (r"[. ’']", ","),
    "fr": (r"[ .]", ","),
    "es": (r"[. ]", ","),
    "sw": (r"[, ]", r"\."),
}
_ABOUT = re.compile(
    r"(?:about|around|approximately|roughly|nearly|circa|ca\.?|c\.|etwa|rund|ungefähr|zirka|environ|près de|à peu près|"
    r"aproximadamente|unos|unas|cerca de|alrededor de|casi|takriban|karibu|kama|[~≈])\s*",
    re.IGNORECASE,
)
_SCALES = {
    "thousand": 3, "tausend": 3, "mille": 3, "mil": 3, "elfu": 3,
    "million": 6, "millions": 6, "millionen": 6, "mio": 6, "mio.": 6, "millón": 6, "millones": 6, "milioni": 6, "mn": 6,
    "milliard": 9, "milliards": 9, "milliarde": 9, "milliarden": 9, "mrd": 9, "mrd.": 9, "bilioni": 9,
}  # fmt: skip
_LONG = {
    "en": {"billion": 9, "trillion": 12},
    "es": {"billón": 12, "billones": 12},
    "de": {"billion": 12, "billionen": 12},
}
_TURNED = re.compile(r"([^\d+\-−(]{1,30}?)\s*([+\-−(]?\d[^a-zA-Z]*)")
_TEN = re.compile(r"\s*[×x·*]\s*10\s*(?:\^|\*\*)?\s*\(?([-+−]?\d{1,4})\)?|[eE]([-+−]?\d{1,4})(?![\w])")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit.

    Attributes:
        step: what one in its last written digit is worth.
        unit: as written; "" for none.
        margin: after "±"; 0 for none.
        about: whether it is said to be no more than near.
        decimals: whether a decimal sign, a power of ten or a scale word shows how finely it is known.
    """

    value: Fraction
    step: Fraction
    unit: str = ""
    margin: Fraction = Fraction(0)
    about: bool = False
    decimals: bool = False


def amount(text: str, language: str) -> Amount | None:
    """The number at the beginning of `text` and its unit; None where there is none, or where it is absurdly long.

    Guarantees:
        Takes time in proportion to the text, which is cut at 160 characters.
    """
    return None if len(text) > _LONGEST else _amount(text, language)


@lru_cache(maxsize=65536)  # the cells of a table are read for every question that is asked back
def _amount(text: str, language: str) -> Amount | None:
    """As `amount`."""
    plain = _RAISED.sub(lambda raised: "^" + raised[0].translate(_SUPER), _SPACES.sub(" ", text.strip()))
    hedge = _ABOUT.match(plain)
    plain = plain[hedge.end() :] if hedge else plain
    if language == "sw" and (turned := _TURNED.fullmatch(plain)):
        plain = f"{turned[2]} {turned[1]}"  # "kilomita 12"
    opened = plain.startswith("(")
    read = _number(plain[1:] if opened else plain, language)
    if read is None:
        return None
    found, rest = read
    found, rest = _margined(found, rest.lstrip(), language)
    if opened:
        if not rest.startswith(")"):
            return None
        found, rest = _raised(found, rest[1:])
    found, rest = _scaled(found, rest.strip(), language)
    unit = rest.strip().rstrip(".")
    return None if unit.startswith((".", ",")) else replace(found, unit=unit, about=hedge is not None)


def _number(text: str, language: str) -> tuple[Amount, str] | None:
    """The number at the beginning of `text`, and what comes after it."""
    groups, point = _GROUPS.get(language, _GROUPS["en"])
    sign = r"([-+−]?)"
    forms = (
        rf"{sign}(\d{{1,3}}(?:{groups}\d{{3}})+(?!\d))(?:{point}(\d+))?",
        rf"{sign}(\d+)(?:{point}(\d+))?(?![.,]?\d)",
        rf"{sign}(\d+)(?:\.(\d+))?(?![.,]?\d)",  # as machines write it, where it cannot be read as groups
    )
    for form in forms:
        if (hit := re.match(form, text)) and len(hit[0]) <= _DIGITS:
            whole, decimals = re.sub(r"\D", "", hit[2]), hit[3] or ""
            step = Fraction(1, 10 ** len(decimals))
            value = int(whole + decimals) * step * (-1 if hit[1] in ("-", "−") else 1)
            return _raised(Amount(value, step, decimals=bool(decimals)), text[hit.end() :])
    return None


def _raised(found: Amount, rest: str) -> tuple[Amount, str]:
    """The number times the power of ten that follows it."""
    hit = _TEN.match(rest)
    if hit is None:
        return found, rest
    power = int((hit[1] or hit[2]).replace("−", "-"))
    return (_times(found, power), rest[hit.end() :]) if abs(power) <= _EXPONENT else (found, rest)


def _times(found: Amount, power: int) -> Amount:
    """The number times a power of ten."""
    ten = Fraction(10) ** power
    return replace(found, value=found.value * ten, step=found.step * ten, margin=found.margin * ten, decimals=True)


def _margined(found: Amount, rest: str, language: str) -> tuple[Amount, str]:
    """The number with the margin that follows it."""
    hit = re.match(r"(?:±|\+/-|\+-)\s*", rest)
    read = _number(rest[hit.end() :], language) if hit else None
    return (replace(found, margin=abs(read[0].value)), read[1]) if read else (found, rest)


def _scaled(found: Amount, rest: str, language: str) -> tuple[Amount, str]:
    """The number times the word for a power of ten that follows it: "1.2 million", "5 mil millones"."""
    while True:
        word, _, after = rest.partition(" ")
        scale = _LONG.get(language, {}).get(word.casefold()) or _SCALES.get(word.casefold())
        if scale is None:
            return found, rest
        found, rest = _times(found, scale), after.strip()


def agrees(claimed: Amount, truth: Amount, *, digits: int = 3) -> bool:
    """Whether a number says what a table says, both in one unit: as finely as it is written, or within its margin.

    Args:
        digits: significant digits that a rounded number keeps at least.

    Guarantees:
        A whole number that is not said to be near agrees only with the table's own; so does one told more finely
        than the table tells it.
    """
    if not claimed.margin and not truth.margin and not claimed.about:
        if not claimed.decimals:
            return claimed.value == truth.value
        if _far(claimed.value, truth.value, claimed.step):
            return False
    apart = abs(claimed.value - truth.value)
    if claimed.margin:
        return apart <= claimed.margin + truth.margin
    if apart <= truth.margin and claimed.step <= max(truth.step, truth.margin):
        return True
    rounded = step_of(claimed) if claimed.about else claimed.step if claimed.decimals else Fraction(0)
    fine = not rounded or abs(claimed.value) >= rounded * 10 ** (digits - 1)
    return not apart or (fine and apart <= rounded / 2)


def _far(one: Fraction, other: Fraction, step: Fraction) -> bool:
    """Whether two numbers are surely more than a step apart: by floats, which most pairs need no more than."""
    try:
        a, b = one.numerator / one.denominator, other.numerator / other.denominator
        return abs(a - b) > step.numerator / step.denominator + 1e-12 * (abs(a) + abs(b))
    except OverflowError:
        return False


def step_of(claimed: Amount) -> Fraction:
    """What the last digit that is no trailing nought is worth, for a number that is said to be near."""
    step = claimed.step
    while claimed.value and claimed.value % (step * 10) == 0:
        step *= 10
    return step
