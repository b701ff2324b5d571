"""Edges of the greatest common divisor."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.errors import RecipeError
from provender.core.registry import load
from provender.core.verdict import Outcome

GCD = "reasoning/arithmetic/gcd"

SOUND = [
    ("What is the greatest common divisor of 7 and 7?", ["7 = 1 × 7 + 0."], (7, 7, 7)),
    ("Find the greatest common divisor of 0 and 5.", ["0 = 0 × 5 + 0."], (0, 5, 5)),
    ("Find the greatest common divisor of 5 and 0.", [], (5, 0, 5)),
    ("What is the largest whole number that divides both 36 and 84?",
     ["36 = 0 × 84 + 36.", "Divide 84 by 36: 84 = 2 × 36 + 12.", "36 = 3 × 12 + 0."], (36, 84, 12)),
    ("Find the greatest common divisor of one hundred and one thousand, and two.",
     ["101000 = 50500 × 2 + 0."], (101000, 2, 2)),
    ("Find the greatest common divisor of one hundred, and one thousand and two.",
     ["100 = 0 × 1002 + 100.", "1002 = 10 × 100 + 2.", "100 = 50 × 2 + 0."], (100, 1002, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("question", "lines", "numbers"), SOUND)
def test_gcd_proves_the_edges_from_text_alone(question: str, lines: list[str], numbers: tuple[int, int, int]) -> None:
    a, b, g = numbers
    end = f"The remainder is 0, so the greatest common divisor of {a} and {b} is {g}."
    record = prose(question, "\n".join([*lines, end]), str(g))

    assert judged(GCD, record).outcome is Outcome.PASS


TOLD = [
    ("Je, kigawe kidogo cha shirika cha 6 na 4 ni kipi?",
     ["6 = 1 × 4 + 2.", "Gawanya 4 kwa 2: 4 = 2 × 2 + 0.",
      "Baki ni 0, kwa hiyo kigawo kikubwa cha shirika cha 6 na 4 ni 2.",
      "Gawanya namba ya kwanza kwa kigawo hicho: 6 ÷ 2 = 3.", "Zidisha kwa namba ya pili: 3 × 4 = 12.",
      "Kwa hiyo kigawe kidogo cha shirika cha 6 na 4 ni 12."], "12"),
    ("Quel est le plus petit nombre entier strictement positif que divisent 6 et 4 ?",
     ["6 = 1 × 4 + 2.", "On divise 4 par 2 : 4 = 2 × 2 + 0.",
      "Le reste est 0, donc le plus grand commun diviseur de 6 et 4 est 2.",
      "On divise le premier nombre par ce diviseur : 6 ÷ 2 = 3.", "On multiplie par le deuxième nombre : 3 × 4 = 12.",
      "Donc le plus petit commun multiple de 6 et 4 est 12."], "12"),
    ("¿Cuál es el mayor número entero que divide a 6 y 4 sin dejar resto?",
     ["Divide 6 entre 4: 6 = 1 × 4 + 2.", "4 = 2 × 2 + 0.",
      "El resto es 0, así que el máximo común divisor de 6 y 4 es 2."], "2"),
    ("Bestimme mit dem euklidischen Algorithmus den größten gemeinsamen Teiler von 6 und 4.",
     ["6 = 1 × 4 + 2.", "Teile 4 durch 2: 4 = 2 × 2 + 0.",
      "Der Rest ist 0, also ist der größte gemeinsame Teiler von 6 und 4 gleich 2."], "2"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "lines", "answer"), TOLD)
def test_gcd_is_proved_in_every_language(question: str, lines: list[str], answer: str) -> None:
    assert judged(GCD, prose(question, "\n".join(lines), answer)).outcome is Outcome.PASS


def test_gcd_refuses_words_for_numbers_that_are_too_long() -> None:
    with pytest.raises(RecipeError, match="too long for words"):
        load("generator", GCD, {"numerals": "words", "level": 6})


REASONS = [
    ("84 = 2 × 36 + 12.\n36 = 2 × 12 + 12.\n12 = 1 × 12 + 0.", "remainder is too large"),
    ("84 = 3 × 36 + 12.\n36 = 3 × 12 + 0.", "equation is false"),
    ("84 = 2 × 36 + 12.\n36 = 6 × 6 + 0.", "step takes the wrong numbers"),
    ("Divide 84 by 63: 84 = 2 × 36 + 12.\n36 = 3 × 12 + 0.", "step takes the wrong numbers"),
    ("84 = 2 × 36 + 12.", "sentence cannot be read"),
    ("84 = 2 × 36 + 012.\n36 = 3 × 12 + 0.", "sentence cannot be read"),
    ("84 = 2 x 36 + 12.\n36 = 3 × 12 + 0.", "sentence cannot be read"),
    ("84 = 2 × 36 + 12.\n36 = 3 × 12 + 0.\n12 = 1 × 12 + 0.", "sentence cannot be read"),
]


@pytest.mark.parametrize(("lines", "reason"), REASONS)
def test_gcd_says_why_it_refuses(lines: str, reason: str) -> None:
    end = "The remainder is 0, so the greatest common divisor of 84 and 36 is 12."
    record = prose("Find the greatest common divisor of 84 and 36.", f"{lines}\n{end}", "12")

    assert judged(GCD, record).reason == reason


def test_gcd_fails_a_question_that_carries_its_topic_and_cannot_be_read() -> None:
    record = prose("Find the greatest divisor of 84 and 36.", "12", "12", tags={"topic": "gcd"})

    assert judged(GCD, record).reason == "question cannot be read"
