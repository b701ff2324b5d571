"""The suite is asked of parts that did not exist when it was written: one new file, or another package."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent.parent
GENERATORS = Path("provender/reasoning/arithmetic/generators")
RENAMED = {
    "sum_of_squares": "sum_of_products",
    "SumOfSquares": "SumOfProducts",
    "{b} × {b}": "{b} × {a}",
    "b * b": "b * a",
    '("*", b, b)': '("*", b, a)',
}
RECIPE = """name: products
count: 20
generators:
  - reasoning/arithmetic/sum_of_products
"""


def conformance(source: Path, chosen: str) -> int:
    """Run the suite over the parts whose names hold `chosen`; how many laws held, all being asked."""
    asked = ["-q", "-p", "no:cacheprovider", "-o", f"pythonpath={source} {HOME}", "tests/conformance", "-k", chosen]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *asked], cwd=HOME, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout[-2000:]
    passed = re.search(r"(\d+) passed", ran.stdout)
    return int(passed[1]) if passed else 0


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """The source with one file more: the file to copy, copied, with another name and another formula."""
    source = tmp_path / "src"
    shutil.copytree(HOME / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
    told = (source / GENERATORS / "sum_of_squares.py").read_text("utf-8")
    for old, new in RENAMED.items():
        told = told.replace(old, new)
    (source / GENERATORS / "sum_of_products.py").write_text(told, "utf-8")
    return source


def test_a_new_generator_is_one_file(extended: Path) -> None:
    assert conformance(extended, "sum_of_products") >= 20


@pytest.mark.usefixtures("outside_parts")
def test_parts_of_another_package_keep_the_same_laws() -> None:
    chosen = "throwaway/rows or throwaway/images or throwaway/wrong_total or throwaway/moved_line"
    assert conformance(HOME / "src", chosen) >= 40


def test_a_recipe_may_name_the_new_generator_at_once(extended: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.yaml"
    recipe.write_text(RECIPE)
    asked = ["run", "-c", str(recipe), "-o", str(tmp_path / "run")]
    env = {**os.environ, "PYTHONPATH": str(extended)}
    ran = subprocess.run(
        [sys.executable, "-m", "provender", *asked], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "run" / "products" / "manifest.json").exists()
