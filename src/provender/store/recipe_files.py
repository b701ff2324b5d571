"""recipe.yaml and recipe.lock.json: what was asked for, as it was written and as it was understood."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from provender.core.errors import IntegrityError, RecipeChanged
from provender.store import checked
from provender.store.disk import Disk
from provender.store.names import LOCK, RECIPE
from provender.store.steps import DERIVED, FILE
from provender.store.writer import Writer

_MEND = "put the file back from a copy, or start afresh (--fresh)"


def write(disk: Disk, writer: Writer, yaml_text: str, lock: Mapping[str, object]) -> None:
    """Keep the recipe, once. The lock comes last and names the text's digest.

    Raises:
        RecipeChanged: the run has another lock already.
    """
    known = read_lock(disk)
    plain = json.loads(checked.canonical(lock))
    if known is None:
        text = yaml_text.encode()
        # a driver that was killed before its lock was written may have left another text here
        writer.replace(RECIPE, [text], DERIVED)
        writer.publish(LOCK, checked.dump({"lock": plain, "recipe": sha256(text).hexdigest()}), FILE)
    elif known != plain:
        raise RecipeChanged(
            "this run was made from another recipe",
            where=LOCK,
            mend="give the changed recipe another name, or start afresh (--fresh)",
        )


def read_lock(disk: Disk) -> dict[str, Any] | None:
    """The resolved recipe; None when there is none yet.

    Raises:
        IntegrityError: a byte differs.
    """
    body = _read(disk)
    return None if body is None else body["lock"]


def verify(disk: Disk) -> None:
    """Hold both files against their checksums.

    Raises:
        IntegrityError: a byte differs.
    """
    body = _read(disk)
    if body is not None and sha256(disk.read(RECIPE) or b"").hexdigest() != body["recipe"]:
        raise IntegrityError("the recipe differs from what was written", where=RECIPE, mend=_MEND)


def _read(disk: Disk) -> dict[str, Any] | None:
    """The lock file's body."""
    data = disk.read(LOCK)
    return None if data is None else checked.load(data, where=LOCK, mend=_MEND)
