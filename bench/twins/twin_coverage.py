"""How few cases hold every pair and triple of circumstances, beside random ones and beside the least there can be.

pairs, triples         share covered by the array                              wanted: 1
pairs_rows, triples_rows     cases of the array; `_bound`: fewer than so many can never do
pairs_random, triples_random   share that as many random cases cover, median of --times draws
pairs_seen             share of pairs that staged scenes show to the audit, one for each case (--staged 1)
pairs_accepted, triples_accepted   share of each in accepted pictures: --pictures 2 makes the cases of all pairs, 3
                       those of all triples, each until it is accepted, four times at most; beside them accepted,
                       refused, not_made, cpu_s_a_picture
"""

from collections import Counter
from statistics import median

from bench import harness
from provender.core import registry
from provender.core.anchor import Anchor
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.twin.audits.coverage import Coverage
from provender.twin.coverage.arrays import Domain, covering, drawn
from provender.twin.coverage.driving import FACTORS, RULES
from provender.twin.generators.covering import Covering

_TRIES = 4  # of a case, after which it is given up


def main() -> None:
    """Make the arrays; stage the cases where asked for."""
    given = harness.options(__doc__ or "", times=5, staged=0, pictures=0, seed=3)
    figures: dict[str, float] = {}
    rows = []
    for strength, name in ((2, "pairs"), (3, "triples")):
        made = []
        spent = harness.cpu_seconds(lambda: made.append(covering(Domain(factors=FACTORS, rules=RULES), strength)))  # noqa: B023
        array = made[0]
        count = len(array.rows)
        random = [array.share(drawn(array.domain, count, seed=given.seed + k)) for k in range(given.times)]
        figures |= {name: array.share(array.rows), f"{name}_rows": count, f"{name}_bound": array.bound}
        figures |= {f"{name}_random": round(median(random), 4), f"{name}_possible": array.combinations}
        rows.append((name, array.combinations, count, array.bound, median(random), spent))
    if given.staged:
        part = Covering(wide=0)
        scenes = list(part(Shard(seed=given.seed, start=0, count=len(part.cases()), recipe="")))
        kept = [one for one in scenes if isinstance(one, Record)]
        figures["pairs_seen"] = round(1 - Coverage()(kept, Anchor()).value, 4)
        figures["not_staged"] = len(scenes) - len(kept)
    if given.pictures:
        figures |= _pictures(given.pictures, given.seed)
    harness.show(("", "possible", "cases", "at least", "random covers", "CPU s"), rows)
    harness.finish("twin_coverage", figures)


def _pictures(strength: int, seed: int) -> dict[str, float]:
    """What accepted pictures hold, one of each case, as a run would make them again where they are refused."""
    part, judge = Covering(wide=160, strength=strength), registry.load("verifier", "twin/labels")
    cases, kept, told = part.cases(), [], Counter[str]()
    start = harness.cpu_now()
    for at in range(len(cases)):
        for attempt in range(_TRIES):
            (made,) = part(Shard(seed=seed, start=at + attempt * len(cases), count=1, recipe=""))
            if not isinstance(made, Record):
                told["not_made"] += 1
                continue
            if judge([made])[0].outcome is Outcome.PASS:
                kept.append(made)
                break
            told["refused"] += 1
    spent = (harness.cpu_now() - start) / max(len(kept), 1)
    shares = {name: round(1 - Coverage(strength=number)(kept, Anchor()).value, 4)
              for number, name in ((2, "pairs_accepted"), (3, "triples_accepted"))}  # fmt: skip
    return {**shares, "cases": len(cases), "accepted": len(kept), "refused": told["refused"],
            "not_made": told["not_made"], "cpu_s_a_picture": round(spent, 2)}  # fmt: skip


if __name__ == "__main__":
    main()
