"""Rare combinations: what few rows have in common is the first that a model forgets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from provender.core.anchor import Anchor
from provender.core.chart import Sheet
from provender.core.errors import NothingToAudit, RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.measure.codes import Rule, Whole, coded, rules
from provender.tabular.measure.frame import Floats
from provender.tabular.yardstick.held import ROWS, Held, held
from provender.tabular.yardstick.resampling import beyond, estimate, generator, weights
from provender.tabular.yardstick.told import FLOOR, Beside, finding

NAME = "tabular/rare"
_BINS, _NAMES = 4, 30
_SETS = 120  # sets of columns whose combinations are counted
_EACH = 40  # rare combinations of one set
_LISTED = 15


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Rare:
    """The share of rare combinations that made rows lack.

    Rare is what at least ten, and at most `share` (or twenty) of the control rows have: a name, or two or three names
    or quarters of numbers together. For each, what counts is how much of its share made rows reach, 1 at most; the
    shares are taken together. "never seen" is the share of rare combinations that no made row has.

    Attributes:
        share: most that a rare combination may have of the control rows, in (0, 0.5].
        rows: most rows of each table.
        limit: most that may be found, in [0, 1]; None only reports.

    Guarantees:
        A table against itself lacks nothing.
        No combination of under ten control rows is shown.

    Example:
        audits: [{name: tabular/rare, dials: {share: 0.005}}]
    """

    share: float = 0.01
    rows: int = ROWS
    limit: float | None = None

    def __post_init__(self) -> None:
        if not 0 < self.share <= 0.5:
            raise RecipeError(
                f"share={self.share} is out of range", where=NAME, mend="give 0 < share <= 0.5, e.g. 0.01"
            )

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Look for the control rows' rare combinations among made rows.

        Raises:
            NothingToAudit: no combination is rare.
        """
        three = held(records, anchor, audit=NAME, rows=self.rows)
        laid = rules(three.control, bins=_BINS, most=_NAMES)
        codes = [coded(frame, laid) for frame in (three.made, three.reference, three.control)]
        members = list(self._rare(codes[2], laid))
        if not members:
            mend = f"give a larger share than {self.share:g}, or more control rows"
            raise NothingToAudit("no combination of the control rows is rare", where=NAME, mend=mend)
        hits = [np.column_stack([_member(part, member) for member in members]).astype(np.float64) for part in codes]
        shares = [part.mean(axis=0) for part in hits]
        again = [weights(len(part), f"{NAME} {at}") @ part / len(part) for at, part in enumerate(hits)]
        made, real = (_lacking(shares[at][None], shares[2][None])[0] for at in (0, 1))
        lost = [_lacking(again[at], again[2]) for at in (0, 1)]
        short = np.maximum(shares[2] - shares[0], 0) - np.maximum(shares[2] - shares[1], 0)
        repeated = np.maximum(again[2] - again[0], 0) - np.maximum(again[2] - again[1], 0)
        never = [float((part == 0).mean()) for part in shares[:2]]
        figure = Beside(
            made=estimate(made, lost[0], least=0.0),
            real=estimate(real, lost[1], least=0.0),
            excess=estimate(made - real, lost[0] - lost[1]),
            beyond=int(beyond(short, repeated).sum()),
            more={"never seen": never[0], "never seen, real rows": never[1]},
        )
        reason = f"of {len(members):,} rare combinations {made:.1%} is lacking, {never[0]:.1%} are never seen"
        sheet = _listed(three, members, shares, short)
        return finding(NAME, figure, held=three, limit=self.limit, reason=reason, shown=[sheet], what="share lacking")

    def _rare(self, codes: Whole, laid: Sequence[Rule]) -> Iterator[dict[int, int]]:
        """Rare combinations of control rows: column -> code. What is missing or one of "all others" is none."""
        most = max(self.share * len(codes), 2 * FLOOR)
        for columns in _sets(len(laid)):
            joint = np.zeros(len(codes), np.int64)
            sound = np.ones(len(codes), bool)
            for c in columns:
                joint = joint * laid[c].size + codes[:, c]
                sound &= codes[:, c] > 0
                sound &= (codes[:, c] < laid[c].size - 1) | (not laid[c].named)
            _, first, counts = np.unique(joint[sound], return_index=True, return_counts=True)
            rare = np.flatnonzero((counts >= FLOOR) & (counts <= most))[:_EACH]
            rows = np.flatnonzero(sound)[first[rare]]
            yield from ({c: int(codes[row, c]) for c in columns} for row in rows)


def _sets(columns: int) -> list[tuple[int, ...]]:
    """Columns alone, then pairs and triples, at most so many; always the same."""
    rng = generator(NAME)
    found: list[tuple[int, ...]] = []
    for many in (1, 2, 3):
        sets = list(combinations(range(min(columns, 60)), many)) if many < 3 or columns <= 20 else []
        if many == 3 and not sets and columns >= 3:
            sets = sorted({tuple(sorted(rng.choice(columns, 3, replace=False).tolist())) for _ in range(_SETS)})
        places = np.sort(rng.permutation(len(sets))[: _SETS // 3])
        found += [sets[place] for place in places]
    return found


def _member(codes: Whole, combination: dict[int, int]) -> Whole:
    """(n,) whether rows have a combination."""
    return np.asarray(np.logical_and.reduce([codes[:, c] == code for c, code in combination.items()]))


def _lacking(one: Floats, other: Floats) -> Floats:
    """(times,) the share of what the other has that the one lacks."""
    return np.asarray(1 - np.minimum(one, other).sum(axis=1) / np.maximum(other.sum(axis=1), 1e-12))


def _listed(three: Held, members: Sequence[dict[int, int]], shares: Sequence[Floats], short: Floats) -> Sheet:
    """The combinations that made rows lack most."""
    worst = [int(at) for at in np.argsort(-short, kind="stable")[:_LISTED] if short[at] > 0]
    rows = tuple(
        (_named(three, members[at]), *(f"{part[at]:.2%}" for part in (shares[2], shares[1], shares[0]))) for at in worst
    )
    head = ("combination", "control", "real rows", "synthetic")
    return Sheet(title="Rare combinations that are lacking most", head=head, rows=rows)


def _named(three: Held, member: dict[int, int]) -> str:
    """A combination in words; quarters of numbers by their place, not by their values."""
    laid = rules(three.control, bins=_BINS, most=_NAMES)
    told = []
    for c, code in member.items():
        rule = laid[c]
        if rule.named:
            name = three.control.words[c][int(rule.edges[np.flatnonzero(rule.ranks == code)[0]])].as_py()
            told.append(f"{three.names[c]} = {name}")
        else:
            told.append(f"{three.names[c]} in part {code} of {rule.size - 1}")
    return ", ".join(told)
