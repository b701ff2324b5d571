"""Names of the places of a figure in the five languages, from the ones up; the verifiers' own table."""

from collections.abc import Mapping

from provender.reasoning.read.forms import Slot

PLACES: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("Ones", "Tens", "Hundreds", "Thousands", "Ten thousands", "Hundred thousands", "Millions"),
        *("Ten millions", "Hundred millions", "Billions", "Ten billions", "Hundred billions"),
        *("Trillions", "Ten trillions", "Hundred trillions"),
    ),
    "sw": (
        *("Mamoja", "Makumi", "Mamia", "Maelfu", "Makumi elfu", "Malaki", "Mamilioni"),
        *("Makumi milioni", "Mamia milioni", "Mabilioni", "Makumi bilioni", "Mamia bilioni"),
        *("Matrilioni", "Makumi trilioni", "Mamia trilioni"),
    ),
    "fr": (
        *("Unités", "Dizaines", "Centaines", "Milliers", "Dizaines de milliers", "Centaines de milliers"),
        *("Millions", "Dizaines de millions", "Centaines de millions"),
        *("Milliards", "Dizaines de milliards", "Centaines de milliards"),
        *("Billions", "Dizaines de billions", "Centaines de billions"),
    ),
    "es": (
        *("Unidades", "Decenas", "Centenas", "Unidades de millar", "Decenas de millar", "Centenas de millar"),
        *("Unidades de millón", "Decenas de millón", "Centenas de millón"),
        *("Unidades de millar de millón", "Decenas de millar de millón", "Centenas de millar de millón"),
        *("Unidades de billón", "Decenas de billón", "Centenas de billón"),
    ),
    "de": (
        *("Einer", "Zehner", "Hunderter", "Tausender", "Zehntausender", "Hunderttausender", "Millionen"),
        *("Zehnmillionen", "Hundertmillionen", "Milliarden", "Zehnmilliarden", "Hundertmilliarden"),
        *("Billionen", "Zehnbillionen", "Hundertbillionen"),
    ),
}

NAME = r"[^\W\d_]{1,20}(?: [^\W\d_]{1,20}){0,4}"
"""How a place's name may look."""


def place_slots() -> Mapping[str, Slot]:
    """A type of slot for each language, e.g. `placede`, since a French billion is another than an English one.

    >>> place_slots()["placefr"][1]("Billions"), place_slots()["placeen"][1]("Billions")
    (12, 9)
    """
    return {f"place{language}": (NAME, _place_of(names).get) for language, names in PLACES.items()}


def _place_of(names: tuple[str, ...]) -> Mapping[str, int]:
    """Name -> how many figures follow."""
    return {name: place for place, name in enumerate(names)}
