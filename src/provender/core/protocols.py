"""The shapes of parts. A part is a frozen dataclass with `__call__`; its fields are its dials.

Fields are public and enter the recipe's digest; data, keys and random state are only ever arguments.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, TypeAlias, TypeVar

from provender.core.anchor import Anchor
from provender.core.artefact import Artefact
from provender.core.recipe import Shard
from provender.core.record import Blob, Failure, Record
from provender.core.verdict import Corrupted, Finding, Gold, Scorecard, Verdict

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")
R = TypeVar("R")


Make: TypeAlias = Callable[[Shard], Iterable[Record | Failure]]  # a generator ready to work


class Generator(Protocol):
    """Makes the records of a shard.

    Attributes:
        version: changes whenever the output for some (seed, index) changes.
        makes: tag -> the values it can be asked for. A tag that is also a dial is set through the
            dial; any other has exactly one value, which every record carries.

    One that has a method `cases() -> tuple[str, ...]` and a dial `case` is asked for each of its cases equally often,
    as far as accepted records go, unless the recipe's mix shares the tag `case` out. Where it has a
    method `circumstances(case)`, tag -> value of what such a case holds, plans tell them.
    One whose records are large or slow says in a class attribute `batch` how many of them make a task.
    Any part that draws from data may tell it in a method `sources() -> Mapping[str, str]`: from what, and its licence.

    Guarantees:
        Same shard, same records, cut anywhere; every record carries every tag in `makes`.
        An item that cannot be made is yielded as a `Failure`, never skipped.
    """

    version: ClassVar[str]
    makes: ClassVar[Mapping[str, tuple[str, ...]]]

    def __call__(self, shard: Shard, /) -> Iterable[Record | Failure]: ...


class Verifier(Protocol):
    """Judges records, one verdict each, in order. Shares no code with the generator it checks.

    A class may say `judges = {tag: values}`: records whose tag has another value are not shown to it, and count
    as abstained. With fifty families that is the difference between one reading of a question and fifty.
    One that says `opines = True`, as models do, never overrides a formal pass.
    """

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]: ...


class Audit(Protocol):
    """Measures a whole dataset against ground truth.

    A class may say `sees = "tried"`: then it is shown every record that was made, refused ones too. Without it an
    audit sees what was accepted.
    """

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding: ...


class Corruption(Protocol):
    """Spoils a record in one typed way, or returns None where it does not apply."""

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None: ...


class Golds(Protocol):
    """The gold set of the judge that bears the same name; shares no code with it.

    Guarantees:
        Same count and seed, same golds; about as many faulty as sound.
    """

    def __call__(self, count: int, /, *, seed: int) -> Sequence[Gold]: ...


class Mending(Protocol):
    """A verifier that can make sound what it would refuse: it is asked before anybody judges.

    Guarantees:
        As many records, in order; one that it leaves as it is, is the same object.
    """

    def mend(self, records: Sequence[Record], /) -> Sequence[Record]: ...


class Student(Protocol):
    """Learns from records and is examined. Both are deterministic for their arguments."""

    def fit(self, records: Sequence[Record], /, *, seed: int) -> Artefact: ...

    def score(self, fitted: Artefact, exam: Sequence[Record], /) -> Scorecard: ...


class Reader(Protocol):
    """Reads an outside file into records with source "anchor"; its `path` dial names the file.

    A reader of several files says which by `files()`: name -> path.

    Raises:
        InputError: the file is missing, empty, truncated, in another encoding, or hostile.
    """

    @property
    def path(self) -> str:
        """The file, as `core.files.locate` takes it; "" for a reader of no file."""
        ...

    def __call__(self) -> Iterable[Record]: ...


class Secret:
    """Random bytes that must never be written down; shows nothing of itself."""

    __slots__ = ("value",)

    def __init__(self, value: bytes) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a Secret is never pickled or stored")


class Fittable(Protocol):
    """Learns from a reference, then generates: `fit` leaves an artefact, `restore` makes it a generator.

    A class that keeps to `limits.epsilon` says `keeps_epsilon = True`; any other is refused where a recipe sets it.
    """

    def fit(self, reference: Sequence[Record], /, *, seed: int, noise: Secret | None) -> Artefact: ...

    def restore(self, fitted: Artefact, /) -> Make: ...


class PrivateFittable(Fittable, Protocol):
    """A learner that keeps to `limits.epsilon`: what it will spend is known before it sees a row.

    Its dials `epsilon` and `delta` are set from the recipe's limits. `fit` takes a secret to key its noise by.
    """

    keeps_epsilon: ClassVar[bool]

    def check(self, reference: Sequence[Record], /) -> None:
        """Refuse a reference that cannot be learned, by the names of its columns alone: before anything is paid."""
        ...

    def price(self) -> Mapping[str, Any]:
        """What a fit spends, as plain values; "epsilon" among them."""
        ...

    def together(self, entries: Sequence[Mapping[str, Any]], delta: float, /) -> float:
        """The epsilon at `delta` of all that `price` told of."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question to a teacher.

    Attributes:
        messages: (role, content) pairs, role being "system", "user" or "assistant".
        params: sampling parameters that the server understands.
        sample: number of the sample, so that repeated questions stay different calls.
        schema: JSON Schema that the reply should obey; enforced by the server where it can, and never relied upon.
    """

    messages: tuple[tuple[str, str], ...]
    params: Mapping[str, object] = field(default_factory=dict)
    sample: int = 0
    schema: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A teacher's raw answer.

    Attributes:
        text: as it came; untrusted.
        finish: "stop", "length" (cut off: counts as a failure), or "error".
        prompt_tokens, completion_tokens: as the server counts them; 0 when unknown.
        error: what went wrong when `finish` is "error".
    """

    text: str
    finish: str = "stop"
    prompt_tokens: int = 0
    completion_tokens: int = 0
    error: str = ""


