"""A taught run under siege, in small: faults of every kind, two kills, and the books are right to the last reply."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench.clients.siege import Plan, besiege

from provender.backends.teachers.rehearsal import Rehearsal, Script
from provender.backends.teachers.scripted import Scripted

KEY = "sk-UNMISTAKABLE-9e1f"


@pytest.mark.slow
def test_a_run_killed_twice_loses_nothing_and_pays_twice_only_for_what_was_in_flight(tmp_path: Path) -> None:
    plan = Plan(records=800, connections=32, delay_s=0.005, storm=(300, 20))
    books = besiege(tmp_path, plan)

    assert (books.lost, books.double_paid) == (0, 0)
    assert books.accepted + books.rejected + books.failed == 800
    assert books.accepted > 770
    assert books.in_flight_repaid <= plan.connections * books.kills
    assert set(books.spoiled) >= {"429", "500", "503", "cut", "half", "torn", "html"}


TAUGHT = """
name: keyed
count: all
anchor: {{name: reasoning/jsonl, dials: {{path: questions.jsonl}}, splits: {{reference: 1.0}}}}
teachers:
  t:
    name: openai
    dials: {{model: m, lineage: scripted, base_url: "{url}", key_env: PROVENDER_TEST_KEY}}
    price: {{prompt: 1.0, completion: 2.0}}
    pace: {{retries: 2}}
generators: [reasoning/words/worked_answers]
verifiers: [reasoning/words/anchored_answer, reasoning/words/prose_arithmetic]
exports: [general/huggingface, reasoning/chat]
"""


def test_a_key_is_in_nothing_that_a_run_leaves_behind(tmp_path: Path) -> None:
    """The server echoes it in good replies and in refusals; every byte on the disk and on the screen is searched."""
    questions = [f'{{"question": "What is {n} + 1?", "answer": "{n + 1}"}}' for n in range(12)]
    (tmp_path / "questions.jsonl").write_text("\n".join(questions), "utf-8")
    told = "{0} + 1 = {1}, and your key is {2}. The answer is {1}"
    replies = {f"What is {n} + 1?": told.format(n, n + 1, KEY) for n in range(12)}
    script = Script(teacher=Scripted(replies=replies), key=KEY, faults={"500": 0.2})
    said = ""
    with Rehearsal(script) as server:
        (tmp_path / "keyed.yaml").write_text(TAUGHT.format(url=server.base_url), "utf-8")
        for key in ("wrong-" + KEY, KEY):
            command = [sys.executable, "-m", "provender", "run", "-c", "keyed.yaml", "--workers", "1"]
            env = {**os.environ, "PROVENDER_TEST_KEY": key, "PYTHONPATH": os.pathsep.join(sys.path)}
            done = subprocess.run(command, cwd=tmp_path, env=env, check=False, capture_output=True, text=True)
            said += done.stdout + done.stderr
            assert done.returncode == (0 if key == KEY else 2), done.stderr

    assert "no such key: Bearer [key]" in said
    left = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(left) > 8
    assert [file.name for file in left if KEY.encode() in file.read_bytes()] == []
    assert KEY not in said
    assert "your key is [key]" in (tmp_path / "runs/keyed/export/reasoning-chat/train.jsonl").read_text("utf-8")
