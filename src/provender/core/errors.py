"""Every error we raise, as one tree. Each says what is wrong, where, and how to mend it.

    ProvenderError            exit 1   our fault unless a branch below says otherwise
    ├── RecipeError           exit 2   the recipe asks for something that cannot be
    │   ├── UnknownName       exit 2   no part, key or tag is called that; offers the nearest
    │   ├── NothingToAudit    exit 2   these data hold nothing that an audit could measure
    │   └── RecipeChanged     exit 2   the run on disk was made from another recipe
    ├── InputError            exit 2   a file handed to us is missing, broken or hostile
    ├── Shortfall             exit 3   fewer records than asked for, or the budget is spent
    ├── Alarm                 exit 4   an audit's limit is broken: the data must not be used
    ├── IntegrityError        exit 4   stored bytes differ from what was committed
    ├── MachineError          exit 5   disk, permission, memory: the surroundings failed
    │   ├── RunLocked         exit 5   another process drives this run
    │   └── MissingExtra      exit 5   an optional package is not installed
    └── Interrupted           exit 130 stopped by the user; the run can be resumed

Catch broadly (`ProvenderError`) or narrowly. `exit_code` is what the command line returns.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import ClassVar


class ProvenderError(Exception):
    """What is wrong with the value shown, where in the user's world, and the mend.

    Args:
        what: one sentence that shows the offending value.
        where: recipe line, record key or file.
        mend: what to do, computed where possible.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, where: str, mend: str) -> None:
        super().__init__(what, where, mend)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.what}\n  where: {self.where}\n  mend:  {self.mend}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.mend)


def _rebuild(kind: type[ProvenderError], what: str, where: str, mend: str) -> ProvenderError:
    """Unpickle an error: keyword-only arguments do not survive the default way."""
    return kind(what, where=where, mend=mend)


class RecipeError(ProvenderError):
    """The recipe asks for something that cannot be."""

    exit_code = 2


class UnknownName(RecipeError):
    """Nothing is called that."""

    @classmethod
    def among(cls, kind: str, name: str, known: Iterable[str], *, where: str) -> "UnknownName":
        """The error for `name`, with the nearest of `known` as its mend."""
        names = sorted(known)
        near = _nearest(name, names)
        if near:
            mend = f"did you mean {near[0]!r}?"
        elif names:
            mend = "known are: " + ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
        else:
            mend = f"there is no {kind} at all here"
        return cls(f"no {kind} is called {name!r}", where=where, mend=mend)


def _nearest(name: str, names: Sequence[str]) -> list[str]:
    """The name most like `name`, if any is: of paths the last parts count first, since the folders repeat."""
    tails = {known.rpartition("/")[2]: known for known in reversed(names)}
    if "/" in name and (last := get_close_matches(name.rpartition("/")[2], tails, n=1, cutoff=0.65)):
        return [tails[last[0]]]
    return get_close_matches(name, names, n=1, cutoff=0.5)


class NothingToAudit(RecipeError):
    """These data hold nothing that an audit could measure: too few rows, no outcome, nothing rare."""


class RecipeChanged(RecipeError):
    """The run on disk was made from another recipe."""


class InputError(ProvenderError):
    """A file handed to us is missing, broken or hostile."""

    exit_code = 2


class Shortfall(ProvenderError):
    """Fewer records than asked for, or the budget is spent."""

    exit_code = 3


class Alarm(ProvenderError):
    """An audit's limit is broken: the data must not be used."""

    exit_code = 4


class IntegrityError(ProvenderError):
    """Stored bytes differ from what was committed."""

    exit_code = 4


class MachineError(ProvenderError):
    """Disk, permission, memory: the surroundings failed."""

    exit_code = 5


class RunLocked(MachineError):
    """Another process drives this run."""


class MissingExtra(MachineError):
    """An optional package is not installed."""


class Interrupted(ProvenderError):
    """Stopped by the user; the run can be resumed."""

    exit_code = 130


@contextmanager
def discreet(*, private: bool = True) -> Iterator[None]:
    """Whatever breaks inside tells its kind and its place, never its words: they may hold a private value.

    Our own errors pass, since they are worded with care; so do those of the disk and of memory.
    """
    try:
        yield
    except (ProvenderError, OSError, MemoryError):
        raise
    except Exception as fault:
        if not private:
            raise
        frame = fault.__traceback__
        while frame and frame.tb_next:
            frame = frame.tb_next
        place = f"{frame.tb_frame.f_code.co_filename} line {frame.tb_lineno}" if frame else "unknown"
        mend = "this is our fault: report the place; what the error said is kept back, for it may hold a value"
        raise ProvenderError(f"{type(fault).__name__} over private rows", where=place, mend=mend) from None
