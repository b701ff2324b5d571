"""The YAML form of a recipe, as pydantic models: what keys there are, of what type, and what they mean.

Each field's description is the mend of an error about it, and what an editor shows (JSON Schema). Defaults are
those of `core.recipe`; nothing here knows which parts exist (`check.py` does).
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, JsonValue, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from provender.core.recipe import DEFAULT_SPLITS, Limits, Loop, Pace, Price, Recipe, Watch

_LARGEST = 2**63 - 1  # what a signed column of the store holds
_MOST = 10**10  # records; the driver holds a wave's tasks, which would not fit for many more
_RECIPE = Recipe(name="default", generators=())

RUN_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
PART_NAME = r"^[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)*$"

Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Label: TypeAlias = Annotated[str, Field(min_length=1, max_length=120)]
Positive: TypeAlias = Annotated[int, Field(ge=1, le=_LARGEST)]


class Model(BaseModel):
    """No unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PartModel(Model):
    """A part by name, with values for its dials. A bare name is short for `{name: ...}`."""

    name: str = Field(
        pattern=PART_NAME,
        max_length=120,
        description="the part's name, which is its path, e.g. reasoning/arithmetic/gcd; `provender parts` lists them",
    )
    dials: dict[Label, JsonValue] = Field(
        default_factory=dict,
        description="values for the part's fields, e.g. {level: 3}; `provender parts NAME` lists them",
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_name(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler, /) -> JsonSchemaValue:
        full = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [{"type": "string", "description": "the part's name"}, dict(full)]}


class GeneratorModel(PartModel):
    """A generator and how much of the data it makes."""

    weight: Annotated[float, Field(gt=0, le=1e9)] = Field(
        default=1.0, description="share relative to the other generators, > 0"
    )
    reference: Annotated[str, Field(min_length=1, max_length=4096)] | None = Field(
        default=None,
        description="the file that it learns from, e.g. patients.csv: short for an anchor that reads it",
    )


class PriceModel(Model):
    """What a teacher's tokens cost."""

    prompt: Annotated[float, Field(ge=0)] = Field(
        default=Price().prompt, description="money per million prompt tokens, >= 0"
    )
    completion: Annotated[float, Field(ge=0)] = Field(
        default=Price().completion, description="money per million completion tokens, >= 0"
    )


_PACE = Pace()


class PaceModel(Model):
    """How a teacher over a network is asked; may be changed between attempts at the same run."""

    connections: Annotated[int, Field(ge=1, le=1024)] = Field(
        default=_PACE.connections, description="most calls under way at once, 1 to 1024"
    )
    requests_per_minute: Positive | None = Field(
        default=_PACE.requests_per_minute, description="most calls in any minute, >= 1; null means no limit"
    )
    tokens_per_minute: Positive | None = Field(
        default=_PACE.tokens_per_minute, description="most tokens in any minute, >= 1; null means no limit"
    )
    timeout_s: Annotated[float, Field(gt=0, le=86_400)] = Field(
        default=_PACE.timeout_s, description="seconds that one call may take, > 0"
    )
    patience_s: Annotated[float, Field(gt=0, le=604_800)] = Field(
        default=_PACE.patience_s, description="seconds without any reply before the run stops, resumable; > 0"
    )
    retries: Annotated[int, Field(ge=0, le=100)] = Field(
        default=_PACE.retries, description="times that a call is made again after a fault of line or server, >= 0"
    )
    batch: bool = Field(
        default=_PACE.batch, description="true hands prompts in as batches, where the server has that; cheaper, slower"
    )


class TeacherModel(PartModel):
    """A language model, its prices and its pace."""

    price: PriceModel | None = Field(
        default=None, description="prices per million tokens, e.g. {prompt: 0.5, completion: 1.5}"
    )
    pace: PaceModel | None = Field(
        default=None, description="how it is asked, e.g. {connections: 16, requests_per_minute: 600}; not in the digest"
    )


