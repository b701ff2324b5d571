"""Knights, who always tell the truth, and knaves, who always lie: who is which?

A set of possible worlds is an integer with one bit a world; in world `w` person `i` is a knight when bit `i`
of `w` is set. What a person says ties their kind to a set of worlds, and the puzzle has one solution when
exactly one world keeps all ties. The proof looks at one statement at a time: what it forces under what is
already known, and, where nothing is forced, which supposition leads to a contradiction.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations
from typing import ClassVar, NamedTuple

from provender.core.claim import Claim, Derivation, Step, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.islands import Island, Move, Statement
from provender.reasoning.render.names import NAMES
from provender.reasoning.render.telling import makes, records

KINDS = ("knave", "knight")


class Size(NamedTuple):
    """A level: how many people, which statements, and whether one may settle anybody on its own."""

    people: int
    kinds: tuple[str, ...]
    blunt: bool


_ALL_KINDS = ("is", "same", "different", "and", "or", "if", "count")
SIZES: Mapping[int, Size] = {
    1: Size(2, ("is", "same", "different", "and", "or"), True),
    2: Size(3, ("is", "is", "same", "different", "and"), True),
    3: Size(3, _ALL_KINDS, False),
    4: Size(4, _ALL_KINDS, False),
    5: Size(5, _ALL_KINDS, False),
    6: Size(6, _ALL_KINDS, False),
}
Told = tuple[Statement, int]  # a statement and its law


class Puzzle(NamedTuple):
    """Statements by speaker with the worlds that each allows, and the solution."""

    statements: Sequence[Statement]
    laws: Sequence[int]
    kinds: Sequence[int]


@lru_cache(maxsize=8)
def _knight(people: int) -> tuple[int, ...]:
    """For each person the worlds in which they are a knight."""
    return tuple([sum(1 << world for world in range(1 << people) if world >> i & 1) for i in range(people)])


@lru_cache(maxsize=8)
def _all(people: int) -> int:
    """All worlds."""
    return (1 << (1 << people)) - 1


@lru_cache(maxsize=512)
def _literal(people: int, person: int, kind: int) -> int:
    """The worlds in which somebody is of a kind."""
    knight = _knight(people)[person]
    return knight if kind else _all(people) ^ knight


@lru_cache(maxsize=8192)
def _law(people: int, speaker: int, statement: Statement) -> int:
    """The worlds in which the speaker is a knight just when the statement is true."""
    kind = statement[0]
    if kind == "count":
        true = sum(1 << world for world in range(1 << people) if world.bit_count() == statement[1])
    elif kind == "is":
        true = _literal(people, *statement[1:])
    elif kind in ("same", "different"):
        one, two = [_knight(people)[person] for person in statement[1:]]
        true = one ^ two ^ (_all(people) if kind == "same" else 0)
    else:
        one, two = [_literal(people, *literal) for literal in statement[1:]]
        true = one & two if kind == "and" else one | two if kind == "or" else (_all(people) ^ one) | two
    return _all(people) ^ true ^ _knight(people)[speaker]


@lru_cache(maxsize=1 << 15)
def _forced(people: int, worlds: int, law: int) -> tuple[tuple[int, int], ...] | None:
    """The kinds (person, kind) that a law settles in some worlds beyond what they settle; None if it rules all out."""
    left = worlds & law
    if not left:
        return None
    return tuple(
        [
            (person, int(left & knight != 0))
            for person, knight in enumerate(_knight(people))
            if not (left & knight and left & ~knight) and worlds & knight and worlds & ~knight
        ]
    )


@lru_cache(maxsize=1 << 15)
def _needed(people: int, law: int, goal: int, known: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """The places in `known`, latest first, of what a law needs to allow worlds of `goal` only.

    What is known latest is dropped first. Whoever drops in this order comes to the same places, whatever
    else is known besides.
    """
    masks = [_literal(people, person, kind) for person, kind in known]
    kept = list(range(len(known)))
    for place in range(len(known)):
        worlds = law
        for other in kept:
            if other != place:
                worlds &= masks[other]
        if not worlds & ~goal:
            kept.remove(place)
    return tuple(kept)


def _statements(kind: str, people: int, speaker: int) -> Iterator[Statement]:
    """All statements of a kind that somebody could make."""
    others = [i for i in range(people) if i != speaker]
    if kind == "count":
        yield from [(kind, count) for count in range(people + 1)]
    elif kind == "is":
        yield from [(kind, person, of) for person in others for of in (0, 1)]
    elif kind in ("same", "different"):
        yield from [(kind, *pair) for pair in combinations([speaker, *others], 2)]
    else:
        for one, two in permutations(range(people), 2):
            yield from [(kind, (one, a), (two, b)) for a in (0, 1) for b in (0, 1)]


@lru_cache(maxsize=512)
def _menu(level: Size, speaker: int, world: int) -> tuple[tuple[Told, ...], ...]:
    """What somebody could say in a world, by kind of statement, with the law of each."""
    menu = []
    for kind in level.kinds:
        told = [(said, _law(level.people, speaker, said)) for said in _statements(kind, level.people, speaker)]
        fit = [(said, law) for said, law in told if law >> world & 1]
        if not level.blunt:
            fit = [(said, law) for said, law in fit if not _forced(level.people, _all(level.people), law)]
        menu.append(tuple(fit))
    return tuple([told for told in menu if told])


def _puzzle(rng: Stream, level: Size) -> Puzzle:
    """Statements that fit one world and no other; the last speaker has a few tries to make it so."""
    people = level.people
    world = rng.below(1 << people)
    menus = [_menu(level, speaker, world) for speaker in range(people)]
    while True:
        told = [rng.choice(rng.choice(menu)) for menu in menus[:-1]]
        worlds = _all(people)
        for _, law in told:
            worlds &= law
        for _ in range(8):
            last = rng.choice(rng.choice(menus[-1]))
            if worlds & last[1] == 1 << world:
                told.append(last)
                kinds = [world >> i & 1 for i in range(people)]
                return Puzzle([said for said, _ in told], [law for _, law in told], kinds)


class _Proof:
    """A proof in the making: what is known of whom, and the moves so far."""

    __slots__ = ("known", "moves", "people", "puzzle", "worlds")

    def __init__(self, puzzle: Puzzle) -> None:
        self.puzzle = puzzle
        self.people = len(puzzle.kinds)
        self.moves: list[Move] = []
        self.known: dict[int, tuple[int, int]] = {}  # person -> kind and the move that says so, in the order of moves
        self.worlds = _all(self.people)  # those that agree with what is known

    def learn(self, move: Move) -> None:
        """Add a move that settles a person."""
        self.known[move.person] = (move.kind, len(self.moves))
        self.worlds &= _literal(self.people, move.person, move.kind)
        self.moves.append(move)

    def needed(self, speaker: int, goal: int) -> tuple[int, ...]:
        """The moves that a statement needs to allow worlds of `goal` only, ascending."""
        latest = [*reversed(self.known.items())]
        known = tuple([(person, kind) for person, (kind, _) in latest])
        kept = _needed(self.people, self.puzzle.laws[speaker], goal, known)
        return tuple([latest[place][1][1] for place in reversed(kept)])

    def force(self, *, inside: bool) -> int:
        """Infer what single statements force, until nothing more; the speaker who is contradicted, or -1."""
        seen = -1
        while seen != len(self.known):
            seen = len(self.known)
            for speaker, law in enumerate(self.puzzle.laws):
                forced = _forced(self.people, self.worlds, law)
                if forced is None:
                    return speaker
                for person, kind in forced:
                    self._settle(speaker, person, kind, inside)
        return -1

    def _settle(self, speaker: int, person: int, kind: int, inside: bool) -> None:
        """Infer a person's kind from what somebody says."""
        uses = self.needed(speaker, _literal(self.people, person, kind))
        truth, place = self.known.get(speaker, (0, -1))
        if place in uses:
            self.learn(Move("speaker", person, kind, speaker, truth, inside, uses))
        elif person == speaker:
            self.learn(Move("content", person, kind, speaker, kind, inside, uses))
        else:
            self.learn(Move("either", person, kind, speaker, 0, inside, uses))

    def refute(self, person: int) -> bool:
        """Suppose that a person is not what they are; if that is absurd, keep the refutation."""
        wrong = 1 - self.puzzle.kinds[person]
        before, worlds, start = self.known.copy(), self.worlds, len(self.moves)
        self.learn(Move("suppose", person, wrong, inside=True))
        speaker = self.force(inside=True)
        tail = self.moves[start:]
        if speaker >= 0:
            uses = self.needed(speaker, 0)
            tail = _serving([*tail, Move("contradiction", person, wrong, speaker, 0, True, uses)], start)
        self.known, self.worlds = before, worlds
        del self.moves[start:]
        if speaker >= 0:
            self.moves += tail
            self.learn(Move("conclude", person, 1 - wrong, uses=(len(self.moves) - 1,)))
        return speaker >= 0

    def finish(self) -> bool:
        """Settle everybody; False if that takes suppositions within suppositions."""
        self.force(inside=False)
        while len(self.known) < self.people:
            if not any(self.refute(person) for person in range(self.people) if person not in self.known):
                return False
            self.force(inside=False)
        return True


