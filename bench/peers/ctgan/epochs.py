"""Seconds per epoch of ctgan with all cores, called as its users call it: what more epochs of a fit take."""

import json
import sys
import time


def main(learned: str, few: str, many: str) -> None:
    """Fit twice; the difference holds no preparation."""
    import pandas as pd
    import torch
    from ctgan import CTGAN

    torch.manual_seed(0)
    table = pd.read_parquet(learned)
    names = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]
    table[names] = table[names].astype(object).fillna("(missing)")
    spent = []
    for epochs in (int(few), int(many)):
        model = CTGAN(epochs=epochs, batch_size=500, pac=10)
        model.set_random_state(0)
        began = time.perf_counter()
        model.fit(table, names)
        spent.append(time.perf_counter() - began)
    told = {"epoch_s": (spent[1] - spent[0]) / (int(many) - int(few)), "threads": torch.get_num_threads()}
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
