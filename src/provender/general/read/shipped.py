"""Tables that come along: elements, countries with capitals and currencies, and CODATA's physical constants."""

import csv
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from provender.general.read.tables import AS_OF, Table, table_of

LANGUAGES = ("en", "de", "fr", "es", "sw")
_CALLED: Mapping[str, Mapping[str, str]] = {
    "atomic number": {
        "en": "atomic number", "de": "Ordnungszahl | Kernladungszahl", "fr": "numéro atomique", "es": "número atómico",
        "sw": "namba atomia | nambari ya atomi",
    },
    "standard atomic weight": {
        "en": "standard atomic weight | atomic weight | atomic mass", "de": "Atomgewicht | Standardatomgewicht",
        "fr": "masse atomique standard | poids atomique standard | masse atomique",
        "es": "peso atómico estándar | masa atómica estándar | peso atómico | masa atómica",
        "sw": "uzani atomia | uzani wa atomi",
    },
    "symbol": {"en": "chemical symbol | symbol", "de": "Symbol | Elementsymbol | chemische Symbol",
               "fr": "symbole chimique | symbole", "es": "símbolo químico | símbolo", "sw": "alama ya kikemia | alama"},
    "capital": {
        "en": "capital | capital city", "de": "Hauptstadt", "fr": "capitale", "es": "capital", "sw": "mji mkuu",
    },
    "currency": {
        "en": "currency | official currency", "de": "Währung", "fr": "monnaie | devise", "es": "moneda | divisa",
        "sw": "sarafu | fedha",
    },
    "country code": {
        "en": "country code | ISO country code | two-letter country code", "de": "Ländercode | Länderkürzel",
        "fr": "code de pays | code pays", "es": "código de país | código del país", "sw": "msimbo wa nchi",
    },
    "equatorial radius": {
        "en": "equatorial radius", "de": "Äquatorradius", "fr": "rayon équatorial", "es": "radio ecuatorial",
        "sw": "nusu kipenyo cha ikweta",
    },
    "orbital period": {
        "en": "orbital period", "de": "Umlaufzeit", "fr": "période orbitale", "es": "período orbital",
        "sw": "muda wa mzunguko",
    },
    "value": {"en": "value", "de": "Wert", "fr": "valeur", "es": "valor", "sw": "thamani"},
}  # fmt: skip
_CONSTANTS: Mapping[str, str] = {  # CODATA's name -> what else it is called
    "speed of light in vacuum": "speed of light | Lichtgeschwindigkeit | Vakuumlichtgeschwindigkeit | "
    "vitesse de la lumière | vitesse de la lumière dans le vide | velocidad de la luz | "
    "velocidad de la luz en el vacío | kasi ya nuru | kasi ya mwanga",
    "Planck constant": "Planck's constant | plancksche Wirkungsquantum | Planck-Konstante | constante de Planck | "
    "kigezo cha Planck",
    "Boltzmann constant": "Boltzmann-Konstante | constante de Boltzmann | kigezo cha Boltzmann",
    "Avogadro constant": "Avogadro-Konstante | constante d'Avogadro | constante de Avogadro | kigezo cha Avogadro",
    "elementary charge": "Elementarladung | charge élémentaire | carga elemental | chaji ya msingi",
    "Newtonian constant of gravitation": "gravitational constant | Gravitationskonstante | "
    "constante gravitationnelle | constante de gravitación universal | kigezo cha mvutano",
    "molar gas constant": "gas constant | Gaskonstante | universelle Gaskonstante | constante des gaz parfaits | "
    "constante de los gases | kigezo cha gesi",
    "electron mass": "mass of the electron | Elektronenmasse | masse de l'électron | masa del electrón | "
    "tungamo ya elektroni",
    "proton mass": "mass of the proton | Protonenmasse | masse du proton | masa del protón | tungamo ya protoni",
    "standard acceleration of gravity": "Normfallbeschleunigung | accélération normale de la pesanteur | "
    "aceleración estándar de la gravedad",
    "Faraday constant": "Faraday-Konstante | constante de Faraday | kigezo cha Faraday",
    "Rydberg constant": "Rydberg-Konstante | constante de Rydberg | kigezo cha Rydberg",
    "Stefan-Boltzmann constant": "Stefan-Boltzmann-Konstante | constante de Stefan-Boltzmann",
}


