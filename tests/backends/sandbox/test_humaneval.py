"""Programs that people wrote: HumanEval's reference solutions pass under the sandbox, and spoilt ones are caught."""

import gzip
import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from tests.backends.sandbox.mutants import Mutant, mutants

from provender.backends.sandbox._driver import Confined
from provender.core.protocols import Ended
from provender.core.registry import load

MUTANTS = 3  # of each solution


def problems(data: Path) -> list[dict[str, str]]:
    """The problems, as published."""
    with gzip.open(data / "humaneval" / "HumanEval.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def program(problem: dict[str, str], solution: str) -> str:
    """A solution with its tests."""
    return f"{solution}\n{problem['test']}\ncheck({problem['entry_point']})\n"


def spoilt(problem: dict[str, str]) -> list[Mutant]:
    """A few mutants of a reference solution, drawn without regard to their kind."""
    found = list(mutants(problem["prompt"] + problem["canonical_solution"]))
    return Random(problem["task_id"]).sample(found, min(MUTANTS, len(found)))


@pytest.mark.real
def test_reference_solutions_pass(data: Path, sandbox: Confined) -> None:
    known = problems(data)
    sound = sandbox.run([program(problem, problem["prompt"] + problem["canonical_solution"]) for problem in known])

    assert 164 == len(known)
    assert [Ended.FINISHED] * 164 == [ran.ended for ran in sound]


@pytest.mark.real
@pytest.mark.slow
def test_spoilt_solutions_are_caught(data: Path) -> None:
    """Of 428 mutants 396 were caught; of the other 32, 18 are equivalent by hand and 14 slip through thin tests."""
    planted = [(problem, mutant) for problem in problems(data) for mutant in spoilt(problem)]
    fates = load("sandbox", "strongest", {"cpu_s": 1, "wall_s": 60.0}).run(
        [program(problem, mutant.source) for problem, mutant in planted]
    )

    assert 400 < len(planted)
    assert 32 >= Counter(fate.ended for fate in fates)[Ended.FINISHED]
