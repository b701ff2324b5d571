"""Unmistakable values are planted in what is learned from, and all that a verb prints or leaves behind is searched."""

from pathlib import Path

import pytest
from tests.tabular.test_run import PLANTED, patients, texts_of

from provender.cli.main import main

RECIPE = """name: {name}
count: 120
generators: [{{name: {generator}, reference: patients.csv, dials: {{{dials}}}}}]
anchor: {{name: tabular/file, splits: {{{splits}}}}}
accept: screened
audits: [{audits}]
exports: [tabular/csv]
{more}
"""
AUDITS = ("marginals", "pairs", "usefulness", "associations", "rare", "queries")
SECRETS = (*PLANTED, "98765432")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with patients of whom one is unmistakable."""
    monkeypatch.chdir(tmp_path)
    patients(tmp_path, rows=400)
    return tmp_path


def recipe(name: str, generator: str = "tabular/copula", *, dials: str = "", **more: str) -> str:
    """A recipe that learns from the patients."""
    usual = {"splits": "reference: 0.5, control: 0.5", "audits": "", "more": ""}
    text = RECIPE.format(name=name, generator=generator, dials=dials, **{**usual, **more})
    Path(f"{name}.yaml").write_text(text)
    return f"{name}.yaml"


def found(place: Path, told: str, *, owned: tuple[str, ...] = ()) -> list[str]:
    """Where a planted value shows: in what was printed, or in a file that is not the owner's own."""
    files = [
        file
        for file in place.rglob("*")
        if file.is_file() and str(file.relative_to(place)) not in ("patients.csv", *owned)
    ]
    assert files
    places = [str(file) for file in files if any(secret in texts_of(file) for secret in SECRETS)]
    return [*places, *(["what was printed"] if any(secret in told for secret in SECRETS) else [])]


def test_no_verb_over_a_run_shows_a_planted_value(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plan = recipe("looked", audits=", ".join(f"tabular/{name}" for name in AUDITS))
    verbs = (
        ["validate", "-c", plan], ["plan", "-c", plan], ["preview", "-c", plan, "-n", "2"],
        ["run", "-c", plan, "--workers", "0"], ["show", "runs/looked"], ["show", "runs/looked", "--rejected"],
        ["report", "runs/looked"], ["audit", "-c", plan], ["verify", "runs/looked"],
    )  # fmt: skip
    assert [main(verb) for verb in verbs] == [0] * len(verbs)

    assert found(place, "".join(capfd.readouterr())) == []


def test_a_judged_table_shows_no_planted_value(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lines = Path("patients.csv").read_text().splitlines(keepends=True)
    Path("other.csv").write_text("".join([lines[0], *lines[1:200], lines[-1]]))
    Path("made.csv").write_text("".join(lines[:200]))

    code = main(["audit", "made.csv", "--reference", "patients.csv", "--control", "other.csv"])

    assert code in (0, 4)  # real rows sold as made ones may well raise an alarm
    assert found(place, "".join(capfd.readouterr()), owned=("other.csv", "made.csv")) == []


def test_a_refusal_shows_no_planted_value(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    says = ("name -> sex", "income <= 5", "if name = red then sex = f", "unique name", "name matches ^[a-z]{1,4}$")
    for at, said in enumerate(says):
        plan = recipe(f"refused{at}", dials=f"constraints: ['{said}']")
        assert main(["run", "-c", plan, "--workers", "0"]) in (0, 2, 3)

    assert found(place, "".join(capfd.readouterr())) == []


@pytest.mark.slow
def test_filling_and_a_loop_show_no_planted_value(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = Path("patients.csv").read_text().splitlines()
    gaps = [line.replace(",red,", ",,") if at % 9 == 0 else line for at, line in enumerate(text)]
    Path("patients.csv").write_text("\n".join([*gaps, ""]))
    filling = recipe("filling", "tabular/autoregressive", dials="epochs: 1")
    splits = "reference: 0.4, control: 0.1, probe: 0.25, exam: 0.25"
    student = "student: {name: tabular/boosting, dials: {target: sex}}\nloop: {cycles: 1, floor: 0.0}"
    looping = recipe("looping", splits=splits, more=student)

    assert main(["impute", "-c", filling]) == 0
    assert main(["loop", "-c", looping]) in (0, 3)

    assert found(place, "".join(capfd.readouterr()), owned=("filled.csv",)) == []


@pytest.mark.slow
def test_linked_tables_show_no_planted_value(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    home = Path("clinic")
    home.mkdir()
    keys = range(1000, 1500)
    visits = [f"{key * 10 + at},{key},2024-01-{1 + (key + at) % 27:02},{'ab'[at % 2]}" for key in keys for at in (0, 1)]
    people = [f"{key},{'fm'[key % 2]},{20 + key % 60}" for key in keys]
    planted = (f"7391846,{PLANTED[0]},44", f"739184601,7391846,2024-01-05,{PLANTED[1]}")
    (home / "patients.csv").write_text("\n".join(["patient,sex,age", *people, planted[0], ""]))
    (home / "visits.csv").write_text("\n".join(["visit,patient,day,reason", *visits, planted[1], ""]))
    Path("linked.yaml").write_text(
        "name: linked\ncount: 60\ngenerators: [{name: tabular/linked, dials: {passes: 1}}]\n"
        "anchor: {name: tabular/linked, dials: {path: clinic}}\naccept: screened\nexports: [tabular/linked]\n"
    )

    assert main(["describe", "clinic/visits.csv"]) == 0
    assert main(["run", "-c", "linked.yaml", "--workers", "0"]) == 0
    assert main(["show", "runs/linked"]) == 0
    told = "".join(capfd.readouterr())

    assert "7391846" not in told
    assert found(place, told, owned=("clinic/patients.csv", "clinic/visits.csv")) == []
