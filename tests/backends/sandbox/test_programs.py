"""What becomes of programs behind walls: how they end is the sandbox's word, what they print is theirs."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from provender.backends.sandbox import _driver, _probe
from provender.backends.sandbox._driver import Confined
from provender.core.errors import MachineError, RecipeError
from provender.core.protocols import Ended
from provender.core.registry import load

HOG = "import sys, {module}; print({module}.__name__)"


@pytest.mark.parametrize(
    ("program", "ended", "told"),
    [
        ("print(6 * 7)", Ended.FINISHED, ""),
        ("", Ended.FINISHED, ""),
        ("print('half'); 1 / 0", Ended.RAISED, "ZeroDivisionError: division by zero"),
        ("def f(: pass", Ended.RAISED, "SyntaxError: invalid syntax"),
        ("raise SystemExit(0)", Ended.RAISED, "SystemExit: 0"),
        ("import nowhere", Ended.RAISED, "ModuleNotFoundError: No module named 'nowhere'"),
        ("open('/etc/hostname')", Ended.RAISED, "PermissionError: [Errno 1] Operation not permitted: '/etc/hostname'"),
        ("def f(n): return f(n + 1)\nf(0)", Ended.RAISED, "RecursionError: maximum recursion depth exceeded"),
        ("x = [0] * 10**9", Ended.RAISED, "MemoryError"),
        ("import os; os._exit(0)", Ended.LEFT, ""),
        ("import ctypes; ctypes.string_at(0)", Ended.KILLED, ""),
        ("while True: pass", Ended.TIMED_OUT, ""),
    ],
)
def test_a_program_ends_in_one_of_six_ways(sandbox: Confined, program: str, ended: Ended, told: str) -> None:
    (ran,) = sandbox.run([program])

    assert (ended, told) == (ran.ended, ran.error)


@pytest.mark.parametrize("handle", [1, 2, 3])
def test_a_program_that_floods_a_descriptor_is_ended(sandbox: Confined, handle: int) -> None:
    (ran,) = sandbox.run([f"import os\nwhile True: os.write({handle}, b'x' * 999)"])

    assert Ended.OVERFLOW == ran.ended
    assert len(ran.stdout) <= 16 << 10


def test_a_program_that_sleeps_is_ended_by_the_wall_clock(sandbox: Confined) -> None:
    hasty = type(sandbox)(wall_s=0.5)
    hasty.probe()
    before = time.monotonic()
    (ran,) = hasty.run(["import time\nprint('first', flush=True)\ntime.sleep(60)"])

    assert (Ended.TIMED_OUT, "first\n") == (ran.ended, ran.stdout)
    assert time.monotonic() - before < 20
    assert ran.cpu_s < 0.5


def test_a_program_may_deafen_itself_and_is_ended_all_the_same(sandbox: Confined) -> None:
    deaf = (
        "import signal\n[signal.signal(n, signal.SIG_IGN) for n in range(1, 32) if n not in (9, 19)]\nwhile True: pass"
    )

    assert [Ended.TIMED_OUT] == [ran.ended for ran in sandbox.run([deaf])]


def test_programs_leave_nothing_to_those_after_them(sandbox: Confined) -> None:
    spoil = "import builtins, math, sys\nbuiltins.print = math.pi = None\nsys.modules.clear()"
    look = "import math, random\nprint(math.pi > 3, random.random(), hash('a'))"
    first, _, last = sandbox.run([look, spoil, look])

    assert first.stdout.startswith("True")
    assert first.stdout == last.stdout


def test_a_program_that_answers_in_the_servers_place_is_not_heard(sandbox: Confined) -> None:
    forge = "import os\nfor n in range(3, 64):\n  try: os.write(n, b'\\x00' * 8)\n  except OSError: pass\nos._exit(0)"
    forged, after = sandbox.run([forge, "print('sound')"])

    assert (Ended.LEFT, "") == (forged.ended, forged.stdout)
    assert "sound\n" == after.stdout


def test_a_server_that_is_killed_is_started_again(sandbox: Confined) -> None:
    one = type(sandbox)(wall_s=3.0)
    one.run([])
    server = _driver.house(one).server
    assert server
    os.killpg(server.pid, signal.SIGKILL)
    lost, after = one.run(["print(1)", "print(2)"])

    assert (Ended.KILLED, "2\n") == (lost.ended, after.stdout)


@pytest.mark.parametrize(
    "module", ["collections", "decimal", "fractions", "heapq", "itertools", "json", "re", "typing"]
)
def test_programs_import_what_functions_need(sandbox: Confined, module: str) -> None:
    assert [f"{module}\n"] == [ran.stdout for ran in sandbox.run([HOG.format(module=module)])]


def test_strange_bytes_are_read_as_what_they_are(sandbox: Confined) -> None:
    texts = ["print('ü €')", "import os; os.write(1, b'\\xff\\x00')", "print('\\udc80')"]
    told = [(ran.ended, ran.stdout) for ran in sandbox.run(texts)]

    assert [(Ended.FINISHED, text) for text in ("ü €\n", "\ufffd\0", "\ufffd\n")] == told


def test_every_way_out_is_tried_and_blocked(sandbox: Confined) -> None:
    attempts = sandbox.probe()

    assert len(attempts) >= 15
    assert [] == [attempt for attempt in attempts if not attempt.blocked]


def test_an_attempt_that_gets_through_is_found_and_nothing_is_run(
    sandbox: Confined, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_probe, "TRIES", {"compute": "through(6 * 7)"})
    broken = type(sandbox)(wall_s=4.0)
    with pytest.raises(MachineError, match="lets through: compute"):
        broken.run(["print(1)"])


def test_a_limit_below_any_program_is_refused() -> None:
    with pytest.raises(RecipeError, match="cpu_s=0"):
        load("sandbox", "strongest", {"cpu_s": 0}).probe()


def test_the_strongest_walls_are_taken_and_without_any_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    strongest = load("sandbox", "strongest")
    monkeypatch.setattr("sys.platform", "plan9")
    with pytest.raises(MachineError, match="walls of Linux"):
        strongest.run(["print(1)"])


def test_a_result_that_is_no_result_is_an_error() -> None:
    for frame in ({}, {"ended": "won"}, {"ended": "finished", "stdout": 3, "exit": 0, "cpu_s": 0, "error": ""}):
        with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
            _driver.told(frame)


def test_the_server_is_a_text_of_its_own() -> None:
    text = Path(_driver.__file__).with_name("_server.py").read_text("utf-8")

    assert "provender" not in text
    assert len(text) < 100_000  # it travels as one argument


def test_a_server_goes_with_its_driver(sandbox: Confined) -> None:
    """Also where the driver is killed without a chance to say so, and a program is under way."""
    name = type(sandbox).__name__.lower()
    code = f"""
from provender.backends.sandbox._driver import house
from provender.core.registry import load
part = load("sandbox", "{name}")
part.run([])
print(house(part).server.pid, flush=True)
part.run(["import time; time.sleep(60)"])
"""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    driver = subprocess.Popen([sys.executable, "-c", code], env={"PYTHONPATH": path}, stdout=subprocess.PIPE, text=True)
    assert driver.stdout
    server = int(driver.stdout.readline())
    time.sleep(0.3)
    driver.kill()
    driver.communicate()
    deadline = time.monotonic() + 10
    while _lives(server) and time.monotonic() < deadline:
        time.sleep(0.02)

    assert not _lives(server)


def _lives(pid: int) -> bool:
    """Whether a process runs: one that has ended may wait for somebody to collect it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
