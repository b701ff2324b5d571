"""Proves collisions: units, momenta and energies step by step; the end by restitution, as a linear system for FLINT."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, NamedTuple, TypeAlias, final

from flint import fmpq, fmpq_mat

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.physics.verifiers._collisions import ASKS, SAYS
from provender.reasoning.read import units
from provender.reasoning.read.exact import Exact, as_term, value
from provender.reasoning.read.forms import Said, Values, ratio
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST = 40  # collisions


class _Body(NamedTuple):
    """kg, m/s, and 1 where it bounces off without loss, 0 where it sticks: Newton's coefficient of restitution."""

    mass: int
    velocity: int
    restitution: int


_Task: TypeAlias = tuple[_Body, ...]

_SENTENCE = re.compile(r"(?<=[.?]) ")
_FORMULAS: Mapping[str, tuple[Term, Term]] = {
    "momentum_units": (("*", "kg", ("/", "m", "s")), ("*", "N", "s")),
    "energy_units": (("*", "kg", ("^", ("/", "m", "s"), 2)), "J"),
}


def _checked(kind: str, v: Values) -> bool:
    """The units of a formula, which agree in dimension."""
    return (v["l"], v["r"]) == _FORMULAS[kind] and units.agree(v["l"], v["r"])


def _momentum_units(_: _Task, v: Values, __: Sequence[Said]) -> bool:
    """Mass times velocity is an impulse."""
    return _checked("momentum_units", v)


def _energy_units(_: _Task, v: Values, __: Sequence[Said]) -> bool:
    """Mass times velocity squared is an energy."""
    return _checked("energy_units", v)


def _said(before: Sequence[Said], kind: str, k: int) -> Values | None:
    """What a sentence of a kind said of a collision."""
    return next((said.values for said in before if said.kind == kind and said.values["k"] == k), None)


def _units(before: Sequence[Said], kind: str) -> bool:
    """Whether the units were checked."""
    return any(said.kind == kind for said in before)


def _mover(task: _Task, k: int, before: Sequence[Said]) -> tuple[int, Exact] | None:
    """Mass and velocity of the body that hits in a collision, the velocity as stated before."""
    if not 1 <= k < len(task):
        return None
    mass = task[0].mass
    for body in task[1:k]:
        mass = body.mass if body.restitution else mass + body.mass
    if k == 1:
        return mass, task[0].velocity
    found = _said(before, "kept" if task[k - 1].restitution else "stuck", k - 1)
    return None if found is None else (mass, found["v"])


