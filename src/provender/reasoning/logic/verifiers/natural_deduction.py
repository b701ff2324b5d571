"""Proves or refutes that a conclusion follows: each rule by its shape, the answer by a truth table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.logic.verifiers._propositions import PATTERN, Table, parse, parse_list
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_PREMISES = 40


class _Task(NamedTuple):
    """What a question sets, and the rows of its truth table in which all premises are true."""

    premises: Sequence[Term]
    goal: Term
    table: Table
    rows: int


def _values(true: str, false: str) -> Slot:
    """Letters and what they are supposed to be: "P is true, Q is false" as (("P", True), ("Q", False))."""

    def convert(text: str) -> tuple[tuple[str, bool], ...]:
        return tuple([(part[0], part[2:] == true) for part in text.split(", ")])

    one = f"[A-Z] (?:{true}|{false})"
    return f"{one}(?:, {one}){{0,19}}", convert


_SLOTS: Mapping[str, Slot] = {
    "prop": (PATTERN, parse),
    "props": (r"[A-Z¬∧∨→(); ]{1,2000}", parse_list),
    "en": _values("is true", "is false"),
    "sw": _values("ni kweli", "ni uongo"),
    "fr": _values("est vrai", "est faux"),
    "es": _values("es verdadero", "es falso"),
    "de": _values("ist wahr", "ist falsch"),
}
_ASKS = Forms(
    {
        "en": {"ask": ("Premises: {premises:props}. Does {goal:prop} follow?",
                       "Does {goal:prop} follow from {premises:props}?")},
        "sw": {"ask": ("Taarifa: {premises:props}. Je, {goal:prop} inafuata?",
                       "Je, {goal:prop} inafuata kutokana na {premises:props}?")},
        "fr": {"ask": ("Prémisses : {premises:props}. Est-ce que {goal:prop} en découle ?",
                       "Peut-on déduire {goal:prop} de {premises:props} ?")},
        "es": {"ask": ("Premisas: {premises:props}. ¿Se deduce {goal:prop}?",
                       "¿Se deduce {goal:prop} de {premises:props}?")},
        "de": {"ask": ("Prämissen: {premises:props}. Folgt daraus {goal:prop}?",
                       "Folgt {goal:prop} aus {premises:props}?")},
    },
    slots=_SLOTS,
)  # fmt: skip

_RULES: Mapping[str, Mapping[str, str | Sequence[str]]] = {
    "en": {
        "modus_ponens": "From {one:prop} and {two:prop} follows {c:prop} (modus ponens).",
        "modus_tollens": "From {one:prop} and {two:prop} follows {c:prop} (modus tollens).",
        "hypothetical_syllogism": "From {one:prop} and {two:prop} follows {c:prop} (hypothetical syllogism).",
        "disjunctive_syllogism": "From {one:prop} and {two:prop} follows {c:prop} (disjunctive syllogism).",
        "conjunction": "From {one:prop} and {two:prop} follows {c:prop} (conjunction).",
        "simplification": "From {one:prop} follows {c:prop} (simplification).",
        "addition": "From {one:prop} follows {c:prop} (addition).",
        "cases": (
            "From {one:prop}, {two:prop} and {three:prop} follows {c:prop} (case distinction).",
            "From {one:prop} and {two:prop} follows {c:prop} (case distinction).",
        ),
        "model": "Suppose: {model:en}.",
        "holds": "Then {one:prop} is true.",
        "fails": "But {goal:prop} is then false, so it does not follow.",
    },
    "sw": {
        "modus_ponens": "Kutokana na {one:prop} na {two:prop} inafuata {c:prop} (modus ponens).",
        "modus_tollens": "Kutokana na {one:prop} na {two:prop} inafuata {c:prop} (modus tollens).",
        "hypothetical_syllogism": "Kutokana na {one:prop} na {two:prop} inafuata {c:prop} (silojia ya masharti).",
        "disjunctive_syllogism": "Kutokana na {one:prop} na {two:prop} inafuata {c:prop} (silojia ya mtengano).",
        "conjunction": "Kutokana na {one:prop} na {two:prop} inafuata {c:prop} (muunganiko).",
        "simplification": "Kutokana na {one:prop} inafuata {c:prop} (urahisishaji).",
        "addition": "Kutokana na {one:prop} inafuata {c:prop} (nyongeza).",
        "cases": (
            "Kutokana na {one:prop}, {two:prop} na {three:prop} inafuata {c:prop} (mgawanyo wa hali).",
            "Kutokana na {one:prop} na {two:prop} inafuata {c:prop} (mgawanyo wa hali).",
        ),
        "model": "Tuseme: {model:sw}.",
        "holds": "Basi {one:prop} ni kweli.",
        "fails": "Lakini {goal:prop} ni uongo, kwa hiyo haifuati.",
    },
    "fr": {
        "modus_ponens": "De {one:prop} et {two:prop} découle {c:prop} (modus ponens).",
        "modus_tollens": "De {one:prop} et {two:prop} découle {c:prop} (modus tollens).",
        "hypothetical_syllogism": "De {one:prop} et {two:prop} découle {c:prop} (syllogisme hypothétique).",
        "disjunctive_syllogism": "De {one:prop} et {two:prop} découle {c:prop} (syllogisme disjonctif).",
        "conjunction": "De {one:prop} et {two:prop} découle {c:prop} (conjonction).",
        "simplification": "De {one:prop} découle {c:prop} (simplification).",
        "addition": "De {one:prop} découle {c:prop} (addition).",
        "cases": (
            "De {one:prop}, {two:prop} et {three:prop} découle {c:prop} (disjonction de cas).",
            "De {one:prop} et {two:prop} découle {c:prop} (disjonction de cas).",
        ),
        "model": "Supposons : {model:fr}.",
        "holds": "Alors {one:prop} est vrai.",
        "fails": "Mais {goal:prop} est alors faux, donc cela n'en découle pas.",
    },
    "es": {
        "modus_ponens": "De {one:prop} y {two:prop} se deduce {c:prop} (modus ponens).",
        "modus_tollens": "De {one:prop} y {two:prop} se deduce {c:prop} (modus tollens).",
        "hypothetical_syllogism": "De {one:prop} y {two:prop} se deduce {c:prop} (silogismo hipotético).",
        "disjunctive_syllogism": "De {one:prop} y {two:prop} se deduce {c:prop} (silogismo disyuntivo).",
        "conjunction": "De {one:prop} y {two:prop} se deduce {c:prop} (conjunción).",
        "simplification": "De {one:prop} se deduce {c:prop} (simplificación).",
        "addition": "De {one:prop} se deduce {c:prop} (adición).",
        "cases": (
            "De {one:prop}, {two:prop} y {three:prop} se deduce {c:prop} (distinción de casos).",
            "De {one:prop} y {two:prop} se deduce {c:prop} (distinción de casos).",
        ),
        "model": "Supongamos: {model:es}.",
        "holds": "Entonces {one:prop} es verdadero.",
        "fails": "Pero {goal:prop} es entonces falso, así que no se deduce.",
    },
    "de": {
        "modus_ponens": "Aus {one:prop} und {two:prop} folgt {c:prop} (Modus ponens).",
        "modus_tollens": "Aus {one:prop} und {two:prop} folgt {c:prop} (Modus tollens).",
        "hypothetical_syllogism": "Aus {one:prop} und {two:prop} folgt {c:prop} (hypothetischer Syllogismus).",
        "disjunctive_syllogism": "Aus {one:prop} und {two:prop} folgt {c:prop} (disjunktiver Syllogismus).",
        "conjunction": "Aus {one:prop} und {two:prop} folgt {c:prop} (Konjunktion).",
        "simplification": "Aus {one:prop} folgt {c:prop} (Simplifikation).",
        "addition": "Aus {one:prop} folgt {c:prop} (Addition).",
        "cases": (
            "Aus {one:prop}, {two:prop} und {three:prop} folgt {c:prop} (Fallunterscheidung).",
            "Aus {one:prop} und {two:prop} folgt {c:prop} (Fallunterscheidung).",
        ),
        "model": "Angenommen: {model:de}.",
        "holds": "Dann ist {one:prop} wahr.",
        "fails": "Aber {goal:prop} ist dann falsch, also folgt es nicht.",
    },
}
_SAYS = Forms(_RULES, slots=_SLOTS)
_ANSWERS = {
    "en": {"yes": "yes", "no": "no"},
    "sw": {"yes": "ndiyo", "no": "hapana"},
    "fr": {"yes": "oui", "no": "non"},
    "es": {"yes": "sí", "no": "no"},
    "de": {"yes": "ja", "no": "nein"},
}


def _denies(one: Term, two: Term) -> bool:
    """Whether one formula is the negation of the other."""
    return one == ("not", two) or two == ("not", one)


def _parts(term: Term, head: str) -> tuple[Any, ...]:
    """The two parts of a formula with this sign; empty for any other."""
    return term[1:] if isinstance(term, tuple) and term[0] == head and len(term) == 3 else ()


def _tollens(v: Values) -> bool:
    """A → B and not B: not A."""
    parts = _parts(v["one"], "implies")
    return bool(parts) and _denies(parts[1], v["two"]) and _denies(parts[0], v["c"])


def _chain(v: Values) -> bool:
    """A → B and B → C: A → C."""
    first, second = _parts(v["one"], "implies"), _parts(v["two"], "implies")
    return bool(first and second) and first[1] == second[0] and v["c"] == ("implies", first[0], second[1])


def _disjunctive(v: Values) -> bool:
    """A ∨ B and not one of them: the other."""
    parts = _parts(v["one"], "or")
    return any(_denies(gone, v["two"]) and v["c"] == left for gone, left in zip(parts, parts[::-1], strict=True))


def _cases(v: Values) -> bool:
    """A ∨ B, A → C and B → C: C. The form with two grounds is read so that it can be refuted: it forgets a case."""
    parts = _parts(v["one"], "or")
    return bool(parts) and all(
        v.get(ground) == ("implies", part, v["c"]) for ground, part in zip(("two", "three"), parts, strict=True)
    )


_SHAPES: Mapping[str, Callable[[Values], bool]] = {
    "modus_ponens": lambda v: v["one"] == ("implies", v["two"], v["c"]),
    "modus_tollens": _tollens,
    "hypothetical_syllogism": _chain,
    "disjunctive_syllogism": _disjunctive,
    "conjunction": lambda v: v["c"] == ("and", v["one"], v["two"]),
    "simplification": lambda v: v["c"] in _parts(v["one"], "and"),
    "addition": lambda v: v["one"] in _parts(v["c"], "or"),
    "cases": _cases,
}


def _rule(shape: Callable[[Values], bool]) -> Line[_Task]:
    """A rule of this shape, whose grounds are premises or conclusions of the steps it rests on."""

    def follows(task: _Task, v: Values, before: Sequence[Said]) -> bool:
        known = [*task.premises, *(said.values["c"] for said in before if said.kind in _SHAPES)]
        return shape(v) and all(v[ground] in known for ground in ("one", "two", "three") if ground in v)

    return Line(lambda v: Claim("follows", (v["c"],)), follows)


def _modelled(v: Values) -> Claim:
    """The supposition that the letters have these values."""
    return Claim("suppose", (("and", *[letter if true else ("not", letter) for letter, true in v["model"]]),))


def _complete(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Every letter once; and it is the first supposition."""
    named = [letter for letter, _ in v["model"]]
    return sorted(named) == task.table.letters and not any(said.kind == "model" for said in before)


