"""Typed errors planted in sound problems, and whether the wing's verifiers fail every one of them.

Every generator of the reasoning wing, in every language and setting, through every corruption: in questions, givens,
claims, sentences and answers, alone or with all that follows worked out anew from the error; most once more with the
formal story taken away. A corruption that is proved to leave every statement true is counted apart. Takes about
75 CPU seconds.

    planted       records in which something was made false                             wanted: >= 50,000
    caught        of those, how many some verifier failed                               wanted: = planted
    still_true    corrupted records that are proved to hold no falsehood, not counted
    sound         records as made, without origin and tags, and told in prose alone        wanted: >= 20,000
    false_alarms  of those, how many some verifier failed or none passed                wanted: 0
    steps_per_core  steps of sound records judged a CPU second, over all families       wanted: >= 20,000

`--only gcd` plants in the families whose names hold it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from time import process_time
from typing import Any, Literal, get_args, get_origin

from bench import harness
from provender.core import dials, registry
from provender.core.protocols import Corruption, Verifier
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.verdict import Corrupted, Grade, Outcome
from provender.reasoning.corruptions.tools.prose import in_prose
from provender.reasoning.problem import Problem
from provender.stages.verify import verify

WING = "reasoning/"
NOBODY = Origin(source="file", version="", recipe="", seed=0, index=0)
SHOWN = 5  # errors that got through, told in full
WIDE = 12  # families that a table shows one by one; more are shown by branch


def parts(kind: str) -> dict[str, Any]:
    """The wing's parts of a kind that need nothing handed in and no dial set, by name."""
    found = {name: registry.find(kind, name) for name in registry.names(kind) if name.startswith(WING)}
    ready = {name: part for name, part in found.items() if all(map(dials.has_default, fields(part)))}
    return {name: part for name, part in ready.items() if "bind" not in dir(part) and "restore" not in dir(part)}


def settings(part: type) -> Iterator[dict[str, object]]:
    """Every value of every dial that has a closed list, in every language."""
    types: Mapping[str, Any] = dials.dial_types(part)
    closed = {dial: get_args(kind) for dial, kind in types.items() if get_origin(kind) is Literal}
    languages = closed.pop("language", ("en",))
    for language in languages:
        yield {"language": language}
        yield from ({"language": language, dial: value} for dial, values in closed.items() for value in values)


def made(name: str, chosen: Mapping[str, object], count: int, *, seed: int) -> list[Record]:
    """Records of a generator under one setting."""
    drawn = registry.load("generator", name, chosen)(Shard(seed=seed, start=0, count=count))
    return [record for record in drawn if isinstance(record, Record)]


def outcomes(records: Sequence[Record], verifiers: Sequence[Verifier]) -> list[set[Outcome]]:
    """What the verifiers say of each record, all together."""
    said = [verifier(records) for verifier in verifiers]
    return [{verdict.outcome for verdict in verdicts} for verdicts in zip(*said, strict=True)]


def let_through(name: str, found: Sequence[Corrupted], verifiers: Mapping[str, Verifier]) -> list[Corrupted]:
    """Those that no verifier fails; shown to one after the other, the one of the family's name first."""
    for _, verifier in sorted(verifiers.items(), key=lambda known: known[0] != name):
        verdicts = verifier([bad.record for bad in found]) if found else []
        found = [bad for bad, told in zip(found, verdicts, strict=True) if told.outcome is not Outcome.FAIL]
    return [*found]


def harmless(record: Record) -> Iterator[Record]:
    """The record, and the same told otherwise: by nobody and untagged, and in prose alone."""
    yield record
    yield replace(record, origin=NOBODY, tags={})
    problem = record.payload
    if isinstance(problem, Problem):
        yield replace(record, payload=replace(problem, derivation=None, prose=problem.solution))


def alarms(records: Sequence[Record], verifiers: Sequence[Verifier]) -> list[Record]:
    """Sound records that a verifier failed, or that none passed."""
    said = outcomes(records, verifiers)
    return [record for record, told in zip(records, said, strict=True) if told - {Outcome.ABSTAIN} != {Outcome.PASS}]


def judged(lots: Sequence[Sequence[Record]], verifiers: Mapping[str, Verifier]) -> tuple[int, float]:
    """Steps of a family's records, and the CPU seconds that the verifiers which a run would show them to take.

    The first record of each lot, that is of each setting, is judged before: what is made once for a language, such as
    its patterns, is no part of judging.
    """
    verify([lot[0] for lot in lots], verifiers, accept=Grade.PROVED, depth=1)
    records = [record for lot in lots for record in lot[1:]]
    steps = sum(
        problem.solution.count("\n") + 1 for record in records if isinstance(problem := record.payload, Problem)
    )
    began = process_time()
    verify(records, verifiers, accept=Grade.PROVED, depth=1)
    return steps, process_time() - began


