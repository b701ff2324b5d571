"""Terms of small algebras as text: cut into symbols and climbed by those who know their grammar."""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from provender.core.claim import Term

Climb: TypeAlias = Callable[[Sequence[str], int, int], tuple[Term, int]]  # symbols, from where, depth -> term, its end


class Unreadable(Exception):
    """The text is no term."""


def parsed(text: str, symbol: re.Pattern[str], climb: Climb, depth: int) -> "Term | None":
    """The term that all of a text writes; None if it writes none.

    Args:
        symbol: one symbol.
        climb: the grammar; may raise `Unreadable`.
        depth: how deep brackets may lie.
    """
    symbols = symbol.findall(text)
    if "".join(symbols) != text:
        return None
    try:
        term, at = climb(symbols, 0, depth)
    except Unreadable:
        return None
    return term if at == len(symbols) else None
