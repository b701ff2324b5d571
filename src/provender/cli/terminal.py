"""What reaches the terminal: cleaned text, tables, JSON, errors."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from provender.core.errors import ProvenderError

# Characters that steer a terminal or turn the order of a line: from a record or a file name they must not act.
_STEERING = {
    *range(0x20),
    *range(0x7F, 0xA0),
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
} - {0x09, 0x0A}
_HARMLESS = {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in _STEERING}


def clean(text: str) -> str:
    """`text` with everything that could steer a terminal made visible; newlines and tabs stay.

    >>> clean("red: \\x1b[31m")
    'red: \\\\x1b[31m'
    """
    return text if text.isprintable() else text.translate(_HARMLESS)


def one_line(text: str, width: int) -> str:
    """`text` on one line of at most `width` characters."""
    flat = clean(" ".join(text.split()))
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def pointed(mend: str, folder: Path) -> str:
    """A mend whose commands say which run they are for."""
    return mend.replace("`provender show", f"`provender show {near(folder)}")


def near(path: Path) -> str:
    """A path as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def say(*lines: str) -> None:
    """Print lines, cleaned."""
    for line in lines:
        sys.stdout.write(clean(line) + "\n")


def say_json(value: object) -> None:
    """Print JSON, in ASCII alone: safe in any terminal, the same to any reader."""
    sys.stdout.write(json.dumps(value, indent=2, default=str) + "\n")


def say_table(rows: Iterable[Sequence[object]], *, head: Sequence[str] = (), indent: int = 2) -> None:
    """Print columns; numbers to the right, the last column as long as it likes."""
    cells = [[_cell(value) for value in row] for row in rows]
    lines = [list(head), *cells] if head else cells
    if not lines:
        return
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    right = [bool(cells) and all(_is_number(row[place]) for row in cells) for place in range(len(widths))]
    for line in lines:
        padded = [
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        say(" " * indent + "  ".join(padded).rstrip())


def _cell(value: object) -> str:
    """A value as a table shows it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return f"{value:,.4g}" if isinstance(value, float) else one_line(str(value), 10_000)


def _is_number(cell: str) -> bool:
    """Whether a cell is right-aligned."""
    return not cell or cell.strip("%").replace(",", "").replace(".", "").replace("-", "").isdigit()


def complain(fault: ProvenderError) -> int:
    """Print an error in the house's form, paths as one would type them here; returns its exit code."""
    sys.stdout.flush()
    told = f"{type(fault).__name__}: {fault}"
    with suppress(OSError):  # the current folder may be gone
        here = os.path.join(os.getcwd(), "")
        told = told if here == os.sep else told.replace(here, "")
    sys.stderr.write(clean(told) + "\n")
    return fault.exit_code
