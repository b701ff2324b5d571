"""A judge of steps, learned from planted faults: which step of a worked solution is the first wrong one?

    student: {name: reasoning/process_reward}       # provender train fits it and keeps it beside the run

At each step a small network over clues says how likely it is that this step is wrong and all before it hold: a hazard,
as in survival analysis, so that a solution holds with the product of what is left. Labels come from typed corruptions
and, in free prose, from slips of plan, not from rollouts (Math-Shepherd, arXiv 2312.08935). Its word is an opinion,
below any formal check: the verifier of the same name speaks only beyond thresholds set on problems that it did not
learn from.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b, sha256

import numpy as np

from provender.core.artefact import Artefact
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import student
from provender.core.verdict import Scorecard
from provender.reasoning.problem import Problem
from provender.reasoning.students._clues import clues
from provender.reasoning.students._hazard import Shape, bags, train
from provender.reasoning.students._marked import Marked
from provender.reasoning.students._planted import kinds, planted
from provender.reasoning.students._reward import KIND, NAME, Fitted, Thresholds, auc, fits, pack, thresholds, unpack

_LEAST = {"width": 1, "hidden": 1, "batch": 1, "wrongs": 1}


@student
@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessReward:
    """A small network that looks at clues of each step: its sums, where their numbers come from, words beside them.

    Attributes:
        kinds: of faults to learn from, e.g. [stale_value, skipped]; none named: any.
        wrongs: most faulty variants of each record, each of another kind.
        passes: how often all of them are gone through.
        false_accepts, false_rejects: largest share of faulty solutions that its verifier may pass, and of sound ones
            that it may refuse, by exact 95 % bounds on problems held out; beyond them it abstains.
        batch, rate: steps in an update, and the highest learning rate.
        forget: share of a step's clues that are left out in each update, so that none is leaned on alone.
        width, hidden: sizes of the network.

    Guarantees:
        Same records in the same order, same seed: the same artefact, byte for byte (same wheels, same CPU level).
        A sixth of the problems sets the thresholds and a sixth measures; it learns from neither.

    Raises:
        RecipeError: a dial is out of range, or no fault is of such a kind.

    Example:
        student: {name: reasoning/process_reward, dials: {passes: 40}}
    """

    kinds: tuple[str, ...] = ()
    wrongs: int = 3
    passes: float = 20.0
    false_accepts: float = 0.02
    false_rejects: float = 0.05
    batch: int = 256
    rate: float = 3e-3
    forget: float = 0.3
    width: int = 16
    hidden: int = 32

    def __post_init__(self) -> None:
        for dial, least in _LEAST.items():
            if getattr(self, dial) < least:
                what = f"{dial}={getattr(self, dial)} is too small"
                raise RecipeError(what, where=NAME, mend=f"give {least} or more")
        shares = (self.rate, self.false_accepts, self.false_rejects)
        if not all(0 < share < 1 for share in shares) or self.passes <= 0 or not 0 <= self.forget < 1:
            what = "passes, rate, forget, false_accepts or false_rejects is out of range"
            raise RecipeError(what, where=NAME, mend="give passes > 0 and the others between 0 and 1")
        if odd := sorted({*self.kinds} - {*kinds()}):
            raise RecipeError(f"no fault is of the kind {odd[0]!r}", where=NAME, mend=f"there are {', '.join(kinds())}")

    def fit(self, records: Sequence[Record], /, *, seed: int) -> Artefact:
        """The network after `passes` over faults planted in `records`, with its thresholds and what measures it.

        Raises:
            RecipeError: none of the records is a worked problem.
        """
        parts: tuple[list[Marked], list[Marked], list[Marked]] = ([], [], [])
        for record in records:
            parts[_part(record, seed)].extend(planted(record, most=self.wrongs, seed=seed, among=self.kinds))
        fitted = self._learned(parts[0], seed)
        chances = fitted.chances([each.worked for each in parts[1]])
        settled = thresholds(parts[1], chances, accepts=self.false_accepts, rejects=self.false_rejects)
        return Artefact(
            content=pack(fitted.settled(settled, parts[2]), asdict(self)),
            kind=KIND,
            made_by=NAME,
            from_data=sha256(b"".join(record.content for record in records)).hexdigest(),
        )

    def _learned(self, marked: Sequence[Marked], seed: int) -> Fitted:
        """The network alone, which passes and refuses nothing yet."""
        shown = [(each.wrong, clues(each.worked)) for each in marked if fits(each.worked)]
        learned = [(row, float(place == wrong)) for wrong, rows in shown for place, row in _upto(wrong, rows)]
        if not learned:
            mend = "train on problems that show their steps"
            raise RecipeError("there is no worked problem to learn from", where=NAME, mend=mend)
        shape = Shape(
            width=self.width, hidden=self.hidden, rate=self.rate, forget=self.forget,
            steps=max(1, round(self.passes * len(learned) / self.batch)),
        )  # fmt: skip
        rows, wrong = bags([row for row, _ in learned]), np.array([bad for _, bad in learned], np.float32)
        weights = train(rows, wrong, shape=shape, batch=self.batch, rng=_random(seed))
        return Fitted(weights, self.forget, Thresholds(-1.0, 2.0), ())

    def score(self, fitted: Artefact, exam: Sequence[Record], /) -> Scorecard:
        """The share of `exam` in which it points at the right step: of each record one variant, half of them faulty.

        A sound one is right where no step is more likely wrong than not. Measures: `auc` of the chance of a fault,
        faulty solutions against sound ones.
        """
        judge = unpack(fitted)
        shown = [planted(record, most=1, seed=_EXAM) for record in exam]
        asked = [each[min(place % 2, len(each) - 1)] if each else None for place, each in enumerate(shown)]
        told = judge.hazards([each.worked for each in asked if each])
        said = iter(told)
        right = [each is not None and _points(next(said), each) for each in asked]
        chances = judge.chances([each.worked for each in asked if each])
        marks = Scorecard.of(exam, right)
        area = auc([each.wrong is not None for each in asked if each], chances)
        return Scorecard(
            overall=marks.overall, by_tag=marks.by_tag, n=marks.n, n_by_tag=marks.n_by_tag, interval=marks.interval,
            measure="of the faulty steps found", counted="solutions",
            measures={} if area is None else {"auc": area},
        )  # fmt: skip


_EXAM = 20_240_229  # of faults that are planted in an exam


def _upto(wrong: int | None, rows: Sequence[list[int]]) -> list[tuple[int, list[int]]]:
    """The steps up to the first wrong one, with their places: what follows it is learned from by nobody."""
    return list(enumerate(rows[: len(rows) if wrong is None else wrong + 1]))


def _points(hazards: Sequence[float] | None, marked: Marked) -> bool:
    """Whether the first step that is more likely wrong than not is the one that is."""
    first = None if hazards is None else next((place for place, one in enumerate(hazards) if one > 0.5), None)
    return hazards is not None and first == marked.wrong


def _part(record: Record, seed: int) -> int:
    """Whether a problem is learned from (0), sets thresholds (1) or measures (2); the same in every language."""
    problem = record.payload
    group = problem.group() if isinstance(problem, Problem) else record.content
    drawn = blake2b(group, digest_size=4, salt=str(seed).encode()[:16]).digest()
    return {4: 1, 5: 2}.get(int.from_bytes(drawn, "little") % 6, 0)


def _random(seed: int) -> np.random.Generator:
    """Weights and batches of a seed: hashed, so that neighbouring seeds share nothing."""
    key = blake2b(f"{seed}\0{NAME}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(key, "little")))
