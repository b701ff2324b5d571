"""What judges of an episode work from: its arrays, sorted by body and step."""

from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt

from provender.twin.robots.episode import STEP, Array, Episode
from provender.twin.robots.verifiers._fields import gaps, inertia, turned

Places = npt.NDArray[np.int64]


class Facts:
    """An episode's forces by step and body, turns, and gaps between bodies; each is worked out when it is asked for."""

    def __init__(self, episode: Episode) -> None:
        self.episode = episode
        self.bodies = episode.bodies
        self.steps, self.count = episode.steps, len(episode.bodies)
        self.objects = [place for place, body in enumerate(self.bodies) if body.role == "object"]
        self.tool = [place for place, body in enumerate(self.bodies) if body.role == "tool"]
        names = episode.contacts[:, :3].astype(np.int64)
        self.at, self.one, self.other = names.T
        self.force, self.press = episode.contacts[:, 3:6], episode.contacts[:, 6:9]
        self.point, self.load = episode.contacts[:, 15:18], episode.contacts[:, 18]
        self.speed = episode.velocities[..., :3]
        self.place = episode.poses[..., :3]

    @cached_property
    def forces(self) -> Array:
        """(n, b, 3) newtons on each body from all that it touches."""
        return self._gathered(-self.force, self.force)

    @cached_property
    def torques(self) -> Array:
        """(n, b, 3) about each body's middle."""
        return self._gathered(self.episode.contacts[:, 9:12], self.episode.contacts[:, 12:15])

    @cached_property
    def loads(self) -> Array:
        """(n, b) newtons along normals."""
        return self._gathered(self.load[:, None], self.load[:, None])[..., 0]

    def _gathered(self, on_one: Array, on_other: Array) -> Array:
        """(n, b, k) sums over contacts."""
        total = np.zeros((self.steps, self.count, on_one.shape[1]))
        np.add.at(total, (self.at, self.one), on_one)
        np.add.at(total, (self.at, self.other), on_other)
        return total

    @cached_property
    def turns(self) -> Array:
        """(n + 1, b, 3, 3) axes of bodies, as columns."""
        return np.stack([turned(self.episode.poses[:, place, 3:]) for place in range(self.count)], 1)

    @cached_property
    def spin(self) -> Array:
        """(n + 1, b, 3) angular momentum about each body's middle."""
        moments = np.array([inertia(body) for body in self.bodies])
        own = np.einsum("nbji,nbj->nbi", self.turns, self.episode.velocities[..., 3:])
        return np.asarray(np.einsum("nbij,bj,nbj->nbi", self.turns, moments, own))

    @cached_property
    def kinetic(self) -> Array:
        """(n + 1,) joules of the objects."""
        mass = np.array([self.bodies[place].mass for place in self.objects])
        straight = 0.5 * ((self.speed[:, self.objects] ** 2).sum(-1) * mass).sum(1)
        turning = 0.5 * (self.spin * self.episode.velocities[..., 3:])[:, self.objects].sum((1, 2))
        return np.asarray(straight + turning)

    @cached_property
    def gaps(self) -> dict[tuple[int, int], Array]:
        """(n + 1,) metres between each two bodies, save between parts of the tool."""
        poses = self.episode.poses
        pairs = [pair for pair in combinations(range(self.count), 2) if pair[0] not in self.tool]
        return {(a, b): gaps(self.bodies[a], poses[:, a], self.bodies[b], poses[:, b]) for a, b in pairs}

    def touched(self, pair: tuple[int, int]) -> npt.NDArray[np.bool_]:
        """(n,) whether a contact of two bodies is told of a step."""
        found = np.zeros(self.steps, np.bool_)
        found[self.at[(self.one == pair[0]) & (self.other == pair[1])]] = True
        return found

    @cached_property
    def moved(self) -> Array:
        """(n, b, 3) metres gone in a step beyond the mean of its two speeds."""
        return np.asarray(np.diff(self.place, axis=0) - STEP * (self.speed[1:] + self.speed[:-1]) / 2)
