"""Small functions over a list of numbers, as a maker sees them: how they are drawn, described and worked out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from provender.core.claim import Claim, Term
from provender.core.seeds import Stream
from provender.reasoning.render.telling import Telling, equal
from provender.reasoning.render.wording import Voice

# level -> conditions, whether something is done in the end, largest number, numbers that count, numbers that do not
SIZES = {
    1: (0, 0, 20, 3, 0), 2: (1, 0, 30, 3, 1), 3: (1, 1, 40, 3, 2), 4: (2, 1, 60, 4, 2), 5: (2, 1, 90, 5, 3),
    6: (3, 1, 300, 6, 5),
}  # fmt: skip

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "sum": "The function f takes a list xs of whole numbers and gives the sum of {e} over its numbers x.",
        "max": "The function f takes a list xs of whole numbers and gives the largest {e} among its numbers x.",
        "min": "The function f takes a list xs of whole numbers and gives the smallest {e} among its numbers x.",
        ">": "Only numbers greater than {a} count.",
        "<": "Only numbers less than {a} count.",
        "==": "Only numbers that leave {a} when divided by {m} count.",
        "!=": "Numbers that leave {a} when divided by {m} do not count.",
        "none": "If no number counts, that is 0.",
        "%": "In the end f gives what this leaves when divided by {c}.",
        "*": "In the end f multiplies this by {c}.",
        "+": "In the end f adds {c} to this.",
        "drop": "{x} does not count: {left} {sign} {right}.",
        "end%": "In the end: {a} % {c} = {v}.",
        "end*": "In the end: {a} × {c} = {v}.",
        "end+": "In the end: {a} + {c} = {v}.",
        "check": "So f([{xs}]) is {v}.",
    },
    "sw": {
        "sum": "Kitendakazi f huchukua orodha xs ya namba kamili na kutoa jumla ya {e} kwa namba zake x.",
        "max": "Kitendakazi f huchukua orodha xs ya namba kamili na kutoa {e} kubwa zaidi kati ya namba zake x.",
        "min": "Kitendakazi f huchukua orodha xs ya namba kamili na kutoa {e} ndogo zaidi kati ya namba zake x.",
        ">": "Ni namba zinazozidi {a} tu zinazohesabika.",
        "<": "Ni namba zilizo chini ya {a} tu zinazohesabika.",
        "==": "Ni namba zinazobakiza {a} zikigawanywa kwa {m} tu zinazohesabika.",
        "!=": "Namba zinazobakiza {a} zikigawanywa kwa {m} hazihesabiki.",
        "none": "Ikiwa hakuna namba inayohesabika, jibu hilo ni 0.",
        "%": "Mwishoni f hutoa baki la jibu hilo likigawanywa kwa {c}.",
        "*": "Mwishoni f huzidisha jibu hilo kwa {c}.",
        "+": "Mwishoni f hujumlisha {c} kwa jibu hilo.",
        "drop": "{x} haihesabiki: {left} {sign} {right}.",
        "end%": "Mwishoni: {a} % {c} = {v}.",
        "end*": "Mwishoni: {a} × {c} = {v}.",
        "end+": "Mwishoni: {a} + {c} = {v}.",
        "check": "Kwa hiyo f([{xs}]) ni {v}.",
    },
    "fr": {
        "sum": "La fonction f prend une liste xs de nombres entiers et donne la somme de {e} sur ses nombres x.",
        "max": "La fonction f prend une liste xs de nombres entiers et donne le plus grand {e} parmi ses nombres x.",
        "min": "La fonction f prend une liste xs de nombres entiers et donne le plus petit {e} parmi ses nombres x.",
        ">": "Seuls les nombres supérieurs à {a} comptent.",
        "<": "Seuls les nombres inférieurs à {a} comptent.",
        "==": "Seuls les nombres dont la division par {m} laisse {a} comptent.",
        "!=": "Les nombres dont la division par {m} laisse {a} ne comptent pas.",
        "none": "Si aucun nombre ne compte, cela vaut 0.",
        "%": "À la fin, f donne le reste de la division de cela par {c}.",
        "*": "À la fin, f multiplie cela par {c}.",
        "+": "À la fin, f ajoute {c} à cela.",
        "drop": "{x} ne compte pas : {left} {sign} {right}.",
        "end%": "À la fin : {a} % {c} = {v}.",
        "end*": "À la fin : {a} × {c} = {v}.",
        "end+": "À la fin : {a} + {c} = {v}.",
        "check": "Donc f([{xs}]) vaut {v}.",
    },
    "es": {
        "sum": "La función f toma una lista xs de números enteros y da la suma de {e} sobre sus números x.",
        "max": "La función f toma una lista xs de números enteros y da el mayor {e} entre sus números x.",
        "min": "La función f toma una lista xs de números enteros y da el menor {e} entre sus números x.",
        ">": "Solo cuentan los números mayores que {a}.",
        "<": "Solo cuentan los números menores que {a}.",
        "==": "Solo cuentan los números que dejan {a} al dividirse entre {m}.",
        "!=": "Los números que dejan {a} al dividirse entre {m} no cuentan.",
        "none": "Si no cuenta ningún número, eso es 0.",
        "%": "Al final f da el resto de dividir eso entre {c}.",
        "*": "Al final f multiplica eso por {c}.",
        "+": "Al final f suma {c} a eso.",
        "drop": "{x} no cuenta: {left} {sign} {right}.",
        "end%": "Al final: {a} % {c} = {v}.",
        "end*": "Al final: {a} × {c} = {v}.",
        "end+": "Al final: {a} + {c} = {v}.",
        "check": "Por lo tanto, f([{xs}]) es {v}.",
    },
    "de": {
        "sum": "Die Funktion f nimmt eine Liste xs ganzer Zahlen und gibt die Summe von {e} über ihre Zahlen x.",
        "max": "Die Funktion f nimmt eine Liste xs ganzer Zahlen und gibt das größte {e} unter ihren Zahlen x.",
        "min": "Die Funktion f nimmt eine Liste xs ganzer Zahlen und gibt das kleinste {e} unter ihren Zahlen x.",
        ">": "Nur Zahlen größer als {a} zählen.",
        "<": "Nur Zahlen kleiner als {a} zählen.",
        "==": "Nur Zahlen, die beim Teilen durch {m} den Rest {a} lassen, zählen.",
        "!=": "Zahlen, die beim Teilen durch {m} den Rest {a} lassen, zählen nicht.",
        "none": "Wenn keine Zahl zählt, ist das 0.",
        "%": "Am Ende gibt f den Rest, den dies beim Teilen durch {c} lässt.",
        "*": "Am Ende multipliziert f dies mit {c}.",
        "+": "Am Ende addiert f dazu {c}.",
        "drop": "{x} zählt nicht: {left} {sign} {right}.",
        "end%": "Am Ende: {a} % {c} = {v}.",
        "end*": "Am Ende: {a} × {c} = {v}.",
        "end+": "Am Ende: {a} + {c} = {v}.",
        "check": "Also ist f([{xs}]) gleich {v}.",
    },
}
FORMULAS: Mapping[str, str] = {
    "take": "{x}: {e} = {v}.",
    "sum_two": "{a} + {b} = {v}.",
    "max_two": "max({a}, {b}) = {v}.",
    "min_two": "min({a}, {b}) = {v}.",
}
_HEADS = {"sum": "+", "max": "max", "min": "min", "%": "mod", "*": "*", "+": "+"}
_CONTRARY = {">": "<=", "<": ">=", "==": "!=", "!=": "=="}
# What a large prime leaves depends on every number of the function; what 3 leaves of x × x + 11 hardly depends on x.
_PRIMES = (53, 59, 61, 67, 71, 73, 79, 83, 89, 97)


class Condition(NamedTuple):
    """x > a, x < a, x % m == a or x % m != a; `m` is 0 for the first two."""

    sign: str
    a: int
    m: int

    def left(self, x: object) -> str:
        """What stands on its left, in Python."""
        return f"{x} % {self.m}" if self.m else f"{x}"

    def holds(self, x: int) -> bool:
        """Whether a number meets it."""
        size = x % self.m if self.m else x
        return {">": size > self.a, "<": size < self.a, "==": size == self.a, "!=": size != self.a}[self.sign]

    @property
    def term(self) -> Term:
        """As a term."""
        return (self.sign, ("mod", "x", self.m) if self.m else "x", self.a)


class Function(NamedTuple):
    """What is worked out from each number, of which numbers, how that is put together, and what follows.

    `shape` is "+" (a × x + b), "-" (a × x − b) or "^" (x × x + b); `end` is a sign and a number, or ("", 0).
    """

    reduce: str
    shape: str
    a: int
    b: int
    conditions: tuple[Condition, ...]
    end: tuple[str, int]

    def work(self, x: object, *, times: str = "×", minus: str = "−") -> str:
        """What is worked out from x, as text."""
        first = x if self.shape == "^" else self.a
        return f"{first} {times} {x} {minus if self.shape == '-' else '+'} {self.b}"

    def work_term(self, x: Term) -> Term:
        """The same as a term."""
        return ("-" if self.shape == "-" else "+", ("*", x if self.shape == "^" else self.a, x), self.b)

    def worth(self, x: int) -> int:
        """The same as a number."""
        return (x * x if self.shape == "^" else self.a * x) + (-self.b if self.shape == "-" else self.b)

    def counts(self, x: int) -> bool:
        """Whether x meets all conditions."""
        return all(condition.holds(x) for condition in self.conditions)

    @property
    def term(self) -> Term:
        """The whole as a term."""
        conditions = tuple(condition.term for condition in self.conditions)
        return ("code", (self.reduce, self.work_term("x")), ("if", *conditions), ("end", *self.end))

    def told(self, say: Voice) -> str:
        """The description, in sentences."""
        said = [say(self.reduce, e=self.work("x"))]
        said += [say(condition.sign, a=condition.a, m=condition.m) for condition in self.conditions]
        said.append(say("none"))
        sign, c = self.end
        return " ".join([*said, *([say(sign, c=c)] if sign else [])])


def draw(rng: Stream, level: int, reduces: Sequence[str]) -> tuple[Function, list[int]]:
    """A function and a list on which every part of it matters: some numbers count, some do not."""
    conditions, ends, limit, passing, failing = SIZES[level]
    while True:
        a = rng.between(2, 99 if level == 1 else 12)
        shape = rng.choice("+-^")
        b = rng.between(1, a - 1 if shape == "-" else 99 if level == 1 else 20)
        chosen = tuple(_condition(sign, rng, limit) for sign in rng.sample((">", "<", "==", "!="), conditions))
        end = _end(rng) if ends else ("", 0)
        function = Function(rng.choice(reduces), shape, a if shape != "^" else 0, b, chosen, end)
        inside = [x for x in range(1, limit + 1) if function.counts(x)]
        outside = [x for x in range(1, limit + 1) if not function.counts(x)]
        if len(inside) >= passing and len(outside) >= failing:
            numbers = rng.sample(inside, passing) + rng.sample(outside, failing)
            rng.shuffle(numbers)
            return function, numbers


def _condition(sign: str, rng: Stream, limit: int) -> Condition:
    """A condition of this sign that many numbers up to `limit` meet and many do not."""
    if sign in ("==", "!="):
        m = rng.between(2, 7)
        return Condition(sign, rng.below(m), m)
    third = limit // 3
    return Condition(sign, rng.between(2, third) if sign == ">" else rng.between(2 * third, limit - 2), 0)


def _end(rng: Stream) -> tuple[str, int]:
    """What is done in the end."""
    sign = rng.choice("%*+")
    return sign, rng.choice(_PRIMES) if sign == "%" else rng.between(3, 9 if sign == "*" else 99)


def tell_run(told: Telling, function: Function, numbers: Sequence[int], rests: tuple[int, ...] = ()) -> int:
    """Work the function out on a list, number by number; returns the value."""
    places: list[int] = []
    total: tuple[int, int] | None = None  # value, place of the step that says it
    for x in numbers:
        failed = next((condition for condition in function.conditions if not condition.holds(x)), None)
        if failed is not None:
            claim = _false(failed, x)
            places.append(
                told.step("drop", claim, rests, x=x, left=failed.left(x), sign=_CONTRARY[failed.sign], right=failed.a)
            )
            continue
        value = function.worth(x)
        place = told.step("take", equal(function.work_term(x), value), rests, x=x, e=function.work(x), v=value)
        places.append(place)
        total = (value, place) if total is None else _joined(told, function, total, (value, place))
    value, place = total or (0, 0)
    sign, c = function.end
    if sign:
        before, value = value, {"%": value % c, "*": value * c, "+": value + c}[sign]
        place = told.step(f"end{sign}", equal((_HEADS[sign], before, c), value), (place,), a=before, c=c, v=value)
    uses = tuple(sorted({*places, place}))
    told.step("check", equal(("f", *numbers), value), uses, xs=", ".join(map(str, numbers)), v=value)
    return value


def _joined(told: Telling, function: Function, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
    """Two values put together."""
    a, b = left[0], right[0]
    value = {"sum": a + b, "max": max(a, b), "min": min(a, b)}[function.reduce]
    claim = equal((_HEADS[function.reduce], a, b), value)
    return value, told.step(f"{function.reduce}_two", claim, (left[1], right[1]), a=a, b=b, v=value)


def _false(condition: Condition, x: int) -> Claim:
    """The claim that a number does not meet a condition, as the contrary relation that it meets."""
    relation = _CONTRARY[condition.sign].replace("==", "=")
    return Claim(relation, (("mod", x, condition.m) if condition.m else x, condition.a))
