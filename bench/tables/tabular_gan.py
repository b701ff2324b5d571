"""Our GAN beside ctgan: seconds per epoch at equal batch and size, and how soon rows of each are told from real ones.

    make bench NAME=tabular_gan                      Adult of PROVENDER_DATA, 10,000 rows learned, a quarter held back
    make bench NAME=tabular_gan BENCH_EPOCHS=300     epochs timed in all (default 60), in turns of 10, ctgan's between

epoch_s, ctgan_epoch_s, epoch_ratio: wall seconds per epoch of 500 rows a step, two layers of 256 units in both players,
128 deviates, packs of 10 rows, all cores, compiling and preparation left out, and ctgan's beside ours (medians of the
turns); detection: AUC of boosted trees on held-back and made rows, of `tabular/gan` by default and of ctgan after
equal wall time (as many epochs, 300 at most); detection_gap: how far ctgan's lies above ours.
"""

import os
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import jax
import numpy as np
from bench.harness import cpu_now, finish, options, show
from bench.peers.setup import ask
from bench.peers.tables import drawn_by, write_plain
from bench.tables.tabular_fidelity import HOME, KNOWN, ORIGIN, Split, halves, scored

from provender.core.recipe import Shard
from provender.core.registry import load
from provender.tabular.encoding.encoder import learn_encoder
from provender.tabular.generators.gan import sight_of
from provender.tabular.networks.adversary import Game, play
from provender.tabular.table import Rows, Table, table_of

TURN = 10  # epochs timed at once
BATCH = 500
_MOST = 300


def turns(learned: Table, count: int) -> tuple[list[float], list[float], str]:
    """Seconds per epoch of ours and of ctgan, turn about, and why there are none of ctgan's."""
    encoder = learn_encoder(learned)
    sight = sight_of(encoder)
    codes = encoder.encode(learned)
    game = Game(
        sizes=tuple(part.size for part in encoder.flat), widths=tuple(look.shape[1] for look in sight),
        pac=10, batch=BATCH, steps=TURN * (len(codes) // BATCH),
    )  # fmt: skip
    key = jax.random.key(0)
    jax.block_until_ready(play(codes, sight, game=game, key=key))  # compiled once, as its users do
    ours: list[float] = []
    theirs: list[float] = []
    why = ""
    with TemporaryDirectory() as home:
        file = Path(home) / "learned.parquet"
        write_plain(learned, file)
        for _ in range(count):
            began = time.perf_counter()
            jax.block_until_ready(play(codes, sight, game=game, key=key))
            ours.append((time.perf_counter() - began) / TURN)
            told, why = ask("ctgan", "epochs.py", str(file), "5", "55")  # fewer hang on its preparation
            theirs += [] if told is None else [float(told["epoch_s"])]
    return ours, theirs, why


def drawn(split: Split, seed: int) -> tuple[Table, dict[str, float]]:
    """Rows by our GAN at its defaults, and what they took."""
    part = load("generator", "tabular/gan", where="the bench")
    learned = Rows(split.learned, ORIGIN, np.arange(len(split.learned)))
    cpu, wall = cpu_now(), time.perf_counter()
    make = part.restore(part.fit(learned, seed=seed, noise=None))
    made = table_of([r for r in make(Shard(seed=seed, start=0, count=len(split.held))) if not isinstance(r, tuple)])
    return made, {"cpu_s": cpu_now() - cpu, "wall_s": time.perf_counter() - wall}


def main() -> None:
    """Time epochs, then let both learn equally long."""
    given = options(__doc__ or "", epochs=60, seeds=1)
    data = Path(os.environ.get("PROVENDER_DATA") or HOME.parent / "shared" / "data") / "tabular" / "adult.csv"
    table = load("reader", "tabular/file", {"path": str(data)}, where="the bench").reading().table
    split = halves(table, *KNOWN["adult"])
    ours, theirs, why = turns(split.learned, max(given.epochs // TURN, 1))
    figures: dict[str, Any] = {"epoch_s": median(ours)}
    peer: dict[str, Any] = {"missing": why} if why else {"epoch_s": median(theirs)}
    if theirs:
        figures["epoch_ratio"] = median(theirs) / median(ours)
    show(("figure", "value"), [*figures.items(), *((f"ctgan {name}", told) for name, told in peer.items())])
    told = []
    for seed in range(given.seeds):
        made, spent = drawn(split, seed)
        told.append({**scored(split, made), **spent})
    means = {key: float(np.mean([each[key] for each in told])) for key in told[0]}
    figures |= means
    show(("figure", *(f"seed {n}" for n in range(len(told)))), [(key, *(f[key] for f in told)) for key in means])
    if theirs:
        epochs = min(int(means["wall_s"] / median(theirs)) + 1, _MOST)
        os.environ.update(CTGAN_EPOCHS=str(epochs), CTGAN_THREADS=str(os.cpu_count() or 1))
        rows, spent = drawn_by("ctgan", split.learned, len(split.held), seed=0)
        peer |= spent if rows is None else {**scored(split, rows), **spent}
        show(("figure", "ctgan"), list(peer.items()))
        figures["detection_gap"] = peer.get("detection", float("nan")) - means["detection"]
    finish("tabular_gan", figures, peer={"ctgan": peer})


if __name__ == "__main__":
    main()
