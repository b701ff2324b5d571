"""Clips of a recipe: cut anywhere, passed when sound, written down exactly, and refused for every planted fault."""

from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import get_args

import numpy as np
import pytest
from PIL import Image
from tests.conformance.strangers import STRANGERS

from provender.core.errors import RecipeError, UnknownName
from provender.core.protocols import Judged
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.clip import Clip, ClipCodec, Fate, shifts
from provender.twin.clips.corruptions.labels import Fault
from provender.twin.clips.corruptions.labels import Labels as Spoil
from provender.twin.clips.generators.scenario import ScenarioClips
from provender.twin.clips.panels.films import Films, painted
from provender.twin.clips.verifiers.labels import Labels
from provender.twin.frame import DEPTH_STEPS, Kind

PART = ScenarioClips(
    map="city", scenario="ball_then_child", light="night", wide=160, frames=4, conditions={"fog": "fog"}
)


@lru_cache(maxsize=4)
def made(scenario: str = "ball_then_child", light: str = "night", index: int = 0) -> Record:
    """A clip; those of a test run are made once."""
    part = replace(PART, scenario=scenario, light=light)  # type: ignore[arg-type]
    (record,) = part(Shard(seed=4, start=index, count=1, recipe=""))
    assert isinstance(record, Record)
    return record


def clip_of(record: Record) -> Clip:
    """Its payload."""
    assert isinstance(record.payload, Clip)
    return record.payload


def few() -> list[Record]:
    """Three clips of different scenarios."""
    return [made(), made("cut_in", "day"), made("sudden_braking", "dusk")]


def test_a_shard_of_clips_may_be_cut_anywhere() -> None:
    (one, two) = PART(Shard(seed=4, start=0, count=2, recipe=""))

    assert one == made()
    assert [two] == list(PART(Shard(seed=4, start=1, count=1, recipe="")))


def test_sound_clips_are_passed() -> None:
    verdicts = Labels()(few())

    assert [(Outcome.PASS, "")] * 3 == [(verdict.outcome, verdict.reason) for verdict in verdicts]


def test_clips_come_back_from_their_codec_exactly() -> None:
    clips = [clip_of(record) for record in few()]

    table, blobs = ClipCodec().encode(clips)
    back = ClipCodec().decode(table, {blob.name: blob.data for blob in blobs})

    assert table.schema == ClipCodec().schema
    assert clips == list(back)
    assert [clip.labels for clip in clips] == [clip.labels for clip in back]
    assert all(one.tracks == two.tracks for one, two in zip(clips, back, strict=True))


def test_a_clip_looks_at_whom_it_is_about_and_keeps_its_steps() -> None:
    for record in few():
        clip = clip_of(record)
        about = {actor.id for actor in clip.scene.actors if actor.because.startswith("scenario:")}

        assert np.allclose(np.diff(clip.times), 0.1, atol=1e-6)
        assert any(thing.id in about and thing.shown > 0 for frame in clip.frames for thing in frame.things)


def test_flow_of_the_standing_world_follows_from_depth_and_two_poses() -> None:
    """By the formula of a camera that moves and turns in the plane, written out for pixels of the ground."""
    clip = clip_of(made("cut_in", "day"))
    one, two = clip.frames[:2]
    lens = clip.lens
    wide, high = lens.pixels
    row, column = np.nonzero((one.kind == Kind.ROAD) & (one.depth > 0))
    deep = one.depth[row, column] / DEPTH_STEPS
    right = (column + 0.5 - wide / 2) / lens.focal * deep
    down = (row + 0.5 - high / 2) / lens.focal * deep
    poses = [clip.scene.at(frame.time)["ego"] for frame in (one, two)]

    def turned(angle: float) -> np.ndarray:
        return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])

    eyes = [pose[:2] + turned(pose[3]) @ np.array(lens.at[:2]) for pose in poses]
    world = eyes[0] + np.stack([deep, -right], 1) @ turned(poses[0][3]).T
    ahead, left = ((world - eyes[1]) @ turned(poses[1][3])).T
    told = shifts(clip.flow[0])[row, column]
    expected = np.stack([-left / ahead * lens.focal + wide / 2 - column - 0.5,
                         down / ahead * lens.focal + high / 2 - row - 0.5], 1)  # fmt: skip

    assert len(row) > 500
    assert np.nanmax(np.abs(told - expected)) < 0.5
    assert np.nanmedian(np.abs(told - expected)) < 0.05


