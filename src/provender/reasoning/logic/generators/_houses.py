"""Houses in a row, lists of things of which each house has one, clues, and how people solve them step by step.

Things and houses are numbers from 0. What is still possible for a thing is an integer with one bit a house. A clue:

    ("at", 3, 1)             thing 3 is in house 1               ("not_at", 3, 1)      it is not
    ("same", 3, 7)           things 3 and 7 share a house        ("different", 3, 7)   they do not
    ("next_left", 3, 7)      3 is directly left of 7             ("left", 3, 7)        anywhere left of it
    ("beside", 3, 7)         they are neighbours
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from provender.core.seeds import Stream

Clue: TypeAlias = tuple[str, int, int]

_KINDS = ("same", "same", "same", "different", "next_left", "next_left", "left", "beside", "at", "not_at")


class Street(NamedTuple):
    """So many houses, so many lists; thing t is entry t % houses of list t // houses."""

    houses: int
    lists: int

    @property
    def things(self) -> range:
        """All things."""
        return range(self.houses * self.lists)

    def others(self, thing: int) -> list[int]:
        """The other entries of a thing's list."""
        first = thing - thing % self.houses
        return [other for other in range(first, first + self.houses) if other != thing]


class Move(NamedTuple):
    """One narrowing of what is possible for a thing.

    Attributes:
        rule: "clue", "taken" (house `house` belongs to `other`, of the same list) or "only" (no other of its list fits
            `house`).
        left: the houses that are left, as bits.
        clue: the place of the clue it rests on.
    """

    rule: str
    thing: int
    left: int
    clue: int = -1
    other: int = -1
    house: int = -1


def drawn_clue(rng: Stream, street: Street, where: Sequence[int]) -> Clue:
    """Any clue that is true where thing t is in house where[t]; a thing's own list has no say in "same"."""
    while True:
        kind = rng.choice(_KINDS)
        one = rng.choice(street.things)
        if kind in ("at", "not_at"):
            house = where[one] if kind == "at" else rng.below(street.houses)
            if (house == where[one]) == (kind == "at"):
                return kind, one, house
            continue
        two = rng.choice(street.things)
        apart = one // street.houses != two // street.houses
        a, b = where[one], where[two]
        true = {
            "same": apart and a == b,
            "different": apart and a != b,
            "next_left": a + 1 == b,
            "left": a < b,
            "beside": abs(a - b) == 1,
        }
        if true[kind]:
            return kind, one, two


def narrowed(kind: str, first: int, second: int, every: int) -> tuple[int, int]:
    """What a clue about two things leaves for each of them."""
    if kind == "same":
        return first & second, first & second
    if kind == "different":
        return (
            first & ~second if not second & (second - 1) else first,
            second & ~first if not first & (first - 1) else second,
        )
    if kind == "next_left":
        return first & (second >> 1), second & (first << 1)
    if kind == "beside":
        return first & ((second << 1) | (second >> 1)), second & ((first << 1) | (first >> 1))
    below = (1 << (second.bit_length() - 1)) - 1 if second else 0
    lowest = first & -first
    return first & below, second & every & ~(lowest | (lowest - 1))


