"""Which private learner is the better one where: a network under DP-SGD beside noisy counts, narrow and wide tables.

    make bench NAME=tabular_dp_wide                      Adult (15 columns) and a made-up table of 101, epsilon 1, 3, 8
    make bench NAME=tabular_dp_wide BENCH_COLUMNS=0      without the wide table

tstr, pair_error and cpu_s as `tabular_dp` tells them, of `tabular/private_network` and of `tabular/marginals`, delta
1e-5, public bins, the outcome named. The wide table's columns have two to eight levels and rest on six hidden causes,
as does its outcome; counts are given up on there where one release takes longer than `minutes`. clipping: CPU seconds
of one sum of clipped gradients over 512 rows of Adult, in those of one plain gradient: ours, and row by row (vmap).
audited_epsilon, broken_caught and sound_flagged: games over steps, see `bench/privacy/step_games.py`; faults are
planted at epsilon 8.
"""

import multiprocessing
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pyarrow as pa
from bench.harness import cpu_now, finish, options, show
from bench.privacy.step_games import FAULTS, audited, caught
from bench.privacy.tabular_dp import DELTA, EPSILONS, Judge, judged_adult, made

from provender.core.registry import find
from provender.tabular.descent.clipped import clipped
from provender.tabular.descent.network import bases, features, initial, losses, taps_of
from provender.tabular.encoding.numbers import Codes
from provender.tabular.generators._network import Shape
from provender.tabular.privacy.domain import encoded
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import Table

PARTS = ("tabular/private_network", "tabular/marginals")
_CAUSES = 6
_HELD = 8000
_BATCH = 512
_REPEATS = 5


def main() -> None:
    """Quality, then cost, then games."""
    given = options(__doc__ or "", columns=101, rows=20_000, minutes=15, trials=20, games=1500)
    figures: dict[str, object] = {"adult": quality(*judged_adult(), minutes=given.minutes, title="Adult")}
    if given.columns:
        kept, judge = judged_wide(given.rows, given.columns)
        figures["wide"] = quality(kept, judge, minutes=given.minutes, title=f"{given.columns} columns")
    figures["clipping"] = costs()
    print(figures["clipping"], flush=True)
    sound = {str(epsilon): audited(epsilon, DELTA, games=given.games, seed=epsilon) for epsilon in EPSILONS}
    show(("epsilon stated", "proved by games"), list(sound.items()))
    rates = {
        fault: float(
            np.mean([caught(8, DELTA, games=given.games, seed=100 + n, fault=fault) for n in range(given.trials)])
        )
        for fault in ("", *FAULTS)
    }
    figures |= {"audited_epsilon": sound, "sound_flagged": rates.pop("")}
    figures |= {"broken_caught": min(rates.values()), "broken_caught_by_fault": rates}
    show(("fault", "caught"), [*rates.items(), ("(none)", figures["sound_flagged"])])
    finish("tabular_dp_wide", figures)


def quality(kept: Table, judge: Judge, *, minutes: float, title: str) -> dict[str, Any]:
    """tstr, pair_error and cpu_s by part and epsilon, beside real rows."""
    real = encoded(kept, judge.domains)
    truth = {"tstr": judge.tstr(real), "pair_error": judge.pair_error(real)}
    lines: list[tuple[object, ...]] = [("real rows", "", *truth.values(), "")]
    told: dict[str, Any] = {"real": truth, **{name: {} for name in PARTS}}
    for epsilon in EPSILONS:
        for name in PARTS:
            found = within(minutes, made, kept, judge, find("generator", name), epsilon=epsilon, seed=0)
            told[name][str(epsilon)] = dict(zip(("tstr", "pair_error", "cpu_s"), found or (), strict=bool(found)))
            lines.append((name, epsilon, *(found or ("", "", f"over {minutes:g} minutes"))))
            print(*lines[-1], flush=True)
    show(("part", "epsilon", "tstr", "pair_error", "cpu_s"), lines, title=f"{title}, {len(kept):,} rows learned")
    return told


