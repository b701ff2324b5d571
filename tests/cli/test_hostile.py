"""Files that are empty, cut off, ill-encoded, huge or malicious: every verb gives one clear error and loses nothing."""

import gzip
import io
import re
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provender.cli.main import main

GOOD = "name: r\ncount: 10\ngenerators: [reasoning/arithmetic/gcd]\n"
LAUGHS = "a: &a [x, x, x, x]\n" + "".join(f"{new}: &{new} [*{old}, *{old}]\n" for old, new in pairwise("abcdefghi"))
ANCHORED = "name: r\ngenerators: [reasoning/arithmetic/gcd]\nanchor: {{name: {reader}, dials: {{path: {path}}}}}\n"

RECIPES: dict[str, bytes] = {
    "empty": b"",
    "truncated": GOOD.encode()[:-2],
    "utf-16": GOOD.encode("utf-16"),
    "latin-1": "name: réel\n".encode("latin-1"),
    "binary": b"\x89PNG\r\n\x1a\n\x00\x00",
    "huge": GOOD.encode() + b"#" * (2 << 20),
    "aliases": LAUGHS.encode(),
    "deep": b"name: " + b"[" * 5_000,
    "climbing name": GOOD.replace("name: r", "name: ../../outside").encode(),
    "absolute name": GOOD.replace("name: r", "name: /outside").encode(),
    "empty name": GOOD.replace("name: r", 'name: ""').encode(),
    "steering name": GOOD.replace("name: r", 'name: "\\e[31mred"').encode(),
    "climbing part": GOOD.replace("reasoning/arithmetic", "../../os").encode(),
    "class path": GOOD.replace("reasoning/arithmetic/gcd", "os.system").encode(),
    "python object": GOOD.encode() + b"seed: !!python/object/apply:os.system [true]\n",
    "climbing export": GOOD.encode() + b"exports: [../../general/huggingface]\n",
}


def _parquet() -> bytes:
    """A small table's file."""
    sink = io.BytesIO()
    pq.write_table(pa.table({"question": ["1 + 1?"] * 50, "answer": ["2"] * 50}), sink)
    return sink.getvalue()


DATA: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n\n",
    "truncated": b'{"question": "1 + 1?", "answer": "2"}\n{"question": "1 +',
    "utf-16": '{"question": "1 + 1?", "answer": "2"}\n'.encode("utf-16"),
    "latin-1": '{"question": "é", "answer": "2"}\n'.encode("latin-1"),
    "binary": b"\x89PNG\r\n\x1a\n\x00\x00",
    "long line": b'{"question": "' + b"x" * (33 << 20) + b'", "answer": "2"}\n',
    "deep": b'{"question": ' + b"[" * 100_000 + b"\n",
    "a list": b'[{"question": "1 + 1?", "answer": "2"}]\n',
    "cut parquet": _parquet()[:-20],
    "parquet of nothing": b"PAR1",
    "cut gzip": gzip.compress(b'{"question": "1 + 1?", "answer": "2"}\n' * 9)[:-12],
}


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command that must refuse says: one error in the house's form, and nothing that steers a terminal."""
    code = main(list(words))
    out, err = capsys.readouterr()

    assert code == 2, err
    assert out == ""
    assert re.fullmatch(r"[A-Z]\w+: .+(\n.*)*\n  where: .+\n  mend:  .+\n", err), err
    assert err.count("\n  where: ") == 1
    assert len(err) < 2_000
    assert "\x1b" not in err
    return err


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder two levels down in the test's own, so that what climbs out of it is seen."""
    folder = tmp_path / "deep" / "inside"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def left(folder: Path) -> set[str]:
    """All that lies in a folder, by its name in it."""
    return {str(file.relative_to(folder)) for file in folder.rglob("*")}


@pytest.mark.parametrize("verb", ["validate", "plan", "preview", "run", "loop"])
@pytest.mark.parametrize("wrong", RECIPES)
def test_a_wrong_recipe_is_refused_by_every_verb_and_leaves_nothing(
    inside: Path, capsys: pytest.CaptureFixture[str], wrong: str, verb: str
) -> None:
    (inside / "r.yaml").write_bytes(RECIPES[wrong])
    around = inside.parent.parent
    before = left(around)

    assert "r.yaml" in refused(capsys, verb, "-c", "r.yaml")
    assert left(around) == before


@pytest.mark.parametrize("verb", ["describe", "verify"])
@pytest.mark.parametrize("wrong", DATA)
def test_a_wrong_data_file_is_refused_with_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str, verb: str
) -> None:
    file = tmp_path / "data.jsonl"
    file.write_bytes(DATA[wrong])

    assert "data.jsonl" in refused(capsys, verb, str(file))
    assert file.read_bytes() == DATA[wrong]


@pytest.mark.parametrize("verb", ["describe", "verify"])
def test_what_is_no_file_is_refused(inside: Path, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    for name in ("missing.jsonl", "../../missing.jsonl", "/dev/null", "\x1b[31m.jsonl"):
        refused(capsys, verb, name)
    assert left(inside) == set()


@pytest.mark.parametrize("wrong", ["empty", "truncated", "utf-16", "binary", "deep", "a list"])
def test_a_wrong_anchor_is_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    (tmp_path / "truth.jsonl").write_bytes(DATA[wrong])
    recipe = tmp_path / "r.yaml"
    recipe.write_text(ANCHORED.format(reader="reasoning/gsm8k", path="truth.jsonl"))

    assert "truth.jsonl" in refused(capsys, "run", "-c", str(recipe), "-o", str(tmp_path / "runs"), "--workers", "0")
    assert not list((tmp_path / "runs").rglob("*.parquet"))


def test_a_missing_anchor_is_refused_with_where_it_was_looked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = tmp_path / "r.yaml"
    recipe.write_text(ANCHORED.format(reader="reasoning/gsm8k", path="../truth.jsonl"))

    assert "truth.jsonl" in refused(capsys, "run", "-c", str(recipe), "-o", str(tmp_path / "runs"), "--workers", "0")
