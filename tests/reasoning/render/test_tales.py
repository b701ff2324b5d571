"""Languages and cultures: every noun and every name is read as it is written, and agrees as it should."""

import re
from collections.abc import Iterator

import pytest

from provender.reasoning.cultures import COMMON, CULTURES, NAMES, PACKS
from provender.reasoning.problem import LANGUAGES, Language
from provender.reasoning.read.tales.question import grammar
from provender.reasoning.render.tales import sw
from provender.reasoning.render.tales.tale import LANGUAGES as SPOKEN
from provender.reasoning.render.tales.tale import WORDING, Digits, Spelt

every_language = pytest.mark.parametrize("language", LANGUAGES)

# a kind of sentence that mentions a noun of each kind, and how many forms of it
SAYS = {"N": "given", "C": "pack", "K": "share", "T": "rate", "M": "price", "L": "scene", "F": "scene", "D": "far"}
ALIKE = {"L": {("sw", "souk"): "market"}}  # soko is either


def filling(language: Language, **chosen: str) -> dict[str, object]:
    """Something for every slot."""
    nouns = {"N": "book", "C": "box", "K": "child", "T": "day", "M": "euro", "L": "port", "F": "eid", "D": "mile"}
    spoken = SPOKEN[language]
    people = {"A": spoken.person("Juma"), "B": spoken.person("Amina"), "people": "Juma", "n": Digits(3), "m": Digits(4)}
    return people | {slot: spoken.NOUNS[lemma] for slot, lemma in {**nouns, **chosen}.items()}


def lemmas(slot: str) -> list[str]:
    """Every lemma that packs name for a slot, or that stories draw everywhere."""
    packs = PACKS.values()
    everywhere = {
        "C": ["box", "basket", "bag", "shelf"],
        "K": ["child", "pupil", "guest", "worker", "farmer", "teacher"],
        "T": ["hour", "day", "week", "month"],
        "N": sorted({thing for pack in packs for thing in pack.things}),
    }
    ours = {"M": "money", "L": "place", "F": "feast", "D": "distance"}
    return everywhere[slot] if slot in everywhere else sorted({str(getattr(pack, ours[slot])) for pack in packs})


@every_language
@pytest.mark.parametrize("slot", SAYS)
def test_a_noun_is_read_as_it_is_written(language: Language, slot: str) -> None:
    kind = SAYS[slot]
    for lemma in lemmas(slot):
        for form in range(WORDING.forms(kind)):
            written = WORDING[language](kind, form, **filling(language, **{slot: lemma}))
            said = grammar(language, "quantities").fact(written.removesuffix("."))
            assert said is not None, written
            assert (said.kind, said.values[slot]) == (kind, ALIKE.get(slot, {}).get((language, lemma), lemma))


@every_language
def test_a_number_in_words_is_read_as_it_is_written(language: Language) -> None:
    for lemma in lemmas("N"):
        for number in range(2, 11):
            fact = filling(language, N=lemma) | {"n": Spelt(number, SPOKEN[language].number)}
            written = WORDING[language]("given", **fact)
            said = grammar(language, "quantities").fact(written.removesuffix("."))
            assert said is not None, written
            assert str(number) not in written
            assert said.values["1"] == number


@every_language
def test_a_name_is_read_as_a_name(language: Language) -> None:
    known = grammar(language, "quantities")
    for name in NAMES:
        fact = filling(language) | {"A": SPOKEN[language].person(name), "B": SPOKEN[language].person(name)}
        said = known.fact(WORDING[language]("more", **fact).removesuffix("."))
        assert said is not None, name
        assert said.values["A"] == said.values["B"] == name


def test_a_pack_has_all_that_a_story_needs() -> None:
    assert len(CULTURES) == len(PACKS) >= 8
    for pack in PACKS.values():
        assert len(set(pack.names)) == 12
        assert all(re.fullmatch("[A-Z][a-z]+", name) for name in pack.names)
        assert len(set(pack.things)) == len(pack.things) >= len(COMMON) + 6
        assert 0 <= pack.monday < 7


def test_packs_differ() -> None:
    assert len(NAMES) == 12 * len(PACKS)
    assert len({(pack.money, pack.place, pack.feast) for pack in PACKS.values()}) == len(PACKS)


def nouns() -> Iterator[tuple[str, str]]:
    """Numerals and what they agree with, by hand."""
    yield from [
        ("book", "vitabu vitatu"), ("orange", "machungwa matatu"), ("child", "watoto watatu"),
        ("ball", "mipira mitatu"), ("pen", "kalamu tatu"), ("month", "miezi mitatu"), ("pot", "vyungu vitatu"),
    ]  # fmt: skip


@pytest.mark.parametrize(("lemma", "words"), list(nouns()))
def test_three_agrees_with_its_noun(lemma: str, words: str) -> None:
    noun = sw.NOUNS[lemma]

    assert f"{noun.many} {sw.number(3, str(noun.cls))}" == words


@pytest.mark.parametrize(
    ("number", "noun_class", "word"),
    [(2, 10, "mbili"), (8, 8, "vinane"), (6, 8, "sita"), (10, 4, "kumi"), (4, 6, "manne"), (2, 2, "wawili")],
)
def test_a_numeral_agrees_with_a_class(number: int, noun_class: int, word: str) -> None:
    assert sw.number(number, str(noun_class)) == word


@pytest.mark.parametrize(
    ("lemma", "words"),
    [
        ("book", "kitabu kimoja kina kinagharimu vitabu vyote vyao vya vingapi vichache vidogo vikubwa"),
        ("orange", "chungwa moja lina linagharimu machungwa yote yao ya mangapi machache madogo makubwa"),
        ("ball", "mpira mmoja una unagharimu mipira yote yao ya mingapi michache midogo mikubwa"),
        ("pen", "kalamu moja ina inagharimu kalamu zote zao za ngapi chache ndogo kubwa"),
        ("child", "mtoto mmoja ana anagharimu watoto wote wao wa wangapi wachache wadogo wakubwa"),
    ],
)
def test_a_noun_class_by_hand(lemma: str, words: str) -> None:
    n = sw.NOUNS[lemma]
    got = [n.one, n.single, n.has, n.costs, n.many, n.all, n.their, n.of, n.how_many, n.few, n.small, n.big]

    assert got == words.split()
