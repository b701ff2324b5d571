"""Proves sequences of a declared class: each equation for p and q by itself, the term asked for by matrix powers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NamedTuple, final

from flint import fmpq_mat, fmpz_mat

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import value
from provender.reasoning.read.forms import Forms, Said, Values, signed
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.polynomial import SLOTS
from provender.reasoning.read.steps import Kind, Line, judge_steps

_FURTHEST = 60  # terms beyond the given ones
_RULES = ("p × a(n - 1) + q", "p × a(n - 1) + q × a(n - 2)")  # by the terms that they look back, from 1


class _Sequence(NamedTuple):
    """A question: how far back the rule looks, the terms given, and which is wanted."""

    order: int
    terms: tuple[int, ...]
    wanted: int

    def row(self, n: int) -> tuple[int, int, int] | None:
        """What p and q are multiplied with in the rule for a(n), and a(n); None where they are not all given."""
        if not self.order < n <= len(self.terms):
            return None
        return self.terms[n - 2], self.terms[n - 3] if self.order == 2 else 1, self.terms[n - 1]


def _rule(text: str) -> int:
    """How far back a rule looks."""
    return _RULES.index(text) + 1


_ASKS = Forms(
    {
        "en": {
            "ask": (
                (
                    "The sequence a(1), a(2), ... begins {terms:ints} and obeys a(n) = {rule:rule}, p and q fixed. "
                    "What is a({n})?"
                ),
                (
                    "The numbers {terms:ints} are a(1), a(2), ... of a sequence with a(n) = {rule:rule}, p and q "
                    "fixed. Find a({n})."
                ),
            )
        },
        "sw": {
            "ask": (
                (
                    "Mfuatano a(1), a(2), ... unaanza {terms:ints} na kufuata a(n) = {rule:rule}, p na q "
                    "hazibadiliki. a({n}) ni ngapi?"
                ),
                (
                    "Namba {terms:ints} ni a(1), a(2), ... za mfuatano wenye a(n) = {rule:rule}, p na q "
                    "hazibadiliki. Tafuta a({n})."
                ),
            )
        },
        "fr": {
            "ask": (
                (
                    "La suite a(1), a(2), ... commence par {terms:ints} et vérifie a(n) = {rule:rule}, p et q fixes. "
                    "Que vaut a({n}) ?"
                ),
                (
                    "Les nombres {terms:ints} sont a(1), a(2), ... d'une suite où a(n) = {rule:rule}, p et q fixes. "
                    "Trouve a({n})."
                ),
            )
        },
        "es": {
            "ask": (
                (
                    "La sucesión a(1), a(2), ... empieza por {terms:ints} y cumple a(n) = {rule:rule}, p y q fijos. "
                    "¿Cuánto vale a({n})?"
                ),
                (
                    "Los números {terms:ints} son a(1), a(2), ... de una sucesión con a(n) = {rule:rule}, p y q "
                    "fijos. Halla a({n})."
                ),
            )
        },
        "de": {
            "ask": (
                (
                    "Die Folge a(1), a(2), ... beginnt mit {terms:ints} und erfüllt a(n) = {rule:rule}, p und q "
                    "fest. Wie groß ist a({n})?"
                ),
                (
                    "Die Zahlen {terms:ints} sind a(1), a(2), ... einer Folge mit a(n) = {rule:rule}, p und q fest. "
                    "Bestimme a({n})."
                ),
            )
        },
    },
    slots={
        "ints": (r"-?[1-9][0-9]{0,19}(?:, -?[1-9][0-9]{0,19}){2,9}", lambda text: tuple(map(signed, text.split(", ")))),
        "rule": (r"p × a\(n - 1\) \+ q(?: × a\(n - 2\))?", _rule),
    },
)
_SAYS = Forms(
    {
        "en": {
            "instance": "For n = {n}: {l:poly} = {r:int}.",
            "times": "For n = {n}, multiplied by {k:int}: {l:poly} = {r:int}.",
            "subtract": "The second less the first: {l:poly} = {r:int}.",
            "first": "So p = {f:poly} = {v:int}.",
            "second": "So q = {f:poly} = {v:int}.",
            "next": "a({n}) = {f:poly} = {v:int}.",
        },
        "sw": {
            "instance": "Kwa n = {n}: {l:poly} = {r:int}.",
            "times": "Kwa n = {n}, tukizidisha kwa {k:int}: {l:poly} = {r:int}.",
            "subtract": "Mlinganyo wa pili kutoa wa kwanza: {l:poly} = {r:int}.",
            "first": "Hivyo p = {f:poly} = {v:int}.",
            "second": "Hivyo q = {f:poly} = {v:int}.",
            "next": "a({n}) = {f:poly} = {v:int}.",
        },
        "fr": {
            "instance": "Pour n = {n} : {l:poly} = {r:int}.",
            "times": "Pour n = {n}, multiplié par {k:int} : {l:poly} = {r:int}.",
            "subtract": "La seconde moins la première : {l:poly} = {r:int}.",
            "first": "Donc p = {f:poly} = {v:int}.",
            "second": "Donc q = {f:poly} = {v:int}.",
            "next": "a({n}) = {f:poly} = {v:int}.",
        },
        "es": {
            "instance": "Para n = {n}: {l:poly} = {r:int}.",
            "times": "Para n = {n}, multiplicado por {k:int}: {l:poly} = {r:int}.",
            "subtract": "La segunda menos la primera: {l:poly} = {r:int}.",
            "first": "Así que p = {f:poly} = {v:int}.",
            "second": "Así que q = {f:poly} = {v:int}.",
            "next": "a({n}) = {f:poly} = {v:int}.",
        },
        "de": {
            "instance": "Für n = {n}: {l:poly} = {r:int}.",
            "times": "Für n = {n}, mal {k:int}: {l:poly} = {r:int}.",
            "subtract": "Die zweite minus die erste: {l:poly} = {r:int}.",
            "first": "Also ist p = {f:poly} = {v:int}.",
            "second": "Also ist q = {f:poly} = {v:int}.",
            "next": "a({n}) = {f:poly} = {v:int}.",
        },
    },
    slots=SLOTS,
)


def _side(p: int, q: int) -> Term:
    """p times one number plus q times another, as it is written."""
    parts = [_part(size, name) for size, name in ((p, "p"), (q, "q")) if size]
    return ("+", *parts) if len(parts) > 1 else parts[0] if parts else 0


def _part(size: int, name: str) -> Term:
    """A multiple of p or q."""
    return name if size == 1 else ("-", name) if size == -1 else ("*", size, name)


def _equations(task: _Sequence, before: Sequence[Said]) -> list[tuple[int, int, int]]:
    """The two instances of the rule as they were last stated, each perhaps multiplied; [] unless both stand there."""
    first, second = task.order + 1, task.order + 2
    found: dict[int, tuple[int, int, int]] = {}
    for said in before:
        if said.kind in ("instance", "times") and (row := task.row(said.values["n"])):
            by = said.values.get("k", 1)
            found[said.values["n"]] = (by * row[0], by * row[1], by * row[2])
    return [found[first], found[second]] if set(found) == {first, second} else []


def _instance(task: _Sequence, v: Values, _: Sequence[Said]) -> bool:
    """The rule with three given terms."""
    row = task.row(v["n"])
    return row is not None and v["n"] <= task.order + 2 and (v["l"], v["r"]) == (_side(*row[:2]), row[2])


def _times(task: _Sequence, v: Values, before: Sequence[Said]) -> bool:
    """An instance stated before, multiplied."""
    row = task.row(v["n"])
    stated = any(said.kind == "instance" and said.values["n"] == v["n"] for said in before)
    if row is None or not stated or v["k"] in (0, 1):
        return False
    return bool((v["l"], v["r"]) == (_side(v["k"] * row[0], v["k"] * row[1]), v["k"] * row[2]))


def _subtract(task: _Sequence, v: Values, before: Sequence[Said]) -> bool:
    """The second equation less the first, in which q goes away."""
    rows = _equations(task, before)
    if not rows or rows[0][1] != rows[1][1]:
        return False
    return bool((v["l"], v["r"]) == (_side(rows[1][0] - rows[0][0], 0), rows[1][2] - rows[0][2]))


def _first(_: _Sequence, v: Values, before: Sequence[Said]) -> bool:
    """p from its multiple."""
    said = before[-1] if before else None
    if said is None or said.kind != "subtract" or not isinstance(v["f"], tuple) or v["f"][0] != "/":
        return False
    size = v["f"][2]
    multiple = isinstance(size, int) and _side(size, 0) == said.values["l"]
    return multiple and v["f"][1] == said.values["r"] and value(v["f"]) == v["v"]


def _second(task: _Sequence, v: Values, before: Sequence[Said]) -> bool:
    """q from the first instance and p."""
    row, p = task.row(task.order + 1), _value(before, "first")
    stated = any(said.kind == "instance" and said.values["n"] == task.order + 1 for said in before)
    if row is None or p is None or not stated:
        return False
    rest: Term = ("+", row[2], ("*", -row[0], p))
    return bool(v["f"] == (rest if row[1] == 1 else ("/", rest, row[1])) and value(v["f"]) == v["v"])


def _value(before: Sequence[Said], kind: str) -> int | None:
    """What an earlier step found."""
    return next((said.values["v"] for said in before if said.kind == kind), None)


def _next(task: _Sequence, v: Values, before: Sequence[Said]) -> bool:
    """A term from the one or two before it, given or found."""
    n, p, q = v["n"], _value(before, "first"), _value(before, "second")
    known = dict(enumerate(task.terms, 1))
    known.update({said.values["n"]: said.values["v"] for said in before if said.kind == "next"})
    if p is None or q is None or not len(task.terms) < n <= task.wanted or not {n - 1, n - task.order} <= set(known):
        return False
    expected: Term = ("+", ("*", p, known[n - 1]), ("*", q, known[n - 2]) if task.order == 2 else q)
    return bool(v["f"] == expected and value(expected) == v["v"])


def _equation(v: Values) -> Claim:
    """An equation for p and q."""
    return Claim("=", (v["l"], v["r"]))


@final
class _Sequences(Kind[_Sequence]):
    """The task is the class, the terms given and which term is wanted."""

    topic = "sequences"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "instance": Line(_equation, _instance),
        "times": Line(_equation, _times),
        "subtract": Line(_equation, _subtract),
        "first": Line(lambda v: Claim("=", ("p", v["f"], v["v"])), _first),
        "second": Line(lambda v: Claim("=", ("q", v["f"], v["v"])), _second),
        "next": Line(lambda v: Claim("=", (("a", v["n"]), v["f"], v["v"])), _next),
    }

    def task(self, said: Said) -> _Sequence:
        """Terms that fix p and q as whole numbers, and obey the rule throughout."""
        task = _Sequence(said.values["rule"], said.values["terms"], said.values["n"])
        if not len(task.terms) < task.wanted <= len(task.terms) + _FURTHEST or len(task.terms) < 2 + task.order:
            raise Wrong("question asks for no term beyond those that fix the rule", wanted=task.wanted)
        _coefficients(task)
        return task

    def givens(self, task: _Sequence) -> tuple[Claim, ...]:
        """The declared class, and each term."""
        back: list[Term] = [("a", ("+", "n", -k)) for k in range(1, task.order + 1)]
        rule: Term = ("+", ("*", "p", back[0]), ("*", "q", back[1]) if task.order == 2 else "q")
        terms = [Claim("=", (("a", n), term)) for n, term in enumerate(task.terms, 1)]
        return (Claim("=", (("a", "n"), rule)), *terms)

    def goal(self, task: _Sequence) -> Term:
        """a(n)."""
        return ("a", task.wanted)

    def solve(self, task: _Sequence) -> Term:
        """p and q by FLINT's solver, then the companion matrix to a power."""
        return _term(task, task.wanted)

    def conclusion(self, task: _Sequence, answer: Term) -> Claim:
        """The term asked for from those just before it."""
        p, q = _coefficients(task)
        last: Term = ("*", q, _term(task, task.wanted - 2)) if task.order == 2 else q
        return Claim("=", (self.goal(task), ("+", ("*", p, _term(task, task.wanted - 1)), last), answer))

    def write(self, answer: Term, language: str) -> str:
        """The number."""
        return str(answer)


