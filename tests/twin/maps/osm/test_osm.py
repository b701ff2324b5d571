"""OpenStreetMap files: what they tell is kept, what they leave open is guessed by rule, what is broken is told of."""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twin.maps.laws import breaches, stranded
from tests.twin.maps.small import lines, node, town

from provender.core.errors import InputError
from provender.twin.maps.map import LaneKind, Map
from provender.twin.maps.osm.reader import read_osm
from provender.twin.maps.osm.tags import number, section_of
from provender.twin.maps.written import from_json, to_json


def read(text: str, **more: int) -> Map:
    """A text as a map."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "town.osm"
        file.write_text(text, "utf-8")
        return read_osm(file, **more)  # type: ignore[arg-type]


TOWN = read(town())


def test_a_sound_file_is_read_without_a_warning() -> None:
    assert TOWN.warnings == ()
    assert breaches(TOWN) == []
    assert "OpenStreetMap" in TOWN.attribution


def test_a_street_has_the_lanes_it_tells() -> None:
    road = TOWN.road["way/100/0"]
    kinds = [TOWN.lane[name].kind for name in road.lanes]

    assert kinds.count(LaneKind.DRIVING) == 4
    assert TOWN.lane["way/100/0:f1"].speed == pytest.approx(50 / 3.6)
    assert road.name == "Long <Street>"


def test_a_one_way_street_has_its_pavement_and_its_parking_where_they_are_told() -> None:
    road = TOWN.road["way/101/0"]

    assert [name.rpartition(":")[2] for name in road.lanes] == ["walk-l", "f1", "park-r"]


def test_streets_that_meet_are_joined() -> None:
    assert [junction.id for junction in TOWN.junctions] == ["node/1"]
    ahead = TOWN.lane["way/100/0:f2"].successors
    leads = {name for turn in ahead for name in TOWN.lane[turn].successors}

    assert "way/100/1:f2" in leads
    assert stranded(TOWN, TOWN.lanes) == []


def test_a_building_stands_where_and_as_high_as_is_told() -> None:
    houses = {house.id: house for house in TOWN.buildings}
    court, block = houses["relation/200"], houses["way/112"]

    assert (court.height, court.told, len(court.holes)) == (15.0, "height", 1)
    assert (block.height, block.told) == (12.0, "levels")
    wide, high = np.ptp(court.outline, axis=0)
    assert (wide, high) == (pytest.approx(30, abs=0.1), pytest.approx(30, abs=0.1))


def test_single_things_are_found() -> None:
    assert [(tree.height, tree.crown) for tree in TOWN.trees[:1]] == [(12.0, 6.0)]
    assert len(TOWN.trees) == 1 + 4, "a row of 30 metres holds four"
    assert len(TOWN.lamps) == 1
    assert [(crossing.kind, crossing.id) for crossing in TOWN.crossings] == [("zebra", "node/6")]
    reach = np.hypot(*(TOWN.crossings[0].line[0] - TOWN.crossings[0].line[1]))
    assert reach == pytest.approx(4 * 3.25, abs=0.01)


def test_lights_speak_to_those_who_arrive() -> None:
    lights = [signal for signal in TOWN.signals if signal.kind == "lights"]

    assert sorted(signal.lanes[0] for signal in lights) == ["way/100/0:f1", "way/100/1:b2", "way/101/0:f1"]
    for light in lights:
        lane = TOWN.lane[light.lanes[0]]
        way = lane.centre[-1] - lane.centre[0]
        assert np.cos(light.heading) * way[0] + np.sin(light.heading) * way[1] > 0


def test_heights_by_rule_depend_on_the_seed_and_the_building_alone() -> None:
    plain = town().replace('<tag k="building:levels" v="4"/>', "")
    heights = {seed: {house.id: house.height for house in read(plain, seed=seed).buildings} for seed in range(4)}

    assert len({told["way/112"] for told in heights.values()}) > 1
    other = plain.replace('<tag k="height" v="15 m"/>', "")
    assert read(other, seed=2).buildings[0].height == heights[2]["way/112"]


def test_britain_drives_on_the_left() -> None:
    assert TOWN.drives == "right"
    assert read(town().replace('lat="52.', 'lat="51.').replace('lon="13.', 'lon="-1.')).drives == "left"


@pytest.mark.parametrize(
    ("text", "metres"),
    [("3.5", 3.5), ("3,5 m", 3.5), ("10'", 3.048), ("6'3\"", 1.905), ("wide", None), ("-3", None), ("9" * 400, None)],
)
def test_lengths_are_read_in_every_unit(text: str, metres: float | None) -> None:
    assert number(text) == (None if metres is None else pytest.approx(metres))


@pytest.mark.parametrize(
    ("tags", "lanes"),
    [
        ({"highway": "residential"}, (1, 1)),
        ({"highway": "motorway"}, (2, 0)),
        ({"highway": "primary", "oneway": "-1", "lanes": "3"}, (0, 3)),
        ({"highway": "primary", "lanes": "3", "lanes:forward": "2"}, (2, 1)),
        ({"highway": "primary", "lanes": "99"}, (6, 6)),
        ({"highway": "tertiary", "junction": "roundabout"}, (1, 0)),
        ({"highway": "primary", "lanes": "many"}, (1, 1)),
    ],
)
def test_lanes_are_counted_as_told(tags: dict[str, str], lanes: tuple[int, int]) -> None:
    section = section_of(tags)

    assert (section.forward, section.backward) == lanes


def moved(name: str, lat: str) -> Callable[[str], str]:
    """Puts a node at another latitude."""
    return lambda text: re.sub(rf'(<node id="{name}" lat=)"[^"]*"', rf'\1"{lat}"', text)


def without(name: str) -> Callable[[str], str]:
    """Takes a node out."""
    return lambda text: re.sub(rf'<node id="{name}".*\n', "", text)


def instead(old: str, new: str) -> Callable[[str], str]:
    """Puts something in the place of something else."""
    return lambda text: text.replace(old, new)


HOUSE = '<nd ref="20"/><nd ref="21"/><nd ref="22"/>'
BROKEN: dict[str, tuple[Callable[[str], str], str, str]] = {
    "a building that crosses itself": (
        instead(f'{HOUSE}<nd ref="23"/>', '<nd ref="20"/><nd ref="22"/><nd ref="21"/><nd ref="23"/>'),
        "way/112",
        "crosses itself",
    ),
    "a missing node of a building": (without("22"), "way/112", "lacks 1"),
    "a missing node of a road": (without("2"), "way/100", "lacks some"),
    "a way of one node": (instead('<nd ref="33"/><nd ref="5"/>', '<nd ref="33"/>'), "way/130", "no length"),
    "a way without length": (
        instead('<nd ref="33"/><nd ref="5"/>', '<nd ref="33"/><nd ref="33"/>'),
        "way/130",
        "length",
    ),
    "a place off the earth": (moved("30", "91"), "node/30", "no place"),
    "a number that is none": (moved("30", "nan"), "node/30", "no place"),
    "a place far away": (moved("30", "0"), "node/30", "50 km"),
    "a hole outside": (
        lambda text: re.sub(r'(<node id="1[4-7]" lat="[^"]*" lon=)"13.400', r'\1"13.409', text),
        "relation/200",
        "hole",
    ),
    "a missing member": (instead('ref="111"', 'ref="999"'), "relation/200", "lacks 1"),
    "an outline that stays open": (instead('<nd ref="13"/><nd ref="10"/></way>', "</way>"), "relation/200", "close"),
    "the same node twice": (instead("</osm>", node("30", 0, 0) + "</osm>"), "node/30", "twice"),
    "a base above the height": (
        instead('v="15 m"/>', 'v="15 m"/><tag k="min_height" v="20"/>'),
        "relation/200",
        "begins at",
    ),
    "a height that is none": (instead('v="15 m"', 'v="tall"'), "relation/200", "by rule"),
    "a building without area": (
        instead(f'{HOUSE}<nd ref="23"/>', '<nd ref="20"/><nd ref="21"/><nd ref="20"/><nd ref="21"/>'),
        "way/112",
        "no area",
    ),
    "lanes beyond counting": (instead('k="lanes" v="4"', 'k="lanes" v="1000000"'), "way/100", "lanes='1000000'"),
    "a negative limit": (instead('k="maxspeed" v="50"', 'k="maxspeed" v="-50"'), "way/100", "maxspeed='-50'"),
    "a width that is none": (instead('k="oneway" v="yes"', 'k="width" v="broad"'), "way/101", "width='broad'"),
    "a layer that is none": (instead('k="oneway" v="yes"', 'k="layer" v="up"'), "way/101", "layer='up'"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_part_is_told_of_and_the_rest_is_read(fault: str) -> None:
    spoil, name, what = BROKEN[fault]
    spoilt = spoil(town())
    assert spoilt != town()

    found = read(spoilt)

    assert any(name == warned.id and what in warned.what for warned in found.warnings), found.warnings
    assert breaches(found) == []
    assert len(found.lanes) >= len(TOWN.lanes) - 8


def test_a_way_of_which_no_two_neighbours_are_left_is_told_of_so() -> None:
    found = read(without("33")(town()))

    assert ("way/130", "lacks some of its nodes; nothing of it is left") in found.warnings


def test_at_a_node_where_hundreds_meet_all_but_a_few_are_left_out() -> None:
    nodes = [node(f"9{at}", 52.5 + 0.0003 * (at % 15 + 1), 13.4 + 0.0004 * (at // 15 + 1)) for at in range(150)]
    ways = [f'<way id="9{at}"><nd ref="1"/><nd ref="9{at}"/><tag k="highway" v="service"/></way>' for at in range(150)]
    found = read(town().replace("</osm>", "\n".join([*nodes, *ways, "</osm>"])))

    assert any("node/1" == warned.id and "more than 24 streets" in warned.what for warned in found.warnings)
    assert len(found.lanes) < 2_000  # paths through a junction grow by the square of its streets
    assert breaches(found) == []


def test_a_town_on_the_date_line_is_one_town() -> None:
    ends = node("1", 10.0, 179.9999), node("2", 10.0, -179.9999)
    way = '<way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>'
    found = read(f"<osm>{''.join(ends)}{way}</osm>")

    assert found.warnings == ()
    assert 20 < found.bounds[2] - found.bounds[0] < 30


LAUGHS = '<!DOCTYPE osm [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><osm><node id="&b;" lat="1" lon="1"/></osm>'


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no element found"),
        ("<osm>", "no element found"),
        ("not xml", "syntax error"),
        ("<html/>", "not <osm>"),
        ("<osm/>", "no node"),
        (LAUGHS, "document type"),
        ('<!DOCTYPE osm SYSTEM "file:///etc/passwd"><osm/>', "document type"),
        ("<osm>" + "<a>" * 100 + "</a>" * 100 + "</osm>", "levels"),
        ('<?xml version="1.0" encoding="klingon"?><osm/>', "encoding"),
        (town()[: len(town()) // 2], "line"),
    ],
)
def test_what_is_no_map_is_one_clear_error(text: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read(text)


def test_a_flood_of_warnings_is_counted() -> None:
    flood = "".join(node(str(at), 99, 0) for at in range(1000, 4000))

    warnings = read(town().replace("</osm>", f"{flood}</osm>")).warnings

    assert len(warnings) == 2001
    assert warnings[-1].what == "and 1,000 more"


cuts = st.tuples(st.integers(0, len(lines()) - 1), st.sampled_from(["drop", "twice", "swap", "chars", "number"]))


@settings(max_examples=60)
@given(cuts=st.lists(cuts, min_size=1, max_size=4), salt=st.integers(0, 10**6), junk=st.text(max_size=4))
def test_a_spoilt_file_is_read_or_refused_and_never_crashes(cuts: list[tuple[int, str]], salt: int, junk: str) -> None:
    told = lines()
    for at, how in cuts:
        told = spoilt(told, at % len(told) if told else 0, how, salt=salt, junk=junk)

    try:
        found = read("\n".join(told).encode("utf-8", "replace").decode())
    except InputError:
        return
    assert breaches(found) == []
    assert from_json(to_json(found)) == found


def spoilt(told: list[str], at: int, how: str, *, salt: int, junk: str) -> list[str]:
    """A file with one thing wrong."""
    if not told:
        return told
    before, line, after = told[:at], told[at], told[at + 1 :]
    spot = salt % (len(line) + 1)
    numbers = list(re.finditer(r"\d+(\.\d+)?", line))
    if how == "number" and numbers:
        where = numbers[salt % len(numbers)]
        value = ("0", "-1", "1e308", "nan", "1", "12", "52.5", "9" * 30)[salt % 8]
        line = line[: where.start()] + value + line[where.end() :]
    elif how == "chars":
        line = line[:spot] + junk + line[spot + 2 :]
    return [*before, *{"drop": [], "twice": [line, line], "swap": [*after[:1], line]}.get(how, [line]), *after]


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "buildings", "drives"),
    [
        ("neukolln", 126, "right"),
        ("leeds_cycleway", 50, "left"),
        ("bristol_contraflow_cycleway", 85, "left"),
        ("augsburg_tile", 30, "right"),
    ],
)
def test_a_real_town_is_sound(data: Path, name: str, buildings: int, drives: str) -> None:
    found = read_osm(data / "maps" / f"{name}.osm")

    assert breaches(found) == []
    assert stranded(found, found.lanes) == []
    assert len(found.buildings) >= buildings
    assert found.drives == drives
    assert len(found.warnings) < 20
