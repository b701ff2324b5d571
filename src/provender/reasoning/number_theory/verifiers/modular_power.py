"""Proves remainders of powers: every product by itself, the exponents' sum, and the power once more by Python's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST = 10**12  # of base, exponent and modulus


class _Task(NamedTuple):
    """a^e mod m."""

    a: int
    e: int
    m: int


_ASKS = Forms(
    {
        "en": {"ask": ("What is the remainder when {a}^{e} is divided by {m}?", "Calculate {a}^{e} mod {m}.")},
        "sw": {"ask": ("Baki la kugawanya {a}^{e} kwa {m} ni ngapi?", "Kokotoa {a}^{e} mod {m}.")},
        "fr": {"ask": ("Quel est le reste de la division de {a}^{e} par {m} ?", "Calcule {a}^{e} mod {m}.")},
        "es": {"ask": ("¿Cuál es el resto de dividir {a}^{e} entre {m}?", "Calcula {a}^{e} mod {m}.")},
        "de": {"ask": ("Welcher Rest bleibt, wenn man {a}^{e} durch {m} teilt?", "Berechne {a}^{e} mod {m}.")},
    }
)
_STEPS = {
    "square": "{a}^{k} mod {m} = {x}^2 mod {m} = {p} mod {m} = {r}.",
    "multiply": "{a}^{k} mod {m} = {x} × {b} mod {m} = {p} mod {m} = {r}.",
    "start": "{a} mod {m} = {r}.",
}


def _start(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """The base, reduced because it is not smaller than the modulus."""
    return (v["a"], v["m"]) == (task.a, task.m) and task.a >= task.m and v["r"] == task.a % task.m


def _known(task: _Task, before: Sequence[Said]) -> Mapping[int, int]:
    """Exponent -> remainder, as far as question and sentences give them."""
    known = {said.values.get("k", 1): said.values["r"] for said in before}
    if task.a < task.m:
        known[1] = task.a
    return known


def _product(task: _Task, v: Values, other: int) -> bool:
    """The remainder of x times the other factor, about base and modulus of the question, within its exponent."""
    same = (v["a"], v["m"]) == (task.a, task.m) and 1 < v["k"] <= task.e
    return same and v["p"] == v["x"] * other and v["r"] == v["p"] % task.m


def _square(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The remainder of half the exponent times itself."""
    half, odd = divmod(v["k"], 2)
    return not odd and _known(task, before).get(half) == v["x"] and _product(task, v, v["x"])


def _multiply(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The remainder of the exponent before times the base's own."""
    known = _known(task, before)
    return known.get(v["k"] - 1) == v["x"] and known.get(1) == v["b"] and _product(task, v, v["b"])


def _claim(v: Values, product: Term) -> Claim:
    """The chain that such a sentence writes."""
    a, k, m, p, r = (v[name] for name in "akmpr")
    return Claim("=", (("mod", ("^", a, k), m), ("mod", product, m), ("mod", p, m), r))


@final
class _ModularPower(Kind[_Task]):
    """The task is base, exponent and modulus."""

    topic = "modular_power"
    tight = True
    asks = _ASKS
    says = Forms(dict.fromkeys(("en", "sw", "fr", "es", "de"), _STEPS))
    lines: ClassVar[Mapping[str, Line[_Task]]] = {
        "start": Line(lambda v: Claim("=", (("mod", v["a"], v["m"]), v["r"])), _start),
        "square": Line(lambda v: _claim(v, ("^", v["x"], 2)), _square),
        "multiply": Line(lambda v: _claim(v, ("*", v["x"], v["b"])), _multiply),
    }

    def task(self, said: Said) -> _Task:
        """Base and exponent of at least 2, a modulus of at least 2."""
        task = _Task(said.values["a"], said.values["e"], said.values["m"])
        if not all(1 < number <= _MOST for number in task):
            raise Wrong("question's numbers are too small or too large")
        return task

    def goal(self, task: _Task) -> Term:
        """The remainder."""
        return ("mod", ("^", task.a, task.e), task.m)

    def solve(self, task: _Task) -> Term:
        """Python's power with a modulus."""
        return pow(*task)

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The last product: a square where the exponent is even."""
        a, e, m = task
        x = pow(a, e - 1 if e % 2 else e // 2, m)
        product: Term = ("*", x, a % m) if e % 2 else ("^", x, 2)
        return _claim({"a": a, "k": e, "m": m, "p": x * (a % m if e % 2 else x), "r": answer}, product)

    def write(self, answer: Term, language: str) -> str:
        """The number."""
        return str(answer)


_KIND = _ModularPower()


@verifier
@dataclass(frozen=True, slots=True)
class ModularPower:
    """Follows the exponents, checks every product, and compares with Python's own power.

    Example:
        "5^6 mod 7 = 4^2 mod 7 = 16 mod 7 = 2." is wrong where 4 is the remainder of 5^2: half of 6 is 3.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_ModularPower.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