def _row(task: _Task, before: Sequence[Said]) -> int:
    """The row of the table that is supposed."""
    models = [dict(said.values["model"]) for said in before if said.kind == "model"]
    if len(models) != 1:
        raise Wrong("step rests on no single supposition")
    return sum(models[0][letter] << place for place, letter in enumerate(task.table.letters))


def _holds(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A premise that is true in the row."""
    row = _row(task, before)
    return v["one"] in task.premises and bool(task.table.true(v["one"]) >> row & 1)


def _fails(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The conclusion is false in the row, and of every premise it was said, rightly, that it is true there."""
    row = _row(task, before)
    shown = {said.values["one"] for said in before if said.kind == "holds"}
    refuted = task.rows >> row & 1 and not task.table.true(task.goal) >> row & 1
    return v["goal"] == task.goal and shown == {*task.premises} and bool(refuted)


@final
class _NaturalDeduction(Kind[_Task]):
    """The task is premises and conclusion."""

    topic = "natural_deduction"
    tight = True
    asks = _ASKS
    says = _SAYS
    lines: ClassVar[Mapping[str, Line[_Task]]] = {
        **{rule: _rule(shape) for rule, shape in _SHAPES.items()},
        "model": Line(_modelled, _complete),
        "holds": Line(lambda v: Claim("true", (v["one"],)), _holds),
        "fails": Line(lambda v: Claim("independent", (v["goal"],)), _fails),
    }

    def task(self, said: Said) -> _Task:
        """Premises that can be true together, none said twice, and a conclusion that is none of them."""
        premises, goal = said.values["premises"], said.values["goal"]
        if len(premises) > _MOST_PREMISES:
            raise Wrong("question has too many premises", premises=len(premises))
        if len({*premises, goal}) <= len(premises):
            raise Wrong("question repeats itself")
        table = Table((*premises, goal))
        rows = table.every
        for premise in premises:
            rows &= table.true(premise)
        if not rows:
            raise Wrong("premises contradict each other")
        return _Task(premises, goal, table, rows)

    def givens(self, task: _Task) -> tuple[Claim, ...]:
        """The premises."""
        return tuple([Claim("premise", (premise,)) for premise in task.premises])

    def goal(self, task: _Task) -> Term:
        """Whether the conclusion is entailed."""
        return ("entailed", task.goal)

    def solve(self, task: _Task) -> Term:
        """The truth table: is the conclusion true in every row in which all premises are?"""
        return "no" if task.rows & ~task.table.true(task.goal) else "yes"

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The conclusion itself, or that it is independent of the premises."""
        return Claim("follows" if answer == "yes" else "independent", (task.goal,))

    def write(self, answer: Term, language: str) -> str:
        """Yes or no."""
        return _ANSWERS[language][str(answer)]


_KIND = _NaturalDeduction()


@verifier
@dataclass(frozen=True, slots=True)
class NaturalDeduction:
    """Checks every step against the shape of its rule, and the answer against a truth table of up to 16 letters.

    Example:
        "From P → Q and Q follows P (modus ponens)." fails: that affirms the consequent.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_NaturalDeduction.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
