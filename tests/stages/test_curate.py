"""Curate: the index of contents agrees with a plain dictionary."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provender.stages.curate import NOWHERE, Seen

digests = st.lists(st.tuples(st.sampled_from([0, 1, 2**60, 2**63 + 1, 2**64 - 1]), st.integers(0, 3)), max_size=30)


def _batch(pairs):
    """Digests that often agree in their high word only, so that ties are stepped through."""
    return np.array(pairs, np.uint64).reshape(-1, 2).view(np.uint8).reshape(-1, 16)


@given(batches=st.lists(digests, max_size=8))
def test_seen_agrees_with_a_dictionary(batches):
    first: dict[tuple[int, int], int] = {}
    seen, place = Seen(), 0
    for pairs in batches:
        places = np.arange(place, place + len(pairs), dtype=np.uint64)

        twins = seen.find(_batch(pairs), places)
        seen.keep(_batch(pairs)[twins == NOWHERE], places[twins == NOWHERE])

        for pair, twin in zip(pairs, twins, strict=True):
            assert first.get(tuple(pair), int(NOWHERE)) == int(twin)
            first.setdefault(tuple(pair), place)
            place += 1
    assert len(first) == len(seen)


def test_seen_holds_a_million_records_in_24_bytes_each():
    seen = Seen()
    rng = np.random.default_rng(1)
    for start in range(0, 200_000, 10_000):
        batch = rng.integers(0, 256, (10_000, 16), dtype=np.uint8)
        seen.keep(batch, np.arange(start, start + 10_000, dtype=np.uint64))

    assert 24 * len(seen) == seen.nbytes
    assert max(len(shelf) for shelf in seen._shelves) < 20
