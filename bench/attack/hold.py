"""Holds trials in processes of their own, as root and as an ordinary user."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from shutil import which

HOME = Path(__file__).parent.parent.parent
NOBODY = 65534
USERS = ("root", "ordinary")
WITHIN_S = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of the attacks on one back end by one user.

    Attributes:
        refused: why it could not be held; "" when it was.
        attacks: name -> what was seen of it, empty when it was blocked.
        outside: attacks that left a trace which was seen from outside the program.
    """

    refused: str = ""
    attacks: Mapping[str, Sequence[str]]
    outside: frozenset[str] = frozenset()

    @property
    def through(self) -> dict[str, Sequence[str]]:
        """The attacks that were not blocked."""
        return {name: seen for name, seen in self.attacks.items() if seen}


def hold(back_end: str, user: str) -> Trial:
    """Every attack on a back end ("bubblewrap", "landlock", "bare") by a user ("root", "ordinary")."""
    if user == "root" and os.getuid():
        return Trial(refused="this process is not root's, so nothing can be tried as root", attacks={})
    drop = user == "ordinary" and os.getuid() == 0
    python = _python_of_nobody() if drop else sys.executable
    if python is None:
        told = "an ordinary user can start no Python 3.11 or newer here, or may not read this checkout"
        return Trial(refused=told, attacks={})
    done = _run(python, "-m", "bench.attack.trial", back_end, drop=drop)
    if done.returncode:
        raise RuntimeError(f"the trial of {back_end} broke: {done.stderr[-2000:]}")
    found = json.loads(done.stdout.strip().rpartition("\n")[2])
    if "refused" in found:
        return Trial(refused=found["refused"], attacks={})
    attacks = {name: entry["through"] for name, entry in found["attacks"].items()}
    outside = frozenset(name for name, entry in found["attacks"].items() if entry["outside"])
    return Trial(attacks=attacks, outside=outside)


def _run(python: str, *arguments: str, drop: bool) -> "subprocess.CompletedProcess[str]":
    """Run Python in the checkout, as nobody when asked to."""
    environment = {"PYTHONPATH": f"{HOME / 'src'}{os.pathsep}{HOME}", "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PATH"] = os.environ.get("PATH", os.defpath)
    command = [python, *arguments]
    if drop:
        return subprocess.run(
            command, env=environment, cwd="/", capture_output=True, text=True, timeout=WITHIN_S, check=False,
            user=NOBODY, group=NOBODY, extra_groups=[],
        )  # fmt: skip
    return subprocess.run(
        command, env=environment, cwd="/", capture_output=True, text=True, timeout=WITHIN_S, check=False
    )


@lru_cache(maxsize=1)
def _python_of_nobody() -> str | None:
    """A Python that nobody in particular may start and that reads this checkout."""
    named = ("python3", "python3.14", "python3.13", "python3.12", "python3.11")
    places = (None, "/usr/local/bin", "/usr/bin")
    for python in dict.fromkeys([sys.executable, *(which(name, path=place) for place in places for name in named)]):
        if python is None:
            continue
        try:
            if _run(python, "-c", "import bench.attack.trial", drop=True).returncode == 0:
                return python
        except OSError:  # it lies in a folder that is closed to others
            continue
    return None
