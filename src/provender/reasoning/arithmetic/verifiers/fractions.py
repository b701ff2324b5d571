"""Proves calculations with fractions from the question's own text.

Values come from cross-multiplication, a/b ± c/d = (ad ± cb)/bd, never from a least common denominator;
what the sentences say of common denominators and lowest terms is then checked against them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias

from provender.core.claim import Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.arithmetic.verifiers._exact import binary_gcd
from provender.reasoning.read.judge import Proof, Said, expect, finished, judge
from provender.reasoning.read.numbers import NUMBER

Pair: TypeAlias = tuple[int, int]  # numerator, denominator


@verifier
@dataclass(frozen=True, slots=True)
class Fractions:
    """Solves the question by cross-multiplication, then checks the taught way sentence by sentence.

    Example:
        In 1/2 + 1/3, "3/6 + 2/6 = 10/12." is true and yet fails: over one denominator, that denominator stays.

    Guarantees:
        Passes exactly the records whose every statement is true and licensed; needs no derivation.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("fractions",)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge(records, name=name_of(self), topic="fractions", read=_read, prove=_prove)


class _Language(NamedTuple):
    """The patterns of one language; a question's groups are x, perhaps an operation, and y."""

    asked: re.Pattern[str]
    commands: Mapping[str, re.Pattern[str]]
    compare: re.Pattern[str]
    common: re.Pattern[str]
    divisor: re.Pattern[str]
    reduce: re.Pattern[str]
    numerators: re.Pattern[str]
    denominators: re.Pattern[str]
    invert: re.Pattern[str]
    order: re.Pattern[str]
    result: re.Pattern[str]


_X, _Y = f"(?P<x>{NUMBER}/{NUMBER})", f"(?P<y>{NUMBER}/{NUMBER})"
_OPS = {"+": "+", "−": "-", "×": "*", "÷": "/"}
_SIGNS = {op: sign for sign, op in _OPS.items()}
_OP = "(?P<op>[+−×÷])"
_WRITTEN = "([-0-9/]{1,99})"
_EXPAND = re.compile(rf"{_WRITTEN} = {_WRITTEN}\.")
_CALCULATION = re.compile(rf"{_WRITTEN} ([+−×]) {_WRITTEN} = {_WRITTEN}\.")


def _compile(asked: str, commands: Sequence[str], compare: str, rest: Sequence[str]) -> _Language:
    """Patterns with N for a number, R for a fraction as written."""
    parts = {"N": f"({NUMBER})", "R": _WRITTEN}
    return _Language(
        re.compile(asked),
        {op: re.compile(text) for op, text in zip("+-*/", commands, strict=True)},
        re.compile(compare),
        *(re.compile(re.sub(r"\b[NR]\b", lambda found: parts[found[0]], text)) for text in rest),
    )


