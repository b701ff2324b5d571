"""Syllogisms: all moods and figures against every pattern of regions; fallacies; people who refute."""

from itertools import product
from typing import Any

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, prose

from provender.core.verdict import Outcome
from provender.reasoning.logic.generators import _people
from provender.reasoning.logic.generators.syllogisms import FORMS, combined
from provender.reasoning.logic.verifiers._statements import MANY, ONE, STATEMENTS, Statement
from provender.reasoning.logic.verifiers.syllogisms import Venn

NAME = "reasoning/logic/syllogisms"
EMPTY = "A group may be empty."
PEOPLED = "Every group named has at least one member."
BY_HAND = {
    "en": (
        f"All cooks are poets. No poets are sailors. Some readers are sailors. {EMPTY} Does this follow? "
        "Some readers are not cooks.",
        "All cooks are poets; no poets are sailors; so no cooks are sailors.\n"
        "No cooks are sailors; some readers are sailors; so some readers are not cooks.",
        "yes",
    ),
    "sw": (
        "Taarifa: Wapishi wote ni washairi. Kila kundi lililotajwa lina angalau mtu mmoja. Je, haya ni matokeo? "
        "Baadhi ya wapishi ni washairi.",
        "Wapishi wote ni washairi; kuna wapishi; kwa hiyo baadhi ya wapishi ni washairi.",
        "ndiyo",
    ),
    "fr": (
        "Tous les poètes sont marins. Aucun marin n'est maçon. Un groupe peut être vide. Ceci en découle-t-il ? Aucun "
        "maçon n'est poète.",
        "Tous les poètes sont marins ; aucun marin n'est maçon ; donc aucun maçon n'est poète.",
        "oui",
    ),
    "es": (
        "Se sabe: Todos los cantantes son pintores. Algunos pintores no son poetas. Un grupo puede estar vacío. ¿Es "
        "esto una consecuencia? Algunos cantantes no son poetas.",
        "Supongamos que solo hay estas personas: pintor; cantante, pintor, poeta.\n"
        "Verdadero aquí: todos los cantantes son pintores.\n"
        "Verdadero aquí: algunos pintores no son poetas.\n"
        "Falso aquí: algunos cantantes no son poetas; así que no se deduce.",
        "no",
    ),
    "de": (
        "Alle Köche sind Sänger. Einige Ärzte sind keine Sänger. Eine Gruppe kann leer sein. Folgt dies? Einige Ärzte "
        "sind keine Köche.",
        "Alle Köche sind Sänger; einige Ärzte sind keine Sänger; also gilt: einige Ärzte sind keine Köche.",
        "ja",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_an_argument_written_by_hand_is_proved(language: str) -> None:
    verdict = judged(NAME, prose(*BY_HAND[language], language=language))

    assert (verdict.outcome, verdict.reason) == (Outcome.PASS, "solved anew and every step proved")


@pytest.mark.parametrize(
    ("second", "claim"),
    [
        ("Some poets are not sailors", "Some cooks are not sailors"),
        ("Some poets are sailors", "Some cooks are sailors"),
    ],
)
@pytest.mark.parametrize("world", [EMPTY, PEOPLED])
def test_the_undistributed_middle_proves_nothing(second: str, claim: str, world: str) -> None:
    # the two forms that reasoning-gym 0.1.25 answers by "Yes": 134 of its 1,000 items at seed 42 (its issue 536)
    question = f"All cooks are poets. {second}. {world} Does this follow? {claim}."
    people = "poet; cook, poet, sailor" if "not" in claim else "cook, poet; poet, sailor"
    shown = (
        f"Suppose there are just these people: {people}.\nTrue here: all cooks are poets.\n"
        f"True here: {second[0].lower()}{second[1:]}.\n"
        f"False here: {claim[0].lower()}{claim[1:]}; so it does not follow."
    )
    step = f"All cooks are poets; {second[0].lower()}{second[1:]}; so {claim[0].lower()}{claim[1:]}."

    assert judged(NAME, prose(question, shown, "no")).outcome is Outcome.PASS
    assert judged(NAME, prose(question, step, "yes")).reason == "step does not follow"


@pytest.mark.parametrize(
    "sentence",
    [
        "All poets are cooks; no poets are sailors; so no cooks are sailors.",
        "All cooks are poets; no poets are sailors; so all cooks are sailors.",
        "All cooks are poets; no poets are sailors; so some cooks are not sailors.",
        "All cooks are poets; no poets are sailors; so no readers are sailors.",
        "All cooks are poets; all cooks are poets; so all cooks are poets.",
        "All cooks are poets; some readers are sailors; so some readers are poets.",
        "All cooks are poets; there are cooks; so some cooks are poets.",
        "True here: all cooks are poets.",
        "All cooks are poet; no poets are sailors; so no cooks are sailors.",
    ],
)
def test_a_step_that_does_not_follow_is_failed(sentence: str) -> None:
    question, steps, answer = BY_HAND["en"]
    verdict = judged(NAME, prose(question, f"{sentence}\n{steps}", answer))

    assert (verdict.outcome, verdict.evidence.get("step", "1")) == (Outcome.FAIL, "1")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pintor; cantante, pintor, poeta", "pintor"),
        ("pintor; cantante, pintor, poeta", "pintor; cantante, poeta"),
        ("pintor; cantante, pintor, poeta", "cantante, pintor; cantante, pintor, poeta"),
        ("pintor; cantante, pintor, poeta", "pintor; cantante, pintor, poeta, poeta"),
        ("pintor; cantante, pintor, poeta", "pintor; cantante, pintor, poeta; médico"),
        ("Verdadero aquí: todos los cantantes son pintores.\n", ""),
        ("todos los cantantes son pintores", "todos los pintores son cantantes"),
        ("Falso aquí: algunos cantantes no son poetas", "Falso aquí: algunos poetas no son cantantes"),
    ],
)
def test_people_who_refute_nothing_are_failed(before: str, after: str) -> None:
    question, solution, answer = BY_HAND["es"]
    peopled = question.replace("Un grupo puede estar vacío.", "Cada grupo nombrado tiene al menos una persona.")
    spoilt = solution.replace(before, after, 1)

    assert spoilt != solution
    assert judged(NAME, prose(peopled, solution, answer, language="es")).outcome is Outcome.PASS
    assert judged(NAME, prose(peopled, spoilt, answer, language="es")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("premises", "reason"),
    [
        (f"All cooks are poets. No cooks are poets. {PEOPLED}", "premises contradict each other"),
        (f"All cooks are poets. Some cooks are not poets. {EMPTY}", "premises contradict each other"),
        (f"All cooks are poets. All cooks are poets. {EMPTY}", "question repeats itself"),
        (f"All cooks are cooks. {EMPTY}", "question repeats itself"),
        (f"Most cooks are poets. {EMPTY}", "premise cannot be read"),
        (f"All cooks are poets {EMPTY}", "premise cannot be read"),
    ],
)
def test_unsound_premises_are_refused(premises: str, reason: str) -> None:
    assert judged(NAME, prose(f"{premises} Does this follow? Some sailors are poets.", "", "no")).reason == reason


