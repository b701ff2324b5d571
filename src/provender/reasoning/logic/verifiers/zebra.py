"""Proves who lives where: every narrowing by its clue or list, and the one arrangement by search or by CP-SAT."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.logic.verifiers._cp_sat import Prover, require
from provender.reasoning.logic.verifiers._house_words import ENTRY, HOUSES
from provender.reasoning.logic.verifiers._streets import RELATIONS, Clue, Street, arrangement
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

Houses: TypeAlias = frozenset[int]  # from 1, from left to right

_MOST_HOUSES, _MOST_LISTS, _MOST_CLUES = 8, 6, 60

# {x:house} and {y:near} are completed by the language's own types of slots
_ASKED = {
    "en": (
        "{n} houses stand in a row, numbered 1 to {n} from left to right. Each has one of every list: {lists:lists}. "
        "{clues:clues} Who lives in {y:near}?",
        "In a street there are {n} houses, 1 to {n} from left to right, and each has one of every list: {lists:lists}. "
        "{clues:clues} Find out who lives in {y:near}.",
    ),
    "sw": (
        "Nyumba {n} zimepangwa kwa safu, namba 1 hadi {n} kutoka kushoto kwenda kulia. Kila moja ina kimoja cha kila "
        "orodha: {lists:lists}. {clues:clues} Nani anaishi katika {y:near}?",
        "Mtaani kuna nyumba {n}, 1 hadi {n} kutoka kushoto kwenda kulia, na kila moja ina kimoja cha kila orodha: "
        "{lists:lists}. {clues:clues} Tafuta nani anaishi katika {y:near}.",
    ),
    "fr": (
        "{n} maisons sont alignées, numérotées de 1 à {n} de gauche à droite. Chacune a un élément de chaque liste : "
        "{lists:lists}. {clues:clues} Qui habite dans {y:near} ?",
        "Dans une rue, il y a {n} maisons, de 1 à {n} de gauche à droite, et chacune a un élément de chaque liste : "
        "{lists:lists}. {clues:clues} Trouve qui habite dans {y:near}.",
    ),
    "es": (
        "Hay {n} casas en fila, numeradas del 1 al {n} de izquierda a derecha. Cada una tiene un elemento de cada "
        "lista: {lists:lists}. {clues:clues} ¿Quién vive en {y:near}?",
        "En una calle hay {n} casas, del 1 al {n} de izquierda a derecha, y cada una tiene un elemento de cada lista: "
        "{lists:lists}. {clues:clues} Averigua quién vive en {y:near}.",
    ),
    "de": (
        "{n} Häuser stehen in einer Reihe, von links nach rechts mit 1 bis {n} nummeriert. Jedes hat eines aus jeder "
        "Liste: {lists:lists}. {clues:clues} Wer wohnt in {y:near}?",
        "In einer Straße gibt es {n} Häuser, von links nach rechts 1 bis {n}, und jedes hat eines aus jeder Liste: "
        "{lists:lists}. {clues:clues} Finde heraus, wer in {y:near} wohnt.",
    ),
}
_CLUED = {
    "en": {
        "at": "{x:house} is number {h}.",
        "not_at": "{x:house} is not number {h}.",
        "same": "{x:house} is {y:house}.",
        "different": "{x:house} is not {y:house}.",
        "next_left": "{x:house} is directly left of {y:near}.",
        "left": "{x:house} is somewhere left of {y:near}.",
        "beside": "{x:house} is next to {y:near}.",
    },
    "sw": {
        "at": "{x:house} ni namba {h}.",
        "not_at": "{x:house} si namba {h}.",
        "same": "{x:house} ndiyo {y:house}.",
        "different": "{x:house} siyo {y:house}.",
        "next_left": "{x:house} iko moja kwa moja kushoto mwa {y:near}.",
        "left": "{x:house} iko mahali fulani kushoto mwa {y:near}.",
        "beside": "{x:house} iko jirani na {y:near}.",
    },
    "fr": {
        "at": "{x:house} est le numéro {h}.",
        "not_at": "{x:house} n'est pas le numéro {h}.",
        "same": "{x:house} est {y:house}.",
        "different": "{x:house} n'est pas {y:house}.",
        "next_left": "{x:house} est juste à gauche de {y:near}.",
        "left": "{x:house} est quelque part à gauche de {y:near}.",
        "beside": "{x:house} est à côté de {y:near}.",
    },
    "es": {
        "at": "{x:house} es la número {h}.",
        "not_at": "{x:house} no es la número {h}.",
        "same": "{x:house} es {y:house}.",
        "different": "{x:house} no es {y:house}.",
        "next_left": "{x:house} está justo a la izquierda de {y:near}.",
        "left": "{x:house} está en algún lugar a la izquierda de {y:near}.",
        "beside": "{x:house} está al lado de {y:near}.",
    },
    "de": {
        "at": "{x:house} ist Nummer {h}.",
        "not_at": "{x:house} ist nicht Nummer {h}.",
        "same": "{x:house} ist {y:house}.",
        "different": "{x:house} ist nicht {y:house}.",
        "next_left": "{x:house} steht direkt links von {y:near}.",
        "left": "{x:house} steht irgendwo links von {y:near}.",
        "beside": "{x:house} steht neben {y:near}.",
    },
}
_TOLD = {
    "en": {
        "clue": ("Clue {k} leaves {x:house} the numbers {left:several}.",
                 "By clue {k}, {x:house} is number {left:one}."),
        "taken": ("Number {h} is {y:house}, so {x:house} has the numbers {left:several} left.",
                  "Number {h} is {y:house}, so {x:house} is number {left:one}."),
        "only": "Nothing else of its list can be number {h}, so {x:house} is number {h}.",
        "who": "Number {h} is both {x:house} and {y:house}, so {name:word} lives there.",
    },
    "sw": {
        "clue": ("Kidokezo {k} kinaiachia {x:house} namba {left:several}.",
                 "Kwa kidokezo {k}, {x:house} ni namba {left:one}."),
        "taken": ("Namba {h} ni {y:house}, kwa hiyo {x:house} inabaki na namba {left:several}.",
                  "Namba {h} ni {y:house}, kwa hiyo {x:house} ni namba {left:one}."),
        "only": "Hakuna kingine cha orodha yake kinachoweza kuwa namba {h}, kwa hiyo {x:house} ni namba {h}.",
        "who": "Namba {h} ni {x:house} na pia ni {y:house}, kwa hiyo {name:word} anaishi humo.",
    },
    "fr": {
        "clue": ("L'indice {k} laisse à {x:house} les numéros {left:several}.",
                 "D'après l'indice {k}, {x:house} est le numéro {left:one}."),
        "taken": ("Le numéro {h} est {y:house}, donc il reste à {x:house} les numéros {left:several}.",
                  "Le numéro {h} est {y:house}, donc {x:house} est le numéro {left:one}."),
        "only": "Rien d'autre de sa liste ne peut être le numéro {h}, donc {x:house} est le numéro {h}.",
        "who": "Le numéro {h} est à la fois {x:house} et {y:house}, donc {name:word} y habite.",
    },
    "es": {
        "clue": ("La pista {k} deja a {x:house} los números {left:several}.",
                 "Por la pista {k}, {x:house} es la número {left:one}."),
        "taken": ("La número {h} es {y:house}, así que a {x:house} le quedan los números {left:several}.",
                  "La número {h} es {y:house}, así que {x:house} es la número {left:one}."),
        "only": "Nada más de su lista puede ser la número {h}, así que {x:house} es la número {h}.",
        "who": "La número {h} es {x:house} y también {y:house}, así que {name:word} vive allí.",
    },
    "de": {
        "clue": ("Hinweis {k} lässt für {x:house} die Nummern {left:several}.",
                 "Nach Hinweis {k} ist {x:house} Nummer {left:one}."),
        "taken": ("Nummer {h} ist {y:house}, also bleiben für {x:house} die Nummern {left:several}.",
                  "Nummer {h} ist {y:house}, also ist {x:house} Nummer {left:one}."),
        "only": "Nichts anderes aus seiner Liste kann Nummer {h} sein, also ist {x:house} Nummer {h}.",
        "who": "Nummer {h} ist {x:house} und auch {y:house}, also wohnt {name:word} dort.",
    },
}  # fmt: skip
_NUMBER = re.compile(r" ?\(([0-9]{1,2})\) ")
_SLOTS: Mapping[str, Slot] = {
    **HOUSES,
    "lists": (r"[^.:()\n]{1,1000}", str),
    "clues": (r"\(1\) [^\n?¿]{1,9000}", _NUMBER.split),
    "several": (r"[1-9](?:, [1-9]){1,8}", lambda text: tuple(map(int, text.split(", ")))),
    "one": ("[1-9]", lambda text: (int(text),)),
}


def _forms(by_language: Mapping[str, Mapping[str, str | Sequence[str]]]) -> Forms:
    """The sentences, their houses in the words of their language."""
    return Forms(
        {
            language: {
                kind: [
                    form.replace(":house}", f":house{language}}}").replace(":near}", f":near{language}}}")
                    for form in ([said] if isinstance(said, str) else said)
                ]
                for kind, said in kinds.items()
            }
            for language, kinds in by_language.items()
        },
        slots=_SLOTS,
    )


_CLUES = _forms(_CLUED)


def _left(task: Street, thing: str, before: Sequence[Said]) -> Houses:
    """The houses that the sentences leave for a thing."""
    left = frozenset(task.houses)
    for said in before:
        if said.kind != "who" and said.values["x"] == thing:
            left &= _said(said.values)
    return left


def _said(v: Values) -> Houses:
    """The houses that one sentence leaves."""
    return frozenset(v.get("left", (v.get("h"),)))


def _by_clue(task: Street, v: Values, before: Sequence[Said]) -> bool:
    """Of the houses left for a thing, those that the clue allows with some house left for the other one."""
    if not 0 < v["k"] <= len(task.clues):
        return False
    clue = task.clues[v["k"] - 1]
    thing = v["x"]
    if thing not in (clue.x, clue.y):
        return False
    other = clue.y if thing == clue.x else clue.x
    own = _left(task, thing, before)
    ends = _left(task, other, before) if clue.y else frozenset((clue.h,))
    relation = RELATIONS[clue.kind]
    fits = {
        house for house in own for end in ends if (relation(house, end) if thing == clue.x else relation(end, house))
    }
    return _said(v) == fits != own


def _taken(task: Street, v: Values, before: Sequence[Said]) -> bool:
    """A house that belongs to another of the same list is gone."""
    same = v["y"] in task.lists.get(v["x"], ()) and v["x"] != v["y"]
    own = _left(task, v["x"], before)
    return same and _left(task, v["y"], before) == {v["h"]} and _said(v) == own - {v["h"]} != own


def _only(task: Street, v: Values, before: Sequence[Said]) -> bool:
    """A house that is left for no other of the same list."""
    others = [other for other in task.lists.get(v["x"], ()) if other != v["x"]]
    return bool(others) and v["h"] in task.houses and all(v["h"] not in _left(task, it, before) for it in others)


def _who(task: Street, v: Values, before: Sequence[Said]) -> bool:
    """Somebody's house and the house that is asked for have one number."""
    here = {v["h"]}
    return (
        v["name"] == v["x"]
        and v["x"] in task.people
        and v["y"] == task.asked
        and _left(task, v["x"], before) == here == _left(task, v["y"], before)
    )


