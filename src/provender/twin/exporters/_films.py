"""Clips as KITTI has them: optical flow of its benchmark of 2015, and boxes over time of its tracking benchmark.

training/flow_occ/0000_000000.png    16 bits: 32768 + 64 u, 32768 + 64 v, 1 where flow is told
training/flow_noc/0000_000000.png    the same, told only where the point is seen in the next picture too
training/label_02/0000.txt           frame, track, then the columns of label_2, one file a clip
"""

import struct
import zlib
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from provender.twin.clip import Clip, Fate, Flow

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def flows(clip: Clip, sequence: int) -> Iterator[tuple[str, bytes]]:
    """Two pictures for each two frames that follow each other."""
    for at, flow in enumerate(clip.flow):
        name = f"{sequence:04d}_{at:06d}.png"
        yield f"training/flow_occ/{name}", png16(_valid(flow, flow[..., 2] != Fate.UNTOLD))
        yield f"training/flow_noc/{name}", png16(_valid(flow, flow[..., 2] == Fate.SEEN))


def _valid(flow: Flow, told: npt.NDArray[np.bool_]) -> Flow:
    """Flow with 1 where it is told; zeros elsewhere, as the benchmark has them."""
    kept = np.concatenate([flow[..., :2], np.ones_like(flow[..., :1])], 2)
    valid: Flow = np.where(told[..., None], kept, 0).astype(np.uint16)
    return valid


def png16(picture: npt.NDArray[np.uint16]) -> bytes:
    """(h, w, 3) as a PNG of 16 bits a channel, which Pillow does not write."""
    high, wide, _ = picture.shape
    rows = np.zeros((high, 1 + 6 * wide), np.uint8)
    rows[:, 1:] = picture.astype(">u2").reshape(high, -1).view(np.uint8)
    head = struct.pack(">IIBBBBB", wide, high, 16, 2, 0, 0, 0)
    body = zlib.compress(rows.tobytes(), 1)
    return _SIGNATURE + b"".join(_chunk(*each) for each in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
