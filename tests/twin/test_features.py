"""Labels are the same where numpy's wider instructions are switched off, and in another process."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

_LABELS = """
import json
from provender.core.recipe import Shard
from provender.core.registry import load
parts = {
    "twin/frames": {"map": "city", "wide": 160},
    "twin/clips/scenario": {"map": "city", "wide": 160, "frames": 2},
    "twin/sensors/sweeps": {"map": "city", "columns": 360},
    "twin/robots/filmed": {"task": "push", "wide": 160, "shots": 2},
    "twin/robots/tabletop": {"task": "push"},
}
told = {}
for name, dials in parts.items():
    (record,) = load("generator", name, dials)(Shard(seed=5, start=1, count=1, recipe=""))
    payload = record.payload
    told[name] = (payload.labels if hasattr(payload, "labels") else payload.digest()).hex()
print(json.dumps(told))
"""


def told(**given: str) -> dict[str, str]:
    """Part -> digest of its labels, in a process of its own."""
    env = {**os.environ, "PYTHONPATH": ":".join(filter(None, sys.path)), **given}
    ran = subprocess.run([sys.executable, "-c", _LABELS], env=env, capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(ran.stdout)
    return found


@pytest.mark.slow
def test_labels_do_not_depend_on_wide_instructions_or_the_process() -> None:
    core = np._core._multiarray_umath  # type: ignore[attr-defined]
    wide = [name for name in core.__cpu_dispatch__ if core.__cpu_features__.get(name)]

    assert told(NPY_DISABLE_CPU_FEATURES=" ".join(wide), OPENBLAS_NUM_THREADS="1") == told()
