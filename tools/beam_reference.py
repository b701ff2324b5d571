"""Light of one lamp in homogeneous fog by volumetric path tracing, kept as data: `python tools/beam_reference.py`.

It is what `twin/render/air.py` is tested against, and shares no code with it: light leaves a lamp in proportion to its
beam and walks through endless fog, scattered any number of times by Henyey and Greenstein's phase function; each piece
of the walk is seen by the eye at one place of what the picture shows of it, drawn with a density of one over the
squared distance to the eye (C. Kulla and M. Fajardo, Importance sampling techniques for path tracing in participating
media, 2012). The first piece makes the light that is scattered once, which is kept apart from the rest. Batches give a
standard error of every number.

The picture has 8 x 4 blocks, 60 degrees across, of a camera at the origin that looks along x; nothing but fog is there.
What is kept of a lamp in a fog is (4, 4, 8): radiance for a unit of greatest intensity, scattered once and more often,
and the standard errors of both.
"""

import argparse
from pathlib import Path

import numpy as np
from numba import njit

OUT = Path(__file__).parent.parent / "tests" / "twin" / "render" / "beam_reference.npz"
ACROSS, DOWN, FOCAL = 8, 4, 8 * 0.866
FORWARD, ALBEDO = 0.75, 0.97
FOGS = (0.02, 0.05, 0.1)  # 1/m: one sees 150, 60 and 30 m
LAMPS = {  # where; whither its middle shines; 0 street lamp, 1 low beam
    "oncoming": ((25.0, 3.0, -0.7), (-1.0, 0.0, 0.0), 1),
    "own": ((1.5, 0.6, -0.7), (1.0, 0.0, 0.0), 1),
    "street": ((14.0, -5.0, 4.6), (0.0, 0.21, -0.9777), 0),
}


