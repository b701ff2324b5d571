"""A set on which to calibrate a judge: solutions of which it is known which are wrong, where, and why.

    items.jsonl     {"id": "...", "question": ..., "solution": ..., "answer": ...}       what the judge is shown
    truth.jsonl     {"id": "...", "sound": false, "kind": "sign", "step": 2, "falsehood": ...}       what it is held to

Show a judge `items.jsonl` alone. Its sensitivity is the share of the wrong ones that it refuses, its specificity the
share of the sound ones that it lets pass; `kind` says what it is blind to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from provender.core.errors import RecipeError
from provender.core.protocols import Dataset, Judged
from provender.core.registry import exporter
from provender.core.seeds import stream
from provender.reasoning.exporters._lines import pieces
from provender.reasoning.exporters._wrongs import Wrong, check_kinds, wrongs
from provender.reasoning.problem import Problem


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWrongs:
    """Two JSONL files in the same order; each accepted record is in them once, sound or spoilt.

    Attributes:
        defects: chance that a record is spoilt, in (0, 1). A record that cannot be spoilt visibly stays sound.
        kinds: of errors, e.g. [converse, dropped_case]; none named: any.
        seed: of the choice and of the errors.

    Raises:
        RecipeError: `defects` is out of its range, or no error is of such a kind.

    Example:
        exports: [{name: reasoning/known_wrongs, dials: {defects: 0.3}}]
    """

    defects: float = 0.5
    kinds: tuple[str, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        check_kinds(self.kinds, where="reasoning/known_wrongs")
        if not 0 < self.defects < 1:
            raise RecipeError(
                f"defects={self.defects} is no share of the records",
                where="reasoning/known_wrongs",
                mend="give 0 < defects < 1, e.g. 0.3",
            )

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields both files in pieces, the items first."""
        yield from pieces("items.jsonl", (self._item(judged, wrong) for judged, wrong in self._drawn(dataset)))
        yield from pieces("truth.jsonl", (self._truth(judged, wrong) for judged, wrong in self._drawn(dataset)))

    def _drawn(self, dataset: Dataset) -> Iterator[tuple[Judged, Wrong | None]]:
        """Each accepted problem with the error that was planted in it, if one was."""
        for judged in dataset.records():
            if not isinstance(judged.record.payload, Problem):
                continue
            rng = stream(self.seed, int.from_bytes(judged.record.content[:8], "little"), "reasoning/known_wrongs")
            spoil = rng.below(10**6) < self.defects * 10**6
            yield judged, next(wrongs(judged, most=1, seed=self.seed, kinds=self.kinds), None) if spoil else None

    def _item(self, judged: Judged, wrong: Wrong | None) -> dict[str, object]:
        """What the judge sees: nothing in it tells whether it was spoilt."""
        problem = wrong.problem if wrong else judged.record.payload
        assert isinstance(problem, Problem)
        return {
            "id": _name(judged),
            "question": problem.question,
            "solution": problem.solution,
            "answer": problem.answer,
        }

    def _truth(self, judged: Judged, wrong: Wrong | None) -> dict[str, object]:
        """What is known of the item; steps count from 1, and one past the last step is the answer."""
        told: dict[str, object] = {"id": _name(judged), "sound": wrong is None, "tags": dict(judged.record.tags)}
        if wrong:
            told |= {"kind": wrong.kind, "step": wrong.step + 1, "falsehood": wrong.falsehood}
        return told


def _name(judged: Judged) -> str:
    """A name that is the same in both files and says nothing of what the item is."""
    return blake2b(str(judged.record.key).encode(), digest_size=8).hexdigest()
