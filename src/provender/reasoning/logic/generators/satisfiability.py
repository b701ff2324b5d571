"""Can all of some clauses be true at once? A model that makes them true, or a refutation by resolution."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, TypeAlias

from provender.core.claim import Claim, Derivation, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.logic.generators._propositions import LETTERS, columns, negated, rows_of, write
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": (
                "Can all of these be true at once? {clauses}.",
                "Is there a choice of truth values that makes all of these true? {clauses}.",
            ),
            "answer": ("no", "yes"),
            "model": "Suppose: {model}.",
            "is": ("{letter} is false", "{letter} is true"),
            "satisfied": "{one} is true because of {part}.",
            "found": "So all of them can be true at once.",
            "resolution": "From {one} and {two} follows {c} (resolution on {x}).",
            "contradiction": "{one} and {two} contradict each other, so not all of them can be true at once.",
        },
        "sw": {
            "ask": (
                "Je, taarifa hizi zote zinaweza kuwa kweli kwa pamoja? {clauses}.",
                "Je, kuna thamani za ukweli zinazofanya taarifa hizi zote kuwa kweli? {clauses}.",
            ),
            "answer": ("hapana", "ndiyo"),
            "model": "Tuseme: {model}.",
            "is": ("{letter} ni uongo", "{letter} ni kweli"),
            "satisfied": "{one} ni kweli kwa sababu ya {part}.",
            "found": "Kwa hiyo zote zinaweza kuwa kweli kwa pamoja.",
            "resolution": "Kutokana na {one} na {two} inafuata {c} (utatuzi kwa {x}).",
            "contradiction": "{one} na {two} zinapingana, kwa hiyo zote haziwezi kuwa kweli kwa pamoja.",
        },
        "fr": {
            "ask": (
                "Toutes ces formules peuvent-elles être vraies en même temps ? {clauses}.",
                "Existe-t-il des valeurs de vérité qui rendent vraies toutes ces formules ? {clauses}.",
            ),
            "answer": ("non", "oui"),
            "model": "Supposons : {model}.",
            "is": ("{letter} est faux", "{letter} est vrai"),
            "satisfied": "{one} est vrai grâce à {part}.",
            "found": "Donc toutes peuvent être vraies en même temps.",
            "resolution": "De {one} et {two} découle {c} (résolution sur {x}).",
            "contradiction": "{one} et {two} se contredisent, donc toutes ne peuvent pas être vraies en même temps.",
        },
        "es": {
            "ask": (
                "¿Pueden ser verdaderas todas estas fórmulas a la vez? {clauses}.",
                "¿Hay valores de verdad que hagan verdaderas todas estas fórmulas? {clauses}.",
            ),
            "answer": ("no", "sí"),
            "model": "Supongamos: {model}.",
            "is": ("{letter} es falso", "{letter} es verdadero"),
            "satisfied": "{one} es verdadero gracias a {part}.",
            "found": "Por lo tanto, todas pueden ser verdaderas a la vez.",
            "resolution": "De {one} y {two} se deduce {c} (resolución sobre {x}).",
            "contradiction": "{one} y {two} se contradicen, así que no pueden ser verdaderas todas a la vez.",
        },
        "de": {
            "ask": (
                "Können alle diese Formeln zugleich wahr sein? {clauses}.",
                "Gibt es Wahrheitswerte, die alle diese Formeln wahr machen? {clauses}.",
            ),
            "answer": ("nein", "ja"),
            "model": "Angenommen: {model}.",
            "is": ("{letter} ist falsch", "{letter} ist wahr"),
            "satisfied": "{one} ist wahr wegen {part}.",
            "found": "Also können alle zugleich wahr sein.",
            "resolution": "Aus {one} und {two} folgt {c} (Resolution über {x}).",
            "contradiction": "{one} und {two} widersprechen einander, also können nicht alle zugleich wahr sein.",
        },
    }
)

Clause: TypeAlias = frozenset[Term]  # letters and denied letters, of which one is true; the empty one is absurd


class Size(NamedTuple):
    """A level: fewest and most resolutions, letters, most literals of a clause, clauses that play no part."""

    fewest: int
    most: int
    letters: int
    width: int
    idle: int


SIZES = {
    1: Size(1, 2, 3, 2, 0),
    2: Size(3, 3, 4, 2, 0),
    3: Size(4, 5, 5, 3, 1),
    4: Size(6, 7, 6, 3, 1),
    5: Size(8, 9, 7, 3, 2),
    6: Size(14, 15, 9, 3, 2),
}
ABSURD: Clause = frozenset()
_TRIES = 4


class _Task(NamedTuple):
    """The clauses in the question's order, and either a refutation (clause -> its two grounds) or a model."""

    clauses: Sequence[Clause]
    below: Mapping[Clause, tuple[Clause, Clause]]
    model: Mapping[str, bool]


