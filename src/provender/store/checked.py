"""JSON with its own checksum: no byte of it can change unseen.

{"body":{"stage":"generate","task":"w000-t00001"},"sha256":"9f..."}
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from provender.core.errors import IntegrityError

_HEAD = b'{"body":'
_MIDDLE = b',"sha256":"'
_TAIL = b'"}\n'
_AFTER = len(_MIDDLE) + 64 + len(_TAIL)


def canonical(value: object) -> bytes:
    """Plain values as JSON in one fixed form: keys sorted, no spaces, no NaN.

    Raises:
        TypeError, ValueError: `value` holds what JSON cannot say.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def dump(body: Mapping[str, object]) -> bytes:
    """The file's bytes for `body`."""
    text = canonical(body)
    return b"".join((_HEAD, text, _MIDDLE, sha256(text).hexdigest().encode(), _TAIL))


def load(data: bytes, *, where: str, mend: str) -> dict[str, Any]:
    """Read what `dump` wrote.

    Raises:
        IntegrityError: any byte differs.
    """
    text = data[len(_HEAD) : -_AFTER]
    seal = _MIDDLE + sha256(text).hexdigest().encode() + _TAIL
    if data[: len(_HEAD)] != _HEAD or data[-_AFTER:] != seal:
        raise IntegrityError("the file differs from what was written: its checksum is wrong", where=where, mend=mend)
    body: dict[str, Any] = json.loads(text)
    return body
