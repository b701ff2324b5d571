"""The verifier with a fitted judge of steps: it speaks beyond its thresholds alone, and below any formal check."""

import pytest

pytest.importorskip("jax", reason="the extra 'student' is not installed")

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.conformance.strangers import STRANGERS
from tests.reasoning.students.test_process_reward import fitted, told_by_people

from provender.core.artefact import Artefact
from provender.core.errors import InputError, RecipeError
from provender.core.protocols import Verifier
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.students._reward import Thresholds, chance, pack, unpack
from provender.reasoning.verifiers.process_reward import ProcessReward
from provender.stages.judges.rates import CALIBRATED, LAX, rates
from provender.stages.verify import verify
from provender.store.artefacts import encode

NAME = "reasoning/process_reward"


def settled(passes: float, refuses: float) -> Artefact:
    """A fitted judge with thresholds of ours."""
    judge = replace(unpack(fitted()), thresholds=Thresholds(passes, refuses))
    return replace(fitted(), content=pack(judge, {}))


def judge(tmp_path: Path, artefact: Artefact) -> ProcessReward:
    """The verifier, its artefact as a store writes it."""
    file = tmp_path / artefact.digest
    file.write_bytes(encode(artefact))
    part: ProcessReward = load("verifier", NAME, {"path": str(file), "digest": artefact.digest})
    return part


def middle() -> float:
    """The median chance of a fault among some problems."""
    asked = [each.worked for each in unpack(fitted()).golds]
    return sorted(chance(each or []) for each in unpack(fitted()).hazards(asked))[len(asked) // 2]


def test_it_speaks_beyond_its_thresholds_and_names_the_step(tmp_path: Path) -> None:
    records = told_by_people(20)
    at = middle()
    spoken = [judge(tmp_path, settled(*limits))(records) for limits in ((1.0, 2.0), (-1.0, 0.0), (-1.0, 2.0))]
    outcomes = [{verdict.outcome for verdict in verdicts} for verdicts in spoken]

    assert [{Outcome.PASS}, {Outcome.FAIL}, {Outcome.ABSTAIN}] == outcomes
    assert {Grade.SCREENED} == {verdict.grade for verdict in spoken[0]}
    assert all(1 <= int(verdict.evidence["step"]) <= 3 for verdicts in spoken for verdict in verdicts)
    assert {verdict.verifier for verdict in judge(tmp_path, settled(at, at + 1e-9))(records)} == {NAME}


def test_a_verdict_depends_on_no_neighbour_and_no_origin(tmp_path: Path) -> None:
    part, records = judge(tmp_path, settled(middle(), 0.99)), told_by_people(9)

    assert part(records) == [part([record])[0] for record in records]
    assert part(records[::-1]) == part(records)[::-1]
    assert [] == part([])


def test_it_is_silent_on_what_formal_checks_judge_and_on_what_shows_no_steps(tmp_path: Path) -> None:
    part = judge(tmp_path, settled(1.0, 2.0))
    formal = list(load("generator", "reasoning/arithmetic/gcd")(Shard(seed=1, start=0, count=2)))
    problem = told_by_people(1)[0]
    bare = replace(problem, payload=replace(problem.payload, prose=""))  # type: ignore[type-var]
    long = replace(problem, payload=replace(problem.payload, prose="word " * 5000))  # type: ignore[type-var]

    said = part([*STRANGERS, *formal, bare, long])

    assert {Outcome.ABSTAIN} == {verdict.outcome for verdict in said}
    assert {"formal", "shows", "longer"} <= {word for verdict in said for word in verdict.reason.split()}


def test_another_artefact_than_the_one_named_is_refused(tmp_path: Path) -> None:
    one, other = settled(0.1, 0.9), settled(0.2, 0.9)
    file = tmp_path / "judge"
    file.write_bytes(encode(one))
    part: ProcessReward = load("verifier", NAME, {"path": str(file), "digest": other.digest})

    with pytest.raises(InputError, match="not the artefact"):
        part(told_by_people(1))
    with pytest.raises(RecipeError, match="no digest"):
        load("verifier", NAME, {"path": str(file), "digest": "5d41"})
    file.write_bytes(one.content)  # bare, as from another store
    assert len(load("verifier", NAME, {"path": str(file), "digest": one.digest})(told_by_people(2))) == 2


class Formal:
    """Proves everything, or refuses everything."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        grade = Grade.PROVED if self._outcome is Outcome.PASS else None
        return [
            Verdict(record=each.key, verifier="f", outcome=self._outcome, grade=grade, reason="r") for each in records
        ]


@pytest.mark.parametrize(
    ("formal", "limits", "fate"),
    [
        (Outcome.PASS, (-1.0, 0.0), "accepted"),  # proved: its refusal is not heard
        (Outcome.FAIL, (1.0, 2.0), "rejected"),  # refuted: its pass does not help
        (Outcome.ABSTAIN, (-1.0, 0.0), "rejected"),
        (Outcome.ABSTAIN, (1.0, 2.0), "accepted"),
        (Outcome.ABSTAIN, (-1.0, 2.0), "rejected"),
    ],
)
def test_no_opinion_overrides_a_formal_verdict(
    tmp_path: Path, formal: Outcome, limits: tuple[float, float], fate: str
) -> None:
    judges: dict[str, Verifier] = {NAME: judge(tmp_path, settled(*limits)), "f": Formal(formal)}

    (told,) = verify(told_by_people(1), judges, accept=Grade.SCREENED, depth=9).judged

    assert fate == told.fate


def test_passes_of_an_untrusted_opinion_do_not_count(tmp_path: Path) -> None:
    judges = {NAME: judge(tmp_path, settled(1.0, 2.0))}
    (told,) = verify(told_by_people(1), judges, accept=Grade.SCREENED, depth=9, untrusted={NAME}).judged

    assert ("rejected", ()) == (told.fate, told.passed)


def test_it_is_measured_on_its_own_golds_and_one_that_passes_all_is_too_lax(tmp_path: Path) -> None:
    judge_all, silent = judge(tmp_path, settled(1.0, 2.0)), judge(tmp_path, settled(-1.0, 2.0))
    golds = judge_all.golds(400)
    many = golds * (70 // max(1, sum(gold.faulty for gold in golds)) + 1)
    states = [
        rates(NAME, many, part([gold.record for gold in many]), opines=True).state for part in (judge_all, silent)
    ]

    assert [LAX, CALIBRATED] == states
    assert {gold.faulty for gold in golds} == {True, False}
