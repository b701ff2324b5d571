"""How few cases hold every pair and triple of circumstances, beside random ones and beside the least there can be.

pairs, triples         share covered by the array                              wanted: 1
pairs_rows, triples_rows     cases of the array; `_bound`: fewer than so many can never do
pairs_random, triples_random   share that as many random cases cover, median of --times draws
pairs_seen             share of pairs that staged scenes show to the audit, one for each case (--staged 1)
"""

from statistics import median

from bench import harness
from provender.core.anchor import Anchor
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.twin.audits.coverage import Coverage
from provender.twin.coverage.arrays import Domain, covering, drawn
from provender.twin.coverage.driving import FACTORS, RULES
from provender.twin.generators.covering import Covering


def main() -> None:
    """Make the arrays; stage the cases where asked for."""
    given = harness.options(__doc__ or "", times=5, staged=0, seed=3)
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
    harness.show(("", "possible", "cases", "at least", "random covers", "CPU s"), rows)
    harness.finish("twin_coverage", figures)


if __name__ == "__main__":
    main()
