"""Rows by a generative adversarial network: a generator learns from a critic that tells its rows from real ones."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from typing import Any, ClassVar

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from provender.core.artefact import Artefact
from provender.core.errors import RecipeError
from provender.core.protocols import Secret
from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.core.registry import generator
from provender.core.seeds import stream as draws_of
from provender.tabular.columnar import Places
from provender.tabular.constraints.keeping import Kept, kept_from
from provender.tabular.encoding.encoder import FLOOR, Encoder, Part, encoder_from, learn_encoder
from provender.tabular.encoding.numbers import Numbers
from provender.tabular.generators._blocks import BLOCK, constrained, rows, stream
from provender.tabular.generators._points import spread, within
from provender.tabular.networks.adversary import Game, Params, Sight, balanced, draw, play
from provender.tabular.table import Table, table_of

NAME = "tabular/gan"
KIND = "provender/gan-npz"
LEAST = 200  # rows from which a critic learns anything
_FEW = 24  # codes of a number that are seen one by one; of more
_WAVES = 8  # waves over their ranks are seen,
_SPIKE = 0.03  # and those of so many rows by themselves


@dataclass(frozen=True, eq=False, kw_only=True)
class Fitted:
    """A generator that was learned.

    Attributes:
        encoder: between rows and codes.
        kept: what holds in every row.
        game: that was played.
        params: the generator's weights.
    """

    version: ClassVar[str] = "4"

    encoder: Encoder
    kept: tuple[Kept, ...] = ()
    game: Game
    params: Params

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        made = partial(self._draw, sight=sight_of(self.encoder), seed=shard.seed)
        return rows(shard, made, source=NAME, version=self.version, depth=1, kept=self.kept)

    def _draw(self, rng: np.random.Generator, indices: Places, *, sight: Sight, seed: int) -> Table:
        """A block of rows."""
        chances = jnp.array(spread(rng, BLOCK.bit_length() - 1, len(self.game.sizes)))
        noise = rng.standard_normal((len(self.game.groups), BLOCK, self.game.noise), np.float32)
        codes = np.asarray(draw(self.params, sight, jnp.array(noise), chances, game=self.game))
        return self.encoder.decode(codes, within(rng, codes), indices, seed=seed)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Gan:
    """Rows like those of a reference, by a conditional Wasserstein GAN. Slower and further off than the default.

    Attributes:
        steps: of both players.
        batch: rows a step.
        pac: rows that the critic judges at once; divides `batch`.
        hidden: width of both layers of both players.
        rate, critic_rate: of the generator's and of the critic's learning.
        rounds: in which a row is filled, each given what the earlier ones drew.
        floor: least rows behind any value that may be made again; rarer ones are merged.
        constraints: what must hold in every row, e.g. "slos <= d.time", "if sex = male then weeks = 0",
            "total = food + rent", "0 <= age <= 120", "city -> country", "code matches ^[A-Z][0-9]+$", "unique patient".
        find: whether dependencies and orders that all rows of the reference keep, and not by chance, are kept as well.

    Example:
        generators: [{name: tabular/gan, reference: patients.csv}]
    """

    version: ClassVar[str] = Fitted.version
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    steps: int = 10_000
    batch: int = 100
    pac: int = 1
    hidden: int = 256
    rate: float = 5e-4
    critic_rate: float = 2e-3
    rounds: int = 5
    floor: int = FLOOR
    constraints: tuple[str, ...] = ()
    find: bool = True

    def __post_init__(self) -> None:
        whole = min(self.steps, self.batch, self.pac, self.hidden, self.rounds, self.floor)
        if whole < 1 or min(self.rate, self.critic_rate) <= 0 or self.batch % self.pac:
            mend = "give whole numbers >= 1, rates > 0, and a pac that divides batch"
            raise RecipeError("a dial is out of its range", where=NAME, mend=mend)

    def fit(self, reference: Sequence[Record], /, *, seed: int, noise: Secret | None) -> Artefact:
        """Learn from rows. Not differentially private: `noise` stays unused, and no budget is claimed.

        Raises:
            RecipeError: there are too few rows, or no column that can be learned.
        """
        table = table_of(reference)
        if len(table) < max(LEAST, self.batch):
            mend = "give more rows, or the reference a larger share under the anchor's splits; tabular/copula takes 50"
            raise RecipeError(f"{len(table)} rows to learn from, under {LEAST}", where=NAME, mend=mend)
        encoder = learn_encoder(table, floor=self.floor, spans=True)
        kept = constrained(table, self.constraints, find=self.find, floor=self.floor, where=NAME)
        if not encoder.flat:
            mend = "say under columns: what the columns are"
            raise RecipeError("no column of the reference can be learned", where=NAME, mend=mend)
        sight = sight_of(encoder)
        game = self._game(encoder, sight)
        key = jax.random.key(draws_of(seed, 0, NAME).below(2**32))
        shuffled = encoder.encode(table)[stream(seed, 0, f"{NAME}/fit").permutation(len(table))]
        params = balanced(play(shuffled, sight, game=game, key=key), shuffled, sight, game=game, key=key)
        seen = sha256(table.digests.tobytes()).hexdigest()
        return Artefact(content=_packed(encoder, kept, game, params), kind=KIND, made_by=NAME, from_data=seen)

    def _game(self, encoder: Encoder, sight: Sight) -> Game:
        """The game as the dials say."""
        return Game(
            sizes=tuple(part.size for part in encoder.flat),
            widths=tuple(look.shape[1] for look in sight),
            hidden=self.hidden,
            pac=self.pac,
            batch=self.batch,
            steps=self.steps,
            rate=self.rate,
            critic_rate=self.critic_rate,
            rounds=self.rounds,
        )

    def restore(self, fitted: Artefact, /) -> Fitted:
        """The generator that was learned."""
        with np.load(io.BytesIO(fitted.content), allow_pickle=False) as kept:
            told = json.loads(bytes(kept["about"]).decode())
            params = {name: jnp.array(kept[name]) for name in kept.files if name != "about"}
        said = told["game"]
        game = Game(**{**said, "sizes": tuple(said["sizes"]), "widths": tuple(said["widths"])})
        rules = tuple(map(kept_from, told["kept"]))
        return Fitted(encoder=encoder_from(told["encoder"]), kept=rules, game=game, params=params)


def sight_of(encoder: Encoder) -> Sight:
    """For each part (size, width) what the players see of its codes."""
    return tuple(jnp.array(_look(part)) for part in encoder.flat)


def _look(part: Part) -> npt.NDArray[np.float32]:
    """Names one by one; numbers by waves over their ranks, and what many rows share, or lack, one by one as well."""
    each = np.eye(part.size, dtype=np.float32)
    if not isinstance(part, Numbers) or part.size <= _FEW:
        return each
    there = len(part.lows)
    ranks = (np.cumsum(part.counts[:there]) - part.counts[:there] / 2) / part.counts[:there].sum()
    waves = np.zeros((part.size, _WAVES), np.float32)
    waves[:there] = np.cos(np.pi * ranks[:, None] * np.arange(1, _WAVES + 1))
    alone = part.counts >= _SPIKE * part.counts.sum()
    alone[there:] = True
    return np.concatenate((waves, each[:, alone]), axis=1)


def _packed(encoder: Encoder, kept: Sequence[Kept], game: Game, params: Params) -> bytes:
    """Everything that was learned as the bytes of an npz file, the same for the same weights."""
    plain = {"encoder": encoder.plain(), "kept": [each.plain() for each in kept], "game": asdict(game)}
    about = np.frombuffer(json.dumps(plain, ensure_ascii=False).encode(), np.uint8)
    arrays: dict[str, Any] = {name: np.asarray(value) for name, value in sorted(params.items())}
    file = io.BytesIO()
    np.savez(file, about=about, **arrays)
    return file.getvalue()
