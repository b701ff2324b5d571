"""Fallacies planted in logic: wrong at the step that is named and not before, in words that a judge can read."""

from functools import lru_cache

import pytest

from provender.core import registry
from provender.core.claim import Claim
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Corrupted, Outcome
from provender.reasoning.corruptions.tools.prose import FALLACIES, in_prose
from provender.reasoning.logic.verifiers._propositions import Table
from provender.reasoning.logic.verifiers.syllogisms import Venn
from provender.reasoning.problem import LANGUAGES, Problem

FOUND_IN = [
    ("affirming_the_consequent", "logic/natural_deduction"),
    ("affirming_the_consequent", "logic/horn_rules"),
    ("argument_from_ignorance", "logic/horn_rules"),
    ("converse", "logic/natural_deduction"),
    ("converse", "logic/syllogisms"),
    ("converse", "logic/horn_rules"),
    ("dropped_case", "logic/natural_deduction"),
    ("dropped_case", "logic/knights_and_knaves"),
    ("dropped_case", "logic/satisfiability"),
    ("dropped_case", "logic/zebra"),
    ("dropped_case", "combinatorics/counting"),
    ("undistributed_term", "logic/syllogisms"),
]
HARDLY_SO = {"step does not follow", "conclusion is not the opposite of what was supposed"}
every_place = pytest.mark.parametrize(("kind", "family"), FOUND_IN)


@lru_cache(maxsize=32)
def planted(kind: str, family: str) -> list[tuple[Record, Corrupted]]:
    """What a kind makes of some problems of a family, in all languages and two levels."""
    spoil = registry.load("corruption", f"reasoning/logic/{kind}")
    made = [
        record
        for language in LANGUAGES
        for level in (2, 4)
        for record in registry.load("generator", f"reasoning/{family}", {"language": language, "level": level})(
            Shard(seed=29, start=0, count=12 if "logic" in family else 90)
        )
    ]
    return [(record, bad) for record in made if (bad := spoil(record, seed=1))]


def solution(record: Record) -> Problem:
    """The payload, as the problem it is."""
    assert isinstance(record.payload, Problem)
    return record.payload


def _statement(claim: Claim) -> tuple[str, str, str]:
    """A claim about two groups."""
    x, y = claim.args
    return claim.relation, str(x), str(y)


@every_place
def test_a_fallacy_is_refuted_at_its_step_for_not_following(kind: str, family: str) -> None:
    judge = registry.load("verifier", f"reasoning/{family}")
    for _, bad in planted(kind, family):
        (verdict,) = judge([bad.record])

        assert verdict.outcome is Outcome.FAIL
        assert verdict.reason in HARDLY_SO
        assert bad.where == f"step {verdict.evidence['step']}"


@every_place
def test_a_fallacy_is_refuted_in_prose_at_the_same_step(kind: str, family: str) -> None:
    judge = registry.load("verifier", f"reasoning/{family}")
    for record, bad in planted(kind, family):
        plain = in_prose(record, bad)
        assert plain is not None
        (verdict,) = judge([plain.record])

        assert verdict.outcome is Outcome.FAIL
        assert bad.where == f"step {verdict.evidence['step']}"


@every_place
def test_a_fallacy_leaves_the_question_and_is_found_in_every_language(kind: str, family: str) -> None:
    found = planted(kind, family)

    assert {solution(record).language for record, _ in found} == set(LANGUAGES)
    assert all(solution(bad.record).question == solution(record).question for record, bad in found)


def test_all_fallacies_are_known_to_say_their_error_themselves() -> None:
    assert {kind for kind, _ in FOUND_IN} == FALLACIES
    assert {f"reasoning/logic/{kind}" for kind in FALLACIES} <= {*registry.names("corruption")}


def test_what_affirming_the_consequent_gives_is_not_entailed() -> None:
    for _, bad in planted("affirming_the_consequent", "logic/natural_deduction"):
        told = solution(bad.record).derivation
        assert told is not None
        (formula,) = told.steps[int(bad.where.split()[1]) - 1].claim.args
        table = Table([*(given.args[0] for given in told.givens), formula])
        rows = table.every
        for given in told.givens:
            rows &= table.true(given.args[0])

        assert rows & ~table.true(formula)


def test_what_an_undistributed_term_gives_follows_from_its_two_grounds_in_no_way() -> None:
    for _, bad in planted("undistributed_term", "logic/syllogisms"):
        told = solution(bad.record).derivation
        assert told is not None
        claim = told.steps[int(bad.where.split()[1]) - 1].claim
        statements = [_statement(given) for given in told.givens[:-1]]
        groups = list(dict.fromkeys(group for said in statements for group in said[1:]))
        peopled = told.givens[-1].relation == "nonempty"

        assert not Venn(statements, groups=groups, peopled=peopled).shows(_statement(claim))
