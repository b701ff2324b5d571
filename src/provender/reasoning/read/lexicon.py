"""The words that quantity problems are read with: every form by hand, so that none is right by construction.

A symbol says what a word may stand for: P a person, # a number (#0 in words), N things, C containers, T times, K people
(capital: more than one; small: one). In Swahili the symbol carries the noun's class, so that a sentence in
which something fails to agree is simply not in the grammar.
"""

import re
from collections.abc import Mapping

from provender.reasoning.read.lexer import Lexed, Lexer

# symbol -> one and many, by lemma
_ENGLISH = {
    "n": {
        "book": ("book", "books"),
        "chair": ("chair", "chairs"),
        "cup": ("cup", "cups"),
        "potato": ("potato", "potatoes"),
        "shoe": ("shoe", "shoes"),
        "spoon": ("spoon", "spoons"),
        "orange": ("orange", "oranges"),
        "mango": ("mango", "mangoes"),
        "egg": ("egg", "eggs"),
        "flower": ("flower", "flowers"),
        "pineapple": ("pineapple", "pineapples"),
        "shirt": ("shirt", "shirts"),
        "tree": ("tree", "trees"),
        "loaf": ("loaf", "loaves"),
        "mat": ("mat", "mats"),
        "ball": ("ball", "balls"),
        "candle": ("candle", "candles"),
        "pumpkin": ("pumpkin", "pumpkins"),
        "pen": ("pen", "pens"),
        "banana": ("banana", "bananas"),
        "coconut": ("coconut", "coconuts"),
        "plate": ("plate", "plates"),
        "hat": ("hat", "hats"),
        "letter": ("letter", "letters"),
    },
    "c": {
        "box": ("box", "boxes"),
        "basket": ("basket", "baskets"),
        "bag": ("bag", "bags"),
        "shelf": ("shelf", "shelves"),
    },
    "k": {
        "child": ("child", "children"),
        "pupil": ("pupil", "pupils"),
        "guest": ("guest", "guests"),
        "worker": ("worker", "workers"),
        "farmer": ("farmer", "farmers"),
        "teacher": ("teacher", "teachers"),
    },
    "t": {
        "hour": ("hour", "hours"),
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
    },
}
# symbol -> class of the plural -> lemma -> one and many
_SWAHILI = {
    "n": {
        4: {
            "tree": ("mti", "miti"),
            "loaf": ("mkate", "mikate"),
            "mat": ("mkeka", "mikeka"),
            "ball": ("mpira", "mipira"),
            "candle": ("mshumaa", "mishumaa"),
        },
        6: {
            "orange": ("chungwa", "machungwa"),
            "mango": ("embe", "maembe"),
            "egg": ("yai", "mayai"),
            "flower": ("ua", "maua"),
            "pineapple": ("nanasi", "mananasi"),
            "shirt": ("shati", "mashati"),
            "pumpkin": ("boga", "maboga"),
        },
        8: {
            "book": ("kitabu", "vitabu"),
            "chair": ("kiti", "viti"),
            "cup": ("kikombe", "vikombe"),
            "potato": ("kiazi", "viazi"),
            "shoe": ("kiatu", "viatu"),
            "spoon": ("kijiko", "vijiko"),
        },
        10: {
            "pen": ("kalamu", "kalamu"),
            "banana": ("ndizi", "ndizi"),
            "coconut": ("nazi", "nazi"),
            "plate": ("sahani", "sahani"),
            "hat": ("kofia", "kofia"),
            "letter": ("barua", "barua"),
        },
    },
    "c": {
        4: {"bag": ("mfuko", "mifuko")},
        6: {"box": ("sanduku", "masanduku")},
        8: {"basket": ("kikapu", "vikapu")},
        10: {"shelf": ("rafu", "rafu")},
    },
    "k": {
        2: {
            "child": ("mtoto", "watoto"),
            "pupil": ("mwanafunzi", "wanafunzi"),
            "guest": ("mgeni", "wageni"),
            "worker": ("mfanyakazi", "wafanyakazi"),
            "farmer": ("mkulima", "wakulima"),
            "teacher": ("mwalimu", "walimu"),
        },
    },
    "t": {
        4: {"month": ("mwezi", "miezi")},
        10: {"hour": ("saa", "saa"), "day": ("siku", "siku"), "week": ("wiki", "wiki")},
    },
}

