"""A piece of a map is a map: nothing in it names what is not there."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twin.maps.laws import breaches

from provender.twin.maps.city.city import City, build
from provender.twin.maps.crop import around, crop

CITY = build(City(kind="grid", seed=3, size=160))
places = st.floats(-150, 150)


@settings(max_examples=40)
@given(x=places, y=places, reach=st.floats(1, 200))
def test_a_piece_is_sound(x: float, y: float, reach: float) -> None:
    assert breaches(crop(CITY, around(x, y, reach))) == []


def test_a_piece_as_large_as_the_map_is_the_map() -> None:
    assert crop(CITY, around(0, 0, 1_000)) == CITY


def test_a_piece_holds_what_lies_in_its_box_and_nothing_far_away() -> None:
    piece = crop(CITY, around(0, 0, 30))

    inside = [house.id for house in CITY.buildings if (np.abs(house.outline) < 30).all()]
    assert set(inside) <= {house.id for house in piece.buildings}
    assert all((np.abs(tree.at) <= 30).all() for tree in piece.trees)
    assert 0 < len(piece.lanes) < len(CITY.lanes)


def test_nowhere_is_empty() -> None:
    assert crop(CITY, around(10_000, 0, 5)).lanes == ()
