"""Proves counts under conditions: every formula by its role, and the whole counted anew, choice by choice."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from math import perm, prod
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.combinatorics.verifiers._counting_phrases import ASKS, SAYS
from provender.reasoning.read.exact import chained, is_true
from provender.reasoning.read.forms import Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST, _MOST_STATES = 100, 100_000
_ENDS = {"even": {0, 2, 4, 6, 8}, "odd": {1, 3, 5, 7, 9}, "five": {0, 5}}


class _Task(NamedTuple):
    """What is asked, with the question's own values."""

    ask: str
    v: Values


def _name(said: Said) -> Term:
    """What a sentence counts."""
    return _named(said.kind, said.values)


def _named(kind: str, v: Values) -> Term:
    """What a sentence of a kind counts: ("ways", 0, 0, 3, 2), ("women", 2), ("orders",)."""
    return (kind, *(v[slot] for slot in ("w", "a", "b", "c", "d", "k", "j") if slot in v))


def _known(before: Sequence[Said]) -> Mapping[Term, int]:
    """What the sentences found."""
    return {_name(said): said.values["v"] for said in before}


def _down(n: int, k: int) -> Term:
    """n × (n − 1) × ..., k factors, k >= 1."""
    return chained("*", range(n, n - k, -1))


def _choices(n: int, k: int) -> Term:
    """n over k as it is worked out."""
    return ("/", _down(n, k), _down(k, k))


def _rest(task: _Task) -> Counter[str]:
    """The letters still to be placed, once the first one stands."""
    return Counter(task.v["word"]) - Counter(task.v.get("w", ""))


def _left(task: _Task, v: Values, _known: Mapping[Term, int]) -> "Term | None":
    """One letter less."""
    return ("-", len(task.v["word"]), 1) if task.ask == "first" and v["w"] == task.v["w"] else None


def _orders(task: _Task, _v: Values, known: Mapping[Term, int]) -> "Term | None":
    """All letters as if they differed; how many are left has been said where one is given."""
    if task.ask not in ("letters", "first"):
        return None
    count = known.get(("left", task.v["w"])) if task.ask == "first" else len(task.v["word"])
    return None if count is None else _down(count, count)


def _alike(task: _Task, v: Values, _known: Mapping[Term, int]) -> "Term | None":
    """The orders of a letter's occurrences."""
    lettered = task.ask in ("letters", "first")
    return _down(v["k"], v["k"]) if lettered and v["k"] == _rest(task)[v["w"]] > 1 else None


def _share(task: _Task, _v: Values, known: Mapping[Term, int]) -> "Term | None":
    """All orders by those that look alike, letter after letter of the alphabet."""
    if task.ask not in ("letters", "first") or ("orders",) not in known:
        return None
    names: list[Term] = [("alike", letter, times) for letter, times in sorted(_rest(task).items()) if times > 1]
    if not names or any(name not in known for name in names):
        return None
    return ("/", known["orders",], chained("*", [known[name] for name in names]))


def _people(slot: str, task: _Task, v: Values, _known: Mapping[Term, int]) -> "Term | None":
    """So many of the women, or of the men, as some case calls for."""
    if task.ask != "committee":
        return None
    women = v["k"] if slot == "a" else task.v["k"] - v["k"]
    return _choices(task.v[slot], v["k"]) if task.v["m"] <= women < task.v["k"] else None


def _case(task: _Task, v: Values, known: Mapping[Term, int]) -> "Term | None":
    """So many women and the rest men."""
    names = ("women", v["k"]), ("men", v["j"])
    if task.ask != "committee" or v["k"] + v["j"] != task.v["k"] or any(name not in known for name in names):
        return None
    return ("*", known[names[0]], known[names[1]])


def _sum(task: _Task, _v: Values, known: Mapping[Term, int]) -> "Term | None":
    """All cases."""
    names: list[Term] = [("zero",), ("other",)]
    if task.ask == "committee":
        names = [("case", women, task.v["k"] - women) for women in range(task.v["m"], task.v["k"])]
    whole = len(names) > 1 and all(name in known for name in names)
    return chained("+", [known[name] for name in names]) if whole else None


