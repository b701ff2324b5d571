"""Zebra puzzles: what clues and lists leave, one arrangement proved twice, hostile streets."""

from importlib.util import find_spec
from itertools import permutations, product
from typing import Any

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, problem_of, prose, with_step

from provender.core.errors import MissingExtra
from provender.core.registry import load
from provender.core.verdict import Outcome
from provender.reasoning.logic.generators._house_words import COLOURS, DRINKS, PETS, resident, thing
from provender.reasoning.logic.verifiers import _cp_sat, _streets
from provender.reasoning.logic.verifiers._house_words import ENTRY, HOUSES
from provender.reasoning.render.names import NAMES

NAME = "reasoning/logic/zebra"
LISTS = "Ama, Kofi, Wei; the cat, the dog, the goat"
STREET = (
    "3 houses stand in a row, numbered 1 to 3 from left to right. Each has one of every list: {lists}. {clues} "
    "Who lives in the house with the cat?"
)
CLUES = (
    "(1) Ama's house is directly left of the house with the cat. (2) Kofi's house is number 3. "
    "(3) The house with the goat is next to Kofi's house."
)
QUESTION = STREET.format(lists=LISTS, clues=CLUES)
SOLUTION = """By clue 2, Kofi's house is number 3.
By clue 3, the house with the goat is number 2.
Clue 1 leaves the house with the cat the numbers 2, 3.
Number 2 is the house with the goat, so the house with the cat is number 3.
Number 3 is both Kofi's house and the house with the cat, so Kofi lives there."""
BY_HAND = {
    "en": (QUESTION, SOLUTION, "Kofi"),
    "sw": (
        "Nyumba 2 zimepangwa kwa safu, namba 1 hadi 2 kutoka kushoto kwenda kulia. Kila moja ina kimoja cha kila "
        "orodha: Ama, Kofi; nyekundu, kijani. (1) Nyumba ya Ama iko mahali fulani kushoto mwa nyumba ya Kofi. "
        "(2) Nyumba ya kijani si namba 1. Nani anaishi katika nyumba ya kijani?",
        "Kwa kidokezo 1, nyumba ya Kofi ni namba 2.\nKwa kidokezo 2, nyumba ya kijani ni namba 2.\n"
        "Namba 2 ni nyumba ya Kofi na pia ni nyumba ya kijani, kwa hiyo Kofi anaishi humo.",
        "Kofi",
    ),
    "fr": (
        "Dans une rue, il y a 2 maisons, de 1 à 2 de gauche à droite, et chacune a un élément de chaque liste : "
        "Ama, Kofi ; l'eau, le thé. (1) La maison d'Ama est la maison avec le thé. (2) La maison avec l'eau est à côté "
        "de la maison d'Ama. (3) La maison avec le thé est le numéro 2. Trouve qui habite dans la maison avec l'eau.",
        "D'après l'indice 3, la maison avec le thé est le numéro 2.\n"
        "D'après l'indice 1, la maison d'Ama est le numéro 2.\n"
        "Le numéro 2 est la maison d'Ama, donc la maison de Kofi est le numéro 1.\n"
        "D'après l'indice 2, la maison avec l'eau est le numéro 1.\n"
        "Le numéro 1 est à la fois la maison de Kofi et la maison avec l'eau, donc Kofi y habite.",
        "Kofi",
    ),
    "es": (
        "Hay 2 casas en fila, numeradas del 1 al 2 de izquierda a derecha. Cada una tiene un elemento de cada lista: "
        "Ama, Kofi; el gato, la cabra. (1) La casa de Ama está justo a la izquierda de la casa con el gato. "
        "¿Quién vive en la casa con el gato?",
        "Por la pista 1, la casa con el gato es la número 2.\n"
        "Por la pista 1, la casa de Ama es la número 1.\n"
        "La número 1 es la casa de Ama, así que la casa de Kofi es la número 2.\n"
        "La número 2 es la casa de Kofi y también la casa con el gato, así que Kofi vive allí.",
        "Kofi",
    ),
    "de": (
        "In einer Straße gibt es 2 Häuser, von links nach rechts 1 bis 2, und jedes hat eines aus jeder Liste: Ama, "
        "Kofi; die Ziege, das Pferd; rot, weiß. (1) Das weiße Haus steht neben dem Haus mit dem Pferd. (2) Das rote "
        "Haus ist nicht das Haus von Ama. (3) Das Haus von Kofi steht direkt links von dem weißen Haus. "
        "Finde heraus, wer in dem Haus mit dem Pferd wohnt.",
        "Nach Hinweis 3 ist das Haus von Kofi Nummer 1.\nNach Hinweis 3 ist das weiße Haus Nummer 2.\n"
        "Nach Hinweis 1 ist das Haus mit dem Pferd Nummer 1.\n"
        "Nummer 1 ist das Haus von Kofi und auch das Haus mit dem Pferd, also wohnt Kofi dort.",
        "Kofi",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_solution_written_by_hand_is_proved(language: str) -> None:
    verdict = judged(NAME, prose(*BY_HAND[language], language=language))

    assert (verdict.outcome, verdict.reason) == (Outcome.PASS, "solved anew and every step proved")


@pytest.mark.parametrize(
    "sentence",
    [
        "By clue 1, Ama's house is number 1.",
        "Clue 1 leaves Ama's house the numbers 1, 3.",
        "Clue 1 leaves Ama's house the numbers 1, 2, 3.",
        "Clue 2 leaves Ama's house the numbers 1, 2.",
        "By clue 4, Kofi's house is number 3.",
        "By clue 2, Kofi's house is number 2.",
        "By clue 3, the house with the goat is number 2.",
        "Number 3 is Kofi's house, so Ama's house has the numbers 1, 2 left.",
        "Nothing else of its list can be number 3, so Kofi's house is number 3.",
        "Number 3 is both Kofi's house and the house with the cat, so Kofi lives there.",
        "By clue 2, Juma's house is number 3.",
    ],
)
def test_a_step_that_does_not_follow_is_failed(sentence: str) -> None:
    verdict = judged(NAME, prose(QUESTION, f"{sentence}\n{SOLUTION}", "Kofi"))

    assert (verdict.outcome, verdict.evidence.get("step", "1")) == (Outcome.FAIL, "1")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Number 2 is the house with the goat, so the house with the cat is number 3.\n", ""),
        ("Number 2 is the house with the goat, so", "Number 2 is Kofi's house, so"),
        ("so the house with the cat is number 3", "so the house with the dog is number 3"),
        ("so Kofi lives", "so Ama lives"),
        ("Number 3 is both Kofi's", "Number 2 is both Kofi's"),
        ("both Kofi's house and the house with the cat", "both the house with the cat and Kofi's house"),
    ],
)
def test_a_fault_further_on_is_failed(before: str, after: str) -> None:
    spoilt = SOLUTION.replace(before, after, 1)

    assert spoilt != SOLUTION
    assert judged(NAME, prose(QUESTION, spoilt, "Kofi")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("lists", "clues", "reason"),
    [
        (LISTS, CLUES.replace(" (3)", " (4)"), "question's clues are not numbered in order"),
        (LISTS, CLUES.replace("Kofi's house is number 3", "Kofi's house is purple"), "clue cannot be read"),
        (LISTS, CLUES.replace("number 3. ", "number 3. Ama sings. "), "clue cannot be read"),
        (LISTS, CLUES.replace("number 3", "number 4"), "clue speaks of what is in no list"),
        (LISTS, CLUES.replace("the house with the cat", "the red house"), "clue speaks of what is in no list"),
        ("Ama, Kofi; the cat, the dog, the goat", CLUES, "question's lists are not as long as its street"),
        ("Ama, Kofi, Ama; the cat, the dog, the goat", CLUES,
         "question's lists repeat an entry or hold an unknown one"),
        ("Ama, Kofi, Wei; the cat, the dog, the whale", CLUES,
         "question's lists repeat an entry or hold an unknown one"),
        ("Ama, Kofi, Wei; the hen, the dog, the goat", "(1) Kofi's house is number 3.",
         "question asks for no thing of its lists"),
    ],
)  # fmt: skip
def test_an_unsound_street_is_refused(lists: str, clues: str, reason: str) -> None:
    question = STREET.format(lists=lists, clues=clues)

    assert judged(NAME, prose(question, SOLUTION, "Kofi")).reason == reason


