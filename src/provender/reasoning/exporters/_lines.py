"""What the JSON Lines exporters share: lines in pieces, a record's lineage, and the canary."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, cast
from uuid import NAMESPACE_URL, uuid5

from provender.core.protocols import Dataset, Judged

_LINES = 2_000


def pieces(name: str, rows: Iterable[Mapping[str, object]]) -> Iterator[tuple[str, bytes]]:
    """A JSON Lines file in pieces, at least one; each row a line."""
    rest = iter(rows)
    some = list(islice(rest, _LINES))
    while True:
        yield name, "".join([json.dumps(row, ensure_ascii=False) + "\n" for row in some]).encode()
        some = list(islice(rest, _LINES))
        if not some:
            return


def canary(dataset: Dataset) -> str:
    """A mark by which a model that was trained on this dataset can be told: a GUID of its digest."""
    digest = str(cast("Mapping[str, Any]", dataset.facts)["digest"])
    return f"canary GUID {uuid5(NAMESPACE_URL, digest)}"


def lineage(judged: Judged, mark: str) -> dict[str, object]:
    """Where a record comes from, and how firmly it holds."""
    record = judged.record
    origin = record.origin
    return {
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
