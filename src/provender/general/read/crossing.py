"""A claim beside the tables: agreed, contradicted or not found, with the row that decided and what it nearly is.

Kenya, capital, "Mombasa"        contradicted   countries row 214: Kenya, capital = Nairobi
Kenya, capital, "Kampala"        contradicted   ... swapped subject: it is true of Uganda
Kenya, area, "580,367 m²"        contradicted   ... unit slip: the table says km²
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from provender.general.read.amounts import Amount, agrees, amount
from provender.general.read.assertion import Assertion, Crossed, Near, Status
from provender.general.read.names import bare, plain
from provender.general.read.sentences import Called
from provender.general.read.tables import Row, Table
from provender.general.read.units import convert, known

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
        return [
            (table, row)
            for table in self.tables
            if relation in table.relations
            for row in table.rows
            if relation in row.cells and table.find(row.subject)[0] is row
            and _is(Assertion(row.subject, relation, value, language), table, row, self.digits) is True
        ]  # fmt: skip


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
    truths = [(cell, amount(cell, "en")) for cell in row.cells[claim.relation]]
    numbers = [(number, number.unit or relation.unit) for _, number in truths if number is not None]
    if len(numbers) == len(truths):
        claimed = claim.amount
        return None if claimed is None else _same(claimed, numbers, digits)
    names = {form(cell) for cell, _ in truths for form in (plain, bare)}
    if {plain(claim.value), bare(claim.value)} & names:
        return True
    return False if table.with_value(claim.relation, claim.value) or _is_name(claim.value) else None


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
    value, zero = convert(claimed.value, claimed.unit, unit), convert(Fraction(0), claimed.unit, unit)
    one = convert(Fraction(1), claimed.unit, unit)
    if value is None or zero is None or one is None:
        return None
    scale = abs(one - zero)
    other = scale != 1  # what was exact in its own unit is so in another one; its digits are not
    return replace(
        claimed, value=value, step=claimed.step * scale, margin=claimed.margin * scale, unit=unit,
        decimals=claimed.decimals or other,
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
