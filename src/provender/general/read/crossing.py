"""A claim beside the tables: agreed, contradicted or not found, with the row that decided and what it nearly is.

Kenya, capital, "Mombasa"        contradicted   countries row 214: Kenya, capital = Nairobi
Kenya, capital, "Kampala"        contradicted   ... swapped subject: it is true of Uganda
Kenya, area, "580,367 m²"        contradicted   ... unit slip: the table says km²
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import inf
from typing import NamedTuple

from provender.general.read.amounts import Amount, agrees, amount, step_of
from provender.general.read.assertion import Assertion, Crossed, Near, Status
from provender.general.read.names import bare, plain
from provender.general.read.sentences import Called
from provender.general.read.tables import Row, Table
from provender.general.read.units import affine, known

_WORDS = 6  # of a name that is taken for a value, and no more
_POWERS = 12
_CHANCE = 1000


@dataclass(frozen=True, slots=True)
class Reference:
    """Tables that claims are held against.

    Attributes:
        digits: significant digits that a rounded number keeps at least.
    """

    tables: tuple[Table, ...]
    digits: int = 3

    def called(self) -> Called:
        """What the tables' relations are called, for reading."""
        return _called(self.tables)

    def cross(self, claims: Iterable[Assertion]) -> Crossed | None:
        """The readings of one sentence beside the tables: the first that a table can settle; None without readings."""
        found: Crossed | None = None
        for claim in claims:
            crossed = self._cross(claim)
            if crossed.status is Status.AGREED:
                return crossed
            if found is None or found.status is Status.NOT_FOUND:
                found = crossed
        return found

    def _cross(self, claim: Assertion) -> Crossed:
        """One reading beside every table that has its relation and its subject."""
        missing = Crossed(assertion=claim, status=Status.NOT_FOUND, why="no table has this subject")
        for table in self.tables:
            relation = claim.relation
            rows = table.find(claim.subject) if relation in table.relations else []
            if rows := [row for row in rows if relation in row.cells]:
                return _beside(claim, table, rows, self.digits)
        return missing

    def subjects(self, relation: str, value: str, language: str) -> list[tuple[Table, Row]]:
        """Rows whose newest cell of a relation holds a value."""
        claim = Assertion("", relation, value, language)
        holds = [(table, row) for table in self.tables for row in _holding(table, claim)]
        return [(table, row) for table, row in holds if _is(claim, table, row, self.digits) is True]


class _Newest(NamedTuple):
    """Where the newest rows of a relation lie in their table.

    Attributes:
        numbers: those that say it in numbers, the smallest first.
        sizes: the same as floats.
        margin: the widest of them.
        unit: what all of them are in; None where they are in several.
        named: all of them by their cells' names.
    """

    numbers: Sequence[int]
    sizes: Sequence[float]
    margin: float
    unit: str | None
    named: Mapping[str, Sequence[int]]

    def near(self, claimed: Amount) -> Sequence[int]:
        """Those that an amount may say: all, where that cannot be told by size."""
        moved = claimed if claimed.unit == self.unit else self.unit and claimed.unit and _in(claimed, self.unit)
        if not isinstance(moved, Amount) or self.unit is None:
            return self.numbers
        try:
            value = float(moved.value)
            room = float(max(moved.margin, step_of(moved) if moved.about else moved.step)) + self.margin
        except OverflowError:
            return self.numbers
        room += 1e-9 * abs(value)
        return self.numbers[bisect_left(self.sizes, value - room) : bisect_right(self.sizes, value + room)]


def _holding(table: Table, claim: Assertion) -> list[Row]:
    """The newest rows of a table whose cell of the claim's relation may hold its value, in the table's order."""
    if claim.relation not in table.relations:
        return []
    newest, claimed = _newest(table, claim.relation), claim.amount
    places = {place for form in (plain, bare) for place in newest.named.get(form(claim.value), ())}
    if claimed is not None:
        places.update(newest.near(claimed))
    return [table.rows[place] for place in sorted(places)]


