"""A function described in words, a program for it with one wrong line, and a test that it fails."""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.code.generators import _functions
from provender.reasoning.code.generators._functions import Function
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

OWN: Mapping[str, Mapping[str, str]] = {
    "en": {
        "program": "One line of this program is wrong:",
        "ask": "f([{xs}]) gives {got} instead of {want}. Which line is wrong, and how must it read, with the numbers of"
        " the description?",
        "gives": "As it stands, f([{xs}]) gives {v}.",
        "right": "Line {n} is as described: {code}",
        "wrong": "Line {n} is not as described: {code}",
        "fix": "Line {n} must read: {code}",
    },
    "sw": {
        "program": "Mstari mmoja wa programu hii una kosa:",
        "ask": "f([{xs}]) hutoa {got} badala ya {want}. Ni mstari upi wenye kosa, na unapaswa kusomekaje, kwa namba za"
        " maelezo?",
        "gives": "Ilivyo sasa, f([{xs}]) hutoa {v}.",
        "right": "Mstari wa {n} unafuata maelezo: {code}",
        "wrong": "Mstari wa {n} haufuati maelezo: {code}",
        "fix": "Mstari wa {n} unapaswa kuwa: {code}",
    },
    "fr": {
        "program": "Une ligne de ce programme est fausse :",
        "ask": "f([{xs}]) donne {got} au lieu de {want}. Quelle ligne est fausse, et comment doit-elle s'écrire, avec"
        " les nombres de la description ?",
        "gives": "Telle quelle, f([{xs}]) donne {v}.",
        "right": "La ligne {n} suit la description : {code}",
        "wrong": "La ligne {n} ne suit pas la description : {code}",
        "fix": "La ligne {n} doit être : {code}",
    },
    "es": {
        "program": "Una línea de este programa está mal:",
        "ask": "f([{xs}]) da {got} en lugar de {want}. ¿Qué línea está mal y cómo debe escribirse, con los números de"
        " la descripción?",
        "gives": "Tal como está, f([{xs}]) da {v}.",
        "right": "La línea {n} sigue la descripción: {code}",
        "wrong": "La línea {n} no sigue la descripción: {code}",
        "fix": "La línea {n} debe ser: {code}",
    },
    "de": {
        "program": "Eine Zeile dieses Programms ist falsch:",
        "ask": "f([{xs}]) gibt {got} statt {want}. Welche Zeile ist falsch, und wie muss sie lauten, mit den Zahlen der"
        " Beschreibung?",
        "gives": "So wie sie ist, gibt f([{xs}]) {v}.",
        "right": "Zeile {n} entspricht der Beschreibung: {code}",
        "wrong": "Zeile {n} entspricht nicht der Beschreibung: {code}",
        "fix": "Zeile {n} muss lauten: {code}",
    },
}
WORDS = Wording(
    {language: {**_functions.WORDS[language], **_functions.FORMULAS, **own} for language, own in OWN.items()}
)

_OTHER = {
    "+": "-", "-": "+", "*": "+", "%": "//", ">": ">=", "<": "<=", "==": "!=", "!=": "==",
}  # fmt: skip


class Program(NamedTuple):
    """A loop that adds up: where it starts, its test (or None), what becomes of the total, and what it returns."""

    start: Term
    test: "Term | None"
    add: Term
    give: Term

    def run(self, xs: Sequence[int]) -> int:
        """What it returns for a list.

        Raises:
            ZeroDivisionError: it divides by zero.
        """
        total = _value(self.start, 0, 0)
        for x in xs:
            if self.test is None or _value(self.test, x, total):
                total = _value(self.add, x, total)
        return _value(self.give, 0, total)

    @property
    def lines(self) -> list[str]:
        """Its text."""
        inner = "        "
        lines = ["def f(xs):", f"    total = {_text(self.start)}", "    for x in xs:"]
        if self.test is not None:
            lines.append(f"{inner}if {_text(self.test)}:")
            inner += "    "
        return [*lines, f"{inner}total = {_text(self.add)}", f"    return {_text(self.give)}"]