SEVERAL = (
    STREET.format(lists=LISTS, clues="(1) Kofi's house is the house with the cat. (2) Kofi's house is number 3."),
    "By clue 2, Kofi's house is number 3.\nBy clue 1, the house with the cat is number 3.\n"
    "Number 3 is both Kofi's house and the house with the cat, so Kofi lives there.",
    "Kofi",
)


@pytest.mark.parametrize("prover", ["search", "cp_sat"])
def test_both_provers_prove_that_there_is_one_arrangement(prover: str) -> None:
    if prover == "cp_sat" and find_spec("ortools") is None:
        pytest.skip("the extra `reasoning` is not installed")
    verifier = load("verifier", NAME, {"prover": prover})
    records = [record for level in (1, 3, 5) for record in made(NAME, count=4, level=level)]

    assert {verdict.outcome for verdict in verifier(records)} == {Outcome.PASS}
    assert verifier([prose(*SEVERAL)])[0].reason == "question has several solutions"


@pytest.mark.parametrize("family", ["zebra", "sudoku"])
def test_a_prover_that_is_not_installed_is_refused_with_its_mend(family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_cp_sat, "find_spec", lambda package: None)

    assert load("verifier", f"reasoning/logic/{family}")
    with pytest.raises(MissingExtra, match=r"provender\[reasoning\]"):
        load("verifier", f"reasoning/logic/{family}", {"prover": "cp_sat"})


