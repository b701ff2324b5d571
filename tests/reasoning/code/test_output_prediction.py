"""What programs print: by hand in every language, as Python prints it, traces that stray, and hostile programs."""

import contextlib
import io
import re

import pytest
from tests.reasoning.by_hand import Worked, outcome, payloads, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/code/output_prediction"

PROGRAM = """k = 7
for i in range(2):
    if k % 2 == 0:
        k = k // 2
    else:
        k = 3 * k + i
print(k)"""
TRACE = [
    ("put", "k = 7", 1),
    ("round", "i = 0", 2),
    ("false", "7 % 2 != 0", 3),
    ("put", "k = 3 * 7 + 0 = 21", 6),
    ("round", "i = 1", 2),
    ("false", "21 % 2 != 0", 3),
    ("put", "k = 3 * 21 + 1 = 64", 6),
    ("print", "64", 7),
]
WORDS = {
    "en": (
        "Step {n}, line {l}: ",
        "a new round with {}",
        "{}, so the test is not met",
        "it prints {}",
        "What does this program print?",
    ),
    "sw": (
        "Hatua ya {n}, mstari wa {l}: ",
        "mzunguko mpya wenye {}",
        "{}, kwa hiyo sharti halikutimia",
        "inachapisha {}",
        "Je, programu hii inachapisha nini?",
    ),
    "fr": (
        "Étape {n}, ligne {l} : ",
        "un nouveau tour avec {}",
        "{}, le test n'est donc pas vérifié",
        "il affiche {}",
        "Exécute ce programme à la main. Quel nombre affiche-t-il ?",
    ),
    "es": (
        "Paso {n}, línea {l}: ",
        "una nueva vuelta con {}",
        "{}, así que la condición no se cumple",
        "imprime {}",
        "¿Qué imprime este programa?",
    ),
    "de": (
        "Schritt {n}, Zeile {l}: ",
        "eine neue Runde mit {}",
        "{}, also ist die Bedingung nicht erfüllt",
        "Es gibt {} aus",
        "Was gibt dieses Programm aus?",
    ),
}


def asked(program: str, question: str = "What does this program print?") -> str:
    """A question about a program."""
    return f"{question}\n\n```python\n{program}\n```"


def worked(language: str) -> Worked:
    """The program's run in a language."""
    start, goes, false, prints, question = WORDS[language]
    say = {"put": "{}", "round": goes, "false": false, "print": prints}
    solution = [
        f"{start.format(n=n, l=line)}{say[kind].format(what)}." for n, (kind, what, line) in enumerate(TRACE, 1)
    ]
    return Worked(asked(PROGRAM, question), solution, "64", language)


@pytest.mark.parametrize("language", WORDS)
def test_a_run_traced_by_hand_is_proved(language: str) -> None:
    assert outcome(NAME, worked(language)) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (1, "Step 2, line 2: a new round with i = 1."),
        (2, "Step 3, line 3: 7 % 2 == 0, so the test is met."),
        (2, "Step 3, line 3: 7 % 2 == 0, so the test is not met."),
        (2, "Step 3, line 3: 7 % 2 != 0, so the test is met."),
        (3, "Step 4, line 4: k = 7 // 2 = 3."),  # the other branch
        (3, "Step 4, line 6: k = 7 * 3 + 0 = 21."),  # not what the line says
        (3, "Step 4, line 6: k = 3 * 7 + 0 = 22."),
        (3, "Step 5, line 6: k = 3 * 7 + 0 = 21."),
        (3, "Step 4, line 5: k = 3 * 7 + 0 = 21."),
        (3, "Step 4, line 6: k = 21."),
        (4, "Step 7, line 6: k = 3 * 21 + 1 = 64."),  # true, and too early
        (6, "Step 7, line 6: k = 3 * 7 + 1 = 22."),  # an old value
        (7, "Step 8, line 7: it prints 21."),
    ],
)
def test_a_trace_that_strays_is_failed(place: int, sentence: str) -> None:
    assert reason(NAME, with_sentence(worked("en"), place, sentence)) == "step does not follow"


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5, 6])
def test_python_prints_the_answer(level: int) -> None:
    for problem in payloads(NAME, 25, level=level):
        program = re.search("```python\n(.*)\n```", problem.question, re.DOTALL)
        assert program
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(program[1], {})
        assert printed.getvalue() == f"{problem.answer}\n"


@pytest.mark.parametrize(
    ("program", "wanted"),
    [
        ("k = 1\nfor i in range(999):\n    for j in range(999):\n        k = k + 1\nprint(k)", "program runs too long"),
        ("k = 1\nfor i in range(999):\n    for j in range(0):\n        k = k + 1\nprint(k)", "program runs too long"),
        ("k = 9\nfor i in range(99):\n    k = k * k\nprint(k)", "program's numbers grow out of bounds"),
        ("k = 9 // (3 - 3)\nprint(k)", "program divides by zero"),
        ("k = 9 % 0\nprint(k)", "program divides by zero"),
        ("k = m\nprint(k)", "program uses a name without a value"),
        ("k = 1\nprint(m)", "program uses a name without a value"),
    ],
)
def test_a_program_out_of_bounds_is_refused(program: str, wanted: str) -> None:
    assert reason(NAME, worked("en")._replace(question=asked(program))) == wanted


@pytest.mark.parametrize(
    "program",
    [
        "print(k)",
        "k = 1\n  m = 2\nprint(k)",
        "k = 1\nif k == 1:\nprint(k)",
        "k = 1\nelse:\n    k = 2\nprint(k)",
        "k = 1\nfor i in range(k):\n    k = 2\nprint(k)",
        "k = (1\nprint(k)",
        "k = 1)\nprint(k)",
        "k = 1 2\nprint(k)",
        "k = 01\nprint(k)",
        "k = print\nprint(k)",
        "k = __import__('os')\nprint(k)",
        "while k == 1:\n    k = 2\nprint(k)",
        f"k = {'(' * 60}1{')' * 60}{' + 1' * 60}\nprint(k)",
        "\n".join(f"{'    ' * depth}if 1 == 1:" for depth in range(30)) + "\nprint(k)",
    ],
)
def test_what_is_no_program_of_the_language_is_not_understood(program: str) -> None:
    assert outcome(NAME, worked("en")._replace(question=asked(program))) is Outcome.ABSTAIN
