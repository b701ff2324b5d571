"""Singling out, linkability and inference by anonymeter, called as its users call it, in its own environment.

Reads three Parquet files: made, learned and control rows. Prints for each attack its risk and the 95 % interval.
"""

import json
import sys
import warnings
from typing import Any

ATTACKS = 500
warnings.simplefilter("ignore")


def risk(evaluator: Any) -> list[float]:
    """Risk, low, high."""
    told = evaluator.evaluate().risk(confidence_level=0.95)
    return [round(float(told.value), 4), *(round(float(end), 4) for end in told.ci)]


def main(made: str, learned: str, control: str) -> None:
    """Attack."""
    import numpy as np
    import pandas as pd
    from anonymeter.evaluators import InferenceEvaluator, LinkabilityEvaluator, SinglingOutEvaluator

    np.random.seed(0)
    syn, ori, con = (pd.read_parquet(file) for file in (made, learned, control))
    for table in (syn, ori, con):
        for name in table.columns:
            if not pd.api.types.is_numeric_dtype(table[name]) or pd.api.types.is_bool_dtype(table[name]):
                table[name] = table[name].astype(object).where(table[name].notna(), "(missing)").astype(str)
            else:
                table[name] = table[name].fillna(table[name].median())
    columns = list(ori.columns)
    half = len(columns) // 2
    base = {"ori": ori, "syn": syn, "control": con, "n_attacks": ATTACKS}
    told: dict[str, Any] = {}
    for name, make in {
        "singling_out": lambda: SinglingOutEvaluator(**base, n_cols=5),
        "linkability": lambda: LinkabilityEvaluator(**base, n_neighbors=1, aux_cols=(columns[:half], columns[half:])),
        "inference": lambda: InferenceEvaluator(**base, aux_cols=columns[:-1], secret=columns[-1]),
    }.items():
        try:
            evaluator = make()
            if name == "singling_out":
                told[name] = risk_of_multivariate(evaluator)
            else:
                told[name] = risk(evaluator)
        except Exception as error:  # whatever a peer stumbles over is told, not hidden
            told[name] = f"{type(error).__name__}: {error}"
    print(json.dumps(told))


def risk_of_multivariate(evaluator: Any) -> list[float]:
    """Singling out by several columns together."""
    told = evaluator.evaluate(mode="multivariate").risk(confidence_level=0.95)
    return [round(float(told.value), 4), *(round(float(end), 4) for end in told.ci)]


if __name__ == "__main__":
    main(*sys.argv[1:])
