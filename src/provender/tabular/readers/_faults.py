"""What is wrong with a CSV that could not be read: the line, the column and the mend, never a value."""

import csv
from pathlib import Path

from provender.core.errors import InputError
from provender.tabular.readers._dialect import Dialect

RUNAWAY = 1 << 16  # bytes of a value: longer ones are a quote that was opened and never closed
_LINES = 50  # that a quoted value may run over
_SHOWN = 3


def fault_in(file: Path, dialect: Dialect) -> InputError:
    """The error for a file that Arrow refuses: ragged lines first, then quotes, then whatever else."""
    csv.field_size_limit(1 << 30)
    width = len(dialect.names)
    ragged: list[tuple[int, int]] = []
    ended = 0
    try:
        for line, values in dialect.records(file):
            if (wide := _runaway(values)) is not None:
                what = f"the value in column {wide + 1} runs over {_LINES} lines or more"
                return _badly_quoted(file, ended + 1, what)
            if values and len(values) != width:
                ragged.append((ended + 1, len(values)))
            ended = line
    except csv.Error as fault:
        return _badly_quoted(file, ended + 1, f"a quote is misplaced: {_plainly(str(fault))}")
    except (UnicodeError, EOFError, OSError):
        return InputError("the file is cut off or changes its encoding", where=str(file), mend="export it again")
    if not ragged:
        mend = "export it again as CSV in UTF-8, values with commas, quotes or line ends in double quotes"
        return InputError("the file is no whole CSV", where=str(file), mend=mend)
    return _ragged(file, ragged, width)


def check_quotes(file: Path, dialect: Dialect) -> None:
    """Refuse a file in which a quote is misplaced, though its lines can be told apart somehow.

    Raises:
        InputError: with the line on which the value began.
    """
    csv.field_size_limit(1 << 30)
    ended = 0
    try:
        for line, _ in dialect.records(file):
            ended = line
    except csv.Error as fault:
        raise _badly_quoted(file, ended + 1, f"a quote is misplaced: {_plainly(str(fault))}") from None


def _ragged(file: Path, ragged: list[tuple[int, int]], width: int) -> InputError:
    """The error for lines with too many or too few values."""
    line, found = ragged[0]
    others = ", ".join(str(other) for other, _ in ragged[1 : 1 + _SHOWN])
    more = f"; {len(ragged) - 1:,} other lines differ too: {others}{' ...' * (len(ragged) > 1 + _SHOWN)}"
    what = f"{found} values where the head names {width} columns" + more * (len(ragged) > 1)
    long = "put a value that holds the delimiter in double quotes, or remove the line"
    short = "fill in the missing delimiters, or remove the line"
    return InputError(what, where=f"{file} line {line}", mend=long if found > width else short)


def _runaway(values: list[str]) -> int | None:
    """The place of a value that has swallowed lines; None when none has."""
    return next((place for place, value in enumerate(values) if value.count("\n") >= _LINES), None)


def _badly_quoted(file: Path, line: int, what: str) -> InputError:
    """The error for quotes that do not match."""
    mend = "close the quote, or double each quote that belongs to a value"
    return InputError(what, where=f"{file} line {line}", mend=mend)


def _plainly(fault: str) -> str:
    """The csv module's complaint in our words; it never shows a value."""
    return "one is never closed" if fault.startswith("unexpected end") else "text follows a closing quote"
