"""Adding, subtracting and multiplying decimals by whole numbers, and rounding the result by a stated rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, NamedTuple

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.plurals import decimal, decimal_sign
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.terms.formulas import exact
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "half_up": (
                "Work out {x} {sign} {y} and round to the nearest {unit}; a half is rounded up.",
                "What is {x} {sign} {y} to the nearest {unit}, if a half is rounded up?",
            ),
            "half_even": (
                "Work out {x} {sign} {y} and round to the nearest {unit}; a half is rounded to the even figure.",
                "What is {x} {sign} {y} to the nearest {unit}, if a half is rounded to the even figure?",
            ),
            "whole": "{x} × {scale} = {n}.",
            "work": "With whole numbers: {n} {sign} {m} = {t}.",
            "back": "So {x} {sign} {y} = {t} ÷ {scale} = {z}.",
            "above": "The next lower multiple of {unit} is {low}, and {z} − {low} = {rest}.",
            "compare": "{rest} {relation} {half}, which is half of {unit}.",
            "down": "So round down: {z} − {rest} = {r}.",
            "up": "So round up: {low} + {unit} = {r}.",
            "tie_down": "It lies half way, and the rule says down: {z} − {rest} = {r}.",
            "tie_up": "It lies half way, and the rule says up: {low} + {unit} = {r}.",
        },
        "sw": {
            "half_up": (
                "Kokotoa {x} {sign} {y} na ukadirie hadi {unit} iliyo karibu; nusu hukadiriwa kwenda juu.",
                "Je, {x} {sign} {y} ni ngapi hadi {unit} iliyo karibu, ikiwa nusu hukadiriwa kwenda juu?",
            ),
            "half_even": (
                "Kokotoa {x} {sign} {y} na ukadirie hadi {unit} iliyo karibu; nusu hukadiriwa kwenda tarakimu shufwa.",
                "Je, {x} {sign} {y} ni ngapi hadi {unit} iliyo karibu, ikiwa nusu hukadiriwa kwenda tarakimu shufwa?",
            ),
            "whole": "{x} × {scale} = {n}.",
            "work": "Kwa namba nzima: {n} {sign} {m} = {t}.",
            "back": "Kwa hiyo {x} {sign} {y} = {t} ÷ {scale} = {z}.",
            "above": "Kigawe cha {unit} kilicho chini yake ni {low}, na {z} − {low} = {rest}.",
            "compare": "{rest} {relation} {half}, ambayo ni nusu ya {unit}.",
            "down": "Kwa hiyo kadiria kwenda chini: {z} − {rest} = {r}.",
            "up": "Kwa hiyo kadiria kwenda juu: {low} + {unit} = {r}.",
            "tie_down": "Iko katikati kabisa, na kanuni inasema chini: {z} − {rest} = {r}.",
            "tie_up": "Iko katikati kabisa, na kanuni inasema juu: {low} + {unit} = {r}.",
        },
        "fr": {
            "half_up": (
                "Calcule {x} {sign} {y} et arrondis à {unit} près ; la moitié s'arrondit vers le haut.",
                "Combien font {x} {sign} {y} à {unit} près, si la moitié s'arrondit vers le haut ?",
            ),
            "half_even": (
                "Calcule {x} {sign} {y} et arrondis à {unit} près ; la moitié s'arrondit au chiffre pair.",
                "Combien font {x} {sign} {y} à {unit} près, si la moitié s'arrondit au chiffre pair ?",
            ),
            "whole": "{x} × {scale} = {n}.",
            "work": "Avec des nombres entiers : {n} {sign} {m} = {t}.",
            "back": "Donc {x} {sign} {y} = {t} ÷ {scale} = {z}.",
            "above": "Le multiple de {unit} juste en dessous est {low}, et {z} − {low} = {rest}.",
            "compare": "{rest} {relation} {half}, la moitié de {unit}.",
            "down": "On arrondit donc vers le bas : {z} − {rest} = {r}.",
            "up": "On arrondit donc vers le haut : {low} + {unit} = {r}.",
            "tie_down": "C'est juste au milieu, et la règle dit vers le bas : {z} − {rest} = {r}.",
            "tie_up": "C'est juste au milieu, et la règle dit vers le haut : {low} + {unit} = {r}.",
        },
        "es": {
            "half_up": (
                "Calcula {x} {sign} {y} y redondea a {unit}; la mitad se redondea hacia arriba.",
                "¿Cuánto es {x} {sign} {y}, redondeado a {unit}, si la mitad se redondea hacia arriba?",
            ),
            "half_even": (
                "Calcula {x} {sign} {y} y redondea a {unit}; la mitad se redondea a la cifra par.",
                "¿Cuánto es {x} {sign} {y}, redondeado a {unit}, si la mitad se redondea a la cifra par?",
            ),
            "whole": "{x} × {scale} = {n}.",
            "work": "Con números enteros: {n} {sign} {m} = {t}.",
            "back": "Así que {x} {sign} {y} = {t} ÷ {scale} = {z}.",
            "above": "El múltiplo de {unit} inmediatamente inferior es {low}, y {z} − {low} = {rest}.",
            "compare": "{rest} {relation} {half}, que es la mitad de {unit}.",
            "down": "Así que se redondea hacia abajo: {z} − {rest} = {r}.",
            "up": "Así que se redondea hacia arriba: {low} + {unit} = {r}.",
            "tie_down": "Está justo en medio, y la regla dice hacia abajo: {z} − {rest} = {r}.",
            "tie_up": "Está justo en medio, y la regla dice hacia arriba: {low} + {unit} = {r}.",
        },
        "de": {
            "half_up": (
                "Berechne {x} {sign} {y} und runde auf {unit} genau; die Hälfte wird aufgerundet.",
                "Wie viel ist {x} {sign} {y} auf {unit} genau, wenn die Hälfte aufgerundet wird?",
            ),
            "half_even": (
                "Berechne {x} {sign} {y} und runde auf {unit} genau; die Hälfte wird zur geraden Ziffer gerundet.",
                "Wie viel ist {x} {sign} {y} auf {unit} genau, wenn die Hälfte zur geraden Ziffer gerundet wird?",
            ),
            "whole": "{x} × {scale} = {n}.",
            "work": "Mit ganzen Zahlen: {n} {sign} {m} = {t}.",
            "back": "Also {x} {sign} {y} = {t} ÷ {scale} = {z}.",
            "above": "Das nächstkleinere Vielfache von {unit} ist {low}, und {z} − {low} = {rest}.",
            "compare": "{rest} {relation} {half}, die Hälfte von {unit}.",
            "down": "Also abrunden: {z} − {rest} = {r}.",
            "up": "Also aufrunden: {low} + {unit} = {r}.",
            "tie_down": "Das liegt genau in der Mitte, und die Regel sagt abrunden: {z} − {rest} = {r}.",
            "tie_up": "Das liegt genau in der Mitte, und die Regel sagt aufrunden: {low} + {unit} = {r}.",
        },
    }
)

_SIGNS = {"+": "+", "-": "−", "*": "×"}
# level -> figures of either number, decimal places of the first and of the second
_SIZES = {1: (2, 1, 1), 2: (3, 1, 1), 3: (4, 2, 1), 4: (5, 2, 2), 5: (7, 3, 2), 6: (11, 4, 3)}


class _Task(NamedTuple):
    """x op y, rounded to so many decimal places by a rule."""

    op: str
    x: Fraction
    y: Fraction
    kept: int
    rule: str


@generator
@dataclass(frozen=True, slots=True)
class Decimals:
    """Two positive decimals, one operation, and rounding; one in three results lies half way between two multiples.

    Attributes:
        language: of question and solution; it decides between "2.5" and "2,5".
        level: 1 (two figures) to 5 (seven); 6 has eleven.

    Guarantees:
        The drawn problem does not depend on `language`; no result is negative, so that "up" means one thing.

    Example:
        3.5 × 2.3 to the nearest 0.1, a half to the even figure: 35 × 23 = 805, 805 ÷ 100 = 8.05, half way: 8.0.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("decimals")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first numbers and rule, then the way."""
        task = _drawn(rng, *_SIZES[self.level])
        form = rng.below(WORDS.forms("half_up"))
        work = _Work(self.language, task)
        answer = work.rounded(work.exact())
        goal = ("round", (task.op, exact(task.x), exact(task.y)), task.kept, task.rule)
        units = int(answer * 10**task.kept)
        term: Term = ("/", units, 10**task.kept) if task.kept else units
        written = _fixed(answer, task.kept, self.language)
        return Problem(work.asked(form), written, self.language, work.told.derivation(goal, term))


def _drawn(rng: Stream, figures: int, first: int, second: int) -> _Task:
    """Numbers and rule; for a result half way the last figures are chosen so that 5 comes out behind those kept."""
    op, rule = rng.choice("+-*"), rng.choice(("half_up", "half_even"))
    places = first + second if op == "*" else max(first, second)
    half_way, kept = rng.chance(1, 3), rng.between(0, places - 1)
    while True:
        n, m = _figures(rng, figures), _figures(rng, figures)
        if half_way:
            n, m = _half_way(n, m, op, (first, second))
            kept = places - 1
        x, y = Fraction(n, 10**first), Fraction(m, 10**second)
        if x < y and op == "-":
            x, y = y, x
        task = _Task(op, x, y, kept, rule)
        if x != y and (_result(task) * 10**kept).denominator > 1:
            return task


def _result(task: _Task) -> Fraction:
    """Before it is rounded."""
    op, x, y, *_ = task
    return x + y if op == "+" else x - y if op == "-" else x * y


def _figures(rng: Stream, count: int) -> int:
    """A number of so many figures that does not end in 0."""
    return rng.between(10 ** (count - 2), 10 ** (count - 1) - 1) * 10 + rng.between(1, 9)


def _half_way(n: int, m: int, op: str, places: tuple[int, int]) -> tuple[int, int]:
    """The numbers with other last figures, so that the result's last figure is 5."""
    if op == "*":
        return n - n % 10 + 5, m | 1
    first, second = places
    if first > second:
        return n - n % 10 + 5, m
    last = n % 10
    if last == 5:
        last, n = 4, n - 1
    return n, m - m % 10 + (5 - last if op == "+" else last + 5) % 10


