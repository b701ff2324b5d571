"""Reading nouns with what stands before them: "a whale", "every whale", "no whale that", in five languages.

Real nouns are known by a table, an invented one by its shape; it is the same in every language and masculine.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from provender.reasoning.read.forms import Slot

Phrases: TypeAlias = Callable[[str, str], Sequence[str]]  # (noun, gender) -> one phrase for each of KINDS

KINDS = ("a", "nota", "every", "no", "everywho", "nowho")
_INVENTED = "[a-z]{4,12}"
_MARK = "qqqq"  # stands for an invented noun while its phrase is made a pattern

_REAL = """
whale     nyangumi      f baleine     f ballena      m Wal
dolphin   pomboo        m dauphin     m delfín       m Delfin
cat       paka          m chat        m gato         f Katze
cow       ng'ombe       f vache       f vaca         f Kuh
horse     farasi        m cheval      m caballo      n Pferd
owl       bundi         m hibou       m búho         f Eule
penguin   pengwini      m pingouin    m pingüino     m Pinguin
snake     nyoka         m serpent     f serpiente    f Schlange
crocodile mamba         m crocodile   m cocodrilo    n Krokodil
shark     papa          m requin      m tiburón      m Hai
tuna      jodari        m thon        m atún         m Thunfisch
bee       nyuki         f abeille     f abeja        f Biene
ant       sisimizi      f fourmi      f hormiga      f Ameise
mammal    mamalia       m mammifère   m mamífero     n Säugetier
bird      ndege         m oiseau      f ave          m Vogel
reptile   reptilia      m reptile     m reptil       n Reptil
fish      samaki        m poisson     m pez          m Fisch
insect    mdudu         m insecte     m insecto      n Insekt
arthropod arthropoda    m arthropode  m artrópodo    m Gliederfüßer
vertebrate vertebrata   m vertébré    m vertebrado   n Wirbeltier
predator  mwindaji      m prédateur   m depredador   n Raubtier
herbivore mla_majani    m herbivore   m herbívoro    m Pflanzenfresser
swimmer   mwogeleaji    m nageur      m nadador      m Schwimmer
animal    mnyama        m animal      m animal       n Tier
organism  kiumbe        m organisme   m organismo    n Lebewesen
"""
_ROWS = [re.split(r" +", line) for line in _REAL.strip().split("\n")]
_NOUNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {row[0]: (row[0], "m") for row in _ROWS},
    "sw": {row[0]: (row[1].replace("_", " "), "m") for row in _ROWS},
    "fr": {row[0]: (row[3], row[2]) for row in _ROWS},
    "es": {row[0]: (row[5], row[4]) for row in _ROWS},
    "de": {row[0]: (row[7], row[6]) for row in _ROWS},
}


def _en(noun: str, _: str) -> Sequence[str]:
    a = f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
    return a, f"not {a}", f"every {noun}", f"no {noun}", f"every {noun} that", f"no {noun} that"


def _sw(noun: str, _: str) -> Sequence[str]:
    nobody = f"hakuna {noun} ambaye"
    return noun, f"si {noun}", f"kila {noun}", nobody, f"kila {noun} ambaye", nobody


def _fr(noun: str, gender: str) -> Sequence[str]:
    if gender == "f":
        forms = (f"une {noun}", f"pas une {noun}", f"toute {noun}", f"aucune {noun}")
    else:
        forms = (f"un {noun}", f"pas un {noun}", f"tout {noun}", f"aucun {noun}")
    return (*forms, f"{forms[2]} qui", f"{forms[3]} qui")


def _es(noun: str, gender: str) -> Sequence[str]:
    stressed = noun == "ave"  # "un ave", for it begins with a stressed a
    a = f"una {noun}" if gender == "f" and not stressed else f"un {noun}"
    every = f"toda {noun}" if gender == "f" else f"todo {noun}"
    no = f"ninguna {noun}" if gender == "f" and not stressed else f"ningún {noun}"
    return a, a, every, no, f"{every} que", f"{no} que"


def _de(noun: str, gender: str) -> Sequence[str]:
    a, no, every, who = {
        "m": ("ein", "kein", "jeder", "der"),
        "f": ("eine", "keine", "jede", "die"),
        "n": ("ein", "kein", "jedes", "das"),
    }[gender]
    said = f"{noun[0].upper()}{noun[1:]}"
    return (
        f"{a} {said}",
        f"{no} {said}",
        f"{every} {said}",
        f"{no} {said}",
        f"{every} {said}, {who}",
        f"{no} {said}, {who}",
    )


_PHRASES: Mapping[str, Phrases] = {"en": _en, "sw": _sw, "fr": _fr, "es": _es, "de": _de}
_KEYS = frozenset(_NOUNS["en"])


def _any_case(pattern: str) -> str:
    """The pattern, its first letter small or capital."""
    return f"[{pattern[0].upper()}{pattern[0]}]{pattern[1:]}" if pattern[0].islower() else pattern


def _slot(language: str, kind: int) -> Slot:
    """Phrases of one kind in one language -> the noun's key."""
    real = {_PHRASES[language](*noun)[kind]: key for key, noun in _NOUNS[language].items()}
    shape = re.escape(_PHRASES[language](_MARK, "m")[kind])
    gap = f"[A-Z]{_INVENTED[:5]}{{3,11}}" if language == "de" else _INVENTED
    open_shape = shape.replace(_MARK.capitalize() if language == "de" else _MARK, gap)
    if language == "en":
        open_shape = re.sub(r"\ba\\ ", "an?\\\\ ", open_shape)
    words = re.compile(open_shape.replace(gap, f"({gap})"))

    def convert(text: str) -> str | None:
        small = text[0].lower() + text[1:]
        if small in real:
            return real[small]
        found = words.fullmatch(text) or words.fullmatch(small)
        if found is None:
            return None
        noun = found[1].lower()
        known = noun in _KEYS or noun in _WORDS[language]
        return noun if not known and _PHRASES[language](noun, "m")[kind] in (text, small) else None

    patterns = sorted((re.escape(phrase) for phrase in real), key=len, reverse=True)
    return "(?:" + "|".join([_any_case(pattern) for pattern in (*patterns, open_shape)]) + ")", convert


_WORDS = {language: {word.lower() for word, _ in nouns.values()} for language, nouns in _NOUNS.items()}

NOUNS: Mapping[str, Slot] = {
    f"{kind}{language}": _slot(language, place) for language in _PHRASES for place, kind in enumerate(KINDS)
}
"""Types of slots: "aen" an English noun with its article, "everyen" with "every", and so for each kind and language."""