@lru_cache(maxsize=8)
def shipped(name: str) -> Table:
    """A table that comes along, by name.

    Raises:
        KeyError: there is none.
    """
    return SHIPPED[name]()


def _file(name: str) -> tuple[list[str], list[list[str]]]:
    """Head and lines of a file of the package."""
    text = files("provender.general").joinpath("tables", name).read_text("utf-8")
    lines = list(csv.reader(text.splitlines(), delimiter="\t"))
    return lines[0], lines[1:]


def _elements() -> Table:
    """The 118 elements, by symbol and name; an element without stable isotopes has no weight."""
    head, lines = _file("elements.tsv")
    return table_of("elements", [*head, "symbol"], [[*line, line[0]] for line in lines], called=_called(head, "symbol"))


def _planets() -> Table:
    """The eight planets: equatorial radius (IAU 2015) and sidereal period."""
    head, lines = _file("planets.tsv")
    return table_of("planets", head, lines, called=_called(["equatorial radius", "orbital period"]))


def _called(head: list[str], *more: str) -> dict[str, Mapping[str, str]]:
    """What the columns of a shipped table are called."""
    return {name: told for name, told in _CALLED.items() if name in (*head, *more)}


def _territories() -> Iterator[tuple[str, str, list[Any]]]:
    """Code and names in five languages of each territory (CLDR, through babel)."""
    from babel import Locale

    locales = [Locale.parse(language) for language in LANGUAGES]
    for code in sorted(code for code in map(str, locales[0].territories) if len(code) == 2 and code.isalpha()):
        yield code, " | ".join(dict.fromkeys(locale.territories.get(code, "") for locale in locales)), locales


def _countries() -> Table:
    """Territories with their codes and, where it is beyond dispute, their capital."""
    _, lines = _file("capitals.tsv")
    capitals = {line[0]: " | ".join(filter(None, line[1:])) for line in lines}
    columns = ["country", "capital", "country code"]
    rows = [[names, capitals.get(code, ""), code] for code, names, _ in _territories()]
    return table_of("countries", columns, rows, called=_called(columns))


def _currencies() -> Table:
    """Legal tender of today and before."""
    columns = ["country", "currency", AS_OF]
    rows = [
        [names, money, since]
        for code, names, locales in _territories()
        for money, since in reversed(list(_tender(code, locales)))
    ]
    return table_of("currencies", columns, rows, called=_called(columns))


def _tender(code: str, locales: list[Any]) -> Iterator[tuple[str, str]]:
    """Each day since when another set of currencies is legal tender, with all their names and codes; oldest first."""
    from babel.core import get_global

    told = [each for each in get_global("territory_currencies").get(code, ()) if each[3] and each[1]]
    before: list[str] = []
    for day in sorted({day for each in told for day in each[1:3] if day}):
        valid = [each[0] for each in told if each[1] <= day and (each[2] is None or each[2] > day)]
        if valid and valid != before:
            names = [name for money in valid for name in _money(money, locales)]
            yield " | ".join(dict.fromkeys(names)), f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"
        before = valid


def _money(code: str, locales: list[Any]) -> list[str]:
    """A currency's names: in each language, and its code."""
    return [*(locale.currencies[code] for locale in locales if code in locale.currencies), code]


def _constants() -> Table:
    """CODATA's constants, as scipy tells them, with uncertainty and unit."""
    from scipy.constants import physical_constants

    rows = []
    for name, (value, unit, uncertain) in sorted(physical_constants.items()):
        margin = f" ± {uncertain!r}" if uncertain else ""
        rows.append([f"{name} | {_CONSTANTS.get(name, '')}", f"{value!r}{margin} {unit}"])
    return table_of("constants", ["constant", "value"], rows, called=_called(["value"]))


LICENCES: Mapping[str, str] = {  # names are CLDR's, constants come with SciPy, the rest with us
    "constants": "BSD-3-Clause", "countries": "Unicode-3.0", "currencies": "Unicode-3.0", "elements": "Apache-2.0",
    "planets": "Apache-2.0",
}  # fmt: skip
SHIPPED: Mapping[str, Callable[[], Table]] = {
    "constants": _constants,
    "countries": _countries,
    "currencies": _currencies,
    "elements": _elements,
    "planets": _planets,
}
