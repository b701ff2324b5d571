"""Whatever attacks find, no real value is left behind, and nothing promises what no test can show."""

import re
from pathlib import Path

import pytest
from tests.tabular.test_run import PLANTED, patients, texts_of

from provender.cli.main import main

HOME = Path(__file__).parents[3]
ATTACKS = ("copies", "nearness", "memorised", "singling_out", "linkability", "inference", "membership")
RECIPE = """name: attacked
count: 300
generators: [{{name: tabular/copula, reference: patients.csv}}]
anchor: {{name: tabular/file, splits: {{reference: 0.5, control: 0.5}}}}
accept: screened
audits: [{audits}]
exports: [tabular/csv]
"""


def test_a_run_that_was_attacked_leaves_no_real_value_behind(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    patients(tmp_path, rows=600)
    recipe, runs = tmp_path / "recipe.yaml", tmp_path / "runs"
    recipe.write_text(RECIPE.format(audits=", ".join(f"tabular/attacks/{name}" for name in ATTACKS)))
    assert main(["run", "-c", str(recipe), "-o", str(runs), "--workers", "0"]) == 0
    assert main(["audit", "-c", str(recipe), "-o", str(runs)]) == 0
    told = "".join(capfd.readouterr())
    files = [file for file in runs.rglob("*") if file.is_file()]

    assert "tabular/attacks/membership" in told
    for planted in (*PLANTED, "98765432"):
        assert planted not in told
        assert not [file for file in files if planted in texts_of(file)]


def test_nobody_is_promised_what_no_test_can_show() -> None:
    """Neither code nor pages call a table compliant with a law, or its people unknowable."""
    forbidden = re.compile(r"hipaa[ -]compliant|gdpr[ -]compliant|\banonymous\b|\banonymi[sz]ed\b", re.IGNORECASE)
    files = [
        *(HOME / "src/provender/tabular").rglob("*.py"), *(HOME / "src/provender/report").rglob("*.*"),
        *(HOME / "docs/how-to").glob("*.md"), HOME / "README.md",
    ]  # fmt: skip

    assert [] == [file.name for file in files if forbidden.search(file.read_text("utf-8", "replace"))]
