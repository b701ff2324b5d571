"""Frames: the same each time, written down exactly, and with labels that belong together."""

from dataclasses import replace

import numpy as np
from tests.twin.render.small import looked, scene

from provender.twin.frame import Frame, FrameCodec, Kind
from provender.twin.render.picture import frame


def test_a_frame_is_the_same_each_time() -> None:
    made = scene(0.02)

    assert looked(0.02) == frame(made, made.cameras[0], 0.0, key=1)


def test_noise_changes_the_colours_and_no_label() -> None:
    made = scene(0.02)
    other = frame(made, made.cameras[0], 0.0, key=2)

    assert looked(0.02) != other
    assert looked(0.02).labels == other.labels


def test_frames_come_back_from_their_codec_exactly() -> None:
    frames = [looked(), looked(0.02)]
    table, blobs = FrameCodec().encode(frames)

    back = FrameCodec().decode(table, {blob.name: blob.data for blob in blobs})

    assert frames == list(back)


def test_what_is_seen_of_a_thing_lies_in_what_it_is_alone() -> None:
    found = looked()

    assert {thing.id for thing in found.things} == {"car", "child", "ball"}
    for thing in found.things:
        x0, y0, x1, y1 = thing.whole
        seen = found.instance == thing.instance
        assert not (seen[y0:y1, x0:x1] & ~thing.amodal()).any()
        assert seen.sum() == seen[y0:y1, x0:x1].sum() == round(thing.shown * thing.amodal().sum())


def test_a_thing_behind_another_is_hidden_in_part() -> None:
    shown = {thing.id: thing.shown for thing in looked().things}

    assert shown["car"] == 1.0
    assert 0 < shown["child"] < 1


def test_fog_takes_contrast_and_no_label() -> None:
    clear, foggy = looked(), looked(0.2)
    contrast = [{thing.id: thing.contrast for thing in found.things} for found in (clear, foggy)]

    assert all(contrast[1][name] < contrast[0][name] for name in ("car", "child"))
    assert (clear.instance == foggy.instance).all()
    assert (clear.depth == foggy.depth).all()


def test_the_sky_has_no_depth_and_no_normal() -> None:
    found = looked()
    sky = found.kind == Kind.SKY

    assert sky.any()
    assert not found.depth[sky].any()
    assert not found.normal[sky].any()


def test_the_budget_of_light_adds_up_to_the_picture() -> None:
    found = looked(0.05)
    column, row = found.budget[:, :2].astype(int).T
    ahead = found.depth[row, column] / 256
    wide, high = found.lens.pixels
    slope = ((column + 0.5 - wide / 2) ** 2 + (row + 0.5 - high / 2) ** 2) / found.lens.focal**2
    through = np.where(ahead > 0, np.exp(-0.05 * ahead * np.sqrt(1 + slope)), 0.0)
    light = found.budget[:, 2:5] * through[:, None] + found.budget[:, 5:8]
    film = 1 - np.exp(-found.exposure * light / (1 + slope[:, None]) ** 2)

    written = (found.colour[row, column] / 255.0) ** 2.2
    assert np.abs(written - film).max() < 0.12  # noise, and 8 bits
    assert abs(float((written - film).mean())) < 0.01


def test_a_picture_without_actors_is_a_picture() -> None:
    made = scene()
    empty = replace(made, actors=made.actors[:1])

    found = frame(empty, empty.cameras[0], 0.0)
    assert isinstance(found, Frame)
    assert not found.things
    assert found.text()
