"""Marks: a side file that says of every record that it is synthetic, who made it, from what, and who judged it.

    {"key": "...", "content": "<hex>", "synthetic": true, "dataset": "<sha256>", "source": "...", "version": "1",
     "teacher": {"name": "...", "lineage": "...", "part": "openai", "model": "..."}, "depth": 1, "parents": [],
     "recipe": "<sha256>", "seed": 0, "index": 7, "prompt": "<sha256>", "licence": "CC-BY-4.0",
     "sources": [{"name": "berlin.osm", "licence": "© OpenStreetMap contributors ..."}],
     "verdicts": {"grade": "proved", "passed": [{"judge": "...", "version": "..."}]}}

`teacher` and `prompt` are null for what no model wrote, `licence` where the dial says nothing; a judge without a
version of its own has Provender's. One line a record, in the order of the data. Every export has the same as
`marks.parquet` beside it; this is for whoever wants lines. They join by `key`, source:seed:index, or by `content`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

from provender.core.protocols import Dataset, Judged
from provender.core.registry import exporter

_LINES = 2_000
_NOTHING: Mapping[str, str] = {}


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """One JSON Lines file, `marks.jsonl`.

    Attributes:
        licences: generator's or reader's name -> licence of what it draws from, as an SPDX identifier.

    Example:
        exports: [reasoning/chat, {name: general/marks, dials: {licences: {reasoning/words/quantities: CC0-1.0}}}]
    """

    licences: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields the file in pieces, at least one."""
        facts = cast("Mapping[str, Any]", dataset.facts)
        rest = (json.dumps(self._mark(judged, facts), ensure_ascii=False) + "\n" for judged in dataset.records())
        some = list(islice(rest, _LINES))
        while True:
            yield "marks.jsonl", "".join(some).encode()
            some = list(islice(rest, _LINES))
            if not some:
                return

    def _mark(self, judged: Judged, facts: Mapping[str, Any]) -> dict[str, object]:
        """One record's mark."""
        record, versions = judged.record, facts["versions"]
        origin = record.origin
        return {
            "key": str(record.key),
            "content": record.content.hex(),
            "synthetic": True,
            "dataset": facts["digest"],
            "source": origin.source,
            "version": origin.version,
            "teacher": _teacher(origin.teacher, origin.lineage, facts["recipe"]),
            "depth": origin.depth,
            "parents": [str(parent) for parent in origin.parents],
            "recipe": origin.recipe,
            "seed": origin.seed,
            "index": origin.index,
            "prompt": origin.prompt,
            "verdicts": {
                "grade": judged.grade,
                "passed": [
                    {"judge": name, "version": versions.get(name, versions["provender"])} for name in judged.passed
                ],
            },
            "licence": self.licences.get(origin.source),
            "sources": [
                {"name": each["name"], "licence": each["licence"]}
                for each in facts["sources"]
                if origin.source in each["behind"]
            ],
        }


def _teacher(name: str | None, lineage: str | None, recipe: Mapping[str, Any]) -> dict[str, object] | None:
    """Who wrote it: the recipe's name for it, its family, and the model that the recipe asked for; None for nobody."""
    if name is None:
        return None
    use = recipe["teachers"].get(name, {})
    return {"name": name, "lineage": lineage, "part": use.get("name"), "model": use.get("dials", {}).get("model")}
