"""Sets up a peer's environment from its pinned requirements and runs its script there."""

import json
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
    python = folder / "env" / "bin" / "python"
    try:
        if not python.exists():
            _install(folder, python)
        done = subprocess.run([python, folder / script, *arguments], capture_output=True, text=True, check=True)
        return json.loads(done.stdout.strip().splitlines()[-1]), ""
    except (subprocess.CalledProcessError, OSError, ValueError, IndexError) as error:
        told = getattr(error, "stderr", "") or str(error)
        return None, f"{peer} cannot be measured here: {told.strip().splitlines()[-1] if told.strip() else error!r}"


def _install(folder: Path, python: Path) -> None:
    """A new environment with the peer's pinned packages."""
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True, capture_output=True, text=True)
    command = [str(python), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(folder / "requirements.txt")]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError:
        python.unlink()  # a half-made environment is made again
        raise
