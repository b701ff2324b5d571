"""Every crash of a whole run, enumerated: the permanent proof of the commit protocol.

The run of `workload` is stopped before every single operation, by a kill or by a power loss; everything that may then
be found is read, and resumed from. Dropping any one sync must be caught, or that sync (or this test) is worth nothing.

P1 an acknowledged task is readable after any crash; P2 no reader sees a part of a shard; P3 one commit a task; P4 no
committed work is done again and no reply paid for twice; P5 the same root in the end; P6 garbage collection takes no
shard that counts; P7 nothing damaged is used.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pytest
from tests.store.simulated import Crash, SimulatedDisk, State
from tests.store.workload import LOCK, MODEL, TASKS, Told, drive, reply_to, shards

from provender.core.errors import ProvenderError
from provender.store.folder import RunFolder
from provender.store.steps import Step

Found = tuple[State, Told]

SYNCS = [step for step in Step if "SYNC" in step.name]


def folder_on(disk: SimulatedDisk) -> RunFolder:
    return RunFolder(Path("run"), disk=disk)


@lru_cache(maxsize=1)
def unstopped() -> tuple[str, list[Step]]:
    """The root of a run that nothing stopped, and the steps of its operations."""
    disk = SimulatedDisk()
    return drive(folder_on(disk), Told()), disk.steps


def moments() -> range:
    """The numbers of operations after which a run can be stopped."""
    return range(len(unstopped()[1]) + 1)


def wrongs(state: State, told: Told) -> Iterator[str]:
    """What a reader finds wrong after a crash."""
    disk = SimulatedDisk(state)
    folder = folder_on(disk)
    try:
        commits = {commit.task: commit for commit in folder.commits("generate")}
        for task, commit in commits.items():
            wanted = [shard.data for shard in shards(task, reply_to(task))]
            if [disk.read(ref.path) for ref in commit.shards] != wanted:
                yield "a commit names a shard that is missing or torn"
        yield from (f"acknowledged and lost: {name}" for name in told.acknowledged - standing(folder, disk))
        if folder.sealed() not in (None, unstopped()[0]):
            yield "sealed with another root"
        yield from (f"damaged: {fault.what}" for fault in folder.check() if "torn write" not in fault.what)
    except ProvenderError as error:
        yield f"unreadable: {error.what}"


def standing(folder: RunFolder, disk: SimulatedDisk) -> set[str]:
    """All that is there, under the names by which it is acknowledged."""
    journal = folder.journal("teacher")
    there = {
        "recipe": folder.read_lock() == LOCK,
        "sealed": folder.sealed() is not None,
        "artefact": MODEL.digest in disk.names("artefacts"),
        **{task: folder.committed("generate", task) is not None for task in TASKS},
        **{f"reply {task}": journal.get(task) == reply_to(task) for task in TASKS},
    }
    return {name for name, is_there in there.items() if is_there}


def wrongs_of_resuming(state: State, told: Told) -> Iterator[str]:
    """What goes wrong when the run is resumed."""
    disk, again = SimulatedDisk(state), Told()
    try:
        if drive(folder_on(disk), again) != unstopped()[0]:
            yield "another root after resuming"
        yield from (f"made again: {task}" for task in again.made if task in told.acknowledged)
        yield from (f"paid again: {task}" for task in again.paid if f"reply {task}" in told.acknowledged)
        yield from (f"damaged after resuming: {fault.what}" for fault in folder_on(disk).check())
    except ProvenderError as error:
        yield f"cannot resume: {error.what}"


class Judge:
    """Reads every state that a model gives, and resumes from it; a state met again is not judged again."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.states = 0
        self._found = found
        self._known: dict[tuple[object, ...], list[str]] = {}

    def __iter__(self) -> Iterator[str]:
        """The violations, at most one a state."""
        for state, told in self._found:
            self.states += 1
            mark = (frozenset(state.items()), frozenset(told.acknowledged))
            if mark not in self._known:
                self._known[mark] = list(wrongs(state, told)) or list(wrongs_of_resuming(state, told))
            yield from self._known[mark][:1]


def stopped(disk: SimulatedDisk, crash_at: int) -> Told:
    """Drive until the crash; what was acknowledged before it."""
    told = Told()
    disk.done, disk.crash_at = 0, crash_at
    with suppress(Crash, ProvenderError):  # an error only where a sync was dropped; reading finds what that broke
        drive(folder_on(disk), told)
    return told


