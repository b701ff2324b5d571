"""Worked problems with a fault at a known step, from the wing's corruptions and, in free prose, from slips of plan.

A corruption says where it struck; only what is still false in the sentences alone is taken, and its question is left
as it is. Free prose, which nobody has checked step by step, counts as sound: it should come from people or be screened.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from provender.core import registry
from provender.core.protocols import Corruption
from provender.core.record import Record
from provender.core.seeds import stream
from provender.reasoning.corruptions.tools.prose import in_prose
from provender.reasoning.problem import Problem
from provender.reasoning.students._clues import Worked
from provender.reasoning.students._marked import SOUND, Marked, steps_of, worked_of
from provender.reasoning.students._slips import SLIPS

_WING = "reasoning/"


def kinds() -> list[str]:
    """Every kind of fault that can be planted."""
    return sorted({*_corruptions(), *SLIPS})


def family_of(record: Record) -> str:
    """What a record's problem is about: its topic, else who made it."""
    return record.tags.get("topic") or record.origin.source


def planted(record: Record, *, most: int, seed: int, among: Sequence[str] = ()) -> list[Marked]:
    """A record as it is, and up to `most` variants of it with one fault each, of different kinds, of `among` if named.

    Guarantees:
        Depends on the record's content, tags and `seed` alone.
    """
    problem = record.payload
    if not isinstance(problem, Problem) or not steps_of(problem):
        return []
    family = family_of(record)
    sound = Marked(worked_of(problem), None, SOUND, problem.language, family)
    found = [sound]
    for worked, wrong, kind in _wrongs(record, problem, seed, among):
        if len(found) > most:
            break
        if worked != sound.worked and 0 <= wrong <= len(worked.steps):
            found.append(Marked(worked, wrong, kind, problem.language, family))
    return found


def _wrongs(record: Record, problem: Problem, seed: int, among: Sequence[str]) -> Iterator[tuple[Worked, int, str]]:
    """Faulty variants with their first wrong step, of each kind at most one, in random order."""
    rng = stream(seed, int.from_bytes(record.content[:8], "little"), "reasoning/students/planted")
    known: Mapping[str, object] = SLIPS if problem.derivation is None else _corruptions()
    order = [kind for kind in sorted(known) if not among or kind in among]
    rng.shuffle(order)
    for kind in order:
        if problem.derivation is None:
            slip = next(SLIPS[kind](worked_of(problem), rng), None)
            if slip is not None:
                yield *slip, kind
        elif (found := _spoilt(record, problem, _corruptions()[kind], seed)) is not None:
            yield *found, kind


def _spoilt(record: Record, problem: Problem, corruption: Corruption, seed: int) -> tuple[Worked, int] | None:
    """A corruption's work in prose and where it struck; None where it says nothing that is false in prose."""
    bad = corruption(record, seed=seed)
    bare = in_prose(record, bad) if bad and bad.falsehood else None
    if bare is None or not isinstance(bare.record.payload, Problem):
        return None
    spoilt = bare.record.payload
    what, _, number = bare.where.partition(" ")
    if spoilt.question != problem.question or what not in ("step", "sentence", "answer"):
        return None
    worked = Worked(spoilt.question, steps_of(problem=spoilt), spoilt.answer)
    return worked, int(number) - 1 if number else len(worked.steps)


@lru_cache(maxsize=1)
def _corruptions() -> Mapping[str, Corruption]:
    """All of the wing's typed corruptions, by kind."""
    names = [name for name in registry.names("corruption") if name.startswith(_WING)]
    return {name.rpartition("/")[2]: registry.load("corruption", name) for name in names}
