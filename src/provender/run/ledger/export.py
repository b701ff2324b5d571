"""Exports: what the recipe's exporters yield, written beside the run, each with its papers."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from provender.core.recipe import Use
from provender.core.registry import load
from provender.run.ledger.dataset import Accepted
from provender.run.papers.write import Seen, about, beside
from provender.store.folder import RunFolder


def export(folder: RunFolder, use: Use, facts: Mapping[str, Any]) -> Path:
    """Run one exporter over the accepted records; returns the folder that it filled.

    Raises:
        UnknownName: no such exporter.
        MachineError: the disk refused; the run itself is untouched.
    """
    exporter = load("exporter", use.name, use.dials, where="exports")
    area = use.name.replace("/", "-")
    dataset = Accepted(folder=folder, facts=facts)
    seen, home = Seen(), folder.path / "export" / area
    own = str(getattr(exporter, "licence", ""))
    _write(folder, area, _noted(exporter(dataset), seen))
    _write(folder, area, beside(home, seen, dataset, own=own))
    _write(folder, area, about(home, seen, facts, own=own))
    return home


def _noted(pieces: Iterable[tuple[str, bytes]], seen: Seen) -> Iterator[tuple[str, bytes]]:
    """The pieces, each noted as it passes."""
    for name, data in pieces:
        seen.note(name, data)
        yield name, data


def _write(folder: RunFolder, area: str, pieces: Iterable[tuple[str, bytes]]) -> None:
    """Files into one export's folder."""
    folder.write_all_derived("export", ((f"{area}/{name}", data) for name, data in pieces))
