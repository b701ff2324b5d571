"""A network for the rows of one table, each given the rows that it hangs from and those that came before it.

What is given of a row, the codes of the rows above and numbers such as the days gone by, is summed as embeddings. What
came before it in its household is told three times: the last row, a fading sum and the mean of all. A small layer
makes of it the context with which the row's own columns begin, each of which is then told given those before it, in
any order (as TabularARGN's sequential model, Tiwald et al. 2025, with fixed fading in place of a recurrence: sums over
a history cost one product a batch, and one addition a row when rows are drawn).

The head of a count of rows within a window is smooth over the days there are for each, too, and that of a gap over its
share in the days left for each row that follows: a long history needs a long window, and of few rows no network learns
how the two go together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from provender.tabular.encoding.encoder import Part
from provender.tabular.linked.waves import WAVES, gapped, middles, paced, paces, ranked
from provender.tabular.networks.even import picked

Params: TypeAlias = Mapping[str, Any]

FADING = 0.7  # of what came before, kept with each further row
_NEVER = -1e9
_FIXED = ("waves", "paces", "gaps")  # not learned


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a network looks like; hashable, so that what was compiled for it is found again.

    Attributes:
        sizes: codes of each column.
        above: codes of all rows above together.
        numbers: given of each row.
        paced: columns that count the rows of a window, each with the column of the window.
        timed: whether the first column tells the days since the row before.
        embedding, context, hidden, width: of a code, of what is known of a row, of a column's layer, of a history.
    """

    sizes: tuple[int, ...]
    above: int
    numbers: int
    paced: tuple[tuple[int, int], ...] = ()
    timed: bool = False
    embedding: int = 16
    context: int = 96
    hidden: int = 64
    width: int = 48

    @property
    def offsets(self) -> tuple[int, ...]:
        """Where each column's codes begin in the common table."""
        return tuple(np.cumsum([0, *self.sizes[:-1]]).tolist())


class Given(NamedTuple):
    """What is given of rows: (n, q) codes of rows above, (n, f) numbers, (n,) days for each row to come, or NaN."""

    above: Any
    numbers: Any
    pace: Any