def test_what_flow_says_is_seen_is_of_the_same_actor_then() -> None:
    for record in few():
        clip = clip_of(record)
        told, fate = shifts(clip.flow[0]), clip.flow[0][..., 2]
        row, column = np.nonzero((fate == Fate.SEEN) & (clip.frames[0].instance > 0))
        x = np.floor(column + 0.5 + told[row, column, 0]).astype(int)
        y = np.floor(row + 0.5 + told[row, column, 1]).astype(int)
        same = clip.frames[0].instance[row, column] == clip.frames[1].instance[y, x]

        assert same.mean() > 0.85  # the rest lie on outlines


@pytest.mark.parametrize("kind", get_args(Fault))
def test_a_planted_fault_of_a_clip_is_refused(kind: Fault) -> None:
    planted = [bad for record in few() if (bad := Spoil(kind=kind)(record, seed=1))]
    again = next(bad for record in few() if (bad := Spoil(kind=kind)(record, seed=1)))

    assert planted
    assert planted[0] == again
    assert [kind] * len(planted) == [bad.kind for bad in planted]
    assert [Outcome.FAIL] * len(planted) == [verdict.outcome for verdict in Labels()([bad.record for bad in planted])]


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda record: type(record.payload).__name__)
def test_what_is_no_clip_is_left_alone(stranger: Record) -> None:
    assert [Outcome.ABSTAIN] == [verdict.outcome for verdict in Labels()([stranger])]
    assert Spoil(kind="teleport")(stranger, seed=0) is None


def test_the_report_plays_clips_and_shows_their_labels() -> None:
    blocks = list(Films()([Judged(record=record, fate="accepted", grade="screened") for record in few()]))

    assert len(blocks) == 6
    for record, film, labels in zip(few(), blocks[::2], blocks[1::2], strict=True):
        with Image.open(BytesIO(film.image)) as moving, Image.open(BytesIO(labels.image)) as sheet:
            assert getattr(moving, "n_frames", 1) == len(clip_of(record).frames)
            assert moving.size == clip_of(record).lens.pixels
            assert sheet.width > 4 * moving.width
        assert any(record.tags["scenario"].partition("_")[0] in title for title in (film.title,))
        assert labels.rows


def test_flow_is_painted_white_where_nothing_moves_and_in_one_hue_for_one_direction() -> None:
    flow = np.full((2, 3, 3), (32_768, 32_768, Fate.SEEN), np.uint16)
    flow[0, :, 0] += 64 * 20
    flow[1, 2, 2] = Fate.UNTOLD

    assert (painted(flow)[1, :2] == 255).all()
    assert (painted(flow)[1, 2] == 0).all()
    assert (painted(flow)[0] == painted(flow)[0, 0]).all()
    assert painted(flow)[0, 0].argmax() == 0
    assert np.ptp(painted(flow)[0, 0].astype(int)) > 150


@pytest.mark.parametrize("dials", [{"wide": 150}, {"frames": 1}, {"rate": 0.5}, {"frames": 100, "rate": 10.0}])
def test_a_clip_that_cannot_be_is_refused(dials: dict[str, float]) -> None:
    with pytest.raises(RecipeError, match="twin/clips/scenario"):
        ScenarioClips(map="city", **dials)  # type: ignore[arg-type]


def test_a_distribution_that_a_scenario_lacks_is_refused_at_once() -> None:
    with pytest.raises(UnknownName, match="distribution"):
        ScenarioClips(map="city", scenario="cut_in", distributions={"child_speed": {"mean": 2}})
