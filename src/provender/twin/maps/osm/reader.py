"""An OpenStreetMap XML file as a map.

Roads, lanes, widths and pavements come from tags and, where those are silent, from rules (`tags.py`); heights of
buildings that tell none are drawn from the seed and the building's id.
"""

from pathlib import Path

from provender.twin.maps.map import Map, Side
from provender.twin.maps.notes import Notes
from provender.twin.maps.osm.ground import Ground
from provender.twin.maps.osm.roads import paths, stretches
from provender.twin.maps.osm.source import Source, read
from provender.twin.maps.osm.things import Roadside, lamps, trees
from provender.twin.maps.streets.lay import lay

ATTRIBUTION = "© OpenStreetMap contributors (openstreetmap.org/copyright), ODbL 1.0"

# Rough boxes (south, west, north, east) of where people drive on the left: good for towns, not for borders.
_LEFT = (
    (49.8, -11.0, 61.0, 1.8),  # Great Britain and Ireland
    (35.7, 14.1, 36.2, 14.7),  # Malta
    (34.5, 32.2, 35.8, 34.7),  # Cyprus
    (30.0, 129.6, 45.6, 146.0),  # Japan without its southern islands
    (6.0, 68.5, 28.0, 88.0),  # India, Sri Lanka
    (5.6, 97.5, 20.5, 102.0),  # Thailand
    (-11.0, 95.0, 6.0, 119.0),  # Malaysia, Singapore, western Indonesia
    (-35.0, 20.0, -9.0, 34.0),  # southern Africa
    (-4.7, 33.9, 4.5, 41.9),  # Kenya
    (-48.0, 112.0, -10.0, 179.0),  # Australia, New Zealand
)


def read_osm(file: Path, *, seed: int = 0, drives: Side | None = None) -> Map:
    """Read a file.

    Args:
        seed: of heights that the file does not tell.
        drives: the side on which traffic drives; guessed from the place where it is not given.

    Raises:
        InputError: it is not OpenStreetMap XML, is hostile, or holds no node that lies anywhere.
    """
    notes = Notes()
    source = read(file, notes)
    side: Side = drives or _side(source)
    streets = stretches(source, notes, side)
    laid = lay([stretch.street for stretch in streets], drives=side)
    path_roads, path_lanes = paths(source, notes)
    ground = Ground(source, notes, seed)
    ground.read()
    roadside = Roadside(source, streets)
    return Map(
        name=file.name,
        source="osm",
        attribution=ATTRIBUTION,
        drives=side,
        origin=source.origin,
        lanes=(*laid.lanes, *path_lanes),
        roads=(*laid.roads, *path_roads),
        junctions=laid.junctions,
        crossings=tuple(roadside.crossings()),
        signals=tuple(roadside.signals()),
        buildings=tuple(ground.buildings),
        areas=tuple(ground.areas),
        trees=tuple(trees(source)),
        lamps=tuple(lamps(source, laid.lanes)),
        warnings=notes.all(),
    )


def _side(source: Source) -> Side:
    """Left where the place lies in a box of left-hand traffic."""
    lat, lon = source.origin
    left = any(south <= lat <= north and west <= lon <= east for south, west, north, east in _LEFT)
    return "left" if left else "right"
