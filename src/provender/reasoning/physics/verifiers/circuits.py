"""Proves networks of resistors: each group from its parts, and the whole by Kirchhoff's laws as a linear system."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import ClassVar, NamedTuple, TypeAlias, final

from flint import fmpq, fmpz_mat

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.physics.verifiers._laws import checked, sentences, stated, unit_lines
from provender.reasoning.read import units
from provender.reasoning.read.exact import Exact, as_term, value
from provender.reasoning.read.forms import Forms, Said, Values, ratio
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_GROUPS = 12
_OHMS = r"[1-9][0-9]{0,9} Ω"
_PARTS = re.compile(rf"(?:[A-Z]|{_OHMS})(?:, (?:[A-Z]|{_OHMS})){{1,9}}")
_NUMBER = r"[1-9][0-9]{0,59}(?:/[1-9][0-9]{0,59})?"

_Part: TypeAlias = "int | str"


class _Group(NamedTuple):
    """series or parallel; resistors in ohms, or the names of groups before."""

    kind: str
    parts: tuple[_Part, ...]


class _Network(NamedTuple):
    """Volts, and the groups by name in their order; the last one lies across the battery."""

    volts: int
    groups: Mapping[str, _Group]

    @property
    def last(self) -> str:
        """The group that the battery feeds."""
        return list(self.groups)[-1]


def _parts(text: str) -> tuple[_Part, ...]:
    """The parts of a group."""
    return tuple(part if part.isalpha() else int(part[:-2]) for part in text.split(", "))


_ASKS = Forms(
    {
        "en": {
            "ask_start": (
                "A network of resistors lies across a battery of {u} V.",
                "A battery of {u} V feeds a network of resistors.",
            ),
            "ask_series": "{g:group} is {parts:parts} in series.",
            "ask_parallel": "{g:group} is {parts:parts} in parallel.",
            "ask_end": (
                "The battery is connected to {g:group}; what power does it deliver, in watts?",
                "{g:group} is connected to the battery; how many watts does it deliver?",
            ),
        },
        "sw": {
            "ask_start": (
                "Mtandao wa vipinga umeunganishwa na betri ya {u} V.",
                "Betri ya {u} V inalisha mtandao wa vipinga.",
            ),
            "ask_series": "{g:group} ni {parts:parts} kwa mfuatano.",
            "ask_parallel": "{g:group} ni {parts:parts} kwa sambamba.",
            "ask_end": (
                "Betri imeunganishwa na {g:group}; inatoa nguvu ya wati ngapi?",
                "{g:group} imeunganishwa na betri; betri inatoa wati ngapi?",
            ),
        },
        "fr": {
            "ask_start": (
                "Un réseau de résistances est alimenté par une pile de {u} V.",
                "Une pile de {u} V alimente un réseau de résistances.",
            ),
            "ask_series": "{g:group} est {parts:parts} en série.",
            "ask_parallel": "{g:group} est {parts:parts} en parallèle.",
            "ask_end": (
                "La pile est reliée à {g:group} ; quelle puissance fournit-elle, en watts ?",
                "{g:group} est relié à la pile ; combien de watts fournit-elle ?",
            ),
        },
        "es": {
            "ask_start": (
                "Una red de resistencias está conectada a una pila de {u} V.",
                "Una pila de {u} V alimenta una red de resistencias.",
            ),
            "ask_series": "{g:group} es {parts:parts} en serie.",
            "ask_parallel": "{g:group} es {parts:parts} en paralelo.",
            "ask_end": (
                "La pila está conectada a {g:group}; ¿qué potencia entrega, en vatios?",
                "{g:group} está conectado a la pila; ¿cuántos vatios entrega?",
            ),
        },
        "de": {
            "ask_start": (
                "Ein Netz von Widerständen liegt an einer Batterie von {u} V.",
                "Eine Batterie von {u} V speist ein Netz von Widerständen.",
            ),
            "ask_series": "{g:group} ist {parts:parts} in Reihe.",
            "ask_parallel": "{g:group} ist {parts:parts} parallel.",
            "ask_end": (
                "Die Batterie ist an {g:group} angeschlossen; welche Leistung gibt sie ab, in Watt?",
                "{g:group} ist an die Batterie angeschlossen; wie viel Watt gibt sie ab?",
            ),
        },
    },
    slots={"parts": (_PARTS.pattern, _parts), "group": ("[A-Z]", str)},
)
_SAYS = Forms(
    {
        "en": {
            "current_units": "Units of current: {l:unit} = {r:unit}.",
            "power_units": "Units of power: {l:unit} = {r:unit}.",
            "series": "{g:group} in series: {sum:sum} = {v:frac} Ω.",
            "parallel": "{g:group} in parallel: 1/({sum:sum}) = {v:frac} Ω.",
            "current": "Current: {u} V / ({v:frac} Ω) = {i:frac} A.",
            "power": "Power: {u} V × {i:frac} A = {p:frac} W.",
        },
        "sw": {
            "current_units": "Vizio vya mkondo: {l:unit} = {r:unit}.",
            "power_units": "Vizio vya nguvu: {l:unit} = {r:unit}.",
            "series": "{g:group} kwa mfuatano: {sum:sum} = {v:frac} Ω.",
            "parallel": "{g:group} kwa sambamba: 1/({sum:sum}) = {v:frac} Ω.",
            "current": "Mkondo: {u} V / ({v:frac} Ω) = {i:frac} A.",
            "power": "Nguvu: {u} V × {i:frac} A = {p:frac} W.",
        },
        "fr": {
            "current_units": "Unités d'intensité : {l:unit} = {r:unit}.",
            "power_units": "Unités de puissance : {l:unit} = {r:unit}.",
            "series": "{g:group} en série : {sum:sum} = {v:frac} Ω.",
            "parallel": "{g:group} en parallèle : 1/({sum:sum}) = {v:frac} Ω.",
            "current": "Intensité : {u} V / ({v:frac} Ω) = {i:frac} A.",
            "power": "Puissance : {u} V × {i:frac} A = {p:frac} W.",
        },
        "es": {
            "current_units": "Unidades de corriente: {l:unit} = {r:unit}.",
            "power_units": "Unidades de potencia: {l:unit} = {r:unit}.",
            "series": "{g:group} en serie: {sum:sum} = {v:frac} Ω.",
            "parallel": "{g:group} en paralelo: 1/({sum:sum}) = {v:frac} Ω.",
            "current": "Corriente: {u} V / ({v:frac} Ω) = {i:frac} A.",
            "power": "Potencia: {u} V × {i:frac} A = {p:frac} W.",
        },
        "de": {
            "current_units": "Einheiten der Stromstärke: {l:unit} = {r:unit}.",
            "power_units": "Einheiten der Leistung: {l:unit} = {r:unit}.",
            "series": "{g:group} in Reihe: {sum:sum} = {v:frac} Ω.",
            "parallel": "{g:group} parallel: 1/({sum:sum}) = {v:frac} Ω.",
            "current": "Stromstärke: {u} V / ({v:frac} Ω) = {i:frac} A.",
            "power": "Leistung: {u} V × {i:frac} A = {p:frac} W.",
        },
    },
    slots={
        **units.SLOTS,
        "group": ("[A-Z]", str),
        "sum": (rf"{_NUMBER}(?: \+ {_NUMBER}){{1,9}}", lambda text: tuple(map(ratio, text.split(" + ")))),
    },
)


def _known(task: _Network, name: str, before: Sequence[Said]) -> list[Exact] | None:
    """The resistances of a group's parts, those of groups as stated before; None where one is not."""
    found: list[Exact] = []
    for part in task.groups[name].parts if name in task.groups else ("",):
        if isinstance(part, int):
            found.append(part)
            continue
        values = stated(before, "series", g=part) or stated(before, "parallel", g=part)
        if values is None:
            return None
        found.append(values["v"])
    return found