@lru_cache(maxsize=1024)
def _newest(table: Table, relation: str) -> _Newest:
    """As `_Newest`."""
    told: list[tuple[float, int]] = []
    units, margin = set(), 0.0
    named: dict[str, list[int]] = {}
    for place, row in enumerate(table.rows):
        if relation not in row.cells or table.find(row.subject)[0] is not row:
            continue
        for number in _numbers(row.cells[relation]) or ():
            told.append((_float(number.value), place))
            units.add(number.unit or table.relations[relation].unit)
            margin = max(margin, _float(number.margin))
        for form in _forms(row.cells[relation]):
            named.setdefault(form, []).append(place)
    told.sort()
    unit = units.pop() if len(units) == 1 else None
    return _Newest([place for _, place in told], [size for size, _ in told], margin, unit, named)


def _float(value: Fraction) -> float:
    """As a float, infinite where it is too large for one."""
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf


@lru_cache(maxsize=64)
def _called(tables: tuple[Table, ...]) -> Called:
    """What the relations of some tables are called."""
    told: dict[str, dict[str, tuple[str, ...]]] = {}
    for table in tables:
        for relation in table.relations.values():
            names = told.setdefault(relation.name, {})
            for language, more in relation.called.items():
                names[language] = names.get(language, ()) + tuple(more)
    return Called(told)


def _beside(claim: Assertion, table: Table, rows: Sequence[Row], digits: int) -> Crossed:
    """A claim beside a subject's rows, the newest first."""
    now = rows[0]
    said = _is(claim, table, now, digits)
    cited = table.cite(now, claim.relation)
    if said is True:
        return Crossed(assertion=claim, status=Status.AGREED, cited=cited)
    if said is None:
        why = "the value is not put so that the table can settle it"
        return Crossed(assertion=claim, status=Status.NOT_FOUND, cited=cited, why=why)
    for row in rows[1:]:
        if _is(claim, table, row, digits) is True:
            cited = table.cite(row, claim.relation)
            if claim.past:
                return Crossed(assertion=claim, status=Status.AGREED, cited=cited)
            return Crossed(assertion=claim, status=Status.CONTRADICTED, cited=table.cite(now, claim.relation),
                           near=Near.OUTDATED, other=cited)  # fmt: skip
    if claim.past:  # the table need not know all that ever was
        return Crossed(assertion=claim, status=Status.NOT_FOUND, cited=cited, why="it is said of another time")
    near, other = _near(claim, table, now, digits)
    return Crossed(assertion=claim, status=Status.CONTRADICTED, cited=cited, near=near, other=other)


def _is(claim: Assertion, table: Table, row: Row, digits: int) -> bool | None:
    """Whether a row says what is claimed; None where that cannot be told."""
    relation = table.relations[claim.relation]
    cells = row.cells[claim.relation]
    if (numbers := _numbers(cells)) is not None:
        claimed = claim.amount
        told = [(number, number.unit or relation.unit) for number in numbers]
        return None if claimed is None else _same(claimed, told, digits)
    if not _forms(cells).isdisjoint((plain(claim.value), bare(claim.value))):
        return True
    return False if table.with_value(claim.relation, claim.value) or _is_name(claim.value) else None


@lru_cache(maxsize=65536)
def _numbers(cells: tuple[str, ...]) -> tuple[Amount, ...] | None:
    """The numbers that a row's cells hold; None where one holds none."""
    found = tuple(number for cell in cells if (number := amount(cell, "en")) is not None)
    return found if len(found) == len(cells) else None


@lru_cache(maxsize=65536)
def _forms(cells: tuple[str, ...]) -> frozenset[str]:
    """The names that a row's cells hold, as they are compared."""
    return frozenset(form(cell) for cell in cells for form in (plain, bare))