class Past(NamedTuple):
    """What came before rows in their households: (n, width) of the last row, the fading sum, the mean."""

    last: Any
    faded: Any
    mean: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a network is trained.

    Attributes:
        passes: most over the rows.
        lanes: in a batch.
        rate: of learning, at its highest; it falls as half a cosine.
        dropout: share left out in each step.
        patience: passes without a better held-back loss before it stops.
    """

    passes: int
    lanes: int
    rate: float
    dropout: float
    patience: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Data:
    """The rows of a table for training.

    Attributes:
        codes: (n, columns).
        above: (parents, q) codes of what is above.
        owners: (n,) the parent of each row.
        numbers: (n, f).
        pace: (n,) days to the bound for each row that is still to come, NaN where there is no bound.
        homes: (n,) the household of each row.
    """

    codes: Any
    above: Any
    owners: Any
    numbers: Any
    pace: Any
    homes: Any


jax.tree_util.register_dataclass(Data, ["codes", "above", "owners", "numbers", "pace", "homes"], [])


def initial(shape: Shape, parts: Sequence[Part], codes: npt.NDArray[np.int32], *, key: Any) -> Params:
    """Weights to start from: heads that already say how often each code is."""
    columns, width, widest = len(shape.sizes), shape.context, max(shape.sizes)
    keys = jax.random.split(key, 8)

    def normal(at: int, *sizes: int, scale: float) -> Any:
        return jax.random.normal(keys[at], sizes) * scale

    bias = np.full((columns, widest), _NEVER, np.float32)
    waves = np.zeros((columns, WAVES, widest), np.float32)
    for column, part in enumerate(parts):
        seen = part.counts + 0.5
        bias[column, : part.size] = np.log(seen / seen.sum())
        waves[column, :, : part.size] = ranked(part, WAVES).T
    start = np.concatenate([ranked(part, shape.embedding) for part in parts])
    history = 4 * shape.width
    return {
        "codes": jnp.array(1.5 * start) + normal(0, *start.shape, scale=0.5),
        "known": normal(1, columns, shape.embedding, width, scale=shape.embedding**-0.5),
        "gate": jnp.zeros((columns, width)),
        "shift": normal(2, columns, width, scale=0.1),
        "layer": normal(3, columns, width, shape.hidden, scale=(2 / width) ** 0.5),
        "layer_bias": jnp.zeros((columns, shape.hidden)),
        "head": jnp.zeros((columns, shape.hidden, widest)),
        "swing": jnp.zeros((columns, shape.hidden, WAVES)),
        "waves": jnp.array(waves),
        "paces": jnp.array(paces(shape.paced, parts, codes)),
        "paced": jnp.zeros((len(shape.paced), shape.hidden, WAVES)),
        "gaps": jnp.array(middles(parts[0], widest)),
        "gapped": jnp.zeros((shape.hidden, WAVES)),
        "bias": jnp.array(bias),
        "above": normal(4, max(shape.above, 1), shape.width, scale=0.3),
        "numbers": normal(5, max(shape.numbers, 1), shape.width, scale=0.3),
        "past": normal(6, len(start), shape.width, scale=0.3),
        "mix": normal(7, history, 2 * width, scale=history**-0.5),
        "mix_bias": jnp.zeros(2 * width),
        "out": jnp.zeros((2 * width, width)),
        "skip": jnp.zeros((history, width)),
    }


def start_of(params: Params, given: Given, past: Past, drop: Any = lambda values: values) -> Any:
    """(n, context) what is known of rows before their first column."""
    told = params["above"][given.above].sum(axis=-2) / max(given.above.shape[-1], 1) ** 0.5
    told = told + given.numbers @ params["numbers"]
    whole = drop(jnp.concatenate([told, *past], axis=-1))
    return jax.nn.relu(whole @ params["mix"] + params["mix_bias"]) @ params["out"] + whole @ params["skip"]


def told_by(params: Params, codes: Any, shape: Shape) -> Any:
    """(..., width) what rows tell those that come after them."""
    return params["past"][codes + jnp.array(shape.offsets)].sum(axis=-2)


def past_of(told: Any, homes: Any) -> Past:
    """What came before each row of lanes in its household.

    Args:
        told: (lanes, t, width) what rows tell.
        homes: (lanes, t) households, those of one together.
    """
    steps = told.shape[1]
    age = jnp.arange(steps)[:, None] - jnp.arange(steps)[None]
    before = (homes[:, :, None] == homes[:, None, :]) & (age > 0)
    count = before.sum(axis=-1, keepdims=True)
    last = (before & (age == 1)).astype(told.dtype) @ told
    faded = jnp.where(before, FADING ** (age - 1.0), 0.0) @ told
    return Past(last, faded, (before / jnp.maximum(count, 1)) @ told)


def _hidden(params: Params, context: Any, at: Any) -> Any:
    """Each column's own reading of its context: (k, n, context) -> (k, n, hidden)."""
    scale = jax.lax.rsqrt(jnp.mean(context**2, axis=-1, keepdims=True) + 1.0)
    read = jax.nn.relu(context * scale * (1 + params["gate"][at][:, None]) + params["shift"][at][:, None])
    return jax.nn.relu(read @ params["layer"][at] + params["layer_bias"][at][:, None])


def _heads(params: Params) -> Any:
    """(columns, hidden, widest): smooth heads added to the free ones."""
    return params["head"] + params["swing"] @ jax.lax.stop_gradient(params["waves"])


def _logits(params: Params, codes: Any, start: Any, order: Any, *, pace: Any, shape: Shape, drop: Any) -> Any:
    """(columns, n, widest) for each column given the start and the columns before it in `order`."""
    embedded = drop(params["codes"][codes.T + jnp.array(shape.offsets)[:, None]])
    told = embedded @ params["known"]
    rank = jnp.argsort(order)
    before = (rank[None, :] < rank[:, None]).astype(told.dtype)
    context = start + (before @ told.reshape(len(told), -1)).reshape(told.shape)
    hidden = drop(_hidden(params, context, jnp.arange(len(told))))
    logits = hidden @ _heads(params) + params["bias"][:, None]
    for at, (count, window) in enumerate(shape.paced):
        more = paced(params, hidden[count], codes[:, window], at) * before[count, window]
        logits = logits.at[count].add(more)
    return logits.at[0].add(gapped(params, hidden[0], pace)) if shape.timed else logits


