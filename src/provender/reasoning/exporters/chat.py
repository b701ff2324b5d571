"""Chat JSONL for supervised fine-tuning: one conversation a line, with its lineage beside it.

    {"messages": [{"role": "user", "content": ...}, {"role": "assistant", "content": ...}], "provender": {...}}

The shape is the conversational one of the TRL documentation ("dataset formats") and of OpenAI fine-tuning files.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.protocols import Dataset, Judged
from provender.core.registry import exporter
from provender.reasoning.exporters._lines import canary, lineage, pieces
from provender.reasoning.problem import Problem


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One JSONL file; the assistant shows the worked solution, then the answer on a line of its own.

    Attributes:
        system: text of a first system message; "" has none.

    Example:
        exports: [reasoning/chat]
    """

    system: str = ""

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields the file in pieces."""
        mark = canary(dataset)
        told = (row for judged in dataset.records() if (row := self._row(judged, mark)))
        yield from pieces("train.jsonl", told)

    def _row(self, judged: Judged, mark: str) -> dict[str, object] | None:
        """One conversation; None for what is no problem in words."""
        problem = judged.record.payload
        if not isinstance(problem, Problem):
            return None
        told = [("system", self.system)] if self.system else []
        told += [("user", problem.question), ("assistant", f"{problem.solution}\n{problem.answer}".strip())]
        messages = [{"role": role, "content": text} for role, text in told]
        return {"messages": messages, "provender": lineage(judged, mark)}
