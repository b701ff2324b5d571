"""Proves greatest common divisors and least common multiples from the question's own text.

The answer is found by Stein's binary algorithm (J. Comp. Phys. 1, 1967), which halves and subtracts and
never divides; the solution's divisions are then followed one by one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.arithmetic.verifiers._exact import binary_gcd
from provender.reasoning.read.judge import Proof, Said, Wrong, expect, finished, judge
from provender.reasoning.read.numbers import NUMBER, from_words


@verifier
@dataclass(frozen=True, slots=True)
class Gcd:
    """Solves the question anew, follows Euclid's chain sentence by sentence, and compares.

    Example:
        "84 = 1 × 36 + 48." is true and yet fails: a remainder is smaller than its divisor.

    Guarantees:
        Passes exactly the records whose every statement is true and licensed; needs no derivation.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("gcd",)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge(records, name=name_of(self), topic="gcd", read=_read, prove=_prove)


class _Language(NamedTuple):
    """The patterns of one language."""

    questions: Mapping[str, re.Pattern[str]]
    division: re.Pattern[str]
    divisor: re.Pattern[str]
    cofactor: re.Pattern[str]
    product: re.Pattern[str]
    multiple: re.Pattern[str]


def _compile(gcd: Sequence[str], lcm: Sequence[str], rest: Sequence[str]) -> _Language:
    """Patterns with N for a number and {} for a question's pair, which is anything, read afterwards."""
    division, divisor, cofactor, product, multiple = (re.compile(text.replace("N", f"({NUMBER})")) for text in rest)
    asked = {goal: _any_of(forms) for goal, forms in (("gcd", gcd), ("lcm", lcm))}
    return _Language(asked, division, divisor, cofactor, product, multiple)


def _any_of(forms: Sequence[str]) -> re.Pattern[str]:
    """One of some sentences, word for word, but for the pair."""
    return re.compile("|".join(re.escape(form).replace(r"\{\}", _PAIR) for form in forms))


_PAIR = "([0-9A-Za-zß-öø-ÿœ, -]{1,400})"
_EQUATION = r"N = N × N \+ N\."
_LANGUAGES = {
    "en": _compile(
        (
            "What is the greatest common divisor of {}?",
            "Find the greatest common divisor of {}.",
            "Use Euclid's algorithm to find the greatest common divisor of {}.",
            "What is the largest whole number that divides both {}?",
        ),
        (
            "What is the least common multiple of {}?",
            "Find the least common multiple of {}.",
            "Use Euclid's algorithm to find the least common multiple of {}.",
            "What is the smallest positive whole number that is a multiple of both {}?",
        ),
        (
            rf"(?:Divide N by N: )?{_EQUATION}",
            r"The remainder is 0, so the greatest common divisor of N and N is N\.",
            r"Divide the first number by it: N ÷ N = N\.",
            r"Multiply by the second number: N × N = N\.",
            r"So the least common multiple of N and N is N\.",
        ),
    ),
    "sw": _compile(
        (
            "Je, kigawo kikubwa cha shirika cha {} ni kipi?",
            "Tafuta kigawo kikubwa cha shirika cha {}.",
            "Tumia kanuni ya Euklidi kutafuta kigawo kikubwa cha shirika cha {}.",
            "Ni namba gani kubwa kuliko zote inayogawanya {} bila baki?",
        ),
        (
            "Je, kigawe kidogo cha shirika cha {} ni kipi?",
            "Tafuta kigawe kidogo cha shirika cha {}.",
            "Tumia kanuni ya Euklidi kutafuta kigawe kidogo cha shirika cha {}.",
            "Ni namba gani ndogo kuliko zote inayogawanyika kwa {} bila baki?",
        ),
        (
            rf"(?:Gawanya N kwa N: )?{_EQUATION}",
            r"Baki ni 0, kwa hiyo kigawo kikubwa cha shirika cha N na N ni N\.",
            r"Gawanya namba ya kwanza kwa kigawo hicho: N ÷ N = N\.",
            r"Zidisha kwa namba ya pili: N × N = N\.",
            r"Kwa hiyo kigawe kidogo cha shirika cha N na N ni N\.",
        ),
    ),
    "fr": _compile(
        (
            "Quel est le plus grand commun diviseur de {} ?",
            "Trouve le plus grand commun diviseur de {}.",
            "Utilise l'algorithme d'Euclide pour trouver le plus grand commun diviseur de {}.",
            "Quel est le plus grand nombre entier qui divise {} sans reste ?",
        ),
        (
            "Quel est le plus petit commun multiple de {} ?",
            "Trouve le plus petit commun multiple de {}.",
            "Utilise l'algorithme d'Euclide pour trouver le plus petit commun multiple de {}.",
            "Quel est le plus petit nombre entier strictement positif que divisent {} ?",
        ),
        (
            rf"(?:On divise N par N : )?{_EQUATION}",
            r"Le reste est 0, donc le plus grand commun diviseur de N et N est N\.",
            r"On divise le premier nombre par ce diviseur : N ÷ N = N\.",
            r"On multiplie par le deuxième nombre : N × N = N\.",
            r"Donc le plus petit commun multiple de N et N est N\.",
        ),
    ),
    "es": _compile(
        (
            "¿Cuál es el máximo común divisor de {}?",
            "Halla el máximo común divisor de {}.",
            "Usa el algoritmo de Euclides para hallar el máximo común divisor de {}.",
            "¿Cuál es el mayor número entero que divide a {} sin dejar resto?",
        ),
        (
            "¿Cuál es el mínimo común múltiplo de {}?",
            "Halla el mínimo común múltiplo de {}.",
            "Usa el algoritmo de Euclides para hallar el mínimo común múltiplo de {}.",
            "¿Cuál es el menor número entero positivo que es divisible por {}?",
        ),
        (
            rf"(?:Divide N entre N: )?{_EQUATION}",
            r"El resto es 0, así que el máximo común divisor de N y N es N\.",
            r"Divide el primer número entre ese divisor: N ÷ N = N\.",
            r"Multiplica por el segundo número: N × N = N\.",
            r"Así que el mínimo común múltiplo de N y N es N\.",
        ),
    ),
    "de": _compile(
        (
            "Was ist der größte gemeinsame Teiler von {}?",
            "Bestimme den größten gemeinsamen Teiler von {}.",
            "Bestimme mit dem euklidischen Algorithmus den größten gemeinsamen Teiler von {}.",
            "Welches ist die größte ganze Zahl, die {} ohne Rest teilt?",
        ),
        (
            "Was ist das kleinste gemeinsame Vielfache von {}?",
            "Bestimme das kleinste gemeinsame Vielfache von {}.",
            "Bestimme mit dem euklidischen Algorithmus das kleinste gemeinsame Vielfache von {}.",
            "Welches ist die kleinste positive ganze Zahl, die sich durch {} ohne Rest teilen lässt?",
        ),
        (
            rf"(?:Teile N durch N: )?{_EQUATION}",
            r"Der Rest ist 0, also ist der größte gemeinsame Teiler von N und N gleich N\.",
            r"Teile die erste Zahl durch ihn: N ÷ N = N\.",
            r"Multipliziere mit der zweiten Zahl: N × N = N\.",
            r"Also ist das kleinste gemeinsame Vielfache von N und N gleich N\.",
        ),
    ),
}
_AND = {"en": "and", "sw": "na", "fr": "et", "es": "y", "de": "und"}
_DIGITS = {language: re.compile(f"({NUMBER}) {word} ({NUMBER})") for language, word in _AND.items()}


