"""Proves which line of a program is wrong: by the description's own words, and by trying to mend every line.

The program is run by a total interpreter, never by Python's own `exec`. Each number in it is replaced by those next to
it and each sign by its neighbours, one at a time; whatever then does what the description means on a battery of lists
mends the program. All that mend it must be in the one line that differs from the description.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.code.verifiers import _functions, _python
from provender.reasoning.code.verifiers._functions import SENTENCE, Run, Task
from provender.reasoning.code.verifiers._phrases import FORMULAS, RUNS, SLOTS
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

OWN: Mapping[str, Mapping[str, str]] = {
    "en": {
        "gives": "As it stands, f([{xs:list}]) gives {v:int}.",
        "right": "Line {n} is as described: {code:c}",
        "wrong": "Line {n} is not as described: {code:c}",
        "fix": "Line {n} must read: {code:c}",
    },
    "sw": {
        "gives": "Ilivyo sasa, f([{xs:list}]) hutoa {v:int}.",
        "right": "Mstari wa {n} unafuata maelezo: {code:c}",
        "wrong": "Mstari wa {n} haufuati maelezo: {code:c}",
        "fix": "Mstari wa {n} unapaswa kuwa: {code:c}",
    },
    "fr": {
        "gives": "Telle quelle, f([{xs:list}]) donne {v:int}.",
        "right": "La ligne {n} suit la description : {code:c}",
        "wrong": "La ligne {n} ne suit pas la description : {code:c}",
        "fix": "La ligne {n} doit être : {code:c}",
    },
    "es": {
        "gives": "Tal como está, f([{xs:list}]) da {v:int}.",
        "right": "La línea {n} sigue la descripción: {code:c}",
        "wrong": "La línea {n} no sigue la descripción: {code:c}",
        "fix": "La línea {n} debe ser: {code:c}",
    },
    "de": {
        "gives": "So wie sie ist, gibt f([{xs:list}]) {v:int}.",
        "right": "Zeile {n} entspricht der Beschreibung: {code:c}",
        "wrong": "Zeile {n} entspricht nicht der Beschreibung: {code:c}",
        "fix": "Zeile {n} muss lauten: {code:c}",
    },
}
MOST_LINES = 8
_TOKEN = re.compile(r"\b\d{1,9}\b|\band\b|\bor\b|[<>=!]=|//|[<>+*%-]")
_NEIGHBOURS: Mapping[str, tuple[str, ...]] = {
    "+": ("-", "*"), "-": ("+",), "*": ("+",), "%": ("//",), "//": ("%",), ">": (">=",), ">=": (">",), "<": ("<=",),
    "<=": ("<",), "==": ("!=",), "!=": ("==",), "and": ("or",), "or": ("and",),
}  # fmt: skip


def described(task: Task) -> tuple[str, ...]:
    """The program that the description asks for, line by line."""
    guard = [f"        {test}:" for test in _functions.guard(task)]
    inner = " " * (12 if guard else 8)
    add = f"{inner}total = total + {_functions.python(task.work)}"
    lines = ["def f(xs):", "    total = 0", "    for x in xs:", *guard, add]
    return (*lines, f"    return {_functions.ended(task, 'total')}")


def mending(task: Task) -> set[int]:
    """The lines, from 1, in which one change makes the program do what the description means."""
    wanted = [(xs, _functions.meaning(task, xs)) for xs in _functions.battery(task)]
    return {line for line, changed in _changed(task.program) if _does(changed, wanted)}


def _does(source: str, wanted: Sequence[tuple[Sequence[int], int]]) -> bool:
    """Whether a program gives what is wanted for every list."""
    try:
        code = _python.parse(source)
        return all(_python.call(code, xs) == value for xs, value in wanted)
    except Wrong:  # the change lets it divide by zero
        return False


def _changed(program: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Every program with one number or sign replaced by a neighbour, and the line in which it is."""
    for place, line in enumerate(program):
        for token in _TOKEN.finditer(line):
            for other in _neighbours(token[0]):
                changed = line[: token.start()] + other + line[token.end() :]
                yield place + 1, "\n".join([*program[:place], changed, *program[place + 1 :]])


def _neighbours(token: str) -> Sequence[str]:
    """What may stand in a token's place: numbers at most two away, signs that are mistaken for it."""
    if token.isdigit():
        return [str(size) for step in (-2, -1, 1, 2) if (size := int(token) + step) >= 0]
    return _NEIGHBOURS[token]


def _gives(task: Task, v: Values, _: Sequence[Said]) -> bool:
    """What the program gives for the list; the question's own word for it was held against a run."""
    return bool(v["xs"] == task.xs and v["v"] == task.got)


def _right(task: Task, v: Values, _: Sequence[Said]) -> bool:
    """A line of the program that the description asks for as it is."""
    return bool(_line(task.program, v) == v["code"] == _line(described(task), v))


def _wrong(task: Task, v: Values, _: Sequence[Said]) -> bool:
    """A line of the program that the description asks for otherwise."""
    return bool(_line(task.program, v) == v["code"] != _line(described(task), v))


def _fix(task: Task, v: Values, before: Sequence[Said]) -> bool:
    """The wrong line, as the description asks for it, once every line that could be wrong has been looked at."""
    seen = {said.values["n"] for said in before if said.kind in ("right", "wrong")}
    wrong = [said.values["n"] for said in before if said.kind == "wrong"]
    lines = {n for n, line in enumerate(task.program, 1) if not line.lstrip().startswith(("def ", "for "))}
    runs = {said.kind for said in before} >= {"gives", "check"}
    return runs and seen == lines and wrong == [v["n"]] and v["code"] == _line(described(task), v)


