"""What smooth surfaces mirror: panes, paint, water and wet ground; and the sky that they and the eye see."""

import numpy as np
from numba import njit

from provender.twin.render.air import veil
from provender.twin.render.lights import Lights
from provender.twin.render.mesh.build import Mesh
from provender.twin.render.rays import Hits, Rays, Single
from provender.twin.render.surface import Look, Surfaces, surfaces

_LEAST = 0.012  # share of light below which a mirror image is not seen
_ROUGH = 0.6  # roughness from which on nothing is mirrored
_LIFT = 4e-3  # m that a mirrored ray starts above its surface
_CALM = 9.0  # m from which on ripples are smaller than pixels
_WAVES = np.array([[41.0, 23.0, 5.0], [17.0, -37.0, 11.0], [7.0, 29.0, 37.0]])  # 1/m, of ripples


def sky(ways: Single, shine: Lights) -> Single:
    """(n, 3) the sky along rays (n, 3)."""
    made = np.empty((len(ways), 3), np.float32)
    _sky(ways, (shine.sun, shine.sunlight, shine.zenith, shine.horizon), made)
    return made


def mirror(
    rays: Rays,
    mesh: Mesh,
    given: tuple[Surfaces, Hits, Single],
    light: tuple[Single, Lights, Look],
    *,
    size: tuple[int, int] | None,
) -> None:
    """Adds what points mirror to the light (n, 3) that they send.

    Args:
        given: the points, and the hits and directions (n, 3) of the rays that found them.
        light: (n, 3), what shines, and `look` of `surfaces`.
        size: (h, w) of the picture that the points are, over which wet ground draws images out; None for others.
    """
    points, hits, ways = given
    lit, shine, look = light
    shiny = np.flatnonzero((points.gloss[:, 0] < _ROUGH) & (points.gloss[:, 1] > 0))
    share, starts, back = np.empty(len(shiny), np.float32), *(np.empty((len(shiny), 3), np.float32) for _ in range(2))
    count = _turned((points, hits.distance, ways), _WAVES, (shiny, share, starts, back))
    if not count:
        return
    shiny, share, starts, back = shiny[:count], share[:count], starts[:count], back[:count]
    met = rays.first(starts, back)
    seen = surfaces(mesh, met, (starts, back), look)
    found = sky(back, shine)
    _plain(found, met.triangle, seen, (shine.sun, shine.sunlight, shine.zenith, shine.horizon))
    through, added = veil(np.where(met.triangle >= 0, met.distance, np.inf).astype(np.float32), shine)
    image = share[:, None] * (found * through + added)
    if size and look.wet > 0:
        _drawn_out((shiny, image), points.normal, size)
    lit[shiny] += image


@njit(cache=True)
def _drawn_out(images, normals, size):  # type: ignore[no-untyped-def]
    """Means over columns of what the ground mirrors: rough water tilts more towards the eye and away than aside.

    Each pixel takes from those above and below that are ground and mirror as well.
    """
    places, image = images
    reach = max(size[0] // 40, 1)
    row_of = np.full(size[0] * size[1], -1, np.int32)
    for n in range(len(places)):
        if normals[places[n], 2] > 0.95:
            row_of[places[n]] = n
    old = image.copy()
    for n in range(len(places)):
        if row_of[places[n]] >= 0:
            image[n] = _column(old, row_of, (places[n], size[1], reach))


@njit(cache=True)
def _column(old, row_of, around):  # type: ignore[no-untyped-def]
    """(3,) the mean over what lies up to `reach` rows above and below a place, nearer rows counting more."""
    place, wide, reach = around
    total, many = np.zeros(3, np.float32), np.float32(0.0)
    for step in range(-reach, reach + 1):
        other = place + step * wide
        if 0 <= other < len(row_of) and row_of[other] >= 0:
            share = np.float32(1.0 - abs(step) / (reach + 1))
            many += share
            for c in range(3):
                total[c] += share * old[row_of[other], c]
    return total / many


@njit(cache=True)
def _sky(ways, shine, made):  # type: ignore[no-untyped-def]
    """Fills in the sky, brighter low down and around the sun."""
    sun, sunlight, zenith, horizon = shine
    sunny = sunlight.max() > 0
    for n in range(len(ways)):
        x, y, z = ways[n]
        long = max(np.sqrt(x * x + y * y + z * z), 1e-9)
        share = min(max(z / long, 0.0), 1.0) ** 0.45
        glow = 0.0
        if sunny:
            near = min(max((x * sun[0] + y * sun[1] + z * sun[2]) / long, 0.0), 1.0)
            glow = 0.15 * near**8 + 0.6 * near**200 + (20.0 if near > 0.99996 else 0.0)
        for c in range(3):
            made[n, c] = horizon[c] * (1 - share) + zenith[c] * share + sunlight[c] * glow


@njit(cache=True)
def _turned(given, waves, out):  # type: ignore[no-untyped-def]
    """Fills in place, share, start and way of what is worth mirroring, and tells how many rows that is."""
    points, distance, ways = given
    places, shares, starts, back = out
    count = 0
    way = np.empty(3)
    for n in places:
        normal, rough, mirrored = points.normal[n], points.gloss[n, 0], points.gloss[n, 1]
        long = np.sqrt(ways[n, 0] ** 2 + ways[n, 1] ** 2 + ways[n, 2] ** 2)
        cos = 0.0
        for c in range(3):
            way[c] = ways[n, c] / long
            cos -= way[c] * normal[c]
        share = (mirrored + (1 - mirrored) * (1 - min(max(cos, 0.0), 1.0)) ** 5) * (1 - rough) ** 2
        if share <= _LEAST:
            continue
        at = points.at[n]
        calm = 0.1 * rough * min(_CALM / max(distance[n], 1e-3), 1.0)
        for c in range(3):
            ripple = np.sin(at[0] * waves[0, c] + at[1] * waves[1, c] + at[2] * waves[2, c])
            back[count, c] = way[c] + 2 * cos * normal[c] + calm * ripple
            starts[count, c] = at[c] + _LIFT * normal[c]
        places[count], shares[count] = n, share
        count += 1
    return count


@njit(cache=True)
def _plain(found, triangle, points, shine):  # type: ignore[no-untyped-def]
    """Writes over the sky what is met before it, in the light of the sky alone: enough for what is only mirrored."""
    sun, sunlight, zenith, horizon = shine
    for n in range(len(triangle)):
        if triangle[n] < 0:
            continue
        normal = points.normal[n]
        up = 0.5 + 0.5 * normal[2]
        facing = min(max(normal[0] * sun[0] + normal[1] * sun[1] + normal[2] * sun[2], 0.0), 1.0) / np.pi
        for c in range(3):
            light = 0.8 * ((0.25 + 0.35 * up) * horizon[c] + 0.4 * up * zenith[c]) + 0.6 * facing * sunlight[c]
            found[n, c] = min(points.albedo[n, c] * light + points.glow[n, c], 1.0)
