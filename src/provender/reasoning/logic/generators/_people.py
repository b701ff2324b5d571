"""Groups of people, and statements about two of them: all, none, some, some not.

statement("fr", ("no", "singer", "cook"))      "aucun chanteur n'est cuisinier"
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

Statement: TypeAlias = tuple[str, str, str]  # "all", "no", "some" or "some_not"; subject; predicate

# key: singular and plural in Swahili, French, Spanish, German; in English the key and its plural in -s
_WORDS = """
singer: mwimbaji waimbaji; chanteur chanteurs; cantante cantantes; Sänger Sänger
farmer: mkulima wakulima; fermier fermiers; granjero granjeros; Bauer Bauern
runner: mkimbiaji wakimbiaji; coureur coureurs; corredor corredores; Läufer Läufer
painter: mchoraji wachoraji; peintre peintres; pintor pintores; Maler Maler
doctor: daktari madaktari; médecin médecins; médico médicos; Arzt Ärzte
teacher: mwalimu walimu; enseignant enseignants; profesor profesores; Lehrer Lehrer
swimmer: mwogeleaji waogeleaji; nageur nageurs; nadador nadadores; Schwimmer Schwimmer
builder: mjenzi wajenzi; maçon maçons; albañil albañiles; Maurer Maurer
cook: mpishi wapishi; cuisinier cuisiniers; cocinero cocineros; Koch Köche
hunter: mwindaji wawindaji; chasseur chasseurs; cazador cazadores; Jäger Jäger
reader: msomaji wasomaji; lecteur lecteurs; lector lectores; Leser Leser
sailor: baharia mabaharia; marin marins; marinero marineros; Matrose Matrosen
driver: dereva madereva; chauffeur chauffeurs; conductor conductores; Fahrer Fahrer
baker: mwokaji waokaji; boulanger boulangers; panadero panaderos; Bäcker Bäcker
poet: mshairi washairi; poète poètes; poeta poetas; Dichter Dichter
fisher: mvuvi wavuvi; pêcheur pêcheurs; pescador pescadores; Fischer Fischer
"""
_ROWS = [line.replace(":", ";").split("; ") for line in _WORDS.strip().split("\n")]
GROUPS = tuple([row[0] for row in _ROWS])
_TABLE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {key: (key, f"{key}s") for key in GROUPS},
    **{
        language: {row[0]: (row[column].split(" ")[0], row[column].split(" ")[1]) for row in _ROWS}
        for column, language in enumerate(("sw", "fr", "es", "de"), 1)
    },
}
# {x} and {y} are singulars, {xs} and {ys} plurals
_FORMS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "all": "all {xs} are {ys}",
        "no": "no {xs} are {ys}",
        "some": "some {xs} are {ys}",
        "some_not": "some {xs} are not {ys}",
    },
    "sw": {
        "all": "{xs} wote ni {ys}",
        "no": "hakuna {x} ambaye ni {y}",
        "some": "baadhi ya {xs} ni {ys}",
        "some_not": "baadhi ya {xs} si {ys}",
    },
    "fr": {
        "all": "tous les {xs} sont {ys}",
        "no": "aucun {x} n'est {y}",
        "some": "certains {xs} sont {ys}",
        "some_not": "certains {xs} ne sont pas {ys}",
    },
    "es": {
        "all": "todos los {xs} son {ys}",
        "no": "ningún {x} es {y}",
        "some": "algunos {xs} son {ys}",
        "some_not": "algunos {xs} no son {ys}",
    },
    "de": {
        "all": "alle {xs} sind {ys}",
        "no": "kein {x} ist {y}",
        "some": "einige {xs} sind {ys}",
        "some_not": "einige {xs} sind keine {ys}",
    },
}


@lru_cache(maxsize=4096)
def statement(language: str, said: Statement) -> str:
    """A statement as a clause, its first letter small."""
    form, subject, predicate = said
    (x, xs), (y, ys) = _TABLE[language][subject], _TABLE[language][predicate]
    return _FORMS[language][form].format(x=x, xs=xs, y=y, ys=ys)


def sentence(language: str, said: Statement) -> str:
    """A statement as a sentence."""
    text = statement(language, said)
    return f"{text[0].upper()}{text[1:]}."


def group(language: str, key: str) -> tuple[str, str]:
    """Singular and plural of a group's noun."""
    return _TABLE[language][key]
