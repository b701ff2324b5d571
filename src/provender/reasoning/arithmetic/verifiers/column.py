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
from provender.reasoning.arithmetic.verifiers._places import NAME, PLACES
from provender.reasoning.read.judge import Proof, Said, expect, finished, judge
from provender.reasoning.read.numbers import NUMBER, from_words

_MOST_DIGITS = len(PLACES["en"])  # there is no name for a column beyond


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
    signs: Mapping[str, str]
    written: re.Pattern[str]
    commands: Mapping[str, re.Pattern[str]]
    carry: re.Pattern[str]
    column: re.Pattern[str]
    borrow: re.Pattern[str]
    product: re.Pattern[str]
    swap: re.Pattern[str]
    running: re.Pattern[str]
    result: re.Pattern[str]


_NUMERAL = "[0-9A-Za-zß-öø-ÿœ -]{1,200}"
_A, _B = f"(?P<a>{_NUMERAL})", f"(?P<b>{_NUMERAL})"
_OPS = {"+": "+", "−": "-", "×": "*"}
_SIGNS = {"+": "+", "-": "−", "*": "×"}
_MINUS = "([0-9]) −(?: ([01]) −)? ([0-9])"


_NAMED = f"({NAME})"
_ADDED = r"([0-9]) \+ ([0-9])(?: \+ ([01]))? = ([0-9]{1,2})"
_LENT = "(1[0-9]) −(?: ([01]) −)? ([0-9]) = ([0-9])"


def _compile(
    places: tuple[str, ...], signs: tuple[str, str, str], asked: Sequence[str], says: Sequence[str], *, colon: str = ":"
) -> _Language:
    """The patterns of a language; <...> stands for a part of a pattern.

    Args:
        signs: "plus", "minus" and "times" in words.
        asked: by a sign, then by a verb for "+", "-" and "*".
        says: how a column is added, how ten is lent, how a difference is turned round, a running sum, and the result.
        colon: what stands between the name of a place and its equation.
    """
    ops = {**_OPS, **dict(zip(signs, "+-*", strict=True))}
    parts = {
        "<a>": _A,
        "<b>": _B,
        "<formula>": f"{_A} (?P<op>{'|'.join(map(re.escape, ops))}) {_B}",
        "<place>": _NAMED + colon,
        "<n>": f"({NUMBER})",
        "<sum>": _ADDED,
        "<short>": _MINUS,
        "<lent>": _LENT,
        "<whole>": rf"({NUMBER}) ([+−×]) ({NUMBER}) = (-?{NUMBER})",
    }

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(re.sub("<[a-z]+>", lambda found: parts[found[0]], text))

    written, *commands = [pattern(text) for text in asked]
    carry, borrow, swap, running, result = [pattern(text) for text in says]
    return _Language(
        places=places,
        signs=ops,
        written=written,
        commands=dict(zip("+-*", commands, strict=True)),
        carry=carry,
        column=pattern(r"<place> <short> = ([0-9])\."),
        borrow=borrow,
        product=pattern(r"<place> <n> × <n> = <n>\."),
        swap=swap,
        running=running,
        result=result,
    )


_LANGUAGES = {
    "en": _compile(
        PLACES["en"],
        ("plus", "minus", "times"),
        (
            r"(?:Work out|What is) <formula>(?:\? Work)? (?:digit by digit|column by column)\.",
            r"Add <b> to <a> column by column\.",
            r"Subtract <b> from <a> column by column\.",
            r"Multiply <a> by <b> digit by digit\.",
        ),
        (
            r"<place> <sum>, write ([0-9]), carry ([01])\.",
            r"<place> <short> is below 0, so borrow 10: <lent>\.",
            r"<n> is less than <n>, so work out <n> − <n> and make it negative\.",
            r"Add this to the rest: <n> \+ <n> = <n>\.",
            r"So <whole>\.",
        ),
    ),
    "sw": _compile(
        PLACES["sw"],
        ("jumlisha", "toa", "mara"),
        (
            r"(?:Tafuta|Je,) <formula>(?: ni ngapi\? Fanya)? (?:tarakimu kwa tarakimu|safu kwa safu)\.",
            r"Ongeza <b> kwenye <a> safu kwa safu\.",
            r"Toa <b> kutoka <a> safu kwa safu\.",
            r"Zidisha <a> kwa <b> tarakimu kwa tarakimu\.",
        ),
        (
            r"<place> <sum>, andika ([0-9]), beba ([01])\.",
            r"<place> <short> ni chini ya 0, hivyo kopa 10: <lent>\.",
            r"<n> ni ndogo kuliko <n>, hivyo tafuta <n> − <n> na uifanye hasi\.",
            r"Ongeza kwenye jumla: <n> \+ <n> = <n>\.",
            r"Kwa hiyo <whole>\.",
        ),
    ),
    "fr": _compile(
        PLACES["fr"],
        ("plus", "moins", "fois"),
        (
            r"(?:Calcule|Combien font) <formula>(?: \? Pose)? (?:chiffre par chiffre|colonne par colonne)\.",
            r"Ajoute <b> à <a> colonne par colonne\.",
            r"Soustrais <b> de <a> colonne par colonne\.",
            r"Multiplie <a> par <b> chiffre par chiffre\.",
        ),
        (
            r"<place> <sum>, on écrit ([0-9]), on retient ([01])\.",
            r"<place> <short> est inférieur à 0, on emprunte donc 10 : <lent>\.",
            r"<n> est plus petit que <n>, on calcule donc <n> − <n> et on le rend négatif\.",
            r"On l'ajoute au total : <n> \+ <n> = <n>\.",
            r"Donc <whole>\.",
        ),
        colon=" :",
    ),
    "es": _compile(
        PLACES["es"],
        ("más", "menos", "por"),
        (
            r"(?:Calcula|¿Cuánto es) <formula>(?:\? Hazlo)? (?:cifra por cifra|columna por columna)\.",
            r"Suma <b> a <a> columna por columna\.",
            r"Resta <b> de <a> columna por columna\.",
            r"Multiplica <a> por <b> cifra por cifra\.",
        ),
        (
            r"<place> <sum>, escribe ([0-9]), lleva ([01])\.",
            r"<place> <short> es menor que 0, así que toma prestados 10: <lent>\.",
            r"<n> es menor que <n>, así que calcula <n> − <n> y hazlo negativo\.",
            r"Súmalo al total: <n> \+ <n> = <n>\.",
            r"Así que <whole>\.",
        ),
    ),
    "de": _compile(
        PLACES["de"],
        ("plus", "minus", "mal"),
        (
            r"(?:Berechne|Wie viel ist) <formula>(?:\? Rechne)? (?:Ziffer für Ziffer|Spalte für Spalte)\.",
            r"Addiere <b> zu <a> Spalte für Spalte\.",
            r"Subtrahiere <b> von <a> Spalte für Spalte\.",
            r"Multipliziere <a> mit <b> Ziffer für Ziffer\.",
        ),
        (
            r"<place> <sum>, schreibe ([0-9]), übertrage ([01])\.",
            r"<place> <short> ist kleiner als 0, also leihe 10: <lent>\.",
            r"<n> ist kleiner als <n>, also berechne <n> − <n> und nimm es negativ\.",
            r"Addiere dies zur Summe: <n> \+ <n> = <n>\.",
            r"Also <whole>\.",
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
            return _task(patterns.signs[found["op"]], found, language)
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
    if _DIGITS.fullmatch(text):
        return int(text)
    return from_words(text, language)


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
