"""The same run on the real disk: killed at every step, refused by the system at every step, driven twice at once."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EIO, ENOSPC
from pathlib import Path

import pytest
from tests.parts.offer import HOME
from tests.store.simulated import SimulatedDisk
from tests.store.workload import MODEL, TASKS, Told, drive, reply_to, shards

from provender.core.errors import IntegrityError, MachineError, RunLocked
from provender.store.commits import Commit
from provender.store.disk import OsDisk
from provender.store.folder import RunFolder
from provender.store.steps import TRAP, VARIABLE, Step, Trap, trap_from

ROOT = drive(RunFolder(Path("run"), disk=SimulatedDisk()), Told())
TWICE = {Step.SHARD_WRITE, Step.SHARD_RENAME, Step.COMMIT_LINK, Step.COMMIT_SYNC_FOLDER}
MOMENTS = [*((step, 1) for step in Step), *((step, 2) for step in sorted(TWICE))]


@pytest.fixture
def begun(tmp_path: Path) -> RunFolder:
    """A run whose first driver lost power: a reply is kept, another torn, a shard committed nowhere, tmp/ not empty."""
    folder = RunFolder(tmp_path / "run")
    with folder.lock():
        folder.journal("teacher").put(TASKS[0], reply_to(TASKS[0]))
    with (folder.path / "journal" / "teacher.log").open("ab") as file:
        file.write(b"\xf5PVJ\x02\x00")
    (folder.path / "tmp" / "left").write_bytes(b"half a sha")
    garbage = folder.path / "shards" / "00" / f"{'0' * 64}.bin"
    garbage.parent.mkdir(parents=True)
    garbage.write_bytes(b"")
    return folder


def child(folder: RunFolder, fault: str = "") -> subprocess.CompletedProcess[str]:
    """The run in a process of its own."""
    path = os.pathsep.join([str(HOME / "src"), str(HOME)])
    command = [sys.executable, "-m", "tests.store.workload", str(folder.path)]
    environment = {"PYTHONPATH": path, VARIABLE: fault}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def acknowledged(folder: RunFolder) -> set[str]:
    """The tasks that are committed."""
    return {commit.task for commit in folder.commits("generate")}


@pytest.mark.parametrize(("step", "nth"), MOMENTS)
def test_a_run_killed_at_any_step_is_resumed(begun: RunFolder, step: Step, nth: int) -> None:
    killed = child(begun, fault=f"{int(step)}:{nth}")
    before, again = acknowledged(begun), Told()

    assert (killed.returncode, killed.stdout) == (-9, "")
    assert drive(begun, again) == ROOT
    assert set(again.made) == set(TASKS) - before
    assert TASKS[0] not in again.paid
    assert begun.check() == []
    assert not list((begun.path / "tmp").iterdir())


def test_a_run_that_nobody_stops_ends_alike_in_a_process_of_its_own(begun: RunFolder) -> None:
    assert child(begun).stdout == f"{ROOT}\n"


@pytest.mark.parametrize("error", [ENOSPC, EIO])
@pytest.mark.parametrize("step", [step for step in Step if step is not Step.EVENT_APPEND])
def test_a_refusing_disk_leaves_a_resumable_run(begun: RunFolder, step: Step, error: int) -> None:
    refused = RunFolder(begun.path, disk=OsDisk(begun.path, Trap(step, error=error)))

    with pytest.raises(MachineError, match=rf"step {int(step)}\)") as caught:
        drive(refused, Told())

    assert os.strerror(error) in caught.value.what
    assert str(begun.path) in caught.value.where
    assert "resumes" in caught.value.mend
    assert drive(begun, Told()) == ROOT
    assert begun.check() == []


def test_a_full_disk_does_not_stop_a_run_for_the_sake_of_an_event(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path, disk=OsDisk(tmp_path, Trap(Step.EVENT_APPEND, error=ENOSPC)))

    folder.event("lost")
    folder.event("kept")

    assert "kept" in (tmp_path / "logs" / "events.jsonl").read_text()


def test_a_journal_takes_nothing_after_a_failed_sync(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path, disk=OsDisk(tmp_path, Trap(Step.JOURNAL_SYNC, error=EIO)))

    with folder.lock():
        journal = folder.journal("teacher")
        with pytest.raises(MachineError, match="Input/output"):
            journal.put("a", b"1")
        with pytest.raises(MachineError, match="nobody knows"):
            journal.put("b", b"2")
    assert journal.get("a") is None


def test_a_failed_sync_is_never_tried_again(tmp_path: Path) -> None:
    """The trap springs once: a second try would succeed, and the commit with it."""
    folder = RunFolder(tmp_path, disk=OsDisk(tmp_path, Trap(Step.SHARD_SYNC, error=EIO)))

    with pytest.raises(MachineError, match=r"step 2\)"):
        folder.commit("generate", "t0", shards=shards("t0", b""))

    assert folder.committed("generate", "t0") is None
    assert not list((tmp_path / "shards").glob("*/*"))


@contextmanager
def other_driver(folder: RunFolder) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the run's lock until it is killed."""
    code = (
        "import sys; from pathlib import Path; from provender.store.folder import RunFolder\n"
        "with RunFolder(Path(sys.argv[1])).lock(): print('locked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder.path)],
        env={"PYTHONPATH": str(HOME / "src")}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "locked\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_driver_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")

    with other_driver(folder), pytest.raises(RunLocked, match="another process"), folder.lock():
        pass

    assert drive(folder, Told()) == ROOT


