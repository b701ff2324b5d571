"""Nouns for rules such as "Every whale is a mammal.": real animals and their classes, and words that mean nothing.

noun("de", "cat")        Noun(a="eine Katze", not_a="keine Katze", every="jede Katze", no="keine Katze",
                              every_who="jede Katze, die", no_who="keine Katze, die")
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

FICTIONAL = (
    *("wumpus", "zumpus", "tumpus", "rompus", "lempus", "gorpus", "sterpus", "jompus", "vumpus", "dumpus"),
    *("brimpus", "lorpus", "grimpus", "shumpus", "remplus", "fenplus", "dralit", "moplen", "quoral", "tirvan"),
    *("belkor", "farnik", "gralun", "hondar", "kelvos", "lumbar", "mirzel", "narbit", "pelgor", "ravlin"),
    *("sorvik", "talmen", "velgun", "worlin", "zandik", "bontal", "dorfen", "fulmik", "garbon", "holvet"),
)
# animal -> the classes it belongs to, from the narrowest
TRUE: Mapping[str, tuple[str, ...]] = {
    "whale": ("mammal", "predator", "swimmer", "vertebrate", "animal", "organism"),
    "dolphin": ("mammal", "predator", "swimmer", "vertebrate", "animal", "organism"),
    "cat": ("mammal", "predator", "vertebrate", "animal", "organism"),
    "cow": ("mammal", "herbivore", "vertebrate", "animal", "organism"),
    "horse": ("mammal", "herbivore", "vertebrate", "animal", "organism"),
    "owl": ("bird", "predator", "vertebrate", "animal", "organism"),
    "penguin": ("bird", "predator", "swimmer", "vertebrate", "animal", "organism"),
    "snake": ("reptile", "predator", "vertebrate", "animal", "organism"),
    "crocodile": ("reptile", "predator", "swimmer", "vertebrate", "animal", "organism"),
    "shark": ("fish", "predator", "swimmer", "vertebrate", "animal", "organism"),
    "tuna": ("fish", "predator", "swimmer", "vertebrate", "animal", "organism"),
    "bee": ("insect", "arthropod", "animal", "organism"),
    "ant": ("insect", "arthropod", "animal", "organism"),
    "mammal": ("vertebrate", "animal", "organism"),
    "bird": ("vertebrate", "animal", "organism"),
    "reptile": ("vertebrate", "animal", "organism"),
    "fish": ("swimmer", "vertebrate", "animal", "organism"),
    "insect": ("arthropod", "animal", "organism"),
    "arthropod": ("animal", "organism"),
    "vertebrate": ("animal", "organism"),
    "predator": ("animal", "organism"),
    "herbivore": ("animal", "organism"),
    "swimmer": ("animal", "organism"),
    "animal": ("organism",),
    "organism": (),
}
SPECIES = ("whale", "dolphin", "cat", "cow", "horse", "owl", "penguin", "snake", "crocodile", "shark", "tuna")
APART = ("mammal", "bird", "reptile", "fish", "insect")  # nothing belongs to two of these
REAL = tuple(TRUE)

# key: Swahili; French, Spanish and German with their gender
_WORDS = """
whale: nyangumi; f baleine; f ballena; m Wal
dolphin: pomboo; m dauphin; m delfín; m Delfin
cat: paka; m chat; m gato; f Katze
cow: ng'ombe; f vache; f vaca; f Kuh
horse: farasi; m cheval; m caballo; n Pferd
owl: bundi; m hibou; m búho; f Eule
penguin: pengwini; m pingouin; m pingüino; m Pinguin
snake: nyoka; m serpent; f serpiente; f Schlange
crocodile: mamba; m crocodile; m cocodrilo; n Krokodil
shark: papa; m requin; m tiburón; m Hai
tuna: jodari; m thon; m atún; m Thunfisch
bee: nyuki; f abeille; f abeja; f Biene
ant: sisimizi; f fourmi; f hormiga; f Ameise
mammal: mamalia; m mammifère; m mamífero; n Säugetier
bird: ndege; m oiseau; f ave; m Vogel
reptile: reptilia; m reptile; m reptil; n Reptil
fish: samaki; m poisson; m pez; m Fisch
insect: mdudu; m insecte; m insecto; n Insekt
arthropod: arthropoda; m arthropode; m artrópodo; m Gliederfüßer
vertebrate: vertebrata; m vertébré; m vertebrado; n Wirbeltier
predator: mwindaji; m prédateur; m depredador; n Raubtier
herbivore: mla majani; m herbivore; m herbívoro; m Pflanzenfresser
swimmer: mwogeleaji; m nageur; m nadador; m Schwimmer
animal: mnyama; m animal; m animal; n Tier
organism: kiumbe; m organisme; m organismo; n Lebewesen
"""
_ROWS = [line.replace(":", ";").split("; ") for line in _WORDS.strip().split("\n")]
_TABLE = {
    language: {row[0]: row[column] for row in _ROWS} for column, language in enumerate(("en", "sw", "fr", "es", "de"))
}


class Noun(NamedTuple):
    """A noun with what can stand before it, also where it is denied, and with the start of a clause about it."""

    a: str
    not_a: str
    every: str
    no: str
    every_who: str
    no_who: str


def _english(word: str) -> Noun:
    """A whale, an owl."""
    article = "an" if word[0] in "aeiou" else "a"
    a = f"{article} {word}"
    return Noun(a, f"not {a}", f"every {word}", f"no {word}", f"every {word} that", f"no {word} that")


def _swahili(word: str) -> Noun:
    """All are living: class 1."""
    no = f"hakuna {word} ambaye"
    return Noun(word, f"si {word}", f"kila {word}", no, f"kila {word} ambaye", no)


def _french(word: str) -> Noun:
    """Un chat, une vache."""
    e, noun = ("e" if word[0] == "f" else ""), word[2:]
    every, no = f"tout{e} {noun}", f"aucun{e} {noun}"
    return Noun(f"un{e} {noun}", f"pas un{e} {noun}", every, no, f"{every} qui", f"{no} qui")


def _spanish(word: str) -> Noun:
    """Un gato, una vaca; un ave, because its first vowel is stressed, but toda ave."""
    noun, female = word[2:], word[0] == "f"
    un, ningun = ("una", "ninguna") if female and noun != "ave" else ("un", "ningún")
    every, no = f"{'toda' if female else 'todo'} {noun}", f"{ningun} {noun}"
    return Noun(f"{un} {noun}", f"{un} {noun}", every, no, f"{every} que", f"{no} que")


def _german(word: str) -> Noun:
    """Ein Wal, eine Katze, ein Pferd."""
    noun, e = word[2:], ("e" if word[0] == "f" else "")
    every = {"m": "jeder ", "f": "jede ", "n": "jedes "}[word[0]] + noun
    who = {"m": "der", "f": "die", "n": "das"}[word[0]]
    no = f"kein{e} {noun}"
    return Noun(f"ein{e} {noun}", no, every, no, f"{every}, {who}", f"{no}, {who}")


_MADE: Mapping[str, Callable[[str], Noun]] = {
    "en": _english, "sw": _swahili, "fr": _french, "es": _spanish, "de": _german,
}  # fmt: skip


@lru_cache(maxsize=512)
def noun(language: str, key: str) -> Noun:
    """A real noun by its English name, or an invented one: the same in every language, in German with a capital."""
    word = _TABLE[language].get(key)
    if word is None:
        word = {"en": key, "sw": key, "fr": f"m {key}", "es": f"m {key}", "de": f"m {key.capitalize()}"}[language]
    return _MADE[language](word)
