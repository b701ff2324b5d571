"""Make the virtual environment from the pinned requirements: `python3 tools/environment.py FOLDER run|dev`.

Needs nothing but Python 3.11 with venv. Packages come through uv when pip can get it (about five times faster),
else through pip; either way only files whose SHA-256 stands in `requirements/` are installed. A second call
finds the stamp of the first and does nothing. pip's own settings (an index, certificates) are handed on to uv
and never shown.
"""

from __future__ import annotations

import hashlib
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
    began = time.monotonic()
    print(f"setting up {folder} (once; a minute or so)", flush=True)
    try:
        create(folder)
        installer = install(folder, kind)
    except subprocess.CalledProcessError as failed:
        print(masked(failed.stdout or ""), file=sys.stderr)
        print("the environment could not be set up, see above; the same command tries again", file=sys.stderr)
        return 5
    (folder / f".ready-{kind}").write_text(stamp(kind), encoding="utf-8")
    print(f"set up through {installer} in {time.monotonic() - began:.0f} s", flush=True)
    return 0


def stamp(kind: str) -> str:
    """What the environment is made from: Python and the bytes of the pins and of the project's own table."""
    files = [HOME / "pyproject.toml", *(HOME / "requirements" / name for name in PINS[kind])]
    return hashlib.sha256(b"\0".join([sys.version.encode(), *(file.read_bytes() for file in files)])).hexdigest()


def is_ready(folder: Path, kind: str) -> bool:
    """Whether an earlier call made this environment, or the fuller one, from the same files."""
    stamps = {name: folder / f".ready-{name}" for name in {kind, "dev"}}
    return any(file.is_file() and file.read_text(encoding="utf-8") == stamp(name) for name, file in stamps.items())


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
    uv = [str(python_of(folder).with_name("uv")), "pip", "install", "--quiet", "--python", python]
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
