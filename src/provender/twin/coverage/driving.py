"""The operational design domain of `twin/covering`: factors, their values, and what cannot be together."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from provender.core.errors import RecipeError, UnknownName
from provender.twin.coverage.arrays import Array, Domain, Rule, covering

FACTORS: Mapping[str, tuple[str, ...]] = {
    "scenario": (
        "animal", "ball_then_child", "behind_bus", "blocked_lane", "cut_in", "emergency_vehicle", "fallen_load",
        "jaywalking_group", "opening_door", "reversing_out", "sudden_braking", "turn_across_path", "wrong_way_cyclist",
    ),
    "light": ("day", "dusk", "night"),
    "layout": ("grid", "tee", "roundabout", "curved"),
    "fog": ("none", "mist", "fog", "dense"),  # one sees 800 m or more, from 300 m, from 80 m, less
    "precipitation": ("none", "rain", "snow"),
    "wet": ("dry", "damp", "soaked"),  # nothing on the road, under a half, more
    "crowd": ("nobody", "few", "many"),  # on the pavements: none, up to three, more
    "youngest": ("nobody", "adult", "child"),  # of all on foot
    "tone": ("nobody", "light", "medium", "dark"),  # skin of all on foot: the Monk scale's 1-3, 4-6, 7-10
    "build": ("nobody", "slight", "average", "heavy"),  # of all on foot: waist for their height
    "distance": ("near", "middle", "far"),  # of whom it is about: under 10 m, under 20 m, further
}  # fmt: skip
_CHILD, _ADULT = frozenset({"ball_then_child"}), frozenset({"behind_bus", "jaywalking_group"})  # who runs or steps out

_NO_ROOM = frozenset(  # made-up roundabouts are too short or have one lane, bent streets hide what lies on them
    {(name, "roundabout") for name in ("cut_in", "emergency_vehicle", "fallen_load", "turn_across_path")}
    | {("fallen_load", "curved")}
)


def _room(scenario: str, layout: str) -> bool:
    """Whether a made-up city of this layout has places for a scenario, measured by staging."""
    return (scenario, layout) not in _NO_ROOM


def _on_foot(scenario: str, crowd: str, youngest: str) -> bool:
    """Who is there at least: whom the scenario is about, and the crowd."""
    if scenario in _CHILD:
        return youngest == "child"
    if scenario in _ADULT:
        return youngest == "adult" or (youngest == "child" and crowd != "nobody")
    return (youngest == "nobody") == (crowd == "nobody")


def _falls(precipitation: str, wet: str) -> bool:
    """What falls makes wet, and where snow lies no water stands."""
    return precipitation == "none" or wet == "damp" or (precipitation == "rain" and wet == "soaked")


def _of_somebody(youngest: str, told: str) -> bool:
    """Where nobody is on foot there is no skin and no build to see."""
    return (youngest == "nobody") == (told == "nobody")


RULES = (
    Rule(("scenario", "layout"), _room),
    Rule(("precipitation", "wet"), _falls),
    Rule(("scenario", "crowd", "youngest"), _on_foot),
    Rule(("youngest", "tone"), _of_somebody),
    Rule(("youngest", "build"), _of_somebody),
)


def domain(within: Mapping[str, Sequence[str]], *, where: str) -> Domain:
    """The domain, some of its factors held to some of their values.

    Raises:
        UnknownName: there is no such factor or value.
        RecipeError: a factor is left without a value.
    """
    factors = dict(FACTORS)
    for factor, values in within.items():
        if factor not in FACTORS:
            raise UnknownName.among("factor", factor, FACTORS, where=where)
        for value in values:
            if value not in FACTORS[factor]:
                raise UnknownName.among(f"value of {factor}", value, FACTORS[factor], where=where)
        if not values:
            raise RecipeError(f"{factor} is left without a value", where=where, mend="name one, or leave it out")
        factors[factor] = tuple(value for value in FACTORS[factor] if value in values)
    return Domain(factors=factors, rules=RULES)


@lru_cache(maxsize=8)
def _array(within: tuple[tuple[str, tuple[str, ...]], ...], strength: int, where: str) -> Array:
    """One array a process: a worker asks for it with every case."""
    return covering(domain(dict(within), where=where), strength)


def array(within: Mapping[str, Sequence[str]], strength: int, *, where: str) -> Array:
    """The covering array of the domain.

    Raises:
        UnknownName, RecipeError: as of `domain`; the strength is neither 2 nor 3; or nothing is possible at all.
    """
    if strength not in (2, 3):
        raise RecipeError(f"strength={strength} is not made", where=where, mend="give 2 for pairs, 3 for triples")
    found = _array(tuple((name, tuple(values)) for name, values in within.items()), strength, where)
    if not found.rows:
        raise RecipeError("no case is possible within these values", where=where, mend="leave more values in `within`")
    return found
