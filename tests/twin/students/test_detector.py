"""The detector: it finds what is there, says the same of the same pictures, and is marked by who could be seen."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from provender.core.artefact import Artefact
from provender.core.errors import InputError, RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.twin.frame import Frame
from provender.twin.generators.frames import Frames
from provender.twin.students._lessons import Order, Pieces, batches, standardised, targets, whole
from provender.twin.students._network import Detections, detect, draw
from provender.twin.students._pictures import Pictures, chosen, joined, pictures
from provender.twin.students._slices import asked, scorecard, slices
from provender.twin.students.detector import Detector

HIGH, WIDE = 36, 64
SIZES = ((10, 4), (8, 8), (6, 14))  # high and wide, of each class
COLOURS = ((200, 60, 60), (60, 200, 60), (60, 60, 200))


def shapes(count: int, seed: int) -> Pictures:
    """Rectangles of three colours on noise, two a picture, as pedestrians, cyclists and vehicles."""
    rng = np.random.default_rng(seed)
    colours = rng.integers(60, 140, (count, HIGH, WIDE, 3), np.uint8)
    classes = rng.integers(0, 3, 2 * count)
    boxes = np.zeros((2 * count, 4))
    for at, which in enumerate(classes):
        high, wide = SIZES[which]
        x, y = rng.integers(0, WIDE // 2 - wide) + (at % 2) * (WIDE // 2), rng.integers(0, HIGH - high)
        boxes[at] = x, y, x + wide, y + high
        colours[at // 2, y : y + high, x : x + wide] = COLOURS[which]
    lights = [("day", "night")[at % 3 == 0] for at in range(count)]
    return Pictures(
        colours=colours,
        tags=tuple({"light": light} for light in lights),
        of=np.repeat(np.arange(count), 2),
        classes=classes,
        boxes=boxes,
        shown=np.where(np.arange(2 * count) % 5 == 0, 0.3, 1.0),
        contrast=np.where(np.arange(2 * count) % 7 == 0, 0.01, 0.6),
        about=tuple({"age": "adult", "tone": "dark", "build": "heavy"} if which == 0 else {} for which in classes),
    )


def perfect(truth: Pictures) -> Detections:
    """Everybody, found as they are."""
    return Detections(truth.of, truth.classes, truth.boxes, np.linspace(1, 0.5, len(truth.of)))


def those(found: Detections, which: "np.ndarray[Any, np.dtype[np.bool_]]") -> Detections:
    """Some of what was found."""
    return Detections(found.of[which], found.classes[which], found.boxes[which], found.scores[which])


def test_who_finds_everybody_has_full_marks_in_every_slice() -> None:
    truth = shapes(240, seed=1)
    card = scorecard(perfect(truth), truth, least=4)

    assert card.overall == 1.0
    assert set(card.by_tag.values()) == {1.0}
    assert (card.interval.low, card.interval.high) == (1.0, 1.0)
    assert card.n == int((truth.contrast >= 0.05).sum())
    assert {("light", "night"), ("shown", "little"), ("contrast", "none"), ("age by night", "adult")} <= {*card.by_tag}
    assert sum(n for (tag, _), n in card.n_by_tag.items() if tag == "class") == card.n


def test_who_finds_nobody_has_none() -> None:
    truth = shapes(30, seed=2)
    nothing = Detections(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, 4)), np.zeros(0))

    assert scorecard(nothing, truth, least=4).overall == 0.0


def test_whom_nobody_could_perceive_is_asked_for_in_a_slice_of_its_own_alone() -> None:
    truth = shapes(300, seed=3)
    unseen = truth.contrast < 0.05
    found = perfect(truth)
    card = scorecard(those(found, ~unseen), truth, least=4)

    assert card.overall == 1.0
    assert card.by_tag["contrast", "none"] == 0.0
    assert card.by_tag["contrast", "strong"] == 1.0


def test_a_slice_suffers_from_what_is_missed_in_it_and_no_other() -> None:
    truth = shapes(90, seed=4)
    night = np.array([tags["light"] == "night" for tags in truth.tags])[truth.of]
    card = scorecard(those(perfect(truth), ~night), truth, least=4)

    assert card.by_tag["light", "night"] == 0.0
    assert card.by_tag["light", "day"] == 1.0
    assert card.by_tag["tone by day", "dark"] == 1.0
    assert card.by_tag["tone by night", "dark"] == 0.0
    assert 0.5 < card.overall < 0.8


def test_slices_of_things_part_those_that_are_asked_for() -> None:
    truth = shapes(40, seed=5)
    whole, count = asked(truth, 4), np.zeros(len(truth.of), int)
    for part in slices(truth, 4):
        assert part.pictures[truth.of[part.things]].all()
        count += part.things * (part.tag[0] == "shown")

    assert count.tolist() == whole.astype(int).tolist()


def test_targets_lie_where_things_are_and_mirrored_ones_on_the_other_side() -> None:
    truth = shapes(8, seed=6)
    places, straight = np.arange(8), np.zeros(8, bool)
    one, other = (
        targets(truth, np.ones(16, bool), whole(truth.colours, places, flag)) for flag in (straight, ~straight)
    )

    assert (one.heat == 1).sum() >= 14  # two of one class may share a cell
    assert one.heat.sum() == pytest.approx(other.heat.sum(), rel=0.2)
    for at in range(16):
        x, y = (truth.boxes[at, :2] + truth.boxes[at, 2:]) / 8
        assert one.heat[at // 2, int(y), int(x), truth.classes[at]] == 1.0
        sides = one.box[at // 2, int(y), int(x)] * 4
        assert sides[0] + sides[2] == pytest.approx(truth.boxes[at, 2] - truth.boxes[at, 0], abs=0.5)


def test_whom_nobody_asks_for_is_neither_taught_nor_held_against() -> None:
    truth = shapes(4, seed=7)
    target = targets(truth, np.zeros(8, bool), whole(truth.colours, np.arange(4), np.zeros(4, bool)))

    assert target.heat.sum() == target.weight.sum() == 0
    assert (target.known == 0).sum() > 20


def test_a_piece_says_of_who_is_in_it_what_the_whole_says_there() -> None:
    truth, everybody = shapes(6, seed=7), np.ones(12, bool)
    straight = np.zeros(6, bool)
    left = Pieces(np.arange(6), np.zeros((6, 2), np.int64), straight, (WIDE // 2, HIGH))
    one, other = (
        targets(truth, everybody, whole(truth.colours, np.arange(6), straight)),
        targets(truth, everybody, left),
    )

    assert (other.heat == 1).sum() == 6  # one of two is in the left half
    assert (np.argwhere(other.heat == 1) == np.argwhere(one.heat[:, :, :8] == 1)).all()


def test_who_is_less_than_half_in_a_piece_is_not_asked_for_there() -> None:
    truth = shapes(1, seed=7)._replace(boxes=np.array([[10.0, 8, 18, 16], [40, 8, 48, 16]]))
    seen = [
        targets(truth, np.ones(2, bool), Pieces(np.zeros(1, np.int64), np.array([[x, 0]]), np.zeros(1, bool), (24, 24)))
        for x in (12, 15)
    ]

    assert [int((one.heat == 1).sum()) for one in seen] == [1, 0]
    assert (seen[1].known == 0).any()


def test_pieces_of_pictures_lie_mostly_about_somebody() -> None:
    truth = shapes(40, seed=8)
    few = truth._replace(classes=np.where(np.arange(80) % 16 == 0, 0, 2))
    order = Order(steps=60, batch=8, window=40)
    found = [
        target.heat.max((1, 2)) == 1 for _, target in batches(few, np.ones(80, bool), order, np.random.default_rng(1))
    ]
    share = np.concatenate(found).mean(0)

    assert order.size(truth.colours) == (40, 24)
    assert share[1] == 0
    assert share[0] > 0.06  # in an eighth of the pictures; there, mostly looked at
    assert share[2] > 0.7


def test_pictures_are_standardised_and_padded() -> None:
    shown = standardised(shapes(3, seed=8).colours)

    assert shown.shape == (3, 40, 64, 3)
    assert np.allclose(shown[:, :HIGH].mean((1, 2, 3)), 0, atol=1e-5)
    assert not shown[:, HIGH:].any()


def test_parts_joined_are_the_whole() -> None:
    truth = shapes(10, seed=9)
    halves = [chosen(truth, np.arange(5)), chosen(truth, np.arange(5, 10))]
    whole = joined(halves)

    for name in Pictures._fields:
        assert np.array_equal(getattr(whole, name), getattr(truth, name)), name
    assert chosen(truth, np.array([7])).boxes.tolist() == truth.boxes[14:16].tolist()


def test_fresh_weights_find_next_to_nothing() -> None:
    found = detect(draw(8, np.random.default_rng(0)), shapes(3, seed=1).colours, least=0.2)

    assert len(found.of) == 0


@pytest.mark.parametrize(
    "dials", [{"wide": 0}, {"passes": 0.0}, {"rate": 1.0}, {"steps": 0}, {"least": -1.0}, {"window": 20}]
)
def test_dials_out_of_range_are_refused(dials: dict[str, Any]) -> None:
    with pytest.raises(RecipeError):
        Detector(**dials)


def test_no_pictures_are_refused() -> None:
    with pytest.raises(RecipeError, match="none of the records is a picture"):
        Detector().fit([], seed=0)


def test_another_students_artefact_is_refused() -> None:
    junk = Artefact(content=b"junk", kind="", made_by="", from_data="")

    with pytest.raises(InputError, match="no fitted detector"):
        Detector().marks(junk, shapes(2, seed=1))


@pytest.mark.slow
def test_a_detector_finds_shapes_that_it_never_saw() -> None:
    part = Detector(steps=260, batch=16, rate=5e-3, least=4, width=12)
    fitted = part.learned(shapes(200, seed=11), seed=3)
    card = part.marks(fitted, shapes(60, seed=12))

    assert card.overall > 0.6


@pytest.mark.slow
def test_frames_are_learned_from_in_whatever_order_and_marked_by_who_is_in_them() -> None:
    made = [*Frames(map="city", wide=160, light="day", weather="clear")(Shard(seed=5, start=0, count=6, recipe=""))]
    part = Detector(steps=3, batch=4, width=4)
    fitted = part.fit(made, seed=0)

    assert part.fit(made[::-1], seed=0).content == fitted.content
    assert part.score(fitted, made).n == asked(pictures(made, wide=160, where="a test"), part.least).sum() > 0
    _as_they_show(made)
    with pytest.raises(RecipeError, match="pixels cannot be learned together"):
        part.fit([*made[:1], *Frames(map="city", wide=176)(Shard(seed=5, start=0, count=1, recipe=""))], seed=0)


def _as_they_show(made: list[Record]) -> None:
    """Boxes, ages and lights of pictures are those of their frames; a picture of half the width has half the boxes."""
    whole, half = (pictures(made, wide=wide, where="a test") for wide in (160, 80))
    frames = [record.payload for record in made if isinstance(record.payload, Frame)]
    told = [thing for frame in frames for thing in frame.things if thing.shown > 0 and thing.kind in ("adult", "child")]

    assert half.colours.shape == (6, 45, 80, 3)
    assert half.boxes.tolist() == (whole.boxes / 2).tolist()
    assert [about["age"] for about in whole.about if about] == [thing.kind for thing in told]
    assert whole.boxes[whole.classes == 0].tolist() == [list(map(float, thing.box)) for thing in told]
    assert {tags["light"] for tags in whole.tags} == {"day"}
    other = replace(made[0], tags={"light": "noon"})
    assert pictures([other], wide=160, where="a test").tags[0]["light"] == "noon"  # a record's own word comes first
