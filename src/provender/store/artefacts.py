"""Fitted models on disk: one line of checked JSON, then the content, under the content's digest."""

from hashlib import sha256

from provender.core.artefact import Artefact
from provender.core.errors import IntegrityError, UnknownName
from provender.store import checked
from provender.store.disk import Disk
from provender.store.names import ARTEFACTS, artefact_path

_MEND = "put the file back from a copy, or delete it and fit again"


def encode(artefact: Artefact) -> bytes:
    """The bytes of an artefact's file."""
    head = {
        "kind": artefact.kind,
        "made_by": artefact.made_by,
        "from_data": artefact.from_data,
        "privacy": dict(artefact.privacy),
    }
    return checked.dump(head) + artefact.content


def decode(data: bytes, digest: str) -> Artefact:
    """Read what `encode` wrote.

    Raises:
        IntegrityError: a byte differs.
    """
    path = artefact_path(digest)
    line = data.find(b"\n") + 1
    head = checked.load(data[:line], where=path, mend=_MEND)
    if sha256(data[line:]).hexdigest() != digest:
        raise IntegrityError("an artefact differs from what was fitted", where=path, mend=_MEND)
    return Artefact(content=data[line:], **head)


def read(disk: Disk, digest: str) -> Artefact:
    """The artefact of that digest.

    Raises:
        UnknownName: there is none.
        IntegrityError: a byte differs.
    """
    data = disk.read(artefact_path(digest))
    if data is None:
        raise UnknownName.among("artefact", digest, disk.names(ARTEFACTS), where=ARTEFACTS)
    return decode(data, digest)
