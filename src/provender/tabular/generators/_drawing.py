"""Drawing rows of which something is known: any columns first, the rest given them, nothing learned again.

The network knows its columns best in the table's own order, in which most of its training went; drawn in another order
rows are easier to tell from real ones. So several candidates are drawn for each row, what is known first, and one is
kept with a chance in proportion to p(row in its own order) / p(row as it was drawn): sampling importance resampling
(Rubin 1988). With eight of them a group is as like its real rows as if all other rows had been thrown away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.tabular.asking.narrowing import Narrowed
from provender.tabular.constraints.keeping import Kept, broken, mended
from provender.tabular.encoding.encoder import Encoder
from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.generators._blocks import BLOCK, stream
from provender.tabular.generators._network import NEVER, Shape, draw, heads, likelihoods
from provender.tabular.generators._points import spread, within
from provender.tabular.schema import NAMES
from provender.tabular.table import NAMED, Table, stacked

_TRIES = 8  # at filling gaps so that all constraints hold

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, kw_only=True)
class Drawer:
    """Draws blocks of codes from a network.

    Attributes:
        shape, params: of the network.
        candidates: drawn for each row of which something is known.
    """

    shape: Shape
    params: Mapping[str, Any]
    candidates: int = 8

    @cached_property
    def _wide(self) -> tuple[Any, Any]:
        """The heads, padded for drawing."""
        return heads(self.params, self.shape)

    def plain(self, rng: np.random.Generator) -> Codes:
        """(BLOCK, columns) codes of rows of which nothing is known."""
        return self._drawn(rng, self._order(()), self._given(None), self._leave(()))[0]

    def codes(
        self,
        rng: np.random.Generator,
        *,
        leave: Sequence[npt.NDArray[np.float32]] = (),
        first: Sequence[int] = (),
        given: Codes | None = None,
    ) -> Codes:
        """(BLOCK, columns) codes of rows of which something is known.

        Args:
            leave: for each column what is added to the logarithm of each code's chance; -inf leaves it none.
            first: the order of the columns; () is the table's own.
            given: (BLOCK, columns) codes that are known, -1 where one is to be drawn.
        """
        told = self._order(first), self._given(given), self._leave(leave)
        drawn, chances = zip(*(self._drawn(rng, *told) for _ in range(self.candidates)), strict=True)
        hopes = [np.asarray(likelihoods(self.params, jnp.array(codes), shape=self.shape)) for codes in drawn]
        kept = np.argmax(np.array(hopes) - np.array(chances) + rng.gumbel(size=(self.candidates, BLOCK)), axis=0)
        chosen: Codes = np.stack(drawn)[kept, np.arange(BLOCK)]
        return chosen

    def _drawn(self, rng: np.random.Generator, order: Any, given: Any, leave: Any) -> tuple[Codes, Floats]:
        """One block, and the logarithm of its rows' chances."""
        chances = jnp.array(spread(rng, BLOCK.bit_length() - 1, len(self.shape.sizes)))
        codes, logs = draw(self.params, self._wide, chances, order, given=given, leave=leave, shape=self.shape)
        return np.asarray(codes).astype(np.int32), np.asarray(logs)

    def _order(self, first: Sequence[int]) -> Any:
        """The order in which columns are drawn."""
        return jnp.array(first, jnp.int32) if first else jnp.arange(len(self.shape.sizes))

    def _given(self, given: Codes | None) -> Any:
        """Known codes; none."""
        return jnp.full((BLOCK, len(self.shape.sizes)), -1, jnp.int32) if given is None else jnp.array(given)

    def _leave(self, leave: Sequence[npt.NDArray[np.float32]]) -> Any:
        """What is left of codes, padded."""
        told = np.zeros(self._wide[1].shape, np.float32)
        for at, logs in enumerate(leave):
            told[at, : len(logs)] = np.maximum(logs, NEVER)
        return jnp.array(told)


