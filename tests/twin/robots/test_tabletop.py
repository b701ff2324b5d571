"""Episodes at a table: the same bytes again, laws of mechanics kept, ends told rightly, planted faults caught."""

import subprocess
import sys
from dataclasses import replace
from functools import lru_cache
from typing import get_args

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.core import registry
from provender.core.errors import RecipeError, UnknownName
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.robots.corruptions.tabletop import Fault
from provender.twin.robots.corruptions.tabletop import Tabletop as Spoil
from provender.twin.robots.episode import GRAVITY, STEP, Episode, EpisodeCodec
from provender.twin.robots.generators.tabletop import Tabletop as Make
from provender.twin.robots.verifiers.tabletop import Tabletop as Judge

TASKS = ("push", "grasp")


def shard(start: int, count: int, seed: int = 5) -> Shard:
    """A piece of a run."""
    return Shard(seed=seed, start=start, count=count, recipe="")


@lru_cache
def made(task: str, count: int = 3) -> tuple[Record, ...]:
    """Some episodes."""
    return tuple(Make(task=task)(shard(0, count)))  # type: ignore[arg-type]


def episode(task: str, place: int = 0) -> Episode:
    """One of them."""
    found = made(task)[place].payload
    assert isinstance(found, Episode)
    return found


def faulty(changed: Episode) -> str:
    """What the judge says against an episode; "" for nothing."""
    (verdict,) = Judge()([replace(made("push")[0], payload=changed)])
    return verdict.reason if verdict.outcome is Outcome.FAIL else ""


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS)
def test_a_shard_of_episodes_may_be_cut_anywhere(task: str) -> None:
    make = Make(task=task)  # type: ignore[arg-type]

    assert [*make(shard(1, 1)), *make(shard(2, 1))] == list(made(task))[1:]


def test_an_episode_is_the_same_bytes_in_another_process() -> None:
    code = (
        "from provender.twin.robots.generators.tabletop import Tabletop\nfrom provender.core.recipe import Shard\n"
        "(one,) = Tabletop(task='push')(Shard(seed=5, start=0, count=1, recipe=''))\nprint(one.content.hex())"
    )
    path = {"PYTHONPATH": ":".join(filter(None, sys.path)), "MUJOCO_GL": "no such thing"}
    ran = subprocess.run([sys.executable, "-c", code], env=path, capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == made("push")[0].content.hex()


@pytest.mark.parametrize("task", TASKS)
def test_sound_episodes_pass_and_come_back_from_their_codec(task: str) -> None:
    payloads = [record.payload for record in made(task)]
    table, blobs = EpisodeCodec().encode(payloads)

    assert {verdict.outcome for verdict in Judge()(made(task))} == {Outcome.PASS}
    assert isinstance(table, pa.Table)
    assert EpisodeCodec().decode(table, {blob.name: blob.data for blob in blobs}) == payloads


@pytest.mark.parametrize(("seed", "task", "index"), [(901, "grasp", 3), (901, "push", 16), (905, "push", 56)])
def test_a_blow_within_a_step_is_no_fault(seed: int, task: str, index: int) -> None:
    """A finger that comes down on a box's edge and stops the whole hand; a rod that a ball on it rattles against;
    a can that is pushed, tips and slides by turns."""
    (record,) = Make(task=task)(shard(index, 1, seed=seed))  # type: ignore[arg-type]

    assert [("", Outcome.PASS)] == [(said.reason, said.outcome) for said in Judge()([record])]  # type: ignore[list-item]


@pytest.mark.parametrize("by", [0.9, 1.4, 2.0])
def test_the_friction_of_what_slides_is_no_free_choice(by: float) -> None:
    one = next(record.payload for record in made("push") if Spoil(kind="wrong_friction")(record, seed=1))
    assert isinstance(one, Episode)
    wrong = replace(one.bodies[1], friction=by * one.bodies[1].friction)

    assert "friction" in faulty(replace(one, bodies=(one.bodies[0], wrong, *one.bodies[2:])))


@pytest.mark.parametrize("task", TASKS)
def test_a_load_without_its_force_is_refused_however_faint(task: str) -> None:
    contacts = episode(task).contacts.copy()
    faintest = int(contacts[:, 18].argmin())
    contacts[faintest, 18] += np.linalg.norm(contacts[faintest, 6:9]) + 2e-6

    assert "load of a contact" in faulty(replace(episode(task), contacts=contacts))


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("kind", get_args(Fault))
def test_every_planted_fault_is_caught(task: str, kind: Fault) -> None:
    spoilt = [bad for record in made(task) if (bad := Spoil(kind=kind)(record, seed=1))]
    verdicts = Judge()([bad.record for bad in spoilt])

    assert [bad.falsehood for bad, said in zip(spoilt, verdicts, strict=True) if said.outcome is not Outcome.FAIL] == []


@pytest.mark.slow
def test_most_kinds_of_fault_find_something_to_spoil() -> None:
    records = [*made("push"), *made("grasp")]
    dry = [kind for kind in get_args(Fault) if not any(Spoil(kind=kind)(record, seed=1) for record in records)]

    assert dry == []


@pytest.mark.parametrize("task", TASKS)
def test_momentum_changes_by_what_forces_give(task: str) -> None:
    """Written apart from the judge: over the whole episode, by sums alone."""
    one = episode(task)
    for place, body in enumerate(one.bodies):
        if body.role == "object":
            on = one.contacts[:, 2] == place
            by = one.contacts[:, 1] == place
            impulse = STEP * (one.contacts[on, 3:6].sum(0) - one.contacts[by, 3:6].sum(0))
            impulse[2] -= STEP * one.steps * body.mass * GRAVITY
            gained = body.mass * (one.velocities[-1, place, :3] - one.velocities[0, place, :3])

            np.testing.assert_allclose(impulse, gained, atol=1e-4)


@pytest.mark.slow
def test_episodes_end_both_ways_and_say_so() -> None:
    clumsy = {"blunder": {"mean": 0.02, "sd": 0.01}}
    records = (*Make(task="push", distributions=clumsy)(shard(0, 4)), *made("grasp"))
    ends = {record.tags["ended"] for record in records if isinstance(record, Record)}

    assert ends == {"reached", "missed"}


def test_a_success_that_is_none_is_refused() -> None:
    one = episode("grasp")

    assert "success is told" in faulty(replace(one, success=not one.success))


@given(scale=st.floats(1.02, 3.0))
@settings(max_examples=10, deadline=None)
def test_a_heavier_body_than_its_forces_carry_is_refused(scale: float) -> None:
    one = episode("push")
    wrong = replace(one.bodies[1], mass=one.bodies[1].mass * scale)

    assert faulty(replace(one, bodies=(one.bodies[0], wrong, *one.bodies[2:])))


def test_dials_that_make_no_sense_are_refused() -> None:
    with pytest.raises(UnknownName):
        Make(task="push", distributions={"weight": {}})
    with pytest.raises(RecipeError):
        Make(task="push", distributions={"mass": {"low": -1.0}})


def test_a_missing_engine_is_told_with_the_extra() -> None:
    missing = registry._missing_extra(ModuleNotFoundError(name="mujoco"), "twin/robots/tabletop", where="here")

    assert "provender[robotics]" in str(missing)
