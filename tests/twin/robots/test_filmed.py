"""Pictures of tables: cut anywhere, back from their codec, passed when sound, refused for every planted fault."""

from dataclasses import replace
from functools import lru_cache
from typing import get_args

import numpy as np
import pytest

from provender.core.errors import RecipeError
from provender.core.protocols import Judged
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.robots.corruptions.filmed import Fault
from provender.twin.robots.corruptions.filmed import Filmed as Spoil
from provender.twin.robots.episode import Body
from provender.twin.robots.generators.filmed import Filmed as Make
from provender.twin.robots.panels.reels import Reels as Panel
from provender.twin.robots.reel import DEPTH_STEPS, Reel, ReelCodec
from provender.twin.robots.verifiers._rays import met
from provender.twin.robots.verifiers.filmed import Filmed as Judge
from provender.twin.robots.verifiers.filmed import reel_faults


@lru_cache
def made(task: str = "grasp") -> tuple[Record, ...]:
    """Two small reels."""
    make = Make(task=task, wide=160, shots=3)  # type: ignore[arg-type]
    return tuple(one for one in make(Shard(seed=5, start=0, count=2, recipe="")) if isinstance(one, Record))


def reel() -> Reel:
    """The first."""
    found = made()[0].payload
    assert isinstance(found, Reel)
    return found


def test_a_shard_of_reels_may_be_cut_anywhere() -> None:
    again = list(Make(task="grasp", wide=160, shots=3)(Shard(seed=5, start=1, count=1, recipe="")))

    assert again == list(made()[1:])


def test_sound_reels_pass_and_come_back_from_their_codec() -> None:
    payloads = [record.payload for record in made()]
    table, blobs = ReelCodec().encode(payloads)

    assert [list(reel_faults(one)) for one in payloads if isinstance(one, Reel)] == [[], []]
    assert {verdict.outcome for verdict in Judge()(made())} == {Outcome.PASS}
    assert ReelCodec().decode(table, {blob.name: blob.data for blob in blobs}) == payloads


@pytest.mark.slow
@pytest.mark.parametrize("task", ["push", "grasp"])
@pytest.mark.parametrize("kind", get_args(Fault))
def test_every_fault_planted_in_pictures_is_caught(task: str, kind: Fault) -> None:
    spoilt = [bad for record in made(task) if (bad := Spoil(kind=kind)(record, seed=1))]
    verdicts = Judge()([bad.record for bad in spoilt])

    assert [bad.falsehood for bad, said in zip(spoilt, verdicts, strict=True) if said.outcome is not Outcome.FAIL] == []


def test_a_sun_on_the_other_side_is_refused() -> None:
    x, y, z = reel().sun

    assert any("as bright in the sun" in fault for fault in reel_faults(replace(reel(), sun=(-x, -y, z))))


def test_a_depth_of_a_tenth_of_a_millimetre_is_that_of_the_table() -> None:
    """Written apart from maker and judge: one pixel's ray against the plane z = 0."""
    one, shot = reel(), reel().shots[0]
    row, column = np.argwhere(shot.instance == 1)[50]
    w, x, y, z = one.lens.pose[3:]
    right, down, ahead = (
        np.array([1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)]),
        np.array([2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)]),
        np.array([2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)]),
    )
    wide, high = one.lens.pixels
    way = ahead + ((column + 0.5 - wide / 2) * right + (row + 0.5 - high / 2) * down) / one.lens.focal

    assert shot.depth[row, column] / DEPTH_STEPS == pytest.approx(-one.lens.pose[2] / way[2], abs=1e-4)


@pytest.mark.parametrize(
    ("shape", "half", "start", "far", "normal"),
    [
        ("box", (0.1, 0.2, 0.3), (-1.0, 0.0, 0.0), 0.9, (-1, 0, 0)),
        ("sphere", (0.1, 0.1, 0.1), (-1.0, 0.0, 0.0), 0.9, (-1, 0, 0)),
        ("cylinder", (0.1, 0.1, 0.3), (-1.0, 0.0, 0.0), 0.9, (-1, 0, 0)),
        ("cylinder", (0.1, 0.1, 0.3), (-1.0, 0.06, 0.0), 0.92, (-0.8, 0.6, 0)),
        ("box", (0.1, 0.2, 0.3), (-1.0, 0.21, 0.0), None, None),
        ("cylinder", (0.1, 0.1, 0.3), (-1.0, 0.0, 0.31), None, None),
    ],
)
def test_rays_enter_where_closed_forms_say(
    shape: str, half: tuple[float, float, float], *, start: tuple[float, ...], far: float | None, normal: object
) -> None:
    body = Body(id="b", role="object", shape=shape, half=half, mass=1.0, friction=0.5, looks=0)
    found = met(body, np.array([0.0, 0, 0, 1, 0, 0, 0]), np.array(start), np.array([[1.0, 0.0, 0.0]]))

    assert found.far.tolist() == ([] if far is None else [pytest.approx(far)])
    assert far is None or found.normal[0] == pytest.approx(normal)


def test_dials_of_no_picture_are_refused() -> None:
    with pytest.raises(RecipeError, match="wide=100"):
        Make(task="push", wide=100)


def test_the_panel_shows_a_strip_and_says_how_it_ended() -> None:
    item = Judged(record=made()[0], fate="accepted", grade="screened", verifier="twin/robots/filmed", reason="")
    (block,) = Panel()([item])

    assert block.image.startswith(b"\x89PNG")
    assert "goal in" in block.lines[0]
    assert block.rows[0][0] == "target"