def _letter(literal: Term) -> str:
    """The letter of a literal."""
    return str(literal[1]) if isinstance(literal, tuple) else str(literal)


@lru_cache(maxsize=4096)
def _term(clause: Clause) -> Term:
    """A clause as a formula, its letters in alphabetical order."""
    first, *others = sorted(clause, key=_letter)
    return ("or", first, *others) if others else first


def _grown(rng: Stream, size: Size, letters: Sequence[str]) -> tuple[list[Clause], dict[Clause, tuple[Clause, Clause]]]:
    """A refutation grown downwards from the absurd clause: its leaves, and what each clause comes from.

    It is cut short where no leaf can be grown; a clause that already comes from others is not used as their ground.
    """
    leaves: list[Clause] = [ABSURD]
    below: dict[Clause, tuple[Clause, Clause]] = {}
    for _ in range(rng.between(size.fewest, size.most) + 1):
        wide = [leaf for leaf in leaves if len(leaf) <= 2 * (size.width - 1) and len(leaf) < len(letters)]
        if not wide:
            break
        clause = rng.choice(wide)
        held = {_letter(literal) for literal in clause}
        pivot = rng.choice([letter for letter in letters if letter not in held])
        grounds = _split(rng, clause, pivot, size.width - 1)
        if any(ground in below for ground in grounds):
            break
        leaves.remove(clause)
        leaves += [ground for ground in grounds if ground not in leaves]
        below[clause] = grounds
    return leaves, below


def _split(rng: Stream, clause: Clause, pivot: str, most: int) -> tuple[Clause, Clause]:
    """Two clauses that resolve to `clause`: each literal stands in the one, the other, or both where there is room."""
    sides: tuple[list[Term], list[Term]] = ([], [])
    for literal in sorted(clause, key=_letter):
        side = rng.below(2)
        side = 1 - side if len(sides[side]) >= most else side
        sides[side].append(literal)
        if len(sides[1 - side]) < most and rng.chance(1, 4):
            sides[1 - side].append(literal)
    return frozenset((*sides[0], pivot)), frozenset((*sides[1], ("not", pivot)))


def _drawn_clause(rng: Stream, letters: Sequence[str], width: int) -> Clause:
    """Any clause of two literals or more."""
    return frozenset([_sided(rng, letter) for letter in rng.sample(letters, rng.between(2, width))])


def _sided(rng: Stream, letter: str) -> Term:
    """A letter or its denial."""
    return ("not", letter) if rng.chance(1, 2) else letter


def _draw(rng: Stream, size: Size) -> _Task:
    """Clauses that are refuted, or, in half of the cases, were so until one of them was weakened."""
    wanted = rng.chance(1, 2)
    while True:
        letters = rng.sample(LETTERS, size.letters)
        leaves, below = _grown(rng, size, letters)
        if len(below) <= size.fewest:
            continue
        clauses = [*leaves, *[_drawn_clause(rng, letters, max(2, size.width)) for _ in range(size.idle)]]
        if len({*clauses, *below}) < len(clauses) + len(below):
            continue
        rng.shuffle(clauses)
        if not wanted:
            return _Task(clauses, below, {})
        for _ in range(_TRIES):
            weak = _weakened(rng, clauses, leaves)
            model = _model(rng, weak)
            if model and len(set(weak)) == len(weak):
                return _Task(weak, {}, model)


