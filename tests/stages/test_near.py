"""Near repeats: both kernels agree, the estimate is fair, and nothing is refused that is not as alike as said."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.stages.near.repeats import NearSeen
from provender.stages.near.signing import fold, shingles, similarity

WORDS = [f"{a}{b}{c}" for a in "bdklmnprst" for b in "aeiou" for c in "bdklmnprst"]


def _text(rng, length=60):
    return " ".join(rng.choices(WORDS, k=length))


def _edited(rng, text, edits):
    words = text.split()
    for place in rng.sample(range(len(words)), edits):
        words[place] = rng.choice(WORDS)
    return " ".join(words)


def _store(threshold, *, plain=False):
    """An index over a plain list of texts, and that list."""
    kept: dict[int, str] = {}
    recall = lambda places: {place: kept[place] for place in places}  # noqa: E731
    return NearSeen(threshold=threshold, recall=recall, plain=plain), kept


def _take(near, kept, texts, *, start=0, skip=frozenset()):
    places = np.arange(start, start + len(texts), dtype=np.uint64)
    looked = near.look(texts, places, skip=skip)
    stays = np.array([row not in looked.twins and row not in skip for row in range(len(texts))], bool)
    near.keep(looked, stays)
    kept.update({start + row: text for row, text in enumerate(texts) if stays[row]})
    return looked.twins


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.9, 1.0])
@given(texts=st.lists(st.text(max_size=60) | st.text("ab +\n.é", max_size=40), max_size=12))
def test_both_kernels_find_the_same_twins(texts, threshold):
    fast, kept = _store(threshold)
    slow, kept_too = _store(threshold, plain=True)

    for start in range(0, len(texts), 5):
        batch = texts[start : start + 5]
        assert _take(fast, kept, batch, start=start) == _take(slow, kept_too, batch, start=start)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.85])
def test_every_pair_that_is_alike_enough_is_found(threshold, plain):
    rng = random.Random(11)
    texts = [_text(rng, rng.randint(1, 60)) for _ in range(60)]
    texts += [_edited(rng, text, min(rng.randint(0, 6), len(text.split()))) for text in texts for _ in range(2)]
    rng.shuffle(texts)
    near, kept = _store(threshold, plain=plain)
    found: dict[int, object] = {}
    for start in range(0, len(texts), 40):
        found |= {start + row: twin for row, twin in _take(near, kept, texts[start : start + 40], start=start).items()}

    sets = [shingles(text) for text in texts]
    for at, mine in enumerate(sets):
        earlier = [(similarity(mine, sets[other]), -other) for other in kept if other < at]
        alike, other = max(earlier, default=(0.0, 0))
        assert (at in found) == (alike >= threshold)
        assert at not in found or found[at] == (-other, alike)


def test_planted_copies_are_found_and_every_twin_is_as_alike_as_said():
    rng = random.Random(7)
    texts = [_text(rng) for _ in range(400)]
    copied = range(0, 400, 4)
    near, kept = _store(0.8)
    assert not _take(near, kept, texts)

    twins = _take(near, kept, [_edited(rng, texts[row], 1) for row in copied], start=400)

    assert len(twins) >= 97  # whatever is alike enough is found; three edits may have fallen on one text
    assert all(twin.place == copied[row] and twin.alike >= 0.8 for row, twin in twins.items())


def test_another_order_of_words_and_another_operator_are_no_repeats():
    near, kept = _store(0.5)
    _take(near, kept, ["what is 3 + 4 today", "one two three four five six"])

    assert not _take(near, kept, ["what is 3 - 4 today", "six five four three two one"], start=2)


def test_case_spaces_and_points_are_no_difference():
    near, kept = _store(1.0)
    _take(near, kept, ["One two, three: four."])

    assert 0 == _take(near, kept, ["one  TWO three\nfour"], start=1)[0].place


def test_a_batch_is_its_own_past_and_refused_rows_are_nobodys_twins():
    text = _text(random.Random(1))
    near, kept = _store(0.8)

    twins = _take(near, kept, [text, text, text], skip={0})

    assert {2} == set(twins)
    assert 1 == twins[2].place


@pytest.mark.parametrize("size", [1, 7, 50])
def test_batches_of_any_size_find_the_same_twins(size):
    rng = random.Random(3)
    texts = [_text(rng, 30) for _ in range(50)]
    texts += [_edited(rng, texts[row], row % 3) for row in range(50)]
    rng.shuffle(texts)
    near, kept = _store(0.7)

    twins: dict[int, object] = {}
    for start in range(0, len(texts), size):
        found = _take(near, kept, texts[start : start + size], start=start)
        twins |= {start + row: twin for row, twin in found.items()}

    whole, all_kept = _store(0.7)
    assert _take(whole, all_kept, texts) == twins


def test_texts_without_words_are_never_repeats():
    near, kept = _store(0.5)

    assert not _take(near, kept, ["", "...", "\0", "!?"])


def test_hostile_texts_cost_bounded_work():
    near, kept = _store(0.5)
    texts = ["a " * 2_000_000, "\ud800" * 10, "x" * 2_000_000, "\0 " * 100]

    _take(near, kept, texts)

    assert all(len(fold(text)) <= 1 << 20 for text in texts)


def test_the_index_costs_a_few_bytes_a_key():
    rng = random.Random(2)
    near, kept = _store(0.8)
    for start in range(0, 4_000, 250):
        _take(near, kept, [_text(rng, 100) for _ in range(250)], start=start)

    keys = 98 - 79 + 8  # of 98 shingles those that are not sure to be shared, and eight
    assert near.nbytes < len(kept) * 8 * keys * 3  # a third of a table just doubled is taken


def test_many_of_one_kind_cost_bounded_work():
    """Texts that share most of their words with hundreds of others, but none enough."""
    rng = random.Random(4)
    frame = _text(rng, 40)
    near, kept = _store(0.9)

    assert not _take(near, kept, [f"{frame} {_text(rng, 20)}" for _ in range(600)])
