"""Shards: files of records, named by the SHA-256 of their bytes."""

import io
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from provender.core.errors import InputError, IntegrityError
from provender.core.record import Blob
from provender.store.disk import Disk
from provender.store.names import AGAIN, safe, shard_path

if TYPE_CHECKING:
    import pyarrow as pa


class NewShard(NamedTuple):
    """Bytes to be committed. `kind` says what they hold ("records", "refused", "blobs"), `rows` how many."""

    kind: str
    suffix: str
    data: bytes
    rows: int


class ShardRef(NamedTuple):
    """A committed shard. `digest` is the SHA-256 of its bytes, hex; `size` counts them."""

    kind: str
    digest: str
    suffix: str
    rows: int
    size: int

    @property
    def path(self) -> str:
        """Where it lies in the run folder."""
        return shard_path(self.digest, self.suffix)


def ref_of(shard: NewShard) -> ShardRef:
    """The reference under which a new shard will be found."""
    digest = sha256(shard.data).hexdigest()
    return ShardRef(shard.kind, digest, safe(shard.suffix, "suffix"), shard.rows, len(shard.data))


def parquet_bytes(table: "pa.Table") -> bytes:
    """A table as Parquet: zstd, row groups of 65,536.

    Guarantees:
        Equal tables give equal bytes (of one version of pyarrow).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", row_group_size=1 << 16)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def tar_bytes(blobs: Iterable[Blob]) -> bytes:
    """Blobs as a tar file.

    Raises:
        InputError: two different blobs share a name, or a name is absolute or climbs.

    Guarantees:
        The same blobs in any order give the same bytes: names sorted, no times, no owners.
    """
    by_name: dict[str, bytes] = {}
    for name, data in blobs:
        if name.startswith("/") or ".." in name.split("/"):
            raise InputError(f"the blob {name!r} leads out of its shard", where="a tar shard", mend="drop '/' and '..'")
        if by_name.setdefault(name, data) != data:
            raise InputError(f"two blobs are called {name!r}", where="a tar shard", mend="give each a name of its own")
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name in sorted(by_name):
            entry = tarfile.TarInfo(name)
            entry.size = len(by_name[name])
            tar.addfile(entry, io.BytesIO(by_name[name]))
    return sink.getvalue()


class Blobs(Mapping[str, bytes]):
    """The blobs of a tar shard by name; holds the file once and cuts each blob out when asked."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            self._spans = {entry.name: (entry.offset_data, entry.offset_data + entry.size) for entry in tar}

    def __getitem__(self, name: str) -> bytes:
        start, end = self._spans[name]
        return self._data[start:end]

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def read_shard(disk: Disk, ref: ShardRef) -> bytes:
    """The bytes of a shard, exactly as they were committed.

    Raises:
        IntegrityError: the shard is gone or one of its bytes differs.
    """
    data = disk.read(ref.path)
    if data is None:
        raise damaged("is missing", ref.path, ref)
    if sha256(data).hexdigest() != ref.digest:
        raise damaged("differs from what was committed", ref.path, ref)
    return data


def damaged(what: str, path: str, ref: ShardRef | None, *, commit: str = "the commit that names it") -> IntegrityError:
    """The error for a shard that cannot be used; `ref` is None where no commit names it, `commit` says which does."""
    if ref is None:
        return IntegrityError(f"a shard that no commit names {what}", where=path, mend="delete it")
    return IntegrityError(
        f"a committed shard of {ref.rows} {ref.kind} {what}",
        where=path,
        mend=f"put the file back from a copy, or delete {commit}{AGAIN}",
    )