def _serving(moves: Sequence[Move], start: int) -> list[Move]:
    """The moves that the last one rests on, renumbered; what comes before `start` stays."""
    needed = {start + len(moves) - 1}
    for place in range(len(moves) - 1, -1, -1):
        if start + place in needed:
            needed.update(moves[place].uses)
    if all(start + place in needed for place in range(len(moves))):
        return [*moves]
    places = {old: start + new for new, old in enumerate(sorted(place for place in needed if place >= start))}
    return [
        move._replace(uses=tuple([places.get(use, use) for use in move.uses]))
        for place, move in enumerate(moves, start)
        if place in needed
    ]


def _draw(rng: Stream, level: Size) -> _Proof:
    """A puzzle with one solution and a proof that needs no supposition within another."""
    while True:
        proof = _Proof(_puzzle(rng, level))
        if proof.finish():
            return proof


def _term(names: Sequence[str], statement: Statement) -> Term:
    """A statement as a term."""
    kind, *rest = statement
    if kind == "count":
        return (kind, rest[0])
    if kind == "is":
        return (KINDS[rest[1]], names[rest[0]])
    if kind in ("same", "different"):
        return (kind, names[rest[0]], names[rest[1]])
    return (kind, *[(KINDS[of], names[person]) for person, of in rest])