PATTERNS = range(1 << 8)  # which of the 8 regions of three groups have somebody in them


def holds(said: Statement, pattern: int, groups: str) -> bool:
    """Whether a statement is true where just the regions of a pattern are inhabited, region by region."""
    form, x, y = said
    inside = [bool(r >> groups.index(y) & 1) for r in range(8) if pattern >> r & 1 and r >> groups.index(x) & 1]
    return {"all": all(inside), "no": not any(inside), "some": any(inside), "some_not": not all(inside)}[form]


@pytest.mark.parametrize("peopled", [False, True])
def test_every_mood_and_figure_agrees_with_all_patterns_of_regions(peopled: bool) -> None:
    about: dict[str, list[Statement]] = {
        pair: [(form, *sides) for form in FORMS for sides in (pair, pair[::-1])] for pair in ("SM", "MP", "SP")
    }
    worlds = [p for p in PATTERNS if not peopled or all(any(p >> r & r >> g & 1 for r in range(8)) for g in range(3))]
    true = {said: {p for p in worlds if holds(said, p, "SMP")} for pair in about.values() for said in pair}
    valid = 0
    for one, two in product(about["SM"], about["MP"]):
        venn = Venn([one, two], groups="SMP", peopled=peopled)
        both = true[one] & true[two]
        for claim in about["SP"]:
            assert venn.shows(claim) == (both <= true[claim])
            assert peopled or (claim in combined(one, two)) == (both <= true[claim])
            valid += claim[1:] == ("S", "P") and both <= true[claim]
        assert venn.possible == bool(both)
    assert valid == (24 if peopled else 15)  # of the 256 syllogisms of the four figures, as the textbooks have it


@pytest.mark.parametrize("language", ["en", "sw", "fr", "es", "de"])
def test_every_statement_reads_back(language: str) -> None:
    read = STATEMENTS[f"said{language}"][1]
    for form, x, y in product(FORMS, _people.GROUPS, _people.GROUPS):
        assert read(_people.statement(language, (form, x, y))) == (form, x, y)
        assert read(_people.sentence(language, (form, x, y))[:-1]) == (form, x, y)
    for key in _people.GROUPS:
        one, many = _people.group(language, key)
        assert (ONE[language][one], MANY[language][many]) == (key, key)


def test_conclusions_that_need_members_are_drawn_where_there_are_some() -> None:
    rules: dict[Any, set[str]] = {}
    for record in made(NAME, count=200, level=2):
        told = derivation_of(record)
        rules.setdefault(told.givens[-1].relation, set()).update(step.rule for step in told.steps)

    assert "existence" in rules["nonempty"]
    assert "existence" not in rules["perhaps_empty"]
