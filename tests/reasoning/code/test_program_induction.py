"""Which program fits: by hand in every language, programs left unrefuted, and grammars that leave a choice."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, payloads, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/code/program_induction"
NOT_ONE = "question has no program that fits, or more than one"
ROWS = "1: A) x = x + 3; B) x = x * 2\n2: A) x = x % 5; B) x = x - 1"
SHOWN = "4 → 7; 5 → 9"
RUNS = [
    ("refute", 4, "AA", "(4 + 3) % 5 = 2", 7),
    ("refute", 4, "AB", "4 + 3 - 1 = 6", 7),
    ("refute", 4, "BA", "4 * 2 % 5 = 3", 7),
    ("fits", 4, "BB", "4 * 2 - 1 = 7", 0),
    ("fits", 5, "BB", "5 * 2 - 1 = 9", 0),
    ("answer", 6, "BB", "6 * 2 - 1 = 11", 0),
]
WORDS = {
    "en": (
        "Choose one line for each place, so that the program turns inputs into outputs like this: {}."
        " What does that program make of 6?",
        "For {}, program {} gives {}, not {}.",
        "For {}, program {} gives {}, as it should.",
        "Only program {1} fits; for {0} it gives {2}.",
    ),
    "sw": (
        "Chagua mstari mmoja kwa kila nafasi ili programu igeuze maingizo kuwa matokeo hivi: {}."
        " Je, programu hiyo inatoa nini kwa 6?",
        "Kwa {}, programu {} inatoa {}, si {}.",
        "Kwa {}, programu {} inatoa {}, kama inavyotakiwa.",
        "Programu {1} pekee inafaa; kwa {0} inatoa {2}.",
    ),
    "fr": (
        "Un programme transforme son entrée x ligne par ligne. À chaque place se trouve une des lignes proposées,"
        " et il donne {} (entrée → sortie). Que donne-t-il pour 6 ?",
        "Pour {}, le programme {} donne {}, et non {}.",
        "Pour {}, le programme {} donne {}, comme il se doit.",
        "Seul le programme {1} convient ; pour {0}, il donne {2}.",
    ),
    "es": (
        "Elige una línea para cada lugar, de modo que el programa convierta las entradas así: {}."
        " ¿Qué hace ese programa con 6?",
        "Para {}, el programa {} da {}, no {}.",
        "Para {}, el programa {} da {}, como debe.",
        "Solo el programa {1} encaja; para {0} da {2}.",
    ),
    "de": (
        "Wähle für jede Stelle eine Zeile, sodass das Programm die Eingaben so umwandelt: {}."
        " Was macht dieses Programm aus 6?",
        "Für {} liefert das Programm {} {}, nicht {}.",
        "Für {} liefert das Programm {} {}, wie verlangt.",
        "Nur das Programm {1} passt; für {0} liefert es {2}.",
    ),
}


def worked(language: str, *, rows: str = ROWS, shown: str = SHOWN) -> Worked:
    """The question and its solution."""
    question, refute, fits, answer = WORDS[language]
    say = {"refute": refute, "fits": fits, "answer": answer}
    return Worked(
        f"{question.format(shown)}\n\n```\n{rows}\n```",
        [say[kind].format(*rest) for kind, *rest in RUNS],
        "11",
        language,
    )


@pytest.mark.parametrize("language", WORDS)
def test_a_program_found_by_hand_is_proved(language: str) -> None:
    assert outcome(NAME, worked(language)) is Outcome.PASS


@pytest.mark.parametrize("gone", range(5))
def test_an_answer_stands_only_when_all_programs_have_been_tried(gone: int) -> None:
    told = list(worked("en").solution)
    del told[gone]

    assert reason(NAME, worked("en")._replace(solution=told)) == "step does not follow"


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "For 4, program AA gives (4 + 3) % 5 = 3, not 7."),
        (0, "For 4, program AA gives 4 + 3 % 5 = 7, as it should."),  # brackets lost: another program
        (0, "For 4, program AA gives (4 + 3) % 5 = 2, not 9."),  # another example's output
        (0, "For 6, program AA gives (6 + 3) % 5 = 4, not 7."),  # no example
        (1, "For 4, program BA gives 4 + 3 - 1 = 6, not 7."),
        (3, "For 4, program BB gives 4 * 2 - 1 = 7, not 7."),
        (5, "Only program BB fits; for 7 it gives 7 * 2 - 1 = 13."),
        (5, "Only program AB fits; for 6 it gives 6 + 3 - 1 = 8."),
        (5, "Only program CC fits; for 6 it gives 6 * 2 - 1 = 11."),
    ],
)
def test_a_step_that_does_not_follow_is_failed(place: int, sentence: str) -> None:
    assert reason(NAME, with_sentence(worked("en"), place, sentence)) == "step does not follow"


@pytest.mark.parametrize(
    ("rows", "shown", "wanted"),
    [
        (ROWS, "4 → 8", NOT_ONE),
        ("1: A) x = x + 3; B) x = x * 2\n2: A) x = x + 1; B) x = 5 - x", "3 → 7", NOT_ONE),
        (ROWS, "4 → 7; 4 → 7", NOT_ONE),
        ("1: A) x = x // 0; B) x = x * 2\n2: A) x = x + 1; B) x = 5 - x", "3 → 7", "program divides by zero"),
    ],
)
def test_a_grammar_without_one_fitting_program_is_refused(rows: str, shown: str, wanted: str) -> None:
    assert reason(NAME, worked("en", rows=rows, shown=shown)) == wanted


@pytest.mark.parametrize(
    "rows",
    [
        "1: A) x = x + 3; B) x = x * 2\n3: A) x = x % 5; B) x = x - 1",
        "1: A) x = x + 3; B) x = (x * 2\n2: A) x = x % 5; B) x = x - 1",
        "1: A) x = x + 3\n2: A) x = x % 5; B) x = x - 1",
        "1: A) y = x + 3; B) x = x * 2\n2: A) x = x % 5; B) x = x - 1",
    ],
)
def test_what_is_no_grammar_is_not_understood(rows: str) -> None:
    assert outcome(NAME, worked("en", rows=rows)) is Outcome.ABSTAIN


@pytest.mark.parametrize("level", [1, 6])
def test_every_program_but_one_is_refuted(level: int) -> None:
    for problem in payloads(NAME, 10, level=level):
        assert problem.derivation
        refuted = {step.text.split()[3] for step in problem.derivation.steps if step.rule == "refute"}
        assert len(refuted) == {1: 3, 6: 26}[level]