def test_a_search_that_takes_too_long_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_streets, "_MOST_NODES", 2)
    verdict = judged(NAME, prose(QUESTION, SOLUTION, "Kofi"))

    assert (verdict.outcome, verdict.reason) == (Outcome.ABSTAIN, "the search took too long")


@pytest.mark.parametrize("level", [1, 2])
def test_one_arrangement_of_all_fits_the_clues_and_every_clue_is_needed(level: int) -> None:
    for record in made(NAME, count=10, level=level):
        told = derivation_of(record)
        lists = problem_of(record).question.partition("list: ")[2].partition(". (1)")[0].split("; ")
        parts = [part.split(", ") for part in lists]
        keys = [parts[0], *([ENTRY["en"][entry] for entry in part] for part in parts[1:])]
        streets = [
            {thing: house for part in row for house, thing in enumerate(part, 1)}
            for row in product(*(permutations(part) for part in keys))
        ]
        held = [{place for place, clue in enumerate(told.givens) if holds(clue, street)} for street in streets]
        clues = len(told.givens)

        assert sum(len(some) == clues for some in held) == 1
        for place in range(clues):
            assert sum(len(some | {place}) == clues for some in held) > 1


def holds(clue: Any, street: dict[str, int]) -> bool:
    """Whether a clue is true of a street, as plainly as can be."""
    one, two = street[clue.args[0]], street.get(clue.args[1], clue.args[1])
    true: dict[str, bool] = {
        "at": one == two,
        "not_at": one != two,
        "same": one == two,
        "different": one != two,
        "next_left": two - one == 1,
        "left": one < two,
        "beside": two - one in (1, -1),
    }
    return true[clue.relation]


def test_no_step_names_more_than_it_needs_or_less() -> None:
    for record in made(NAME, count=6, level=3):
        for place, step in enumerate(derivation_of(record).steps):
            for use in step.uses:
                rest = tuple(other for other in step.uses if other != use)
                assert judged(NAME, with_step(record, place, uses=rest)).outcome is Outcome.FAIL


@pytest.mark.parametrize("language", ["en", "sw", "fr", "es", "de"])
def test_every_house_reads_back(language: str) -> None:
    words = {key: thing(language, key) for key in (*PETS, *DRINKS, *COLOURS)}
    words |= {name: resident(language, name) for name in NAMES}

    for key, said in words.items():
        assert HOUSES[f"house{language}"][1](said.house) == key
        assert HOUSES[f"near{language}"][1](said.beside) == key
