"""Percent of a number, percent change, successive changes forward and backward, in exact decimals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from provender.core.claim import Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.plurals import decimal
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.terms.formulas import exact
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "of": ("What is {p}% of {n}?", "Find {p}% of {n}."),
            "rise": (
                "A price rises from {n} to {z}. By how many percent does it rise?",
                "A price rises from {n} to {z}. Find by how many percent it rises.",
            ),
            "fall": (
                "A price falls from {n} to {z}. By how many percent does it fall?",
                "A price falls from {n} to {z}. Find by how many percent it falls.",
            ),
            "forward": (
                "A price of {n} {changes}. What is the price at the end?",
                "A price of {n} {changes}. Find the final price.",
            ),
            "backward": (
                "A price {changes}. Then it is {z}. What was it at first?",
                "A price {changes}. Then it is {z}. Find the first price.",
            ),
            "overall_rise": (
                "A price {changes}. By how many percent has it risen in all?",
                "A price {changes}. Find by how many percent it has risen in all.",
            ),
            "overall_fall": (
                "A price {changes}. By how many percent has it fallen in all?",
                "A price {changes}. Find by how many percent it has fallen in all.",
            ),
            "one": "1% of {n} is {n} ÷ 100 = {z}.",
            "times": "{p}% is {p} times as much: {z} × {p} = {r}.",
            "rose": "It rises by {z} − {n} = {d}.",
            "fell": "It falls by {n} − {z} = {d}.",
            "share": "As a share of the old price: {d} ÷ {n} = {s}.",
            "percent": "In percent: {s} × 100 = {r}.",
            "more": "Change {i}: 100 + {p} = {f}, so it becomes {f}% of what it was.",
            "less": "Change {i}: 100 − {p} = {f}, so it becomes {f}% of what it was.",
            "apply": "After change {i}: {x} × {f} ÷ 100 = {y}.",
            "undo": "Before change {i}: {x} × 100 ÷ {f} = {y}.",
            "gained": "Of 100 at first, {x} has become: {x} − 100 = {r}.",
            "lost": "Of 100 at first, {x} has become: 100 − {x} = {r}.",
        },
        "sw": {
            "of": ("Je, {p}% ya {n} ni ngapi?", "Tafuta {p}% ya {n}."),
            "rise": (
                "Bei inapanda kutoka {n} hadi {z}. Inapanda kwa asilimia ngapi?",
                "Bei inapanda kutoka {n} hadi {z}. Tafuta inapanda kwa asilimia ngapi.",
            ),
            "fall": (
                "Bei inashuka kutoka {n} hadi {z}. Inashuka kwa asilimia ngapi?",
                "Bei inashuka kutoka {n} hadi {z}. Tafuta inashuka kwa asilimia ngapi.",
            ),
            "forward": ("Bei ya {n} {changes}. Bei ya mwisho ni ngapi?", "Bei ya {n} {changes}. Tafuta bei ya mwisho."),
            "backward": (
                "Bei {changes}. Sasa ni {z}. Mwanzoni ilikuwa ngapi?",
                "Bei {changes}. Sasa ni {z}. Tafuta bei ya mwanzo.",
            ),
            "overall_rise": (
                "Bei {changes}. Kwa jumla imepanda kwa asilimia ngapi?",
                "Bei {changes}. Tafuta imepanda kwa asilimia ngapi kwa jumla.",
            ),
            "overall_fall": (
                "Bei {changes}. Kwa jumla imeshuka kwa asilimia ngapi?",
                "Bei {changes}. Tafuta imeshuka kwa asilimia ngapi kwa jumla.",
            ),
            "one": "1% ya {n} ni {n} ÷ 100 = {z}.",
            "times": "{p}% ni mara {p} ya hiyo: {z} × {p} = {r}.",
            "rose": "Inapanda kwa {z} − {n} = {d}.",
            "fell": "Inashuka kwa {n} − {z} = {d}.",
            "share": "Kama sehemu ya bei ya zamani: {d} ÷ {n} = {s}.",
            "percent": "Kwa asilimia: {s} × 100 = {r}.",
            "more": "Badiliko la {i}: 100 + {p} = {f}, hivyo inakuwa {f}% ya ilivyokuwa.",
            "less": "Badiliko la {i}: 100 − {p} = {f}, hivyo inakuwa {f}% ya ilivyokuwa.",
            "apply": "Baada ya badiliko la {i}: {x} × {f} ÷ 100 = {y}.",
            "undo": "Kabla ya badiliko la {i}: {x} × 100 ÷ {f} = {y}.",
            "gained": "Kutoka 100 mwanzoni imefika {x}: {x} − 100 = {r}.",
            "lost": "Kutoka 100 mwanzoni imefika {x}: 100 − {x} = {r}.",
        },
        "fr": {
            "of": ("Combien font {p} % de {n} ?", "Calcule {p} % de {n}."),
            "rise": (
                "Un prix passe de {n} à {z}. De combien de pour cent augmente-t-il ?",
                "Un prix passe de {n} à {z}. Calcule de combien de pour cent il augmente.",
            ),
            "fall": (
                "Un prix passe de {n} à {z}. De combien de pour cent baisse-t-il ?",
                "Un prix passe de {n} à {z}. Calcule de combien de pour cent il baisse.",
            ),
            "forward": (
                "Un prix de {n} {changes}. Quel est le prix final ?",
                "Un prix de {n} {changes}. Calcule le prix final.",
            ),
            "backward": (
                "Un prix {changes}. Il est alors de {z}. Quel était le prix initial ?",
                "Un prix {changes}. Il est alors de {z}. Calcule le prix initial.",
            ),
            "overall_rise": (
                "Un prix {changes}. De combien de pour cent a-t-il augmenté en tout ?",
                "Un prix {changes}. Calcule de combien de pour cent il a augmenté en tout.",
            ),
            "overall_fall": (
                "Un prix {changes}. De combien de pour cent a-t-il baissé en tout ?",
                "Un prix {changes}. Calcule de combien de pour cent il a baissé en tout.",
            ),
            "one": "1 % de {n}, c'est {n} ÷ 100 = {z}.",
            "times": "{p} %, c'est {p} fois plus : {z} × {p} = {r}.",
            "rose": "Il augmente de {z} − {n} = {d}.",
            "fell": "Il baisse de {n} − {z} = {d}.",
            "share": "Par rapport à l'ancien prix : {d} ÷ {n} = {s}.",
            "percent": "En pour cent : {s} × 100 = {r}.",
            "more": "Changement {i} : 100 + {p} = {f}, il devient donc {f} % de ce qu'il était.",
            "less": "Changement {i} : 100 − {p} = {f}, il devient donc {f} % de ce qu'il était.",
            "apply": "Après le changement {i} : {x} × {f} ÷ 100 = {y}.",
            "undo": "Avant le changement {i} : {x} × 100 ÷ {f} = {y}.",
            "gained": "De 100 au départ, il est passé à {x} : {x} − 100 = {r}.",
            "lost": "De 100 au départ, il est passé à {x} : 100 − {x} = {r}.",
        },
        "es": {
            "of": ("¿Cuánto es el {p} % de {n}?", "Calcula el {p} % de {n}."),
            "rise": (
                "Un precio sube de {n} a {z}. ¿En qué porcentaje sube?",
                "Un precio sube de {n} a {z}. Calcula en qué porcentaje sube.",
            ),
            "fall": (
                "Un precio baja de {n} a {z}. ¿En qué porcentaje baja?",
                "Un precio baja de {n} a {z}. Calcula en qué porcentaje baja.",
            ),
            "forward": (
                "Un precio de {n} {changes}. ¿Cuál es el precio final?",
                "Un precio de {n} {changes}. Calcula el precio final.",
            ),
            "backward": (
                "Un precio {changes}. Entonces es {z}. ¿Cuál era el precio inicial?",
                "Un precio {changes}. Entonces es {z}. Calcula el precio inicial.",
            ),
            "overall_rise": (
                "Un precio {changes}. ¿En qué porcentaje ha subido en total?",
                "Un precio {changes}. Calcula en qué porcentaje ha subido en total.",
            ),
            "overall_fall": (
                "Un precio {changes}. ¿En qué porcentaje ha bajado en total?",
                "Un precio {changes}. Calcula en qué porcentaje ha bajado en total.",
            ),
            "one": "El 1 % de {n} es {n} ÷ 100 = {z}.",
            "times": "El {p} % es {p} veces eso: {z} × {p} = {r}.",
            "rose": "Sube {z} − {n} = {d}.",
            "fell": "Baja {n} − {z} = {d}.",
            "share": "Respecto al precio anterior: {d} ÷ {n} = {s}.",
            "percent": "En porcentaje: {s} × 100 = {r}.",
            "more": "Cambio {i}: 100 + {p} = {f}, así que pasa a ser el {f} % de lo que era.",
            "less": "Cambio {i}: 100 − {p} = {f}, así que pasa a ser el {f} % de lo que era.",
            "apply": "Tras el cambio {i}: {x} × {f} ÷ 100 = {y}.",
            "undo": "Antes del cambio {i}: {x} × 100 ÷ {f} = {y}.",
            "gained": "De 100 al principio ha pasado a {x}: {x} − 100 = {r}.",
            "lost": "De 100 al principio ha pasado a {x}: 100 − {x} = {r}.",
        },
        "de": {
            "of": ("Wie viel sind {p} % von {n}?", "Berechne {p} % von {n}."),
            "rise": (
                "Ein Preis steigt von {n} auf {z}. Um wie viel Prozent steigt er?",
                "Ein Preis steigt von {n} auf {z}. Berechne, um wie viel Prozent er steigt.",
            ),
            "fall": (
                "Ein Preis fällt von {n} auf {z}. Um wie viel Prozent fällt er?",
                "Ein Preis fällt von {n} auf {z}. Berechne, um wie viel Prozent er fällt.",
            ),
            "forward": (
                "Ein Preis von {n} {changes}. Wie hoch ist er am Ende?",
                "Ein Preis von {n} {changes}. Berechne den Endpreis.",
            ),
            "backward": (
                "Ein Preis {changes}. Dann beträgt er {z}. Wie hoch war er am Anfang?",
                "Ein Preis {changes}. Dann beträgt er {z}. Berechne den Anfangspreis.",
            ),
            "overall_rise": (
                "Ein Preis {changes}. Um wie viel Prozent ist er insgesamt gestiegen?",
                "Ein Preis {changes}. Berechne, um wie viel Prozent er insgesamt gestiegen ist.",
            ),
            "overall_fall": (
                "Ein Preis {changes}. Um wie viel Prozent ist er insgesamt gefallen?",
                "Ein Preis {changes}. Berechne, um wie viel Prozent er insgesamt gefallen ist.",
            ),
            "one": "1 % von {n} ist {n} ÷ 100 = {z}.",
            "times": "{p} % sind {p}-mal so viel: {z} × {p} = {r}.",
            "rose": "Er steigt um {z} − {n} = {d}.",
            "fell": "Er fällt um {n} − {z} = {d}.",
            "share": "Als Anteil am alten Preis: {d} ÷ {n} = {s}.",
            "percent": "In Prozent: {s} × 100 = {r}.",
            "more": "Änderung {i}: 100 + {p} = {f}, er beträgt also {f} % des vorigen Preises.",
            "less": "Änderung {i}: 100 − {p} = {f}, er beträgt also {f} % des vorigen Preises.",
            "apply": "Nach Änderung {i}: {x} × {f} ÷ 100 = {y}.",
            "undo": "Vor Änderung {i}: {x} × 100 ÷ {f} = {y}.",
            "gained": "Aus 100 am Anfang ist {x} geworden: {x} − 100 = {r}.",
            "lost": "Aus 100 am Anfang ist {x} geworden: 100 − {x} = {r}.",
        },
    }
)
# what a price does: up, down, and what joins one change to the next
_CHANGES: Mapping[str, tuple[str, str, str]] = {
    "en": ("rises by {}%", "falls by {}%", ", then "),
    "sw": ("inapanda kwa {}%", "inashuka kwa {}%", ", kisha "),
    "fr": ("augmente de {} %", "baisse de {} %", ", puis "),
    "es": ("sube un {} %", "baja un {} %", ", luego "),
    "de": ("steigt um {} %", "fällt um {} %", ", "),
}

_CHAINS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8}  # level -> changes in a row


@generator
@dataclass(frozen=True, slots=True)
class Percent:
    """A price that rises and falls by whole percents; or, at level 1, one percent question alone.

    Attributes:
        language: of question and solution.
        level: how many changes in a row, 1 to 5; 6 has eight.

    Guarantees:
        The drawn problem does not depend on `language`; every amount is an exact decimal.

    Example:
        A price rises by 20%, then falls by 10%. Then it is 216. Change 2: 100 − 10 = 90. Before change 2:
        216 × 100 ÷ 90 = 240. Change 1: 100 + 20 = 120. Before change 1: 240 × 100 ÷ 120 = 200.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("percent")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the kind and the numbers, then the words."""
        count = _CHAINS[self.level]
        kind = rng.choice(
            ("of", "change", "forward", "backward") if count == 1 else ("forward", "backward") * 2 + ("all",)
        )
        step, most = (5, 12) if count <= 3 else (10, 5)
        changes = [step * rng.between(1, most) * (1 if rng.chance(1, 2) else -1) for _ in range(count)]
        first = Fraction(100 if kind == "all" else 100 * rng.between(1, 999))
        work = _Work(self.language, first, changes)
        goal, answer = getattr(work, kind)()
        form = rng.below(2)
        return Problem(work.ask(form), work.say(answer), self.language, work.told.derivation(goal, exact(answer)))


class _Work:
    """One problem on its way, told in one language."""

    def __init__(self, language: Language, first: Fraction, changes: Sequence[int]) -> None:
        self._language, self._first, self._changes = language, first, changes
        self.told = Telling(WORDS[language])
        self._asked: tuple[str, Mapping[str, object]] = ("", {})

    def say(self, number: Fraction) -> str:
        """A decimal as the language writes it."""
        return decimal(number, self._language)

    def ask(self, form: int) -> str:
        """The question, once the kind is settled."""
        kind, slots = self._asked
        return self.told.say(kind, form, **slots)

    def _set(self, kind: str, **slots: Fraction | int) -> None:
        """Settle what is asked; a question about changes tells them."""
        up, down, joint = _CHANGES[self._language]
        told = joint.join((up if p > 0 else down).format(abs(p)) for p in self._changes)
        said = {name: self.say(Fraction(number)) for name, number in slots.items()}
        self._asked = (kind, {**said, "changes": told})

    def _last(self) -> Fraction:
        """The price at the end."""
        price = self._first
        for p in self._changes:
            price *= Fraction(100 + p, 100)
        return price

    def of(self) -> tuple[Term, Fraction]:
        """p % of a number, by way of 1 %."""
        n, p = self._first + 7, abs(self._changes[0]) + 1
        self._set("of", n=n, p=p)
        z, r = n / 100, n * p / 100
        at = self.told.step("one", equal(("/", exact(n), 100), exact(z)), n=self.say(n), z=self.say(z))
        claim = equal(("*", exact(z), p), exact(r))
        self.told.step("times", claim, (at,), p=p, z=self.say(z), r=self.say(r))
        return ("/", ("*", exact(n), p), 100), r

    def change(self) -> tuple[Term, Fraction]:
        """By how many percent a price has changed."""
        n, z = self._first, self._last()
        rises = z > n
        self._set("rise" if rises else "fall", n=n, z=z)
        d = abs(z - n)
        said = {name: self.say(number) for name, number in (("n", n), ("z", z), ("d", d), ("s", d / n))}
        moved: Term = ("-", exact(z), exact(n)) if rises else ("-", exact(n), exact(z))
        at = self.told.step("rose" if rises else "fell", equal(moved, exact(d)), **said)  # type: ignore[arg-type]
        at = self.told.step("share", equal(("/", exact(d), exact(n)), exact(d / n)), (at,), **said)  # type: ignore[arg-type]
        r = 100 * d / n
        self.told.step("percent", equal(("*", exact(d / n), 100), exact(r)), (at,), s=said["s"], r=self.say(r))
        return ("/", ("*", moved, 100), exact(n)), r

    def _factor(self, i: int) -> tuple[int, int, Term]:
        """What 100 becomes by change `i`, from 1: its step, its value, and it as a term."""
        p = self._changes[i - 1]
        term: Term = ("+" if p > 0 else "-", 100, abs(p))
        at = self.told.step("more" if p > 0 else "less", equal(term, 100 + p), i=i, p=abs(p), f=100 + p)
        return at, 100 + p, term

    def _onward(self) -> tuple[int, Fraction, Term]:
        """Change after change: the last step, the price then, and it as a term."""
        price, goal = self._first, exact(self._first)
        uses: tuple[int, ...] = ()
        for i in range(1, len(self._changes) + 1):
            at, f, term = self._factor(i)
            then = price * f / 100
            claim = equal(("/", ("*", exact(price), f), 100), exact(then))
            uses = (self.told.step("apply", claim, (*uses, at), i=i, x=self.say(price), f=f, y=self.say(then)),)
            price, goal = then, ("/", ("*", goal, term), 100)
        return uses[0], price, goal

    def forward(self) -> tuple[Term, Fraction]:
        """The price at the end."""
        self._set("forward", n=self._first)
        _, price, goal = self._onward()
        return goal, price

    def backward(self) -> tuple[Term, Fraction]:
        """The price at first, from that at the end."""
        price = self._last()
        self._set("backward", z=price)
        goal = exact(price)
        uses: tuple[int, ...] = ()
        for i in range(len(self._changes), 0, -1):
            at, f, term = self._factor(i)
            then = price * 100 / f
            claim = equal(("/", ("*", exact(price), 100), f), exact(then))
            uses = (self.told.step("undo", claim, (*uses, at), i=i, x=self.say(price), f=f, y=self.say(then)),)
            price, goal = then, ("/", ("*", goal, 100), term)
        return goal, price

    def all(self) -> tuple[Term, Fraction]:
        """By how many percent the price has changed in all, from 100."""
        at, price, goal = self._onward()
        rises = price >= 100
        self._set("overall_rise" if rises else "overall_fall")
        r = abs(price - 100)
        sides = (exact(price), 100) if rises else (100, exact(price))
        kind = "gained" if rises else "lost"
        self.told.step(kind, equal(("-", *sides), exact(r)), (at,), x=self.say(price), r=self.say(r))
        return (("-", goal, 100) if rises else ("-", 100, goal)), r