def _steps(proof: _Proof, names: Sequence[str], island: Island) -> tuple[Step, ...]:
    """The proof in words and claims; what is said inside a supposition is claimed under it."""
    steps = []
    supposed: Term = ""
    for move in proof.moves:
        literal: Term = (KINDS[move.kind], names[move.person])
        if move.form == "suppose":
            supposed = literal
            claim = Claim("suppose", (literal,))
        elif move.form == "contradiction":
            claim = Claim("impossible", (supposed,))
        elif move.inside:
            claim = Claim("if", (supposed, literal))
        else:
            claim = Claim(KINDS[move.kind], (names[move.person],))
        steps.append(Step(claim, island.move(move), move.form, move.uses))
    return tuple(steps)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class KnightsAndKnaves:
    """Puzzles about who tells the truth, with one solution, proved by cases.

    Attributes:
        language: of the question and of every sentence.
        level: 1 two people, 2 and 3 three, 4 four, 5 five, 6 six; from 3 on with "if" and "exactly so many of us".

    Guarantees:
        The abstract problem does not depend on the language.
        One assignment of kinds alone fits what is said.

    >>> record = next(iter(KnightsAndKnaves()(Shard(seed=3, start=0, count=1))))
    >>> record.payload.derivation.answer[0]
    'and'
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("knights_and_knaves")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first all that is abstract, then its wording."""
        proof = _draw(rng, SIZES[self.level])
        puzzle = proof.puzzle
        names = rng.sample(NAMES, proof.people)
        island = Island(self.language, names, form=rng.below(2))
        said = zip(names, puzzle.statements, strict=True)
        derivation = Derivation(
            tuple([Claim("says", (name, _term(names, statement))) for name, statement in said]),
            ("kinds", *names),
            _steps(proof, names, island),
            ("and", *[(KINDS[kind], name) for kind, name in zip(puzzle.kinds, names, strict=True)]),
        )
        return Problem(island.question(puzzle.statements), island.answer(puzzle.kinds), self.language, derivation)
