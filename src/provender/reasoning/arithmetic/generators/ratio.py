"""Ratios: sharing in a ratio, chains of proportions, and the scale of a map."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import ClassVar

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.plurals import decimal
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.terms.formulas import exact
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "share": (
                "Share {n} in the ratio {ratio}. How large is each part, in this order?",
                "{n} is shared in the ratio {ratio}. Find the parts in this order.",
            ),
            "chain": ("{pairs}. {last} is {n}. What is A?", "{pairs}. If {last} is {n}, find A."),
            "enlarge": (
                "A map has the scale 1 : {scale}. How long is a way of {n} cm on the map in reality, in metres?",
                "On a map with the scale 1 : {scale}, a way is {n} cm long. Find its real length in metres.",
            ),
            "reduce": (
                "A map has the scale 1 : {scale}. How long is a way of {n} m on the map, in centimetres?",
                "A way is {n} m long. Find its length in centimetres on a map with the scale 1 : {scale}.",
            ),
            "total": "There are {sum} = {t} shares.",
            "unit": "One share is {n} ÷ {t} = {u}.",
            "part": "Part {i}: {r} × {u} = {z}.",
            "parts": "So the parts are {parts}.",
            "link": "{x} is to {y} as {p} to {q}, so {x} = {m} × {p} ÷ {q} = {z}.",
            "scaled": "Real length in centimetres: {n} × {scale} = {z}.",
            "metres": "In metres: {n} ÷ 100 = {z}.",
            "centimetres": "In centimetres: {n} × 100 = {z}.",
            "shrunk": "On the map: {n} ÷ {scale} = {z}.",
        },
        "sw": {
            "share": (
                "Gawanya {n} kwa uwiano wa {ratio}. Kila sehemu ni ngapi, kwa mpangilio huu?",
                "{n} imegawanywa kwa uwiano wa {ratio}. Tafuta sehemu zote kwa mpangilio huu.",
            ),
            "chain": ("{pairs}. {last} ni {n}. A ni ngapi?", "{pairs}. Ikiwa {last} ni {n}, tafuta A."),
            "enlarge": (
                "Ramani ina skeli ya 1 : {scale}. Sentimita {n} kwenye ramani ni mita ngapi?",
                "Kwenye ramani ya skeli 1 : {scale}, njia ina urefu wa sentimita {n}. Tafuta urefu halisi kwa mita.",
            ),
            "reduce": (
                "Ramani ina skeli ya 1 : {scale}. Mita {n} ni sentimita ngapi kwenye ramani?",
                "Njia ina urefu wa mita {n}. Tafuta urefu wake kwa sentimita kwenye ramani ya skeli 1 : {scale}.",
            ),
            "total": "Mafungu ni {sum} = {t}.",
            "unit": "Fungu moja ni {n} ÷ {t} = {u}.",
            "part": "Sehemu ya {i}: {r} × {u} = {z}.",
            "parts": "Kwa hiyo sehemu ni {parts}.",
            "link": "{x} kwa {y} ni kama {p} kwa {q}, hivyo {x} = {m} × {p} ÷ {q} = {z}.",
            "scaled": "Urefu halisi kwa sentimita: {n} × {scale} = {z}.",
            "metres": "Kwa mita: {n} ÷ 100 = {z}.",
            "centimetres": "Kwa sentimita: {n} × 100 = {z}.",
            "shrunk": "Kwenye ramani: {n} ÷ {scale} = {z}.",
        },
        "fr": {
            "share": (
                "Partage {n} dans le rapport {ratio}. Combien vaut chaque part, dans cet ordre ?",
                "On partage {n} dans le rapport {ratio}. Trouve les parts dans cet ordre.",
            ),
            "chain": ("{pairs}. {last} vaut {n}. Combien vaut A ?", "{pairs}. Si {last} vaut {n}, trouve A."),
            "enlarge": (
                "Une carte est à l'échelle 1 : {scale}. Combien de mètres représentent {n} cm sur la carte ?",
                "Sur une carte à l'échelle 1 : {scale}, un chemin mesure {n} cm. Trouve sa longueur réelle en mètres.",
            ),
            "reduce": (
                "Une carte est à l'échelle 1 : {scale}. Combien de centimètres représentent {n} m sur la carte ?",
                "Un chemin mesure {n} m. Trouve sa longueur en centimètres sur une carte à l'échelle 1 : {scale}.",
            ),
            "total": "Cela fait {sum} = {t} parts égales.",
            "unit": "Une part égale vaut {n} ÷ {t} = {u}.",
            "part": "Part {i} : {r} × {u} = {z}.",
            "parts": "Les parts sont donc {parts}.",
            "link": "{x} est à {y} comme {p} est à {q}, donc {x} = {m} × {p} ÷ {q} = {z}.",
            "scaled": "Longueur réelle en centimètres : {n} × {scale} = {z}.",
            "metres": "En mètres : {n} ÷ 100 = {z}.",
            "centimetres": "En centimètres : {n} × 100 = {z}.",
            "shrunk": "Sur la carte : {n} ÷ {scale} = {z}.",
        },
        "es": {
            "share": (
                "Reparte {n} en la razón {ratio}. ¿Cuánto vale cada parte, en este orden?",
                "Se reparte {n} en la razón {ratio}. Halla las partes en este orden.",
            ),
            "chain": ("{pairs}. {last} vale {n}. ¿Cuánto vale A?", "{pairs}. Si {last} vale {n}, halla A."),
            "enlarge": (
                "Un mapa tiene la escala 1 : {scale}. ¿Cuántos metros son {n} cm del mapa?",
                "En un mapa de escala 1 : {scale}, un camino mide {n} cm. Halla su longitud real en metros.",
            ),
            "reduce": (
                "Un mapa tiene la escala 1 : {scale}. ¿Cuántos centímetros del mapa son {n} m?",
                "Un camino mide {n} m. Halla su longitud en centímetros en un mapa de escala 1 : {scale}.",
            ),
            "total": "Son {sum} = {t} partes iguales.",
            "unit": "Una parte igual vale {n} ÷ {t} = {u}.",
            "part": "Parte {i}: {r} × {u} = {z}.",
            "parts": "Así que las partes son {parts}.",
            "link": "{x} es a {y} como {p} es a {q}, así que {x} = {m} × {p} ÷ {q} = {z}.",
            "scaled": "Longitud real en centímetros: {n} × {scale} = {z}.",
            "metres": "En metros: {n} ÷ 100 = {z}.",
            "centimetres": "En centímetros: {n} × 100 = {z}.",
            "shrunk": "En el mapa: {n} ÷ {scale} = {z}.",
        },
        "de": {
            "share": (
                "Teile {n} im Verhältnis {ratio}. Wie groß ist jeder Teil, in dieser Reihenfolge?",
                "{n} wird im Verhältnis {ratio} geteilt. Bestimme die Teile in dieser Reihenfolge.",
            ),
            "chain": ("{pairs}. {last} ist {n}. Wie groß ist A?", "{pairs}. Bestimme A, wenn {last} gleich {n} ist."),
            "enlarge": (
                "Eine Karte hat den Maßstab 1 : {scale}. Wie viele Meter sind {n} cm auf der Karte?",
                "Auf einer Karte im Maßstab 1 : {scale} ist ein Weg {n} cm lang. Bestimme seine Länge in Metern.",
            ),
            "reduce": (
                "Eine Karte hat den Maßstab 1 : {scale}. Wie viele Zentimeter auf der Karte sind {n} m?",
                "Ein Weg ist {n} m lang. Bestimme seine Länge in Zentimetern auf einer Karte im Maßstab 1 : {scale}.",
            ),
            "total": "Das sind {sum} = {t} gleiche Anteile.",
            "unit": "Ein Anteil ist {n} ÷ {t} = {u}.",
            "part": "Teil {i}: {r} × {u} = {z}.",
            "parts": "Also sind die Teile {parts}.",
            "link": "{x} verhält sich zu {y} wie {p} zu {q}, also {x} = {m} × {p} ÷ {q} = {z}.",
            "scaled": "Wirkliche Länge in Zentimetern: {n} × {scale} = {z}.",
            "metres": "In Metern: {n} ÷ 100 = {z}.",
            "centimetres": "In Zentimetern: {n} × 100 = {z}.",
            "shrunk": "Auf der Karte: {n} ÷ {scale} = {z}.",
        },
    }
)

_LETTERS = "ABCDEFGHIJKLM"
_LENGTHS = {1: 2, 2: 3, 3: 4, 4: 5, 5: 7, 6: 11}  # level -> parts of a ratio, quantities in a chain
_PAIRS = tuple((p, q) for p in range(1, 10) for q in range(2, 10) if gcd(p, q) == 1)
_SCALES = (50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 200_000, 250_000)


@generator
@dataclass(frozen=True, slots=True)
class Ratio:
    """An amount shared in a ratio, a quantity through a chain of proportions, or, at level 1, the scale of a map.

    Attributes:
        language: of question and solution.
        level: 1 (two quantities) to 5 (seven); 6 has eleven.

    Guarantees:
        The drawn problem does not depend on `language`; every amount is a whole number, on maps a decimal.

    Example:
        A : B = 2 : 3. B : C = 4 : 5. C is 60. What is A? B is to C as 4 to 5, so B = 60 × 4 ÷ 5 = 48.
        A is to B as 2 to 3, so A = 48 × 2 ÷ 3 = 32.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("ratio")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the kind, then the numbers, then the words."""
        told = Telling(WORDS[self.language])
        form = rng.below(2)
        kind = rng.choice((self._share, self._chain, self._map) if self.level == 1 else (self._share, self._chain))
        return kind(told, rng, form)

    def _share(self, told: Telling, rng: Stream, form: int) -> Problem:
        """Shares, what one is, each part, and all of them."""
        ratio = [rng.between(1, 12) for _ in range(_LENGTHS[self.level])]
        t, u = sum(ratio), rng.between(2, 20 * 3**self.level)
        n = t * u
        shares = told.step("total", equal(("+", *ratio), t), sum=" + ".join(map(str, ratio)), t=t)
        one = told.step("unit", equal(("/", n, t), u), (shares,), n=n, t=t, u=u)
        uses = [
            told.step("part", equal(("*", r, u), r * u), (one,), i=i, r=r, u=u, z=r * u) for i, r in enumerate(ratio, 1)
        ]
        parts = [r * u for r in ratio]
        written = ", ".join(map(str, parts))
        goal: Term = ("share", n, *ratio)
        answer: Term = ("values", *parts)
        told.step("parts", Claim("parts", tuple(parts)), tuple(uses), parts=written)
        question = told.say("share", form, n=n, ratio=" : ".join(map(str, ratio)))
        return Problem(question, written, self.language, told.derivation(goal, answer))

    def _chain(self, told: Telling, rng: Stream, form: int) -> Problem:
        """From the last quantity back to the first, one proportion after the other."""
        letters = _LETTERS[: _LENGTHS[self.level]]
        pairs = [rng.choice(_PAIRS) for _ in letters[1:]]
        worth, whole = Fraction(1), 1
        for p, q in reversed(pairs):
            worth *= Fraction(p, q)
            whole = lcm(whole, worth.denominator)
        n = whole * rng.between(1, 40)
        goal: Term = n
        m = n
        uses: tuple[int, ...] = ()
        for at in range(len(pairs) - 1, -1, -1):
            p, q = pairs[at]
            z = m * p // q
            claim = equal(("/", ("*", m, p), q), z)
            uses = (told.step("link", claim, uses, x=letters[at], y=letters[at + 1], p=p, q=q, m=m, z=z),)
            goal, m = ("/", ("*", goal, p), q), z
        said = ". ".join(f"{x} : {y} = {p} : {q}" for x, y, (p, q) in zip(letters, letters[1:], pairs, strict=False))
        question = told.say("chain", form, pairs=said, last=letters[-1], n=n)
        return Problem(question, str(m), self.language, told.derivation(goal, m))

    def _map(self, told: Telling, rng: Stream, form: int) -> Problem:
        """From the map to the world, or back."""
        scale = rng.choice(_SCALES)
        drawn = Fraction(rng.between(2, 400), 10)
        if rng.chance(1, 2):
            return self._enlarged(told, drawn, scale, form)
        real = drawn * scale / 100
        z, map_length = real * 100, drawn
        at = told.step("centimetres", equal(("*", exact(real), 100), exact(z)), n=self._say(real), z=self._say(z))
        claim = equal(("/", exact(z), scale), exact(map_length))
        told.step("shrunk", claim, (at,), n=self._say(z), scale=scale, z=self._say(map_length))
        goal: Term = ("/", ("*", exact(real), 100), scale)
        question = told.say("reduce", form, n=self._say(real), scale=scale)
        return Problem(question, self._say(map_length), self.language, told.derivation(goal, exact(map_length)))

    def _enlarged(self, told: Telling, drawn: Fraction, scale: int, form: int) -> Problem:
        """From the map to the world."""
        z = drawn * scale
        claim = equal(("*", exact(drawn), scale), exact(z))
        at = told.step("scaled", claim, n=self._say(drawn), scale=scale, z=self._say(z))
        real = z / 100
        told.step("metres", equal(("/", exact(z), 100), exact(real)), (at,), n=self._say(z), z=self._say(real))
        goal: Term = ("/", ("*", exact(drawn), scale), 100)
        question = told.say("enlarge", form, n=self._say(drawn), scale=scale)
        return Problem(question, self._say(real), self.language, told.derivation(goal, exact(real)))

    def _say(self, number: Fraction) -> str:
        """A decimal as the language writes it."""
        return decimal(number, self.language)
