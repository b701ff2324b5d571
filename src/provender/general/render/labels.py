"""What the columns of the tables that come along are called, with articles where a language has them."""

from collections.abc import Mapping

LABELS: Mapping[str, Mapping[str, str]] = {
    "capital": {
        "en": "the capital", "de": "die Hauptstadt", "fr": "la capitale", "es": "la capital", "sw": "mji mkuu",
    },
    "country code": {
        "en": "the two-letter country code", "de": "der Ländercode", "fr": "le code de pays", "es": "el código de país",
        "sw": "msimbo wa nchi",
    },
    "atomic number": {
        "en": "the atomic number", "de": "die Ordnungszahl", "fr": "le numéro atomique", "es": "el número atómico",
        "sw": "namba atomia",
    },
    "standard atomic weight": {
        "en": "the standard atomic weight", "de": "das Atomgewicht", "fr": "la masse atomique",
        "es": "la masa atómica", "sw": "uzani atomia",
    },
    "equatorial radius": {
        "en": "the equatorial radius", "de": "der Äquatorradius", "fr": "le rayon équatorial",
        "es": "el radio ecuatorial", "sw": "nusu kipenyo cha ikweta",
    },
    "orbital period": {
        "en": "the orbital period", "de": "die Umlaufzeit", "fr": "la période orbitale", "es": "el período orbital",
        "sw": "muda wa mzunguko",
    },
}  # fmt: skip