@njit(cache=True)
def around(way, cos):  # type: ignore[no-untyped-def]
    """A direction at an angle from another, turned about it by chance."""
    sin, spin = np.sqrt(max(1 - cos * cos, 0.0)), 2 * np.pi * np.random.random()
    other = np.array([0.0, 0.0, 1.0]) if abs(way[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    one = np.cross(way, other)
    one /= np.sqrt((one**2).sum())
    return cos * way + sin * (np.cos(spin) * one + np.sin(spin) * np.cross(way, one))


@njit(cache=True)
def emitted(middle, shape):  # type: ignore[no-untyped-def]
    """A direction, and intensity over the density with which it was drawn, for a greatest intensity of about one."""
    if shape == 0:
        cos = 0.12 + 0.88 * np.random.random()
        soft = min((cos - 0.12) / 0.55, 1.0)
        return around(middle, cos), 2 * np.pi * 0.88 * soft * soft * (3 - 2 * soft)
    aside, up = np.random.normal(0.0, 0.42 / np.sqrt(2)), np.random.normal(-0.02, 0.16 / np.sqrt(2))
    left = np.array([-middle[1], middle[0], 0.0])
    way = middle + aside * left + up * np.array([0.0, 0.0, 1.0])
    cos = 1 / np.sqrt((way**2).sum())
    edge = min(max((0.004 - up) / 0.016, 0.0), 1.0)
    share = (0.03 + 0.97 * edge * edge * (3 - 2 * edge)) * (cos > 0.12)
    return way * cos, share * cos**3 * np.pi * 0.42 * 0.16


@njit(cache=True)
def within(start, way):  # type: ignore[no-untyped-def]
    """From where to where a ray runs through what the picture shows, in metres; nothing unless the second is more."""
    low, high = 0.0, 1e9
    for side in range(4):
        sign = 1.0 if side % 2 else -1.0
        slope, axis = (ACROSS / 2 / FOCAL, 1) if side < 2 else (DOWN / 2 / FOCAL, 2)
        room, gain = slope * start[0] + sign * start[axis], slope * way[0] + sign * way[axis]
        if gain > 1e-12:
            low = max(low, -room / gain)
        elif gain < -1e-12:
            high = min(high, -room / gain)
        elif room < 0:
            return 0.0, 0.0
    return low, high


@njit(cache=True)
def seen(ray, fog, weight, picture):  # type: ignore[no-untyped-def]
    """Adds to a picture what the eye sees of light on its way along a ray, at one place of it."""
    start, way = ray
    first, last = within(start, way)
    if last <= first:
        return
    nearest = -(start * way).sum()
    beside = np.sqrt(max((start**2).sum() - nearest**2, 1e-10))
    low, high = np.arctan((first - nearest) / beside), np.arctan((last - nearest) / beside)
    t = nearest + beside * np.tan(low + (high - low) * np.random.random())
    place = start + t * way
    column = min(max(int(np.floor(ACROSS / 2 - FOCAL * place[1] / place[0])), 0), ACROSS - 1)
    row = min(max(int(np.floor(DOWN / 2 - FOCAL * place[2] / place[0])), 0), DOWN - 1)
    d = np.sqrt((place**2).sum())
    cos = -(way * place).sum() / d  # towards the eye
    phase = (1 - FORWARD**2) / (4 * np.pi * (1 + FORWARD**2 - 2 * FORWARD * cos) ** 1.5)
    # one over the density of t is (high - low) d^2 / beside; d^2 falls out
    picture[row, column] += weight * (high - low) / beside * ALBEDO * fog * phase * np.exp(-fog * (t + d))


@njit(cache=True)
def traced(lamp, fog, walks, seed):  # type: ignore[no-untyped-def]
    """(2, DOWN, ACROSS) light that was scattered once, and more often, summed over walks; not yet by solid angle."""
    at, middle, shape = lamp
    np.random.seed(seed)
    whole = np.zeros((2, DOWN, ACROSS))
    for _ in range(walks):
        place = at.copy()
        way, weight = emitted(middle, shape)
        seen((place, way), fog, weight, whole[0])
        while weight > 0:
            place = place - np.log(1 - np.random.random()) / fog * way
            if np.random.random() > ALBEDO or fog * np.sqrt((place**2).sum()) > 30:
                break
            part = (1 - FORWARD**2) / (1 - FORWARD + 2 * FORWARD * np.random.random())
            way = around(way, (1 + FORWARD**2 - part**2) / (2 * FORWARD))
            seen((place, way), fog, weight, whole[1])
    return whole / walks


def solid_angles() -> "np.ndarray":
    """(DOWN, ACROSS) steradians of the blocks, from a hundred places in each."""
    fine = (np.arange(10) + 0.5) / 10
    x = (np.arange(ACROSS)[:, None] + fine - ACROSS / 2).ravel() / FOCAL
    y = (np.arange(DOWN)[:, None] + fine - DOWN / 2).ravel() / FOCAL
    each = (1 + x[None, :] ** 2 + y[:, None] ** 2) ** -1.5 / FOCAL**2
    return np.asarray(each.reshape(DOWN, 10, ACROSS, 10).mean((1, 3)))


def main() -> None:
    """Trace every lamp in every fog, a batch of each at a time, and write down all so far."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--walks", type=int, default=20_000, help="in a batch")
    parser.add_argument("--batches", type=int, default=30)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    made: dict[str, list[np.ndarray]] = {f"{name}/{fog}": [] for name in LAMPS for fog in FOGS}
    for batch in range(given.batches):
        for case, found in made.items():
            name, fog = case.split("/")
            at, middle, shape = LAMPS[name]
            lamp = (np.array(at), np.array(middle), shape)
            found.append(traced(lamp, float(fog), given.walks, batch) / solid_angles())
        if batch:
            _keep(made, given.out)
    for case, found in made.items():
        mean, error = _mean(found)
        print(f"{case}: {mean[1].sum() / mean.sum():.1%} scattered again; standard error "
              f"{np.median(np.hypot(*error) / mean.sum(0)):.1%} in the median block")  # fmt: skip


def _mean(found: "list[np.ndarray]") -> "tuple[np.ndarray, np.ndarray]":
    """The mean of batches, and its standard error."""
    each = np.stack(found)
    return each.mean(0), each.std(0, ddof=1) / len(found) ** 0.5


def _keep(made: "dict[str, list[np.ndarray]]", out: Path) -> None:
    """Write what there is."""
    half = out.with_suffix(".half.npz")
    np.savez_compressed(
        half,
        allow_pickle=False,
        **{case: np.concatenate(_mean(found)).astype(np.float32) for case, found in made.items()},
    )
    half.rename(out)


if __name__ == "__main__":
    main()
