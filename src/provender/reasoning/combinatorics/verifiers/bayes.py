"""Proves conditional probabilities: every count by its role, and the answer once more by Bayes' theorem in odds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, NamedTuple, TypeAlias, final

from flint import fmpq

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.combinatorics.verifiers._bayes_phrases import ASKS, SAYS
from provender.reasoning.read.exact import chained, is_true
from provender.reasoning.read.forms import Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

Name: TypeAlias = str | tuple[str, str]

# sentence -> operation, and its operands: numbers, letters of the question, or what another sentence found
_WORK: Mapping[str, tuple[str, int | str, int | str]] = {
    "girls": ("+", "b", "c"),
    "boys_in": ("-", "a", "b"),
    "others": ("-", "n", "a"),
    "boys_out": ("-", "others", "c"),
    "boys": ("+", "boys_in", "boys_out"),
    "healthy": ("-", 1000, "p"),
    "missed": ("-", 100, "s"),
    "cleared": ("-", 100, "f"),
    "ill_positive": ("*", "p", "s"),
    "well_positive": ("*", "healthy", "f"),
    "ill_negative": ("*", "p", "missed"),
    "well_negative": ("*", "healthy", "cleared"),
}
# what is asked -> the counts that make up the whole, the part among them, the whole
_WHOLE = {"ill": ("ill_positive", "well_positive"), "well": ("ill_negative", "well_negative")}
_PART: Mapping[str, tuple[str, str]] = {
    "girl": ("b", "girls"),
    "boy": ("boys_in", "boys"),
    "ill": ("ill_positive", "tested"),
    "well": ("well_negative", "tested"),
    "made": ("faulty", "all_faulty"),
}


class _Task(NamedTuple):
    """What is asked, the question's numbers by letter, and its machines as (letter, share, faults)."""

    ask: str
    given: Values
    machines: Sequence[tuple[str, int, int]]


def _known(task: _Task, before: Sequence[Said]) -> Mapping[Name, int]:
    """What may be worked with: the question's numbers, and what the sentences found."""
    found: dict[Name, int] = {name: number for name, number in task.given.items() if isinstance(number, int)}
    for said in before:
        v = said.values
        if "c" in v:
            found[("faulty", v["m"]) if "m" in v else said.kind] = v["c"]
    return found


