"""Differentially private rows: a few noisy counts, and the distribution that speaks best for them.

Which columns are counted together is told in `privacy/counting.py`, how a distribution is fitted to counts in
`privacy/junction.py`; all else that it costs is there, too.
"""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any, ClassVar

import numpy as np

from provender.core.artefact import Artefact
from provender.core.protocols import Secret
from provender.core.recipe import NOTHING, Shard
from provender.core.record import Failure, Record
from provender.core.registry import generator
from provender.tabular.columnar import Places
from provender.tabular.generators._blocks import rows
from provender.tabular.privacy import noise as noises
from provender.tabular.privacy.accountant import Plan, epsilon_of, planned, priced, together
from provender.tabular.privacy.asked import check_columns, check_dials
from provender.tabular.privacy.counting import learned, wanted
from provender.tabular.privacy.domain import Domain, decoded, domains_of, encoded, plain
from provender.tabular.privacy.junction import Drawer, Joint, drawer, tree_of
from provender.tabular.privacy.persons import persons
from provender.tabular.privacy.teller import Teller
from provender.tabular.table import Table, table_of

NAME = "tabular/marginals"
KIND = "provender/marginals-npz"


@dataclass(frozen=True, eq=False, kw_only=True)
class Fitted:
    """What was learned.

    Attributes:
        domains: column -> what it may hold.
        draw: of rows of codes.
    """

    version: ClassVar[str] = "1"

    domains: Mapping[str, Domain]
    draw: Drawer

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        return rows(shard, self._block, source=NAME, version=self.version, depth=1)

    def _block(self, rng: np.random.Generator, indices: Places) -> Table:
        """A block of rows."""
        codes = self.draw(rng, len(indices))
        return decoded(self.domains, codes, rng)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Marginals:
    """Differentially private rows: noisy counts of pairs, chosen by what they tell beside the outcome. Needs a budget.

    Columns without a domain are not looked at and not made. Where the reader names a `unit` (a person), one row of
    each is taken; else each row counts as a person.

    Attributes:
        domain: column -> what it may hold, from public knowledge: {from, to, step}, {edges: [...]}, names or levels.
        outcome: the column that matters most; "" when none does.
        epsilon, delta: set by the recipe's limits.

    Example:
        generators: [{name: tabular/marginals, reference: patients.csv, dials: {outcome: died, domain: {...}}}]
        limits: {epsilon: 1.0}
    """

    version: ClassVar[str] = Fitted.version
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    keeps_epsilon: ClassVar[bool] = True

    domain: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    outcome: str = ""
    epsilon: float = 1.0
    delta: float = 1e-5

    def __post_init__(self) -> None:
        check_dials(self.domain, self.outcome, epsilon=self.epsilon, delta=self.delta, where=NAME)

    @property
    def plan(self) -> Plan:
        """The looks that a fit takes, and their noise: known before any row is."""
        shares = wanted(len(self.domain) - bool(self.outcome))
        return planned(shares, epsilon=self.epsilon, delta=self.delta)

    def price(self) -> Mapping[str, Any]:
        """What a fit spends, for the table's account."""
        return priced(self.plan) | {
            "epsilon": self.epsilon,
            "delta": self.delta,
            "neighbours": "tables of which one has a person more",
            "sampling": "none, and none is assumed",
            "preprocessing": "what columns may hold is public, as the recipe says",
        }

    def together(self, entries: Sequence[Mapping[str, Any]], delta: float) -> float:
        """The epsilon at `delta` of all that `price` told of."""
        return together(entries, delta)

    def fit(self, reference: Sequence[Record], /, *, seed: int, noise: Secret | None) -> Artefact:
        """Learn from rows, spending epsilon and delta.

        Args:
            noise: what the noise is keyed by; None takes the operating system's randomness.

        Raises:
            RecipeError: as `check`.
        """
        self.check(reference)
        table, domains = table_of(reference), domains_of(self.domain, where=NAME)
        codes = persons(encoded(table, domains), table)
        secret = noise or Secret(token_bytes(32))
        seen = noises.veiled(secret, codes.tobytes())
        plan = self.plan
        source = noises.stream(secret, f"{seen}\0{self!r}\0{seed}".encode())
        sizes = tuple(domain.size for domain in domains.values())
        outcome = (list(domains).index(self.outcome),) if self.outcome else ()
        joint = learned(Teller(codes, sizes, plan, source), outcome)
        privacy = {"epsilon": self.epsilon, "delta": self.delta, "accounted": epsilon_of(plan, self.delta)}
        return Artefact(content=self._packed(joint), kind=KIND, made_by=NAME, from_data=seen, privacy=privacy)

    def check(self, reference: Sequence[Record], /) -> None:
        """Refuse a table that lacks a column with a domain.

        Raises:
            RecipeError: no column has a domain.
            UnknownName: one with a domain is not in the table.
        """
        check_columns(self.domain, table_of(reference).schema, where=NAME)

    def _packed(self, joint: Joint) -> bytes:
        """What was learned as the bytes of an npz file."""
        about = {"domain": plain(self.domain), "cliques": joint.tree.cliques}
        text = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), np.uint8)
        tables: dict[str, Any] = {f"t{at:04d}": mean for at, mean in enumerate(joint.expected())}
        kept = io.BytesIO()
        np.savez_compressed(kept, about=text, **tables)
        return kept.getvalue()

    def restore(self, fitted: Artefact, /) -> Fitted:
        """The generator that was learned."""
        with np.load(io.BytesIO(fitted.content), allow_pickle=False) as kept:
            told = json.loads(bytes(kept["about"]).decode())
            means = [kept[name] for name in sorted(kept.files) if name != "about"]
        domains = domains_of(told["domain"], where=NAME)
        tree = tree_of([domain.size for domain in domains.values()], [tuple(clique) for clique in told["cliques"]])
        return Fitted(domains=domains, draw=drawer(tree, means))
