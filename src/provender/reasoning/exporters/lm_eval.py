"""A task for EleutherAI's lm-evaluation-harness: questions with one right answer, matched exactly.

    lm_eval --model hf --model_args pretrained=... --tasks provender --include_path export/reasoning-lm_eval

The folder holds the task (YAML, the harness's "task guide") and its questions (JSON Lines).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.errors import RecipeError
from provender.core.protocols import Dataset, Judged
from provender.core.registry import exporter
from provender.reasoning.exporters._lines import canary, lineage, pieces
from provender.reasoning.problem import Problem

_TASK = """\
# {canary}
task: {task}
dataset_path: json
dataset_kwargs:
  data_files:
    test: test.jsonl
test_split: test
output_type: generate_until
doc_to_text: "{{{{question}}}}\\n"
doc_to_target: "{{{{answer}}}}"
generation_kwargs:
  until: ["\\n\\n"]
  do_sample: false
filter_list:
  - name: last_line
    filter:
      - function: regex
        regex_pattern: "([^\\n]+)\\\\s*$"
      - function: take_first
metric_list:
  - metric: exact_match
    aggregation: mean
    higher_is_better: true
metadata:
  version: 1.0
"""


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class LmEval:
    """A task file and its questions; a model's last line is held against the answer.

    Attributes:
        task: the name under which the harness finds it: letters, digits and underscores.

    Raises:
        RecipeError: `task` is no such name.

    Example:
        exports: [reasoning/lm_eval]
    """

    task: str = "provender"

    def __post_init__(self) -> None:
        if not (self.task.isascii() and self.task.isidentifier()):
            raise RecipeError(
                f"{self.task!r} is no name for a task",
                where="reasoning/lm_eval",
                mend="give letters, digits and underscores, e.g. provender_gcd",
            )

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields the task, then its questions in pieces."""
        mark = canary(dataset)
        yield f"{self.task}.yaml", _TASK.format(canary=mark, task=self.task).encode()
        rows = (row for judged in dataset.records() if (row := _row(judged, mark)))
        yield from pieces("test.jsonl", rows)


def _row(judged: Judged, mark: str) -> dict[str, object] | None:
    """One question; the lineage names the verifier, so that a reward may be computed from it."""
    problem = judged.record.payload
    if not isinstance(problem, Problem):
        return None
    return {"question": problem.question, "answer": problem.answer, "provender": lineage(judged, mark)}
