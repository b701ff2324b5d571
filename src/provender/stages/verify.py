"""Verify: every verifier's word on every record, and the one decision that follows from them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from provender.core.errors import MachineError
from provender.core.protocols import Judged, Verifier
from provender.core.record import Record
from provender.core.verdict import Grade, Outcome, Verdict

UNVERIFIED = "unverified"
DEPTH = "limits.depth"


@dataclass(frozen=True, slots=True)
class Verified:
    """Decisions in the records' order, and how often each verifier passed, failed and abstained.

    Attributes:
        wrong: of each record, whether a judge of truth found it wrong while none that only screens refuses it: a probe
            of whoever made it. None where nobody knows, or a screen refuses it anyway.
    """

    judged: list[Judged]
    funnel: Mapping[str, Mapping[str, int]]
    wrong: list[bool | None]


def verify(
    records: Sequence[Record], verifiers: Mapping[str, Verifier], *, accept: Grade, depth: int,
    untrusted: Collection[str] = (), screens: Collection[str] = (),
) -> Verified:  # fmt: skip
    """Judge records.

    Args:
        verifiers: by name, in the recipe's order.
        accept: weakest grade that verifies a record.
        depth: most models between a record and the world.
        untrusted: verifiers whose passes only screen, since too little is known of their errors, or too much.
        screens: verifiers that never do more; what they refuse says nothing of how often its maker errs.

    Guarantees:
        A record is accepted only if some verifier passed it with `accept` or better and none failed it.
        Of one that `opines`, as models do, no refusal beside a formal pass counts, and no pass while it is untrusted.
        Silence is not a pass; a verifier that breaks on a record fails it.
        What a verifier mends is mended first, so that all of them judge what will be kept.

    Raises:
        MachineError: what a verifier judges by is not there, such as a sandbox or an optional package.
    """
    for verifier in verifiers.values():
        if hasattr(verifier, "mend"):
            records = verifier.mend(records)
    said: list[list[Verdict]] = [[] for _ in records]
    funnel: dict[str, dict[str, int]] = {}
    opinions: set[str] = set()
    for name, verifier in verifiers.items():
        asked = _asked(verifier, records)
        verdicts = _verdicts(verifier, [records[row] for row in asked], name=name) if asked else []
        if getattr(verifier, "opines", False):
            opinions.add(name)
        if name in untrusted:
            verdicts = [_screening(verdict, opinion=name in opinions) for verdict in verdicts]
        for row, verdict in zip(asked, verdicts, strict=True):
            said[row].append(verdict)
        counts = Counter([verdict.outcome.value for verdict in verdicts])
        counts[Outcome.ABSTAIN.value] += len(records) - len(asked)
        funnel[name] = {word: count for word, count in sorted(counts.items()) if count}
    judged = [
        _decide(record, _standing(verdicts, opinions), accept=accept, depth=depth)
        for record, verdicts in zip(records, said, strict=True)
    ]
    return Verified(judged, funnel, [_wrong(verdicts, {*untrusted, *screens}) for verdicts in said])


def _wrong(verdicts: Sequence[Verdict], screens: Collection[str]) -> bool | None:
    """Whether a record is known to be wrong, or right, where no screen refuses it; None where nobody knows."""
    refused = {verdict.verifier in screens for verdict in verdicts if verdict.outcome is Outcome.FAIL}
    if True in refused:
        return None
    known = any(verdict.grade is not None and verdict.grade is not Grade.SCREENED for verdict in verdicts)
    return bool(refused) if refused or known else None


def _standing(verdicts: Sequence[Verdict], opinions: Collection[str]) -> Sequence[Verdict]:
    """What counts: beside a formal pass no opinion is heard that refuses."""
    if not opinions or not any(verdict.grade in (Grade.PROVED, Grade.ANCHORED) for verdict in verdicts):
        return verdicts
    return [each for each in verdicts if each.outcome is not Outcome.FAIL or each.verifier not in opinions]


def _screening(verdict: Verdict, *, opinion: bool) -> Verdict:
    """The verdict of a judge that may refuse and not verify; of one that only opines, a pass is then nothing."""
    if opinion and verdict.outcome is Outcome.PASS:
        return replace(
            verdict, outcome=Outcome.ABSTAIN, grade=None, reason="too little is known of this judge's errors"
        )
    return replace(verdict, grade=Grade.SCREENED) if verdict.outcome is Outcome.PASS else verdict


def _asked(verifier: Verifier, records: Sequence[Record]) -> Sequence[int]:
    """Rows that a verifier is shown: all, but for those whose tags say that they are none of its kind.

    A tag can only narrow who is asked, never make a pass: who judges that kind checks the tag too.
    """
    kinds: Mapping[str, tuple[str, ...]] = getattr(verifier, "judges", {})
    rows: Sequence[int] = range(len(records))
    for tag, values in kinds.items():
        rows = [row for row in rows if records[row].tags.get(tag, values[0]) in values]
    return rows


def _verdicts(verifier: Verifier, records: Sequence[Record], *, name: str) -> Sequence[Verdict]:
    """One verdict a record; a verifier that raises fails only the records that make it raise."""
    try:
        verdicts = verifier(records)
    except MachineError:
        raise  # no record's fault, and no record can be judged until it is mended
    except Exception as error:
        if len(records) == 1:
            return [_broke(records[0], name, error)]
        return [verdict for record in records for verdict in _verdicts(verifier, [record], name=name)]
    if len(verdicts) != len(records):
        raise AssertionError(f"{name} gave {len(verdicts)} verdicts for {len(records)} records")
    return verdicts


def _broke(record: Record, name: str, error: Exception) -> Verdict:
    """The verdict of a verifier that raised: a record that breaks a check is not let through."""
    return Verdict(
        record=record.key,
        verifier=name,
        outcome=Outcome.FAIL,
        reason="the verifier broke on this record",
        evidence={"error": f"{type(error).__name__}: {str(error)[:200]}"},
    )


def _decide(record: Record, verdicts: Sequence[Verdict], *, accept: Grade, depth: int) -> Judged:
    """The decision on one record; its first failure, or its strongest pass, is the one named."""
    best: Verdict | None = None
    passed: list[str] = []
    for verdict in verdicts:
        if verdict.outcome is Outcome.FAIL:
            return _rejected(record, verdict, verdicts)
        if verdict.outcome is Outcome.PASS and verdict.grade is not None:
            passed.append(verdict.verifier)
            if best is None or (best.grade is not None and verdict.grade.rank < best.grade.rank):
                best = verdict
    if record.origin.depth > depth:
        reason = f"too deep: {record.origin.depth} models lie between it and the world"
        return Judged(record=record, fate="rejected", verifier=DEPTH, reason=reason, passed=tuple(passed))
    if best is None or best.grade is None or not best.grade.meets(accept):
        return _unverified(record, best, tuple(passed), accept)
    return Judged(
        record=record,
        fate="accepted",
        grade=best.grade.value,
        verifier=best.verifier,
        reason=best.reason,
        evidence=best.evidence,
        passed=tuple(passed),
    )


def _rejected(record: Record, verdict: Verdict, verdicts: Sequence[Verdict]) -> Judged:
    """Refused by a verifier."""
    passed = tuple(other.verifier for other in verdicts if other.outcome is Outcome.PASS)
    return Judged(
        record=record,
        fate="rejected",
        verifier=verdict.verifier,
        reason=verdict.reason,
        evidence=verdict.evidence,
        passed=passed,
    )


def _unverified(record: Record, best: Verdict | None, passed: tuple[str, ...], accept: Grade) -> Judged:
    """Refused because nobody could say enough."""
    if best is None or best.grade is None:
        reason = "every verifier abstained"
    else:
        reason = f"only {best.grade.value}, and the recipe accepts {accept.value}"
    return Judged(record=record, fate="rejected", verifier=UNVERIFIED, reason=reason, passed=passed)
