"""Counting queries: what share of rows lies where, asked of two and three columns at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from provender.core.anchor import Anchor
from provender.core.chart import Curves
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.measure.codes import Rule, Whole, coded, rules
from provender.tabular.measure.frame import Floats
from provender.tabular.yardstick.held import ROWS, held
from provender.tabular.yardstick.resampling import beyond, estimate, generator, weights
from provender.tabular.yardstick.told import Beside, finding

NAME = "tabular/queries"
_BINS, _NAMES = 20, 30


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Queries:
    """The mean error of a random workload of counting queries, as a share of all rows.

    A query names two or three columns and a range of each number, a set of each column's names: "age in a range, sex
    this, ward one of these". The workload is the same for the same columns.

    Attributes:
        queries: how many, half of them over two columns.
        rows: most rows of each table.
        limit: most that may be found, in [0, 1]; None only reports.

    Guarantees:
        A table against itself has the error 0.

    Example:
        audits: [tabular/queries]
    """

    queries: int = 400
    rows: int = ROWS
    limit: float | None = None

    def __post_init__(self) -> None:
        if not 2 <= self.queries <= 10_000:
            raise RecipeError(f"queries={self.queries} is out of range", where=NAME, mend="give 2 <= queries <= 10000")

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Ask made, reference and control rows the same questions."""
        three = held(records, anchor, audit=NAME, rows=self.rows)
        laid = rules(three.control, bins=_BINS, most=_NAMES)
        asked = _workload(laid, self.queries)
        hits = [_hits(coded(frame, laid), asked) for frame in (three.made, three.reference, three.control)]
        shares = [part.mean(axis=0) for part in hits]
        made, real = (np.abs(shares[at] - shares[2]) for at in (0, 1))
        again = [weights(len(part), f"{NAME} {at}") @ part / len(part) for at, part in enumerate(hits)]
        errors = [np.abs(again[at] - again[2]) for at in (0, 1)]
        figure = Beside(
            made=estimate(made.mean(), errors[0].mean(axis=1), least=0.0),
            real=estimate(real.mean(), errors[1].mean(axis=1), least=0.0),
            excess=estimate((made - real).mean(), (errors[0] - errors[1]).mean(axis=1)),
            beyond=int(beyond(made - real, errors[0] - errors[1]).sum()),
            more={"largest error": float(made.max())},
        )
        reason = f"{self.queries} counts are off by {made.mean():.2%} of the rows, by {made.max():.1%} at most"
        ranks = [float(rank) for rank in np.linspace(0, 1, 41)]
        lines = tuple(
            (name, tuple(zip(map(float, np.quantile(errors_, ranks)), ranks, strict=True)))
            for name, errors_ in (("synthetic", made), ("real rows", real))
        )
        title = "How many queries have an error of at most so much"
        curve = Curves(title=title, lines=lines, across="error, share of all rows", up="share of queries")
        return finding(NAME, figure, held=three, limit=self.limit, reason=reason, shown=[curve], what="mean error")


def _workload(laid: Sequence[Rule], queries: int) -> list[dict[int, Floats]]:
    """Queries: for each of some columns which codes are meant."""
    rng = generator(NAME)
    found = []
    for at in range(queries):
        many = min(2 + at % 2, len(laid))
        columns = rng.choice(len(laid), many, replace=False)
        found.append({int(c): _meant(laid[c], rng) for c in columns})
    return found


def _meant(rule: Rule, rng: np.random.Generator) -> Floats:
    """(size,) 1 for the codes of a column that a query means."""
    wanted = np.zeros(rule.size)
    if rule.named:
        wanted[rng.random(rule.size) < 0.5] = 1
        wanted[1 + rng.integers(0, max(rule.size - 1, 1))] = 1
        return wanted
    low, high = np.sort(rng.integers(1, rule.size, 2)) if rule.size > 1 else (0, 0)
    wanted[low : high + 1] = 1
    return wanted


def _hits(codes: Whole, asked: Sequence[dict[int, Floats]]) -> Floats:
    """(n, queries) 1 where a row is meant."""
    found = np.ones((len(codes), len(asked)))
    for at, query in enumerate(asked):
        for column, wanted in query.items():
            found[:, at] *= wanted[codes[:, column]]
    return found