def _line(program: Sequence[str], v: Values) -> str | None:
    """The line of a program that a sentence names, without its indentation."""
    return program[v["n"] - 1].strip() if 1 <= v["n"] <= len(program) else None


@final
class _BugLocalisation(Kind[Task]):
    """The task is the function, its program, and the list that shows the wrong line."""

    topic = "bug_localisation"
    asks = Forms(
        {
            "en": {
                "program": "One line of this program is wrong:",
                "ask": "f([{xs:list}]) gives {got:int} instead of {want}. Which line is wrong, and how must it read,"
                " with the numbers of the description?",
            },
            "sw": {
                "program": "Mstari mmoja wa programu hii una kosa:",
                "ask": "f([{xs:list}]) hutoa {got:int} badala ya {want}. Ni mstari upi wenye kosa, na unapaswa"
                " kusomekaje, kwa namba za maelezo?",
            },
            "fr": {
                "program": "Une ligne de ce programme est fausse :",
                "ask": "f([{xs:list}]) donne {got:int} au lieu de {want}. Quelle ligne est fausse, et comment doit-elle"
                " s'écrire, avec les nombres de la description ?",
            },
            "es": {
                "program": "Una línea de este programa está mal:",
                "ask": "f([{xs:list}]) da {got:int} en lugar de {want}. ¿Qué línea está mal y cómo debe escribirse, con"
                " los números de la descripción?",
            },
            "de": {
                "program": "Eine Zeile dieses Programms ist falsch:",
                "ask": "f([{xs:list}]) gibt {got:int} statt {want}. Welche Zeile ist falsch, und wie muss sie lauten,"
                " mit den Zahlen der Beschreibung?",
            },
        }
    )
    says = Forms({language: {**RUNS[language], **FORMULAS, **own} for language, own in OWN.items()}, slots=SLOTS)
    lines: ClassVar[Mapping[str, Line[Task]]] = {
        **Run.lines,
        "gives": Line(lambda v: Claim("=", (("written", *v["xs"]), v["v"])), _gives),
        "right": Line(lambda v: Claim("right", (v["n"], v["code"])), _right),
        "wrong": Line(lambda v: Claim("wrong", (v["n"], v["code"])), _wrong),
        "fix": Line(lambda v: Claim("=", (("line", v["n"]), v["code"])), _fix),
    }

    def read(self, question: str) -> tuple[str, Task] | None:
        """A description and an announcement, the numbered lines, and what was seen."""
        if "\n" not in question or len(question) > 3000:
            return None
        head, *numbered, last = question.split("\n")
        *sentences, announced = SENTENCE.split(head)
        asked = self.asks.read(last)
        if asked is None or asked.kind != "ask" or self.asks.read_in(asked.language, announced) is None:
            return None
        found = _functions.described(sentences)
        if found is None or found[0] != asked.language:
            return None
        lines = tuple(line.removeprefix(f"{n}: ") for n, line in enumerate(numbered, 1))
        if len(lines) > MOST_LINES or numbered != [f"{n}: {line}" for n, line in enumerate(lines, 1)]:
            raise Wrong("program's lines are not numbered", lines=numbered)
        task = found[1]._replace(xs=asked.values["xs"], program=lines, got=asked.values["got"])
        _insist_on_the_test(task, asked.values["want"])
        return found[0], task

    def task(self, said: Said) -> Task:
        """Not asked: a question has many sentences."""
        raise Wrong("question cannot be read")

    def givens(self, task: Task) -> tuple[Claim, ...]:
        """The list and the program."""
        return Claim("=", ("xs", ("values", *task.xs))), Claim("program", task.program)

    def goal(self, task: Task) -> Term:
        """To make the program the function."""
        return ("fix", task.goal)

    def solve(self, task: Task) -> Term:
        """The one line that differs from the description, once no other line can be changed to mend the program."""
        asked = described(task)
        differing = [n for n, pair in enumerate(zip(task.program, asked, strict=False), 1) if len(set(pair)) > 1]
        if len(asked) != len(task.program) or len(differing) != 1:
            raise Wrong("program does not differ from its description in one line", lines=differing)
        mended = mending(task)
        if mended != set(differing):
            raise Wrong("the program is not mended in its wrong line alone", lines=mended, wrong=differing)
        return ("line", differing[0], asked[differing[0] - 1].strip())

    def conclusion(self, task: Task, answer: Term) -> Claim:
        """What the line must be."""
        assert isinstance(answer, tuple)
        return Claim("=", (answer[:2], answer[2]))

    def write(self, answer: Term, language: str) -> str:
        """Its number and its text."""
        assert isinstance(answer, tuple)
        return f"{answer[1]}: {answer[2]}"


def _insist_on_the_test(task: Task, want: int) -> None:
    """Raise `Wrong` unless program and description give for the list what the question says they do."""
    got = _python.call(_python.parse("\n".join(task.program)), task.xs)
    meant = _functions.meaning(task, task.xs)
    if (got, meant) != (task.got, want) or got == meant:
        raise Wrong("question's test is not what it says", got=got, means=meant)


_KIND = _BugLocalisation()


@verifier
@dataclass(frozen=True, slots=True)
class BugLocalisation:
    """Reads description and program, and tries to mend the program in every line.

    Example:
        "5: total = total + 2 * x" fails where line 4 says x >= 3 and only numbers greater than 3 are to count.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_BugLocalisation.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
