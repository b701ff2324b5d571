"""Any file of rows is told of, or refused with the line; no file is believed."""

import gzip
import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.twin.maps.small import town

from provender.cli.main import main
from provender.cli.profile import profile
from provender.cli.rows import flat, source
from provender.core.errors import InputError, ProvenderError

ROWS = [
    {"name": "ä", "n": 1, "in": {"deep": True}},
    {"name": "b", "n": 2.5, "in": {"deep": False}},
    {"name": "b", "n": None, "in": {"deep": None}},
]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are drawn under the current folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def jsonl(tmp_path: Path) -> Path:
    """Three rows."""
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return file


def facts(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """What `describe --json` says."""
    assert main(["describe", *words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return told


def test_describe_tells_rows_kinds_and_gaps(jsonl: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = facts(capsys, str(jsonl))

    assert (told["format"], told["rows"], told["repeats"]) == ("jsonl", 3, 0)
    columns = told["columns"]
    assert isinstance(columns, dict)
    assert {name: (column["kind"], column["missing"]) for name, column in columns.items()} == {
        "name": ("text", 0),
        "n": ("number", 1),
        "in.deep": ("true/false", 1),
    }


def test_describe_prints_for_people(jsonl: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", str(jsonl), "-n", "1"]) == 0

    told = capsys.readouterr().out
    assert "3 rows" in told
    assert "row 1\n" in told


def test_the_same_rows_are_told_alike_in_every_format(
    jsonl: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = tmp_path / "rows.jsonl.gz"
    packed.write_bytes(gzip.compress(jsonl.read_bytes()))
    table = tmp_path / "rows.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), table)

    told = [facts(capsys, str(file))["columns"] for file in (jsonl, packed, table)]

    assert told[0] == told[1] == told[2]


def test_a_csv_is_read_with_and_without_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.csv"
    file.write_text('a,b\n1,"x, y"\n2,"z\nz"\n')

    assert facts(capsys, str(file))["rows"] == 2
    assert facts(capsys, str(file), "--no-header")["rows"] == 3


def test_a_csv_with_row_names_is_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("a,b\n0,1,x\n1,2,y\n")

    assert list(facts(capsys, str(file))["columns"]) == ["(row)", "a", "b"]  # type: ignore[call-overload]


def test_repeats_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"a": 1, "b": 2}\n{"b": 2, "a": 1}\n{"a": 1, "b": 3}\n')

    assert facts(capsys, str(file))["repeats"] == 1


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("e.jsonl", b"", ("is empty", "")),
        ("e.jsonl", b" \n\n", ("is empty", "")),
        ("a.jsonl", b'{"a": 1}\n{"a": ', ("no JSON", " line 2")),
        ("a.jsonl", b'{"a": 1}\n[1]\n', ("a JSON list, not an object", " line 2")),
        ("a.jsonl", b'{"a": "\xe9"}\n', ("byte 0xe9 is no UTF-8", "")),
        ("a.jsonl", b'{"a":' + b"[" * 100_000 + b"\n", ("no JSON", " line 1")),
        ("a.json", b'[{"a": 1}]', ("the format of", "")),
        ("a.bin", b"\x00\x01\x02", ("the format of", "")),
        ("a.csv", b"a,b\n1,2\n1,2,3\n", ("3 values for 2 columns", " line 3")),
        ("a.csv", b'a,b\n1,"2\n', ("unexpected end of data", "")),
        ("a.parquet", b"PAR1 and no more", ("no Parquet", "")),
        ("a.jsonl.gz", gzip.compress(b'{"a": 1}\n' * 5000)[:-20], ("", "")),
        ("a.gz", b"\x1f\x8bnonsense", ("cannot be read", "")),
    ],
)
def test_a_broken_file_is_refused_with_its_place(
    tmp_path: Path, name: str, data: bytes, refusal: tuple[str, str]
) -> None:
    file = tmp_path / name
    file.write_bytes(data)

    with pytest.raises(InputError) as caught:
        profile(source(str(file)).rows(), samples=1, where=str(file))

    what, line = refusal
    assert what in caught.value.what
    assert caught.value.where == f"{file}{line}"


def test_a_row_for_every_key_is_refused() -> None:
    with pytest.raises(InputError, match="different columns"):
        profile(({str(number): 1} for number in range(10_000)), samples=0, where="x")


def test_what_steers_a_terminal_is_made_visible(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"a\x1b[2J": "b\x1b]0;title\x07"}))

    assert main(["describe", str(file)]) == 0
    assert "\x1b" not in (told := capsys.readouterr().out)
    assert "\\x1b[2J" in told


def is_told_or_refused(file: Path) -> bool:
    """Whether a file is read to its end, or refused with exit code 2."""
    try:
        return profile(source(str(file)).rows(), samples=1, where=str(file)).rows >= 0
    except ProvenderError as error:
        return error.exit_code == 2


@given(data=st.binary(max_size=80), start=st.sampled_from([b"", b'{"a": 1}\n{', b"a,b\n", b"PAR1", b"\x1f\x8b\x08"]))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_told_of_or_refused(data: bytes, start: bytes, tmp_path: Path) -> None:
    file = tmp_path / "hostile.csv"
    file.write_bytes(start + data)

    assert is_told_or_refused(file)


def test_flat_names_lead_back(tmp_path: Path) -> None:
    assert flat({"a": {"b": {"c": 1}}, "d": {}, "e": [1]}) == {"a.b.c": 1, "d": {}, "e": [1]}


@pytest.mark.parametrize("name", ["town.osm", "town.txt"])
def test_describe_draws_a_map_whatever_its_name(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / name
    file.write_text(town(), "utf-8")

    told = facts(capsys, str(file))

    counts = told["counts"]
    assert isinstance(counts, dict)
    assert (told["format"], counts["buildings"], counts["junctions"]) == ("osm", 2, 1)
    page = Path(str(told["page"])).read_text("utf-8")
    assert "OpenStreetMap contributors" in page
    assert page.count("<svg") == 1
    assert "Long &lt;Street&gt;" not in page, "streets are not named on the plan"
    assert not re.findall(r"<script|href=|https?://", page)


def test_describe_tells_what_of_a_map_was_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "town.osm"
    file.write_text(town().replace('v="15 m"', 'v="tall"'), "utf-8")

    assert main(["describe", str(file)]) == 0

    assert "look at relation/200: has a height that is none" in capsys.readouterr().out


def test_describe_refuses_xml_that_is_no_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.xml"
    file.write_text("<html></html>", "utf-8")

    assert main(["describe", str(file)]) == 2

    assert "begins with <html>" in capsys.readouterr().err
