"""A made-up city, all of it a function of its kind, size and seed."""

from dataclasses import dataclass
from functools import lru_cache

from provender.core.errors import RecipeError
from provender.core.seeds import stream
from provender.twin.maps.city.furniture import crossings, lamps, trees
from provender.twin.maps.city.layout import LAYOUTS, Draft, Kind
from provender.twin.maps.city.plots import houses
from provender.twin.maps.map import Map, Side
from provender.twin.maps.streets.lay import lay


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """What to make up.

    Attributes:
        kind: "grid", "tee", "roundabout" or "curved".
        seed, index: of the random stream; the same ones give the same city to the bit.
        size: about how far it reaches, metres, from 120 to 2,000.
        drives: the side of the road on which traffic drives.
    """

    kind: Kind = "grid"
    seed: int = 0
    index: int = 0
    size: int = 240
    drives: Side = "right"


@lru_cache(maxsize=12)
def kept(city: City) -> Map:
    """As `build`; kept while its neighbours are made, since making one takes longer than staging in it."""
    return build(city)


def build(city: City) -> Map:
    """Make it.

    Raises:
        RecipeError: its kind or size is none that can be made.

    Guarantees:
        No house stands on a lane or on another house; every lane for wheels that ends at a junction goes on.

    >>> build(City(kind="roundabout", seed=1)).source
    'city'
    """
    where = f"a city of kind {city.kind!r}"
    if city.kind not in LAYOUTS:
        known = ", ".join(LAYOUTS)
        raise RecipeError(f"there is no city of kind {city.kind!r}", where=where, mend=f"choose one of {known}")
    if not 120 <= city.size <= 2000:
        raise RecipeError(f"size={city.size} metres cannot be built", where=where, mend="give 120 to 2,000")
    rng = stream(city.seed, city.index, f"twin/city/{city.kind}")
    draft = Draft(city.drives)
    LAYOUTS[city.kind](draft, rng, city.size)
    streets = draft.streets
    roads, lanes, junctions = lay(streets, drives=city.drives)
    crossed, lights = crossings(streets, roads, junctions, rng)
    return Map(
        name=f"{city.kind} {city.seed}-{city.index}",
        source="city",
        drives=city.drives,
        roads=roads,
        lanes=lanes,
        junctions=junctions,
        crossings=crossed,
        signals=lights,
        buildings=houses(streets, roads, lanes, rng),
        trees=trees(streets, roads, rng),
        lamps=lamps(streets, roads),
    )
