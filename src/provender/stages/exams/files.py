"""Fingerprint files by the names that a recipe or a command gives them."""

from collections.abc import Iterable, Mapping

from provender.core.files import locate
from provender.stages.exams.fingerprint import Fingerprint, load
from provender.stages.exams.index import Exams

_WHERE = "limits.decontaminate"


def exams_in(names: Iterable[str], made: Mapping[str, Fingerprint] | None = None) -> Exams | None:
    """What records are held against; None where nothing is named.

    Args:
        names: of files; of `made`, where it has them.

    Raises:
        InputError: a file is missing, or holds no fingerprint that this release reads.
    """
    known = dict(made or {})
    for name in names:
        if name not in known:
            file = locate(name, where=_WHERE)
            known[name] = load(file.read_bytes(), where=str(file))
    return Exams(known) if known else None
