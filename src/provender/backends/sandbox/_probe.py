"""Ways out of a sandbox, tried on our own canaries before the first program is run.

Each attempt prints THROUGH when it believes that it got out; what it did to the world is looked at from outside as
well, since a program's word is worth little. An attempt that did not come to an end proves nothing and counts as
let through, but for those that are to be ended.
"""

import os
import secrets
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from provender.core.protocols import Attempt, Ended, Ran

# Programs are handed to the sandbox with {names} filled in; `libc` is there for calls that Python does not offer.
HEAD = """
import ctypes, os, time
libc = ctypes.CDLL(None, use_errno=True)
def through(why=""): print("THROUGH", why, flush=True)
"""
TRIES: Mapping[str, str] = {
    "read a file": "through(open({canary!r}).read())",
    "write a file": "open({loot!r}, 'w').write('x'); through()",
    "list a folder": "through(os.listdir('/'))",
    "connect by TCP": "import socket; socket.create_connection(('127.0.0.1', {port}), 2); through()",
    "connect by a socket file": "import socket; socket.socket(socket.AF_UNIX).connect({unix!r}); through()",
    "fork three times": "[os.fork() for _ in range(3)]; through()",
    "start a thread": "import threading; threading.Thread(target=through).start()",
    "run a command": "os.execv({python!r}, [{python!r}, '-c', 'print(\"THROUGH\")'])",
    "signal the driver": "os.kill({driver}, 0); through()",
    "trace the driver": "libc.ptrace(0x4206, {driver}, 0, 0) == 0 and through()",
    "read the driver's environment": "through(open('/proc/{driver}/environ').read())",
    "enter a namespace of its own": "libc.unshare(0x10000000) == 0 and through()",
    "use inherited descriptors": "[through(os.read(n, 1)) for n in range(4, 256) if libc.close(n) == 0]",
    "raise its own limits": "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1)); through()",
}
# name -> the program, seconds that it is given, ways in which it has to end
ENDED: Mapping[str, tuple[str, float, tuple[Ended, ...]]] = {
    "sleep past the wall clock": ("time.sleep(30)", 0.3, (Ended.TIMED_OUT,)),
    "print without end": ("while True: print('x' * 4096)", 20.0, (Ended.OVERFLOW,)),
    "take more memory": ("bytearray({memory})", 20.0, (Ended.RAISED, Ended.KILLED)),
}


class Ask(Protocol):
    """Runs one program, limits replaced for it."""

    def __call__(self, program: str, /, **limits: float) -> Ran: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What an attempt may harm: a canary file, a folder to write into, a TCP and a Unix listener."""

    secret: str
    loot: Path
    doors: tuple[socket.socket, ...]
    names: Mapping[str, object]

    def harmed(self, ran: Ran) -> str:
        """What can be seen from outside of an attempt that got through; "" if nothing."""
        if self.secret in ran.stdout:
            return "it read the canary"
        if self.loot.exists():
            return "it wrote a file"
        return "it reached a listener" if any(map(_called, self.doors)) else ""


def _called(door: socket.socket) -> bool:
    """Whether somebody stands at a listener's door."""
    try:
        door.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def attempts(ask: Ask) -> Sequence[Attempt]:
    """Try every way out, one after the other."""
    with ExitStack() as stack:
        world = _world(Path(stack.enter_context(TemporaryDirectory(prefix="provender-probe-"))), stack)
        sane = ask("print(6 * 7)")
        if sane.ended is not Ended.FINISHED or sane.stdout != "42\n":
            return (Attempt(name="a sound program", blocked=False, told=f"{sane.ended.value}: {sane.error}"),)
        return (*_refused(ask, world), *_cut_short(ask, world))


def _world(folder: Path, stack: ExitStack) -> World:
    """Canaries that anybody on this machine may read and reach, so that only walls keep a program from them."""
    folder.chmod(0o777)
    secret = secrets.token_hex(16)
    canary, unix = folder / "canary", folder / "door"
    canary.write_text(secret, encoding="ascii")
    doors = (socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_UNIX))
    doors[1].bind(str(unix))
    unix.chmod(0o777)
    doors[1].listen()
    for door in doors:
        stack.callback(door.close)
        door.setblocking(False)
    names = {"canary": str(canary), "loot": str(folder / "loot"), "port": doors[0].getsockname()[1]}
    names |= {"unix": str(unix), "driver": os.getpid(), "python": "/proc/self/exe", "memory": 1 << 40}
    return World(secret=secret, loot=folder / "loot", doors=doors, names=names)


def _refused(ask: Ask, world: World) -> list[Attempt]:
    """Attempts that have to fail and may then go on to their end."""
    return [
        _judged(name, ask(HEAD + text.format(**world.names)), world, lambda ran: "THROUGH" not in ran.stdout)
        for name, text in TRIES.items()
    ]


def _cut_short(ask: Ask, world: World) -> list[Attempt]:
    """Attempts that have to be ended."""
    return [
        _judged(name, ask(HEAD + text.format(**world.names), wall_s=wall_s), world, _in(fates))
        for name, (text, wall_s, fates) in ENDED.items()
    ]


def _in(fates: tuple[Ended, ...]) -> Callable[[Ran], bool]:
    """Whether a program ended in one of these ways."""
    return lambda ran: ran.ended in fates


def _judged(name: str, ran: Ran, world: World, holds: Callable[[Ran], bool]) -> Attempt:
    """What came of an attempt, from its own words and from outside."""
    harm = world.harmed(ran) or ("" if holds(ran) else "it says that it got through, or was not ended")
    return Attempt(name=name, blocked=not harm, told=harm or ran.error or ran.ended.value)
