"""A journey by the clock: hours and minutes through midnight, another time zone, the angle between the hands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, NamedTuple

from provender.core.claim import Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.plurals import decimal
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.terms.formulas import chain, exact
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "arrive": (
                "A bus leaves at {time}. It {legs}. {zone}What time do the clocks show on arrival?",
                "A bus leaves at {time}. It {legs}. {zone}Find the time of arrival by the clocks there.",
            ),
            "leave": (
                ("A bus {legs}. It arrives at {time}. {zone}What time did the clocks at its start show when it left?"),
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
            "arrive": (
                "Un autobús sale a las {time}. Luego {legs}. {zone}¿Qué hora marcan los relojes a la llegada?",
                (
                    "Un autobús sale a las {time}. Luego {legs}. "
                    "{zone}Halla la hora de llegada según los relojes de allí."
                ),
            ),
            "leave": (
                (
                    "Un autobús {legs}. Llega a las {time}. "
                    "{zone}¿Qué hora marcaban los relojes del origen cuando salió?"
                ),
                ("Un autobús {legs}. Llega a las {time}. {zone}Halla la hora de salida según los relojes del origen."),
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
            "arrive": (
                "Ein Bus fährt um {time} ab. Er {legs}. {zone}Welche Uhrzeit zeigen die Uhren bei der Ankunft?",
                "Ein Bus fährt um {time} ab. Er {legs}. {zone}Bestimme die Ankunftszeit nach den Uhren dort.",
            ),
            "leave": (
                (
                    "Ein Bus {legs}. Er kommt um {time} an. "
                    "{zone}Welche Uhrzeit zeigten die Uhren am Startort bei der Abfahrt?"
                ),
                ("Ein Bus {legs}. Er kommt um {time} an. {zone}Bestimme die Abfahrtszeit nach den Uhren am Startort."),
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
)


class _Tongue(NamedTuple):
    """How a language tells a journey and its lengths."""

    drives: str
    waits: str
    hours: str
    minutes: str
    joint: str
    ahead: str
    behind: str

    def length(self, minutes: int) -> str:
        """3 h 45 min; what is nothing is left out."""
        h, m = divmod(minutes, 60)
        return self.joint.join([form.format(part) for form, part in ((self.hours, h), (self.minutes, m)) if part])


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
_LEGS = {1: 1, 2: 2, 3: 3, 4: 5, 5: 7, 6: 11}
_DAY = 24 * 60


@generator
@dataclass(frozen=True, slots=True)
class Clock:
    """A bus drives and waits, perhaps into another time zone; asked for is a time, or the angle of a clock's hands.

    Attributes:
        language: of question and solution; times are told by the 24-hour clock.
        level: 1 (one leg) to 5 (seven); 6 has eleven.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        A bus leaves at 22:45. It drives 3 h 50 min. 22 × 60 + 45 = 1365. 3 × 60 + 50 = 230. 1365 + 230 = 1595.
        1595 mod 1440 = 155 = 2 × 60 + 35: 02:35.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("clock")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the journey, then the words."""
        kind, form = rng.choice(("arrive", "leave", "angle")), rng.below(2)
        start = rng.below(_DAY)
        legs = [rng.between(1, 12) * 5 if at % 2 else rng.between(31, 599) for at in range(_LEGS[self.level])]
        zone = rng.choice((0, 1, -1)) * rng.between(1, 22) * 30
        tongue, told = _TONGUES[self.language], Telling(WORDS[self.language])
        question = told.say(
            kind,
            form,
            time=_time(start),
            legs=", ".join(
                (tongue.waits if i % 2 else tongue.drives).format(tongue.length(d)) for i, d in enumerate(legs)
            ),
            zone=(tongue.ahead if zone > 0 else tongue.behind).format(tongue.length(abs(zone))) if zone else "",
        )
        goal, rest, at = _journey(told, start, legs, zone, back=kind == "leave")
        h, m = divmod(rest, 60)
        at = told.step("shown", equal(rest, ("+", ("*", h, 60), m)), (at,), r=rest, h=h, m=m, time=_time(rest))
        if kind != "angle":
            return Problem(question, _time(rest), self.language, told.derivation(("clock", goal), ("values", h, m)))
        angle = _hands(told, (h, m), at, self.language)
        return Problem(
            question, decimal(angle, self.language), self.language, told.derivation(("angle", goal), exact(angle))
        )


def _time(minutes: int) -> str:
    """05:09."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(length: int) -> Term:
    """A length as hours and minutes."""
    return ("+", ("*", length // 60, 60), length % 60)


def _journey(told: Telling, start: int, legs: Sequence[int], zone: int, *, back: bool) -> tuple[Term, int, int]:
    """All in minutes, put together, within a day: the sum as a term, the minute of the day, and its step."""
    h, m = divmod(start, 60)
    uses = [told.step("clock", equal(_minutes(start), start), time=_time(start), h=h, m=m, t=start)]
    for i, d in enumerate(legs, 1):
        uses.append(told.step("leg", equal(_minutes(d), d), i=i, h=d // 60, m=d % 60, d=d))
    if zone:
        d = abs(zone)
        uses.append(told.step("shift", equal(_minutes(d), d), h=d // 60, m=d % 60, d=d))
    moves = [*legs, *([zone] if zone else [])]
    moves = [-move for move in moves] if back else moves
    total, goal = start, _minutes(start)
    term: Term = start
    for move in moves:
        op = "+" if move > 0 else "-"
        total, term, goal = total + move, chain(op, (term, abs(move))), (op, goal, _minutes(abs(move)))
    said = f"{start}" + "".join(f" {'+' if move > 0 else '−'} {abs(move)}" for move in moves)
    at = told.step("total", equal(term, total), tuple(uses), sum=said, s=total)
    rest = total % _DAY
    at = told.step("day", equal(("mod", total, _DAY), rest), (at,), s=total, r=rest)
    return ("mod", goal, _DAY), rest, at


def _hands(told: Telling, time: tuple[int, int], at: int, language: Language) -> Fraction:
    """The smaller angle between the hands at a time that step `at` shows."""
    h, m = time
    a, e = Fraction(6 * m), h % 12
    b = 30 * e + Fraction(m, 2)
    long = told.step("minute_hand", equal(("*", m, 6), exact(a)), (at,), m=m, a=a)
    dial = told.step("twelve", equal(("mod", h, 12), e), (at,), h=h, e=e)
    claim = equal(("+", ("*", e, 30), ("/", m, 2)), exact(b))
    short = told.step("hour_hand", claim, (at, dial), e=e, m=m, b=decimal(b, language))
    x, y = max(a, b), min(a, b)
    c = x - y
    said = {name: decimal(number, language) for name, number in (("x", x), ("y", y), ("c", c))}
    between = told.step("between", equal(("-", exact(x), exact(y)), exact(c)), (long, short), **said)  # type: ignore[arg-type]
    other = 360 - c
    o = decimal(other, language)
    around = told.step("other", equal(("-", 360, exact(c)), exact(other)), (between,), c=said["c"], o=o)
    z = min(c, other)
    claim = equal(("min", exact(c), exact(other)), exact(z))
    told.step("smaller", claim, (between, around), c=said["c"], o=o, z=decimal(z, language))
    return z
