"""Conditional probability by natural frequencies: two-way tables, medical tests, and machines with their faults."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
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
            "table": (
                "Of {n} pupils in a school, {a} play football, and {b} of these are girls."
                " Of the others, {c} are girls."
            ),
            "girl": (
                "A girl is chosen at random. What is the probability that she plays football?",
                "How likely is it that a girl chosen at random plays football?",
            ),
            "boy": (
                "A boy is chosen at random. What is the probability that he plays football?",
                "How likely is it that a boy chosen at random plays football?",
            ),
            "test": (
                "A disease affects {p} of every 1000 people."
                " A test is positive for {s}% of those who have it and for {f}% of those who do not."
            ),
            "ill": (
                "A person tests positive. What is the probability that this person has the disease?",
                "How likely is it that a person who tests positive has the disease?",
            ),
            "well": (
                "A person tests negative. What is the probability that this person does not have the disease?",
                "How likely is it that a person who tests negative does not have the disease?",
            ),
            "factory": "In a factory {machines}.",
            "machine": "machine {m} makes {a}% of the parts, {d}% of them faulty",
            "made": (
                "A part is faulty. What is the probability that machine {m} made it?",
                "How likely is it that a faulty part comes from machine {m}?",
            ),
            "girls": "There are {b} + {c} = {z} girls.",
            "boys_in": "Of the players, {a} − {b} = {x} are boys.",
            "others": "{n} − {a} = {o} pupils do not play football.",
            "boys_out": "Of these, {o} − {c} = {y} are boys.",
            "boys": "There are {x} + {y} = {z} boys.",
            "healthy": "Of every 1000 people, 1000 − {p} = {h} do not have the disease.",
            "missed": "The test is negative for 100 − {s} = {m}% of those who have the disease.",
            "cleared": "The test is negative for 100 − {f} = {k}% of those who do not have it.",
            "ill_positive": "Of 100000 people, {a} × {b} = {c} have the disease and test positive.",
            "well_positive": "Of 100000 people, {a} × {b} = {c} do not have the disease and test positive.",
            "ill_negative": "Of 100000 people, {a} × {b} = {c} have the disease and test negative.",
            "well_negative": "Of 100000 people, {a} × {b} = {c} do not have the disease and test negative.",
            "tested": "In all, {x} + {y} = {z} people get this result.",
            "faulty": "Of 10000 parts, {a} × {d} = {x} are made by machine {m} and faulty.",
            "all_faulty": "In all, {sum} = {z} parts are faulty.",
            "share": "{x} ÷ {z} = {q}.",
            "answer": "So the probability is {q}.",
        },
        "sw": {
            "table": (
                "Kati ya wanafunzi {n} wa shule, {a} hucheza mpira, na {b} kati ya hao ni wasichana."
                " Kati ya wengine, {c} ni wasichana."
            ),
            "girl": (
                "Msichana mmoja anachaguliwa bila mpangilio. Je, uwezekano kwamba anacheza mpira ni upi?",
                "Tafuta uwezekano kwamba msichana aliyechaguliwa bila mpangilio anacheza mpira.",
            ),
            "boy": (
                "Mvulana mmoja anachaguliwa bila mpangilio. Je, uwezekano kwamba anacheza mpira ni upi?",
                "Tafuta uwezekano kwamba mvulana aliyechaguliwa bila mpangilio anacheza mpira.",
            ),
            "test": (
                "Ugonjwa fulani huwapata watu {p} kati ya kila watu 1000."
                " Kipimo hutoa jibu chanya kwa asilimia {s} ya walio nao na kwa asilimia {f} ya wasio nao."
            ),
            "ill": (
                "Mtu amepata jibu chanya. Je, uwezekano kwamba ana ugonjwa huo ni upi?",
                "Tafuta uwezekano kwamba mtu aliyepata jibu chanya ana ugonjwa huo.",
            ),
            "well": (
                "Mtu amepata jibu hasi. Je, uwezekano kwamba hana ugonjwa huo ni upi?",
                "Tafuta uwezekano kwamba mtu aliyepata jibu hasi hana ugonjwa huo.",
            ),
            "factory": "Katika kiwanda {machines}.",
            "machine": "mashine {m} hutengeneza asilimia {a} ya vipuri, na asilimia {d} kati yake vina kasoro",
            "made": (
                "Kipuri kimoja kina kasoro. Je, uwezekano kwamba kimetengenezwa na mashine {m} ni upi?",
                "Tafuta uwezekano kwamba kipuri chenye kasoro kimetoka kwenye mashine {m}.",
            ),
            "girls": "Wasichana ni {b} + {c} = {z}.",
            "boys_in": "Kati ya wachezaji, wavulana ni {a} − {b} = {x}.",
            "others": "Wanafunzi {n} − {a} = {o} hawachezi mpira.",
            "boys_out": "Kati ya hao, wavulana ni {o} − {c} = {y}.",
            "boys": "Wavulana wote ni {x} + {y} = {z}.",
            "healthy": "Kati ya kila watu 1000, watu 1000 − {p} = {h} hawana ugonjwa huo.",
            "missed": "Kipimo hutoa jibu hasi kwa asilimia 100 − {s} = {m} ya wenye ugonjwa.",
            "cleared": "Kipimo hutoa jibu hasi kwa asilimia 100 − {f} = {k} ya wasio na ugonjwa.",
            "ill_positive": "Kati ya watu 100000, watu {a} × {b} = {c} wana ugonjwa na wanapata jibu chanya.",
            "well_positive": "Kati ya watu 100000, watu {a} × {b} = {c} hawana ugonjwa na wanapata jibu chanya.",
            "ill_negative": "Kati ya watu 100000, watu {a} × {b} = {c} wana ugonjwa na wanapata jibu hasi.",
            "well_negative": "Kati ya watu 100000, watu {a} × {b} = {c} hawana ugonjwa na wanapata jibu hasi.",
            "tested": "Kwa jumla, watu {x} + {y} = {z} wanapata jibu hilo.",
            "faulty": "Kati ya vipuri 10000, {a} × {d} = {x} vimetengenezwa na mashine {m} na vina kasoro.",
            "all_faulty": "Kwa jumla, vipuri {sum} = {z} vina kasoro.",
            "share": "{x} ÷ {z} = {q}.",
            "answer": "Kwa hiyo uwezekano ni {q}.",
        },
        "fr": {
            "table": (
                "Sur les {n} élèves d'une école, {a} jouent au football, dont {b} filles."
                " Parmi les autres, il y a {c} filles."
            ),
            "girl": (
                "On choisit une fille au hasard. Quelle est la probabilité qu'elle joue au football ?",
                "Calcule la probabilité qu'une fille choisie au hasard joue au football.",
            ),
            "boy": (
                "On choisit un garçon au hasard. Quelle est la probabilité qu'il joue au football ?",
                "Calcule la probabilité qu'un garçon choisi au hasard joue au football.",
            ),
            "test": (
                "Une maladie touche {p} personnes sur 1000."
                " Un test est positif chez {s} % des malades et chez {f} % des autres."
            ),
            "ill": (
                "Une personne a un test positif. Quelle est la probabilité qu'elle soit malade ?",
                "Calcule la probabilité qu'une personne dont le test est positif soit malade.",
            ),
            "well": (
                "Une personne a un test négatif. Quelle est la probabilité qu'elle ne soit pas malade ?",
                "Calcule la probabilité qu'une personne dont le test est négatif ne soit pas malade.",
            ),
            "factory": "Dans une usine, {machines}.",
            "machine": "la machine {m} fabrique {a} % des pièces, dont {d} % sont défectueuses",
            "made": (
                "Une pièce est défectueuse. Quelle est la probabilité qu'elle vienne de la machine {m} ?",
                "Calcule la probabilité qu'une pièce défectueuse vienne de la machine {m}.",
            ),
            "girls": "Il y a {b} + {c} = {z} filles.",
            "boys_in": "Parmi les joueurs, il y a {a} − {b} = {x} garçons.",
            "others": "{n} − {a} = {o} élèves ne jouent pas au football.",
            "boys_out": "Parmi eux, il y a {o} − {c} = {y} garçons.",
            "boys": "Il y a {x} + {y} = {z} garçons.",
            "healthy": "Sur 1000 personnes, 1000 − {p} = {h} ne sont pas malades.",
            "missed": "Le test est négatif chez 100 − {s} = {m} % des malades.",
            "cleared": "Le test est négatif chez 100 − {f} = {k} % des personnes qui ne sont pas malades.",
            "ill_positive": "Sur 100000 personnes, {a} × {b} = {c} sont malades et ont un test positif.",
            "well_positive": "Sur 100000 personnes, {a} × {b} = {c} ne sont pas malades et ont un test positif.",
            "ill_negative": "Sur 100000 personnes, {a} × {b} = {c} sont malades et ont un test négatif.",
            "well_negative": "Sur 100000 personnes, {a} × {b} = {c} ne sont pas malades et ont un test négatif.",
            "tested": "En tout, {x} + {y} = {z} personnes ont ce résultat.",
            "faulty": "Sur 10000 pièces, {a} × {d} = {x} viennent de la machine {m} et sont défectueuses.",
            "all_faulty": "En tout, {sum} = {z} pièces sont défectueuses.",
            "share": "{x} ÷ {z} = {q}.",
            "answer": "La probabilité est donc {q}.",
        },
        "es": {
            "table": (
                "De los {n} alumnos de una escuela, {a} juegan al fútbol, y {b} de ellos son chicas."
                " Entre los demás hay {c} chicas."
            ),
            "girl": (
                "Se elige una chica al azar. ¿Cuál es la probabilidad de que juegue al fútbol?",
                "Calcula la probabilidad de que una chica elegida al azar juegue al fútbol.",
            ),
            "boy": (
                "Se elige un chico al azar. ¿Cuál es la probabilidad de que juegue al fútbol?",
                "Calcula la probabilidad de que un chico elegido al azar juegue al fútbol.",
            ),
            "test": (
                "Una enfermedad afecta a {p} de cada 1000 personas."
                " Una prueba da positivo en el {s} % de las personas enfermas y en el {f} % de las demás."
            ),
            "ill": (
                "Una persona da positivo. ¿Cuál es la probabilidad de que esté enferma?",
                "Calcula la probabilidad de que una persona que da positivo esté enferma.",
            ),
            "well": (
                "Una persona da negativo. ¿Cuál es la probabilidad de que no esté enferma?",
                "Calcula la probabilidad de que una persona que da negativo no esté enferma.",
            ),
            "factory": "En una fábrica, {machines}.",
            "machine": "la máquina {m} fabrica el {a} % de las piezas, de las que el {d} % son defectuosas",
            "made": (
                "Una pieza es defectuosa. ¿Cuál es la probabilidad de que venga de la máquina {m}?",
                "Calcula la probabilidad de que una pieza defectuosa venga de la máquina {m}.",
            ),
            "girls": "Hay {b} + {c} = {z} chicas.",
            "boys_in": "Entre los que juegan hay {a} − {b} = {x} chicos.",
            "others": "{n} − {a} = {o} alumnos no juegan al fútbol.",
            "boys_out": "Entre ellos hay {o} − {c} = {y} chicos.",
            "boys": "Hay {x} + {y} = {z} chicos.",
            "healthy": "De cada 1000 personas, 1000 − {p} = {h} no están enfermas.",
            "missed": "La prueba da negativo en el 100 − {s} = {m} % de las personas enfermas.",
            "cleared": "La prueba da negativo en el 100 − {f} = {k} % de las personas que no están enfermas.",
            "ill_positive": "De 100000 personas, {a} × {b} = {c} están enfermas y dan positivo.",
            "well_positive": "De 100000 personas, {a} × {b} = {c} no están enfermas y dan positivo.",
            "ill_negative": "De 100000 personas, {a} × {b} = {c} están enfermas y dan negativo.",
            "well_negative": "De 100000 personas, {a} × {b} = {c} no están enfermas y dan negativo.",
            "tested": "En total, {x} + {y} = {z} personas obtienen este resultado.",
            "faulty": "De 10000 piezas, {a} × {d} = {x} vienen de la máquina {m} y son defectuosas.",
            "all_faulty": "En total, {sum} = {z} piezas son defectuosas.",
            "share": "{x} ÷ {z} = {q}.",
            "answer": "Por lo tanto, la probabilidad es {q}.",
        },
        "de": {
            "table": (
                "Von den {n} Kindern einer Schule spielen {a} Fußball, darunter {b} Mädchen."
                " Unter den übrigen Kindern sind {c} Mädchen."
            ),
            "girl": (
                "Ein Mädchen wird zufällig ausgewählt. Wie groß ist die Wahrscheinlichkeit, dass es Fußball spielt?",
                "Berechne die Wahrscheinlichkeit, dass ein zufällig ausgewähltes Mädchen Fußball spielt.",
            ),
            "boy": (
                "Ein Junge wird zufällig ausgewählt. Wie groß ist die Wahrscheinlichkeit, dass er Fußball spielt?",
                "Berechne die Wahrscheinlichkeit, dass ein zufällig ausgewählter Junge Fußball spielt.",
            ),
            "test": (
                "Eine Krankheit trifft {p} von je 1000 Menschen."
                " Ein Test ist bei {s} % der Kranken positiv und bei {f} % der Gesunden."
            ),
            "ill": (
                "Der Test einer Person ist positiv. Wie groß ist die Wahrscheinlichkeit, dass sie krank ist?",
                "Berechne die Wahrscheinlichkeit, dass eine Person mit positivem Test krank ist.",
            ),
            "well": (
                "Der Test einer Person ist negativ. Wie groß ist die Wahrscheinlichkeit, dass sie gesund ist?",
                "Berechne die Wahrscheinlichkeit, dass eine Person mit negativem Test gesund ist.",
            ),
            "factory": "In einer Fabrik gilt: {machines}.",
            "machine": "Maschine {m} stellt {a} % der Teile her, davon sind {d} % fehlerhaft",
            "made": (
                "Ein Teil ist fehlerhaft. Wie groß ist die Wahrscheinlichkeit, dass es von Maschine {m} stammt?",
                "Berechne die Wahrscheinlichkeit, dass ein fehlerhaftes Teil von Maschine {m} stammt.",
            ),
            "girls": "Es gibt {b} + {c} = {z} Mädchen.",
            "boys_in": "Unter den Fußballspielern sind {a} − {b} = {x} Jungen.",
            "others": "{n} − {a} = {o} Kinder spielen nicht Fußball.",
            "boys_out": "Unter ihnen sind {o} − {c} = {y} Jungen.",
            "boys": "Es gibt {x} + {y} = {z} Jungen.",
            "healthy": "Von je 1000 Menschen sind 1000 − {p} = {h} gesund.",
            "missed": "Der Test ist bei 100 − {s} = {m} % der Kranken negativ.",
            "cleared": "Der Test ist bei 100 − {f} = {k} % der Gesunden negativ.",
            "ill_positive": "Von 100000 Menschen sind {a} × {b} = {c} krank und haben einen positiven Test.",
            "well_positive": "Von 100000 Menschen sind {a} × {b} = {c} gesund und haben einen positiven Test.",
            "ill_negative": "Von 100000 Menschen sind {a} × {b} = {c} krank und haben einen negativen Test.",
            "well_negative": "Von 100000 Menschen sind {a} × {b} = {c} gesund und haben einen negativen Test.",
            "tested": "Insgesamt haben {x} + {y} = {z} Menschen dieses Ergebnis.",
            "faulty": "Von 10000 Teilen stammen {a} × {d} = {x} von Maschine {m} und sind fehlerhaft.",
            "all_faulty": "Insgesamt sind {sum} = {z} Teile fehlerhaft.",
            "share": "{x} ÷ {z} = {q}.",
            "answer": "Also ist die Wahrscheinlichkeit {q}.",
        },
    }
)

# level -> fewest and most machines, highest rate of faults in %
_MACHINES = {4: (5, 5, 12), 5: (6, 7, 20), 6: (9, 10, 40)}


@generator
@dataclass(frozen=True, slots=True)
class Bayes:
    """Bayes' theorem in natural frequencies (Gigerenzer 1995): of so many people, so many are ill and test positive.

    Attributes:
        language: of question and solution.
        level: 1 (a two-way table), 2 and 3 (a test for a disease), 4 and 5 (five to seven machines); 6 has nine or ten.

    Example:
        A disease affects 10 of every 1000 people. A test is positive for 90% of those who have it and for 9% of those
        who do not. How likely is it that a person who tests positive has the disease? ... Of 100000 people, 10 × 90 =
        900 have the disease and test positive. ... 900 ÷ 9810 = 10/109. So the probability is 10/109.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("bayes")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem of the level's kind."""
        told = Telling(WORDS[self.language])
        form = rng.below(2)
        if self.level == 1:
            return self._table(rng, told, form)
        return self._test(rng, told, form) if self.level < 4 else self._factory(rng, told, form)

    def _table(self, rng: Stream, told: Telling, form: int) -> Problem:
        """A school: girls and boys, players and others."""
        a, o = rng.between(20, 90), rng.between(20, 90)
        b, c = rng.between(5, a - 5), rng.between(5, o - 5)
        n, ask = a + o, rng.choice(("girl", "boy"))
        if ask == "girl":
            part, whole = b, b + c
            uses = [told.step("girls", equal(("girls",), ("+", b, c), whole), b=b, c=c, z=whole)]
        else:
            x, y = a - b, o - c
            part, whole = x, x + y
            inside = told.step("boys_in", equal(("boys_in",), ("-", a, b), x), a=a, b=b, x=x)
            others = told.step("others", equal(("others",), ("-", n, a), o), n=n, a=a, o=o)
            rest = told.step("boys_out", equal(("boys_out",), ("-", o, c), y), (others,), o=o, c=c, y=y)
            both = told.step("boys", equal(("boys",), ("+", x, y), whole), (inside, rest), x=x, y=y, z=whole)
            uses = [inside, both]
        question = f"{told.say('table', n=n, a=a, b=b, c=c)} {told.say(ask, form)}"
        return self._closed(told, question, ("posterior", (ask,), n, a, b, c), part=part, whole=whole, uses=uses)

    def _test(self, rng: Stream, told: Telling, form: int) -> Problem:
        """A test for a disease, positive or negative."""
        easy = self.level == 2
        p = 10 * rng.between(1, 30) if easy else rng.between(2, 300)
        s, f = rng.between(70, 99), rng.between(1, 30)
        ask = "ill" if easy else rng.choice(("ill", "well"))
        h = 1000 - p
        healthy = told.step("healthy", equal(("healthy",), ("-", 1000, p), h), p=p, h=h)
        first, second, sign = s, f, "positive"
        uses: list[tuple[int, ...]] = [(), (healthy,)]
        if ask == "well":
            first, second, sign = 100 - s, 100 - f, "negative"
            uses[0] = (told.step("missed", equal(("missed",), ("-", 100, s), first), s=s, m=first),)
            uses[1] += (told.step("cleared", equal(("cleared",), ("-", 100, f), second), f=f, k=second),)
        counts, places = [], []
        for who, (a, b), rests in zip(("ill", "well"), ((p, first), (h, second)), uses, strict=True):
            kind = f"{who}_{sign}"
            counts.append(a * b)
            places.append(told.step(kind, equal((kind,), ("*", a, b), a * b), rests, a=a, b=b, c=a * b))
        x, y = counts
        both = told.step("tested", equal(("tested",), ("+", x, y), x + y), tuple(places), x=x, y=y, z=x + y)
        asked = 0 if ask == "ill" else 1
        question = f"{told.say('test', p=p, s=s, f=f)} {told.say(ask, form)}"
        goal = ("posterior", (ask,), p, 1000, s, f)
        return self._closed(told, question, goal, part=counts[asked], whole=x + y, uses=[places[asked], both])

    def _factory(self, rng: Stream, told: Telling, form: int) -> Problem:
        """Machines, each with its share of the parts and its share of faults."""
        fewest, most, highest = _MACHINES[self.level]
        names = "ABCDEFGHIJ"[: rng.between(fewest, most)]
        cuts = [0, *sorted(rng.sample(range(1, 20), len(names) - 1)), 20]
        shares = [5 * (high - low) for low, high in pairwise(cuts)]
        rates = [rng.between(1, highest) for _ in names]
        counts = [a * d for a, d in zip(shares, rates, strict=True)]
        places = [
            told.step("faulty", equal(("faulty", m), ("*", a, d), x), a=a, d=d, x=x, m=m)
            for m, a, d, x in zip(names, shares, rates, counts, strict=True)
        ]
        total, whole = chain("+", counts), sum(counts)
        both = told.step("all_faulty", equal(("all_faulty",), total, whole), tuple(places), sum=written(total), z=whole)
        asked = rng.below(len(names))
        rows = list(zip(names, shares, rates, strict=True))
        machines = "; ".join([told.say("machine", m=m, a=a, d=d) for m, a, d in rows])
        question = f"{told.say('factory', machines=machines)} {told.say('made', form, m=names[asked])}"
        causes: list[Term] = [("machine", m, a, d) for m, a, d in rows]
        goal = ("posterior", ("made", names[asked]), *causes)
        return self._closed(told, question, goal, part=counts[asked], whole=whole, uses=[places[asked], both])

    def _closed(
        self, told: Telling, question: str, goal: Term, *, part: int, whole: int, uses: Sequence[int]
    ) -> Problem:
        """The share of the asked among all that fit, and the answer."""
        worth = Fraction(part, whole)
        answer, text = exact(worth), number(worth)
        at = told.step("share", equal(("/", part, whole), answer), tuple(uses), x=part, z=whole, q=text)
        told.step("answer", equal(("posterior",), answer), (at,), q=text)
        return Problem(question, text, self.language, told.derivation(goal, answer))
