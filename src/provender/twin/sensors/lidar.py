"""A spinning lidar on a vehicle: 64 rings of 1,800 rays a turn, with noise, and dropout by reflectivity and fog.

What comes back of a pulse falls as `rho cos(a) exp(-2 fog d) / d^2` (Lambert's law, and extinction on both ways). A
return is found where that exceeds what a tenth-reflective wall gives back at `range_10` in clear air, which is how data
sheets state a lidar's range. A scene stands still during a turn; light that fog sends back by itself is left out.
"""

import numpy as np
from numba import njit

from provender.twin.render.mesh.build import Mesh, build
from provender.twin.render.mesh.shapes import Array, Material
from provender.twin.render.rays import Rays, Single
from provender.twin.scene import Scene
from provender.twin.sensors.spin import Lidar, Spin

_REFLECTS = {  # near infrared, at normal incidence; what is not here is a tenth and two thirds of its colour
    Material.ASPHALT: 0.17, Material.PAVING: 0.32, Material.KERB: 0.35, Material.GRASS: 0.45, Material.EARTH: 0.3,
    Material.MARKING: 0.6, Material.LEAVES: 0.5, Material.BARK: 0.35, Material.BRICK: 0.4, Material.PLASTER: 0.55,
    Material.GLASS: 0.06, Material.WATER: 0.02, Material.RUBBER: 0.06, Material.SKIN: 0.5, Material.HAIR: 0.35,
    Material.PLATE: 8.0, Material.SIGN: 8.0,
}  # fmt: skip
_LOSS = 0.15  # natural logarithm: how much a return's strength varies by itself
_DOUBT = 6.0  # sigma of that, beyond which chance is not asked


class Mounted:
    """A lidar in a moment of a scene: triangles laid once, for any number of turns, and for the radar beside it.

    Attributes:
        scene, lidar, time: which.
        at: (3,) where the lidar is, in the map's frame.
        mesh, rays: the triangles around it, and what rays through them meet.
    """

    def __init__(self, scene: Scene, lidar: Lidar, time: float) -> None:
        x, y, z, heading = scene.at(time)[lidar.rides]
        cos, sin = np.cos(heading), np.sin(heading)
        ahead, left, up = lidar.at
        self.scene, self.lidar, self.time = scene, lidar, time
        self.at: Array = np.array([x + ahead * cos - left * sin, y + ahead * sin + left * cos, z + up])
        self.mesh: Mesh = build(scene, time, self.at, without=lidar.rides)
        self.rays = Rays(self.mesh.corners)
        turn = np.array([[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]])
        local = directions(lidar)
        self._local, self._ways = local.astype(np.float32), (local @ turn.T).astype(np.float32)
        self._here, self._far = np.zeros_like(self._ways), np.full(len(local), lidar.longest, np.float32)
        self._sends = _normals(self.mesh.corners) * reflects(self.mesh)[:, None]

    def spin(self, key: int) -> Spin:
        """One turn; its noise depends on `key` alone."""
        lidar, mesh = self.lidar, self.mesh
        hits = self.rays.first(self._here, self._ways, self._far)
        rng = np.random.Generator(np.random.Philox(key))
        limits = (0.1 / lidar.range_10**2, lidar.longest, lidar.noise, self.scene.weather.fog)
        found = _returns((hits.triangle, hits.distance), (self._ways, self._local, self._sends), rng, limits)
        place, xyz, strength = found
        triangle = hits.triangle[place]
        ring = place // np.int32(lidar.columns)
        column = place - ring * np.int32(lidar.columns)
        return Spin(
            xyz=xyz,
            ring=ring.astype(np.uint16),
            column=column.astype(np.uint16),
            after=column.astype(np.float32) * np.float32(lidar.turn_s / lidar.columns),
            intensity=strength,
            instance=mesh.instance[triangle],
            kind=mesh.kind[triangle],
        )


def directions(lidar: Lidar) -> Array:
    """(rings columns, 3) unit vectors ahead, to the left and up."""
    up = np.linspace(lidar.low, lidar.high, lidar.rings)[:, None]
    around = (np.arange(lidar.columns) * (2 * np.pi / lidar.columns))[None]
    ways = np.stack([np.cos(up) * np.cos(around), np.cos(up) * np.sin(around), np.sin(up) + 0 * around], -1)
    found: Array = ways.reshape(-1, 3)
    return found


def reflects(mesh: Mesh) -> Single:
    """(n,) the share of near infrared that each triangle reflects."""
    table = np.full(256, -1.0, np.float32)
    for material, share in _REFLECTS.items():
        table[material] = share
    own = table[mesh.material]
    plain: Single = np.where(own >= 0, own, 0.1 + 0.65 * mesh.tint.mean(1)).astype(np.float32)
    return plain


@njit(cache=True)
def _normals(corners):  # type: ignore[no-untyped-def]
    """(n, 3) unit vectors across triangles; 0 across one without area."""
    found = np.zeros((len(corners), 3), np.float32)
    one, two, across = np.empty(3), np.empty(3), np.empty(3)
    for k in range(len(corners)):
        for c in range(3):
            one[c], two[c] = corners[k, 1, c] - corners[k, 0, c], corners[k, 2, c] - corners[k, 0, c]
        for c in range(3):
            i, j = (c + 1) % 3, (c + 2) % 3
            across[c] = one[i] * two[j] - one[j] * two[i]
        long = np.sqrt(across[0] ** 2 + across[1] ** 2 + across[2] ** 2)
        for c in range(3):
            found[k, c] = across[c] / max(long, 1e-12)
    return found


@njit(cache=True)
def _returns(hits, surface, rng, limits):  # type: ignore[no-untyped-def]
    """Rays that come back: their places, points and intensities; chance is drawn only where it decides something."""
    triangle, distance = hits
    ways, local, sends = surface
    least, longest, sigma, fog = limits
    sure = np.exp(_LOSS * _DOUBT)
    place, xyz = np.empty(len(triangle), np.int32), np.empty((len(triangle), 3), np.float32)
    strength = np.empty(len(triangle), np.uint8)
    count = 0
    for n in range(len(triangle)):
        k, far = triangle[n], float(distance[n])
        if k < 0 or not 0.5 < far < longest:
            continue
        bright = abs(sends[k, 0] * ways[n, 0] + sends[k, 1] * ways[n, 1] + sends[k, 2] * ways[n, 2])
        if fog > 0:
            bright *= np.exp(-2 * fog * far)
        over = bright / (least * far * far)
        if over < sure and (over * sure < 1 or over * np.exp(_LOSS * rng.standard_normal()) < 1):
            continue
        told = far + sigma * rng.standard_normal()
        if told > longest:
            continue
        place[count], strength[count] = n, np.uint8(min(bright, 1.0) * 255)
        for c in range(3):
            xyz[count, c] = local[n, c] * told
        count += 1
    return place[:count], xyz[:count], strength[:count]
