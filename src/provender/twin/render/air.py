"""What the air adds on the way: Koschmieder's veil, beams scattered once with their shadows, and a halo around lights.

Sources: H. Koschmieder 1924; the phase function of Henyey and Greenstein 1941, forward by 0.75 as in fog; light that
is scattered more than once is stood for by thinner fog and a halo.
"""

import numpy as np
import numpy.typing as npt
from numba import njit

from provender.twin.render.lights import Lights
from provender.twin.render.rays import Rays, Single
from provender.twin.render.shading import beam

_COARSE = 5  # pixels of the picture to one of the beams
_STEPS = 14
_FORWARD = 0.75
_ALBEDO = 0.97  # of a droplet
_LEAST = 5e-7  # radiance of a step below which a light is left out
_SURE = 5e-6  # the same below which it is not asked for its shadow
THIN = 0.55  # share of the fog's extinction that dims beams: what is scattered forwards stays in them
_REACH = 80.0  # m into which beams are followed


def veil(distance: Single, lights: Lights) -> tuple[Single, Single]:
    """(n, 1) the share that comes through, and (n, 3) the grey that is added, over distances (n,), inf for the sky."""
    through = np.exp(-lights.fog * np.minimum(distance, 1e5)) if lights.fog > 0 else np.ones_like(distance)
    through = through.astype(np.float32)[:, None]
    return through, (1 - through) * lights.air


