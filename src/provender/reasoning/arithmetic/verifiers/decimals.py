"""Proves calculations with decimals and their rounding, found once more by the standard library's decimal module."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import ClassVar, NamedTuple, cast, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term, value
from provender.reasoning.read.forms import DECIMAL_SIGN, Forms, Said, Slot, Values, typed
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps, latest

_LONGEST = 10**24  # of numbers in a question, above and below the fraction line
_EXACT = Context(prec=120)
_RULES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}
_OPS = {"+": "+", "−": "-", "×": "*"}
_UNIT = {".": "point", ",": "comma"}


def _unit(text: str) -> Fraction:
    """1, 0.1, 0.01, ... written just so: "0.10" would promise another figure."""
    return Fraction(text.replace(",", "."))


_SLOTS: Mapping[str, Slot] = {
    "op": ("[+−×]", _OPS.get),
    "relation": ("[<=>]", str),
    "point": (r"1|0\.0{0,19}1", _unit),
    "comma": ("1|0,0{0,19}1", _unit),
}

# how a slot is read; the others are whole numbers
_TYPES = {
    **dict.fromkeys(("x", "y", "z", "low", "rest", "half", "unit", "r"), "dec"),
    "op": "op",
    "relation": "relation",
}


_QUESTIONS = {
    "en": {
        "half_up": (
            "Work out {x} {op} {y} and round to the nearest {unit}; a half is rounded up.",
            "What is {x} {op} {y} to the nearest {unit}, if a half is rounded up?",
        ),
        "half_even": (
            "Work out {x} {op} {y} and round to the nearest {unit}; a half is rounded to the even figure.",
            "What is {x} {op} {y} to the nearest {unit}, if a half is rounded to the even figure?",
        ),
    },
    "sw": {
        "half_up": (
            "Kokotoa {x} {op} {y} na ukadirie hadi {unit} iliyo karibu; nusu hukadiriwa kwenda juu.",
            "Je, {x} {op} {y} ni ngapi hadi {unit} iliyo karibu, ikiwa nusu hukadiriwa kwenda juu?",
        ),
        "half_even": (
            "Kokotoa {x} {op} {y} na ukadirie hadi {unit} iliyo karibu; nusu hukadiriwa kwenda tarakimu shufwa.",
            "Je, {x} {op} {y} ni ngapi hadi {unit} iliyo karibu, ikiwa nusu hukadiriwa kwenda tarakimu shufwa?",
        ),
    },
    "fr": {
        "half_up": (
            "Calcule {x} {op} {y} et arrondis à {unit} près ; la moitié s'arrondit vers le haut.",
            "Combien font {x} {op} {y} à {unit} près, si la moitié s'arrondit vers le haut ?",
        ),
        "half_even": (
            "Calcule {x} {op} {y} et arrondis à {unit} près ; la moitié s'arrondit au chiffre pair.",
            "Combien font {x} {op} {y} à {unit} près, si la moitié s'arrondit au chiffre pair ?",
        ),
    },
    "es": {
        "half_up": (
            "Calcula {x} {op} {y} y redondea a {unit}; la mitad se redondea hacia arriba.",
            "¿Cuánto es {x} {op} {y}, redondeado a {unit}, si la mitad se redondea hacia arriba?",
        ),
        "half_even": (
            "Calcula {x} {op} {y} y redondea a {unit}; la mitad se redondea a la cifra par.",
            "¿Cuánto es {x} {op} {y}, redondeado a {unit}, si la mitad se redondea a la cifra par?",
        ),
    },
    "de": {
        "half_up": (
            "Berechne {x} {op} {y} und runde auf {unit} genau; die Hälfte wird aufgerundet.",
            "Wie viel ist {x} {op} {y} auf {unit} genau, wenn die Hälfte aufgerundet wird?",
        ),
        "half_even": (
            "Berechne {x} {op} {y} und runde auf {unit} genau; die Hälfte wird zur geraden Ziffer gerundet.",
            "Wie viel ist {x} {op} {y} auf {unit} genau, wenn die Hälfte zur geraden Ziffer gerundet wird?",
        ),
    },
}
_SENTENCES = {
    "en": {
        "whole": "{x} × {scale} = {n}.",
        "work": "With whole numbers: {n} {op} {m} = {t}.",
        "back": "So {x} {op} {y} = {t} ÷ {scale} = {z}.",
        "above": "The next lower multiple of {unit} is {low}, and {z} − {low} = {rest}.",
        "compare": "{rest} {relation} {half}, which is half of {unit}.",
        "down": "So round down: {z} − {rest} = {r}.",
        "up": "So round up: {low} + {unit} = {r}.",
        "tie_down": "It lies half way, and the rule says down: {z} − {rest} = {r}.",
        "tie_up": "It lies half way, and the rule says up: {low} + {unit} = {r}.",
    },
    "sw": {
        "whole": "{x} × {scale} = {n}.",
        "work": "Kwa namba nzima: {n} {op} {m} = {t}.",
        "back": "Kwa hiyo {x} {op} {y} = {t} ÷ {scale} = {z}.",
        "above": "Kigawe cha {unit} kilicho chini yake ni {low}, na {z} − {low} = {rest}.",
        "compare": "{rest} {relation} {half}, ambayo ni nusu ya {unit}.",
        "down": "Kwa hiyo kadiria kwenda chini: {z} − {rest} = {r}.",
        "up": "Kwa hiyo kadiria kwenda juu: {low} + {unit} = {r}.",
        "tie_down": "Iko katikati kabisa, na kanuni inasema chini: {z} − {rest} = {r}.",
        "tie_up": "Iko katikati kabisa, na kanuni inasema juu: {low} + {unit} = {r}.",
    },
    "fr": {
        "whole": "{x} × {scale} = {n}.",
        "work": "Avec des nombres entiers : {n} {op} {m} = {t}.",
        "back": "Donc {x} {op} {y} = {t} ÷ {scale} = {z}.",
        "above": "Le multiple de {unit} juste en dessous est {low}, et {z} − {low} = {rest}.",
        "compare": "{rest} {relation} {half}, la moitié de {unit}.",
        "down": "On arrondit donc vers le bas : {z} − {rest} = {r}.",
        "up": "On arrondit donc vers le haut : {low} + {unit} = {r}.",
        "tie_down": "C'est juste au milieu, et la règle dit vers le bas : {z} − {rest} = {r}.",
        "tie_up": "C'est juste au milieu, et la règle dit vers le haut : {low} + {unit} = {r}.",
    },
    "es": {
        "whole": "{x} × {scale} = {n}.",
        "work": "Con números enteros: {n} {op} {m} = {t}.",
        "back": "Así que {x} {op} {y} = {t} ÷ {scale} = {z}.",
        "above": "El múltiplo de {unit} inmediatamente inferior es {low}, y {z} − {low} = {rest}.",
        "compare": "{rest} {relation} {half}, que es la mitad de {unit}.",
        "down": "Así que se redondea hacia abajo: {z} − {rest} = {r}.",
        "up": "Así que se redondea hacia arriba: {low} + {unit} = {r}.",
        "tie_down": "Está justo en medio, y la regla dice hacia abajo: {z} − {rest} = {r}.",
        "tie_up": "Está justo en medio, y la regla dice hacia arriba: {low} + {unit} = {r}.",
    },
    "de": {
        "whole": "{x} × {scale} = {n}.",
        "work": "Mit ganzen Zahlen: {n} {op} {m} = {t}.",
        "back": "Also {x} {op} {y} = {t} ÷ {scale} = {z}.",
        "above": "Das nächstkleinere Vielfache von {unit} ist {low}, und {z} − {low} = {rest}.",
        "compare": "{rest} {relation} {half}, die Hälfte von {unit}.",
        "down": "Also abrunden: {z} − {rest} = {r}.",
        "up": "Also aufrunden: {low} + {unit} = {r}.",
        "tie_down": "Das liegt genau in der Mitte, und die Regel sagt abrunden: {z} − {rest} = {r}.",
        "tie_up": "Das liegt genau in der Mitte, und die Regel sagt aufrunden: {low} + {unit} = {r}.",
    },
}
_ASKS = Forms(
    {language: typed(said, {**_TYPES, "unit": _UNIT[DECIMAL_SIGN[language]]}) for language, said in _QUESTIONS.items()},
    slots=_SLOTS,
)
_SAYS = Forms({language: typed(said, _TYPES) for language, said in _SENTENCES.items()}, slots=_SLOTS)


class _Task(NamedTuple):
    """x op y, to a multiple of 1/10**kept, by a rule."""

    op: str
    x: int | Fraction
    y: int | Fraction
    kept: int
    rule: str

    @property
    def unit(self) -> Fraction:
        """What the result is a multiple of."""
        return Fraction(1, 10**self.kept)

    @property
    def scales(self) -> tuple[int, int]:
        """The powers of ten that make both numbers whole; one for both, where they are added or subtracted."""
        one, other = 10 ** _places(self.x), 10 ** _places(self.y)
        return (one, other) if self.op == "*" else (max(one, other),) * 2


def _places(number: int | Fraction) -> int:
    """The fewest decimal places that hold a number; 40 where none do."""
    return next((places for places in range(40) if 10**places % number.denominator == 0), 40)


def _whole(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """One of the numbers times its power of ten."""
    return (v["x"], v["scale"]) in zip(task[1:3], task.scales, strict=True) and v["x"] * v["scale"] == v["n"]


def _work(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The operation on the whole numbers that came of both; a number that was whole needs no sentence."""
    made = {said.values["x"]: said.values["n"] for said in before if said.kind == "whole"}
    n, m = (made.get(x, x if scale == 1 else None) for x, scale in zip(task[1:3], task.scales, strict=True))
    if n is None or m is None:
        return False
    return (v["op"], v["n"], v["m"], v["t"]) == (task.op, n, m, _applied(task.op, n, m))


