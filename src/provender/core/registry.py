"""Parts by name: the name is the path.

`reasoning/arithmetic/gcd`, asked for as a generator, is the class under `@generator` in
`provender/reasoning/arithmetic/generators/gcd.py`. Nothing is listed and nothing is imported until it
is asked for. Other packages offer parts through the entry-point group `provender.parts`, each entry
named `<kind>:<name>` and pointing at the class.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from provender.core import dials as _dials
from provender.core.errors import MissingExtra, UnknownName
from provender.core.recipe import NOTHING

C = TypeVar("C", bound=type)

ROOT = Path(__file__).parent.parent
PACKAGE = "provender"
GROUP = "provender.parts"

# kind -> the folder that holds such parts, anywhere in a wing; or one fixed folder of a back end
WING_FOLDERS = {
    "generator": "generators",
    "verifier": "verifiers",
    "audit": "audits",
    "corruption": "corruptions",
    "student": "students",
    "reader": "readers",
    "exporter": "exporters",
    "panel": "panels",
    "gold": "golds",
}
FIXED_FOLDERS = {"teacher": "backends/teachers", "engine": "backends/engines", "sandbox": "backends/sandbox"}
KINDS = (*WING_FOLDERS, *FIXED_FOLDERS, "codec")

_EXTRA_OF = {
    "jax": "student",
    "jaxlib": "student",
    "optax": "student",
    "ortools": "reasoning",
    "sympy": "reasoning",
    "mujoco": "robotics",
    "embreex": "twin",
    "numba": "twin",
    "PIL": "twin",
    "duckdb": "tabular",
    "sklearn": "tabular",
    "scipy": "tabular",
    "pint": "judge",
    "py3langid": "judge",
    "threadpoolctl": "tabular",
}

_named: dict[type, tuple[str, str]] = {}


def _marker(kind: str) -> Callable[[C], C]:
    """The decorator for one kind of part."""

    def mark(part: C) -> C:
        if not is_dataclass(part) or not part.__dataclass_params__.frozen:  # type: ignore[attr-defined]
            raise TypeError(f"{part.__qualname__} must be a frozen dataclass to be a {kind}")
        _named.setdefault(part, (kind, _name_from_module(kind, part.__module__)))
        return part

    mark.__doc__ = f"Mark the one class of a file as its {kind}."
    return mark


generator = _marker("generator")
verifier = _marker("verifier")
audit = _marker("audit")
corruption = _marker("corruption")
student = _marker("student")
reader = _marker("reader")
exporter = _marker("exporter")
panel = _marker("panel")
gold = _marker("gold")
teacher = _marker("teacher")
engine = _marker("engine")
sandbox = _marker("sandbox")
codec = _marker("codec")


def _name_from_module(kind: str, module: str) -> str:
    """provender.reasoning.arithmetic.generators.gcd -> reasoning/arithmetic/gcd."""
    path = module.removeprefix(PACKAGE + ".").replace(".", "/")
    if kind in FIXED_FOLDERS:
        return path.removeprefix(FIXED_FOLDERS[kind] + "/")
    folder = WING_FOLDERS.get(kind)
    head, _, last = path.rpartition("/")
    if folder and head.rpartition("/")[2] == folder:
        head = head.rpartition("/")[0]
    return f"{head}/{last}" if head else last


def _module_of(kind: str, name: str) -> str:
    """reasoning/arithmetic/gcd -> provender.reasoning.arithmetic.generators.gcd."""
    if kind in FIXED_FOLDERS:
        path = f"{FIXED_FOLDERS[kind]}/{name}"
    elif kind in WING_FOLDERS:
        head, _, last = name.rpartition("/")
        path = f"{head}/{WING_FOLDERS[kind]}/{last}"
    else:
        path = name
    return f"{PACKAGE}.{path.replace('/', '.')}"


def _is_plain(name: str) -> bool:
    """Whether a name is lower-case identifiers joined by "/": no dots, no class paths."""
    return all(part.isidentifier() and part == part.lower() for part in name.split("/"))


@lru_cache(maxsize=1)
def _outside() -> Mapping[str, EntryPoint]:
    """Entry points of other packages, by `<kind>:<name>`."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


