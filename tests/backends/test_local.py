"""The local engine: results are right and unique whatever happens to the workers."""

import itertools
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import pytest
from tests.backends import engine_tasks as tasks

from provender.backends import parcel
from provender.backends.engines import _worker
from provender.backends.engines._zygote import zygote
from provender.backends.engines.local import Local
from provender.core import registry
from provender.core.errors import InputError, MachineError, ProvenderError, RecipeError
from provender.core.protocols import Lost


def alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone_within(pids: list[int], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not any(map(alive, pids))


def test_local_is_found_by_name() -> None:
    assert Local(workers=2) == registry.load("engine", "local", {"workers": 2})


@pytest.mark.parametrize("workers", [0, 1, 2, 3])
def test_local_gives_every_result_once_for_any_number_of_workers(workers: int) -> None:
    found = list(Local(workers=workers).map(tasks.square, range(40)))

    assert [(n, n * n) for n in range(40)] == sorted(found)


@pytest.mark.parametrize(
    "dials", [{"workers": -1}, {"wall_s": 0}, {"memory_mb": 0}, {"attempts": 0}], ids=lambda dials: next(iter(dials))
)
def test_local_refuses_dials_out_of_range(dials: dict[str, Any]) -> None:
    with pytest.raises(RecipeError, match="too small"):
        Local(**dials)


def test_local_survives_killed_workers(tmp_path: Path) -> None:
    task = tasks.DieOnce(tmp_path, frozenset(range(0, 40, 4)))

    found = list(Local(workers=2).map(task, range(40)))

    assert [(n, n * n) for n in range(40)] == sorted(found)


def test_local_sets_a_poison_task_aside_while_the_others_finish() -> None:
    found = dict(Local(workers=2, attempts=2).map(tasks.poison, range(10)))

    assert {n: n * n for n in range(10) if n not in (5, 6)} == {n: found[n] for n in range(10) if n not in (5, 6)}
    assert Lost("its worker died 2 times; the last time it was killed by SIGSEGV", 2) == found[5]
    assert Lost("its worker died 2 times; the last time it ended with exit status 7", 2) == found[6]


def test_local_kills_a_task_over_its_time() -> None:
    found = dict(Local(workers=2, wall_s=0.3, attempts=1).map(tasks.sleep_if_odd, range(3)))

    assert {n: found[n] for n in (0, 2)} == {0: 0, 2: 2}
    assert isinstance(found[1], Lost)
    assert "limit is 0.3 s" in found[1].reason


def test_local_kills_a_task_over_its_memory() -> None:
    found = dict(Local(workers=2, memory_mb=300, attempts=1).map(tasks.grow, [1, 400, 2]))

    assert {n: found[n] for n in (0, 2)} == {0: 1, 2: 2}
    assert isinstance(found[1], Lost)
    assert "MiB of memory, the limit is 300 MiB" in found[1].reason


def test_local_carries_an_exception_home_with_its_trace() -> None:
    with pytest.raises(LookupError, match="nothing there") as caught:
        list(Local(workers=1).map(tasks.fail, ["plain"]))

    assert "in fail" in caught.value.__notes__[0]


def test_local_keeps_what_where_and_mend_of_our_errors() -> None:
    with pytest.raises(InputError) as caught:
        list(Local(workers=1).map(tasks.fail, ["ours"]))

    error = caught.value
    assert (error.what, error.where, error.mend) == ("line 3 is torn", "data.jsonl line 3", "fetch the file again")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("odd", "OddError: 1 and 2"),
        ("lambda", "a task's result cannot be sent"),
        ("unreadable", "result of task 0 cannot be read back"),
    ],
)
def test_local_says_what_cannot_travel(kind: str, said: str) -> None:
    with pytest.raises(ProvenderError, match=said):
        list(Local(workers=1).map(tasks.fail, [kind]))


def test_local_brings_home_an_exit_like_any_error() -> None:
    with pytest.raises(SystemExit):
        list(Local(workers=1).map(tasks.fail, ["exit"]))


def test_local_says_what_task_cannot_be_sent() -> None:
    with pytest.raises(ProvenderError, match="task function cannot be sent"):
        list(Local(workers=1).map(lambda n: n, [1]))
    with pytest.raises(ProvenderError, match="task 1 cannot be sent"):
        list(Local(workers=1).map(tasks.anything, [1, lambda: 0]))


def test_local_says_what_function_a_worker_cannot_load() -> None:
    with pytest.raises(ProvenderError, match="task function cannot be read back"):
        list(Local(workers=1).map(tasks.Unreadable(), [1]))  # type: ignore[arg-type]