@lru_cache(maxsize=64)
def _coefficients(task: _Sequence) -> tuple[int, int]:
    """p and q; raises `Wrong` where they are not whole, not the only ones, or some given term disobeys."""
    rows = [row for n in range(task.order + 1, len(task.terms) + 1) if (row := task.row(n))]
    matrix = fmpq_mat([[a, b] for a, b, _ in rows[:2]])
    if matrix.det() == 0:
        raise Wrong("the terms do not fix the rule")
    found = matrix.solve(fmpq_mat([[c] for _, _, c in rows[:2]]))
    p, q = found[0, 0], found[1, 0]
    if p.q != 1 or q.q != 1 or any(a * p + b * q != c for a, b, c in rows):
        raise Wrong("no whole p and q fit the terms")
    return int(p), int(q)


def _term(task: _Sequence, n: int) -> int:
    """a(n) by a power of the companion matrix."""
    p, q = _coefficients(task)
    if n <= len(task.terms):
        return task.terms[n - 1]
    if task.order == 1:
        return int((fmpz_mat([[p, q], [0, 1]]) ** (n - 1) * fmpz_mat([[task.terms[0]], [1]]))[0, 0])
    return int((fmpz_mat([[p, q], [1, 0]]) ** (n - 2) * fmpz_mat([[task.terms[1]], [task.terms[0]]]))[0, 0])


_KIND = _Sequences()


@verifier
@dataclass(frozen=True, slots=True)
class Sequences:
    """Reads class and terms, proves each equation for p and q, and finds the term by matrix powers.

    Example:
        "For n = 3: 7p + 3q = 15." passes for 3, 7, 15 under a(n) = p × a(n - 1) + q × a(n - 2); "3p + 7q = 15" fails.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Sequences.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