def _weakened(rng: Stream, clauses: Sequence[Clause], leaves: Sequence[Clause]) -> list[Clause]:
    """The clauses with a literal of one of the refutation's turned round."""
    place = clauses.index(rng.choice(leaves))
    literal = rng.choice(sorted(clauses[place], key=_letter))
    return [*clauses[:place], clauses[place] - {literal} | {negated(literal)}, *clauses[place + 1 :]]


def _model(rng: Stream, clauses: Sequence[Clause]) -> Mapping[str, bool]:
    """An assignment that makes all clauses true; empty where none does."""
    letters = sorted({_letter(literal) for clause in clauses for literal in clause})
    column, rows = columns(letters)
    every = rows
    for clause in clauses:
        rows &= rows_of(_term(clause), column, every)
    if not rows:
        return {}
    later = rows >> rng.below(1 << len(letters))
    chosen = later & -later or rows & -rows
    row = chosen.bit_length() - 1 + (rows.bit_length() - later.bit_length() if later else 0)
    return {letter: bool(row >> i & 1) for i, letter in enumerate(letters)}


@generator
@dataclass(frozen=True, slots=True)
class Satisfiability:
    """Clauses of propositional logic: half of the lots can be true at once, half cannot.

    Attributes:
        language: of question and solution; clauses are the same in all.
        level: 1 (two clauses or three) to 5 (about a dozen, nine resolutions); 6 takes fifteen.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        Can all of these be true at once? P ∨ Q; ¬P; ¬Q. From P ∨ Q and ¬P follows Q (resolution on P). Q and ¬Q
        contradict each other, so not all of them can be true at once. The answer is no.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("satisfiability")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the clauses, then the words."""
        task = _draw(rng, SIZES[self.level])
        say = WORDS[self.language]
        question = say(
            "ask", rng.below(WORDS.forms("ask")), clauses="; ".join([write(_term(clause)) for clause in task.clauses])
        )
        told = self._modelled(task) if task.model else self._refuted(task)
        return Problem(question, say("answer", int(bool(task.model))), self.language, told)

    def _refuted(self, task: _Task) -> Derivation:
        """Every resolution, grounds first; the last two clauses contradict each other."""
        told = Telling(WORDS[self.language])
        place: dict[Clause, int] = {}

        def tell(clause: Clause) -> None:
            if clause in place or clause not in task.below:
                return
            one, two = task.below[clause]
            tell(one)
            tell(two)
            uses = tuple(sorted(place[ground] for ground in (one, two) if ground in place))
            grounds: dict[str, Any] = {"one": write(_term(one)), "two": write(_term(two))}
            if clause:
                (pivot,) = [literal for literal in one if negated(literal) in two]
                c = _term(clause)
                place[clause] = told.step(
                    "resolution", Claim("follows", (c,)), uses, c=write(c), x=_letter(pivot), **grounds
                )
            else:
                told.step("contradiction", Claim("unsatisfiable", ("clauses",)), uses, **grounds)

        tell(ABSURD)
        return _derivation(told, task, "no")

    def _modelled(self, task: _Task) -> Derivation:
        """The model, and which literal makes each clause true."""
        say = WORDS[self.language]
        told = Telling(say)
        values = [say("is", int(true), letter=letter) for letter, true in task.model.items()]
        literals: list[Term] = [letter if true else ("not", letter) for letter, true in task.model.items()]
        first = told.step("model", Claim("suppose", (("and", *literals),)), model=", ".join(values))
        for clause in task.clauses:
            part = next(literal for literal in literals if literal in clause)
            one = _term(clause)
            told.step("satisfied", Claim("true", (one,)), (first,), one=write(one), part=write(part))
        told.step("found", Claim("satisfiable", ("clauses",)), tuple(range(len(task.clauses) + 1)))
        return _derivation(told, task, "yes")


def _derivation(told: Telling, task: _Task, answer: str) -> Derivation:
    """The whole story; the clauses are its givens."""
    givens = tuple([Claim("clause", (_term(clause),)) for clause in task.clauses])
    return told.derivation(("satisfiable", "clauses"), answer, givens)