def _works(kind: str, task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A count worked out from those that it is made of."""
    known = _known(task, before)
    head, *names = _WORK[kind]
    operands = [name if isinstance(name, int) else known.get(name) for name in names]
    return [v["a"], v["b"]] == operands and is_true(Claim("=", ((head, v["a"], v["b"]), v["c"])))


def _counted(kind: str, v: Values) -> Claim:
    """What such a sentence claims."""
    return Claim("=", ((kind,), (_WORK[kind][0], v["a"], v["b"]), v["c"]))


def _tested(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """All with the result asked about, the ill first."""
    known = _known(task, before)
    return [v["a"], v["b"]] == [known.get(name) for name in _WHOLE.get(task.ask, "?")] and v["c"] == v["a"] + v["b"]


def _faulty(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """One machine's share times its faults, per cent of per cent."""
    return (v["m"], v["a"], v["b"]) in task.machines and v["c"] == v["a"] * v["b"]


def _all_faulty(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The faulty parts of every machine, in the question's order."""
    known = _known(task, before)
    parts = tuple(known.get(("faulty", m)) for m, _, _ in task.machines)
    return (v["parts"], v["c"]) == (parts, sum(v["parts"]))


def _share(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The part asked for among all that fit."""
    known = _known(task, before)
    part, whole = _PART[task.ask]
    name: Name = (part, task.given["m"]) if task.ask == "made" else part
    return (v["a"], v["b"]) == (known.get(name), known.get(whole)) and v["b"] > 0 and v["q"] * v["b"] == v["a"]


def _answers(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The share that was found."""
    return bool(before) and before[-1].kind == "share" and before[-1].values["q"] == v["q"]


def _ratio(worth: object) -> Term:
    """A value in lowest terms."""
    exact = fmpq(worth.numerator, worth.denominator)  # type: ignore[attr-defined]
    top, low = int(exact.p), int(exact.q)
    return top if low == 1 else ("/", top, low)


@final
class _Bayes(Kind[_Task]):
    """The task is what is asked, and what is known."""

    topic = "bayes"
    asks = ASKS
    says = SAYS
    lines: ClassVar = {
        **{kind: Line(partial(_counted, kind), partial(_works, kind)) for kind in _WORK},
        "tested": Line(lambda v: Claim("=", (("tested",), ("+", v["a"], v["b"]), v["c"])), _tested),
        "faulty": Line(lambda v: Claim("=", (("faulty", v["m"]), ("*", v["a"], v["b"]), v["c"])), _faulty),
        "all_faulty": Line(lambda v: Claim("=", (("all_faulty",), chained("+", v["parts"]), v["c"])), _all_faulty),
        "share": Line(lambda v: Claim("=", (("/", v["a"], v["b"]), _ratio(v["q"]))), _share),
        "answer": Line(lambda v: Claim("=", (("posterior",), _ratio(v["q"]))), _answers),
    }

    def task(self, said: Said) -> _Task:
        """The numbers, if there can be such people or parts."""
        v = said.values
        task = _Task(said.kind, v, v.get("l", ()))
        if said.kind in ("girl", "boy"):
            sound = 0 < v["a"] < v["n"] and v["b"] <= v["a"] and v["c"] <= v["n"] - v["a"]
        elif said.kind == "made":
            names = [m for m, _, _ in task.machines]
            shares, faults = [a for _, a, _ in task.machines], [d for _, _, d in task.machines]
            sound = v["m"] in names and len(set(names)) == len(names) and sum(shares) == 100 and max(faults) <= 100
        else:
            sound = 0 < v["p"] < 1000 and max(v["s"], v["f"]) <= 100
        if not sound or not _weights(task)[0]:
            raise Wrong("question speaks of what cannot be", **{name: str(number) for name, number in v.items()})
        return task

    def goal(self, task: _Task) -> Term:
        """The probability asked for, with all that is known."""
        v = task.given
        if task.ask == "made":
            return ("posterior", ("made", v["m"]), *(("machine", *row) for row in task.machines))
        known = (v["n"], v["a"], v["b"], v["c"]) if "n" in v else (v["p"], 1000, v["s"], v["f"])
        return ("posterior", (task.ask,), *known)

    def solve(self, task: _Task) -> Term:
        """Odds of every other cause against the one asked for: its probability is 1 / (1 + their sum)."""
        own, *others = _weights(task)
        return _ratio(1 / (1 + sum((other / own for other in others), fmpq(0))))

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The sentence leaves unsaid what is known."""
        return Claim("=", (("posterior",), answer))

    def write(self, answer: Term, language: str) -> str:
        """10/109."""
        return "/".join(map(str, answer[1:])) if isinstance(answer, tuple) else str(answer)


def _weights(task: _Task) -> list[fmpq]:
    """Prior times likelihood of every cause, that of the asked one first."""
    v = task.given
    if task.ask == "made":
        causes = [(m, fmpq(a, 100), fmpq(d, 100)) for m, a, d in task.machines]
        return [prior * fault for m, prior, fault in sorted(causes, key=lambda cause: cause[0] != v["m"])]
    if "n" in v:
        priors = fmpq(v["a"], v["n"]), fmpq(v["n"] - v["a"], v["n"])
        chances = fmpq(v["b"], v["a"]), fmpq(v["c"], v["n"] - v["a"])
    else:
        priors = fmpq(v["p"], 1000), fmpq(1000 - v["p"], 1000)
        chances = fmpq(v["s"], 100), fmpq(v["f"], 100)
    if task.ask in ("boy", "well"):
        chances = 1 - chances[0], 1 - chances[1]
    weights = [prior * chance for prior, chance in zip(priors, chances, strict=True)]
    return weights[::-1] if task.ask == "well" else weights


_KIND = _Bayes()


@verifier
@dataclass(frozen=True, slots=True)
class Bayes:
    """Reads what is known, proves every count, and finds the probability from prior and likelihoods.

    Example:
        "900 ÷ 1000 = 9/10." fails where 900 of 9810 people with a positive test are ill: it forgets the healthy ones.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Bayes.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
