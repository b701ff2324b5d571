"""What a call to a teacher costs, journal included, beside httpx, the openai SDK and LiteLLM; and what a siege loses.

A local server in its own process gives every client the same canned reply after 50 ms. Ours is the whole way of a run:
proxy, gateway, limiter, client, journal on the disk; theirs the bare call, in an environment of their own. All are
measured in turn, several times, and the medians are told. Then 10,000 records are made through the whole program
against a server that errs by a script, its driver killed twice. Options: --calls, --peer-calls, --times, --records.

    cpu_ms_64, cpu_ms_256  CPU milliseconds a call at so many calls at once      wanted: <= .3
    lost                   records that ended nowhere, replies that were durable and are gone   wanted: 0
    double_paid            replies served again although the first was not in flight at a kill  wanted: 0
    in_flight_repaid       replies served again because a kill had caught them   wanted: <= slots x kills
"""

import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from bench.clients.siege import Plan, besiege
from bench.peers.setup import ask

from bench import harness
from provender.backends.teachers.gateway import Gateway
from provender.backends.teachers.openai import OpenAI
from provender.core.protocols import Prompt
from provender.core.recipe import Pace, Price
from provender.store.folder import RunFolder

DELAY_S = 0.05
AT_ONCE = (64, 256)
RUNS = harness.HERE.parent / "runs"  # on the disk, and none of git's business
PEERS = ("httpx", "openai", "litellm")


@contextmanager
def echo() -> Iterator[int]:
    """The server, for as long as this is held; its port."""
    command = [sys.executable, "-m", "bench.clients.echo", str(DELAY_S), "3600"]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    assert server.stdin
    try:
        yield int(server.stdout.readline())
    finally:
        server.stdin.close()
        server.wait()
        server.stdout.close()


def prompts(first: int, count: int) -> list[Prompt]:
    """Prompts that differ."""
    return [Prompt(messages=(("user", f"{n} What is 12 + 30? " * 10),)) for n in range(first, first + count)]


def ours(port: int, at_once: int, calls: int) -> float:
    """CPU milliseconds a call, everything in this process counted: both ends of the proxy, and the journal's thread."""
    teacher = OpenAI(model="m", lineage="echo", base_url=f"http://127.0.0.1:{port}/v1")
    with TemporaryDirectory(dir=RUNS) as home:  # not /tmp, which may be memory
        folder = RunFolder(Path(home) / "run")
        with (
            folder.lock(),
            Gateway(
                teachers={"t": teacher},
                prices={"t": Price(prompt=1.0, completion=1.0)},
                paces={"t": Pace(connections=at_once)},
                journal=folder.journal("t"),
            ) as gateway,
        ):
            proxy = gateway.proxy("t")
            proxy.complete(prompts(0, 6 * at_once), seed=0)  # the window opens
            asked = prompts(6 * at_once, calls)
            before = process_time()
            replies = proxy.complete(asked, seed=0)
            spent = process_time() - before
        assert all(reply.text for reply in replies)
    return 1000 * spent / calls


def client_figures(times: int, calls: int, peer_calls: int) -> tuple[dict[str, float], dict[str, object]]:
    """Medians of ours and of the peers', each round measuring all of them in turn."""
    rounds: dict[str, list[float]] = {}
    missing: dict[str, str] = {}
    with echo() as port:
        for _, at_once in product(range(max(3, times)), AT_ONCE):
            rounds.setdefault(f"cpu_ms_{at_once}", []).append(ours(port, at_once, calls))
            for peer in [peer for peer in PEERS if peer not in missing]:
                told, why = ask("llm_clients", "measure.py", peer, str(port), str(at_once), str(peer_calls))
                rounds.setdefault(f"{peer}_{at_once}", []).extend([told["cpu_ms"]] if told else [])
                missing |= {} if told else {peer: why}
    medians = {name: statistics.median(seen) for name, seen in rounds.items() if seen}
    figures = {name: value for name, value in medians.items() if name.startswith("cpu_ms")}
    return figures, {**{name: value for name, value in medians.items() if name not in figures}, **missing}


def main() -> None:
    """Measure, besiege, print."""
    RUNS.mkdir(exist_ok=True)
    given = harness.options(__doc__ or "", calls=6_000, peer_calls=1_500, times=3, records=10_000)
    cost, peer = client_figures(given.times, given.calls, given.peer_calls)
    harness.show(("client", "CPU ms a call"), [*cost.items(), *peer.items()], title="at 64 and 256 calls at once")
    plan = Plan(records=given.records)
    with TemporaryDirectory(dir=RUNS) as home:
        books = besiege(Path(home), plan)
    told = {name: getattr(books, name) for name in books.__slots__ if name != "spoiled"}
    told["bound"] = plan.connections * books.kills
    harness.show(("siege", "count"), [*told.items(), *books.spoiled.items()], title="a run killed twice")
    harness.finish("teacher_client", {**cost, **told}, peer=peer)


if __name__ == "__main__":
    main()