_LANGUAGES = {
    "en": _compile(
        rf"(?:Write|What is|Simplify) {_X} {_OP} {_Y} (?:in|to) lowest terms[.?]",
        (
            rf"Add {_X} and {_Y} and reduce the result\.",
            rf"Subtract {_Y} from {_X} and reduce the result\.",
            rf"Multiply {_X} by {_Y} and reduce the result\.",
            rf"Divide {_X} by {_Y} and reduce the result\.",
        ),
        rf"(?:Which sign belongs between|Compare|Is) {_X} (?:and|less than, equal to or greater than) {_Y}"
        r"(?:: <, = or >\?|: answer with <, = or >\.|\? Answer with <, = or >\.)",
        (
            r"The least common denominator of N and N is N\.",
            r"The greatest common divisor of N and N is N\.",
            r"Divide both by N: R = R\.",
            r"Multiply the numerators: N × N = N\.",
            r"Multiply the denominators: N × N = N\.",
            r"Turn the second fraction over: R ÷ R = R × R\.",
            r"Compare the numerators: N ([<=>]) N\.",
            r"So R ([+−×÷<=>]) R(?: = R)?\.",
        ),
    ),
    "sw": _compile(
        rf"(?:Andika|Je,|Rahisisha) {_X} {_OP} {_Y}(?: ni ngapi)? (?:katika|hadi) umbo rahisi kabisa[.?]",
        (
            rf"Jumlisha {_X} na {_Y}, kisha rahisisha jibu\.",
            rf"Toa {_Y} kutoka {_X}, kisha rahisisha jibu\.",
            rf"Zidisha {_X} kwa {_Y}, kisha rahisisha jibu\.",
            rf"Gawanya {_X} kwa {_Y}, kisha rahisisha jibu\.",
        ),
        rf"(?:Alama ipi kati ya <, = na > inafaa kuwekwa kati ya|Linganisha|Je,) {_X} "
        rf"(?:na|ni ndogo kuliko, sawa na, au kubwa kuliko) {_Y}(?:\?|: jibu kwa <, = au >\.|\? Jibu kwa <, = au >\.)",
        (
            r"Kigawe kidogo cha shirika cha asili N na N ni N\.",
            r"Kigawo kikubwa cha shirika cha N na N ni N\.",
            r"Gawanya kiasi na asili kwa N: R = R\.",
            r"Zidisha viasi: N × N = N\.",
            r"Zidisha asili: N × N = N\.",
            r"Pindua sehemu ya pili: R ÷ R = R × R\.",
            r"Linganisha viasi: N ([<=>]) N\.",
            r"Kwa hiyo R ([+−×÷<=>]) R(?: = R)?\.",
        ),
    ),
    "fr": _compile(
        rf"(?:Écris|Combien font|Simplifie) {_X} {_OP} {_Y} (?:sous|jusqu'à la) forme irréductible(?:\.| \?)",
        (
            rf"Additionne {_X} et {_Y} et réduis le résultat\.",
            rf"Soustrais {_Y} de {_X} et réduis le résultat\.",
            rf"Multiplie {_X} par {_Y} et réduis le résultat\.",
            rf"Divise {_X} par {_Y} et réduis le résultat\.",
        ),
        rf"(?:Quel signe faut-il mettre entre|Compare|Est-ce que) {_X} (?:et|est inférieur, égal ou supérieur à) {_Y}"
        r"(?: : <, = ou > \?| : réponds par <, = ou >\.| \? Réponds par <, = ou >\.)",
        (
            r"Le plus petit multiple commun des dénominateurs N et N est N\.",
            r"Le plus grand commun diviseur de N et N est N\.",
            r"On divise les deux par N : R = R\.",
            r"On multiplie les numérateurs : N × N = N\.",
            r"On multiplie les dénominateurs : N × N = N\.",
            r"On inverse la deuxième fraction : R ÷ R = R × R\.",
            r"On compare les numérateurs : N ([<=>]) N\.",
            r"Donc R ([+−×÷<=>]) R(?: = R)?\.",
        ),
    ),
    "es": _compile(
        rf"(?:Escribe|¿Cuánto es|Simplifica) {_X} {_OP} {_Y} "
        r"(?:como fracción|en forma|hasta la forma) irreducible[.?]",
        (
            rf"Suma {_X} y {_Y} y simplifica el resultado\.",
            rf"Resta {_Y} de {_X} y simplifica el resultado\.",
            rf"Multiplica {_X} por {_Y} y simplifica el resultado\.",
            rf"Divide {_X} entre {_Y} y simplifica el resultado\.",
        ),
        rf"(?:¿Qué signo va entre|Compara|¿Es) {_X} (?:y|menor, igual o mayor que) {_Y}"
        r"(?:: <, = o >\?|: responde con <, = o >\.|\? Responde con <, = o >\.)",
        (
            r"El mínimo común múltiplo de los denominadores N y N es N\.",
            r"El máximo común divisor de N y N es N\.",
            r"Divide ambos entre N: R = R\.",
            r"Multiplica los numeradores: N × N = N\.",
            r"Multiplica los denominadores: N × N = N\.",
            r"Invierte la segunda fracción: R ÷ R = R × R\.",
            r"Compara los numeradores: N ([<=>]) N\.",
            r"Así que R ([+−×÷<=>]) R(?: = R)?\.",
        ),
    ),
    "de": _compile(
        rf"(?:Schreibe|Wie viel ist|Berechne) {_X} {_OP} {_Y}"
        r"(?: als vollständig gekürzten Bruch|, vollständig gekürzt| und kürze vollständig)[.?]",
        (
            rf"Addiere {_X} und {_Y} und kürze das Ergebnis\.",
            rf"Subtrahiere {_Y} von {_X} und kürze das Ergebnis\.",
            rf"Multipliziere {_X} mit {_Y} und kürze das Ergebnis\.",
            rf"Dividiere {_X} durch {_Y} und kürze das Ergebnis\.",
        ),
        rf"(?:Welches Zeichen gehört zwischen|Vergleiche|Ist) {_X} (?:und|kleiner als, gleich oder größer als) {_Y}"
        r"(?:: <, = oder >\?|: Antworte mit <, = oder >\.|\? Antworte mit <, = oder >\.)",
        (
            r"Der Hauptnenner von N und N ist N\.",
            r"Der größte gemeinsame Teiler von N und N ist N\.",
            r"Teile beide durch N: R = R\.",
            r"Multipliziere die Zähler: N × N = N\.",
            r"Multipliziere die Nenner: N × N = N\.",
            r"Bilde den Kehrwert des zweiten Bruchs: R ÷ R = R × R\.",
            r"Vergleiche die Zähler: N ([<=>]) N\.",
            r"Also R ([+−×÷<=>]) R(?: = R)?\.",
        ),
    ),
}