@pytest.mark.parametrize("workers", [0, 2])
def test_local_pulls_tasks_one_by_one_and_closes_their_generator(workers: int) -> None:
    pulled: list[int] = []
    closed: list[bool] = []

    def endless() -> Iterator[int]:
        try:
            for n in itertools.count():
                pulled.append(n)
                yield n
        finally:
            closed.append(True)

    results = Local(workers=workers).map(tasks.square, endless())
    first = [next(results) for _ in range(5)]
    results.close()  # type: ignore[attr-defined]

    assert all(value == n * n for n, value in first)
    assert len(pulled) <= 5 + workers
    assert closed == [True]


def test_local_maps_may_be_nested() -> None:
    inner = Local(workers=1).map(tasks.square, range(10))

    found = list(Local(workers=1).map(tasks.square, (value for _, value in inner if isinstance(value, int))))

    assert [n**4 for n in range(10)] == [value for _, value in found]


def test_local_leaves_no_worker_when_stopped_early() -> None:
    results = Local(workers=2).map(tasks.pid_of, itertools.chain([0.0, 0.0], itertools.repeat(60.0)))
    pids = [pid for _, pid in itertools.islice(results, 2) if isinstance(pid, int)]

    results.close()  # type: ignore[attr-defined]

    assert not any(map(alive, pids))


def test_local_hands_on_environment_folder_and_import_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(Local(workers=1).map(tasks.square, [1]))  # workers must see what is set after the first start, too
    monkeypatch.setenv("PROVENDER_TEST", "seen")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)

    ((_, found),) = Local(workers=1).map(tasks.surroundings, ["PROVENDER_TEST"])

    assert ("seen", str(tmp_path), sys.path) == found


def test_local_hears_a_death_though_a_grandchild_holds_the_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ((_, found),) = Local(workers=1, wall_s=0.3, attempts=1).map(tasks.with_child, [30.0])

    assert isinstance(found, Lost)
    assert gone_within([int(Path("grandchild").read_text())], 2)


def test_local_goes_on_when_the_zygote_is_killed() -> None:
    results = Local(workers=1, attempts=3).map(partial(pow, 2), [1, 2, 3])
    assert next(results) == (0, 2)

    os.kill(zygote()._process.pid, signal.SIGKILL)

    assert list(results) == [(1, 4), (2, 8)]


DRIVER = """
import sys
from provender.backends.engines.local import Local
from tests.backends.engine_tasks import pid_of

for _, pid in Local(workers=2).map(pid_of, [0.0, 0.0, 60.0, 60.0]):
    print(pid, flush=True)
"""


def start(*command: str) -> "subprocess.Popen[str]":
    """A driver of its own, which imports what this process can."""
    return subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)},
    )


def test_local_serves_a_plain_script_that_guards_nothing(tmp_path: Path) -> None:
    script = tmp_path / "plain.py"
    script.write_text(DRIVER.replace("60.0", "0.0"), encoding="utf-8")

    said, complaints = start(str(script)).communicate(timeout=30)

    assert (4, "") == (len(said.splitlines()), complaints)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_local_workers_die_with_their_driver(how: signal.Signals) -> None:
    driver = start("-c", DRIVER)
    with driver:
        assert driver.stdout
        pids = [int(driver.stdout.readline()) for _ in range(2)]
        driver.send_signal(how)

    assert gone_within(pids, 5)


def test_worker_serves_until_its_driver_hangs_up() -> None:
    """The worker's own loop, in this process: what was sent before the hang-up is answered."""
    ours, theirs = Pipe()
    for message in (_worker.hello(tasks.fail), *(pickle.dumps(kind) for kind in ("plain", "lambda"))):
        ours.send_bytes(message)
    with socket.socket(fileno=os.dup(ours.fileno())) as end:
        end.shutdown(socket.SHUT_WR)

    interrupt = signal.getsignal(signal.SIGINT)
    try:
        _worker.serve(theirs)
    finally:
        signal.signal(signal.SIGINT, interrupt)

    assert ["ready", "raised", "raised"] == [pickle.loads(ours.recv_bytes())[0] for _ in range(3)]


def test_worker_whose_function_does_not_load_says_so_and_ends() -> None:
    ours, theirs = Pipe()
    ours.send_bytes(_worker.hello(tasks.Unreadable()))  # type: ignore[arg-type]
    interrupt = signal.getsignal(signal.SIGINT)
    try:
        _worker.serve(theirs)
    finally:
        signal.signal(signal.SIGINT, interrupt)

    kind, error = pickle.loads(ours.recv_bytes())
    assert kind == "raised"
    with pytest.raises(ProvenderError, match="task function cannot be read back"):
        parcel.raise_error(error, "worker")


def test_local_gives_up_when_no_worker_survives_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """A working directory that is gone: no worker gets as far as its first task, and no task is blamed."""
    before = zygote()._process.pid
    monkeypatch.setattr("os.getcwd", lambda: "/nowhere/at/all")

    with pytest.raises(MachineError, match="3 workers in a row died"):
        list(Local(workers=2).map(tasks.square, range(4)))

    assert before == zygote()._process.pid
