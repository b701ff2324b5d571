"""The instant baseline: a Gaussian copula over the codes of all columns (Nelsen 2006, section 2.3).

Every column's shape comes out right, and pairs as far as one correlation can tell them; what three columns do
together, and names whose order means nothing, it cannot know. It is fitted in a moment and is what others must beat.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import ClassVar, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from provender.core.artefact import Artefact
from provender.core.errors import RecipeError
from provender.core.protocols import Secret
from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.core.registry import generator
from provender.tabular.columnar import Places
from provender.tabular.constraints.keeping import Kept, kept_from
from provender.tabular.encoding.encoder import FLOOR, Encoder, Part, encoder_from, learn_encoder
from provender.tabular.encoding.numbers import Codes
from provender.tabular.generators._blocks import constrained, rows, stream
from provender.tabular.table import Table, table_of

NAME = "tabular/copula"
KIND = "provender/copula-json"
LEAST = 50  # rows from which anything is learned

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Fitted:
    """A copula that was learned.

    Attributes:
        encoder: between rows and codes.
        kept: what holds in every row.
        factor: (k, k) lower triangle whose square is the correlation of the k parts.
    """

    version: ClassVar[str] = "4"

    encoder: Encoder
    kept: tuple[Kept, ...] = ()
    factor: Floats

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        made = partial(self._draw, seed=shard.seed)
        return rows(shard, made, source=NAME, version=self.version, depth=1, kept=self.kept)

    def _draw(self, rng: np.random.Generator, indices: Places, *, seed: int) -> Table:
        """A block of rows."""
        ranks = ndtr(rng.standard_normal((len(indices), len(self.factor))) @ self.factor.T)
        pairs = [_placed(part, ranks[:, at]) for at, part in enumerate(self.encoder.flat)]
        codes = np.column_stack([code for code, _ in pairs]) if pairs else np.empty((len(indices), 0), np.int32)
        within = np.column_stack([place for _, place in pairs]) if pairs else np.empty((len(indices), 0))
        return self.encoder.decode(codes, within, indices, seed=seed)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Copula:
    """Rows like those of a reference: each column's distribution, and pairs by their correlation of ranks. In a moment.

    Attributes:
        floor: least rows behind any value that may be made again; rarer ones are merged.
        constraints: what must hold in every row, e.g. "slos <= d.time", "if sex = male then weeks = 0",
            "total = food + rent", "0 <= age <= 120", "city -> country", "code matches ^[A-Z][0-9]+$", "unique patient".
        find: whether dependencies and orders that all rows of the reference keep, and not by chance, are kept as well.

    Example:
        generators: [{name: tabular/copula, reference: patients.csv}]
    """

    version: ClassVar[str] = Fitted.version
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    floor: int = FLOOR
    constraints: tuple[str, ...] = ()
    find: bool = True

    def __post_init__(self) -> None:
        if self.floor < 1:
            raise RecipeError(f"floor={self.floor} protects nobody", where=NAME, mend=f"give floor >= 1, e.g. {FLOOR}")

    def fit(self, reference: Sequence[Record], /, *, seed: int, noise: Secret | None) -> Artefact:
        """Learn from rows. Not differentially private: `noise` stays unused, and no budget is claimed.

        Raises:
            RecipeError: there are too few rows.
        """
        table = table_of(reference)
        if len(table) < LEAST:
            mend = "give more rows, or the reference a larger share under the anchor's splits"
            raise RecipeError(f"{len(table)} rows to learn from, under {LEAST}", where=NAME, mend=mend)
        encoder = learn_encoder(table, floor=self.floor, spans=True)
        kept = constrained(table, self.constraints, find=self.find, floor=self.floor, where=NAME)
        factor = _factor(_normal_scores(encoder, encoder.encode(table), stream(seed, 0, f"{NAME}/fit")))
        rules = [each.plain() for each in kept]
        content = json.dumps({"encoder": encoder.plain(), "kept": rules, "factor": np.round(factor, 6).tolist()})
        seen = sha256(table.digests.tobytes()).hexdigest()
        return Artefact(content=content.encode(), kind=KIND, made_by=NAME, from_data=seen)

    def restore(self, fitted: Artefact, /) -> Fitted:
        """The generator that was learned."""
        plain = json.loads(fitted.content)
        kept = tuple(map(kept_from, plain["kept"]))
        factor = np.array(plain["factor"], np.float64)
        return Fitted(encoder=encoder_from(plain["encoder"]), kept=kept, factor=factor)


def _ends(part: Part) -> Floats:
    """(size + 1,) where each code's stretch of [0, 1] begins and ends."""
    return np.concatenate(([0.0], np.cumsum(part.counts) / part.counts.sum()))


def _normal_scores(encoder: Encoder, codes: Codes, rng: np.random.Generator) -> Floats:
    """(n, parts) normal deviates of the codes' ranks, those of one code spread over its stretch."""
    scores = np.empty(codes.shape)
    for at, part in enumerate(encoder.flat):
        ends = _ends(part)
        low, high = ends[codes[:, at]], ends[codes[:, at] + 1]
        scores[:, at] = ndtri(np.clip(low + rng.random(len(codes)) * (high - low), 1e-9, 1 - 1e-9))
    return scores


def _factor(scores: Floats) -> Floats:
    """(k, k) Cholesky factor of the scores' correlation, lifted where it is not positive."""
    if not scores.shape[1]:
        return np.empty((0, 0))
    centred = scores - scores.mean(axis=0)
    spread = np.sqrt((centred**2).mean(axis=0))
    scaled = centred / np.where(spread > 0, spread, 1.0)
    correlation = scaled.T @ scaled / len(scores)
    values, vectors = np.linalg.eigh(correlation)
    lifted = (vectors * np.maximum(values, 1e-6)) @ vectors.T
    scale = np.sqrt(np.diag(lifted))
    return np.asarray(np.linalg.cholesky(lifted / np.outer(scale, scale)))


def _placed(part: Part, ranks: Floats) -> tuple[Codes, Floats]:
    """(n,) codes in whose stretch ranks fall, and (n,) where in it, in [0, 1)."""
    ends = _ends(part)
    codes = np.clip(np.searchsorted(ends, ranks, "right") - 1, 0, part.size - 1).astype(np.int32)
    width = np.maximum(ends[codes + 1] - ends[codes], 1e-12)
    return codes, np.clip((ranks - ends[codes]) / width, 0.0, 1 - 2.0**-53)
