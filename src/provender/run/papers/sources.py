"""What a recipe's data draw from, and under whose licence: files, maps, reference tables, and those who judge by them.

{"name": "berlin.osm", "by": "twin/frames", "kind": "generator", "licence": "© OpenStreetMap ...", "sha256": "...",
 "behind": ["twin/frames"]}
"""

from collections.abc import Mapping
from hashlib import file_digest
from typing import Any

from provender.core.errors import ProvenderError, UnknownName
from provender.core.files import locate
from provender.core.recipe import Recipe, Use
from provender.core.registry import find
from provender.run.workshop import Workshop

DATASET = "dataset"  # in `licences`: what is made


def sources(workshop: Workshop) -> list[dict[str, Any]]:
    """Every source of a recipe's parts, in the recipe's order, each once a part: what it tells, else its dial `path`.

    The licence is the recipe's word on the source or on the part that reads it, else the part's own; "" is nobody's.
    `behind` names the generators whose records draw from it: the anchor stands behind those that learn or are taught.
    Under a private anchor no digest of its file is told: whoever guesses a row could tell by it.

    Raises:
        UnknownName: the recipe licenses something that nothing draws from.
    """
    found: list[dict[str, Any]] = []
    known = {DATASET}
    for one in workshop.wings().values():
        uses = _uses(one.recipe)
        told = [_told(one, kind, use, name=name, own=own) for kind, use in uses for name, own in _drawn(one, kind, use)]
        found += [each for each in told if each not in found]  # a judge that serves every wing is told of once
        known |= {each["name"] for each in told} | {use.name for _, use in uses}
    for name in workshop.recipe.licences:
        if name not in known:
            raise UnknownName.among("source", name, sorted(known), where="licences")
    return found


def _uses(recipe: Recipe) -> list[tuple[str, Use]]:
    """The parts that may draw from something, with their kinds."""
    uses = [("anchor", use) for use in (recipe.anchor,) if use]
    return uses + [("generator", use) for use in recipe.generators] + [("verifier", use) for use in recipe.verifiers]


def _drawn(workshop: Workshop, kind: str, use: Use) -> list[tuple[str, str]]:
    """What one part draws from, with the licence that it knows of."""
    part: Any = workshop.part("reader" if kind == "anchor" else kind, use)
    if hasattr(part, "sources"):
        return list(part.sources().items())
    path = str(getattr(part, "path", "") or "")
    return [(path, str(getattr(type(part), "licence", "")))] if path else []


def _told(workshop: Workshop, kind: str, use: Use, *, name: str, own: str) -> dict[str, Any]:
    """One source as plain JSON."""
    licences: Mapping[str, str] = workshop.recipe.licences
    licence = licences.get(name) or licences.get(use.name) or own
    told = {"name": name, "by": use.name, "kind": kind, "licence": licence, "behind": _behind(workshop, kind, use)}
    digest = "" if kind == "anchor" and workshop.anchor().private else _digest(name)
    return {**told, **({"sha256": digest} if digest else {})}


def _behind(workshop: Workshop, kind: str, use: Use) -> list[str]:
    """The generators whose records draw from what a part reads."""
    if kind == "anchor":
        made = dict.fromkeys(each.name for each in workshop.recipe.generators)
        return [name for name in made if any(hasattr(find("generator", name), way) for way in ("fit", "bind"))]
    return [use.name] if kind == "generator" else []


def _digest(name: str) -> str:
    """SHA-256 of a file; "" for what is none."""
    try:
        with locate(name, where="sources").open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (ProvenderError, OSError):
        return ""
