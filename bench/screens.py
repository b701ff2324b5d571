"""What each screen finds among 2,640 real answers: how many wrong ones, and how many right ones it hurts. 40 CPU s.

The answers are those of four language models to 660 questions; right is what the reference confirms. A screen
that refuses must hurt next to nothing; one that hurts more only points. Below, how many human questions the
grammar of `formalised` understands, and how often the reference agrees: on the three quarters of GSM8K's training
questions that the grammar was written on, on the last quarter, and on the 660 questions of the answers above.
"""

import os
from collections import Counter
from pathlib import Path

from bench.harness import finish, options, show
from bench.teacher_audit import FILE, HOME, votes_of

from provender.core.protocols import Verifier
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Interval, Outcome
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.answers import number
from provender.reasoning.words.verifiers.formalised import formalised

SCREENS: dict[str, list[dict[str, object]]] = {
    "prose_arithmetic": [{}],
    "answer_range": [{}],
    "question_unit": [{}],
    "unused_number": [{"refuse": True, "most": most} for most in (0, 1, 2)],
    "reused_number": [{"refuse": True}, {"refuse": True, "most": 2}],
    "quantities": [{}],
    "formalised": [{}],
}
TRAINED = "gsm8k/train.jsonl"
SEEN = 5605  # of the training questions: three quarters


def scored(screen: Verifier, records: list[Record], right: list[bool]) -> Counter[tuple[Outcome, bool]]:
    """(what was said, whether the answer is right) -> how often."""
    return Counter(zip((verdict.outcome for verdict in screen(records)), right, strict=True))


def formalising(data: str) -> dict[str, tuple[int, int, int]]:
    """Set of questions -> how many there are, how many are understood, how often the reference agrees."""
    trained = list(load("reader", "reasoning/gsm8k", {"path": str(Path(data) / TRAINED)})())
    others = list(load("reader", "reasoning/gsm8k", {"path": str(Path(data) / FILE)})())
    return {
        "seen": _agreeing(trained[:SEEN]),
        "unseen": _agreeing(trained[SEEN:]),
        "of the models": _agreeing(others),
    }


def _agreeing(records: list[Record]) -> tuple[int, int, int]:
    """Questions, those understood, those of them where the reference agrees."""
    problems = [record.payload for record in records if isinstance(record.payload, Problem)]
    found = [(formalised(problem.question), number(problem.answer)) for problem in problems]
    understood = [(value, truth) for value, truth in found if value is not None and truth is not None]
    return len(problems), len(understood), sum(truth.equals(value) for value, truth in understood)


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
    figures["formalising"] = _show_formalised(formalising(given.data))
    finish("screens", figures)


def _show_formalised(told_of: dict[str, tuple[int, int, int]]) -> dict[str, dict[str, int]]:
    """The table of human questions formalised, and its figures."""
    show(
        ("questions", "in all", "understood", "share", "reference agrees", "95 % interval"),
        [
            (name, n, read, f"{read / n:.1%}", f"{good / max(read, 1):.1%}", _told(Interval.wilson(good, read)))
            for name, (n, read, good) in told_of.items()
        ],
        title="human questions formalised",
    )
    return {
        name.replace(" ", "_"): {"questions": n, "understood": read, "agree": good}
        for name, (n, read, good) in told_of.items()
    }


def _told(interval: Interval) -> str:
    """An interval in words."""
    return f"{interval.low:.3f} to {interval.high:.3f}"


if __name__ == "__main__":
    main()
