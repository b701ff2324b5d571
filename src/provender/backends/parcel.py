"""Values and errors on their way between processes: pickled, and when that fails, an error that says which value."""

import pickle
import traceback
from typing import Any, NoReturn

from provender.core.errors import ProvenderError

_BY_MODULE = "define it at the top level of a module that can be imported, not in a script, a function or a lambda"


def pack(value: object, name: str, *, where: str) -> bytes:
    """`value` pickled.

    Raises:
        ProvenderError: it cannot be; says which value by its `name`.
    """
    try:
        return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # pickling runs the value's own code: anything may come out
        raise ProvenderError(
            f"{name} cannot be sent between processes: {type(error).__name__}: {error}", where=where, mend=_BY_MODULE
        ) from error


def unpack(data: bytes, name: str, *, where: str) -> Any:
    """The value that `pack` wrote.

    Raises:
        ProvenderError: it cannot be read back.
    """
    try:
        return pickle.loads(data)
    except Exception as error:
        raise ProvenderError(
            f"{name} cannot be read back from another process: {type(error).__name__}: {error}",
            where=where,
            mend=_BY_MODULE,
        ) from error


def pack_error(error: BaseException, *, where: str) -> bytes:
    """An error with its trace, pickled as a pair: itself where it survives the journey, else its text."""
    trace = "".join(traceback.format_exception(error))
    try:
        data = pickle.dumps((error, trace))
        pickle.loads(data)
        return data
    except Exception:
        what = f"{type(error).__name__}: {error}"
        mend = "see the traceback; the error itself cannot be pickled"
        return pickle.dumps((ProvenderError(what, where=where, mend=mend), trace))


def raise_error(data: bytes, note: str) -> NoReturn:
    """Raise what `pack_error` wrote, with its far trace as a note."""
    error, trace = pickle.loads(data)
    error.add_note(f"{note}:\n{trace}")
    raise error
