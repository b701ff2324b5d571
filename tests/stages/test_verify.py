"""Verify: silence is no pass, one failure refuses, screened alone never verifies."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import MachineError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem
from provender.stages.verify import verify

SHARD = Shard(seed=0, start=0, count=1)


def _records(count=1, depth=0):
    origin = SHARD.origin("test", "1", 0)
    return [
        Record(payload=Problem("q", "a"), origin=type(origin)(**{**_plain(origin), "index": at, "depth": depth}))
        for at in range(count)
    ]


def _plain(origin):
    return {name: getattr(origin, name) for name in origin.__slots__}


def _says(outcome, grade=None, reason="so it is"):
    def verifier(records):
        return [Verdict(record=r.key, verifier="v", outcome=outcome, grade=grade, reason=reason) for r in records]

    return verifier


PASSES = [(Outcome.PASS, grade) for grade in Grade]
WORDS = [*PASSES, (Outcome.FAIL, None), (Outcome.ABSTAIN, None)]


@given(words=st.lists(st.sampled_from(WORDS), max_size=4), accept=st.sampled_from(list(Grade)))
def test_verify_accepts_only_on_a_good_enough_pass_and_no_failure(words, accept):
    verifiers = {str(at): _says(*word) for at, word in enumerate(words)}

    judged = verify(_records(), verifiers, accept=accept, depth=1).judged[0]

    passes = [grade for outcome, grade in words if outcome is Outcome.PASS]
    failed = any(outcome is Outcome.FAIL for outcome, _ in words)
    good = any(grade.meets(accept) for grade in passes) and not failed
    assert ("accepted" if good else "rejected") == judged.fate
    if good:
        assert min(passes, key=lambda grade: grade.rank).value == judged.grade
    assert judged.fate == "accepted" or judged.reason


def test_verify_refuses_what_lies_too_deep():
    judged = verify(_records(depth=2), {"v": _says(Outcome.PASS, Grade.PROVED)}, accept=Grade.PROVED, depth=1).judged

    assert ["limits.depth"] == [item.verifier for item in judged]


def test_verify_fails_only_the_record_that_breaks_a_verifier():
    def brittle(records):
        if any(record.origin.index == 1 for record in records):
            raise RuntimeError("boom")
        return _says(Outcome.PASS, Grade.PROVED)(records)

    judged = verify(_records(3), {"brittle": brittle}, accept=Grade.PROVED, depth=1).judged

    assert ["accepted", "rejected", "accepted"] == [item.fate for item in judged]
    assert "RuntimeError: boom" == judged[1].evidence["error"]


def test_verify_blames_no_record_for_what_the_machine_lacks():
    def walled(_):
        raise MachineError("no walls stand here", where="the sandbox", mend="install bubblewrap")

    with pytest.raises(MachineError, match="no walls stand here"):
        verify(_records(3), {"walled": walled}, accept=Grade.PROVED, depth=1)


def test_verify_counts_every_word():
    funnel = verify(_records(5), {"v": _says(Outcome.ABSTAIN)}, accept=Grade.PROVED, depth=1).funnel

    assert {"v": {"abstain": 5}} == funnel


def test_verify_refuses_a_verifier_that_skips_records():
    with pytest.raises(AssertionError, match="0 verdicts for 2 records"):
        verify(_records(2), {"v": lambda records: []}, accept=Grade.PROVED, depth=1)


@dataclass(frozen=True)
class _Choosy:
    """Passes what it is shown, and remembers it."""

    judges: ClassVar = {"topic": ("sums",)}
    shown: list[int]

    def __call__(self, records):
        self.shown.extend(record.origin.index for record in records)
        return _says(Outcome.PASS, Grade.PROVED)(records)


def test_verify_shows_a_verifier_only_the_kinds_that_it_judges():
    tagged = [
        replace(record, tags={"topic": topic} if topic else {})
        for record, topic in zip(_records(3), ("sums", "tales", ""), strict=True)
    ]
    choosy = _Choosy([])

    verified = verify(tagged, {"choosy": choosy}, accept=Grade.PROVED, depth=1)

    assert [0, 2] == choosy.shown, "a record that does not say its kind is shown to everybody"
    assert ["accepted", "rejected", "accepted"] == [item.fate for item in verified.judged]
    assert {"choosy": {"pass": 2, "abstain": 1}} == verified.funnel
