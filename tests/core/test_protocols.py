"""What the protocols' own values promise: a secret shows nothing, and parts of the project keep the shapes."""

import copy
import pickle

import pytest

from provender.core.protocols import Secret


def test_a_secret_shows_nothing_of_itself() -> None:
    secret = Secret(b"hunter2")

    assert "hunter2" not in f"{secret} {secret!r} {[secret]}"
    assert secret.value == b"hunter2"


def test_a_secret_is_never_pickled_copied_or_stored() -> None:
    for spread in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="never pickled"):
            spread(Secret(b"hunter2"))
    with pytest.raises(TypeError):
        vars(Secret(b"hunter2"))
