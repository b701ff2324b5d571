"""A rare thing made more of: a student's marks on real or held-out data of it, before and after.

Tables: a disease that three patients in a hundred have, in a made-up ward whose real rows alone are asked about.
Encounters: children who step out, two in a hundred. Each is dialled up at the same number of records.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from provender.core.recipe import Loop, Recipe, Shard, Use
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Grade, Outcome
from provender.run.fitting import learned
from provender.run.workshop import Workshop
from provender.stages.revise import revise
from provender.stages.verify import verify
from provender.tabular.table import Table, table_of
from provender.tabular.written import csv_lines

RARE, USUAL, MORE = "I50.9", 0.03, 0.3
WARD = 12_000  # patients, before most of those with the rare disease are left out
EXAM = 4_000  # real ones that are asked about
HAZARDS = ("child", "lead")
FEW, MANY = 0.02, 0.4
ENCOUNTERS = "twin/braking/encounters"


def disease(seed: int, *, count: int, patients: int, epochs: int) -> dict[str, float]:
    """A student's share right on real patients with a rare disease, by how much of it is made; and on all others.

    Args:
        count: made rows it learns from.
        patients: real rows that are learned from, `USUAL` of them with the disease.
        epochs: of who learns them.
    """
    student = load("student", "tabular/boosting", {"target": "responded", "groups": {"diagnosis": (RARE,)}})
    with TemporaryDirectory() as name:
        file, exam = Path(name) / "ward.csv", Path(name) / "exam.csv"
        for each, table in ((file, _ward(seed, patients)), (exam, table_of(_patients(seed + 1_000, EXAM)))):
            each.write_text("\n".join(csv_lines(table)) + "\n", "utf-8")
        asked = list(load("reader", "tabular/file", {"path": str(exam), "private": False})())
        recipe = Recipe(
            name="rare", count=count, seed=seed, accept=Grade.SCREENED, mix={("diagnosis", RARE): MORE},
            generators=(Use(name="tabular/autoregressive", dials={"epochs": epochs}),),
            anchor=Use(name="tabular/file", dials={"path": str(file), "private": False}), splits={"reference": 1.0},
        )  # fmt: skip
        workshop = learned(recipe, Path(name))
        told = {}
        for word, share in (("before", USUAL), ("after", MORE)):
            made = _made(workshop, replace(workshop.recipe, mix={("diagnosis", RARE): share}))
            marks = student.score(student.fit(made, seed=seed), asked)
            told[word] = float(marks.by_tag["diagnosis", RARE])
            told[f"{word}_others"] = float(marks.by_tag["diagnosis", "(other)"])
    return told


def _patients(seed: int, count: int) -> list[Record]:
    """Patients of the made-up ward."""
    return list(load("generator", "tabular/ward")(Shard(seed=seed, start=0, count=count)))


def _ward(seed: int, count: int) -> Table:
    """So many patients, few of whom have the rare disease."""
    whole = table_of(_patients(seed, WARD))
    ill = np.array(whole["diagnosis"].to_pylist()) == RARE
    kept = [*np.flatnonzero(ill)[: round(USUAL * count)], *np.flatnonzero(~ill)[: count - round(USUAL * count)]]
    return whole.take(sorted(kept))


def _made(workshop: Workshop, recipe: Recipe) -> list[Record]:
    """Rows by a mix, of what was learned once; screened as a run screens them."""
    asked, made = replace(workshop, recipe=recipe), list[Record]()
    for cell in asked.cells():
        shard = Shard(seed=recipe.seed, start=len(made), count=cell.quota)
        made += [row for row in asked.generator(cell)(shard) if isinstance(row, Record)]
    judged = verify(made, asked.verifiers(), accept=recipe.accept, depth=1).judged
    return [each.record for each in judged if each.fate == "accepted"]


def encounters(count: int, seed: int, start: int, *, hazard: str) -> list[Record]:
    """Encounters drawn where they end badly, each proved."""
    part = load("generator", ENCOUNTERS, {"hazard": hazard, "draws": "important"})
    made = list(part(Shard(seed=seed, start=start, count=count)))
    said = load("verifier", ENCOUNTERS)(made)
    return [record for record, each in zip(made, said, strict=True) if each.outcome is Outcome.PASS]


def brake(steps: int) -> Any:
    """The student that brakes."""
    return load("student", "twin/brake", {"steps": steps})


def children(seed: int, *, count: int, steps: int, exam: int) -> dict[str, float]:
    """A brake's share of encounters with children handled rightly, by how many of them it was shown."""
    asked = encounters(exam, seed, 10**6, hazard="child")
    told = {}
    for word, share in (("before", FEW), ("after", MANY)):
        shown = encounters(round(share * count), seed, 0, hazard="child")
        shown += encounters(count - len(shown), seed, 0, hazard="lead")
        marks = brake(steps).score(brake(steps).fit(shown, seed=seed), asked)
        told[word], told[f"{word}_harm"] = float(marks.overall), float(marks.measures["harm_rate"])
    return told


def looped(dial: str, seed: int, *, cycles: int, count: int, steps: int, exam: int) -> Mapping[str, float]:
    """A loop that starts with few children and is left to dial: exam marks by hazard, and the share it came to."""
    first = Recipe(
        name="dial", generators=(), count=count, loop=Loop(dial=dial, floor=0.15),
        mix={("hazard", "child"): FEW, ("hazard", "lead"): 1 - FEW},
    )  # fmt: skip
    probe, asked = ([one for hazard in HAZARDS for one in encounters(exam, seed, place, hazard=hazard)]
                    for place in (10**6, 2 * 10**6))  # fmt: skip
    recipe, before, pool = first, None, list[Record]()
    fitted = None
    for cycle in range(cycles):
        for hazard in HAZARDS:
            wanted = round(recipe.mix["hazard", hazard] * count)
            pool += encounters(wanted, seed, cycle * 10_000, hazard=hazard)
        fitted = brake(steps).fit(pool, seed=seed)
        marks = brake(steps).score(fitted, probe)
        recipe, before = revise(recipe, before, marks, first=first).recipe, marks
    final = brake(steps).score(fitted, asked).by_tag
    told = {hazard: float(final["hazard", hazard]) for hazard in HAZARDS}
    return {**told, "share": recipe.mix["hazard", "child"]}