def _meets(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Whether a sentence speaks of the two bodies of its collision, with their velocities before it."""
    k = v["k"]
    return _mover(task, k, before) == (v["a"], v["u"]) and (v["b"], v["w"]) == task[k][:2]


def _momentum(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The momenta of both, added."""
    added = v["a"] * v["u"] + v["b"] * v["w"]
    return _units(before, "momentum_units") and _meets(task, v, before) and bool(added == v["p"])


def _shared(restitution: int, task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The momentum over both masses."""
    found = _said(before, "momentum", v["k"])
    if found is None or task[v["k"]].restitution != restitution:
        return False
    same = (found["p"], found["a"], found["b"]) == (v["p"], v["a"], v["b"])
    return same and bool(Fraction(v["p"]) / (v["a"] + v["b"]) == v["v"])


def _stuck(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Bodies that stick together."""
    return _shared(0, task, v, before)


def _mean(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Bodies that bounce: the velocity of their centre of mass."""
    return _shared(1, task, v, before)


def _onward(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The body hit, mirrored at the mean velocity."""
    found = _said(before, "mean", v["k"])
    fits = found is not None and found["v"] == v["c"] and task[v["k"]].velocity == v["w"]
    return fits and bool(2 * v["c"] - v["w"] == v["v"])


def _back(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The body that hits, mirrored at the mean velocity."""
    found, mover = _said(before, "mean", v["k"]), _mover(task, v["k"], before)
    fits = found is not None and mover is not None and found["v"] == v["c"] and mover[1] == v["u"]
    return fits and bool(2 * v["c"] - v["u"] == v["v"])


def _energy(v: Values) -> bool:
    """Twice the kinetic energy, rightly worked out."""
    return bool(v["a"] * v["u"] ** 2 + v["b"] * v["w"] ** 2 == v["e"])


def _before(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Of both bodies before they meet."""
    return _units(before, "energy_units") and _meets(task, v, before) and _energy(v)


def _after(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Of both bodies after that."""
    k = v["k"]
    back, onward = _said(before, "back", k), _said(before, "onward", k)
    if back is None or onward is None or not _units(before, "energy_units"):
        return False
    masses = task[k].mass == v["b"] and _mass(task, k) == v["a"]
    return masses and (back["v"], onward["v"]) == (v["u"], v["w"]) and _energy(v)


def _mass(task: _Task, k: int) -> int:
    """Of the body that hits in a collision."""
    mass = task[0].mass
    for body in task[1:k]:
        mass = body.mass if body.restitution else mass + body.mass
    return mass


def _kept(_: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The energies before and after are one, so the velocity found is right."""
    first, second, onward = (_said(before, kind, v["k"]) for kind in ("before", "after", "onward"))
    if first is None or second is None or onward is None:
        return False
    return bool(first["e"] == second["e"] and onward["v"] == v["v"])


def _dimension(v: Values) -> Claim:
    """Both sides measure the same."""
    return Claim("dimension", (v["l"], v["r"]))


def _sum_of(v: Values, power: int) -> Term:
    """Masses times velocities, or times their squares."""
    one, other = as_term(v["u"]), as_term(v["w"])
    if power == 2:
        one, other = ("^", one, 2), ("^", other, 2)
    return ("+", ("*", v["a"], one), ("*", v["b"], other))


def _shares(v: Values, name: str) -> Claim:
    """Momentum over masses."""
    return Claim("=", ((name, v["k"]), ("/", as_term(v["p"]), ("+", v["a"], v["b"])), as_term(v["v"])))


def _mirrors(v: Values, name: str, speed: str) -> Claim:
    """Twice the mean velocity less one."""
    return Claim("=", ((name, v["k"]), ("-", ("*", 2, as_term(v["c"])), as_term(v[speed])), as_term(v["v"])))


@final
class _Momentum(Kind[_Task]):
    """The task is the bodies, the moving one first."""

    topic = "momentum"
    asks = ASKS
    says = SAYS
    lines: ClassVar = {
        "momentum_units": Line(_dimension, _momentum_units),
        "energy_units": Line(_dimension, _energy_units),
        "momentum": Line(lambda v: Claim("=", (("momentum", v["k"]), _sum_of(v, 1), as_term(v["p"]))), _momentum),
        "stuck": Line(lambda v: _shares(v, "velocity"), _stuck),
        "mean": Line(lambda v: _shares(v, "mean"), _mean),
        "onward": Line(lambda v: _mirrors(v, "onward", "w"), _onward),
        "back": Line(lambda v: _mirrors(v, "back", "u"), _back),
        "before": Line(lambda v: Claim("=", (("before", v["k"]), _sum_of(v, 2), as_term(v["e"]))), _before),
        "after": Line(lambda v: Claim("=", (("after", v["k"]), _sum_of(v, 2), as_term(v["e"]))), _after),
        "kept": Line(lambda v: Claim("=", (("velocity", v["k"]), as_term(v["v"]))), _kept),
    }

    def read(self, question: str) -> tuple[str, _Task] | None:
        """The moving body, those that it hits, and what is asked for."""
        texts = _SENTENCE.split(question)
        first = ASKS.read(" ".join(texts[:2])) if len(question) <= 300 * _MOST else None
        if first is None or first.kind != "ask_first" or len(texts) < 4:
            return None
        rest = [ASKS.read_in(first.language, text) for text in texts[2:]]
        known = [said for said in rest if said is not None]
        asked = len(known) == len(rest) and known[-1].kind == "ask_end"
        if not asked or any(said.kind in ("ask_first", "ask_end") for said in known[:-1]):
            return None
        bodies = [_Body(s.values["m"], s.values["v"], int(s.kind == "ask_bounce")) for s in (first, *known[:-1])]
        if not all(body.mass for body in bodies):
            raise Wrong("a body has no mass")
        _velocities(tuple(bodies))
        return first.language, tuple(bodies)

    def task(self, said: Said) -> _Task:
        """Not used: questions have many sentences."""
        raise Wrong("question cannot be read", kind=said.kind)

    def givens(self, task: _Task) -> tuple[Claim, ...]:
        """Masses and velocities, and what each collision is like."""
        found = []
        for n, body in enumerate(task):
            found += [Claim("=", (("mass", n), body.mass)), Claim("=", (("velocity", ("body", n)), body.velocity))]
            found += [Claim("bounces" if body.restitution else "sticks", (("body", n),))] if n else []
        return tuple(found)

    def goal(self, task: _Task) -> Term:
        """The velocity after the last collision."""
        return ("velocity", len(task) - 1)

    def solve(self, task: _Task) -> Term:
        """Momentum kept and the velocities' difference turned round or gone: two linear equations a collision."""
        return as_term(_velocities(task)[-1])

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The velocity: of a body that bounced off, or the momentum over both masses."""
        k = len(task) - 1
        if task[k].restitution:
            return Claim("=", (("velocity", k), answer))
        mass, speed = _mass(task, k), _velocities(task)[k - 1]
        p = _lowest(Fraction(mass * speed + task[k].mass * task[k].velocity))
        return Claim("=", (("velocity", k), ("/", as_term(p), ("+", mass, task[k].mass)), answer))

    def write(self, answer: Term, language: str) -> str:
        """7/5 m/s."""
        return f"{value(answer)} m/s"


def _velocities(task: _Task) -> list[Exact]:
    """Of the body that moves on, at first and after each collision; raises `Wrong` where two never meet."""
    found: list[Exact] = [task[0].velocity]
    for k, body in enumerate(task[1:], 1):
        u, mass = fmpq(found[-1].numerator, found[-1].denominator), _mass(task, k)
        if u <= body.velocity:
            raise Wrong("the bodies never meet", collision=k)
        right = fmpq_mat([[mass * u + body.mass * body.velocity], [body.restitution * (u - body.velocity)]])
        after = fmpq_mat([[mass, body.mass], [-1, 1]]).solve(right)[1, 0]
        found.append(_lowest(Fraction(int(after.p), int(after.q))))
    return found


def _lowest(number: Fraction) -> Exact:
    """Whole values as integers."""
    return ratio(str(number))


_KIND = _Momentum()


@verifier
@dataclass(frozen=True, slots=True)
class Momentum:
    """Reads bodies and collisions, proves momenta, energies and units, and solves each collision by restitution.

    Example:
        "Collision 1, momentum: 2 kg × 5 m/s + 3 kg × -1 m/s = 13 N·s." fails: momentum has a direction.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Momentum.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
