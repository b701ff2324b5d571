"""Where a recipe's relative file names lead: the recipe's own folder, the current one, then `PROVENDER_DATA`.

A recipe says `path: gsm8k/test.jsonl`, never where that lies on one machine, so its digest is the same everywhere.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import get_close_matches
from pathlib import Path

from provender.core.errors import InputError

DATA = "PROVENDER_DATA"

_beside: ContextVar[str] = ContextVar("beside", default="")


@contextmanager
def beside(folder: str | Path) -> Iterator[None]:
    """Look into `folder` (a recipe's, see `Recipe.folder`) before anywhere else; "" changes nothing."""
    token = _beside.set(str(folder) or _beside.get())
    try:
        yield
    finally:
        _beside.reset(token)


def places() -> tuple[Path, ...]:
    """The folders that are looked into, in order."""
    named = (_beside.get(), os.curdir, os.environ.get(DATA, ""))
    return tuple(dict.fromkeys(Path(place) for place in named if place))


def locate(path: str, *, where: str) -> Path:
    """The regular file that a `path` dial names.

    Args:
        path: absolute, or relative to one of `places()`.
        where: who asks, for the error.

    Raises:
        InputError: there is none, or it is no regular file.
    """
    if not path or "\0" in path:
        raise InputError(f"path={path!r} names no file", where=where, mend="give the name of a file")
    tried = [place / path for place in places()]
    for file in tried:
        if _is(file, "file"):
            return file
    for other in tried:
        if _is(other, "dir"):
            raise InputError(f"{path!r} is a folder, not a file", where=where, mend=f"name a file inside {other}")
        if _is(other, "there"):
            raise InputError(f"{path!r} is no regular file", where=where, mend="copy its content into a file")
    raise InputError(f"there is no file {path!r}", where=where, mend=_mend(tried))


def locate_folder(path: str, *, where: str) -> Path:
    """The folder that a `path` dial names, looked for as `locate` looks for a file.

    Raises:
        InputError: there is none.
    """
    tried = [place / path for place in places()] if path and "\0" not in path else []
    for folder in tried:
        if _is(folder, "dir"):
            return folder
    mend = _mend(tried) if tried else "give the name of a folder"
    raise InputError(f"there is no folder {path!r}", where=where, mend=mend)


def _is(file: Path, kind: str) -> bool:
    """Whether a path leads to something of a kind; one that cannot even be asked about does not."""
    asked = {"file": file.is_file, "dir": file.is_dir, "there": file.exists}[kind]
    try:
        return asked()
    except (OSError, ValueError):
        return False


def _mend(tried: list[Path]) -> str:
    """The nearest file in the folders where it should have been, else what was looked at."""
    for file in tried:
        if _is(file.parent, "dir"):
            near = get_close_matches(file.name, sorted(os.listdir(file.parent)), n=1)
            if near:
                return f"did you mean {str(file.parent / near[0])!r}?"
    looked = ", ".join(str(file.parent) for file in tried)
    unset = "" if os.environ.get(DATA) else f"; or set {DATA} to the folder of your data"
    return f"looked into {looked}{unset}"
