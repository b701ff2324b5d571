"""Every part that the registry knows, and samples of what the generators make: what the suite is asked of.

Nothing is listed here: a new file in a wing is found, and every law of this folder is asked of it.
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from provender.core import dials, registry
from provender.core.protocols import Corruption, Generator, Verifier
from provender.core.recipe import Shard
from provender.core.record import Record

PARTS = [(kind, name) for kind in registry.KINDS for name in registry.names(kind)]


def wing(name: str) -> str:
    """The wing of a part: reasoning/arithmetic/gcd -> reasoning."""
    return name.partition("/")[0]


def complete(part: type) -> bool:
    """Whether a part may be made without setting a dial."""
    return all(dials.has_default(field) for field in fields(part) if field.init)


def alone(kind: str) -> list[str]:
    """Names of the parts of a kind that need no tools, no fitting and no dials."""
    found = {name: registry.find(kind, name) for name in registry.names(kind)}
    return [
        name for name, part in found.items()
        if complete(part) and not {"bind", "restore"} & set(dir(part)) and "__call__" in dir(part)
    ]  # fmt: skip


GENERATORS = alone("generator")
DIALLED: Mapping[str, Mapping[str, object]] = {  # those that must be told where: enough to make a few records
    "twin/frames": {"map": "city", "wide": 160},
    "twin/robots/tabletop": {"task": "grasp"},
    "twin/robots/filmed": {"task": "push", "wide": 160, "shots": 2},
    "twin/clips/scenario": {"map": "city", "wide": 160, "frames": 2},
    "twin/sensors/sweeps": {"map": "city"},
}
VERIFIERS = alone("verifier")
CORRUPTIONS = alone("corruption")


def generator(name: str, given: Mapping[str, object] | None = None) -> Generator:
    """A generator with dials."""
    part: Generator = registry.load("generator", name, given or {})
    return part


@lru_cache(maxsize=64)
def verifiers(of: str) -> dict[str, Verifier]:
    """All verifiers of a wing, and those that serve every wing, by name."""
    return {name: registry.load("verifier", name) for name in VERIFIERS if wing(name) in (of, "general")}


@lru_cache(maxsize=64)
def corruptions(of: str) -> dict[str, Corruption]:
    """All corruptions of a wing, by name."""
    return {name: registry.load("corruption", name) for name in CORRUPTIONS if wing(name) == of}


@lru_cache(maxsize=64)
def faults(of: str) -> tuple[Corruption, ...]:
    """The corruptions of a wing that ask for a kind of fault, once with each kind."""
    named = {name: registry.find("corruption", name) for name in registry.names("corruption") if wing(name) == of}
    kinds = {name: get_args(dials.dial_types(part).get("kind")) for name, part in named.items()}
    return tuple(registry.load("corruption", name, {"kind": kind}) for name in kinds for kind in kinds[name])


def orders(name: str) -> list[tuple[str, str, dict[str, object]]]:
    """All that a generator can be asked for: (tag, value, dials)."""
    part = registry.find("generator", name)
    known = dials.dial_types(part)
    makes: Mapping[str, tuple[str, ...]] = part.makes  # type: ignore[attr-defined]
    return [(tag, value, {tag: value} if tag in known else {}) for tag, values in makes.items() for value in values]


def settings(name: str) -> list[dict[str, object]]:
    """The default dials, and every value of each dial that has a closed list of them."""
    types: Mapping[str, Any] = dials.dial_types(registry.find("generator", name))
    closed = {dial: get_args(kind) for dial, kind in types.items() if get_origin(kind) is Literal}
    return [{}, *({dial: value} for dial, values in closed.items() for value in values)]


def make(part: Generator, count: int = 8, *, seed: int = 3, start: int = 0) -> list[Record]:
    """Records of a shard; a generator that needs no tools has no failures to report."""
    made = list(part(Shard(seed=seed, start=start, count=count, recipe="c0ffee")))
    records = [record for record in made if isinstance(record, Record)]
    assert made == records
    return records


@lru_cache(maxsize=512)
def samples(name: str, count: int = 6) -> tuple[Record, ...]:
    """Records of a generator in every language it knows."""
    told = [given for tag, _, given in orders(name) if tag == "language"] or [{}]
    return tuple(record for given in told for record in make(generator(name, given), count))
