"""P7: no byte of a run can change unseen, and nothing that has changed is used."""

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.simulated import SimulatedDisk, State
from tests.store.test_folder import records
from tests.store.workload import LOCK, MODEL, TASKS, Told, drive, reply_to

from provender.core.errors import IntegrityError, MachineError
from provender.store.disk import OsDisk
from provender.store.folder import RunFolder

ADVISORY = ("logs/", "tmp/", "export/")


@lru_cache(maxsize=1)
def finished() -> State:
    """A whole run."""
    disk = SimulatedDisk()
    drive(folder_of(disk), Told())
    return disk.state()


def files() -> list[str]:
    """Every file that counts: both recipe files, commits, shards, journal, artefact, manifest."""
    return sorted(path for path, data in finished().items() if data and not path.startswith(ADVISORY))


def folder_of(disk: SimulatedDisk) -> RunFolder:
    return RunFolder(Path("run"), disk=disk)


def changed(path: str, data: bytes) -> RunFolder:
    """The run with one file changed."""
    return folder_of(SimulatedDisk({**finished(), path: data}))


def contents(path: str) -> bytes:
    data = finished()[path]
    assert data
    return data


def test_a_whole_run_has_a_file_of_every_kind() -> None:
    kinds = {path.partition("/")[0] for path in files()}

    assert kinds == {
        "recipe.yaml", "recipe.lock.json", "manifest.json", "shards", "commits", "journal", "artefacts",
    }  # fmt: skip
    assert folder_of(SimulatedDisk(finished())).check() == []


@pytest.mark.parametrize("path", files())
def test_any_flipped_bit_is_reported_where_it_is(path: str) -> None:
    data = contents(path)
    for at in range(len(data)):
        bit = 1 << at % 8
        flipped = data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]

        assert path in {fault.path for fault in changed(path, flipped).check()}, at


@given(path=st.sampled_from(files()), at=st.integers(0), length=st.integers(0, 40), put=st.binary(max_size=40))
def test_any_other_change_of_a_file_is_reported_and_never_used(path: str, at: int, length: int, put: bytes) -> None:
    data = contents(path)
    start = at % (len(data) + 1)
    other = data[:start] + put + data[start + length :]
    if other == data:
        return
    folder = changed(path, other)

    assert path in {fault.path for fault in folder.check()}
    for read, right in READS:
        with suppress(IntegrityError):
            assert read(folder) in right


def shard_bytes(folder: RunFolder) -> list[bytes]:
    """The first task's shards, read as `blobs` and `table` read them."""
    from provender.store.shards import read_shard

    commit = folder.committed("generate", "t0")
    assert commit
    return [read_shard(folder._disk, ref) for ref in commit.shards]


def whole() -> RunFolder:
    return folder_of(SimulatedDisk(finished()))


READS: list[tuple[Callable[[RunFolder], object], list[object]]] = [
    (lambda folder: folder.read_lock(), [LOCK]),
    (lambda folder: folder.sealed(), [whole().sealed()]),
    (lambda folder: list(folder.commits("generate")), [list(whole().commits("generate"))]),
    (shard_bytes, [shard_bytes(whole())]),
    (lambda folder: folder.artefact(MODEL.digest), [MODEL]),
    # a damaged end of a journal looks like a torn write: it is not used, and asked for again
    (lambda folder: folder.journal("teacher").get(TASKS[0]), [reply_to(TASKS[0]), None]),
    (lambda folder: folder.journal("teacher").get(TASKS[1]), [reply_to(TASKS[1]), None]),
]


@pytest.mark.parametrize("path", [path for path in files() if path.startswith(("commits", "shards", "recipe.yaml"))])
def test_a_file_that_is_gone_is_reported(path: str) -> None:
    state = {name: data for name, data in finished().items() if name != path}

    assert folder_of(SimulatedDisk(state)).check()


def test_a_commit_under_another_name_is_reported() -> None:
    state = {**finished(), "commits/generate/t9.json": finished()["commits/generate/t0.json"]}

    faults = folder_of(SimulatedDisk(state)).check()

    assert {fault.path for fault in faults} == {"commits/generate/t9.json"}


def test_a_commit_added_after_the_seal_is_reported(tmp_path: Path) -> None:
    folder, other = RunFolder(tmp_path / "one"), RunFolder(tmp_path / "two")
    folder.commit("generate", "t0")
    folder.seal()
    other.commit("generate", "t1")
    (other.path / "commits" / "generate" / "t1.json").rename(folder.path / "commits" / "generate" / "t1.json")

    assert [fault.path for fault in folder.check()] == ["manifest.json"]
    with pytest.raises(IntegrityError, match="sealed"):
        folder.seal()


def test_a_strange_file_among_the_artefacts_is_reported(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    folder.put_artefact(MODEL)
    (tmp_path / "artefacts" / "notes.txt").write_text("mine")

    assert len(folder.check()) == 1


def test_a_shard_nobody_names_is_held_against_its_name_too(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    folder.commit("generate", "t0", shards=[records()])
    (path,) = (tmp_path / "shards").glob("*/*")
    (tmp_path / "commits" / "generate" / "t0.json").unlink()
    path.write_bytes(path.read_bytes()[:-1])

    (fault,) = folder.check()

    assert "no commit names" in fault.what


def test_a_damaged_table_is_not_read(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    (ref,) = folder.commit("generate", "t0", shards=[records()]).shards
    path = tmp_path / ref.path

    path.write_bytes(path.read_bytes().replace(b"PAR1", b"PAR2"))
    with pytest.raises(IntegrityError, match="differs"):
        folder.table(ref)
    path.unlink()
    with pytest.raises(IntegrityError, match="missing"):
        folder.table(ref)


def test_a_damaged_shard_is_whole_again_once_its_task_is_made_again(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    made = folder.commit("generate", "t0", shards=[records()])
    (tmp_path / made.shards[0].path).write_bytes(b"")
    (tmp_path / "commits" / "generate" / "t0.json").unlink()

    assert folder.commit("generate", "t0", shards=[records()]) == made
    assert folder.check() == []


def test_garbage_is_not_collected_while_a_commit_is_unreadable(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    made = folder.commit("generate", "t0", shards=[records()])
    (tmp_path / "commits" / "generate" / "t0.json").write_text("{}")

    with folder.lock(), pytest.raises(IntegrityError):
        folder.collect_garbage()

    assert (tmp_path / made.shards[0].path).exists()


class BadSector(OsDisk):
    """A disk that cannot read shards any more."""

    def read(self, path: str) -> bytes | None:
        """Everything but shards."""
        if path.startswith("shards"):
            raise MachineError("Input/output error", where=path, mend="check the disk")
        return super().read(path)


def test_a_shard_that_the_disk_cannot_read_is_a_fault_and_no_end_of_the_check(tmp_path: Path) -> None:
    RunFolder(tmp_path).commit("generate", "t0", shards=[records()])

    (fault,) = RunFolder(tmp_path, disk=BadSector(tmp_path)).check()

    assert "Input/output" in fault.what
