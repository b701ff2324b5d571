"""A small neural network over a row: numbers by their ranks, names one by one, two layers, the chance of each class."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple
from zipfile import BadZipFile

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from provender.core.artefact import Artefact
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import student
from provender.core.seeds import stream
from provender.core.verdict import Scorecard
from provender.tabular.encoding.encoder import Encoder
from provender.tabular.encoding.numbers import Codes, Floats, Numbers
from provender.tabular.students._classroom import Lesson, Subject, about_from, groups_of, lesson, marks, no_such

NAME = "tabular/network"
KIND = "provender/table-network-npz"


@student
@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network of two layers that tells a row's outcome from its other columns.

    Attributes:
        target, above, without, groups: as `tabular/boosting`.
        steps: updates.
        batch: rows in one update.
        width: of both layers.
        rate: of learning, falling as half a cosine.
        dropout: share of the first layer left out in each step.

    Guarantees:
        The same rows and seed, the same bytes (same wheels, same CPU level).

    Example:
        student: {name: tabular/network, dials: {target: responded, groups: [sex]}}
    """

    target: str
    above: float | None = None
    without: tuple[str, ...] = ()
    groups: tuple[str, ...] | Mapping[str, object] = ()
    steps: int = 1500
    batch: int = 128
    width: int = 64
    rate: float = 3e-3
    dropout: float = 0.3

    def __post_init__(self) -> None:
        groups_of(self.groups, where=NAME)
        if min(self.steps, self.batch, self.width) < 1 or not 0 < self.rate < 1 or not 0 <= self.dropout < 1:
            mend = "give steps, batch, width >= 1, 0 < rate < 1 and 0 <= dropout < 1"
            raise RecipeError("a dial is out of its range", where=NAME, mend=mend)

    def fit(self, records: Sequence[Record], /, *, seed: int) -> Artefact:
        """The network after `steps` updates on `records`.

        Raises:
            RecipeError: there are no rows, or all have one outcome.
        """
        taught = lesson(records, self._subject())
        key = jax.random.key(stream(seed, 0, NAME).below(2**32))
        start = _initial(taught, self.width, key)
        inputs = jnp.array(_inputs(taught.encoder, taught.codes))
        plan = Plan(self.steps, min(self.batch, len(inputs)), self.rate, self.dropout)
        weights = _learned(start, inputs, jnp.array(taught.answers), key, plan=plan)
        file = io.BytesIO()
        told = {name: np.asarray(value) for name, value in sorted(weights.items())}
        np.savez(file, about=taught.about(), allow_pickle=False, **told)
        return Artefact(content=file.getvalue(), kind=KIND, made_by=NAME, from_data=taught.seen)

    def score(self, fitted: Artefact, exam: Sequence[Record], /) -> Scorecard:
        """The share of `exam` whose outcome it tells, overall and by group, with `auc`, `brier` and `calibration`.

        Raises:
            InputError: the artefact is another student's.
        """
        try:
            with np.load(io.BytesIO(fitted.content), allow_pickle=False) as kept:
                weights = dict(kept)
            about = about_from(weights.pop("about"))
            _ = weights["first"], weights["out"]
        except (ValueError, KeyError, OSError, BadZipFile) as broken:
            raise no_such(fitted, KIND, NAME) from broken
        return marks(exam, self._subject(), about, lambda codes: _chances(weights, _inputs(about[0], codes)))

    def _subject(self) -> Subject:
        """What is asked."""
        groups = groups_of(self.groups, where=NAME)
        return Subject(target=self.target, above=self.above, without=self.without, groups=groups, where=NAME)


def _inputs(encoder: Encoder, codes: Codes) -> npt.NDArray[np.float32]:
    """(n, inputs): of a number its rank in [-1, 1] and whether it is missing, of a name which it is."""
    columns = []
    for at, part in enumerate(encoder.flat):
        mine = codes[:, at]
        if isinstance(part, Numbers) and len(part.lows):
            counts = part.counts[: len(part.lows)]
            ranks = np.append(2 * (np.cumsum(counts) - counts / 2) / max(counts.sum(), 1) - 1, 0.0)
            columns.append(np.column_stack((ranks[np.minimum(mine, len(counts))], mine == len(counts))))
        else:
            columns.append(np.eye(part.size)[mine])
    return np.column_stack([*columns, np.ones(len(codes))]).astype(np.float32)


def _initial(taught: Lesson, width: int, key: Any) -> dict[str, Any]:
    """Weights to start from, which say how often each class is."""
    keys = jax.random.split(key, 3)
    inputs, classes = _inputs(taught.encoder, taught.codes[:1]).shape[1], len(taught.classes)
    counts = np.bincount(taught.answers, minlength=classes)
    return {
        "first": jax.random.normal(keys[0], (inputs, width)) / np.sqrt(max(len(taught.encoder.flat), 1)),
        "layer": jax.random.normal(keys[1], (width, width)) * np.sqrt(2 / width),
        "layer_bias": jnp.zeros(width),
        "out": jax.random.normal(keys[2], (width, classes)) * 0.01,
        "out_bias": jnp.log(jnp.array(counts / counts.sum())),
    }


def _logits(weights: Mapping[str, Any], inputs: Any, keep: Any = 1.0) -> Any:
    """(n, classes) of (n, inputs)."""
    first = jax.nn.relu(inputs @ weights["first"]) * keep
    second = jax.nn.relu(first @ weights["layer"] + weights["layer_bias"])
    return second @ weights["out"] + weights["out_bias"]


def _loss(weights: Mapping[str, Any], inputs: Any, answers: Any, keep: Any) -> Any:
    """Mean cross entropy."""
    return optax.softmax_cross_entropy_with_integer_labels(_logits(weights, inputs, keep), answers).mean()


class Plan(NamedTuple):
    """How a network learns; as its dials."""

    steps: int
    batch: int
    rate: float
    dropout: float


@partial(jax.jit, static_argnames=("plan",))
def _learned(weights: Any, inputs: Any, answers: Any, key: Any, *, plan: Plan) -> Any:
    """Weights after AdamW (Loshchilov and Hutter 2019) on rows drawn with replacement."""
    tools = optax.adamw(optax.cosine_decay_schedule(plan.rate, plan.steps), weight_decay=0.3)

    def step(state: Any, key: Any) -> Any:
        weights, opt = state
        draw, drop = jax.random.split(key)
        rows = jax.random.randint(draw, (plan.batch,), 0, len(inputs))
        keep = jax.random.bernoulli(drop, 1 - plan.dropout, (plan.batch, weights["layer_bias"].size)) / (
            1 - plan.dropout
        )
        slope = jax.grad(_loss)(weights, inputs[rows], answers[rows], keep)
        change, opt = tools.update(slope, opt, weights)
        return (optax.apply_updates(weights, change), opt), None

    (weights, _), _ = jax.lax.scan(step, (weights, tools.init(weights)), jax.random.split(key, plan.steps))
    return weights


def _chances(weights: Mapping[str, Any], inputs: npt.NDArray[np.float32]) -> Floats:
    """(n, classes) chances."""
    return np.asarray(jax.nn.softmax(_logits(weights, jnp.array(inputs))), np.float64)
