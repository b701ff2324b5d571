"""Quotas under acceptance that drifts: how far the accepted records are from the mix, and what that took. Seconds.

Twenty cells, each with its own acceptance, between 30 and 95 %, that wanders from wave to wave; the product's own
orders fill them, against one order that trusts the acceptance of the first hundred records. In one more case a cell
accepts 2 %: it must end at its cap of requests, with all others full. Options: --seeds, --count.

    distance           total variation between the accepted records' cells and their quotas, worst seed   wanted: <= .01
    distance_open_loop  of one order from a first look, median
    requests           requests for each accepted record beside the open loop's, median ratio
    short_cell         requests that the dry cell took beside its cap, and whether all others were full
"""

import statistics
from typing import NamedTuple

import numpy as np
from bench.harness import finish, options, show
from numpy.typing import NDArray

from provender.stages.balance import Cell, Maker, Tally, candidate_cap, cells, next_orders, note_wave

LEVELS, LANGUAGES = ("1", "2", "3", "4"), ("en", "sw", "fr", "es", "de")
MIX = {("language", "sw"): 0.4, ("language", "en"): 0.3, ("level", "4"): 0.4, ("level", "1"): 0.1}
MAKER = Maker(name="bench/maker", weight=1.0, makes={"level": LEVELS, "language": LANGUAGES})


class Filled(NamedTuple):
    """A run: distance from the quotas, requests, waves, records."""

    distance: float
    tried: int
    waves: int
    tallies: list[Tally]


def distance(found: tuple[Cell, ...], got: list[int]) -> float:
    """Total variation between shares got and shares asked."""
    wanted, whole = sum(cell.quota for cell in found), sum(got) or 1
    return sum(abs(cell.quota / wanted - each / whole) for cell, each in zip(found, got, strict=True)) / 2


def rates(seed: int, dry: int | None) -> NDArray[np.float64]:
    """(waves, cells) acceptance, a walk on the log-odds; of a dry cell 2 %."""
    rng = np.random.default_rng(seed)
    steps = rng.normal(0, 0.4, (200, len(LEVELS) * len(LANGUAGES)))
    steps[0] = rng.uniform(-0.8, 2.5, steps.shape[1])
    walk: NDArray[np.float64] = np.clip(1 / (1 + np.exp(-steps.cumsum(0))), 0.3, 0.95)
    if dry is not None:
        walk[:, dry] = 0.02
    return walk


def filled(found: tuple[Cell, ...], seed: int, cap: int, dry: int | None = None) -> Filled:
    """The product's orders, wave by wave."""
    rng, walk = np.random.default_rng(seed + 1), rates(seed, dry)
    tallies, wave = [Tally() for _ in found], 0
    while orders := next_orders(found, tallies, (MAKER,), cap=cap):
        for order in orders:
            room = found[order.cell].quota - tallies[order.cell].accepted
            passed = int(rng.binomial(order.count, walk[min(wave, len(walk) - 1), order.cell]))
            note_wave(tallies[order.cell], tried=order.count, accepted=min(passed, room), refused={})
        wave += 1
    return Filled(distance(found, [t.accepted for t in tallies]), sum(t.tried for t in tallies), wave, tallies)


def open_loop(found: tuple[Cell, ...], seed: int) -> Filled:
    """A first look at a hundred records a cell, then one order for the rest, in ten waves of drifting acceptance."""
    rng, walk, got, tried = np.random.default_rng(seed + 1), rates(seed, None), [], 0
    for at, cell in enumerate(found):
        first = int(rng.binomial(100, walk[0, at]))
        order = int(cell.quota / max(first / 100, 0.05))
        got.append(sum(int(rng.binomial(order // 10, walk[wave, at])) for wave in range(10)))
        tried += 100 + order
    return Filled(distance(found, got), tried, 10, [])


def main() -> None:
    """Fill, compare, print."""
    given = options(__doc__ or "", seeds=20, count=20_000)
    found = cells((MAKER,), MIX, given.count)
    cap = candidate_cap(given.count, None)
    closed = [filled(found, seed, cap) for seed in range(given.seeds)]
    opened = [open_loop(found, seed) for seed in range(given.seeds)]
    dry = max(range(len(found)), key=lambda at: found[at].quota)
    starved = filled(found, 0, cap // 5, dry=dry)
    own = cap // 5 * found[dry].quota / given.count
    others = all(
        t.accepted == cell.quota for at, (t, cell) in enumerate(zip(starved.tallies, found, strict=True)) if at != dry
    )
    rows = [
        (name, statistics.median(each.distance for each in of), max(each.distance for each in of),
         statistics.median(each.tried for each in of), statistics.median(each.waves for each in of))
        for name, of in (("product", closed), ("open loop", opened))
    ]  # fmt: skip
    show(("orders", "distance, median", "worst", "requests", "waves"), rows, title=f"{given.count:,} records, 20 cells")
    short = starved.tallies[dry]
    told = f"{short.accepted:,} of {found[dry].quota:,} after {short.tried:,} requests, cap {own:,.0f}"
    show(("cell that accepts 2 %", "others full"), [(told, str(others))])
    figures = {
        "distance": max(each.distance for each in closed),
        "distance_open_loop": round(statistics.median(each.distance for each in opened), 4),
        "requests": round(statistics.median(a.tried / b.tried for a, b in zip(closed, opened, strict=True)), 3),
        "short_cell": {"requests_beside_cap": round(short.tried / own, 3), "others_full": others},
    }
    finish("quotas", figures)


if __name__ == "__main__":
    main()
