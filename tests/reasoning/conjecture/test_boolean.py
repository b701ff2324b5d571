"""Laws of Boolean algebra: what is known is not new, what is false is refuted, and MO2 is an ortholattice indeed."""

from itertools import product

import pytest
from tests.conformance.parts import generator, make

from provender.core import registry
from provender.core.record import Origin, Record
from provender.core.verdict import Outcome, Verdict
from provender.reasoning.conjecture.generators.boolean import _JOIN, _MEET, _OPPOSITE
from provender.reasoning.conjecture.verifiers.boolean import _in_mo2
from provender.reasoning.problem import Problem

NAME = "reasoning/conjecture/boolean"
ORIGIN = Origin(source="file", version="", recipe="", seed=0, index=0)
ELEMENTS = ("0", "1", "a", "a'", "b", "b'")
SASAKI = """p = 0, q = 0: 0 ∧ (¬0 ∨ 0) = 0 = 0 ∧ 0.
p = 0, q = 1: 0 ∧ (¬0 ∨ 1) = 0 = 0 ∧ 1.
p = 1, q = 0: 1 ∧ (¬1 ∨ 0) = 0 = 1 ∧ 0.
p = 1, q = 1: 1 ∧ (¬1 ∨ 1) = 1 = 1 ∧ 1.
In the ortholattice MO2, p = a, q = b makes the left side a and the right side 0.
All rows agree, and the laws of ortholattices do not give it."""


def verdict(law: str, prose: str) -> Verdict:
    """What is said of a law with a proof in prose."""
    problem = Problem(f"Prove that {law} in every Boolean algebra.", "proved, new to this library", prose=prose)
    (said,) = registry.load("verifier", NAME)([Record(payload=problem, origin=ORIGIN)])
    assert isinstance(said, Verdict)
    return said


def test_a_law_that_fails_in_an_ortholattice_is_new() -> None:
    assert verdict("p ∧ (¬p ∨ q) = p ∧ q", SASAKI).outcome is Outcome.PASS


@pytest.mark.parametrize("line", range(6))
def test_no_line_of_a_proof_can_be_spared(line: int) -> None:
    lines = SASAKI.split("\n")

    assert verdict("p ∧ (¬p ∨ q) = p ∧ q", "\n".join(lines[:line] + lines[line + 1 :])).outcome is Outcome.FAIL


@pytest.mark.parametrize("model", ["p = a, q = a", "p = 1, q = b", "p = 0, q = 1"])
def test_absorption_is_known(model: str) -> None:
    rows = [f"p = {p}, q = {q}: {p} ∧ ({p} ∨ {q}) = {p} = {p}." for p, q in product("01", repeat=2)]
    told = f"In the ortholattice MO2, {model} makes the left side a and the right side b."
    said = verdict("p ∧ (p ∨ q) = p", "\n".join([*rows, told, SASAKI.rsplit("\n", maxsplit=1)[-1]]))

    assert (said.outcome, said.evidence["step"]) == (Outcome.FAIL, "5")


@pytest.mark.parametrize("law", ["p ∧ (¬p ∨ q) = p ∨ q", "p ∧ (p ∨ q) = p ∧ q", "p ∧ (¬p ∨ q) = q", "p = p ∧ ¬p"])
def test_a_false_law_is_refuted(law: str) -> None:
    assert verdict(law, SASAKI).outcome is Outcome.FAIL


def test_mo2_keeps_every_law_of_ortholattices_on_both_sides() -> None:
    three = list(product(range(6), repeat=3))

    assert all(_MEET[x][y] == _MEET[y][x] and _MEET[x][_MEET[y][z]] == _MEET[_MEET[x][y]][z] for x, y, z in three)
    assert all(_MEET[x][_JOIN[x][y]] == x == _JOIN[x][_MEET[x][y]] for x, y, _ in three)
    assert all(
        _MEET[x][_OPPOSITE[x]] == 0 and _JOIN[x][_OPPOSITE[x]] == 1 and _OPPOSITE[_OPPOSITE[x]] == x for x in range(6)
    )
    assert all(_OPPOSITE[_MEET[x][y]] == _JOIN[_OPPOSITE[x]][_OPPOSITE[y]] for x, y, _ in three)
    for x, y in product(range(6), repeat=2):
        known = {"p": ELEMENTS[x], "q": ELEMENTS[y]}
        assert _in_mo2(("meet", "p", "q"), known) == ELEMENTS[_MEET[x][y]]
        assert _in_mo2(("join", "p", ("complement", "q")), known) == ELEMENTS[_JOIN[x][_OPPOSITE[y]]]


def test_small_laws_are_found_in_plenty() -> None:
    laws = {record.payload.text().split("\n")[0] for record in make(generator(NAME, {"level": 1}), 60)}

    assert any("¬" in law for law in laws)
    assert len(laws) > 40
