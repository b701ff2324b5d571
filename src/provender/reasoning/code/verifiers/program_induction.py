"""Proves what the one fitting program gives: every program of the grammar run on every example, and each step by"
" itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import prod
from typing import ClassVar, NamedTuple, TypeAlias, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.code.verifiers._program import (
    EXPRESSION,
    Postfix,
    Unreadable,
    parse,
    postfix,
    symbolic,
    worked,
)
from provender.reasoning.read.exact import value
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

Rows: TypeAlias = Sequence[Sequence[Postfix]]  # for each place the expressions that x may be put to
Examples: TypeAlias = tuple[tuple[int, int], ...]

_MOST_PROGRAMS = 100
_OFFER = r"x = [-0-9x+*/% ()]{1,40}"
_ROW = rf"[1-5]: A\) {_OFFER}; B\) {_OFFER}(?:; C\) {_OFFER})?(?:; D\) {_OFFER})?"
_PAIR = "-?[0-9]{1,12} → -?[0-9]{1,12}"


class _Task(NamedTuple):
    """The lines offered, the examples, the new input, and the one program that fits, by its letters."""

    rows: Rows
    examples: Examples
    new: int
    fits: str


def _rows(text: str) -> Rows | None:
    """The lines offered, a row for each place; None if a row is out of order or a line is none."""
    rows = text.split("\n")
    if [row[0] for row in rows] != [str(place) for place in range(1, len(rows) + 1)]:
        return None
    try:
        return [[postfix(offer[7:]) for offer in row[3:].split("; ")] for row in rows]
    except Unreadable:
        return None


def _examples(text: str) -> Examples:
    """Input and output of each."""
    return tuple((int(a), int(b)) for a, _, b in (pair.partition(" → ") for pair in text.split("; ")))


_SLOTS: Mapping[str, Slot] = {
    "rows": (rf"{_ROW}(?:\n{_ROW}){{1,4}}", _rows),
    "pairs": (rf"{_PAIR}(?:; {_PAIR}){{0,5}}", _examples),
    "letters": ("[A-D]{2,5}", str),
    "code": (EXPRESSION, parse),
}
_GRAMMAR = "\n\n```\n{r:rows}\n```"
_ASKS = Forms(
    {
        "en": {
            "ask": (
                f"A program changes its input x line by line."
                f" In each place stands one of the lines offered, and it gives {{s:pairs}} (input → output)."
                f" What does it give for {{x:int}}?{_GRAMMAR}",
                f"Choose one line for each place, so that the program turns inputs into outputs like this:"
                f" {{s:pairs}}. What does that program make of {{x:int}}?{_GRAMMAR}",
            )
        },
        "sw": {
            "ask": (
                f"Programu inabadilisha ingizo x mstari kwa mstari."
                f" Kila nafasi ina mmoja wa mistari iliyotolewa, na programu inatoa {{s:pairs}} (ingizo → tokeo)."
                f" Je, inatoa nini kwa {{x:int}}?{_GRAMMAR}",
                f"Chagua mstari mmoja kwa kila nafasi ili programu igeuze maingizo kuwa matokeo hivi: {{s:pairs}}."
                f" Je, programu hiyo inatoa nini kwa {{x:int}}?{_GRAMMAR}",
            )
        },
        "fr": {
            "ask": (
                f"Un programme transforme son entrée x ligne par ligne."
                f" À chaque place se trouve une des lignes proposées, et il donne {{s:pairs}} (entrée → sortie)."
                f" Que donne-t-il pour {{x:int}} ?{_GRAMMAR}",
                f"Choisis une ligne pour chaque place, de sorte que le programme transforme les entrées ainsi :"
                f" {{s:pairs}}. Que fait ce programme de {{x:int}} ?{_GRAMMAR}",
            )
        },
        "es": {
            "ask": (
                f"Un programa cambia su entrada x línea por línea."
                f" En cada lugar está una de las líneas ofrecidas, y da {{s:pairs}} (entrada → salida)."
                f" ¿Qué da para {{x:int}}?{_GRAMMAR}",
                f"Elige una línea para cada lugar, de modo que el programa convierta las entradas así: {{s:pairs}}."
                f" ¿Qué hace ese programa con {{x:int}}?{_GRAMMAR}",
            )
        },
        "de": {
            "ask": (
                f"Ein Programm ändert seine Eingabe x Zeile für Zeile."
                f" An jeder Stelle steht eine der angebotenen Zeilen, und es liefert {{s:pairs}} (Eingabe → Ausgabe)."
                f" Was liefert es für {{x:int}}?{_GRAMMAR}",
                f"Wähle für jede Stelle eine Zeile, sodass das Programm die Eingaben so umwandelt: {{s:pairs}}."
                f" Was macht dieses Programm aus {{x:int}}?{_GRAMMAR}",
            )
        },
    },
    slots=_SLOTS,
)
_GIVES = "{e:code} = {v:int}"
_SAYS = Forms(
    {
        "en": {
            "refute": f"For {{a:int}}, program {{p:letters}} gives {_GIVES}, not {{w:int}}.",
            "fits": f"For {{a:int}}, program {{p:letters}} gives {_GIVES}, as it should.",
            "answer": f"Only program {{p:letters}} fits; for {{a:int}} it gives {_GIVES}.",
        },
        "sw": {
            "refute": f"Kwa {{a:int}}, programu {{p:letters}} inatoa {_GIVES}, si {{w:int}}.",
            "fits": f"Kwa {{a:int}}, programu {{p:letters}} inatoa {_GIVES}, kama inavyotakiwa.",
            "answer": f"Programu {{p:letters}} pekee inafaa; kwa {{a:int}} inatoa {_GIVES}.",
        },
        "fr": {
            "refute": f"Pour {{a:int}}, le programme {{p:letters}} donne {_GIVES}, et non {{w:int}}.",
            "fits": f"Pour {{a:int}}, le programme {{p:letters}} donne {_GIVES}, comme il se doit.",
            "answer": f"Seul le programme {{p:letters}} convient ; pour {{a:int}}, il donne {_GIVES}.",
        },
        "es": {
            "refute": f"Para {{a:int}}, el programa {{p:letters}} da {_GIVES}, no {{w:int}}.",
            "fits": f"Para {{a:int}}, el programa {{p:letters}} da {_GIVES}, como debe.",
            "answer": f"Solo el programa {{p:letters}} encaja; para {{a:int}} da {_GIVES}.",
        },
        "de": {
            "refute": f"Für {{a:int}} liefert das Programm {{p:letters}} {_GIVES}, nicht {{w:int}}.",
            "fits": f"Für {{a:int}} liefert das Programm {{p:letters}} {_GIVES}, wie verlangt.",
            "answer": f"Nur das Programm {{p:letters}} passt; für {{a:int}} liefert es {_GIVES}.",
        },
    },
    slots=_SLOTS,
)


def _applied(task: _Task, letters: str, number: int) -> "Term | None":
    """What a program makes of a number, worked out no further; None where there is no such program."""
    term: Term = number
    if len(letters) != len(task.rows):
        return None
    for row, letter in zip(task.rows, letters, strict=True):
        line = ord(letter) - ord("A")
        if line >= len(row):
            return None
        term = _with(symbolic(row[line]), term)
    return term


def _with(line: Term, x: Term) -> Term:
    """A line with something in place of x."""
    if isinstance(line, tuple):
        return (line[0], *(_with(part, x) for part in line[1:]))
    return x if line == "x" else line


def _gives(task: _Task, v: Values) -> bool:
    """Whether the program gives just that."""
    term = _applied(task, v["p"], v["a"])
    return term is not None and v["e"] == term and value(term) == v["v"]


def _refutes(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """Another output than the example's."""
    return (v["a"], v["w"]) in task.examples and v["v"] != v["w"] and _gives(task, v)


