"""Check this machine: Python, cores, memory, disk, packages, extras, the data folder."""

import argparse
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from provender.cli.flags import json_flag
from provender.cli.terminal import say, say_json, say_table
from provender.core.files import DATA

PYTHON = (3, 11)
GIB = 2**30
REQUIRED = ("jinja2", "numpy", "pyarrow", "pydantic", "rich", "ruamel.yaml")
EXTRAS = {"student": ("jax", "optax")}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Say what is there; 5 if something that is always needed is missing."""
    found = [_python(), _cores(), _memory(), _disk(), *_packages(), *_extras(), _data(), _sandbox()]
    broken = [name for name, state, _ in found if state == "missing"]
    if args.json:
        say_json({name: {"state": state, "told": told} for name, state, told in found})
    else:
        say_table(found)
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
        told = f"pip install 'provender[{extra}]' for parts that need {', '.join(absent)}" if absent else "installed"
        rows.append((f"extra {extra}", "note" if absent else "ok", told))
    return rows


def _data() -> tuple[str, str, str]:
    """The folder where relative data files are looked for last."""
    folder = os.environ.get(DATA, "")
    if not folder:
        return DATA, "note", "not set: data files are looked for beside the recipe and in the current folder"
    return DATA, "ok" if os.path.isdir(folder) else "note", folder if os.path.isdir(folder) else f"no folder {folder}"


def _sandbox() -> tuple[str, str, str]:
    """Where untrusted code may run."""
    return "sandbox", "note", "none yet: no part runs code that a model wrote"
