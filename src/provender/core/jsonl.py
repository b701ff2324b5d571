"""JSON Lines from outside: one object a line, each fault named with its line.

    {"question": "...", "answer": {"solution": "...", "value": 7}}

is read line by line, so that memory does not grow with the file.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from provender.core.errors import InputError

_LONGEST = 16 << 20  # bytes of a line: more than any answer, less than what would hurt
_ASK_AGAIN = "fetch or make the file again"


def entries(file: Path) -> Iterator[tuple[int, int, dict[str, object]]]:
    """(line number from 1, first byte, object) of every line that is not blank.

    Raises:
        InputError: a line is no object, or there is none at all.
    """
    start = number = found = 0
    with _opened(file) as lines:
        while line := lines.readline(_LONGEST + 1):
            number += 1
            if line.strip():
                found += 1
                yield number, start, _entry(line, where=f"{file} line {number}")
            start += len(line)
    if not found:
        raise InputError("the file is empty", where=str(file), mend=_ASK_AGAIN)


def _opened(file: Path) -> BinaryIO:
    """The file, open for reading bytes."""
    try:
        return file.open("rb")
    except OSError as error:
        raise InputError(
            f"the file cannot be read: {os.strerror(error.errno or 0)}", where=str(file), mend="check its permissions"
        ) from error


def _entry(line: bytes, *, where: str) -> dict[str, object]:
    """The object that a line holds.

    Raises:
        InputError: it holds none.
    """
    if len(line) > _LONGEST:
        raise InputError(f"the line is longer than {_LONGEST >> 20} MiB", where=where, mend="write one object a line")
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        what, mend = f"byte {error.start + 1} is not UTF-8", "save the file as UTF-8"
    except (ValueError, RecursionError) as error:
        cut = "" if line.endswith(b"\n") else "; the file seems to be cut off here"
        what, mend = f"the line is not JSON: {fault_of(error)}{cut}", _ASK_AGAIN
    else:
        if isinstance(entry, dict):
            return entry
        what, mend = f"the line holds {str(entry)[:40]!r}, not an object", "one {...} a line is wanted (JSON Lines)"
    raise InputError(what, where=where, mend=mend)


def fault_of(error: ValueError | RecursionError) -> str:
    """Why `json` refused a text, in words without its line: callers know the line in the file."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} at character {error.colno}"
    return "it nests too deep" if isinstance(error, RecursionError) else "a number in it has thousands of digits"


def field(entry: object, name: str) -> object:
    """The value under a dotted name; None where there is none."""
    for part in name.split("."):
        entry = entry.get(part) if isinstance(entry, dict) else None
    return entry


def names(entry: Mapping[str, object]) -> Iterator[str]:
    """Dotted names of the texts in an object."""
    for name, value in entry.items():
        if isinstance(value, dict):
            yield from (f"{name}.{inner}" for inner in names(value))
        elif isinstance(value, str):
            yield name