def _applied(op: str, x: int | Fraction, y: int | Fraction) -> int | Fraction:
    """x op y."""
    return x + y if op == "+" else x - y if op == "-" else x * y


def _back(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The whole result divided by the power of ten."""
    work = latest(before, "work")
    one, other = task.scales
    scale = one * other if task.op == "*" else one
    return work is not None and (v["op"], v["x"], v["y"], v["t"], v["scale"], v["z"]) == (
        *(task.op, task.x, task.y, work["t"], scale),
        Fraction(work["t"], scale),
    )


def _above(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The multiple of the unit that is not above the result, and what lies between them."""
    back = latest(before, "back")
    if back is None or v["unit"] != task.unit:
        return False
    low = back["z"] // task.unit * task.unit
    return (v["z"], v["low"], v["rest"]) == (back["z"], low, back["z"] - low)


def _compare(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """That distance beside half a unit."""
    above = latest(before, "above")
    if above is None or (v["rest"], v["half"], v["unit"]) != (above["rest"], task.unit / 2, task.unit):
        return False
    order: bool = {"<": v["rest"] < v["half"], ">": v["rest"] > v["half"], "=": v["rest"] == v["half"]}[v["relation"]]
    return order


def _rounds(relation: str, *, up: bool) -> Line[_Task]:
    """A sentence that goes up or down, because of how the distance compares and, half way, of the rule."""

    def follows(task: _Task, v: Values, before: Sequence[Said]) -> bool:
        above, compare = latest(before, "above"), latest(before, "compare")
        if above is None or compare is None or compare["relation"] != relation or compare["rest"] != above["rest"]:
            return False
        odd = above["low"] / task.unit % 2 == 1
        if relation == "=" and up != (task.rule == "half_up" or odd):
            return False
        if up:
            return (v["low"], v["unit"], v["r"]) == (above["low"], task.unit, above["low"] + task.unit)
        return (v["z"], v["rest"], v["r"]) == (above["z"], above["rest"], above["low"])

    return Line(_claim_up if up else _claim_down, follows)


def _claim_up(v: Values) -> Claim:
    """low + unit = r."""
    return Claim("=", (("+", as_term(v["low"]), as_term(v["unit"])), as_term(v["r"])))


def _claim_down(v: Values) -> Claim:
    """z - rest = r."""
    return Claim("=", (("-", as_term(v["z"]), as_term(v["rest"])), as_term(v["r"])))


def _claim_back(v: Values) -> Claim:
    """x op y = t / scale = z."""
    term = (v["op"], as_term(v["x"]), as_term(v["y"]))
    return Claim("=", (term, ("/", v["t"], v["scale"]), as_term(v["z"])))


@final
class _Decimals(Kind[_Task]):
    """The task is operation, numbers, unit and rule."""

    topic = "decimals"
    tight = True
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "whole": Line(lambda v: Claim("=", (("*", as_term(v["x"]), v["scale"]), v["n"])), _whole),
        "work": Line(lambda v: Claim("=", ((v["op"], v["n"], v["m"]), v["t"])), _work),
        "back": Line(_claim_back, _back),
        "above": Line(lambda v: Claim("=", (("-", as_term(v["z"]), as_term(v["low"])), as_term(v["rest"]))), _above),
        "compare": Line(lambda v: Claim(v["relation"], (as_term(v["rest"]), as_term(v["half"]))), _compare),
        "down": _rounds("<", up=False),
        "up": _rounds(">", up=True),
        "tie_down": _rounds("=", up=False),
        "tie_up": _rounds("=", up=True),
    }

    def task(self, said: Said) -> _Task:
        """Two different positive numbers of sane length, a result that is not negative, and a unit"""
        v = said.values
        task = _Task(v["op"], v["x"], v["y"], _places(v["unit"]), said.kind)
        if not 0 < max(v["x"], v["y"]) < _LONGEST or min(v["x"], v["y"]) <= 0:
            raise Wrong("question is no calculation with positive decimals")
        if max(_places(v["x"]), _places(v["y"])) > 20 or _applied(*task[:3]) <= 0:
            raise Wrong("question has no result that can be rounded")
        return task

    def goal(self, task: _Task) -> Term:
        """The rounded result."""
        return ("round", (task.op, as_term(task.x), as_term(task.y)), task.kept, task.rule)

    def solve(self, task: _Task) -> Term:
        """The decimal module (General Decimal Arithmetic, IEEE 754), by its own rounding."""
        x, y = (_EXACT.divide(Decimal(number.numerator), Decimal(number.denominator)) for number in task[1:3])
        exact = {"+": _EXACT.add, "-": _EXACT.subtract, "*": _EXACT.multiply}[task.op](x, y)
        rounded = exact.quantize(Decimal(1).scaleb(-task.kept), rounding=_RULES[task.rule], context=_EXACT)
        units = int(rounded.scaleb(task.kept, context=_EXACT))
        return ("/", units, 10**task.kept) if task.kept else units

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """Down to the answer, or up to it."""
        z = Fraction(_applied(*task[:3]))
        result = Fraction(value(answer) or 0)
        if result > z:
            return _claim_up({"low": result - task.unit, "unit": task.unit, "r": result})
        return _claim_down({"z": z, "rest": z - result, "r": result})

    def write(self, answer: Term, language: str) -> str:
        """With as many decimal places as the unit has, zeros too."""
        if isinstance(answer, int):
            return str(answer)
        _, units, below = cast("tuple[str, int, int]", answer)
        return f"{units // below}{DECIMAL_SIGN[language]}{units % below:0{len(str(below)) - 1}}"


_KIND = _Decimals()


@verifier
@dataclass(frozen=True, slots=True)
class Decimals:
    """Follows the way over whole numbers, and rounds anew by the rule that the question states.

    Example:
        8.05 to the nearest 0.1 is 8.1 where a half is rounded up, and 8.0 where it is rounded to the even figure.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Decimals.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
