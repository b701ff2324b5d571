"""Mixed data: a verifier has no say on records of other wings; panels, exporters and audits take all wings at once."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pytest
from tests.conformance.parts import DIALLED, generator, make, wing

from provender.core import registry
from provender.core.anchor import Anchor
from provender.core.dials import has_default
from provender.core.errors import ProvenderError
from provender.core.protocols import Block, Judged, Tools, Verifier
from provender.core.recipe import Recipe, Use, Wing
from provender.core.record import Record
from provender.core.verdict import Grade, Outcome
from provender.run.ledger.dataset import Accepted
from provender.run.ledger.export import export
from provender.run.ledger.facts import read_facts
from provender.run.options import RunOptions
from provender.run.waves import run
from provender.store.folder import RunFolder

T = TypeVar("T")
KINDS: dict[str, Mapping[str, object]] = {  # one generator of each payload
    "reasoning/arithmetic/gcd": {},
    "reasoning/words/quantities": {},
    "tabular/ward": {},
    "tabular/clinic": {},
    "twin/braking/encounters": {},
    "twin/street": {},
    **DIALLED,
}
MADE_AT_ONCE = ("reasoning/words/quantities", "tabular/ward", "twin/braking/encounters", "twin/street")


def ready(kind: str) -> list[str]:
    """Parts of a kind that need no dials."""
    found = {name: registry.find(kind, name) for name in registry.names(kind)}
    dials = {name: getattr(part, "__dataclass_fields__", {}).values() for name, part in found.items()}
    return [name for name, fields in dials.items() if all(has_default(each) for each in fields if each.init)]


@lru_cache(maxsize=1)
def everything() -> tuple[Record, ...]:
    """A record of each payload that there is, two where they are cheap."""
    counts = {name: 1 if name in DIALLED else 2 for name in KINDS}
    return tuple(chain.from_iterable(make(generator(name, given), counts[name]) for name, given in KINDS.items()))


def others(name: str) -> list[Record]:
    """Records that are none of a part's wing."""
    return [record for record in everything() if wing(record.origin.source) != wing(name)]


def verifier(name: str) -> Verifier:
    """A verifier at work, its tools knowing records of every wing."""
    part = registry.load("verifier", name)
    bound: Verifier = part.bind(Tools(reference=everything())) if hasattr(part, "bind") else part
    return bound


@pytest.mark.parametrize("name", [name for name in ready("verifier") if wing(name) != "general"])
def test_a_verifier_has_no_say_on_records_of_other_wings(name: str) -> None:
    try:
        judge = verifier(name)
    except ProvenderError:
        pytest.skip("it needs a tool that is not here")

    assert {Outcome.ABSTAIN} == {verdict.outcome for verdict in judge(others(name))}


@pytest.mark.parametrize("name", [name for name in ready("verifier") if wing(name) == "general"])
def test_a_judge_for_every_wing_verifies_none_that_it_does_not_know(name: str) -> None:
    try:
        verdicts = verifier(name)(everything())
    except ProvenderError:
        pytest.skip("it needs a tool that is not here")

    assert [record.key for record in everything()] == [verdict.record for verdict in verdicts]
    assert {Grade.SCREENED, None} >= {verdict.grade for verdict in verdicts}


@pytest.mark.parametrize("name", registry.names("panel"))
def test_a_panel_draws_its_own_of_a_mixed_dataset(name: str) -> None:
    judged = [Judged(record=record, fate=fate, grade="screened", verifier="v", reason="r")
              for record in everything() for fate in ("accepted", "rejected")]  # fmt: skip

    assert all(isinstance(block, Block) for block in registry.load("panel", name)(judged))


def done_or_refused(work: Callable[[], T]) -> T | None:
    """What came of some work; None where it was refused with a mend."""
    try:
        return work()
    except ProvenderError as refusal:
        if not refusal.mend:
            raise
        return None


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over three wings."""
    wings = dict.fromkeys(("reasoning", "tabular", "twin"), Wing(accept=Grade.SCREENED))
    recipe = Recipe(name="mixed", count=40, generators=tuple(Use(name=name) for name in MADE_AT_ONCE), wings=wings)
    return run(recipe, RunOptions(output=tmp_path_factory.mktemp("mixed"), workers=0)).folder


@pytest.mark.parametrize("name", ready("exporter"))
def test_an_exporter_takes_its_own_of_a_mixed_dataset(name: str, mixed: Path) -> None:
    folder = RunFolder(mixed)

    written = done_or_refused(lambda: export(folder, Use(name=name), read_facts(folder)))

    assert written is None or any(written.iterdir())


@pytest.mark.parametrize("name", ready("audit"))
def test_an_audit_measures_or_refuses_a_mixed_dataset(name: str, mixed: Path) -> None:
    records: Sequence[Record] = [judged.record for judged in Accepted(folder=RunFolder(mixed), facts={}).records()]
    anchor = Anchor(reference=records[:20], control=records[20:])

    found = done_or_refused(lambda: registry.load("audit", name)(records, anchor))

    assert found is None or found.interval.low <= found.value <= found.interval.high
