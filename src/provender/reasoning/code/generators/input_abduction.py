"""Which input makes a program print a given number: the program undone line by line, every dead end shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.code.generators._program import (
    NEGATED,
    Branch,
    Put,
    Statement,
    height,
    holds,
    lines,
    run,
    shown,
    term,
    test,
)
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.terms.formulas import written
from provender.reasoning.render.wording import Wording

_CODE = "\n\n```python\n{code}\n```"
WORDS = Wording(
    {
        "en": {
            "ask": (
                f"The input x of this program is a whole number from {{lo}} to {{hi}}."
                f" For which x does it print {{y}}?{_CODE}",
                f"This program was given a whole number x from {{lo}} to {{hi}} and printed {{y}}. What was x?{_CODE}",
            ),
            "undo": "If line {l} made x = {y}, x was {f} = {v} before.",
            "stuck": "Line {l} cannot have made {y}: it is not divisible by {c}.",
            "then": "Line {l}: {t}, so the first branch can have been taken.",
            "else": "Line {l}: {t}, so the second branch can have been taken.",
            "no_then": "Line {l}: {t}, so the first branch was not taken.",
            "no_else": "Line {l}: {t}, so the second branch was not taken.",
            "below": "{v} < {e}: no such input.",
            "above": "{v} > {e}: no such input.",
            "answer": "So the input was x = {v}.",
        },
        "sw": {
            "ask": (
                f"Ingizo x la programu hii ni namba nzima kuanzia {{lo}} hadi {{hi}}."
                f" Je, ni x ipi inayoifanya ichapishe {{y}}?{_CODE}",
                f"Programu hii ilipewa namba nzima x kuanzia {{lo}} hadi {{hi}} ikachapisha {{y}}."
                f" Je, x ilikuwa ngapi?{_CODE}",
            ),
            "undo": "Ikiwa mstari wa {l} ulitoa x = {y}, kabla yake x ilikuwa {f} = {v}.",
            "stuck": "Mstari wa {l} haukuweza kutoa {y}: haigawanyiki kwa {c}.",
            "then": "Mstari wa {l}: {t}, kwa hiyo tawi la kwanza linaweza kuwa lilifuatwa.",
            "else": "Mstari wa {l}: {t}, kwa hiyo tawi la pili linaweza kuwa lilifuatwa.",
            "no_then": "Mstari wa {l}: {t}, kwa hiyo tawi la kwanza halikufuatwa.",
            "no_else": "Mstari wa {l}: {t}, kwa hiyo tawi la pili halikufuatwa.",
            "below": "{v} < {e}: hakuna ingizo kama hilo.",
            "above": "{v} > {e}: hakuna ingizo kama hilo.",
            "answer": "Kwa hiyo ingizo lilikuwa x = {v}.",
        },
        "fr": {
            "ask": (
                f"L'entrée x de ce programme est un nombre entier de {{lo}} à {{hi}}."
                f" Pour quel x affiche-t-il {{y}} ?{_CODE}",
                f"Ce programme a reçu un nombre entier x de {{lo}} à {{hi}} et a affiché {{y}}."
                f" Combien valait x ?{_CODE}",
            ),
            "undo": "Si la ligne {l} a donné x = {y}, x valait avant {f} = {v}.",
            "stuck": "La ligne {l} ne peut pas avoir donné {y} : il n'est pas divisible par {c}.",
            "then": "Ligne {l} : {t}, la première branche peut donc avoir été suivie.",
            "else": "Ligne {l} : {t}, la seconde branche peut donc avoir été suivie.",
            "no_then": "Ligne {l} : {t}, la première branche n'a donc pas été suivie.",
            "no_else": "Ligne {l} : {t}, la seconde branche n'a donc pas été suivie.",
            "below": "{v} < {e} : ce n'est pas une entrée possible.",
            "above": "{v} > {e} : ce n'est pas une entrée possible.",
            "answer": "L'entrée était donc x = {v}.",
        },
        "es": {
            "ask": (
                f"La entrada x de este programa es un número entero de {{lo}} a {{hi}}."
                f" ¿Para qué x imprime {{y}}?{_CODE}",
                f"Este programa recibió un número entero x de {{lo}} a {{hi}} e imprimió {{y}}."
                f" ¿Cuánto valía x?{_CODE}",
            ),
            "undo": "Si la línea {l} dio x = {y}, antes x valía {f} = {v}.",
            "stuck": "La línea {l} no pudo dar {y}: no es divisible por {c}.",
            "then": "Línea {l}: {t}, así que pudo seguirse la primera rama.",
            "else": "Línea {l}: {t}, así que pudo seguirse la segunda rama.",
            "no_then": "Línea {l}: {t}, así que no se siguió la primera rama.",
            "no_else": "Línea {l}: {t}, así que no se siguió la segunda rama.",
            "below": "{v} < {e}: no hay tal entrada.",
            "above": "{v} > {e}: no hay tal entrada.",
            "answer": "Por lo tanto, la entrada era x = {v}.",
        },
        "de": {
            "ask": (
                f"Die Eingabe x dieses Programms ist eine ganze Zahl von {{lo}} bis {{hi}}."
                f" Für welches x gibt es {{y}} aus?{_CODE}",
                f"Dieses Programm bekam eine ganze Zahl x von {{lo}} bis {{hi}} und gab {{y}} aus."
                f" Wie groß war x?{_CODE}",
            ),
            "undo": "Wenn Zeile {l} x = {y} ergab, war x davor {f} = {v}.",
            "stuck": "Zeile {l} kann {y} nicht ergeben haben: Die Zahl ist nicht durch {c} teilbar.",
            "then": "Zeile {l}: {t}, also kann der erste Zweig genommen worden sein.",
            "else": "Zeile {l}: {t}, also kann der zweite Zweig genommen worden sein.",
            "no_then": "Zeile {l}: {t}, also wurde der erste Zweig nicht genommen.",
            "no_else": "Zeile {l}: {t}, also wurde der zweite Zweig nicht genommen.",
            "below": "{v} < {e}: Eine solche Eingabe gibt es nicht.",
            "above": "{v} > {e}: Eine solche Eingabe gibt es nicht.",
            "answer": "Also war die Eingabe x = {v}.",
        },
    }
)

# level -> plain lines, branches, largest input, largest number that is added
_SIZES = {
    1: (3, 0, 50, 12),
    2: (4, 0, 99, 20),
    3: (3, 1, 99, 30),
    4: (3, 2, 199, 40),
    5: (4, 3, 299, 60),
    6: (6, 4, 999, 300),
}


@generator
@dataclass(frozen=True, slots=True)
class InputAbduction:
    """Lines that can be undone, with branches; of all inputs in the stated range one alone gives the output.

    Attributes:
        language: of question and solution; the program is the same in all.
        level: 1 (three lines) to 5 (four lines and three branches); 6 has six and four.

    Example:
        This program was given a whole number x from 0 to 50 and printed 20. What was x? x = x + 3; x = x * 2; print(x).
        If line 2 made x = 20, x was 20 ÷ 2 = 10 before. If line 1 made x = 10, x was 10 − 3 = 7 before. So the input
        was x = 7.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("input_abduction")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: a program and an input that nothing else in the range can be taken for."""
        hi = _SIZES[self.level][2]
        inputs: Sequence[int] = ()
        while len(inputs) != 1:
            body = _program(rng, self.level)
            y = _output(body, rng.between(0, hi))
            undoing = _Undoing(Telling(WORDS[self.language]), body, hi)
            undoing.back(len(body), y, ())
            inputs = undoing.inputs
        (x,) = inputs
        told = undoing.told
        told.step("answer", equal(("input",), x), tuple(sorted(undoing.ends)), v=x)
        code = "\n".join([*lines(body), "print(x)"])
        question = told.say("ask", rng.below(2), lo=0, hi=hi, y=y, code=code)
        return Problem(question, str(x), self.language, told.derivation(("input", 0, hi, y, term(body)), x))


class _Undoing:
    """All that can have led to an output, told backwards."""

    def __init__(self, told: Telling, body: Sequence[Statement], hi: int) -> None:
        self.told = told
        self.body = body
        self.hi = hi
        self.ends: list[int] = []
        self.inputs: list[int] = []

    def back(self, place: int, y: int, uses: tuple[int, ...]) -> None:
        """From y before statement `place` to all that came before it; ends are kept."""
        if place == 0:
            self._input(y, uses)
            return
        statement = self.body[place - 1]
        line = 1 + height(self.body[: place - 1])
        if isinstance(statement, Put):
            found = self._undo(statement, line, y, uses)
            if found:
                self.back(place - 1, *found)
            return
        assert isinstance(statement, Branch)
        for side, block, at in (("then", statement.then, line + 1), ("else", statement.other, line + 3)):
            (put,) = block
            assert isinstance(put, Put)
            found = self._undo(put, at, y, uses)
            if found and (passed := self._tested(statement, line, side, found)):
                self.back(place - 1, *passed)

    def _undo(self, put: Put, line: int, y: int, uses: tuple[int, ...]) -> tuple[int, tuple[int, ...]] | None:
        """The value before an assignment and the step that says so; None where there is none, which is an end."""
        assert isinstance(put.worth, tuple)
        head, one, other = put.worth
        if head == "*" and y % int(str(other)):
            claim = Claim("!=", (("mod", y, other), 0))
            self.ends.append(self.told.step("stuck", claim, uses, l=line, y=y, c=other))
            return None
        inverse: Mapping[str, tuple[Term, int]] = (
            {"-": (("-", one, y), int(one) - y)}
            if isinstance(one, int)
            else {
                "+": (("-", y, other), y - int(str(other))),
                "-": (("+", y, other), y + int(str(other))),
                "*": (("/", y, other), y // int(str(other))),
            }
        )
        formula, v = inverse[str(head)]
        step = self.told.step(
            "undo", equal(("before", line, y), formula, v), uses, l=line, y=y, f=written(formula), v=v
        )
        return v, (step,)

    def _tested(
        self, branch: Branch, line: int, side: str, found: tuple[int, tuple[int, ...]]
    ) -> tuple[int, tuple[int, ...]] | None:
        """The value again where its branch can have been taken; None where it cannot, which is an end."""
        v, uses = found
        relation, one, other = branch.test
        right = holds(branch.test, {"x": v})
        here = (relation, shown(one, {"x": v}), shown(other, {"x": v}))
        claim = Claim(relation if right else NEGATED[relation], here[1:])
        taken = right == (side == "then")
        step = self.told.step(side if taken else f"no_{side}", claim, uses, l=line, t=test((claim.relation, *here[1:])))
        if taken:
            return v, (step,)
        self.ends.append(step)
        return None

    def _input(self, v: int, uses: tuple[int, ...]) -> None:
        """An input in the range, or one that is not."""
        if 0 <= v <= self.hi:
            self.ends += uses
            self.inputs.append(v)
        elif v < 0:
            self.ends.append(self.told.step("below", Claim("<", (v, 0)), uses, v=v, e=0))
        else:
            self.ends.append(self.told.step("above", Claim(">", (v, self.hi)), uses, v=v, e=self.hi))


def _program(rng: Stream, level: int) -> Sequence[Statement]:
    """Lines in random order; no two additions in a row."""
    plain, branches, hi, most = _SIZES[level]
    kinds = ["put"] * plain + ["branch"] * branches
    rng.shuffle(kinds)
    body: list[Statement] = []
    for place, kind in enumerate(kinds):
        if kind == "put":
            body.append(_put(rng, most, place % 2))
            continue
        tested: tuple[str, Term, Term] = (rng.choice(("<", ">")), "x", rng.between(hi // 4, hi))
        if rng.chance(1, 3):
            tested = ("=", ("mod", "x", rng.between(2, 3)), rng.below(2))
        body.append(Branch(tested, [_put(rng, most, 0)], [_put(rng, most, 1)]))
    return body


def _put(rng: Stream, most: int, way: int) -> Put:
    """x times something, or more or less something."""
    if way:
        return Put("x", ("*", "x", rng.between(2, 4)) if rng.chance(4, 5) else ("-", rng.between(most, 3 * most), "x"))
    return Put("x", (rng.choice("+-"), "x", rng.between(1, most)))


def _output(body: Sequence[Statement], x: int) -> int:
    """What is printed for x."""
    values = {"x": x}
    for _ in run(body, values):
        pass
    return values["x"]