def filled(drawer: Drawer, encoder: Encoder, kept: Sequence[Kept], table: Table, *, seed: int) -> Table:
    """A table whose gaps are filled: each with a value drawn given all that its row tells.

    Args:
        table: with the columns that were learned. What another column decides to be empty is no gap.

    Guarantees:
        Given cells stay. A filled row keeps all constraints that its given cells allow.
    """
    pieces = [table.slice(start, BLOCK) for start in range(0, len(table), BLOCK)]
    whole = []
    for at, piece in enumerate(pieces):
        once = _filled(drawer, encoder, kept, piece, seed=seed, block=at)
        more = gaps_of(encoder, once).any()  # opened by what decides them, which was a gap
        whole.append(_filled(drawer, encoder, kept, once, seed=seed, block=len(pieces) + at) if more else once)
    return stacked(whole or [table])


def _filled(drawer: Drawer, encoder: Encoder, kept: Sequence[Kept], table: Table, *, seed: int, block: int) -> Table:
    """At most one block of rows, filled."""
    gaps, codes = gaps_of(encoder, table), encoder.encode(table)
    given = np.full((BLOCK, codes.shape[1]), -1, np.int32)
    given[: len(table)] = np.where(gaps, -1, codes)
    leave = [_present(part.size, missing=part.missing) for part in encoder.flat]
    whole = table
    for again in range(_TRIES):
        rng = stream(seed, block, f"tabular/autoregressive/fill/{again}")
        made = drawer.codes(rng, leave=leave, given=given)
        places = np.arange(BLOCK)
        drawn = encoder.decode(made, within(rng, made), places, seed=seed).slice(0, len(table))
        new = over(table, mended(kept, over(table, drawn)))
        wrong = _broken(kept, whole) if again else np.ones(len(table), bool)
        places = np.where(wrong, np.arange(len(table)) + len(table), np.arange(len(table)))
        whole = stacked([whole, new]).take(places)
        if not _broken(kept, whole).any():
            break
    return whole


def _broken(kept: Sequence[Kept], table: Table) -> Flags:
    """(n,) rows that break some constraint."""
    return np.asarray(np.any([np.zeros(len(table), bool), *broken(kept, table)], axis=0))


def _present(size: int, *, missing: bool) -> npt.NDArray[np.float32]:
    """What is left of a column's codes where a value is wanted."""
    left = np.zeros(size, np.float32)
    if missing and size > 1:
        left[-1] = -np.inf
    return left


def gaps_of(encoder: Encoder, table: Table) -> Flags:
    """(n, parts) which codes are to be found: those of missing values that no other column decides to be empty.

    Where that one is a gap itself, what it may have decided tells of it, and is no gap before it is filled.
    """
    gone = {c.name: a.is_null().to_numpy(zero_copy_only=False) for c, a in zip(table.schema, table.arrays, strict=True)}
    codes, at, found = encoder.encode(table), 0, []
    places: dict[str, int] = {}
    for column, parts in zip(encoder.schema, encoder.parts, strict=True):
        places[column.name] = at
        at += len(parts)
    for column, parts in zip(encoder.schema, encoder.parts, strict=True):
        flags = gone[column.name]
        if column.name in encoder.absent:
            decided = np.isin(codes[:, places[column.absent_by]], list(encoder.absent[column.name].empty))
            flags = flags & ~(decided | gone[column.absent_by])
        found += [flags] * len(parts)
    return np.column_stack(found) if found else np.empty((len(table), 0), bool)


def over(table: Table, made: Table) -> Table:
    """A table with made values in its gaps; what was not made stays a gap."""
    arrays = []
    for column, array in zip(table.schema, table.arrays, strict=True):
        if not column.learned or column.name not in made.schema.names:
            arrays.append(array)
            continue
        named = column.kind in NAMES
        old, new = (each.cast(pa.string()) if named else each for each in (array, made[column.name]))
        both = pc.if_else(old.is_null(), new, old)
        arrays.append(both.dictionary_encode().cast(NAMED) if named else both)
    return Table(table.schema, tuple(arrays))


def asked_codes(drawer: Drawer, narrow: Narrowed, rng: np.random.Generator, given: Codes | None = None) -> Codes:
    """(BLOCK, columns) codes under conditions, some of them known."""
    return drawer.codes(rng, leave=narrow.leave, first=narrow.order, given=given)
