"""What is asked for: a recipe is a claim about which data a student lacks.

Only *what* stands here. *How* it is made (workers, folders) is a run option and never enters the digest.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from provender.core.record import Origin
from provender.core.verdict import Grade

_EXACT = 2.0**53  # below it every whole float is an exact integer
NOTHING: Mapping[str, object] = {}  # a plain dict, since recipes are pickled; typed read-only
SERVES_ALL = "general"  # the wing whose parts serve every other
DEFAULT_SPLITS: Mapping[str, float] = {"reference": 0.4, "control": 0.2, "probe": 0.2, "exam": 0.2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a teacher's tokens cost, per million, in the recipe's own currency."""

    prompt: float = 0.0
    completion: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a teacher over a network is asked: nothing here changes what it says.

    Attributes:
        connections: most calls under way at once; fewer while its server says that it is too many.
        requests_per_minute, tokens_per_minute: never more in any minute; None for no limit.
        timeout_s: that one call may take.
        patience_s: that its server may give nothing before the run stops, resumable.
        retries: of a call whose connection or server failed.
        batch: whether to hand prompts in as batches, for servers that have such an interface.
    """

    connections: int = 64
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    timeout_s: float = 300.0
    patience_s: float = 900.0
    retries: int = 5
    batch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One part as a recipe names it.

    Attributes:
        name: of the part, e.g. "reasoning/arithmetic/gcd".
        dials: values for the part's fields; what is not named keeps its default.
        weight: relative share among the recipe's generators, > 0.
        price: of a teacher's tokens; None when unknown.
        pace: of a teacher's calls; says nothing of what is asked for, so it enters neither equality nor the digest.
    """

    name: str
    dials: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    weight: float = 1.0
    price: Price | None = None
    pace: Pace | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What must not be exceeded.

    Attributes:
        teacher_share: most of a slice's accepted records that one lineage may have made, counted
            over records that are neither PROVED nor ANCHORED.
        teacher_share_because: why more than 0.8 of them may; told in the report. Without it such a share is refused.
        depth: most models between a record and the world.
        anchor_share: share of real records in the STUDENT's training mix; never in an export.
        near_repeats: share of word triples in common (Jaccard) from which a record is refused as a near repeat of an
            earlier one, in [0.5, 1]; None refuses exact repeats alone. Where repeats are data, neither is refused.
        decontaminate: fingerprint files of exams (`provender fingerprint`) that no record may repeat, word for word or
            nearly; "anchor" stands for the anchor's held-back splits.
        false_accepts: largest share of faulty records that a judge may let through, by a 95 % bound on its gold; passes
            of judges above it, or with too few golds, only screen. None measures nothing.
        drift: most an audit of drift from the anchor may find; None leaves it to the audit's own limit.
        epsilon: what the release may cost in differential privacy; None when nothing private is involved.
        delta: at which epsilon is counted.
        budget: epsilon of all releases after the same table together; None takes what its account says, or `epsilon`.
        max_candidates: most records to try; None means 20 for each one asked for.
        max_cost: most money to spend on teachers.
    """

    teacher_share: float = 0.5
    teacher_share_because: str = ""
    depth: int = 1
    anchor_share: float = 0.0
    near_repeats: float | None = None
    decontaminate: tuple[str, ...] = ()
    false_accepts: float | None = None
    drift: float | None = None
    epsilon: float | None = None
    delta: float = 1e-5
    budget: float | None = None
    max_candidates: int | None = None
    max_cost: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """When a run or a loop stops by itself.

    Attributes:
        error: most of a teacher's unproved records that may be wrong in any slice, in (0, 1), by its probes: records
            whose truth the verifiers know. None watches no teacher.
        by: tags by whose values slices are told apart.
        missing: most that the share of the anchor that no record covers may rise after the first cycle, in (0, 1);
            None watches no cycle.
        false_alarm: chance that a sound run or loop is ever stopped, in (0, 1).
    """

    error: float | None = 0.2
    by: tuple[str, ...] = ("level", "language")
    missing: float | None = 0.02
    false_alarm: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """How cycles follow each other.

    Attributes:
        cycles: most rounds of generate ... train, revise; >= 1.
        floor: share of the mix that always stays as the first recipe had it, in [0, 1].
        target: stop when the student's overall probe score reaches it; None never stops early.
        max_cost: stop when the cycles so far have cost so much, in the teachers' money; None sets no end.
        patience: stop after so many cycles without a sure gain over the best before them; None never does.
        dial: how the mix follows the marks. "gain" moves it gently to what gained surely; "thompson" gives each value
            the chance that its gain by the record is the largest; "weakness" looks at marks alone; "uniform" holds it.
    """

    cycles: int = 2
    floor: float = 0.3
    target: float | None = None
    max_cost: float | None = None
    patience: int | None = 3
    dial: str = "gain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wing:
    """What a recipe over several wings says of one of them.

    Attributes:
        anchor: the reader of its ground truth, divided by `splits`.
        mix: (tag, value) -> share of the wing's own records.
        student: who learns from its records and is examined.
        accept: weakest grade that counts as accepted.
    """

    anchor: Use | None = None
    splits: Mapping[str, float] = field(default_factory=lambda: DEFAULT_SPLITS)
    mix: Mapping[tuple[str, str], float] = field(default_factory=dict)
    student: Use | None = None
    accept: Grade = Grade.ANCHORED


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What is asked for.

    Attributes:
        name: of the run folder.
        count: ACCEPTED records wanted; None takes all that finite generators hold.
        seed: any integer >= 0.
        generators, verifiers, audits, exports: the parts; no verifiers means all of the generators' wings.
        teachers: language models by the name the recipe gives them.
        mix: (tag, value) -> share in [0, 1]; a tag's shares sum to at most 1, the rest goes to its other values.
        anchor: the reader of ground truth, divided by `splits`.
        student: who learns from the data and is examined.
        accept: weakest grade that counts as accepted.
        licences: what the data draw from, a file or a part, or "dataset" -> its licence, best an SPDX identifier.
        wings: the first word of generators' names -> its own anchor, mix, student and grade, which the recipe itself
            then does not have. `seen_by` tells what such a recipe is to one of them.
        folder: where `path` dials are looked for first (`core.files`); says nothing of what is asked for,
            so it enters neither equality nor the digest.
    """

    name: str
    generators: tuple[Use, ...]
    count: int | None = 1000
    seed: int = 0
    verifiers: tuple[Use, ...] = ()
    audits: tuple[Use, ...] = ()
    exports: tuple[Use, ...] = ()
    teachers: Mapping[str, Use] = field(default_factory=dict)
    mix: Mapping[tuple[str, str], float] = field(default_factory=dict)
    anchor: Use | None = None
    splits: Mapping[str, float] = field(default_factory=lambda: DEFAULT_SPLITS)
    student: Use | None = None
    accept: Grade = Grade.ANCHORED
    wings: Mapping[str, Wing] = field(default_factory=dict)
    limits: Limits = Limits()
    watch: Watch = Watch()
    loop: Loop = Loop()
    licences: Mapping[str, str] = field(default_factory=dict)
    folder: str = field(default="", compare=False)

    def canonical(self) -> dict[str, object]:
        """The recipe as plain JSON values in a fixed order, defaults written out.

        Guarantees:
            Equal recipes are equal here, whether a whole number was written 2 or 2.0.
        """
        plain = {
            "name": self.name,
            "count": self.count,
            "seed": self.seed,
            "generators": [_plain_use(use) for use in self.generators],
            "verifiers": [_plain_use(use) for use in self.verifiers],
            "audits": [_plain_use(use) for use in self.audits],
            "exports": [_plain_use(use) for use in self.exports],
            "teachers": {name: _plain_use(use) for name, use in sorted(self.teachers.items())},
            "mix": _nested(self.mix),
            "anchor": _plain_use(self.anchor) if self.anchor else None,
            "splits": dict(sorted(self.splits.items())),
            "student": _plain_use(self.student) if self.student else None,
            "accept": self.accept.value,
            "limits": _plain(self.limits),
            "watch": _plain(self.watch),
            "loop": _plain(self.loop),
            **({"licences": self.licences} if self.licences else {}),
            **({"wings": {name: _plain_wing(wing) for name, wing in self.wings.items()}} if self.wings else {}),
        }
        return {key: _jsonable(value) for key, value in plain.items()}

    def views(self) -> dict[str, "Recipe"]:
        """The recipe as each of its wings sees it; where it names none, itself under ""."""
        return {name: self.seen_by(name) for name in sorted(self.wings)} or {"": self}

    def seen_by(self, wing: str) -> "Recipe":
        """The recipe of one wing alone.

        Guarantees:
            Its generators, verifiers and audits are the wing's own and those that serve every wing ("general/...").
            The chance of a false alarm is divided among the wings.
            Counts of all wings sum to the recipe's.
        """
        own = self.wings[wing]
        serving = {wing, SERVES_ALL}
        return replace(
            self,
            generators=tuple(use for use in self.generators if wing_of(use.name) == wing),
            verifiers=tuple(use for use in self.verifiers if wing_of(use.name) in serving),
            audits=tuple(use for use in self.audits if wing_of(use.name) in serving),
            count=None if self.count is None else self._counts()[wing],
            anchor=own.anchor,
            splits=own.splits,
            mix=own.mix,
            student=own.student,
            accept=own.accept,
            watch=replace(self.watch, false_alarm=self.watch.false_alarm / len(self.wings)),
            wings={},
        )

    def _counts(self) -> dict[str, int]:
        """Accepted records wanted of each wing: by its generators' weights, the largest remainders rounded up."""
        weights = dict.fromkeys(sorted(self.wings), 0.0)
        for use in self.generators:
            weights[wing_of(use.name)] = weights.get(wing_of(use.name), 0.0) + use.weight
        whole, wanted = sum(weights.values()) or 1.0, self.count or 0
        exact = {name: wanted * weight / whole for name, weight in weights.items()}
        counts = {name: int(share) for name, share in exact.items()}
        first = sorted(exact, key=lambda name: (counts[name] - exact[name], name))
        for name in first[: wanted - sum(counts.values())]:
            counts[name] += 1
        return counts

    def mixed(self, mixes: Mapping[str, Mapping[tuple[str, str], float]]) -> "Recipe":
        """The recipe with other mixes, by wing; "" is the recipe's own."""
        if not self.wings:
            return replace(self, mix=mixes.get("", self.mix))
        wings = {name: replace(wing, mix=mixes.get(name, wing.mix)) for name, wing in self.wings.items()}
        return replace(self, wings=wings)

    def untaught(self) -> "Recipe":
        """The recipe without its students: what its data depends on."""
        wings = {name: replace(wing, student=None) for name, wing in self.wings.items()}
        return replace(self, student=None, wings=wings)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, hex: equal recipes, equal digests, however they were written."""
        text = json.dumps(self.canonical(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return sha256(text.encode()).hexdigest()


def wing_of(part: str) -> str:
    """The wing of a part: the first word of its name.

    >>> wing_of("reasoning/arithmetic/gcd")
    'reasoning'
    """
    return part.partition("/")[0]


def _plain_wing(wing: Wing) -> dict[str, object]:
    """A wing's part of a recipe as plain JSON values."""
    return {
        "anchor": _plain_use(wing.anchor) if wing.anchor else None,
        "splits": dict(sorted(wing.splits.items())),
        "mix": _nested(wing.mix),
        "student": _plain_use(wing.student) if wing.student else None,
        "accept": wing.accept.value,
    }