class _Task(NamedTuple):
    """What is asked of which numbers."""

    goal: str
    a: int
    b: int


def _read(question: str) -> tuple[str, _Task] | None:
    """The language and the task, or None."""
    for language, patterns in _LANGUAGES.items():
        for goal, pattern in patterns.questions.items():
            found = pattern.fullmatch(question)
            if found is not None:
                pair = _pair(found[found.lastindex or 0], language)
                return pair and (language, _Task(goal, *pair))
    return None


def _pair(text: str, language: str) -> tuple[int, int] | None:
    """ "84 and 36" or "eighty-four, and thirty-six"."""
    found = _DIGITS[language].fullmatch(text)
    if found is not None:
        return int(found[1]), int(found[2])
    first, _, second = text.partition(f", {_AND[language]} ")
    a, b = from_words(first, language), from_words(second, language)
    return None if a is None or b is None else (a, b)


def _prove(language: str, task: _Task, lines: Sequence[str]) -> Proof:
    """Follow the sentences from the question's numbers to the answer; raises `Wrong`."""
    goal, a, b = task
    truth = binary_gcd(a, b)
    patterns = _LANGUAGES[language]
    said = _euclid(patterns, task, lines)
    last = len(said)
    expect(patterns.divisor, lines, last, a, b, truth)
    said.append(("=", (("gcd", a, b), truth), "last_divisor", (last - 1,) if last else ()))
    answer = truth
    if goal == "lcm":
        k = a // truth
        answer = k * b
        expect(patterns.cofactor, lines, last + 1, a, truth, k)
        said.append(("=", (("/", a, truth), k), "cofactor", (last,)))
        expect(patterns.product, lines, last + 2, k, b, answer)
        said.append(("=", (("*", k, b), answer), "product", (last + 1,)))
        expect(patterns.multiple, lines, last + 3, a, b, answer)
        said.append(("=", (("lcm", a, b), answer), "multiple", (last + 2,)))
    finished(lines, len(said))
    return Proof((goal, a, b), said, answer, str(answer))


def _euclid(patterns: _Language, task: _Task, lines: Sequence[str]) -> list[Said]:
    """The chain of divisions at the head of the solution, each checked."""
    x, y = task.a, task.b
    said: list[Said] = []
    division = patterns.division
    uses: tuple[int, ...] = ()
    for place, line in enumerate(lines):
        if not y:
            break
        found = division.fullmatch(line)
        if found is None:
            raise Wrong("sentence cannot be read", step=place + 1, sentence=line)
        told_a, told_b, a, q, b, r = found.groups()
        quotient, rest = int(q), int(r)
        if int(a) != x or int(b) != y or (told_a is not None and (told_a != a or told_b != b)):
            raise Wrong("step takes the wrong numbers", step=place + 1, sentence=line, expected=f"{x} by {y}")
        if x != quotient * y + rest:
            raise Wrong("equation is false", step=place + 1, sentence=line)
        if rest >= y:
            raise Wrong("remainder is too large", step=place + 1, sentence=line)
        said.append(("=", (x, ("+", ("*", quotient, y), rest)), "euclid", uses))
        uses = (place,)
        x, y = y, rest
    if y:
        raise Wrong("solution stops too soon", steps=len(lines), left=f"{x} by {y}")
    return said
