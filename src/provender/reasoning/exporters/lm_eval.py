"""A task for EleutherAI's lm-evaluation-harness: questions with one right answer, matched exactly.

    lm_eval --model hf --model_args pretrained=... --tasks provender --include_path export/reasoning-lm_eval

The folder holds the task (YAML, the harness's "task guide"), its questions (JSON Lines), and three lines of Python that
find the questions beside the task: the harness itself would look for them in the folder where it was started.
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
custom_dataset: !function {task}_questions.load
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

_QUESTIONS = """\
from pathlib import Path

from datasets import load_dataset


def load(**_):
    return load_dataset("json", data_files={"test": str(Path(__file__).with_name("test.jsonl"))})
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
        """Yields the task, what finds its questions, and these in pieces."""
        mark = canary(dataset)
        yield f"{self.task}.yaml", _TASK.format(canary=mark, task=self.task).encode()
        yield f"{self.task}_questions.py", _QUESTIONS.encode()
        rows = (row for judged in dataset.records() if (row := _row(judged, mark)))
        yield from pieces("test.jsonl", rows)


def _row(judged: Judged, mark: str) -> dict[str, object] | None:
    """One question; the lineage names the verifier, so that a reward may be computed from it."""
    problem = judged.record.payload
    if not isinstance(problem, Problem):
        return None
    return {"question": problem.question, "answer": problem.answer, "provender": lineage(judged, mark)}
