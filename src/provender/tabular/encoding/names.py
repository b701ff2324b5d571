"""Names as codes: each name of enough rows has one, the others share one, missing has the last."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.tabular.encoding.numbers import Codes, Floats

MOST_NAMES = 1000
RARE = "(rare)"
_OPENLY = 0.05  # share of rare names from which they are written as rare, not as one of the others


@dataclass(frozen=True, eq=False, kw_only=True)
class Names:
    """The codes of a column of names.

    Attributes:
        names: each with its code, in the order of the codes.
        counts: (size,) rows that had each code when the codes were made: names, then rare ones, then missing.
        rare: whether there is a code for names of too few rows.
        missing: whether the last code is "missing".
    """

    names: tuple[str, ...]
    counts: npt.NDArray[np.int64]
    rare: bool
    missing: bool

    @property
    def size(self) -> int:
        """How many codes there are."""
        return len(self.counts)

    def encode(self, texts: Any) -> Codes:
        """(n,) codes of a string or dictionary array; what was never seen counts as rare, else as the commonest."""
        encoded = texts if pa.types.is_dictionary(texts.type) else texts.dictionary_encode()
        usual = len(self.names) if self.rare else int(np.argmax(self.counts))
        known = pc.index_in(encoded.dictionary.cast(pa.string()), pa.array(self.names, pa.string()))
        last = self.size - 1 if self.missing else usual
        table = np.append(np.asarray(known.fill_null(usual), np.int32), np.int32(last))
        return cast("Codes", table[np.asarray(encoded.indices.fill_null(len(table) - 1))])

    def decode(self, codes: Codes, within: Floats) -> Any:
        """(n,) names of codes; a rare one is written as rare where such are many, else as one of the others."""
        known = len(self.names)
        codes = codes.astype(np.int64)
        vocabulary = pa.array([*self.names, RARE], pa.string())
        drawn = self.rare and 0 < known and self.counts[known] < _OPENLY * self.counts.sum()
        if drawn:
            ends = np.cumsum(self.counts[:known]) / self.counts[:known].sum()
            others = np.minimum(np.searchsorted(ends, within, "right"), known - 1)
            codes = np.where(codes == known, others, codes)
        gone = (codes == self.size - 1) & self.missing
        return vocabulary.take(pa.array(np.minimum(codes, known), mask=gone))

    def plain(self) -> dict[str, object]:
        """The codes as JSON values."""
        return {
            "names": list(self.names), "counts": self.counts.tolist(), "rare": self.rare, "missing": self.missing,
        }  # fmt: skip


def names_from(plain: Mapping[str, Any]) -> Names:
    """Read what `Names.plain` wrote."""
    counts = np.array(plain["counts"], np.int64)
    return Names(names=tuple(plain["names"]), counts=counts, rare=bool(plain["rare"]), missing=bool(plain["missing"]))


def learn_names(texts: Any, *, floor: int, order: tuple[str, ...] = ()) -> Names:
    """The codes for a column.

    Args:
        texts: (n,) strings, null where missing.
        floor: least rows behind a name's code.
        order: of the names, where they have one; else the commonest comes first.
    """
    counted = pc.value_counts(texts.cast(pa.string()).drop_null())
    times: dict[str, int] = dict(
        zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True)
    )
    often = sorted((name for name, count in times.items() if count >= floor), key=lambda name: (-times[name], name))
    kept = often[:MOST_NAMES]
    if order:
        kept.sort(key=order.index)
    rest = sum(times.values()) - sum(times[name] for name in kept)
    missing = int(texts.null_count)
    rare = rest > 0
    nothing = not times and not missing  # no rows at all: there is one code, of what is not there
    counts = [*(times[name] for name in kept), *([rest] if rare else []), *([missing] if missing or nothing else [])]
    return Names(names=tuple(kept), counts=np.array(counts, np.int64), rare=rare, missing=missing > 0 or nothing)
