"""Proves probabilities of dice, urns and coins: every count by its role, and all outcomes walked through anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import product
from math import perm
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.combinatorics.verifiers._probability_phrases import ASKS, SAYS
from provender.reasoning.read.exact import as_term, chained, is_true
from provender.reasoning.read.forms import Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_DRAWN, _MOST_THINGS = 30, 10_000


class _Task(NamedTuple):
    """The kind of chance, the question's numbers by letter, balls of each colour as (there are, wanted)."""

    ask: str
    given: Mapping[str, int]
    colours: Sequence[tuple[int, int]]


def _known(before: Sequence[Said]) -> Mapping[Term, int]:
    """What the sentences found: ("choose", 5, 2), ("^", 5, 2), or the kind of the sentence."""
    found: dict[Term, int] = {}
    for said in before:
        v = said.values
        name: Term = said.kind
        if said.kind == "choose":
            name = ("choose", v["n"], v["k"])
        elif said.kind == "power":
            name = ("^", v["a"], v["n"])
        if "v" in v:
            found[name] = v["v"]
    return found


def _fits(kind: str, task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The formula is the one that counts this, and its value is right."""
    known = _known(before)
    term = _TERMS[kind](task, known)
    return term is not None and v["f"] == term and is_true(Claim("=", (term, v["v"])))


def _bound(kind: str, task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """The least or the greatest that the first die may show."""
    if task.ask != "dice" or v["x"] != 1 or any(v[name] != task.given[name] for name in v if name in "stu"):
        return False
    return is_true(Claim("=", (_bound_term(kind, v), v["v"])))


def _bound_term(kind: str, v: Values) -> Term:
    """What such a sentence works out."""
    return ("max", v["x"], ("-", v["t"], v["u"])) if kind == "low" else ("min", v["s"], ("-", v["t"], v["x"]))


def _pairs(task: _Task, known: Mapping[Term, int]) -> "Term | None":
    """From the least to the greatest."""
    both = "low" in known and "high" in known
    return ("+", ("-", known["high"], known["low"]), 1) if task.ask == "dice" and both else None


def _throws(task: _Task, _known: Mapping[Term, int]) -> "Term | None":
    """Every face with every face."""
    return ("*", task.given["s"], task.given["u"]) if task.ask == "dice" else None


def _balls(task: _Task, _known: Mapping[Term, int]) -> "Term | None":
    """All colours together."""
    return chained("+", [have for have, _ in task.colours]) if task.colours else None


def _orders(task: _Task, _known: Mapping[Term, int]) -> "Term | None":
    """n! over the factorials of the colours, ones left out."""
    if task.ask != "back":
        return None
    below = [factor for _, want in task.colours for factor in range(want, 1, -1)]
    top = chained("*", range(task.given["n"], 1, -1))
    return ("/", top, chained("*", below)) if below else top


def _tails(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """What is left of the denominator."""
    if task.ask != "coin":
        return False
    p, q = task.given["p"], task.given["q"]
    return (v["f"], v["q"], v["v"]) == (("-", q, p), q, q - p)


def _favourable(task: _Task, known: Mapping[Term, int]) -> "Term | None":
    """Every part in as many ways as the sentences before found; once is the count itself."""
    given = task.given
    if task.ask == "urn":
        parts = [have if want == 1 else known.get(("choose", have, want)) for have, want in task.colours]
    elif task.ask == "back":
        parts = [known.get("orders"), *(a if n == 1 else known.get(("^", a, n)) for a, n in task.colours)]
    elif task.ask == "coin":
        tails, last = given["q"] - given["p"], given["n"] - given["k"]
        rest = known.get("tails") if last == 1 else known.get(("^", tails, last))
        parts = [known.get(("choose", given["n"], given["k"])), known.get(("^", given["p"], given["k"])), rest]
    else:
        return None
    counts = [part for part in parts if part is not None]
    return chained("*", counts) if len(counts) == len(parts) else None


_TERMS = {"pairs": _pairs, "throws": _throws, "balls": _balls, "orders": _orders, "favourable": _favourable}


def _chooses(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A choice that the question calls for: some of a colour, all that are drawn, the tosses that show heads."""
    n, k = v["n"], v["k"]
    if task.ask == "urn":
        wanted = (k > 1 and (n, k) in task.colours) or (n, k) == (_known(before).get("balls"), task.given["n"])
    else:
        wanted = task.ask == "coin" and (n, k) == (task.given["n"], task.given["k"])
    if not wanted:
        return False
    top = chained("*", range(n, n - k, -1))
    term = ("/", top, chained("*", range(k, 1, -1))) if k > 1 else top
    return v["f"] == term and is_true(Claim("=", (term, v["v"])))


def _powers(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A power that the question calls for: a colour drawn again and again, heads, tails, or all that can happen."""
    given, known = task.given, _known(before)
    if task.ask == "back":
        wanted = [pair for pair in task.colours if pair[1] > 1] + [(known.get("balls"), given["n"])]
    elif task.ask == "coin":
        heads = [(given["p"], given["k"]), (given["q"], given["n"])]
        wanted = [*heads, (known.get("tails"), given["n"] - given["k"])]
    else:
        return False
    a, n = v["a"], v["n"]
    return (a, n) in wanted and n > 1 and v["f"] == chained("*", [a] * n) and v["v"] == a**n


def _shares(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Favourable cases among all."""
    known, given = _known(before), task.given
    every = sum(have for have, _ in task.colours)
    whole: Mapping[str, Term] = {
        "dice": "throws",
        "urn": ("choose", every, given.get("n", 0)),
        "back": ("^", every, given.get("n", 0)),
        "coin": ("^", given.get("q", 0), given.get("n", 0)),
    }
    x, z = known.get("pairs" if task.ask == "dice" else "favourable"), known.get(whole[task.ask])
    return (v["x"], v["z"]) == (x, z) and z is not None and z > 0 and v["a"] == Fraction(v["x"], z)


def _answers(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The share that was found."""
    return bool(before) and before[-1].kind == "share" and before[-1].values["a"] == v["a"]


def _counts(kind: str, v: Values) -> Claim:
    """What a count claims."""
    return Claim("=", ((kind,), v["f"], v["v"]))


def _bounds(kind: str, v: Values) -> Claim:
    """What a bound claims."""
    return Claim("=", ((kind,), _bound_term(kind, v), v["v"]))


@final
class _Probability(Kind[_Task]):
    """The task is the kind of chance and its numbers."""

    topic = "probability"
    asks = ASKS
    says = SAYS
    lines: ClassVar = {
        **{kind: Line(partial(_bounds, kind), partial(_bound, kind)) for kind in ("low", "high")},
        **{kind: Line(partial(_counts, kind), partial(_fits, kind)) for kind in _TERMS},
        "tails": Line(partial(_counts, "tails"), _tails),
        "choose": Line(lambda v: Claim("=", (("choose", v["n"], v["k"]), v["f"], v["v"])), _chooses),
        "power": Line(lambda v: Claim("=", (("^", v["a"], v["n"]), v["f"], v["v"])), _powers),
        "share": Line(lambda v: Claim("=", (("/", v["x"], v["z"]), as_term(v["a"]))), _shares),
        "answer": Line(lambda v: Claim("=", (("chance",), as_term(v["a"]))), _answers),
    }

    def task(self, said: Said) -> _Task:
        """The numbers, if such a thing can happen and can be walked through."""
        v = said.values
        colours = list(zip((v["r"], v["g"], v["b"]), (v["i"], v["j"], v["k"]), strict=True)) if "r" in v else []
        if said.kind == "dice":
            sound = 1 < v["t"] <= v["s"] + v["u"] and 0 < min(v["s"], v["u"])
        elif said.kind == "coin":
            sound = 0 < v["p"] < v["q"] and 0 < v["k"] < v["n"] <= _MOST_DRAWN
        else:
            sound = sum(want for _, want in colours) == v["n"] <= _MOST_DRAWN
            sound &= all(0 < want <= have for have, want in colours)
        if not sound or max(v.values()) > _MOST_THINGS:
            raise Wrong(
                "question has no chance that can be counted", **{name: str(number) for name, number in v.items()}
            )
        return _Task(said.kind, v, colours)

    def goal(self, task: _Task) -> Term:
        """The probability, with all that is known."""
        order = {"dice": "sut", "coin": "pqnk"}.get(task.ask, "rgbnijk")
        return ("chance", (task.ask,), *(task.given[name] for name in order))

    def solve(self, task: _Task) -> Term:
        """Throw by throw: how many equally likely ways lead to what is wanted, like outcomes taken together."""
        v = task.given
        if task.ask == "dice":
            fit = sum(1 <= v["t"] - first <= v["u"] for first in range(1, v["s"] + 1))
            return as_term(Fraction(fit, v["s"] * v["u"]))
        if task.ask == "coin":
            pairs = [(v["p"], v["k"]), (v["q"] - v["p"], v["n"] - v["k"])]
            return as_term(Fraction(_ways(pairs, kept=True), v["q"] ** v["n"]))
        every = sum(have for have, _ in task.colours)
        whole = every ** v["n"] if task.ask == "back" else perm(every, v["n"])
        return as_term(Fraction(_ways(task.colours, kept=task.ask == "back"), whole))

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The sentence leaves unsaid what is known."""
        return Claim("=", (("chance",), answer))

    def write(self, answer: Term, language: str) -> str:
        """3/11."""
        return "/".join(map(str, answer[1:])) if isinstance(answer, tuple) else str(answer)


def _ways(colours: Sequence[tuple[int, int]], *, kept: bool) -> int:
    """In how many orders the wanted can be drawn, one after the other.

    Args:
        colours: how many there are and how many are wanted, for each.
        kept: whether what is drawn is put back.
    """
    ways = {(0,) * len(colours): 1}
    for _ in range(sum(want for _, want in colours)):
        after: dict[tuple[int, ...], int] = {}
        for drawn, spot in product(ways, range(len(colours))):
            have, want = colours[spot]
            if drawn[spot] < want:
                then = (*drawn[:spot], drawn[spot] + 1, *drawn[spot + 1 :])
                after[then] = after.get(then, 0) + ways[drawn] * (have if kept else have - drawn[spot])
        ways = after
    return sum(ways.values())


_KIND = _Probability()


@verifier
@dataclass(frozen=True, slots=True)
class Probability:
    """Reads what is thrown or drawn, proves every count, and draws anew, one thing after the other.

    Example:
        "Favourable are 3 × 4 × 5 = 60 cases." fails where two of five blue balls are wanted: they make C(5, 2) = 10.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Probability.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
