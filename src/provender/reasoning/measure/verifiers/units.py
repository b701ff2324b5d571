"""Proves conversions of units: dimension and factor of every unit by a table of its own, the whole in one fraction."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, NamedTuple, TypeAlias, cast, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term, in_figures, value
from provender.reasoning.read.forms import DECIMAL_SIGN, Forms, Said, Slot, Values, typed
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps, latest

Powered: TypeAlias = tuple[str, int]  # symbol, exponent

# symbol -> dimension, and how many of the coherent unit it is (SI brochure, 9th edition, tables 2, 7 and 8)
_UNITS: Mapping[str, tuple[str, Fraction]] = {
    **{name: ("L", Fraction(10) ** at) for name, at in (("km", 3), ("m", 0), ("dm", -1), ("cm", -2), ("mm", -3))},
    **{name: ("M", Fraction(10) ** at) for name, at in (("t", 3), ("kg", 0), ("g", -3), ("mg", -6))},
    **{name: ("T", Fraction(s)) for name, s in (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))},
    **{name: ("I", Fraction(10) ** at) for name, at in (("kA", 3), ("A", 0), ("mA", -3))},
}
_EXPONENTS = {"": 1, "²": 2, "³": 3, "⁻¹": -1, "⁻²": -2, "⁻³": -3}
_SIGNS = {e: sign for sign, e in _EXPONENTS.items()}
_SYMBOL = f"(?:{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_ONE = f"{_SYMBOL}[²³]?"
_COMPOUND = f"{_ONE}(?:·{_ONE}){{0,3}}(?:/(?:{_ONE}|[(]{_ONE}(?:·{_ONE}){{1,3}}[)]))?"


def _powered(text: str) -> Powered:
    """h⁻² as ("h", -2)."""
    symbol = re.match("[A-Za-z]+", text)
    assert symbol is not None
    return symbol[0], _EXPONENTS[text[symbol.end() :]]


def _compound(text: str) -> tuple[Powered, ...]:
    """kg·m/s² as (("kg", 1), ("m", 1), ("s", -2))."""
    above, _, below = text.partition("/")
    under = [_powered(part) for part in below.strip("()").split("·") if part]
    return (*map(_powered, above.split("·")), *((symbol, -e) for symbol, e in under))


_SLOTS: Mapping[str, Slot] = {
    "symbol": (_SYMBOL, str),
    "powered": (f"{_SYMBOL}(?:⁻[¹²³]|[²³])?", _powered),
    "unit": (_COMPOUND, str),
    "dim": ("[LMTI](?:⁻[¹²³]|[²³])?(?:·[LMTI](?:⁻[¹²³]|[²³])?){0,3}", str),
}
_TYPES = {"x": "dec", "y": "dec", "u": "unit", "v": "unit", "dim": "dim", "a": "powered", "b": "powered"}
_FACTOR = "1 {large:symbol} = {f} {small:symbol}."
_POWER = "1 {large:powered} = {f}^{e} {small:powered} = {p} {small:powered}."
_WORDS = {
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
_ASKS = Forms(
    {language: typed({"convert": said["convert"]}, _TYPES) for language, said in _WORDS.items()}, slots=_SLOTS
)
_SAYS = Forms(
    {
        language: typed({kind: form for kind, form in said.items() if kind != "convert"}, _TYPES)
        for language, said in _WORDS.items()
    },
    slots=_SLOTS,
)


class _Task(NamedTuple):
    """An amount in one unit, wanted in another; and both, unit by unit, with the exponent that they share."""

    x: int | Fraction
    u: str
    v: str
    parts: tuple[tuple[str, str, int], ...]

    @property
    def dimension(self) -> str:
        """M·L·T⁻², in the order in which the units come."""
        return "·".join(f"{_UNITS[a][0]}{_SIGNS[e]}" for a, _, e in self.parts)


def _dimension(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """Both units have this dimension."""
    return (v["u"], v["v"], v["dim"]) == (task.u, task.v, task.dimension)


def _factor(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """How many of the smaller unit the larger one is, of two that the question wants exchanged."""
    large, small = v["large"], v["small"]
    asked = any({a, b} == {large, small} for a, b, _ in task.parts)
    return asked and v["f"] == _UNITS[large][1] / _UNITS[small][1]


def _power(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The same for a power of both."""
    (large, e), (small, same) = v["large"], v["small"]
    factor = latest(before, "factor", large=large, small=small)
    asked = any({a, b} == {large, small} and abs(exponent) == e for a, b, exponent in task.parts)
    return asked and factor is not None and (v["f"], v["e"], same, v["p"]) == (factor["f"], e, e, factor["f"] ** e)


