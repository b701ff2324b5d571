"""Gold for `general/grounded`: facts of the tables that come along, put in five languages, true and nearly true.

"Kenya: the capital is Nairobi."               sound
"Kenya: the capital is Kampala."               faulty: swapped subject
"Die Währung von Italien war die Lira."        sound, for it is said of another time
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from random import Random

from provender.core.record import Origin, Payload, Record
from provender.core.registry import gold
from provender.core.seeds import stream
from provender.core.verdict import Gold
from provender.general.answered import Answered
from provender.general.passage import Passage

NAME = "general/grounded"
LANGUAGES = ("en", "de", "fr", "es", "sw")
_SAID: Mapping[str, tuple[str, ...]] = {  # a relation of a subject is a value
    "en": ("{s}: the {r} is {v}.", "The {r} of {s} is {v}.", "{s}, {r}: {v}"),
    "de": ("{s}: {r} ist {v}.", "{r} von {s} ist {v}.", "{s}, {r}: {v}"),
    "fr": ("{s} : {r} est {v}.", "Pour {s}, {r} est {v}.", "{s}, {r} : {v}"),
    "es": ("{s}: {r} es {v}.", "{r} de {s} es {v}.", "{s}, {r}: {v}"),
    "sw": ("{s}: {r} ni {v}.", "{r} wa {s} ni {v}.", "{s}, {r}: {v}"),
}
_ASKED = {
    "en": "What is the {r} of {s}?", "de": "{s}: Was ist {r}?", "fr": "{s} : quelle est {r} ?",
    "es": "{s}: ¿cuál es {r}?", "sw": "Taja {r} wa {s}.",
}  # fmt: skip
_CALLED: Mapping[str, Mapping[str, str]] = {
    "capital": {"en": "capital", "de": "Hauptstadt", "fr": "la capitale", "es": "la capital", "sw": "mji mkuu"},
    "number": {
        "en": "atomic number", "de": "Ordnungszahl", "fr": "le numéro atomique", "es": "el número atómico",
        "sw": "namba atomia",
    },
    "weight": {
        "en": "standard atomic weight", "de": "Atomgewicht", "fr": "la masse atomique", "es": "la masa atómica",
        "sw": "uzani atomia",
    },
    "currency": {"en": "currency", "de": "Währung", "fr": "la monnaie", "es": "la moneda", "sw": "sarafu"},
}  # fmt: skip
_WAS = {
    "en": "{s}: the currency was {v}.", "de": "{s}: die Währung war {v}.", "fr": "{s} : la monnaie était {v}.",
    "es": "{s}: la moneda era {v}.", "sw": "{s}: sarafu ilikuwa {v}.",
}  # fmt: skip
_MONEY = {  # territory in the languages' order, its money of today and before, by ISO 4217
    "Germany|Deutschland|Allemagne|Alemania|Ujerumani": ("EUR", "DEM"),
    "Italy|Italien|Italie|Italia|Italia": ("EUR", "ITL"),
    "Spain|Spanien|Espagne|España|Uhispania": ("EUR", "ESP"),
    "France|Frankreich|France|Francia|Ufaransa": ("EUR", "FRF"),
    "Croatia|Kroatien|Croatie|Croacia|Croatia": ("EUR", "HRK"),
    "Austria|Österreich|Autriche|Austria|Austria": ("EUR", "ATS"),
    "Ghana|Ghana|Ghana|Ghana|Ghana": ("GHS", "GHC"),
    "Mozambique|Mosambik|Mozambique|Mozambique|Msumbiji": ("MZN", "MZM"),
}  # fmt: skip
_MORE = {
    "en": "Where is the atomic number larger, for {s} or for {t}?",
    "de": "Wo ist die Ordnungszahl größer, bei {s} oder bei {t}?",
    "fr": "Où le numéro atomique est le plus grand, pour {s} ou pour {t} ?",
    "es": "¿Dónde es mayor el número atómico, en {s} o en {t}?",
    "sw": "Namba atomia ni kubwa zaidi wapi, kwa {s} au kwa {t}?",
}  # fmt: skip
_MILES = {"en": "{n} miles are {v} {u}.", "de": "{n} Meilen sind {v} {u}.", "fr": "{n} milles sont {v} {u}.",
          "es": "{n} millas son {v} {u}.", "sw": "Maili {n} ni {u} {v}."}  # fmt: skip


@lru_cache(maxsize=4)
def _rows(name: str) -> list[dict[str, str]]:
    """A table that comes along, as its file has it."""
    text = files("provender.general").joinpath("tables", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


def _first(cell: str) -> str:
    """The first name of a cell."""
    return cell.split(" | ", maxsplit=1)[0]


def _country(rng: Random, language: str) -> tuple[str, str]:
    """A country and its capital in a language."""
    from babel import Locale

    row = rng.choice(_rows("capitals.tsv"))
    return Locale.parse(language).territories[row["territory"]], _first(
        row.get(f"capital@{language}") or row["capital"]
    )


def _element(rng: Random, language: str) -> tuple[str, dict[str, str]]:
    """An element with a weight, and its row."""
    row = rng.choice([row for row in _rows("elements.tsv") if row["standard atomic weight"]])
    return _first(row[f"element@{language}"] or row["element"]), row


def _number(value: str, language: str) -> str:
    """A number with a decimal point as a language writes it."""
    return value.replace(".", ",") if language in ("de", "fr", "es") else value


def _say(rng: Random, language: str, relation: str, pair: tuple[str, str]) -> Payload:
    """A fact as a sentence, or as an answer to a question."""
    told = {"s": pair[0], "v": pair[1], "r": _CALLED[relation][language]}
    sentence = rng.choice(_SAID[language]).format(**told)
    if rng.random() < 0.5:
        return Passage(sentence, language)
    return Answered(_ASKED[language].format(**told), pair[1], sentence if rng.random() < 0.5 else "", language)


def _capital(rng: Random, language: str, *, wrong: str = "") -> Payload:
    """A country's capital; another's, or no city at all, where it is wrong."""
    country, city = _country(rng, language)
    while wrong == "swapped subject" and (other := _country(rng, language))[1] != city:
        return _say(rng, language, "capital", (country, other[1]))
    return _say(rng, language, "capital", (country, "Atlantis" if wrong else city))


def _atom(rng: Random, language: str, *, wrong: str = "") -> Payload:
    """An element's number or weight."""
    name, row = _element(rng, language)
    weight, number = row["standard atomic weight"], row["atomic number"]
    if wrong == "swapped relation":
        return _say(rng, language, "number", (name, _number(weight, language)))
    if wrong == "decimal slip":
        moved = f"{float(weight) * rng.choice((10, 100)):.10g}"
        return _say(rng, language, "weight", (name, _number(moved, language)))
    if wrong == "digit slip":
        at = rng.choice([at for at, char in enumerate(weight) if char.isdigit() and at])
        digit = rng.choice([digit for digit in "123456789" if digit != weight[at]])
        return _say(rng, language, "weight", (name, _number(weight[:at] + digit + weight[at + 1 :], language)))
    if wrong == "number of another":
        return _say(rng, language, "number", (name, str(int(number) % 118 + rng.randrange(1, 60))))
    if rng.random() < 0.5:
        return _say(rng, language, "number", (name, number))
    rounded = f"{float(weight):.5g}" if rng.random() < 0.5 else weight
    return _say(rng, language, "weight", (name, _number(rounded, language)))


