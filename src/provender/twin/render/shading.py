"""Light on surfaces: sun, sky, lamps and headlamps with shadows, gloss, and what returns to its source."""

import numpy as np
from numba import njit

from provender.twin.render.lights import Lights
from provender.twin.render.rays import Rays, Single
from provender.twin.render.surface import Surfaces

_LIFT = 4e-3  # m that a shadow ray starts above its surface
_LEAST = 1.5e-4  # irradiance, as fog dims it for the eye, below which a light is left out: cameras read more noise
_SURE = 1.5e-3  # the same below which it is not asked for its shadow: it fades out from here instead


def shaded(rays: Rays, points: Surfaces, lights: Lights, *, ways: Single, open_: Single) -> Single:
    """(n, 3) the radiance that points send back along the rays that found them.

    Args:
        ways: (n, 3) of those rays.
        open_: (n,) share of the sky that each point sees.
    """
    fog = float(lights.fog)
    radiance = _ambient(points, lights.zenith, lights.horizon, open_)
    table = (lights.at, lights.way, lights.power, lights.shape)
    room = len(ways) * max(len(lights.at), 1)
    index, light = np.empty(room, np.int32), np.empty(room, np.float32)
    starts, towards, given = (np.empty((room, 3), np.float32) for _ in range(3))
    count = _lamplight((points, ways), table, fog, (radiance, index, light, starts, towards, given))
    dark = rays.blocked(starts[:count], towards[:count], light[:count])
    _add(radiance, index[:count], given[:count], dark)
    if lights.sunlight.max() > 1e-4:
        sun = np.flatnonzero(points.normal @ lights.sun > 0)
        start = points.at[sun] + _LIFT * points.normal[sun]
        dark = rays.blocked(start, np.tile(lights.sun, (len(sun), 1)), np.full(len(sun), 400.0, np.float32))
        _sunlight(radiance, sun[~dark], (points, ways), (lights.sun, lights.sunlight))
    return radiance


@njit(cache=True)
def _ambient(points, zenith, horizon, open_):  # type: ignore[no-untyped-def]
    """What the sky lights, and what shines by itself."""
    out = np.empty_like(points.albedo)
    for n in range(len(out)):
        up = 0.5 + 0.5 * points.normal[n, 2]
        for c in range(3):
            sky = (0.25 + 0.35 * up) * horizon[c] + 0.4 * up * zenith[c]
            out[n, c] = points.albedo[n, c] * sky * open_[n] + points.glow[n, c]
    return out


@njit(cache=True)
def beam(shape, way, back):  # type: ignore[no-untyped-def]
    """Share of its greatest intensity that a light sends; `way` is its middle, `back` the unit vector to the light.

    A low beam keeps its brightness below a cut-off a little under the horizon, and spreads to the sides.
    """
    ahead = -(way[0] * back[0] + way[1] * back[1] + way[2] * back[2])
    if ahead <= 0.12:
        return 0.0
    if shape == 0:
        soft = min(max((ahead - 0.12) / 0.55, 0.0), 1.0)
        return soft * soft * (3 - 2 * soft)
    left = (way[1] * back[0] - way[0] * back[1]) / ahead
    up = -back[2] / ahead
    if shape == 1:
        edge = min(max((0.004 - up) / 0.016, 0.0), 1.0)
        low = np.exp(-(((up + 0.02) / 0.16) ** 2))
        return np.exp(-((left / 0.42) ** 2)) * (0.03 + 0.97 * edge * edge * (3 - 2 * edge)) * low
    return np.exp(-((left / 0.34) ** 2) - ((up + 0.005) / 0.13) ** 2)


@njit(cache=True)
def _gloss(gloss, facing):  # type: ignore[no-untyped-def]
    """Reflected share per unit of cosine: GGX (Walter et al. 2007); `facing` is n.h, v.h, n.v."""
    half, view, seen = facing
    if gloss[1] <= 0:
        return 0.0
    a2 = max(gloss[0], 0.08) ** 4
    spread = half * half * (a2 - 1) + 1
    fresnel = gloss[1] + (1 - gloss[1]) * (1 - view) ** 5
    return min(a2 / (np.pi * spread * spread) * fresnel * 0.25 / max(seen, 0.15), 12.0)


