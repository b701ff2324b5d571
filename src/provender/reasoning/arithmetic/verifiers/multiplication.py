"""Proves long multiplication by partial products: the grid cell by cell, the product by doubling and halving."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_SUM = (
    r"[1-9][0-9]{0,39}(?: \+ [1-9][0-9]{0,39}){1,39}",
    lambda text: tuple(map(int, text.split(" + "))),
)
_ASKS = Forms(
    {
        "en": {"ask": ("Multiply {a} by {b} with partial products.", "What is {a} × {b}? Use partial products.")},
        "sw": {
            "ask": (
                "Zidisha {a} kwa {b} kwa njia ya mazao ya sehemu.",
                "Je, {a} × {b} ni ngapi? Tumia mazao ya sehemu.",
            )
        },
        "fr": {
            "ask": (
                "Multiplie {a} par {b} à l'aide de produits partiels.",
                "Combien font {a} × {b} ? Utilise des produits partiels.",
            )
        },
        "es": {
            "ask": ("Multiplica {a} por {b} con productos parciales.", "¿Cuánto es {a} × {b}? Usa productos parciales.")
        },
        "de": {
            "ask": ("Multipliziere {a} mit {b} über Teilprodukte.", "Wie viel ist {a} × {b}? Rechne mit Teilprodukten.")
        },
    }
)
_LEADS = {
    "en": ("Split {n} by place value: ", "Add up the row of {y}: ", "Add up the rows: "),
    "sw": ("Tenganisha {n} kwa thamani ya nafasi: ", "Jumlisha safu ya {y}: ", "Jumlisha safu zote: "),
    "fr": ("On décompose {n} selon ses chiffres : ", "On additionne la ligne de {y} : ", "On additionne les lignes : "),
    "es": ("Descompón {n} según el valor posicional: ", "Suma la fila de {y}: ", "Suma las filas: "),
    "de": ("Zerlege {n} nach Stellenwerten: ", "Addiere die Zeile zu {y}: ", "Addiere die Zeilen: "),
}
_SAYS = Forms(
    {
        language: {
            "split": split + "{n} = {parts:sum}.",
            "cell": "{x} × {y} = {z}.",
            "row": row + "{a} × {y} = {parts:sum} = {z}.",
            "total": total + "{a} × {b} = {parts:sum} = {z}.",
        }
        for language, (split, row, total) in _LEADS.items()
    },
    slots={"sum": _SUM},
)


class _Task(tuple[int, int]):
    """a × b."""

    __slots__ = ()


def _by_place(number: int) -> tuple[int, ...]:
    """Its parts by place value, largest first: what is left at each power of ten."""
    parts: list[int] = []
    unit = 1
    while unit <= number:
        parts.append(number % (10 * unit) - number % unit)
        unit *= 10
    return tuple(part for part in reversed(parts) if part)


def _splits(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """One of the two numbers, as its place values have it."""
    return v["n"] in task and bool(v["parts"] == _by_place(v["n"]))


def _parts_of(number: int, before: Sequence[Said]) -> tuple[int, ...]:
    """What a sentence before gave as the parts of a number; nothing if none did."""
    found = (said.values["parts"] for said in before if said.kind == "split" and said.values["n"] == number)
    return next(found, ())


def _cell(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A part of the first number times a part of the second."""
    a, b = task
    return v["x"] in _parts_of(a, before) and v["y"] in _parts_of(b, before) and v["x"] * v["y"] == v["z"]


def _row(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The cells of one part of the second number, each of them, from the first part of the first number on."""
    a, _ = task
    cells = {
        said.values["x"]: said.values["z"] for said in before if said.kind == "cell" and said.values["y"] == v["y"]
    }
    parts = _parts_of(a, before)
    wanted = tuple(cells.get(x, 0) for x in parts)
    return bool(parts) and v["a"] == a and v["parts"] == wanted and 0 not in wanted and sum(wanted) == v["z"]


def _total(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The rows of the second number's parts, each of them."""
    _, b = task
    rows = {said.values["y"]: said.values["z"] for said in before if said.kind == "row"}
    parts = _parts_of(b, before)
    wanted = tuple(rows.get(y, 0) for y in parts)
    return (
        bool(parts) and (v["a"], v["b"]) == task and v["parts"] == wanted and 0 not in wanted and sum(wanted) == v["z"]
    )


@final
class _Multiplication(Kind[_Task]):
    """The task is the two numbers."""

    topic = "multiplication"
    tight = True
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "split": Line(lambda v: Claim("=", (v["n"], ("+", *v["parts"]))), _splits),
        "cell": Line(lambda v: Claim("=", (("*", v["x"], v["y"]), v["z"])), _cell),
        "row": Line(lambda v: Claim("=", (("*", v["a"], v["y"]), ("+", *v["parts"]), v["z"])), _row),
        "total": Line(lambda v: Claim("=", (("*", v["a"], v["b"]), ("+", *v["parts"]), v["z"])), _total),
    }

    def task(self, said: Said) -> _Task:
        """Two numbers, neither of them one figure and zeros: those need no partial products."""
        task = _Task((said.values["a"], said.values["b"]))
        if any(len(_by_place(number)) < 2 for number in task):
            raise Wrong("question has nothing to split", numbers=task)
        return task

    def goal(self, task: _Task) -> Term:
        """a × b."""
        return ("*", *task)

    def solve(self, task: _Task) -> Term:
        """Doubling one number and halving the other, as in the papyrus Rhind."""
        a, b = task
        total = 0
        while b:
            if b & 1:
                total += a
            a, b = a << 1, b >> 1
        return total

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The rows and their sum."""
        a, b = task
        return Claim("=", (("*", a, b), ("+", *(a * y for y in _by_place(b))), answer))

    def write(self, answer: Term, language: str) -> str:
        """The number."""
        return str(answer)


_KIND = _Multiplication()


@verifier
@dataclass(frozen=True, slots=True)
class Multiplication:
    """Follows the grid cell by cell, and multiplies anew by doubling and halving.

    Example:
        In 47 × 26, "7 × 2 = 14." is true and yet fails: the 2 stands for 20.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Multiplication.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