def _lane_logits(params: Params, data: Data, lanes: Any, order: Any, *, shape: Shape, drop: Any) -> tuple[Any, Any]:
    """The logits of all rows of lanes, and their codes: (columns, n, widest), (n, columns)."""
    rows = jnp.maximum(lanes, 0)
    codes = data.codes[rows]
    homes = jnp.where(lanes >= 0, data.homes[rows], -1)
    past = past_of(told_by(params, codes, shape), homes)
    given = Given(data.above[data.owners[rows]], data.numbers[rows], data.pace[rows])
    start = start_of(params, given, past, drop).reshape(-1, shape.context)
    flat = codes.reshape(-1, codes.shape[-1])
    return _logits(params, flat, start, order, pace=given.pace.reshape(-1), shape=shape, drop=drop), flat


def losses(params: Params, data: Data, lanes: Any, order: Any, *, shape: Shape, key: Any, dropout: float) -> Any:
    """(lanes * t,) the negative log-likelihood of each row, in nats; 0 where a lane is empty."""
    keys = iter(jax.random.split(key, 3))

    def drop(values: Any) -> Any:
        if not dropout:
            return values
        return values * (jax.random.bernoulli(next(keys), 1 - dropout, values.shape) / (1 - dropout))

    logits, codes = _lane_logits(params, data, lanes, order, shape=shape, drop=drop)
    picked = jnp.take_along_axis(jax.nn.log_softmax(logits), codes.T[..., None], axis=-1)[..., 0]
    return -picked.sum(axis=0) * (lanes.reshape(-1) >= 0)


def _mean(params: Params, data: Data, lanes: Any, order: Any, *, shape: Shape, key: Any, dropout: float) -> Any:
    """The mean loss over rows."""
    total = losses(params, data, lanes, order, shape=shape, key=key, dropout=dropout).sum()
    return total / jnp.maximum((lanes >= 0).sum(), 1)


def _learned(params: Params) -> dict[str, bool]:
    """Which weights decay: all but the waves, which nothing moves."""
    return {name: name not in _FIXED for name in params}


def _optimiser(plan: Plan, steps: int) -> Any:
    """AdamW (Loshchilov and Hutter 2019) with a short rise and a long fall."""
    rate = optax.warmup_cosine_decay_schedule(0.0, plan.rate, max(steps // 20, 1), max(steps, 2), plan.rate * 0.02)
    return optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=0.1, mask=_learned))


@partial(jax.jit, static_argnames=("shape", "plan", "steps"), donate_argnums=(0,))
def _pass(state: Any, data: Data, lanes: Any, key: Any, *, shape: Shape, plan: Plan, steps: int) -> Any:
    """One pass over the lanes, shuffled; what is left over of the last batch waits for another pass."""
    shuffle, rest = jax.random.split(key)
    count = lanes.shape[0] // plan.lanes
    batches = jax.random.permutation(shuffle, lanes)[: count * plan.lanes].reshape(count, plan.lanes, -1)
    own = jnp.arange(len(shape.sizes))

    def step(state: Any, turn: Any) -> Any:
        params, mean, opt, done = state
        batch, key = turn
        drop, any_order, coin = jax.random.split(key, 3)
        order = jnp.where(jax.random.bernoulli(coin, 0.75), own, jax.random.permutation(any_order, len(shape.sizes)))
        lost, slope = jax.value_and_grad(_mean)(params, data, batch, order, shape=shape, key=drop, dropout=plan.dropout)
        change, opt = _optimiser(plan, steps).update(slope, opt, params)
        params = optax.apply_updates(params, change)
        kept = jnp.minimum(0.995, (1 + done) / (10 + done))
        mean = jax.tree.map(lambda old, new: old + (1 - kept) * (new - old), mean, params)
        return (params, mean, opt, done + 1), lost

    return jax.lax.scan(step, state, (batches, jax.random.split(rest, count)))


@partial(jax.jit, static_argnames=("shape",))
def _held_back(params: Params, data: Data, lanes: Any, *, shape: Shape) -> Any:
    """The loss without dropout, columns in their own order."""
    key = jax.random.key(0)
    return _mean(params, data, lanes, jnp.arange(len(shape.sizes)), shape=shape, key=key, dropout=0.0)


