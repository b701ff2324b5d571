"""What a person judged, the reader does not contradict: nothing true is called false, nothing false is called true."""

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from provender.reasoning.marks import unmark
from provender.reasoning.read.prose.claims import equations
from provender.reasoning.read.prose.judge import Truth

TABLE = Path(__file__).parents[2] / "wrongs" / "judged_sentences.tsv"
JUDGED = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]


def read(prose: str, start: int, end: int) -> str:
    """What the reader makes of a span, in the words of the judgement."""
    found = {claim.truth for claim in equations(prose) if start <= claim.equals < end}
    worst = next((truth for truth in (Truth.REFUTED, Truth.UNKNOWN, Truth.PROVED) if truth in found), None)
    return {Truth.REFUTED: "false", Truth.UNKNOWN: "open", Truth.PROVED: "true", None: "none"}[worst]


def test_the_judged_sentences_are_three_hundred() -> None:
    assert {"true": 190, "none": 60, "false": 43, "open": 7} == Counter(row[-1] for row in JUDGED)
    assert 300 == len({(row[0], row[1], row[2]) for row in JUDGED})


@pytest.mark.real
def test_the_reader_agrees_with_a_person(data: Path) -> None:
    lines = (data / "gsm8k" / "model_solutions.jsonl").read_text("utf-8").splitlines()
    seen: Counter[tuple[str, str]] = Counter()
    for line, writer, start, end, digest, judgement in JUDGED:
        told = json.loads(lines[int(line) - 1])[writer]
        prose = unmark(told if isinstance(told, str) else told["solution"]).prose
        assert sha256(prose[int(start) : int(end)].encode()).hexdigest() == digest
        seen[judgement, read(prose, int(start), int(end))] += 1

    contradicted = {pair: n for pair, n in seen.items() if set(pair) == {"true", "false"}}
    assert not contradicted
    assert not [pair for pair in seen if pair[0] in ("none", "open") and pair[1] == "false"]
    assert sum(n for (one, two), n in seen.items() if one == two) >= 291