class AnchorModel(PartModel):
    """The reader of ground truth and how it is divided."""

    splits: dict[Label, Share] = Field(
        default_factory=lambda: dict(DEFAULT_SPLITS),
        description="shares of reference, control, probe and exam, which sum to 1",
    )


_LIMITS = Limits()
_LOOP = Loop()
_WATCH = Watch()
Inside: TypeAlias = Annotated[float, Field(gt=0, lt=1)]


class LimitsModel(Model):
    """What must not be exceeded."""

    teacher_share: Share = Field(
        default=_LIMITS.teacher_share,
        description="most of a slice's unproved records that one lineage of teachers may have made, a share in [0, 1]",
    )
    teacher_share_because: Annotated[str, Field(max_length=1000)] = Field(
        default=_LIMITS.teacher_share_because,
        description="why one lineage may make more than 0.8 of them, e.g. all of it is read by people; in the report",
    )
    depth: Annotated[int, Field(ge=0, le=100)] = Field(
        default=_LIMITS.depth, description="most models between a record and the world, a whole number >= 0"
    )
    anchor_share: Share = Field(
        default=_LIMITS.anchor_share,
        description="share of real records in the student's training mix, in [0, 1]; never in an export",
    )
    near_repeats: Annotated[float, Field(ge=0.5, le=1)] | None = Field(
        default=_LIMITS.near_repeats,
        description="share of word triples in common, 0.5 to 1, that makes a record a repeat; null: exact ones only",
    )
    decontaminate: list[Annotated[str, Field(min_length=1, max_length=4096)]] = Field(
        default_factory=lambda: list(_LIMITS.decontaminate),
        description="fingerprints of exams that no record may repeat, e.g. [exam.fp]; anchor: its held-back splits",
    )
    false_accepts: Annotated[float, Field(gt=0, le=0.5)] | None = Field(
        default=_LIMITS.false_accepts,
        description="share of faulty records that a judge may let through, e.g. 0.05; passes of others only screen",
    )
    drift: Annotated[float, Field(ge=0)] | None = Field(
        default=_LIMITS.drift, description="most that an audit of drift may find, >= 0; null leaves it to the audit"
    )
    epsilon: Annotated[float, Field(gt=0)] | None = Field(
        default=_LIMITS.epsilon,
        description="what the release may cost in differential privacy, > 0; null when nothing private is involved",
    )
    delta: Annotated[float, Field(gt=0, le=1e-3)] = Field(
        default=_LIMITS.delta, description="at which epsilon is counted, > 0 and far below one in the number of persons"
    )
    budget: Annotated[float, Field(gt=0)] | None = Field(
        default=_LIMITS.budget,
        description="epsilon of all releases after the same table together; null takes its account's, else epsilon",
    )
    max_candidates: Positive | None = Field(
        default=_LIMITS.max_candidates, description="most records to try, >= 1; null means 20 for each one asked for"
    )
    max_cost: Annotated[float, Field(ge=0)] | None = Field(
        default=_LIMITS.max_cost, description="most money to spend on teachers, >= 0; null means no limit"
    )


class WatchModel(Model):
    """When a run or a loop stops by itself."""

    error: Inside | None = Field(
        default=_WATCH.error,
        description="most of a teacher's unproved records that may be wrong in a slice, e.g. 0.1; null watches nobody",
    )
    by: list[Label] = Field(
        default_factory=lambda: list(_WATCH.by), description="tags by whose values slices are told apart, e.g. [level]"
    )
    missing: Inside | None = Field(
        default=_WATCH.missing,
        description="most that the uncovered share of the anchor may rise after cycle 0; null watches no cycle",
    )
    false_alarm: Inside = Field(
        default=_WATCH.false_alarm, description="chance that a sound run or loop is ever stopped, e.g. 0.05"
    )


