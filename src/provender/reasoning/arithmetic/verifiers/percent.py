"""Proves percent questions: each amount from the one before it, the whole once more in FLINT's rationals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import ClassVar, NamedTuple, TypeAlias, final

from flint import fmpq

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term, in_figures, value
from provender.reasoning.read.forms import DECIMAL_SIGN, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.phrases.percent import ASKS, SAYS
from provender.reasoning.read.steps import Kind, Line, judge_steps, latest

Exact: TypeAlias = int | Fraction


class _Task(NamedTuple):
    """What is asked; the first price, the last one, the percents; what the question does not tell is 0 or empty."""

    kind: str
    n: Exact
    z: Exact
    p: int
    changes: tuple[int, ...]

    @property
    def onward(self) -> bool:
        """Whether the changes are followed from the first one on."""
        return self.kind in ("forward", "overall_rise", "overall_fall")

    def factor(self, i: int) -> int | None:
        """What 100 becomes by change `i`, from 1."""
        return 100 + self.changes[i - 1] if 1 <= i <= len(self.changes) else None


def _one(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """1 % of the number."""
    return task.kind == "of" and (v["n"], v["z"]) == (task.n, Fraction(task.n) / 100)


def _times(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """So many times 1 %."""
    one = latest(before, "one")
    return one is not None and (v["p"], v["z"], v["r"]) == (task.p, one["z"], one["z"] * task.p)


def _moved(kind: str) -> Callable[[_Task, Values, Sequence[Said]], bool]:
    """The difference of the two prices, taken the right way."""

    def follows(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
        return task.kind == kind and (v["n"], v["z"], v["d"]) == (task.n, task.z, abs(task.z - task.n))

    return follows


def _share(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The difference beside the old price."""
    moved = latest(before, "rose", "fell")
    return moved is not None and (v["d"], v["n"], v["s"]) == (moved["d"], task.n, Fraction(moved["d"]) / task.n)


