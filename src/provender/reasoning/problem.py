"""A problem in words, its worked solution and its answer; and how they are written down as columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from typing import Any, ClassVar, Literal, TypeAlias, cast

import pyarrow as pa
from pydantic_core import to_json

from provender.core.claim import Claim, Derivation, Step, Term
from provender.core.record import Blob, Payload
from provender.core.registry import codec

Language: TypeAlias = Literal["en", "sw", "fr", "es", "de"]
"""ISO 639-1 codes of the languages in which our own families are told: English, Swahili, French, Spanish, German."""

LANGUAGES: tuple[Language, ...] = ("en", "sw", "fr", "es", "de")

Level: TypeAlias = Literal[1, 2, 3, 4, 5, 6]
"""How hard a problem is. 6 is the extrapolation band: longer or larger than anything in 1 to 5, to be examined in."""

LEVELS = ("1", "2", "3", "4", "5", "6")


@dataclass(frozen=True, slots=True)
class Problem:
    """A question with its worked solution.

    Attributes:
        question: what the student sees.
        answer: the final answer as the student must write it.
        language: ISO 639-1 code, e.g. "sw".
        derivation: the formal story; None when only prose is known (a teacher's answer).
        prose: the worked solution in free words; beside it, a derivation is the certificate of what they tell.
    """

    codec: ClassVar[str] = "reasoning/problem"

    question: str
    answer: str
    language: str = "en"
    derivation: Derivation | None = None
    prose: str = ""

    @property
    def solution(self) -> str:
        """The worked solution, one sentence a line; free words where there are some."""
        if self.prose or self.derivation is None:
            return self.prose
        return "\n".join([step.text for step in self.derivation.steps])

    def text(self) -> str:
        """Question, solution and answer."""
        return f"{self.question}\n{self.solution}\n{self.answer}"

    def reworded(self, change: Callable[[str], str], /) -> "Problem":
        """The problem in changed words; its formal story stays as it is."""
        told = self.derivation
        if told is not None:
            steps = tuple(Step(step.claim, change(step.text), step.rule, step.uses) for step in told.steps)
            told = Derivation(told.givens, told.goal, steps, told.answer)
        words = [change(text) for text in (self.question, self.answer, self.prose)]
        return Problem(words[0], words[1], self.language, told, words[2])

    def features(self) -> Sequence[float]:
        """Shape (4,): characters of the question, of the solution and of the answer; steps."""
        solution = self.solution
        return (len(self.question), len(solution), len(self.answer), solution.count("\n") + 1)

    def digest(self) -> bytes:
        """16 bytes over everything a student would see."""
        return blake2b(f"{self.question}\0{self.solution}\0{self.answer}".encode(), digest_size=16).digest()

    def group(self) -> bytes:
        """16 bytes: the abstract problem where it is known (the same in every language), else the question."""
        told = self.derivation
        if told is not None and (told.givens or not isinstance(told.goal, str)):
            stem = repr((told.givens, told.goal))
        else:
            stem = " ".join(self.question.casefold().split())
        return blake2b(stem.encode(), digest_size=16).digest()


_STEP = pa.struct(
    [
        pa.field("text", pa.string()),
        pa.field("rule", pa.string()),
        pa.field("claim", pa.string()),
        pa.field("uses", pa.list_(pa.int32())),
    ]
)


@codec
@dataclass(frozen=True, slots=True)
class ProblemCodec:
    """Problems as columns: claims as canonical JSON, steps as a list of structs."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """One row a problem; `givens`, `goal`, `result` and `steps` are null where there is no derivation."""
        return pa.schema(
            [
                ("question", pa.string()),
                ("answer", pa.string()),
                ("language", pa.string()),
                ("prose", pa.string()),
                ("givens", pa.list_(pa.string())),
                ("goal", pa.string()),
                ("result", pa.string()),
                ("steps", pa.list_(_STEP)),
            ]
        )

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """Columns are built straight from flat lists: a dict per row costs more than the Parquet write."""
        problems = cast("Sequence[Problem]", payloads)
        told = [problem.derivation for problem in problems]
        columns = [
            pa.array([problem.question for problem in problems], pa.string()),
            pa.array([problem.answer for problem in problems], pa.string()),
            pa.array([problem.language for problem in problems], pa.string()),
            pa.array([problem.prose for problem in problems], pa.string()),
            pa.array([d and [_dump_claim(given) for given in d.givens] for d in told], pa.list_(pa.string())),
            pa.array([d and to_json(d.goal) for d in told], pa.string()),
            pa.array([d and to_json(d.answer) for d in told], pa.string()),
            _steps(told),
        ]
        return pa.Table.from_arrays(columns, schema=self.schema), ()

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Problem]:
        """The problems of `table`, in order."""
        return [_problem(row) for row in table.select(self.schema.names).to_pylist()]


def _steps(told: Sequence[Derivation | None]) -> pa.Array:
    """The nested steps column from flat lists."""
    steps = [step for d in told if d is not None for step in d.steps]
    uses = pa.ListArray.from_arrays(
        pa.array([0, *accumulate(len(step.uses) for step in steps)], pa.int32()),
        pa.array([use for step in steps for use in step.uses], pa.int32()),
    )
    flat = pa.StructArray.from_arrays(
        [
            pa.array([step.text for step in steps], pa.string()),
            pa.array([step.rule for step in steps], pa.string()),
            pa.array([_dump_claim(step.claim) for step in steps], pa.string()),
            uses,
        ],
        fields=list(_STEP),
    )
    ends = list(accumulate((0 if d is None else len(d.steps) for d in told), initial=0))
    starts = [None if d is None else start for d, start in zip(told, ends[:-1], strict=True)]
    return pa.ListArray.from_arrays(pa.array([*starts, ends[-1]], pa.int32()), flat)


def _dump_claim(claim: Claim) -> bytes:
    """The very text of `Claim.to_json`, four times as fast: a million problems hold millions of claims."""
    return to_json((claim.relation, *claim.args))


def _load(text: str) -> Term:
    """Read a term written as JSON."""
    return Claim.from_json(f'["",{text}]').args[0]


def _problem(row: dict[str, Any]) -> Problem:
    """One row back to a problem."""
    derivation = None
    if row["steps"] is not None:
        derivation = Derivation(
            givens=tuple(Claim.from_json(given) for given in row["givens"]),
            goal=_load(row["goal"]),
            steps=tuple(
                Step(Claim.from_json(step["claim"]), step["text"], step["rule"], tuple(step["uses"]))
                for step in row["steps"]
            ),
            answer=_load(row["result"]),
        )
    return Problem(row["question"], row["answer"], row["language"], derivation, row["prose"])
