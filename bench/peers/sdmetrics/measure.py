"""The quality report of sdmetrics, asked as its users ask it, in this peer's own environment; reads Parquet."""

import json
import sys
import warnings


def main(real: str, *made: str) -> None:
    """Print column shapes and pair trends of each made table against the real one."""
    warnings.filterwarnings("ignore")
    import pandas as pd
    from sdmetrics.reports.single_table import QualityReport

    held = pd.read_parquet(real)
    kinds = {name: "numerical" if pd.api.types.is_numeric_dtype(held[name]) else "categorical" for name in held}
    metadata = {"columns": {name: {"sdtype": kind} for name, kind in kinds.items()}}
    found = []
    for path in made:
        report = QualityReport()
        report.generate(held, pd.read_parquet(path), metadata, verbose=False)
        scores = dict(report.get_properties()[["Property", "Score"]].itertuples(index=False))
        found.append({"shapes": float(scores["Column Shapes"]), "pairs": float(scores["Column Pair Trends"])})
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
