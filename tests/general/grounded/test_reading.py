"""Sentences and questions: read in five languages, and only where they state a fact."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.general.read.assertion import Near, Status
from provender.general.read.crossing import Reference
from provender.general.read.record import read_text
from provender.general.read.sentences import asked, ranked, sentences
from provender.general.read.shipped import shipped

WORLD = Reference((shipped("elements"), shipped("countries"), shipped("currencies"), shipped("constants")))


def settled(sentence: str, language: str) -> tuple[Status, Near] | None:
    """What becomes of a sentence's claim."""
    found = read_text(sentence, language, WORLD).crossed
    return (found[0].status, found[0].near) if found else None


TRUE = [
    ("The capital of Kenya is Nairobi.", "en"),
    ("Kenya's capital is Nairobi.", "en"),
    ("Nairobi is the capital of Kenya.", "en"),
    ("The capital of the Netherlands is Amsterdam.", "en"),
    ("Ukraine: the capital is Kiev.", "en"),
    ("Die Hauptstadt der Schweiz ist Bern.", "de"),
    ("Italien, Hauptstadt: Rom", "de"),
    ("La capitale de l’Italie est Rome.", "fr"),
    ("La capitale du Kenya est Nairobi.", "fr"),
    ("La capital de Alemania es Berlín.", "es"),
    ("Mji mkuu wa Ufaransa ni Paris.", "sw"),
    ("Das Atomgewicht von Eisen ist 55,845.", "de"),
    ("The currency of Germany was the German Mark.", "en"),
    ("The speed of light is 299,792.458 km/s.", "en"),
    ("Die Lichtgeschwindigkeit beträgt 299.792.458 m/s.", "de"),
    ("La valeur de la constante de Planck est 6,62607015 × 10⁻³⁴ J s.", "fr"),
    ("14 July 1789 was a Tuesday.", "en"),
    ("Der 14. Juli 1789 war ein Dienstag.", "de"),
    ("Le 14 juillet 1789 était un mardi.", "fr"),
    ("El 14 de julio de 1789 fue martes.", "es"),
    ("1900 was not a leap year.", "en"),
    ("2000 war ein Schaltjahr.", "de"),
    ("1 mile = 1.609344 km", "en"),
    ("Maili 2 ni kilomita 3.218688.", "sw"),
]
FALSE = [
    ("The capital of Kenya is Kampala.", "en", Near.SUBJECT),
    ("The capital of Kenya is Mombasa.", "en", Near.NONE),
    ("Die Hauptstadt von Kenia ist Mombasa.", "de", Near.NONE),
    ("The currency of Germany is the German Mark.", "en", Near.OUTDATED),
    ("The atomic number of iron is 55.845.", "en", Near.RELATION),
    ("The atomic weight of iron is 558.45.", "en", Near.DECIMAL),
    ("Das Atomgewicht von Eisen ist 55,485.", "de", Near.DIGIT),
    ("The speed of light is 299,792,458 km/s.", "en", Near.UNIT),
    ("The speed of light is 299,792,458 kg.", "en", Near.UNIT),
    ("14 July 1789 was a Monday.", "en", Near.NONE),
    ("1900 was a leap year.", "en", Near.NONE),
    ("5 km are 5 m.", "en", Near.UNIT),
    ("1 mile = 2 kg", "en", Near.NONE),
]
NEITHER = [
    ("The capital of Kenya is not Mombasa.", "en"),
    ("La capitale du Kenya n’est pas Mombasa.", "fr"),
    ("La capital de Kenia no es Mombasa.", "es"),
    ("The capital of Kenya is believed to be Mombasa.", "en"),
    ("Die Hauptstadt von Kenia ist Sitz vieler Firmen.", "de"),
    ("The capital of Kenya is lively.", "en"),
    ("The capital of Narnia is Cair Paravel.", "en"),
    ("The capital of Kenya was Mombasa.", "en"),  # of another time the table knows nothing
    ("The speed of light is 299,792,458.", "en"),  # in what unit?
    ("Where is the capital?", "en"),
    ("3 boxes are 12 pens.", "en"),
    ("31 February 2001 was a Monday.", "en"),
]


@pytest.mark.parametrize(("sentence", "language"), TRUE)
def test_a_true_sentence_agrees(sentence: str, language: str) -> None:
    assert settled(sentence, language) == (Status.AGREED, Near.NONE)


@pytest.mark.parametrize(("sentence", "language", "near"), FALSE)
def test_a_false_sentence_is_contradicted_and_told_what_it_nearly_is(sentence: str, language: str, near: Near) -> None:
    assert settled(sentence, language) == (Status.CONTRADICTED, near)


@pytest.mark.parametrize(("sentence", "language"), NEITHER)
def test_what_the_tables_cannot_settle_is_neither(sentence: str, language: str) -> None:
    found = settled(sentence, language)

    assert found is None or found[0] is Status.NOT_FOUND


def test_a_sentence_ends_where_a_reader_ends_it() -> None:
    text = "Am 1. Januar kam er. Der Wert ist 26. Das war es! Washington, D.C. is big. He left St. Gallen.\nNew line"

    assert sentences(text) == [
        "Am 1. Januar kam er.", "Der Wert ist 26.", "Das war es!", "Washington, D.C. is big.", "He left St. Gallen.",
        "New line",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "language", "subjects", "size"),
    [
        ("What is the capital of Kenya?", "en", ("Kenya",), 0),
        ("Kenia: Wie lautet die Hauptstadt?", "de", ("Kenia",), 0),
        ("Kenya : indiquez la capitale.", "fr", ("Kenya",), 0),
        ("Kenia: ¿cuál es la capital?", "es", ("Kenia",), 0),
        ("Kenya: taja mji mkuu.", "sw", ("Kenya",), 0),
        ("Which country has the capital Nairobi?", "en", (), 0),
        ("Wo ist die Ordnungszahl größer, bei Eisen oder bei Gold?", "de", ("Eisen", "Gold"), 1),
        ("Namba atomia ni ndogo zaidi wapi, kwa Fe au kwa Au?", "sw", ("Fe", "Au"), -1),
    ],
)
def test_questions_are_read(question: str, language: str, subjects: tuple[str, ...], size: int) -> None:
    found = asked(question, language, WORLD.called())

    assert (found[0].subjects, found[0].size) == (subjects, size)


def test_rankings_are_read() -> None:
    assert ranked("26 is smaller than 79.", "en") == ("26", "79", -1, "en")
    assert ranked("26 ni pungufu kuliko 79", "sw") == ("26", "79", -1, "sw")


_WORDS = ("What is", "the capital", "of", "Kenya", "Which", "is larger", ",", "or", "?", ":", "1 km", "=", "26", ".")


@given(
    text=st.text(max_size=300) | st.lists(st.sampled_from(_WORDS), max_size=20).map(" ".join),
    language=st.sampled_from(["en", "de", "fr", "es", "sw", ""]),
)
def test_no_text_breaks_the_reading(text: str, language: str) -> None:
    for sentence in sentences(text):
        assert settled(sentence, language) == settled(sentence, language)
    for question in asked(text, language, WORLD.called()):
        assert all(subject in text for subject in question.subjects)


@pytest.mark.parametrize(
    "text", ["capital of " * 50, "capital is " * 50, "the " * 150, "capital: " * 60, "1 km = " * 80, "a, capital " * 40]
)
def test_hostile_sentences_take_no_long_time(text: str) -> None:
    began = time.process_time()

    for language in ("en", "de", "fr", "es", "sw", ""):
        settled(text, language)
        asked(text, language, WORLD.called())
    assert time.process_time() - began < 3
