"""Where a made-up city's streets run: a grid, side streets, a roundabout, or a grid bent into curves."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

import numpy as np

from provender.core.seeds import Stream
from provender.twin.maps.geometry import distinct
from provender.twin.maps.map import Points, Side
from provender.twin.maps.streets.street import Section, Street, strips_of

Kind: TypeAlias = Literal["grid", "tee", "roundabout", "curved"]

_SIDE = Section(walk=(2.5, 2.5), park=(2.0, 2.0), lane=2.9)
_QUIET = Section(walk=(2.0, 2.0), lane=2.75)
_MAIN = Section(forward=2, backward=2, lane=3.2, speed=50 / 3.6, walk=(3.5, 3.5), cycle=(1.8, 1.8))
_RING = Section(forward=1, backward=0, lane=4.5, speed=30 / 3.6)
_NAMES = ("Ash", "Birch", "Cedar", "Dale", "Elm", "Fern", "Grove", "Hill", "Iris", "Juniper", "Kiln", "Linden", "Mill")


class Draft:
    """Streets as they are drawn."""

    def __init__(self, drives: Side) -> None:
        self.drives: Side = drives
        self.streets: list[Street] = []

    def add(self, ends: tuple[str, str], line: Points, section: Section, *, name: str = "") -> None:
        """A street between two nodes."""
        strips, left = strips_of(section, self.drives)
        main = section.forward + section.backward > 2
        self.streets.append(
            Street(
                id=f"street/{len(self.streets)}",
                line=distinct(line),
                strips=strips,
                left=left,
                start=ends[0],
                end=ends[1],
                speed=section.speed,
                kind="secondary" if main else "residential",
                name=name,
            )
        )


def _name(at: int, *, across: bool) -> str:
    """A street's name."""
    return f"{_NAMES[at % len(_NAMES)]} {'Street' if across else 'Road'}"


def _ticks(rng: Stream, size: int) -> list[int]:
    """Where streets of one direction lie, metres: blocks of 60 to 100, the city's middle near 0."""
    ticks = [0]
    while ticks[-1] < size:
        ticks.append(ticks[-1] + rng.between(60, 100))
    return [tick - ticks[-1] // 2 for tick in ticks]


def _grid(draft: Draft, rng: Stream, size: int) -> None:
    """Blocks; one street of each direction is a main road."""
    _blocks(draft, rng, size, lambda line: line)


def _blocks(draft: Draft, rng: Stream, size: int, bend: Callable[[Points], Points]) -> None:
    """A grid, each street taken through `bend`."""
    across, along = _ticks(rng, size), _ticks(rng, size)
    main = (rng.below(len(across)), rng.below(len(along)))
    for i, x in enumerate(across):
        for j, y in enumerate(along):
            here = f"node/{i}-{j}"
            if i + 1 < len(across):
                line = np.array([[x, y], [across[i + 1], y]], float)
                section = _MAIN if j == main[1] else _SIDE
                draft.add((here, f"node/{i + 1}-{j}"), bend(line), section, name=_name(j, across=False))
            if j + 1 < len(along):
                line = np.array([[x, y], [x, along[j + 1]]], float)
                section = _MAIN if i == main[0] else _SIDE
                draft.add((here, f"node/{i}-{j + 1}"), bend(line), section, name=_name(i, across=True))


def _curved(draft: Draft, rng: Stream, size: int) -> None:
    """A grid whose plane is bent in two slow waves."""
    phase = np.array([rng.below(628) / 100, rng.below(628) / 100])
    sway = np.array([rng.between(12, 22), rng.between(12, 22)], float)
    wave = 2 * np.pi / np.array([rng.between(180, 260), rng.between(180, 260)])

    def bend(line: Points) -> Points:
        t = np.linspace(0.0, 1.0, 25)[:, None]
        fine = line[0] * (1 - t) + line[1] * t
        bent: Points = fine + sway * np.sin(fine[:, ::-1] * wave + phase)
        return bent

    _blocks(draft, rng, size, bend)


def _tee(draft: Draft, rng: Stream, size: int) -> None:
    """A main road with side streets now to one side, now to the other, each a dead end."""
    stops = _ticks(rng, size)
    y = [rng.between(-15, 15) for _ in stops]
    for at, x in enumerate(stops):
        here = f"node/{at}"
        if at + 1 < len(stops):
            line = np.array([[x, y[at]], [stops[at + 1], y[at + 1]]], float)
            draft.add((here, f"node/{at + 1}"), line, _MAIN, name=_name(0, across=False))
        if 0 < at < len(stops) - 1:
            reach = rng.between(60, 110) * (1 if at % 2 else -1)
            end = np.array([x + rng.between(-20, 20), y[at] + reach], float)
            line = np.array([[x, y[at]], end], float)
            draft.add((here, f"end/{at}"), line, rng.choice((_SIDE, _QUIET)), name=_name(at, across=True))


def _roundabout(draft: Draft, rng: Stream, size: int) -> None:
    """A ring with three to five roads that lead away from it."""
    arms, radius = rng.between(3, 5), rng.between(15, 20)
    turn = 1 if draft.drives == "right" else -1
    share = 2 * np.pi / arms
    start = rng.below(628) / 100
    angles = [start + turn * (share * at + rng.between(-10, 10) * share / 100) for at in range(arms)]
    for at, angle in enumerate(angles):
        after = angles[(at + 1) % arms] + (turn * 2 * np.pi if at + 1 == arms else 0.0)
        arc = np.linspace(angle, after, 20)
        ring = radius * np.stack([np.cos(arc), np.sin(arc)], 1)
        draft.add((f"ring/{at}", f"ring/{(at + 1) % arms}"), ring, _RING, name="Circus")
        out = np.array([np.cos(angle), np.sin(angle)])
        line = out * np.array([[radius], [size / 2]])
        draft.add((f"ring/{at}", f"end/{at}"), line, rng.choice((_SIDE, _QUIET)), name=_name(at, across=True))


LAYOUTS: Mapping[str, Callable[[Draft, Stream, int], None]] = MappingProxyType(
    {"grid": _grid, "tee": _tee, "roundabout": _roundabout, "curved": _curved}
)