def _series(task: _Network, v: Values, before: Sequence[Said]) -> bool:
    """Resistances added."""
    parts = _known(task, v["g"], before)
    fits = parts is not None and task.groups[v["g"]].kind == "series" and v["sum"] == tuple(parts)
    return fits and sum(v["sum"]) == v["v"]


def _parallel(task: _Network, v: Values, before: Sequence[Said]) -> bool:
    """The inverse of the inverses added."""
    parts = _known(task, v["g"], before)
    if parts is None or task.groups[v["g"]].kind != "parallel":
        return False
    inverse = len(v["sum"]) == len(parts) and all(map(_inverse, v["sum"], parts))
    return inverse and _inverse(sum(v["sum"]), v["v"])


def _inverse(one: Exact, other: Exact) -> bool:
    """Whether the product of two positive numbers is 1."""
    return one.numerator * other.numerator == one.denominator * other.denominator


def _current(task: _Network, v: Values, before: Sequence[Said]) -> bool:
    """Ohm's law for the group across the battery."""
    values = stated(before, "series", g=task.last) or stated(before, "parallel", g=task.last)
    fits = values is not None and values["v"] == v["v"] and v["u"] == task.volts
    return fits and checked(before, "current_units") and bool(v["i"] * v["v"] == v["u"])


def _power(task: _Network, v: Values, before: Sequence[Said]) -> bool:
    """Voltage times the current found."""
    values = stated(before, "current")
    fits = values is not None and values["i"] == v["i"] and v["u"] == task.volts
    return fits and checked(before, "power_units") and bool(v["u"] * v["i"] == v["p"])


def _resistance(v: Values) -> Claim:
    """A group's resistance, added up or by inverses."""
    total: Term = ("+", *map(as_term, v["sum"]))
    return Claim("=", (("resistance", v["g"]), total, as_term(v["v"])))


def _by_inverses(v: Values) -> Claim:
    """A group's resistance by the inverses of its parts."""
    total: Term = ("/", 1, ("+", *map(as_term, v["sum"])))
    return Claim("=", (("resistance", v["g"]), total, as_term(v["v"])))