def _legs(task: _Task) -> Mapping[str, tuple[int, int, int, int]]:
    """The parts of the way by name; none where no path is asked for."""
    if task.ask not in ("avoid", "via"):
        return {}
    v = task.v
    c, d = v.get("c", 0), v.get("d", 0)
    first = {"first": (0, 0, c, d)} if task.ask == "via" else {}
    return {
        "all": (c, d, v["a"], v["b"]),
        "to": (c, d, v["e"], v["g"]),
        "on": (v["e"], v["g"], v["a"], v["b"]),
        **first,
    }


def _ways(task: _Task, v: Values, _known: Mapping[Term, int]) -> "Term | None":
    """Which of the steps on a part of the way go along its shorter side."""
    leg = (v["a"], v["b"], v["c"], v["d"])
    if leg not in _legs(task).values():
        return None
    across, up = leg[2] - leg[0], leg[3] - leg[1]
    return _choices(across + up, min(across, up))


def _joined(head: str, one: str, other: str) -> "Callable[[_Task, Values, Mapping[Term, int]], Term | None]":
    """A rule that joins two counts, each that of a part of the way or of a sentence."""

    def rule(task: _Task, _v: Values, known: Mapping[Term, int]) -> "Term | None":
        legs = _legs(task)
        names: list[Term] = [("ways", *legs[part]) if part in legs else (part,) for part in (one, other)]
        return (head, known[names[0]], known[names[1]]) if all(name in known for name in names) else None

    return rule


def _zero(task: _Task, _v: Values, _known: Mapping[Term, int]) -> "Term | None":
    """0 last, then any of the others, place by place."""
    if task.ask not in _ENDS or 0 not in _ENDS[task.ask] & set(task.v["digits"]):
        return None
    return _down(len(task.v["digits"]) - 1, task.v["n"] - 1)


def _other(task: _Task, _v: Values, _known: Mapping[Term, int]) -> "Term | None":
    """The last digit, then the first, which is not 0, then the rest."""
    if task.ask not in _ENDS:
        return None
    digits, n = task.v["digits"], task.v["n"]
    size, ends = len(digits), len(_ENDS[task.ask] & set(digits) - {0})
    places = [size - 2, *range(size - 2, size - n, -1)] if 0 in digits else list(range(size - 1, size - n, -1))
    return chained("*", [ends, *places])


_TERMS: "Mapping[str, Callable[[_Task, Values, Mapping[Term, int]], Term | None]]" = {
    "left": _left,
    "orders": _orders,
    "alike": _alike,
    "share": _share,
    "women": partial(_people, "a"),
    "men": partial(_people, "b"),
    "case": _case,
    "sum": _sum,
    "ways": _ways,
    "bad": _joined("*", "to", "on"),
    "good": _joined("-", "all", "bad"),
    "whole": _joined("*", "first", "good"),
    "zero": _zero,
    "other": _other,
}


