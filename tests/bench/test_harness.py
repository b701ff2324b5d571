"""The benches' common ground: what a machine reads from them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import harness

HOME = Path(__file__).parents[2]


def test_the_last_line_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    harness.show(("part", "n"), [("gcd", 3)])
    harness.finish("sums", {"n": 3})

    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert list(told) == ["bench", "figures", "peer", "machine"]
    assert (told["bench"], told["figures"], told["peer"]) == ("sums", {"n": 3}, {})


def test_machine_names_neither_host_nor_path() -> None:
    told = harness.machine()

    assert set(told) == {"cores", "memory_gib", "processor", "python", "system"}


def test_options_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_COUNT", "12")
    monkeypatch.setattr("sys.argv", ["bench", "--seed", "4"])

    chosen = harness.options("what it measures", count=5, seed=0)

    assert (chosen.count, chosen.seed) == (12, 4)


def test_a_median_takes_three_measurements_at_least() -> None:
    values = iter([9.0, 1.0, 2.0])

    assert harness.median(lambda: next(values), times=1) == 2.0


def test_cpu_seconds_are_never_negative() -> None:
    assert harness.cpu_seconds(lambda: sum(range(1000))) >= 0


def test_every_bench_says_what_it_measures() -> None:
    assert all(harness.measures(bench).endswith(".") for bench in harness.benches().values())


def test_benches_are_found_in_folders_and_helpers_are_not_taken_for_them() -> None:
    found = harness.benches()

    assert {"store", "student_families"} <= set(found)
    assert not {"harness", "classroom", "siege", "echo", "setup", "trial", "hold"} & set(found)


def test_a_program_at_the_top_is_a_bench_that_finishes_under_its_own_name() -> None:
    programs = {file.stem for file in harness.HERE.glob("[!_]*.py") if "def main()" in file.read_text("utf-8")}

    assert programs <= set(harness.benches())


def test_an_unknown_bench_is_refused_with_the_names_there_are() -> None:
    asked = [sys.executable, "-m", "bench.harness", "stor"]
    told = subprocess.run(asked, cwd=HOME, check=False, capture_output=True, text=True)

    assert told.returncode == 1
    assert "no bench is called 'stor'" in told.stderr
    assert "store" in told.stderr