def _plain(value: object) -> dict[str, object]:
    """A flat slotted dataclass as a dict."""
    return {name: getattr(value, name) for name in value.__slots__}  # type: ignore[attr-defined]


def _plain_use(use: Use) -> dict[str, object]:
    """A part's use as plain JSON values."""
    plain: dict[str, object] = {"name": use.name, "dials": use.dials, "weight": use.weight}
    if use.price:
        plain["price"] = _plain(use.price)
    return plain


def _jsonable(value: object) -> object:
    """Mappings to sorted dicts, tuples to lists and whole floats to integers, deeply."""
    if isinstance(value, Mapping):
        return {str(key): _jsonable(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return value


def _nested(mix: Mapping[tuple[str, str], float]) -> dict[str, dict[str, float]]:
    """{(tag, value): share} as {tag: {value: share}}."""
    nested: dict[str, dict[str, float]] = {}
    for tag, value in sorted(mix):
        nested.setdefault(tag, {})[value] = mix[tag, value]
    return nested


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A stretch of one generator's endless list: items `start` to `start + count - 1`.

    `recipe` is the digest that records carry in their origin.
    """

    seed: int
    start: int
    count: int
    recipe: str = ""

    @property
    def indices(self) -> range:
        """The indices in order."""
        return range(self.start, self.start + self.count)

    def origin(self, source: str, version: str, index: int) -> Origin:
        """The origin of a procedural record of this shard."""
        return Origin(source=source, version=version, recipe=self.recipe, seed=self.seed, index=index)
