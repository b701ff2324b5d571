"""Near repeats: both kernels agree, the estimate is fair, and nothing is refused that is not as alike as said."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.stages.near.repeats import NearSeen, caught, rows_a_band
from provender.stages.near.signing import fold, shingles, signatures, similarity

WORDS = [f"{a}{b}{c}" for a in "bdklmnprst" for b in "aeiou" for c in "bdklmnprst"]


def _text(rng, length=60):
    return " ".join(rng.choices(WORDS, k=length))


def _edited(rng, text, edits):
    words = text.split()
    for place in rng.sample(range(len(words)), edits):
        words[place] = rng.choice(WORDS)
    return " ".join(words)


def _store(threshold):
    """An index over a plain list of texts, and that list."""
    kept: dict[int, str] = {}
    return NearSeen(threshold=threshold, recall=lambda places: {place: kept[place] for place in places}), kept


def _take(near, kept, texts, *, start=0, skip=frozenset()):
    places = np.arange(start, start + len(texts), dtype=np.uint64)
    looked = near.look(texts, places, skip=skip)
    stays = np.array([row not in looked.twins and row not in skip for row in range(len(texts))], bool)
    near.keep(looked, stays)
    kept.update({start + row: text for row, text in enumerate(texts) if stays[row]})
    return looked.twins


@given(st.lists(st.text(max_size=60) | st.text("ab +\n.é", max_size=40), max_size=6))
def test_both_kernels_give_the_same_bits(texts):
    assert np.array_equal(signatures(texts, plain=True), signatures(texts))


@given(st.lists(st.text("ab c", max_size=30), min_size=1, max_size=5))
def test_a_signature_depends_on_its_text_alone(texts):
    assert np.array_equal(signatures(texts), np.concatenate([signatures([text]) for text in texts]))


def test_signatures_estimate_similarity_without_bias_and_as_sharply_as_independent_hashes():
    rng = random.Random(5)
    pairs = [(text, _edited(rng, text, 3)) for text in (_text(rng) for _ in range(400))]
    truth = np.array([similarity(shingles(a), shingles(b)) for a, b in pairs])
    one, other = signatures([a for a, _ in pairs]), signatures([b for _, b in pairs])
    errors = (one == other).mean(axis=1) - truth
    wanted = np.sqrt((truth * (1 - truth) / 128).mean())

    assert abs(errors.mean()) < 4 * wanted / 20  # four standard errors of 400 pairs: one false alarm in 16,000
    assert 0.85 < errors.std() / wanted < 1.15


def test_planted_copies_are_found_and_every_twin_is_as_alike_as_said():
    rng = random.Random(7)
    texts = [_text(rng) for _ in range(400)]
    copied = range(0, 400, 4)
    near, kept = _store(0.8)
    assert not _take(near, kept, texts)

    twins = _take(near, kept, [_edited(rng, texts[row], 1) for row in copied], start=400)

    assert len(twins) >= 97  # each has similarity >= 0.9 and is a candidate with probability > 0.9998
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


@pytest.mark.parametrize("threshold", [0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
def test_nine_in_ten_pairs_at_the_threshold_become_candidates(threshold):
    assert caught(threshold, rows_a_band(threshold)) >= 0.9


def test_the_index_costs_16_bytes_a_band():
    rng = random.Random(2)
    near, kept = _store(0.8)
    for start in range(0, 2_000, 250):
        _take(near, kept, [_text(rng, 20) for _ in range(250)], start=start)

    assert 16 * 16 * len(kept) == near.nbytes
