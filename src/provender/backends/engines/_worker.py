"""What runs inside a worker: take a task from the pipe, run it, send back what it returned or raised.

The driver's first message is the `hello` (surroundings and function), every later one a pickled task.
The worker answers with pickled pairs: ("ready", None) once, then ("done", result) or ("raised", error).
Task, result and error are parcels of their own, so that a bad one spoils nothing but itself.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from provender.backends.parcel import pack, pack_error, unpack
from provender.core.errors import ProvenderError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    Wire: TypeAlias = "Connection[Any, Any]"

WHERE = "engine local"


def hello(task: Callable[[Any], Any]) -> bytes:
    """The first message: environment, working directory, import path and the function.

    Raises:
        ProvenderError: the function cannot be pickled.
    """
    return pickle.dumps((dict(os.environ), os.getcwd(), sys.path, pack(task, "the task function", where=WHERE)))


def serve(pipe: "Wire") -> None:
    """Run tasks from `pipe` until the driver hangs up."""
    try:
        reply, function = _begin(pipe.recv_bytes())
        pipe.send_bytes(reply)
        while function is not None:
            pipe.send_bytes(_run(function, pipe.recv_bytes()))
            sys.stdout.flush()
            sys.stderr.flush()
    except (EOFError, ConnectionError):
        return


def _begin(message: bytes) -> tuple[bytes, Callable[[Any], Any] | None]:
    """Take on the driver's surroundings and load the function; the first reply, and the function if it loads."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the driver alone answers Ctrl-C
    environment, folder, path, function = pickle.loads(message)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[:] = path
    try:
        return pickle.dumps(("ready", None)), unpack(function, "the task function", where=WHERE)
    except ProvenderError as error:
        return pickle.dumps(("raised", pack_error(error, where=WHERE))), None


def _run(function: Callable[[Any], Any], message: bytes) -> bytes:
    """One task's reply."""
    try:
        result = function(unpack(message, "a task", where=WHERE))
        return pickle.dumps(("done", pack(result, "a task's result", where=WHERE)))
    except (Exception, SystemExit) as error:
        return pickle.dumps(("raised", pack_error(error, where=WHERE)))
