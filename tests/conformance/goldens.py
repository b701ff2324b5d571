"""Digests of what every reasoning generator makes, by version: `python -m tests.conformance.goldens` writes them anew.

A line is: generator, version, digest of its first records at its default dials in every language.
"""

from hashlib import blake2b
from pathlib import Path

from tests.conformance.parts import GENERATORS, samples, wing

from provender.core import registry

FILE = Path(__file__).with_name("goldens.tsv")
MADE = [name for name in GENERATORS if wing(name) == "reasoning"]


def line(name: str) -> str:
    """The generator's line as it is today."""
    told = "\0".join(record.payload.text() for record in samples(name))
    version = registry.find("generator", name).version  # type: ignore[attr-defined]
    return f"{name}\t{version}\t{blake2b(told.encode(), digest_size=8).hexdigest()}"


def kept() -> list[str]:
    """The lines that were written down."""
    return FILE.read_text("utf-8").splitlines() if FILE.exists() else []


if __name__ == "__main__":
    written = {(name, version): digest for name, version, digest in (text.split("\t") for text in kept())}
    lines = [line(name) for name in MADE]
    for text in lines:
        name, version, digest = text.split("\t")
        if written.get((name, version), digest) != digest:
            print(f"{name} changed under version {version}: give it a new one if that was ever released")
    FILE.write_text("".join(f"{text}\n" for text in lines), "utf-8")
