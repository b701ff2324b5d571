"""A real model as teacher: a tiny transformer, trained here, served by `transformers serve`, asked in a real run.

Takes an environment of its own (1.2 GB, installed on demand) and some three minutes. A Llama-architecture model of half
a million weights learns our own chains modulo 10, is written as safetensors, served on 127.0.0.1, and asked through our
client by `provender run`. It errs, and every error must be refused. Options: --train-s, --records, --level.

    train_s, loss, parameters  of the model
    tried, accepted, rejected, failed   records of the run: together they are `tried`
    calls      replies that came from the model
    wrong_accepted  accepted records whose answer differs from the problem's, solved once more     wanted: 0
    lost       tried records that ended nowhere                                                    wanted: 0
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.peers.setup import HERE, ask, environment

from bench import harness
from provender.backends.teachers.openai import OpenAI
from provender.core.errors import ProvenderError
from provender.core.protocols import Prompt
from provender.core.recipe import Shard
from provender.core.registry import load
from provender.run.ledger.dataset import Accepted
from provender.run.task import MAKE
from provender.store.folder import RunFolder

PEER = "real_teacher"
FAMILY = "reasoning/arithmetic/modular_chain"
RECIPE = """
name: real
count: {records}
teachers:
  tiny:
    name: openai
    dials: {{model: "{model}", lineage: tiny-llama, base_url: "{base_url}", params: {{max_tokens: 120}}}}
    pace: {{connections: 4, patience_s: 120}}
generators:
  - name: reasoning/taught/solve
    dials: {{problems: {family}, dials: {{level: {level}}}}}
verifiers: [reasoning/taught/free_words]
limits: {{max_candidates: {candidates}}}
"""


def lessons(file: Path, level: str, count: int) -> None:
    """Problems of ours with the reply that is wanted, of a seed that the run does not use."""
    maker = load("generator", FAMILY, {"level": level})
    told = (record.payload for record in maker(Shard(seed=1_000_003, start=0, count=count)))
    lines = (
        json.dumps({"question": told_.question, "reply": f"{told_.solution}\nAnswer: {told_.answer}"}) for told_ in told
    )
    file.write_text("\n".join(lines), "utf-8")


@contextmanager
def served(model: Path) -> Iterator[str]:
    """`transformers serve`, ended by its process id; yields the base URL once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(environment(PEER).parent / "transformers"), "serve", str(model), "--port", str(port)]
    env = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    server = subprocess.Popen(
        [*command, "--device", "cpu"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        base_url = f"http://127.0.0.1:{port}/v1"
        _wait(OpenAI(model=str(model), lineage="tiny-llama", base_url=base_url, params={"max_tokens": 2}))
        yield base_url
    finally:
        server.terminate()
        server.wait()


def _wait(teacher: OpenAI) -> None:
    """Until a completion comes: the list of models cannot be had offline."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        with suppress(ProvenderError):
            (reply,) = teacher.complete([Prompt(messages=(("user", "1"),))], seed=0)
            if reply.finish != "error":
                return
    raise TimeoutError("the server does not answer")


def run(home: Path, model: Path, base_url: str, *, level: str, records: int) -> dict[str, int]:
    """A run of the whole program, and what its ledger says."""
    candidates = 3 * records
    told = {"records": records, "model": model, "base_url": base_url, "family": FAMILY, "level": level}
    (home / "real.yaml").write_text(RECIPE.format(**told, candidates=candidates), "utf-8")
    done = subprocess.run([sys.executable, "-m", "provender", "run", "-c", "real.yaml"], cwd=home, check=False)
    assert done.returncode in (0, 3), "neither full nor short"
    folder = RunFolder(home / "runs" / "real")
    commits = list(folder.commits(MAKE))
    ended = {fate: sum(int(commit.what[fate]) for commit in commits) for fate in ("accepted", "rejected", "failed")}
    tried = sum(int(commit.what["count"]) for commit in commits)
    return {
        "tried": tried,
        **ended,
        "lost": tried - sum(ended.values()),
        "calls": len(folder.journal("teachers")),
        "wrong_accepted": sum(_wrong(judged.record.payload) for judged in Accepted(folder=folder, facts={}).records()),
    }


def _wrong(problem: Any) -> bool:
    """Whether a chain was answered wrongly: read here, from left to right."""
    chain = problem.question.partition(":")[2].strip().rstrip("=")
    value = int(chain[0])
    for sign, digit in zip(chain[1::2], chain[2::2], strict=True):
        value = {"+": value + int(digit), "-": value - int(digit), "*": value * int(digit)}[sign] % 10
    return str(value) != str(problem.answer)


def main() -> None:
    """Train, serve, run, print."""
    given = harness.options(__doc__ or "", train_s=60, records=60, level="2")
    with TemporaryDirectory(prefix="real-") as home:
        file, model = Path(home) / "lessons.jsonl", Path(home) / "model"
        lessons(file, given.level, 20_000)
        trained, why = ask(PEER, "train.py", str(file), str(model), str(given.train_s))
        if trained is None:
            print(f"\n{why}")
            harness.finish("real_teacher", {}, peer={"missing": why})
            return
        with served(model) as base_url:
            figures = run(Path(home), model, base_url, level=given.level, records=given.records)
    figures = {"train_s": trained["seconds"], "loss": trained["loss"], "parameters": trained["parameters"], **figures}
    harness.show(("figure", "value"), list(figures.items()), title="a real model")
    harness.finish("real_teacher", figures, peer={"pinned": (HERE / PEER / "requirements.in").read_text("utf-8")})


if __name__ == "__main__":
    main()
