"""OpenDRIVE files: curves by their closed forms, lanes and links as told, broken roads told of."""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import fresnel
from tests.twin.maps.laws import breaches, stranded

from provender.core.errors import InputError
from provender.twin.maps.map import LaneKind, Map
from provender.twin.maps.opendrive.curves import Cubics, Line, Piece, poses
from provender.twin.maps.opendrive.reader import read_opendrive
from provender.twin.maps.written import from_json, to_json

ALONG = np.linspace(0.0, 40.0, 81)


def test_an_arc_is_a_circle() -> None:
    x, y, heading = poses(Piece(0, 0, 0, 0, 40, "arc", (0.05,)), ALONG).T

    assert x == pytest.approx(20 * np.sin(ALONG / 20), abs=1e-9)
    assert y == pytest.approx(20 * (1 - np.cos(ALONG / 20)), abs=1e-9)
    assert heading == pytest.approx(ALONG / 20)


@pytest.mark.parametrize("sharp", [1e-4, 0.002, 0.05])
def test_a_clothoid_agrees_with_fresnel(sharp: float) -> None:
    """x(s) = a C(s / a), y(s) = a S(s / a) with a = sqrt(pi / curvature growth); to a millionth, asked for."""
    a = np.sqrt(np.pi / sharp)
    sine, cosine = fresnel(ALONG / a)

    found = poses(Piece(0, 0, 0, 0, 40, "spiral", (0.0, 40 * sharp)), ALONG)

    assert np.abs(found[:, 0] - a * cosine).max() < 1e-9
    assert np.abs(found[:, 1] - a * sine).max() < 1e-9
    assert found[:, 2] == pytest.approx(sharp * ALONG**2 / 2)


@given(start=st.floats(-0.3, 0.3), end=st.floats(-0.3, 0.3), turn=st.floats(-3, 3))
def test_a_clothoid_runs_at_unit_speed_the_way_it_heads(start: float, end: float, turn: float) -> None:
    piece = Piece(0, 5, -3, turn, 30, "spiral", (start, end))
    s = np.linspace(0.01, 29.99, 50)
    step = 1e-4

    ahead, behind = poses(piece, s + step), poses(piece, s - step)
    moved = (ahead - behind)[:, :2] / (2 * step)

    heading = poses(piece, s)[:, 2]
    assert np.abs(moved - np.stack([np.cos(heading), np.sin(heading)], 1)).max() < 1e-5


def test_a_cubic_over_u_is_measured_along_itself() -> None:
    piece = Piece(0, 0, 0, 0, 30, "poly3", (0.0, 0.0, 0.01, 0.0))
    found = poses(piece, np.linspace(0, 30, 3001))

    assert found[:, 1] == pytest.approx(0.01 * found[:, 0] ** 2, abs=1e-6)
    assert np.hypot(*np.diff(found[:, :2], axis=0).T).sum() == pytest.approx(30, abs=1e-3)


@pytest.mark.parametrize(("normalized", "scale"), [(1.0, 10.0), (0.0, 1.0)])
def test_parametric_cubics_take_both_ranges(normalized: float, scale: float) -> None:
    shape = (0.0, scale, 0.0, 0.0, 0.0, 0.0, scale**2 / 20, 0.0, normalized)
    found = poses(Piece(0, 0, 0, 0, 10, "paramPoly3", shape), np.array([0.0, 5.0, 10.0]))

    assert found[:, :2] == pytest.approx(np.array([[0, 0], [5, 1.25], [10, 5]]))
    assert found[-1, 2] == pytest.approx(np.pi / 4)


def test_a_line_of_pieces_is_followed_from_one_to_the_next() -> None:
    line = Line([Piece(0, 0, 0, 0, 10, "line"), Piece(10, 10, 0, 0, np.pi * 5, "arc", (0.1,))])

    end = line.at(np.array([10 + np.pi * 5]))[0]

    assert end == pytest.approx([20, 10, np.pi / 2])


def test_records_along_a_road_hold_until_the_next() -> None:
    wide = Cubics(np.array([2.0, 5.0]), np.array([[3.0, 0.5, 0, 0], [1.0, 0, 0, 0]]))

    assert wide.at(np.array([0.0, 2.0, 4.0, 5.0, 9.0])) == pytest.approx([0.0, 3.0, 4.0, 1.0, 1.0])


WIDTH = '<width sOffset="0" a="3.5" b="0" c="0" d="0"/>'


def lane(number: int, link: str = "", kind: str = "driving", width: str = WIDTH) -> str:
    """A lane's XML."""
    return f'<lane id="{number}" type="{kind}"><link>{link}</link>{width}</lane>'


