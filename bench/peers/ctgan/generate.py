"""Rows by ctgan, called as its users call it, in this peer's own environment; reads and writes Parquet.

Names are its discrete columns. It takes no gaps in numbers: a table with some it refuses, and the bench says so.
Prints the CPU seconds of fit and sampling, imports left out.
"""

import json
import os
import resource
import sys
import time
from importlib.metadata import version

THREADS = os.environ.get("CTGAN_THREADS", "1")
os.environ.update(OMP_NUM_THREADS=THREADS, MKL_NUM_THREADS=THREADS)


def spent() -> float:
    """CPU seconds of this process and its children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main(learned: str, made: str, count: str, seed: str) -> None:
    """Learn from one file, write another."""
    import pandas as pd
    import torch
    from ctgan import CTGAN

    torch.set_num_threads(int(THREADS))
    torch.manual_seed(int(seed))
    table = pd.read_parquet(learned)
    names = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]
    table[names] = table[names].astype(object).fillna("(missing)")
    began, started = spent(), time.perf_counter()
    epochs = int(os.environ.get("CTGAN_EPOCHS", "300"))
    model = CTGAN(epochs=epochs)
    model.set_random_state(int(seed))
    model.fit(table, names)
    drawn = model.sample(int(count))
    told = {"cpu_s": spent() - began, "wall_s": time.perf_counter() - started, "release": version("ctgan")}
    drawn[names] = drawn[names].replace("(missing)", None)
    drawn.to_parquet(made)
    print(json.dumps({**told, "epochs": epochs}))


if __name__ == "__main__":
    main(*sys.argv[1:])
