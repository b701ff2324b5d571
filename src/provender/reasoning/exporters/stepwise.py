"""Process-reward data: worked solutions cut into steps, each step labelled right or wrong by a formal check.

    {"prompt": "What is 47 + 38? ...", "completions": ["Ones: 7 + 8 = 15 ...", "Tens: ...", "95"],
     "labels": [true, false], "kind": "carry_slip", "first_wrong": 1, ...}

The shape is TRL's "stepwise supervision" (its documentation, "dataset formats"). Labels are exact: where Math-Shepherd
(arXiv 2312.08935) estimates a step's worth from rollouts, here a verifier has proved it, or refuted it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from provender.core.protocols import Dataset, Judged
from provender.core.registry import exporter
from provender.reasoning.exporters._lines import canary, lineage, pieces
from provender.reasoning.exporters._wrongs import check_kinds, wrongs
from provender.reasoning.problem import Problem


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class Stepwise:
    """One JSONL file: each accepted solution, and variants of it with a typed error. The answer is the last step.

    Attributes:
        wrongs: most wrong variants of each solution, each of another kind.
        after: what becomes of the steps after the first wrong one: "cut" leaves them out, as annotators of PRM800K do;
            "false" keeps them, labelled wrong.
        kinds: of errors, e.g. [converse, dropped_case]; none named: any.
        seed: of the errors.

    Guarantees:
        Every step before the first wrong one is proved; the first wrong one is refuted by the record's own verifier.

    Raises:
        UnknownName: no error is of such a kind.

    Example:
        exports: [{name: reasoning/stepwise, dials: {wrongs: 2}}]
    """

    wrongs: int = 1
    after: Literal["cut", "false"] = "cut"
    kinds: tuple[str, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        check_kinds(self.kinds, where="reasoning/stepwise")

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields the file in pieces."""
        mark = canary(dataset)
        yield from pieces("train.jsonl", (row for judged in dataset.records() for row in self._rows(judged, mark)))

    def _rows(self, judged: Judged, mark: str) -> Iterator[dict[str, object]]:
        """The sound solution and its wrong variants; nothing for prose, whose steps nobody has proved one by one."""
        problem = judged.record.payload
        if not isinstance(problem, Problem) or problem.derivation is None:
            return
        told = lineage(judged, mark)
        steps = [*(step.text for step in problem.derivation.steps), problem.answer]
        yield {"prompt": problem.question, "completions": steps, "labels": [True] * len(steps), "kind": "",
               "first_wrong": None, "falsehood": "", "provender": told}  # fmt: skip
        for wrong in wrongs(judged, most=self.wrongs, seed=self.seed, kinds=self.kinds):
            spoilt = [*wrong.sentences, wrong.problem.answer]
            spoilt = spoilt[: wrong.step + 1] if self.after == "cut" else spoilt
            labels = [place < wrong.step for place in range(len(spoilt))]
            yield {"prompt": problem.question, "completions": spoilt, "labels": labels, "kind": wrong.kind,
                   "first_wrong": wrong.step, "falsehood": wrong.falsehood, "provender": told}  # fmt: skip
