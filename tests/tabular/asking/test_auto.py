"""Who leaves the choice to us is told which generator was chosen, and why; a budget chooses before a row is seen."""

import json
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.core.errors import RecipeError
from provender.core.recipe import Limits, Shard, Use
from provender.core.record import Record
from provender.core.registry import load
from provender.recipes.load import load_recipe
from provender.recipes.resolve import reasons, resolve
from provender.run.workshop import Workshop
from provender.stages.balance import cells
from provender.tabular.generators.auto import COPULA, COUNTS, FEW, MANY, NETWORK, PRIVATE, WIDE, Auto, Choice

WARD = [r for r in load("generator", "tabular/ward")(Shard(seed=1, start=0, count=FEW)) if isinstance(r, Record)]
RECIPE = "name: t\ncount: 50\ngenerators: [{name: tabular/auto, reference: t.csv}]\naccept: screened\n"


@pytest.mark.parametrize(
    ("part", "rows", "chosen"),
    [
        (Auto(), FEW, NETWORK),
        (Auto(), FEW - 1, COPULA),
        (Auto(where={"sex": "f"}), FEW - 1, NETWORK),
        (Auto(edits={"age": "+1"}), 60, NETWORK),
    ],
)
def test_the_choice_follows_the_rules_and_says_why(part: Auto, rows: int, chosen: str) -> None:
    name, why = part.choice(WARD[:rows])

    assert chosen == name
    assert why


def test_few_rows_are_not_counted_aloud() -> None:
    assert "under 10 rows" in Auto().choice(WARD[:7]).why


def test_what_is_chosen_learns_and_makes() -> None:
    part = Auto(floor=12)
    fitted = part.fit(WARD[:80], seed=1, noise=None)
    plain = load("generator", COPULA, {"floor": 12})

    made = list(part.restore(fitted)(Shard(seed=3, start=0, count=20)))

    assert list(plain.restore(plain.fit(WARD[:80], seed=1, noise=None))(Shard(seed=3, start=0, count=20))) == made
    assert fitted.made_by == COPULA


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """A recipe beside a table of 110 rows, of which four fifths are learned."""
    words = ["run", "-c", "recipes/ward.yaml", "-n", "110", "-o", str(tmp_path), "--workers", "0", "--json"]
    assert main(words) == 0
    (tmp_path / "ward/export/tabular-csv/ward.csv").rename(tmp_path / "t.csv")
    (tmp_path / "recipe.yaml").write_text(RECIPE)
    return tmp_path / "recipe.yaml"


def test_plan_ledger_and_report_tell_of_the_choice(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["plan", "-c", str(asked)]) == 0
    assert f"tabular/auto chooses {COPULA}: " in capsys.readouterr().out

    out = asked.parent / "runs"
    assert main(["run", "-c", str(asked), "-o", str(out), "--workers", "0", "--json"]) == 0
    assert main(["report", str(out / "t")]) == 0
    page = (out / "t/report/index.html").read_text()
    assert "Chosen for this table" in page
    assert "rows are under 100" in page


def under(epsilon: float, *, columns: int = 2, persons: int = 0) -> Choice:
    """What is chosen under epsilon for so many columns and persons."""
    domain = {f"c{at}": ["a", "b"] for at in range(columns)}
    use = Use(name="tabular/auto", dials={"domain": domain, "persons": persons})
    choice = Auto.settled(use, Limits(epsilon=epsilon))
    assert choice
    return choice


@pytest.mark.parametrize(
    ("epsilon", "columns", "persons", "chosen"),
    [
        (1.0, WIDE, 0, PRIVATE),
        (8.0, WIDE - 1, 0, COUNTS),
        (8.0, WIDE - 1, MANY - 1, COUNTS),
        (3.0, 2, MANY, PRIVATE),
        (2.9, 2, 10 * MANY, COUNTS),
    ],
)
def test_a_budget_takes_the_learner_that_tells_more(epsilon: float, columns: int, persons: int, chosen: str) -> None:
    name, why = under(epsilon, columns=columns, persons=persons)

    assert chosen == name
    assert why


@pytest.mark.parametrize(("persons", "chosen"), [(0, COUNTS), (MANY, PRIVATE)])
def test_a_budget_chooses_before_a_row_is_seen(asked: Path, persons: int, chosen: str) -> None:
    """The table has 110 rows, whatever is said of them."""
    dials = f"{{domain: {{sex: [m, f]}}, outcome: sex, find: false, persons: {persons}}}"
    recipe = load_recipe(asked, sets=["limits={epsilon: 3.0}", f"generators.0.dials={dials}"])
    settled = resolve(recipe)

    (use,) = settled.generators
    assert use.name == chosen
    assert set(use.dials) == {"domain", "outcome"}
    assert resolve(settled) == settled
    assert {0: chosen} == {at: name for at, (name, _) in reasons(recipe).items()}


@pytest.mark.parametrize("dials", ["where: {sex: [f]}", "edits: {age: '+1'}", "constraints: [age > 3]"])
def test_what_no_private_learner_keeps_is_refused_and_not_dropped(asked: Path, dials: str) -> None:
    with pytest.raises(RecipeError, match="not kept under epsilon"):
        load_recipe(asked, sets=["limits={epsilon: 1.0}", f"generators.0.dials={{domain: {{sex: [m, f]}}, {dials}}}"])


def test_the_report_says_what_a_budget_chose(asked: Path) -> None:
    out = asked.parent / "runs"
    sets = ["--set", "limits={epsilon: 1.0}", "--set", "generators.0.dials={domain: {sex: [m, f]}}"]
    assert main(["run", "-c", str(asked), *sets, "-o", str(out), "--workers", "0", "--json"]) == 0

    page = (out / "t/report/index.html").read_text()
    assert "Chosen for this table" in page
    assert "noisy counts of pairs" in page


def test_a_mix_over_too_few_rows_is_refused(asked: Path) -> None:
    recipe = load_recipe(asked, sets=["mix={sex: {f: 0.7}}"])

    workshop = Workshop(recipe=recipe)
    with workshop.beside(), pytest.raises(RecipeError, match="cannot be asked for values"):
        cells(workshop.makers(), recipe.mix, recipe.count)


def test_what_a_budget_chooses_is_checked_as_if_it_were_named(asked: Path) -> None:
    with pytest.raises(RecipeError):
        load_recipe(asked, sets=["limits={epsilon: 1.0}", "generators.0.dials={outcome: sex}"])


def test_the_choice_is_in_the_facts(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = asked.parent / "runs"
    assert main(["run", "-c", str(asked), "-o", str(out), "--workers", "0", "--json"]) == 0
    capsys.readouterr()

    commit = json.loads(next((out / "t/commits/fit").glob("*.json")).read_text())

    assert COPULA in json.dumps(commit)
