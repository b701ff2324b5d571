"""What every private learner is asked, and refuses: a budget that is one, and columns that are said in public."""

from collections.abc import Mapping

from provender.core.errors import RecipeError, UnknownName
from provender.tabular.privacy.domain import domains_of
from provender.tabular.schema import Schema

_MOST_DELTA = 1e-3


def check_dials(domain: Mapping[str, object], outcome: str, *, epsilon: float, delta: float, where: str) -> None:
    """Refuse domains that cannot be, an outcome without one, and a budget that is none.

    Raises:
        UnknownName: the outcome has no domain, or a domain has a key that none has.
        RecipeError: a domain cannot be, or epsilon or delta is out of its range.
    """
    domains = domains_of(domain, where=where)
    if outcome and outcome not in domains:
        raise UnknownName.among("column with a domain", outcome, domains, where=f"{where}, outcome")
    if not (0 < epsilon <= 100 and 0 < delta <= _MOST_DELTA):
        mend = f"give 0 < epsilon <= 100 and 0 < delta <= {_MOST_DELTA}, far below one in the number of persons"
        raise RecipeError(f"epsilon={epsilon} at delta={delta} is no budget", where=where, mend=mend)


def check_columns(domain: Mapping[str, object], schema: Schema, *, where: str) -> None:
    """Refuse a table that lacks a column with a domain.

    Raises:
        RecipeError: no column has a domain.
        UnknownName: one with a domain is not in the table.
    """
    if not domain:
        names = ", ".join(schema.names[:6])
        mend = f"say dials: {{domain: {{column: ...}}}} from public knowledge, of those to make among {names} ..."
        raise RecipeError("no column has a domain, and finding one in the rows would cost", where=where, mend=mend)
    for name in domain:
        schema.place(name, where=f"{where}, domain")
