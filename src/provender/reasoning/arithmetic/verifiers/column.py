"""Proves written addition, subtraction and multiplication from the question's own text.

Every carry, borrow and digit is found by whole-number division of the numbers cut off at that place, not by
going from column to column: a slip that the chain would hand on cannot be repeated here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from provender.core.claim import Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.judge import Proof, Said, expect, finished, judge
from provender.reasoning.read.numbers import NUMBER, from_words

_MOST_DIGITS = 12  # there is no name for a column beyond


@verifier
@dataclass(frozen=True, slots=True)
class Column:
    """Works the problem out with whole numbers, then checks each column sentence by sentence.

    Example:
        In 47 + 38, "Tens: 4 + 3 + 0 = 7, write 7, carry 0." is true and yet fails: the ones carried 1.

    Guarantees:
        Passes exactly the records whose every statement is true and licensed; needs no derivation.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("column",)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge(records, name=name_of(self), topic="column", read=_read, prove=_prove)


class _Language(NamedTuple):
    """The words and patterns of one language; a question's groups are a, operation, b."""

    places: tuple[str, ...]
    written: re.Pattern[str]
    commands: Mapping[str, re.Pattern[str]]
    carry: re.Pattern[str]
    column: re.Pattern[str]
    borrow: re.Pattern[str]
    product: re.Pattern[str]
    swap: re.Pattern[str]
    running: re.Pattern[str]
    result: re.Pattern[str]


_A, _B = "(?P<a>[0-9a-z -]{1,200})", "(?P<b>[0-9a-z -]{1,200})"
_OPS = {
    "+": "+",
    "plus": "+",
    "jumlisha": "+",
    "−": "-",
    "minus": "-",
    "toa": "-",
    "×": "*",
    "times": "*",
    "mara": "*",
}
_OP = f"(?P<op>{'|'.join(map(re.escape, _OPS))})"
_SIGNS = {"+": "+", "-": "−", "*": "×"}
_MINUS = "([0-9]) −(?: ([01]) −)? ([0-9])"


_NAMED = "([A-Z][a-z]+(?: [a-z]+)?)"
_ADDED = rf"{_NAMED}: ([0-9]) \+ ([0-9])(?: \+ ([01]))? = ([0-9]{{1,2}})"
_LENT = "(1[0-9]) −(?: ([01]) −)? ([0-9]) = ([0-9])"


def _compile(
    places: tuple[str, ...], written: str, commands: Sequence[str], rest: tuple[str, str, str, str, str]
) -> _Language:
    """The patterns of a language; in `rest`, N is a number."""
    carry, borrow, swap, running, result = (re.compile(text.replace("N", f"({NUMBER})")) for text in rest)
    return _Language(
        places=places,
        written=re.compile(written),
        commands={op: re.compile(text) for op, text in zip("+-*", commands, strict=True)},
        carry=carry,
        column=re.compile(rf"{_NAMED}: {_MINUS} = ([0-9])\."),
        borrow=borrow,
        product=re.compile(rf"{_NAMED}: ({NUMBER}) × ({NUMBER}) = ({NUMBER})\."),
        swap=swap,
        running=running,
        result=result,
    )


_LANGUAGES = {
    "en": _compile(
        (
            *("Ones", "Tens", "Hundreds", "Thousands", "Ten thousands", "Hundred thousands", "Millions"),
            *("Ten millions", "Hundred millions", "Billions", "Ten billions", "Hundred billions"),
        ),
        rf"(?:Work out|What is) {_A} {_OP} {_B}(?:\? Work)? (?:digit by digit|column by column)\.",
        (
            rf"Add {_B} to {_A} column by column\.",
            rf"Subtract {_B} from {_A} column by column\.",
            rf"Multiply {_A} by {_B} digit by digit\.",
        ),
        (
            rf"{_ADDED}, write ([0-9]), carry ([01])\.",
            rf"{_NAMED}: {_MINUS} is below 0, so borrow 10: {_LENT}\.",
            r"N is less than N, so work out N − N and make it negative\.",
            r"Add this to the rest: N \+ N = N\.",
            rf"So N ([+−×]) N = (-?{NUMBER})\.",
        ),
    ),
    "sw": _compile(
        (
            *("Mamoja", "Makumi", "Mamia", "Maelfu", "Makumi elfu", "Malaki", "Mamilioni"),
            *("Makumi milioni", "Mamia milioni", "Mabilioni", "Makumi bilioni", "Mamia bilioni"),
        ),
        rf"(?:Tafuta|Je,) {_A} {_OP} {_B}(?: ni ngapi\? Fanya)? (?:tarakimu kwa tarakimu|safu kwa safu)\.",
        (
            rf"Ongeza {_B} kwenye {_A} safu kwa safu\.",
            rf"Toa {_B} kutoka {_A} safu kwa safu\.",
            rf"Zidisha {_A} kwa {_B} tarakimu kwa tarakimu\.",
        ),
        (
            rf"{_ADDED}, andika ([0-9]), beba ([01])\.",
            rf"{_NAMED}: {_MINUS} ni chini ya 0, hivyo kopa 10: {_LENT}\.",
            r"N ni ndogo kuliko N, hivyo tafuta N − N na uifanye hasi\.",
            r"Ongeza kwenye jumla: N \+ N = N\.",
            rf"Kwa hiyo N ([+−×]) N = (-?{NUMBER})\.",
        ),
    ),
}
_DIGITS = re.compile(NUMBER)