# class of the plural -> what agrees with it; `moja`, `na` and `gharimu` agree with the singular
# fmt: off
CONCORDS: Mapping[int, Mapping[str, str]] = {
    2: {"ngapi": "wangapi"},
    4: {
        "ote": "yote", "ao": "yao", "a": "ya", "ngapi": "mingapi", "chache": "michache",
        "dogo": "midogo", "kubwa": "mikubwa", "moja": "mmoja", "na": "una", "gharimu": "unagharimu",
    },
    6: {
        "ote": "yote", "ao": "yao", "a": "ya", "ngapi": "mangapi", "chache": "machache",
        "dogo": "madogo", "kubwa": "makubwa", "moja": "moja", "na": "lina", "gharimu": "linagharimu",
    },
    8: {
        "ote": "vyote", "ao": "vyao", "a": "vya", "ngapi": "vingapi", "chache": "vichache",
        "dogo": "vidogo", "kubwa": "vikubwa", "moja": "kimoja", "na": "kina", "gharimu": "kinagharimu",
    },
    10: {
        "ote": "zote", "ao": "zao", "a": "za", "ngapi": "ngapi", "chache": "chache",
        "dogo": "ndogo", "kubwa": "kubwa", "moja": "moja", "na": "ina", "gharimu": "inagharimu",
    },
}
# fmt: on
_NUMERALS = {
    "#0": {"sita": 6, "saba": 7, "tisa": 9, "kumi": 10},
    "#2": {"wawili": 2, "watatu": 3, "wanne": 4, "watano": 5, "wanane": 8},
    "#4": {"miwili": 2, "mitatu": 3, "minne": 4, "mitano": 5, "minane": 8},
    "#6": {"mawili": 2, "matatu": 3, "manne": 4, "matano": 5, "manane": 8},
    "#8": {"viwili": 2, "vitatu": 3, "vinne": 4, "vitano": 5, "vinane": 8},
    "#10": {"mbili": 2, "tatu": 3, "nne": 4, "tano": 5, "nane": 8},
}
_EN_NUMERALS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_NUMBER = re.compile(r"[1-9][0-9]{0,11}|0")
_NAME = re.compile(r"[A-Z][a-z]+")
_TITLES = frozenset(
    [
        *("Then", "They", "There", "Each", "Now", "How", "The", "One"),
        *("Kisha", "Idadi", "Soko", "Sasa", "Kuna", "Kila", "Wanapata", "Wanabaki"),
    ]
)


def _english_words() -> dict[str, Lexed]:
    """Every English word that has a meaning of its own."""
    words: dict[str, Lexed] = {word: ("#0", number) for number, word in enumerate(_EN_NUMERALS, 2)}
    for symbol, nouns in _ENGLISH.items():
        for lemma, (one, many) in nouns.items():
            words[one], words[many] = (symbol, lemma), (symbol.upper(), lemma)
    return words


def _swahili_words() -> dict[str, Lexed]:
    """Every Swahili word that has a meaning of its own, with its class; class 9 looks like class 10."""
    words: dict[str, Lexed] = {
        word: (symbol, number) for symbol, numerals in _NUMERALS.items() for word, number in numerals.items()
    }
    for symbol, classes in _SWAHILI.items():
        for noun_class, nouns in classes.items():
            for lemma, (one, many) in nouns.items():
                words[one] = (f"{symbol}{noun_class}", lemma)
                words[one.capitalize()] = (f"^{symbol}{noun_class}", lemma)
                words[many] = (f"{symbol.upper()}{noun_class}", lemma)
    for nouns in (classes[10] for classes in _SWAHILI.values() if 10 in classes):
        words.update({one.capitalize(): ("^" + words[one][0].lower(), words[one][1]) for one, _ in nouns.values()})
    return words


_WORDS = {"en": _english_words(), "sw": _swahili_words()}
MANY: Mapping[str, Mapping[str, str]] = {
    language: {str(lemma): word for word, (symbol, lemma) in words.items() if symbol[0] == "N"}
    for language, words in _WORDS.items()
}
CLASSES: Mapping[str, tuple[int, ...]] = {symbol: tuple(classes) for symbol, classes in _SWAHILI.items()}


def _other(word: str) -> Lexed:
    """A number, a name, or a word without a meaning of its own."""
    if _NUMBER.fullmatch(word):
        return "#", int(word)
    return ("P", word) if _NAME.fullmatch(word) and word not in _TITLES else (word, None)


LEXERS: Mapping[str, Lexer] = {language: Lexer(words, _other) for language, words in _WORDS.items()}