@njit(cache=True)
def _brdf(points, n, line, back):  # type: ignore[no-untyped-def]
    """The glossy and the returned part for a light along `line` and an eye along `back`, both unit vectors away."""
    hx, hy, hz = line[0] + back[0], line[1] + back[1], line[2] + back[2]
    long = max(np.sqrt(hx * hx + hy * hy + hz * hz), 1e-6)
    normal = points.normal[n]
    half = max((normal[0] * hx + normal[1] * hy + normal[2] * hz) / long, 0.0)
    view = min(max((back[0] * hx + back[1] * hy + back[2] * hz) / long, 0.0), 1.0)
    seen = max(normal[0] * back[0] + normal[1] * back[1] + normal[2] * back[2], 0.0)
    together = line[0] * back[0] + line[1] * back[1] + line[2] * back[2]
    returned = points.gloss[n, 2] * np.exp(-(1 - together) / 0.0012) if points.gloss[n, 2] > 0 else 0.0
    return _gloss(points.gloss[n], (half, view, seen)), returned


@njit(cache=True)
def _lamplight(seen, table, fog, out):  # type: ignore[no-untyped-def]
    """Fills, for each point and each light that could reach it: point, distance, shadow ray and radiance.

    What is too little for a shadow to be seen is added to the points' radiance at once.
    """
    at, middle, power, shape = table
    points, ways = seen
    radiance, index, far, starts, towards, given = out
    count = 0
    line, back = np.empty(3), np.empty(3)
    for n in range(len(ways)):
        normal = points.normal[n]
        if normal[0] == 0 and normal[1] == 0 and normal[2] == 0:
            continue
        least, sure = _dimmed(points.at[n], ways[n], fog, back)
        for k in range(len(at)):
            d2, high, before = 0.0, 0.0, 0.0
            for c in range(3):
                line[c] = at[k, c] - points.at[n, c]
                d2 += line[c] ** 2
                high += normal[c] * line[c]
                before -= middle[k, c] * line[c]
            most = high * power[k, 0]  # most lights are out before a root is paid for
            if most <= 0 or before <= 0 or most * most <= least * least * d2 * d2 * d2:
                continue
            d = np.sqrt(max(d2, 1e-6))
            for c in range(3):
                line[c] /= d
            flux = beam(shape[k], middle[k], line) * high / d / max(d2, 0.05) * np.exp(-fog * d)
            if flux * power[k, 0] < least:
                continue
            shiny, returned = _brdf(points, n, line, back)
            if flux * power[k, 0] < sure and shiny < 0.5:
                faded = 0.5 * flux * (flux * power[k, 0] - least) / (sure - least) / np.pi
                _lighten(radiance[n], faded, power[k], points.albedo[n])
                continue
            index[count], far[count] = n, d - 0.12
            for c in range(3):
                starts[count, c] = points.at[n, c] + _LIFT * normal[c]
                towards[count, c] = line[c]
                given[count, c] = flux * power[k, c] * (points.albedo[n, c] / np.pi * (1 + 12.0 * returned) + shiny)
            count += 1
    return count


@njit(cache=True)
def _lighten(radiance, share, power, albedo):  # type: ignore[no-untyped-def]
    """Adds a share of a light that a point reflects."""
    for c in range(3):
        radiance[c] += share * power[c] * albedo[c]


@njit(cache=True, inline="always")
def _dimmed(at, way, fog, back):  # type: ignore[no-untyped-def]
    """Fills in the unit vector to the eye, the origin; `_LEAST` and `_SURE` before the fog that dims a point for it."""
    size, far = np.sqrt(way[0] ** 2 + way[1] ** 2 + way[2] ** 2), np.sqrt(at[0] ** 2 + at[1] ** 2 + at[2] ** 2)
    for c in range(3):
        back[c] = -way[c] / size
    through = np.exp(-fog * far)
    return _LEAST / through, _SURE / through


@njit(cache=True)
def _add(radiance, index, given, dark):  # type: ignore[no-untyped-def]
    """Adds what is not in shadow."""
    for k in range(len(index)):
        if not dark[k]:
            for c in range(3):
                radiance[index[k], c] += given[k, c]


@njit(cache=True)
def _sunlight(radiance, lit, seen, sun):  # type: ignore[no-untyped-def]
    """Adds the sun."""
    line, power = sun
    points, ways = seen
    back = np.empty(3)
    for n in lit:
        size = np.sqrt(ways[n, 0] ** 2 + ways[n, 1] ** 2 + ways[n, 2] ** 2)
        for c in range(3):
            back[c] = -ways[n, c] / size
        shiny, _ = _brdf(points, n, line, back)
        cos = points.normal[n, 0] * line[0] + points.normal[n, 1] * line[1] + points.normal[n, 2] * line[2]
        for c in range(3):
            radiance[n, c] += power[c] * cos * (points.albedo[n, c] / np.pi * 1.2 + min(shiny, 4.0) * 0.5)