def _applies(op: str) -> Callable[[_Task, Values, Sequence[Said]], bool]:
    """One unit replaced, in the amount that the question gives or that the unit before it has led to."""

    def follows(task: _Task, v: Values, before: Sequence[Said]) -> bool:
        (a, e), (b, same) = v["a"], v["b"]
        if e != same or (a, b, e) not in task.parts:
            return False
        at = task.parts.index((a, b, e))
        last = (
            None if not at else latest(before, "multiply", "divide", a=(task.parts[at - 1][0], task.parts[at - 1][2]))
        )
        if at and last is None:
            return False
        larger, smaller = sorted((a, b), key=lambda unit: -_UNITS[unit][1])
        size = abs(e)
        if size == 1:
            known, p = latest(before, "factor", large=larger, small=smaller), "f"
        else:
            known, p = latest(before, "power", large=(larger, size), small=(smaller, size)), "p"
        multiplies = (a == larger) == (e > 0)
        if known is None or multiplies != (op == "*"):
            return False
        x = Fraction(last["y"] if last else task.x)
        return (v["x"], v["p"], v["y"]) == (x, known[p], x * known[p] if multiplies else x / known[p])

    return follows


def _converted(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """What the last unit has led to, of the same dimension."""
    a, _, e = task.parts[-1]
    last, check = latest(before, "multiply", "divide", a=(a, e)), latest(before, "dimension")
    if last is None or check is None:
        return False
    return (v["x"], v["u"], v["y"], v["v"]) == (task.x, task.u, last["y"], task.v)


def _worked(op: str) -> Callable[[Values], Claim]:
    """x op p = y."""
    return lambda v: Claim("=", ((op, as_term(v["x"]), v["p"]), as_term(v["y"])))


def _amounts(v: Values) -> Claim:
    """x u = y v."""
    return Claim("=", (("*", as_term(v["x"]), v["u"]), ("*", as_term(v["y"]), v["v"])))


@final
class _Units(Kind[_Task]):
    """The task is the amount and the units."""

    topic = "units"
    tight = True
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "dimension": Line(lambda v: Claim("dimension", (v["u"], v["v"], v["dim"])), _dimension),
        "factor": Line(lambda v: Claim("=", (v["large"], ("*", v["f"], v["small"]))), _factor),
        "power": Line(lambda v: Claim("=", (("^", v["f"], v["e"]), v["p"])), _power),
        "multiply": Line(_worked("*"), _applies("*")),
        "divide": Line(_worked("/"), _applies("/")),
        "converted": Line(_amounts, _converted),
    }

    def task(self, said: Said) -> _Task:
        """A positive amount; units of one dimension, each exchanged for another."""
        v = said.values
        u, w = _compound(v["u"]), _compound(v["v"])
        if [(_UNITS[a][0], e) for a, e in u] != [(_UNITS[b][0], e) for b, e in w]:
            raise Wrong("question converts one dimension into another", units=(v["u"], v["v"]))
        parts = tuple((a, b, e) for (a, e), (b, _) in zip(u, w, strict=True))
        names = [_UNITS[a][0] for a, _, _ in parts]
        if len(set(names)) < len(names) or any(a == b for a, b, _ in parts) or v["x"] <= 0:
            raise Wrong("question leaves a unit as it is, or has nothing to convert")
        return _Task(v["x"], v["u"], v["v"], parts)

    def goal(self, task: _Task) -> Term:
        """The amount in the other unit."""
        return ("in", task.v, ("*", as_term(task.x), task.u))

    def solve(self, task: _Task) -> Term:
        """All through the coherent units at once."""
        worth = Fraction(task.x)
        for a, b, e in task.parts:
            worth *= (_UNITS[a][1] / _UNITS[b][1]) ** e
        return ("*", as_term(worth), task.v)

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """Both amounts are one."""
        return Claim("=", (("*", as_term(task.x), task.u), answer))

    def write(self, answer: Term, language: str) -> str:
        """25 m/s."""
        _, amount, unit = cast("tuple[str, Term, str]", answer)
        written = in_figures(Fraction(value(amount) or 0), DECIMAL_SIGN[language])
        if written is None:
            raise Wrong("answer has no end as a decimal", answer=answer)
        return f"{written} {unit}"


_KIND = _Units()


@verifier
@dataclass(frozen=True, slots=True)
class Units:
    """Checks dimension, factors and directions by its own table, and converts anew.

    Example:
        "1 m² = 100 cm²." is no sentence of a proof: 1 m² = 100^2 cm² = 10000 cm².
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Units.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
