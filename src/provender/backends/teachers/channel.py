"""The local line between workers and the driver's gateway: a Unix socket, both sides proven.

On Linux the socket has a name but no file (unix(7), abstract), so that a killed driver leaves nothing behind, and the
kernel tells whose process calls; elsewhere it lies in a folder that only this user may enter. Each side must prove
that it knows a random key before anything is unpickled. One thread serves each connection; a worker keeps one
connection for life.
"""

import os
import pickle
import secrets
import shutil
import socket
import struct
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from threading import Lock, Thread, get_ident
from typing import TYPE_CHECKING, Any, TypeAlias

from provender.backends.parcel import pack_error, raise_error
from provender.core.errors import MachineError
from provender.core.protocols import Prompt, Reply

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    Wire: TypeAlias = "Connection[Any, Any]"

WHERE = "teacher gateway"
_LONGEST = 100  # bytes of a Unix socket's path; the kernel takes 107
_ABSTRACT = sys.platform == "linux"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a gateway listens, and the key that proves the right to ask it; the key is never shown.

    Attributes:
        path: of the socket; one that begins with NUL is the name of a socket without a file.
    """

    path: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A teacher behind the gateway: picklable, the same in the driver and in every worker.

    Attributes:
        name: the recipe's name for the teacher.
        lineage: of the teacher itself.
        address: of the gateway.
    """

    name: str
    lineage: str
    address: Address

    def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]:
        """The teacher's replies, in order; from the journal where it has them.

        Raises:
            Shortfall: the budget is spent.
            MachineError: the gateway is gone.
            Exception: whatever the teacher raised.
        """
        replies: Sequence[Reply] = _ask(self.address, (self.name, tuple(prompts), seed))
        return replies


_lines: dict[tuple[int, int, str], "Wire"] = {}  # (process, thread, path): a fork must not share its parent's


def _ask(address: Address, question: object) -> Any:
    """One question and its answer over this thread's own line."""
    mine = (os.getpid(), get_ident(), address.path)
    try:
        if mine not in _lines:
            _lines[mine] = Client(address.path, family="AF_UNIX", authkey=address.key)
        _lines[mine].send_bytes(pickle.dumps(question))
        kind, value = pickle.loads(_lines[mine].recv_bytes())
    except BaseException as error:
        # interrupted between question and answer, the line would give this answer to the next question
        if line := _lines.pop(mine, None):
            line.close()
        if isinstance(error, EOFError | OSError):
            raise MachineError(
                "the teacher gateway has gone", where=WHERE, mend="run the same command again: what was paid is kept"
            ) from error
        raise
    if kind == "raised":
        raise_error(value, WHERE)
    return value


class Server:
    """Answers questions until closed; `answer` is called from many threads at once."""

    def __init__(self, answer: Callable[[Any], Any]) -> None:
        self._answer = answer
        self._folder = None if _ABSTRACT else _private_folder()
        path = str(self._folder / "gateway") if self._folder else f"\0provender-{secrets.token_hex(16)}"
        self.address = Address(path=path, key=secrets.token_bytes(32))
        self._listener = Listener(self.address.path, family="AF_UNIX", backlog=64)
        self._open: set[Wire] = set()
        self._turn = Lock()
        self._closed = False
        self._door = Thread(target=self._receive, name="gateway door", daemon=True)
        self._door.start()

    def close(self) -> None:
        """Hang up on everybody and take the socket away."""
        self._closed = True
        with suppress(OSError), socket.socket(socket.AF_UNIX) as bell:
            bell.connect(self.address.path)  # wakes the door, which then sees that it is closed
        self._door.join()
        self._listener.close()
        with self._turn:
            for wire in self._open:
                _shut(wire)
        for line in [line for line in _lines if line[2] == self.address.path]:
            _lines.pop(line).close()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _receive(self) -> None:
        """Give each caller a thread of its own."""
        while True:
            wire = self._listener.accept()
            if self._closed:
                wire.close()
                return
            if not _is_ours(wire):
                wire.close()
                continue
            with self._turn:
                self._open.add(wire)
            Thread(target=self._serve, args=(wire,), name="gateway line", daemon=True).start()

    def _serve(self, wire: "Wire") -> None:
        """Answer one caller until it hangs up; one without the key is turned away."""
        try:
            deliver_challenge(wire, self.address.key)
            answer_challenge(wire, self.address.key)
            while True:
                wire.send_bytes(self._reply(wire.recv_bytes()))
        except (EOFError, OSError, AuthenticationError):
            pass
        finally:
            with self._turn:
                self._open.discard(wire)
                wire.close()

    def _reply(self, question: bytes) -> bytes:
        """The answer, or what was raised instead."""
        try:
            return pickle.dumps(("answer", self._answer(pickle.loads(question))))
        except Exception as error:  # it belongs to the caller: the server goes on
            return pickle.dumps(("raised", pack_error(error, where=WHERE)))


def _private_folder() -> Path:
    """A new folder that only this user may enter, near enough for a socket's short path."""
    folder = tempfile.mkdtemp(prefix="provender-")
    if len(folder) > _LONGEST - len("/gateway"):
        os.rmdir(folder)
        folder = tempfile.mkdtemp(prefix="provender-", dir="/tmp")
    return Path(folder)


def _is_ours(wire: "Wire") -> bool:
    """Whether this user's process calls; where the kernel does not tell, the folder has kept others out."""
    if not _ABSTRACT:
        return True
    with socket.socket(fileno=os.dup(wire.fileno())) as end:
        _, user, _ = struct.unpack("3i", end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    return bool(user == os.geteuid())


def _shut(wire: "Wire") -> None:
    """End a connection under its reader, which then sees the end of file."""
    with suppress(OSError), socket.socket(fileno=os.dup(wire.fileno())) as end:
        end.shutdown(socket.SHUT_RDWR)
