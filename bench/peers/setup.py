"""Sets up a peer's environment from its pinned requirements and runs its script there."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def ask(peer: str, script: str, *arguments: str) -> tuple[Any, str]:
    """What a peer's script prints as JSON on its last line, or None and why there is nothing.

    Args:
        peer: folder under bench/peers with requirements.txt and the script.
    """
    folder = HERE / peer
    try:
        python = environment(peer)
        done = subprocess.run([python, folder / script, *arguments], capture_output=True, text=True, check=True)
        return json.loads(done.stdout.strip().splitlines()[-1]), ""
    except (subprocess.CalledProcessError, OSError, ValueError, IndexError) as error:
        told = getattr(error, "stderr", "") or str(error)
        return None, f"{peer} cannot be measured here: {told.strip().splitlines()[-1] if told.strip() else error!r}"


def environment(peer: str) -> Path:
    """The peer's Python, set up if it is not there yet or was made from other pins.

    Raises:
        CalledProcessError: it cannot be installed here.
    """
    home = HERE / peer / "env"
    python, stamp, pins = home / "bin" / "python", home / "pins.txt", HERE / peer / "requirements.txt"
    if not (stamp.exists() and stamp.read_bytes() == pins.read_bytes()):
        _install(HERE / peer, python)
        shutil.copyfile(pins, stamp)  # last: a half-made environment is made again
    return python


def _install(folder: Path, python: Path) -> None:
    """A new environment with the peer's pinned packages; hashes are held to where the file has them.

    A peer that needs torch has none: which build of a version pip finds depends on the machine. What `without.txt`
    names is removed again: pulled in by a dependency, not needed, and in the way.
    """
    subprocess.run(
        [sys.executable, "-m", "venv", "--clear", folder / "env"], check=True, capture_output=True, text=True
    )
    pinned = folder / "requirements.txt"
    hashed = ["--require-hashes"] if "--hash=" in pinned.read_text("utf-8") else []
    command = [str(python), "-m", "pip", "install", "-q", *hashed, "-r", str(pinned)]
    unwanted = folder / "without.txt"
    subprocess.run(command, check=True, capture_output=True, text=True)
    if unwanted.exists():
        remove = [str(python), "-m", "pip", "uninstall", "-q", "-y", "-r", str(unwanted)]
        subprocess.run(remove, check=True, capture_output=True, text=True)
