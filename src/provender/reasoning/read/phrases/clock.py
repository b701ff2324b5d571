"""Journeys by the clock: questions and sentences, read in five languages."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from provender.reasoning.read.forms import Forms, Slot, typed


class _Tongue(NamedTuple):
    """What a language says: driving, waiting, hours, minutes, what joins those, a clock ahead, a clock behind."""

    drives: str
    waits: str
    hours: str
    minutes: str
    joint: str
    ahead: str
    behind: str


_TONGUES: Mapping[str, _Tongue] = {
    "en": _Tongue(
        "drives {}",
        "waits {}",
        "{} h",
        "{} min",
        " ",
        "Local time there is {} ahead. ",
        "Local time there is {} behind. ",
    ),
    "sw": _Tongue(
        "linasafiri {}",
        "linasubiri {}",
        "saa {}",
        "dakika {}",
        " na ",
        "Saa za huko ziko mbele kwa {}. ",
        "Saa za huko ziko nyuma kwa {}. ",
    ),
    "fr": _Tongue(
        "roule {}",
        "attend {}",
        "{} h",
        "{} min",
        " ",
        "L'heure locale y est en avance de {}. ",
        "L'heure locale y est en retard de {}. ",
    ),
    "es": _Tongue(
        "circula {}",
        "espera {}",
        "{} h",
        "{} min",
        " ",
        "La hora local va allí {} por delante. ",
        "La hora local va allí {} por detrás. ",
    ),
    "de": _Tongue(
        "fährt {}",
        "wartet {}",
        "{} h",
        "{} min",
        " ",
        "Die Ortszeit ist dort {} voraus. ",
        "Die Ortszeit ist dort {} zurück. ",
    ),
}
_HOURS, _MINUTES = "(?:[1-9][0-9]?)", "(?:[1-9]|[1-5][0-9])"
_MOST_LEGS = 20


def _length(tongue: _Tongue) -> str:
    """A pattern of hours, of minutes, or of both."""
    hours, minutes = tongue.hours.format(_HOURS), tongue.minutes.format(_MINUTES)
    return f"(?:{hours}{tongue.joint}{minutes}|{hours}|{minutes})"


def _worth(tongue: _Tongue) -> Callable[[str], int]:
    """The minutes that a length has."""
    hours, minutes = (re.compile(form.format("([0-9]+)")) for form in (tongue.hours, tongue.minutes))

    def worth(text: str) -> int:
        h, m = hours.search(text), minutes.search(text)
        return (60 * int(h[1]) if h else 0) + (int(m[1]) if m else 0)

    return worth


def _legs(tongue: _Tongue) -> Slot:
    """Lengths in turn of driving and of waiting, in minutes."""
    length, worth = _length(tongue), _worth(tongue)
    drives, waits = tongue.drives.format(length), tongue.waits.format(length)
    verbs = (tongue.drives.partition("{")[0], tongue.waits.partition("{")[0])

    def convert(text: str) -> tuple[int, ...] | None:
        told = text.split(", ")
        in_turn = all(leg.startswith(verbs[at % 2]) for at, leg in enumerate(told))
        return tuple(map(worth, told)) if in_turn else None

    return f"(?:{drives})(?:, (?:{drives}|{waits})){{0,{_MOST_LEGS - 1}}}", convert


def _zone(tongue: _Tongue) -> Slot:
    """By how many minutes the clocks there differ; nothing said is no difference."""
    worth = _worth(tongue)
    forms = [re.escape(form).replace(r"\{\}", _length(tongue)) for form in (tongue.ahead, tongue.behind)]
    behind = re.compile(forms[1])

    def convert(text: str) -> int:
        return -worth(text) if behind.fullmatch(text) else worth(text)

    return f"(?:{'|'.join(forms)})?", convert


def _time(text: str) -> tuple[int, int] | None:
    """Hour and minute of the 24-hour clock."""
    h, m = int(text[:2]), int(text[3:])
    return (h, m) if h < 24 and m < 60 else None


def _sum(text: str) -> tuple[int, ...]:
    """5 + 7 − 3 as (5, 7, -3)."""
    return tuple(int(part) for part in text.replace("+ ", "").replace("− ", "-").split(" "))


def _slots() -> Mapping[str, Slot]:
    """Types of slots, some for each language."""
    number = "(?:0|[1-9][0-9]{0,5})"
    slots: dict[str, tuple[str, Callable[[str], Any]]] = {
        "time": ("[0-2][0-9]:[0-5][0-9]", _time),
        "sum": (f"{number}(?: [+−] {number}){{1,24}}", _sum),
    }
    for language, tongue in _TONGUES.items():
        slots |= {f"legs{language}": _legs(tongue), f"zone{language}": _zone(tongue)}
    return slots


_SLOTS = _slots()
_TYPES = {**dict.fromkeys("abcoxyz", "dec"), "time": "time", "sum": "sum", "s": "int"}
_QUESTIONS = {
    "en": {
        "arrive": (
            "A bus leaves at {time}. It {legs}. {zone}What time do the clocks show on arrival?",
            "A bus leaves at {time}. It {legs}. {zone}Find the time of arrival by the clocks there.",
        ),
        "leave": (
            "A bus {legs}. It arrives at {time}. {zone}What time did the clocks at its start show when it left?",
            "A bus {legs}. It arrives at {time}. {zone}Find the time of departure by the clocks at its start.",
        ),
        "angle": (
            (
                "A bus leaves at {time}. It {legs}. "
                "{zone}What is the smaller angle between the hands of a clock there on arrival, in degrees?"
            ),
            (
                "A bus leaves at {time}. It {legs}. "
                "{zone}Find the smaller angle in degrees between the hands of a clock there on arrival."
            ),
        ),
    },
    "sw": {
        "arrive": (
            "Basi linaondoka {time}. Kisha {legs}. {zone}Saa za huko zinaonyesha ngapi linapofika?",
            "Basi linaondoka {time}. Kisha {legs}. {zone}Tafuta muda wa kufika kwa saa za huko.",
        ),
        "leave": (
            "Basi {legs}. Linafika {time}. {zone}Saa za mwanzo wa safari zilionyesha ngapi lilipoondoka?",
            "Basi {legs}. Linafika {time}. {zone}Tafuta muda wa kuondoka kwa saa za mwanzo wa safari.",
        ),
        "angle": (
            (
                "Basi linaondoka {time}. Kisha {legs}. "
                "{zone}Pembe ndogo kati ya mikono ya saa ya huko linapofika ni digrii ngapi?"
            ),
            (
                "Basi linaondoka {time}. Kisha {legs}. "
                "{zone}Tafuta kwa digrii pembe ndogo kati ya mikono ya saa ya huko linapofika."
            ),
        ),
    },
    "fr": {
        "arrive": (
            "Un bus part à {time}. Il {legs}. {zone}Quelle heure indiquent les horloges à l'arrivée ?",
            "Un bus part à {time}. Il {legs}. {zone}Trouve l'heure d'arrivée selon les horloges de là-bas.",
        ),
        "leave": (
            (
                "Un bus {legs}. Il arrive à {time}. "
                "{zone}Quelle heure indiquaient les horloges du départ quand il est parti ?"
            ),
            "Un bus {legs}. Il arrive à {time}. {zone}Trouve l'heure de départ selon les horloges du départ.",
        ),
        "angle": (
            (
                "Un bus part à {time}. Il {legs}. "
                "{zone}Quel est, en degrés, le plus petit angle des aiguilles d'une horloge locale à l'arrivée ?"
            ),
            (
                "Un bus part à {time}. Il {legs}. "
                "{zone}Trouve en degrés le plus petit angle des aiguilles d'une horloge locale à l'arrivée."
            ),
        ),
    },
    "es": {
        "arrive": (
            "Un autobús sale a las {time}. Luego {legs}. {zone}¿Qué hora marcan los relojes a la llegada?",
            ("Un autobús sale a las {time}. Luego {legs}. {zone}Halla la hora de llegada según los relojes de allí."),
        ),
        "leave": (
            "Un autobús {legs}. Llega a las {time}. {zone}¿Qué hora marcaban los relojes del origen cuando salió?",
            "Un autobús {legs}. Llega a las {time}. {zone}Halla la hora de salida según los relojes del origen.",
        ),
        "angle": (
            (
                "Un autobús sale a las {time}. Luego {legs}. "
                "{zone}¿Cuál es, en grados, el menor ángulo entre las agujas de un reloj de allí a la llegada?"
            ),
            (
                "Un autobús sale a las {time}. Luego {legs}. "
                "{zone}Halla en grados el menor ángulo entre las agujas de un reloj de allí a la llegada."
            ),
        ),
    },
    "de": {
        "arrive": (
            "Ein Bus fährt um {time} ab. Er {legs}. {zone}Welche Uhrzeit zeigen die Uhren bei der Ankunft?",
            "Ein Bus fährt um {time} ab. Er {legs}. {zone}Bestimme die Ankunftszeit nach den Uhren dort.",
        ),
        "leave": (
            (
                "Ein Bus {legs}. Er kommt um {time} an. "
                "{zone}Welche Uhrzeit zeigten die Uhren am Startort bei der Abfahrt?"
            ),
            "Ein Bus {legs}. Er kommt um {time} an. {zone}Bestimme die Abfahrtszeit nach den Uhren am Startort.",
        ),
        "angle": (
            (
                "Ein Bus fährt um {time} ab. Er {legs}. "
                "{zone}Wie groß ist in Grad der kleinere Winkel zwischen den Zeigern einer Uhr am Ziel?"
            ),
            (
                "Ein Bus fährt um {time} ab. Er {legs}. "
                "{zone}Bestimme in Grad den kleineren Winkel zwischen den Zeigern einer Uhr am Ziel."
            ),
        ),
    },
}
_SENTENCES = {
    "en": {
        "clock": "{time} is {h} × 60 + {m} = {t} minutes after midnight.",
        "leg": "Part {i} takes {h} × 60 + {m} = {d} minutes.",
        "shift": "The clocks differ by {h} × 60 + {m} = {d} minutes.",
        "total": "Together that is {sum} = {s}.",
        "day": "A day has 1440 minutes: {s} mod 1440 = {r}.",
        "shown": "{r} = {h} × 60 + {m}, so the clocks show {time}.",
        "minute_hand": "The minute hand stands at {m} × 6 = {a} degrees.",
        "twelve": "On the dial {h} mod 12 = {e}.",
        "hour_hand": "The hour hand stands at {e} × 30 + {m} ÷ 2 = {b} degrees.",
        "between": "Between the hands lie {x} − {y} = {c} degrees.",
        "other": "The other way round there are 360 − {c} = {o} degrees.",
        "smaller": "Of {c} and {o} degrees, the smaller angle is {z}.",
    },
    "sw": {
        "clock": "{time} ni dakika {h} × 60 + {m} = {t} baada ya usiku wa manane.",
        "leg": "Sehemu ya {i} huchukua dakika {h} × 60 + {m} = {d}.",
        "shift": "Saa zinatofautiana kwa dakika {h} × 60 + {m} = {d}.",
        "total": "Kwa jumla ni {sum} = {s}.",
        "day": "Siku ina dakika 1440: {s} mod 1440 = {r}.",
        "shown": "{r} = {h} × 60 + {m}, hivyo saa zinaonyesha {time}.",
        "minute_hand": "Mkono wa dakika uko kwenye digrii {m} × 6 = {a}.",
        "twelve": "Kwenye uso wa saa {h} mod 12 = {e}.",
        "hour_hand": "Mkono wa saa uko kwenye digrii {e} × 30 + {m} ÷ 2 = {b}.",
        "between": "Kati ya mikono kuna digrii {x} − {y} = {c}.",
        "other": "Upande mwingine kuna digrii 360 − {c} = {o}.",
        "smaller": "Kati ya digrii {c} na {o}, pembe ndogo ni {z}.",
    },
    "fr": {
        "clock": "{time}, c'est {h} × 60 + {m} = {t} minutes après minuit.",
        "leg": "La partie {i} dure {h} × 60 + {m} = {d} minutes.",
        "shift": "Les horloges diffèrent de {h} × 60 + {m} = {d} minutes.",
        "total": "En tout, cela fait {sum} = {s}.",
        "day": "Un jour a 1440 minutes : {s} mod 1440 = {r}.",
        "shown": "{r} = {h} × 60 + {m}, donc les horloges indiquent {time}.",
        "minute_hand": "L'aiguille des minutes est à {m} × 6 = {a} degrés.",
        "twelve": "Sur le cadran, {h} mod 12 = {e}.",
        "hour_hand": "L'aiguille des heures est à {e} × 30 + {m} ÷ 2 = {b} degrés.",
        "between": "Entre les aiguilles, il y a {x} − {y} = {c} degrés.",
        "other": "De l'autre côté, il y a 360 − {c} = {o} degrés.",
        "smaller": "De {c} et {o} degrés, le plus petit angle est {z}.",
    },
    "es": {
        "clock": "Las {time} son {h} × 60 + {m} = {t} minutos después de medianoche.",
        "leg": "La parte {i} dura {h} × 60 + {m} = {d} minutos.",
        "shift": "Los relojes difieren en {h} × 60 + {m} = {d} minutos.",
        "total": "En total son {sum} = {s}.",
        "day": "Un día tiene 1440 minutos: {s} mod 1440 = {r}.",
        "shown": "{r} = {h} × 60 + {m}, así que los relojes marcan las {time}.",
        "minute_hand": "El minutero está en {m} × 6 = {a} grados.",
        "twelve": "En la esfera, {h} mod 12 = {e}.",
        "hour_hand": "La aguja de las horas está en {e} × 30 + {m} ÷ 2 = {b} grados.",
        "between": "Entre las agujas hay {x} − {y} = {c} grados.",
        "other": "Por el otro lado hay 360 − {c} = {o} grados.",
        "smaller": "De {c} y {o} grados, el menor ángulo es {z}.",
    },
    "de": {
        "clock": "{time} ist {h} × 60 + {m} = {t} Minuten nach Mitternacht.",
        "leg": "Teil {i} dauert {h} × 60 + {m} = {d} Minuten.",
        "shift": "Die Uhren unterscheiden sich um {h} × 60 + {m} = {d} Minuten.",
        "total": "Zusammen sind das {sum} = {s}.",
        "day": "Ein Tag hat 1440 Minuten: {s} mod 1440 = {r}.",
        "shown": "{r} = {h} × 60 + {m}, also zeigen die Uhren {time}.",
        "minute_hand": "Der Minutenzeiger steht bei {m} × 6 = {a} Grad.",
        "twelve": "Auf dem Zifferblatt ist {h} mod 12 = {e}.",
        "hour_hand": "Der Stundenzeiger steht bei {e} × 30 + {m} ÷ 2 = {b} Grad.",
        "between": "Zwischen den Zeigern liegen {x} − {y} = {c} Grad.",
        "other": "Auf der anderen Seite liegen 360 − {c} = {o} Grad.",
        "smaller": "Von {c} und {o} Grad ist {z} der kleinere Winkel.",
    },
}
ASKS = Forms(
    {
        lang: typed(said, {"time": "time", "legs": f"legs{lang}", "zone": f"zone{lang}"})
        for lang, said in _QUESTIONS.items()
    },
    slots=_SLOTS,
)
SAYS = Forms({lang: typed(said, _TYPES) for lang, said in _SENTENCES.items()}, slots=_SLOTS)