def within(minutes: float, task: Callable[..., list[float]], *args: object, **more: object) -> list[float] | None:
    """What a task of a process of its own gives, None where it takes longer."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:  # a process, so that what takes too long can be ended
        try:
            return pool.apply_async(task, args, more).get(timeout=60 * minutes)
        except multiprocessing.TimeoutError:
            return None


def judged_wide(rows: int, columns: int) -> tuple[Table, Judge]:
    """A made-up table that nobody's privacy hangs on, and a judge with rows of the same law."""
    law = np.random.default_rng(0)
    weights = law.normal(size=(_CAUSES, columns)) * (law.random((_CAUSES, columns)) < 0.4) * 1.2
    sizes = [*law.integers(2, 9, columns - 1).tolist(), 2]
    spread = np.sqrt((weights**2).sum(axis=0) + 1)
    cuts = [np.sort(law.normal(size=size - 1)) * wide for size, wide in zip(sizes, spread, strict=True)]

    def drawn(count: int, seed: int) -> Codes:
        rng = np.random.default_rng(seed)
        told = rng.normal(size=(count, _CAUSES)) @ weights + rng.normal(size=(count, columns))
        return np.column_stack([np.searchsorted(cut, told[:, at]) for at, cut in enumerate(cuts)]).astype(np.int32)

    schema = Schema(tuple(Column(name=f"c{at}", kind=Kind.INTEGER) for at in range(columns)))
    table = Table(schema, tuple(pa.array(column.astype(np.int64)) for column in drawn(rows, 1).T))
    domain = {f"c{at}": {"levels": [str(level) for level in range(size)]} for at, size in enumerate(sizes)}
    return table, Judge(domain, drawn(_HELD, 2), f"c{columns - 1}")


def costs() -> dict[str, float]:
    """CPU seconds of a clipped sum in those of a plain gradient, medians."""
    kept, judge = judged_adult()
    codes = jnp.array(encoded(kept, judge.domains)[:_BATCH].T)
    shape, rng = Shape(sizes=tuple(judge.sizes), embedding=8, context=32, hidden=16), np.random.default_rng(0)
    standing = jnp.array(features(list(judge.domains.values()), shape.embedding, rng))
    weights = {name: jnp.array(value) for name, value in initial(shape, rng).items()}
    base = bases(shape, [np.full((judge.sizes[0], size), 1 / size) for size in judge.sizes])

    def lost(params: Any, rows: Any) -> Any:
        return losses({**params, "codes": standing}, rows, base, shape=shape, taps=taps_of(shape, rows.shape[1]))[0]

    def by_row(params: Any, rows: Any) -> Any:
        one = jax.grad(lambda params, row: lost(params, row[:, None])[0])
        each = jax.vmap(one, in_axes=(None, 1))(params, rows)
        norms = jnp.sqrt(sum((value**2).reshape(_BATCH, -1).sum(axis=1) for value in each.values()))
        return {name: jnp.tensordot(jnp.minimum(1 / norms, 1.0), value, 1) for name, value in each.items()}

    def ghost(params: Any, rows: Any) -> Any:
        return clipped({**params, "codes": standing}, rows, jnp.ones(_BATCH), base, shape=shape, clip=1.0)

    plain = jax.jit(jax.grad(lambda params, rows: lost(params, rows).sum()))
    taken = {name: _seconds(run, weights, codes) for name, run in (
        ("plain", plain), ("ghost", jax.jit(ghost)), ("row by row", jax.jit(by_row)))}  # fmt: skip
    return {"plain_ms": 1e3 * taken["plain"]} | {name: taken[name] / taken["plain"] for name in ("ghost", "row by row")}


def _seconds(run: Callable[..., Any], *args: Any) -> float:
    """CPU seconds of one call, compiled before: the median of some dozens of calls each."""
    jax.block_until_ready(run(*args))
    found = []
    for _ in range(_REPEATS):
        began = cpu_now()
        for _ in range(20):
            jax.block_until_ready(run(*args))
        found.append((cpu_now() - began) / 20)
    return float(np.median(found))


if __name__ == "__main__":
    main()
