"""Gold for a recipe's judges: their own gold sets, and the recipe's records before and after planted errors."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from provender.core.protocols import Verifier
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import find, load, names
from provender.core.verdict import Gold, Outcome
from provender.run.task import without_cycle_search
from provender.run.workshop import Workshop
from provender.stages.generate import generate
from provender.stages.judges.rates import LAX, LIMIT, SILENT, UNCALIBRATED, Calibration, rates
from provender.store.folder import RunFolder

CALIBRATE, TASK = "calibrate", "run"
SEED = 20_240_229  # of golds: never a recipe's, so that no gold is a record of its data
_SLICES = ("language", "level", "topic")


def calibrations(workshop: Workshop, *, count: int = 400, limit: float = LIMIT) -> list[Calibration]:
    """Every judge of the recipe with its error rates; one without golds is uncalibrated.

    Args:
        count: golds a judge, about half of them faulty.
        limit: the largest share of faulty records that a judge may let through.

    Guarantees:
        Same recipe and count, same golds: two looks at one judge can be compared gold by gold.
    """
    with workshop.beside(), without_cycle_search():
        planted = _planted(workshop, count)
        return [_one(name, judge, planted, count=count, limit=limit) for name, judge in workshop.verifiers().items()]


def _one(name: str, judge: Verifier, planted: Sequence[Gold], *, count: int, limit: float) -> Calibration:
    """One judge: on its own gold set where it has one, else on planted errors in records of its wing that it knows."""
    learned = getattr(judge, "golds", None)  # a judge that was trained knows what was held out
    own = learned is not None or name in names("gold")
    golds: Sequence[Gold] = learned(count) if learned else load("gold", name)(count, seed=SEED) if own else ()
    of_wing = not own and name.partition("/")[0] != "general"
    if of_wing:
        golds = _its_own(judge, planted)[:count]
    verdicts = judge([gold.record for gold in golds]) if golds else []
    spoke = bool(golds) or not (of_wing and planted)
    return rates(name, golds, verdicts, limit=limit, own=own, opines=getattr(judge, "opines", False), spoke=spoke)


def biases(workshop: Workshop) -> dict[str, list[dict[str, Any]]]:
    """What moves each judge that is a model and should not, as plain values; judges that are none are left out."""
    with workshop.beside():
        judges = {name: judge for name, judge in workshop.verifiers().items() if hasattr(judge, "biases")}
        return {name: [_plain(bias) for bias in judge.biases()] for name, judge in judges.items()}


def _plain(bias: Any) -> dict[str, Any]:
    """A bias as plain values."""
    return {**asdict(bias), "found": bias.found}


def _its_own(judge: Verifier, planted: Sequence[Gold]) -> list[Gold]:
    """Golds made from records on which a judge does not abstain; faulty and sound ones by turns."""
    sound = [gold for gold in planted if not gold.faulty and _is_shown(judge, gold.record)]
    spoken = judge([gold.record for gold in sound]) if sound else []
    keys = {gold.record.key for gold, said in zip(sound, spoken, strict=True) if said.outcome is not Outcome.ABSTAIN}
    faulty = [gold for gold in planted if gold.faulty and gold.record.key in keys]
    own = [gold for gold in sound if gold.record.key in keys]
    size = max(len(own), len(faulty))
    turns = [(part[at],) for at in range(size) for part in (faulty, own) if at < len(part)]
    return [gold for turn in turns for gold in turn]


def _is_shown(judge: Verifier, record: Record) -> bool:
    """Whether a judge is for records with such tags."""
    kinds: Mapping[str, Sequence[str]] = getattr(judge, "judges", {})
    return all(record.tags.get(tag, values[0]) in values for tag, values in kinds.items())


def _planted(workshop: Workshop, count: int) -> list[Gold]:
    """Records of each of the recipe's cells, sound as they were made, and what the wing's corruptions make of them."""
    recipe = workshop.recipe
    cells = workshop.cells(max(recipe.count or 1, count))
    golds: list[Gold] = []
    for cell in cells:
        if hasattr(find("generator", cell.name), "bind") or hasattr(find("generator", cell.name), "fit"):
            continue  # what a teacher wrote is not known to be sound, and what was learned may not be looked at twice
        shard = Shard(seed=SEED, start=0, count=max(4, count // (2 * len(cells))), recipe=recipe.digest)
        made = generate(workshop.generator(cell), shard, source=cell.name).records
        golds += [_gold(record, record, "sound", faulty=False) for record in made]
        golds += [gold for part in _corruptions(cell.name) for gold in _spoilt(part, made)]
    return golds


def _corruptions(generator: str) -> list[Any]:
    """The corruptions of a generator's wing that need no dials."""
    wing = generator.partition("/")[0]
    return [load("corruption", name) for name in names("corruption") if name.partition("/")[0] == wing]


def _spoilt(part: Any, records: Sequence[Record]) -> list[Gold]:
    """The records to which a corruption applies, spoilt; one that leaves everything true is no gold."""
    spoilt = [(record, part(record, seed=SEED)) for record in records[::3]]
    return [
        _gold(record, bad.record, bad.kind, faulty=True) for record, bad in spoilt if bad is not None and bad.falsehood
    ]


def _gold(origin: Record, record: Record, kind: str, *, faulty: bool) -> Gold:
    """A gold with the slices that its record's tags make."""
    slices = {tag: origin.tags[tag] for tag in _SLICES if tag in origin.tags}
    return Gold(record=record, faulty=faulty, kind=kind, slices=slices)


def calibrated(folder: RunFolder, workshop: Workshop) -> list[dict[str, Any]]:
    """The judges' error rates as plain values, measured once a run where the recipe limits them; else none."""
    limit = workshop.recipe.limits.false_accepts
    if limit is None:
        return []
    commit = folder.committed(CALIBRATE, TASK)
    if commit is None:
        judges = [found.plain() for found in calibrations(workshop, limit=limit)]
        commit = folder.commit(CALIBRATE, TASK, what={"judges": judges})
    return list(commit.what["judges"])


def untrusted(judges: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Judges whose passes do not verify: with too few golds or none, or too lax."""
    return frozenset(told["judge"] for told in judges if told["state"] in (UNCALIBRATED, SILENT, LAX))
