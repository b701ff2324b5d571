"""A journal keeps what it acknowledged, cuts off what was torn, and reports the rest."""

import pickle
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.simulated import Crash, SimulatedDisk

from provender.core.errors import InputError, IntegrityError, RunLocked
from provender.store.folder import RunFolder
from provender.store.frames import HEADER, Frame, encode, salt_of
from provender.store.journal import Index

LOG = "journal/teacher.log"
entries = st.dictionaries(st.text(max_size=5), st.binary(max_size=30), min_size=1, max_size=8)


def folder_of(disk: SimulatedDisk) -> RunFolder:
    return RunFolder(Path("run"), disk=disk)


def written(kept: dict[str, bytes]) -> bytes:
    """A journal's bytes, one sync an entry."""
    disk = SimulatedDisk()
    folder = folder_of(disk)
    with folder.lock():
        journal = folder.journal("teacher")
        for key, value in kept.items():
            journal.put(key, value)
    data = disk.read(LOG)
    assert data
    return data


def opened(data: bytes) -> RunFolder:
    """A run with that journal."""
    return folder_of(SimulatedDisk({"journal": None, LOG: data}))


@given(entries, entries)
def test_a_journal_remembers_across_openings_and_the_first_value_stands(
    first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    folder = folder_of(SimulatedDisk())
    for given_entries in (first, second):
        with folder.lock():
            folder.journal("teacher").put_all(given_entries.items())
    journal = folder.journal("teacher")

    kept = {**second, **first}
    assert {key: journal.get(key) for key in kept} == kept
    assert len(journal) == len(kept)
    assert folder.check() == []


@given(entries, st.data())
def test_a_torn_end_is_cut_off_and_all_before_it_is_kept(kept: dict[str, bytes], data: st.DataObject) -> None:
    whole = written(kept)
    size = data.draw(st.integers(HEADER, len(whole)))
    folder = opened(whole[:size])
    with folder.lock():
        journal = folder.journal("teacher")
        there = [key for key in kept if journal.get(key) is not None]
        journal.put_all(kept.items())

    assert there == list(kept)[: len(there)]
    assert journal.cut == size - len(written({key: kept[key] for key in there}) if there else whole[:HEADER])
    assert {key: folder.journal("teacher").get(key) for key in kept} == kept
    assert folder.check() == []


@given(entries, st.binary(min_size=1, max_size=80))
def test_garbage_at_the_end_is_cut_off_and_kept_aside(kept: dict[str, bytes], garbage: bytes) -> None:
    whole = written(kept)
    disk = SimulatedDisk({"journal": None, LOG: whole + garbage})
    folder = folder_of(disk)
    assert len(folder.check()) == 1
    with folder.lock():
        assert folder.journal("teacher").cut == len(garbage)

    assert disk.read(f"quarantine/teacher-{len(whole)}.torn") == garbage
    assert folder.check() == []


def test_a_reader_cuts_nothing_off() -> None:
    folder = opened(written({"a": b"1"}) + b"torn")

    journal = folder.journal("teacher")

    assert (journal.get("a"), journal.cut) == (b"1", 0)
    assert len(folder.check()) == 1


def test_a_batch_whose_parts_reached_the_disk_in_any_order_is_torn_and_not_damaged() -> None:
    """All of a batch or a first part of it is there after a power loss, and a later one can still be written."""
    batch = {f"k{number}": bytes([number]) * 40 for number in range(6)}
    for crash_at in range(60):
        disk = SimulatedDisk(crash_at=crash_at)
        folder = folder_of(disk)
        done = False
        try:
            with folder.lock():
                folder.journal("teacher").put("first", b"1")
                folder.journal("teacher").put_all(batch.items())
                done = True
        except Crash:
            pass
        for state in disk.after_power_loss():
            again = folder_of(SimulatedDisk(state))
            with again.lock():
                journal = again.journal("teacher")
                there = [key for key in batch if journal.get(key) is not None]
                assert there == list(batch)[: len(there)]
                assert not done or there == list(batch)
                journal.put("later", b"2")
            assert again.check() == []


def test_a_reply_that_looks_like_a_frame_is_none() -> None:
    """A hostile server copies a real frame of another journal into its reply; the power then fails in the next."""
    stolen = written({"x": b"y"})[HEADER:]
    whole = written({"a": stolen, "b": b"2"})
    folder = opened(whole[:HEADER] + whole[HEADER:-1])

    with folder.lock():
        journal = folder.journal("teacher")

    assert (journal.get("a"), journal.get("b"), journal.get("x")) == (stolen, None, None)


@pytest.mark.parametrize("order", [(1, 0), (0, 0), (1,), (0, 2)])
def test_frames_out_of_order_are_damage(order: tuple[int, ...]) -> None:
    whole = written({"a": b"1", "b": b"2", "c": b"3"})
    size = (len(whole) - HEADER) // 3
    frames = [whole[HEADER + size * number :][:size] for number in order]

    with pytest.raises(IntegrityError, match="stands where"):
        opened(whole[:HEADER] + b"".join(frames)).journal("teacher")


@pytest.mark.parametrize("size", [0, 5, HEADER - 1])
def test_a_header_that_was_cut_is_damage(size: int) -> None:
    with pytest.raises(IntegrityError, match="header"):
        opened(written({"a": b"1"})[:size]).journal("teacher")


def test_a_bad_block_before_a_good_frame_is_damage_however_far_it_is() -> None:
    whole = written({"a": b"1", "long": b"\xf5PVJ" + bytes(9_000_000), "b": b"2"})

    with pytest.raises(IntegrityError, match="bytes from"):
        opened(whole[: HEADER + 90] + b"\xff" + whole[HEADER + 91 :]).journal("teacher")


def test_an_entry_that_changed_since_it_was_opened_is_not_used(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    with folder.lock():
        journal = folder.journal("teacher")
        journal.put("a", b"right")
    path = tmp_path / LOG
    path.write_bytes(path.read_bytes().replace(b"right", b"wrong"))

    with pytest.raises(IntegrityError, match="entry at byte"):
        journal.get("a")


def test_only_the_driver_may_put() -> None:
    folder = folder_of(SimulatedDisk())
    with folder.lock():
        journal = folder.journal("teacher")

    with pytest.raises(RunLocked, match="holds no lock"):
        journal.put("a", b"1")
    with pytest.raises(InputError):
        folder.journal("../teacher")


def test_a_driver_has_one_journal_of_a_name(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    with folder.lock():
        folder.journal("teacher").put("a", b"1")
        folder.journal("teacher").put("b", b"2")

        assert folder.journal("teacher") is folder.journal("teacher")
    assert len(folder.journal("teacher")) == 2


def test_threads_share_a_journal(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    with folder.lock():
        journal = folder.journal("teacher")
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda number: journal.put(f"k{number}", b"%d" % number), range(80)))

    assert len(folder.journal("teacher")) == len(journal) == 80
    assert journal.get("k19") == b"19"


def test_keys_with_one_hash_are_told_apart() -> None:
    index = Index()
    index.add(b"a", 7)
    index._set(*next((seen, 9) for seen in index._hashes if seen))

    assert list(index.find(b"a")) == [7, 9]
    folder = opened(written({"a": b"1", "b": b"2"}))
    journal = folder.journal("teacher")
    (other,) = journal._index.find(b"b")
    journal._index._offsets[journal._index._offsets.index(next(journal._index.find(b"a")))] = other
    assert journal.get("a") is None


def test_memory_grows_by_a_few_bytes_an_entry_whatever_it_holds(tmp_path: Path) -> None:
    """Limit 64 bytes: 48 where the index is emptiest, and what the allocator adds."""
    count = 20_000
    folder = RunFolder(tmp_path)
    with folder.lock():
        folder.journal("teacher").put_all((f"{number:064d}", bytes(400)) for number in range(count))
    tracemalloc.start()
    journal = folder.journal("teacher")
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(journal) == count
    assert taken / count < 64


def test_a_frame_is_bound_to_its_salt() -> None:
    whole = written({"a": b"1"})
    salt = salt_of(whole[:HEADER], where="")

    assert encode(salt, Frame(0, 0, b"a", b"1")) == whole[HEADER:]
    assert encode(salt[::-1], Frame(0, 0, b"a", b"1")) != whole[HEADER:]


def test_a_pickled_folder_holds_no_lock(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    with folder.lock(), pytest.raises(RunLocked):
        pickle.loads(pickle.dumps(folder)).journal("teacher").put("a", b"1")