class _Task(NamedTuple):
    """x op y, with "compare" among the operations."""

    op: str
    x: Pair
    y: Pair


def _read(question: str) -> tuple[str, _Task] | None:
    """The language and the task, or None."""
    for language, patterns in _LANGUAGES.items():
        found = patterns.asked.fullmatch(question)
        if found is not None:
            return _task(language, _OPS[found["op"]], found["x"], found["y"])
        for op, pattern in patterns.commands.items():
            found = pattern.fullmatch(question)
            if found is not None:
                return _task(language, op, found["x"], found["y"])
        found = patterns.compare.fullmatch(question)
        if found is not None:
            return _task(language, "compare", found["x"], found["y"])
    return None


def _task(language: str, op: str, x: str, y: str) -> tuple[str, _Task] | None:
    """The task, unless a denominator is below 2 or it divides by zero."""
    a, _, b = x.partition("/")
    c, _, d = y.partition("/")
    task = _Task(op, (int(a), int(b)), (int(c), int(d)))
    if task.x[1] < 2 or task.y[1] < 2 or (op == "/" and not task.y[0]):
        return None
    return language, task


def _text(n: int, d: int) -> str:
    """A fraction as it must be written."""
    return f"{n}/{d}" if d != 1 else str(n)


def _term(n: int, d: int) -> Term:
    """A fraction as a term; a whole number is an integer."""
    return ("/", n, d) if d != 1 else n


class _Following:
    """Follows the sentences one by one and keeps what they say."""

    __slots__ = ("lines", "patterns", "said")

    def __init__(self, patterns: _Language, lines: Sequence[str]) -> None:
        self.patterns, self.lines = patterns, lines
        self.said: list[Said] = []

    def says(self, pattern: re.Pattern[str], said: Said, *stated: object) -> int:
        """The next sentence must state this and so mean `said`; its index."""
        place = len(self.said)
        expect(pattern, self.lines, place, *stated)
        self.said.append(said)
        return place


def _prove(language: str, task: _Task, lines: Sequence[str]) -> Proof:
    """Check the sentences against values found by cross-multiplication; raises `Wrong`."""
    op, x, y = task
    path = _Following(_LANGUAGES[language], lines)
    goal: Term = (op, ("/", *x), ("/", *y))
    answer: Term
    if op == "compare":
        sign = _compare(path, x, y)
        answer, text = sign, sign
    else:
        value = _combine(path, task) if op in "+-" else _multiply(path, task)
        answer, text = _reduce(path, task, goal, value)
    finished(lines, len(path.said))
    return Proof(goal, path.said, answer, text)