def _money(rng: Random, language: str, *, wrong: str = "") -> Payload:
    """A country's money of today, or one of before."""
    from babel import Locale

    names, (now, before) = rng.choice(list(_MONEY.items()))
    country = names.split("|")[LANGUAGES.index(language)]
    known = Locale.parse(language).currencies
    if not wrong and rng.random() < 0.5:
        return Passage(_WAS[language].format(s=country, v=known.get(before, before)), language)
    return _say(rng, language, "currency", (country, known.get(code := before if wrong else now, code)))


def _compared(rng: Random, language: str, *, wrong: str = "") -> Payload:
    """Which of two elements has the larger number."""
    (one, first), (other, second) = _element(rng, language), _element(rng, language)
    if first is second:
        return _compared(rng, language, wrong=wrong)
    larger = int(first["atomic number"]) > int(second["atomic number"])
    question = _MORE[language].format(s=one, t=other)
    return Answered(question, one if larger is not bool(wrong) else other, "", language)


def _explained(rng: Random, language: str, *, wrong: str = "") -> Payload:
    """An answer whose explanation says otherwise, or speaks of something else."""
    country, city = _country(rng, language)
    about = (country, "Atlantis") if wrong == "explanation disagrees" else _country(rng, language)
    while about[0] == country and wrong != "explanation disagrees":
        about = _country(rng, language)
    told = {"r": _CALLED["capital"][language]}
    sentence = _SAID[language][0].format(s=about[0], v=about[1], **told)
    return Answered(_ASKED[language].format(s=country, **told), city, sentence, language)


def _length(rng: Random, language: str, *, wrong: str = "") -> Payload:
    """Miles in kilometres; in metres where the unit slipped."""
    count = rng.randrange(2, 90)
    value = _number(f"{count * 1.609344:.8g}", language)
    return Passage(_MILES[language].format(n=count, v=value, u="m" if wrong else "km"), language)


Make = Callable[..., Payload]
WRONG: Mapping[str, Make] = {
    "swapped subject": _capital, "invented value": _capital, "swapped relation": _atom, "decimal slip": _atom,
    "digit slip": _atom, "number of another": _atom, "outdated value": _money, "wrong comparison": _compared,
    "explanation disagrees": _explained, "explanation of something else": _explained, "unit slip": _length,
}  # fmt: skip
RIGHT: Mapping[str, Make] = {
    "capital": _capital, "number": _atom, "money of today or before": _money, "comparison": _compared, "unit": _length,
}  # fmt: skip


@gold
@dataclass(frozen=True, slots=True)
class GroundedGold:
    """Facts in five languages, each wrong in one way, and as many true ones."""

    def __call__(self, count: int, /, *, seed: int) -> Sequence[Gold]:
        """`count` golds: the even ones faulty, the odd ones sound."""
        return [_one(at, seed) for at in range(count)]


def _one(at: int, seed: int) -> Gold:
    """The gold at a place."""
    rng = Random(stream(seed, at, f"gold/{NAME}").below(2**62))
    language = LANGUAGES[at // 2 % len(LANGUAGES)]
    faulty = at % 2 == 0
    kinds = WRONG if faulty else RIGHT
    kind = list(kinds)[at // (2 * len(LANGUAGES)) % len(kinds)]
    payload = kinds[kind](rng, language, wrong=kind) if faulty else kinds[kind](rng, language)
    origin = Origin(source=f"gold/{NAME}", version="1", recipe="", seed=seed, index=at)
    record = Record(payload=payload, origin=origin, tags={"language": language})
    return Gold(record=record, faulty=faulty, kind=kind, slices={"language": language})
