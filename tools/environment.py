"""Make the virtual environment from the pinned requirements: `python3 tools/environment.py FOLDER run|dev [--fastest]`.

Needs nothing but Python 3.11 with venv. With `--fastest` it takes another Python of the same version (3.11, say) that
lies on the machine, if that one is clearly faster: one built without optimisation, as pyenv builds them, takes a
quarter more time for everything. Packages come through uv when pip can get it (about five times faster),
else through pip; either way only files whose SHA-256 stands in `requirements/` are installed. A second call
finds the stamp of the first and does nothing. pip's own settings (an index, certificates) are handed on to uv
and never shown.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import subprocess
import sys
import time
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

HOME = Path(__file__).parent.parent
PINS = {"run": ("run.txt", "build.txt"), "dev": ("dev.txt",)}
CLEARLY_FASTER = 0.9  # of the time
ORDINARY_CODE = """
import ensurepip, venv
from time import process_time
def work(n):
    seen = {}
    for k in range(n):
        seen[f"{k % 97}"] = (k, str(k).split("7"), seen.get(f"{k % 89}"))
    return len(seen)
def timed():
    began = process_time()
    work(20_000)
    return process_time() - began
print(min(timed() for _ in range(5)))
"""
UV_NAME = {  # pip's setting -> uv's variable
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}


def main(arguments: Sequence[str]) -> int:
    """Make or bring up to date the environment; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  # this file alone is read by whatever python3 is
        print(f"Provender needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        print("  mend: make run PYTHON=python3.12 (the name of a newer one)", file=sys.stderr)
        return 5
    folder, kind = Path(arguments[0]), arguments[1]
    if is_ready(folder, kind):
        return 0
    if "--fastest" in arguments and not python_of(folder).exists() and (better := faster_python()):
        print(f"taking {better}, which is faster than {sys.executable} (PYTHON=python3 insists on it)", flush=True)
        os.execv(better, [better, __file__, str(folder), kind])
    began = time.monotonic()
    print(f"setting up {folder} (once; a minute or so)", flush=True)
    try:
        create(folder)
        installer = install(folder, kind)
    except subprocess.CalledProcessError as failed:
        print(masked(failed.stdout or ""), file=sys.stderr)
        print("the environment could not be set up, see above; the same command tries again", file=sys.stderr)
        return 5
    (folder / f".ready-{kind}").write_text(stamp(folder, kind), encoding="utf-8")
    print(f"set up through {installer} in {time.monotonic() - began:.0f} s", flush=True)
    return 0


def faster_python() -> str | None:
    """Another Python of this version on the path or in /usr/bin that can make environments and is clearly faster."""
    if sys.prefix != sys.base_prefix:
        return None  # an environment of the user's own was chosen on purpose
    name, this = f"python3.{sys.version_info[1]}", os.path.realpath(sys.executable)
    found = {os.path.realpath(Path(folder, name)) for folder in (*os.get_exec_path(), "/usr/bin")}
    others = {python: seconds(python) for python in sorted(found - {this}) if os.access(python, os.X_OK)}
    best = min(others, key=others.__getitem__, default=None)
    return best if best and others[best] < CLEARLY_FASTER * seconds(this) else None


def seconds(python: str) -> float:
    """CPU seconds that a Python takes for a piece of ordinary code; infinite for one that cannot make environments."""
    try:
        return float(ask([python, "-I", "-c", ORDINARY_CODE]))
    except (subprocess.CalledProcessError, OSError, ValueError):
        return math.inf


def stamp(folder: Path, kind: str) -> str:
    """What the environment is made from: its Python, the bytes of the pins and of the project's own table."""
    files = [folder / "pyvenv.cfg", HOME / "pyproject.toml", *(HOME / "requirements" / name for name in PINS[kind])]
    return hashlib.sha256(b"\0".join([file.read_bytes() for file in files if file.exists()])).hexdigest()


def is_ready(folder: Path, kind: str) -> bool:
    """Whether an earlier call made this environment, or the fuller one, from the same files."""
    stamps = {name: folder / f".ready-{name}" for name in {kind, "dev"}}
    made = any(file.is_file() and file.read_text("utf-8") == stamp(folder, name) for name, file in stamps.items())
    return made and python_of(folder).exists()  # the Python that it links to may have gone since


def create(folder: Path) -> None:
    """An empty environment with pip; one that is there is kept."""
    if python_of(folder).exists():
        return
    try:
        venv.create(folder, with_pip=True, symlinks=True)
    except subprocess.CalledProcessError:
        print("python3 has no ensurepip; on Debian: apt-get install python3-venv", file=sys.stderr)
        raise


def install(folder: Path, kind: str) -> str:
    """Install the pins and then this project, editable; returns which installer did it."""
    python = str(python_of(folder))
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pins = [word for name in PINS[kind] for word in ("-r", str(HOME / "requirements" / name))]
    project = ["--no-deps", "--no-build-isolation", "--editable", str(HOME)]
    uv = [str(python_of(folder).with_name("uv")), "pip", "install", "--no-config", "--quiet"]
    uv += ["--python", python]  # hashes allow no constraint besides the pins
    try:
        ask([*pip, "--require-hashes", "-r", str(HOME / "requirements" / "uv.txt")])
        settings = {**uv_settings(python), "UV_INDEX_STRATEGY": "unsafe-best-match"}  # as pip does; the hashes hold
        ask([*uv, "--require-hashes", *pins], settings)
        ask([*uv, "--offline", *project])
        return "uv"
    except (subprocess.CalledProcessError, OSError):
        ask([*pip, "--require-hashes", *pins])
        ask([*pip, "--no-index", *project])
        return "pip"


def uv_settings(python: str) -> dict[str, str]:
    """pip's own settings, from its files and variables, under uv's names; what is set for uv itself stands."""
    listed = ask([python, "-m", "pip", "--disable-pip-version-check", "config", "list"])
    found: dict[str, str] = {}
    for line in listed.splitlines():  # in rising precedence: global, user, site, then variables
        name, _, value = line.partition("=")
        wanted = UV_NAME.get(name.rpartition(".")[2])
        if wanted and wanted not in os.environ:
            found[wanted] = value.strip("'\"").replace("\\n", " ")
    return found


def ask(command: Sequence[str], settings: Mapping[str, str] | None = None) -> str:
    """Run a command in silence; returns what it printed.

    Raises:
        CalledProcessError: it failed; carries what it printed.
    """
    done = subprocess.run(
        command,
        env={**os.environ, **(settings or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return done.stdout


def masked(text: str) -> str:
    """The text without addresses: an index's may hold a password."""
    return re.sub(r"\S+://\S+", "<address>", text)[-4000:]


def python_of(folder: Path) -> Path:
    """The environment's interpreter."""
    return folder / "bin" / "python"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
