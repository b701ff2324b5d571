"""`verify FILE` with no generator importable, on files of every kind; and what its exit code says."""

import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.conformance.parts import GENERATORS, wing

from provender.cli.main import main
from provender.core.recipe import Shard
from provender.core.registry import load
from provender.reasoning.problem import Problem, ProblemCodec
from provender.reasoning.readers._errata import errata

HOME = Path(__file__).parents[2]
ALONE = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if "generators" in name.split(".") or "render" in name.split("."):
            raise ModuleNotFoundError(f"{name} is not here", name=name)

sys.meta_path.insert(0, Refuse())
from provender.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def alone(*words: str) -> tuple[int, dict[str, dict[str, int]]]:
    """Exit code and JSON of `verify` in an interpreter that has no generator."""
    ran = subprocess.run(
        [sys.executable, "-c", ALONE, "verify", *words, "--json"],
        env={"PYTHONPATH": str(HOME / "src")}, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert ran.stdout, ran.stderr
    return ran.returncode, json.loads(ran.stdout)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    """Some problems of every family that needs no teacher."""
    parts = [name for name in GENERATORS if wing(name) == "reasoning"]
    records = [record for name in parts for record in load("generator", name)(Shard(seed=5, start=0, count=8))]
    return [record.payload for record in records]


def test_verify_proves_our_own_columns_without_a_generator(tmp_path: Path, problems: list[Problem]) -> None:
    table, _ = ProblemCodec().encode(problems)
    pq.write_table(table, tmp_path / "ours.parquet")
    lines = tmp_path / "ours.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in table.to_pylist()), "utf-8")

    for file in (tmp_path / "ours.parquet", lines):
        assert alone(str(file))[1]["fates"] == {"proved": len(problems)}


def test_verify_proves_our_own_chats_without_a_generator(tmp_path: Path, problems: list[Problem]) -> None:
    file = tmp_path / "chats.jsonl"
    told = [
        {"messages": [{"role": "user", "content": problem.question},
                      {"role": "assistant", "content": f"{problem.solution}\n{problem.answer}"}],
         "provender": {"tags": {"language": problem.language}}}
        for problem in problems
    ]  # fmt: skip
    file.write_text("".join(json.dumps(line) + "\n" for line in told), "utf-8")

    assert alone(str(file)) == (0, {**alone(str(file))[1], "fates": {"proved": len(problems)}})


def test_verify_screens_a_strangers_prose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "strange.jsonl"
    lines = [
        {"question": "How many eggs?", "bot": {"says": "She has 3 * 4 = 12 eggs.\n#### 12"}, "truth": "12"},
        {"question": "How many hens?", "bot": {"says": "There are 3 + 4 = 8 hens, \x1b[31mso 8."}, "truth": "7"},
        {"question": "How many cows?", "bot": {"says": "There are none."}, "truth": "0"},
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")

    assert main(["verify", str(file), "--solution", "bot.says", "--rejected", "3"]) == 4

    told = capsys.readouterr().out
    assert "1 refuted" in told
    assert "2 unverified" in told
    assert "3 + 4 = 8" in told
    assert "\x1b" not in told


def test_verify_anchors_a_strangers_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth, said = tmp_path / "truth.jsonl", tmp_path / "said.jsonl"
    truth.write_text('{"question": "How many eggs?", "answer": "12"}\n{"question": "How many hens?", "answer": "7"}\n')
    said.write_text('{"problem": "how many eggs?", "response": "3 * 4 = 12"}\n{"problem": "Pigs?", "response": "2"}\n')

    assert main(["verify", str(said), "--reference", str(truth), "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["fates"] == {"anchored": 1, "unverified": 1}


def test_verify_holds_no_wrong_label_of_gsm8k_against_a_right_answer(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = next(each for each in errata() if each.kind == "wrong label")
    line = (data / "gsm8k" / known.file).read_bytes().splitlines()[known.line - 1]
    truth, said = tmp_path / "truth.jsonl", tmp_path / "said.jsonl"
    truth.write_bytes(line + b"\n")
    said.write_text(json.dumps({"question": json.loads(line)["question"], "answer": known.answer}))

    assert main(["verify", str(said), "--reference", str(truth), "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["fates"] == {"anchored": 1}


def test_verify_reads_a_run_again_without_a_generator(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe = tmp_path / "small.yaml"
    recipe.write_text("name: small\ncount: 30\ngenerators: [reasoning/arithmetic/gcd, reasoning/words/quantities]\n")
    assert main(["run", "-c", str(recipe), "-o", str(tmp_path), "--workers", "0"]) == 0
    capsys.readouterr()

    assert alone(str(tmp_path / "small"))[1]["fates"] == {"proved": 30}


def test_verify_counts_odd_rows_and_judges_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "odd.jsonl"
    good = {"question": "Calculate 12 × 7.", "answer": "12 × 7 = 84.\n#### 84"}
    rows: list[dict[str, object]] = [{**good}, {"text": 1}, {**good}, {"messages": []}]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")

    assert main(["verify", str(file), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["records"] == 4
    assert told["fates"] == {"proved": 2, "odd": 2}
    assert told["refused"] == {
        "reasoning/jsonl: there is no question (first in row 2)": 1,
        "reasoning/jsonl: the chat holds no user message (first in row 4)": 1,
    }
    assert main(["verify", str(file), "--strict"]) == 4
