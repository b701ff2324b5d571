"""Every family of reasoning problems: what it made yesterday it makes today, levels grow, and no two are the same."""

from collections.abc import Mapping
from statistics import fmean

import pytest
from tests.conformance import goldens
from tests.conformance.parts import GENERATORS, generator, make, samples, wing

from provender.core import registry
from provender.core.claim import Term
from provender.core.record import Record
from provender.reasoning.difficulty import difficulty
from provender.reasoning.problem import LANGUAGES, LEVELS, Problem

FAMILIES = [name for name in GENERATORS if wing(name) == "reasoning"]
every_family = pytest.mark.parametrize("name", FAMILIES)

# Families whose questions are all calculations: one rule set serves them, told apart by the shape of the formula.
EXPRESSIONS = {"reasoning/arithmetic/sum_of_squares"}


def tags(name: str) -> Mapping[str, tuple[str, ...]]:
    """What the family can be asked for."""
    made: Mapping[str, tuple[str, ...]] = registry.find("generator", name).makes  # type: ignore[attr-defined]
    return made


def load_of(records: list[Record]) -> float:
    """The mean difficulty of problems with a derivation."""
    told = [record.payload.derivation for record in records if isinstance(record.payload, Problem)]
    return fmean(difficulty(derivation).load for derivation in told if derivation)


def goal_type(goal: Term) -> str:
    """The head of what is asked for."""
    return str(goal[0]) if isinstance(goal, tuple) else "symbol" if isinstance(goal, str) else "number"


@pytest.mark.parametrize("golden", goldens.kept(), ids=lambda golden: golden.partition("\t")[0])
def test_a_family_makes_what_its_version_made(golden: str) -> None:
    assert goldens.line(golden.partition("\t")[0]) == golden, "a new output is a new version: see goldens.py"


def test_every_family_has_one_golden() -> None:
    assert sorted(text.partition("\t")[0] for text in goldens.kept()) == goldens.MADE


@pytest.mark.parametrize("name", FAMILIES)
def test_a_higher_level_is_harder(name: str) -> None:
    levels = tags(name).get("level", ())
    loads = [load_of(make(generator(name, {"level": level}), 60, seed=5)) for level in levels]

    assert loads == sorted(set(loads)), dict(zip(levels, loads, strict=True))


@every_family
def test_a_family_seldom_repeats_an_abstract_problem(name: str) -> None:
    groups = [record.payload.group() for record in make(generator(name), 400, seed=5)]

    assert len(set(groups)) >= 390  # at 9,500 of 10,000, fewer than one in a million draws of 400 holds ten repeats


def test_no_two_families_share_rules_and_goal() -> None:
    seen: dict[tuple[frozenset[str], str], str] = {}
    for name in FAMILIES:
        payloads = [record.payload for record in samples(name)]
        told = [payload.derivation for payload in payloads if isinstance(payload, Problem) and payload.derivation]
        rules = frozenset(step.rule for derivation in told for step in derivation.steps)
        kind = (rules, goal_type(told[0].goal))
        if name not in EXPRESSIONS:
            assert kind not in seen, f"{name} and {seen[kind]} both ask for {kind}"
            seen[kind] = name


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_speaks_every_language_at_every_level(name: str) -> None:
    made = tags(name)

    assert made.get("language") == LANGUAGES
    assert made.get("level") == LEVELS