def train(
    params: Params, data: Data, lanes: npt.NDArray[np.int64], held: npt.NDArray[np.int64], *, shape: Shape, plan: Plan,
    key: Any,
) -> Params:  # fmt: skip
    """Train until the held-back loss no longer falls.

    Args:
        lanes: (l, t) rows to learn from, -1 where a lane is empty.
        held: (h, t) rows held back.

    Returns:
        The running mean of the weights where the held-back loss was least.
    """
    steps = plan.passes * (len(lanes) // plan.lanes)
    state = (params, jax.tree.map(jnp.copy, params), _optimiser(plan, steps).init(params), jnp.zeros(()))
    best, least, since = params, np.inf, 0
    told, watched = jnp.array(lanes), jnp.array(held)
    params = jax.tree.map(jnp.copy, params)
    for turn in range(plan.passes):
        state, _ = _pass(state, data, told, jax.random.fold_in(key, turn), shape=shape, plan=plan, steps=steps)
        now = float(_held_back(state[1], data, watched, shape=shape))
        if now < least:
            best, least, since = jax.tree.map(jnp.copy, state[1]), now, 0
        else:
            since += 1
        if since >= plan.patience:
            break
    return best


@partial(jax.jit, static_argnames=("shape",))
def _shares(params: Params, data: Data, lanes: Any, *, shape: Shape) -> Any:
    """(columns, widest) the sum over rows of what the heads say."""
    own = jnp.arange(len(shape.sizes))
    logits, _ = _lane_logits(params, data, lanes, own, shape=shape, drop=lambda values: values)
    return (jax.nn.softmax(logits) * (lanes.reshape(-1) >= 0)[None, :, None]).sum(axis=1)


def balanced(params: Params, data: Data, lanes: npt.NDArray[np.int64], *, shape: Shape, part: int) -> Params:
    """Weights whose heads say each code as often, over all rows, as it is there: dropout and decay leave them off.

    Args:
        lanes: (l, t) the rows that were learned, `part` lanes looked at together.
    """
    rows = lanes[lanes >= 0]
    codes = np.asarray(data.codes)[rows]
    widest = max(shape.sizes)
    seen = np.stack([np.bincount(column, minlength=widest) for column in codes.T])
    pad = -len(lanes) % part
    parts = np.concatenate([lanes, np.full((pad, lanes.shape[1]), -1)]).reshape(-1, part, lanes.shape[1])
    told = dict(params)
    for _ in range(3):
        total = sum(np.asarray(_shares(told, data, jnp.array(some), shape=shape)) for some in parts)
        told["bias"] = told["bias"] + jnp.log((seen + 0.5) / (total + 0.5))
    return told


@partial(jax.jit, static_argnames=("shape",))
def draw(params: Params, given: Given, past: Past, draws: Any, *, barred: Any, shape: Shape) -> tuple[Any, Any]:
    """Rows, one column after the other, and what they tell those that come after them.

    Args:
        draws: (n, columns) uniform in [0, 1), taken as `picked` says.
        barred: (n, widest) which codes the first column may not have.

    Returns:
        (n, columns) codes, (n, width).
    """
    offsets, heads = jnp.array(shape.offsets), _heads(params)

    def step(known: Any, column: Any) -> Any:
        context, told = known
        hidden = _hidden(params, context[None], column[None])[0]
        logits = hidden @ heads[column] + params["bias"][column]
        for at, (count, window) in enumerate(shape.paced):
            logits = logits + paced(params, hidden, told[window], at) * (column == count)
        if shape.timed:
            logits = logits + gapped(params, hidden, given.pace) * (column == 0)
        code = picked(jnp.where(barred & (column == 0), _NEVER, logits), draws[:, column])
        context = context + params["codes"][offsets[column] + code] @ params["known"][column]
        return (context, told.at[column].set(code)), None

    nothing = jnp.zeros((len(shape.sizes), len(draws)), jnp.int32)
    (_, codes), _ = jax.lax.scan(step, (start_of(params, given, past), nothing), jnp.arange(len(shape.sizes)))
    return codes.T, told_by(params, codes.T, shape)
