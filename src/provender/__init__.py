"""Provender: a factory that makes training data and proves it.

The face of the package: a dozen names, each imported when it is first used,
so that `import provender` costs next to nothing.
"""

from importlib import import_module
from typing import Any

from provender.core.version import VERSION as __version__

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
    "run": "run.waves",
}
__all__ = [*sorted(_HOME), "__version__"]  # noqa: PLE0604  # one list of names, kept once


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'provender' has no attribute {name!r}")
    return getattr(import_module(f"provender.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
