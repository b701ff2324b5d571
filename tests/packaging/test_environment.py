"""The set-up script: repeats nothing, shows no address, and hands pip's settings on to uv."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

HOME = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def environment() -> ModuleType:
    """tools/environment.py, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("environment", HOME / "tools" / "environment.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_environment_is_ready_only_for_the_files_it_was_made_from(environment: ModuleType, tmp_path: Path) -> None:
    assert not environment.is_ready(tmp_path, "run")

    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "pyvenv.cfg").write_text("version = 3.11.2\n")

    (tmp_path / ".ready-dev").write_text(environment.stamp(tmp_path, "dev"))
    assert environment.is_ready(tmp_path, "dev")
    assert environment.is_ready(tmp_path, "run")  # the fuller one serves, too

    (tmp_path / "pyvenv.cfg").write_text("version = 3.12.1\n")
    assert not environment.is_ready(tmp_path, "dev")

    (tmp_path / ".ready-dev").write_text(environment.stamp(tmp_path, "run"))
    assert not environment.is_ready(tmp_path, "dev")


def test_environment_whose_python_is_gone_is_not_ready(environment: ModuleType, tmp_path: Path) -> None:
    (tmp_path / ".ready-run").write_text(environment.stamp(tmp_path, "run"))

    assert not environment.is_ready(tmp_path, "run")


@pytest.mark.parametrize(
    ("says", "taken"),
    [
        pytest.param("echo 0.000001", True, id="fast"),
        pytest.param("echo 1000", False, id="slow"),
        pytest.param("echo No module named venv >&2; exit 1", False, id="cannot make environments"),
        pytest.param("echo hello", False, id="no python"),
    ],
)
def test_environment_takes_another_python_only_where_it_is_faster(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, *, taken: bool
) -> None:
    other = tmp_path / f"python3.{sys.version_info[1]}"
    other.write_text(f"#!/bin/sh\n{says}\n")
    other.chmod(0o755)
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)  # the tests themselves run in an environment
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (environment.faster_python() == str(other)) is taken


def test_environment_chosen_by_hand_stays(environment: ModuleType) -> None:
    assert sys.prefix != sys.base_prefix
    assert environment.faster_python() is None


def test_environment_shows_no_address(environment: ModuleType) -> None:
    said = environment.masked("Looking in indexes: https://me:secret@index.example/simple, then nothing")

    assert said == "Looking in indexes: <address> then nothing"


def test_environment_hands_pips_settings_on(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nextra-index-url =\n  https://a.example/\n  https://b.example/\ntimeout = 3\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("PIP_FIND_LINKS", "wheels")
    monkeypatch.setenv("UV_INSECURE_HOST", "kept")

    found = environment.uv_settings(sys.executable)

    assert found["UV_INDEX"].split() == ["https://a.example/", "https://b.example/"]
    assert found["UV_FIND_LINKS"] == "wheels"
    assert "UV_INSECURE_HOST" not in found


def test_environment_refuses_an_old_python(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))

    assert environment.main([".venv", "run"]) == 5
    assert "needs Python 3.11" in capsys.readouterr().err


def test_environment_that_cannot_be_made_says_so(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to("/bin/false")

    assert environment.main([str(tmp_path), "run"]) == 5
    assert "could not be set up" in capsys.readouterr().err
