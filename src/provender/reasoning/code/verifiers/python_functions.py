"""Proves functions written in one line of Python from their description in words.

The code is written anew from the description that was read, and it is run by a total interpreter on
lists chosen to tell it from its neighbours, against what the description means when it is worked out directly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.code.verifiers import _functions, _python
from provender.reasoning.code.verifiers._functions import Run, Task
from provender.reasoning.code.verifiers._phrases import FORMULAS, RUNS, SLOTS
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

OWN: Mapping[str, Mapping[str, str]] = {
    "en": {"if": "Condition: {left:l} {sign:s} {a}.", "each": "Of each: {e:w}.",
           "whole": "In one line: {code:c}"},
    "sw": {"if": "Sharti: {left:l} {sign:s} {a}.", "each": "Kwa kila moja: {e:w}.",
           "whole": "Kwa mstari mmoja: {code:c}"},
    "fr": {"if": "Condition : {left:l} {sign:s} {a}.", "each": "Pour chacun : {e:w}.",
           "whole": "En une ligne : {code:c}"},
    "es": {"if": "Condición: {left:l} {sign:s} {a}.", "each": "De cada uno: {e:w}.",
           "whole": "En una línea: {code:c}"},
    "de": {"if": "Bedingung: {left:l} {sign:s} {a}.", "each": "Von jeder: {e:w}.",
           "whole": "In einer Zeile: {code:c}"},
}  # fmt: skip


def _if(task: Task, v: Values, _: Sequence[Said]) -> bool:
    """One of the description's conditions."""
    return _functions.condition_of(v) in task.conditions


def _each(task: Task, v: Values, _: Sequence[Said]) -> bool:
    """The description's own work."""
    return bool(v["e"] == task.work)


def _whole(task: Task, v: Values, before: Sequence[Said]) -> bool:
    """The description as code, after all its parts and a check have been told."""
    told = [_functions.condition_of(said.values) for said in before if said.kind == "if"]
    kinds = {said.kind for said in before}
    return told == list(task.conditions) and {"each", "check"} <= kinds and v["code"] == written(task)


def written(task: Task) -> str:
    """The description as one line of Python."""
    loop = " ".join([_functions.python(task.work), "for x in xs", *_functions.guard(task)])
    default = "" if task.reduce == "sum" else ", default=0"
    return f"def f(xs): return {_functions.ended(task, f'{task.reduce}([{loop}]{default})')}"


ASKS = Forms(
    {
        "en": {"ask": "Write f in Python, in one line, and check it with the list [{xs:list}]."},
        "sw": {"ask": "Andika f kwa Python, kwa mstari mmoja, na uihakiki kwa orodha [{xs:list}]."},
        "fr": {"ask": "Écris f en Python, en une ligne, et vérifie-la avec la liste [{xs:list}]."},
        "es": {"ask": "Escribe f en Python, en una línea, y compruébala con la lista [{xs:list}]."},
        "de": {"ask": "Schreibe f in Python, in einer Zeile, und prüfe sie mit der Liste [{xs:list}]."},
    }
)


def read(question: str) -> tuple[str, Task] | None:
    """The language and the task of a question: sentences that describe, and one that asks."""
    *sentences, last = _functions.SENTENCE.split(question) if len(question) < 2000 else [""]
    asked = ASKS.read(last)
    found = _functions.described(sentences) if asked else None
    if asked is None or found is None or found[0] != asked.language:
        return None
    return found[0], found[1]._replace(xs=asked.values["xs"])


@final
class _PythonFunctions(Kind[Task]):
    """The task is the function and the list to check it with."""

    topic = "python_functions"
    asks = ASKS
    says = Forms({language: {**RUNS[language], **FORMULAS, **own} for language, own in OWN.items()}, slots=SLOTS)
    lines: ClassVar[Mapping[str, Line[Task]]] = {
        **Run.lines,
        "if": Line(lambda v: Claim("if", (_functions.condition_term(v),)), _if),
        "each": Line(lambda v: Claim("each", (v["e"],)), _each),
        "whole": Line(lambda v: Claim("=", ("f", v["code"])), _whole),
    }

    def read(self, question: str) -> tuple[str, Task] | None:
        """Sentences that describe, and one that asks."""
        return read(question)

    def task(self, said: Said) -> Task:
        """Not asked: a description has many sentences."""
        raise Wrong("question cannot be read")

    def givens(self, task: Task) -> tuple[Claim, ...]:
        """The list."""
        return (Claim("=", ("xs", ("values", *task.xs))),)

    def goal(self, task: Task) -> Term:
        """The function as a term."""
        return task.goal

    def solve(self, task: Task) -> Term:
        """The code, once it has done what the description means on every list of the battery."""
        source = written(task)
        code = _python.parse(source)
        for xs in _functions.battery(task):
            if _python.call(code, xs) != _functions.meaning(task, xs):
                raise Wrong("code does not do what the description says", code=source, xs=xs)
        return source

    def conclusion(self, task: Task, answer: Term) -> Claim:
        """f is this code."""
        return Claim("=", ("f", answer))

    def write(self, answer: Term, language: str) -> str:
        """The code itself."""
        return str(answer)


_KIND = _PythonFunctions()


@verifier
@dataclass(frozen=True, slots=True)
class PythonFunctions:
    """Reads the description, writes the code anew, and runs it without Python's own `exec`.

    Example:
        "def f(xs): return sum([2 * x for x in xs if x >= 3])" fails where only numbers greater than 3 count.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_PythonFunctions.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