_WORK: Mapping[str, Callable[[int, int], int]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "%": operator.mod, "//": operator.floordiv,
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


def _value(term: Term, x: int, total: int) -> int:
    """What a term of a program is worth."""
    if isinstance(term, int):
        return term
    if isinstance(term, str):
        return x if term == "x" else total
    values = [_value(part, x, total) for part in term[1:]]
    if term[0] in ("and", "or"):
        return (all if term[0] == "and" else any)(values)
    return _WORK[str(term[0])](*values)


def _text(term: Term) -> str:
    """A term of a program in Python; no term here needs brackets."""
    if isinstance(term, tuple):
        return f" {term[0]} ".join(map(_text, term[1:]))
    return str(term)


def program(function: Function) -> Program:
    """The function as a loop."""
    tests: list[Term] = [(test.sign, ("%", "x", test.m) if test.m else "x", test.a) for test in function.conditions]
    test = _all(tuple(tests)) if tests else None
    first: Term = "x" if function.shape == "^" else function.a
    add = ("-" if function.shape == "-" else "+", ("+", "total", ("*", first, "x")), function.b)
    sign, c = function.end
    return Program(0, test, add, (sign, "total", c) if sign else "total")


def _all(tests: tuple[Term, ...]) -> Term:
    """One test, or several that must all hold."""
    return tests[0] if len(tests) == 1 else ("and", *tests)


def edits(term: Term) -> Iterator[Term]:
    """A term with one number off by one, or one sign turned into another."""
    if isinstance(term, int):
        yield from (term + 1, term - 1) if term else (1,)
    if not isinstance(term, tuple):
        return
    if term[0] == "and":  # one of several: what stands before it, or what stands after it
        yield from (("or", _all(term[1:place]), _all(term[place:])) for place in range(2, len(term)))
    if term[0] in _OTHER:
        yield (_OTHER[str(term[0])], *term[1:])
    for place, part in enumerate(term[1:], 1):
        yield from ((*term[:place], changed, *term[place + 1 :]) for changed in edits(part))


def spoilt(function: Function, sound: Program, xs: Sequence[int], rng: Stream) -> Program | None:
    """The program with one wrong line that the list shows; None if the list shows none.

    A wrong start and a wrong number that is added in the end could each be mended by the other, so where a number is
    added in the end both are left alone.
    """
    fields = [name for name in Program._fields if getattr(sound, name) is not None]
    if function.end[0] == "+":
        fields = [name for name in fields if name in ("test", "add")]
    ways = [(name, changed) for name in fields for changed in edits(getattr(sound, name))]
    rng.shuffle(ways)
    want = sound.run(xs)
    for name, changed in ways:
        bad = sound._replace(**{name: changed})
        try:
            if bad.run(xs) != want:
                return bad
        except ZeroDivisionError:
            continue
    return None


@generator
@dataclass(frozen=True, slots=True)
class BugLocalisation:
    """A loop in which one number is off by one or one sign is another; no other line could be changed to mend it.

    Attributes:
        language: of description and solution.
        level: 1 (no condition) to 5 (two conditions, eight numbers); 6 has three conditions and eleven numbers.

    Example:
        ... Only numbers greater than 3 count. ... One line of this program is wrong: ... 4: if x >= 3: ... f([3, 7])
        gives 22 instead of 15. Which line is wrong, and how must it read? The answer is 4: if x > 3:
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("bug_localisation")
    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One function, its program, and a wrong line that the list shows."""
        bad = None
        while bad is None:
            function, xs = _functions.draw(rng, self.level, ("sum",))
            _to_the_edge(function, xs, rng)
            sound = program(function)
            bad = spoilt(function, sound, xs, rng)
        told = Telling(WORDS[self.language])
        listed = ", ".join(map(str, xs))
        told.step("gives", equal(("written", *xs), bad.run(xs)), xs=listed, v=bad.run(xs))
        want = _functions.tell_run(told, function, xs)
        answer = _tell_lines(told, sound.lines, bad.lines)
        numbered = [f"{n}: {line}" for n, line in enumerate(bad.lines, 1)]
        ask = told.say("ask", xs=listed, got=bad.run(xs), want=want)
        question = "\n".join([f"{function.told(told.say)} {told.say('program')}", *numbered, ask])
        givens = (equal("xs", ("values", *xs)), Claim("program", tuple(bad.lines)))
        written = f"{answer[1]}: {answer[2]}"
        return Problem(question, written, self.language, told.derivation(("fix", function.term), answer, givens))


def _to_the_edge(function: Function, xs: list[int], rng: Stream) -> None:
    """Every other time, put the number at the edge of a condition among those that do not count."""
    edges = [test.a for test in function.conditions if not test.m and test.a not in xs]
    outside = [place for place, x in enumerate(xs) if not function.counts(x)]
    if edges and outside and rng.chance(1, 2):
        xs[outside[0]] = rng.choice(edges)


def _tell_lines(told: Telling, sound: Sequence[str], bad: Sequence[str]) -> tuple[str, int, str]:
    """Hold every line that says something against the description; returns the wrong one and how it must read."""
    wrong = next(place for place, (one, other) in enumerate(zip(sound, bad, strict=True)) if one != other)
    for place, line in enumerate(bad):
        code, kind = line.strip(), "wrong" if place == wrong else "right"
        if not code.startswith(("def ", "for ")):
            told.step(kind, Claim(kind, (place + 1, code)), n=place + 1, code=code)
    fixed = sound[wrong].strip()
    told.step("fix", equal(("line", wrong + 1), fixed), told.places, n=wrong + 1, code=fixed)
    return "line", wrong + 1, fixed
