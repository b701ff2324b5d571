"""The verbs that look: validate, parts, doctor; and init, whose recipe must hold."""

import json
import tomllib
from pathlib import Path

import pytest
from tests.conformance.parts import complete

from provender.cli.look import doctor
from provender.cli.main import main
from provender.core import registry
from provender.recipes.load import load_recipe

HOME = Path(__file__).parent.parent.parent


@pytest.fixture
def recipe(tmp_path: Path) -> str:
    """A recipe that is right."""
    file = tmp_path / "r.yaml"
    file.write_text("name: r\ncount: 30\ngenerators: [reasoning/arithmetic/gcd]\nmix: {language: {sw: 0.4}}\n")
    return str(file)


def test_validate_tells_what_is_asked_for(recipe: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "-c", recipe]) == 0

    told = capsys.readouterr().out
    assert "is a valid recipe" in told
    assert "30 accepted" in told
    assert "language=sw 40%" in told


def test_validate_takes_overrides(recipe: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["-n", "7", "--seed", "3", "--set", "generators.0.dials.level=4", "--json"]
    assert main(["validate", "-c", recipe, *words]) == 0

    told = json.loads(capsys.readouterr().out)["recipe"]
    assert (told["count"], told["seed"], told["generators"][0]["dials"]) == (7, 3, {"level": 4})


def test_validate_refuses_with_the_place(recipe: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "-c", recipe, "--set", "mix.language.sw=4"]) == 2
    assert "  where: --set mix.language.sw=4\n" in capsys.readouterr().err


def test_init_writes_a_recipe_that_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "my first.yaml"

    assert main(["init", str(file)]) == 0
    assert load_recipe(file).name == "my-first"


def test_init_writes_over_nothing(recipe: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(recipe).read_bytes()

    assert main(["init", recipe]) == 2
    assert Path(recipe).read_bytes() == before
    assert "already there" in capsys.readouterr().err


def test_parts_lists_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parts"]) == 0

    told = capsys.readouterr().out
    assert "generators\n" in told
    assert "verifiers\n" in told


def test_parts_describes_one_with_its_dials(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parts", "reasoning/arithmetic/gcd"]) == 0

    told = capsys.readouterr().out
    assert "generator reasoning/arithmetic/gcd" in told
    assert "verifier reasoning/arithmetic/gcd" in told
    assert "level" in told


def test_parts_offers_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parts", "reasoning/arithmetic/gdc"]) == 2
    assert "did you mean 'reasoning/arithmetic/gcd'?" in capsys.readouterr().err


def test_doctor_finds_this_machine_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["python"]["state"] == "ok"
    assert not [name for name, entry in told.items() if entry["state"] == "missing"]


def test_doctor_knows_what_the_project_needs() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {entry.partition(">")[0] for entry in project["dependencies"]}
    extras = {
        name: {entry.partition(">")[0] for entry in entries}
        for name, entries in project["optional-dependencies"].items()
        if name != "all"
    }

    assert set(doctor.REQUIRED) == needed
    assert {name: set(packages) for name, packages in doctor.EXTRAS.items()} == extras


def test_the_gallery_shows_every_generator_proved_in_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parts", "--gallery"]) == 0

    page = capsys.readouterr().out
    found = {name: registry.find("generator", name) for name in registry.names("generator")}
    alone = [name for name, part in found.items() if not {"bind", "restore"} & set(dir(part)) and complete(part)]
    assert [name for name in alone if f'id="{name}"' not in page] == []
    assert page.count('<li class="ok">') > 3 * len(alone)
    assert '<li class="no">' not in page
    assert "rejected" not in page
