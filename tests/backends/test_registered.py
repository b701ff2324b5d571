"""Every back end can be asked for by name; their helpers cannot."""

import pytest

from provender.core import registry


@pytest.mark.parametrize(("kind", "known"), [("teacher", ("replay", "scripted")), ("engine", ("local",))])
def test_backends_list_their_parts_and_no_helper(kind: str, known: tuple[str, ...]) -> None:
    assert set(known) <= set(registry.names(kind))
    assert all(registry.find(kind, name) for name in registry.names(kind))
