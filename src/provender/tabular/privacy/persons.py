"""Whose a row is: a person is learned by one row, so that nobody counts for more than one."""

import numpy as np

from provender.tabular.encoding.numbers import Codes
from provender.tabular.privacy.domain import same_words
from provender.tabular.table import Table, mixed


def persons(codes: Codes, table: Table) -> Codes:
    """One row a person: of several the one whose codes hash least. Nobody else's rows can change which."""
    if not table.schema.unit:
        return codes
    whose = same_words(table.schema[table.schema.unit], table[table.schema.unit])
    hashed = np.zeros(len(codes), np.uint64)
    for column in codes.T:
        hashed = mixed(hashed + column.astype(np.uint64) + np.uint64(1))
    order = np.lexsort((hashed, whose))
    return codes[order[np.unique(whose[order], return_index=True)[1]]]