def _percent(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """That share in hundredths."""
    share = latest(before, "share")
    return share is not None and (v["s"], v["r"]) == (share["s"], share["s"] * 100)


def _changed(sign: int) -> Callable[[_Task, Values, Sequence[Said]], bool]:
    """What 100 becomes by one of the changes."""

    def follows(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
        return (v["f"], v["f"]) == (task.factor(v["i"]), 100 + sign * v["p"])

    return follows


def _apply(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The next change, of the first price or of what the one before made of it."""
    i = v["i"]
    factor, last = latest(before, "more", "less", i=i), latest(before, "apply", i=i - 1)
    if not task.onward or factor is None or (i > 1 and last is None):
        return False
    price = last["y"] if last and i > 1 else task.n
    return (v["x"], v["f"], v["y"]) == (price, factor["f"], Fraction(price * factor["f"], 100))


def _undo(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The last change that is not undone yet, of the last price or of what the one after it left."""
    i = v["i"]
    factor, last = latest(before, "more", "less", i=i), latest(before, "undo", i=i + 1)
    if task.kind != "backward" or factor is None or (i < len(task.changes) and last is None):
        return False
    price = last["y"] if last and i < len(task.changes) else task.z
    return (v["x"], v["f"], v["y"]) == (price, factor["f"], Fraction(price * 100) / factor["f"])


def _overall(kind: str, sign: int) -> Callable[[_Task, Values, Sequence[Said]], bool]:
    """What has become of 100, beside 100."""

    def follows(task: _Task, v: Values, before: Sequence[Said]) -> bool:
        last = latest(before, "apply", i=len(task.changes))
        return task.kind == kind and last is not None and (v["x"], v["r"]) == (last["y"], sign * (last["y"] - 100))

    return follows


def _equal(op: str, left: str | int, right: str | int, result: str) -> Callable[[Values], Claim]:
    """The claim that slots, or numbers, make up."""

    def claim(v: Values) -> Claim:
        sides = [as_term(v[side] if isinstance(side, str) else side) for side in (left, right)]
        return Claim("=", ((op, *sides), as_term(v[result])))

    return claim


def _scaled(v: Values, top: Exact, below: Exact) -> Claim:
    """x times one number, divided by another."""
    return Claim("=", (("/", ("*", as_term(v["x"]), as_term(top)), as_term(below)), as_term(v["y"])))


@final
class _Percent(Kind[_Task]):
    """The task is what is asked, and of which numbers."""

    topic = "percent"
    tight = True
    asks = ASKS
    says = SAYS
    lines: ClassVar = {
        "one": Line(_equal("/", "n", 100, "z"), _one),
        "times": Line(_equal("*", "z", "p", "r"), _times),
        "rose": Line(_equal("-", "z", "n", "d"), _moved("rise")),
        "fell": Line(_equal("-", "n", "z", "d"), _moved("fall")),
        "share": Line(_equal("/", "d", "n", "s"), _share),
        "percent": Line(_equal("*", "s", 100, "r"), _percent),
        "more": Line(_equal("+", 100, "p", "f"), _changed(1)),
        "less": Line(_equal("-", 100, "p", "f"), _changed(-1)),
        "apply": Line(lambda v: _scaled(v, v["f"], 100), _apply),
        "undo": Line(lambda v: _scaled(v, 100, v["f"]), _undo),
        "gained": Line(_equal("-", "x", 100, "r"), _overall("overall_rise", 1)),
        "lost": Line(_equal("-", 100, "x", "r"), _overall("overall_fall", -1)),
    }

    def task(self, said: Said) -> _Task:
        """Positive prices, and a rise or fall where one is asked for."""
        v, kind = said.values, said.kind
        n = 100 if kind.startswith("overall") else v.get("n", 0)
        task = _Task(kind, n, v.get("z", 0), v.get("p", 0), v.get("changes", ()))
        if any(v.get(name, 1) <= 0 for name in "nzp"):
            raise Wrong("question has a price of nothing")
        rises = {"rise": True, "overall_rise": True, "fall": False, "overall_fall": False}.get(kind)
        if rises is not None and (self._last(task) < n if rises else self._last(task) > n):
            raise Wrong("question calls a rise a fall, or a fall a rise")
        return task

    @staticmethod
    def _last(task: _Task) -> Exact:
        """The price at the end."""
        return task.z or prod((Fraction(100 + p, 100) for p in task.changes), start=Fraction(task.n))

    def goal(self, task: _Task) -> Term:
        """What is asked for, as a formula."""
        n, z = as_term(task.n), as_term(task.z)
        if task.kind == "of":
            return ("/", ("*", n, task.p), 100)
        if task.kind in ("rise", "fall"):
            return ("/", ("*", ("-", z, n) if task.kind == "rise" else ("-", n, z), 100), n)
        factors: list[Term] = [("+" if p > 0 else "-", 100, abs(p)) for p in task.changes]
        price = z if task.kind == "backward" else n
        for factor in factors if task.onward else reversed(factors):
            price = ("/", ("*", price, factor), 100) if task.onward else ("/", ("*", price, 100), factor)
        ends: Mapping[str, Term] = {"overall_rise": ("-", price, 100), "overall_fall": ("-", 100, price)}
        return ends.get(task.kind, price)

    def solve(self, task: _Task) -> Term:
        """All factors in one fraction."""
        n, z = (fmpq(number.numerator, number.denominator) for number in (task.n, task.z))
        grown = fmpq(prod(100 + p for p in task.changes), 100 ** len(task.changes))
        found: Mapping[str, Callable[[], fmpq]] = {
            "of": lambda: n * fmpq(task.p, 100),
            "rise": lambda: (z / n - 1) * 100,
            "fall": lambda: (1 - z / n) * 100,
            "forward": lambda: n * grown,
            "backward": lambda: z / grown,
            "overall_rise": lambda: (grown - 1) * 100,
            "overall_fall": lambda: (1 - grown) * 100,
        }
        worth = found[task.kind]()
        return as_term(Fraction(int(worth.p), int(worth.q)))

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The last sentence's claim."""
        worth = Fraction(value(answer) or 0)
        if task.kind == "of":
            return _equal("*", "z", "p", "r")({"z": Fraction(task.n) / 100, "p": task.p, "r": worth})
        if task.kind in ("rise", "fall"):
            return _equal("*", "s", 100, "r")({"s": worth / 100, "r": worth})
        if task.kind == "overall_rise":
            return _equal("-", "x", 100, "r")({"x": 100 + worth, "r": worth})
        if task.kind == "overall_fall":
            return _equal("-", 100, "x", "r")({"x": 100 - worth, "r": worth})
        if task.kind == "forward":
            f = 100 + task.changes[-1]
            return _scaled({"x": worth * 100 / f, "y": worth}, f, 100)
        f = 100 + task.changes[0]
        return _scaled({"x": worth * f / 100, "y": worth}, 100, f)

    def write(self, answer: Term, language: str) -> str:
        """2.5 or 2,5."""
        written = in_figures(Fraction(value(answer) or 0), DECIMAL_SIGN[language])
        if written is None:
            raise Wrong("answer has no end as a decimal", answer=answer)
        return written


_KIND = _Percent()


@verifier
@dataclass(frozen=True, slots=True)
class Percent:
    """Follows a price from change to change, forward or back, and works the whole out anew.

    Example:
        A price that rises by 10% and falls by 10% is not what it was: "Of 100 at first, 99 has become: 100 − 99 = 1."
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Percent.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
