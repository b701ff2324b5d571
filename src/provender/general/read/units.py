"""Units by pint, behind a grammar of their own: only a short product of names and powers ever reaches pint."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Any

from provender.core.errors import MissingExtra

_LONGEST = 60
_PIECE = re.compile(
    r"\s*([*/·⋅]|per |pro |par |por |kwa )?\s*([A-Za-zµμΩÅ°%éèóúüäöíñ]{1,24})(?:(?:\^|\*\*)?([-−]?\d))?"
)
_WORDS = {  # in the project's languages, singular and plural
    "meter": "m", "meters": "m", "metre": "m", "metres": "m", "mètre": "m", "mètres": "m", "metro": "m", "metros": "m",
    "mita": "m", "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km", "kilomètre": "km",
    "kilomètres": "km", "kilómetro": "km", "kilómetros": "km", "kilomita": "km", "meile": "mile", "meilen": "mile",
    "mille": "mile", "milles": "mile", "milla": "mile", "millas": "mile", "maili": "mile", "gramm": "g", "gramme": "g",
    "grammes": "g", "gramo": "g", "gramos": "g", "gramu": "g", "kilogramm": "kg", "kilogramme": "kg",
    "kilogrammes": "kg", "kilogramo": "kg", "kilogramos": "kg", "kilo": "kg", "kilos": "kg", "tonne": "t",
    "tonnes": "t", "tonnen": "t", "tonelada": "t", "toneladas": "t", "tani": "t", "liter": "l", "litre": "l",
    "litres": "l", "litro": "l", "litros": "l", "lita": "l", "sekunde": "s", "sekunden": "s", "seconde": "s",
    "secondes": "s", "segundo": "s", "segundos": "s", "minuten": "min", "minuto": "min", "minutos": "min",
    "dakika": "min", "stunde": "h", "stunden": "h", "heure": "h", "heures": "h", "hora": "h", "horas": "h", "saa": "h",
    "tag": "day", "tage": "day", "jour": "day", "jours": "day", "día": "day", "días": "day", "siku": "day",
    "fuß": "foot", "pied": "foot", "pieds": "foot", "pie": "foot", "pies": "foot", "futi": "foot", "zoll": "inch",
    "pouce": "inch", "pouces": "inch", "pulgada": "inch", "pulgadas": "inch", "inchi": "inch", "pfund": "pound",
    "livre": "pound", "livres": "pound", "libra": "pound", "libras": "pound", "ratili": "pound", "mi": "mile",
    "°c": "degC", "°f": "degF", "μm": "µm",
}  # fmt: skip


def convert(value: Fraction, unit: str, to: str) -> Fraction | None:
    """A number in another unit; None where a unit is unknown or they measure different things.

    >>> convert(Fraction(5), "km", "m")
    Fraction(5000, 1)
    """
    scale = affine(unit, to)
    return None if scale is None else scale[0] * value + scale[1]


def known(unit: str) -> bool:
    """Whether a unit is one that pint knows."""
    return affine(unit, unit) is not None


@lru_cache(maxsize=4096)
def affine(unit: str, to: str) -> tuple[Fraction, Fraction] | None:
    """Factor and offset from one unit to another; None as in `convert`."""
    one, other = _plain(unit), _plain(to)
    if one is None or other is None:
        return None
    if one == other == "":
        return Fraction(1), Fraction(0)
    units = _registry()
    import pint

    try:
        source, aim = units.parse_units(one), units.parse_units(other)
        zero = units.Quantity(Fraction(0), source).to(aim).magnitude
        ten = units.Quantity(Fraction(10), source).to(aim).magnitude
    except (pint.PintError, ValueError, TypeError, AttributeError, KeyError, ZeroDivisionError, AssertionError):
        return None
    return (Fraction(ten) - Fraction(zero)) / 10, Fraction(zero)


@lru_cache(maxsize=1)
def _registry() -> Any:
    """Pint's own table of units, in exact fractions."""
    try:
        import pint
    except ModuleNotFoundError:
        what = "units need the package 'pint', which is not installed"
        raise MissingExtra(what, where="general/grounded", mend="pip install 'provender[judge]'") from None
    return pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)


@lru_cache(maxsize=4096)
def _plain(unit: str) -> str | None:
    """A unit as pint writes it, e.g. "m*s**-2"; None where it is no product of names and powers."""
    text = unit.strip().translate(str.maketrans("²³", "23")).replace("μ", "µ")
    text = _squared(text)
    if len(text) > _LONGEST:
        return None
    parts, at = [], 0
    while at < len(text):
        hit = _PIECE.match(text, at)
        if hit is None:
            return None
        sign = -1 if (hit[1] or "").strip() in ("/", "per", "pro", "par", "por", "kwa") else 1
        power = int((hit[3] or "1").replace("−", "-"))
        parts.append(f"{_WORDS.get(hit[2].casefold(), hit[2])}**{sign * power}")
        at = hit.end()
    return "*".join(parts)


def _squared(text: str) -> str:
    """ "square kilometres" and its like as a power."""
    for words, power in ((r"square|sq\.?|quadrat", 2), (r"cubic|kubik", 3)):
        text = re.sub(rf"^(?:{words})[ -]?([^\W\d]+)", rf"\1^{power}", text, flags=re.IGNORECASE)
    for words, power in ((r"carrés?|cuadrados?", 2), (r"cubes?|cúbicos?", 3)):
        text = re.sub(rf"^([^\W\d]+) (?:{words})$", rf"\1^{power}", text, flags=re.IGNORECASE)
    return re.sub(r"^(kilomita|mita) za mraba$", r"\1^2", text, flags=re.IGNORECASE)