@final
class _Zebra(Kind[Street]):
    """The task is the street."""

    topic = "zebra"
    tight = True
    asks = _forms({language: {"ask": said} for language, said in _ASKED.items()})
    says = _forms(_TOLD)
    lines: ClassVar[Mapping[str, Line[Street]]] = {
        "clue": Line(lambda v: Claim("in", (v["x"], ("values", *v["left"]))), _by_clue),
        "taken": Line(lambda v: Claim("in", (v["x"], ("values", *v["left"]))), _taken),
        "only": Line(lambda v: Claim("in", (v["x"], ("values", v["h"]))), _only),
        "who": Line(lambda v: Claim("=", (("resident", v["y"]), v["name"])), _who),
    }

    def __init__(self, prover: Prover) -> None:
        self._prover = prover

    def task(self, said: Said) -> Street:
        """Lists as long as the street, the first of people; numbered clues about their entries alone."""
        v = said.values
        parts = [part.strip().split(", ") for part in v["lists"].split(";")]
        lists = [parts[0], *([ENTRY[said.language].get(entry, "") for entry in part] for part in parts[1:])]
        things = [thing for part in lists for thing in part]
        if not 2 <= v["n"] <= _MOST_HOUSES or len(lists) > _MOST_LISTS or any(len(part) != v["n"] for part in lists):
            raise Wrong("question's lists are not as long as its street", lists=lists)
        if "" in things or len(set(things)) < len(things):
            raise Wrong("question's lists repeat an entry or hold an unknown one", lists=lists)
        of = {thing: part for part in lists for thing in part}
        clues = _clues(said.language, v["clues"], of, v["n"])
        if v["y"] not in of or v["y"] in lists[0]:
            raise Wrong("question asks for no thing of its lists", asked=v["y"])
        return Street(range(1, v["n"] + 1), of, lists[0], clues, v["y"])

    def givens(self, task: Street) -> tuple[Claim, ...]:
        """The clues."""
        return tuple([Claim(clue.kind, (clue.x, clue.y or clue.h)) for clue in task.clues])

    def goal(self, task: Street) -> Term:
        """Who lives there."""
        return ("resident", task.asked)

    def solve(self, task: Street) -> Term:
        """By search or by CP-SAT; both prove that there is no second arrangement."""
        where = arrangement(task, self._prover)
        return next(name for name in task.people if where[name] == where[task.asked])

    def write(self, answer: Term, language: str) -> str:
        """The name."""
        return str(answer)


