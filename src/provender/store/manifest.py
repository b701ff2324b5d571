"""The manifest: one digest over all commits, written last. A run that has one is sealed.

The root is a Merkle tree as in RFC 6962 section 2.1 (SHA-256, leaves and nodes told apart by their first byte)
over the commits in order of (stage, task); what a task cost does not enter it.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from provender.core.errors import IntegrityError
from provender.store import checked, commits
from provender.store.disk import Disk
from provender.store.names import MANIFEST

_MEND = "put the commits back from a copy, or delete manifest.json and run the same command again to seal anew"


def root_of(leaves: Iterable[bytes]) -> str:
    """The Merkle root, hex; keeps one digest for each level of the tree.

    >>> root_of([])
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    peaks: list[tuple[int, bytes]] = []  # (height, digest), heights falling
    for leaf in leaves:
        height, digest = 0, sha256(b"\0" + leaf).digest()
        while peaks and peaks[-1][0] == height:
            digest = sha256(b"\1" + peaks.pop()[1] + digest).digest()
            height += 1
        peaks.append((height, digest))
    if not peaks:
        return sha256().hexdigest()
    _, digest = peaks.pop()
    while peaks:
        digest = sha256(b"\1" + peaks.pop()[1] + digest).digest()
    return digest.hex()


def root(disk: Disk) -> str:
    """The root over what is committed now.

    Raises:
        IntegrityError: a commit is damaged.
    """
    return root_of(
        checked.canonical(commit.determined()) for stage in commits.stages(disk) for commit in commits.walk(disk, stage)
    )


def dump(root: str) -> bytes:
    """The bytes of a manifest file."""
    return checked.dump({"root": root})


def read(disk: Disk) -> str | None:
    """The root that was sealed, or None.

    Raises:
        IntegrityError: the manifest is damaged.
    """
    data = disk.read(MANIFEST)
    if data is None:
        return None
    body: dict[str, Any] = checked.load(data, where=MANIFEST, mend=_MEND)
    return str(body["root"])


def broken() -> IntegrityError:
    """The error for a sealed run whose commits have changed."""
    return IntegrityError("the commits are not those that were sealed", where=MANIFEST, mend=_MEND)
