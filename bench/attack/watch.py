"""Looks at a server's children through /proc while an attack runs: how many, how large, holding what, and who."""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
NAMESPACES = ("cgroup", "ipc", "mnt", "net", "pid", "user", "uts")
IDENTITY = ("Uid:", "Gid:", "Groups:", "CapInh:", "CapPrm:", "CapEff:")
OWN_PIPES = ("pipe:",)


def family(root: int) -> list[int]:
    """A process and all that descend from it, the eldest first."""
    found = [root]
    for pid in found:
        with suppress(OSError):  # it has ended meanwhile
            found += map(int, (PROC / str(pid) / "task" / str(pid) / "children").read_text().split())
    return found


def portrait(pid: int) -> dict[str, str]:
    """What does not change in a program that computes."""
    home = PROC / str(pid)
    status = (home / "status").read_text().split("\n")
    facts = {
        "command": (home / "cmdline").read_text("utf-8", "replace"),
        "identity": "\n".join(line for line in status if line.startswith(IDENTITY)),
    }
    with suppress(OSError):
        facts["namespaces"] = " ".join(os.readlink(home / "ns" / name) for name in NAMESPACES)
        facts["root"] = os.readlink(home / "root")
        facts["personality"] = (home / "personality").read_text()
        facts["mounts"] = (home / "mountinfo").read_text()
    return facts


def field(pid: int, name: str) -> str:
    """A line of a process's status; "" if there is none."""
    with suppress(OSError):
        lines = (PROC / str(pid) / "status").read_text().split("\n")
        return next((line.removeprefix(name).strip() for line in lines if line.startswith(name)), "")
    return ""


def held(pid: int) -> set[str]:
    """The descriptors of a process, as the kernel names them, but for pipes."""
    found = set()
    with suppress(OSError):
        for handle in os.listdir(PROC / str(pid) / "fd"):
            with suppress(OSError):
                found.add(os.readlink(PROC / str(pid) / "fd" / handle))
    return {name for name in found if not name.startswith(OWN_PIPES)}


def _fades(now: str, model: str) -> bool:
    """Whether a fact is as it was, or that of a program that is ending, whose facts are cut off or gone."""
    return model.startswith(now)


class Watch:
    """A thread that looks at a server's programs; a context manager around one attack.

    Args:
        server: process id of what was started (bubblewrap, or the server itself).
        memory_mb: MiB of resident memory that a program may have.
        bystander: process id of one that nobody is to touch.
    """

    def __init__(self, server: int, *, memory_mb: int, bystander: int) -> None:
        self._server = server
        self._memory_mb = memory_mb
        self._elders = family(server)
        self._traceable = {"the bystander": bystander, "the server": self._elders[-1]}
        self._model = portrait(self._elders[-1])
        self._held = held(self._elders[-1])
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look_on)
        self.seen: dict[str, None] = {}

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look_on(self) -> None:
        while not self._stop.is_set():
            self._look()
            time.sleep(0.004)

    def _look(self) -> None:
        programs = [pid for pid in family(self._server) if pid not in self._elders]
        if len(programs) > 1:
            self._note("it became several processes")
        for name, pid in self._traceable.items():
            if field(pid, "TracerPid:") not in ("", "0"):
                self._note(f"{name} is traced")
        for pid in programs:
            with suppress(OSError, ValueError, IndexError):
                self._look_at(pid)

    def _look_at(self, pid: int) -> None:
        if int(field(pid, "Threads:") or 1) > 1:
            self._note("it has threads")
        if int((field(pid, "VmRSS:") or "0").split()[0]) > self._memory_mb << 10:
            self._note("it has more memory than allowed")
        for name in held(pid) - self._held:
            self._note(f"it holds {name.split(':')[0]}")
        now = portrait(pid)
        for fact in now.keys() & self._model.keys():
            if not _fades(now[fact], self._model[fact]):
                self._note(f"its {fact} changed")

    def _note(self, harm: str) -> None:
        self.seen[harm] = None
