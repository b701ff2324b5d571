"""Proves what a program prints: every executed line against the machine's own run of the question's text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.code.verifiers._program import (
    EXPRESSION,
    MOST_EVENTS,
    Code,
    Event,
    compiled,
    events,
    parse,
    parse_test,
)
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_NEGATED = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class _Printing(NamedTuple):
    """A program whose last line prints a variable."""

    code: Code
    out: str
    lines: int


class _Task(NamedTuple):
    """The program, its run, and what every event rests on: places of earlier events, from 1."""

    program: _Printing
    run: Sequence[Event]
    rests: Sequence[frozenset[int]]
    answer: int


def _program(text: str) -> _Printing | None:
    """The program; None if the text is none."""
    *rows, last = text.split("\n")
    if not (last.startswith("print(") and last.endswith(")") and last[6:-1].isalpha()):
        return None
    code = compiled("\n".join(rows))
    return None if code is None else _Printing(code, last[6:-1], len(rows) + 1)


_SLOTS: Mapping[str, Slot] = {
    "program": ("[^`]{1,2000}", _program),
    "name": ("[a-z]{1,8}", str),
    "code": (EXPRESSION, parse),
    "test": (r"[-0-9(][-0-9+*/% ()<>=!]{0,120}", parse_test),
}
_CODE = "\n\n```python\n{p:program}\n```"
_ASKS = Forms(
    {
        "en": {
            "ask": (
                f"What does this program print?{_CODE}",
                f"Run this program by hand. Which number does it print?{_CODE}",
            )
        },
        "sw": {
            "ask": (
                f"Je, programu hii inachapisha nini?{_CODE}",
                f"Fuata programu hii kwa mkono. Je, inachapisha namba gani?{_CODE}",
            )
        },
        "fr": {
            "ask": (
                f"Qu'affiche ce programme ?{_CODE}",
                f"Exécute ce programme à la main. Quel nombre affiche-t-il ?{_CODE}",
            )
        },
        "es": {
            "ask": (
                f"¿Qué imprime este programa?{_CODE}",
                f"Ejecuta este programa a mano. ¿Qué número imprime?{_CODE}",
            )
        },
        "de": {
            "ask": (
                f"Was gibt dieses Programm aus?{_CODE}",
                f"Führe dieses Programm von Hand aus. Welche Zahl gibt es aus?{_CODE}",
            )
        },
    },
    slots=_SLOTS,
)
_SET, _PUT, _TEST = "{x:name} = {e:code} = {v:int}", "{x:name} = {v:int}", "{t:test}"
_SAYS = Forms(
    {
        "en": {
            "set": f"Step {{n}}, line {{l}}: {_SET}.",
            "put": f"Step {{n}}, line {{l}}: {_PUT}.",
            "round": f"Step {{n}}, line {{l}}: a new round with {_PUT}.",
            "true": f"Step {{n}}, line {{l}}: {_TEST}, so the test is met.",
            "false": f"Step {{n}}, line {{l}}: {_TEST}, so the test is not met.",
            "print": "Step {n}, line {l}: it prints {v:int}.",
        },
        "sw": {
            "set": f"Hatua ya {{n}}, mstari wa {{l}}: {_SET}.",
            "put": f"Hatua ya {{n}}, mstari wa {{l}}: {_PUT}.",
            "round": f"Hatua ya {{n}}, mstari wa {{l}}: mzunguko mpya wenye {_PUT}.",
            "true": f"Hatua ya {{n}}, mstari wa {{l}}: {_TEST}, kwa hiyo sharti limetimia.",
            "false": f"Hatua ya {{n}}, mstari wa {{l}}: {_TEST}, kwa hiyo sharti halikutimia.",
            "print": "Hatua ya {n}, mstari wa {l}: inachapisha {v:int}.",
        },
        "fr": {
            "set": f"Étape {{n}}, ligne {{l}} : {_SET}.",
            "put": f"Étape {{n}}, ligne {{l}} : {_PUT}.",
            "round": f"Étape {{n}}, ligne {{l}} : un nouveau tour avec {_PUT}.",
            "true": f"Étape {{n}}, ligne {{l}} : {_TEST}, le test est donc vérifié.",
            "false": f"Étape {{n}}, ligne {{l}} : {_TEST}, le test n'est donc pas vérifié.",
            "print": "Étape {n}, ligne {l} : il affiche {v:int}.",
        },
        "es": {
            "set": f"Paso {{n}}, línea {{l}}: {_SET}.",
            "put": f"Paso {{n}}, línea {{l}}: {_PUT}.",
            "round": f"Paso {{n}}, línea {{l}}: una nueva vuelta con {_PUT}.",
            "true": f"Paso {{n}}, línea {{l}}: {_TEST}, así que la condición se cumple.",
            "false": f"Paso {{n}}, línea {{l}}: {_TEST}, así que la condición no se cumple.",
            "print": "Paso {n}, línea {l}: imprime {v:int}.",
        },
        "de": {
            "set": f"Schritt {{n}}, Zeile {{l}}: {_SET}.",
            "put": f"Schritt {{n}}, Zeile {{l}}: {_PUT}.",
            "round": f"Schritt {{n}}, Zeile {{l}}: eine neue Runde mit {_PUT}.",
            "true": f"Schritt {{n}}, Zeile {{l}}: {_TEST}, also ist die Bedingung erfüllt.",
            "false": f"Schritt {{n}}, Zeile {{l}}: {_TEST}, also ist die Bedingung nicht erfüllt.",
            "print": "Schritt {n}, Zeile {l}: Es gibt {v:int} aus.",
        },
    },
    slots=_SLOTS,
)


def _event(task: _Task, v: Values, before: Sequence[Said]) -> Event | None:
    """The event that a sentence tells of, if it is said to rest on the one before and on what gave it its values."""
    place = v["n"]
    if not 0 < place <= len(task.run) or not task.rests[place - 1] <= {said.values["n"] for said in before}:
        return None
    event = task.run[place - 1]
    return event if v["l"] == event.line else None


def _sets(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """An expression worked out and kept."""
    event = _event(task, v, before)
    return event is not None and (event.kind, event.name, event.shown, event.worth) == ("put", v["x"], v["e"], v["v"])


def _puts(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A plain value kept."""
    event = _event(task, v, before)
    return event is not None and (event.kind, event.name, event.shown) == ("put", v["x"], v["v"])


