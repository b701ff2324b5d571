"""Knights and knaves: one solution, proofs by cases, and faults caught by name."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, problem_of, prose

from provender.core.verdict import Outcome
from provender.reasoning.logic.verifiers.knights_and_knaves import _columns, _exactly
from provender.reasoning.read import islands
from provender.reasoning.render.names import NAMES

NAME = "reasoning/logic/knights_and_knaves"

FRAME = "Knights always tell the truth and knaves always lie. "
ASKED = " Who is a knight and who is a knave?"
QUESTION = (
    f'{FRAME}Kenji says: "Chidi is a knight." Chidi says: "Kenji and Yuki are of the same kind." '
    f'Yuki says: "All of us are knights."{ASKED}'
)
SOLUTION = """Suppose Kenji is a knave.
Then Kenji lies, so Chidi is a knave.
Then Chidi lies, so Yuki is a knight.
That contradicts what Yuki says.
So Kenji is a knight.
Kenji tells the truth, so Chidi is a knight.
Chidi tells the truth, so Yuki is a knight."""
ANSWER = "Kenji is a knight, Chidi is a knight, Yuki is a knight"
SWALI = (
    'Wakweli husema kweli daima na waongo husema uongo daima. Kenji anasema: "Chidi ni mkweli." '
    'Chidi anasema: "Kenji na Yuki ni wa aina moja." Yuki anasema: "Sote ni wakweli." '
    "Nani ni mkweli na nani ni mwongo?"
)
SULUHISHO = """Tuseme Kenji ni mwongo.
Basi Kenji anasema uongo, kwa hiyo Chidi ni mwongo.
Basi Chidi anasema uongo, kwa hiyo Yuki ni mkweli.
Hilo linapingana na kauli ya Yuki.
Kwa hiyo Kenji ni mkweli.
Kenji anasema kweli, kwa hiyo Chidi ni mkweli.
Chidi anasema kweli, kwa hiyo Yuki ni mkweli."""
JIBU = "Kenji ni mkweli, Chidi ni mkweli, Yuki ni mkweli"

FRENCH = (
    "Les chevaliers disent toujours la vérité et les valets mentent toujours. Kenji dit : « Chidi est un chevalier. » "
    "Chidi dit : « Kenji et Yuki sont de la même sorte. » Yuki dit : « Si je suis un chevalier, alors Kenji est un "
    "chevalier. » Qui est un chevalier et qui est un valet ?",
    """D'après ce que dit Yuki, Kenji est un chevalier.
Ce que dit Yuki est vrai, donc Yuki est un chevalier.
Kenji dit la vérité, donc Chidi est un chevalier.""",
    "Kenji est un chevalier, Chidi est un chevalier, Yuki est un chevalier",
)
SPANISH = (
    'Los caballeros siempre dicen la verdad y los bribones siempre mienten. Kenji dice: "Yo soy un caballero u Omar es '
    'un caballero". Omar dice: "Kenji e Ines son de tipos distintos". Ines dice: "Ninguno de nosotros es un '
    'caballero". ¿Quién es un caballero y quién es un bribón?',
    """Lo que dice Ines es falso, así que Ines es un bribón.
Supongamos que Kenji es un bribón.
Entonces Kenji miente, así que Omar es un bribón.
Eso contradice lo que dice Ines.
Por lo tanto, Kenji es un caballero.
Lo que dice Omar es verdadero, así que Omar es un caballero.""",
    "Kenji es un caballero, Omar es un caballero, Ines es un bribón",
)
GERMAN = (
    "Ritter sagen immer die Wahrheit und Schurken lügen immer. Kenji sagt: „Wenn Yuki ein Ritter ist, dann bin ich "
    "ein Schurke.“ Yuki sagt: „Keiner von uns ist ein Ritter.“ Wer ist ein Ritter und wer ist ein Schurke?",
    """Was Yuki sagt, ist falsch, also ist Yuki ein Schurke.
