"""Houses in a row and clues about them: the one arrangement that fits, by search or by CP-SAT."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from provender.reasoning.logic.verifiers._cp_sat import Prover, only_solution
from provender.reasoning.read.judge import Undecided, Wrong

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

_MOST_NODES = 10_000  # of the search; six houses with four lists take some hundreds
RELATIONS: Mapping[str, Callable[[int, int], bool]] = {
    "at": lambda house, other: house == other,
    "not_at": lambda house, other: house != other,
    "same": lambda house, other: house == other,
    "different": lambda house, other: house != other,
    "next_left": lambda house, other: house + 1 == other,
    "left": lambda house, other: house < other,
    "beside": lambda house, other: abs(house - other) == 1,
}


class Clue(NamedTuple):
    """A thing, and the other thing or the number of a house that it is related to."""

    kind: str
    x: str
    y: str
    h: int

    def allows(self, where: Mapping[str, int]) -> bool:
        """Whether the clue holds, as far as its things have houses."""
        house, other = where.get(self.x), where.get(self.y) if self.y else self.h
        return house is None or other is None or RELATIONS[self.kind](house, other)


class Street(NamedTuple):
    """A street: its houses, the list of each thing, the clues, and the thing whose house is asked for."""

    houses: range
    lists: Mapping[str, Sequence[str]]
    people: Sequence[str]
    clues: Sequence[Clue]
    asked: str


def arrangement(street: Street, prover: Prover) -> Mapping[str, int]:
    """The house of each thing.

    Raises:
        Wrong: no arrangement fits the clues, or several do.
        Undecided: the prover takes too long.
    """
    return only_solution(_model(street)) if prover == "cp_sat" else _search(street)


def _search(street: Street) -> Mapping[str, int]:
    """The one arrangement: things get houses one by one, the thing with the fewest that fit first, until it is clear
    that there is no second arrangement.

    Raises:
        Wrong: there is none, or there are several.
        Undecided: the search takes too long.
    """
    found: list[Mapping[str, int]] = []
    todo: list[dict[str, int]] = [{}]
    nodes = 0
    while todo and len(found) < 2:
        nodes += 1
        if nodes > _MOST_NODES:
            raise Undecided("the search took too long")
        where = todo.pop()
        if len(where) == len(street.lists):
            found.append(where)
            continue
        fewest: list[dict[str, int]] | None = None
        for thing in [thing for thing in street.lists if thing not in where]:
            fits = _placed(street, where, thing)
            if fewest is None or len(fits) < len(fewest):
                fewest = fits
            if len(fewest) < 2:
                break
        todo += fewest or []
    if len(found) != 1:
        raise Wrong("question has several solutions" if found else "question has no solution")
    return found[0]


def _placed(street: Street, where: Mapping[str, int], thing: str) -> list[dict[str, int]]:
    """The arrangement with a thing more, in every house that is free and that no clue forbids."""
    taken = {where.get(other) for other in street.lists[thing]}
    tried = [{**where, thing: house} for house in street.houses if house not in taken]
    about = [clue for clue in street.clues if thing in (clue.x, clue.y)]
    return [placed for placed in tried if all(clue.allows(placed) for clue in about)]


def _model(street: Street) -> "Callable[[CpModel], Mapping[str, IntVar]]":
    """The same for CP-SAT: a variable a thing, all different in each list."""

    def build(model: "CpModel") -> "Mapping[str, IntVar]":
        last = street.houses[-1]
        variables = {thing: model.new_int_var(1, last, thing) for thing in street.lists}
        for things in dict.fromkeys(tuple(things) for things in street.lists.values()):
            model.add_all_different([variables[thing] for thing in things])
        for clue in street.clues:
            relation = RELATIONS[clue.kind]
            if clue.y:
                pairs = [(a, b) for a in street.houses for b in street.houses if relation(a, b)]
                model.add_allowed_assignments([variables[clue.x], variables[clue.y]], pairs)
            else:
                singles = [(a,) for a in street.houses if relation(a, clue.h)]
                model.add_allowed_assignments([variables[clue.x]], singles)
        return variables

    return build
