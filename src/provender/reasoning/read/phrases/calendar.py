"""Dates and weekdays: their names, questions and sentences, read in five languages."""

from collections.abc import Callable, Mapping

from provender.reasoning.read.forms import Forms, Slot, typed

MONTHS: Mapping[str, str] = {
    "en": "January February March April May June July August September October November December",
    "sw": "Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba Novemba Desemba",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
WEEKDAYS: Mapping[str, str] = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "sw": "Jumatatu Jumanne Jumatano Alhamisi Ijumaa Jumamosi Jumapili",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
}
# what stands between day and month, and between month and year
_JOINTS = {"en": (" ", " "), "sw": (" ", " "), "fr": (" ", " "), "es": (" de ", " de "), "de": (". ", " ")}


def written(language: str, date: tuple[int, int, int]) -> str:
    """A date, (year, month, day), as it must be written."""
    y, m, d = date
    day = "1er" if language == "fr" and d == 1 else str(d)
    return day + _JOINTS[language][0] + MONTHS[language].split()[m - 1] + _JOINTS[language][1] + str(y)


def _dates(language: str) -> Slot:
    """Year, month, day; whether there is such a day, the judge says."""
    names = MONTHS[language].split()
    first, second = _JOINTS[language]
    day = "(?:1er|[2-9]|[12][0-9]|3[01])" if language == "fr" else "(?:[1-9]|[12][0-9]|3[01])"

    def convert(text: str) -> tuple[int, int, int]:
        head, _, y = text.rpartition(second)
        d, _, name = head.partition(first)
        return int(y), names.index(name) + 1, int(d.removesuffix("er"))

    return f"{day}{first.replace('.', '[.]')}(?:{'|'.join(names)}){second}[12][0-9]{{3}}", convert


def _days(language: str) -> Slot:
    """1 for Monday to 7 for Sunday."""
    names = WEEKDAYS[language].split()
    return "|".join(names), lambda text: names.index(text) + 1


def _sum(text: str) -> tuple[int, ...]:
    """365 − 64 + 230 as (365, -64, 230)."""
    return tuple(int(part) for part in text.replace("+ ", "").replace("− ", "-").split(" "))


def _slots() -> Mapping[str, Slot]:
    """Types of slots, some for each language."""
    number = "(?:0|[1-9][0-9]{0,3})"
    slots: dict[str, tuple[str, Callable[[str], object]]] = {"sum": (f"{number}(?: [+−] {number}){{0,60}}", _sum)}
    for language in MONTHS:
        slots |= {f"date{language}": _dates(language), f"day{language}": _days(language)}
    return slots