def _fits(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """The example's output."""
    return (v["a"], v["v"]) in task.examples and _gives(task, v)


def _answers(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Every other program has been refuted, and this one has been tried on every example."""
    refuted = {said.values["p"] for said in before if said.kind == "refute"}
    tried = {said.values["a"] for said in before if said.kind == "fits" and said.values["p"] == v["p"]}
    others = {name for name, _ in _programs(task.rows)} - {v["p"]}
    return others <= refuted and tried >= {a for a, _ in task.examples} and v["a"] == task.new and _gives(task, v)


def _programs(rows: Rows) -> Sequence[tuple[str, Sequence[Postfix]]]:
    """Every program of the grammar: its letters and its lines."""
    letters = product(*("ABCD"[: len(row)] for row in rows))
    return [("".join(name), lines) for name, lines in zip(letters, product(*rows), strict=True)]


def _run(lines: Sequence[Postfix], x: int) -> int:
    """The output for an input, line after line on the stack machine."""
    for line in lines:
        x = worked(line, {"x": x})[1]
    return x


def _says(kind: str, v: Values) -> Claim:
    """What a program gives for a number."""
    return Claim("=", (("output",) if kind == "answer" else (v["p"], v["a"]), v["e"], v["v"]))


@final
class _ProgramInduction(Kind[_Task]):
    """The task is the grammar, the examples and the new input."""

    topic = "program_induction"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "refute": Line(partial(_says, "refute"), _refutes),
        "fits": Line(partial(_says, "fits"), _fits),
        "answer": Line(partial(_says, "answer"), _answers),
    }

    def task(self, said: Said) -> _Task:
        """The grammar, if one of its programs alone fits."""
        rows, examples, new = said.values["r"], said.values["s"], said.values["x"]
        if prod(map(len, rows)) > _MOST_PROGRAMS:
            raise Wrong("question has too many programs to try")
        fitting = [name for name, lines in _programs(rows) if all(_run(lines, a) == b for a, b in examples)]
        if len(fitting) != 1 or len(dict(examples)) < len(examples):
            raise Wrong("question has no program that fits, or more than one", programs=fitting)
        return _Task(rows, examples, new, fitting[0])

    def goal(self, task: _Task) -> Term:
        """The output for the new input."""
        return (
            "output", task.new, ("examples", *task.examples),
            *(("one_of", *(symbolic(line) for line in row)) for row in task.rows),
        )  # fmt: skip

    def solve(self, task: _Task) -> Term:
        """What the fitting program, found by running all, gives."""
        return _run(dict(_programs(task.rows))[task.fits], task.new)

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The fitting program's own work."""
        return Claim("=", (("output",), _applied(task, task.fits, task.new) or 0, answer))

    def write(self, answer: Term, language: str) -> str:
        """The number."""
        return str(answer)


_KIND = _ProgramInduction()


@verifier
@dataclass(frozen=True, slots=True)
class ProgramInduction:
    """Reads the grammar, runs every program of it on every example, and proves every refutation.

    Example:
        "For 4, program AA gives (4 + 3) % 5 = 2, not 7." passes; an answer with one program left unrefuted fails.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_ProgramInduction.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
