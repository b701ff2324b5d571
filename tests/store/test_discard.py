"""A run is thrown away whole, or not at all; nothing else ever is."""

from pathlib import Path

import pytest

from provender.core.errors import InputError, MachineError, RunLocked
from provender.store.disk import discard
from provender.store.folder import RunFolder


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run with a recipe and a commit."""
    folder = RunFolder(tmp_path / "run")
    with folder.lock():
        folder.write_recipe("name: run\n", {"recipe": {}})
        folder.commit("make", "t0", what={"accepted": 0})
    return folder.path


def test_discard_removes_the_run_and_nothing_beside_it(run: Path) -> None:
    (run.parent / "other").mkdir()

    discard(run)

    assert [path.name for path in run.parent.iterdir()] == ["other"]


def test_discarding_nothing_is_no_error(tmp_path: Path) -> None:
    discard(tmp_path / "nothing")

    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_is_no_run_stays(run: Path) -> None:
    (run / "thesis.tex").write_text("ten years of work")

    with pytest.raises(InputError, match=r"thesis\.tex"):
        discard(run)

    assert (run / "thesis.tex").exists()
    assert (run / "commits").exists()


def test_a_link_is_not_followed(run: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(run)

    with pytest.raises(InputError):
        discard(link)

    assert run.exists()


def test_a_file_of_that_name_stays(tmp_path: Path) -> None:
    file = tmp_path / "run"
    file.write_text("")

    with pytest.raises(InputError):
        discard(file)

    assert file.exists()


def test_a_run_that_is_driven_stays(run: Path) -> None:
    with RunFolder(run).lock(), pytest.raises(RunLocked):
        discard(run)

    assert run.exists()


def test_a_run_that_the_system_will_not_move_stays(tmp_path: Path) -> None:
    run = tmp_path / ("r" * 250)  # its name aside would be too long
    RunFolder(run).commit("make", "t0")

    with pytest.raises(MachineError, match="too long"):
        discard(run)

    assert RunFolder(run).committed("make", "t0")
