"""Provender: a factory that makes training data and proves it.

The face of the package: a dozen names, each imported when it is first used,
so that `import provender` costs next to nothing.
"""

from importlib import import_module
from typing import Any

from provender.version import VERSION as __version__

_HOME = {
    "Anchor": "core.anchor",
    "Claim": "core.claim",
    "Derivation": "core.claim",
    "Limits": "core.recipe",
    "ProvenderError": "core.errors",
    "Recipe": "core.recipe",
    "Record": "core.record",
    "Shard": "core.recipe",
    "Use": "core.recipe",
    "Verdict": "core.verdict",
    "load": "core.registry",
    "load_recipe": "recipes.load",
    "RunOptions": "run.options",
    "run_recipe": "run.waves:run",  # not `run`: that is the room, and Python sets it once anything imports it
}
__all__ = [*sorted(_HOME), "__version__"]  # noqa: PLE0604  # one list of names, kept once


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'provender' has no attribute {name!r}")
    module, _, known_as = _HOME[name].partition(":")
    return getattr(import_module(f"provender.{module}"), known_as or name)


def __dir__() -> list[str]:
    return __all__
