"""Which input: by hand in every language, ways back that are left out, and questions with two inputs or none."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, payloads, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/code/input_abduction"
PROGRAM = """x = x + 3
if x > 10:
    x = x * 2
else:
    x = 20 - x
print(x)"""

ASKED = {
    "en": "This program was given a whole number x from 0 to 30 and printed 24. What was x?",
    "sw": "Ingizo x la programu hii ni namba nzima kuanzia 0 hadi 30. Je, ni x ipi inayoifanya ichapishe 24?",
    "fr": "L'entrée x de ce programme est un nombre entier de 0 à 30. Pour quel x affiche-t-il 24 ?",
    "es": "La entrada x de este programa es un número entero de 0 a 30. ¿Para qué x imprime 24?",
    "de": "Die Eingabe x dieses Programms ist eine ganze Zahl von 0 bis 30. Für welches x gibt es 24 aus?",
}
SOLVED = {
    "en": [
        "If line 3 made x = 24, x was 24 ÷ 2 = 12 before.",
        "Line 2: 12 > 10, so the first branch can have been taken.",
        "If line 1 made x = 12, x was 12 − 3 = 9 before.",
        "If line 5 made x = 24, x was 20 − 24 = -4 before.",
        "Line 2: -4 <= 10, so the second branch can have been taken.",
        "If line 1 made x = -4, x was -4 − 3 = -7 before.",
        "-7 < 0: no such input.",
        "So the input was x = 9.",
    ],
    "sw": [
        "Ikiwa mstari wa 3 ulitoa x = 24, kabla yake x ilikuwa 24 ÷ 2 = 12.",
        "Mstari wa 2: 12 > 10, kwa hiyo tawi la kwanza linaweza kuwa lilifuatwa.",
        "Ikiwa mstari wa 1 ulitoa x = 12, kabla yake x ilikuwa 12 − 3 = 9.",
        "Ikiwa mstari wa 5 ulitoa x = 24, kabla yake x ilikuwa 20 − 24 = -4.",
        "Mstari wa 2: -4 <= 10, kwa hiyo tawi la pili linaweza kuwa lilifuatwa.",
        "Ikiwa mstari wa 1 ulitoa x = -4, kabla yake x ilikuwa -4 − 3 = -7.",
        "-7 < 0: hakuna ingizo kama hilo.",
        "Kwa hiyo ingizo lilikuwa x = 9.",
    ],
    "fr": [
        "Si la ligne 3 a donné x = 24, x valait avant 24 ÷ 2 = 12.",
        "Ligne 2 : 12 > 10, la première branche peut donc avoir été suivie.",
        "Si la ligne 1 a donné x = 12, x valait avant 12 − 3 = 9.",
        "Si la ligne 5 a donné x = 24, x valait avant 20 − 24 = -4.",
        "Ligne 2 : -4 <= 10, la seconde branche peut donc avoir été suivie.",
        "Si la ligne 1 a donné x = -4, x valait avant -4 − 3 = -7.",
        "-7 < 0 : ce n'est pas une entrée possible.",
        "L'entrée était donc x = 9.",
    ],
    "es": [
        "Si la línea 3 dio x = 24, antes x valía 24 ÷ 2 = 12.",
        "Línea 2: 12 > 10, así que pudo seguirse la primera rama.",
        "Si la línea 1 dio x = 12, antes x valía 12 − 3 = 9.",
        "Si la línea 5 dio x = 24, antes x valía 20 − 24 = -4.",
        "Línea 2: -4 <= 10, así que pudo seguirse la segunda rama.",
        "Si la línea 1 dio x = -4, antes x valía -4 − 3 = -7.",
        "-7 < 0: no hay tal entrada.",
        "Por lo tanto, la entrada era x = 9.",
    ],
    "de": [
        "Wenn Zeile 3 x = 24 ergab, war x davor 24 ÷ 2 = 12.",
        "Zeile 2: 12 > 10, also kann der erste Zweig genommen worden sein.",
        "Wenn Zeile 1 x = 12 ergab, war x davor 12 − 3 = 9.",
        "Wenn Zeile 5 x = 24 ergab, war x davor 20 − 24 = -4.",
        "Zeile 2: -4 <= 10, also kann der zweite Zweig genommen worden sein.",
        "Wenn Zeile 1 x = -4 ergab, war x davor -4 − 3 = -7.",
        "-7 < 0: Eine solche Eingabe gibt es nicht.",
        "Also war die Eingabe x = 9.",
    ],
}


def worked(language: str, program: str = PROGRAM) -> Worked:
    """The question and its solution."""
    return Worked(f"{ASKED[language]}\n\n```python\n{program}\n```", SOLVED[language], "9", language)


@pytest.mark.parametrize("language", ASKED)
def test_an_input_found_by_hand_is_proved(language: str) -> None:
    assert outcome(NAME, worked(language)) is Outcome.PASS


@pytest.mark.parametrize("gone", range(7))
def test_an_input_is_proved_only_when_every_way_back_has_been_followed(gone: int) -> None:
    told = list(SOLVED["en"])
    del told[gone]

    assert reason(NAME, worked("en")._replace(solution=told)) == "step does not follow"


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "If line 3 made x = 24, x was 24 ÷ 2 = 11 before."),
        (0, "If line 3 made x = 20, x was 20 ÷ 2 = 10 before."),  # true of another output
        (0, "Line 3 cannot have made 24: it is not divisible by 2."),
        (1, "Line 2: 12 > 10, so the second branch was not taken."),  # true, of the other branch
        (1, "Line 2: 12 <= 10, so the first branch was not taken."),
        (3, "If line 5 made x = 24, x was 24 − 20 = 4 before."),  # the wrong way round
        (6, "-7 < 1: no such input."),
        (7, "So the input was x = -7."),
    ],
)
def test_a_step_that_does_not_follow_is_failed(place: int, sentence: str) -> None:
    assert reason(NAME, with_sentence(worked("en"), place, sentence)) == "step does not follow"


@pytest.mark.parametrize(
    ("program", "wanted"),
    [
        ("x = x + 90\nprint(x)", "question has no input, or more than one"),
        ("if x > 10:\n    x = x + 3\nelse:\n    x = x + 14\nprint(x)", "question has no input, or more than one"),
        ("x = x // 2\nprint(x)", "question has a program that cannot be run backwards"),
        ("for i in range(3):\n    x = x + 3\nprint(x)", "question has a program that cannot be run backwards"),
        ("if x > 10:\n    x = x + 3\nprint(x)", "question has a program that cannot be run backwards"),
        (
            "if x * 999999999999999 * 999999 > 3:\n    x = x + 3\nelse:\n    x = x + 1\nprint(x)",
            "program's numbers grow out of bounds",
        ),
        ("x = x * 1000001\nprint(x)", "question has a program that cannot be run backwards"),
        ("x = x + y\nprint(x)", "question has a program that cannot be run backwards"),
        ("if y > 10:\n    x = x + 3\nelse:\n    x = x + 1\nprint(x)", "program uses a name without a value"),
        ("if x % 0 == 1:\n    x = x + 3\nelse:\n    x = x + 1\nprint(x)", "program divides by zero"),
        ("x = x * 999999\nx = x * 999999\nx = x * 999999\nprint(x)", "program's numbers grow out of bounds"),
    ],
)
def test_a_question_without_one_input_is_refused(program: str, wanted: str) -> None:
    assert reason(NAME, worked("en", program)) == wanted


@pytest.mark.parametrize("level", [1, 4, 6])
def test_running_the_program_on_the_answer_gives_the_output(level: int) -> None:
    for problem in payloads(NAME, 25, level=level):
        program = problem.question.split("```python\n")[1].split("\nprint")[0]
        values = {"x": int(problem.answer)}
        exec(program, values)
        assert problem.derivation
        assert problem.derivation.goal[3] == values["x"]  # type: ignore[index]