def _goes_round(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A loop's next round."""
    event = _event(task, v, before)
    return event is not None and (event.kind, event.name, event.worth) == ("round", v["x"], v["v"])


def _holds(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A test that holds."""
    event = _event(task, v, before)
    return event is not None and (event.kind, event.shown, event.worth) == ("test", v["t"], 1)


def _fails(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A test that does not hold: its contrary is said."""
    event = _event(task, v, before)
    contrary = (_NEGATED[v["t"][0]], *v["t"][1:])
    return event is not None and (event.kind, event.shown, event.worth) == ("test", contrary, 0)


def _prints(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The last line."""
    here = (v["n"], v["l"]) == (len(task.run) + 1, task.program.lines)
    return here and task.rests[-1] <= {said.values["n"] for said in before} and v["v"] == task.answer


def _run(program: _Printing) -> _Task:
    """The program run once, with what each event rests on.

    Raises:
        Wrong: it cannot be run to its end within bounds, or prints what has no value.
    """
    values: dict[str, int] = {}
    run: list[Event] = []
    rests: list[frozenset[int]] = []
    written: dict[str, int] = {}
    for place, event in enumerate(events(program.code, values), 1):
        if place >= MOST_EVENTS:
            raise Wrong("program runs too long")
        run.append(event)
        rests.append(frozenset({place - 1, *(written[name] for name in event.reads)} - {0}))
        if event.name:
            written[event.name] = place
    if program.out not in written:
        raise Wrong("program uses a name without a value", name=program.out)
    rests.append(frozenset({len(run), written[program.out]}))
    return _Task(program, run, rests, values[program.out])


def _state(v: Values) -> Term:
    """A variable as it is after a step."""
    return (v["x"], v["n"], v["l"])


@final
class _OutputPrediction(Kind[_Task]):
    """The task is the program and its run."""

    topic = "output_prediction"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "set": Line(lambda v: Claim("=", (_state(v), v["e"], v["v"])), _sets),
        "put": Line(lambda v: Claim("=", (_state(v), v["v"])), _puts),
        "round": Line(lambda v: Claim("=", (_state(v), v["v"])), _goes_round),
        "true": Line(lambda v: Claim(v["t"][0], v["t"][1:]), _holds),
        "false": Line(lambda v: Claim(v["t"][0], v["t"][1:]), _fails),
        "print": Line(lambda v: Claim("=", (("output",), v["v"])), _prints),
    }

    def task(self, said: Said) -> _Task:
        """The program's run."""
        return _run(said.values["p"])

    def goal(self, task: _Task) -> Term:
        """What the program prints."""
        return ("output", task.program.code.term, task.program.out)

    def solve(self, task: _Task) -> Term:
        """What the machine printed."""
        return task.answer

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The sentence leaves the program unsaid."""
        return Claim("=", (("output",), answer))

    def write(self, answer: Term, language: str) -> str:
        """The number."""
        return str(answer)


_KIND = _OutputPrediction()


@verifier
@dataclass(frozen=True, slots=True)
class OutputPrediction:
    """Reads the program from the question, compiles and runs it, and proves the trace event by event.

    Example:
        "Step 3, line 3: k = 5 // 2 = 3." fails: 5 // 2 is 2.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_OutputPrediction.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
