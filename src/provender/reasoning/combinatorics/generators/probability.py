"""Exact probabilities of dice, urns and coins, by counting what is favourable among all that is equally likely."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial, prod
from typing import ClassVar

from provender.core.claim import Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.terms.formulas import chain, exact, number, written
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "dice": (
                "Two dice are thrown, one with the numbers 1 to {s} and one with the numbers 1 to {u}."
                " What is the probability that the sum is {t}?",
                "A die with faces 1 to {s} and a die with faces 1 to {u} are rolled."
                " How likely is it that they show {t} together?",
            ),
            "urn": (
                "An urn holds {r} red, {g} green and {b} blue balls."
                " {n} balls are drawn at random, none of them put back."
                " What is the probability of drawing {i} red, {j} green and {k} blue?",
                "From {r} red, {g} green and {b} blue balls, {n} are taken at random all at once."
                " How likely is it to get {i} red, {j} green and {k} blue?",
            ),
            "back": (
                "An urn holds {r} red, {g} green and {b} blue balls."
                " A ball is drawn at random and put back, {n} times."
                " What is the probability that red comes in {i}, green in {j} and blue in {k} of the draws?",
                "From {r} red, {g} green and {b} blue balls one is taken at random and returned, {n} times over."
                " How likely is it that red comes in {i}, green in {j} and blue in {k} of the draws?",
            ),
            "coin": (
                "A bent coin shows heads with probability {p}/{q}. It is tossed {n} times."
                " What is the probability of heads exactly {k} times?",
                "A bent coin that shows heads with probability {p}/{q} is tossed {n} times."
                " How likely is it that heads come up exactly {k} times?",
            ),
            "low": "The first die shows at least {f} = {v}.",
            "high": "The first die shows at most {f} = {v}.",
            "pairs": "That makes {f} = {v} pairs with the right sum.",
            "throws": "There are {f} = {v} pairs in all.",
            "balls": "There are {f} = {v} balls.",
            "tails": "Tails come up in {f} = {v} cases of {q}.",
            "choose": "To choose {k} of {n} there are C({n}, {k}) = {f} = {v} ways.",
            "orders": "The results can come in {f} = {v} orders.",
            "power": "{a}^{n} = {f} = {v}.",
            "favourable": "Favourable are {f} = {v} cases.",
            "share": "{x} ÷ {z} = {a}.",
            "answer": "So the probability is {a}.",
        },
        "sw": {
            "dice": (
                "Dadu mbili zinarushwa, moja ina namba 1 hadi {s} na nyingine ina namba 1 hadi {u}."
                " Je, uwezekano kwamba jumla ni {t} ni upi?",
                "Dadu yenye pande 1 hadi {s} na dadu yenye pande 1 hadi {u} zinarushwa pamoja."
                " Tafuta uwezekano wa kupata jumla ya {t}.",
            ),
            "urn": (
                "Chungu kina mipira {r} myekundu, {g} ya kijani na {b} ya bluu."
                " Mipira {n} inatolewa bila mpangilio na bila kurudishwa."
                " Je, uwezekano wa kupata myekundu {i}, ya kijani {j} na ya bluu {k} ni upi?",
                "Kati ya mipira {r} myekundu, {g} ya kijani na {b} ya bluu, mipira {n} inachukuliwa kwa pamoja bila"
                " mpangilio. Tafuta uwezekano wa kupata myekundu {i}, ya kijani {j} na ya bluu {k}.",
            ),
            "back": (
                "Chungu kina mipira {r} myekundu, {g} ya kijani na {b} ya bluu."
                " Mpira mmoja unatolewa bila mpangilio na kurudishwa, mara {n}."
                " Je, uwezekano wa kupata mwekundu mara {i}, wa kijani mara {j} na wa bluu mara {k} ni upi?",
                "Kati ya mipira {r} myekundu, {g} ya kijani na {b} ya bluu, mmoja unachukuliwa bila mpangilio na"
                " kurudishwa, mara {n}. Tafuta uwezekano wa kupata mwekundu mara {i}, wa kijani mara {j} na wa bluu"
                " mara {k}.",
            ),
            "coin": (
                "Sarafu iliyopinda huonyesha kichwa kwa uwezekano wa {p}/{q}. Inarushwa mara {n}."
                " Je, uwezekano wa kupata kichwa mara {k} kamili ni upi?",
                "Sarafu iliyopinda inayoonyesha kichwa kwa uwezekano wa {p}/{q} inarushwa mara {n}."
                " Tafuta uwezekano wa kupata kichwa mara {k} kamili.",
            ),
            "low": "Dadu ya kwanza inaonyesha angalau {f} = {v}.",
            "high": "Dadu ya kwanza inaonyesha si zaidi ya {f} = {v}.",
            "pairs": "Hivyo jozi zenye jumla hiyo ni {f} = {v}.",
            "throws": "Jozi zote ni {f} = {v}.",
            "balls": "Mipira yote ni {f} = {v}.",
            "tails": "Mkia hutokea mara {f} = {v} kati ya {q}.",
            "choose": "Njia za kuchagua {k} kati ya {n} ni C({n}, {k}) = {f} = {v}.",
            "orders": "Matokeo yanaweza kufuatana kwa njia {f} = {v}.",
            "power": "{a}^{n} = {f} = {v}.",
            "favourable": "Matokeo yanayofaa ni {f} = {v}.",
            "share": "{x} ÷ {z} = {a}.",
            "answer": "Kwa hiyo uwezekano ni {a}.",
        },
        "fr": {
            "dice": (
                "On lance deux dés, l'un portant les nombres de 1 à {s} et l'autre les nombres de 1 à {u}."
                " Quelle est la probabilité que la somme soit {t} ?",
                "On jette un dé à faces numérotées de 1 à {s} et un dé à faces numérotées de 1 à {u}."
                " Calcule la probabilité d'obtenir {t} en tout.",
            ),
            "urn": (
                "Une urne contient {r} boules rouges, {g} vertes et {b} bleues."
                " On tire {n} boules au hasard et sans remise."
                " Quelle est la probabilité de ce résultat : rouges {i}, vertes {j}, bleues {k} ?",
                "Parmi {r} boules rouges, {g} vertes et {b} bleues, on en prend {n} au hasard et d'un seul coup."
                " Calcule la probabilité de ce résultat : rouges {i}, vertes {j}, bleues {k}.",
            ),
            "back": (
                "Une urne contient {r} boules rouges, {g} vertes et {b} bleues."
                " On tire une boule au hasard et on la remet, {n} fois."
                " Quelle est la probabilité de tirer {i} fois le rouge, {j} fois le vert et {k} fois le bleu ?",
                "Parmi {r} boules rouges, {g} vertes et {b} bleues, on en prend une au hasard et on la remet, {n}"
                " fois de suite. Calcule la probabilité d'avoir {i} fois le rouge, {j} fois le vert et {k} fois le"
                " bleu.",
            ),
            "coin": (
                "Une pièce tordue tombe sur pile avec la probabilité {p}/{q}. On la lance {n} fois."
                " Quelle est la probabilité d'obtenir pile exactement {k} fois ?",
                "On lance {n} fois une pièce tordue qui tombe sur pile avec la probabilité {p}/{q}."
                " Calcule la probabilité d'obtenir pile exactement {k} fois.",
            ),
            "low": "Le premier dé montre au moins {f} = {v}.",
            "high": "Le premier dé montre au plus {f} = {v}.",
            "pairs": "Cela fait {f} = {v} couples ayant la bonne somme.",
            "throws": "Il y a {f} = {v} couples en tout.",
            "balls": "Il y a {f} = {v} boules.",
            "tails": "On obtient face dans {f} = {v} cas sur {q}.",
            "choose": "Pour choisir {k} parmi {n}, il y a C({n}, {k}) = {f} = {v} façons.",
            "orders": "Les résultats peuvent venir dans {f} = {v} ordres.",
            "power": "{a}^{n} = {f} = {v}.",
            "favourable": "Il y a {f} = {v} cas favorables.",
            "share": "{x} ÷ {z} = {a}.",
            "answer": "La probabilité est donc {a}.",
        },
        "es": {
            "dice": (
                "Se lanzan dos dados, uno con los números del 1 al {s} y otro con los números del 1 al {u}."
                " ¿Cuál es la probabilidad de que la suma sea {t}?",
                "Se tiran un dado de caras 1 a {s} y un dado de caras 1 a {u}."
                " Calcula la probabilidad de obtener {t} en total.",
            ),
            "urn": (
                "Una urna contiene {r} bolas rojas, {g} verdes y {b} azules."
                " Se sacan {n} bolas al azar y sin devolverlas."
                " ¿Cuál es la probabilidad de este resultado: rojas {i}, verdes {j}, azules {k}?",
                "De {r} bolas rojas, {g} verdes y {b} azules se toman {n} al azar y a la vez."
                " Calcula la probabilidad de este resultado: rojas {i}, verdes {j}, azules {k}.",
            ),
            "back": (
                "Una urna contiene {r} bolas rojas, {g} verdes y {b} azules."
                " Se saca una bola al azar y se devuelve, {n} veces."
                " ¿Cuál es la probabilidad de que salga roja en {i}, verde en {j} y azul en {k} de las extracciones?",
                "De {r} bolas rojas, {g} verdes y {b} azules se toma una al azar y se devuelve, {n} veces seguidas."
                " Calcula la probabilidad de que salga roja en {i}, verde en {j} y azul en {k} de las extracciones.",
            ),
            "coin": (
                "Una moneda doblada sale cara con probabilidad {p}/{q}. Se lanza {n} veces."
                " ¿Cuál es la probabilidad de que salga cara exactamente {k} veces?",
                "Se lanza {n} veces una moneda doblada que sale cara con probabilidad {p}/{q}."
                " Calcula la probabilidad de que salga cara exactamente {k} veces.",
            ),
            "low": "El primer dado muestra al menos {f} = {v}.",
            "high": "El primer dado muestra como mucho {f} = {v}.",
            "pairs": "Eso da {f} = {v} pares con la suma buscada.",
            "throws": "Hay {f} = {v} pares en total.",
            "balls": "Hay {f} = {v} bolas.",
            "tails": "Sale cruz en {f} = {v} casos de {q}.",
            "choose": "Para elegir {k} de {n} hay C({n}, {k}) = {f} = {v} maneras.",
            "orders": "Los resultados pueden llegar en {f} = {v} órdenes.",
            "power": "{a}^{n} = {f} = {v}.",
            "favourable": "Son favorables {f} = {v} casos.",
            "share": "{x} ÷ {z} = {a}.",
            "answer": "Por lo tanto, la probabilidad es {a}.",
        },
        "de": {
            "dice": (
                "Zwei Würfel werden geworfen, einer mit den Zahlen 1 bis {s} und einer mit den Zahlen 1 bis {u}."
                " Wie groß ist die Wahrscheinlichkeit, dass die Summe {t} ist?",
                "Ein Würfel mit den Zahlen 1 bis {s} und ein Würfel mit den Zahlen 1 bis {u} fallen."
                " Berechne die Wahrscheinlichkeit, dass sie zusammen {t} zeigen.",
            ),
            "urn": (
                "In einer Urne liegen {r} rote, {g} grüne und {b} blaue Kugeln."
                " Es werden {n} Kugeln zufällig und ohne Zurücklegen gezogen."
                " Wie groß ist die Wahrscheinlichkeit, {i} rote, {j} grüne und {k} blaue zu ziehen?",
                "Aus {r} roten, {g} grünen und {b} blauen Kugeln werden {n} zufällig und auf einmal genommen."
                " Berechne die Wahrscheinlichkeit, {i} rote, {j} grüne und {k} blaue zu bekommen.",
            ),
            "back": (
                "In einer Urne liegen {r} rote, {g} grüne und {b} blaue Kugeln."
                " Eine Kugel wird zufällig gezogen und zurückgelegt, {n}-mal."
                " Wie groß ist die Wahrscheinlichkeit, {i}-mal Rot, {j}-mal Grün und {k}-mal Blau zu ziehen?",
                "Aus {r} roten, {g} grünen und {b} blauen Kugeln wird eine zufällig genommen und zurückgelegt,"
                " {n}-mal nacheinander. Berechne die Wahrscheinlichkeit für {i}-mal Rot, {j}-mal Grün und {k}-mal"
                " Blau.",
            ),
            "coin": (
                "Eine verbogene Münze zeigt Kopf mit der Wahrscheinlichkeit {p}/{q}. Sie wird {n}-mal geworfen."
                " Wie groß ist die Wahrscheinlichkeit für genau {k}-mal Kopf?",
                "Eine verbogene Münze, die mit der Wahrscheinlichkeit {p}/{q} Kopf zeigt, wird {n}-mal geworfen."
                " Berechne die Wahrscheinlichkeit, dass genau {k}-mal Kopf fällt.",
            ),
            "low": "Der erste Würfel zeigt mindestens {f} = {v}.",
            "high": "Der erste Würfel zeigt höchstens {f} = {v}.",
            "pairs": "Das ergibt {f} = {v} Paare mit der richtigen Summe.",
            "throws": "Insgesamt gibt es {f} = {v} Paare.",
            "balls": "Es gibt {f} = {v} Kugeln.",
            "tails": "Zahl fällt in {f} = {v} von {q} Fällen.",
            "choose": "Um {k} von {n} auszuwählen, gibt es C({n}, {k}) = {f} = {v} Möglichkeiten.",
            "orders": "Die Ergebnisse können in {f} = {v} Reihenfolgen kommen.",
            "power": "{a}^{n} = {f} = {v}.",
            "favourable": "Günstig sind {f} = {v} Fälle.",
            "share": "{x} ÷ {z} = {a}.",
            "answer": "Also ist die Wahrscheinlichkeit {a}.",
        },
    }
)

# level -> fewest, most balls of a colour; fewest, most drawn; highest number on a die, tosses, largest denominator
_SIZES = {
    1: (2, 6, 3, 3, 8, 3, 4),
    2: (3, 12, 3, 4, 14, 4, 6),
    3: (3, 28, 4, 5, 24, 5, 20),
    4: (4, 36, 5, 6, 40, 6, 30),
    5: (5, 44, 6, 7, 80, 7, 40),
    6: (20, 60, 9, 9, 200, 10, 90),
}


@generator
@dataclass(frozen=True, slots=True)
class Probability:
    """Dice with a wanted sum, urns with and without putting back, bent coins.

    Attributes:
        language: of question and solution.
        level: 1 (up to 6 balls of a colour, 3 drawn) to 5 (up to 44, 7 drawn); 6 draws nine.

    Example:
        From 3 red, 4 green and 5 blue balls, 3 are taken at random all at once. How likely is it to get 1 red, 1 green
        and 1 blue? There are 3 + 4 + 5 = 12 balls. ... C(12, 3) = ... = 220 ways. ... 60 ÷ 220 = 3/11.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("probability")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem; urns have the most faces, so they come most often."""
        told, form = Telling(WORDS[self.language]), rng.below(2)
        way = rng.below(20)
        draw = self._dice if way == 0 else self._coin if way == 1 else self._urn if way < 11 else self._back
        return draw(rng, told, form)

    def _dice(self, rng: Stream, told: Telling, form: int) -> Problem:
        """A wanted sum of two dice that may differ."""
        most = _SIZES[self.level][4]
        s, u = rng.between(4, most), rng.between(4, most)
        t = rng.between(3, s + u - 1)
        low, high = max(1, t - u), min(s, t - 1)
        at = [
            _step(told, "low", ("max", 1, ("-", t, u)), low),
            _step(told, "high", ("min", s, ("-", t, 1)), high),
        ]
        fit = _step(told, "pairs", ("+", ("-", high, low), 1), high - low + 1, *at)
        total = _step(told, "throws", ("*", s, u), s * u)
        question = told.say("dice", form, s=s, u=u, t=t)
        return self._closed(
            told, question, ("chance", ("dice",), s, u, t), counts=(high - low + 1, s * u), uses=(fit, total)
        )

    def _urn(self, rng: Stream, told: Telling, form: int) -> Problem:
        """Balls drawn without putting back."""
        have, want = self._balls(rng)
        n, drawn = sum(have), sum(want)
        balls = _step(told, "balls", chain("+", have), n)
        picks = {}
        for h, w in zip(have, want, strict=True):
            if w > 1 and (h, w) not in picks:
                picks[h, w] = _choose(told, h, w)
        every = _choose(told, n, drawn, (balls,))
        ways = [comb(h, w) for h, w in zip(have, want, strict=True)]
        fit = _step(told, "favourable", chain("*", ways), prod(ways), *picks.values())
        question = told.say("urn", form, **_urn_slots(have, want))
        goal: Term = ("chance", ("urn",), *have, drawn, *want)
        return self._closed(told, question, goal, counts=(prod(ways), comb(n, drawn)), uses=(every, fit))

    def _back(self, rng: Stream, told: Telling, form: int) -> Problem:
        """Balls drawn one by one and put back."""
        have, want = self._balls(rng)
        n, drawn = sum(have), sum(want)
        balls = _step(told, "balls", chain("+", have), n)
        below = [factor for w in want for factor in range(w, 1, -1)]
        orders = factorial(drawn) // prod(below)
        term: Term = chain("*", range(drawn, 1, -1))
        at = [_step(told, "orders", ("/", term, chain("*", below)) if below else term, orders)]
        powers = {pair: _power(told, *pair) for pair in dict.fromkeys(zip(have, want, strict=True)) if pair[1] > 1}
        factors = [orders, *(h**w for h, w in zip(have, want, strict=True))]
        fit = _step(told, "favourable", chain("*", factors), prod(factors), *at, *powers.values())
        every = _power(told, n, drawn, (balls,))
        question = told.say("back", form, **_urn_slots(have, want))
        goal: Term = ("chance", ("back",), *have, drawn, *want)
        return self._closed(told, question, goal, counts=(prod(factors), n**drawn), uses=(fit, every))

    def _coin(self, rng: Stream, told: Telling, form: int) -> Problem:
        """A bent coin, heads so many times of so many."""
        tosses, largest = _SIZES[self.level][5:]
        n, q = rng.between(3, tosses), rng.between(3, largest)
        k = rng.between(2, n - 1)
        p = rng.choice([p for p in range(1, q) if Fraction(p, q).denominator == q])
        tails = _step(told, "tails", ("-", q, p), q - p, q=q)
        at = [_choose(told, n, k)]
        at.append(_power(told, p, k))
        at += [_power(told, q - p, n - k, (tails,))] if n - k > 1 else [tails]
        factors = [comb(n, k), p**k, (q - p) ** (n - k)]
        fit = _step(told, "favourable", chain("*", factors), prod(factors), *sorted(at))
        every = _power(told, q, n)
        question = told.say("coin", form, p=p, q=q, n=n, k=k)
        return self._closed(
            told, question, ("chance", ("coin",), p, q, n, k), counts=(prod(factors), q**n), uses=(fit, every)
        )

    def _balls(self, rng: Stream) -> tuple[list[int], list[int]]:
        """How many balls of each colour there are, and how many are wanted: one at least, and no more than there"
        " are."""
        fewest, most, *draws = _SIZES[self.level][:4]
        have, want = [rng.between(fewest, most) for _ in range(3)], [1, 1, 1]
        drawn = rng.between(*draws)
        while sum(want) < drawn:
            colour = rng.below(3)
            want[colour] += want[colour] < have[colour]
        return have, want

    def _closed(
        self, told: Telling, question: str, goal: Term, *, counts: tuple[int, int], uses: tuple[int, int]
    ) -> Problem:
        """The share of favourable cases, and the answer."""
        part, whole = counts
        answer, text = exact(Fraction(part, whole)), number(Fraction(part, whole))
        at = told.step("share", equal(("/", part, whole), answer), tuple(sorted(uses)), x=part, z=whole, a=text)
        told.step("answer", equal(("chance",), answer), (at,), a=text)
        return Problem(question, text, self.language, told.derivation(goal, answer))


def _step(told: Telling, kind: str, term: Term, worth: int, *uses: int, **slots: int) -> int:
    """A count with its formula."""
    return told.step(kind, equal((kind,), term, worth), uses, f=written(term), v=worth, **slots)


def _choose(told: Telling, n: int, k: int, uses: Sequence[int] = ()) -> int:
    """How many ways there are to choose k of n, k >= 1."""
    top = chain("*", range(n, n - k, -1))
    term: Term = ("/", top, chain("*", range(k, 1, -1))) if k > 1 else top
    claim = equal(("choose", n, k), term, comb(n, k))
    return told.step("choose", claim, tuple(uses), n=n, k=k, f=written(term), v=comb(n, k))


def _power(told: Telling, a: int, n: int, uses: Sequence[int] = ()) -> int:
    """a to the n, n >= 2, as a product."""
    term = chain("*", [a] * n)
    return told.step("power", equal(("^", a, n), term, a**n), tuple(uses), a=a, n=n, f=written(term), v=a**n)


def _urn_slots(have: Sequence[int], want: Sequence[int]) -> Mapping[str, int]:
    """What an urn's question says."""
    return dict(zip("rgbnijk", (*have, sum(want), *want), strict=True))
