"""What runs inside a worker: take a task from the pipe, run it, send back what it returned or raised.

The driver's first message is the `hello` (surroundings and function), every later one a pickled task.
The worker answers with pickled pairs: ("ready", None) once, then ("done", result) or ("raised", (error, trace)).
"""

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from provender.core.errors import ProvenderError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    Wire: TypeAlias = "Connection[Any, Any]"

WHERE = "engine local"
_BY_MODULE = "define it at the top level of a module that can be imported, not in a script, a function or a lambda"


def hello(task: Callable[[Any], Any]) -> bytes:
    """The first message: environment, working directory, import path and the function.

    Raises:
        ProvenderError: the function cannot be pickled.
    """
    return pickle.dumps((dict(os.environ), os.getcwd(), sys.path, pack(task, "the task function")))


def pack(value: object, name: str) -> bytes:
    """`value` pickled.

    Raises:
        ProvenderError: it cannot be; says which value by its `name`.
    """
    try:
        return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # pickling runs the value's own code: anything may come out
        raise ProvenderError(
            f"{name} cannot be sent between processes: {type(error).__name__}: {error}", where=WHERE, mend=_BY_MODULE
        ) from error


def unpack(data: bytes, name: str) -> Any:
    """The value that `pack` wrote.

    Raises:
        ProvenderError: it cannot be read back.
    """
    try:
        return pickle.loads(data)
    except Exception as error:
        raise ProvenderError(
            f"{name} cannot be read back from another process: {type(error).__name__}: {error}",
            where=WHERE,
            mend=_BY_MODULE,
        ) from error


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
        return pickle.dumps(("ready", None)), unpack(function, "the task function")
    except ProvenderError as error:
        return _raised(error), None


def _run(function: Callable[[Any], Any], message: bytes) -> bytes:
    """One task's reply."""
    try:
        result = function(unpack(message, "a task"))
        return pickle.dumps(("done", pack(result, "a task's result")))
    except (Exception, SystemExit) as error:
        return _raised(error)


def _raised(error: BaseException) -> bytes:
    """The reply for an error: itself where it survives the journey, else its text."""
    trace = traceback.format_exc()
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = ProvenderError(
            f"{type(error).__name__}: {error}",
            where=WHERE,
            mend="see the traceback; the error itself cannot be pickled",
        )
    return pickle.dumps(("raised", (error, trace)))