class _Task(NamedTuple):
    """a op b."""

    op: str
    a: int
    b: int


def _read(question: str) -> tuple[str, _Task] | None:
    """The language and the task, or None."""
    for language, patterns in _LANGUAGES.items():
        found = patterns.written.fullmatch(question)
        if found is not None:
            return _task(_OPS[found["op"]], found, language)
        for op, pattern in patterns.commands.items():
            found = pattern.fullmatch(question)
            if found is not None:
                return _task(op, found, language)
    return None


def _task(op: str, found: re.Match[str], language: str) -> tuple[str, _Task] | None:
    """The task, unless a number cannot be read or is too long."""
    a, b = _number(found["a"], language), _number(found["b"], language)
    if a is None or b is None or max(a, b) >= 10**_MOST_DIGITS:
        return None
    return language, _Task(op, a, b)


def _number(text: str, language: str) -> int | None:
    """A number in digits or in words."""
    return int(text) if _DIGITS.fullmatch(text) else from_words(text, language)


def _prove(language: str, task: _Task, lines: Sequence[str]) -> Proof:
    """Check the sentences against the true figures; raises `Wrong`."""
    op, a, b = task
    patterns = _LANGUAGES[language]
    result = a + b if op == "+" else a - b if op == "-" else a * b
    said = _PROVERS[op](patterns, task, lines)
    place = len(said)
    expect(patterns.result, lines, place, a, _SIGNS[op], b, result)
    if op == "*":
        said.append(("=", ((op, a, b), result), "partial_total", (place - 1,)))
    else:
        said.append(("=", ((op, a, b), result), "read_off", tuple(range(place))))
    finished(lines, place + 1)
    return Proof((op, a, b), said, result, str(result))


def _sum(patterns: _Language, task: _Task, lines: Sequence[str]) -> list[Said]:
    """Columns of a sum: the carry into a place is what the numbers cut off there add up to beyond it."""
    _, a, b = task
    said: list[Said] = []
    unit = 1
    for place in range(len(str(max(a, b)))):
        top, low = a // unit % 10, b // unit % 10
        carry = (a % unit + b % unit) // unit if place else None
        total = top + low + (carry or 0)
        unit *= 10
        onward = (a % unit + b % unit) // unit
        digit = (a + b) % unit * 10 // unit
        stated = (patterns.places[place], top, low, carry, total, digit, onward)
        expect(patterns.carry, lines, place, *stated)
        summed: Term = ("+", top, low) if carry is None else ("+", ("+", top, low), carry)
        uses = (place - 1,) if place else ()
        said.append(("=", (summed, ("+", ("*", 10, onward), digit)), "column_sum", uses))
    return said


def _difference(patterns: _Language, task: _Task, lines: Sequence[str]) -> list[Said]:
    """Columns of a difference: a place owes one when the numbers cut off there do."""
    _, a, b = task
    said: list[Said] = []
    if a < b:
        expect(patterns.swap, lines, 0, a, b, b, a)
        said.append(("<", (a, b), "swap", ()))
        a, b = b, a
    unit = 1
    for place in range(len(str(a))):
        top, low = a // unit % 10, b // unit % 10
        owed = int(a % unit < b % unit) if place else None
        unit *= 10
        digit = (a - b) % unit * 10 // unit
        lent = a % unit < b % unit
        name, step = patterns.places[place], len(said)
        if lent:
            expect(patterns.borrow, lines, step, name, top, owed, low, top + 10, owed, low, digit)
            top += 10
        else:
            expect(patterns.column, lines, step, name, top, owed, low, digit)
        taken: Term = ("-", top, low) if owed is None else ("-", ("-", top, owed), low)
        uses = (step - 1,) if step else ()
        said.append(("=", (taken, digit), "column_borrow" if lent else "column_difference", uses))
    return said


def _product(patterns: _Language, task: _Task, lines: Sequence[str]) -> list[Said]:
    """Partial products: the running total is the product with the multiplier cut off."""
    _, a, b = task
    said: list[Said] = []
    for place in range(len(str(b))):
        unit = 10**place
        part = b // unit % 10 * unit
        before, after = a * (b % unit), a * (b % (10 * unit))
        step = len(said)
        expect(patterns.product, lines, step, patterns.places[place], a, part, after - before)
        said.append(("=", (("*", a, part), after - before), "partial_product", ()))
        if place:
            expect(patterns.running, lines, step + 1, before, after - before, after)
            said.append(("=", (("+", before, after - before), after), "partial_sum", (step - 1, step)))
    return said


_PROVERS: Mapping[str, Callable[[_Language, _Task, Sequence[str]], list[Said]]] = {
    "+": _sum,
    "-": _difference,
    "*": _product,
}
