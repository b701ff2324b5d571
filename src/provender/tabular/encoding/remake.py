"""Identifiers made anew: by pattern and index alone, so that none is learned and no two are the same.

The index goes through a permutation of all values that the pattern can write (a Feistel network walked until it lands
inside; Black and Rogaway 2002), keyed by the seed: neighbours look unrelated, and nothing repeats.
"""

from hashlib import blake2b
from math import prod

import numpy as np
import numpy.typing as npt

from provender.tabular.columnar import Places
from provender.tabular.table import Words, mixed

_SIGNS = {"#": "0123456789", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "a": "abcdefghijklmnopqrstuvwxyz"}
_ROUNDS = 4
_ENOUGH = 2**48  # values: longer patterns fill their first places by a hash, their last ones tell rows apart


def remade(form: str, indices: Places, *, seed: int, name: str) -> list[str]:
    """Identifiers of a pattern, one an index.

    Args:
        form: as `Column.form` of an identifier; digits are added where it can write too few values.
        indices: (n,), each >= 0 and below 2**48.
        name: of the column, so that two columns do not share their identifiers.

    Guarantees:
        Different indices give different identifiers; an index always gives the same one.

    >>> remade("\\\\P-###", np.arange(3), seed=7, name="patient")
    ['P-647', 'P-548', 'P-550']
    """
    signs = _parsed(form) or [_SIGNS["#"]]
    while prod(map(len, signs)) <= indices.max(initial=0):
        signs.append(_SIGNS["#"])
    told = blake2b(f"{seed}\0{name}".encode(), digest_size=8 * _ROUNDS).digest()
    keys = np.frombuffer(told, np.uint64)
    tail = _tail(signs)
    numbers = _permuted(indices.astype(np.uint64), prod(map(len, signs[tail:])), keys)
    places = [
        _letters(choices, mixed(mixed(numbers + keys[0]) + np.uint64(at))) for at, choices in enumerate(signs[:tail])
    ]
    written = []
    for choices in reversed(signs[tail:]):
        written.append(_letters(choices, numbers))
        numbers = numbers // np.uint64(len(choices))
    whole = np.column_stack([*places, *reversed(written)])
    return [str(text) for text in np.ascontiguousarray(whole).view(f"<U{len(signs)}")[:, 0]]


def _letters(choices: str, numbers: Words) -> npt.NDArray[np.str_]:
    """The characters that numbers choose."""
    found: npt.NDArray[np.str_] = np.array(list(choices), "<U1")[numbers % np.uint64(len(choices))]
    return found


def _tail(signs: list[str]) -> int:
    """From which place on a pattern tells enough values apart."""
    start = len(signs)
    while start and prod(map(len, signs[start:])) < _ENOUGH:
        start -= 1
    return start


def _parsed(form: str) -> list[str]:
    """What may stand in each place."""
    places = []
    signs = iter(form)
    for sign in signs:
        places.append(next(signs, "\\") if sign == "\\" else _SIGNS.get(sign, sign))
    return places


def _permuted(numbers: Words, total: int, keys: Words) -> Words:
    """Where a permutation of range(total) sends numbers."""
    half = np.uint64(max((total - 1).bit_length() + 1, 2) // 2)
    mask = np.uint64((1 << int(half)) - 1)
    found = numbers.copy()
    left_over = np.arange(len(numbers))
    while len(left_over):
        left, right = found[left_over] >> half, found[left_over] & mask
        for key in keys:
            left, right = right, left ^ (mixed(right + key) & mask)
        found[left_over] = (left << half) | right
        left_over = left_over[found[left_over] >= np.uint64(total)]
    return found
