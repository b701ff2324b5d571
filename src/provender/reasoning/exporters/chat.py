"""Chat JSONL for supervised fine-tuning: one conversation a line, with its lineage beside it.

    {"messages": [{"role": "user", "content": ...}, {"role": "assistant", "content": ...}], "provender": {...}}

The shape is the conversational one of the TRL documentation ("dataset formats") and of OpenAI fine-tuning files.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import NAMESPACE_URL, uuid5

from provender.core.protocols import Dataset, Judged
from provender.core.registry import exporter
from provender.reasoning.problem import Problem

_LINES = 2_000


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
        digest = str(cast("Mapping[str, Any]", dataset.facts)["digest"])
        mark = f"canary GUID {uuid5(NAMESPACE_URL, digest)}"
        lines: list[str] = []
        for judged in dataset.records():
            lines.append(self._line(judged, mark))
            if len(lines) == _LINES:
                yield "train.jsonl", "".join(lines).encode()
                lines = []
        yield "train.jsonl", "".join(lines).encode()

    def _line(self, judged: Judged, mark: str) -> str:
        """One conversation."""
        record = judged.record
        problem = record.payload
        if not isinstance(problem, Problem):
            return ""
        told = [("system", self.system)] if self.system else []
        told += [("user", problem.question), ("assistant", f"{problem.solution}\n{problem.answer}".strip())]
        origin = record.origin
        lineage = {
            "key": str(record.key),
            "source": origin.source,
            "version": origin.version,
            "recipe": origin.recipe,
            "seed": origin.seed,
            "index": origin.index,
            "teacher": origin.teacher,
            "lineage": origin.lineage,
            "depth": origin.depth,
            "parents": [str(parent) for parent in origin.parents],
            "tags": dict(record.tags),
            "grade": judged.grade,
            "passed": list(judged.passed),
            "canary": mark,
        }
        messages = [{"role": role, "content": text} for role, text in told]
        return json.dumps({"messages": messages, "provender": lineage}, ensure_ascii=False) + "\n"
