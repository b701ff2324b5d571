"""A fitted model, content-addressed; and a learner of which a mix may ask for what it learned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol, TypeAlias

from provender.core.errors import InputError
from provender.core.record import Record

Behind: TypeAlias = Mapping[tuple[tuple[str, str], ...], int]
"""(tag, value) pairs, in the order of the mix's tags -> real records that have them."""


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


def content_of(file: bytes, digest: str, *, where: str) -> bytes:
    """The content of an artefact from the bytes of its file: bare, or behind the line that a store writes before it.

    Raises:
        InputError: it is not the artefact of that digest.
    """
    for content in (file, file[file.find(b"\n") + 1 :]):
        if sha256(content).hexdigest() == digest:
            return content
    mend = f"give the file and the digest of one artefact; this file's is {sha256(content).hexdigest()}"
    raise InputError(f"this is not the artefact {digest[:12]}", where=where, mend=mend)


class Dialled(Protocol):
    """A learner whose tags come from what it learns: a mix may name any of them, and their values.

    Attributes:
        support: least real records behind what is asked for; what has fewer is refused.
        where: what all records are asked to be, whatever the mix says.
    """

    @property
    def support(self) -> int: ...

    @property
    def where(self) -> Mapping[str, object]: ...

    def behind(self, reference: Sequence[Record], among: Mapping[str, Sequence[str]], /) -> Behind:
        """Real records behind each combination of values.

        Args:
            among: tag -> the values that the mix names; all others count as one more value, where there are any.

        Raises:
            RecipeError: no record could be what is asked for.
        """
        ...

    def asked(self, tags: Mapping[str, str], among: Mapping[str, Sequence[str]], /) -> Any:
        """The learner that, once restored, makes records of one combination and tags them so."""
        ...
