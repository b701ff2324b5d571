"""The throwaway parts keep the laws that real wings must keep, and go through codec and store unchanged."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parts.habits import Habits
from tests.parts.images import Image, ImageCodec, Images, LineIsThere, MovedLine
from tests.parts.rows import WARDS, Row, RowCodec, Rows, SumIsRight, WrongTotal

from provender.core import registry
from provender.core.protocols import Corruption, Generator, Verifier
from provender.core.recipe import Shard
from provender.core.record import Codec, Payload, Record
from provender.core.verdict import Grade, Outcome
from provender.store.folder import RunFolder
from provender.store.shards import NewShard, parquet_bytes, tar_bytes

WINGS: list[tuple[Generator, Codec]] = [(Rows(), RowCodec()), (Images(), ImageCodec())]
floats = st.floats(allow_nan=False)
rows = st.builds(Row, st.text(), st.none() | st.integers(-(2**63), 2**63 - 1), st.integers(0, 9), floats, floats)
images = st.builds(Image, st.integers(0, 249), st.binary(max_size=9))


def make(generator: Generator, start: int, count: int) -> list[Record]:
    return cast("list[Record]", list(generator(Shard(seed=3, start=start, count=count))))


def payloads(generator: Generator, count: int) -> list[Payload]:
    return [record.payload for record in make(generator, 0, count)]


@given(st.lists(rows))
def test_rows_come_back_from_their_codec_exactly(given_rows: list[Row]) -> None:
    table, blobs = RowCodec().encode(given_rows)

    assert RowCodec().decode(table, dict(blobs)) == given_rows
    assert table.schema == RowCodec().schema


@given(st.lists(images))
def test_images_come_back_from_their_codec_exactly(given_images: list[Image]) -> None:
    table, blobs = ImageCodec().encode(given_images)

    assert ImageCodec().decode(table, dict(blobs)) == given_images
    assert table.schema == ImageCodec().schema


@pytest.mark.parametrize(("generator", "codec"), WINGS)
def test_payloads_come_back_from_the_store_exactly(generator: Generator, codec: Codec, tmp_path: Path) -> None:
    made = payloads(generator, 20)
    table, blobs = codec.encode(made)
    shards = [NewShard("records", "parquet", parquet_bytes(table), 20), NewShard("blobs", "tar", tar_bytes(blobs), 20)]

    folder = RunFolder(tmp_path)
    refs = folder.commit("generate", "t1", shards=shards).shards

    assert codec.decode(folder.table(refs[0]), folder.blobs(refs[1])) == made


@pytest.mark.parametrize("generator", [generator for generator, _ in WINGS])
def test_a_throwaway_shard_may_be_cut_anywhere(generator: Generator) -> None:
    assert make(generator, 0, 8) == make(generator, 0, 3) + make(generator, 3, 5)


def test_rows_repeat_and_images_weigh_a_hundred_kilobytes() -> None:
    drawn = payloads(Rows(), 200)

    assert len(set(drawn)) < len(drawn) / 2
    assert [len(cast("Image", image).pixels) for image in payloads(Images(), 3)] == [100_000] * 3


@pytest.mark.parametrize(
    ("generator", "verifier", "corruption"),
    [(Rows(), SumIsRight(), WrongTotal()), (Images(), LineIsThere(), MovedLine())],
)
def test_what_was_spoilt_is_failed_and_the_rest_is_proved(
    generator: Generator, verifier: Verifier, corruption: Corruption
) -> None:
    sound = make(generator, 0, 30)
    spoilt = [corruption(record, seed=record.origin.index) for record in sound]

    assert {verdict.grade for verdict in verifier(sound)} == {Grade.PROVED}
    assert {verdict.outcome for verdict in verifier([bad.record for bad in spoilt if bad])} == {Outcome.FAIL}


def test_each_verifier_and_corruption_leaves_the_other_wing_alone() -> None:
    row, image = make(Rows(), 0, 1), make(Images(), 0, 1)

    assert [verdict.outcome for verdict in [*SumIsRight()(image), *LineIsThere()(row)]] == [Outcome.ABSTAIN] * 2
    assert WrongTotal()(image[0], seed=0) is None
    assert MovedLine()(row[0], seed=0) is None


def test_a_fitted_generator_goes_through_the_store(tmp_path: Path) -> None:
    reference = [record for record in make(Rows(), 0, 300) if cast("Row", record.payload).ward != WARDS[0]]
    folder = RunFolder(tmp_path)

    digest = folder.put_artefact(Habits().fit(reference, seed=1, noise=None))
    learned = Habits().restore(folder.artefact(digest))

    drawn = list(learned(Shard(seed=1, start=0, count=100)))
    assert {cast("Row", record.payload).ward for record in drawn} == set(WARDS[1:])
    assert drawn[40:50] == list(learned(Shard(seed=1, start=40, count=10)))


def test_outside_parts_are_found_here_and_in_children(outside_parts: None) -> None:
    code = """if True:
        from provender.core import registry
        print(registry.names("generator"), registry.find("codec", "throwaway/images"))
    """
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    found: Sequence[Any] = [registry.load("generator", f"throwaway/{name}") for name in ("rows", "images", "habits")]

    assert found == [Rows(), Images(), Habits()]
    assert "throwaway/rows" in registry.names("generator")
    assert all(f"'throwaway/{name}'" in child.stdout for name in ("habits", "images", "rows"))
    assert "tests.parts.images.ImageCodec" in child.stdout
