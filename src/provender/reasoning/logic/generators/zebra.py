"""Who lives where: houses in a row, clues of which none can be spared, and the one arrangement that fits them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from provender.core.claim import Claim
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.logic.generators._house_words import LISTS, Thing, resident, thing
from provender.reasoning.logic.generators._houses import Clue, Move, Reasoner, Street, drawn_clues
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.names import NAMES
from provender.reasoning.render.telling import Telling, makes, records
from provender.reasoning.render.wording import Wording

# "clue" and "taken" in two forms: several houses are left, or one
WORDS = Wording(
    {
        "en": {
            "ask": (
                "{n} houses stand in a row, numbered 1 to {n} from left to right. Each has one of every list: {lists}. "
                "{clues} Who lives in {y}?",
                "In a street there are {n} houses, 1 to {n} from left to right, and each has one of every list: "
                "{lists}. {clues} Find out who lives in {y}.",
            ),
            "gap": "; ",
            "at": "{x} is number {h}.",
            "not_at": "{x} is not number {h}.",
            "same": "{x} is {y}.",
            "different": "{x} is not {y}.",
            "next_left": "{x} is directly left of {y}.",
            "left": "{x} is somewhere left of {y}.",
            "beside": "{x} is next to {y}.",
            "clue": ("Clue {k} leaves {x} the numbers {left}.", "By clue {k}, {x} is number {left}."),
            "taken": (
                "Number {h} is {y}, so {x} has the numbers {left} left.",
                "Number {h} is {y}, so {x} is number {left}.",
            ),
            "only": "Nothing else of its list can be number {h}, so {x} is number {h}.",
            "who": "Number {h} is both {x} and {y}, so {name} lives there.",
        },
        "sw": {
            "ask": (
                "Nyumba {n} zimepangwa kwa safu, namba 1 hadi {n} kutoka kushoto kwenda kulia. Kila moja ina kimoja "
                "cha kila orodha: {lists}. {clues} Nani anaishi katika {y}?",
                "Mtaani kuna nyumba {n}, 1 hadi {n} kutoka kushoto kwenda kulia, na kila moja ina kimoja cha kila "
                "orodha: {lists}. {clues} Tafuta nani anaishi katika {y}.",
            ),
            "gap": "; ",
            "at": "{x} ni namba {h}.",
            "not_at": "{x} si namba {h}.",
            "same": "{x} ndiyo {y}.",
            "different": "{x} siyo {y}.",
            "next_left": "{x} iko moja kwa moja kushoto mwa {y}.",
            "left": "{x} iko mahali fulani kushoto mwa {y}.",
            "beside": "{x} iko jirani na {y}.",
            "clue": ("Kidokezo {k} kinaiachia {x} namba {left}.", "Kwa kidokezo {k}, {x} ni namba {left}."),
            "taken": (
                "Namba {h} ni {y}, kwa hiyo {x} inabaki na namba {left}.",
                "Namba {h} ni {y}, kwa hiyo {x} ni namba {left}.",
            ),
            "only": "Hakuna kingine cha orodha yake kinachoweza kuwa namba {h}, kwa hiyo {x} ni namba {h}.",
            "who": "Namba {h} ni {x} na pia ni {y}, kwa hiyo {name} anaishi humo.",
        },
        "fr": {
            "ask": (
                "{n} maisons sont alignées, numérotées de 1 à {n} de gauche à droite. Chacune a un élément de chaque "
                "liste : {lists}. {clues} Qui habite dans {y} ?",
                "Dans une rue, il y a {n} maisons, de 1 à {n} de gauche à droite, et chacune a un élément de chaque "
                "liste : {lists}. {clues} Trouve qui habite dans {y}.",
            ),
            "gap": " ; ",
            "at": "{x} est le numéro {h}.",
            "not_at": "{x} n'est pas le numéro {h}.",
            "same": "{x} est {y}.",
            "different": "{x} n'est pas {y}.",
            "next_left": "{x} est juste à gauche de {y}.",
            "left": "{x} est quelque part à gauche de {y}.",
            "beside": "{x} est à côté de {y}.",
            "clue": (
                "L'indice {k} laisse à {x} les numéros {left}.",
                "D'après l'indice {k}, {x} est le numéro {left}.",
            ),
            "taken": (
                "Le numéro {h} est {y}, donc il reste à {x} les numéros {left}.",
                "Le numéro {h} est {y}, donc {x} est le numéro {left}.",
            ),
            "only": "Rien d'autre de sa liste ne peut être le numéro {h}, donc {x} est le numéro {h}.",
            "who": "Le numéro {h} est à la fois {x} et {y}, donc {name} y habite.",
        },
        "es": {
            "ask": (
                "Hay {n} casas en fila, numeradas del 1 al {n} de izquierda a derecha. Cada una tiene un elemento de "
                "cada lista: {lists}. {clues} ¿Quién vive en {y}?",
                "En una calle hay {n} casas, del 1 al {n} de izquierda a derecha, y cada una tiene un elemento de cada "
                "lista: {lists}. {clues} Averigua quién vive en {y}.",
            ),
            "gap": "; ",
            "at": "{x} es la número {h}.",
            "not_at": "{x} no es la número {h}.",
            "same": "{x} es {y}.",
            "different": "{x} no es {y}.",
            "next_left": "{x} está justo a la izquierda de {y}.",
            "left": "{x} está en algún lugar a la izquierda de {y}.",
            "beside": "{x} está al lado de {y}.",
            "clue": ("La pista {k} deja a {x} los números {left}.", "Por la pista {k}, {x} es la número {left}."),
            "taken": (
                "La número {h} es {y}, así que a {x} le quedan los números {left}.",
                "La número {h} es {y}, así que {x} es la número {left}.",
            ),
            "only": "Nada más de su lista puede ser la número {h}, así que {x} es la número {h}.",
            "who": "La número {h} es {x} y también {y}, así que {name} vive allí.",
        },
        "de": {
            "ask": (
                "{n} Häuser stehen in einer Reihe, von links nach rechts mit 1 bis {n} nummeriert. Jedes hat eines aus "
                "jeder Liste: {lists}. {clues} Wer wohnt in {y}?",
                "In einer Straße gibt es {n} Häuser, von links nach rechts 1 bis {n}, und jedes hat eines aus jeder "
                "Liste: {lists}. {clues} Finde heraus, wer in {y} wohnt.",
            ),
            "gap": "; ",
            "at": "{x} ist Nummer {h}.",
            "not_at": "{x} ist nicht Nummer {h}.",
            "same": "{x} ist {y}.",
            "different": "{x} ist nicht {y}.",
            "next_left": "{x} steht direkt links von {y}.",
            "left": "{x} steht irgendwo links von {y}.",
            "beside": "{x} steht neben {y}.",
            "clue": ("Hinweis {k} lässt für {x} die Nummern {left}.", "Nach Hinweis {k} ist {x} Nummer {left}."),
            "taken": (
                "Nummer {h} ist {y}, also bleiben für {x} die Nummern {left}.",
                "Nummer {h} ist {y}, also ist {x} Nummer {left}.",
            ),
            "only": "Nichts anderes aus seiner Liste kann Nummer {h} sein, also ist {x} Nummer {h}.",
            "who": "Nummer {h} ist {x} und auch {y}, also wohnt {name} dort.",
        },
    }
)
# level -> houses, lists
SIZES = {1: (3, 2), 2: (3, 3), 3: (4, 3), 4: (4, 4), 5: (5, 4), 6: (6, 4)}
_OF_PLACE = ("next_left", "left", "beside")


@generator
@dataclass(frozen=True, slots=True)
class Zebra:
    """A street with one arrangement that fits all clues; who lives in one of its houses?

    Attributes:
        language: of question and solution.
        level: 1 (three houses, two lists) to 5 (five houses, four lists); 6 has six houses.

    Guarantees:
        The drawn problem does not depend on `language`.
        The clues settle the whole street step by step, so in one way only; without any of them they would not.

    Example:
        ... (1) Kofi's house is next to the house with the cat. (2) ... Who lives in the house with the cat? By clue 2,
        Ama's house is number 1. Number 1 is Ama's house, so Kofi's house has the numbers 2, 3 left. ...
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("zebra")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: the street, its clues, whom is asked for; then the words."""
        street = Street(*SIZES[self.level])
        n = street.houses
        keys = rng.sample(NAMES, n)
        for entries in rng.sample(LISTS, street.lists - 1):
            keys += rng.sample(entries, n)
        where = [house for _ in range(street.lists) for house in rng.sample(range(n), n)]
        clues = drawn_clues(rng, street, where)
        reasoner = Reasoner(street, clues)
        reasoner.go_on()
        asked = rng.between(n, len(keys) - 1)
        owner = where.index(where[asked])  # of all things in that house, the person comes first
        form = rng.below(WORDS.forms("ask"))
        words = _Words(self.language, keys, n)
        told = words.told(reasoner, owner, asked)
        givens = tuple([words.given(clue) for clue in clues])
        derivation = told.derivation(("resident", keys[asked]), keys[owner], givens)
        return Problem(words.question(form, clues, asked), keys[owner], self.language, derivation)


class _Words:
    """What is said of a street in one language."""

    __slots__ = ("_houses", "_keys", "_say", "_things")

    def __init__(self, language: str, keys: Sequence[str], houses: int) -> None:
        self._say = WORDS[language]
        self._keys = keys
        self._houses = houses
        self._things: list[Thing] = [
            resident(language, key) if place < houses else thing(language, key) for place, key in enumerate(keys)
        ]

    def question(self, form: int, clues: Sequence[Clue], asked: int) -> str:
        """The lists, the clues by number, and whose house is asked for."""
        n = self._houses
        entries = [known.entry for known in self._things]
        lists = self._say("gap").join([", ".join(entries[start : start + n]) for start in range(0, len(entries), n)])
        numbered = " ".join([f"({place}) {self._clue(clue)}" for place, clue in enumerate(clues, 1)])
        return self._say("ask", form, n=n, lists=lists, clues=numbered, y=self._things[asked].beside)

    def _clue(self, clue: Clue) -> str:
        """A clue as a sentence."""
        kind, one, two = clue
        x = self._things[one].house
        if kind in ("at", "not_at"):
            return _sentence(self._say(kind, x=x, h=two + 1))
        other = self._things[two]
        return _sentence(self._say(kind, x=x, y=other.beside if kind in _OF_PLACE else other.house))

    def given(self, clue: Clue) -> Claim:
        """A clue as a claim."""
        kind, one, two = clue
        return Claim(kind, (self._keys[one], two + 1 if kind in ("at", "not_at") else self._keys[two]))

    def told(self, reasoner: Reasoner, owner: int, asked: int) -> Telling:
        """The moves that settle both things, and that they share a house."""
        told = Telling(self._say)
        needed, uses = reasoner.told((owner, asked))
        place: dict[int, int] = {}
        settled: dict[int, int] = {}
        for old in needed:
            move = reasoner.moves[old]
            place[old] = self._move(told, move, tuple([place[use] for use in uses[old]]))
            settled[move.thing] = place[old]
        h = reasoner.left[owner].bit_length()
        x, y, name = self._things[owner].house, self._things[asked].house, self._keys[owner]
        claim = Claim("=", (("resident", self._keys[asked]), name))
        told.step("who", claim, tuple(sorted((settled[owner], settled[asked]))), h=h, x=x, y=y, name=name)
        return told

    def _move(self, told: Telling, move: Move, uses: tuple[int, ...]) -> int:
        """One narrowing in words."""
        houses = [house + 1 for house in range(self._houses) if move.left >> house & 1]
        form = 0 if len(houses) > 1 or move.rule == "only" else 1
        slots: dict[str, Any] = {"x": self._things[move.thing].house, "left": ", ".join(map(str, houses))}
        if move.rule == "clue":
            slots["k"] = move.clue + 1
        else:
            slots["h"] = move.house + 1
        if move.rule == "taken":
            slots["y"] = self._things[move.other].house
        claim = Claim("in", (self._keys[move.thing], ("values", *houses)))
        return told.step(move.rule, claim, uses, form=form, **slots)


def _sentence(text: str) -> str:
    """With a capital letter."""
    return text[0].upper() + text[1:]
