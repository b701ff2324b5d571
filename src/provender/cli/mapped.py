"""A map described: for the terminal, for programs, and as a page with its plan."""

import re
from pathlib import Path

from provender.cli.terminal import near, say, say_json, say_table
from provender.report.map import map_page
from provender.store.folder import RunFolder
from provender.twin.maps.geometry import lengths
from provender.twin.maps.load import load_map
from provender.twin.maps.map import ROLLING, Map
from provender.twin.maps.plan import plan

_SHOWN = 12  # warnings in the terminal; the page has them all


def show(file: Path, *, output: Path, json: bool) -> None:
    """Tell of a map, and draw its page.

    Args:
        output: folder in which the page's folder is made.
        json: for programs instead of people.
    """
    found = load_map(file)
    counts = _counts(found)
    html = map_page(
        file.name, plan(found), counts=counts, warnings=found.warnings, attribution=found.attribution
    ).encode()
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", file.name).lstrip(".-") or "map"
    page = RunFolder(output / f"described-{safe}").write_derived("report", "index.html", [html])
    if json:
        about = {"format": found.source, "drives": found.drives, "origin": found.origin, "counts": dict(counts)}
        said = {"attribution": found.attribution, "warnings": [list(warned) for warned in found.warnings]}
        say_json({**about, **said, "digest": found.digest.hex(), "page": str(page)})
        return
    west, south, east, north = found.bounds
    size = f"{east - west:,.0f} by {north - south:,.0f} m, traffic on the {found.drives}"
    say(f"{file}: {found.source}, {size}", "")
    say_table(counts)
    told = [f"  look at {warned.id}: {warned.what}" for warned in found.warnings[:_SHOWN]]
    if len(found.warnings) > _SHOWN:
        told.append(f"  and {len(found.warnings) - _SHOWN:,} more on the page")
    named = [f"  name  {found.attribution}"] if found.attribution else []
    say(*([""] if told else []), *told, "", *named, f"  page  {near(page)}")


def _counts(found: Map) -> list[tuple[str, int]]:
    """What there is, and how many."""
    metres = sum(float(lengths(lane.centre)[-1]) for lane in found.lanes if lane.kind in ROLLING)
    return [
        ("metres of lanes for wheels", round(metres)),
        ("roads and paths", len(found.roads)),
        ("junctions", len(found.junctions)),
        ("crossings", len(found.crossings)),
        ("signals and signs", len(found.signals)),
        ("buildings", len(found.buildings)),
        ("trees", len(found.trees)),
        ("lamps", len(found.lamps)),
    ]
