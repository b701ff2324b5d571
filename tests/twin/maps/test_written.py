"""A map comes back from its JSON to the bit, and its plan is well formed whatever its texts say."""

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.twin.maps.city.city import City, build
from provender.twin.maps.map import Building, Map, Warned
from provender.twin.maps.plan import plan
from provender.twin.maps.written import from_json, to_json

CITY = build(City(kind="roundabout", seed=3))
RING = np.array([[0.1, 0.2], [9.3, 0.4], [5.1, 7.7]])


@given(
    name=st.text(),
    origin=st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    warnings=st.lists(st.builds(Warned, st.text(), st.text()), max_size=3).map(tuple),
    height=st.floats(0.1, 1e6),
)
def test_a_map_comes_back_to_the_bit(
    name: str, origin: tuple[float, float] | None, warnings: tuple[Warned, ...], height: float
) -> None:
    house = Building(id="b", outline=RING, holes=(RING / 3 + 1,), height=height)
    first = Map(name=name, source="x", origin=origin, warnings=warnings, buildings=(house,))

    again = from_json(to_json(first))

    assert to_json(again) == to_json(first)
    assert (again.origin, again.warnings, again.buildings[0].height) == (origin, warnings, height)
    assert np.array_equal(again.buildings[0].holes[0], house.holes[0])


def test_a_whole_city_comes_back() -> None:
    assert from_json(to_json(CITY)) == CITY


def test_the_digest_sees_a_single_bit() -> None:
    lane = CITY.lanes[4]
    centre = lane.centre.copy()
    centre[0, 0] = np.nextafter(centre[0, 0], 1e9)
    other = replace(CITY, lanes=(*CITY.lanes[:4], replace(lane, centre=centre), *CITY.lanes[5:]))

    assert other.digest != CITY.digest


def test_what_is_not_finite_is_never_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(replace(CITY, origin=(float("nan"), 0.0)))


def test_a_plan_shows_every_thing_of_its_map() -> None:
    drawn = plan(replace(CITY, attribution="© everybody"))

    assert drawn.count("<title>house/") == len(CITY.buildings)
    assert drawn.count("<circle") == len(CITY.trees) + len(CITY.lamps) + len(CITY.signals)
    assert "© everybody" in drawn


@pytest.mark.parametrize("text", ["</svg><script>alert(1)</script>", '"><a href="x">', "\x00\x1b[2J\u202e"])
def test_a_plan_lets_no_hostile_text_through(text: str) -> None:
    house = Building(id=text, kind=text, outline=RING, height=3.0)

    drawn = plan(Map(name=text, source="x", attribution=text, buildings=(house,)))

    root = ElementTree.fromstring(drawn)
    tags = {element.tag for element in root.iter()}
    assert tags <= {"svg", "title", "rect", "path", "text", "circle", "line"}


def test_an_empty_map_has_a_plan() -> None:
    assert ElementTree.fromstring(plan(Map(name="nothing", source="x"))).tag == "svg"
