"""Throwing a run away: everything of it goes, nothing else, and only the driver may."""

from pathlib import Path

import pytest

from provender.core.errors import RunLocked
from provender.store.folder import RunFolder
from provender.store.shards import NewShard


def _made(path: Path) -> RunFolder:
    folder = RunFolder(path)
    with folder.lock():
        folder.write_recipe("name: a\n", {"recipe": {}})
        folder.commit("make", "t0", shards=[NewShard(kind="records", suffix="parquet", data=b"bytes", rows=1)])
        folder.journal("teachers").put("key", b"value")
        folder.write_derived("export", "data/deep/file.jsonl", [b"x"])
        folder.event("made")
        folder.seal()
    return folder


def test_clear_leaves_nothing_of_the_run(tmp_path: Path) -> None:
    folder = _made(tmp_path / "run")
    (tmp_path / "neighbour").write_text("stays")

    with folder.lock():
        folder.clear()

        assert folder.read_lock() is None
        assert folder.sealed() is None
        assert folder.journal("teachers").get("key") is None
    assert [] == [file for file in (tmp_path / "run").rglob("*") if file.is_file()]
    assert (tmp_path / "neighbour").exists()


def test_clear_then_another_run_finds_a_clean_folder(tmp_path: Path) -> None:
    folder = _made(tmp_path / "run")

    with folder.lock():
        folder.clear()
        folder.write_recipe("name: b\n", {"recipe": {"name": "b"}})
        folder.commit("make", "t0", what={"other": 1})
        folder.seal()

    assert [] == folder.check()


def test_clear_is_for_the_driver_alone(tmp_path: Path) -> None:
    folder = _made(tmp_path / "run")

    with pytest.raises(RunLocked, match="throw the run away"):
        folder.clear()
    assert folder.committed("make", "t0") is not None


def test_clear_that_is_cut_short_leaves_no_commit_without_its_shard(tmp_path: Path) -> None:
    folder = _made(tmp_path / "run")
    keep = folder._disk.unlink
    calls = 0

    def fails(path: str, step: object) -> None:
        nonlocal calls
        calls += 1
        if calls > 3:
            raise OSError("the power went")
        keep(path, step)  # type: ignore[arg-type]

    with folder.lock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder._disk, "unlink", fails)
        with pytest.raises(OSError, match="the power went"):
            folder.clear()

    assert folder.committed("make", "t0") is None
    assert folder.read_lock() is not None
