"""What flows: a payload with its origin and tags, and how a wing writes payloads down."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    import pyarrow as pa

NO_TAGS: Mapping[str, str] = {}  # a plain dict, since records are pickled; typed read-only


class Key(NamedTuple):
    """A record's name within a run: who made it, from which seed, as which item. Joins go by key."""

    source: str
    seed: int
    index: int  # type: ignore[assignment]  # a key is never searched; tuple.index is not missed

    def __str__(self) -> str:
        return f"{self.source}:{self.seed}:{self.index}"


class Payload(Protocol):
    """The inside of a record. Only its wing looks further than these.

    Attributes:
        codec: name under which `registry.load("codec", ...)` finds the wing's codec.
    """

    codec: ClassVar[str]

    def text(self) -> str:
        """All of it as a reader would see it."""
        ...

    def features(self) -> Sequence[float]:
        """A fixed-length numeric sketch for audits; the length is the wing's own."""
        ...

    def digest(self) -> bytes:
        """16 bytes, equal exactly when the content is equal."""
        ...

    def group(self) -> bytes:
        """16 bytes shared by records that must never straddle a split (one question, one patient)."""
        ...


class Tokens(NamedTuple):
    """What a teacher read and wrote for one record, as its server counts."""

    prompt: int = 0
    completion: int = 0


NO_TOKENS = Tokens()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Enough to make the record again.

    Attributes:
        source: the generator's name, e.g. "reasoning/arithmetic/gcd", or the reader's for real data.
        version: of the generator; any change of its output is a new version.
        recipe: digest of the recipe, hex.
        seed, index: of the record's random stream.
        teacher: name of the language model that wrote it, if one did.
        lineage: the family of models that the teacher comes from.
        depth: models between this record and the world (0 procedural or measured, 1 a teacher's).
        parents: keys of the records that it was made from.
        tokens: that its teacher was paid for.
        prompt: digest of the question that its teacher answered, repairs included; None for what no model wrote.
    """

    source: str
    version: str
    recipe: str
    seed: int
    index: int
    teacher: str | None = None
    lineage: str | None = None
    depth: int = 0
    parents: tuple[Key, ...] = ()
    tokens: Tokens = NO_TOKENS
    prompt: str | None = None

    def at(self, index: int) -> "Origin":
        """The same but for the index, in half the time that `dataclasses.replace` takes."""
        return Origin(
            source=self.source,
            version=self.version,
            recipe=self.recipe,
            seed=self.seed,
            index=index,
            teacher=self.teacher,
            lineage=self.lineage,
            depth=self.depth,
            parents=self.parents,
            tokens=self.tokens,
            prompt=self.prompt,
        )


@runtime_checkable
class Reworded(Protocol):
    """A payload whose words may be changed, e.g. to mask a telephone number."""

    def reworded(self, change: Callable[[str], str], /) -> Payload:
        """The payload with `change` applied to each of its texts; what they stand for stays."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A payload, where it comes from, and what it is called (topic, level, language ...).

    Guarantees:
        `key` is unique within a run; `content` finds repeats.
    """

    payload: Payload
    origin: Origin
    tags: Mapping[str, str] = field(default_factory=lambda: NO_TAGS)

    @property
    def key(self) -> Key:
        """(source, seed, index)."""
        origin = self.origin
        return Key(origin.source, origin.seed, origin.index)

    @property
    def content(self) -> bytes:
        """The payload's digest, 16 bytes."""
        return self.payload.digest()


@runtime_checkable
class Columnar(Protocol):
    """Records that lie in columns, so that a million of them can be divided without making one."""

    def groups(self) -> Sequence[bytes]:
        """Each record's `Payload.group()`, in order."""
        ...

    def take(self, places: Sequence[int], /) -> Sequence[Record]:
        """The records at `places`, in that order."""
        ...


class Failure(NamedTuple):
    """What a generator yields in place of a record that it could not make: which one, why, and what it cost."""

    index: int  # type: ignore[assignment]  # as in Key
    reason: str
    teacher: str | None = None
    tokens: Tokens = NO_TOKENS


class Blob(NamedTuple):
    """A large binary beside the table, e.g. an image: `name` is a path inside the tar shard."""

    name: str
    data: bytes


class Codec(Protocol):
    """How a wing's payloads become Arrow columns and blobs, and back, exactly.

    Guarantees:
        `decode(*encode(payloads)) == payloads`, empty sequences included.
        The columns are those of `schema`; where it has none, they are the data's own.
    """

    repeats_allowed: ClassVar[bool]  # whether two records may share their content (two patients may share a row)

    @property
    def schema(self) -> "pa.Schema":
        """The Arrow schema of the payload columns; without columns where they depend on the data."""
        ...

    def encode(self, payloads: Sequence[Payload], /) -> "tuple[pa.Table, Iterable[Blob]]":
        """Columns, one row a payload, and the blobs that they name."""
        ...

    def decode(self, table: "pa.Table", blobs: Mapping[str, bytes], /) -> Sequence[Payload]:
        """The payloads of `table`; `blobs` holds every blob that the rows name."""
        ...
