"""What keeping records costs: a commit above the bare write of its data, and reading commits and journals back.

Options: --mib (size of a shard), --commits, --entries (of a journal, 1 kB each).

    commit_over_ms     wall milliseconds of a commit above digesting the same bytes and writing and syncing them once
    commit_wall_ratio  wall time of a commit over that of this bare write; both medians of one run
    small_commit_ms    wall milliseconds of a commit of two shards of 1 kB, median
    read_commit_us     CPU microseconds a commit when a stage is walked
    put_ms             wall milliseconds of a journal's put, median
    open_us            CPU microseconds an entry when a journal is opened
    entry_bytes        bytes of memory an entry of an open journal
"""

import os
import statistics
import tracemalloc
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from bench import harness
from provender.store.folder import RunFolder
from provender.store.shards import NewShard


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of CPU and of wall."""
    cpu, wall = process_time(), perf_counter()
    work()
    return 1000 * (process_time() - cpu), 1000 * (perf_counter() - wall)


def bare(path: Path, data: bytes) -> str:
    """What cannot be avoided: write the bytes to a new file, sync them, know their digest."""
    with path.open("xb", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
    return sha256(data).hexdigest()


def big_commits(home: Path, mib: int, times: int = 16) -> dict[str, float]:
    """A shard's commit beside the bare write of its bytes; each goes first in half of the turns."""
    folder = RunFolder(home / "big")
    folder.commit("big", "first")
    ours, theirs = [], []
    for turn in range(times):
        data = os.urandom(mib << 20)

        def write(data: bytes = data, turn: int = turn) -> None:
            theirs.append(timed(lambda: bare(home / f"bare{turn}", data))[1])

        def commit(data: bytes = data, turn: int = turn) -> None:
            shards = [NewShard("records", "bin", data, 1)]
            ours.append(timed(lambda: folder.commit("big", f"t{turn:03d}", shards=shards))[1])

        for work in (write, commit) if turn % 2 else (commit, write):
            work()
    ours_ms, bare_ms = statistics.median(ours), statistics.median(theirs)
    return {
        "commit_ms": ours_ms,
        "bare_ms": bare_ms,
        "commit_over_ms": ours_ms - bare_ms,
        "commit_wall_ratio": ours_ms / bare_ms,
    }


def small_commits(home: Path, count: int) -> dict[str, float]:
    """Many commits of two small shards, then a walk through them."""
    folder = RunFolder(home / "small")
    spent = []
    for turn in range(count):
        shards = [NewShard("records", "bin", os.urandom(1000), 1), NewShard("refused", "bin", os.urandom(1000), 1)]
        commit = lambda turn=turn, shards=shards: folder.commit("make", f"t{turn:06d}", shards=shards)  # noqa: E731
        spent.append(timed(commit))
    walk = harness.median(lambda: timed(lambda: sum(1 for _ in folder.commits("make")))[0])
    return {
        "small_commit_ms": statistics.median(wall for _, wall in spent),
        "small_commit_cpu_ms": statistics.median(cpu for cpu, _ in spent),
        "read_commit_us": 1000 * walk / count,
    }


def journal(home: Path, entries: int) -> dict[str, float]:
    """Single puts, then opening a journal of many entries."""
    folder = RunFolder(home / "journal")
    value = os.urandom(1000)
    with folder.lock():
        written = folder.journal("single")
        puts = [timed(lambda n=n: written.put(f"{n:064d}", value))[1] for n in range(300)]  # type: ignore[misc]
        folder.journal("many").put_all((f"{n:064d}", value) for n in range(entries))
    opening = harness.median(lambda: timed(lambda: folder.journal("many"))[0])
    tracemalloc.start()
    held = folder.journal("many")
    taken = tracemalloc.get_traced_memory()[0] / len(held)
    tracemalloc.stop()
    return {"put_ms": statistics.median(puts), "open_us": 1000 * opening / entries, "entry_bytes": taken}


def main() -> None:
    """Measure and print."""
    given = harness.options(__doc__ or "", mib=16, commits=2000, entries=100_000)
    with TemporaryDirectory(dir=harness.HERE.parent) as home:  # not /tmp, which may be memory
        figures = big_commits(Path(home), given.mib)
        figures |= small_commits(Path(home), given.commits)
        figures |= journal(Path(home), given.entries)
    harness.show(("figure", "value"), list(figures.items()))
    harness.finish("store", figures)


if __name__ == "__main__":
    main()
