"""Proves shortest ways: each town settled by itself, and the whole net once more by Bellman and Ford's method."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple, TypeAlias, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

Roads: TypeAlias = Sequence[tuple[str, str, int]]

_ROAD = re.compile(r"([A-Z])–([A-Z]) ([1-9][0-9]{0,8}) km")
_ROADS: Slot = (
    r"[A-Z]–[A-Z] [1-9][0-9]{0,8} km(?:; [A-Z]–[A-Z] [1-9][0-9]{0,8} km){0,99}",
    lambda text: tuple((a, b, int(w)) for a, b, w in _ROAD.findall(text)),
)
_WAY = (r"[A-Z](?:, [A-Z]){1,25}", lambda text: tuple(text.split(", ")))
_SLOTS: Mapping[str, Slot] = {"roads": _ROADS, "town": (r"[A-Z]", str), "way": _WAY}


class _Task(NamedTuple):
    """A net, each road in both directions too; both ends; whether the length or the way is wanted; all distances."""

    roads: Roads
    both: Roads
    start: str
    end: str
    ask: str
    far: Mapping[str, int]


_ASKS = Forms(
    {
        "en": {
            "length": (
                "Towns are joined by these roads: {r:roads}."
                " How many kilometres long is the shortest way from {s:town} to {t:town}?",
                "On a map there are these roads: {r:roads}."
                " Find the length in kilometres of the shortest way from {s:town} to {t:town}.",
            ),
            "route": (
                "Towns are joined by these roads: {r:roads}. Which is the shortest way from {s:town} to {t:town}?",
                "On a map there are these roads: {r:roads}."
                " Name the towns, in order, on the shortest way from {s:town} to {t:town}.",
            ),
        },
        "sw": {
            "length": (
                "Miji imeunganishwa na barabara hizi: {r:roads}."
                " Njia fupi kuliko zote kutoka {s:town} hadi {t:town} ina kilomita ngapi?",
                "Kwenye ramani kuna barabara hizi: {r:roads}."
                " Tafuta urefu, kwa kilomita, wa njia fupi kuliko zote kutoka {s:town} hadi {t:town}.",
            ),
            "route": (
                "Miji imeunganishwa na barabara hizi: {r:roads}."
                " Njia fupi kuliko zote kutoka {s:town} hadi {t:town} ni ipi?",
                "Kwenye ramani kuna barabara hizi: {r:roads}."
                " Taja kwa mfuatano miji iliyo kwenye njia fupi kuliko zote kutoka {s:town} hadi {t:town}.",
            ),
        },
        "fr": {
            "length": (
                "Des villes sont reliées par ces routes : {r:roads}."
                " Quelle est la longueur, en kilomètres, du plus court chemin de {s:town} à {t:town} ?",
                "Une carte montre ces routes : {r:roads}."
                " Trouve la longueur, en kilomètres, du plus court chemin de {s:town} à {t:town}.",
            ),
            "route": (
                "Des villes sont reliées par ces routes : {r:roads}."
                " Quel est le plus court chemin de {s:town} à {t:town} ?",
                "Une carte montre ces routes : {r:roads}."
                " Nomme, dans l'ordre, les villes du plus court chemin de {s:town} à {t:town}.",
            ),
        },
        "es": {
            "length": (
                "Varias ciudades están unidas por estas carreteras: {r:roads}."
                " ¿Cuántos kilómetros mide el camino más corto de {s:town} a {t:town}?",
                "Un mapa muestra estas carreteras: {r:roads}."
                " Halla la longitud, en kilómetros, del camino más corto de {s:town} a {t:town}.",
            ),
            "route": (
                "Varias ciudades están unidas por estas carreteras: {r:roads}."
                " ¿Cuál es el camino más corto de {s:town} a {t:town}?",
                "Un mapa muestra estas carreteras: {r:roads}."
                " Nombra, en orden, las ciudades del camino más corto de {s:town} a {t:town}.",
            ),
        },
        "de": {
            "length": (
                "Städte sind durch diese Straßen verbunden: {r:roads}."
                " Wie viele Kilometer lang ist der kürzeste Weg von {s:town} nach {t:town}?",
                "Eine Karte zeigt diese Straßen: {r:roads}."
                " Bestimme die Länge des kürzesten Weges von {s:town} nach {t:town} in Kilometern.",
            ),
            "route": (
                "Städte sind durch diese Straßen verbunden: {r:roads}."
                " Welcher Weg von {s:town} nach {t:town} ist der kürzeste?",
                "Eine Karte zeigt diese Straßen: {r:roads}."
                " Nenne der Reihe nach die Städte auf dem kürzesten Weg von {s:town} nach {t:town}.",
            ),
        },
    },
    slots=_SLOTS,
)
_SAYS = Forms(
    {
        "en": {
            "settle": "The nearest new town is {v:town}, reached through {u:town}: {a} + {w} = {d}.",
            "total": "So the shortest way from {s:town} to {t:town} is {d} km long.",
            "back": "Traced back from {t:town}, the shortest way is {path:way}.",
        },
        "sw": {
            "settle": "Mji mpya ulio karibu zaidi ni {v:town}, kupitia {u:town}: {a} + {w} = {d}.",
            "total": "Kwa hiyo njia fupi kuliko zote kutoka {s:town} hadi {t:town} ina urefu wa kilomita {d}.",
            "back": "Tukifuata nyuma kutoka {t:town}, njia fupi kuliko zote ni {path:way}.",
        },
        "fr": {
            "settle": "La ville nouvelle la plus proche est {v:town}, en passant par {u:town} : {a} + {w} = {d}.",
            "total": "Le plus court chemin de {s:town} à {t:town} mesure donc {d} km.",
            "back": "En remontant depuis {t:town}, on trouve le plus court chemin : {path:way}.",
        },
        "es": {
            "settle": "La ciudad nueva más cercana es {v:town}, pasando por {u:town}: {a} + {w} = {d}.",
            "total": "Por lo tanto, el camino más corto de {s:town} a {t:town} mide {d} km.",
            "back": "Volviendo atrás desde {t:town}, el camino más corto es {path:way}.",
        },
        "de": {
            "settle": "Die nächste neue Stadt ist {v:town}, erreicht über {u:town}: {a} + {w} = {d}.",
            "total": "Also ist der kürzeste Weg von {s:town} nach {t:town} {d} km lang.",
            "back": "Von {t:town} aus zurückverfolgt ist der kürzeste Weg {path:way}.",
        },
    },
    slots=_SLOTS,
)


def _reached(task: _Task, before: Sequence[Said]) -> dict[str, int]:
    """Towns whose distance is known, the start among them."""
    return {task.start: 0, **{said.values["v"]: said.values["d"] for said in before if said.kind == "settle"}}


def _settles(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Dijkstra's step: of all roads that lead out of the towns reached, none gets further out for less.

    Whatever those towns are: a way to the new town must leave them by some road, and up to its end is no shorter.
    """
    known = _reached(task, before)
    if v["v"] in known or v["u"] not in known or (v["a"], v["a"] + v["w"]) != (known[v["u"]], v["d"]):
        return False
    leads = [(known[a] + w, a, b, w) for a, b, w in task.both if a in known and b not in known]
    return (v["d"], v["u"], v["v"], v["w"]) in leads and all(v["d"] <= length for length, *_ in leads)


