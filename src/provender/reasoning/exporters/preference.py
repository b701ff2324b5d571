"""Preference pairs: a proved solution, and the same with a typed error that its verifier refutes.

    {"prompt": [{"role": "user", ...}], "chosen": [{"role": "assistant", ...}], "rejected": [...], "kind": "carry_slip"}

The shape is TRL's conversational "preference" format (its documentation, "dataset formats"), as DPO reads it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.protocols import Dataset, Judged
from provender.core.registry import exporter
from provender.reasoning.exporters._lines import canary, lineage, pieces
from provender.reasoning.exporters._wrongs import check_kinds, wrongs
from provender.reasoning.problem import Problem


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One JSONL file of pairs that differ in one planted error and what follows from it, so in no matter of style.

    Attributes:
        wrongs: most pairs for each accepted solution, each with another kind of error.
        kinds: of errors, e.g. [converse, dropped_case]; none named: any.
        seed: of the errors.

    Guarantees:
        What is chosen is proved; what is rejected is refuted, from its text alone.

    Raises:
        UnknownName: no error is of such a kind.

    Example:
        exports: [reasoning/preference]
    """

    wrongs: int = 1
    kinds: tuple[str, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        check_kinds(self.kinds, where="reasoning/preference")

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields the file in pieces."""
        mark = canary(dataset)
        yield from pieces("train.jsonl", (row for judged in dataset.records() for row in self._pairs(judged, mark)))

    def _pairs(self, judged: Judged, mark: str) -> Iterator[dict[str, object]]:
        """The pairs of one accepted record."""
        sound = judged.record.payload
        if not isinstance(sound, Problem):
            return
        told = lineage(judged, mark)
        for wrong in wrongs(judged, most=self.wrongs, seed=self.seed, kinds=self.kinds):
            yield {
                "prompt": [{"role": "user", "content": sound.question}],
                "chosen": [{"role": "assistant", "content": _said(sound)}],
                "rejected": [{"role": "assistant", "content": _said(wrong.problem)}],
                "kind": wrong.kind,
                "falsehood": wrong.falsehood,
                "provender": told,
            }


def _said(problem: Problem) -> str:
    """Solution and answer as the assistant writes them."""
    return f"{problem.solution}\n{problem.answer}".strip()
