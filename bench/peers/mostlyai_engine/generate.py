"""Rows by mostlyai-engine at its defaults, in this peer's own environment; reads and writes Parquet.

Prints the CPU seconds of fit and sampling, imports left out, and the release.
"""

import json
import os
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.update(OMP_NUM_THREADS="1", MKL_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false")


def spent() -> float:
    """CPU seconds of this process and its children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main(learned: str, made: str, count: str, seed: str) -> None:
    """Learn from one file, write another."""
    import pandas as pd
    import torch
    from mostlyai.engine import TabularARGN

    torch.set_num_threads(1)
    table = pd.read_parquet(learned)
    began, started = spent(), time.perf_counter()
    with TemporaryDirectory() as workspace:
        model = TabularARGN(workspace_dir=Path(workspace), random_state=int(seed), verbose=0)
        drawn = model.fit(table).sample(n_samples=int(count))
    told = {"cpu_s": spent() - began, "wall_s": time.perf_counter() - started, "release": version("mostlyai-engine")}
    drawn.to_parquet(made)
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
