"""Exams: what repeats an item is found however it was dressed up, what does not is left alone, no file can hurt."""

import json
import random
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import InputError
from provender.core.protocols import Judged
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.reasoning.problem import Problem
from provender.stages.exams.fingerprint import Fingerprint, fingerprint, load
from provender.stages.exams.grams import words
from provender.stages.exams.index import Exams
from provender.stages.exams.refuse import refuse_exam_items
from provender.stages.verify import UNVERIFIED

NOUNS = [
    "river",
    "stone",
    "copper",
    "ladder",
    "violin",
    "garden",
    "harbour",
    "engine",
    "teacher",
    "basket",
    "mirror",
    "candle",
]
VERBS = ["carries", "buys", "paints", "counts", "borrows", "sends", "hides", "measures"]


def item(at: int) -> dict[str, str]:
    """An item of an exam like no other."""
    rng = random.Random(at)
    told = [
        f"Person{chr(97 + at % 26)} {rng.choice(VERBS)} {rng.randint(2, 90)} {rng.choice(NOUNS)}s" for _ in range(4)
    ]
    question = f"{told[0]} on Monday, then {told[1]} and {told[2]}. Later {told[3]}, and {rng.choice(NOUNS)}s are left?"
    return {"question": question, "answer": str(rng.randint(2, 90))}


ITEMS = [item(at) for at in range(60)]
EXAMS = Exams({"exam.fp": fingerprint(ITEMS)})
LOADED = Exams({"exam.fp": load(fingerprint(ITEMS).dump(), where="exam.fp")})


def one(text: str) -> int:
    """The item that a text repeats; 0 for none."""
    (match,) = EXAMS.look([text])
    return match.row if match else 0


DRESSED: Mapping[str, object] = {
    "verbatim": lambda text: text,
    "in capitals": str.upper,
    "respaced": lambda text: text.replace(" ", "  \n\t"),
    "without punctuation": lambda text: text.replace(",", "").replace(".", "").replace("?", ""),
    "with invisible characters": lambda text: text.replace("e", "e\u200b"),
    "in full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "a word changed": lambda text: " ".join("something" if at == 9 else word for at, word in enumerate(text.split())),
    "embedded": lambda text: f"Here is an exercise for you to think about. {text} Take your time, and explain.",
    "cut to its first half": lambda text: text[: text.index(". Later") + 1],
}


@pytest.mark.parametrize("dress", DRESSED, ids=str)
def test_an_item_is_found_however_it_is_dressed(dress: str) -> None:
    changed = [DRESSED[dress](entry["question"]) for entry in ITEMS]  # type: ignore[operator]

    found = [match.row if match else 0 for match in EXAMS.look(changed)]

    assert list(range(1, 61)) == found
    assert EXAMS.look(changed) == LOADED.look(changed)


def test_items_of_another_exam_are_no_repeats() -> None:
    others = [item(at)["question"] for at in range(1000, 1200)]

    assert [None] * 200 == EXAMS.look(others)


def test_a_match_tells_how_many_words_agree_and_never_which() -> None:
    question = ITEMS[7]["question"]
    (match,) = EXAMS.look([f"Well: {question}"])

    assert match is not None
    assert ("exam.fp", 8, "question", len(words(question)), 1.0) == (
        match.file, match.row, match.field, match.run, match.alike,
    )  # fmt: skip
    assert 16 == len(match.digest)


def test_a_manner_of_speaking_is_no_item() -> None:
    closing = "How much money in dollars does he have left in the end of the day then?"
    exam = Exams({"a.fp": fingerprint([{"q": f"{entry['question']} {closing}"} for entry in ITEMS])})

    assert [None] == exam.look([f"Jo has 4 cows. {closing}"])


def test_numbers_in_a_row_are_no_item() -> None:
    row = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16"
    exam = Exams({"a.fp": fingerprint([{"q": f"{ITEMS[0]['question']} He writes {row} on the wall."}])})

    assert [None] == exam.look([f"Continue: {row}"])


def test_a_short_item_is_met_only_whole() -> None:
    exam = Exams({"a.fp": fingerprint([{"q": "What is the capital of Kenya?"}])})
    asked = ["what is the capital of kenya", "Tell me: what is the capital of Kenya?", "What is the capital of Chad?"]

    assert [True, True, False] == [match is not None for match in exam.look(asked)]


