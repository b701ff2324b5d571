"""The same recipe and seed give the same dataset, with 1 or 2 workers and after SIGKILLs at random moments.

Two runs: six procedural families, and teachers replayed from a file through the journal. Each is made in one go with
one worker and with two, then once more by a driver that is killed again and again at random moments and resumed.
Options: --kills (in all), --records, --seed (of the moments).

    digests_equal  whether all digests of a run are equal        wanted: true
    kills          SIGKILLs that the killed runs survived         wanted: >= 50
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.throughput import FAMILIES

from bench import harness
from provender.core.recipe import Recipe, Use
from provender.recipes.dump import dump_recipe
from provender.store.folder import RunFolder

HOME = Path(__file__).parent.parent

_DRIVER = """
import sys
from pathlib import Path
from provender.recipes.load import load_recipe
from provender.run.options import RunOptions
from provender.run.waves import run
if __name__ == "__main__":
    run(load_recipe(sys.argv[1]), RunOptions(output=Path(sys.argv[2]), workers=int(sys.argv[3])))
"""


def procedural(records: int) -> Recipe:
    """Six families, 40 % Swahili."""
    uses = tuple(Use(name=name) for name in FAMILIES)
    return Recipe(name="procedural", generators=uses, count=records, seed=5, mix={("language", "sw"): 0.4})


def taught(folder: Path, questions: int) -> Recipe:
    """Two teachers, right and often wrong, replayed over made-up questions that a reader knows the answers of."""
    file = folder / "answers.jsonl"
    rng = random.Random(11)
    with file.open("w", encoding="utf-8") as lines:
        for number in range(questions):
            a, b = rng.randint(2, 90), rng.randint(2, 90)
            told = {"question": f"Asha has {a} beans and buys {b} more. How many beans has she now? (no. {number})"}
            told["answer"] = f"She has {a} + {b} = {a + b} beans.\n#### {a + b}"
            for name, slip in (("good", 0.05), ("poor", 0.6)):
                said = a + b + (rng.random() < slip)
                told[name] = f"She has {a} + {b} = {said} beans."
            lines.write(json.dumps(told) + "\n")
    dials = {name: {"path": str(file), "answer": name, "lineage": name} for name in ("good", "poor")}
    return Recipe(
        name="taught",
        generators=(Use(name="reasoning/words/worked_answers"),),
        verifiers=(Use(name="reasoning/words/anchored_answer"), Use(name="reasoning/words/prose_arithmetic")),
        count=None,
        teachers={name: Use(name="replay", dials=told) for name, told in dials.items()},
        anchor=Use(name="reasoning/gsm8k", dials={"path": str(file)}),
        splits={"reference": 1.0},
    )


def start(recipe: Path, output: Path, workers: int) -> "subprocess.Popen[bytes]":
    """A driver in a process group of its own."""
    command = [sys.executable, "-c", _DRIVER, str(recipe), str(output), str(workers)]
    here = {**os.environ, "PYTHONPATH": str(HOME / "src")}
    return subprocess.Popen(command, env=here, stderr=subprocess.PIPE, start_new_session=True)


def whole(recipe: Path, output: Path, workers: int, name: str) -> str:
    """The digest of a run made in one go."""
    driver = start(recipe, output, workers)
    _, told = driver.communicate()
    if driver.returncode:
        raise SystemExit(told.decode())
    return RunFolder(output / name).sealed() or ""


def killed(recipe: Path, output: Path, name: str, *, kills: int, rng: random.Random) -> tuple[str, int]:
    """The digest of a run whose driver is killed at random moments, and how many kills hit a live one.

    A driver that seals the run before its moment comes ends the killing; `kills` is then reached with a fresh folder.
    """
    done = 0
    for attempt in range(100 * kills):
        folder = output / f"attempt{attempt}"
        while True:
            driver = start(recipe, folder, 1 + done % 2)
            time.sleep(rng.uniform(0.3, 2.5))
            if driver.poll() is None and done < kills:
                os.killpg(driver.pid, signal.SIGKILL)
                done += 1
                driver.communicate()
                continue
            _, told = driver.communicate()
            if driver.returncode:
                raise SystemExit(told.decode())
            break
        if done >= kills:
            return RunFolder(folder / name).sealed() or "", done
    return "", done


def main() -> None:
    """Measure and print."""
    given = harness.options(__doc__ or "", kills=52, records=60_000, questions=1_500, seed=1)
    rng = random.Random(given.seed)
    rows, equal, total = [], True, 0
    with TemporaryDirectory() as scratch:
        home = Path(scratch)
        for recipe in (procedural(given.records), taught(home, given.questions)):
            file = home / f"{recipe.name}.yaml"
            file.write_text(dump_recipe(recipe), encoding="utf-8")
            one = whole(file, home / "one", 1, recipe.name)
            two = whole(file, home / "two", 2, recipe.name)
            last, kills = killed(file, home / f"killed-{recipe.name}", recipe.name, kills=given.kills // 2, rng=rng)
            equal &= bool(one) and one == two == last
            total += kills
            rows += [(recipe.name, how, digest[:16]) for how, digest in (("1 worker", one), ("2 workers", two))]
            rows.append((recipe.name, f"killed {kills} times", last[:16]))
            harness.show(("run", "made", "digest"), rows[-3:])
    harness.finish("determinism", {"digests_equal": equal, "kills": total})


if __name__ == "__main__":
    main()
