"""Reading statements about groups of people: "all cooks are poets" as ("all", "cook", "poet"), in five languages."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from provender.reasoning.read.forms import Slot

Statement: TypeAlias = tuple[str, str, str]  # "all", "no", "some" or "some_not"; subject; predicate

# key, then singular/plural in each language
_GROUPS = """
singer  singer/singers    mwimbaji/waimbaji    chanteur/chanteurs      cantante/cantantes     Sänger/Sänger
farmer  farmer/farmers    mkulima/wakulima     fermier/fermiers        granjero/granjeros     Bauer/Bauern
runner  runner/runners    mkimbiaji/wakimbiaji coureur/coureurs        corredor/corredores    Läufer/Läufer
painter painter/painters  mchoraji/wachoraji   peintre/peintres        pintor/pintores        Maler/Maler
doctor  doctor/doctors    daktari/madaktari    médecin/médecins        médico/médicos         Arzt/Ärzte
teacher teacher/teachers  mwalimu/walimu       enseignant/enseignants  profesor/profesores    Lehrer/Lehrer
swimmer swimmer/swimmers  mwogeleaji/waogeleaji nageur/nageurs         nadador/nadadores      Schwimmer/Schwimmer
builder builder/builders  mjenzi/wajenzi       maçon/maçons            albañil/albañiles      Maurer/Maurer
cook    cook/cooks        mpishi/wapishi       cuisinier/cuisiniers    cocinero/cocineros     Koch/Köche
hunter  hunter/hunters    mwindaji/wawindaji   chasseur/chasseurs      cazador/cazadores      Jäger/Jäger
reader  reader/readers    msomaji/wasomaji     lecteur/lecteurs        lector/lectores        Leser/Leser
sailor  sailor/sailors    baharia/mabaharia    marin/marins            marinero/marineros     Matrose/Matrosen
driver  driver/drivers    dereva/madereva      chauffeur/chauffeurs    conductor/conductores  Fahrer/Fahrer
baker   baker/bakers      mwokaji/waokaji      boulanger/boulangers    panadero/panaderos     Bäcker/Bäcker
poet    poet/poets        mshairi/washairi     poète/poètes            poeta/poetas           Dichter/Dichter
fisher  fisher/fishers    mvuvi/wavuvi         pêcheur/pêcheurs        pescador/pescadores    Fischer/Fischer
"""
_LANGUAGES = ("en", "sw", "fr", "es", "de")
_ROWS = [re.split(" +", line) for line in _GROUPS.strip().split("\n")]
ONE: Mapping[str, Mapping[str, str]] = {
    language: {row[column].split("/")[0]: row[0] for row in _ROWS} for column, language in enumerate(_LANGUAGES, 1)
}
"""language -> singular -> key."""
MANY: Mapping[str, Mapping[str, str]] = {
    language: {row[column].split("/")[1]: row[0] for row in _ROWS} for column, language in enumerate(_LANGUAGES, 1)
}
"""language -> plural -> key."""

# S and P: subject and predicate in the singular; SS and PP: in the plural
_SAID = {
    "en": {"all": "all SS are PP", "no": "no SS are PP", "some_not": "some SS are not PP", "some": "some SS are PP"},
    "sw": {"all": "SS wote ni PP", "no": "hakuna S ambaye ni P", "some_not": "baadhi ya SS si PP",
           "some": "baadhi ya SS ni PP"},
    "fr": {"all": "tous les SS sont PP", "no": "aucun S n'est P", "some_not": "certains SS ne sont pas PP",
           "some": "certains SS sont PP"},
    "es": {"all": "todos los SS son PP", "no": "ningún S es P", "some_not": "algunos SS no son PP",
           "some": "algunos SS son PP"},
    "de": {"all": "alle SS sind PP", "no": "kein S ist P", "some_not": "einige SS sind keine PP",
           "some": "einige SS sind PP"},
}  # fmt: skip


def _pattern(language: str, text: str, *, named: bool) -> str:
    """A form as a pattern, with groups for subject and predicate or without."""
    one, many = "|".join(ONE[language]), "|".join(MANY[language])
    words = {"S": (one, "x"), "SS": (many, "x"), "P": (one, "y"), "PP": (many, "y")}
    parts = []
    for word in text.split(" "):
        nouns, name = words.get(word, ("", ""))
        parts.append((f"(?P<{name}>{nouns})" if named else f"(?:{nouns})") if nouns else re.escape(word))
    pattern = " ".join(parts)
    return f"[{pattern[0].upper()}{pattern[0]}]{pattern[1:]}" if pattern[0].isalpha() else pattern


def _slot(language: str) -> Slot:
    """Statements of a language, their first letter small or capital."""
    forms = {form: re.compile(_pattern(language, text, named=True)) for form, text in _SAID[language].items()}
    nouns = {**ONE[language], **MANY[language]}

    def convert(text: str) -> Statement | None:
        small = text[0].lower() + text[1:] if language != "de" else text
        for form, pattern in forms.items():
            if found := pattern.fullmatch(text) or pattern.fullmatch(small):
                return form, nouns[found["x"]], nouns[found["y"]]
        return None

    anything = "|".join(_pattern(language, text, named=False) for text in _SAID[language].values())
    capital = anything.replace("(?:", "(?i:") if language == "sw" else anything
    return f"(?:{capital})", convert


STATEMENTS: Mapping[str, Slot] = {f"said{language}": _slot(language) for language in _LANGUAGES}
"""Types of slots: "saiden" an English statement, and so for each language."""
