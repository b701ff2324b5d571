"""The default generator: one network for every column given any others, drawn from column by column."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import sha256
from typing import Any, ClassVar

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from provender.core.artefact import Artefact, Behind
from provender.core.errors import RecipeError
from provender.core.protocols import Secret
from provender.core.recipe import NOTHING, Shard
from provender.core.record import Failure, Record
from provender.core.registry import generator
from provender.core.seeds import stream as draws_of
from provender.tabular.asking.conditions import OTHER, SCENARIO, Condition, conditions_of
from provender.tabular.asking.narrowing import Narrowed, check_edit, edit_tag, edited, known, narrowed
from provender.tabular.asking.support import SUPPORT, behind, with_tags
from provender.tabular.columnar import Places
from provender.tabular.constraints.keeping import Kept, kept_from
from provender.tabular.encoding.encoder import FLOOR, Encoder, Part, encoder_from, learn_encoder
from provender.tabular.encoding.numbers import Floats, Numbers
from provender.tabular.generators._blocks import Asked, constrained, rows, stream
from provender.tabular.generators._drawing import Drawer, asked_codes, filled
from provender.tabular.generators._network import Plan, Shape, balanced, initial, train
from provender.tabular.generators._points import within
from provender.tabular.table import Table, table_of

NAME = "tabular/autoregressive"
KIND = "provender/autoregressive-npz"
LEAST = 100  # rows from which a network learns anything
_HELD = 0.05  # of the rows tell when to stop,
_MOST_HELD = 4000  # at most so many
_MOST_ROWS = 1_000_000  # looked at in all passes together: a large table needs fewer of them,
_MOST_CELLS = 45_000_000  # and a wide one pays more for each
_FEWEST_PASSES = 3
_PASSES = 22
_STEPS = 1600  # that even a small table takes, in batches
_STEPS_A_PASS = 32  # so small that a pass has so many of them,
_LEAST_BATCH = 16  # but not smaller
_WAVES = 8  # over the ranks of a number's codes


@dataclass(frozen=True, eq=False, kw_only=True)
class Fitted:
    """A network that was learned.

    Attributes:
        encoder: between rows and codes.
        kept: what holds in every row.
        drawer: of codes.
        where, edits: what rows are asked to be, as the dials say.
    """

    version: ClassVar[str] = "6"

    encoder: Encoder
    kept: tuple[Kept, ...] = ()
    drawer: Drawer
    where: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    edits: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        make = partial(self._asked_for if self.where or self.edits else self._draw, seed=shard.seed)
        return rows(shard, make, source=NAME, version=self.version, depth=1, kept=self.kept, asked=self._asked)

    def impute(self, table: Table, /, *, seed: int) -> Table:
        """A table with these columns whose gaps are filled: each by a draw given all that its row tells.

        Guarantees:
            Given cells stay; so does what another column decides to be empty.
        """
        return filled(self.drawer, self.encoder, self.kept, table, seed=seed)

    def check(self) -> None:
        """Refuse what rows cannot be asked to be, before any is drawn."""
        _ = self._narrow
        for name, said in self.edits.items():
            check_edit(self.encoder.schema, name, said, where=NAME)

    @cached_property
    def _conditions(self) -> tuple[Condition, ...]:
        """What columns are asked to be."""
        return conditions_of(self.where, self.encoder.schema, where=NAME)

    @cached_property
    def _narrow(self) -> Narrowed:
        """What is left of the codes."""
        return narrowed(self.encoder, self._conditions, where=NAME)

    @cached_property
    def _asked(self) -> Asked:
        """What no mend may change."""
        tags = {name: said for name, said in self.where.items() if isinstance(said, str)}
        tags |= {name: OTHER for name, said in self.where.items() if isinstance(said, Mapping)}
        tags |= {SCENARIO: edit_tag(self.edits)} if self.edits else {}
        conditions = [each for each in self._conditions if each.column.name not in self.edits]
        return Asked(conditions=conditions, columns=tuple({**self.where, **self.edits}), tags=tags)

    def _draw(self, rng: np.random.Generator, indices: Places, *, seed: int) -> Table:
        """A block of rows."""
        codes = self.drawer.plain(rng)
        return self.encoder.decode(codes, within(rng, codes), indices, seed=seed)

    def _asked_for(self, rng: np.random.Generator, indices: Places, *, seed: int) -> Table:
        """A block of rows as they are asked to be; what is edited is drawn and edited before the rest is."""
        codes = asked_codes(self.drawer, self._narrow, rng)
        table = self._narrow.encoder.decode(codes, within(rng, codes), indices, seed=seed)
        if not self.edits:
            return table
        arrays = {name: edited(table, name, said, where=NAME) for name, said in self.edits.items()}
        for name in self.edits:
            while (name := self.encoder.since.get(name, "")) and name not in arrays:  # a stay grows, it does not move
                arrays[name] = table[name]
        codes = asked_codes(self.drawer, self._narrow, rng, known(self.encoder, arrays))
        table = self._narrow.encoder.decode(codes, within(rng, codes), indices, seed=seed)
        return Table(table.schema, tuple(arrays.get(column.name, table[column.name]) for column in table.schema))


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Autoregressive:
    """Rows like those of a reference, by a network that learned every column given any others. The default.

    Attributes:
        epochs: most passes over the rows, fewer once held-back rows are no longer told better; 0: by the table's size.
        batch: rows a step.
        rate: of learning.
        dropout: share left out in each step, in [0, 1): more guards a small table from being learned by heart.
        floor: least rows behind any value that may be made again; rarer ones are merged.
        constraints: what must hold in every row, e.g. "slos <= d.time", "if sex = male then weeks = 0",
            "total = food + rent", "0 <= age <= 120", "city -> country", "code matches ^[A-Z][0-9]+$", "unique patient".
        find: whether dependencies and orders that all rows of the reference keep, and not by chance, are kept as well.
        where: what every row is to be: column -> a value, a list of them, an interval "65..90" or "65..", {not: ...},
            or null for missing. The rest is drawn given it.
        edits: a scenario: column -> "+10", -3 or "*1.1", applied to the column before the rest is drawn given it. Such
            records carry the tag `scenario`: nobody was so.
        support: least real rows behind what is asked for by `where` or by the mix.
        candidates: drawn for each row of which something is known; more are truer to the group, and slower.

    Example:
        generators: [{name: tabular/autoregressive, reference: patients.csv, dials: {where: {age: 65..90}}}]
    """

    version: ClassVar[str] = Fitted.version
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    epochs: int = 0
    batch: int = 128
    rate: float = 0.006
    dropout: float = 0.2
    floor: int = FLOOR
    constraints: tuple[str, ...] = ()
    find: bool = True
    where: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    edits: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    support: int = SUPPORT
    candidates: int = 8

    def __post_init__(self) -> None:
        least = min(self.epochs + 1, self.batch, self.floor, self.support + 1, self.candidates)
        if least < 1 or not self.rate > 0 or not 0 <= self.dropout < 1:
            mend = "give epochs and support >= 0, batch, floor, candidates >= 1, rate > 0 and 0 <= dropout < 1"
            raise RecipeError("a dial is out of its range", where=NAME, mend=mend)

    def fit(self, reference: Sequence[Record], /, *, seed: int, noise: Secret | None) -> Artefact:
        """Learn from rows. Not differentially private: `noise` stays unused, and no budget is claimed.

        Raises:
            RecipeError: there are too few rows, or no column that can be learned.
        """
        table = table_of(reference)
        if len(table) < LEAST:
            mend = "give more rows, or the reference a larger share under the anchor's splits; tabular/copula takes 50"
            raise RecipeError(f"{len(table)} rows to learn from, under {LEAST}", where=NAME, mend=mend)
        encoder = learn_encoder(table, floor=self.floor, spans=True)
        kept = constrained(table, self.constraints, find=self.find, floor=self.floor, where=NAME)
        if not encoder.flat:
            mend = "say under columns: what the columns are"
            raise RecipeError("no column of the reference can be learned", where=NAME, mend=mend)
        shape = Shape(sizes=tuple(part.size for part in encoder.flat))
        params = self._trained(encoder, shape, table, seed)
        seen = sha256(table.digests.tobytes()).hexdigest()
        return Artefact(content=_packed(encoder, kept, shape, params), kind=KIND, made_by=NAME, from_data=seen)

    def _trained(self, encoder: Encoder, shape: Shape, table: Table, seed: int) -> Mapping[str, Any]:
        """The network's weights."""
        rng = stream(seed, 0, f"{NAME}/fit")
        codes = encoder.encode(table)[rng.permutation(len(table))]
        held = _held(len(codes))
        batch = min(self.batch, max(len(codes) // _STEPS_A_PASS, _LEAST_BATCH))
        passes = self.epochs or _passes(codes.shape, batch)
        patience = max(passes // 5, 4)
        plan = Plan(epochs=passes, batch=batch, rate=self.rate, dropout=self.dropout, patience=patience)
        key = jax.random.key(draws_of(seed, 0, NAME).below(2**32))
        counts = [part.counts for part in encoder.flat]
        start = initial(shape, counts, _features(encoder, shape.embedding, rng), _smooth(encoder), key=key)
        params, _ = train(start, codes[held:], codes[:held], shape=shape, plan=plan, key=key)
        return balanced(params, codes, shape=shape)

    def behind(self, reference: Sequence[Record], among: Mapping[str, Sequence[str]], /) -> Behind:
        """How many rows stand behind each combination of values that a mix names, as `core.artefact.Dialled`."""
        return behind(table_of(reference), self.where, among, where=NAME)

    def asked(self, tags: Mapping[str, str], among: Mapping[str, Sequence[str]], /) -> "Autoregressive":
        """The part with a combination's values in `where`, as `core.artefact.Dialled`."""
        return replace(self, where=with_tags(self.where, tags, among))

    def restore(self, fitted: Artefact, /) -> Fitted:
        """The generator that was learned."""
        with np.load(io.BytesIO(fitted.content), allow_pickle=False) as kept:
            told = json.loads(bytes(kept["about"]).decode())
            params = {name: jnp.array(kept[name]) for name in kept.files if name != "about"}
        shape = Shape(**{**told["shape"], "sizes": tuple(told["shape"]["sizes"])})
        kept = tuple(map(kept_from, told["kept"]))
        encoder, drawer = encoder_from(told["encoder"]), Drawer(shape=shape, params=params, candidates=self.candidates)
        made = Fitted(encoder=encoder, kept=kept, drawer=drawer, where=self.where, edits=self.edits)
        made.check()
        return made


def _held(rows: int) -> int:
    """How many rows tell when to stop: a twentieth, more of a few."""
    return min(max(int(_HELD * rows), min(int(3 * _HELD * rows), LEAST), LEAST // 4), _MOST_HELD)


def _passes(shape: tuple[int, ...], batch: int) -> int:
    """Passes over (rows, columns) codes: enough steps over a small table, not too many over a large or wide one."""
    rows, columns = shape
    most = min(_MOST_ROWS // rows, _MOST_CELLS // (rows * columns))
    return max(min(max(_PASSES, _STEPS * batch // rows), most), _FEWEST_PASSES)


def _ranks(part: Part) -> Floats:
    """For each code of a number the share of numbers below it; none for names, which have no order."""
    if not isinstance(part, Numbers) or len(part.lows) < 2:
        return np.empty(0)
    counts = part.counts[: len(part.lows)]
    return np.asarray((np.cumsum(counts) - counts / 2) / counts.sum())


def _smooth(encoder: Encoder) -> list[npt.NDArray[np.float32]]:
    """For each part (waves, codes) what its head is smooth over."""
    found = []
    for part in encoder.flat:
        ranks, pitch = _ranks(part), np.arange(1, _WAVES + 1)[:, None]
        waves = np.zeros((_WAVES, part.size), np.float32)
        waves[:, : len(ranks)] = np.cos(np.pi * pitch * ranks) / np.sqrt(pitch)
        found.append(waves)
    return found


def _features(encoder: Encoder, width: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """(codes, width) what embeddings begin with: waves over the ranks of numbers, so that neighbours are alike."""
    found = []
    for part in encoder.flat:
        start = rng.normal(size=(part.size, width))
        ranks, pitch = _ranks(part), np.arange(1, width + 1)
        start[: len(ranks)] *= 0.2
        start[: len(ranks)] += 1.5 * np.cos(np.pi * ranks[:, None] * pitch) / np.sqrt(pitch)
        found.append(start)
    return np.concatenate(found).astype(np.float32)


def _packed(encoder: Encoder, kept: Sequence[Kept], shape: Shape, params: Mapping[str, Any]) -> bytes:
    """Everything that was learned as the bytes of an npz file, the same for the same weights."""
    told = {name: getattr(shape, name) for name in shape.__slots__}
    plain = {"encoder": encoder.plain(), "kept": [each.plain() for each in kept], "shape": told}
    about = np.frombuffer(json.dumps(plain, ensure_ascii=False).encode(), np.uint8)
    arrays: dict[str, Any] = {name: np.asarray(value) for name, value in sorted(params.items())}
    file = io.BytesIO()
    np.savez(file, about=about, **arrays)
    return file.getvalue()
