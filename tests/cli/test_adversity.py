"""A run under a full disk, and two drivers at once: nothing is lost, and the same command goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.store.folder import RunFolder
from provender.store.steps import VARIABLE, Step

HOME = Path(__file__).parent.parent.parent
RECIPE = """\
name: small
count: 120
generators: [reasoning/arithmetic/gcd]
mix: {language: {sw: 0.5}}
exports: [reasoning/chat]
"""
FULL = {  # where the disk is full -> the number of its turn, in driver or worker
    Step.FOLDER_MAKE: 2,
    Step.FILE_WRITE: 1,
    Step.SHARD_WRITE: 2,
    Step.SHARD_SYNC: 1,
    Step.COMMIT_WRITE: 2,
    Step.COMMIT_LINK: 2,
    Step.SEAL_WRITE: 1,
    Step.DERIVED_WRITE: 1,
}


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    """The command of a small run."""
    file = tmp_path / "small.yaml"
    file.write_text(RECIPE)
    return ["run", "-c", str(file), "-o", str(tmp_path / "runs"), "--json"]


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of the small run, made on a disk with room."""
    home = tmp_path_factory.mktemp("whole")
    (home / "small.yaml").write_text(RECIPE)
    assert main(["run", "-c", str(home / "small.yaml"), "-o", str(home / "runs"), "--workers", "0"]) == 0
    return str(RunFolder(home / "runs" / "small").sealed())


def start(*words: str, fault: str = "") -> subprocess.Popen[str]:
    """A real run in its own process group, as a terminal starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "provender", *words],
        env={**os.environ, "PYTHONPATH": str(HOME / "src"), VARIABLE: fault},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize("step", FULL, ids=lambda step: step.name.lower())
def test_a_full_disk_leaves_a_run_that_the_same_command_finishes(
    words: list[str], digest: str, capsys: pytest.CaptureFixture[str], step: Step
) -> None:
    workers = str(step % 2)  # in one process and in two, turn about
    out, err = (process := start(*words, "--workers", workers, fault=f"{step}:{FULL[step]}:ENOSPC")).communicate()

    assert process.returncode == 5, err
    assert err.startswith("MachineError: No space left on device")
    assert "the same command resumes the run" in err
    assert "Traceback" not in out + err

    capsys.readouterr()
    assert main([*words, "--workers", "0"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["accepted"], told["digest"]) == (120, digest)
    assert RunFolder(Path(told["folder"])).check() == []


def test_of_two_drivers_at_once_one_is_refused_and_the_other_goes_on(words: list[str], tmp_path: Path) -> None:
    pair = [start(*words, "-n", "40000", "--workers", "1") for _ in range(2)]
    deadline = time.monotonic() + 120
    while all(process.poll() is None for process in pair) and time.monotonic() < deadline:
        time.sleep(0.02)
    loser, winner = sorted(pair, key=lambda process: process.poll() is None)
    _, refusal = loser.communicate()
    os.killpg(winner.pid, signal.SIGINT)
    _, stopped = winner.communicate(timeout=120)

    assert loser.returncode == 5
    assert refusal.startswith("RunLocked: another process is at work on this run")
    assert winner.returncode == 130, stopped
    assert RunFolder(tmp_path / "runs" / "small").check() == []