def _ends(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The distance of the town asked for."""
    return (v["s"], v["t"]) == (task.start, task.end) and _reached(task, before).get(task.end) == v["d"]


def _traces(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Each town of the way was reached through the one before it."""
    links = {(said.values["u"], said.values["v"]) for said in before if said.kind == "settle"}
    path: Sequence[str] = v["path"]
    ends = (path[0], path[-1], v["t"]) == (task.start, task.end, task.end)
    return ends and set(pairwise(path)) <= links


@final
class _ShortestPath(Kind[_Task]):
    """The task is the net, both ends and what is wanted."""

    topic = "shortest_path"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "settle": Line(lambda v: Claim("=", (("to", v["v"]), ("+", v["a"], v["w"]), v["d"])), _settles),
        "total": Line(lambda v: Claim("=", (("distance", v["s"], v["t"]), v["d"])), _ends),
        "back": Line(lambda v: Claim("=", (("route", v["path"][0], v["t"]), ("path", *v["path"]))), _traces),
    }

    def task(self, said: Said) -> _Task:
        """The net, if it is one and joins the ends."""
        roads, start, end = said.values["r"], said.values["s"], said.values["t"]
        both = (*roads, *((b, a, w) for a, b, w in roads))
        if len({(a, b) for a, b, _ in both}) < len(both):
            raise Wrong("question names a road twice, or one that leads nowhere")
        task = _Task(roads, both, start, end, said.kind, _distances(both, start))
        if start == end or end not in task.far:
            raise Wrong("question has no way between its towns", start=start, end=end)
        if task.ask == "route" and _ways(task)[end] > 1:
            raise Wrong("question has more than one shortest way", start=start, end=end)
        return task

    def givens(self, task: _Task) -> tuple[Claim, ...]:
        """The roads."""
        return tuple([Claim("road", road) for road in task.roads])

    def goal(self, task: _Task) -> Term:
        """The distance, or the route."""
        return ("distance" if task.ask == "length" else "route", task.start, task.end)

    def solve(self, task: _Task) -> Term:
        """Bellman and Ford's distances; the way is walked back along roads that fit them."""
        if task.ask == "length":
            return task.far[task.end]
        way = [task.end]
        while way[-1] != task.start:
            way.append(next(a for a, b, w in task.both if b == way[-1] and task.far[a] + w == task.far[b]))
        return ("path", *way[::-1])

    def write(self, answer: Term, language: str) -> str:
        """17, or A, C, D."""
        return ", ".join(map(str, answer[1:])) if isinstance(answer, tuple) else str(answer)


def _distances(both: Roads, start: str) -> Mapping[str, int]:
    """Town -> distance from the start: every road relaxed until nothing changes (Bellman 1958)."""
    far = {start: 0}
    for _ in both:
        before = dict(far)
        for a, b, w in both:
            if a in far and far[a] + w < far.get(b, far[a] + w + 1):
                far[b] = far[a] + w
        if far == before:
            break
    return far


def _ways(task: _Task) -> Mapping[str, int]:
    """Town -> number of shortest ways to it."""
    far = task.far
    ways = {task.start: 1}
    for town in sorted(far, key=far.__getitem__)[1:]:
        ways[town] = sum(ways[a] for a, b, w in task.both if b == town and far[a] + w == far[b])
    return ways


_KIND = _ShortestPath()


@verifier
@dataclass(frozen=True, slots=True)
class ShortestPath:
    """Reads the roads, proves every town's distance, and relaxes the whole net anew.

    Example:
        "The nearest new town is C, reached through A: 0 + 7 = 7." fails while B, 4 km from A, is not yet reached.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_ShortestPath.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
