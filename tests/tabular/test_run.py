"""A real table goes in, a synthetic one comes out, and nothing of any one row is left behind."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provender.cli.main import main
from provender.core.artefact import Artefact
from provender.core.protocols import Make, Secret
from provender.core.record import Record
from provender.core.registry import load
from provender.recipes.load import load_recipe
from provender.run.fitting import _learned
from provender.run.workshop import Workshop
from provender.tabular.written import csv_lines

RECIPE = """name: table
count: {count}
generators: [{{name: tabular/copula, reference: patients.csv}}]
anchor: {{name: tabular/file, splits: {{reference: {learned}, control: {held}}}}}
accept: screened
exports: [tabular/csv]
"""
PLANTED = ("QZXJKVWNAME", "ZYXQWVNOTE", "PT-7391846", "98765432.10")


def patients(folder: Path, rows: int = 300) -> Path:
    """A table of patients, one of them unmistakable."""
    rng = np.random.default_rng(0)
    lines = ["patient,name,note,sex,income"]
    for at in range(rows):
        words = f"came on day {at} with {'abcde'[at % 5] * (at % 9)} and left"
        lines.append(
            f"PT-{at * 7919 % 10**7:07},{'red' if at % 2 else 'blue'},{words},{'fm'[at % 2]},{rng.normal(3e4, 5e3):.2f}"
        )
    lines.append(f"{PLANTED[2]},{PLANTED[0]},once said {PLANTED[1]} and nothing more,f,{PLANTED[3]}")
    file = folder / "patients.csv"
    file.write_text("\n".join([*lines, ""]))
    return file


def recipe(folder: Path, count: int = 200, *, learned: float = 1.0) -> Path:
    """A recipe that learns from the patients beside it; the unmistakable one is learned from, unless less is."""
    file = folder / "recipe.yaml"
    file.write_text(RECIPE.format(count=count, learned=learned, held=round(1 - learned, 2)))
    return file


@pytest.fixture
def made(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> tuple[Path, str]:
    """A run's folder and all that was printed while it was made and looked at."""
    patients(tmp_path)
    out = str(tmp_path / "runs")
    assert main(["run", "-c", str(recipe(tmp_path)), "-o", out, "--workers", "0"]) == 0
    assert main(["show", f"{out}/table", "-n", "3"]) == 0
    assert main(["describe", str(tmp_path / "patients.csv"), "-o", out]) == 0
    assert main(["status", f"{out}/table"]) == 0
    told = capfd.readouterr()
    return tmp_path / "runs", told.out + told.err


def texts_of(file: Path) -> str:
    """All that a file says, packed columns unpacked."""
    text = file.read_bytes().decode("utf-8", "replace")
    if file.suffix == ".parquet":
        table = pq.read_table(file)
        text += json.dumps(table.to_pylist(maps_as_pydicts="strict"), default=str) + str(table.schema.metadata)
    return text


def test_a_run_leaves_nothing_of_any_one_row_behind(made: tuple[Path, str]) -> None:
    runs, told = made
    files = [file for file in runs.rglob("*") if file.is_file()]

    assert {".parquet", ".csv", ".html", ".yaml", ".json"} <= {file.suffix for file in files}
    for planted in (*PLANTED, "98765432"):
        assert planted not in told
        assert not [file for file in files if planted in texts_of(file)]


def test_a_synthetic_table_has_the_columns_and_as_many_rows_as_asked_for(made: tuple[Path, str]) -> None:
    (file,) = (made[0] / "table" / "export" / "tabular-csv").glob("*.csv")
    table = load("reader", "tabular/file", {"path": str(file)}).reading().table

    assert table.schema.names == ("patient", "name", "sex", "income")  # the note is free text: left out
    assert len(table) == 200
    assert set(table["name"].to_pylist()) == {"red", "blue"}
    assert len(set(table["patient"].to_pylist())) == 200


def test_an_error_shows_no_value(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = patients(tmp_path)
    file.write_text(file.read_text() + f"{PLANTED[2]},{PLANTED[0]}\n")

    assert main(["run", "-c", str(recipe(tmp_path)), "-o", str(tmp_path / "runs"), "--workers", "0"]) == 2

    told = capfd.readouterr()
    assert "line 303" in told.err
    assert not [planted for planted in PLANTED if planted in told.out + told.err]


@dataclass(frozen=True)
class Clumsy:
    """A learner that breaks, and says over what."""

    def fit(self, reference: Sequence[Record], /, *, seed: int, noise: Secret | None) -> Artefact:
        raise ValueError(f"cannot learn {[record.payload.text() for record in reference]}")

    def restore(self, fitted: Artefact, /) -> Make:
        raise AssertionError("nothing was learned")


@pytest.mark.parametrize("private", ["true", "false"])
def test_a_learner_that_breaks_shows_no_private_value(tmp_path: Path, private: str) -> None:
    patients(tmp_path)
    asked = load_recipe(recipe(tmp_path), sets=[f"anchor.dials.private={private}"])

    with pytest.raises(Exception, match="over private rows" if private == "true" else "cannot learn") as told:
        _learned(Clumsy(), Workshop(recipe=asked))

    assert (PLANTED[0] in str(told.value)) == (private == "false")


def test_a_made_row_may_equal_a_held_back_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where patients may share a row, refusing a coincidence would bend the data and tell who is held back."""
    (tmp_path / "patients.csv").write_text(
        "a,b\n" + "".join(f"{'xy'[at % 2]},{'uv'[at % 3 % 2]}\n" for at in range(400))
    )

    asked = str(recipe(tmp_path, learned=0.5))
    words = ["run", "-c", asked, "-o", str(tmp_path / "runs"), "--workers", "0", "--json"]
    assert main(words) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["accepted"], told["tried"]) == (200, 200)


def test_a_preview_learns_and_keeps_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    patients(tmp_path)

    assert main(["preview", "-c", str(recipe(tmp_path)), "-n", "2", "-o", str(tmp_path / "runs")]) == 0

    told = capsys.readouterr().out
    assert told.count("accepted screened, tabular/sound") == 2
    assert not (tmp_path / "runs").exists()


def test_a_plan_says_what_learns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    patients(tmp_path)

    assert main(["plan", "-c", str(recipe(tmp_path))]) == 0

    assert "tabular/copula learns from the anchor first" in capsys.readouterr().out


@pytest.mark.slow
def test_the_dataset_is_the_same_with_any_number_of_workers(tmp_path: Path) -> None:
    patients(tmp_path)
    digests = []
    for workers in ("0", "2"):
        out = tmp_path / workers
        words = ["run", "-c", str(recipe(tmp_path, 20_000)), "-o", str(out), "--workers", workers]
        assert main(words) == 0
        digests.append((out / "table" / "manifest.json").read_text())

    assert digests[0] == digests[1]


def test_exported_values_are_written_as_they_were_read(tmp_path: Path) -> None:
    table = load("reader", "tabular/file", {"path": str(patients(tmp_path))}).reading().table
    (tmp_path / "again.csv").write_text("\n".join(csv_lines(table)) + "\n")

    assert (tmp_path / "again.csv").read_text() == (tmp_path / "patients.csv").read_text()
    assert pa.types.is_float64(table["income"].type)
