"""The shortest way through a net of roads, by Dijkstra's method."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "length": (
                "Towns are joined by these roads: {roads}. How many kilometres long is the shortest way from {s} to"
                " {t}?",
                "On a map there are these roads: {roads}. Find the length in kilometres of the shortest way from {s}"
                " to {t}.",
            ),
            "route": (
                "Towns are joined by these roads: {roads}. Which is the shortest way from {s} to {t}?",
                "On a map there are these roads: {roads}. Name the towns, in order, on the shortest way from {s} to"
                " {t}.",
            ),
            "settle": "The nearest new town is {v}, reached through {u}: {a} + {w} = {d}.",
            "total": "So the shortest way from {s} to {t} is {d} km long.",
            "back": "Traced back from {t}, the shortest way is {path}.",
        },
        "sw": {
            "length": (
                "Miji imeunganishwa na barabara hizi: {roads}."
                " Njia fupi kuliko zote kutoka {s} hadi {t} ina kilomita ngapi?",
                "Kwenye ramani kuna barabara hizi: {roads}."
                " Tafuta urefu, kwa kilomita, wa njia fupi kuliko zote kutoka {s} hadi {t}.",
            ),
            "route": (
                "Miji imeunganishwa na barabara hizi: {roads}. Njia fupi kuliko zote kutoka {s} hadi {t} ni ipi?",
                "Kwenye ramani kuna barabara hizi: {roads}."
                " Taja kwa mfuatano miji iliyo kwenye njia fupi kuliko zote kutoka {s} hadi {t}.",
            ),
            "settle": "Mji mpya ulio karibu zaidi ni {v}, kupitia {u}: {a} + {w} = {d}.",
            "total": "Kwa hiyo njia fupi kuliko zote kutoka {s} hadi {t} ina urefu wa kilomita {d}.",
            "back": "Tukifuata nyuma kutoka {t}, njia fupi kuliko zote ni {path}.",
        },
        "fr": {
            "length": (
                "Des villes sont reliées par ces routes : {roads}."
                " Quelle est la longueur, en kilomètres, du plus court chemin de {s} à {t} ?",
                "Une carte montre ces routes : {roads}. Trouve la longueur, en kilomètres, du plus court chemin de"
                " {s} à {t}.",
            ),
            "route": (
                "Des villes sont reliées par ces routes : {roads}. Quel est le plus court chemin de {s} à {t} ?",
                "Une carte montre ces routes : {roads}. Nomme, dans l'ordre, les villes du plus court chemin de {s}"
                " à {t}.",
            ),
            "settle": "La ville nouvelle la plus proche est {v}, en passant par {u} : {a} + {w} = {d}.",
            "total": "Le plus court chemin de {s} à {t} mesure donc {d} km.",
            "back": "En remontant depuis {t}, on trouve le plus court chemin : {path}.",
        },
        "es": {
            "length": (
                "Varias ciudades están unidas por estas carreteras: {roads}."
                " ¿Cuántos kilómetros mide el camino más corto de {s} a {t}?",
                "Un mapa muestra estas carreteras: {roads}."
                " Halla la longitud, en kilómetros, del camino más corto de {s} a {t}.",
            ),
            "route": (
                "Varias ciudades están unidas por estas carreteras: {roads}."
                " ¿Cuál es el camino más corto de {s} a {t}?",
                "Un mapa muestra estas carreteras: {roads}."
                " Nombra, en orden, las ciudades del camino más corto de {s} a {t}.",
            ),
            "settle": "La ciudad nueva más cercana es {v}, pasando por {u}: {a} + {w} = {d}.",
            "total": "Por lo tanto, el camino más corto de {s} a {t} mide {d} km.",
            "back": "Volviendo atrás desde {t}, el camino más corto es {path}.",
        },
        "de": {
            "length": (
                "Städte sind durch diese Straßen verbunden: {roads}."
                " Wie viele Kilometer lang ist der kürzeste Weg von {s} nach {t}?",
                "Eine Karte zeigt diese Straßen: {roads}. Bestimme die Länge des kürzesten Weges von {s} nach {t} in"
                " Kilometern.",
            ),
            "route": (
                "Städte sind durch diese Straßen verbunden: {roads}. Welcher Weg von {s} nach {t} ist der kürzeste?",
                "Eine Karte zeigt diese Straßen: {roads}. Nenne der Reihe nach die Städte auf dem kürzesten Weg von"
                " {s} nach {t}.",
            ),
            "settle": "Die nächste neue Stadt ist {v}, erreicht über {u}: {a} + {w} = {d}.",
            "total": "Also ist der kürzeste Weg von {s} nach {t} {d} km lang.",
            "back": "Von {t} aus zurückverfolgt ist der kürzeste Weg {path}.",
        },
    }
)

# level -> towns, roads beyond those that join them all, longest road
_SIZES = {1: (4, 1, 9), 2: (5, 2, 12), 3: (6, 4, 20), 4: (7, 5, 30), 5: (8, 7, 50), 6: (11, 10, 90)}
_LETTERS = "ABCDEFGHIJK"


class _Net(NamedTuple):
    """Roads, and the towns in the order in which they are reached: town -> (distance, the town before)."""

    roads: Mapping[tuple[str, str], int]
    settled: Mapping[str, tuple[int, str]]


@generator
@dataclass(frozen=True, slots=True)
class ShortestPath:
    """Draws a net of roads and asks for the length of the shortest way, or for the way itself, which is the only one.

    Attributes:
        language: of question and solution.
        level: 1 (four towns) to 5 (eight towns); 6 has eleven.

    Guarantees:
        No two towns that are reached lie equally far from the start, and one way alone is shortest.

    Example:
        Towns are joined by these roads: A–B 4 km; A–C 7 km; B–C 2 km. Which is the shortest way from A to C? The
        nearest new town is B, reached through A: 0 + 4 = 4. The nearest new town is C, reached through B: 4 + 2 = 6.
        Traced back from C, the shortest way is A, B, C.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("shortest_path")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: the net, the way, then the words."""
        net = None
        while net is None:
            net = _drawn(rng, *_SIZES[self.level])
        start, *reached = net.settled
        goal_town = reached[-1 - rng.below(2)] if self.level > 1 else reached[-1]
        ask, form = rng.choice(("length", "route")), rng.below(WORDS.forms("length"))
        told = Telling(WORDS[self.language])
        places: dict[str, int] = {}
        for town in reached[: reached.index(goal_town) + 1]:
            distance, before = net.settled[town]
            a, w = net.settled[before][0], net.roads[min(town, before), max(town, before)]
            claim = equal(("to", town), ("+", a, w), distance)
            uses = tuple(places.values())
            places[town] = told.step("settle", claim, uses, v=town, u=before, a=a, w=w, d=distance)
        goal, answer, text = _finish(told, net, ask=ask, places=places)
        roads = "; ".join(f"{a}–{b} {w} km" for (a, b), w in net.roads.items())
        givens = tuple([Claim("road", (a, b, w)) for (a, b), w in net.roads.items()])
        question = told.say(ask, form, roads=roads, s=start, t=goal_town)
        return Problem(question, text, self.language, told.derivation(goal, answer, givens))


def _finish(told: Telling, net: _Net, *, ask: str, places: Mapping[str, int]) -> tuple[Term, Term, str]:
    """The last step; what is asked for, its value, and how it is written."""
    start, end = next(iter(net.settled)), list(places)[-1]
    if ask == "length":
        goal, answer = ("distance", start, end), net.settled[end][0]
        told.step("total", equal(goal, answer), (places[end],), s=start, t=end, d=answer)
        return goal, answer, str(answer)
    way = [end]
    while way[0] != start:
        way.insert(0, net.settled[way[0]][1])
    path = ", ".join(way)
    uses = tuple(sorted(places[town] for town in way[1:]))
    told.step("back", equal(("route", start, end), ("path", *way)), uses, t=end, path=path)
    return ("route", start, end), ("path", *way), path


def _drawn(rng: Stream, towns: int, more: int, longest: int) -> _Net | None:
    """A net that joins all its towns; None where two ways to a town, or two towns, tie."""
    names = sorted(rng.sample(_LETTERS, towns))
    order = rng.sample(names, towns)
    pairs = {_pair(order[place], order[rng.below(place)]) for place in range(1, towns)}
    free = [(a, b) for a in names for b in names if a < b and (a, b) not in pairs]
    pairs.update(rng.sample(free, min(more, len(free))))
    roads = {pair: rng.between(2, longest) for pair in sorted(pairs)}
    settled: dict[str, tuple[int, str]] = {order[0]: (0, "")}
    while len(settled) < towns:
        open_ways = sorted(
            (settled[here][0] + length, there, here)
            for pair, length in roads.items()
            for here, there in (pair, pair[::-1])
            if here in settled and there not in settled
        )
        distance, town, before = open_ways[0]
        if len(open_ways) > 1 and open_ways[1][0] == distance:
            return None
        settled[town] = (distance, before)
    return _Net(roads, settled)


def _pair(one: str, other: str) -> tuple[str, str]:
    """A road's ends in the order of the alphabet."""
    return (min(one, other), max(one, other))
