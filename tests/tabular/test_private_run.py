"""A private release from a recipe: paid for once, told in full, and nothing of any one row is left behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.core.errors import RecipeError
from provender.recipes.check import check
from provender.recipes.load import parse_recipe
from provender.run.ledger.facts import read_facts
from provender.store.folder import RunFolder

RECIPE = """name: private
count: 300
generators:
  - name: tabular/marginals
    reference: patients.csv
    dials:
      outcome: well
      domain: {age: {from: 0, to: 100, step: 20}, drug: [none, aspirin], well: ['no', 'yes']}
accept: screened
limits: {epsilon: 1.0, budget: 1.5}
exports: [{name: tabular/csv, dials: {file: private.csv}}]
"""
PLANTED = ("QZXJKVWDRUG", "ZYXQWVNOTE")


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A recipe beside its table, one row of which is unmistakable; the folder for runs."""
    lines = ["age,drug,well,note"]
    lines += [
        f"{at * 7 % 90},{'none' if at % 3 else 'aspirin'},{'yes' if at % 2 else 'no'},free words {at}"
        for at in range(400)
    ]
    lines.append(f"97,{PLANTED[0]},yes,{PLANTED[1]}")
    (tmp_path / "patients.csv").write_text("\n".join([*lines, ""]))
    (tmp_path / "recipe.yaml").write_text(RECIPE)
    monkeypatch.setenv("PROVENDER_BUDGETS", str(tmp_path / "budgets"))
    return tmp_path / "runs"


def run(runs: Path, *words: str, name: str = "private") -> int:
    recipe = str(runs.parent / "recipe.yaml")
    return main(["run", "-c", recipe, "-o", str(runs), "--workers", "0", "--set", f"name={name}", *words])


def check_text(text: str) -> None:
    check(*parse_recipe(text))


def releases(runs: Path) -> int:
    (account,) = (runs.parent / "budgets").glob("*.json")
    return len(json.loads(account.read_text())["body"]["releases"])


