"""Greatest common divisors (and least common multiples) by Euclid's algorithm, every division shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import ClassVar, Literal

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.numbers import in_words, insist_on_words
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

_EQUATION = "{a} = {q} × {b} + {r}."
WORDS = Wording(
    {
        "en": {
            "gcd": (
                "What is the greatest common divisor of {pair}?",
                "Find the greatest common divisor of {pair}.",
                "Use Euclid's algorithm to find the greatest common divisor of {pair}.",
                "What is the largest whole number that divides both {pair}?",
            ),
            "lcm": (
                "What is the least common multiple of {pair}?",
                "Find the least common multiple of {pair}.",
                "Use Euclid's algorithm to find the least common multiple of {pair}.",
                "What is the smallest positive whole number that is a multiple of both {pair}?",
            ),
            "pair": ("{a} and {b}", "{a}, and {b}"),
            "euclid": ("Divide {a} by {b}: " + _EQUATION, _EQUATION),
            "last_divisor": "The remainder is 0, so the greatest common divisor of {a} and {b} is {g}.",
            "cofactor": "Divide the first number by it: {a} ÷ {g} = {k}.",
            "product": "Multiply by the second number: {k} × {b} = {m}.",
            "multiple": "So the least common multiple of {a} and {b} is {m}.",
        },
        "sw": {  # the terms of Tanzania's school books (KKS and KDS)
            "gcd": (
                "Je, kigawo kikubwa cha shirika cha {pair} ni kipi?",
                "Tafuta kigawo kikubwa cha shirika cha {pair}.",
                "Tumia kanuni ya Euklidi kutafuta kigawo kikubwa cha shirika cha {pair}.",
                "Ni namba gani kubwa kuliko zote inayogawanya {pair} bila baki?",
            ),
            "lcm": (
                "Je, kigawe kidogo cha shirika cha {pair} ni kipi?",
                "Tafuta kigawe kidogo cha shirika cha {pair}.",
                "Tumia kanuni ya Euklidi kutafuta kigawe kidogo cha shirika cha {pair}.",
                "Ni namba gani ndogo kuliko zote inayogawanyika kwa {pair} bila baki?",
            ),
            "pair": ("{a} na {b}", "{a}, na {b}"),
            "euclid": ("Gawanya {a} kwa {b}: " + _EQUATION, _EQUATION),
            "last_divisor": "Baki ni 0, kwa hiyo kigawo kikubwa cha shirika cha {a} na {b} ni {g}.",
            "cofactor": "Gawanya namba ya kwanza kwa kigawo hicho: {a} ÷ {g} = {k}.",
            "product": "Zidisha kwa namba ya pili: {k} × {b} = {m}.",
            "multiple": "Kwa hiyo kigawe kidogo cha shirika cha {a} na {b} ni {m}.",
        },
        "fr": {
            "gcd": (
                "Quel est le plus grand commun diviseur de {pair} ?",
                "Trouve le plus grand commun diviseur de {pair}.",
                "Utilise l'algorithme d'Euclide pour trouver le plus grand commun diviseur de {pair}.",
                "Quel est le plus grand nombre entier qui divise {pair} sans reste ?",
            ),
            "lcm": (
                "Quel est le plus petit commun multiple de {pair} ?",
                "Trouve le plus petit commun multiple de {pair}.",
                "Utilise l'algorithme d'Euclide pour trouver le plus petit commun multiple de {pair}.",
                "Quel est le plus petit nombre entier strictement positif que divisent {pair} ?",
            ),
            "pair": ("{a} et {b}", "{a}, et {b}"),
            "euclid": ("On divise {a} par {b} : " + _EQUATION, _EQUATION),
            "last_divisor": "Le reste est 0, donc le plus grand commun diviseur de {a} et {b} est {g}.",
            "cofactor": "On divise le premier nombre par ce diviseur : {a} ÷ {g} = {k}.",
            "product": "On multiplie par le deuxième nombre : {k} × {b} = {m}.",
            "multiple": "Donc le plus petit commun multiple de {a} et {b} est {m}.",
        },
        "es": {
            "gcd": (
                "¿Cuál es el máximo común divisor de {pair}?",
                "Halla el máximo común divisor de {pair}.",
                "Usa el algoritmo de Euclides para hallar el máximo común divisor de {pair}.",
                "¿Cuál es el mayor número entero que divide a {pair} sin dejar resto?",
            ),
            "lcm": (
                "¿Cuál es el mínimo común múltiplo de {pair}?",
                "Halla el mínimo común múltiplo de {pair}.",
                "Usa el algoritmo de Euclides para hallar el mínimo común múltiplo de {pair}.",
                "¿Cuál es el menor número entero positivo que es divisible por {pair}?",
            ),
            "pair": ("{a} y {b}", "{a}, y {b}"),
            "euclid": ("Divide {a} entre {b}: " + _EQUATION, _EQUATION),
            "last_divisor": "El resto es 0, así que el máximo común divisor de {a} y {b} es {g}.",
            "cofactor": "Divide el primer número entre ese divisor: {a} ÷ {g} = {k}.",
            "product": "Multiplica por el segundo número: {k} × {b} = {m}.",
            "multiple": "Así que el mínimo común múltiplo de {a} y {b} es {m}.",
        },
        "de": {
            "gcd": (
                "Was ist der größte gemeinsame Teiler von {pair}?",
                "Bestimme den größten gemeinsamen Teiler von {pair}.",
                "Bestimme mit dem euklidischen Algorithmus den größten gemeinsamen Teiler von {pair}.",
                "Welches ist die größte ganze Zahl, die {pair} ohne Rest teilt?",
            ),
            "lcm": (
                "Was ist das kleinste gemeinsame Vielfache von {pair}?",
                "Bestimme das kleinste gemeinsame Vielfache von {pair}.",
                "Bestimme mit dem euklidischen Algorithmus das kleinste gemeinsame Vielfache von {pair}.",
                "Welches ist die kleinste positive ganze Zahl, die sich durch {pair} ohne Rest teilen lässt?",
            ),
            "pair": ("{a} und {b}", "{a}, und {b}"),
            "euclid": ("Teile {a} durch {b}: " + _EQUATION, _EQUATION),
            "last_divisor": "Der Rest ist 0, also ist der größte gemeinsame Teiler von {a} und {b} gleich {g}.",
            "cofactor": "Teile die erste Zahl durch ihn: {a} ÷ {g} = {k}.",
            "product": "Multipliziere mit der zweiten Zahl: {k} × {b} = {m}.",
            "multiple": "Also ist das kleinste gemeinsame Vielfache von {a} und {b} gleich {m}.",
        },
    }
)
# level -> greatest common factor drawn, greatest cofactor drawn
_SIZES = {1: (9, 15), 2: (99, 200), 3: (99, 2_000), 4: (999, 20_000), 5: (9_999, 99_999), 6: (10**8, 10**9)}


@generator
@dataclass(frozen=True, slots=True)
class Gcd:
    """Draws g, x and y, and asks for the greatest common divisor of g·x and g·y, so that answers are seldom 1.

    Attributes:
        language: of question and solution.
        level: 1 (numbers to 135, 3.7 steps on average) to 5 (numbers below 10**9, 10.7 steps); 6 goes to 10**17.
        goal: "gcd"; "lcm" adds three steps; "both" asks for either, half and half.
        numerals: how the question writes its numbers; the solution always uses digits.

    Guarantees:
        The drawn problem does not depend on `language` or `numerals`.

    Example:
        84 and 36: 84 = 2 × 36 + 12. 36 = 3 × 12 + 0. The greatest common divisor is 12.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("gcd")

    language: Language = "en"
    level: Level = 2
    goal: Literal["gcd", "lcm", "both"] = "gcd"
    numerals: Literal["digits", "words"] = "digits"

    def __post_init__(self) -> None:
        """Refuse numbers in words that are too long for them."""
        if self.numerals == "words":
            insist_on_words(prod(_SIZES[self.level]), where="reasoning/arithmetic/gcd")

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the numbers, then the wording."""
        factor, cofactor = _SIZES[self.level]
        common = rng.between(1, factor)
        a, b = common * rng.between(2, cofactor), common * rng.between(2, cofactor)
        goal = self.goal
        if goal == "both":
            goal = "lcm" if rng.chance(1, 2) else "gcd"
        say = WORDS[self.language]
        if self.numerals == "words":
            pair = say("pair", 1, a=in_words(a, self.language), b=in_words(b, self.language))
        else:
            pair = say("pair", a=a, b=b)
        question = say(goal, rng.below(WORDS.forms(goal)), pair=pair)
        told = Telling(say)
        answer, at = _euclid(told, a, b, form=rng.below(WORDS.forms("euclid")))
        if goal == "lcm":
            answer = _multiple(told, (a, b), answer, at)
        return Problem(question, str(answer), self.language, told.derivation((goal, a, b), answer))


def _euclid(told: Telling, a: int, b: int, *, form: int) -> tuple[int, int]:
    """Euclid's divisions until nothing is left over, then what they show, and which step shows it."""
    x, y = a, b
    uses: tuple[int, ...] = ()
    while y:
        q, r = divmod(x, y)
        uses = (told.step("euclid", equal(x, ("+", ("*", q, y), r)), uses, form=form, a=x, b=y, q=q, r=r),)
        x, y = y, r
    return x, told.step("last_divisor", equal(("gcd", a, b), x), uses, a=a, b=b, g=x)


def _multiple(told: Telling, pair: tuple[int, int], g: int, at: int) -> int:
    """The way from the divisor, found in step `at`, to the least common multiple, (a ÷ g) × b."""
    a, b = pair
    k = a // g
    m = k * b
    at = told.step("cofactor", equal(("/", a, g), k), (at,), a=a, g=g, k=k)
    at = told.step("product", equal(("*", k, b), m), (at,), k=k, b=b, m=m)
    told.step("multiple", equal(("lcm", a, b), m), (at,), a=a, b=b, m=m)
    return m
