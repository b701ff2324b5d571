"""A table is described without telling of anybody: on the page, in the terminal, and to programs."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from provender.cli.main import main
from provender.core.registry import load
from provender.recipes.text import parse
from provender.tabular.portrait import Portrait, portraits

RARE = "QZXJKVWPLANTED"
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}"


def table(folder: Path, columns: Mapping[str, Sequence[object]], name: str = "t.csv") -> Path:
    """A CSV of columns."""
    file = folder / name
    rows = zip(*columns.values(), strict=True)
    quoted = [",".join(f'"{value}"' for value in row) for row in [tuple(columns), *rows]]
    file.write_text("\n".join([*quoted, ""]))
    return file


def painted(folder: Path, columns: Mapping[str, Sequence[object]]) -> dict[str, Portrait]:
    reading = load("reader", "tabular/file", {"path": str(table(folder, columns))}).reading()
    return {portrait.column.name: portrait for portrait in portraits(reading)}


def test_counts_under_ten_and_single_values_do_not_show(tmp_path: Path) -> None:
    names: Sequence[object] = ["red"] * 60 + ["blue"] * 30 + ["green"] * 9 + [RARE]
    amounts: Sequence[object] = [*range(1000, 1099), 987654]

    found = painted(tmp_path, {"name": names, "amount": amounts})

    assert found["name"].names == (("red", 60), ("blue", 30))
    assert found["name"].others == (2, 10)
    assert found["amount"].ends == ("1,010", "1,050", "1,090")
    assert all(bar == 0 or bar >= 10 for bar in found["amount"].bars)


@pytest.mark.parametrize("rows", [29, 30])
def test_the_ends_of_few_values_do_not_show(tmp_path: Path, rows: int) -> None:
    found = painted(tmp_path, {"x": [f"{n}.5" for n in range(rows)], "y": ["a"] * rows})

    assert bool(found["x"].ends) == (rows == 30)


def test_a_value_that_most_rows_share_is_told_apart(tmp_path: Path) -> None:
    found = painted(tmp_path, {"gain": [0] * 80 + [500 + n % 7 for n in range(40)], "y": ["a"] * 120})

    assert found["gain"].spike == ("0", 80)
    assert found["gain"].ends[0] == "501"


def test_bars_hold_every_row_that_is_not_held_back(tmp_path: Path) -> None:
    values = np.random.default_rng(0).integers(0, 12, 5000).tolist()

    found = painted(tmp_path, {"x": values, "y": ["a"] * 5000})

    assert sum(found["x"].bars) == 5000
    assert list(found["x"].bars) == np.bincount(values).tolist()


def test_ordinals_stand_in_their_order(tmp_path: Path) -> None:
    found = painted(tmp_path, {"x": ["severe"] * 40 + ["mild"] * 20 + ["moderate"] * 30, "y": ["a"] * 90})

    assert [name for name, _ in found["x"].names] == ["mild", "moderate", "severe"]


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table with a hostile name, a rare value, an extreme one and days."""
    monkeypatch.chdir(tmp_path)
    rows = 90
    return table(
        tmp_path,
        {
            HOSTILE: ["a", "b", HOSTILE] * 30,
            "name": ["red"] * 80 + ["blue"] * 9 + [RARE],
            "x": [*range(1000, 1089), 987654],
            "day": [f"2024-01-{n % 28 + 1:02}" for n in range(rows)],
            "weeks": [""] * 20 + [n % 9 for n in range(70)],
            "who": [f"P{n * 37 % 1000:03}" for n in range(rows)],
        },
    )


def test_the_page_shows_every_column_and_no_person(ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", str(ward)]) == 0

    told = capsys.readouterr().out
    page = Path(re.findall(r"page  (\S+)", told)[0]).read_text("utf-8")
    for said in (told, page):
        assert RARE not in said
        assert "987654" not in said
        assert "P037" not in said
        assert "weeks" in said
    assert "<script" not in page
    assert "{{ 7*7 }}" in page, "data is never a template"
    assert not re.findall(r"url\(|@import|https?://|<[^>]*\b(?:href|src)=", page)
    assert page.count("<svg") == 5  # an identifier has nothing to draw


def test_the_yaml_of_the_page_is_a_correction_that_changes_nothing(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["describe", str(ward)])
    page = Path(re.findall(r"page  (\S+)", capsys.readouterr().out)[0]).read_text("utf-8")
    text = html.unescape(re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[0])
    said, _ = parse(text, "the page")

    assert isinstance(said, dict)
    first = load("reader", "tabular/file", {"path": str(ward)}).reading().table
    again = load("reader", "tabular/file", {"path": str(ward), **said}).reading().table
    assert again.equals(first)


def test_programs_are_told_the_same(ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", str(ward), "--json", "-o", "elsewhere"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["repeats"]) == (90, 0)
    assert told["columns"]["weeks"]["missing"] == 20
    assert told["columns"]["day"]["kind"] == "date"
    assert Path(told["page"]).parts[-4:-2] == ("elsewhere", "described-t.csv")


def test_years_are_told_as_years(tmp_path: Path) -> None:
    years: Sequence[object] = [1990 + n % 35 for n in range(200)]

    found = painted(tmp_path, {"year": years, "y": ["a"] * 200})

    assert found["year"].ends == ("1991", "2006", "2023")