def kills(dropped: Step | None = None) -> Iterator[Found]:
    for crash_at in moments():
        disk = SimulatedDisk(dropped=dropped)
        told = stopped(disk, crash_at)
        yield disk.state(), told


def power_losses(dropped: Step | None = None) -> Iterator[Found]:
    for crash_at in moments():
        disk = SimulatedDisk(dropped=dropped)
        told = stopped(disk, crash_at)
        yield from ((state, told) for state in disk.after_power_loss())


def power_losses_after_a_kill(dropped: Step | None = None, *, firsts: Iterable[int] | None = None) -> Iterator[Found]:
    """A kill, anywhere or at some moments; a resumed run; then the power fails anywhere in that."""
    for first in moments() if firsts is None else firsts:
        killed = SimulatedDisk(dropped=dropped)
        stopped(killed, first)
        for second in moments():
            disk = killed.after_kill()
            told = stopped(disk, second)
            yield from ((state, told) for state in disk.after_power_loss())
            if disk.done < second:  # it came to its end
                break


def just_before(*steps: Step) -> list[int]:
    """The moments just before these steps."""
    return [moment for moment, step in enumerate(unstopped()[1]) if step in steps]


def test_no_kill_breaks_a_run() -> None:
    judge = Judge(kills())

    assert not list(judge)
    assert judge.states == len(moments())


def test_no_power_loss_breaks_a_run() -> None:
    judge = Judge(power_losses())

    assert not list(judge)
    assert judge.states > 200


def test_no_power_loss_after_a_kill_breaks_a_run() -> None:
    """The kill comes where most is seen that is not durable; the slow test kills everywhere."""
    judge = Judge(power_losses_after_a_kill(firsts=just_before(Step.COMMIT_SYNC_FOLDER, Step.JOURNAL_SYNC)))

    assert not list(judge)
    assert judge.states > 500


@pytest.mark.slow
def test_no_power_loss_after_any_kill_breaks_a_run() -> None:
    judge = Judge(power_losses_after_a_kill())

    assert not list(judge)
    assert judge.states > 10_000


@pytest.mark.parametrize("step", [step for step in SYNCS if step.name != "SETTLE_SYNC"])
def test_a_power_loss_reveals_any_dropped_sync(step: Step) -> None:
    assert any(Judge(power_losses(dropped=step)))


def test_a_power_loss_after_a_kill_reveals_a_dropped_sync_of_what_the_killed_run_left() -> None:
    firsts = just_before(Step.COMMIT_SYNC_FOLDER, Step.JOURNAL_SYNC)

    assert any(Judge(power_losses_after_a_kill(dropped=Step.SETTLE_SYNC, firsts=firsts)))


def test_kills_alone_reveal_no_dropped_sync() -> None:
    """Why the enumeration stays beside the real kills: these could not justify a single sync."""
    assert not any(any(Judge(kills(dropped=step))) for step in SYNCS)


def test_leftovers_of_a_power_loss_do_no_harm() -> None:
    """One commit with every subset of what may be left in tmp/, which the runs above take as all or nothing."""
    judge = Judge(single_commits())

    assert not list(judge)
    assert judge.states > 200


def single_commits() -> Iterator[Found]:
    for crash_at in range(40):
        disk, told = SimulatedDisk(crash_at=crash_at), Told()
        with suppress(Crash):
            folder_on(disk).commit("generate", "t0", shards=shards("t0", reply_to("t0")), what={"rows": 1})
            told.acknowledged.add("t0")
        yield from ((state, told) for state in disk.after_power_loss(tmp=True))


def table() -> Iterator[tuple[str, str, int, int]]:
    """Dropped sync, model, states and violations: what `python -m tests.store.test_crashes` shows."""
    models: list[tuple[str, Callable[[Step | None], Iterator[Found]], Sequence[Step | None]]] = [
        ("kill", kills, (None, *SYNCS)),
        ("power loss", power_losses, (None, *SYNCS)),
        ("power loss after a kill", power_losses_after_a_kill, (None, Step.SETTLE_SYNC)),
    ]
    for name, model, drops in models:
        for dropped in drops:
            judge = Judge(model(dropped))
            violations = sum(1 for _ in judge)
            yield dropped.name.lower() if dropped else "none", name, judge.states, violations


if __name__ == "__main__":
    for dropped, model, states, violations in table():
        print(f"| {dropped} | {model} | {states:,} | {violations:,} |", flush=True)