def spoilt(records: Sequence[Record], corruptions: Mapping[str, Corruption], *, seed: int) -> list[Corrupted]:
    """What the corruptions make of the records they apply to, once with the formal story and once in prose alone."""
    found: list[Corrupted | None] = []
    for record in records:
        for corruption in corruptions.values():
            bad = corruption(record, seed=seed)
            found += [bad, bad and in_prose(record, bad)]
    return [bad for bad in found if bad]


def branches(generators: Sequence[str]) -> list[str]:
    """The branches of families, in order: reasoning/logic/zebra is of "logic"."""
    return list(dict.fromkeys(name.split("/")[1] for name in generators))


class Tally:
    """What was counted, by (generator, kind), and what got through."""

    def __init__(self) -> None:
        self.planted: Counter[tuple[str, str]] = Counter()
        self.caught: Counter[tuple[str, str]] = Counter()
        self.still_true: Counter[tuple[str, str]] = Counter()
        self.sound: Counter[str] = Counter()
        self.alarms: list[Record] = []
        self.missed: list[Corrupted] = []

    def spoil(self, name: str, found: Sequence[Corrupted], verifiers: Mapping[str, Verifier]) -> None:
        """Count corrupted records of a generator."""
        planted = [bad for bad in found if bad.falsehood]
        self.still_true.update((name, bad.kind) for bad in found if not bad.falsehood)
        missed = let_through(name, planted, verifiers)
        self.planted.update((name, bad.kind) for bad in planted)
        self.caught.update((name, bad.kind) for bad in planted)
        self.caught.subtract((name, bad.kind) for bad in missed)
        self.missed += missed

    def _caught(self, names: Sequence[str], kinds: Sequence[str]) -> str:
        """How many were caught of those planted, in some families and of some kinds."""
        places = [(name, kind) for name in names for kind in kinds]
        return f"{sum(self.caught[place] for place in places):,}/{sum(self.planted[place] for place in places):,}"

    def show(self) -> None:
        """Tables for people, by kind of error and by family, and what got through."""
        generators = sorted(self.sound)
        kinds = sorted({kind for _, kind in (*self.planted, *self.still_true)})
        if len(generators) <= WIDE:
            of = [(name.rpartition("/")[2], [name]) for name in generators]
        else:
            of = [(kin, [name for name in generators if name.split("/")[1] == kin]) for kin in branches(generators)]
        cells = [(kind, *(self._caught(names, [kind]) for _, names in of)) for kind in kinds]
        harness.show(("caught/planted", *(title for title, _ in of)), cells)
        true = {name: sum(self.still_true[name, kind] for kind in kinds) for name in generators}
        rows = [(name, self._caught([name], kinds), true[name], self.sound[name]) for name in generators]
        harness.show(("generator", "caught/planted", "still true", "sound"), rows)
        for bad in self.missed[:SHOWN]:
            print(f"\nNOT CAUGHT {bad.kind} at {bad.where}: {bad.falsehood}\n{bad.record.payload.text()}")
        for record in self.alarms[:SHOWN]:
            print(f"\nFALSE ALARM {record.key}\n{record.payload.text()}")


def main() -> None:
    """Plant, judge, count."""
    given = harness.options(__doc__, planted=12_000, sound=24_000, seed=11, only="")
    generators = {name: part for name, part in parts("generator").items() if given.only in name}
    if not generators:
        raise SystemExit(f"no generator that needs nothing handed in holds {given.only!r} in its name")
    corruptions = {name: part() for name, part in parts("corruption").items()}
    known = {name: part() for name, part in parts("verifier").items()}
    orders = [(name, chosen) for name, part in generators.items() for chosen in settings(part)]
    tally = Tally()
    lots: dict[str, list[list[Record]]] = {}
    each = max(1, round(given.planted / len(orders) / len(corruptions) / 1.7))  # most are told twice
    for place, (name, chosen) in enumerate(orders):
        records = made(name, chosen, max(each, round(given.sound / len(orders) / 3)), seed=given.seed + place)
        told = [other for record in records for other in harmless(record)]
        tally.sound[name] += len(told)
        lots.setdefault(name, []).append(records)
        tally.alarms += alarms(told, [*known.values()])
        tally.spoil(name, spoilt(records[:each], corruptions, seed=given.seed), known)
    speeds = [judged(made, known) for made in lots.values()]
    tally.show()
    harness.finish(
        "corruptions",
        {
            "planted": tally.planted.total(),
            "caught": tally.caught.total(),
            "still_true": tally.still_true.total(),
            "sound": tally.sound.total(),
            "false_alarms": len(tally.alarms),
            "steps_per_core": round(sum(steps for steps, _ in speeds) / sum(spent for _, spent in speeds)),
            "kinds": len(corruptions),
            "generators": len(generators),
        },
    )


if __name__ == "__main__":
    main()
