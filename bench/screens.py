"""What each screen finds among 2,640 real answers: how many wrong ones, and how many right ones it hurts. 30 CPU s.

The answers are those of four language models to 660 questions; right is what the reference confirms. A screen
that refuses must hurt next to nothing; one that hurts more only points.
"""

import os
from collections import Counter
from pathlib import Path

from bench.harness import finish, options, show
from bench.teacher_audit import FILE, HOME, votes_of

from provender.core.protocols import Verifier
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Outcome

SCREENS: dict[str, list[dict[str, object]]] = {
    "prose_arithmetic": [{}],
    "answer_range": [{}],
    "question_unit": [{}],
    "unused_number": [{"refuse": True, "most": most} for most in (0, 1, 2)],
    "reused_number": [{"refuse": True}, {"refuse": True, "most": 2}],
    "quantities": [{}],
}


def scored(screen: Verifier, records: list[Record], right: list[bool]) -> Counter[tuple[Outcome, bool]]:
    """(what was said, whether the answer is right) -> how often."""
    return Counter(zip((verdict.outcome for verdict in screen(records)), right, strict=True))


def main() -> None:
    """Screen, count, print."""
    given = options(__doc__ or "", data=os.environ.get("PROVENDER_DATA") or str(HOME.parent / "shared" / "data"))
    if not (Path(given.data) / FILE).is_file():
        raise SystemExit(f"there is no {FILE} in {given.data}: set PROVENDER_DATA to the folder of real data")
    told, votes = votes_of(given.data)
    pairs = [
        (each, bool(good))
        for row, goods in zip(told.answers, votes.right, strict=True)
        for each, good in zip(row, goods, strict=True)
        if each is not None
    ]
    records, right = [record for record, _ in pairs], [good for _, good in pairs]
    rows: list[tuple[object, ...]] = []
    figures: dict[str, object] = {"answers": len(records), "right": sum(right)}
    for name, settings in SCREENS.items():
        for dials in settings:
            counts = scored(load("verifier", f"reasoning/words/{name}", dials), records, right)
            found, hurt = counts[Outcome.FAIL, False], counts[Outcome.FAIL, True]
            most = f" most={dials['most']}" if "most" in dials else ""
            silent = counts[Outcome.ABSTAIN, False] + counts[Outcome.ABSTAIN, True]
            rows.append((f"{name}{most}", found, hurt, f"{found / max(found + hurt, 1):.1%}", silent))
            figures[f"{name}{most}".replace(" most=", "_")] = {"wrong_found": found, "right_hurt": hurt}
    show(
        ("screen, refusing", "wrong found", "right hurt", "of what it finds wrong", "silent"),
        rows,
        title=f"{len(records) - sum(right):,} wrong and {sum(right):,} right answers",
    )
    finish("screens", figures)


if __name__ == "__main__":
    main()