def test_scripts_without_spaces_are_read_by_character() -> None:
    exam = Exams({"a.fp": fingerprint([{"q": "小明有三十五个苹果他给了小红十二个后来又买了七个请问现在有几个"}])})

    assert exam.look(["问题:小明有三十五个苹果,他给了小红十二个,后来又买了七个。"])[0] is not None
    assert [None] == exam.look(["小红有五个梨,她吃了两个,还剩几个?"])


def test_the_same_exam_gives_the_same_file_and_none_of_its_text() -> None:
    data = fingerprint(ITEMS).dump()

    assert data == fingerprint(iter(ITEMS)).dump()
    assert not [word for word in (*NOUNS, *VERBS, "Person") if word.encode() in data]
    header = json.loads(data.partition(b"\n")[0])
    assert (60, 60, 60, ["answer", "question"]) == (
        header["items"], header["passages"], header["too_short"], header["fields"],
    )  # fmt: skip


def test_an_exam_without_a_passage_is_refused() -> None:
    with pytest.raises(InputError, match="no item holds a passage"):
        fingerprint([{"answer": "12"}, {}])


@given(at=st.integers(0, 100_000), byte=st.integers(0, 255))
def test_a_changed_byte_is_noticed(at: int, byte: int) -> None:
    data = bytearray(fingerprint(ITEMS[:3]).dump())
    at %= len(data)
    if data[at] == byte:
        return
    data[at] = byte

    with pytest.raises(InputError, match="fingerprint"):
        load(bytes(data), where="exam.fp")


@given(size=st.integers(0, 10_000))
def test_a_file_that_was_cut_off_is_noticed(size: int) -> None:
    data = fingerprint(ITEMS[:3]).dump()
    if size >= len(data):
        return

    with pytest.raises(InputError, match="fingerprint"):
        load(data[:size], where="exam.fp")


def _forged(made: Fingerprint, **changes: object) -> bytes:
    return replace(made, **changes).dump()  # type: ignore[arg-type]


def test_a_file_that_lies_with_a_sound_checksum_is_refused() -> None:
    made = fingerprint(ITEMS[:3])

    for lie in ({"longs": made.longs + 1}, {"field": made.field + 9}, {"salt": b"short"}, {"long": made.long[:-1]}):
        with pytest.raises(InputError, match="contradicts itself"):
            load(_forged(made, **lie), where="exam.fp")
    with pytest.raises(InputError, match="version 2"):
        load(made.dump().replace(b'"version":1', b'"version":2'), where="exam.fp")
    for other in (b"", b"\n", b"{}", b"[" * 90_000, b"PK\3\4", b'{"format":"provender-fingerprint"}', b"9" * 9000):
        with pytest.raises(InputError, match="no fingerprint"):
            load(other, where="exam.fp")


@given(texts=st.lists(st.text(max_size=60), max_size=5))
def test_no_text_breaks_the_index_and_neighbours_change_nothing(texts: list[str]) -> None:
    assert EXAMS.look(texts) == [match for text in texts for match in EXAMS.look([text])]


def _judged(text: str, fate: str, verifier: str = "some") -> Judged:
    record = Record(payload=Problem(text, "1"), origin=Shard(seed=1, start=0, count=1).origin("x", "1", 0))
    return Judged(record=record, fate=fate, verifier=verifier, grade="proved" if fate == "accepted" else "")


def test_a_repeat_is_refused_with_its_digest_and_what_failed_stays() -> None:
    text = ITEMS[4]["question"]
    given = [
        _judged(text, "accepted"), _judged("What is two and two?", "accepted"),
        _judged(text, "rejected"), _judged(text, "rejected", UNVERIFIED),
    ]  # fmt: skip

    told = refuse_exam_items(given, EXAMS)

    assert ["limits.decontaminate", "some", "some", "limits.decontaminate"] == [each.verifier for each in told]
    assert ("rejected", "", "repeats an item that is fingerprinted in exam.fp") == (
        told[0].fate, told[0].grade, told[0].reason,
    )  # fmt: skip
    assert "5 (question)" == told[0].evidence["item"]
    assert not any(word in str(told[0].evidence) for word in NOUNS)
    assert given == refuse_exam_items(given, None)
