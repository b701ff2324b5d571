"""Rays through a scene's triangles, by Embree."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from embreex import rtcore_scene
from embreex.mesh_construction import TriangleMesh

Single = npt.NDArray[np.float32]


class Hits(NamedTuple):
    """The first triangle on each of n rays.

    Attributes:
        triangle: (n,) -1 where a ray meets nothing.
        distance: (n,) in lengths of the ray's direction.
        u, v: (n,) weights of the triangle's second and third corner.
    """

    triangle: npt.NDArray[np.int32]
    distance: Single
    u: Single
    v: Single


class Rays:
    """Triangles (n, 3, 3) in single precision, to be asked for hits and shadows."""

    def __init__(self, corners: Single) -> None:
        self._scene = rtcore_scene.EmbreeScene()
        self._mesh = TriangleMesh(self._scene, np.ascontiguousarray(corners))

    def first(self, starts: Single, ways: Single, far: Single | None = None) -> Hits:
        """What rays (n, 3), (n, 3) meet first, within `far` (n,) lengths of their directions where it is given."""
        if not len(starts):
            nothing = np.empty(0, np.float32)
            return Hits(np.empty(0, np.int32), nothing, nothing, nothing)
        starts, ways = np.ascontiguousarray(starts), np.ascontiguousarray(ways)
        found = self._scene.run(starts, ways, dists=far, query="INTERSECT", output=True)
        return Hits(found["primID"], found["tfar"], found["u"], found["v"])

    def blocked(self, starts: Single, ways: Single, far: Single) -> npt.NDArray[np.bool_]:
        """(n,) whether anything lies on rays within `far` lengths of their directions."""
        if not len(starts):
            return np.empty(0, np.bool_)
        starts, ways = np.ascontiguousarray(starts), np.ascontiguousarray(ways)
        return np.asarray(self._scene.run(starts, ways, dists=np.ascontiguousarray(far), query="OCCLUDED")) != -1
