"""Arithmetic read from prose: what is true is never called false, what is false is found."""

from fractions import Fraction
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.claim import Claim
from provender.reasoning.read.prose.claims import equations, sentences
from provender.reasoning.read.prose.judge import Truth

WRONGS = Path(__file__).parents[2] / "wrongs" / "prose_arithmetic.tsv"
CORPUS = [line.split("\t") for line in WRONGS.read_text("utf-8").splitlines() if not line.startswith("#")]
SIGNS = {
    "+": ("+", " + ", " plus "),
    "-": ("-", " - ", " − ", " minus "),
    "*": (" x ", "*", " × ", " times "),
    "/": ("/", " / ", " ÷ "),
}
UNITS = ("", " apples", " km", " boxes of pens", " pages/day")


@pytest.mark.parametrize(("verdict", "sentence", "why"), CORPUS)
def test_prose_gives_each_known_sentence_its_verdict(verdict: str, sentence: str, why: str) -> None:
    found = equations(sentence)

    worst = min((equation.truth for equation in found), key=list(Truth)[::-1].index, default=None)
    if verdict == "refuted":
        assert Truth.REFUTED in [equation.truth for equation in found], why
    elif verdict == "none":
        assert found == [], why
    else:
        assert worst is Truth(verdict), (why, found)


numbers = st.one_of(
    st.integers(1, 99_999).map(Fraction),
    st.tuples(st.integers(1, 9_999), st.sampled_from([10, 100])).map(lambda pair: Fraction(*pair)),
).filter(lambda number: number * 100 % 100 not in (33, 66, 67))  # they look like thirds that were rounded


def written(number: Fraction, *, grouped: bool, currency: str = "") -> str:
    """A terminating decimal in digits."""
    text = f"{float(abs(number)):,.6f}" if grouped else f"{float(abs(number)):.6f}"
    return f"{'-' if number < 0 else ''}{currency}{text.rstrip('0').rstrip('.')}"


@st.composite
def claims(draw: st.DrawFn) -> tuple[str, Fraction, str]:
    """The left side of a claim in some dress, its exact value, and the words around."""
    sign = draw(st.sampled_from(sorted(SIGNS)))
    one, two = draw(numbers), draw(numbers)
    if sign == "/":
        one = one * two  # the quotient ends
    dress = draw(st.sampled_from(SIGNS[sign]))
    grouped, currency = draw(st.booleans()), draw(st.sampled_from(["", "$", "€"]))
    unit = draw(st.sampled_from(UNITS))
    if not dress.startswith(" ") and unit:
        dress = f" {dress} "
    value = {"+": one + two, "-": one - two, "*": one * two, "/": one / two}[sign]
    left = f"{written(one, grouped=grouped, currency=currency)}{unit}{dress}{written(two, grouped=grouped)}{unit}"
    opening = draw(st.sampled_from(["", "So he has ", "Therefore, the total is ", "In week 2 she sold "]))
    return opening + left, value, currency


equals = st.sampled_from([" = ", "=", " equals "])


@given(claim=claims(), sign=equals)
def test_prose_proves_a_true_claim_in_any_dress(claim: tuple[str, Fraction, str], sign: str) -> None:
    left, value, currency = claim

    found = equations(f"{left}{sign}{written(value, grouped=True, currency=currency)} in all.")

    assert [equation.truth for equation in found] == [Truth.PROVED]


@given(claim=claims(), sign=equals, off=st.integers(1, 500))
def test_prose_refutes_a_changed_result_in_any_dress(claim: tuple[str, Fraction, str], sign: str, off: int) -> None:
    left, value, currency = claim
    wrong = value + off + Fraction(off, 100)

    found = equations(f"{left}{sign}{written(wrong, grouped=True, currency=currency)} in all.")

    assert [equation.truth for equation in found] == [Truth.REFUTED]


@given(up=st.integers(1, 999), down=st.integers(2, 99), places=st.integers(2, 6))
def test_prose_never_refutes_a_rounded_quotient(up: int, down: int, places: int) -> None:
    rounded = round(Fraction(up, down), places)

    (equation,) = equations(f"Each gets {up} / {down} = {written(rounded, grouped=False)} of it.")

    assert equation.truth is Truth.PROVED
    assert equation.judgement.left == Fraction(up, down)


@given(text=st.text(alphabet="0123456789.,+-*/=()%$x \nhalf of√½:", max_size=200))
def test_prose_reads_anything_without_raising(text: str) -> None:
    for equation in equations(text):
        assert Claim.from_json(equation.claim.to_json()) == equation.claim


HOSTILE = {
    "powers": "9^" * 40 + "9 = 1",
    "brackets": "(" * 5000 + "1+1" + ")" * 5000 + " = 2",
    "digits": "1" * 10_000 + " + 1 = 2",
    "nothing": "1/0 = 5",
    "signs": "2 = " * 5000,
    "claims": "a = 1 + 2 " * 10_000,
    "halves": "half of " * 12_000 + "= 3",
    "stops": "." * 100_000,
    "titles": "Mr. " * 25_000,
    "parts": "1 of 2 of " * 10_000 + "= 3",
    "verbs": "2 times 3 is 4 more or " * 4_000,
    "numerals": "twenty hundred and thousand " * 3_500,
    "orders": "3 > 2 > 1 < " * 8_000,
    "fractions": "\\frac{1}{" * 10_000,
    "braces": "\\frac{{{{\\text{$$" * 5_000,
    "clauses": "5 dogs that " * 8_000 + "= 3",
    "owners": "+ Ann's " * 12_000 + "= 3",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_prose_survives_hostile_arithmetic(text: str) -> None:
    began = process_time()

    assert all(equation.truth is not Truth.REFUTED for equation in equations(text))
    assert process_time() - began < 10  # linear takes 3 here, quadratic 18


def test_sentences_keep_decimals_whole_and_end_at_line_breaks() -> None:
    found = sentences("It is 2.5 km. Then\nhe rests 3 h! Done")

    assert [text.strip() for _, text in found] == ["It is 2.5 km.", "Then", "he rests 3 h!", "Done"]


def test_an_equation_restates_itself_as_a_claim() -> None:
    (equation,) = equations("They sell 15% of 60 = 9 of them.")

    assert equation.claim == Claim("=", (("*", ("/", 3, 20), 60), 9))
