"""Any file of rows is read, or refused with its line; kinds come with their evidence; no value is ever shown."""

import gzip
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provender.core.errors import InputError, ProvenderError, RecipeError, UnknownName
from provender.core.registry import load
from provender.tabular.readers._reading import Found, Reading
from provender.tabular.schema import Kind

PLANTED = "QZXJKVWPLANTED"


def read(path: Path, **dials: object) -> Reading:
    reading = load("reader", "tabular/file", {"path": str(path), **dials}).reading()
    assert isinstance(reading, Reading)
    return reading


def csv(tmp_path: Path, text: str | bytes, name: str = "table.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def column(tmp_path: Path, values: list[str], name: str = "x", **dials: object) -> tuple[Found, list[Any]]:
    """What is found of one column, read beside a row number."""
    rows = "".join(f'{at},"{value}"\n' for at, value in enumerate(values))
    reading = read(csv(tmp_path, f"row,{name}\n{rows}"), **dials)
    return reading.found[1], reading.table.arrays[1].to_pylist()


THIRTY = [str(number * 7 % 30) for number in range(40)]


@pytest.mark.parametrize(
    ("given", "kind", "about"),
    [
        (("x", THIRTY), Kind.INTEGER, {}),
        (("x", ["12.0", "3.0", "12.0"]), Kind.INTEGER, {"digits": 1, "fixed": True}),
        (("x", ["1.5", "2.25", "3"]), Kind.DECIMAL, {"digits": 2}),
        (("x", ["1.50", "2.25"]), Kind.DECIMAL, {"digits": 2, "fixed": True}),
        (("x", ["1,5", "2,25"]), Kind.DECIMAL, {"digits": 2, "mark": ","}),
        (("lat", ["51.5074", "-33.9"]), Kind.LATITUDE, {"digits": 4}),
        (("home_lng", ["151.2", "-0.1"]), Kind.LONGITUDE, {"digits": 1}),
        (("lat", ["151.2", "-0.1"]), Kind.DECIMAL, {"digits": 1}),
        (("x", ["0", "1", "1"]), Kind.BOOLEAN, {"levels": ("0", "1")}),
        (("x", ["Yes", "No", "Yes"]), Kind.BOOLEAN, {"levels": ("No", "Yes")}),
        (("x", ["2024-02-29", "1999-12-31"]), Kind.DATE, {"form": "%Y-%m-%d"}),
        (("x", ["31/12/1999", "01/02/2020"]), Kind.DATE, {"form": "%d/%m/%Y"}),
        (("x", ["31/12/1999", "1/2/2020"]), Kind.DATE, {"form": "%d/%m/%Y"}),
        (("x", ["30/02/1999", "1/2/2020"]), Kind.CATEGORY, {}),
        (("x", ["20240229", "19991231"]), Kind.DATE, {"form": "%Y%m%d"}),
        (("x", ["2024-02-29 23:59", "1999-12-31 00:00"]), Kind.DATETIME, {"form": "%Y-%m-%d %H:%M"}),
        (("x", ["mild", "severe", "moderate", "mild"]), Kind.ORDINAL, {"levels": ("mild", "moderate", "severe")}),
        (("age", ["20-29", "30-39", "80+"]), Kind.ORDINAL, {"levels": ("20-29", "30-39", "80+")}),
        (("x", ["I10", "E11.9", "J45.0", "C50.1", "I25.1"] * 3), Kind.CODE, {}),
        (("diagnosis", ["250", "401", "428", "250"]), Kind.CODE, {}),
        (("x", ["red", "blue", "red"]), Kind.CATEGORY, {}),
        (("zip", ["10115", "80331", "10115"]), Kind.CATEGORY, {}),
        (("x", ["007", "011", "007"]), Kind.CATEGORY, {}),
        (("x", [f"PT-{number:04}" for number in range(0, 900, 7)]), Kind.IDENTIFIER, {"form": r"\P\T\-####"}),
        (("x", [str(number) for number in range(500, 600)]), Kind.IDENTIFIER, {"form": "###"}),
        (("x", [str(number) for number in range(300) if number % 6]), Kind.IDENTIFIER, {"form": "###"}),
        (("x", [str(number) for number in range(0, 300, 2)]), Kind.INTEGER, {}),
        (("patientId", [str(number**2) for number in range(50, 99)]), Kind.IDENTIFIER, {"form": "####"}),
        (("x", [f"Mr {chr(65 + n % 26)}{'abc'[n % 3] * n} came in late" for n in range(30)]), Kind.TEXT, {}),
        (("x", ["", "NA", "?"]), Kind.EMPTY, {}),
        (("x", ["7", "7", "7"]), Kind.INTEGER, {}),
    ],
)  # fmt: skip
def test_a_kind_is_found(tmp_path: Path, given: tuple[str, list[str]], kind: Kind, about: dict[str, object]) -> None:
    name, values = given
    found, _ = column(tmp_path, values, name)

    assert found.column.kind is kind, found
    assert {key: getattr(found.column, key) for key in about} == about
    assert found.why


def test_missing_values_are_counted_and_words_for_them_are_told(tmp_path: Path) -> None:
    found, values = column(tmp_path, ["1", "NA", "-", "3", "", *THIRTY * 10])

    assert values[:5] == [1, None, None, 3, None]
    assert (found.missing, found.column.kind) == (3, Kind.INTEGER)
    assert any("'-'" in doubt for doubt in found.doubts)


def test_words_among_numbers_are_told_of_with_their_row(tmp_path: Path) -> None:
    found, values = column(tmp_path, [*THIRTY, PLANTED, *THIRTY])

    assert found.column.kind is Kind.CATEGORY
    assert values[0] == "0"
    told = " ".join(found.doubts)
    assert "almost a number: fewer than 10 of 81" in told
    assert "row 41 (about line 42)" in told
    assert PLANTED not in told + found.why


def test_a_correction_is_taken(tmp_path: Path) -> None:
    said = {"x": {"kind": "ordinal", "levels": ["warm", "hot"]}}

    found, _ = column(tmp_path, ["hot", "warm", "hot"], columns=said)

    assert (found.column.kind, found.column.levels) == (Kind.ORDINAL, ("warm", "hot"))


def test_a_correction_that_the_values_break_is_refused_with_the_row(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        column(tmp_path, [*THIRTY, PLANTED], columns={"x": "integer"})

    assert "row 41 (about line 42)" in refused.value.where
    assert "some values are no integer" in refused.value.what
    assert PLANTED not in str(refused.value)


@pytest.mark.parametrize(
    ("said", "error", "told"),
    [
        ({"y": "integer"}, UnknownName, "no column is called 'y'"),
        ({"x": "integr"}, UnknownName, "did you mean 'integer'?"),
        ({"x": {"kind": "integer", "digit": 2}}, UnknownName, "did you mean 'digits'?"),
        ({"x": "ordinal"}, RecipeError, "needs two different levels"),
        ({"x": {"kind": "decimal", "digits": -1}}, RecipeError, "digits=-1"),
        ({"x": {"kind": "decimal", "digits": "2"}}, RecipeError, "not a whole number"),
        ({"x": {"kind": "decimal", "mark": "'"}}, RecipeError, "no decimal mark"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    tmp_path: Path, said: dict[str, object], error: type[ProvenderError], told: str
) -> None:
    with pytest.raises(error) as refused:
        column(tmp_path, THIRTY, columns=said)

    assert told in str(refused.value)


def test_what_decides_whether_a_value_is_there_is_found(tmp_path: Path) -> None:
    rows = [("f", str(at % 7)) if at % 3 else ("m", "") for at in range(90)]
    file = csv(tmp_path, "sex,weeks\n" + "".join(f"{sex},{weeks}\n" for sex, weeks in rows))

    by_design = read(file).table.schema["weeks"].absent_by
    file.write_text(file.read_text() + "f,\n")

    assert by_design == "sex"
    assert read(file).table.schema["weeks"].absent_by == ""


def test_a_value_that_leaves_another_column_empty_is_found_where_others_do_so_at_times(tmp_path: Path) -> None:
    rows = [("f", str(at % 7) if at % 4 else "") if at % 2 else ("m", "") for at in range(600)]
    file = csv(tmp_path, "sex,weeks\n" + "".join(f"{sex},{weeks}\n" for sex, weeks in rows))
    by_design = read(file).table.schema["weeks"].absent_by
    file.write_text(file.read_text() + "m,4\n")

    assert by_design == "sex"
    assert read(file).table.schema["weeks"].absent_by == "", "one man has some"


def test_gaps_in_what_decides_do_not_hide_that_it_does(tmp_path: Path) -> None:
    rows = [("f", str(at % 7)) if at % 3 else ("m", "") for at in range(90)]
    gaps = [("", weeks) for _, weeks in rows[:20]]
    few = csv(tmp_path, "sex,weeks\n" + "".join(f"{sex},{weeks}\n" for sex, weeks in rows + gaps))
    by_design = read(few).table.schema["weeks"].absent_by
    few.write_text("sex,weeks\n" + "".join(f"{sex},{weeks}\n" for sex, weeks in rows + 6 * gaps))

    assert by_design == "sex"
    assert read(few).table.schema["weeks"].absent_by == "", "most rows do not say who decides"


def test_a_misplaced_quote_that_runs_lines_together_is_told(tmp_path: Path) -> None:
    lines = [f'{at},"text, {at % 5}",x\n' for at in range(40)]
    file = csv(tmp_path, "a,b,c\n" + "".join([*lines, '7,"open,x\n', *lines]))

    with pytest.raises(InputError, match="text follows a closing quote") as told:
        read(file)

    assert "line 42" in str(told.value)


def test_a_first_line_of_numbers_is_doubted(tmp_path: Path) -> None:
    told = read(csv(tmp_path, "1,2.5\n" * 30))

    assert any("say --no-header" in doubt for doubt in told.doubts)


@pytest.mark.parametrize(
    "data",
    [
        "ä,b\nü,1\né,2\n",
        b"\xef\xbb\xbf" + "ä,b\nü,1\né,2\n".encode(),
        "ä,b\nü,1\né,2\n".encode("utf-16"),
        "ä,b\nü,1\né,2\n".encode("cp1252"),
        gzip.compress("ä;b\nü;1\né;2\n".encode(), mtime=0),
        "ä\tb\nü\t1\né\t2",
        "\r\nä|b\r\nü|1\r\n\r\né|2\r\n",
        'ä,b\n"ü",1\n" é ",2\n',
    ],
)
def test_encodings_delimiters_and_quotes_are_told_by_content(tmp_path: Path, data: str | bytes) -> None:
    reading = read(csv(tmp_path, data))

    assert reading.table.schema.names == ("ä", "b")
    assert [array.to_pylist() for array in reading.table.arrays] == [["ü", "é"], [1, 2]]


def test_latin_letters_are_told_of(tmp_path: Path) -> None:
    (doubt,) = read(csv(tmp_path, "a,b\n1,x\n2,\xe9\n".encode("cp1252"))).doubts

    assert "line 3 is not UTF-8" in doubt


def test_a_value_may_hold_line_ends_commas_and_quotes(tmp_path: Path) -> None:
    reading = read(csv(tmp_path, 'a,b\n"x, ""y""\nz",1\nw,2\n'))

    assert reading.table["a"].to_pylist() == ['x, "y"\nz', "w"]


def test_names_are_made_different_and_told_of(tmp_path: Path) -> None:
    reading = read(csv(tmp_path, "age,age,,age_2\n1,2,3,4\n5,6,7,8\n"))

    assert reading.table.schema.names == ("age", "age_3", "column3", "age_2")
    assert len(reading.doubts) == 2


def test_a_table_with_row_names_is_understood(tmp_path: Path) -> None:
    assert read(csv(tmp_path, "a,b\n0,1,x\n1,2,y\n")).table.schema.names == ("(row)", "a", "b")


def test_a_table_without_names_is_read(tmp_path: Path) -> None:
    reading = read(csv(tmp_path, "1,x\n2,y\n"), header=False)

    assert reading.table.schema.names == ("column1", "column2")
    assert len(reading.table) == 2


def test_a_missing_value_alone_on_its_line_is_a_row(tmp_path: Path) -> None:
    assert read(csv(tmp_path, "a\n1\n\n3\n")).table["a"].to_pylist() == [1, None, 3]


@pytest.mark.parametrize(
    ("data", "what", "place"),
    [
        (f"a,b\n1,2\n1,{PLANTED},3\n", "3 values where the head names 2 columns", (" line 3", "double quotes")),
        (f"a,b\n1,2\n{PLANTED}\n1,2\n1\n", "1 values where the head names 2", (" line 3", "fill in the missing")),
        (f'a,b\n1,2\n"{PLANTED},2\n' + "1,2\n" * 60, "quote is misplaced: one is never closed", (" line 3", "close")),
        (f'a,b\n1,"{PLANTED}\n' + "1,2\n" * 90_000 + '1,2"\n', "runs over 50 lines", (" line 2", "close the quote")),
        ("a,b\n", "a head and no rows", ("", "name a file")),
        ("", "the file is empty", ("", "name a file")),
        (" \n\n", "the file is empty", ("", "name a file")),
        (b"a,b\n1,\0\n", "zero bytes", ("", "export it as CSV")),
        (b"PAR1 and no more", "no whole Parquet", ("", "make it again")),
        (gzip.compress(b"a,b\n" + b"1,2\n" * 9999, mtime=0)[:-20], "broken", ("", "complete")),
        (",".join("abcdefgh" * 600) + "\n" + ",".join("1" * 4800), "4,800 columns", ("", "turn the table")),
    ],
)
def test_a_broken_file_is_refused_with_its_line_and_shows_no_value(
    tmp_path: Path, data: str | bytes, what: str, place: tuple[str, str]
) -> None:
    file, (where, mend) = csv(tmp_path, data), place

    with pytest.raises(InputError) as refused:
        read(file)

    assert what in refused.value.what
    assert refused.value.where == f"{file}{where}"
    assert mend in refused.value.mend
    assert PLANTED not in str(refused.value)
    assert refused.value.__cause__ is None


def test_the_same_table_is_read_from_a_parquet_file(tmp_path: Path) -> None:
    text = csv(tmp_path, "n,x,day,ok,c\n1,0.5,2024-01-31,true,a\n,2.25,1999-12-31,false,b\n")
    day = pa.array(["2024-01-31", "1999-12-31"]).cast(pa.date32())
    typed = pa.table(
        {
            "n": pa.array([1, None], pa.int16()),
            "x": pa.array([0.5, 2.25], pa.float32()),
            "day": day,
            "ok": [True, False],
            "c": pa.array(["a", "b"]).dictionary_encode(),
        }
    )
    pq.write_table(typed, tmp_path / "table.parquet")

    assert read(text).table.equals(read(tmp_path / "table.parquet").table)


def test_a_nested_column_is_refused_with_a_mend(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [[1], [2]]}), tmp_path / "table.parquet")

    with pytest.raises(InputError, match=r"the column 'a' holds list.*\n.*\n.*tabular/query"):
        read(tmp_path / "table.parquet")


def test_repeated_rows_are_rows(tmp_path: Path) -> None:
    table = read(csv(tmp_path, "a,b\n" + "1,x\n" * 5 + "2,y\n")).table

    assert len(table) == 6
    assert len(np.unique(table.digests, axis=0)) == 2


def test_a_hundred_thousand_names_are_read(tmp_path: Path) -> None:
    reading = read(csv(tmp_path, "a,b\n" + "".join(f"{n % 7},v{n // 2}\n" for n in range(200_000))))

    assert (reading.found[1].distinct, reading.found[1].column.kind) == (100_000, Kind.CATEGORY)
    assert "more than 1,000 names" in reading.found[1].doubts[0]


def test_two_hundred_columns_are_read(tmp_path: Path) -> None:
    head = ",".join(f"c{place}" for place in range(200))

    table = read(csv(tmp_path, f"{head}\n" + f"{','.join('1234567890' * 20)}\n" * 50)).table

    assert (len(table), len(table.schema)) == (50, 200)


def is_read_or_refused(file: Path) -> bool:
    """Whether a file is read to its end, or refused with exit code 2 and a mend."""
    try:
        return len(read(file).table) > 0
    except ProvenderError as error:
        return error.exit_code == 2 and bool(error.mend)


@given(data=st.binary(max_size=80), start=st.sampled_from([b"", b"a,b\n1,2\n", b'a,"b\n', b"PAR1", b"\x1f\x8b\x08"]))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes, tmp_path: Path) -> None:
    file = csv(tmp_path, start + data)

    assert is_read_or_refused(file)


@pytest.mark.real
def test_real_tables_are_understood(data: Path) -> None:
    adult = read(data / "tabular" / "adult.csv").table
    support = read(data / "tabular" / "support2.csv").table

    kinds = {column.name: column.kind for column in (*adult.schema, *support.schema)}
    assert (len(adult), len(support)) == (32_561, 9_105)
    assert [kinds[name] for name in ("(row)", "age", "workclass", "income", "death", "alb", "slos")] == [
        Kind.IDENTIFIER, Kind.DECIMAL, Kind.CATEGORY, Kind.ORDINAL, Kind.BOOLEAN, Kind.DECIMAL, Kind.INTEGER,
    ]  # fmt: skip
    assert support.schema["dnrday"].absent_by == "dnr"
