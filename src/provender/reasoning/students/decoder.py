"""A small transformer that learns to work problems out, character by character or word by word.

It exists to answer one question cheaply: did this data teach anything? A quarter of a million weights,
one or two CPU minutes, the same weights for the same records and seed.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b, sha256
from io import BytesIO
from typing import Literal, NamedTuple
from zipfile import BadZipFile

import numpy as np

from provender.core.artefact import Artefact
from provender.core.errors import InputError, RecipeError
from provender.core.record import Record
from provender.core.registry import student
from provender.core.verdict import Scorecard
from provender.reasoning.problem import Problem
from provender.reasoning.students._lessons import Alphabet, Written, lessons, questions, written
from provender.reasoning.students._network import Shape, Weights, train, write
from provender.reasoning.students._packing import rows_of_a_pass

NAME = "reasoning/decoder"
KIND = "provender/decoder-npz"
_LEAST = {"width": 8, "layers": 1, "heads": 1, "steps": 1, "batch": 1, "context": 8}


@student
@dataclass(frozen=True, slots=True, kw_only=True)
class Decoder:
    """A decoder-only transformer.

    Attributes:
        show: whether it learns the worked steps and then the answer, or the answer alone.
        steps: updates; this, not a clock, is its budget.
        passes: where given, how often each record is gone through, and `steps` says nothing: a
            student of more data then learns longer.
        batch: rows in one update. A row is as long as the longest problem and holds as many problems as fit.
        rate: highest learning rate, > 0.
        pieces: what it reads and writes at a time: "characters", or "words" (and single digits and signs), which makes
            problems told in many words half as long.
        context: most pieces of a problem, its marks included; a longer one is not learned
            from, and counts as wrong in an exam.
        width, layers, heads: sizes of the network; `heads` divides `width` into even parts.

    Guarantees:
        Same records in the same order, same seed: the same artefact, byte for byte (same wheels, same CPU level).
        Nothing of a question's own characters is learned as something to write.
    """

    show: Literal["steps", "answer"] = "steps"
    steps: int = 500
    passes: float | None = None
    batch: int = 32
    rate: float = 3e-3
    pieces: Literal["characters", "words"] = "characters"
    context: int = 128
    width: int = 96
    layers: int = 2
    heads: int = 4

    def __post_init__(self) -> None:
        for dial, least in _LEAST.items():
            if getattr(self, dial) < least:
                raise RecipeError(
                    f"{dial}={getattr(self, dial)} is too small", where=NAME, mend=f"give {least} or more"
                )
        if self.width % (2 * self.heads):
            raise RecipeError(
                f"heads={self.heads} does not divide width={self.width} into even parts",
                where=NAME,
                mend="make width a multiple of 2 * heads",
            )
        if self.passes is not None and self.passes <= 0:
            raise RecipeError(f"passes={self.passes} teaches nothing", where=NAME, mend="give passes > 0, e.g. 2")
        if not 0 < self.rate < 1:
            raise RecipeError(f"rate={self.rate} is no learning rate", where=NAME, mend="give 0 < rate < 1, e.g. 3e-3")

    def fit(self, records: Sequence[Record], /, *, seed: int) -> Artefact:
        """The network after `steps` updates on `records`.

        Raises:
            RecipeError: none of the records is a problem that fits into `context`.
        """
        problems = [record.payload for record in records if isinstance(record.payload, Problem)]
        alphabet = Alphabet.of(problems, self.pieces)
        taught = lessons(problems, alphabet, show=self.show, context=self.context)
        if not len(taught.ids):
            raise RecipeError(
                f"none of the {len(records)} records is a problem of at most {self.context} {self.pieces}",
                where=NAME,
                mend="raise context, or train on problems",
            )
        steps = self.steps
        if self.passes is not None:
            steps = max(1, round(self.passes * rows_of_a_pass(taught) / self.batch))
        shape = Shape(
            symbols=alphabet.size, width=self.width, layers=self.layers,
            heads=self.heads, steps=steps, batch=self.batch, rate=self.rate,
        )  # fmt: skip
        student = _Fitted(
            weights=train(taught, shape, _random(seed)),
            heads=self.heads,
            alphabet=alphabet,
            length=taught.ids.shape[1],
        )
        return Artefact(
            content=_pack(student, self),
            kind=KIND,
            made_by=NAME,
            from_data=sha256(b"".join(record.content for record in records)).hexdigest(),
        )

    def score(self, fitted: Artefact, exam: Sequence[Record], /) -> Scorecard:
        """The share of `exam` whose answer it writes exactly, overall and by every tag."""
        told = self.solve(fitted, [record.payload for record in exam if isinstance(record.payload, Problem)])
        answers = iter(told)
        right = [isinstance(item.payload, Problem) and next(answers).answer == item.payload.answer for item in exam]
        return Scorecard.of(exam, right)

    def solve(self, fitted: Artefact, problems: Sequence[Problem], /) -> list[Written]:
        """What the student writes under each question, greedily.

        Raises:
            InputError: the artefact is not a decoder's.
        """
        student = _unpack(fitted)
        asked = questions(problems, student.alphabet, length=student.length)
        full = write(student.weights, asked, heads=student.heads)
        sizes = asked.sizes.tolist()
        return [written(row, size, student.alphabet) for row, size in zip(full.tolist(), sizes, strict=True)]


class _Fitted(NamedTuple):
    """What an artefact holds: the network, what it reads, and the longest row that it was taught."""

    weights: Weights
    heads: int
    alphabet: Alphabet
    length: int


def _random(seed: int) -> np.random.Generator:
    """Weights and batches of a seed: hashed, so that neighbouring seeds share nothing."""
    key = blake2b(f"{seed}\0{NAME}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(key, "little")))


def _pack(student: _Fitted, dials: Decoder) -> bytes:
    """Weights, pieces and dials as one npz without pickles; the same values, the same bytes."""
    told = np.frombuffer(json.dumps(asdict(dials), sort_keys=True).encode(), np.uint8)
    symbols = np.frombuffer(json.dumps(student.alphabet.symbols).encode(), np.uint8)
    file = BytesIO()
    length = np.int32(student.length)
    np.savez(file, allow_pickle=False, dials=told, symbols=symbols, length=length, **student.weights)
    return file.getvalue()


def _unpack(fitted: Artefact) -> _Fitted:
    """What `_pack` wrote."""
    try:
        with np.load(BytesIO(fitted.content), allow_pickle=False) as file:
            values = dict(file)
        dials = json.loads(values.pop("dials").tobytes())
        alphabet = Alphabet(tuple(json.loads(values.pop("symbols").tobytes())), dials["pieces"])
        length = int(values.pop("length"))
        return _Fitted(weights=values, heads=int(dials["heads"]), alphabet=alphabet, length=length)
    except (ValueError, TypeError, KeyError, OSError, EOFError, BadZipFile) as broken:
        raise InputError(
            f"the artefact {fitted.digest[:12]} of kind {fitted.kind!r} is not a fitted decoder",
            where=NAME,
            mend=f"hand over what {NAME} fitted, of kind {KIND!r}",
        ) from broken