@lru_cache(maxsize=4096)
def find(kind: str, name: str, *, where: str = "the recipe") -> type:
    """The class of a part.

    Raises:
        UnknownName: there is none of that name; offers the nearest.
        MissingExtra: it needs a package that is not installed.
    """
    if entry := _outside().get(f"{kind}:{name}"):
        part: type = entry.load()
        _named[part] = (kind, name)
        return part
    module = _module_of(kind, name)
    if not _is_plain(name) or not _exists(module):
        raise UnknownName.among(kind, name, names(kind), where=where)
    try:
        loaded = import_module(module)
    except ModuleNotFoundError as missing:
        raise _missing_extra(missing, name, where=where) from missing
    for value in vars(loaded).values():
        if isinstance(value, type) and value.__module__ == module and _named.get(value, ("",))[0] == kind:
            return value
    raise UnknownName.among(kind, name, names(kind), where=where)


def _exists(module: str) -> bool:
    """Whether a module can be found; a missing parent is a plain no."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] == PACKAGE:
            return False
        raise


def _missing_extra(missing: ModuleNotFoundError, name: str, *, where: str) -> Exception:
    """The error for an import that failed inside a part's file."""
    package = (missing.name or "").split(".")[0]
    if package == PACKAGE:
        return missing
    extra = _EXTRA_OF.get(package, package)
    return MissingExtra(
        f"{name} needs the package {package!r}, which is not installed",
        where=where,
        mend=f"pip install 'provender[{extra}]'",
    )


def load(kind: str, name: str, dials: Mapping[str, object] = NOTHING, *, where: str = "the recipe") -> Any:
    """The part, its dials set and checked.

    Raises:
        UnknownName: no such part or dial.
        RecipeError: a dial's value is refused.
        MissingExtra: the part needs a package that is not installed.

    >>> load("generator", "reasoning/arithmetic/gdc")
    Traceback (most recent call last):
    provender.core.errors.UnknownName: no generator is called 'reasoning/arithmetic/gdc'
      where: the recipe
      mend:  did you mean 'reasoning/arithmetic/gcd'?
    """
    return _dials.make(find(kind, name, where=where), dials, name=name, where=where)


def names(kind: str) -> tuple[str, ...]:
    """Names of all parts of a kind, sorted; found by looking for files with its decorator, importing nothing."""
    found = {entry.partition(":")[2] for entry in _outside() if entry.partition(":")[0] == kind}
    if kind in FIXED_FOLDERS:
        files = (ROOT / FIXED_FOLDERS[kind]).glob("[!_]*.py")
    elif kind in WING_FOLDERS:
        files = ROOT.rglob(f"{WING_FOLDERS[kind]}/[!_]*.py")
    else:
        return tuple(sorted(found | {name for part, name in _named.values() if part == kind}))
    for file in files:
        if f"\n@{kind}\n" not in file.read_text(encoding="utf-8"):
            continue  # a part's helper
        module = ".".join((PACKAGE, *file.relative_to(ROOT).with_suffix("").parts))
        found.add(_name_from_module(kind, module))
    return tuple(sorted(found))


def source_file(kind: str, name: str) -> Path | None:
    """The file of a part of this package, nothing imported; None for another package's."""
    file = ROOT.parent.joinpath(*_module_of(kind, name).split(".")).with_suffix(".py")
    return file if _is_plain(name) and file.is_file() else None


def name_of(part: object) -> str:
    """The registered name of a part or of its class.

    Raises:
        KeyError: it is no registered part.
    """
    return _named[part if isinstance(part, type) else type(part)][1]


def forget() -> None:
    """Drop what was looked up: for tests that add parts while the process runs."""
    _outside.cache_clear()
    find.cache_clear()
    for part in [part for part in _named if not part.__module__.startswith(f"{PACKAGE}.")]:
        del _named[part]
    sys.path_importer_cache.clear()
