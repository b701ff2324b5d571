"""Check this machine: Python, cores, memory, disk, packages, extras, the data folder, and what its sandboxes block."""

import argparse
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version

from provender.cli.flags import json_flag
from provender.cli.terminal import say, say_json, say_table
from provender.core.errors import MachineError
from provender.core.files import DATA
from provender.core.protocols import Attempt, Sandbox
from provender.core.registry import load

PYTHON = (3, 11)
GIB = 2**30
SANDBOXES = ("bubblewrap", "landlock")  # strongest first: a run takes the first that holds
REQUIRED = (
    "aiohttp", "babel", "jinja2", "numpy", "pyarrow", "pydantic", "python-flint", "rich", "ruamel.yaml",
)  # fmt: skip
EXTRAS = {
    "judge": ("cryptography", "duckdb", "numba", "pint", "py3langid", "scikit-learn", "scipy"),
    "quickstart": ("embreex", "numba", "pillow", "scikit-learn", "scipy", "threadpoolctl"),
    "reasoning": ("ortools",),
    "robotics": ("embreex", "mujoco", "numba", "pillow"),
    "student": ("jax", "optax"),
    "tabular": ("dp-accounting", "duckdb", "jax", "optax", "scikit-learn", "scipy", "threadpoolctl"),
    "twin": ("embreex", "numba", "pillow"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Say what is there; 5 if something that is always needed is missing."""
    tried = {name: _tried(load("sandbox", name)) for name in SANDBOXES}
    found = [_python(), _cores(), _memory(), _disk(), *_packages(), *_extras(), _data(), *map(_sandbox, tried.items())]
    broken = [name for name, state, _ in found if state == "missing"]
    if args.json:
        say_json({name: {"state": state, "told": told} for name, state, told in found})
    else:
        say_table(found)
        say("")
        say_attempts({name: found for name, found in tried.items() if isinstance(found, Sequence)})
        say("", f"missing: {', '.join(broken)}" if broken else "all that is needed is here")
    return 5 if broken else 0


def _python() -> tuple[str, str, str]:
    """The interpreter."""
    state = "ok" if sys.version_info >= PYTHON else "missing"
    return "python", state, f"{platform.python_version()} on {platform.system()} {platform.machine()}"


def _cores() -> tuple[str, str, str]:
    """Cores this process may use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return "cores", "ok", f"{usable} usable; --workers takes as many unless told otherwise"


def _memory() -> tuple[str, str, str]:
    """Physical memory."""
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return "memory", "note", "unknown"
    return "memory", "ok" if size >= 2 * GIB else "note", f"{size / GIB:.1f} GiB"


def _disk() -> tuple[str, str, str]:
    """Room where runs are written."""
    disk = os.statvfs(os.curdir)
    free = disk.f_bavail * disk.f_frsize
    writable = os.access(os.curdir, os.W_OK)
    told = f"{free / GIB:.1f} GiB free here" + ("" if writable else ", but this folder cannot be written")
    return "disk", "ok" if free >= GIB and writable else "note", told


def _installed(package: str) -> str | None:
    """A package's version, nothing imported."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _packages() -> list[tuple[str, str, str]]:
    """What every run needs."""
    found = {package: _installed(package) for package in REQUIRED}
    return [(name, "ok" if number else "missing", number or f"pip install {name}") for name, number in found.items()]


def _extras() -> list[tuple[str, str, str]]:
    """What some parts need."""
    rows = []
    for extra, packages in EXTRAS.items():
        absent = [package for package in packages if not _installed(package)]
        there = ", ".join(f"{package} {_installed(package)}" for package in packages)
        told = f"pip install 'provender[{extra}]' for parts that need {', '.join(absent)}" if absent else there
        rows.append((f"extra {extra}", "note" if absent else "ok", told))
    return rows


def _data() -> tuple[str, str, str]:
    """The folder where relative data files are looked for last."""
    folder = os.environ.get(DATA, "")
    if not folder:
        return DATA, "note", "not set: data files are looked for beside the recipe and in the current folder"
    return DATA, "ok" if os.path.isdir(folder) else "note", folder if os.path.isdir(folder) else f"no folder {folder}"


def _tried(sandbox: Sandbox) -> Sequence[Attempt] | MachineError:
    """What came of the attempts to leave a back end, or why it does not stand here."""
    try:
        return sandbox.probe()
    except MachineError as refused:
        return refused


def _sandbox(row: tuple[str, Sequence[Attempt] | MachineError]) -> tuple[str, str, str]:
    """One back end for untrusted code."""
    name, tried = f"sandbox {row[0]}", row[1]
    if isinstance(tried, MachineError):
        return name, "note", f"{tried.what}; {tried.mend}"
    if through := [attempt.name for attempt in tried if not attempt.blocked]:
        return name, "note", f"never used: lets through {', '.join(through)}"
    return name, "ok", f"blocks all {len(tried)} ways out that were tried"


def say_attempts(tried: Mapping[str, Sequence[Attempt]]) -> None:
    """Print every way out and what each back end that stands here does about it."""
    found = {name: {attempt.name: attempt for attempt in attempts} for name, attempts in tried.items()}
    ways = dict.fromkeys(way for attempts in found.values() for way in attempts)
    rows = [(way, *(_told(attempts.get(way)) for attempts in found.values())) for way in ways]
    if rows:
        say_table(rows, head=("a program tries to", *found))


def _told(attempt: Attempt | None) -> str:
    """One cell of the table."""
    if attempt is None:
        return "not tried"
    return "blocked" if attempt.blocked else f"THROUGH: {attempt.told}"