def _is_name(value: str) -> bool:
    """Whether a value is a name and no more: short, its words capital. "believed to be Nairobi" is none."""
    words = [word for word in re.findall(r"[^\W\d_]+", value) if len(word) > 3] or re.findall(r"[^\W\d_]+", value)
    short = len(value.split()) <= _WORDS and not set(",;:()") & set(value)
    return bool(words) and short and all(word[0].isupper() for word in words)


def _same(claimed: Amount, truths: Sequence[tuple[Amount, str]], digits: int) -> bool | None:
    """Whether a number is one of those in a cell."""
    said: list[bool] = []
    for truth, unit in truths:
        if unit and not claimed.unit:
            continue  # a number without its unit says too little
        if claimed.unit != unit and not known(unit):
            continue  # "persons" may be what the table calls "people"
        if not unit:
            if claimed.unit and known(claimed.unit) and len(claimed.unit) > 1:
                said.append(False)  # a unit where there is none
            else:
                said.append(agrees(claimed, truth, digits=digits))
            continue
        moved = _in(claimed, unit)
        said.append(moved is not None and agrees(moved, truth, digits=digits))
    return any(said) if said else None


def _in(claimed: Amount, unit: str) -> Amount | None:
    """An amount in another unit; None where it measures something else."""
    if claimed.unit == unit:
        return claimed
    if (scale := affine(claimed.unit, unit)) is None:
        return None
    factor, size = scale[0], abs(scale[0])
    other = size != 1  # what was exact in its own unit is so in another one; its digits are not
    return replace(
        claimed, value=factor * claimed.value + scale[1], step=claimed.step * size, margin=claimed.margin * size,
        unit=unit, decimals=claimed.decimals or other,
    )  # fmt: skip


def _near(claim: Assertion, table: Table, row: Row, digits: int) -> tuple[Near, str]:
    """What a contradicted claim nearly is, and whose value it is."""
    slip = _slip(claim, table, row, digits)
    if slip is Near.UNIT:
        return slip, ""
    for other in table.relations:
        if other != claim.relation and other in row.cells and _is(replace(claim, relation=other), table, row, digits):
            return Near.RELATION, other
    number = claim.amount
    rows = table.with_value(claim.relation, claim.value) if number is None else table.rows
    others = (each for each in rows if each.subject != row.subject and claim.relation in each.cells)
    subject = next((each.subject for each in others if _is(claim, table, each, digits) is True), "")
    if slip is not Near.NONE and number is not None and abs(number.value / number.step) < _CHANCE:
        return slip, subject  # so short a number is somebody's by chance
    return (Near.SUBJECT, subject) if subject else (slip, "")


def _slip(claim: Assertion, table: Table, row: Row, digits: int) -> Near:
    """Whether a number is off by its unit, its decimal sign or one digit."""
    claimed = claim.amount
    relation = table.relations[claim.relation]
    for cell in row.cells[claim.relation]:
        truth = amount(cell, "en")
        if claimed is None or truth is None:
            continue
        unit = truth.unit or relation.unit
        if claimed.unit != unit and agrees(replace(claimed, unit=unit), truth, digits=digits):
            return Near.UNIT
        moved = claimed if claimed.unit == unit else _in(claimed, unit) or claimed
        if any(agrees(_tens(moved, power), truth, digits=digits) for power in range(-_POWERS, _POWERS + 1) if power):
            return Near.DECIMAL
        if _one_digit(moved, truth):
            return Near.DIGIT
    return Near.NONE


def _tens(found: Amount, power: int) -> Amount:
    """An amount times a power of ten."""
    ten = Fraction(10) ** power
    return replace(found, value=found.value * ten, step=found.step * ten)


def _one_digit(claimed: Amount, truth: Amount) -> bool:
    """Whether two numbers differ in one digit, or in the order of two neighbours."""
    grain = min(claimed.step, truth.step)
    a, b = (str(abs(each.value) / grain) for each in (claimed, truth))
    if len(a) != len(b) or "/" in a + b or len(a) < 2:
        return False
    apart = [at for at, (one, other) in enumerate(zip(a, b, strict=True)) if one != other]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
    return len(apart) == 1 or swapped