@final
class _Circuits(Kind[_Network]):
    """The task is the network."""

    topic = "circuits"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        **unit_lines({"current_units": ("V/Ω", "A"), "power_units": ("V × A", "W")}),
        "series": Line(_resistance, _series),
        "parallel": Line(_by_inverses, _parallel),
        "current": Line(lambda v: Claim("=", ("I", ("/", v["u"], as_term(v["v"])), as_term(v["i"]))), _current),
        "power": Line(lambda v: Claim("=", ("P", ("*", v["u"], as_term(v["i"])), as_term(v["p"]))), _power),
    }

    def read(self, question: str) -> tuple[str, _Network] | None:
        """The battery, the groups and what is asked for."""
        found = sentences(_ASKS, question)
        if found is None or len(found) < 3 or (found[0].kind, found[-1].kind) != ("ask_start", "ask_end"):
            return None
        named = [said for said in found[1:-1] if said.kind in ("ask_series", "ask_parallel")]
        groups = {said.values["g"]: _Group(said.kind[4:], said.values["parts"]) for said in named}
        if len(groups) != len(found) - 2 or len(groups) > _MOST_GROUPS:
            raise Wrong("a group is named twice, or there are too many", groups=len(groups))
        task = _Network(found[0].values["u"], groups)
        _check(task, found[-1].values["g"])
        return found[0].language, task

    def task(self, said: Said) -> _Network:
        """Not used: questions have many sentences."""
        raise Wrong("question cannot be read", kind=said.kind)

    def givens(self, task: _Network) -> tuple[Claim, ...]:
        """The voltage, and each group."""
        groups = [Claim(group.kind, (name, *group.parts)) for name, group in task.groups.items()]
        return (Claim("=", ("U", task.volts)), *groups)

    def goal(self, task: _Network) -> Term:
        """The power."""
        return "P"

    def solve(self, task: _Network) -> Term:
        """Voltage times the current that Kirchhoff's laws give."""
        return as_term(task.volts * _kirchhoff(task))

    def conclusion(self, task: _Network, answer: Term) -> Claim:
        """Voltage times current."""
        current = Fraction(value(answer) or 0) / task.volts
        return Claim("=", ("P", ("*", task.volts, as_term(current)), answer))

    def write(self, answer: Term, language: str) -> str:
        """40 W."""
        return f"{value(answer)} W"


def _check(task: _Network, fed: str) -> None:
    """Raise `Wrong` unless each group but the last is used once, by a later one, and the last is fed."""
    used: list[str] = []
    for place, (name, group) in enumerate(task.groups.items()):
        inner = [part for part in group.parts if isinstance(part, str)]
        if not set(inner) <= set(list(task.groups)[:place]):
            raise Wrong("a group holds one that was not named before", group=name)
        used += inner
    if not task.volts or sorted(used) != sorted(set(task.groups) - {task.last}) or fed != task.last:
        raise Wrong("no such network lies across the battery", fed=fed)


def _kirchhoff(task: _Network) -> Fraction:
    """The battery's current: potentials of all nodes from the balance of currents in each (nodal analysis)."""
    wires: list[tuple[int, int, int]] = []  # from node, to node, ohms; node 0 at U, node 1 at 0 V
    nodes = _wired(task, task.last, (0, 1), wires=wires, nodes=2)
    common = lcm(*[ohms for _, _, ohms in wires])  # conductances as multiples of 1 / common stay whole
    matrix = [[0] * nodes for _ in range(nodes)]
    for a, b, ohms in wires:
        for here, there in ((a, b), (b, a)):
            if here > 1:
                matrix[here][here] += common // ohms
                matrix[here][there] -= common // ohms
    matrix[0][0] = matrix[1][1] = 1
    potentials = fmpz_mat(matrix).solve(fmpz_mat(nodes, 1, [task.volts, *[0] * (nodes - 1)]))
    drops = [(common // ohms) * (task.volts - potentials[b, 0]) for a, b, ohms in wires if a == 0]
    current = sum(drops, fmpq(0)) / common
    return Fraction(int(current.p), int(current.q))


def _wired(task: _Network, name: str, ends: tuple[int, int], *, wires: list[tuple[int, int, int]], nodes: int) -> int:
    """Lay a group's resistors between two nodes, new ones between parts in series; returns how many nodes there are."""
    group = task.groups[name]
    start = ends[0]
    for place, part in enumerate(group.parts, 1):
        stop = ends[1]
        if group.kind == "series" and place < len(group.parts):
            stop, nodes = nodes, nodes + 1
        if isinstance(part, int):
            wires.append((start, stop, part))
        else:
            nodes = _wired(task, part, (start, stop), wires=wires, nodes=nodes)
        start = stop if group.kind == "series" else ends[0]
    return nodes


_KIND = _Circuits()


@verifier
@dataclass(frozen=True, slots=True)
class Circuits:
    """Reads the network, proves each group, Ohm's law and the power, and solves the network by nodal analysis.

    Example:
        "B in parallel: 1/(1/4 + 1/12) = 3 Ω." passes for 4 Ω and 12 Ω; "4 + 12 = 16 Ω" fails: they lie not in series.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Circuits.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
