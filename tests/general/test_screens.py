"""Language, clean text, profanity: what each refuses, what it leaves alone, and what it cannot tell."""

from copy import copy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conformance.strangers import NOBODY

from provender.core.errors import RecipeError
from provender.core.protocols import Verifier
from provender.core.recipe import Recipe, Use
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Outcome, Verdict
from provender.general import tongues
from provender.general.passage import Passage
from provender.general.verifiers.clean_text import fault
from provender.general.verifiers.profanity import coarse
from provender.recipes.resolve import resolve
from provender.run.workshop import Workshop

SENTENCES = {
    "en": "The tailor cuts her cloth into twenty equal pieces, and sells three of them at the market.",
    "de": "Die Schneiderin schneidet ihr Tuch in zwanzig gleiche Stücke und verkauft drei davon auf dem Markt.",
    "fr": "La couturière coupe son tissu en vingt morceaux égaux et en vend trois au marché.",
    "es": "La costurera corta su tela en veinte trozos iguales y vende tres de ellos en el mercado.",
    "sw": "Fundi anakata kitambaa chake vipande ishirini vilivyo sawa na kuuza vitatu kati yake sokoni.",
}


def record(text: str, **tags: str) -> Record:
    """A passage with tags."""
    return Record(payload=Passage(text), origin=NOBODY, tags=tags)


def language(**dials: object) -> Verifier:
    """The judge of languages."""
    part: Verifier = load("verifier", "general/language", dials)
    return part


def one(part: Verifier, given: Record) -> Verdict:
    """Its verdict."""
    return part([given])[0]


def test_many_texts_at_once_are_told_apart_as_one_by_one() -> None:
    texts = [*SENTENCES.values(), "", "7 + 8", "WAS IST DAS", "Шта је ово?", "a\ud800b", "é" * 50, "Sta je ovo?"]
    model = tongues.among(frozenset(SENTENCES) | {"sr"})  # which stands twice, in two scripts
    package = copy(tongues._model())
    package.set_languages({*model.labels})

    shares = model.shares(texts)

    for text, row in zip(texts, shares, strict=True):
        told = [max(row[at] for at, each in enumerate(model.labels) if each == label) for label in package.labels]
        ranks = dict(package.rank(text))
        assert [ranks[label] for label in package.labels] == pytest.approx(told, abs=1e-5)
        assert row.tolist() == model.shares([text])[0].tolist()


@pytest.mark.parametrize("said", SENTENCES)
@pytest.mark.parametrize("written", SENTENCES)
def test_a_language_is_held_against_what_is_said(said: str, written: str) -> None:
    outcome = one(language(languages=tuple(SENTENCES)), record(SENTENCES[written], language=said)).outcome

    assert outcome is (Outcome.PASS if said == written else Outcome.FAIL)


def test_an_answer_in_another_language_than_its_question_is_noticed() -> None:
    text = "\n".join([SENTENCES["sw"]] * 4 + [SENTENCES["en"]] * 3)

    assert Outcome.FAIL is one(language(), record(text, language="sw")).outcome


@pytest.mark.parametrize("text", ["", "x = 3", "12 + 30 = 42", "Ann and Bob", "x + y + z = a + b + c + d + e", "Γειά"])
def test_short_and_mathematical_text_says_nothing(text: str) -> None:
    assert Outcome.ABSTAIN is one(language(), record(text, language="sw")).outcome


def test_who_says_nothing_is_held_against_the_recipe() -> None:
    judge = language(languages=("sw", "de"))

    assert Outcome.PASS is one(judge, record(SENTENCES["sw"])).outcome
    assert Outcome.FAIL is one(judge, record(SENTENCES["fr"])).outcome
    assert "nobody says" in one(language(), record(SENTENCES["fr"])).reason
    assert "unknown here" in one(language(), record(SENTENCES["fr"], language="tlh")).reason


def test_the_recipe_tells_which_languages_it_makes() -> None:
    generators = (
        Use(name="reasoning/arithmetic/gcd", dials={"language": "sw"}),
        Use(name="reasoning/words/quantities"),
    )
    recipe = Recipe(name="two", generators=generators, verifiers=(Use(name="general/language"),))

    told = Workshop(recipe=resolve(recipe)).verifiers()["general/language"]

    assert ("de", "en", "es", "fr", "sw") == told.languages  # type: ignore[attr-defined]


def test_what_is_out_of_range_is_refused() -> None:
    for dials in ({"words": 0}, {"sure": 0.5}, {"sure": 1.2}):
        with pytest.raises(RecipeError, match="out of range"):
            language(**dials)
    with pytest.raises(RecipeError, match="no room"):
        load("verifier", "general/clean_text", {"longest": 0})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tr\u00c3\u00a8s t\u00c3\u00b4t", "broken encoding"), ("it\u00e2\u20ac\u2122s", "broken encoding"),
        ("caf\ufffd", "broken encoding"), ("a\x00b", "control characters"), ("\x1b[2J", "control characters"),
        ("a\u202eb", "hidden characters"), ("a\u200bb", "hidden characters"), ("\ufeffa", "hidden characters"),
        ("p\u0430ypal", "look-alike letters"), ("\ud83d", "code points that are no characters"),
        ("\ue000", "code points that are no characters"), ("", "nothing in it"), (" \n", "nothing in it"),
        ("x" * 300, "one character over and over"), ("na na " * 200, "one word over and over"),
        ("ab" + "".join(map(str, range(900))), "a word of over 2,000 characters"), ("a b " * 60_000, "longer than"),
    ],
)  # fmt: skip
def test_text_that_is_not_what_it_seems_is_refused(text: str, why: str) -> None:
    assert fault(text).startswith(why)


@pytest.mark.parametrize(
    "text",
    [
        "Übrigens: ∑ x² ≤ 4 µm, naïve café", "😀👩\u200d🔬🇰🇪", "Привет, как дела?", "مرحبا", "می\u200cخواهم",
        "小明有三个苹果", "Ωx = Δy", "a\r\n\tb", "=" * 500, "Â",
        "Ã la carte", "São Paulo, Ação", "| --- | --- |\n" * 40,
    ],
)  # fmt: skip
def test_odd_but_sound_text_is_left_alone(text: str) -> None:
    assert "" == fault(text)


@given(text=st.text(max_size=300))
def test_no_text_breaks_the_screens(text: str) -> None:
    for name in ("general/clean_text", "general/language", "general/profanity"):
        assert one(load("verifier", name), record(text, language="en"))


def test_coarse_words_are_flagged_and_never_refused() -> None:
    judge = load("verifier", "general/profanity")
    given = [record("So eine Scheiße.", language="de"), record("A class of assassins passes Scunthorpe.")]

    flagged, plain = judge.mend(given)

    assert {"language": "de", "profanity": "1"} == flagged.tags
    assert plain is given[1]
    assert [Outcome.ABSTAIN, Outcome.PASS] == [verdict.outcome for verdict in judge([flagged, plain])]
    assert ["scheiße"] == coarse("So eine Scheiße")
    assert flagged == replace(given[0], tags=flagged.tags)
