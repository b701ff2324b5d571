"""The run's lock file: what was asked and with which versions, so that a resumed run is the same run."""

from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from provender.core.errors import RecipeChanged
from provender.core.files import locate
from provender.core.registry import find
from provender.recipes.diff import diff
from provender.recipes.dump import dump_recipe
from provender.run.papers.sources import sources
from provender.run.workshop import ANCHOR, Workshop
from provender.store.budgets.accounts import Accounts
from provender.store.folder import RunFolder
from provender.version import VERSION

_PACKAGES = ("numpy", "pyarrow")


def lock_of(workshop: Workshop) -> dict[str, object]:
    """Everything that decides what comes out: recipe, versions of parts, digest of the anchor."""
    recipe = workshop.recipe
    files = [name for name in recipe.limits.decontaminate if name != ANCHOR]
    files += [str(use.dials["path"]) for use in recipe.verifiers if use.dials.get("path")]
    read = {name: _digest(name) for name in sorted(set(files))}
    return {
        "recipe": recipe.canonical(),
        "digest": recipe.digest,
        "generators": {use.name: str(find("generator", use.name).version) for use in recipe.generators},  # type: ignore[attr-defined]
        "anchor": _anchor_digest(workshop),
        "private": any(one.anchor().private for one in workshop.wings().values()),
        "sources": sources(workshop),
        **({"anchors": anchors} if (anchors := _anchors(workshop)) else {}),
        "provender": VERSION,
        "packages": {name: _installed(name) for name in _PACKAGES},
        **({"files": read} if read else {}),
    }


def _digest(name: str) -> str:
    """The digest of a file that judges read."""
    return sha256(locate(name, where="the recipe").read_bytes()).hexdigest()


def _anchor_digest(workshop: Workshop) -> str:
    """The digest of the anchor; under epsilon veiled: it would tell whoever guesses all rows but one the last."""
    digest = workshop.anchor().digest
    return digest if workshop.recipe.limits.epsilon is None else Accounts().veil(digest)


def _anchors(workshop: Workshop) -> dict[str, str]:
    """The digest of each wing's anchor; empty where the recipe has one for all."""
    return {name: _anchor_digest(one) for name, one in workshop.wings().items() if name}


def _installed(name: str) -> str:
    """A package's version, "" when it is absent."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def settle(folder: RunFolder, workshop: Workshop) -> None:
    """Write the lock file of a new run, or insist that an old run was asked the same.

    Raises:
        RecipeChanged: what is asked now differs; names every field that does.
    """
    with workshop.beside():
        lock = lock_of(workshop)
    old = folder.read_lock()
    if old is None:
        folder.write_recipe(dump_recipe(workshop.recipe), lock)
        return
    changes = _changes(old, lock)
    if changes:
        raise RecipeChanged(
            "the run on disk was made from another recipe:\n" + "\n".join(f"    {line}" for line in changes),
            where=str(folder.path),
            mend="give the run another name or output folder, or start over with --fresh",
        )


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Readable differences, of the recipe field by field, then of versions and anchor."""
    lines = [str(change) for change in diff(old["recipe"], new["recipe"])]
    if old["anchor"] != new["anchor"]:
        lines.append(f"anchor content: {str(old['anchor'])[:12]} -> {str(new['anchor'])[:12]}")
    for name in sorted(old.get("anchors", {}).keys() & new.get("anchors", {}).keys()):
        if old["anchors"][name] != new["anchors"][name]:
            was, now = old["anchors"][name][:12], new["anchors"][name][:12]
            lines.append(f"content of the anchor of {name}: {was} -> {now}")
    for kind in ("generators", "packages"):
        for name in sorted({*old[kind], *new[kind]}):
            if old[kind].get(name) != new[kind].get(name):
                lines.append(f"version of {name}: {old[kind].get(name)} -> {new[kind].get(name)}")
    for name in sorted(old.get("files", {}).keys() & new.get("files", {}).keys()):
        if old["files"][name] != new["files"][name]:
            lines.append(f"content of {name}: {old['files'][name][:12]} -> {new['files'][name][:12]}")
    return lines
