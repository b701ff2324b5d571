"""`provender audit TABLE`: a table from anywhere beside its real rows."""

import json
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.tabular.table import table_of


def ward(file: Path, seed: int, count: int = 400) -> list[str]:
    """A ward's patients as a CSV file; its lines."""
    made = load("generator", "tabular/ward")(Shard(seed=seed, start=0, count=count))
    table = table_of([record for record in made if isinstance(record, Record)])
    rows = zip(*(array.to_pylist() for array in table.arrays), strict=True)
    words = [",".join("" if value is None else str(value) for value in row) for row in rows]
    lines = [",".join(table.schema.names), *words]
    file.write_text("\n".join([*lines, ""]))
    return lines


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Made rows, real ones, and others held back; then flags that name the latter two, and where the page goes."""
    for seed, name in enumerate(("made", "real", "other")):
        ward(tmp_path / f"{name}.csv", seed)
    real = ["--reference", str(tmp_path / "real.csv"), "--control", str(tmp_path / "other.csv")]
    return [str(tmp_path / "made.csv"), *real, "-o", str(tmp_path / "out")]


def test_sound_rows_are_told_from_a_page(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--target", "responded", "--audit", "tabular/usefulness", "--audit", "tabular/attacks/copies"]
    assert main(["audit", *files, *words]) == 0
    told = capsys.readouterr().out
    page = (tmp_path / "out" / "audited-made.csv" / "report" / "index.html").read_text()

    assert "tabular/usefulness: " in told
    assert "For whoever answers for the release" in page
    assert "What was not tried" in page


def test_a_copy_ends_with_an_alarm(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    copied = [files[2], *files[1:]]

    assert main(["audit", *copied, "--audit", "tabular/attacks/copies", "--json"]) == 4
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["value"], finding["broken"]) == (1.0, True)


def test_an_audit_that_cannot_be_is_left_out_with_its_reason(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", *files, "--audit", "tabular/survival", "--json"]) == 0
    assert "tabular/survival" in json.loads(capsys.readouterr().out)["left"]


def test_a_column_that_looks_otherwise_in_one_file_is_one_thing(files: list[str], tmp_path: Path) -> None:
    lines = (tmp_path / "other.csv").read_text().splitlines()
    head = lines[0].split(",")
    age = head.index("age")
    for at in range(1, len(lines)):
        cells = lines[at].split(",")
        cells[age] += ".5"
        lines[at] = ",".join(cells)
    (tmp_path / "other.csv").write_text("\n".join([*lines, ""]))

    assert main(["audit", *files, "--audit", "tabular/marginals"]) == 0


def test_what_is_missing_is_said(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", *files[:3]]) == 2
    assert "--control is missing" in capsys.readouterr().err
    assert main(["audit"]) == 2
    assert "either a recipe or a table" in capsys.readouterr().err
    lines = [line.partition(",")[2].partition(",")[2] for line in (tmp_path / "made.csv").read_text().splitlines()]
    (tmp_path / "made.csv").write_text("\n".join([*lines, ""]))
    assert main(["audit", *files]) == 2
    assert "it has no column" in capsys.readouterr().err
