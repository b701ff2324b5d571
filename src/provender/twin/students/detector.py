"""A small detector of pedestrians, cyclists and vehicles, and its marks by how well each of them could be seen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from io import BytesIO
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from provender.core.artefact import Artefact
from provender.core.errors import InputError, RecipeError
from provender.core.record import Record
from provender.core.registry import student
from provender.core.verdict import Scorecard
from provender.twin.students._network import Detections, Shape, Weights, detect, draw, train
from provender.twin.students._pictures import Pictures, pictures
from provender.twin.students._slices import asked, scorecard

NAME = "twin/detector"
KIND = "provender/detector-npz"


@student
@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """A convolutional network that finds pedestrians, cyclists and vehicles in frames, or in the frames of clips.

    Its mark is COCO's average precision at an overlap of a half, a mean over the three classes. Asked for is who is
    `least` pixels high or more, at least a tenth shown, and of a contrast that can be perceived; whoever else is there
    may be found or not. Marks apart have, beside every tag: `shown` (little, part, most or all of somebody), `contrast`
    (none, faint, middling, strong: after fog and dark), light, fog, precipitation and layout as they show, and of
    pedestrians `age`, `tone` and `build`, in all pictures and by each light. In a part, what is found where nothing
    is counts as wrong in those pictures alone that hold somebody of that part.

    Attributes:
        wide: pixels to which wider pictures are reduced, by whole numbers.
        width: channels of the finer half; the coarser has twice as many. 16 makes 49,000 weights.
        passes: how often each picture is looked at.
        steps: updates, in place of `passes` where it is set.
        batch: pictures in an update.
        window: pixels of the width of the piece of each that is looked at in learning, mostly about somebody, every
            class in turn, three fifths as high; 0 looks at whole pictures. Small things are learned sooner from pieces.
        rate: of learning, warmed up and let down along a cosine.
        least: pixels of height from which on somebody is asked for.

    Guarantees:
        The same pictures and seed, the same bytes (same wheels, same CPU level), in whatever order they come.

    Example:
        student: {name: twin/detector, dials: {passes: 6}}
    """

    wide: int = 320
    width: int = 16
    passes: float = 12.0
    steps: int | None = None
    batch: int = 8
    window: int = 0
    rate: float = 6e-3
    least: float = 8.0

    def __post_init__(self) -> None:
        if min(self.wide, self.width, self.batch) < 1 or (self.steps is not None and self.steps < 1):
            raise RecipeError("a dial is out of its range", where=NAME, mend="give wide, width, batch, steps >= 1")
        if self.window and not (self.window >= 40 and self.window % 8 == 0):
            raise RecipeError(
                f"window={self.window} is no piece of a picture", where=NAME, mend="give 40 or more in steps of 8, or 0"
            )
        if not (self.passes > 0 and 0 < self.rate < 1 and self.least >= 0):
            mend = "give passes > 0, 0 < rate < 1 and least >= 0"
            raise RecipeError("a dial is out of its range", where=NAME, mend=mend)

    def fit(self, records: Sequence[Record], /, *, seed: int) -> Artefact:
        """The network after its updates on `records`.

        Raises:
            RecipeError: none of the records is a picture, or they are not of one size.
        """
        ordered = sorted(records, key=lambda record: (record.content, record.key))
        taught = pictures(ordered, wide=self.wide, where=NAME)
        seen = sha256(b"".join(record.content for record in ordered)).hexdigest()
        return self.learned(taught, seed=seed, seen=seen)

    def learned(self, taught: Pictures, /, *, seed: int, seen: str = "") -> Artefact:
        """As `fit`, of pictures already taken out of their records, whose digest is `seen`."""
        updates = self.steps or max(1, round(self.passes * len(taught.colours) / self.batch))
        shape = Shape(width=self.width, steps=updates, batch=self.batch, window=self.window, rate=self.rate)
        weights = train(taught, asked(taught, self.least), shape, _random(seed))
        about = {"wide": self.wide, "width": self.width}
        file = BytesIO()
        told = np.frombuffer(json.dumps(about, sort_keys=True).encode(), np.uint8)
        np.savez(file, allow_pickle=False, about=told, **{name: weights[name] for name in sorted(weights)})
        return Artefact(content=file.getvalue(), kind=KIND, made_by=NAME, from_data=seen)

    def score(self, fitted: Artefact, exam: Sequence[Record], /) -> Scorecard:
        """Average precision on `exam`, overall and in every part of it.

        Raises:
            InputError: the artefact is another student's.
            RecipeError: none of the records is a picture, or they are not of one size.
        """
        return self.marks(fitted, pictures(exam, wide=_opened(fitted)[0], where=NAME))

    def marks(self, fitted: Artefact, truth: Pictures, /) -> Scorecard:
        """As `score`, of pictures already taken out of their records."""
        return scorecard(self.find(fitted, truth.colours), truth, least=self.least)

    def find(self, fitted: Artefact, colours: npt.NDArray[np.uint8], /) -> Detections:
        """What it sees in pictures (n, h, w, 3), in pixels.

        Raises:
            InputError: the artefact is another student's.
        """
        return detect(_opened(fitted)[1], colours)


def _random(seed: int) -> np.random.Generator:
    """Weights and batches of a seed: hashed, so that neighbouring seeds share nothing."""
    key = blake2b(f"{seed}\0{NAME}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(key, "little")))


def _opened(fitted: Artefact) -> tuple[int, Weights]:
    """The width of pictures, and the weights of an artefact.

    Raises:
        InputError: it is another student's.
    """
    try:
        with np.load(BytesIO(fitted.content), allow_pickle=False) as file:
            weights = dict(file)
        about = json.loads(weights.pop("about").tobytes())
        wide, width = int(about["wide"]), int(about["width"])
        shapes = {name: one.shape for name, one in draw(width, np.random.default_rng(0)).items()}
        if shapes != {name: one.shape for name, one in weights.items()}:
            raise ValueError("other weights")
    except (ValueError, TypeError, KeyError, OSError, EOFError, BadZipFile) as broken:
        raise InputError(
            f"the artefact {fitted.digest[:12]} of kind {fitted.kind!r} is no fitted detector",
            where=NAME,
            mend=f"hand over what {NAME} fitted, of kind {KIND!r}",
        ) from broken
    return wide, weights
