"""Exports: what the recipe's exporters yield, written beside the run."""

from collections.abc import Iterator, Mapping
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
    for name, chunks in _by_name(exporter(Accepted(folder=folder, facts=facts))):
        folder.write_derived("export", f"{area}/{name}", chunks)
    return folder.path / "export" / area


def _by_name(pieces: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Neighbouring pieces of one name as one stream, so that no file need fit in memory."""
    held = next(pieces, None)
    while held is not None:
        name = held[0]

        def stream(first: bytes) -> Iterator[bytes]:
            nonlocal held
            yield first
            held = None
            for other, data in pieces:
                if other != name:  # noqa: B023  # the stream is used up before the name moves on
                    held = (other, data)
                    return
                yield data

        chunks = stream(held[1])
        yield name, chunks
        for _ in chunks:  # a consumer that stopped early must not leave its pieces to the next name
            pass
