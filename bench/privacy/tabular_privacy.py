"""What attacks on synthetic tables find where something leaks, and how often they are wrong where nothing does.

    make bench NAME=tabular_privacy                     100 trials of each kind on a made-up register of 1,000 people;
                                                        then Adult and SUPPORT2 of PROVENDER_DATA by our generators
    make bench NAME=tabular_privacy BENCH_TRIALS=20     fewer; REAL=0 leaves the real tables out, PEERS=0 anonymeter

canaries_caught: trials in which 200 planted rows of which a release gives a fifth away are found out; overfit_caught:
releases that copy a tenth of the people, move all by 1 % of the spread, or copy a fifth moved so; sound_flagged:
releases of other people (what a perfect generator makes) and of tabular/copula. A release is flagged where any of the
six attacks of `tabular/attacks` is broken: the whole interval of its worst guess, held to 95 % over all its kinds of
guesses, lies beyond a risk of 5 % (copies: 1 %).
"""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from bench.harness import cpu_now, finish, options, show
from bench.peers.setup import ask
from bench.privacy.releases import OVERFIT, SOUND, Release, anchor, copying, fitted, register, rows

from provender.core.registry import load
from provender.core.verdict import Finding
from provender.tabular.attacks.memory import exposed, plant
from provender.tabular.attacks.people import people
from provender.tabular.attacks.told import LIMIT
from provender.tabular.table import Table

HOME = Path(__file__).parents[2]
PEOPLE = 1000
BRIEF: Mapping[str, Mapping[str, object]] = {
    "singling_out": {"attacks": 500},
    "linkability": {"attacks": 1000},
    "inference": {"attacks": 1000},
    "membership": {},
    "memorised": {},
    "copies": {},
}
GENERATORS = ("tabular/autoregressive", "tabular/copula")
REAL = ("adult", "support2")
MOST = 6000  # people of a real table that are learned from, and as many others


def attacked(made: Table, learned: Table, control: Table, dials: Mapping[str, Mapping[str, object]]) -> list[Finding]:
    """What every attack finds."""
    them = anchor(learned, control)
    parts = [load("audit", f"tabular/attacks/{name}", each, where="the bench") for name, each in dials.items()]
    return [part(rows(made), them) for part in parts]


def flagged(release: Release, seed: int) -> list[str]:
    """The attacks that a release is flagged by."""
    learned, control = register(PEOPLE, 2 * seed + 1), register(PEOPLE, 2 * seed + 2)
    return [found.audit for found in attacked(release(learned, seed), learned, control, BRIEF) if found.broken]


def rates(releases: Mapping[str, Release], trials: int) -> tuple[float, list[tuple[object, ...]]]:
    """Share of trials that are flagged, releases taken in turn; and by release and attack."""
    told: dict[str, Counter[str]] = {name: Counter() for name in releases}
    hits = 0
    for seed, (name, release) in zip(range(trials), cycle(releases.items()), strict=False):
        found = flagged(release, seed)
        hits += bool(found)
        told[name].update([*found, "any"] if found else [])
        told[name]["trials"] += 1
    attacks = [f"tabular/attacks/{name}" for name in BRIEF]
    return hits / trials, [(n, c["trials"], c["any"], *(c[attack] for attack in attacks)) for n, c in told.items()]


def canaries(trials: int) -> float:
    """Share of trials in which planted rows are found out that a release gives away."""
    hits = 0
    for seed in range(trials):
        rng = np.random.default_rng(seed)
        salted, planted = plant(register(PEOPLE, 2 * seed + 1), 200, rng=rng)
        shuffled = salted.take(rng.permutation(len(salted)))
        made = copying(shuffled, register(len(salted), 30_000 + seed), 0.2)
        control = register(PEOPLE, 2 * seed + 2)
        them = people(salted, control, made, rng=rng, others=(planted.planted, planted.twins))
        hits += exposed(them)[0].interval().low > LIMIT
    return hits / trials


def real(name: str, generators: tuple[str, ...], *, peer: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """What attacks find on a real table, ours and anonymeter's."""
    data = Path(os.environ.get("PROVENDER_DATA") or HOME.parent / "shared" / "data") / "tabular" / f"{name}.csv"
    table = load("reader", "tabular/file", {"path": str(data)}, where="the bench").reading().table
    order = np.random.default_rng(0).permutation(len(table))
    half = min(MOST, len(table) // 3)
    learned, control, others = (table.take(order[at * half :][:half]) for at in range(3))
    makers: dict[str, Callable[[], Table]] = {"other people": lambda: others}
    makers |= {each: lambda each=each: fitted(each, learned, 0) for each in generators}  # type: ignore[misc]
    told: dict[str, Any] = {}
    beside: dict[str, Any] = {}
    for maker, make in makers.items():
        made = make()
        began = cpu_now()
        found = attacked(made, learned, control, {name: {} for name in BRIEF})
        spent = cpu_now() - began
        told[maker] = {each.audit.rpartition("/")[2]: _plain(each) for each in found} | {"cpu_s": spent}
        lines = [(f.audit.rpartition("/")[2], f.value, f.interval.low, f.interval.high, f.broken) for f in found]
        show(("attack", "risk", "low", "high", "flagged"), lines, title=f"{name}: {maker}, {spent:.0f} CPU s")
        if peer:
            beside[maker] = by_anonymeter(made, learned, control)
            show(("anonymeter", "risk, low, high"), [(k, str(v)) for k, v in beside[maker].items()])
    return told, beside


def _plain(found: Finding) -> dict[str, object]:
    """A finding in short."""
    return {"risk": found.value, "low": found.interval.low, "high": found.interval.high, "flagged": found.broken}


def by_anonymeter(made: Table, learned: Table, control: Table) -> dict[str, Any]:
    """The same three attacks by anonymeter in an environment of its own, or why there are none."""
    with TemporaryDirectory() as home:
        files = []
        for name, table in (("made", made), ("learned", learned), ("control", control)):
            kept = [column for column in table.schema if column.learned]
            arrays = [
                array.cast(pa.string()) if pa.types.is_dictionary(array.type) else array
                for array in (table[column.name] for column in kept)
            ]
            files.append(str(Path(home) / f"{name}.parquet"))
            pq.write_table(pa.table(dict(zip([column.name for column in kept], arrays, strict=True))), files[-1])
        told, why = ask("anonymeter", "attack.py", *files)
    return {"missing": why} if told is None else dict(told)


def main() -> None:
    """Count what is caught, what is flagged in error, and look at real tables."""
    asked = {name: int(os.environ.get(name.upper(), "1")) for name in ("real", "peers")}
    given = options(__doc__ or "", trials=100, **asked)
    heads = ("release", "trials", "flagged", *BRIEF)
    overfit, told = rates(OVERFIT, given.trials)
    show(heads, told, title="releases that leak")
    sound, quiet = rates(SOUND, given.trials)
    show(heads, quiet, title="releases that do not")
    figures: dict[str, Any] = {
        "canaries_caught": canaries(given.trials),
        "overfit_caught": overfit,
        "sound_flagged": sound,
        "trials": given.trials,
    }
    show(("figure", "value"), list(figures.items()))
    beside: dict[str, Any] = {}
    for name in REAL if given.real else ():
        figures[name], beside[name] = real(name, GENERATORS, peer=bool(given.peers))
    finish("tabular_privacy", figures, peer={"anonymeter": beside})


if __name__ == "__main__":
    main()
