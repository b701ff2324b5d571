"""A teacher's server that is away for a while: the run pauses, says so to people and in its events, and goes on."""

import json
import socket
import threading
from pathlib import Path

import pytest

from provender.backends.teachers import _breaker, _line
from provender.backends.teachers.rehearsal import Rehearsal, Script
from provender.backends.teachers.scripted import Scripted
from provender.cli.progress import Lines
from provender.core.errors import MachineError
from provender.core.recipe import Pace, Recipe, Use
from provender.run.options import RunOptions
from provender.run.teachers import sentence
from provender.run.waves import run

QUESTIONS = {f"What is {n} + 1?": f"{n} + 1 = {n + 1}. The answer is {n + 1}" for n in range(30)}


def recipe(home: Path, port: int, **pace: float) -> Recipe:
    lines = [json.dumps({"question": q, "answer": said.rpartition(" ")[2]}) for q, said in QUESTIONS.items()]
    (home / "q.jsonl").write_text("\n".join(lines), "utf-8")
    dials = {"model": "m", "lineage": "scripted", "base_url": f"http://127.0.0.1:{port}/v1"}
    return Recipe(
        name="outage",
        count=None,
        generators=(Use(name="reasoning/words/worked_answers"),),
        verifiers=(Use(name="reasoning/words/anchored_answer"),),
        teachers={"t": Use(name="openai", dials=dials, pace=Pace(**pace))},  # type: ignore[arg-type]
        anchor=Use(name="reasoning/jsonl", dials={"path": str(home / "q.jsonl")}),
        splits={"reference": 1.0},
    )


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> int:
    """A port where nobody listens yet; pauses are short."""
    monkeypatch.setattr(_breaker, "_FIRST_S", 0.05)
    monkeypatch.setattr(_line, "_FIRST_BACKOFF_S", 0.01)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_a_run_pauses_says_so_and_goes_on(tmp_path: Path, port: int) -> None:
    heard: list[str] = []
    paused = threading.Event()

    def notice(line: str) -> None:
        heard.append(line)
        paused.set()

    def come_back() -> None:
        assert paused.wait(30)
        with Rehearsal(Script(teacher=Scripted(replies=QUESTIONS)), port=port) as server:
            server.wait(ended.wait(60) and 0.0)

    ended = threading.Event()
    serving = threading.Thread(target=come_back)
    serving.start()
    try:
        summary = run(recipe(tmp_path, port), RunOptions(output=tmp_path, workers=0, notice=notice))
    finally:
        ended.set()
        serving.join()

    events = [json.loads(line) for line in (summary.folder / "logs/events.jsonl").read_text("utf-8").splitlines()]
    kinds = [event["kind"] for event in events]
    assert summary.accepted == 30
    assert heard[0].startswith("teacher t: paused for 0.05 s after 10 faults in a row, the last: ClientConnectorError")
    assert heard[-1].startswith("teacher t: answers again after")
    assert kinds.index("teacher_paused") < kinds.index("teacher_resumed")


def test_a_run_whose_teacher_never_comes_back_stops_and_can_go_on(tmp_path: Path, port: int) -> None:
    asked = recipe(tmp_path, port, patience_s=0.3)
    with pytest.raises(MachineError, match="has not answered for"):
        run(asked, RunOptions(output=tmp_path, workers=0))

    with Rehearsal(Script(teacher=Scripted(replies=QUESTIONS)), port=port):
        again = recipe(tmp_path, port, connections=3)  # another pace is the same run
        summary = run(again, RunOptions(output=tmp_path, workers=0))
    assert (summary.accepted, summary.tried) == (30, 30)


def test_a_notice_is_one_clean_line(capsys: pytest.CaptureFixture[str]) -> None:
    told = sentence("paused", {"teacher": "t", "seconds": 1.0, "faults": 10, "fault": "\x1b[2J two\nlines"})
    Lines().notice(told)

    shown = capsys.readouterr().err
    assert "\x1b" in told
    assert (shown.count("\n"), "\x1b" in shown) == (1, False)
    assert sentence("limited", {"teacher": "t"}) == ""
