"""Does a row keep what was said to hold? Reads the row's own text, and shares nothing with what enforces it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import ClassVar, TypeAlias

from provender.core.errors import RecipeError
from provender.core.protocols import Tools
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.tabular.table import Row

NAME = "tabular/constraints"
_CHAIN = re.compile(r"\s(<=|<|>=|>)\s")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{0,40})?")

Said: TypeAlias = Mapping[str, str]  # column -> what stands there
Check: TypeAlias = Callable[[Said], bool]  # whether a row keeps a constraint


@dataclass(frozen=True, slots=True)
class _Judge:
    """The constraints ready to be asked, with what the reference says of each dependency."""

    checks: Sequence[tuple[str, Check]]

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return [self._one(record) for record in records]

    def _one(self, record: Record) -> Verdict:
        """Pass what keeps them all."""
        if not isinstance(record.payload, Row):
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason="no row of a table")
        said = _said(record.payload)
        for text, check in self.checks:
            if not check(said):
                told = f"breaks the constraint {text!r}"
                return Verdict(record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason=told)
        return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.SCREENED)


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """Fails a row that breaks a constraint, as its text has it; passes any other as SCREENED.

    A dependency is held against the reference: a row fails that pairs values otherwise than the reference does; values
    that the reference does not have are passed. "unique" looks at many rows at once and is not judged here.

    Attributes:
        constraints: as a generator takes them.

    Example:
        verifiers: [{name: tabular/constraints, dials: {constraints: ["slos <= d.time"]}}]
    """

    screens: ClassVar[bool] = True

    constraints: tuple[str, ...]

    def bind(self, tools: Tools, /) -> _Judge:
        """The judge, with the reference's word on dependencies.

        Raises:
            RecipeError: a constraint cannot be read, or names a column that the reference does not have.
        """
        rows = [_said(record.payload) for record in tools.reference if isinstance(record.payload, Row)]
        told = [text.strip() for text in self.constraints if not text.startswith("unique ")]
        return _Judge([(text, _check(text, rows)) for text in told])


def _said(row: Row) -> Said:
    """What a row's text says, by column."""
    said, text = {}, "\n" + row.text()
    ends = [*row.table.schema.names][1:]
    for name, after in zip(row.table.schema.names, [*ends, None], strict=True):
        head = f"\n{name}: "
        start = text.index(head) + len(head)
        end = len(text) if after is None else text.index(f"\n{after}: ", start)
        said[name] = text[start:end]
        text = text[end:]
    return said


def _check(text: str, rows: Sequence[Said]) -> Check:
    """A constraint as a question to one row."""
    if match := re.fullmatch(r"if (.+?) = (.*?) then (.+?) = (.*)", text):
        one, is_one, two, is_two = match.groups()
        return lambda said: not _same(said[one], is_one) or _same(said[two], is_two)
    if match := re.fullmatch(r"(.+?) matches (.+)", text):
        name, regex = match.groups()
        return lambda said: not said[name] or _matches(regex, said[name])
    if " -> " in text:
        return _dependency(text, rows)
    if len(links := _CHAIN.split(text)) > 1:
        return lambda said: all(_holds(said, links[at : at + 3]) for at in range(0, len(links) - 2, 2))
    total, _, terms = text.partition(" = ")
    if not terms:
        raise RecipeError(f"{text!r} is no constraint", where=NAME, mend="say it as the generator's dial takes it")
    return lambda said: _adds_up(said[total.strip()], [said[term.strip()] for term in terms.split(" + ")])


def _dependency(text: str, rows: Sequence[Said]) -> Check:
    """What the reference pairs."""
    keys, _, last = text.rpartition(" -> ")
    names = [key.strip() for key in keys.split(", ")]
    pairs = {tuple(row[name] for name in names): row[last.strip()] for row in rows}

    def check(said: Said) -> bool:
        value = said[last.strip()]
        return _same(pairs.get(tuple(said[name] for name in names), value), value)

    return check


def _matches(regex: str, value: str) -> bool:
    """Whether an expression is found in a value, in linear time: the engine is RE2, not Python's."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return bool(pc.match_substring_regex(pa.array([value], pa.string()), regex)[0].as_py())


def _number(text: str) -> Decimal | datetime | None:
    """A number or a moment; None where a text is neither."""
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        value = Decimal(text[:60])
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _same(one: str, two: str) -> bool:
    """Whether two texts say the same, numbers by their value."""
    left, right = _number(one), _number(two)
    return one == two or (left is not None and left == right)


def _holds(said: Said, link: Sequence[str]) -> bool:
    """One link of a chain; what is missing breaks none."""
    left, right = (_number(said.get(side.strip(), side.strip())) for side in (link[0], link[2]))
    if left is None or right is None:
        return True
    if isinstance(left, datetime) or isinstance(right, datetime):
        if not (isinstance(left, datetime) and isinstance(right, datetime)):
            return True
        return _ordered(left < right, left == right, link[1])
    return _ordered(left < right, left == right, link[1])


def _ordered(less: bool, same: bool, sign: str) -> bool:
    """Whether a sign says so."""
    return (less if sign[0] == "<" else not less and not same) or (same and sign.endswith("="))


def _adds_up(total: str, terms: Sequence[str]) -> bool:
    """Whether terms make the total, as far as its decimals go."""
    numbers = [_number(text) for text in (total, *terms)]
    told = [number for number in numbers if isinstance(number, Decimal)]
    if len(told) < len(numbers):
        return True
    digits = max(len(text.partition(".")[2]) for text in (total, *terms))
    return abs(told[0] - sum(told[1:], Decimal(0))) <= Decimal(10) ** -digits / 2
