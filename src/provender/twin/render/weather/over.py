"""How something is put over a pixel."""

from numba import njit


@njit(cache=True, inline="always")
def put(out, place, cover, sent):  # type: ignore[no-untyped-def]
    """Covers a share of the pixel at `place` of `out` (what passes, and light added) with the light `sent` (3,)."""
    passing, light = out
    passing[place] *= 1 - cover
    for c in range(3):
        light[place[0], place[1], c] = light[place[0], place[1], c] * (1 - cover) + cover * sent[c]
