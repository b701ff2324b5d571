"""Frames of a recipe: cut anywhere, passed when sound, and refused for every kind of planted fault."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from tests.conformance.strangers import STRANGERS

from provender.cli.main import main
from provender.core.errors import InputError, RecipeError
from provender.core.protocols import Judged
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.corruptions.labels import Fault
from provender.twin.corruptions.labels import Labels as Spoil
from provender.twin.frame import Frame
from provender.twin.generators.frames import Frames
from provender.twin.panels.frames import Frames as Panel
from provender.twin.panels.frames import outlined, sheet
from provender.twin.verifiers.labels import Labels

WIDE = 240
TOWN = """<?xml version='1.0'?><osm version='0.6'>
<node id='1' lat='52.4800' lon='13.4300'/><node id='2' lat='52.4800' lon='13.4340'/>
<node id='3' lat='52.4801' lon='13.4302'/><node id='4' lat='52.4801' lon='13.4310'/>
<node id='5' lat='52.4803' lon='13.4310'/><node id='6' lat='52.4803' lon='13.4302'/>
<way id='7'><nd ref='1'/><nd ref='2'/><tag k='highway' v='residential'/><tag k='lanes' v='2'/>
<tag k='parking:both' v='lane'/><tag k='sidewalk' v='both'/></way>
<way id='8'><nd ref='3'/><nd ref='4'/><nd ref='5'/><nd ref='6'/><nd ref='3'/><tag k='building' v='yes'/></way></osm>
"""


def make(part: Frames, count: int, *, start: int = 0, seed: int = 5) -> list[Record]:
    """Records of a shard."""
    return list(part(Shard(seed=seed, start=start, count=count, recipe="")))


@lru_cache(maxsize=1)
def town(folder: str) -> Path:
    """A street with parked cars, as a file."""
    file = Path(folder) / "town.osm"
    file.write_text(TOWN, "utf-8")
    return file


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """By night in fog, two in made-up streets and three from a file."""
    file = town(str(tmp_path_factory.mktemp("maps")))
    return make(Frames(map="city", wide=WIDE), 2) + make(Frames(map=str(file), wide=WIDE), 3)


def test_a_shard_of_frames_may_be_cut_anywhere(frames: list[Record]) -> None:
    assert frames[1:2] == make(Frames(map="city", wide=WIDE), 1, start=1)


def test_a_map_may_lie_beside_its_recipe(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Wherever the command is run: a worker looks there too."""
    town.__wrapped__(str(tmp_path))
    dials = f"{{map: town.osm, wide: {WIDE}}}"
    text = f"name: here\ncount: 1\ngenerators: [{{name: twin/frames, dials: {dials}}}]\naccept: screened\n"
    recipe = tmp_path / "here.yaml"
    recipe.write_text(text, "utf-8")

    assert main(["run", "-c", str(recipe), "-o", str(tmp_path / "runs"), "--workers", "1"]) == 0
    assert "1 records accepted of 1 tried" in capfd.readouterr().out


def test_a_map_that_is_not_there_is_said_before_anything_is_made() -> None:
    with pytest.raises(InputError, match=r"there is no file 'nowhere\.osm'"):
        make(Frames(map="nowhere.osm"), 1)


def test_sound_frames_are_passed(frames: list[Record]) -> None:
    verdicts = Labels()(frames)

    assert [(Outcome.PASS, "")] * len(frames) == [(verdict.outcome, verdict.reason) for verdict in verdicts]


@pytest.mark.parametrize("kind", get_args(Fault))
def test_a_planted_fault_is_refused(kind: Fault, frames: list[Record]) -> None:
    planted = [bad for record in frames if (bad := Spoil(kind=kind)(record, seed=0))]
    again = next(bad for record in frames[::-1] if (bad := Spoil(kind=kind)(record, seed=0)))

    assert planted
    assert planted[-1] == again
    assert [Outcome.FAIL] * len(planted) == [verdict.outcome for verdict in Labels()([bad.record for bad in planted])]


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda record: type(record.payload).__name__)
def test_what_is_no_frame_is_left_alone(stranger: Record) -> None:
    assert [Outcome.ABSTAIN] == [verdict.outcome for verdict in Labels()([stranger])]
    assert Spoil(kind="ghost")(stranger, seed=0) is None


def test_a_frame_of_a_file_keeps_the_attribution(frames: list[Record]) -> None:
    told = [record.payload.scene.map.attribution for record in frames if isinstance(record.payload, Frame)]

    assert not any(told[:2])
    assert all("OpenStreetMap" in name for name in told[2:])


def test_the_report_shows_frames(frames: list[Record]) -> None:
    blocks = list(Panel()([Judged(record=record, fate="accepted") for record in frames]))

    assert len(frames) == len(blocks)
    assert all(block.image.startswith(b"\x89PNG") for block in blocks)
    assert all(isinstance(record.payload, Frame) and np.ptp(sheet(record.payload)) > 100 for record in frames)


@pytest.mark.parametrize("wide", [0, 150, 250, 4000])
def test_a_width_that_no_picture_has_is_refused(wide: int) -> None:
    with pytest.raises(RecipeError, match="no width"):
        Frames(map="city", wide=wide)


def test_a_box_keeps_its_four_sides_in_a_sheet_of_every_second_pixel(frames: list[Record]) -> None:
    shown = frames[0].payload
    assert isinstance(shown, Frame)
    black = replace(shown, colour=np.zeros_like(shown.colour), things=(replace(shown.things[0], box=(3, 4, 21, 17)),))
    sides = np.zeros(shown.colour[::2, ::2].shape[:2], bool)
    sides[2:9, [2, 10]] = sides[[2, 8], 2:11] = True

    assert np.array_equal(outlined(black, line=2)[::2, ::2].max(2) > 0, sides)
