"""The verbs that measure and judge: plan, preview, verify; nothing is kept, nothing is believed."""

import json
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.cli.meter import Bill, Counting
from provender.core.protocols import Prompt
from provender.core.recipe import Price
from provender.store.folder import RunFolder

RECIPE = """\
name: small
count: 40
generators: [reasoning/arithmetic/gcd, {name: reasoning/arithmetic/column, weight: 3}]
mix: {language: {en: 0.5, sw: 0.5}}
exports: [reasoning/chat]
"""
TAUGHT = """\
name: taught
count: all
generators: [reasoning/words/worked_answers]
verifiers: [reasoning/words/anchored_answer]
anchor: {name: reasoning/jsonl, dials: {path: truth.jsonl}, splits: {reference: 1.0}}
teachers:
  sage: {name: replay, dials: {path: truth.jsonl, lineage: old, answer: said}, price: {prompt: 1.0, completion: 2.0}}
"""


@pytest.fixture
def recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small recipe in the current folder."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "small.yaml"
    file.write_text(RECIPE)
    return file


@pytest.fixture
def taught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A recipe with a teacher that is right once and wrong once."""
    monkeypatch.chdir(tmp_path)
    lines = [
        {"question": "Ann has 2 pears and gets 2 more. How many has she?", "answer": "4", "said": "2 + 2 = 4\n#### 4"},
        {"question": "Ann has 2 pears and gets 3 more. How many has she?", "answer": "5", "said": "2 + 3 = 6\n#### 6"},
    ]
    (tmp_path / "truth.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    file = tmp_path / "taught.yaml"
    file.write_text(TAUGHT)
    return file


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed."""
    return capsys.readouterr().out


def test_plan_shares_the_count_by_weight_and_mix(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "-c", str(recipe), "--json"]) == 0

    plan = json.loads(told(capsys))
    told_of = [cell for cell in plan["cells"] if cell["quota"]]
    quotas = {(cell["generator"], cell["tags"]["language"]): cell["quota"] for cell in told_of}
    assert quotas == {
        ("reasoning/arithmetic/gcd", "en"): 5,
        ("reasoning/arithmetic/gcd", "sw"): 5,
        ("reasoning/arithmetic/column", "en"): 15,
        ("reasoning/arithmetic/column", "sw"): 15,
    }
    assert plan["wanted"] == 40
    assert plan["cpu_s"] > 0


def test_plan_shows_the_cases_of_a_covering_array(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cover.yaml"
    dials = "{wide: 0, within: {scenario: [cut_in], layout: [grid, tee], light: [day], precipitation: [none]}}"
    file.write_text(f"name: c\ncount: 20\ngenerators: [{{name: twin/covering, dials: {dials}}}]\naccept: screened\n")

    assert main(["plan", "-c", str(file), "--json"]) == 0
    cells = json.loads(told(capsys))["cells"]
    assert main(["plan", "-c", str(file)]) == 0
    shown = told(capsys)

    assert sum(cell["quota"] for cell in cells) == 20
    assert len({cell["tags"]["case"] for cell in cells}) == len(cells) > 5
    assert {"cut_in"} == {cell["holds"]["scenario"] for cell in cells}
    assert {"grid", "tee"} == {cell["holds"]["layout"] for cell in cells}
    assert "circumstances" in shown
    assert "cut_in, day, " in shown


def test_plan_counts_calls_and_asks_nobody(taught: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (taught.parent / "truth.jsonl").rename(taught.parent / "aside.jsonl")
    assert main(["plan", "-c", str(taught)]) == 2
    (taught.parent / "aside.jsonl").rename(taught.parent / "truth.jsonl")
    capsys.readouterr()

    assert main(["plan", "-c", str(taught), "--json"]) == 0

    bill = json.loads(told(capsys))["teachers"]["sage"]
    assert bill["calls"] == 2
    assert bill["completion_tokens"] is None
    assert not (taught.parent / "runs").exists()


def test_plan_prints_for_people(taught: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "-c", str(taught)]) == 0

    out = told(capsys)
    assert "2 records wanted" in out
    assert "sage" in out
    assert "unknown" in out


def test_a_bill_is_what_was_counted_times_the_price() -> None:
    asked = Counting(lineage="x")
    asked.complete([Prompt(messages=(("user", "a" * 400),), params={"max_tokens": 50})] * 2, seed=0)
    bill = Bill()

    bill.add(asked, 1000.0, Price(prompt=10.0, completion=20.0))

    assert (bill.calls, bill.prompt_tokens, bill.completion_tokens) == (2000, 200_000, 100_000)
    assert bill.money == pytest.approx(4.0)


def test_a_bill_without_a_price_or_a_bound_is_unknown() -> None:
    asked = Counting(lineage="x")
    asked.complete([Prompt(messages=(("user", "a"),))], seed=0)
    free, unknown = Bill(), Bill()

    free.add(asked, 1.0, Price(prompt=1.0))
    unknown.add(asked, 1.0, Price(completion=1.0))

    assert free.money is not None
    assert unknown.money is None


def test_preview_shows_every_part_of_the_mix_and_keeps_nothing(
    recipe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "-c", str(recipe), "-n", "4", "--json"]) == 0

    records = json.loads(told(capsys))["records"]
    assert {(entry["key"].split(":")[0], entry["tags"]["language"]) for entry in records} == {
        (f"reasoning/arithmetic/{name}", language) for name in ("gcd", "column") for language in ("en", "sw")
    }
    assert {entry["fate"] for entry in records} == {"accepted"}
    assert not (recipe.parent / "runs").exists()


