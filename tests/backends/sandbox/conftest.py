"""The sandboxes that this machine can raise."""

import pytest

from provender.backends.sandbox._driver import Confined
from provender.core.errors import MachineError
from provender.core.registry import load

LIMITS = {"cpu_s": 1, "wall_s": 10.0, "memory_mb": 256, "output_kb": 16}


@pytest.fixture(scope="session", params=("bubblewrap", "landlock"))
def sandbox(request: pytest.FixtureRequest) -> Confined:
    """Each back end in turn, skipped with its own words where it does not stand here."""
    made: Confined = load("sandbox", request.param, LIMITS)
    try:
        made.probe()
    except MachineError as refused:
        pytest.skip(refused.what)
    return made
