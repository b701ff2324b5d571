"""Scripted teachers: at each step they look at where things are, and say where the tool is to go next."""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from provender.twin.robots.episode import AT_REST, STEP, Array

_ROUND, _AHEAD = 0.3, 0.1  # m/s around a body and while pushing it
_FREE, _HELD = 0.3, 0.12  # m/s of a gripper with empty fingers and with something in them
_STRAY = 0.5  # radians off the line behind a body at which a pusher goes around once more
_LINED = 0.08
_LEAD = 0.02  # m that the target may run ahead of the tool
_LOWEST, _CLOSING = 0.04, 0.15  # m above the table for the middles of fingers, and m/s at which they close
_PATIENCE = 8  # steps that fingers take to close or that a thing takes to come to rest


class Teacher(ABC):
    """Somebody who knows where the target is, up to an error of their own, and moves the tool there.

    Attributes:
        off: (2,) metres by which they take the target to lie elsewhere.
    """

    def __init__(self, goal: Array, off: Array, start: Sequence[float]) -> None:
        self._goal, self._off = goal, off
        self._aim = np.array(start, np.float64)
        self.done = False

    @abstractmethod
    def action(self, target: Array, tool: Array, speed: float, *, feels: bool) -> Array:
        """The next targets of the servos.

        Args:
            target, tool: (3,) where they are.
            speed: m/s of the target.
            feels: whether the tool touches anything.
        """

    def _towards(self, place: Array, tool: Array, pace: float) -> None:
        """Moves the aim straight towards a place, never far ahead of the tool."""
        size = len(place)
        way = place - self._aim[:size]
        far = math.hypot(*way)
        new = self._aim[:size] + way * min(1.0, pace * STEP / max(far, 1e-9))
        lead = new - tool[:size]
        self._aim[:size] = tool[:size] + lead * min(1.0, _LEAD / max(math.hypot(*lead), 1e-9))


class Push(Teacher):
    """Goes behind a body as seen from its goal, pushes it along the line, and starts anew where it slips away.

    Args:
        reach: m from the body's middle to the rod's when they touch, at most.
    """

    def __init__(self, goal: Array, off: Array, start: Sequence[float], *, reach: float, near: float) -> None:
        super().__init__(goal, off, start)
        self._reach, self._near = reach, near
        self._pushing = False
        self._waited = 0

    def action(self, target: Array, tool: Array, speed: float, *, feels: bool) -> Array:
        """Two targets."""
        here = target[:2] + self._off
        left = self._goal[:2] - here
        far = math.hypot(*left)
        if self._waited or far < self._near:
            self._waited += 1
            self._towards(tool[:2] - left / max(far, 1e-9) * 0.02 * (self._waited < 4), tool, _ROUND)
            self.done = self._waited > _PATIENCE and speed < AT_REST / 4
            return self._aim.copy()
        behind = tool[:2] - here
        turn = math.atan2(behind[1], behind[0]) - math.atan2(-left[1], -left[0])
        turn = (turn + np.pi) % (2 * np.pi) - np.pi
        self._pushing = abs(turn) < (_STRAY if self._pushing else _LINED)
        way = left / max(far, 1e-9)
        if self._pushing:
            aside = behind - way * float(behind @ way)
            pace = min(_AHEAD, 0.03 + 1.5 * far)
            self._towards(tool[:2] + 0.05 * way - 0.9 * aside, tool, pace)
        else:
            ring = self._reach + 0.02
            now = math.atan2(behind[1], behind[0])
            step = -turn * 0.3 if math.hypot(*behind) > 1.6 * ring else float(np.clip(-turn, -0.35, 0.35))
            self._towards(here + ring * np.array([math.cos(now + step), math.sin(now + step)]), tool, _ROUND)
        return self._aim.copy()


class Grasp(Teacher):
    """Comes down over a body, closes the fingers, lifts it and holds it at the goal.

    Args:
        open_, closed: m between the fingers.
    """

    def __init__(self, goal: Array, off: Array, start: Sequence[float], *, open_: float, closed: float) -> None:
        super().__init__(goal, off, start)
        self._width, self._closed = open_, closed
        self._stage, self._waited = 0, 0
        self._high = float(start[2])
        self._held = np.zeros(3)

    def action(self, target: Array, tool: Array, speed: float, *, feels: bool) -> Array:
        """Four targets: over it, down, close, to the goal, hold."""
        here = target + np.append(self._off, 0.0)
        here[2] = max(here[2] + 0.005, _LOWEST)
        over = np.append(here[:2], self._high)
        to_goal = self._goal - self._held
        place = (over, here, self._aim[:3].copy(), to_goal, to_goal)[self._stage]
        self._towards(place, tool, _FREE if self._stage < 1 else _HELD)
        if self._stage == 2:
            self._width = max(self._closed, self._width - _CLOSING * STEP)
            self._held = target - tool
        self._waited += 1
        long = self._waited > 2 * _PATIENCE
        there = math.hypot(*(tool - place)) < 0.003
        if (there, there or feels, long and self._width <= self._closed, there, long)[self._stage]:
            self.done = self._stage == 4
            self._aim[:3] = tool if self._stage == 1 else self._aim[:3]  # what is felt on the way down is not pushed
            self._stage, self._waited = min(self._stage + 1, 4), 0
        self._aim[3] = self._width
        return self._aim.copy()