def test_preview_pays_for_the_run(taught: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "-c", str(taught), "-n", "2"]) == 0
    assert "✗ rejected, reasoning/words/anchored_answer: answer differs" in told(capsys)
    (taught.parent / "truth.jsonl").read_text()

    assert main(["run", "-c", str(taught), "--workers", "0", "--json"]) == 0

    folder = Path(json.loads(told(capsys))["folder"])
    events = [json.loads(line) for line in (folder / "logs" / "events.jsonl").read_text().splitlines()]
    asked = [event["teachers"]["sage"] for event in events if event["kind"] == "asked"]
    assert [told["kept"] for told in asked] == [2]  # replies that lay in the journal already


def test_preview_wants_a_number(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "-c", str(recipe), "-n", "all"]) == 2
    assert "give 1 to 1000" in capsys.readouterr().err


def made(recipe: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A finished run of a recipe."""
    assert main(["run", "-c", str(recipe), "--workers", "0"]) == 0
    capsys.readouterr()
    return recipe.parent / "runs" / recipe.stem


def test_verify_judges_our_own_export_without_a_generator(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = made(recipe, capsys) / "export" / "reasoning-chat" / "train.jsonl"

    assert main(["verify", str(export), "--strict", "--json"]) == 0

    assert json.loads(told(capsys))["fates"] == {"proved": 40}


def test_verify_refuses_a_spoilt_export(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = made(recipe, capsys) / "export" / "reasoning-chat" / "train.jsonl"
    spoilt = recipe.parent / "spoilt.jsonl"
    spoilt.write_text(export.read_text().replace("Ones: ", "Ones: 1 + ", 1))

    assert main(["verify", str(spoilt), "--strict", "--rejected", "3"]) == 4

    out = told(capsys)
    assert "39 proved" in out
    assert "✗ rejected" in out


def test_verify_reads_a_run_again(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = made(recipe, capsys)

    assert main(["verify", str(run), "--json"]) == 0

    assert json.loads(told(capsys))["fates"] == {"proved": 40}


def test_verify_finds_a_flipped_byte_in_a_run(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = made(recipe, capsys)
    shard = flipped(sorted(run.glob("shards/*/*.parquet"))[0])

    assert main(["verify", str(run)]) == 4

    error = capsys.readouterr().err
    assert "differs from what was committed" in error
    assert f"where: {shard.relative_to(recipe.parent)}" in error
    assert "or delete commits/" in error


@pytest.mark.parametrize("name", ["commits/make/w000-t000000.json", "commits/curate/w000.json", "manifest.json"])
def test_verify_names_a_damaged_file_whose_mend_brings_the_run_back(
    recipe: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    run = made(recipe, capsys)
    digest = RunFolder(run).sealed()
    damaged = flipped(run / name)

    assert main(["verify", str(run)]) == 4
    error = capsys.readouterr().err
    assert f"where: {damaged.relative_to(recipe.parent)}" in error
    assert "manifest.json" in error
    damaged.unlink()
    (run / "manifest.json").unlink(missing_ok=True)

    assert main(["run", "-c", str(recipe), "--workers", "0"]) == 0
    assert digest == RunFolder(run).sealed()
    assert main(["verify", str(run)]) == 0


def test_verify_lists_damaged_files(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = made(recipe, capsys)
    for name in ("recipe.yaml", "commits/facts/run.json"):
        flipped(run / name)

    assert main(["verify", str(run)]) == 4

    error = capsys.readouterr().err
    assert "2 files are damaged:\n    recipe.yaml: the recipe differs" in error
    assert error.count("commits/facts/run.json: ") == 1


def flipped(file: Path) -> Path:
    """The file with a bit in its middle flipped."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    return file


def test_verify_compares_with_a_reference(taught: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = taught.parent / "truth.jsonl"

    assert main(["verify", str(truth), "--reference", str(truth), "--json"]) == 0

    assert json.loads(told(capsys))["fates"] == {"anchored": 2}


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["verify", "nowhere.jsonl"], (2, "there is no file")),
        (["verify", "."], (2, "there is no run in .")),
        (["verify", "truth.jsonl", "--reader", "reasoning/json"], (2, "did you mean 'reasoning/jsonl'?")),
        (["verify", "truth.jsonl", "--verifier", "reasoning/none"], (2, "no verifier is called")),
    ],
)
def test_verify_refuses_what_is_not_there(
    taught: Path, words: list[str], refusal: tuple[int, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, what = refusal

    assert main(words) == code
    assert what in capsys.readouterr().err
