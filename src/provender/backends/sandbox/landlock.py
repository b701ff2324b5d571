"""Walls that need nothing installed: Landlock, no new privileges, another user, limits and the call filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from provender.backends.sandbox._driver import Confined, server
from provender.core.registry import sandbox


@sandbox
@dataclass(frozen=True, slots=True, kw_only=True)
class Landlock(Confined):
    """Programs behind Landlock (Linux 5.13 or newer); started by root, they run as nobody.

    A program sees the host's process numbers, and nothing more of it.

    Attributes:
        cpu_s: CPU seconds that a program may use.
        wall_s: seconds that it may take, used or slept away.
        memory_mb: MiB of address space, the interpreter's own 30 or so included.
        output_kb: KiB that it may print; one that prints more is ended.

    >>> Landlock(cpu_s=1).run(["print(6 * 7)"])  # doctest: +SKIP
    [Ran(ended=<Ended.FINISHED: 'finished'>, stdout='42\\n', exit=0, cpu_s=0.003, error='')]
    """

    def command(self) -> list[str]:
        """The server raises these walls itself."""
        return server()

    def missing(self, walls: Mapping[str, Any]) -> str:
        """This kernel's Landlock and the change of user are both needed."""
        if not walls.get("landlock"):
            return "this kernel has no Landlock (Linux 5.13 or newer, in the list of enabled security modules)"
        return "" if walls.get("user") else "programs would run as root"
