"""Reference solutions that are known to be wrong: a reference that teaches an error is worse than none."""

import csv
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

_FILE = "gsm8k_errata.tsv"
_DIGITS = 16


class Erratum(NamedTuple):
    """One line of the list.

    Attributes:
        file: name of the data file; line: its number there, from 1; sha256: of the line's bytes.
        text: of question, NUL and solution, the first 16 digits of its SHA-256.
        kind: "false equation", "unit", "wrong plan" or "wrong label".
        what: is wrong, in our words.
        answer: the right one, where the label is wrong; else "".
    """

    file: str
    line: int
    sha256: str
    text: str
    kind: str
    what: str
    answer: str


@lru_cache(maxsize=1)
def errata() -> tuple[Erratum, ...]:
    """The list, in the order of files and lines."""
    told = files("provender.reasoning.readers").joinpath(_FILE).read_text("utf-8")
    rows = csv.reader((line for line in told.splitlines() if not line.startswith("#")), delimiter="\t")
    return tuple(Erratum(file, int(line), *rest) for file, line, *rest in rows)


def erratum(question: str, solution: str) -> Erratum | None:
    """What is known to be wrong with a solution."""
    digest = sha256(f"{question}\0{solution}".encode(errors="surrogatepass")).hexdigest()[:_DIGITS]
    return _by_text().get(digest)


@lru_cache(maxsize=1)
def _by_text() -> dict[str, Erratum]:
    """The list by the digest of the text."""
    return {each.text: each for each in errata()}
