"""Snow that lies: on what faces the sky, thick on grass and roofs, thin and in patches where wheels and feet pass."""

from collections.abc import Mapping

import numpy as np
from numba import njit

from provender.twin.render.mesh.shapes import Material
from provender.twin.render.textures import grain, noise

_HOLDS: Mapping[str, float] = {  # how well snow lies; where nothing is told, it does not
    "EARTH": 1.0, "GRASS": 1.0, "ROOF": 1.0, "KERB": 0.8, "PAVING": 0.75, "CYCLEWAY": 0.65, "ASPHALT": 0.45,
    "MARKING": 0.45, "PAINT": 0.8, "GLASS": 0.7, "LEAVES": 0.75, "BARK": 0.5, "METAL": 0.7, "LAMP_LIT": 0.0,
    "CARD": 0.8, "HAIR": 0.35, "CLOTH": 0.35, "FUR": 0.3, "RUBBER": 0.0,
}  # fmt: skip
_TABLE = np.array([_HOLDS.get(material.name, 0.0) for material in [Material(1), *Material]], np.float32)
_ROUND = (int(Material.LEAVES), int(Material.HAIR), int(Material.CLOTH), int(Material.FUR))  # lies on slopes, too
_STREET = (int(Material.ASPHALT), int(Material.MARKING))
_WHITE = np.array([0.80, 0.83, 0.88], np.float32)


@njit(cache=True)
def snowed(material, place, lies, out):  # type: ignore[no-untyped-def]
    """Covers albedo, glow and gloss `out` (3, 3) of a point.

    Args:
        lies: 0 to 1 how thickly, the share of the point's normal that is upwards, and metres that a pixel covers.
    """
    snow, up, detail = lies
    holds = _TABLE[material]
    x, y = place
    least = 0.1 if material in _ROUND else 0.45
    slope = min(max((up - least) / 0.35, 0.0), 1.0)
    if holds <= 0 or slope <= 0:
        return
    patch = 0.6 * noise(x * 0.45, y * 0.45, 41) + 0.4 * noise(x * 2.3, y * 2.3, 42) + 0.5 * grain(x, y, 0.12, detail)
    cover = min(max(1.6 * snow * holds + 0.45 * (1.25 - holds) * patch - 0.12, 0.0), 1.0) * slope
    if material in _STREET:
        for c in range(3):
            out[0, c] *= 1 - 0.35 * snow  # slush between the patches
        cover *= 0.85
    sparkle = 1 + 0.05 * noise(x * 0.8, y * 0.8, 43) + 0.06 * grain(x, y, 0.05, detail)
    for c in range(3):
        out[0, c] += cover * (_WHITE[c] * sparkle - out[0, c])
    out[2, 0] += cover * (0.85 - out[2, 0])
    out[2, 1] *= 1 - cover
    out[2, 2] *= 1 - cover