def _clues(language: str, parts: Sequence[str], of: Mapping[str, object], houses: int) -> list[Clue]:
    """The clues in their order; `parts` is nothing, then by turns a number and a sentence."""
    numbers, sentences = parts[1::2], parts[2::2]
    if [*numbers] != [str(place) for place in range(1, len(numbers) + 1)]:
        raise Wrong("question's clues are not numbered in order")
    if len(numbers) > _MOST_CLUES:
        raise Wrong("question has too many clues", clues=len(numbers))
    found = []
    for text in sentences:
        said = _CLUES.read_in(language, text)
        if said is None:
            raise Wrong("clue cannot be read", clue=text)
        clue = Clue(said.kind, said.values["x"], said.values.get("y", ""), said.values.get("h", 0))
        if clue.x not in of or (clue.y and clue.y not in of) or clue.x == clue.y or clue.h > houses:
            raise Wrong("clue speaks of what is in no list", clue=text)
        found.append(clue)
    return found


@verifier
@dataclass(frozen=True, slots=True)
class Zebra:
    """Checks what each clue and each list leaves, and that one arrangement alone fits.

    Attributes:
        prover: "search" (exact, in Python) or "cp_sat" (needs the extra `reasoning`).

    Example:
        "By clue 1, Ama's house is number 1." fails where clue 1 would allow her number 2 as well.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Zebra.topic,)}

    prover: Prover = "search"

    def __post_init__(self) -> None:
        require(self.prover, "reasoning/logic/zebra")

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record; an abstention where the prover runs out of time."""
        return judge_steps(records, _Zebra(self.prover), name=name_of(self))
