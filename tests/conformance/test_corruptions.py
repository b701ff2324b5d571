"""Every corruption: deterministic, honest about its kind, and caught by a verifier of its wing."""

import pickle
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.conformance.parts import (
    CORRUPTIONS,
    DIALLED,
    GENERATORS,
    corruptions,
    faults,
    generator,
    make,
    samples,
    verifiers,
    wing,
)
from tests.conformance.strangers import STRANGERS, unnamed

from provender.core import registry
from provender.core.protocols import Corruption
from provender.core.record import Record
from provender.core.verdict import Corrupted, Outcome

every_corruption = pytest.mark.parametrize("name", CORRUPTIONS)


def sound(name: str) -> list[Record]:
    """A few samples of every generator of the corruption's wing, its languages by turns."""
    return [record for made in GENERATORS if wing(made) == wing(name) for record in samples(made)[::7]]


def spoilt(name: str, records: list[Record]) -> list[tuple[Record, Corrupted]]:
    """What a corruption makes of the records it applies to, beside what they were."""
    return planted(registry.load("corruption", name), records)


def planted(part: Corruption, records: Sequence[Record], *, seed: int = 0) -> list[tuple[Record, Corrupted]]:
    """The same of a part."""
    return [(record, bad) for record in records if (bad := part(record, seed=seed))]


@every_corruption
def test_a_corruption_finds_something_to_spoil(name: str) -> None:
    assert any(bad.falsehood for _, bad in spoilt(name, sound(name)))


@every_corruption
def test_a_corruption_depends_on_content_and_seed_alone(name: str) -> None:
    records = sound(name)
    payloads = [bad.record.payload for _, bad in spoilt(name, records)]

    assert payloads == [bad.record.payload for _, bad in spoilt(name, records)]
    assert payloads == [bad.record.payload for _, bad in spoilt(name, [unnamed(record) for record in records])]


@every_corruption
def test_a_corruption_changes_the_payload_alone_and_says_where(name: str) -> None:
    for record, bad in spoilt(name, sound(name)):
        assert replace(bad.record, payload=record.payload) == record
        assert bad.record.payload != record.payload
        assert bad.kind == name.rpartition("/")[2]
        assert bad.where
        assert "\n" not in bad.falsehood
        assert pickle.loads(pickle.dumps(bad)) == bad


@every_corruption
@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda record: type(record.payload).__name__)
def test_a_corruption_leaves_strange_payloads_alone(name: str, stranger: Record) -> None:
    part = registry.load("corruption", name)

    assert part(stranger, seed=0) is None


@pytest.mark.parametrize("name", [*GENERATORS, *DIALLED])
def test_a_verifier_fails_what_a_corruption_has_touched(name: str) -> None:
    made = make(generator(name, DIALLED[name]), 1) if name in DIALLED else samples(name)
    known = corruptions(wing(name)).values()
    bad = [found for part in known for seed in (0, 1) for _, found in planted(part, made, seed=seed)]
    bad += [found for part in faults(wing(name)) for _, found in planted(part, made[:1])]
    false = [found for found in bad if found.falsehood]
    said = zip(*(judge([found.record for found in false]) for judge in verifiers(wing(name)).values()), strict=True)
    missed = [
        f"{found.kind} at {found.where}: {found.falsehood}\n{found.record.payload.text()}"
        for found, verdicts in zip(false, said, strict=True)
        if all(verdict.outcome is not Outcome.FAIL for verdict in verdicts)
    ]

    assert false
    assert not missed
