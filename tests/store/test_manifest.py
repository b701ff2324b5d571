"""The Merkle root is that of RFC 6962, and checked JSON comes back as it was."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import IntegrityError
from provender.store import checked
from provender.store.manifest import root_of

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, as it is written there: split at the largest power of two below n."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


@given(st.lists(st.binary(max_size=4), max_size=40))
def test_the_root_is_the_one_of_the_standard(leaves: list[bytes]) -> None:
    assert root_of(leaves) == by_definition(leaves).hex()


@given(st.lists(st.binary(max_size=2), max_size=8), st.lists(st.binary(max_size=2), max_size=8))
def test_other_leaves_have_another_root(one: list[bytes], other: list[bytes]) -> None:
    assert (root_of(one) == root_of(other)) == (one == other)


@given(st.dictionaries(st.text(), plain, max_size=4))
def test_checked_json_comes_back_as_it_was(body: dict[str, object]) -> None:
    data = checked.dump(body)

    assert checked.load(data, where="here", mend="so") == body
    with pytest.raises(IntegrityError):
        checked.load(data + b"\n", where="here", mend="so")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"bytes"])
def test_what_json_cannot_say_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        checked.dump({"value": value})
