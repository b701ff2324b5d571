"""The calendar: weekdays, dates so many days later, ISO weeks, through leap years and centuries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import ClassVar

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "weekday": (
                "{date} is a {day}. What day of the week is {other}?",
                "Find the day of the week of {other}, if {date} is a {day}.",
            ),
            "after": ("Which date is {n} days after {date}?", "Find the date {n} days after {date}."),
            "iso": ("{date} is a {day}. In which ISO week does it lie?", "Find the ISO week of {date}, a {day}."),
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
            "weekday": (
                "{date} ni {day}. Je, {other} ni siku gani ya wiki?",
                "Tafuta siku ya wiki ya {other}, ikiwa {date} ni {day}.",
            ),
            "after": ("Je, siku {n} baada ya {date} ni tarehe gani?", "Tafuta tarehe iliyo siku {n} baada ya {date}."),
            "iso": (
                "{date} ni {day}. Je, iko katika wiki ya ngapi ya ISO?",
                "Tafuta wiki ya ISO ya {date}, ambayo ni {day}.",
            ),
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
            "weekday": (
                "Le {date} est un {day}. Quel jour de la semaine est le {other} ?",
                "Trouve le jour de la semaine du {other}, si le {date} est un {day}.",
            ),
            "after": ("Quelle est la date {n} jours après le {date} ?", "Trouve la date {n} jours après le {date}."),
            "iso": (
                "Le {date} est un {day}. Dans quelle semaine ISO se trouve-t-il ?",
                "Trouve la semaine ISO du {date}, un {day}.",
            ),
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
            "weekday": (
                "El {date} es {day}. ¿Qué día de la semana es el {other}?",
                "Halla el día de la semana del {other} si el {date} es {day}.",
            ),
            "after": ("¿Qué fecha es {n} días después del {date}?", "Halla la fecha {n} días después del {date}."),
            "iso": ("El {date} es {day}. ¿En qué semana ISO está?", "Halla la semana ISO del {date}, que es {day}."),
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
            "weekday": (
                "Der {date} ist ein {day}. Welcher Wochentag ist der {other}?",
                "Bestimme den Wochentag des {other}, wenn der {date} ein {day} ist.",
            ),
            "after": ("Welches Datum ist {n} Tage nach dem {date}?", "Bestimme das Datum {n} Tage nach dem {date}."),
            "iso": (
                "Der {date} ist ein {day}. In welcher ISO-Woche liegt er?",
                "Bestimme die ISO-Woche: Der {date} ist ein {day}.",
            ),
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
)
_DATES = {"en": "{} {} {}", "sw": "{} {} {}", "fr": "{} {} {}", "es": "{} de {} de {}", "de": "{}. {} {}"}
_SPANS = {1: (1, 300), 2: (300, 1000), 3: (1000, 1900), 4: (1900, 2900), 5: (2900, 4200), 6: (5500, 7500)}  # days


@lru_cache(maxsize=64)
def _names(kind: str, language: str) -> Mapping[int, str]:
    """Names of months from 1, or of weekdays from Monday as 0, by CLDR."""
    from babel import dates

    found = dates.get_month_names("wide", locale=language) if kind == "month" else dates.get_day_names(locale=language)
    return dict(found)


def _date(day: date, language: str) -> str:
    """A date as it is written; French has its own first of the month."""
    first = "1er" if language == "fr" and day.day == 1 else day.day
    return _DATES[language].format(first, _names("month", language)[day.month], day.year)


def _weekday(number: int, language: str) -> str:
    """The weekday of a number, 0 and 7 for Sunday."""
    return _names("day", language)[(number - 1) % 7]


def _term(day: date) -> Term:
    """A date as a term."""
    return ("date", day.year, day.month, day.day)


@generator
@dataclass(frozen=True, slots=True)
class Calendar:
    """A weekday from another date's, a date so many days after another, or an ISO week.

    Attributes:
        language: of question and solution.
        level: how far the dates lie apart, from within a year at 1 to some ten years at 5; 6 has about twenty.

    Guarantees:
        The drawn problem does not depend on `language`; all dates are of the years 1890 to 2121.

    Example:
        Which date is 60 days after 15 January 2024? Counted from the start of 2024: 15 + 60 = 75.
        2024 has 366 days. 75 − (31 + 29) = 15, so it is 15 March 2024.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("calendar")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the dates, then the words."""
        kind, form = rng.choice(("weekday", "after") * 4 + ("iso",)), rng.below(2)
        start = date(rng.between(1890, 2100), 1, 1) + timedelta(days=rng.below(365))
        days = rng.between(*_SPANS[self.level])
        work = _Work(self.language, start)
        if kind == "iso":
            start = start.replace(month=rng.between(1, 12), day=rng.between(4, 28))  # Thursday in the same year
            return _Work(self.language, start).iso(form)
        return work.weekday(form, start + timedelta(days=days)) if kind == "weekday" else work.after(form, days)


class _Work:
    """One problem on its way, told in one language."""

    def __init__(self, language: Language, start: date) -> None:
        self._language, self._start = language, start
        self.told = Telling(WORDS[language])
        self._years: dict[int, int] = {}

    def _say(self, day: date) -> str:
        """A date."""
        return _date(day, self._language)

    def _year(self, y: int) -> int:
        """The step that tells how many days a year has; each year is told once."""
        if y not in self._years:
            kind = "common" if y % 4 else "leap" if y % 100 else "century" if y % 400 else "leap_century"
            self._years[y] = self.told.step(kind, equal(("days", y), _days(y)), y=y)
        return self._years[y]

    def _before(self, day: date) -> tuple[list[int], tuple[int, ...]]:
        """How long the months before a date are, and the step that tells of its year if February is among them."""
        lengths = [(date(day.year + m // 12, m % 12 + 1, 1) - date(day.year, m, 1)).days for m in range(1, day.month)]
        return lengths, (self._year(day.year),) if day.month > 2 else ()

    def _ordinal(self, day: date) -> tuple[int, int]:
        """Which day of its year a date is, and the step that tells."""
        lengths, uses = self._before(day)
        parts = [*(lengths or [0]), day.day]
        n = sum(parts)
        said = " + ".join(map(str, parts))
        return n, self.told.step("ordinal", equal(("+", *parts), n), uses, date=self._say(day), sum=said, n=n)

    def weekday(self, form: int, other: date) -> Problem:
        """The weekday of another, later date."""
        start, told = self._start, self.told
        w = start.isoweekday()
        (a, one), (b, two) = self._ordinal(start), self._ordinal(other)
        years = range(start.year, other.year)
        uses = sorted({one, two, *(self._year(y) for y in years)})
        lengths = [_days(y) for y in years]
        n = sum(lengths) - a + b
        if lengths:
            first: Term = ("-", lengths[0], a)
            said = " + ".join([f"{lengths[0]} − {a}", *map(str, lengths[1:]), str(b)])
            claim = equal(("+", first, *lengths[1:], b), n)
        else:
            said, claim = f"{b} − {a}", equal(("-", b, a), n)
        at = told.step("between", claim, tuple(uses), sum=said, n=n)
        r = n % 7
        at = told.step("rest", equal(("mod", n, 7), r), (at,), n=n, r=r)
        x = (w + r) % 7
        day = _weekday(x, self._language)
        told.step("named", equal(("mod", ("+", w, r), 7), x), (at,), w=w, r=r, x=x, day=day)
        slots = {"date": self._say(start), "day": _weekday(w, self._language), "other": self._say(other)}
        question = told.say("weekday", form, **slots)
        givens = (Claim("=", (("weekday", _term(start)), w)),)
        derivation = told.derivation(("weekday", _term(other)), ("weekday", x), givens)
        return Problem(question, day, self._language, derivation)

    def after(self, form: int, n: int) -> Problem:
        """The date so many days later."""
        start, told = self._start, self.told
        a, at = self._ordinal(start)
        t = a + n
        at = told.step("count", equal(("+", a, n), t), (at,), y=start.year, a=a, n=n, t=t)
        other = start + timedelta(days=n)
        for y in range(start.year, other.year):
            d, year = _days(y), self._year(y)
            at = told.step("over", equal(("-", t, d), t - d), tuple(sorted((at, year))), y=y, t=t, d=d, s=t - d)
            t -= d
        lengths, year_step = self._before(other)
        lengths = lengths or [0]
        claim = equal(("-", t, ("+", *lengths) if len(lengths) > 1 else lengths[0]), other.day)
        slots = {"y": other.year, "t": t, "sum": " + ".join(map(str, lengths)), "d": other.day}
        said = self._say(other)
        told.step("month", claim, tuple(sorted((at, *year_step))), date=said, **slots)  # type: ignore[arg-type]
        question = told.say("after", form, n=n, date=self._say(start))
        return Problem(question, said, self._language, told.derivation(("after", _term(start), n), _term(other)))

    def iso(self, form: int) -> Problem:
        """The ISO week of the date."""
        start, told = self._start, self.told
        w = start.isoweekday()
        n, at = self._ordinal(start)
        t = n + 4 - w
        at = told.step("thursday", equal(("-", ("+", n, 4), w), t), (at,), n=n, w=w, t=t)
        k = (t + 6) // 7
        told.step("week", equal(("//", ("+", t, 6), 7), k), (at,), t=t, k=k)
        question = told.say("iso", form, date=self._say(start), day=_weekday(w, self._language))
        givens = (Claim("=", (("weekday", _term(start)), w)),)
        return Problem(question, str(k), self._language, told.derivation(("iso_week", _term(start)), k, givens))


def _days(y: int) -> int:
    """How many days a year has."""
    return (date(y + 1, 1, 1) - date(y, 1, 1)).days
