"""Exports: what the recipe's exporters yield, written beside the run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from provender.core.recipe import Use
from provender.core.registry import load
from provender.run.ledger.dataset import Accepted
from provender.store.folder import RunFolder


def export(folder: RunFolder, use: Use, facts: Mapping[str, Any]) -> Path:
    """Run one exporter over the accepted records; returns the folder it filled.

    Raises:
        UnknownName: no such exporter.
        MachineError: the disk refused; the run itself is untouched.
    """
    exporter = load("exporter", use.name, use.dials, where="exports")
    area = use.name.replace("/", "-")
    pieces = exporter(Accepted(folder=folder, facts=facts))
    folder.write_all_derived("export", ((f"{area}/{name}", data) for name, data in pieces))
    return folder.path / "export" / area
