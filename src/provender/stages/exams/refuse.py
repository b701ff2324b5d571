"""Decontamination: records that repeat an item of an exam are refused, the item named by its digest."""

from collections.abc import Sequence
from dataclasses import replace

from provender.core.protocols import Judged
from provender.stages.exams.index import Exams, Match
from provender.stages.verify import UNVERIFIED

DECONTAMINATE = "limits.decontaminate"


def refuse_exam_items(judged: Sequence[Judged], exams: Exams | None) -> list[Judged]:
    """The records, those refused that repeat an item; what a verifier failed stays as it is.

    Args:
        exams: fingerprints; None refuses nothing.

    Guarantees:
        A refusal tells the fingerprint's name, the item's number and digest, and how much is shared; never its text.
    """
    if exams is None:
        return list(judged)
    asked = [at for at, item in enumerate(judged) if item.fate == "accepted" or item.verifier == UNVERIFIED]
    kept = list(judged)
    for at, match in zip(asked, exams.look([judged[at].record.payload.text() for at in asked]), strict=True):
        if match is not None:
            kept[at] = _refused(judged[at], match)
    return kept


def _refused(item: Judged, match: Match) -> Judged:
    """The record, refused for what it repeats."""
    seen = {
        "item": f"{match.row} ({match.field})",
        "digest": match.digest,
        "words in a row": str(match.run),
        "alike": f"{match.alike:.0%}",
    }
    reason = f"repeats an item that is fingerprinted in {match.file}"
    return replace(item, fate="rejected", grade="", verifier=DECONTAMINATE, reason=reason, evidence=seen)
