"""A taught run under siege: a server that errs by a script, a driver that is killed, and the books held against it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from provender.backends.teachers.gateway import identity, key_of
from provender.backends.teachers.openai import OpenAI
from provender.backends.teachers.rehearsal import Rehearsal, Script, digest
from provender.backends.teachers.scripted import Scripted
from provender.core.protocols import Prompt
from provender.run.task import MAKE
from provender.run.teachers import JOURNAL
from provender.store.folder import RunFolder

FAULTS = {"500": 0.01, "503": 0.01, "cut": 0.01, "half": 0.005, "html": 0.005, "torn": 0.005, "huge": 0.0005}

RECIPE = """
name: siege
count: all
anchor: {{name: reasoning/jsonl, dials: {{path: questions.jsonl}}, splits: {{reference: 1.0}}}}
teachers:
  besieged:
    name: openai
    dials: {{model: m, lineage: scripted, base_url: "{base_url}"}}
    price: {{prompt: 1.0, completion: 2.0}}
    pace: {{connections: {connections}, retries: 30, timeout_s: 60}}
generators: [reasoning/words/worked_answers]
verifiers: [reasoning/words/anchored_answer, reasoning/words/prose_arithmetic]
limits: {{teacher_share: 1.0}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked, and what goes wrong.

    Attributes:
        records: questions, each asked once.
        kills: SIGKILLs of the driver, evenly spread over the run.
        connections: most calls at once.
        delay_s: before each of the server's answers.
        faults, storm: as `rehearsal.Script` has them.
    """

    records: int
    kills: int = 2
    connections: int = 64
    delay_s: float = 0.01
    faults: Mapping[str, float] = field(default_factory=lambda: FAULTS)
    storm: tuple[int, int] = (2_000, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What the server's counters, the journal and the ledger say together.

    Attributes:
        records, accepted, rejected, failed: of the ledger.
        calls: that reached the server.
        lost: records that ended nowhere, and replies that were durable at a kill and are not there at the end.
        double_paid: replies served again although no kill had caught the first one in flight.
        in_flight_repaid: replies served again because a kill had.
        spoiled: fault -> times.
    """

    records: int
    accepted: int
    rejected: int
    failed: int
    calls: int
    lost: int
    double_paid: int
    in_flight_repaid: int
    kills: int
    spoiled: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Kill:
    """What was known when the driver died: times served by prompt, and the journal."""

    served: Counter[str]
    journal: Mapping[str, bytes]


def questions(count: int) -> dict[str, str]:
    """Sums that no two share, with the worked answers of a teacher that is right."""
    told = {}
    for n in range(count):
        a, b = 1000 + n, 17 + 3 * n
        told[f"Mary has {a} beans and finds {b} more. How many beans does she have?"] = f"{a} + {b} = {a + b}"
    return told


def besiege(home: Path, plan: Plan) -> Books:
    """Run, kill, run again to the end, and audit."""
    asked = questions(plan.records)
    lines = [json.dumps({"question": q, "answer": said.rpartition(" ")[2]}) for q, said in asked.items()]
    (home / "questions.jsonl").write_text("\n".join(lines), "utf-8")
    script = Script(
        teacher=Scripted(replies=asked),
        delay_s=plan.delay_s,
        faults=plan.faults,
        storm=plan.storm,
        retry_after="0.1",
    )
    with Rehearsal(script) as server:
        recipe = RECIPE.format(base_url=server.base_url, connections=plan.connections)
        (home / "siege.yaml").write_text(recipe, "utf-8")
        keys = _keys(asked, server.base_url)
        kills = [_attempt(home, server, keys, (k + 1) * plan.records // (plan.kills + 1)) for k in range(plan.kills)]
        done = subprocess.run(_command(), cwd=home, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return _audit(home, server, keys, kills)


def _command() -> list[str]:
    return [sys.executable, "-m", "provender", "run", "-c", "siege.yaml", "--workers", "2", "--json"]


def _keys(asked: Mapping[str, str], base_url: str) -> dict[str, str]:
    """Digest of a prompt, as the server counts it -> its key in the journal."""
    who = identity(OpenAI(model="m", lineage="scripted", base_url=base_url))
    found = {}
    for question in asked:
        prompt = Prompt(messages=(("user", question),))
        found[digest([{"role": "user", "content": question}])] = key_of(who, prompt, seed=0)
    return found


def _attempt(home: Path, server: Rehearsal, keys: Mapping[str, str], until: int) -> _Kill:
    """Run until so many replies were served, then kill the driver with SIGKILL."""
    driver = subprocess.Popen(_command(), cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while server.served.total() < until:
        assert driver.poll() is None, "the run ended before its kill"
        time.sleep(0.005)
    os.kill(driver.pid, signal.SIGKILL)
    driver.wait()
    time.sleep(0.5)  # what is on its way to the dead driver is served, and so it is paid
    return _Kill(Counter(server.served), _journal(home, keys))


def _journal(home: Path, keys: Mapping[str, str]) -> dict[str, bytes]:
    """The prompts whose reply is durable, with the reply."""
    journal = RunFolder(home / "runs" / "siege").journal(JOURNAL)
    kept = ((name, journal.get(key)) for name, key in keys.items())
    return {name: value for name, value in kept if value is not None}


def _audit(home: Path, server: Rehearsal, keys: Mapping[str, str], kills: list[_Kill]) -> Books:
    """Hold server, journal and ledger against each other."""
    commits = list(RunFolder(home / "runs" / "siege").commits(MAKE))
    ended = {fate: sum(int(commit.what[fate]) for commit in commits) for fate in ("accepted", "rejected", "failed")}
    journal = _journal(home, keys)
    gone = sum(journal.get(name) != value for kill in kills for name, value in kill.journal.items())
    before: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for kill in kills:
        caught.update(n for n, times in kill.served.items() if times > before[n] and n not in kill.journal)
        before = kill.served
    again = {name: times - 1 for name, times in server.served.items() if times > 1}
    double = sum(max(0, times - caught[name]) for name, times in again.items())
    return Books(
        records=len(keys),
        **ended,
        calls=server.calls,
        lost=len(keys) - sum(ended.values()) + gone,
        double_paid=double,
        in_flight_repaid=sum(again.values()) - double,
        kills=len(kills),
        spoiled=dict(server.spoiled),
    )
