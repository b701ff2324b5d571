"""Networks of resistors in series and in parallel: their resistance, the current and the power, in exact fractions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import rational
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask_start": (
                "A network of resistors lies across a battery of {u} V.",
                "A battery of {u} V feeds a network of resistors.",
            ),
            "ask_series": "{g} is {parts} in series.",
            "ask_parallel": "{g} is {parts} in parallel.",
            "ask_end": (
                "The battery is connected to {g}; what power does it deliver, in watts?",
                "{g} is connected to the battery; how many watts does it deliver?",
            ),
            "current_units": "Units of current: {l} = {r}.",
            "power_units": "Units of power: {l} = {r}.",
            "series": "{g} in series: {sum} = {v} Ω.",
            "parallel": "{g} in parallel: 1/({sum}) = {v} Ω.",
            "current": "Current: {u} V / ({v} Ω) = {i} A.",
            "power": "Power: {u} V × {i} A = {p} W.",
        },
        "sw": {
            "ask_start": (
                "Mtandao wa vipinga umeunganishwa na betri ya {u} V.",
                "Betri ya {u} V inalisha mtandao wa vipinga.",
            ),
            "ask_series": "{g} ni {parts} kwa mfuatano.",
            "ask_parallel": "{g} ni {parts} kwa sambamba.",
            "ask_end": (
                "Betri imeunganishwa na {g}; inatoa nguvu ya wati ngapi?",
                "{g} imeunganishwa na betri; betri inatoa wati ngapi?",
            ),
            "current_units": "Vizio vya mkondo: {l} = {r}.",
            "power_units": "Vizio vya nguvu: {l} = {r}.",
            "series": "{g} kwa mfuatano: {sum} = {v} Ω.",
            "parallel": "{g} kwa sambamba: 1/({sum}) = {v} Ω.",
            "current": "Mkondo: {u} V / ({v} Ω) = {i} A.",
            "power": "Nguvu: {u} V × {i} A = {p} W.",
        },
        "fr": {
            "ask_start": (
                "Un réseau de résistances est alimenté par une pile de {u} V.",
                "Une pile de {u} V alimente un réseau de résistances.",
            ),
            "ask_series": "{g} est {parts} en série.",
            "ask_parallel": "{g} est {parts} en parallèle.",
            "ask_end": (
                "La pile est reliée à {g} ; quelle puissance fournit-elle, en watts ?",
                "{g} est relié à la pile ; combien de watts fournit-elle ?",
            ),
            "current_units": "Unités d'intensité : {l} = {r}.",
            "power_units": "Unités de puissance : {l} = {r}.",
            "series": "{g} en série : {sum} = {v} Ω.",
            "parallel": "{g} en parallèle : 1/({sum}) = {v} Ω.",
            "current": "Intensité : {u} V / ({v} Ω) = {i} A.",
            "power": "Puissance : {u} V × {i} A = {p} W.",
        },
        "es": {
            "ask_start": (
                "Una red de resistencias está conectada a una pila de {u} V.",
                "Una pila de {u} V alimenta una red de resistencias.",
            ),
            "ask_series": "{g} es {parts} en serie.",
            "ask_parallel": "{g} es {parts} en paralelo.",
            "ask_end": (
                "La pila está conectada a {g}; ¿qué potencia entrega, en vatios?",
                "{g} está conectado a la pila; ¿cuántos vatios entrega?",
            ),
            "current_units": "Unidades de corriente: {l} = {r}.",
            "power_units": "Unidades de potencia: {l} = {r}.",
            "series": "{g} en serie: {sum} = {v} Ω.",
            "parallel": "{g} en paralelo: 1/({sum}) = {v} Ω.",
            "current": "Corriente: {u} V / ({v} Ω) = {i} A.",
            "power": "Potencia: {u} V × {i} A = {p} W.",
        },
        "de": {
            "ask_start": (
                "Ein Netz von Widerständen liegt an einer Batterie von {u} V.",
                "Eine Batterie von {u} V speist ein Netz von Widerständen.",
            ),
            "ask_series": "{g} ist {parts} in Reihe.",
            "ask_parallel": "{g} ist {parts} parallel.",
            "ask_end": (
                "Die Batterie ist an {g} angeschlossen; welche Leistung gibt sie ab, in Watt?",
                "{g} ist an die Batterie angeschlossen; wie viel Watt gibt sie ab?",
            ),
            "current_units": "Einheiten der Stromstärke: {l} = {r}.",
            "power_units": "Einheiten der Leistung: {l} = {r}.",
            "series": "{g} in Reihe: {sum} = {v} Ω.",
            "parallel": "{g} parallel: 1/({sum}) = {v} Ω.",
            "current": "Stromstärke: {u} V / ({v} Ω) = {i} A.",
            "power": "Leistung: {u} V × {i} A = {p} W.",
        },
    }
)

GROUPS = "BCDEFGHKLM"
_OHMS = (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 25, 30, 36, 40, 45, 50, 60, 72, 75, 80, 90, 100, 120)
# level -> groups, most new resistors in each, of how many of the ohms above, largest voltage
_SIZES = {
    1: (1, 3, 10, 24),
    2: (2, 2, 16, 48),
    3: (3, 2, 18, 60),
    4: (4, 2, 22, 120),
    5: (5, 3, 28, 240),
    6: (9, 3, 28, 400),
}


class Group(NamedTuple):
    """Parts in series or in parallel: resistors in ohms, or the letters of groups named before."""

    name: str
    parallel: bool
    parts: tuple[int | str, ...]


@generator
@dataclass(frozen=True, slots=True)
class Circuits:
    """Groups of resistors, each built on the one before, and the power that a battery delivers to the last.

    Attributes:
        language: of question and solution.
        level: 1 (one group) to 5 (five groups); 6 has nine.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        A battery of 20 V feeds a network of resistors. B is 4 Ω, 12 Ω in parallel. C is B, 7 Ω in series. ...
        B in parallel: 1/(1/4 + 1/12) = 3 Ω. C in series: 3 + 7 = 10 Ω. Current: 20 V / (10 Ω) = 2 A. ...
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("circuits")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the network, then the words."""
        count, most, kinds, voltage = _SIZES[self.level]
        groups = _drawn(rng, count, most, kinds)
        u = rng.between(2, voltage)
        told = Telling(WORDS[self.language])
        asked, givens = [told.say("ask_start", rng.below(2), u=u)], [equal("U", u)]
        for group in groups:
            kind = "parallel" if group.parallel else "series"
            shown = ", ".join([part if isinstance(part, str) else f"{part} Ω" for part in group.parts])
            asked.append(told.say(f"ask_{kind}", g=group.name, parts=shown))
            givens.append(Claim(kind, (group.name, *group.parts)))
        asked.append(told.say("ask_end", rng.below(2), g=groups[-1].name))
        power = _power(told, groups, u)
        return Problem(
            " ".join(asked), f"{power} W", self.language, told.derivation("P", rational(power), tuple(givens))
        )


def _drawn(rng: Stream, count: int, most: int, kinds: int) -> list[Group]:
    """Groups of which each holds the one before."""
    groups: list[Group] = []
    for name in GROUPS[:count]:
        fresh: list[int | str] = [rng.choice(_OHMS[:kinds]) for _ in range(rng.between(1 if groups else 2, most))]
        parts = [groups[-1].name, *fresh] if groups else fresh
        parallel = not groups[-1].parallel if groups and rng.chance(3, 4) else rng.chance(1, 2)
        groups.append(Group(name, parallel, tuple(parts)))
    return groups


def _power(told: Telling, groups: Sequence[Group], u: int) -> Fraction:
    """The power, told from the first group on."""
    ampere, watt = Claim("dimension", (("/", "V", "Ω"), "A")), Claim("dimension", (("*", "V", "A"), "W"))
    currents = told.step("current_units", ampere, l="V/Ω", r="A")
    powers = told.step("power_units", watt, l="V × A", r="W")
    latest: tuple[int, ...] = ()
    worth: int | Fraction = 0
    for group in groups:
        parts = [worth if isinstance(part, str) else part for part in group.parts]
        if group.parallel:
            inverses = [Fraction(1, part) for part in parts]
            worth = 1 / sum(inverses, Fraction(0))
            term: Term = ("/", 1, ("+", *map(rational, inverses)))
            shown = " + ".join(map(str, inverses))
        else:
            worth = sum(parts)
            term = ("+", *map(rational, parts))
            shown = " + ".join(map(str, parts))
        kind = "parallel" if group.parallel else "series"
        claim = equal(("resistance", group.name), term, rational(worth))
        latest = (told.step(kind, claim, latest, g=group.name, sum=shown, v=worth),)
    current = Fraction(u, worth)
    power = u * current
    fill: dict[str, Any] = {"u": u, "v": worth, "i": current, "p": power}
    ohm: Term = ("/", u, rational(worth))
    at = told.step("current", equal("I", ohm, rational(current)), (currents, *latest), **fill)
    told.step("power", equal("P", ("*", u, rational(current)), rational(power)), (powers, at), **fill)
    return power
