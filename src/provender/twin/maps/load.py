"""A map from a file of any kind that we read; the content tells which, not the name."""

from functools import lru_cache
from pathlib import Path

from provender.core.errors import InputError
from provender.core.files import locate
from provender.twin.maps.elements import root_of
from provender.twin.maps.map import Map
from provender.twin.maps.opendrive.reader import read_opendrive
from provender.twin.maps.osm.reader import ATTRIBUTION, read_osm


def is_map(file: Path) -> bool:
    """Whether a file begins as OpenStreetMap XML or OpenDRIVE."""
    return root_of(file) in ("osm", "OpenDRIVE")


def map_of(name: str, *, where: str) -> Map:
    """The map of the file that a dial names, kept while its records are made.

    Raises:
        InputError: there is no such file, or `load_map` refuses it.
    """
    return _kept(locate(name, where=where).resolve())


def drawn_from(name: str, *, where: str) -> dict[str, str]:
    """The file that a dial names, with its licence and whom it asks to be named; nothing for made-up streets."""
    if name in ("", "city"):
        return {}
    return {name: ATTRIBUTION if root_of(locate(name, where=where)) == "osm" else ""}


@lru_cache(maxsize=2)
def _kept(file: Path) -> Map:
    """A map, read once."""
    return load_map(file)


def load_map(file: Path, *, seed: int = 0, attribution: str = "") -> Map:
    """Read it.

    Args:
        seed: of what the file leaves open.
        attribution: who must be named, where the format does not tell (OpenDRIVE).

    Raises:
        InputError: it is neither, is broken as a whole, or is hostile.
    """
    root = root_of(file)
    if root == "osm":
        return read_osm(file, seed=seed)
    if root == "OpenDRIVE":
        return read_opendrive(file, attribution=attribution)
    told = f"begins with <{root[:40]}>" if root else "is no XML"
    raise InputError(f"this is no map: it {told}", where=str(file), mend="give OpenStreetMap XML or OpenDRIVE")
