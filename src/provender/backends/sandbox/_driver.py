"""The driver's side of a sandbox: starts a server behind walls, hands it programs, and never waits for ever.

A server is kept for as long as this process lives: starting one takes a tenth of a second, a program behind it a
few milliseconds. All that it says is checked like a stranger's word.
"""

import atexit
import json
import os
import platform
import select
import struct
import subprocess
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from provender.backends.sandbox import _probe, _seccomp
from provender.core.errors import MachineError, RecipeError
from provender.core.protocols import Attempt, Ended, Ran

NOBODY = 65534
START_S = 60.0  # a first start reads the standard library from a cold disk
GRACE_S = 10.0  # beyond a program's wall clock, for the server to say so
ENVIRONMENT = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
INSTALL = "apt-get install bubblewrap (other systems have it under the same name)"


def interpreter() -> tuple[str, str]:
    """The Python that runs programs, free of any virtual environment, and the folder that holds it."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    return os.path.realpath(base), sys.base_prefix


def server() -> list[str]:
    """The command that starts a server: no site packages, no user's packages, no files of ours."""
    text = Path(__file__).with_name("_server.py").read_text("utf-8")
    return [interpreter()[0], "-s", "-S", "-P", "-B", "-c", text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confined(ABC):
    """What every back end shares: the limits, told in its own docstring, the server and the probe."""

    cpu_s: int = 2
    wall_s: float = 20.0
    memory_mb: int = 512
    output_kb: int = 64

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if value <= 0:
                raise RecipeError(f"{name}={value} leaves no program alive", where="the sandbox", mend=f"{name} > 0")

    @abstractmethod
    def command(self) -> list[str]:
        """What starts a server behind this back end's walls.

        Raises:
            MachineError: this machine lacks what the walls are made of.
        """

    @abstractmethod
    def missing(self, walls: Mapping[str, Any]) -> str:
        """What a server says it lacks, as one sentence; "" if nothing."""

    def run(self, programs: Sequence[str], /) -> Sequence[Ran]:
        """Run Python programs, each alone in a process of its own; one result each, in order.

        Raises:
            MachineError: the walls cannot be raised here, or an attempt to break out succeeded.
        """
        if through := [attempt.name for attempt in self.probe() if not attempt.blocked]:
            raise MachineError(
                f"the sandbox lets through: {', '.join(through)}",
                where="the sandbox's probe, run before the first program",
                mend="run `provender doctor` and report it; no program was run",
            )
        return house(self).run(programs)

    def probe(self) -> Sequence[Attempt]:
        """What programs that try to break out came to; tried once a process."""
        kept = house(self)
        with kept.turn:
            if not kept.attempts:
                kept.attempts = _probe.attempts(kept.ask)
        return kept.attempts


class House:
    """One back end's server in this process, started when needed and again when it died."""

    def __init__(self, part: Confined) -> None:
        self.part = part
        self.turn = threading.RLock()
        self.attempts: Sequence[Attempt] = ()
        self.server: Server | None = None

    def run(self, programs: Sequence[str]) -> Sequence[Ran]:
        """One result a program."""
        with self.turn:
            return [self.ask(program) for program in programs]

    def ask(self, program: str, /, **limits: float) -> Ran:
        """One result; `limits` replace the part's own for this program."""
        if self.server is None:
            self.server = self._start()
        wall_s = limits.get("wall_s", self.part.wall_s)
        try:
            return told(self.server.ask({"source": program, **limits}, within=wall_s + GRACE_S))
        except (OSError, EOFError, ValueError, KeyError, TypeError) as broken:
            self.close()
            return Ran(ended=Ended.KILLED, stdout="", exit=-9, cpu_s=0.0, error=f"the server broke: {broken!r:.200}")

    def _start(self) -> "Server":
        machine = _machine()
        limits = {"cpu_s": self.part.cpu_s, "wall_s": self.part.wall_s, "memory_mb": self.part.memory_mb}
        limits["output_bytes"] = self.part.output_kb << 10
        started = Server(self.part.command())
        order = {**limits, "walls": True, "filter": _seccomp.allow_list(machine).hex(), "nobody": NOBODY}
        if lacking := started.begin(order) or self.part.missing(started.walls):
            started.close()
            raise MachineError(f"the sandbox did not start: {lacking}", where=type(self.part).__name__, mend=INSTALL)
        return started

    def close(self) -> None:
        """Send the server away."""
        if self.server is not None:
            self.server.close()
        self.server = None


def _machine() -> str:
    """This machine's architecture.

    Raises:
        MachineError: there are no walls for it.
    """
    machine = platform.machine()
    if sys.platform == "linux" and machine in _seccomp.MACHINES:
        return machine
    raise MachineError(
        f"programs are run behind walls of Linux on {' or '.join(_seccomp.MACHINES)}; this is {sys.platform} {machine}",
        where="the sandbox",
        mend="run this recipe there: a virtual machine or a container will do",
    )


class Server:
    """A started server and the pipes to it.

    Args:
        command: what starts it.
        bare: hand it this process's environment and descriptors, for proofs that an attack is one.
    """

    def __init__(self, command: Sequence[str], *, bare: bool = False) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=None if bare else ENVIRONMENT,
            cwd="/",
            close_fds=not bare,
            start_new_session=True,
        )
        self.pid = self._process.pid
        self.walls: Mapping[str, Any] = {}

    def begin(self, order: Mapping[str, object]) -> str:
        """Have it raise its walls; "" or why it did not."""
        self._most = 1 << 16 | 8 * int(str(order["output_bytes"]))
        try:
            self.walls = self.ask(order, within=START_S)
        except (OSError, EOFError, ValueError) as broken:
            return self._complaint() or f"{broken!r:.200}"
        return ""

    def ask(self, message: Mapping[str, object], *, within: float) -> dict[str, Any]:
        """One frame there and one back.

        Raises:
            EOFError: the server is gone.
            TimeoutError: no answer `within` seconds.
            ValueError: what came is no frame of ours.
        """
        deadline = time.monotonic() + within
        body = json.dumps(message).encode()
        assert self._process.stdin
        self._process.stdin.write(struct.pack("=I", len(body)) + body)
        self._process.stdin.flush()
        size = struct.unpack("=I", self._read(4, deadline))[0]
        if size > self._most:
            raise ValueError(f"a frame of {size} bytes")
        answer = json.loads(self._read(size, deadline))
        if not isinstance(answer, dict):
            raise ValueError("a frame that is no object")
        return answer

    def _read(self, size: int, deadline: float) -> bytes:
        assert self._process.stdout
        pipe = self._process.stdout.fileno()
        got = b""
        while len(got) < size:
            if not select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError("the server is silent")
            piece = os.read(pipe, size - len(got))
            if not piece:
                raise EOFError("the server is gone")
            got += piece
        return got

    def _complaint(self) -> str:
        """The last line that a server which did not start left on stderr."""
        assert self._process.stderr
        self._kill()
        lines = self._process.stderr.read(4000).decode("utf-8", "replace").split("\n")
        return next((line.strip()[:300] for line in reversed(lines) if line.strip()), "")

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, 9)
        self._process.wait()

    def close(self) -> None:
        """Kill it and all that it started."""
        self._kill()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(OSError):  # a frame half written
                assert pipe
                pipe.close()


def told(answer: Mapping[str, Any]) -> Ran:
    """A server's frame as a result.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    return Ran(
        ended=Ended(answer["ended"]),
        stdout=_text(answer["stdout"]),
        exit=int(answer["exit"]),
        cpu_s=float(answer["cpu_s"]),
        error=(_text(answer["error"]).strip().split("\n") or [""])[-1][:500],
    )


def _text(piece: str) -> str:
    """Bytes that travelled as Latin-1, read as the UTF-8 that they are meant to be."""
    return piece.encode("latin-1").decode("utf-8", "replace")


_houses: dict[tuple[int, Confined], House] = {}


def house(part: Confined) -> House:
    """This process's house of a back end: a server belongs to the process that started it, not to its forks."""
    key = (os.getpid(), part)
    if key not in _houses:
        _houses[key] = House(part)
    return _houses[key]


@atexit.register
def _close_all() -> None:
    """Send away the servers of this process."""
    for (pid, _), kept in _houses.items():
        if pid == os.getpid():
            kept.close()
