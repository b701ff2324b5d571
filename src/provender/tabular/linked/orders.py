"""Orders of dates between rows that hang together: said, or found where chance cannot be the reason.

"visits.day <= patients.last_seen" says that no visit of a patient lies after the day on which the patient was seen
last. An order is found where all pairs of rows keep it, and rows paired at random would keep it with a chance under
1e-9, as orders within a row are.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log

import numpy as np

from provender.core.errors import RecipeError
from provender.core.seeds import stream
from provender.tabular.encoding.numbers import Floats
from provender.tabular.linked.family import At, Family, Order
from provender.tabular.linked.household import Linked
from provender.tabular.linked.timeline import moments_of
from provender.tabular.schema import DATES

_LEAST = 100  # pairs
_BROKEN = 0.05  # of random pairs
_CHANCE = log(1e-9)
_NAMED = re.compile(r"(?:(?<=\s)|^)([^\s.]+)\.")


def found_orders(linked: Linked) -> tuple[Order, ...]:
    """The orders between dates of a table and of those that it hangs from, and between dates of one row."""
    return tuple(order for order in _pairs(linked.family) if _holds(linked, order))


def _pairs(family: Family) -> Iterator[Order]:
    """All orders that there may be."""
    for member in family.members:
        own = [At(member.name, column) for column in member.dates()]
        above = [At(name, column) for name in family.line(member.name)[1:] for column in family[name].dates()]
        for at in own:
            for other in above:
                yield Order(other, at)
                yield Order(at, other)
        yield from (Order(one, two) for one in own for two in own if one != two)


def _moments(linked: Linked, order: Order) -> tuple[Floats, Floats]:
    """The two dates of all rows that an order is of, rows of the deeper table; those that lack one left out."""
    deeper = order.low.table if order.high.table in linked.family.line(order.low.table) else order.high.table
    low, high = (moments_of(linked[at.table][at.column])[linked.up(deeper, at.table)] for at in order)
    known = ~np.isnan(low) & ~np.isnan(high)
    return low[known], high[known]


def _holds(linked: Linked, order: Order) -> bool:
    """Whether all pairs keep an order, and not by chance."""
    low, high = _moments(linked, order)
    if len(low) < _LEAST or (low > high).any():
        return False
    pairs = list(range(len(low)))
    stream(0, 0, str(order)).shuffle(pairs)
    broken = float((low > high[pairs]).mean())
    return broken >= _BROKEN and len(low) * log(1 - min(broken, 1 - 1e-9)) < _CHANCE


def said_of(texts: Sequence[str], family: Family, *, where: str) -> tuple[tuple[Order, ...], dict[str, list[str]]]:
    """What a recipe says to hold: orders between tables, and for each table what holds within its rows.

    Args:
        texts: e.g. "visits.day <= patients.last_seen", "if visits.reason = emergency then visits.ward = A".

    Raises:
        RecipeError: a sentence names no table, or more than an order does.
        UnknownName: a table or column is named that is not there.
    """
    orders: list[Order] = []
    within: dict[str, list[str]] = {}
    for text in texts:
        names = list(dict.fromkeys(name for name in _NAMED.findall(text) if name in family.names))
        if not names:
            mend = f"name columns with their tables, as {family.names[0]}.COLUMN"
            raise RecipeError(f"{text!r} names no table", where=where, mend=mend)
        dated = _dated(text, family)
        if len(names) == 1 and not dated:
            within.setdefault(names[0], []).append(_bare(text, names[0]))
            continue
        if not dated:
            mend = "between tables only dates are ordered: 'patients.enrolled <= visits.day <= patients.last_seen'"
            raise RecipeError(f"{text!r} cannot be kept", where=where, mend=mend)
        orders += [_order(one, two, family, where=where) for one, two in pairwise(dated)]
    return tuple(orders), within


def _bare(text: str, table: str) -> str:
    """A sentence about one table without its name before each column."""
    return _NAMED.sub(lambda found: "" if found[1] == table else str(found[0]), text)


def _dated(text: str, family: Family) -> list[At]:
    """The dates of a chain "a.x <= b.y <= c.z"; none where a text is no such chain, or of the root's own dates."""
    ends = [part.strip().partition(".") for part in text.split(" <= ")]
    if len(ends) < 2 or any(table not in family.names for table, _, _ in ends):
        return []
    dates = [At(table, column) for table, _, column in ends]
    if any(at.column not in family[at.table].dates() for at in dates):
        return []
    return [] if {at.table for at in dates} == {family.root.name} else dates


def _order(low: At, high: At, family: Family, *, where: str) -> Order:
    """One link of a chain, if one table hangs from the other."""
    for at in (low, high):
        family[at.table].schema.place(at.column, where=where)
    if low.table not in family.line(high.table) and high.table not in family.line(low.table):
        mend = "order dates of rows of which one hangs from the other"
        raise RecipeError(f"{low.table!r} and {high.table!r} do not hang together", where=where, mend=mend)
    assert all(family[at.table].schema[at.column].kind in DATES for at in (low, high)), "dates"
    return Order(low, high)


def check_kept(linked: Linked, orders: Sequence[Order], *, where: str) -> None:
    """Refuse orders that the reference itself breaks.

    Raises:
        RecipeError: some rows break one.
    """
    for order in orders:
        low, high = _moments(linked, order)
        if (low > high).any():
            mend = "mend those rows, or leave the order out"
            raise RecipeError(f"'{order}' does not hold in the reference", where=where, mend=mend)