def _over_one(path: _Following, x: Pair, y: Pair) -> tuple[int, tuple[int, ...]]:
    """The common denominator and the fractions brought over it; the sentences that say so."""
    b, d = x[1], y[1]
    m = b * d // binary_gcd(b, d)
    base = path.says(path.patterns.common, ("=", (("lcm", b, d), m), "common_denominator", ()), b, d, m)
    for n, below in (x, y):
        if below != m:
            wide = n * m // below
            said = ("=", (("/", n, below), ("/", wide, m)), "expand", (base,))
            path.says(_EXPAND, said, f"{n}/{below}", f"{wide}/{m}")
    return m, tuple(range(len(path.said)))


def _combine(path: _Following, task: _Task) -> Pair:
    """(ad ± cb)/bd, brought over the common denominator."""
    op, (a, b), (c, d) = task
    m, uses = _over_one(path, task.x, task.y)
    cross = a * d + c * b if op == "+" else a * d - c * b
    n = cross * m // (b * d)
    left, right = a * m // b, c * m // d
    said = ("=", ((op, ("/", left, m), ("/", right, m)), ("/", n, m)), "combine", uses)
    path.says(_CALCULATION, said, f"{left}/{m}", _SIGNS[op], f"{right}/{m}", f"{n}/{m}")
    return n, m


def _multiply(path: _Following, task: _Task) -> Pair:
    """ac/bd, or ad/bc for a quotient."""
    op, (a, b), (c, d) = task
    patterns = path.patterns
    uses: tuple[int, ...] = ()
    if op == "/":
        left, right, turned = f"{a}/{b}", f"{c}/{d}", _text(d, c)
        product = ("*", ("/", a, b), _term(d, c))
        said: Said = ("=", (("/", ("/", a, b), ("/", c, d)), product), "invert", ())
        uses = (path.says(patterns.invert, said, left, right, left, turned),)
        c, d = d, c
    n, m = a * c, b * d
    top = path.says(patterns.numerators, ("=", (("*", a, c), n), "numerators", uses), a, c, n)
    low = path.says(patterns.denominators, ("=", (("*", b, d), m), "denominators", uses), b, d, m)
    said = ("=", (("*", ("/", a, b), _term(c, d)), ("/", n, m)), "product", (top, low))
    path.says(_CALCULATION, said, f"{a}/{b}", "×", _text(c, d), f"{n}/{m}")
    return n, m


def _reduce(path: _Following, task: _Task, goal: Term, value: Pair) -> tuple[Term, str]:
    """Lowest terms, then the result."""
    op, (a, b), (c, d) = task
    n, m = value
    g = binary_gcd(abs(n), m)
    text, answer = _text(n // g, m // g), _term(n // g, m // g)
    last = len(path.said) - 1
    said: Said = ("=", (("gcd", abs(n), m), g), "common_divisor", (last,))
    uses: tuple[int, ...] = (last, path.says(path.patterns.divisor, said, abs(n), m, g))
    if g != 1:
        said = ("=", (("/", n, m), answer), "reduce", uses)
        uses = (path.says(path.patterns.reduce, said, g, f"{n}/{m}", text),)
    if op == "/":
        uses = (0, *uses)
    path.says(path.patterns.result, ("=", (goal, answer), "result", uses), f"{a}/{b}", _SIGNS[op], f"{c}/{d}", text)
    return answer, text


def _compare(path: _Following, x: Pair, y: Pair) -> str:
    """The sign of ad - cb."""
    (a, b), (c, d) = x, y
    cross = a * d - c * b
    sign = "<" if cross < 0 else ">" if cross else "="
    m, uses = _over_one(path, x, y)
    left, right = a * m // b, c * m // d
    said: Said = (sign, (left, right), "compare_numerators", uses)
    last = path.says(path.patterns.order, said, left, sign, right)
    said = (sign, (("/", a, b), ("/", c, d)), "compare", (last,))
    path.says(path.patterns.result, said, f"{a}/{b}", sign, f"{c}/{d}", None)
    return sign