class Reasoner:
    """What is possible for each thing, and the moves that narrowed it."""

    __slots__ = ("_last", "_street", "clues", "left", "moves")

    def __init__(self, street: Street, clues: Sequence[Clue]) -> None:
        self._street = street
        self.clues = list(clues)
        self.left = [(1 << street.houses) - 1] * len(street.things)
        self.moves: list[Move] = []
        self._last: dict[int, list[int]] = {}  # thing -> its moves, in order

    @property
    def solved(self) -> bool:
        """Whether every thing has one house."""
        return all(not left & (left - 1) for left in self.left)

    def go_on(self) -> bool:
        """Narrow until nothing more follows; whether all is solved then."""
        size = -1
        while size != len(self.moves):
            size = len(self.moves)
            for place in range(len(self.clues)):
                self._by_clue(place)
            for thing in self._street.things:
                self._by_list(thing)
        return self.solved

    def _by_clue(self, place: int) -> None:
        """What one clue leaves."""
        kind, one, two = self.clues[place]
        every = (1 << self._street.houses) - 1
        if kind in ("at", "not_at"):
            self._narrow(Move("clue", one, self.left[one] & (1 << two if kind == "at" else every & ~(1 << two)), place))
            return
        self._narrow(Move("clue", one, narrowed(kind, self.left[one], self.left[two], every)[0], place, two))
        self._narrow(Move("clue", two, narrowed(kind, self.left[one], self.left[two], every)[1], place, one))

    def _by_list(self, thing: int) -> None:
        """What the others of its list leave a thing: not their houses, and any house that none of them can have."""
        possible = 0
        for other in self._street.others(thing):
            left = self.left[other]
            if not left & (left - 1):
                self._narrow(Move("taken", thing, self.left[thing] & ~left, -1, other, left.bit_length() - 1))
            possible |= left
        alone = self.left[thing] & ~possible
        if alone:
            self._narrow(Move("only", thing, alone, -1, -1, alone.bit_length() - 1))

    def _narrow(self, move: Move) -> None:
        """Make a move, if it narrows anything."""
        if move.left != self.left[move.thing]:
            self._last.setdefault(move.thing, []).append(len(self.moves))
            self.moves.append(move)
            self.left[move.thing] = move.left

    def told(self, goals: Sequence[int]) -> tuple[list[int], dict[int, tuple[int, ...]]]:
        """The places of moves that settle some things, ascending, and which of them each rests on; none is spare."""
        lasts = [self._last[goal][-1] for goal in goals]
        told, todo = {*lasts}, [*lasts]
        while todo:
            new = {*self._needed(todo.pop(), range(len(self.moves)))} - told
            told |= new
            todo += new
        places = sorted(told)
        for place in sorted(told.difference(lasts), reverse=True):
            rest = [other for other in places if other != place]
            if self._hold(rest):
                places = rest
        return places, {place: tuple(sorted(self._needed(place, places))) for place in places}

    def _hold(self, places: Sequence[int]) -> bool:
        """Whether each of some moves follows from those before it."""
        known: dict[int, int] = {}
        for place in places:
            move = self.moves[place]
            if self._result(move, known) != move.left:
                return False
            known[move.thing] = move.left
        return True

    def _before(self, thing: int, place: int, told: Container[int]) -> list[int]:
        """A thing's moves before another move, of those that are told, the latest first."""
        return [made for made in reversed(self._last.get(thing, ())) if made < place and made in told]

    def _needed(self, place: int, told: Container[int]) -> Iterator[int]:
        """The earlier moves that a move needs, of those that are told."""
        move = self.moves[place]
        if move.rule == "only":
            for other in self._street.others(move.thing):
                befores = self._before(other, place, told)
                yield [made for made in befores if not self.moves[made].left >> move.house & 1][-1]
            return
        needed = [*self._before(move.thing, place, told)[:1], *self._before(move.other, place, told)[:1]]
        for gone in needed.copy():
            rest = [made for made in needed if made != gone]
            if self._result(move, {self.moves[made].thing: self.moves[made].left for made in rest}) == move.left:
                needed = rest
        yield from needed

    def _result(self, move: Move, known: Mapping[int, int]) -> int:
        """What a move leaves for its thing, where so much is known of things; -1 where its condition is not met."""
        every = (1 << self._street.houses) - 1
        own, other = known.get(move.thing, every), known.get(move.other, every)
        if move.rule == "only":
            free = any(known.get(it, every) >> move.house & 1 for it in self._street.others(move.thing))
            return -1 if free else 1 << move.house
        if move.rule == "taken":
            return own & ~other if not other & (other - 1) else -1
        kind, one, two = self.clues[move.clue]
        if kind in ("at", "not_at"):
            return own & (1 << two if kind == "at" else every & ~(1 << two))
        if move.thing == one:
            return narrowed(kind, own, other, every)[0]
        return narrowed(kind, other, own, every)[1]


def _tightened(street: Street, clues: Sequence[Clue], left: list[int]) -> bool:
    """Narrow what is left of each thing until nothing more follows, untold; whether all is settled."""
    n, every = street.houses, (1 << street.houses) - 1
    pairs = []
    for kind, one, two in clues:
        if kind in ("at", "not_at"):
            left[one] &= 1 << two if kind == "at" else every & ~(1 << two)
        else:
            pairs.append((kind, one, two))
    before: list[int] = []
    while before != left:
        before = left.copy()
        for kind, one, two in pairs:
            left[one], left[two] = narrowed(kind, left[one], left[two], every)
        for start in range(0, len(left), n):
            _share_out(left, range(start, start + n))
    return all(not bits & (bits - 1) for bits in left)


def _share_out(left: list[int], things: Sequence[int]) -> None:
    """Within a list: a house that is somebody's is nobody else's, and one that only one can have is theirs."""
    taken = once = twice = 0
    for thing in things:
        if not left[thing] & (left[thing] - 1):
            taken |= left[thing]
    for thing in things:
        if left[thing] & (left[thing] - 1):
            left[thing] &= ~taken
    for thing in things:
        twice |= once & left[thing]
        once |= left[thing]
    once &= ~twice
    for thing in things:
        if left[thing] & once:
            left[thing] &= once


def drawn_clues(rng: Stream, street: Street, where: Sequence[int]) -> list[Clue]:
    """True clues that settle everything step by step, none of which can be left out."""
    clues: list[Clue] = []
    left = _open(street)
    while not _tightened(street, clues, left):
        clue = drawn_clue(rng, street, where)
        if clue not in clues:
            clues.append(clue)
    for clue in rng.sample(clues, len(clues)):
        fewer = [other for other in clues if other != clue]
        if _tightened(street, fewer, _open(street)):
            clues = fewer
    return clues


def _open(street: Street) -> list[int]:
    """Everything is possible for each thing."""
    return [(1 << street.houses) - 1] * len(street.things)
