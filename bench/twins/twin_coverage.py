"""How few cases hold every pair and triple of circumstances, beside random ones and beside the least there can be.

pairs, triples         share covered by the array                              wanted: 1
pairs_rows, triples_rows     cases of the array; `_bound`: fewer than so many can never do
pairs_random, triples_random   share that as many random cases cover, median of --times draws
pairs_seen             share of pairs that staged scenes show to the audit, one for each case (--staged 1)
pairs_accepted, triples_accepted   share of each in accepted pictures: --pictures 2 makes the cases of all pairs, 3
                       those of all triples, each until it is accepted, four times at most; beside them accepted,
                       refused, not_made, cpu_s_a_picture

`BENCH_JOURNAL=path` keeps what each case came to, and a run of pictures that was cut goes on from there.
"""

from collections import Counter
from statistics import median
from typing import Any

from bench.twins.counted import Journal

from bench import harness
from provender.core import registry
from provender.core.anchor import Anchor
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.audits.coverage import Coverage, seen
from provender.twin.coverage.arrays import Domain, covering, drawn
from provender.twin.coverage.driving import FACTORS, RULES, array
from provender.twin.generators.covering import Covering

_TRIES = 4  # of a case, after which it is given up


def main() -> None:
    """Make the arrays; stage the cases where asked for."""
    given = harness.options(__doc__ or "", times=5, staged=0, pictures=0, seed=3, journal="")
    figures: dict[str, float] = {}
    rows = []
    for strength, name in ((2, "pairs"), (3, "triples")):
        made = []
        spent = harness.cpu_seconds(lambda: made.append(covering(Domain(factors=FACTORS, rules=RULES), strength)))  # noqa: B023
        found = made[0]
        count = len(found.rows)
        random = [found.share(drawn(found.domain, count, seed=given.seed + k)) for k in range(given.times)]
        figures |= {name: found.share(found.rows), f"{name}_rows": count, f"{name}_bound": found.bound}
        figures |= {f"{name}_random": round(median(random), 4), f"{name}_possible": found.combinations}
        rows.append((name, found.combinations, count, found.bound, median(random), spent))
    if given.staged:
        part = Covering(wide=0)
        scenes = list(part(Shard(seed=given.seed, start=0, count=len(part.cases()), recipe="")))
        kept = [one for one in scenes if isinstance(one, Record)]
        figures["pairs_seen"] = round(1 - Coverage()(kept, Anchor()).value, 4)
        figures["not_staged"] = len(scenes) - len(kept)
    if given.pictures:
        journal = Journal(given.journal, {"pictures": given.pictures, "seed": given.seed})
        figures |= _pictures(given.pictures, given.seed, journal)
    harness.show(("", "possible", "cases", "at least", "random covers", "CPU s"), rows)
    harness.finish("twin_coverage", figures)


def _pictures(strength: int, seed: int, journal: Journal) -> dict[str, float]:
    """What accepted pictures hold, one of each case, as a run would make them again where they are refused."""
    part = Covering(wide=160, strength=strength)
    told, held, spent = Counter[str](), [], 0.0
    for at, case in enumerate(part.cases()):
        if case not in journal.rows:
            journal.add(case, _accepted(part, at, seed))
        row: Any = journal.rows[case]
        held += [dict(found) for found in row["held"]]
        told.update(row["told"])
        spent += row["cpu_s"]
    rows = [part.array.domain.row(case) for case in held]
    shares = {name: round(array({}, number, where="bench").share(rows), 4)
              for number, name in ((2, "pairs_accepted"), (3, "triples_accepted"))}  # fmt: skip
    return {**shares, "cases": len(part.cases()), "accepted": len(held), "refused": told["refused"],
            "not_made": told["not_made"], "cpu_s_a_picture": round(spent / max(len(held), 1), 2)}  # fmt: skip


def _accepted(part: Covering, at: int, seed: int) -> dict[str, object]:
    """The circumstances that an accepted picture of a case shows, and what came before it."""
    judge, told, start = registry.load("verifier", "twin/labels"), Counter[str](), harness.cpu_now()
    held: list[dict[str, str]] = []
    for attempt in range(_TRIES):
        (made,) = part(Shard(seed=seed, start=at + attempt * len(part.cases()), count=1, recipe=""))
        if not isinstance(made, Record):
            told["not_made"] += 1
            continue
        said = judge([made])[0]
        if said.outcome is Outcome.PASS:
            held.append(dict(seen(made)))
            break
        told["refused"] += 1
        print(f"REFUSED case {at}: {said.reason}", flush=True)
    return {"held": held, "told": told, "cpu_s": harness.cpu_now() - start}


if __name__ == "__main__":
    main()
