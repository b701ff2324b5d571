"""Noise: the distribution that is said, from a secret alone, never twice the same."""

from math import exp

import numpy as np
import pytest

from provender.core.protocols import Secret
from provender.tabular.privacy import noise
from provender.tabular.privacy.noise import gaussians, stream, veiled

ONE, OTHER = Secret(b"1" * 32), Secret(b"2" * 32)


@pytest.mark.parametrize("sigma", [0.25, 0.5, 1.0, 3.390625, 40.0])
def test_noise_has_the_weights_of_a_discrete_gaussian(sigma: float) -> None:
    count = 200_000
    drawn = gaussians(sigma, count, stream(ONE, b"weights"))

    numbers = np.arange(-int(3 * sigma) - 1, int(3 * sigma) + 2)
    weights = np.array([exp(-((x / sigma) ** 2) / 2) for x in range(-2000, 2001)])
    expected = weights[numbers + 2000] / weights.sum() * count
    seen = np.array([(drawn == number).sum() for number in numbers])
    assert (np.abs(seen - expected) <= 5 * np.sqrt(expected) + 5).all()  # a false alarm in 10^6 numbers


def test_the_same_secret_and_use_give_the_same_noise_and_no_others_do() -> None:
    draws = [gaussians(9.0, 100, stream(secret, use)).tolist() for secret in (ONE, OTHER) for use in (b"a", b"b")]

    assert gaussians(9.0, 100, stream(ONE, b"a")).tolist() == draws[0]
    assert len(set(map(tuple, draws))) == 4


def test_a_stream_never_repeats_itself() -> None:
    source = stream(ONE, b"a")

    assert len({tuple(gaussians(9.0, 40, source).tolist()) for _ in range(200)}) == 200


def test_a_draw_that_its_first_bits_leave_open_is_decided_by_all_of_them() -> None:
    reach, ends, _ = noise._table(2.0)

    class Given:
        def __init__(self, number: int) -> None:
            self.number = number

        def take(self, count: int) -> bytes:
            return self.number.to_bytes(count, "big")

    for place in (0, reach - 1, reach, len(ends) - 1):
        below, at = (int(gaussians(2.0, 1, Given(ends[place] + step))[0]) for step in (-1, 0))  # type: ignore[arg-type]
        assert (below, at) == (place - reach, place - reach + 1)


def test_no_weight_is_off_by_more_than_the_bits_allow() -> None:
    reach, ends, _ = noise._table(1.5)
    parts = np.diff([0, *ends, 1 << noise.BITS])

    centre = parts[reach]
    for x in (1, 2, 5):
        assert parts[reach + x] == parts[reach - x] or abs(int(parts[reach + x] - parts[reach - x])) <= 2
        assert abs(float(parts[reach + x]) / float(centre) - exp(-((x / 1.5) ** 2) / 2)) < 1e-14


def test_a_veiled_digest_tells_secrets_and_rows_apart_and_shows_neither() -> None:
    told = [veiled(secret, rows) for secret in (ONE, OTHER) for rows in (b"rows", b"others")]

    assert len(set(told)) == 4
    assert all(b"11111111".hex() not in text for text in told)
    assert "111" not in repr(ONE) + repr(stream(ONE, b"a"))
