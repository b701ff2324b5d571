"""A sweep: what a vehicle's lidar and radar told of a moment of a scene; and how sweeps are written down.

Points and echoes lie beside the table as `.npy` files of named columns, which `numpy.load` reads by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from hashlib import blake2b
from io import BytesIO
from typing import Any, ClassVar, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.core.record import Blob, Payload
from provender.core.registry import codec
from provender.twin.scene import Scene, SceneCodec
from provender.twin.sensors.echoes import STRAY, Echoes, Radar
from provender.twin.sensors.spin import Lidar, Spin

_SPIN = np.dtype(
    [("xyz", "<f4", 3), ("ring", "<u2"), ("column", "<u2"), ("after", "<f4"), ("intensity", "u1"), ("instance", "<u2"),
     ("kind", "u1")]
)  # fmt: skip
_ECHOES = np.dtype([*((name, "<f4") for name in Echoes._fields[:-1]), ("instance", "<u2")])
T = TypeVar("T", Spin, Echoes)


@dataclass(frozen=True, kw_only=True, eq=False)
class Sweep:
    """The payload.

    Attributes:
        scene, time: what was around, and when.
        lidar, radar: the sensors.
        spin, echoes: what they told.

    Guarantees:
        Two sweeps are equal exactly when scene, sensors and all that was told are.
    """

    codec: ClassVar[str] = "twin/sensors/sweep"

    scene: Scene
    time: float
    lidar: Lidar
    radar: Radar
    spin: Spin
    echoes: Echoes

    def text(self) -> str:
        """The scene, and a line for each thing that was met."""
        told = [
            self.scene.text(),
            f"{len(self.spin.ring):,} points and {len(self.echoes.rate)} echoes at {self.time:g} s",
        ]
        points, echoes = (np.bincount(each.instance, minlength=STRAY + 1) for each in (self.spin, self.echoes))
        for number, actor in enumerate(self.scene.actors, 1):
            if points[number] or echoes[number]:
                told.append(f"{actor.kind} {actor.id}: {points[number]} points, {echoes[number]} echoes")
        return "\n".join(told)

    def features(self) -> Sequence[float]:
        """The scene's, then points, mean range in metres, echoes, and actors that were met."""
        far = np.linalg.norm(self.spin.xyz, axis=1)
        met = len(np.unique(self.spin.instance[self.spin.instance > 0]))
        mean = float(far.mean()) if len(far) else 0.0
        return [*self.scene.features(), float(len(far)), mean, float(len(self.echoes.rate)), float(met)]

    @cached_property
    def _digest(self) -> bytes:
        """See `digest`."""
        hashed = blake2b(self.scene.digest() + repr((self.time, self.lidar, self.radar)).encode(), digest_size=16)
        hashed.update(written(self.spin, _SPIN) + written(self.echoes, _ECHOES))
        return hashed.digest()

    @property
    def labels(self) -> bytes:
        """16 bytes over what every point and echo is of, and by which ray it was met: whole numbers alone."""
        hashed = blake2b(f"{self.time:.6f}".encode(), digest_size=16)
        for column in (self.spin.ring, self.spin.column, self.spin.instance, self.spin.kind, self.echoes.instance):
            hashed.update(np.ascontiguousarray(column).tobytes() + str(column.shape).encode())
        return hashed.digest()

    def digest(self) -> bytes:
        """16 bytes over scene, sensors, points and echoes."""
        return self._digest

    def group(self) -> bytes:
        """16 bytes of the place: sweeps of one map never straddle a split."""
        return blake2b(f"{self.scene.map.source}\0{self.scene.map.name}".encode(), digest_size=16).digest()

    def __eq__(self, other: object) -> bool:
        return self.digest() == other.digest() if isinstance(other, Sweep) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest())


def written(columns: Spin | Echoes, dtype: np.dtype[Any]) -> bytes:
    """Columns as one `.npy` file of named columns."""
    table = np.empty(len(columns.instance), dtype)
    for name in columns._fields:
        table[name] = getattr(columns, name)
    out = BytesIO()
    np.save(out, table, allow_pickle=False)
    return out.getvalue()


def _read(data: bytes, kind: type[T]) -> T:
    """The columns of a `.npy` file."""
    table: npt.NDArray[Any] = np.load(BytesIO(data), allow_pickle=False)
    return kind(**{name: np.ascontiguousarray(table[name]) for name in kind._fields})


_SENSOR = {float: pa.float64(), int: pa.int32(), str: pa.string()}


def _columns(sensor: type[Lidar] | type[Radar]) -> pa.DataType:
    """A sensor's dials as a struct."""
    return pa.struct(
        [
            (each.name, pa.list_(pa.float64(), 3) if each.name == "at" else _SENSOR[cast("type", each.type)])
            for each in fields(sensor)
        ]
    )


def _sensor(kind: type[Any], row: Mapping[str, Any]) -> Any:
    """The sensor of a row."""
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})


@codec
@dataclass(frozen=True, slots=True)
class SweepCodec:
    """Sweeps as the columns of their scenes and a few more; points and echoes as `.npy` files beside the table."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """One row a sweep."""
        own = [("time", pa.float64()), ("sweep", pa.string()), ("lidar", _columns(Lidar)), ("radar", _columns(Radar))]
        return pa.schema([*SceneCodec().schema, *(pa.field(name, kind) for name, kind in own)])

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """The columns; two files a sweep, and each map once."""
        sweeps = cast("Sequence[Sweep]", payloads)
        table, maps = SceneCodec().encode([sweep.scene for sweep in sweeps])
        names = [f"sweeps/{sweep.digest().hex()}" for sweep in sweeps]
        told = {
            "time": [sweep.time for sweep in sweeps],
            "sweep": names,
            "lidar": [asdict(sweep.lidar) for sweep in sweeps],
            "radar": [asdict(sweep.radar) for sweep in sweeps],
        }
        for name, values in told.items():
            table = table.append_column(self.schema.field(name), pa.array(values, self.schema.field(name).type))
        files = (
            Blob(f"{name}/{what}.npy", data)
            for name, sweep in zip(names, sweeps, strict=True)
            for what, data in (("lidar", written(sweep.spin, _SPIN)), ("radar", written(sweep.echoes, _ECHOES)))
        )
        return table, [*maps, *files]

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Sweep]:
        """The sweeps of `table`."""
        scenes = SceneCodec().decode(table.select(SceneCodec().schema.names), blobs)
        rows = table.select(self.schema.names).to_pylist()
        return [
            Sweep(
                scene=scene,
                time=row["time"],
                lidar=_sensor(Lidar, row["lidar"]),
                radar=_sensor(Radar, row["radar"]),
                spin=_read(blobs[f"{row['sweep']}/lidar.npy"], Spin),
                echoes=_read(blobs[f"{row['sweep']}/radar.npy"], Echoes),
            )
            for row, scene in zip(rows, scenes, strict=True)
        ]
