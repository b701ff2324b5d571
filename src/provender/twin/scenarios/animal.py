"""A dog runs across the road."""

from provender.twin.actors.way import trip
from provender.twin.scene import Actor, ActorKind
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario, Spread
from provender.twin.stage.setting import Setting


def _fits(place: Place) -> bool:
    """Anywhere."""
    return len(place.strips) > 1


def _stage(on: Setting) -> list[Actor]:
    """The dog, from either pavement, at a slant."""
    near = on.rng.chance(1, 2)
    first, last = on.place.edge + 0.8, on.place.far_edge - 0.8
    start, goal = (first, last) if near else (last, first)
    slant, pace = on.values["slant"], on.values["run_speed"]
    whole = ((goal - start) ** 2 + slant**2) ** 0.5
    share = -start / (goal - start)
    begins = on.arrives - on.values["before"] - share * whole / pace - pace / (2 * 5.0)
    gone = trip(on.times, start=begins, metres=whole, speed=pace, gain=5.0)
    line = [(-slant * share, start), (slant * (1 - share), goal)]
    return [on.walks("dog", ActorKind.DOG, line, gone)]


SCENARIO = Scenario(
    tells="A dog runs across the road.",
    spreads={
        "before": Spread(0.2, 0.9, -1.0, 2.0),  # s by which it is in the lane before the car would be
        "run_speed": Spread(6.0, 1.5, 2.5, 11.0),  # m/s
        "slant": Spread(1.0, 3.0, -6.0, 6.0),  # m along the road while it crosses
    },
    fits=_fits,
    stage=_stage,
)