def test_a_lock_is_refused_to_the_same_process_too(tmp_path: Path) -> None:
    with RunFolder(tmp_path).lock(), pytest.raises(RunLocked), RunFolder(tmp_path).lock():
        pass


def test_nobody_collects_garbage_while_a_worker_commits(tmp_path: Path) -> None:
    """A worker may outlive its driver and stand between its shard and its commit."""
    orphan = OsDisk(tmp_path)
    folder = RunFolder(tmp_path)
    made = folder.commit("generate", "t0", shards=shards("t0", b""))
    (tmp_path / "tmp" / "spare").write_bytes(b"the orphan's")

    with orphan.lock("tmp", shared=True), folder.lock():
        with pytest.raises(RunLocked):
            folder.collect_garbage()
        assert (tmp_path / "tmp" / "spare").exists()
    with folder.lock():
        assert folder.collect_garbage() == 0

    assert folder.committed("generate", "t0") == made
    assert not (tmp_path / "tmp" / "spare").exists()


class Meddled(SimulatedDisk):
    """A disk on which somebody else acts between two operations."""

    def __init__(self, at: int, deed: Callable[[SimulatedDisk], object]) -> None:
        super().__init__()
        self._at = at
        self._deed = deed

    def _step(self, step: Step) -> None:
        super()._step(step)
        if self.done == self._at:
            self._deed(self)


def commit(disk: SimulatedDisk, by: str) -> Commit:
    """One attempt at the task, told apart by what it writes."""
    folder = RunFolder(Path("run"), disk=disk)
    return folder.commit("generate", "t0", shards=shards("t0", by.encode()), what={"by": by})


def test_two_attempts_at_one_task_leave_one_commit() -> None:
    """The second attempt comes and goes between any two operations of the first; then the power fails."""
    alone = SimulatedDisk()
    commit(alone, "A")
    winners = set()
    for moment in range(1, alone.done + 1):
        rival: list[Commit] = []
        disk = Meddled(moment, lambda disk, rival=rival: rival.append(commit(disk, "B")))  # type: ignore[misc]
        mine = commit(disk, "A")
        winners.add(mine.what["by"])

        assert rival == [mine]
        for state in disk.after_power_loss():
            folder = RunFolder(Path("run"), disk=SimulatedDisk(state))
            assert list(folder.commits("generate")) == [mine]
            assert folder.check() == []
    assert winners == {"A", "B"}


def test_a_driver_does_not_clear_away_what_another_process_exports(tmp_path: Path) -> None:
    def slowly() -> Iterator[bytes]:
        yield b"first, "
        with RunFolder(tmp_path).lock():
            yield b"second"

    path = RunFolder(tmp_path).write_derived("export", "all.txt", slowly())

    assert path.read_bytes() == b"first, second"


def test_a_commit_gone_from_under_its_reader_is_reported(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    folder.commit("generate", "t0")
    folder.commit("generate", "t1")

    walk = folder.commits("generate")
    next(walk)
    (tmp_path / "commits" / "generate" / "t1.json").unlink()

    with pytest.raises(IntegrityError, match="gone"):
        next(walk)


def test_an_artefact_is_kept_once(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)

    assert folder.put_artefact(MODEL) == folder.put_artefact(MODEL) == MODEL.digest
    assert len(list((tmp_path / "artefacts").iterdir())) == 1


def test_a_trap_is_read_from_its_text() -> None:
    trap_from("7:2").spring(Step.COMMIT_LINK)
    trap_from("").spring(Step.COMMIT_LINK)
    Trap(Step.CLEAN, kill=0).spring(Step.CLEAN)  # signal 0 only asks whether the process lives
    TRAP.spring(Step.CLEAN)

    with pytest.raises(OSError, match="No space"):
        trap_from("7:1:ENOSPC").spring(Step.COMMIT_LINK)
    with pytest.raises(ValueError, match="99"):
        trap_from("99:1")


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(MachineError, match="mend"), RunFolder(tmp_path / "file" / "run").lock():
        pass
