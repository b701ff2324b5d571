"""Air, road and light around a scenario, each drawn within the class that was asked for."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from math import log, radians

from provender.core.errors import RecipeError, UnknownName
from provender.core.seeds import Stream
from provender.twin.actors.grip import friction
from provender.twin.light.sun import sun
from provender.twin.scene import Light, Weather

# factor -> value -> how often out of a hundred it comes about when nothing is asked for
FACTORS: Mapping[str, Mapping[str, int]] = {
    "fog": {"none": 70, "mist": 15, "fog": 10, "dense": 5},
    "precipitation": {"none": 75, "rain": 18, "snow": 7},
    "wet": {"dry": 60, "damp": 25, "soaked": 15},
    "crowd": {"nobody": 25, "few": 50, "many": 25},
    "lens": {"clean": 100, "dirty": 0},
}
CROWDS: Mapping[str, tuple[int, int]] = {"nobody": (0, 0), "few": (1, 3), "many": (4, 8)}

_SEES: Mapping[str, tuple[int, int]] = {"mist": (300, 800), "fog": (80, 250), "dense": (25, 70)}  # m of visibility
_WET: Mapping[str, tuple[int, int]] = {"dry": (0, 0), "damp": (20, 50), "soaked": (60, 100)}  # parts in a hundred
_ALTITUDE: Mapping[str, tuple[int, int]] = {"day": (6, 90), "dusk": (-5, 5), "night": (-90, -7)}  # degrees of the sun
_TRIES = 400


def checked(conditions: Mapping[str, str], *, where: str) -> Mapping[str, str]:
    """The conditions that a recipe asks for, if there are such.

    Raises:
        UnknownName: there is no such factor or value.
        RecipeError: they cannot be together.
    """
    for factor, value in conditions.items():
        if factor not in FACTORS:
            raise UnknownName.among("condition", factor, FACTORS, where=where)
        if value not in FACTORS[factor]:
            raise UnknownName.among(f"value of {factor}", value, FACTORS[factor], where=where)
    if not possible(conditions):
        raise RecipeError("it cannot rain or snow on a dry road", where=where, mend="leave `wet` out, or ask for damp")
    return conditions


def possible(conditions: Mapping[str, str]) -> bool:
    """Whether conditions can be together: what falls makes wet, and where snow lies no water stands."""
    falls, wet = conditions.get("precipitation", "none"), conditions.get("wet", "damp")
    return not (falls != "none" and wet == "dry") and not (falls == "snow" and wet == "soaked")


def draw(asked: Mapping[str, str], rng: Stream) -> dict[str, str]:
    """A value of every factor: as asked, or as it comes about."""
    while True:
        found = {factor: asked.get(factor) or _one(shares, rng) for factor, shares in FACTORS.items()}
        if possible(found):
            return found


def _one(shares: Mapping[str, int], rng: Stream) -> str:
    """One value, by its share; what is certain takes no draw."""
    if sum(shares.values()) in shares.values():
        return max(shares, key=lambda value: shares[value])
    ticket = rng.below(sum(shares.values()))
    for value, share in shares.items():
        ticket -= share
        if ticket < 0:
            return value
    raise AssertionError("the shares add up")


def weather(found: Mapping[str, str], rng: Stream) -> Weather:
    """Air and road of these classes."""
    fog = log(20) / rng.between(*_SEES[found["fog"]]) if found["fog"] in _SEES else 0.0
    wet = rng.between(*_WET[found["wet"]]) / 100
    rain = rng.between(5, 200) / 10 if found["precipitation"] == "rain" else 0.0
    snow = rng.between(5, 40) / 10 if found["precipitation"] == "snow" else 0.0
    thin = log(20) / 2_000 if rain else log(20) / 800 if snow else 0.0
    dirt = rng.between(4, 30) / 100 if found["lens"] == "dirty" else 0.0
    slip = round(friction(wet, snow), 6)
    return Weather(fog=max(fog, thin), rain=rain, snow=snow, wet=wet, dirt=dirt, friction=slip)


def light(kind: str, latitude: float, rng: Stream) -> Light:
    """A moment of the year at which the sun stands as the kind of light says, and which lights are on then."""
    low, high = (radians(degrees) for degrees in _ALTITUDE[kind])
    for _ in range(_TRIES):
        moment = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=rng.below(366), minutes=rng.below(1440))
        seen = sun(moment, (latitude, 0.0))
        if low <= seen.altitude <= high:
            break
    dark = seen.altitude < radians(-2)
    beams = "off" if kind == "day" else rng.choice(("low", "low", "high")) if kind == "night" else "low"
    return Light(azimuth=seen.azimuth, altitude=seen.altitude, lamps=dark, beams=beams, moment=moment.isoformat())
