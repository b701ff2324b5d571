"""What stands in the houses of a row, in words: as an entry of a list, and as the house that holds it.

thing("fr", "cat")          Thing("le chat", "la maison avec le chat", "la maison avec le chat")
resident("de", "Kofi")      Thing("Kofi", "das Haus von Kofi", "dem Haus von Kofi")
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

PETS = ("cat", "dog", "goat", "horse", "hen", "rabbit")
DRINKS = ("tea", "coffee", "milk", "water", "juice", "cocoa")
COLOURS = ("red", "green", "blue", "yellow", "white", "black")
LISTS = (PETS, DRINKS, COLOURS)


class Thing(NamedTuple):
    """A thing as an entry of its list; its house; and its house after a preposition of place."""

    entry: str
    house: str
    beside: str


_ENTRIES: Mapping[str, Sequence[str]] = {
    "en": ("the cat", "the dog", "the goat", "the horse", "the hen", "the rabbit",
           "tea", "coffee", "milk", "water", "juice", "cocoa",
           "red", "green", "blue", "yellow", "white", "black"),
    "sw": ("paka", "mbwa", "mbuzi", "farasi", "kuku", "sungura",
           "chai", "kahawa", "maziwa", "maji", "juisi", "kakao",
           "nyekundu", "kijani", "buluu", "njano", "nyeupe", "nyeusi"),
    "fr": ("le chat", "le chien", "la chèvre", "le cheval", "la poule", "le lapin",
           "le thé", "le café", "le lait", "l'eau", "le jus", "le cacao",
           "rouge", "verte", "bleue", "jaune", "blanche", "noire"),
    "es": ("el gato", "el perro", "la cabra", "el caballo", "la gallina", "el conejo",
           "el té", "el café", "la leche", "el agua", "el zumo", "el cacao",
           "roja", "verde", "azul", "amarilla", "blanca", "negra"),
    "de": ("die Katze", "der Hund", "die Ziege", "das Pferd", "die Henne", "das Kaninchen",
           "der Tee", "der Kaffee", "die Milch", "das Wasser", "der Saft", "der Kakao",
           "rot", "grün", "blau", "gelb", "weiß", "schwarz"),
}  # fmt: skip
_KEYS = (*PETS, *DRINKS, *COLOURS)
_DATIVE = {"der": "dem", "die": "der", "das": "dem"}


def _english(key: str, entry: str) -> Thing:
    """The red house, the house with tea."""
    house = f"the {entry} house" if key in COLOURS else f"the house with {entry}"
    return Thing(entry, house, house)


def _swahili(key: str, entry: str) -> Thing:
    """Nyumba nyekundu, nyumba ya kijani, nyumba yenye chai."""
    joint = " ya " if key in ("green", "blue", "yellow") else " " if key in COLOURS else " yenye "
    return Thing(entry, f"nyumba{joint}{entry}", f"nyumba{joint}{entry}")


def _french(key: str, entry: str) -> Thing:
    """La maison rouge, la maison avec le thé."""
    house = f"la maison {entry}" if key in COLOURS else f"la maison avec {entry}"
    return Thing(entry, house, house)


def _spanish(key: str, entry: str) -> Thing:
    """La casa roja, la casa con el té."""
    house = f"la casa {entry}" if key in COLOURS else f"la casa con {entry}"
    return Thing(entry, house, house)


def _german(key: str, entry: str) -> Thing:
    """Das rote Haus, dem roten Haus; das Haus mit dem Tee, dem Haus mit dem Tee."""
    if key in COLOURS:
        return Thing(entry, f"das {entry}e Haus", f"dem {entry}en Haus")
    article, noun = entry.split(" ")
    return Thing(entry, f"das Haus mit {_DATIVE[article]} {noun}", f"dem Haus mit {_DATIVE[article]} {noun}")


_MADE: Mapping[str, Callable[[str, str], Thing]] = {
    "en": _english, "sw": _swahili, "fr": _french, "es": _spanish, "de": _german,
}  # fmt: skip
_THINGS = {
    language: {key: made(key, entry) for key, entry in zip(_KEYS, _ENTRIES[language], strict=True)}
    for language, made in _MADE.items()
}


def thing(language: str, key: str) -> Thing:
    """A pet, a drink or a colour."""
    return _THINGS[language][key]


@lru_cache(maxsize=512)
def resident(language: str, name: str) -> Thing:
    """Somebody's house; French elides before a vowel."""
    of = f"d'{name}" if name[0] in "AEIOU" else f"de {name}"
    house = {
        "en": f"{name}'s house",
        "sw": f"nyumba ya {name}",
        "fr": f"la maison {of}",
        "es": f"la casa de {name}",
        "de": f"das Haus von {name}",
    }[language]
    return Thing(name, house, f"dem Haus von {name}" if language == "de" else house)