def test_a_release_is_paid_for_once_and_told(runs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(runs) == run(runs) == 0

    (spent,) = read_facts(RunFolder(runs / "private"))["privacy"]
    assert (spent["epsilon"], spent["delta"], spent["budget"], spent["releases"]) == (1.0, 1e-5, 1.5, 1)
    assert 0.99 < spent["spent"] <= 1.0
    assert releases(runs) == 1
    page = (runs / "private" / "report" / "index.html").read_text()
    for words in ("What privacy it cost", "ε = 1", "each row, taken for a person", "a person more", "none is assumed"):
        assert words in page


@pytest.mark.slow  # a network is compiled
def test_a_release_by_a_network_is_charged_to_the_same_account_and_told(
    runs: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(runs, "--set", "limits.epsilon=0.5") == 0
    network = RECIPE.replace("tabular/marginals", "tabular/private_network").replace(
        "outcome: well", "outcome: well\n      steps: 5"
    )
    (runs.parent / "recipe.yaml").write_text(network)

    assert run(runs, name="network") == 0

    (spent,) = read_facts(RunFolder(runs / "network"))["privacy"]
    assert 1.0 < spent["spent"] < 1.3  # of two releases at 0.5 and 1, looks and steps together
    page = (runs / "network" / "report" / "index.html").read_text()
    for words in ("in 5 steps of σ = ", "clips, each over a sample of 10 %", "by a coin of chance 0.1 (Poisson)"):
        assert words in page


def test_what_would_exceed_the_budget_is_refused_before_a_row_is_learned(
    runs: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    budget = ("--set", "limits.budget=1.2")
    assert run(runs, *budget) == 0
    capfd.readouterr()

    assert run(runs, *budget, name="second") == 3

    told = capfd.readouterr().err
    assert "would bring the table's epsilon to 1.4" in told
    assert "over its budget of 1.2" in told
    assert not list((runs / "second").glob("artefacts/*"))
    assert releases(runs) == 1
    assert run(runs, *budget, "--set", "limits.epsilon=0.4", name="third") == 0


def test_a_private_run_leaves_nothing_of_any_one_row_behind(runs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(runs) == 0
    assert main(["show", str(runs / "private")]) == 0

    told = capfd.readouterr()
    left = [file for folder in (runs, runs.parent / "budgets") for file in folder.rglob("*") if file.is_file()]
    for planted in PLANTED:
        assert planted not in told.out + told.err
        assert not [file for file in left if planted.encode() in file.read_bytes()]


def test_a_run_that_is_killed_has_spent(runs: Path) -> None:
    words = ["run", "-c", str(runs.parent / "recipe.yaml"), "-o", str(runs), "--workers", "0"]
    code = f"""
import os, signal
from provender.tabular.generators.marginals import Marginals
Marginals.fit = lambda *args, **more: os.kill(os.getpid(), signal.SIGKILL)
from provender.cli.main import main
main({words!r})
"""
    path = ":".join(entry for entry in sys.path if entry)
    killed = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, check=False)

    assert killed.returncode == -signal.SIGKILL
    assert releases(runs) == 1
    assert run(runs) == 0  # about 1.41 of 1.5: once more can be paid for
    assert releases(runs) == 2
    assert run(runs, "--fresh") == 3


def test_the_same_noise_key_gives_the_same_release(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = runs.parent / "key"
    key.write_bytes(bytes(range(32)))
    monkeypatch.setenv("PROVENDER_NOISE_KEY", str(key))

    assert run(runs) == run(runs.parent / "again") == 0

    files = [next(folder.rglob("private.csv")).read_bytes() for folder in (runs, runs.parent / "again")]
    assert files[0] == files[1]
    assert key.read_bytes().hex() not in "".join(f.read_text() for f in runs.rglob("*.json"))


def test_a_noise_key_that_is_none_is_refused(
    runs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (runs.parent / "key").write_bytes(b"short")
    monkeypatch.setenv("PROVENDER_NOISE_KEY", str(runs.parent / "key"))

    assert run(runs) == 2
    assert "5 bytes are no secret" in capfd.readouterr().err


def test_a_look_beforehand_is_refused(runs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "-c", str(runs.parent / "recipe.yaml")]) == 2

    assert "would spend privacy that nobody counts" in capfd.readouterr().err
    assert not (runs.parent / "budgets").exists()


def test_a_column_that_is_not_there_costs_nothing(runs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (runs.parent / "recipe.yaml").write_text(RECIPE.replace("drug: [", "drugs: ["))

    assert run(runs) == 2
    assert "did you mean 'drug'?" in capfd.readouterr().err
    assert not list((runs.parent / "budgets").glob("*.json"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("epsilon: 1.0, budget: 1.5", "depth: 1", "needs a budget"),
        ("epsilon: 1.0, budget: 1.5", "budget: 1.5", "needs a budget"),
        ("epsilon: 1.0, budget: 1.5", "epsilon: 2.0, budget: 1.5", "less than this release alone"),
        ("outcome: well", "outcome: well\n      epsilon: 3.0", "epsilon stands under limits"),
        ("accept:", "anchor: {name: tabular/file, splits: {reference: 0.9, control: 0.1}}\naccept:", "takes all rows"),
        ("accept:", "audits: [general/drift]\naccept:", "audits would look at private rows unpaid"),
        ("accept:", "student: reasoning/decoder\naccept:", "student would look at private rows unpaid"),
        ("generators:\n", "generators:\n  - {name: tabular/copula}\n", "copula is not differentially private"),
        ("generators:\n", "generators:\n  - {name: tabular/marginals}\n", "two learners would share one epsilon"),
    ],
)
def test_what_is_not_paid_for_is_refused_with_its_line(old: str, new: str, told: str) -> None:
    with pytest.raises(RecipeError, match=told) as caught:
        check_text(RECIPE.replace(old, new))

    assert "line" in caught.value.where


def test_rows_that_are_not_private_may_be_looked_at() -> None:
    anchor = "anchor: {name: tabular/file, dials: {private: false}, splits: {reference: 1.0}}"

    check_text(RECIPE.replace("accept:", f"{anchor}\naudits: [general/drift]\naccept:"))
