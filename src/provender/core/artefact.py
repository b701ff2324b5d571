"""A fitted model, content-addressed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """What was learned, as bytes, with where it came from.

    Attributes:
        content: the fitted parameters in the maker's own format.
        kind: the format's name, e.g. "provender/decoder-npz".
        made_by: name of the part that fitted it.
        from_data: digest of the records it saw, hex.
        privacy: what the fit spent, e.g. {"epsilon": 1.0}; empty when nothing private was seen.
    """

    content: bytes = field(repr=False)
    kind: str
    made_by: str
    from_data: str
    privacy: Mapping[str, float] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of `content`, hex: the artefact's name in the store."""
        return sha256(self.content).hexdigest()
