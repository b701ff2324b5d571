"""A run folder from outside: what is put in comes out, unchanged, in any process."""

import pickle
from pathlib import Path

import pyarrow as pa
import pytest

from provender.core.artefact import Artefact
from provender.core.errors import InputError, IntegrityError, RecipeChanged, RunLocked, UnknownName
from provender.core.record import Blob
from provender.store.folder import RunFolder
from provender.store.shards import NewShard, parquet_bytes, tar_bytes

TABLE = pa.table({"a": [1, 2, 3], "b": ["x", "y", None]})


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path / "runs" / "one")


def records(table: pa.Table = TABLE) -> NewShard:
    return NewShard("records", "parquet", parquet_bytes(table), table.num_rows)


def test_a_run_folder_costs_nothing_until_it_is_written(folder: RunFolder) -> None:
    assert not folder.path.exists()
    assert folder.stages() == []
    assert folder.committed("generate", "t1") is None
    assert list(folder.commits("generate")) == []
    assert folder.sealed() is None
    assert folder.read_lock() is None
    assert folder.check() == []
    assert not folder.path.exists()
    assert str(folder.path) in repr(folder)


def test_a_commit_gives_its_table_back_in_another_process(folder: RunFolder) -> None:
    made = folder.commit("generate", "t1", shards=[records()], what={"n": 3}, cost={"cpu_s": 0.5})

    seen = pickle.loads(pickle.dumps(folder))

    assert seen.committed("generate", "t1") == made
    assert seen.table(made.shards[0]).equals(TABLE)
    assert seen.table(made.shards[0], columns=["b"]).equals(TABLE.select(["b"]))
    assert (made.what, made.cost) == ({"n": 3}, {"cpu_s": 0.5})


def test_blobs_come_back_by_name(folder: RunFolder) -> None:
    blobs = [Blob("b/2.png", b"two"), Blob("a.png", b"")]
    made = folder.commit("generate", "t1", shards=[NewShard("blobs", "tar", tar_bytes(blobs), 2)])

    seen = folder.blobs(made.shards[0])

    assert dict(seen) == {"b/2.png": b"two", "a.png": b""}
    assert len(seen) == 2


def test_commits_come_sorted_by_task(folder: RunFolder) -> None:
    for task in ("t3", "t1", "t2"):
        folder.commit("generate", task)
    folder.commit("curate", "w0")

    assert [commit.task for commit in folder.commits("generate")] == ["t1", "t2", "t3"]
    assert folder.stages() == ["curate", "generate"]


def test_a_second_attempt_gets_the_first_commit(folder: RunFolder) -> None:
    first = folder.commit("generate", "t1", shards=[records()], what={"n": 3})

    second = folder.commit("generate", "t1", what={"n": 4})

    assert second == first == folder.committed("generate", "t1")


def test_a_sealed_run_takes_no_new_task(folder: RunFolder) -> None:
    folder.commit("generate", "t1", what={"n": 1})
    root = folder.seal()

    assert folder.seal() == folder.sealed() == root
    assert folder.commit("generate", "t1").what == {"n": 1}
    with pytest.raises(IntegrityError, match="sealed"):
        folder.commit("generate", "t2")


def test_the_root_ignores_cost_and_order(tmp_path: Path) -> None:
    one, two = RunFolder(tmp_path / "one"), RunFolder(tmp_path / "two")
    for task in ("t1", "t2", "t3"):
        one.commit("generate", task, shards=[records()], what={"task": task}, cost={"cpu_s": 1})
    for task in ("t3", "t1", "t2"):
        two.commit("generate", task, shards=[records()], what={"task": task}, cost={"cpu_s": 2})

    assert one.seal() == two.seal()


def test_the_recipe_is_written_once(folder: RunFolder) -> None:
    folder.write_recipe("name: a\n", {"count": 3, "mix": {"é": 0.5}})
    folder.write_recipe("name: a # again\n", {"count": 3, "mix": {"é": 0.5}})

    assert folder.read_lock() == {"count": 3, "mix": {"é": 0.5}}
    assert (folder.path / "recipe.yaml").read_text() == "name: a\n"
    with pytest.raises(RecipeChanged):
        folder.write_recipe("name: b\n", {"count": 4})


def test_an_artefact_comes_back_and_an_unknown_one_is_named(folder: RunFolder) -> None:
    model = Artefact(content=b"\n{}\0", kind="k", made_by="m", from_data="d", privacy={"epsilon": 1.0})

    assert folder.artefact(folder.put_artefact(model)) == model
    with pytest.raises(UnknownName):
        folder.artefact("0" * 64)
    with pytest.raises(InputError):
        folder.artefact("../recipe.yaml")


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "a/../x", "", ".", "a//b", "a\x1b[0mb", "a\nb", "a\\b", "ä", ".git"]
)
def test_derived_files_lead_nowhere_else(folder: RunFolder, name: str) -> None:
    with pytest.raises(InputError):
        folder.write_derived("export", name, [b"x"])


def test_a_derived_file_is_replaced_as_a_whole(folder: RunFolder) -> None:
    folder.write_derived("export", "data/a.jsonl", [b"old"])

    path = folder.write_derived("export", "data/a.jsonl", [b"ne", b"w"])

    assert path.read_bytes() == b"new"


def test_derived_files_come_in_pieces_that_may_be_apart(folder: RunFolder) -> None:
    pieces = [("b/test.jsonl", b"1"), ("train.jsonl", b"2"), ("b/test.jsonl", b"3"), ("train.jsonl", b"4")]

    paths = folder.write_all_derived("export", pieces)

    assert [path.relative_to(folder.path / "export").as_posix() for path in paths] == ["b/test.jsonl", "train.jsonl"]
    assert [path.read_bytes() for path in paths] == [b"13", b"24"]
    assert folder.write_all_derived("export", []) == []


def test_an_exporter_that_breaks_leaves_the_older_files(folder: RunFolder) -> None:
    (path,) = folder.write_all_derived("export", [("a", b"old")])

    with pytest.raises(InputError):
        folder.write_all_derived("export", [("a", b"new"), ("../b", b"")])

    assert path.read_bytes() == b"old"


def test_a_derived_file_follows_no_link_out_of_the_run(folder: RunFolder, tmp_path: Path) -> None:
    folder.write_derived("report", "index.html", [b""])
    (folder.path / "export").symlink_to(tmp_path)

    with pytest.raises(Exception, match="exists"):
        folder.write_derived("export", "a.jsonl", [b"x"])
    assert not (tmp_path / "a.jsonl").exists()


def test_garbage_is_collected_under_the_lock_alone(folder: RunFolder) -> None:
    made = folder.commit("generate", "t1", shards=[records()])
    garbage = folder.path / "shards" / "00" / f"{'0' * 64}.parquet"
    garbage.parent.mkdir()
    garbage.write_bytes(b"left by an attempt that lost")

    with pytest.raises(RunLocked):
        folder.collect_garbage()
    with folder.lock():
        assert folder.collect_garbage() == 1

    assert not garbage.exists()
    assert folder.table(made.shards[0]).equals(TABLE)


def test_events_hold_no_control_characters(folder: RunFolder) -> None:
    folder.event("refused", text="\x1b[31m\x7f\x9b\u202e\n", path=Path("x"))

    line = (folder.path / "logs" / "events.jsonl").read_bytes()
    assert line.endswith(b"\n")
    assert all(32 <= byte < 127 for byte in line[:-1])
