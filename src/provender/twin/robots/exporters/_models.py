"""Models of things as BOP has them: a PLY file and a line of `models_info.json` each, in millimetres."""

import numpy as np

from provender.twin.robots.episode import Body
from provender.twin.robots.look.solids import made_of, part

_MM = 1000.0

Shape = tuple[str, tuple[float, float, float]]


def shape_of(body: Body) -> Shape:
    """What makes two bodies one model: shape and size."""
    return body.shape, body.half


def ply(body: Body) -> bytes:
    """An ASCII PLY of vertices with normals and colours, and triangles."""
    shape = part(body.shape, body.half, *made_of(body))
    corners, normals = _MM * shape.corners.reshape(-1, 3), shape.normals.reshape(-1, 3)
    colours = np.repeat(np.rint(255 * np.clip(shape.tint, 0, 1) ** (1 / 2.2)).astype(int), 3, 0)
    rows = np.column_stack([np.round(corners, 6), np.round(normals, 6)])
    kept, place = np.unique(np.column_stack([rows, colours]), axis=0, return_inverse=True)
    faces = place.reshape(-1, 3)
    head = [
        "ply", "format ascii 1.0", f"element vertex {len(kept)}",
        *(f"property float {name}" for name in ("x", "y", "z", "nx", "ny", "nz")),
        *(f"property uchar {name}" for name in ("red", "green", "blue")),
        f"element face {len(faces)}", "property list uchar int vertex_indices", "end_header",
    ]  # fmt: skip
    vertices = (
        " ".join([*(f"{value:.6g}" for value in row[:6]), *(f"{int(value)}" for value in row[6:])]) for row in kept
    )
    triangles = (f"3 {a} {b} {c}" for a, b, c in faces.tolist())
    return ("\n".join([*head, *vertices, *triangles]) + "\n").encode()


def info(shape: Shape) -> dict[str, object]:
    """Diameter, extent and symmetries of a model."""
    kind, half = shape
    x, y, z = (_MM * value for value in half)
    across = {"box": np.sqrt(x * x + y * y + z * z), "cylinder": np.hypot(x, z), "sphere": x}[kind]
    told: dict[str, object] = {"diameter": 2 * float(across)}
    for axis, value in zip("xyz", (x, y, z), strict=True):
        told |= {f"min_{axis}": -value, f"size_{axis}": 2 * value}
    return told | _symmetries(kind, (x, y, z))


def _symmetries(kind: str, half: tuple[float, float, float]) -> dict[str, object]:
    """Turns under which a shape looks the same: 4 x 4, row by row, or any turn about an axis."""
    halves = [_turn(*signs) for signs in ((1, -1, -1), (-1, 1, -1), (-1, -1, 1))]
    if kind == "cylinder":
        return {"symmetries_continuous": [{"axis": [0, 0, 1], "offset": [0, 0, 0]}], "symmetries_discrete": halves[:1]}
    if kind == "sphere":
        axes = ([1, 0, 0], [0, 1, 0], [0, 0, 1])
        return {"symmetries_continuous": [{"axis": axis, "offset": [0, 0, 0]} for axis in axes]}
    assert len(half) == 3, "sizes along three axes; that two are alike to the last digit does not happen"
    return {"symmetries_discrete": halves}


def _turn(*signs: int) -> list[float]:
    """A half turn about an axis as 16 numbers."""
    return [float(value) for value in np.diag([*signs, 1]).ravel()]
