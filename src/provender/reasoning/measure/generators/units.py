"""Units of measure converted: powers and compound units, after a check of their dimensions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, NamedTuple, TypeAlias

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

_FACTOR = "1 {large} = {f} {small}."
_POWER = "1 {large} = {f}^{e} {small} = {p} {small}."
WORDS = Wording(
    {
        "en": {
            "convert": ("Convert {x} {u} to {v}.", "What is {x} {u} in {v}?"),
            "dimension": "Dimension check: {u} and {v} both have the dimension {dim}.",
            "factor": _FACTOR,
            "power": _POWER,
            "multiply": "From {a} to {b}: {x} × {p} = {y}.",
            "divide": "From {a} to {b}: {x} ÷ {p} = {y}.",
            "converted": "So {x} {u} = {y} {v}.",
        },
        "sw": {
            "convert": ("Badili {x} {u} kuwa {v}.", "Je, {x} {u} ni {v} ngapi?"),
            "dimension": "Ukaguzi wa vipimo: {u} na {v} zote zina kipimo {dim}.",
            "factor": _FACTOR,
            "power": _POWER,
            "multiply": "Kutoka {a} hadi {b}: {x} × {p} = {y}.",
            "divide": "Kutoka {a} hadi {b}: {x} ÷ {p} = {y}.",
            "converted": "Kwa hiyo {x} {u} = {y} {v}.",
        },
        "fr": {
            "convert": ("Convertis {x} {u} en {v}.", "Combien de {v} font {x} {u} ?"),
            "dimension": "Contrôle des dimensions : {u} et {v} ont toutes deux la dimension {dim}.",
            "factor": _FACTOR,
            "power": _POWER,
            "multiply": "De {a} à {b} : {x} × {p} = {y}.",
            "divide": "De {a} à {b} : {x} ÷ {p} = {y}.",
            "converted": "Donc {x} {u} = {y} {v}.",
        },
        "es": {
            "convert": ("Convierte {x} {u} a {v}.", "¿Cuántos {v} son {x} {u}?"),
            "dimension": "Comprobación de dimensiones: {u} y {v} tienen ambas la dimensión {dim}.",
            "factor": _FACTOR,
            "power": _POWER,
            "multiply": "De {a} a {b}: {x} × {p} = {y}.",
            "divide": "De {a} a {b}: {x} ÷ {p} = {y}.",
            "converted": "Así que {x} {u} = {y} {v}.",
        },
        "de": {
            "convert": ("Rechne {x} {u} in {v} um.", "Wie viele {v} sind {x} {u}?"),
            "dimension": "Dimensionsprobe: {u} und {v} haben beide die Dimension {dim}.",
            "factor": _FACTOR,
            "power": _POWER,
            "multiply": "Von {a} zu {b}: {x} × {p} = {y}.",
            "divide": "Von {a} zu {b}: {x} ÷ {p} = {y}.",
            "converted": "Also {x} {u} = {y} {v}.",
        },
    }
)

# dimension (ISO 80000-1) -> larger unit, smaller unit, how many of it
_PAIRS: Mapping[str, Sequence[tuple[str, str, int]]] = {
    "M": (("t", "kg", 1000), ("kg", "g", 1000), ("g", "mg", 1000)),
    "L": (("km", "m", 1000), ("m", "dm", 10), ("m", "cm", 100), ("dm", "cm", 10), ("cm", "mm", 10), ("m", "mm", 1000)),
    "T": (("d", "h", 24), ("h", "min", 60), ("min", "s", 60), ("h", "s", 3600)),
    "I": (("kA", "A", 1000), ("A", "mA", 1000)),
}
Shape: TypeAlias = tuple[tuple[str, int], ...]  # dimensions and exponents, those above the line first
_SHAPES: Mapping[int, Sequence[Shape]] = {
    1: ((("L", 1),), (("M", 1),), (("T", 1),), (("L", 2),)),
    2: ((("L", 2),), (("L", 3),), (("L", 1), ("T", -1))),
    3: (
        *((("L", 1), ("T", -1)), (("M", 1), ("L", -3)), (("L", 1), ("T", -2)), (("M", 1), ("L", -2))),
        *((("L", 3), ("T", -1)), (("L", 2), ("T", -1)), (("M", 1), ("T", -1))),
    ),
    4: ((("M", 1), ("L", 1), ("T", -2)), (("M", 1), ("L", -1), ("T", -2)), (("M", 1), ("L", -2), ("T", -1))),
    5: ((("M", 1), ("L", 2), ("T", -2)), (("M", 1), ("L", 2), ("T", -3)), (("M", 1), ("L", -3), ("T", -2))),
    6: ((("M", 1), ("L", 2), ("T", -3), ("I", -2)), (("T", 3), ("I", 2), ("M", -1), ("L", -2))),
}
_SUPERSCRIPT = {1: "", 2: "²", 3: "³", -1: "⁻¹", -2: "⁻²", -3: "⁻³"}


class _Part(NamedTuple):
    """One unit of a compound, to be replaced by another: the larger of the two, the smaller, how many, which way."""

    large: str
    small: str
    f: int
    e: int
    shrinks: bool

    @property
    def units(self) -> tuple[str, str]:
        """From and to."""
        return (self.large, self.small) if self.shrinks else (self.small, self.large)

    @property
    def multiplies(self) -> bool:
        """A smaller unit is needed more often, unless it stands below the line."""
        return self.shrinks == (self.e > 0)


@generator
@dataclass(frozen=True, slots=True)
class Units:
    """An amount in one unit, asked for in another of the same dimension; the factors are exact.

    Attributes:
        language: of question and solution; units have their international symbols.
        level: 1 (one unit) to 5 (three, with powers); 6 has four.

    Guarantees:
        The drawn problem does not depend on `language`; every amount has a finite decimal form.

    Example:
        Convert 90 km/h to m/s. km/h and m/s both have the dimension L·T⁻¹. 1 km = 1000 m. From km to m:
        90 × 1000 = 90000. 1 h = 3600 s. From h⁻¹ to s⁻¹: 90000 ÷ 3600 = 25. So 90 km/h = 25 m/s.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("units")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first units and amount, then the words."""
        form = rng.below(2)
        shape = rng.choice(_SHAPES[self.level])
        parts = [_Part(*rng.choice(_PAIRS[name]), e, rng.chance(1, 2)) for name, e in shape]
        x = Fraction(rng.between(11, 9999), 10)
        for part in parts:
            if not part.multiplies:
                x *= 3 ** (_threes(part.f) * abs(part.e))
        u, v = (_written([(part.units[side], part.e) for part in parts]) for side in (0, 1))
        told = Telling(WORDS[self.language])
        question = told.say("convert", form, x=self._say(x), u=u, v=v)
        dim = "·".join(f"{name}{_SUPERSCRIPT[e]}" for name, e in shape)
        check = told.step("dimension", Claim("dimension", (u, v, dim)), u=u, v=v, dim=dim)
        y = x
        at: tuple[int, ...] = ()
        for part in parts:
            y, at = self._replaced(told, part, y, at)
        answer: Term = ("*", exact(y), v)
        claim = equal(("*", exact(x), u), answer)
        told.step("converted", claim, (check, *at), x=self._say(x), u=u, y=self._say(y), v=v)
        return Problem(
            question, f"{self._say(y)} {v}", self.language, told.derivation(("in", v, ("*", exact(x), u)), answer)
        )

    def _replaced(self, told: Telling, part: _Part, x: Fraction, at: tuple[int, ...]) -> tuple[Fraction, tuple[int]]:
        """The amount with one unit replaced, and its step."""
        large, small, f, e, _ = part
        known = told.step("factor", equal(large, ("*", f, small)), large=large, f=f, small=small)
        p = f ** abs(e)
        if abs(e) > 1:
            high = _SUPERSCRIPT[abs(e)]
            slots = {"large": large + high, "small": small + high, "f": f, "e": abs(e), "p": p}
            known = told.step("power", equal(("^", f, abs(e)), p), (known,), **slots)
        op = "*" if part.multiplies else "/"
        y = x * p if part.multiplies else x / p
        a, b = (unit + _SUPERSCRIPT[e] for unit in part.units)
        kind = "multiply" if part.multiplies else "divide"
        claim = equal((op, exact(x), p), exact(y))
        return y, (told.step(kind, claim, (*at, known), a=a, b=b, x=self._say(x), p=p, y=self._say(y)),)

    def _say(self, number: Fraction) -> str:
        """A decimal as the language writes it."""
        return decimal(number, self.language)


def _threes(f: int) -> int:
    """How often 3 divides a factor: what a division by it must find in the amount, so that it comes out even."""
    count = 0
    while f % 3 == 0:
        f, count = f // 3, count + 1
    return count


def _written(units: Sequence[tuple[str, int]]) -> str:
    """kg·m²/s²; at least one unit stands above."""
    above = [f"{unit}{_SUPERSCRIPT[e]}" for unit, e in units if e > 0]
    below = [f"{unit}{_SUPERSCRIPT[-e]}" for unit, e in units if e < 0]
    if not below:
        return "·".join(above)
    under = "·".join(below)
    return f"{'·'.join(above)}/{f'({under})' if len(below) > 1 else under}"
