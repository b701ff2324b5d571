"""Every generator: pure, cut anywhere, honest about what it makes, and proved by its wing's verifiers."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conformance import parts
from tests.conformance.parts import GENERATORS, generator, make, orders, samples, verifiers, wing

from provender.core import registry
from provender.core.record import Codec, Origin, Record
from provender.core.verdict import Outcome
from provender.reasoning.problem import Problem

every_generator = pytest.mark.parametrize("name", GENERATORS)
NOBODY = Origin(source="file", version="", recipe="", seed=0, index=0)
LAWFUL = settings(max_examples=15, deadline=None)


def unproved(name: str, records: Sequence[Record]) -> list[str]:
    """Records that no verifier of the wing passes, or that one fails, with what was said.

    Screens of any text judge only where a recipe names them: a patient's birthday is what one of them is there to find.
    """
    judges = [part for judge, part in verifiers(wing(name)).items() if wing(judge) == wing(name)]
    said = list(zip(*(judge(records) for judge in judges), strict=True))
    return [
        f"{record.payload.text()}\n{[(verdict.verifier, verdict.reason, verdict.evidence) for verdict in verdicts]}"
        for record, verdicts in zip(records, said, strict=True)
        if {verdict.outcome for verdict in verdicts} - {Outcome.ABSTAIN} != {Outcome.PASS}
    ]


@every_generator
@LAWFUL
@given(seed=st.integers(0, 2**64), start=st.integers(0, 10**12))
def test_the_same_shard_gives_the_same_records(name: str, seed: int, start: int) -> None:
    part = generator(name)
    before = repr(part)

    assert make(part, 4, seed=seed, start=start) == make(generator(name), 4, seed=seed, start=start)
    assert before == repr(part)


@every_generator
@LAWFUL
@given(seed=st.integers(0, 2**64), cut=st.integers(0, 8))
def test_a_shard_may_be_cut_anywhere(name: str, seed: int, cut: int) -> None:
    part = generator(name)

    assert make(part, 8, seed=seed) == make(part, cut, seed=seed) + make(part, 8 - cut, seed=seed, start=cut)


@every_generator
def test_neighbouring_seeds_share_little(name: str) -> None:
    one, other = (make(generator(name), 41, seed=seed) for seed in (0, 1))
    alike = [a for a, b in zip(one[1:], other, strict=False) if a.content == b.content]

    assert len(alike) < 20


def test_records_do_not_depend_on_the_process() -> None:
    code = """
from tests.conformance.parts import GENERATORS, generator, make
print([(name, [record.content.hex() for record in make(generator(name))]) for name in GENERATORS])
"""
    path = ":".join(entry for entry in sys.path if entry)
    runs = [
        subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": path, "PYTHONHASHSEED": seed},
                       capture_output=True, text=True, check=True)
        for seed in ("1", "2")
    ]  # fmt: skip

    assert runs[0].stdout == runs[1].stdout != ""


@every_generator
def test_what_is_asked_for_is_what_is_made(name: str) -> None:
    makes = registry.find("generator", name).makes  # type: ignore[attr-defined]
    for tag, value, chosen in orders(name):
        for record in make(generator(name, chosen), 3):
            assert record.tags[tag] == value
            assert all(record.tags.get(other) in values for other, values in makes.items())


@every_generator
def test_records_say_where_they_come_from(name: str) -> None:
    part = generator(name)

    for index, record in enumerate(make(part, 3, seed=9, start=5), 5):
        origin = record.origin
        assert (origin.source, origin.version, origin.recipe, origin.seed, origin.index) == (
            name, part.version, "c0ffee", 9, index,
        )  # fmt: skip


@every_generator
def test_payloads_come_back_from_their_codec_exactly(name: str) -> None:
    payloads = [record.payload for record in samples(name)]
    codec: Codec = registry.load("codec", payloads[0].codec)

    for some in (payloads, payloads[:1], []):
        table, blobs = codec.encode(some)
        assert table.schema == codec.schema or not codec.schema.names  # a table's columns are its own
        assert list(codec.decode(table, {blob.name: blob.data for blob in blobs})) == some


@every_generator
def test_contents_and_groups_are_sixteen_bytes_and_features_have_one_length(name: str) -> None:
    payloads = [record.payload for record in samples(name)]

    assert {len(payload.digest()) for payload in payloads} == {len(payload.group()) for payload in payloads} == {16}
    assert len({len(payload.features()) for payload in payloads}) == 1
    assert all(payload.text() for payload in payloads)


@every_generator
def test_some_verifier_passes_every_record_and_none_fails_it(name: str) -> None:
    assert not unproved(name, samples(name))


@pytest.mark.parametrize("name", [name for name in GENERATORS if wing(name) == "reasoning"])
def test_some_verifier_passes_what_is_told_in_prose_by_nobody_and_none_fails_it(name: str) -> None:
    told = [record.payload for record in samples(name)[::6] if isinstance(record.payload, Problem)]
    plain = [replace(problem, derivation=None, prose=problem.solution) for problem in told]

    assert plain
    assert not unproved(name, [Record(payload=problem, origin=NOBODY) for problem in plain])


@pytest.mark.parametrize(
    ("name", "chosen"), [(name, chosen) for name in GENERATORS for chosen in parts.settings(name)], ids=str
)
def test_every_setting_makes_records_that_are_proved(name: str, chosen: dict[str, object]) -> None:
    assert not unproved(name, make(generator(name, chosen), 12, seed=17))


def abstract(record: Record) -> Any:
    """The problem without its words."""
    story = getattr(record.payload, "derivation", None)
    return story and (
        story.givens,
        story.goal,
        story.answer,
        [(step.claim, step.rule, step.uses) for step in story.steps],
    )


@pytest.mark.parametrize("name", [name for name in GENERATORS if wing(name) == "reasoning"])
def test_every_language_and_culture_tells_the_same_abstract_problem(name: str) -> None:
    told = [make(generator(name, chosen)) for tag, _, chosen in orders(name) if tag in ("language", "culture")]

    assert all([abstract(record) for record in other] == [abstract(record) for record in told[0]] for other in told)
    assert len({tuple(record.payload.group() for record in records) for records in told}) == 1
