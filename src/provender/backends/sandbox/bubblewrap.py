"""Walls of namespaces, by bubblewrap, with limits, the call filter and, where the kernel has it, Landlock inside."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from shutil import which
from typing import Any

from provender.backends.sandbox._driver import ENVIRONMENT, INSTALL, Confined, interpreter, server
from provender.core.errors import MachineError
from provender.core.registry import sandbox

LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store", "/etc/ld.so.cache")


@sandbox
@dataclass(frozen=True, slots=True, kw_only=True)
class Bubblewrap(Confined):
    """Programs in namespaces of their own (`bwrap`): no network, no foreign processes, no files but libraries.

    Attributes:
        cpu_s: CPU seconds that a program may use.
        wall_s: seconds that it may take, used or slept away.
        memory_mb: MiB of address space, the interpreter's own 30 or so included.
        output_kb: KiB that it may print; one that prints more is ended.

    >>> Bubblewrap(cpu_s=1).run(["print(6 * 7)"])  # doctest: +SKIP
    [Ran(ended=<Ended.FINISHED: 'finished'>, stdout='42\\n', exit=0, cpu_s=0.003, error='')]
    """

    def command(self) -> list[str]:
        """The server, with everything else taken away around it."""
        bwrap = which("bwrap")
        if bwrap is None:
            raise MachineError("bubblewrap is not installed", where="the sandbox", mend=INSTALL)
        return [bwrap, *_namespaces(), *_files(), "--", *server()]

    def missing(self, walls: Mapping[str, Any]) -> str:
        """Started by root, the server has to become another user."""
        return "" if walls.get("user") else "programs would run as root"


def _namespaces() -> Iterator[str]:
    """Every kind of namespace; root needs none for users, and so can become nobody in earnest."""
    yield from ("--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")
    yield from ("--cap-drop", "ALL", "--clearenv", "--chdir", "/")
    if os.getuid():
        yield "--unshare-user"
    else:
        yield from ("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    for name, value in ENVIRONMENT.items():
        yield from ("--setenv", name, value)


def _files() -> Iterator[str]:
    """The interpreter and the system's libraries, to be read; no /proc, no /dev and no place to write."""
    for folder in LIBRARIES:
        yield from ("--ro-bind-try", folder, folder)
    prefix = interpreter()[1]
    yield from ("--ro-bind", prefix, prefix)
