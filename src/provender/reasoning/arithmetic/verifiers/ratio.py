"""Proves ratios: every share and link by its place, the whole once more from products of all terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import ClassVar, NamedTuple, TypeAlias, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term, in_figures, value
from provender.reasoning.read.forms import DECIMAL_SIGN, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.phrases.ratio import ASKS, SAYS
from provender.reasoning.read.steps import Kind, Line, judge_steps, latest

Exact: TypeAlias = int | Fraction


class _Task(NamedTuple):
    """What is asked of an amount: to be shared in a ratio, followed through pairs, or taken by a scale."""

    kind: str
    n: Exact
    ratio: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    scale: int


def _total(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """All terms of the ratio, as they come."""
    return task.kind == "share" and (v["sum"], v["t"]) == (task.ratio, sum(task.ratio))


def _unit(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The amount by the number of shares."""
    total = latest(before, "total")
    return total is not None and (v["n"], v["t"]) == (task.n, total["t"]) and bool(v["u"] * v["t"] == v["n"])


def _part(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """One term of the ratio times what a share is."""
    unit = latest(before, "unit")
    if unit is None or not 1 <= v["i"] <= len(task.ratio):
        return False
    return (v["r"], v["u"], v["z"]) == (task.ratio[v["i"] - 1], unit["u"], v["r"] * v["u"])


def _parts(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Every part, in the order of the ratio."""
    parts = [latest(before, "part", i=i) for i in range(1, len(task.ratio) + 1)]
    return None not in parts and bool(v["parts"] == tuple(part["z"] for part in parts if part))


def _link(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A quantity from the next one, which the question gives or a sentence before has found."""
    at = ord(v["x"]) - 65
    if task.kind != "chain" or at >= len(task.pairs) or v["y"] != chr(66 + at):
        return False
    known = latest(before, "link", x=v["y"])
    m = task.n if at == len(task.pairs) - 1 else known and known["z"]
    if (v["p"], v["q"]) != task.pairs[at] or m is None:
        return False
    return (v["m"], Fraction(v["z"])) == (m, Fraction(v["m"] * v["p"], v["q"]))


def _scaled(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """What the map shows, so many times as long."""
    return task.kind == "enlarge" and (v["n"], v["scale"], v["z"]) == (task.n, task.scale, task.n * task.scale)


def _metres(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A hundredth of the centimetres."""
    scaled = latest(before, "scaled")
    return scaled is not None and (v["n"], v["z"]) == (scaled["z"], Fraction(scaled["z"]) / 100)


def _centimetres(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """A hundred times the metres."""
    return task.kind == "reduce" and (v["n"], v["z"]) == (task.n, task.n * 100)


def _shrunk(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The real length by the scale."""
    real = latest(before, "centimetres")
    return real is not None and (v["n"], v["scale"], v["z"]) == (
        real["z"],
        task.scale,
        Fraction(real["z"]) / task.scale,
    )


def _worked(op: str, left: Exact, right: Exact, result: Exact) -> Claim:
    """left op right = result."""
    return Claim("=", ((op, as_term(left), as_term(right)), as_term(result)))


def _linked(v: Values) -> Claim:
    """m × p ÷ q = z."""
    return Claim("=", (("/", ("*", v["m"], v["p"]), v["q"]), as_term(v["z"])))


@final
class _Ratio(Kind[_Task]):
    """The task is what is asked, and of which numbers."""

    topic = "ratio"
    tight = True
    asks = ASKS
    says = SAYS
    lines: ClassVar = {
        "total": Line(lambda v: Claim("=", (("+", *v["sum"]), v["t"])), _total),
        "unit": Line(lambda v: _worked("/", v["n"], v["t"], v["u"]), _unit),
        "part": Line(lambda v: _worked("*", v["r"], v["u"], v["z"]), _part),
        "parts": Line(lambda v: Claim("parts", v["parts"]), _parts),
        "link": Line(_linked, _link),
        "scaled": Line(lambda v: _worked("*", v["n"], v["scale"], v["z"]), _scaled),
        "metres": Line(lambda v: _worked("/", v["n"], 100, v["z"]), _metres),
        "centimetres": Line(lambda v: _worked("*", v["n"], 100, v["z"]), _centimetres),
        "shrunk": Line(lambda v: _worked("/", v["n"], v["scale"], v["z"]), _shrunk),
    }

    def task(self, said: Said) -> _Task:
        """A positive amount; the last of a chain's letters is the one that is given."""
        v = said.values
        task = _Task(said.kind, v["n"], v.get("ratio", ()), v.get("pairs", ()), v.get("scale", 1))
        if task.n <= 0 or not task.scale or (task.kind in ("share", "chain") and task.n.denominator != 1):
            raise Wrong("question has no amount that can be divided")
        if task.kind == "chain" and v["last"] != chr(65 + len(task.pairs)):
            raise Wrong("question gives another quantity than the last")
        return task

    def goal(self, task: _Task) -> Term:
        """What is asked for, as a formula."""
        n = as_term(task.n)
        if task.kind == "share":
            return ("share", n, *task.ratio)
        if task.kind == "chain":
            for p, q in reversed(task.pairs):
                n = ("/", ("*", n, p), q)
            return n
        return ("/", ("*", n, task.scale), 100) if task.kind == "enlarge" else ("/", ("*", n, 100), task.scale)

    def solve(self, task: _Task) -> Term:
        """All at once: n·r/Σr for every part, n·Πp/Πq through a chain, n·scale/100 on a map."""
        n = Fraction(task.n)
        if task.kind == "share":
            parts = [n * r / sum(task.ratio) for r in task.ratio]
            if any(part.denominator != 1 for part in parts):
                raise Wrong("question cannot be shared in whole numbers")
            return ("values", *(part.numerator for part in parts))
        if task.kind == "chain":
            return as_term(n * prod(p for p, _ in task.pairs) / prod(q for _, q in task.pairs))
        return as_term(n * task.scale / 100 if task.kind == "enlarge" else n * 100 / task.scale)

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The parts, the first link, or the length."""
        if task.kind == "share":
            return Claim("parts", answer[1:])  # type: ignore[arg-type,index]
        worth = Fraction(value(answer) or 0)
        if task.kind == "chain":
            p, q = task.pairs[0]
            return _linked({"m": as_term(worth * q / p), "p": p, "q": q, "z": worth})
        if task.kind == "enlarge":
            return _worked("/", worth * 100, 100, worth)
        return _worked("/", worth * task.scale, task.scale, worth)

    def write(self, answer: Term, language: str) -> str:
        """12, 18, 30; or 2.5, with the language's sign."""
        if isinstance(answer, tuple) and answer[0] == "values":
            return ", ".join(map(str, answer[1:]))
        written = in_figures(Fraction(value(answer) or 0), DECIMAL_SIGN[language])
        if written is None:
            raise Wrong("answer has no end as a decimal", answer=answer)
        return written


_KIND = _Ratio()


@verifier
@dataclass(frozen=True, slots=True)
class Ratio:
    """Follows shares and proportions one by one, and works the whole out anew.

    Example:
        In "Share 60 in the ratio 2 : 3." the sentence "Part 1: 3 × 12 = 36." is true and yet fails.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Ratio.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
