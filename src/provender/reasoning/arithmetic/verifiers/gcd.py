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


def _compile(gcd: str, lcm: str, rest: Sequence[str]) -> _Language:
    """Patterns with N for a number; a question's pair is anything, read afterwards."""
    division, divisor, cofactor, product, multiple = (re.compile(text.replace("N", f"({NUMBER})")) for text in rest)
    return _Language({"gcd": re.compile(gcd), "lcm": re.compile(lcm)}, division, divisor, cofactor, product, multiple)


_PAIR = "([0-9a-z, -]{1,400})"
_EQUATION = r"N = N × N \+ N\."
_LANGUAGES = {
    "en": _compile(
        rf"(?:(?:What is|Find|Use Euclid's algorithm to find) the greatest common divisor of"
        rf"|What is the largest whole number that divides both) {_PAIR}[.?]",
        rf"(?:(?:What is|Find|Use Euclid's algorithm to find) the least common multiple of"
        rf"|What is the smallest positive whole number that is a multiple of both) {_PAIR}[.?]",
        (
            rf"(?:Divide N by N: )?{_EQUATION}",
            r"The remainder is 0, so the greatest common divisor of N and N is N\.",
            r"Divide the first number by it: N ÷ N = N\.",
            r"Multiply by the second number: N × N = N\.",
            r"So the least common multiple of N and N is N\.",
        ),
    ),
    "sw": _compile(
        rf"(?:(?:Je,|Tafuta|Tumia kanuni ya Euklidi kutafuta) kigawo kikubwa cha shirika cha"
        rf"|Ni namba gani kubwa kuliko zote inayogawanya) {_PAIR}(?:\.| ni kipi\?| bila baki\?)",
        rf"(?:(?:Je,|Tafuta|Tumia kanuni ya Euklidi kutafuta) kigawe kidogo cha shirika cha"
        rf"|Ni namba gani ndogo kuliko zote inayogawanyika kwa) {_PAIR}(?:\.| ni kipi\?| bila baki\?)",
        (
            rf"(?:Gawanya N kwa N: )?{_EQUATION}",
            r"Baki ni 0, kwa hiyo kigawo kikubwa cha shirika cha N na N ni N\.",
            r"Gawanya namba ya kwanza kwa kigawo hicho: N ÷ N = N\.",
            r"Zidisha kwa namba ya pili: N × N = N\.",
            r"Kwa hiyo kigawe kidogo cha shirika cha N na N ni N\.",
        ),
    ),
}
_AND = {"en": "and", "sw": "na"}
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
                pair = _pair(found[1], language)
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
