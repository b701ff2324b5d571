"""An any-order autoregressive network over codes, in JAX: it learns p(code | any codes known before) for every column.

The sum over the columns known so far is the context, as in NADE (Larochelle and Murray 2011; Uria, Murray and
Larochelle 2014 for any order), so that all conditionals of a batch cost one cumulative sum, and drawing a row costs
one update a column. Cost grows with the number of columns, not with its square. Each column gates the context in its
own way and has a small layer and a head of its own (as TabularARGN, Tiwald et al. 2025). A head of numbers is the
sum of a free one and of a smooth one, waves over the codes' ranks, so that neighbours learn from each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from provender.tabular.networks.even import picked

Params: TypeAlias = Mapping[str, Any]

_BANDS = (4, 16, 64, 256)  # heads are padded to the widest of their band, so that few shapes are compiled
NEVER = -1e9  # added to the logit of what must not be
_FIXED = "waves"  # weights of that name are not learned
_FEW = 48
_GROUP = 16  # columns summed by one triangle where there are more than a few
_BALANCED = 20_000  # rows over which heads are balanced,
_PART = 2000  # so many at once,
_ROUNDS = 3  # and how often


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a network looks like; hashable, so that what was compiled for it is found again.

    Attributes:
        sizes: codes of each column.
        embedding: numbers that stand for a code.
        context: width of the sum over known columns.
        hidden: width of each column's own layer.
    """

    sizes: tuple[int, ...]
    embedding: int = 16
    context: int = 128
    hidden: int = 64

    @property
    def offsets(self) -> tuple[int, ...]:
        """Where each column's codes begin in the common table."""
        return tuple(np.cumsum([0, *self.sizes[:-1]]).tolist())

    @property
    def bands(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """(width, columns) of heads that are computed together."""
        groups: dict[int, list[int]] = {}
        for column, size in enumerate(self.sizes):
            band = next((limit for limit in _BANDS if size <= limit), size)
            groups.setdefault(band, []).append(column)
        return tuple((max(self.sizes[c] for c in columns), tuple(columns)) for _, columns in sorted(groups.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a network is trained.

    Attributes:
        epochs: most passes over the rows.
        batch: rows a step.
        rate: of learning, at its highest; it falls as half a cosine.
        dropout: share of the embeddings and of the hidden layer left out in each step.
        decay: pull of the weights towards 0.
        average: of the weights kept in each step by their running mean.
        in_order: share of the steps that know columns in the table's own order, in which rows are drawn.
        patience: epochs without a better held-back loss before it stops.
    """

    epochs: int = 22
    batch: int = 128
    rate: float = 6e-3
    dropout: float = 0.3
    decay: float = 0.3
    average: float = 0.995
    in_order: float = 0.75
    patience: int = 4


def initial(
    shape: Shape,
    counts: Sequence[npt.NDArray[np.int64]],
    features: npt.NDArray[np.float32],
    waves: Sequence[npt.NDArray[np.float32]],
    *,
    key: Any,
) -> Params:
    """Weights to start from: heads that already say how often each code is.

    Args:
        counts: for each column how often each code was seen.
        features: (codes, embedding) what the codes' embeddings begin with.
        waves: for each column (w, size) over what a head is smooth; zeros where codes have no order.
    """
    columns, width = len(shape.sizes), shape.context
    keys = jax.random.split(key, 3)
    heads: dict[str, Any] = {}
    for band, (size, members) in enumerate(shape.bands):
        bias = np.full((len(members), size), NEVER, np.float32)
        smooth = np.zeros((len(members), len(waves[0]), size), np.float32)
        for place, column in enumerate(members):
            seen = counts[column] + 0.5
            bias[place, : len(seen)] = np.log(seen / seen.sum())
            smooth[place, :, : len(seen)] = waves[column]
        heads[f"bias{band}"] = jnp.array(bias)
        heads[f"head{band}"] = jnp.zeros((len(members), shape.hidden, size))
        heads[f"{_FIXED}{band}"] = jnp.array(smooth)
        heads[f"swing{band}"] = jnp.zeros((len(members), shape.hidden, len(waves[0])))
    return {
        "codes": jnp.array(features),
        "known": jax.random.normal(keys[0], (columns, shape.embedding, width)) / np.sqrt(shape.embedding),
        "gate": jnp.zeros((columns, width)),
        "shift": jax.random.normal(keys[1], (columns, width)) * 0.1,
        "layer": jax.random.normal(keys[2], (columns, width, shape.hidden)) * np.sqrt(2 / width),
        "layer_bias": jnp.zeros((columns, shape.hidden)),
        **heads,
    }


def _whole(params: Params) -> Params:
    """The weights with smooth heads added to the free ones."""
    told = {name: value for name, value in params.items() if not name.startswith((_FIXED, "swing"))}
    for name in params:
        if name.startswith(_FIXED):
            band = name.removeprefix(_FIXED)
            smooth = params[f"swing{band}"] @ jax.lax.stop_gradient(params[name])
            told[f"head{band}"] = told[f"head{band}"] + smooth
    return told


def _hidden(params: Params, context: Any, at: Any) -> Any:
    """Each column's own reading of its context: (k, b, context) -> (k, b, hidden); `at` picks the columns."""
    scale = jax.lax.rsqrt(jnp.mean(context**2, axis=-1, keepdims=True) + 1.0)
    read = jax.nn.relu(context * scale * (1 + params["gate"][at])[:, None] + params["shift"][at][:, None])
    return jax.nn.relu(read @ params["layer"][at] + params["layer_bias"][at][:, None])


def contexts(told: Any, order: Any) -> Any:
    """(k, b, context): for each column the sum of what the columns before it in `order` tell."""
    columns = len(told)
    if columns <= _FEW:  # a small triangle times all is faster than anything that puts columns in order first
        rank = jnp.argsort(order)
        before = (rank[None, :] < rank[:, None]).astype(told.dtype)
        return (before @ told.reshape(columns, -1)).reshape(told.shape)
    groups = -(-columns // _GROUP)
    ordered = told[order].reshape(columns, -1)
    parts = jnp.pad(ordered, ((0, groups * _GROUP - columns), (0, 0))).reshape(groups, _GROUP, -1)
    among = jnp.tril(jnp.ones((_GROUP, _GROUP), told.dtype), -1) @ parts
    earlier = jnp.tril(jnp.ones((groups, groups), told.dtype), -1) @ parts.sum(axis=1)
    summed = (among + earlier[:, None]).reshape(groups * _GROUP, -1)[:columns]
    return summed[jnp.argsort(order)].reshape(told.shape)


def losses(params: Params, codes: Any, order: Any, *, shape: Shape, key: Any = None, dropout: float = 0.0) -> Any:
    """(b,) the negative log-likelihood of each row, in nats, columns known in `order`.

    Args:
        codes: (columns, b).
        order: (columns,) a permutation.
        key, dropout: leave out so much of the embeddings and of the hidden layer; nothing without a key.
    """
    keys = iter(jax.random.split(key, 2)) if key is not None else iter(())

    def drop(values: Any) -> Any:
        if key is None or not dropout:
            return values
        return values * (jax.random.bernoulli(next(keys), 1 - dropout, values.shape) / (1 - dropout))

    params = _whole(params)
    embedded = drop(params["codes"][codes + jnp.array(shape.offsets)[:, None]])
    context = contexts(embedded @ params["known"], order)
    hidden = drop(_hidden(params, context, jnp.arange(len(shape.sizes))))
    total = jnp.zeros(codes.shape[1])
    for band, (_, members) in enumerate(shape.bands):
        at = jnp.array(members)
        logits = hidden[at] @ params[f"head{band}"] + params[f"bias{band}"][:, None]
        chance = jnp.take_along_axis(jax.nn.log_softmax(logits), codes[at][..., None], axis=-1)
        total -= chance[..., 0].sum(axis=0)
    return total


def _mean_loss(params: Params, codes: Any, order: Any, *, shape: Shape, key: Any, dropout: float) -> Any:
    """The mean over rows."""
    return losses(params, codes, order, shape=shape, key=key, dropout=dropout).mean()


@partial(jax.jit, static_argnames=("shape", "plan", "steps"), donate_argnums=(0,))
def _epoch(state: Any, codes: Any, key: Any, *, shape: Shape, plan: Plan, steps: int) -> Any:
    """One pass over the rows, shuffled; what is left over of the last batch waits for another pass."""
    shuffle, rest = jax.random.split(key)
    rows = jax.random.permutation(shuffle, codes.shape[1])
    rows = rows[: (len(rows) // plan.batch) * plan.batch]
    batches = rows.reshape(-1, plan.batch)
    tools = _optimiser(plan, steps)
    own = jnp.arange(len(shape.sizes))

    def step(state: Any, turn: Any) -> Any:
        params, mean, opt, done = state
        at, key = turn
        drop, any_order, coin = jax.random.split(key, 3)
        order = jnp.where(
            jax.random.bernoulli(coin, plan.in_order), own, jax.random.permutation(any_order, len(shape.sizes))
        )
        lost, slope = jax.value_and_grad(_mean_loss)(
            params, codes[:, at], order, shape=shape, key=drop, dropout=plan.dropout
        )
        change, opt = tools.update(slope, opt, params)
        params = optax.apply_updates(params, change)
        kept = jnp.minimum(plan.average, (1 + done) / (10 + done))  # so that the beginning is forgotten
        mean = jax.tree.map(lambda old, new: old + (1 - kept) * (new - old), mean, params)
        return (params, mean, opt, done + 1), lost

    keys = jax.random.split(rest, len(batches))
    return jax.lax.scan(step, state, (batches, keys))


def _optimiser(plan: Plan, steps: int) -> Any:
    """AdamW (Loshchilov and Hutter 2019) with a short rise and a long fall."""
    rate = optax.warmup_cosine_decay_schedule(0.0, plan.rate, max(steps // 20, 1), max(steps, 2), plan.rate * 0.02)
    learned = optax.adamw(rate, weight_decay=plan.decay, mask=_learned)
    return optax.chain(optax.clip_by_global_norm(1.0), learned)


def _learned(params: Params) -> dict[str, bool]:
    """Which weights decay: all but the waves, whose slope is 0 so that nothing else moves them."""
    return {name: not name.startswith(_FIXED) for name in params}


@partial(jax.jit, static_argnames=("shape",))
def _held_back(params: Params, codes: Any, order: Any, *, shape: Shape) -> Any:
    """The loss without dropout."""
    return losses(params, codes, order, shape=shape).mean()


def train(
    params: Params, codes: npt.NDArray[np.int32], held: npt.NDArray[np.int32], *, shape: Shape, plan: Plan, key: Any
) -> tuple[Params, list[tuple[float, float]]]:
    """Train until the held-back loss no longer falls.

    Args:
        codes: (n, columns) to learn from.
        held: (m, columns) held back.

    Returns:
        The running mean of the weights where the held-back loss was least, smooth heads added to the free ones, and
        (training, held-back) loss an epoch.
    """
    batch = min(plan.batch, len(codes))
    plan = replace(plan, batch=batch)
    steps = plan.epochs * (len(codes) // batch)
    state = (params, jax.tree.map(jnp.copy, params), _optimiser(plan, steps).init(params), jnp.zeros(()))
    own = jnp.arange(len(shape.sizes))
    rows, watched = jnp.array(codes.T), jnp.array(held.T)
    best, least, since, told = params, np.inf, 0, []
    for epoch in range(plan.epochs):
        state, lost = _epoch(state, rows, jax.random.fold_in(key, epoch), shape=shape, plan=plan, steps=steps)
        now = float(_held_back(state[1], watched, own, shape=shape))
        told.append((float(lost.mean()), now))
        if now < least:
            best, least, since = jax.tree.map(jnp.copy, state[1]), now, 0
        else:
            since += 1
        if since >= plan.patience:
            break
    return _whole(best), told


@partial(jax.jit, static_argnames=("shape",))
def _shares(params: Params, codes: Any, *, shape: Shape) -> Any:
    """For each band (columns, size) the mean over rows of what its heads say, columns known in the table's order."""
    told = params["codes"][codes + jnp.array(shape.offsets)[:, None]] @ params["known"]
    own = jnp.arange(len(shape.sizes))
    hidden = _hidden(params, contexts(told, own), own)
    found = []
    for band, (_, members) in enumerate(shape.bands):
        logits = hidden[jnp.array(members)] @ params[f"head{band}"] + params[f"bias{band}"][:, None]
        found.append(jax.nn.softmax(logits).sum(axis=1))
    return found


def balanced(params: Params, codes: npt.NDArray[np.int32], *, shape: Shape) -> Params:
    """Weights whose heads say each code as often, over all rows, as it is there: dropout and decay leave them off.

    Args:
        codes: (n, columns) that were learned.
    """
    count = min(len(codes), _BALANCED)
    rows = jnp.array(codes[: count // _PART * _PART if count > _PART else count].T)
    parts = jnp.split(rows, max(rows.shape[1] // _PART, 1), axis=1)
    seen = [np.bincount(mine, minlength=size) for mine, size in zip(np.asarray(rows), shape.sizes, strict=True)]
    told = dict(params)
    for _ in range(_ROUNDS):
        sums = [sum(bands) for bands in zip(*(_shares(told, part, shape=shape) for part in parts), strict=True)]
        for band, (_, members) in enumerate(shape.bands):
            bias = np.array(told[f"bias{band}"])
            for place, column in enumerate(members):
                size = shape.sizes[column]
                bias[place, :size] += np.log((seen[column] + 0.5) / (np.asarray(sums[band])[place, :size] + 0.5))
            told[f"bias{band}"] = jnp.array(bias)
    return told


def heads(params: Params, shape: Shape) -> tuple[Any, Any]:
    """All heads padded to one width: (columns, hidden, widest) and (columns, widest)."""
    widest = max(shape.sizes)
    weights = np.zeros((len(shape.sizes), shape.hidden, widest), np.float32)
    bias = np.full((len(shape.sizes), widest), NEVER, np.float32)
    for band, (size, members) in enumerate(shape.bands):
        weights[list(members), :, :size] = params[f"head{band}"]
        bias[list(members), :size] = params[f"bias{band}"]
    return jnp.array(weights), jnp.array(bias)


@partial(jax.jit, static_argnames=("shape",))
def draw(params: Params, wide: tuple[Any, Any], draws: Any, order: Any, *, given: Any, leave: Any, shape: Shape) -> Any:
    """Rows, one column after the other, given what is known of them.

    Args:
        wide: as `heads` gives them.
        draws: (b, columns) uniform in [0, 1), taken as `picked` says.
        order: (columns,) in which columns are drawn.
        given: (b, columns) codes that are known before anything is drawn; -1 where one is to be drawn.
        leave: (columns, widest) added to the logits of what is drawn: 0 leaves a code its chance, `NEVER` none.

    Returns:
        (b, columns) codes, and (b,) the logarithm of the chance with which they were drawn, less what `leave` added.

    Guarantees:
        A given code comes back; none is drawn that `leave` forbids, as long as it leaves the column another.
    """
    weights, bias = wide
    offsets = jnp.array(shape.offsets)
    known = given >= 0
    told = params["codes"][offsets + jnp.maximum(given, 0)] * known[..., None]
    start = jnp.einsum("bce,cew->bw", told, params["known"])

    def step(context: Any, column: Any) -> Any:
        at = column[None]
        hidden = _hidden(params, context[None], at)[0]
        logits = hidden @ weights[column] + bias[column] + leave[column]
        code = picked(logits, draws[:, column])
        allowed = leave[column][code] > NEVER / 2  # sums of parts may differ in their last bit
        code = jnp.where(allowed, code, jnp.argmax(logits, axis=-1))
        mine = known[:, column]
        told = params["codes"][offsets[column] + code] @ params["known"][column]
        chance = jnp.take_along_axis(jax.nn.log_softmax(logits), code[:, None], axis=-1)[:, 0] - leave[column][code]
        code = jnp.where(mine, given[:, column], code)
        return context + jnp.where(mine[:, None], 0.0, told), (code, jnp.where(mine, 0.0, chance))

    _, (codes, logs) = jax.lax.scan(step, start, order)
    return codes[jnp.argsort(order)].T, logs.sum(axis=0)


@partial(jax.jit, static_argnames=("shape",))
def likelihoods(params: Params, codes: Any, *, shape: Shape) -> Any:
    """(b,) the logarithm of the chance of rows (b, columns), columns known in the table's own order."""
    return -losses(params, codes.T, jnp.arange(len(shape.sizes)), shape=shape)
