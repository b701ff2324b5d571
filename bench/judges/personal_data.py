"""Personal data: what the finder finds of a gold set in five languages, and where it raises false alarms.

The gold set is made by code of its own (general/golds/personal_data): one e-mail, telephone, card, account, identity
number, address, birthday or name in a sentence, and as many sentences with orders, sums, formulas, ISBNs, versions,
dates and first names. It is made here and not by strangers, so read its figures as a floor for what was thought of.
Then records of all our families in every language, and GSM8K where it is at hand. Options: --golds, --records.

    recall         by language: share of the sentences with personal data that are refused     wanted: >= 0.98
    precision      by language: of those refused, share that hold personal data                wanted: >= 0.95
    false_alarms   records of our families that are refused                                    wanted: 0
    gsm8k          of its training problems, share refused
    us_per_record  CPU microseconds for a record of about 100 characters
"""

import json
import os
from collections import Counter
from pathlib import Path

from bench.judges.judge_cost import cut, records

from bench import harness
from provender.core.registry import load
from provender.core.verdict import Outcome
from provender.general.personal.find import find

NAME = "general/personal_data"


def rates(count: int) -> tuple[dict[str, float], dict[str, float], list[tuple[str, str, int, int]]]:
    """Recall and precision by language; by kind what was wrong."""
    golds = load("gold", NAME)(count, seed=11)
    verdicts = load("verifier", NAME)([gold.record for gold in golds])
    seen: Counter[tuple[str, bool, bool]] = Counter()
    wrong: Counter[tuple[str, bool, bool]] = Counter()
    for gold, verdict in zip(golds, verdicts, strict=True):
        refused = verdict.outcome is Outcome.FAIL
        seen[gold.slices["language"], gold.faulty, refused] += 1
        wrong[gold.kind, gold.faulty, refused] += 1
    languages = sorted({language for language, _, _ in seen})
    recall = {of: seen[of, True, True] / (seen[of, True, True] + seen[of, True, False]) for of in languages}
    precision = {of: seen[of, True, True] / (seen[of, True, True] + seen[of, False, True]) for of in languages}
    kinds = sorted({(kind, faulty) for kind, faulty, _ in wrong})
    rows = [
        (kind, "faulty" if faulty else "sound", wrong[kind, faulty, not faulty], wrong[kind, faulty, faulty])
        for kind, faulty in kinds
    ]
    return recall, precision, rows


def gsm8k() -> float | None:
    """Share of GSM8K's training problems in which something is found; None without the file."""
    home = Path(os.environ.get("PROVENDER_DATA") or Path(__file__).parents[3] / "shared" / "data")
    file = home / "gsm8k" / "train.jsonl"
    if not file.is_file():
        return None
    items = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return sum(bool(find(f"{item['question']}\n{item['answer']}")) for item in items) / len(items)


def main() -> None:
    """Measure and print."""
    given = harness.options(__doc__ or "", golds=20_000, records=6_000)
    recall, precision, rows = rates(given.golds)
    ours = [record.payload.text() for record in records(given.records, languages=True)]
    pieces = cut(ours)[:20_000]
    cost = harness.median(lambda: harness.cpu_seconds(lambda: [find(piece) for piece in pieces]))
    harness.show(("kind", "is", "wrong", "right"), rows, title=f"{given.golds:,} golds")
    harness.show(("language", "recall", "precision"), [(of, recall[of], precision[of]) for of in recall])
    figures = {
        "recall": {of: round(share, 4) for of, share in recall.items()},
        "precision": {of: round(share, 4) for of, share in precision.items()},
        "records": len(ours),
        "false_alarms": sum(bool(find(text)) for text in ours),
        "gsm8k": gsm8k(),
        "us_per_record": round(cost / len(pieces) * 1e6, 1),
    }
    harness.finish("personal_data", figures)


if __name__ == "__main__":
    main()
