"""A trained judge of steps, for solutions in free words that no formal check reads: an opinion, never a proof.

    verifiers:
      - reasoning/words/prose_arithmetic                   # formal first: no opinion overrides it
      - name: reasoning/process_reward
        dials: {path: runs/lessons/artefacts/5d41..., digest: 5d41...}

The student `reasoning/process_reward` fits it. It speaks beyond two thresholds, set on problems that it did not learn
from so that both of its error rates are bounded; between them it abstains. `provender calibrate` measures it on others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from provender.core.artefact import content_of
from provender.core.errors import RecipeError
from provender.core.files import locate
from provender.core.record import Origin, Record
from provender.core.registry import verifier
from provender.core.verdict import Gold, Grade, Outcome, Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.students._marked import Marked, worked_of
from provender.reasoning.students._reward import Fitted, chance, opened

NAME = "reasoning/process_reward"
_DIGITS = 64


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessReward:
    """Passes, as screened, what is hardly wrong; refuses what hardly holds, and names the step; else abstains.

    Abstains on a problem with a formal story, which formal checks judge, on one without steps, and on one that is
    longer than any it could learn from.

    Attributes:
        path: the file of the fitted judge: `artefacts/<digest>` of the run beside which it was trained.
        digest: of what was fitted, SHA-256 in hex, as `provender train` tells it: another judge is refused.

    Guarantees:
        Never passes with more than SCREENED; where its errors could not be bounded it never passes, or never refuses.
        None of its golds had a part in its training or in its thresholds.

    Raises:
        RecipeError: `digest` is no digest.

    Example:
        verifiers: [{name: reasoning/process_reward, dials: {path: judge.npz, digest: 5d41...}}]
    """

    screens: ClassVar[bool] = True
    opines: ClassVar[bool] = True

    path: str
    digest: str

    def __post_init__(self) -> None:
        if len(self.digest) != _DIGITS or not set(self.digest) <= set("0123456789abcdef"):
            what = f"digest={self.digest[:80]!r} is no digest"
            raise RecipeError(what, where=NAME, mend="give the 64 hex digits that `provender train` told")

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        judge = self._judge()
        shown = [record.payload for record in records if _is_shown(record)]
        told = iter(judge.hazards([worked_of(problem) for problem in shown if isinstance(problem, Problem)]))
        return [_verdict(record, next(told), judge) if _is_shown(record) else _silent(record) for record in records]

    def golds(self, count: int, /) -> list[Gold]:
        """Problems that were held out of its training, faulty and sound by turns."""
        return [_gold(at, marked) for at, marked in enumerate(self._judge().golds[:count])]

    def _judge(self) -> Fitted:
        """The fitted judge.

        Raises:
            InputError: there is no such file, or it holds another judge, or none.
        """
        file = locate(self.path, where=NAME)
        return _opened(file.absolute(), file.stat().st_mtime_ns, self.digest)


@lru_cache(maxsize=4)
def _opened(file: Path, _changed: int, digest: str) -> Fitted:
    """The judge in a file; another time of change is another file."""
    return opened(content_of(file.read_bytes(), digest, where=str(file)), where=str(file))


def _is_shown(record: Record) -> bool:
    """Whether a record is a solution in free words."""
    problem = record.payload
    return isinstance(problem, Problem) and problem.derivation is None and bool(worked_of(problem).steps)


def _silent(record: Record) -> Verdict:
    """No word on what formal checks judge, or on what shows no steps."""
    formal = isinstance(record.payload, Problem) and record.payload.derivation is not None
    reason = "it has a formal story, which formal checks judge" if formal else "it shows no steps in words"
    return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason=reason)


def _verdict(record: Record, hazards: list[float] | None, judge: Fitted) -> Verdict:
    """What the hazards of its steps come to."""
    outcome, grade, evidence = Outcome.ABSTAIN, None, dict[str, str]()
    if hazards is None:
        reason = "it is longer than any that it judges"
    else:
        wrong, worst = chance(hazards), max(range(len(hazards)), key=lambda place: hazards[place])
        evidence = {"chance of a fault": f"{wrong:.3f}", "step": str(worst + 1), "of": str(len(hazards))}
        reason = "it may hold a fault, and may not"
        if wrong <= judge.thresholds.passes:
            outcome, grade, reason = Outcome.PASS, Grade.SCREENED, "no step looks wrong"
        elif wrong >= judge.thresholds.refuses:
            outcome, reason = Outcome.FAIL, "a step looks wrong"
    return Verdict(record=record.key, verifier=NAME, outcome=outcome, grade=grade, reason=reason, evidence=evidence)


def _gold(at: int, marked: Marked) -> Gold:
    """A held-out problem as gold."""
    worked = marked.worked
    problem = Problem(worked.question, worked.answer, marked.language, None, "\n".join(worked.steps))
    origin = Origin(source=f"gold/{NAME}", version="1", recipe="", seed=0, index=at)
    slices = {"language": marked.language, "topic": marked.family}
    record = Record(payload=problem, origin=origin, tags=slices)
    return Gold(record=record, faulty=marked.wrong is not None, kind=marked.kind, slices=slices)