class LoopModel(Model):
    """How cycles follow each other."""

    cycles: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=_LOOP.cycles, description="most rounds of generate ... train, revise; a whole number >= 1"
    )
    floor: Share = Field(
        default=_LOOP.floor, description="share of the mix that always stays as the first recipe had it, in [0, 1]"
    )
    target: Share | None = Field(
        default=_LOOP.target, description="stop when the student's probe score reaches it, in [0, 1]; null never stops"
    )
    max_cost: Annotated[float, Field(ge=0)] | None = Field(
        default=_LOOP.max_cost,
        description="stop when the cycles so far have cost so much money on teachers, >= 0; null never stops",
    )
    patience: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        default=_LOOP.patience,
        description="stop after so many cycles without a sure gain, a whole number >= 1; null never stops",
    )
    dial: Literal["gain", "thompson", "weakness", "uniform"] = Field(
        default=_LOOP.dial,  # type: ignore[arg-type]
        description="how the mix follows the student's marks: gain, thompson, weakness, or uniform, which holds it",
    )


Mix: TypeAlias = dict[Label, dict[Label, Share]]
AcceptModel: TypeAlias = Literal["proved", "anchored", "screened"]


class WingModel(Model):
    """What a recipe over several wings says of one of them."""

    anchor: AnchorModel | None = Field(
        default=None, description="the reader of its ground truth: a name or {name, dials, splits}"
    )
    mix: Mix = Field(
        default_factory=dict, description="shares of the wing's own records by tag, e.g. {level: {2: 0.5, 3: 0.5}}"
    )
    student: PartModel | None = Field(
        default=None, description="who learns from its records and is examined: a name or {name, dials}"
    )
    accept: AcceptModel = Field(
        default=_RECIPE.accept.value, description="the weakest grade that counts: proved, anchored or screened"
    )


class RecipeModel(Model):
    """A recipe for `provender run`: which data is wanted, from whom, and how firmly it must hold."""

    name: str = Field(
        pattern=RUN_NAME,
        max_length=80,
        description="the run folder's name: letters, digits, '.', '_' and '-', starting with a letter or digit",
    )
    count: Annotated[int, Field(ge=1, le=_MOST)] | Literal["all"] = Field(
        default=_RECIPE.count or "all",
        description="how many ACCEPTED records are wanted, >= 1, or all (what finite generators hold)",
    )
    seed: Annotated[int, Field(ge=0, le=_LARGEST)] = Field(
        default=_RECIPE.seed, description="a whole number >= 0; the same recipe and seed give the same data"
    )
    generators: list[GeneratorModel] = Field(
        min_length=1, description="a list with at least one generator: names, or {name, dials, weight}"
    )
    verifiers: list[PartModel] = Field(
        default_factory=list,
        description="a list of names or {name, dials}; left out: all verifiers of the generators' wings",
    )
    audits: list[PartModel] = Field(default_factory=list, description="a list of names or {name, dials}")
    exports: list[PartModel] = Field(default_factory=list, description="a list of names or {name, dials}")
    teachers: dict[Label, TeacherModel] = Field(
        default_factory=dict, description="language models by the name that parts call them: {name, dials, price, pace}"
    )
    mix: Mix = Field(
        default_factory=dict,
        description="shares of the accepted records by tag, e.g. {language: {sw: 0.4}}; the rest goes to other values",
    )
    anchor: AnchorModel | None = Field(
        default=None, description="the reader of ground truth: a name or {name, dials, splits}"
    )
    student: PartModel | None = Field(
        default=None, description="who learns from the data and is examined: a name or {name, dials}"
    )
    accept: AcceptModel = Field(
        default=_RECIPE.accept.value, description="the weakest grade that counts: proved, anchored or screened"
    )
    wings: dict[Label, WingModel] = Field(
        default_factory=dict,
        description="over several wings: first word of the generators' names -> {anchor, mix, student, accept}",
    )
    limits: LimitsModel = Field(default_factory=LimitsModel, description="what must not be exceeded")
    watch: WatchModel = Field(default_factory=WatchModel, description="when a run or a loop stops by itself")
    loop: LoopModel = Field(default_factory=LoopModel, description="how cycles follow each other")
    licences: dict[Label, Label] = Field(
        default_factory=dict,
        description="licence of each source, a file or a part, and of what is made: {dataset: CC0-1.0, my.csv: MIT}",
    )