class Teacher(Protocol):
    """A language model behind one narrow door."""

    @property
    def lineage(self) -> str:
        """The family of models it comes from, e.g. "gpt-3"."""
        ...

    def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]: ...


class Ended(StrEnum):
    """How a program in a sandbox ended."""

    FINISHED = "finished"  # it came to its end
    RAISED = "raised"  # an exception, SystemExit among them
    LEFT = "left"  # its process ended before the program did
    TIMED_OUT = "timed out"  # its CPU seconds or its wall clock were spent
    KILLED = "killed"  # by a signal
    OVERFLOW = "overflow"  # it printed too much


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What became of a program in a sandbox.

    Attributes:
        ended: as the sandbox saw it. FINISHED is no proof against a program that searches its own interpreter for
            ways to lie: compare what it printed with what only you know.
        stdout: what it printed, cut at the sandbox's limit; untrusted.
        exit: its exit code, negative for a signal.
        cpu_s: CPU seconds it used.
        error: the last line that it left on stderr, at most 500 characters; untrusted.
    """

    ended: Ended
    stdout: str
    exit: int
    cpu_s: float
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One way out of a sandbox that was tried: its name, whether it was blocked, and what was seen."""

    name: str
    blocked: bool
    told: str


class Sandbox(Protocol):
    """A place for code that nobody here wrote: it computes and prints, and reaches nothing.

    Guarantees:
        A program has no files, network, threads, other processes or environment, and a bounded time, memory and
        output. It can neither change nor end what comes after it.
    """

    def run(self, programs: Sequence[str], /) -> Sequence[Ran]:
        """Run Python programs, each in a process of its own; one result each, in order."""
        ...

    def probe(self) -> Sequence[Attempt]:
        """Try to break out; what came of each attempt."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a taught part is bound to: teachers by the recipe's names, the anchor's reference split, a sandbox."""

    teachers: Mapping[str, Teacher] = field(default_factory=dict)
    reference: Sequence[Record] = ()
    sandbox: Sandbox | None = None


class TaughtGenerator(Protocol):
    """A generator that needs tools. `size` is how many items it holds, None when endless.

    Attributes:
        version, makes: as a generator's.
    """

    version: ClassVar[str]
    makes: ClassVar[Mapping[str, tuple[str, ...]]]

    def bind(self, tools: Tools, /) -> Make: ...

    def size(self, tools: Tools, /) -> int | None: ...


class TaughtVerifier(Protocol):
    """A verifier that needs tools."""

    def bind(self, tools: Tools, /) -> Verifier: ...


class Lost(NamedTuple):
    """A task that no worker survived: why, in one sentence, and how often it was tried."""

    reason: str
    attempts: int


class Engine(Protocol):
    """Runs a picklable task over tasks, yielding (position, result) as they finish, in any order."""

    def map(self, task: Callable[[T], R], tasks: Iterable[T], /) -> Iterator[tuple[int, R | Lost]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a report page. Text is escaped by the page; `svg` and `image` are the panel's own drawing.

    Attributes:
        title, caption: plain text.
        head, rows: a table of plain text.
        lines: paragraphs of plain text; a line starting with "✓ " or "✗ " is drawn as a checked step.
        svg: inline SVG without script, links or foreign objects.
        image: bytes of a PNG, or of a WebP, which may move.
    """

    title: str
    caption: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    svg: str = ""
    image: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A record with what was decided about it.

    Attributes:
        fate: "accepted", "rejected" or "failed".
        grade: of the strongest pass, "" unless accepted.
        verifier: who decided.
        reason, evidence: of the decision.
        passed: verifiers that passed it.
        cost: cpu_s (its share of its task's), prompt_tokens, completion_tokens, money; empty until it is committed.
    """

    record: Record
    fate: str
    grade: str = ""
    verifier: str = ""
    reason: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    cost: Mapping[str, float] = field(default_factory=dict)


class Panel(Protocol):
    """Draws a wing's samples for the report.

    Attributes:
        heading: of the panel's part of the page.
    """

    heading: ClassVar[str]

    def __call__(self, samples: Sequence[Judged], /) -> Iterable[Block]: ...


class Dataset(Protocol):
    """The accepted records of a sealed run, as an exporter sees them."""

    @property
    def facts(self) -> Mapping[str, object]:
        """Plain JSON facts of the run, for a card."""
        ...

    def records(self) -> Iterator[Judged]:
        """Every accepted record, in order."""
        ...

    def tables(self) -> "Iterator[pa.Table]":
        """The same as Arrow tables: lineage and verdict columns beside the payload's."""
        ...

    def blobs(self) -> Iterator[Blob]:
        """What the tables name beside themselves, e.g. pictures: each once."""
        ...


class Exporter(Protocol):
    """Turns a dataset into files: yields (relative name, bytes); the same name again appends."""

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]: ...