_SLOTS = _slots()
_QUESTIONS = {
    "en": {
        "weekday": (
            "{date} is a {day}. What day of the week is {other}?",
            "Find the day of the week of {other}, if {date} is a {day}.",
        ),
        "after": ("Which date is {n} days after {date}?", "Find the date {n} days after {date}."),
        "iso": ("{date} is a {day}. In which ISO week does it lie?", "Find the ISO week of {date}, a {day}."),
    },
    "sw": {
        "weekday": (
            "{date} ni {day}. Je, {other} ni siku gani ya wiki?",
            "Tafuta siku ya wiki ya {other}, ikiwa {date} ni {day}.",
        ),
        "after": ("Je, siku {n} baada ya {date} ni tarehe gani?", "Tafuta tarehe iliyo siku {n} baada ya {date}."),
        "iso": (
            "{date} ni {day}. Je, iko katika wiki ya ngapi ya ISO?",
            "Tafuta wiki ya ISO ya {date}, ambayo ni {day}.",
        ),
    },
    "fr": {
        "weekday": (
            "Le {date} est un {day}. Quel jour de la semaine est le {other} ?",
            "Trouve le jour de la semaine du {other}, si le {date} est un {day}.",
        ),
        "after": ("Quelle est la date {n} jours après le {date} ?", "Trouve la date {n} jours après le {date}."),
        "iso": (
            "Le {date} est un {day}. Dans quelle semaine ISO se trouve-t-il ?",
            "Trouve la semaine ISO du {date}, un {day}.",
        ),
    },
    "es": {
        "weekday": (
            "El {date} es {day}. ¿Qué día de la semana es el {other}?",
            "Halla el día de la semana del {other} si el {date} es {day}.",
        ),
        "after": ("¿Qué fecha es {n} días después del {date}?", "Halla la fecha {n} días después del {date}."),
        "iso": ("El {date} es {day}. ¿En qué semana ISO está?", "Halla la semana ISO del {date}, que es {day}."),
    },
    "de": {
        "weekday": (
            "Der {date} ist ein {day}. Welcher Wochentag ist der {other}?",
            "Bestimme den Wochentag des {other}, wenn der {date} ein {day} ist.",
        ),
        "after": ("Welches Datum ist {n} Tage nach dem {date}?", "Bestimme das Datum {n} Tage nach dem {date}."),
        "iso": (
            "Der {date} ist ein {day}. In welcher ISO-Woche liegt er?",
            "Bestimme die ISO-Woche: Der {date} ist ein {day}.",
        ),
    },
}
_SENTENCES = {
    "en": {
        "common": "{y} is not divisible by 4, so it has 365 days.",
        "leap": "{y} is divisible by 4 and not by 100, so it has 366 days.",
        "century": "{y} is divisible by 100 and not by 400, so it has 365 days.",
        "leap_century": "{y} is divisible by 400, so it has 366 days.",
        "ordinal": "{date} is day {sum} = {n} of its year.",
        "between": "From date to date it takes {sum} = {n} days.",
        "rest": "Whole weeks change nothing: {n} mod 7 = {r}.",
        "named": "With Monday as 1: ({w} + {r}) mod 7 = {x}, a {day}.",
        "count": "Counted from the start of {y}: {a} + {n} = {t}.",
        "over": "Past the end of {y}: {t} − {d} = {s}.",
        "month": "In {y} that leaves {t} − ({sum}) = {d}, so it is {date}.",
        "thursday": "The Thursday of its week is day {n} + 4 − {w} = {t}.",
        "week": "The week has the number ({t} + 6) // 7 = {k}.",
    },
    "sw": {
        "common": "{y} haigawanyiki kwa 4, hivyo ina siku 365.",
        "leap": "{y} inagawanyika kwa 4 wala si kwa 100, hivyo ina siku 366.",
        "century": "{y} inagawanyika kwa 100 wala si kwa 400, hivyo ina siku 365.",
        "leap_century": "{y} inagawanyika kwa 400, hivyo ina siku 366.",
        "ordinal": "{date} ni siku ya {sum} = {n} ya mwaka wake.",
        "between": "Kutoka tarehe hadi tarehe kuna siku {sum} = {n}.",
        "rest": "Wiki nzima hazibadilishi kitu: {n} mod 7 = {r}.",
        "named": "Jumatatu ikiwa 1: ({w} + {r}) mod 7 = {x}, yaani {day}.",
        "count": "Kuanzia mwanzo wa {y}: {a} + {n} = {t}.",
        "over": "Baada ya mwisho wa {y}: {t} − {d} = {s}.",
        "month": "Katika {y} inabaki {t} − ({sum}) = {d}, hivyo ni {date}.",
        "thursday": "Alhamisi ya wiki hiyo ni siku ya {n} + 4 − {w} = {t}.",
        "week": "Wiki hiyo ni ya ({t} + 6) // 7 = {k}.",
    },
    "fr": {
        "common": "{y} n'est pas divisible par 4, donc cette année a 365 jours.",
        "leap": "{y} est divisible par 4 et non par 100, donc cette année a 366 jours.",
        "century": "{y} est divisible par 100 et non par 400, donc cette année a 365 jours.",
        "leap_century": "{y} est divisible par 400, donc cette année a 366 jours.",
        "ordinal": "Le {date} est le jour {sum} = {n} de son année.",
        "between": "D'une date à l'autre, il y a {sum} = {n} jours.",
        "rest": "Les semaines entières ne changent rien : {n} mod 7 = {r}.",
        "named": "En comptant lundi comme 1 : ({w} + {r}) mod 7 = {x}, un {day}.",
        "count": "Compté depuis le début de {y} : {a} + {n} = {t}.",
        "over": "Après la fin de {y} : {t} − {d} = {s}.",
        "month": "En {y}, il reste {t} − ({sum}) = {d}, c'est donc le {date}.",
        "thursday": "Le jeudi de sa semaine est le jour {n} + 4 − {w} = {t}.",
        "week": "La semaine porte le numéro ({t} + 6) // 7 = {k}.",
    },
    "es": {
        "common": "{y} no es divisible por 4, así que tiene 365 días.",
        "leap": "{y} es divisible por 4 y no por 100, así que tiene 366 días.",
        "century": "{y} es divisible por 100 y no por 400, así que tiene 365 días.",
        "leap_century": "{y} es divisible por 400, así que tiene 366 días.",
        "ordinal": "El {date} es el día {sum} = {n} de su año.",
        "between": "De una fecha a otra hay {sum} = {n} días.",
        "rest": "Las semanas enteras no cambian nada: {n} mod 7 = {r}.",
        "named": "Con el lunes como 1: ({w} + {r}) mod 7 = {x}, {day}.",
        "count": "Contado desde el principio de {y}: {a} + {n} = {t}.",
        "over": "Pasado el fin de {y}: {t} − {d} = {s}.",
        "month": "En {y} quedan {t} − ({sum}) = {d}, así que es el {date}.",
        "thursday": "El jueves de su semana es el día {n} + 4 − {w} = {t}.",
        "week": "La semana tiene el número ({t} + 6) // 7 = {k}.",
    },
    "de": {
        "common": "{y} ist nicht durch 4 teilbar, hat also 365 Tage.",
        "leap": "{y} ist durch 4 und nicht durch 100 teilbar, hat also 366 Tage.",
        "century": "{y} ist durch 100 und nicht durch 400 teilbar, hat also 365 Tage.",
        "leap_century": "{y} ist durch 400 teilbar, hat also 366 Tage.",
        "ordinal": "Der {date} ist Tag {sum} = {n} seines Jahres.",
        "between": "Von Datum zu Datum sind es {sum} = {n} Tage.",
        "rest": "Ganze Wochen ändern nichts: {n} mod 7 = {r}.",
        "named": "Mit Montag als 1: ({w} + {r}) mod 7 = {x}, ein {day}.",
        "count": "Vom Anfang von {y} an gezählt: {a} + {n} = {t}.",
        "over": "Nach dem Ende von {y}: {t} − {d} = {s}.",
        "month": "In {y} bleiben {t} − ({sum}) = {d}, also ist es der {date}.",
        "thursday": "Der Donnerstag seiner Woche ist Tag {n} + 4 − {w} = {t}.",
        "week": "Die Woche hat die Nummer ({t} + 6) // 7 = {k}.",
    },
}


def _types(language: str) -> Mapping[str, str]:
    """How slots are read in a language; the others are whole numbers."""
    return {"date": f"date{language}", "other": f"date{language}", "day": f"day{language}", "sum": "sum"}


ASKS = Forms({lang: typed(said, _types(lang)) for lang, said in _QUESTIONS.items()}, slots=_SLOTS)
SAYS = Forms({lang: typed(said, _types(lang)) for lang, said in _SENTENCES.items()}, slots=_SLOTS)
