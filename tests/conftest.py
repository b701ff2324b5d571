"""What all tests share: where the real data lies, and parts that an outside package offers."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.parts.offer import HOME, offer

from provender.core import registry

# A job that a shell starts in the background is deaf to Ctrl-C, and so would be every run that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What XLA compiled once serves the other workers and what tests start: a quarter of a learned table's time.
_compiled = None
if "JAX_COMPILATION_CACHE_DIR" not in os.environ:
    _compiled = tempfile.TemporaryDirectory(prefix="provender-compiled-")  # removed when the first process ends
    os.environ |= {"JAX_COMPILATION_CACHE_DIR": _compiled.name, "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0.2"}

# Wall-clock limits fail sound tests on a busy machine; what is too slow shows in `--durations`.
settings.register_profile("provender", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("provender")


@pytest.fixture(scope="session", autouse=True)
def _budgets(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test spends what a table of the user's may still spend."""
    os.environ["PROVENDER_BUDGETS"] = str(tmp_path_factory.mktemp("budgets"))


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data: PROVENDER_DATA, or `shared/data` beside the clone; without it the test is skipped."""
    folder = Path(os.environ.get("PROVENDER_DATA") or HOME.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}: set PROVENDER_DATA to its folder")
    return folder


@pytest.fixture
def outside_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The throwaway parts of `tests/parts` under their names "throwaway/...", here and in child processes."""
    paths = offer(tmp_path / "installed")
    for path in paths:
        monkeypatch.syspath_prepend(path)
    inherited = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([*paths, *([inherited] if inherited else [])]))
    registry.forget()
    yield
    monkeypatch.undo()
    registry.forget()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a skipped test fails the run")


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """With --no-skips, whatever was skipped has failed."""
    yield
    told = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.option.no_skips and told and told.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
