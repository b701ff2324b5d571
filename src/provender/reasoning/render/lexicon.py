"""Nouns by lemma, in English and in Swahili with its noun classes.

A Swahili noun belongs to a class, and what is said of it takes that class's prefix:

    kitabu (7)   kitabu kimoja kinagharimu      vitabu (8)   vitabu vitatu vyote, vitabu vingapi
    chungwa (5)  chungwa moja linagharimu       machungwa (6) machungwa matatu yote, machungwa mangapi

Source: E. O. Ashton, Swahili Grammar (1947), chapters on the concords.
"""

from collections.abc import Mapping
from typing import NamedTuple

_STEMS = ("", "moja", "wili", "tatu", "nne", "tano", "sita", "saba", "nane", "tisa", "kumi")
_UNCHANGED = (6, 7, 9, 10)
_NUMERAL = {1: "m", 2: "wa", 3: "m", 4: "mi", 5: "", 6: "ma", 7: "ki", 8: "vi", 9: "", 10: ""}
_SUBJECT = {1: "a", 3: "u", 5: "li", 7: "ki", 9: "i"}
_PRONOUN = {2: "w", 4: "y", 6: "y", 8: "vy", 10: "z"}


def numeral(number: int, noun_class: int) -> str:
    """1 to 10 in words, in agreement.

    >>> numeral(3, 8), numeral(2, 10), numeral(6, 8)
    ('vitatu', 'mbili', 'sita')
    """
    if number == 2 and noun_class in (9, 10):
        return "mbili"
    return ("" if number in _UNCHANGED else _NUMERAL[noun_class]) + _STEMS[number]


class Swahili(NamedTuple):
    """A noun with the words that must agree with it."""

    one: str
    many: str
    has: str  # "kina": one of them holds
    costs: str  # "kinagharimu"
    single: str  # "kimoja"
    all: str  # "vyote"
    their: str  # "vyao"
    of: str  # "vya"
    how_many: str  # "vingapi"
    few: str  # "vichache"
    small: str  # "vidogo"
    big: str  # "vikubwa"
    counted: tuple[str, ...]  # 0 to 10; 0 is never said


class English(NamedTuple):
    """A noun; English lets nothing agree but the number."""

    one: str
    many: str


def _swahili(singular: int, one: str, many: str) -> Swahili:
    """A noun of class `singular`, its plural in the class after."""
    plural = singular + 1
    prefix, pronoun, subject = _NUMERAL[plural], _PRONOUN[plural], _SUBJECT[singular]
    return Swahili(
        one=one,
        many=many,
        has=f"{subject}na",
        costs=f"{subject}nagharimu",
        single=numeral(1, singular),
        all=f"{pronoun}ote",
        their=f"{pronoun}ao",
        of=f"{pronoun}a",
        how_many=f"{prefix}ngapi",
        few=f"{prefix}chache",
        small="ndogo" if plural == 10 else f"{prefix}dogo",
        big=f"{prefix}kubwa",
        counted=("", *[numeral(n, plural) for n in range(1, 11)]),
    )


# lemma: English plural, Swahili class of the singular, Swahili singular and plural
_THINGS = {
    "book": ("books", 7, "kitabu", "vitabu"),
    "chair": ("chairs", 7, "kiti", "viti"),
    "cup": ("cups", 7, "kikombe", "vikombe"),
    "potato": ("potatoes", 7, "kiazi", "viazi"),
    "shoe": ("shoes", 7, "kiatu", "viatu"),
    "spoon": ("spoons", 7, "kijiko", "vijiko"),
    "orange": ("oranges", 5, "chungwa", "machungwa"),
    "mango": ("mangoes", 5, "embe", "maembe"),
    "egg": ("eggs", 5, "yai", "mayai"),
    "flower": ("flowers", 5, "ua", "maua"),
    "pineapple": ("pineapples", 5, "nanasi", "mananasi"),
    "shirt": ("shirts", 5, "shati", "mashati"),
    "tree": ("trees", 3, "mti", "miti"),
    "loaf": ("loaves", 3, "mkate", "mikate"),
    "mat": ("mats", 3, "mkeka", "mikeka"),
    "ball": ("balls", 3, "mpira", "mipira"),
    "candle": ("candles", 3, "mshumaa", "mishumaa"),
    "pumpkin": ("pumpkins", 5, "boga", "maboga"),
    "pen": ("pens", 9, "kalamu", "kalamu"),
    "banana": ("bananas", 9, "ndizi", "ndizi"),
    "coconut": ("coconuts", 9, "nazi", "nazi"),
    "plate": ("plates", 9, "sahani", "sahani"),
    "hat": ("hats", 9, "kofia", "kofia"),
    "letter": ("letters", 9, "barua", "barua"),
}
_CONTAINERS = {
    "box": ("boxes", 5, "sanduku", "masanduku"),
    "basket": ("baskets", 7, "kikapu", "vikapu"),
    "bag": ("bags", 3, "mfuko", "mifuko"),
    "shelf": ("shelves", 9, "rafu", "rafu"),
}
_PEOPLE = {
    "child": ("children", 1, "mtoto", "watoto"),
    "pupil": ("pupils", 1, "mwanafunzi", "wanafunzi"),
    "guest": ("guests", 1, "mgeni", "wageni"),
    "worker": ("workers", 1, "mfanyakazi", "wafanyakazi"),
    "farmer": ("farmers", 1, "mkulima", "wakulima"),
    "teacher": ("teachers", 1, "mwalimu", "walimu"),
}
_TIMES = {
    "hour": ("hours", 9, "saa", "saa"),
    "day": ("days", 9, "siku", "siku"),
    "week": ("weeks", 9, "wiki", "wiki"),
    "month": ("months", 3, "mwezi", "miezi"),
}

THINGS = tuple(_THINGS)
CONTAINERS = tuple(_CONTAINERS)
PEOPLE = tuple(_PEOPLE)
TIMES = tuple(_TIMES)

_ALL = {**_THINGS, **_CONTAINERS, **_PEOPLE, **_TIMES}
ENGLISH: Mapping[str, English] = {lemma: English(lemma, row[0]) for lemma, row in _ALL.items()}
SWAHILI: Mapping[str, Swahili] = {lemma: _swahili(*row[1:]) for lemma, row in _ALL.items()}
MONEY = "shillings"
