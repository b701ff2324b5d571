"""How good differentially private rows are, what they take, and whether an audit by games finds what is broken.

    make bench NAME=tabular_dp                         Adult of PROVENDER_DATA at epsilon 1, 3 and 8, and the games
    make bench NAME=tabular_dp BENCH_TRIALS=100        more trials of each fault

A quarter of the rows is held back, 24,420 are learned under delta 1e-5 with public bins (at most 42 values) and the
outcome named. tstr: AUC for the outcome, on held-back rows, of boosted trees that learned on as many made rows;
pair_error: mean total variation over all pairs of columns of the binned table, made rows against held-back ones; cpu_s:
of fit and sample. audited_epsilon: what 4,000 games in each world prove at least of the sound mechanism, with 95 %
confidence; broken_caught: share of trials in which games prove more than is stated, the least of four faults that are
planted on purpose; sound_flagged: the same without a fault. On two busy cores: quality 1 minute, all of it 8.
"""

import os
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path
from typing import cast

import numpy as np
from bench.harness import cpu_now, finish, options, show
from bench.privacy.games import FAULTS, audited
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from provender.core.protocols import PrivateFittable
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.recipes.load import parse_recipe
from provender.tabular.encoding.numbers import Codes
from provender.tabular.generators.marginals import Marginals
from provender.tabular.privacy.domain import Bins, domains_of, encoded
from provender.tabular.privacy.teller import counted
from provender.tabular.table import Rows, Table, table_of

HOME = Path(__file__).parents[2]
ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
OUTCOME = "income-per-year"
EPSILONS = (1, 3, 8)
DELTA = 1e-5
_HELD = 8141


def main() -> None:
    """Measure, then play."""
    given = options(__doc__ or "", trials=20, games=4000, seeds=1)
    figures: dict[str, object] = {"epsilon": list(EPSILONS), "delta": DELTA}
    figures |= quality(given.seeds)
    print(flush=True)
    sound = {str(epsilon): audited(epsilon, DELTA, games=given.games, seed=epsilon) for epsilon in EPSILONS}
    show(("epsilon stated", "proved by games"), list(sound.items()))
    figures["audited_epsilon"] = sound
    caught = {
        fault: float(
            np.mean([audited(3, DELTA, games=1000, seed=100 + n, fault=fault) > 3 for n in range(given.trials)])
        )
        for fault in ("", *FAULTS)
    }
    figures["sound_flagged"] = caught.pop("")
    figures["broken_caught"] = min(caught.values())
    figures["broken_caught_by_fault"] = caught
    show(("fault", "caught"), [*caught.items(), ("(none)", figures["sound_flagged"])])
    finish("tabular_dp", figures)


def quality(seeds: int) -> dict[str, object]:
    """tstr, pair_error and cpu_s by epsilon, each the mean over seeds, beside real rows."""
    kept, told = judged_adult()
    real = encoded(kept, told.domains)
    lines: list[tuple[str, float, float, float]] = [("real rows", told.tstr(real), told.pair_error(real), 0.0)]
    for epsilon in EPSILONS:
        found = [made(kept, told, Marginals, epsilon=epsilon, seed=seed) for seed in range(seeds)]
        tstr, pair_error, cpu_s = (float(value) for value in np.mean(found, axis=0))
        lines.append((str(epsilon), tstr, pair_error, cpu_s))
    show(("epsilon", "tstr", "pair_error", "cpu_s"), lines, title=f"Adult, {len(kept):,} rows learned")
    figures: dict[str, object] = {"real": {"tstr": lines[0][1], "pair_error": lines[0][2]}}
    for at, key in enumerate(("tstr", "pair_error", "cpu_s"), 1):
        figures[key] = {line[0]: line[at] for line in lines[1:]}
    return figures


def made(kept: Table, told: "Judge", kind: Callable[..., PrivateFittable], *, epsilon: float, seed: int) -> list[float]:
    """The figures of one fit and as many rows as were learned."""
    began = cpu_now()
    part = kind(domain=told.said, outcome=told.outcome, epsilon=epsilon, delta=DELTA)
    make = part.restore(part.fit(Rows(kept, ORIGIN, np.arange(len(kept))), seed=seed, noise=None))
    rows = make(Shard(seed=seed, start=0, count=len(kept)))
    table = table_of([row for row in rows if isinstance(row, Record)])
    spent = cpu_now() - began
    codes = encoded(table, told.domains)
    return [told.tstr(codes), told.pair_error(codes), spent]


class Judge:
    """Compares codes with those of held-back rows."""

    def __init__(self, domain: Mapping[str, object], held: Codes, outcome: str = OUTCOME) -> None:
        self.said = domain
        self.domains = domains_of(domain, where="the bench")
        self.held = held
        self.sizes = [each.size for each in self.domains.values()]
        self.outcome = outcome

    def tstr(self, codes: Codes) -> float:
        """AUC on held-back rows of trees that learned on `codes`."""
        goal = list(self.domains).index(self.outcome)
        columns = [at for at in range(len(self.sizes)) if at != goal]
        names = [not isinstance(list(self.domains.values())[at], Bins) for at in columns]
        model = HistGradientBoostingClassifier(categorical_features=names, random_state=0)
        model.fit(codes[:, columns], codes[:, goal])
        told = model.predict_proba(self.held[:, columns])[:, 1]
        return float(roc_auc_score(self.held[:, goal], told))

    def pair_error(self, codes: Codes) -> float:
        """Mean total variation over all pairs of columns."""
        return float(np.mean([self._variation(codes, pair) for pair in combinations(range(len(self.sizes)), 2)]))

    def _variation(self, codes: Codes, pair: tuple[int, int]) -> float:
        """Total variation of one pair."""
        one, other = (counted(each, pair, self.sizes) / len(each) for each in (codes, self.held))
        return float(np.abs(one - other).sum() / 2)


def judged_adult() -> tuple[Table, Judge]:
    """The rows to learn, and what judges by the others."""
    table, domain = adult()
    order = np.random.default_rng(0).permutation(len(table))
    held = encoded(table.take(order[:_HELD]), domains_of(domain, where="the bench"))
    return table.take(order[_HELD:]), Judge(domain, held)


def adult() -> tuple[Table, dict[str, object]]:
    """The census table and its public bins: round steps, and the census's own lists of names."""
    data = Path(os.environ.get("PROVENDER_DATA") or HOME.parent / "shared" / "data") / "tabular" / "adult.csv"
    table = load("reader", "tabular/file", {"path": str(data)}).reading().table
    recipe, _ = parse_recipe((HOME / "recipes" / "private.yaml").read_text("utf-8"))
    return table, cast("dict[str, object]", recipe.generators[0].dials["domain"])


if __name__ == "__main__":
    main()
