"""Shards: the same contents give the same bytes, and come back unchanged."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import InputError, MachineError
from provender.core.record import Blob
from provender.store.disk import OsDisk
from provender.store.names import safe_path
from provender.store.shards import Blobs, NewShard, parquet_bytes, ref_of, tar_bytes
from provender.store.steps import Step

parts = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=60).filter(
    lambda part: part not in (".", "..")
)
names = st.lists(parts, min_size=1, max_size=4).map("/".join)


@given(st.dictionaries(names, st.binary(max_size=600), max_size=6), st.randoms())
def test_blobs_come_back_and_their_order_does_not_matter(blobs: dict[str, bytes], random: st.DataObject) -> None:
    listed = [Blob(*item) for item in blobs.items()]
    data = tar_bytes(listed)
    random.shuffle(listed)  # type: ignore[attr-defined]

    assert dict(Blobs(data)) == blobs
    assert tar_bytes(listed) == data


def test_a_tar_shard_holds_no_time_and_no_owner() -> None:
    import io
    import tarfile

    with tarfile.open(fileobj=io.BytesIO(tar_bytes([Blob("a", b"1")]))) as tar:
        (entry,) = tar.getmembers()

    assert (entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname, entry.mode) == (0, 0, 0, "", "", 0o644)


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../../b"])
def test_a_blob_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="leads out"):
        tar_bytes([Blob(name, b"")])


def test_two_blobs_of_one_name_are_one_only_if_they_are_equal() -> None:
    assert tar_bytes([Blob("a", b"1"), Blob("a", b"1")]) == tar_bytes([Blob("a", b"1")])
    with pytest.raises(InputError, match="two blobs"):
        tar_bytes([Blob("a", b"1"), Blob("a", b"2")])


def test_equal_tables_give_equal_parquet_in_zstd() -> None:
    columns = {"n": list(range(70_000)), "text": [f"row {number}" for number in range(70_000)]}

    data = parquet_bytes(pa.table(columns))

    assert data == parquet_bytes(pa.table(columns))
    facts = pq.ParquetFile(pa.BufferReader(data)).metadata
    assert (facts.num_row_groups, facts.row_group(0).column(0).compression) == (2, "ZSTD")


def test_a_reference_names_its_shard_by_its_bytes() -> None:
    ref = ref_of(NewShard("records", "parquet", b"abc", 1))

    assert ref.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (ref.size, ref.path) == (3, f"shards/ba/{ref.digest}.parquet")
    with pytest.raises(InputError):
        ref_of(NewShard("records", "../x", b"", 0))


def test_safe_names_are_kept() -> None:
    assert safe_path("data/train-00000-of-00001.parquet", "file") == "data/train-00000-of-00001.parquet"


@pytest.mark.parametrize("path", ["no/such", "file/below"])
def test_what_is_not_there_is_none_and_no_error(path: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    disk = OsDisk(tmp_path)

    assert (disk.read(path), disk.size(path), disk.names(path)) == (None, None, [])


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    disk = OsDisk(tmp_path)
    disk.create("once", [b"1", b"2"], Step.SHARD_WRITE, Step.SHARD_SYNC)

    with pytest.raises(MachineError, match="File exists"):
        disk.create("once", [b"3"], Step.SHARD_WRITE, Step.SHARD_SYNC)
    assert disk.read("once") == b"12"


def test_a_stretch_of_no_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="while reading"):
        OsDisk(tmp_path).read_at("nothing", 0, 1)
