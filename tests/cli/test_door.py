"""The command line's door: exit codes, errors in the house's form, help that costs nothing."""

import argparse
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.cli.terminal import clean, complain, one_line
from provender.cli.verbs import VERBS, module
from provender.core.errors import InputError

HOME = Path(__file__).parent.parent.parent
CLI = HOME / "src" / "provender" / "cli"
HEAVY = {"pyarrow", "numpy", "pydantic", "ruamel", "rich", "jax", "optax", "jinja2", "asyncio"}


def provender(*words: str) -> subprocess.CompletedProcess[str]:
    """A real process."""
    return subprocess.run(
        [sys.executable, "-m", "provender", *words],
        env={"PYTHONPATH": str(HOME / "src")},
        capture_output=True,
        check=False,
        text=True,
    )


def test_every_verb_has_its_file_and_every_file_its_verb() -> None:
    files = {(file.parent.name, file.stem) for folder in ("look", "make") for file in (CLI / folder).glob("[!_]*.py")}

    assert files == {(verb.folder, name) for name, verb in VERBS.items()}


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_helps(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0

    told = capsys.readouterr().out
    assert told.startswith(f"usage: provender {name}")
    assert (module(name).__doc__ or "").splitlines()[0] in told


def test_help_lists_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0

    told = capsys.readouterr().out
    assert all(re.search(rf"^  {name} +{re.escape(verb.help)}$", told, re.M) for name, verb in VERBS.items())


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from provender.cli.main import main; main(['--help']); "
        "print('@', *{name.partition('.')[0] for name in sys.modules})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(HOME / "src")}, capture_output=True, check=True, text=True
    )

    assert not HEAVY & set(ran.stdout.rpartition("@")[2].split())


def test_an_unknown_verb_offers_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["valdate"]) == 2

    assert capsys.readouterr().err == (
        "UnknownName: no verb is called 'valdate'\n  where: the command line\n  mend:  did you mean 'validate'?\n"
    )


def test_an_unknown_flag_offers_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--confg", "x.yaml"]) == 2
    assert "did you mean '--config'?" in capsys.readouterr().err


def test_a_missing_flag_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 2
    assert "-c/--config" in capsys.readouterr().err


def test_the_version_is_told() -> None:
    assert provender("--version").stdout == f"provender {import_module('provender').__version__}\n"


def test_an_error_leaves_no_traceback_unless_asked() -> None:
    quiet, loud = provender("validate", "-c", "nowhere.yaml"), provender("validate", "-c", "nowhere.yaml", "--debug")

    assert quiet.returncode == 2
    assert quiet.stdout == ""
    assert quiet.stderr.startswith("InputError: there is no recipe nowhere.yaml\n  where: nowhere.yaml\n  mend:")
    assert "Traceback" in loud.stderr


def test_our_own_fault_is_exit_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "provender.cli.look.doctor", import_module("tests.cli.broken_verb"))

    assert main(["doctor"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("ProvenderError: ZeroDivisionError")
    assert "broken_verb.py line" in told


@pytest.mark.parametrize(
    ("raised", "refusal"),
    [
        (
            OSError(28, "No space left on device", "runs/x"),
            (5, "MachineError: No space left on device\n  where: runs/x"),
        ),
        (MemoryError(), (5, "MachineError: out of memory")),
        (KeyboardInterrupt(), (130, "Interrupted: stopped by the user")),
        (RecursionError("deep"), (1, "ProvenderError: RecursionError: deep")),
    ],
)
def test_every_exception_has_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raised: BaseException, refusal: tuple[int, str]
) -> None:
    def call(args: argparse.Namespace) -> int:
        raise raised

    monkeypatch.setattr(import_module("provender.cli.look.doctor"), "call", call)

    code, said = refusal
    assert main(["doctor"]) == code
    assert capsys.readouterr().err.startswith(said)


def test_a_stray_word_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "please"]) == 2
    assert "'please' was not expected" in capsys.readouterr().err


def test_what_steers_a_terminal_is_made_visible(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "-c", str(tmp_path / "\x1b[31mred\u202e.yaml")]) == 2

    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "\\x1b[31mred\\u202e" in told


def test_cleaning_keeps_what_is_harmless() -> None:
    assert clean("Ngũgĩ\t→ 数\n") == "Ngũgĩ\t→ 数\n"
    assert clean("a\rb\x07\x9b") == "a\\x0db\\x07\\x9b"
    assert one_line("a\n  b" * 10, 5) == "a ba…"


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f"{sys.executable} -m provender parts | head -n 1"
    ran = subprocess.run(
        ["sh", "-c", command], env={"PYTHONPATH": str(HOME / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True, check=True, text=True,
    )  # fmt: skip

    assert ran.stderr == ""


def test_json_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parts", "--json"]) == 0

    assert "reasoning/arithmetic/gcd" in json.loads(capsys.readouterr().out)["generator"]


def test_an_error_names_paths_as_one_would_type_them_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    complain(InputError("no run", where=str(tmp_path / "runs" / "a"), mend=f"look into {tmp_path}/runs"))

    assert capsys.readouterr().err == "InputError: no run\n  where: runs/a\n  mend:  look into runs\n"
