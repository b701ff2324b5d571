"""Number words: written as a hand-made list has them, and read back by code that shares nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import RecipeError
from provender.reasoning.read.numbers import from_words
from provender.reasoning.render.numbers import LIMIT, in_words

# Written by hand, one number a line; where a language has two ways the list says which is ours.
LISTS = {"sw": "namba", "fr": "nombres", "es": "numeros", "de": "zahlen"}
HAND_LISTS = [
    (language, *line.split(" ", 1))
    for language, name in LISTS.items()
    for line in (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()
]
languages = pytest.mark.parametrize("language", ["en", "sw", "fr", "es", "de"])


@pytest.mark.parametrize(("language", "fewest"), [("sw", 300), ("fr", 150), ("es", 150), ("de", 150)])
def test_a_hand_list_holds_many_numbers_once_each(language: str, fewest: int) -> None:
    numbers = [number for listed, number, _ in HAND_LISTS if listed == language]

    assert len(set(numbers)) == len(numbers) >= fewest


@pytest.mark.parametrize("language", LISTS)
def test_numbers_are_those_of_the_hand_list(language: str) -> None:
    listed = {int(number): words for of, number, words in HAND_LISTS if of == language}

    assert {number: in_words(number, language) for number in listed} == listed
    assert {words: from_words(words, language) for words in listed.values()} == {w: n for n, w in listed.items()}


ENGLISH = [
    (0, "zero"),
    (13, "thirteen"),
    (40, "forty"),
    (84, "eighty-four"),
    (100, "one hundred"),
    (101, "one hundred and one"),
    (999, "nine hundred and ninety-nine"),
    (1000, "one thousand"),
    (1001, "one thousand and one"),
    (1100, "one thousand one hundred"),
    (1234, "one thousand two hundred and thirty-four"),
    (12_012, "twelve thousand and twelve"),
    (100_000, "one hundred thousand"),
    (101_000, "one hundred and one thousand"),
    (999_999, "nine hundred and ninety-nine thousand nine hundred and ninety-nine"),
    (1_000_000, "one million"),
    (2_000_003, "two million and three"),
    (1_000_000_000, "one billion"),
]


@pytest.mark.parametrize(("number", "words"), ENGLISH)
def test_english_numbers_are_those_of_the_hand_list(number: int, words: str) -> None:
    assert in_words(number, "en") == words
    assert from_words(words, "en") == number


@languages
@given(number=st.integers(0, LIMIT - 1))
def test_number_words_read_back(language: str, number: int) -> None:
    assert from_words(in_words(number, language), language) == number


@languages
def test_every_number_to_two_thousand_reads_back_and_has_words_of_its_own(language: str) -> None:
    words = [in_words(number, language) for number in range(2000)]

    assert [from_words(each, language) for each in words] == list(range(2000))
    assert len(set(words)) == 2000


@pytest.mark.slow
@languages
def test_every_number_to_a_hundred_thousand_reads_back(language: str) -> None:
    assert all(from_words(in_words(number, language), language) == number for number in range(100_000))


@languages
@pytest.mark.parametrize("number", [-1, LIMIT])
def test_a_number_without_words_is_refused(language: str, number: int) -> None:
    with pytest.raises(RecipeError, match="no words"):
        in_words(number, language)


NOT_NUMBERS = {
    "sw": [
        *("", " ", "na", "na moja", "moja mbili", "kumi moja", "mia", "elfu", "moja na", "mia kumi", "laki kumi"),
        *("mia moja elfu mia moja", "elfu moja elfu moja", "mia moja mia mbili", "Moja", "moja  ", "sifuri na moja"),
        *("elfu moja laki moja", "kumi na ishirini", "one"),
    ],
    "en": [
        *("", " ", "and", "and one", "one two", "ten one", "hundred", "thousand", "one and", "twenty-ten"),
        *("one hundred hundred", "one thousand one thousand", "one hundred and", "One", " one", "zero one"),
        *("one thousand one million", "twenty one", "moja"),
    ],
    "fr": [
        *("", " ", "et", "et un", "un deux", "un cent", "un mille", "vingt un", "vingt et deux", "soixante dix et un"),
        *("quatre-vingt et un", "cent mille cent mille", "mille cent mille", "million", "zéro un", "Un", " un", "un "),
        *("vingt-dix", "trente et onze", "cent un cent", "deux-mille-", "septante", "un million un million", "one"),
    ],
    "es": [
        *("", " ", "y", "y uno", "uno dos", "un", "veintiún", "uno mil", "un mil", "treinta y un", "veintiuno mil"),
        *("ciento", "cien uno", "mil mil", "treinta uno", "treinta y", "veinte y uno", "un millones", "uno millón"),
        *("dos millón", "millones", "diez y seis", "cero uno", "Uno", " uno", "uno ", "doscientos cien", "dieciseis"),
    ],
    "de": [
        *(
            "",
            " ",
            "und",
            "ein",
            "eine",
            "einszwei",
            "hunderthundert",
            "tausendtausend",
            "einsundzwanzig",
            "zwanzigein",
        ),
        *("einhundertein", "einstausend", "einetausend", "ein Million", "eins Million", "zwei Million Million", "Eins"),
        *("zwanzigund", "undzwanzig", "eins ", " eins", "eine Million eine Million", "nulleins", "zehnzehn"),
    ],
}


@pytest.mark.parametrize(
    ("language", "words"), [(language, words) for language in NOT_NUMBERS for words in NOT_NUMBERS[language]]
)
def test_words_that_are_no_number_are_not_read(language: str, words: str) -> None:
    assert from_words(words, language) is None


@pytest.mark.parametrize(
    ("language", "words", "number"),
    [
        ("fr", "vingt-et-un", 21),
        ("fr", "deux-cent-quatre-vingt-un-mille", 281_000),
        ("fr", "quatre-vingt", 80),
        ("de", "hundert", 100),
        ("de", "hundertundeins", 101),
        ("de", "tausendundeins", 1001),
        ("sw", "elfu moja mia mbili", 1200),
        ("sw", "mia moja na kumi na moja", 111),
        ("sw", "elfu mbili na kumi na tisa", 2019),
        ("sw", "mia moja na ishirini na moja", 121),
        ("en", "one hundred one", 101),
        ("en", "two thousand five", 2005),
    ],
)
def test_other_common_ways_are_read_too(language: str, words: str, number: int) -> None:
    assert from_words(words, language) == number