class _Work:
    """One problem on its way, told in one language."""

    def __init__(self, language: Language, task: _Task) -> None:
        self._language, self._task = language, task
        self.told = Telling(WORDS[language])
        self._x, self._y = self._say(task.x), self._say(task.y)

    def _say(self, number: Fraction) -> str:
        """A decimal without trailing zeros."""
        return decimal(number, self._language)

    def asked(self, form: int) -> str:
        """The question."""
        task = self._task
        unit = self._say(Fraction(1, 10**task.kept))
        return self.told.say(task.rule, form, x=self._x, y=self._y, sign=_SIGNS[task.op], unit=unit)

    def exact(self) -> Fraction:
        """By whole numbers: each times a power of ten, the operation, and back."""
        op, x, y, *_ = self._task
        one, other = (10 ** _places(number) for number in (x, y))
        if op != "*":
            one = other = max(one, other)
        n, m = int(x * one), int(y * other)
        uses = [
            self.told.step("whole", equal(("*", exact(number), scale), whole), x=said, scale=scale, n=whole)
            for number, said, scale, whole in ((x, self._x, one, n), (y, self._y, other, m))
            if scale > 1
        ]
        t = n + m if op == "+" else n - m if op == "-" else n * m
        scale = one * other if op == "*" else one
        sign = _SIGNS[op]
        at = self.told.step("work", equal((op, n, m), t), tuple(uses), n=n, m=m, sign=sign, t=t)
        z = Fraction(t, scale)
        claim = equal((op, exact(x), exact(y)), ("/", t, scale), exact(z))
        self.told.step("back", claim, (at,), x=self._x, y=self._y, sign=sign, t=t, scale=scale, z=self._say(z))
        return z

    def rounded(self, z: Fraction) -> Fraction:
        """To the multiple of the unit that lies nearest, by the rule where two do; the last step's value."""
        kept = self._task.kept
        unit = Fraction(1, 10**kept)
        steps = z // unit
        low, half = steps * unit, unit / 2
        rest = z - low
        slots = {"unit": unit, "rest": rest, "half": half, "z": z}
        said = {name: self._say(number) for name, number in slots.items()}
        said["low"] = _fixed(low, kept, self._language)
        claim = equal(("-", exact(z), exact(low)), exact(rest))
        at = self.told.step("above", claim, self.told.places[-1:], **said)  # type: ignore[arg-type]
        relation = "<" if rest < half else ">" if rest > half else "="
        claim = Claim(relation, (exact(rest), exact(half)))
        order = self.told.step("compare", claim, (at,), relation=relation, **said)  # type: ignore[arg-type]
        up = self._goes_up(relation, int(steps))
        kind = {"<": "down", ">": "up", "=": "tie_up" if up else "tie_down"}[relation]
        result = low + unit if up else low
        claim = equal(("+", exact(low), exact(unit)) if up else ("-", exact(z), exact(rest)), exact(result))
        written = _fixed(result, kept, self._language)
        self.told.step(kind, claim, (at, order), r=written, **said)  # type: ignore[arg-type]
        return result

    def _goes_up(self, relation: str, steps: int) -> bool:
        """Whether the next higher multiple is taken; `steps` is how many units the lower one has."""
        tie_goes_up = self._task.rule == "half_up" or steps % 2 == 1
        return relation == ">" or (relation == "=" and tie_goes_up)


def _places(number: Fraction) -> int:
    """How many decimal places a number needs."""
    places = 0
    while number.denominator > 1:
        number, places = number * 10, places + 1
    return places


def _fixed(number: Fraction, places: int, language: Language) -> str:
    """A number with just so many decimal places, zeros at its end too."""
    figures = str(int(number * 10**places)).rjust(places + 1, "0")
    return f"{figures[:-places]}{decimal_sign(language)}{figures[-places:]}" if places else figures