def road(name: str, plan: str, *, link: str, lanes: str, more: str = "") -> str:
    """A road's XML, one line."""
    return (
        f'<road id="{name}" junction="{"7" if name == "2" else "-1"}" name="R{name}"><link>{link}</link>'
        f'<type s="0" type="town"><speed max="50" unit="km/h"/></type><planView>{plan}</planView>'
        f'<lanes><laneSection s="0">{lanes}</laneSection></lanes>{more}</road>'
    )


def lines() -> list[str]:
    """Two straight roads of two lanes and an arc through a junction between them, an element a line."""
    both = f"<left>{lane(2, kind='sidewalk')}{lane(1)}</left><right>{lane(-1)}</right>"
    light = (
        '<signals><signal id="9" s="38" t="-4" orientation="+" dynamic="yes" type="1000001" zOffset="3"/></signals>'
        '<objects><object id="5" type="crosswalk" s="30" t="0" hdg="0" length="4" width="7"/>'
        '<object id="6" type="tree" s="20" t="12" height="9" radius="2"/></objects>'
    )
    through = '<predecessor id="-1"/><successor id="-1"/>'
    return [
        "<OpenDRIVE>",
        '<header revMajor="1" revMinor="6"><geoReference>'
        "<![CDATA[+proj=tmerc +lat_0=52.5 +lon_0=13.4 ]]></geoReference></header>",
        road(
            "1",
            '<geometry s="0" x="0" y="0" hdg="0" length="40"><line/></geometry>',
            link='<successor elementType="junction" elementId="7"/>',
            lanes=both,
            more=light,
        ),
        road(
            "2",
            f'<geometry s="0" x="40" y="0" hdg="0" length="{5 * np.pi}"><arc curvature="0.1"/></geometry>',
            link='<predecessor elementType="road" elementId="1" contactPoint="end"/>'
            '<successor elementType="road" elementId="3" contactPoint="start"/>',
            lanes=f"<right>{lane(-1, through)}</right>",
        ),
        road(
            "3",
            f'<geometry s="0" x="50" y="10" hdg="{np.pi / 2}" length="30"><line/></geometry>',
            link='<predecessor elementType="junction" elementId="7"/>',
            lanes=both,
        ),
        '<junction id="7"><connection id="0" incomingRoad="1" connectingRoad="2" contactPoint="start">'
        '<laneLink from="-1" to="-1"/></connection></junction>',
        "</OpenDRIVE>",
    ]


