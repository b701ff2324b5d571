"""Is an episode well formed, does it say of its end what is so, and does nothing stand inside or beside itself?"""

from collections.abc import Iterator

import numpy as np

from provender.twin.robots.episode import ARRAYS, AT_REST, Episode
from provender.twin.robots.verifiers._facts import Facts

_UNIT = 1e-6
_DEEP = 0.004  # m that bodies may press into each other: contacts give way
_SUNK = 0.002  # m, into the table
_WIDTH = 1e-6  # m
_SHAPES = {"box", "cylinder", "sphere"}
_PARTS = {"push": 1, "grasp": 3}
_ACTIONS = {"push": 2, "grasp": 4}


def shape_faults(episode: Episode) -> Iterator[str]:
    """Sizes, numbers and names that everything else rests on."""
    roles = [body.role for body in episode.bodies]
    objects, parts = roles.count("object"), _PARTS.get(episode.task, 0)
    if not parts or not objects or roles != ["table", *["object"] * objects, *["tool"] * parts]:
        yield "the bodies are not a table, objects and the tool of a known task"
        return
    sizes = {-1: {"actions": _ACTIONS[episode.task]}}
    for name, shape in ARRAYS.items():
        entry = tuple(sizes[-1].get(name, len(roles)) if size < 0 else size for size in shape)
        count = {"actions": episode.steps, "contacts": len(episode.contacts)}.get(name, episode.steps + 1)
        array = getattr(episode, name)
        if array.shape != (count, *entry) or not np.isfinite(array).all():
            yield f"{name} are not finite numbers of the shape that steps and bodies call for"
            return
    if episode.steps < 1 or len({body.id for body in episode.bodies}) < len(roles):
        yield "there is no step, or two bodies share an id"
    elif episode.goal.body not in {body.id for body in episode.bodies if body.role == "object"}:
        yield "the goal is no object's"
    elif any(body.shape not in _SHAPES or min(body.half) <= 0 for body in episode.bodies):
        yield "a body has no known shape or no size"
    elif any(body.mass <= 0 for body in episode.bodies[1:]):
        yield "a body has no mass"
    else:
        yield from _name_faults(episode)


def _name_faults(episode: Episode) -> Iterator[str]:
    """Steps and bodies that contacts name."""
    step, one, other = episode.contacts[:, :3].T
    whole = (episode.contacts[:, :3] == np.rint(episode.contacts[:, :3])).all()
    if not whole or ((step < 0) | (step >= episode.steps) | (one < 0) | (other <= one)).any():
        yield "a contact is of no step or of no two bodies"
    elif (other >= len(episode.bodies)).any():
        yield "a contact is of a body that there is not"
    elif len(np.unique(episode.contacts[:, :3], axis=0)) < len(step):
        yield "two contacts of a step are of the same two bodies"


def end_faults(facts: Facts) -> Iterator[str]:
    """Success against where the body of the goal ends, and the width of the gripper against its fingers."""
    episode, target = facts.episode, facts.episode.target
    left = float(np.linalg.norm(facts.place[-1, target] - episode.goal.at))
    still = float(np.linalg.norm(facts.speed[-1, target])) <= AT_REST
    if (left <= episode.goal.radius and still) != episode.success:
        yield f"success is told as {episode.success}, but {episode.goal.body} ends {left * 1000:.1f} mm from its goal"
    unit = np.abs(np.linalg.norm(episode.poses[..., 3:], axis=-1) - 1)
    if unit.max() > _UNIT:
        yield f"a quaternion has the length {1 + unit.max():.4f}"
    if np.ptp(episode.poses[:, 0], axis=0).max() > 0 or np.abs(episode.velocities[:, 0]).max() > 0:
        yield "the table moves"
    level = np.array([0, 0, -facts.bodies[0].half[2], 1, 0, 0, 0])
    if np.abs(episode.poses[0, 0] - level).max() > 0:
        yield "the table's top is not level at zero"
    yield from _tool_faults(facts)


def _tool_faults(facts: Facts) -> Iterator[str]:
    """A tool's parts keep their turn and their places to each other."""
    episode, tool = facts.episode, facts.tool
    turn = np.abs(episode.poses[:, tool, 3:] - episode.poses[:1, tool, 3:])
    if turn.max() > _UNIT or np.abs(episode.velocities[:, tool, 3:]).max() > 0:
        yield "the tool turns"
    if np.abs(episode.poses[:, tool, 4:6]).max() > _UNIT:
        yield "the tool is not upright"
    if len(tool) == 1:
        if np.abs(episode.width).max() > 0 or np.ptp(facts.place[:, tool[0], 2]) > _WIDTH:
            yield "a rod has no width to tell, and keeps its height"
        return
    palm, left, right = (facts.place[:, place] for place in tool)
    across = facts.turns[:, tool[0], :, 1]
    apart = ((left - right) * across).sum(1) - facts.bodies[tool[1]].half[1] - facts.bodies[tool[2]].half[1]
    off = float(np.abs(apart - episode.width).max())
    if off > _WIDTH:
        yield f"the width is told {off * 1000:.2f} mm off what the fingers have between them"
    down = facts.bodies[tool[0]].half[2] + facts.bodies[tool[1]].half[2]
    for finger in (left, right):
        hang = finger - palm + [0.0, 0.0, down]
        aside = hang - (hang * across).sum(1, keepdims=True) * across
        if np.abs(aside).max() > _WIDTH:
            yield "a finger does not hang from the palm"


def overlap_faults(facts: Facts) -> Iterator[str]:
    """Bodies inside each other."""
    for (a, b), gap in facts.gaps.items():
        at = int(np.argmin(gap))
        if -gap[at] > (_SUNK if a == 0 else _DEEP):
            told = f"{facts.bodies[a].id} and {facts.bodies[b].id} are {-gap[at] * 1000:.1f} mm inside each other"
            yield f"{told} at {at * 0.02:.2f} s"