def _fits(kind: str, task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The formula is the one that counts this, and its value is right."""
    term = _TERMS[kind](task, v, _known(before))
    return term is not None and v["f"] == term and is_true(Claim("=", (term, v["v"])))


def _answers(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The count that the last step came to: of all cases, where there are several."""
    ends = {"letters": "share", "first": "share", "avoid": "good", "via": "whole"}
    end = ends.get(task.ask, "sum")
    if task.ask == "committee" and task.v["m"] == task.v["k"] - 1:
        end = "case"
    if task.ask in _ENDS and 0 not in _ENDS[task.ask] & set(task.v["digits"]):
        end = "other"
    return bool(before) and before[-1].kind == end and before[-1].values["v"] == v["v"]


def _counts(kind: str, v: Values) -> Claim:
    """What a count claims."""
    return Claim("=", (_named(kind, v), v["f"], v["v"]))


@final
class _Counting(Kind[_Task]):
    """The task is what is asked, and its numbers or letters."""

    topic = "counting"
    asks = ASKS
    says = SAYS
    lines: ClassVar = {
        **{kind: Line(partial(_counts, kind), partial(_fits, kind)) for kind in _TERMS},
        "answer": Line(lambda v: Claim("=", (("count",), v["v"])), _answers),
    }

    def task(self, said: Said) -> _Task:
        """The numbers, if there is something to count and it can be counted."""
        v, kind = said.values, said.kind
        if max((number for number in v.values() if isinstance(number, int)), default=0) > _MOST:
            raise Wrong("question is too large to be counted")
        if kind in ("letters", "first"):
            rest: Counter[str] = Counter(v["word"]) - Counter(v.get("w", ""))
            sound = v.get("w", "") in v["word"] and 1 < max(rest.values(), default=0)
            sound = sound and prod(times + 1 for times in rest.values()) <= _MOST_STATES
        elif kind == "committee":
            sound = 0 < v["m"] < v["k"] <= min(v["a"], v["b"])
        elif kind in _ENDS:
            digits = v["digits"]
            sound = list(digits) == sorted(set(digits)) and digits[-1] < 10 and 1 < v["n"] < len(digits)
            sound = sound and any(_ENDS[kind] & set(digits))
        else:
            c, d = v.get("c", 0), v.get("d", 0)
            sound = 0 <= c < v["e"] < v["a"] and 0 <= d < v["g"] < v["b"] and (kind == "avoid" or min(c, d) > 0)
        if not sound:
            raise Wrong("question has nothing that can be counted", **{name: str(found) for name, found in v.items()})
        return _Task(kind, v)

    def goal(self, task: _Task) -> Term:
        """The count, with all that is known."""
        order = {"letters": ("word",), "first": ("word", "w"), "committee": "kabm", "avoid": "abeg", "via": "abcdeg"}
        known = [task.v[slot] for slot in order.get(task.ask, "n")]
        return ("count", (task.ask,), *known, *task.v.get("digits", ()))

    def solve(self, task: _Task) -> Term:
        """Letter by letter, person by person, square by square: no factorial, no binomial."""
        v = task.v
        if "word" in v:
            return _arranged(tuple(sorted(_rest(task).values())))
        if task.ask == "committee":
            women, men = _chosen(v["a"], v["k"]), _chosen(v["b"], v["k"])
            most: int = v["k"]
            return sum(women[count] * men[most - count] for count in range(v["m"], most))
        if task.ask in _ENDS:
            ends = product(_ENDS[task.ask] & set(v["digits"]), set(v["digits"]) - {0})
            return sum(perm(len(v["digits"]) - 2, v["n"] - 2) for last, first in ends if last != first)
        return _walked(v)

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The sentence leaves unsaid what is counted."""
        return Claim("=", (("count",), answer))

    def write(self, answer: Term, language: str) -> str:
        """The number."""
        return str(answer)


@lru_cache(maxsize=4096)
def _arranged(left: tuple[int, ...]) -> int:
    """In how many orders letters can follow each other, of each of which so many are left."""
    if not left:
        return 1
    fewer = [tuple(sorted(filter(None, (*left[:at], left[at] - 1, *left[at + 1 :])))) for at in range(len(left))]
    return sum(map(_arranged, fewer))


def _chosen(people: int, most: int) -> Sequence[int]:
    """In how many ways 0, 1, ... `most` of some people can be chosen: each joins or does not."""
    ways = [1] + [0] * most
    for _ in range(people):
        ways = [1, *(ways[count] + ways[count - 1] for count in range(1, most + 1))]
    return ways


def _walked(v: Values) -> int:
    """Paths square by square, none through the forbidden point, all through the wanted one."""
    c, d = v.get("c", 0), v.get("d", 0)
    ways = {(0, 0): 1}
    for x, y in product(range(v["a"] + 1), range(v["b"] + 1)):
        beside = (x < c and y > d) or (x > c and y < d)  # from there the wanted point is missed
        if (x, y) == (v["e"], v["g"]) or beside:
            ways[x, y] = 0
        elif x or y:
            ways[x, y] = ways.get((x - 1, y), 0) + ways.get((x, y - 1), 0)
    return ways[v["a"], v["b"]]


_KIND = _Counting()


@verifier
@dataclass(frozen=True, slots=True)
class Counting:
    """Reads what is to be counted, proves every formula by its role, and counts again without formulas.

    Example:
        "That makes 120 ÷ 6 = 20 different arrangements." fails where two letters occur more than once.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Counting.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
