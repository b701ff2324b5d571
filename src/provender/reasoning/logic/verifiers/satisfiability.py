"""Proves that clauses can or cannot be true at once: each resolution by its literals, the answer by a search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, TypeAlias, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.logic.verifiers._propositions import MOST_LETTERS, PATTERN, letters, parse, parse_list
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

Literals: TypeAlias = frozenset[Term]
Task: TypeAlias = Mapping[Term, Literals]  # clause as written -> its literals

_MOST_CLAUSES = 60


def _values(true: str, false: str) -> Slot:
    """Letters and what they are supposed to be: "P is true, Q is false" as the literals P, not Q."""

    def convert(text: str) -> tuple[Term, ...]:
        said = [(part[0], part[2:] == true) for part in text.split(", ")]
        return tuple([letter if held else ("not", letter) for letter, held in said])

    one = f"[A-Z] (?:{true}|{false})"
    return f"{one}(?:, {one}){{0,19}}", convert


_SLOTS: Mapping[str, Slot] = {
    "prop": (PATTERN, parse),
    "props": (r"[A-Z¬∨; ]{1,2000}", parse_list),
    "letter": ("[A-Z]", str),
    "en": _values("is true", "is false"),
    "sw": _values("ni kweli", "ni uongo"),
    "fr": _values("est vrai", "est faux"),
    "es": _values("es verdadero", "es falso"),
    "de": _values("ist wahr", "ist falsch"),
}
_ASKS = Forms(
    {
        "en": {"ask": ("Can all of these be true at once? {clauses:props}.",
                       "Is there a choice of truth values that makes all of these true? {clauses:props}.")},
        "sw": {"ask": ("Je, taarifa hizi zote zinaweza kuwa kweli kwa pamoja? {clauses:props}.",
                       "Je, kuna thamani za ukweli zinazofanya taarifa hizi zote kuwa kweli? {clauses:props}.")},
        "fr": {"ask": ("Toutes ces formules peuvent-elles être vraies en même temps ? {clauses:props}.",
                       "Existe-t-il des valeurs de vérité qui rendent vraies toutes ces formules ? {clauses:props}.")},
        "es": {"ask": ("¿Pueden ser verdaderas todas estas fórmulas a la vez? {clauses:props}.",
                       "¿Hay valores de verdad que hagan verdaderas todas estas fórmulas? {clauses:props}.")},
        "de": {"ask": ("Können alle diese Formeln zugleich wahr sein? {clauses:props}.",
                       "Gibt es Wahrheitswerte, die alle diese Formeln wahr machen? {clauses:props}.")},
    },
    slots=_SLOTS,
)  # fmt: skip
_SAYS = Forms(
    {
        "en": {
            "resolution": "From {one:prop} and {two:prop} follows {c:prop} (resolution on {x:letter}).",
            "satisfied": "{one:prop} is true because of {part:prop}.",
            "model": "Suppose: {model:en}.",
            "found": "So all of them can be true at once.",
            "contradiction":
                "{one:prop} and {two:prop} contradict each other, so not all of them can be true at once.",
        },
        "sw": {
            "resolution": "Kutokana na {one:prop} na {two:prop} inafuata {c:prop} (utatuzi kwa {x:letter}).",
            "satisfied": "{one:prop} ni kweli kwa sababu ya {part:prop}.",
            "model": "Tuseme: {model:sw}.",
            "found": "Kwa hiyo zote zinaweza kuwa kweli kwa pamoja.",
            "contradiction": "{one:prop} na {two:prop} zinapingana, kwa hiyo zote haziwezi kuwa kweli kwa pamoja.",
        },
        "fr": {
            "resolution": "De {one:prop} et {two:prop} découle {c:prop} (résolution sur {x:letter}).",
            "satisfied": "{one:prop} est vrai grâce à {part:prop}.",
            "model": "Supposons : {model:fr}.",
            "found": "Donc toutes peuvent être vraies en même temps.",
            "contradiction":
                "{one:prop} et {two:prop} se contredisent, donc toutes ne peuvent pas être vraies en même temps.",
        },
        "es": {
            "resolution": "De {one:prop} y {two:prop} se deduce {c:prop} (resolución sobre {x:letter}).",
            "satisfied": "{one:prop} es verdadero gracias a {part:prop}.",
            "model": "Supongamos: {model:es}.",
            "found": "Por lo tanto, todas pueden ser verdaderas a la vez.",
            "contradiction":
                "{one:prop} y {two:prop} se contradicen, así que no pueden ser verdaderas todas a la vez.",
        },
        "de": {
            "resolution": "Aus {one:prop} und {two:prop} folgt {c:prop} (Resolution über {x:letter}).",
            "satisfied": "{one:prop} ist wahr wegen {part:prop}.",
            "model": "Angenommen: {model:de}.",
            "found": "Also können alle zugleich wahr sein.",
            "contradiction":
                "{one:prop} und {two:prop} widersprechen einander, also können nicht alle zugleich wahr sein.",
        },
    },
    slots=_SLOTS,
)  # fmt: skip
_ANSWERS = {
    "en": {"yes": "yes", "no": "no"},
    "sw": {"yes": "ndiyo", "no": "hapana"},
    "fr": {"yes": "oui", "no": "non"},
    "es": {"yes": "sí", "no": "no"},
    "de": {"yes": "ja", "no": "nein"},
}


def _is_literal(term: Term) -> bool:
    """Whether a formula is a letter or a denied letter."""
    return isinstance(term, str) or (term[:1] == ("not",) and isinstance(term[1], str))  # type: ignore[index]


@lru_cache(maxsize=4096)
def _literals(term: Term) -> Literals:
    """The literals of a clause.

    Raises:
        Wrong: the formula is no clause, or it names a letter twice.
    """
    parts = term[1:] if isinstance(term, tuple) and term[0] == "or" else (term,)
    if not all(_is_literal(part) for part in parts) or len(letters(parts)) < len(parts):
        raise Wrong("formula is no clause", formula=term)
    return frozenset(parts)


def _denied(literal: Term) -> Term:
    """The opposite of a literal."""
    return literal[1] if isinstance(literal, tuple) else ("not", literal)


def _known(task: Task, v: Values, before: Sequence[Said]) -> bool:
    """Whether both grounds are clauses of the question or conclusions of the steps it rests on."""
    found = [*task, *(said.values["c"] for said in before if said.kind == "resolution")]
    return v["one"] in found and v["two"] in found


def _resolves(task: Task, v: Values, before: Sequence[Said]) -> bool:
    """What is left of two clauses without the letter that one says and the other denies."""
    one, two, x = _literals(v["one"]), _literals(v["two"]), v["x"]
    pivots = [literal for literal in one if _denied(literal) in two]
    if not _known(task, v, before) or len(pivots) != 1 or x not in (pivots[0], _denied(pivots[0])):
        return False
    return _literals(v["c"]) == (one | two) - {x, ("not", x)}


def _contradicts(task: Task, v: Values, before: Sequence[Said]) -> bool:
    """A letter and its denial."""
    return _is_literal(v["one"]) and v["two"] == _denied(v["one"]) and _known(task, v, before)


def _complete(task: Task, v: Values, before: Sequence[Said]) -> bool:
    """Every letter once; and it is the first supposition."""
    named = [literal[1] if isinstance(literal, tuple) else literal for literal in v["model"]]
    return sorted(named) == letters(task) and not any(said.kind == "model" for said in before)


def _model(before: Sequence[Said]) -> Sequence[Term]:
    """What is supposed."""
    models = [said.values["model"] for said in before if said.kind == "model"]
    if len(models) != 1:
        raise Wrong("step rests on no single supposition")
    model: Sequence[Term] = models[0]
    return model


def _satisfies(task: Task, v: Values, before: Sequence[Said]) -> bool:
    """A clause of the question, one of whose literals is supposed."""
    return v["part"] in _model(before) and v["part"] in task.get(v["one"], ())


def _found(task: Task, _v: Values, before: Sequence[Said]) -> bool:
    """Every clause was shown to be true, and is, under one supposition."""
    model = frozenset(_model(before))
    shown = {said.values["one"] for said in before if said.kind == "satisfied"}
    return shown == task.keys() and all(model & clause for clause in task.values())


def _search(clauses: Sequence[Literals]) -> bool:
    """Davis, Putnam, Logemann and Loveland: single literals first, then a case split."""
    while single := next((clause for clause in clauses if len(clause) == 1), None):
        clauses = _with(clauses, next(iter(single)))
    if not clauses or frozenset() in clauses:
        return not clauses
    literal = min(clauses[0], key=str)
    return _search(_with(clauses, literal)) or _search(_with(clauses, _denied(literal)))


def _with(clauses: Sequence[Literals], literal: Term) -> list[Literals]:
    """What is left to satisfy once a literal is true."""
    denied = _denied(literal)
    return [clause - {denied} for clause in clauses if literal not in clause]


@final
class _Satisfiability(Kind[Task]):
    """The task is the clauses."""

    topic = "satisfiability"
    tight = True
    asks = _ASKS
    says = _SAYS
    lines: ClassVar[Mapping[str, Line[Task]]] = {
        "resolution": Line(lambda v: Claim("follows", (v["c"],)), _resolves),
        "contradiction": Line(lambda _: Claim("unsatisfiable", ("clauses",)), _contradicts),
        "model": Line(lambda v: Claim("suppose", (("and", *v["model"]),)), _complete),
        "satisfied": Line(lambda v: Claim("true", (v["one"],)), _satisfies),
        "found": Line(lambda _: Claim("satisfiable", ("clauses",)), _found),
    }

    def task(self, said: Said) -> Task:
        """The clauses, none of them twice."""
        clauses = said.values["clauses"]
        if len(clauses) > _MOST_CLAUSES or len(letters(clauses)) > MOST_LETTERS:
            raise Wrong("question is too long", clauses=len(clauses))
        task = {clause: _literals(clause) for clause in clauses}
        if len(set(task.values())) < len(clauses):
            raise Wrong("question repeats itself")
        return task

    def givens(self, task: Task) -> tuple[Claim, ...]:
        """The clauses."""
        return tuple([Claim("clause", (clause,)) for clause in task])

    def goal(self, task: Task) -> Term:
        """Whether all can be true at once."""
        return ("satisfiable", "clauses")

    def solve(self, task: Task) -> Term:
        """By search, case by case."""
        return "yes" if _search([*task.values()]) else "no"

    def conclusion(self, task: Task, answer: Term) -> Claim:
        """That they can, or that they cannot."""
        return Claim("satisfiable" if answer == "yes" else "unsatisfiable", ("clauses",))

    def write(self, answer: Term, language: str) -> str:
        """Yes or no."""
        return _ANSWERS[language][str(answer)]


_KIND = _Satisfiability()


@verifier
@dataclass(frozen=True, slots=True)
class Satisfiability:
    """Checks resolutions literal by literal, and the answer by a search with case splits.

    Example:
        "From P ∨ Q and ¬P ∨ ¬Q follows Q ∨ ¬Q (resolution on P)." fails: two letters meet their denials.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Satisfiability.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