def beams(rays: Rays, lights: Lights, ways: Single, distance: Single, *, thin: float = THIN) -> Single:
    """(h, w, 3) light of lamps that the air scatters towards the eye, which is the origin of all `ways`.

    It is followed through one scattering. That it is scattered more often is stood for by an extinction that is `thin`
    times the fog's: by similarity, 1 - 0.97 g^2 = 0.45 would do (J. H. Joseph, W. J. Wiscombe and J. A. Weinman, The
    delta-Eddington approximation, 1976); 0.55 fits paths traced to the end better (`tests/twin/render/test_beams.py`).

    Args:
        ways: (h, w, 3) directions; distance: (h, w) lengths along them to the first surface.
        thin: 1 for light that is scattered once and no more.

    Guarantees:
        Of one lamp in endless fog, scattered once, as much light comes as the traced reference has, within 12 %; of all
        light, within 10 % for street lamps and oncoming beams as long as one sees 60 m, and 17 % at 30 m. Of one's own
        beams 16 % are missing where one sees 150 m and 41 % at 30 m: what comes back by many turns is not followed.
    """
    high, wide = distance.shape
    if lights.fog <= 0 or not len(lights.at):
        return np.zeros((high, wide, 3), np.float32)
    low = _COARSE
    some = ways[low // 2 :: low, low // 2 :: low]
    shape = some.shape[:2]
    flat = np.ascontiguousarray(some.reshape(-1, 3))
    far = np.minimum(distance[low // 2 :: low, low // 2 :: low].reshape(-1), _REACH).astype(np.float32)
    room = len(flat) * _STEPS * len(lights.at)
    vectors = [np.empty((room, 3), np.float32) for _ in range(3)]
    found = np.zeros((len(flat), 3), np.float32)
    out = (found, np.empty(room, np.int32), np.empty(room, np.float32), vectors[0], vectors[1], vectors[2])
    table = (lights.at, lights.way, lights.power, lights.shape)
    count = _scattered((flat, far), table, (lights.fog, thin * lights.fog, shape[1]), out)
    _, index, reach, starts, towards, given = out
    dark = rays.blocked(starts[:count], towards[:count], reach[:count])
    _gather(found, index[:count], given[:count], dark)
    return enlarged(blocks(found.reshape(*shape, 3)), (high, wide), late=0.5)


@njit(cache=True)
def _scattered(seen, table, air, out):  # type: ignore[no-untyped-def]
    """Fills, for each step of each ray and each light: ray, distance, shadow ray and radiance."""
    ways, far = seen
    fog, thin, wide = air
    count = 0
    point, way, line = np.empty(3), np.empty(3), np.empty(3)
    for n in range(len(ways)):
        size = np.sqrt(ways[n, 0] ** 2 + ways[n, 1] ** 2 + ways[n, 2] ** 2)
        x, y = n % wide, n // wide
        shift = (((x & 1) * 2 + ((x ^ y) & 1)) * 4 + ((x >> 1) & 1) * 2 + (((x ^ y) >> 1) & 1) + 0.5) / 16.0
        for c in range(3):
            way[c] = ways[n, c] / size
        for step in range(_STEPS):
            first, last = (step / _STEPS) ** 1.7 * far[n], ((step + 1) / _STEPS) ** 1.7 * far[n]
            along = first + (last - first) * shift
            for c in range(3):
                point[c] = ways[n, c] * along
            through = (along * size, (last - first) * size * _ALBEDO * fog, thin)
            count = _lamps_at((point, way, line), (n, through), table, (count, *out))
    return count


@njit(cache=True)
def _lamps_at(ray, where, table, out):  # type: ignore[no-untyped-def]
    """What each light scatters towards the eye from one point of a ray; the number of rows filled by then."""
    at, middle, power, shape = table
    count, found, index, reach, starts, towards, given = out
    point, way, line = ray
    n, (along, gain, fog) = where
    for k in range(len(at)):
        d2, before = 0.0, 0.0
        for c in range(3):
            line[c] = at[k, c] - point[c]
            d2 += line[c] ** 2
            before -= middle[k, c] * line[c]
        if before <= 0 or gain * power[k, 0] < _LEAST * 0.4 * max(d2, 0.09):
            continue
        d = np.sqrt(max(d2, 1e-6))
        for c in range(3):
            line[c] /= d
        flux = beam(shape[k], middle[k], line)
        if flux * gain * power[k, 0] < _LEAST * 0.4 * max(d2, 0.09):  # no phase is greater than 2.5
            continue
        cos = line[0] * way[0] + line[1] * way[1] + line[2] * way[2]
        spread = 1 + _FORWARD**2 - 2 * _FORWARD * cos
        phase = (1 - _FORWARD**2) / (4 * np.pi * spread * np.sqrt(spread))
        bright = gain * phase * flux / max(d2, 0.09) * np.exp(-fog * (d + along))
        if bright * power[k, 0] < _LEAST:
            continue
        if bright * power[k, 0] < _SURE:
            for c in range(3):
                found[n, c] += bright * power[k, c]
            continue
        index[count], reach[count] = n, max(d - 0.12, 0.01)
        for c in range(3):
            starts[count, c], towards[count, c] = point[c], line[c]
            given[count, c] = bright * power[k, c]
        count += 1
    return count


@njit(cache=True)
def _gather(found, index, given, dark):  # type: ignore[no-untyped-def]
    """Adds what is not in shadow."""
    for k in range(len(index)):
        if not dark[k]:
            for c in range(3):
                found[index[k], c] += given[k, c]


def smoothed(picture: Single, reach: int) -> Single:
    """Means over squares of 2 reach + 1 pixels of a picture (h, w, 3), edges held."""
    half = np.empty_like(picture)
    _means(picture, reach, half)
    whole = np.empty((picture.shape[1], picture.shape[0], 3), np.float32)
    _means(np.ascontiguousarray(half.transpose(1, 0, 2)), reach, whole)
    return np.ascontiguousarray(whole.transpose(1, 0, 2))


@njit(cache=True)
def _means(picture, reach, made):  # type: ignore[no-untyped-def]
    """Fills in running means down the columns."""
    high, wide = picture.shape[:2]
    total = np.zeros((wide, 3))
    for step in range(-reach, reach + 1):
        total += picture[min(max(step, 0), high - 1)]
    for row in range(high):
        for x in range(wide):
            for c in range(3):
                made[row, x, c] = total[x, c] / (2 * reach + 1)
                total[x, c] += picture[min(row + reach + 1, high - 1), x, c] - picture[max(row - reach, 0), x, c]


def blocks(picture: Single) -> Single:
    """Means over blocks of 4 x 4, which hold each step of a pattern once, edges held; half a pixel right and down."""
    wide = np.pad(picture, [(2, 1), (2, 1)] + [(0, 0)] * (picture.ndim - 2), "edge")
    rows = wide[:-3] + wide[1:-2] + wide[2:-1] + wide[3:]
    total: Single = (rows[:, :-3] + rows[:, 1:-2] + rows[:, 2:-1] + rows[:, 3:]) / 16
    return total


def enlarged(picture: Single, size: tuple[int, int], *, late: float = 0.0) -> Single:
    """A picture (h, w, 3) drawn larger, straight between its pixels.

    Args:
        late: of its pixels by which it lies too far right and down.
    """
    made = np.empty((*size, 3), np.float32)
    _enlarge(picture, _between(picture.shape[0], size[0], late), _between(picture.shape[1], size[1], late), made)
    return made


def _between(have: int, many: int, late: float) -> tuple[npt.NDArray[np.int64], Single]:
    """For each of `many` places the one of `have` before it, and how far it is on the way to the next."""
    place = np.clip((np.arange(many) + 0.5) * have / many - 0.5 + late, 0, have - 1)
    first = np.clip(place.astype(np.int64), 0, max(have - 2, 0))
    return first, (place - first).astype(np.float32)


@njit(cache=True)
def _enlarge(picture, rows, columns, made):  # type: ignore[no-untyped-def]
    """Fills in each pixel from the four around it."""
    one = np.float32(1.0)
    last = (picture.shape[0] - 1, picture.shape[1] - 1)
    for y in range(made.shape[0]):
        i, down = rows[0][y], rows[1][y]
        k = min(i + 1, last[0])
        for x in range(made.shape[1]):
            j, right = columns[0][x], columns[1][x]
            m = min(j + 1, last[1])
            for c in range(3):
                high = picture[i, j, c] * (one - right) + picture[i, m, c] * right
                low = picture[k, j, c] * (one - right) + picture[k, m, c] * right
                made[y, x, c] = high * (one - down) + low * down


def halo(picture: Single, bright: float, depth: float) -> Single:
    """(h, w, 3) the glow around what is brighter than `bright`; wider and stronger in air of more optical depth."""
    over = np.maximum(picture - bright, 0.0)
    if not over.any():
        return np.zeros_like(picture)
    high, wide = picture.shape[:2]
    low = 4
    small = over[: high // low * low, : wide // low * low].reshape(high // low, low, wide // low, low, 3).mean((1, 3))
    scale = max(wide / 640, 0.25)
    total = np.zeros_like(small)
    for reach, weight in ((1, 0.05), (3, 0.04 + 0.05 * depth), (9, 0.015 + 0.1 * depth)):
        size = max(round(reach * scale), 1)
        total += weight * smoothed(smoothed(small, size), size)
    return enlarged(total.astype(np.float32), (high, wide))
