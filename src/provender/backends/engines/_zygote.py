"""A warm process that forks workers: Python and the task's module are loaded once, a fork takes milliseconds.

The driver asks over a Unix socket, one JSON line at a time, and waits for the answer:

    ["load", {"path": [...], "modules": [...]}]   import modules, so that every later fork has them
    ["fork", null] and one end of a pipe          fork a worker that serves the pipe; answers its process id
    ["reap", 4711]                                collect a dead worker; answers its exit code

The standard library's fork server runs the user's script again in every worker, so that a plain script
without a `__main__` guard starts itself over and over; this one never does. A worker stays a zombie until it
is reaped, so its process id names nobody else meanwhile. When the driver dies the socket ends, the zygote
leaves, and the kernel kills its workers.
"""

import atexit
import ctypes
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from provender.backends.engines import _worker
from provender.core.errors import MachineError

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Zygote:
    """The driver's handle on the warm process. Requests of several threads take turns."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        boot = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import main; main({theirs.fileno()})"
        self._driver = os.getpid()
        self._closed = False
        self._control = ours
        self._turn = threading.Lock()
        # a session of its own: Ctrl-C at the terminal reaches the driver alone, which then stops the workers
        self._process = subprocess.Popen(
            [sys.executable, "-c", boot],
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()
        atexit.register(self.close)

    @property
    def alive(self) -> bool:
        """Whether it can be asked: not closed, not dead, and not the zygote of a process that we were forked from."""
        return not self._closed and self._driver == os.getpid() and self._process.poll() is None

    def load(self, modules: Sequence[str]) -> None:
        """Import modules ahead of the forks; one that cannot be imported is left for the worker to complain of."""
        self._ask("load", {"path": sys.path, "modules": list(modules)})

    def fork(self, pipe: int) -> int:
        """Start a worker on its end of a pipe; returns its process id."""
        return int(self._ask("fork", None, [pipe]))

    def reap(self, pid: int) -> int:
        """The exit code of a worker that has ended or was killed: negative for a signal's number."""
        return int(self._ask("reap", pid))

    def close(self) -> None:
        """Send the zygote away; the kernel kills workers that are left."""
        self._closed = True
        atexit.unregister(self.close)
        self._control.close()
        if self._driver == os.getpid():
            self._process.kill()
            self._process.wait()

    def _ask(self, verb: str, value: object, handles: Sequence[int] = ()) -> Any:
        """One request and its answer.

        Raises:
            MachineError: the zygote is dead.
        """
        with self._turn:
            try:
                _send(self._control, [verb, value], handles)
                return _receive(self._control)[0]
            except BaseException as error:
                # cut off between request and answer (Ctrl-C), the next answer would belong to this request
                self.close()
                if isinstance(error, OSError | EOFError):
                    raise MachineError(
                        "the process that starts workers has died",
                        where="engine local",
                        mend="look for the kernel's out-of-memory killer (dmesg), then run the same command again",
                    ) from error
                raise


_current: list[Zygote] = []


def zygote() -> Zygote:
    """This process's zygote, started when first asked for and again after it died."""
    if not _current or not _current[0].alive:
        _current[:] = [Zygote()]
    return _current[0]


def main(handle: int) -> None:
    """Serve requests until the driver hangs up: the body of the warm process."""
    control = socket.socket(fileno=handle)
    with suppress(EOFError, ConnectionError):
        while True:
            (verb, value), handles = _receive(control)
            _send(control, _answer(control, verb, value, handles))


def _answer(control: socket.socket, verb: str, value: Any, handles: list[int]) -> int | None:
    """Do what is asked."""
    if verb == "load":
        _load(**value)
        return None
    if verb == "fork":
        return _fork(control, handles[0])
    return os.waitstatus_to_exitcode(os.waitpid(value, 0)[1])


def _load(path: list[str], modules: list[str]) -> None:
    """Import what the workers will need."""
    sys.path[:] = path
    for module in modules:
        with suppress(Exception):
            import_module(module)
    gc.freeze()  # the collector would otherwise touch, and so copy, every shared page in each worker


def _fork(control: socket.socket, handle: int) -> int:
    """Fork a worker on `handle`; only the parent returns."""
    parent = os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # libraries' idle threads: the worker never joins them
        pid = os.fork()
    if pid:
        os.close(handle)
        return pid
    try:
        control.close()
        os.setpgid(0, 0)  # its own group: killing the group takes the task's subprocesses along
        _die_with(parent)
        os.set_inheritable(handle, False)
        _worker.serve(Connection(handle))
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends (Linux); elsewhere it ends after the task in hand."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def _send(control: socket.socket, message: object, handles: Sequence[int] = ()) -> None:
    """Write one line, file handles attached."""
    line = json.dumps(message).encode() + b"\n"
    sent = socket.send_fds(control, [line], handles) if handles else 0
    control.sendall(line[sent:])


def _receive(control: socket.socket) -> tuple[Any, list[int]]:
    """Read one line and the handles that came with it.

    Raises:
        EOFError: the other side hung up.
    """
    line, handles = b"", list[int]()
    while not line.endswith(b"\n"):
        piece, more, _, _ = socket.recv_fds(control, 1 << 16, 1)
        if not piece:
            raise EOFError
        line += piece
        handles += more
    return json.loads(line), handles