def read(text: str) -> Map:
    """A text as a map."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "small.xodr"
        file.write_text(text, "utf-8")
        return read_opendrive(file, attribution="made up")


SMALL = read("\n".join(lines()))


def test_a_sound_file_is_read_without_a_warning() -> None:
    assert SMALL.warnings == ()
    assert breaches(SMALL) == []
    assert (SMALL.origin, SMALL.attribution) == ((52.5, 13.4), "made up")


def test_lanes_run_the_way_traffic_goes() -> None:
    right, left = SMALL.lane["road/1/0/-1"], SMALL.lane["road/1/0/1"]

    assert right.centre[[0, -1], :2].tolist() == [[0, -1.75], [40, -1.75]]
    assert left.centre[[0, -1], :2].tolist() == [[40, 1.75], [0, 1.75]]
    assert right.speed == pytest.approx(50 / 3.6)
    assert SMALL.lane["road/1/0/2"].kind is LaneKind.WALKING
    assert SMALL.lane["road/1/0/2"].two_way


def test_a_junction_joins_its_roads() -> None:
    through = SMALL.lane["road/2/0/-1"]

    assert (through.predecessors, through.successors) == (("road/1/0/-1",), ("road/3/0/-1",))
    assert SMALL.junctions[0].lanes == ("road/2/0/-1",)
    assert np.hypot(*(through.centre[:, :2] - [40, 10]).T) == pytest.approx(11.75), "the right lane of a left turn"


def test_things_beside_the_road_are_found() -> None:
    assert [(light.kind, light.lanes, light.at.tolist()) for light in SMALL.signals] == [
        ("lights", ("road/1/0/-1",), [38, -4, 3])
    ]
    assert [(crossing.width, crossing.line.tolist()) for crossing in SMALL.crossings] == [
        (4.0, [[30, -3.5], [30, 3.5]])
    ]
    assert [(tree.height, tree.crown, tree.at.tolist()) for tree in SMALL.trees] == [(9, 4, [20, 12])]


def test_left_hand_traffic_runs_the_other_way() -> None:
    text = "\n".join(lines()).replace("<road ", '<road rule="LHT" ')
    told = read(text)

    assert told.drives == "left"
    assert told.lane["road/1/0/1"].centre[0, 0] == 0.0


def instead(old: str, new: str) -> Callable[[str], str]:
    """Puts something in the place of something else, once."""
    return lambda text: text.replace(old, new, 1)


BROKEN: dict[str, tuple[Callable[[str], str], str, str]] = {
    "a curve that there is none of": (instead("<arc curvature", "<helix curvature"), "road/2", "helix"),
    "a number that is none": (instead(' x="50"', ' x="nan"'), "road/3", "x='nan'"),
    "an absurd curvature": (instead('curvature="0.1"', 'curvature="1e5"'), "road/2", "bends"),
    "an absurd place": (instead(' x="50"', ' x="1e300"'), "road/3", "x='1e300'"),
    "a road without a line": (instead('length="30"', 'length="0"'), "road/3", "no reference line"),
    "a link to nowhere": (instead('elementId="3"', 'elementId="33"'), "road/2", "none"),
    "a link to a lane that is not there": (instead('to="-1"', 'to="-5"'), "road/2", "no lane -5"),
    "a link across a gap": (instead('y="10"', 'y="14"'), "road/2/0/-1", "m away"),
    "a lane without a number": (instead('<lane id="-1"', '<lane id="x"'), "road/1", "called 'x'"),
    "the same road twice": (instead('<road id="3"', '<road id="1"'), "road/1", "twice"),
    "a crosswalk without size": (instead('length="4"', 'length="0"'), "object/5", "no size"),
    "a signal nowhere": (instead('id="9" s="38"', 'id="9" s=""'), "signal/9", "s=''"),
    "a width below nothing": (instead('a="3.5"', 'a="-3.5"'), "road/1", "below 0"),
    "a curve that stays where it is": (
        instead(
            '<geometry s="0" x="50" y="10" hdg="1.5707963267948966" length="30"><line/>',
            '<geometry s="0" x="50" y="10" hdg="1.57" length="30"><paramPoly3 aU="0" bU="0" cU="0" dU="0" '
            'aV="0" bV="0" cV="0" dV="0"/>',
        ),
        "road/3",
        "does not move",
    ),
    "sections out of order": (
        instead('<lanes><laneSection s="0">', '<lanes><laneSection s="20"/><laneSection s="0">'),
        "road/1",
        "out of order",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_part_is_told_of_and_the_rest_is_read(fault: str) -> None:
    spoil, name, what = BROKEN[fault]
    text = "\n".join(lines())
    assert spoil(text) != text

    found = read(spoil(text))

    assert any(name in warned.id and what in warned.what for warned in found.warnings), found.warnings
    assert breaches(found) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<osm/>", "not <OpenDRIVE>"),
        ("<OpenDRIVE/>", "no road"),
        (f"<OpenDRIVE>{road('1', '', link='', lanes='')}</OpenDRIVE>", "road/1: it has no reference line"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><OpenDRIVE/>', "document type"),
        ("\n".join(lines()[:4]), "line"),
    ],
)
def test_what_is_no_map_is_one_clear_error(text: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read(text)


VALUES = ("0", "-1", "1e308", "nan", "1e-300", "3", "", "x", "99999", "-0.5")


@settings(max_examples=60)
@given(
    faults=st.lists(st.tuples(st.integers(0, 400), st.sampled_from(VALUES)), max_size=4),
    drop=st.none() | st.integers(0, 6),
    junk=st.none() | st.tuples(st.integers(0, 4000), st.text(max_size=3)),
)
def test_a_spoilt_file_is_read_or_refused_and_never_crashes(
    faults: list[tuple[int, str]], drop: int | None, junk: tuple[int, str] | None
) -> None:
    text = "\n".join(line for at, line in enumerate(lines()) if at != drop)
    for at, value in faults:
        spots = list(re.finditer(r'"[^"]*"', text))
        spot = spots[at % len(spots)]
        text = f'{text[: spot.start()]}"{value}"{text[spot.end() :]}'
    if junk:
        text = text[: junk[0]] + junk[1] + text[junk[0] + 2 :]

    try:
        found = read(text.encode("utf-8", "replace").decode())
    except InputError:
        return
    assert breaches(found) == []
    assert from_json(to_json(found)) == found


@pytest.mark.real
@pytest.mark.parametrize(("name", "junctions", "lights"), [("Town01", 12, 36), ("Town02", 8, 24)])
def test_a_real_town_is_sound(data: Path, name: str, junctions: int, lights: int) -> None:
    found = read_opendrive(data / "maps" / f"{name}.xodr", attribution="CARLA, CC BY 4.0")

    assert breaches(found) == []
    assert found.warnings == ()
    assert (len(found.junctions), len(found.signals)) == (junctions, lights)
    assert all(lane.successors and lane.predecessors for lane in found.lanes if lane.kind is LaneKind.DRIVING)
    assert stranded(found, found.lanes) == []
    for signal in found.signals:
        for obeying in signal.lanes:
            way = found.lane[obeying].centre[1] - found.lane[obeying].centre[0]
            assert np.cos(signal.heading) * way[0] + np.sin(signal.heading) * way[1] > 0
