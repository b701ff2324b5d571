"""A policy that brakes a car: from what its sensors measure, whether the driver alone would be too late."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b, sha256
from io import BytesIO
from typing import Any, NamedTuple, TypeAlias
from zipfile import BadZipFile

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from provender.core.artefact import Artefact
from provender.core.errors import InputError, RecipeError
from provender.core.record import Record
from provender.core.registry import student
from provender.core.verdict import Interval, Scorecard
from provender.twin.braking.drawn import Measured, outcome, reactions
from provender.twin.braking.encounter import FACTORS, HAZARDS, STEP, STEPS, Encounter
from provender.twin.criticality.along import brake_threat_number, drac
from provender.twin.search.encounters import Numbers

NAME = "twin/brake"
KIND = "provender/brake-npz"
BITES = 0.2  # s from the decision until the brakes bite
_INPUTS = 15
_HALF = 1.2  # m from the car's middle in which a child is hit
_LOOK = 8.0  # s: what is later counts as just so late
_TELLABLE = 10  # encounters of equal weight behind a mark
_BATCH, _DECAY = 128, 0.02

Weights: TypeAlias = dict[str, Any]
Flags = npt.NDArray[np.bool_]


class Cases(NamedTuple):
    """n encounters: kinds, factors (n, 6), natural weights, what is measured, and how it ends by the driver alone."""

    child: Flags
    factors: Numbers
    weights: Numbers
    seen: Measured
    impacts: Numbers


class Driven(NamedTuple):
    """What became of n encounters under a policy: the impacts, and whether it braked where the driver would do."""

    impacts: Numbers
    in_vain: Flags


@student
@dataclass(frozen=True, slots=True, kw_only=True)
class Brake:
    """A small network that looks at each measurement of an encounter and brakes, once, where a hard blow is likely.

    It learns whether the driver alone ends in a blow of `harm` m/s or more, which counts `cost` times what a harmless
    encounter does: so it brakes where the chance of one is above 1 / (1 + cost), 0.2 s before the brakes bite. Each
    encounter counts by its weight, scaled so that both hazards come about alike often, whatever the mix of a recipe.

    A mark is the natural share of encounters handled rightly: no blow of `harm`, and no braking where nobody would have
    been hit anyhow. Beside it stand `harm_rate`, `collision_rate` (any blow), `false_brake_rate`, and the same rates
    of the driver alone. Slices are the tags, and `grip` and `speed` in three parts each.

    Attributes:
        harm: m/s of a blow that must not be.
        cost: how many times braking in vain such a blow is worth.
        weighed: whether weights are used in learning; without them it believes what it was shown.
        steps: updates.
        width: of both layers.
        rate: of learning, falling as half a cosine.

    Guarantees:
        The same encounters and seed, the same bytes (same wheels, same CPU level), in whatever order they come.

    Example:
        student: {name: twin/brake, dials: {harm: 13, cost: 200}}
    """

    harm: float = 13.0
    cost: float = 200.0
    weighed: bool = True
    steps: int = 600
    width: int = 32
    rate: float = 1e-2

    def __post_init__(self) -> None:
        if not (self.harm > 0 and self.cost > 0 and 0 < self.rate < 1 and min(self.steps, self.width) >= 1):
            mend = "give harm > 0, cost > 0, 0 < rate < 1, steps and width >= 1"
            raise RecipeError("a dial is out of its range", where=NAME, mend=mend)

    def fit(self, records: Sequence[Record], /, *, seed: int) -> Artefact:
        """The policy after its updates.

        Raises:
            RecipeError: none of the records is an encounter.
        """
        ordered = sorted(records, key=lambda record: (record.content, record.key))
        seen = sha256(b"".join(record.content for record in ordered)).hexdigest()
        return self.learned(cases(ordered), seed=seed, seen=seen)

    def learned(self, taught: Cases, /, *, seed: int, seen: str = "") -> Artefact:
        """As `fit`, of encounters as arrays, whose digest is `seen`."""
        natural = balanced(taught) if self.weighed else np.ones(len(taught.child))
        steps = taught.seen.ahead / taught.seen.ahead.sum(1, keepdims=True)  # an encounter counts once, however long
        key = blake2b(f"{seed}\0{NAME}".encode(), digest_size=16).digest()
        rng = np.random.Generator(np.random.Philox(key=int.from_bytes(key, "little")))
        places = jnp.asarray(rng.integers(0, len(taught.child), (self.steps, _BATCH)))
        hard = taught.impacts >= self.harm
        dear = natural * np.where(hard, self.cost, 1.0)
        lesson = (inputs(taught.child, taught.seen), hard, dear[:, None] * steps)
        told = tuple(jnp.asarray(one, jnp.float32) for one in lesson)
        weights = _learned(_initial(self.width, rng), told, places, rate=self.rate)
        file = BytesIO()
        about = np.frombuffer(json.dumps({"cost": self.cost, "harm": self.harm}).encode(), np.uint8)
        np.savez(file, allow_pickle=False, about=about, **{name: np.asarray(weights[name]) for name in sorted(weights)})
        return Artefact(content=file.getvalue(), kind=KIND, made_by=NAME, from_data=seen)

    def score(self, fitted: Artefact, exam: Sequence[Record], /) -> Scorecard:
        """Natural rates on `exam`, each encounter by its weight.

        Raises:
            InputError: the artefact is another student's.
            RecipeError: none of the records is an encounter.
        """
        asked = [record for record in exam if isinstance(record.payload, Encounter)]
        truth = cases(asked)
        driven, natural = self.drive(fitted, truth), balanced(truth)
        right = ~((driven.impacts >= self.harm) | driven.in_vain)
        slices = {pair: flags for pair, flags in _slices(asked, truth) if _effective(natural[flags]) >= _TELLABLE}
        counts = {pair: _effective(natural[flags]) for pair, flags in slices.items()}
        share = {pair: float(np.average(right[flags], weights=natural[flags])) for pair, flags in slices.items()}
        overall, n = float(np.average(right, weights=natural)), _effective(natural)
        return Scorecard(
            overall=overall,
            by_tag=share,
            n=n,
            n_by_tag=counts,
            interval=Interval.wilson(round(overall * n), n),
            measure="handled rightly",
            counted="encounters of equal weight",
            measures=rates(driven, truth, natural, harm=self.harm),
            measures_by_tag={
                pair: rates(driven, truth, natural * flags, harm=self.harm) for pair, flags in slices.items()
            },
        )

    def drive(self, fitted: Artefact, asked: Cases, /, *, caution: float = 0.0) -> Driven:
        """What becomes of encounters under the policy, the driver braking too, when they would.

        Args:
            caution: added to the log odds of a hard blow: above 0 it brakes sooner than it learned to.

        Raises:
            InputError: the artefact is another student's.
        """
        weights = _opened(fitted)
        logits = np.asarray(_logits(weights, jnp.asarray(inputs(asked.child, asked.seen))))
        wants = (logits + caution > 0) & asked.seen.ahead
        bites = np.where(wants.any(1), wants.argmax(1) * STEP + BITES, np.inf)
        first = bites < reactions(asked.factors)
        return Driven(outcome(asked.child, asked.factors, bites), first & (asked.impacts == 0))


def cases(records: Sequence[Record]) -> Cases:
    """Encounters as arrays; other records are left out.

    Raises:
        RecipeError: there are none.
    """
    found = [record.payload for record in records if isinstance(record.payload, Encounter)]
    if not found:
        mend = "name the generator twin/braking/encounters"
        raise RecipeError("none of the records is an encounter", where=NAME, mend=mend)
    tracks, ahead = np.zeros((len(found), STEPS, 4)), np.zeros((len(found), STEPS), bool)
    for at, one in enumerate(found):
        tracks[at, : len(one.track)], ahead[at, : len(one.track)] = one.track, True
    speed, grip = (np.array([getattr(one, name) for one in found]) for name in ("speed", "grip"))
    seen = Measured(tracks, ahead, speed, grip)
    return Cases(
        child=np.array([one.hazard == HAZARDS[0] for one in found]),
        factors=np.array([one.factors for one in found]),
        weights=np.array([one.weight for one in found]),
        seen=seen,
        impacts=np.array([one.impact for one in found]),
    )


def balanced(taught: Cases) -> Numbers:
    """(n,) weights with mean 1 that sum to as much for one hazard as for the other, as they come about."""
    weights = taught.weights.copy()
    kinds = [mine for mine in (taught.child, ~taught.child) if mine.any()]
    for mine in kinds:
        weights[mine] *= len(weights) / len(kinds) / weights[mine].sum()
    return weights


def rates(driven: Driven, truth: Cases, natural: Numbers, *, harm: float) -> dict[str, float]:
    """Natural shares of encounters: under the policy, and by the driver alone."""
    told = {
        "harm_rate": driven.impacts >= harm,
        "collision_rate": driven.impacts > 0,
        "false_brake_rate": driven.in_vain,
        "harm_rate_alone": truth.impacts >= harm,
        "collision_rate_alone": truth.impacts > 0,
    }
    return {name: float(np.average(flags, weights=natural)) for name, flags in told.items()}


def _effective(weights: Numbers) -> int:
    """How many encounters of equal weight tell as much (L. Kish, Survey sampling, 1965)."""
    return int(weights.sum() ** 2 / (weights**2).sum()) if len(weights) else 0


def _slices(asked: Sequence[Record], truth: Cases) -> Iterator[tuple[tuple[str, str], Flags]]:
    """Each slice and (n,) what is in it."""
    for name, value in sorted({pair for record in asked for pair in record.tags.items()}):
        yield (name, value), np.array([record.tags.get(name) == value for record in asked])
    names = [*FACTORS]
    for factor, words in (("grip", ("slippery", "usual", "rough")), ("speed", ("slow", "usual", "fast"))):
        third = np.digitize(truth.factors[:, names.index(factor)], (-0.43, 0.43))
        for at, word in enumerate(words):
            yield (factor, word), third == at


def inputs(child: Flags, seen: Measured) -> npt.NDArray[np.float32]:
    """(n, STEPS, 15): what is measured, what follows from it, and how long it has been measured."""
    gap, closing, aside, sideways = (seen.tracks[..., at] for at in range(4))
    gap, closing = np.maximum(gap, 0.3), np.maximum(closing, 0.3)
    grip = np.clip(np.repeat(seen.grip[:, None], STEPS, 1), 0.1, 1.2)
    foot = np.repeat(child[:, None], STEPS, 1).astype(np.float64)
    reach, pace = np.minimum(gap / closing, _LOOK), np.maximum(-sideways, 0.2)
    enters, leaves = ((np.clip((aside + side) / pace, -2, _LOOK)) * foot for side in (-_HALF, _HALF))
    threat = np.minimum(brake_threat_number(drac(gap, closing), grip), 3.0)
    late = np.broadcast_to(np.arange(STEPS) * STEP, gap.shape)
    speed = np.repeat(seen.speed[:, None], STEPS, 1)
    told = [speed / 10 - 1, gap / 20 - 1, closing / 10 - 1, aside / 3 - 0.5, sideways / 2, grip - 0.7,
            threat - 0.7, reach / 2 - 1, enters / 2, leaves / 2,
            (reach * foot - enters) / 2, (leaves - reach * foot) / 2, gap / 20 * foot, late - 1, foot]  # fmt: skip
    assert len(told) == _INPUTS, "as many as the network takes"
    return np.stack(told, axis=-1).astype(np.float32)


def _initial(width: int, rng: np.random.Generator) -> Weights:
    """Weights to start from."""

    def normal(*size: int) -> npt.NDArray[np.float32]:
        return rng.standard_normal(size, np.float32) / np.float32(np.sqrt(size[0]))

    first, layer = normal(_INPUTS, width), normal(width, width)
    zeros = {name: np.zeros(size, np.float32) for name, size in (("first_bias", width), ("layer_bias", width))}
    return {"first": first, "layer": layer, "out": np.zeros(width, np.float32), "out_bias": np.float32(0.0), **zeros}


@partial(jax.jit)
def _logits(weights: Weights, told: Any) -> Any:
    """(...,) log odds of a hard blow, of (..., inputs)."""
    first = jnp.tanh(told @ weights["first"] + weights["first_bias"])
    return jnp.tanh(first @ weights["layer"] + weights["layer_bias"]) @ weights["out"] + weights["out_bias"]


@partial(jax.jit, static_argnames=("rate",))
def _learned(weights: Weights, lesson: tuple[Any, ...], places: Any, *, rate: float) -> Weights:
    """Weights after AdamW (Loshchilov and Hutter 2019) on weighted cross entropy."""
    told, answers, counts = lesson
    tools = optax.adamw(optax.cosine_decay_schedule(rate, len(places)), weight_decay=_DECAY)

    def loss(weights: Weights, rows: Any) -> Any:
        each = optax.sigmoid_binary_cross_entropy(_logits(weights, told[rows]), answers[rows][:, None])
        return (each * counts[rows]).sum() / len(rows)

    def step(state: Any, rows: Any) -> Any:
        weights, opt = state
        change, opt = tools.update(jax.grad(loss)(weights, rows), opt, weights)
        return (optax.apply_updates(weights, change), opt), None

    begun: Weights = {name: jnp.asarray(value) for name, value in weights.items()}
    (weights, _), _ = jax.lax.scan(step, (begun, tools.init(begun)), places)
    return weights


def _opened(fitted: Artefact) -> Weights:
    """The weights of an artefact.

    Raises:
        InputError: it is another student's.
    """
    try:
        with np.load(BytesIO(fitted.content), allow_pickle=False) as file:
            weights = dict(file)
        weights.pop("about")
        wide = weights["layer"].shape[0]
        if weights["first"].shape != (_INPUTS, wide) or {*weights} != {*_initial(wide, np.random.default_rng(0))}:
            raise ValueError("other weights")
    except (ValueError, TypeError, KeyError, OSError, EOFError, BadZipFile) as broken:
        raise InputError(
            f"the artefact {fitted.digest[:12]} of kind {fitted.kind!r} is no braking policy",
            where=NAME,
            mend=f"hand over what {NAME} fitted, of kind {KIND!r}",
        ) from broken
    return weights