Was Kenji sagt, ist wahr, also ist Kenji ein Ritter.""",
    "Kenji ist ein Ritter, Yuki ist ein Schurke",
)


def test_a_proof_written_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOLUTION, ANSWER)).outcome is Outcome.PASS
    assert judged(NAME, prose(SWALI, SULUHISHO, JIBU, language="sw")).outcome is Outcome.PASS
    for language, told in (("fr", FRENCH), ("es", SPANISH), ("de", GERMAN)):
        assert judged(NAME, prose(*told, language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("told", "before", "after", "reason"),
    [
        (FRENCH, "dit la vérité, donc Chidi", "ment, donc Chidi", "claim does not follow: the statement is not what"),
        (SPANISH, "bribón.\nEso", "caballero.\nEso", "claim does not follow"),
        (
            GERMAN,
            "Was Kenji sagt, ist wahr",
            "Dann ist wahr, was Kenji sagt",
            "stands on the wrong side of a supposition",
        ),
        (GERMAN, "also ist Kenji ein", "also Kenji ist ein", "sentence cannot be read"),
    ],
)
def test_a_fault_is_named_in_every_language(told: tuple[str, str, str], before: str, after: str, reason: str) -> None:
    question, solution, answer = told
    spoilt = solution.replace(before, after, 1)

    assert spoilt != solution
    assert judged(NAME, prose(question, spoilt, answer)).reason.startswith(reason)


@pytest.mark.parametrize("language", ["fr", "es", "de"])
def test_statements_read_back_in_the_younger_languages(language: str) -> None:
    for level in (1, 3, 6):
        for record in made(NAME, count=60, level=level, language=language, seed=level):
            reading = islands.question(problem_of(record).question)
            assert reading == (language, [given_.args for given_ in derivation_of(record).givens])


@pytest.mark.parametrize(
    ("before", "after", "reason", "step"),
    [
        ("so Chidi is a knave", "so Chidi is a knight", "claim does not follow", 2),
        ("Then Kenji lies", "Then Kenji tells the truth",
         "claim does not follow: the statement is not what the sentence says", 2),
        ("Then Kenji lies", "Kenji lies", "stands on the wrong side of a supposition", 2),
        ("Then Kenji lies, so", "Then by what Kenji says,",
         "claim does not follow: the statement is not what the sentence says", 2),
        ("Then Chidi lies, so Yuki", "Then what Chidi says is false, so Yuki",
         "claim does not follow: the statement is not what the sentence says", 3),
        ("Then Chidi lies", "Then Yuki lies", "claim does not follow", 3),
        ("Then Chidi lies", "Then Rosa lies", "names a stranger", 3),
        ("so Yuki is a knight", "so Rosa is a knight", "speaks of a stranger", 3),
        ("Then Chidi lies, so Yuki is a knight", "Then Chidi lies, so Chidi is a knave",
         "says what is settled already", 3),
        ("Then Chidi lies, so Yuki is a knight", "Suppose Yuki is a knight", "supposes inside a supposition", 3),
        ("contradicts what Yuki", "contradicts what Kenji", "claim does not follow", 4),
        ("So Kenji is a knight", "So Kenji is a knave", "conclusion is not the opposite of what was supposed", 5),
        ("So Kenji is a knight", "So Chidi is a knight", "conclusion is not the opposite of what was supposed", 5),
        ("So Kenji is a knight.\n", "", "nothing is concluded from a contradiction", 5),
        ("Suppose Kenji is a knave.\n", "", "stands on the wrong side of a supposition", 1),
        ("That contradicts what Yuki says.\n", "", "conclusion is not the opposite of what was supposed", 4),
        ("Then Kenji", "then Kenji", "sentence cannot be read", 2),
        ("That contradicts what Yuki says.", "That contradicts what Yuki says", "sentence cannot be read", 4),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_step(before: str, after: str, reason: str, step: int) -> None:
    spoilt = SOLUTION.replace(before, after, 1)
    verdict = judged(NAME, prose(QUESTION, spoilt, ANSWER))

    assert spoilt != SOLUTION
    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, reason)
    assert verdict.evidence.get("step", str(step)) == str(step)


@pytest.mark.parametrize(
    ("solution", "reason"),
    [
        ("\n".join(SOLUTION.split("\n")[:5]), "solution stops before the goal"),
        ("\n".join(SOLUTION.split("\n")[:3]), "solution ends inside a supposition"),
        ("That contradicts what Yuki says.", "finds a contradiction where nothing is supposed"),
        ("", "sentence cannot be read"),
    ],
)
def test_a_proof_must_reach_the_goal(solution: str, reason: str) -> None:
    assert judged(NAME, prose(QUESTION, solution, ANSWER)).reason == reason


def test_a_step_that_serves_nothing_is_failed() -> None:
    question = QUESTION.replace(ASKED, f' Omar says: "Kenji is a knight."{ASKED}')
    answer = f"{ANSWER}, Omar is a knight"
    lines = [*SOLUTION.split("\n"), "What Omar says is true, so Omar is a knight."]
    idle = [*lines[:2], "Then what Omar says is false, so Omar is a knave.", *lines[2:]]

    assert judged(NAME, prose(question, "\n".join(lines), answer)).outcome is Outcome.PASS
    assert judged(NAME, prose(question, "\n".join(idle), answer)).reason == "step serves nothing"


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        ('Ama says: "Esi is a knight." Esi says: "Ama is a knight."', "question has several solutions"),
        ('Ama says: "Esi is a knight." Esi says: "Ama is a knave."', "question has no solution"),
        ('Ama says: "Esi is a knight." Esi says: "Omar is a knave."', "speaks of a stranger"),
        ('Ama says: "Esi is a knight." Ama says: "Esi is a knave."', "somebody speaks twice"),
    ],
)
def test_a_puzzle_without_one_solution_is_refused(statements: str, reason: str) -> None:
    assert judged(NAME, prose(f"{FRAME}{statements}{ASKED}", SOLUTION, ANSWER)).reason == reason


@pytest.mark.parametrize(
    "question",
    [
        "",
        ASKED,
        FRAME + ASKED,
        f'{FRAME}Ama says: "Esi is a knight."{ASKED}',
        f'{FRAME}Ama says: "Esi is a knight."  Esi says: "Ama is a knave."{ASKED}',
        f'{FRAME}Ama says: "Esi is a knight." Esi laughs. Esi says: "Ama is a knave."{ASKED}',
        f'{FRAME}Ama says: "Esi is a fool." Esi says: "Ama is a knave."{ASKED}',
        f'{FRAME}Ama says: "Exactly one of us is a knave." Esi says: "Ama is a knave."{ASKED}',
        f'Spies always lie. Ama says: "Esi is a knight." Esi says: "Ama is a knave."{ASKED}',
        FRAME + " ".join([f'A{"a" * n} says: "I am a knight or Ab is a knave."' for n in range(1, 40)]) + ASKED,
        QUESTION.replace("Yuki says", "Yuki anasema"),
    ],
)
def test_what_is_no_island_of_ours_is_left_alone(question: str) -> None:
    assert judged(NAME, prose(question, SOLUTION, ANSWER)).outcome is Outcome.ABSTAIN


def test_names_are_read_as_names() -> None:
    for name in NAMES:
        said = islands.step("en", f"Suppose {name} is a knave.")
        assert said is not None
        assert said.literal == ("knave", name)


def holds(statement: Any, kinds: dict[str, bool]) -> bool:
    """Whether a statement is true, worked out as plainly as can be."""
    relation, *parts = statement
    if relation in ("knight", "knave"):
        return kinds[parts[0]] is (relation == "knight")
    if relation == "count":
        return bool(sum(kinds.values()) == parts[0])
    if relation in ("same", "different"):
        return (kinds[parts[0]] is kinds[parts[1]]) is (relation == "same")
    first, second = holds(parts[0], kinds), holds(parts[1], kinds)
    return {"and": first and second, "or": first or second, "if": not first or second}[relation]


@given(seed=st.integers(0, 2**32), level=st.integers(1, 5))
@settings(max_examples=80, deadline=None)
def test_one_assignment_alone_fits(seed: int, level: int) -> None:
    told = derivation_of(made(NAME, seed=seed, count=1, level=level)[0])
    said: Any = [given_.args for given_ in told.givens]
    names = [speaker for speaker, _ in said]

    fits = []
    for row in product((False, True), repeat=len(names)):
        kinds = dict(zip(names, row, strict=True))
        if all(holds(statement, kinds) == kinds[speaker] for speaker, statement in said):
            fits.append(("and", *[("knight" if kinds[name] else "knave", name) for name in names]))
    assert fits == [told.answer]


@given(seed=st.integers(0, 2**32), level=st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_every_claim_but_a_supposition_is_true(seed: int, level: int) -> None:
    told = derivation_of(made(NAME, seed=seed, count=1, level=level)[0])
    answer: Any = told.answer
    kinds = {name: kind == "knight" for kind, name in answer[1:]}

    for step in told.steps:
        claim, args = step.claim, step.claim.args
        if claim.relation in ("knight", "knave"):
            assert holds((claim.relation, *args), kinds)
        elif claim.relation == "if":
            assert holds(("if", *args), kinds)
        elif claim.relation == "impossible":
            assert not holds(args[0], kinds)


@pytest.mark.parametrize("people", [1, 2, 3, 4, 5, 6])
def test_the_truth_table_counts_right(people: int) -> None:
    columns = _columns(people)

    for row in range(1 << people):
        knights = [bool(column >> row & 1) for column in columns]
        assert knights == [bool(row >> i & 1) for i in range(people)]
        assert [bool(_exactly(people, k) >> row & 1) for k in range(people + 2)] == [
            sum(knights) == k for k in range(people + 2)
        ]


@pytest.mark.parametrize(("level", "people"), [(1, 2), (2, 3), (3, 3), (4, 4), (5, 5), (6, 6)])
def test_a_level_has_its_number_of_people(level: int, people: int) -> None:
    for record in made(NAME, count=50, level=level):
        assert len(derivation_of(record).givens) == people
        assert islands.question(problem_of(record).question) is not None
