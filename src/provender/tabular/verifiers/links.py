"""Do the rows of a household hang together? Looks at keys, dates and counts as they stand in the tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.tabular.linked.family import Member
from provender.tabular.linked.household import Household, Linked

NAME = "tabular/links"

Flags = npt.NDArray[np.bool_]


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Fails a household with an orphan, a repeated key, a broken order or more rows than there may be; else SCREENED.

    Checked are: each row names the key of the row that it hangs from, and of others further up; keys are there, and
    each once in the household (across households `tabular/linked/keys` looks); dates stand in the orders that the
    tables state; the rows of one parent follow each other in time; a parent has as many rows as the tables state.

    Example:
        A visit before its patient's enrolment fails, and a medication that names another patient's visit.
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record; all households of a set of tables are looked at once."""
        seen: dict[int, list[tuple[str, Flags]]] = {}
        return [self._judge(record, seen) for record in records]

    def _judge(self, record: Record, seen: dict[int, list[tuple[str, Flags]]]) -> Verdict:
        """The verdict on one record."""
        home = record.payload
        if not isinstance(home, Household):
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason="no linked tables")
        if id(home.linked) not in seen:
            seen[id(home.linked)] = [(reason, flags) for reason, flags in _faults(home.linked) if flags.any()]
        for reason, wrong in seen[id(home.linked)]:
            if wrong[home.at]:
                return Verdict(record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason=reason)
        return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.SCREENED)


def _faults(linked: Linked) -> Iterator[tuple[str, Flags]]:
    """What may be wrong, without a value, and (households,) where it is."""
    for place, member in enumerate(linked.family.members):
        for reason, rows in _of_rows(linked, place, member):
            yield reason, _homes(linked, place, rows)
        if place:
            above = linked.family.parent_of(place)
            counts = np.diff(linked.starts[place])
            if member.most is not None:
                wrong = (counts < member.least) | (counts > member.most)
                reason = f"a row of {member.parent!r} has fewer or more rows of {member.name!r} than there may be"
                yield reason, _homes(linked, above, wrong)
            if member.held:
                lone = linked.tables[above][member.held].is_valid().to_numpy(zero_copy_only=False) & (counts == 0)
                yield (
                    f"{member.parent}.{member.held} names a row of {member.name!r} that is not there",
                    _homes(linked, above, lone),
                )
    for low, high in linked.family.orders:
        deeper = low.table if high.table in linked.family.line(low.table) else high.table
        early, late = (_moments(_seen_from(linked, deeper, at.table, at.column)) for at in (low, high))
        yield f"{low} lies after {high}", _homes(linked, linked.family.place(deeper), early > late)


def _of_rows(linked: Linked, place: int, member: Member) -> Iterator[tuple[str, Flags]]:
    """Faults of single rows of one table."""
    name, table = member.name, linked.tables[place]
    if member.key:
        yield f"a row of {name!r} has no key", table[member.key].is_null().to_numpy(zero_copy_only=False)
        yield f"two rows of {name!r} have one key", _repeated(linked.homes[place], table[member.key])
    if member.link:
        theirs = _seen_from(linked, name, member.parent, linked.family[member.parent].key)
        yield (
            f"{name}.{member.link} is not the key of the row of {member.parent!r} above",
            _differ(table[member.link], theirs),
        )
    if member.held:
        theirs = _seen_from(linked, name, member.parent, member.held)
        yield (
            f"{member.parent}.{member.held} is not the key of the row of {name!r} below",
            _differ(table[member.key], theirs),
        )
    for column, ancestor in member.above:
        theirs = _seen_from(linked, name, ancestor, linked.family[ancestor].key)
        yield f"{name}.{column} is not the key of the row of {ancestor!r} above", _differ(table[column], theirs)
    if member.order and member.parent:
        steps = _moments(table[member.order])
        owners = np.repeat(np.arange(len(linked.starts[place]) - 1), np.diff(linked.starts[place]))
        back = np.zeros(len(steps), bool)
        back[1:] = (owners[1:] == owners[:-1]) & (steps[1:] < steps[:-1])
        yield f"rows of {name!r} do not follow each other by {member.order!r}", back


def _homes(linked: Linked, place: int, rows: Flags) -> Flags:
    """(households,) those with a flagged row in a table."""
    found = np.zeros(len(linked.tables[0]), bool)
    found[linked.homes[place][rows]] = True
    return found


def _seen_from(linked: Linked, name: str, ancestor: str, column: str) -> Any:
    """(n,) for each row of a table what stands in a column of the row of `ancestor` that it hangs from."""
    return linked[ancestor][column].take(pa.array(linked.up(name, ancestor)))


def _differ(one: Any, two: Any) -> Flags:
    """(n,) where two arrays are not the same, or one is missing."""
    return np.asarray(pc.fill_null(pc.not_equal(one, two), True))


def _repeated(homes: npt.NDArray[np.int64], keys: Any) -> Flags:
    """(n,) rows whose key stands in another row of their household."""
    codes = np.asarray(pc.fill_null(keys.dictionary_encode().indices, -1))
    order = np.lexsort((codes, homes))
    same = (homes[order][1:] == homes[order][:-1]) & (codes[order][1:] == codes[order][:-1]) & (codes[order][1:] >= 0)
    found = np.zeros(len(codes), bool)
    found[order[1:]] = same
    return found


def _moments(array: Any) -> npt.NDArray[np.float64]:
    """(n,) microseconds since 1970, NaN where missing: no comparison with it holds."""
    steps = array.cast(pa.timestamp("us")).cast(pa.int64()).cast(pa.float64())
    return np.asarray(pc.fill_null(steps, float("nan")))
