"""A function of one list, described in words, to be written in Python and checked by hand on an example."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from provender.core.claim import Claim
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
        "ask": "Write f in Python, in one line, and check it with the list [{xs}].",
        "if": "Condition: {left} {sign} {right}.",
        "each": "Of each: {e}.",
        "whole": "In one line: {code}",
    },
    "sw": {
        "ask": "Andika f kwa Python, kwa mstari mmoja, na uihakiki kwa orodha [{xs}].",
        "if": "Sharti: {left} {sign} {right}.",
        "each": "Kwa kila moja: {e}.",
        "whole": "Kwa mstari mmoja: {code}",
    },
    "fr": {
        "ask": "Écris f en Python, en une ligne, et vérifie-la avec la liste [{xs}].",
        "if": "Condition : {left} {sign} {right}.",
        "each": "Pour chacun : {e}.",
        "whole": "En une ligne : {code}",
    },
    "es": {
        "ask": "Escribe f en Python, en una línea, y compruébala con la lista [{xs}].",
        "if": "Condición: {left} {sign} {right}.",
        "each": "De cada uno: {e}.",
        "whole": "En una línea: {code}",
    },
    "de": {
        "ask": "Schreibe f in Python, in einer Zeile, und prüfe sie mit der Liste [{xs}].",
        "if": "Bedingung: {left} {sign} {right}.",
        "each": "Von jeder: {e}.",
        "whole": "In einer Zeile: {code}",
    },
}
WORDS = Wording(
    {language: {**_functions.WORDS[language], **_functions.FORMULAS, **own} for language, own in OWN.items()}
)


@generator
@dataclass(frozen=True, slots=True)
class PythonFunctions:
    """A sum, a largest or a smallest value over the numbers of a list that meet conditions.

    Attributes:
        language: of description and solution.
        level: 1 (no condition) to 5 (two conditions, eight numbers); 6 has three conditions and eleven numbers.

    Example:
        The function f takes a list xs of whole numbers and gives the sum of 2 × x + 1 over its numbers x. Only
        numbers greater than 3 count. If no number counts, that is 0. Write f in Python, in one line, and check it
        with the list [4, 1, 7]. The answer is def f(xs): return sum([2 * x + 1 for x in xs if x > 3]).
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("python_functions")
    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One function: its parts, a run by hand, and the line of code."""
        function, numbers = _functions.draw(rng, self.level, ("sum", "max", "min"))
        told = Telling(WORDS[self.language])
        for condition in function.conditions:
            claim = Claim("if", (condition.term,))
            told.step("if", claim, left=condition.left("x"), sign=condition.sign, right=condition.a)
        each = Claim("each", (function.work_term("x"),))
        told.step("each", each, e=function.work("x", times="*", minus="-"))
        _functions.tell_run(told, function, numbers, told.places)
        code = written(function)
        told.step("whole", equal("f", code), told.places, code=code)
        xs = ", ".join(map(str, numbers))
        question = f"{function.told(told.say)} {told.say('ask', xs=xs)}"
        givens = (equal("xs", ("values", *numbers)),)
        return Problem(question, code, self.language, told.derivation(function.term, code, givens))


def written(function: Function) -> str:
    """The function in one line of Python."""
    values = f"{function.work('x', times='*', minus='-')} for x in xs"
    if function.conditions:
        tests = (f"{condition.left('x')} {condition.sign} {condition.a}" for condition in function.conditions)
        values += f" if {' and '.join(tests)}"
    default = "" if function.reduce == "sum" else ", default=0"
    sign, c = function.end
    return f"def f(xs): return {function.reduce}([{values}]{default}){f' {sign} {c}' if sign else ''}"
