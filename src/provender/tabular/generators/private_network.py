"""Differentially private rows of wide tables: a network that learns by clipped and noisy steps (DP-SGD).

What it looks like is told in `provender.tabular.descent`, what a look or a step costs in `provender.tabular.privacy`.
"""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any, ClassVar

import jax.numpy as jnp
import numpy as np

from provender.core.artefact import Artefact
from provender.core.errors import RecipeError
from provender.core.protocols import Secret
from provender.core.recipe import NOTHING, Shard
from provender.core.record import Failure, Record
from provender.core.registry import generator
from provender.tabular.columnar import Places
from provender.tabular.descent.learning import Learned, learn, shares_of
from provender.tabular.descent.network import draw, features
from provender.tabular.encoding.numbers import Codes
from provender.tabular.generators._blocks import BLOCK, rows, stream
from provender.tabular.generators._network import Shape
from provender.tabular.generators._points import spread
from provender.tabular.privacy import noise as noises
from provender.tabular.privacy.accountant import Looks, Plan, epsilon_of, priced, stepped, together
from provender.tabular.privacy.asked import check_columns, check_dials
from provender.tabular.privacy.domain import Domain, decoded, domains_of, encoded, plain
from provender.tabular.privacy.persons import persons
from provender.tabular.privacy.steps import Steps
from provender.tabular.privacy.teller import Columns, Teller
from provender.tabular.table import Table, table_of

NAME = "tabular/private_network"
KIND = "provender/private-network-npz"

_COUNTS = 0.15  # of the budget, for counts of every column with the first; the steps have the rest
_WIDTHS = {"embedding": 8, "context": 32, "hidden": 16}  # small: noise grows with the number of weights


@dataclass(frozen=True, eq=False, kw_only=True)
class Fitted:
    """A network that was learned.

    Attributes:
        domains: column -> what it may hold, in the recipe's order.
        order: places of these columns in the order in which they are drawn.
        shape, learned: the network, and its weights.
    """

    version: ClassVar[str] = "1"

    domains: Mapping[str, Domain]
    order: tuple[int, ...]
    shape: Shape
    learned: Learned

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        return rows(shard, self._block, source=NAME, version=self.version, depth=1)

    def _block(self, rng: np.random.Generator, indices: Places) -> Table:
        """A block of rows."""
        draws = jnp.array(spread(rng, BLOCK.bit_length() - 1, len(self.order)))
        drawn, _ = draw(self.learned.params, (self.learned.heads, self.learned.bases), draws, shape=self.shape)
        codes = np.asarray(drawn).astype(np.int32)[:, np.argsort(self.order)]
        return decoded(self.domains, codes, rng)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateNetwork:
    """Differentially private rows of wide tables, by a network that learns under noise (DP-SGD). Needs a budget.

    Columns without a domain are not looked at and not made. Where the reader names a `unit` (a person), one row of
    each is taken; else each row counts as a person.

    Attributes:
        domain: column -> what it may hold, from public knowledge: {from, to, step}, {edges: [...]}, names or levels.
        outcome: the column that matters most, drawn first; "" when none does.
        share: of the persons in each step, each by a coin of their own, in (0, .5].
        steps: that are taken; share times steps is how often each person is looked at, on average.
        rate: of learning.
        epsilon, delta: set by the recipe's limits.

    Example:
        generators: [{name: tabular/private_network, reference: patients.csv, dials: {outcome: died, domain: {...}}}]
        limits: {epsilon: 1.0}
    """

    version: ClassVar[str] = Fitted.version
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    keeps_epsilon: ClassVar[bool] = True

    domain: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    outcome: str = ""
    share: float = 0.1
    steps: int = 300
    rate: float = 0.02
    epsilon: float = 1.0
    delta: float = 1e-5

    def __post_init__(self) -> None:
        check_dials(self.domain, self.outcome, epsilon=self.epsilon, delta=self.delta, where=NAME)
        if not (0 < self.share <= 0.5 and self.steps >= 1 and self.rate > 0):
            mend = "give 0 < share <= .5, steps >= 1 and rate > 0"
            raise RecipeError("a dial is out of its range", where=NAME, mend=mend)

    @property
    def plan(self) -> Plan:
        """The looks and the steps that a fit takes, and their noise: known before any row is."""
        counts = ((_COUNTS, max(len(self.domain) - 1, 1)),)
        steps = Looks(1.0, self.steps, self.share)
        return stepped(counts, steps, epsilon=self.epsilon, delta=self.delta)

    def price(self) -> Mapping[str, Any]:
        """What a fit spends, for the table's account."""
        return priced(self.plan) | {
            "epsilon": self.epsilon,
            "delta": self.delta,
            "neighbours": "tables of which one has a person more",
            "sampling": f"in each step each person by a coin of chance {self.share:g} (Poisson), as is assumed; "
            "none in looks",
            "preprocessing": "what columns may hold is public, as the recipe says",
        }

    def together(self, entries: Sequence[Mapping[str, Any]], delta: float) -> float:
        """The epsilon at `delta` of all that `price` told of."""
        return together(entries, delta)

    def fit(self, reference: Sequence[Record], /, *, seed: int, noise: Secret | None) -> Artefact:
        """Learn from rows, spending epsilon and delta.

        Args:
            noise: what samples and noise are keyed by; None takes the operating system's randomness.

        Raises:
            RecipeError: as `check`.
        """
        self.check(reference)
        table, domains = table_of(reference), domains_of(self.domain, where=NAME)
        codes = persons(encoded(table, domains), table)
        secret = noise or Secret(token_bytes(32))
        seen = noises.veiled(secret, codes.tobytes())
        source = noises.stream(secret, f"{seen}\0{self!r}\0{seed}".encode())
        learned = self._learned(codes[:, self._order()], source, seed)
        privacy = {"epsilon": self.epsilon, "delta": self.delta, "accounted": epsilon_of(self.plan, self.delta)}
        return Artefact(content=self._packed(learned), kind=KIND, made_by=NAME, from_data=seen, privacy=privacy)

    def _learned(self, codes: Codes, source: noises.Stream, seed: int) -> Learned:
        """What persons teach, columns in the order in which they are drawn."""
        told = list(domains_of(self.domain, where=NAME).values())
        domains, plan = [told[at] for at in self._order()], self.plan
        sizes, rng = tuple(domain.size for domain in domains), stream(seed, 0, f"{NAME}/fit")
        groups: list[Columns] = [(0, at) for at in range(1, len(sizes))] or [(0,)]
        counts, sigma = Teller(codes, sizes, plan[:1], source).counts(groups)
        tables = [table.reshape(sizes[0], -1) for table in counts]
        shape = Shape(sizes=sizes, **_WIDTHS)
        standing = features(domains, shape.embedding, rng)
        shares = shares_of(tables, sigma)[: len(sizes)]
        return learn(Steps(codes, plan[1], source), shares, standing, shape=shape, rate=self.rate, rng=rng)

    def _order(self) -> list[int]:
        """Places of columns in the order in which they are drawn: the outcome, on which all others rest, first."""
        names = list(self.domain)
        return sorted(range(len(names)), key=lambda at: (names[at] != self.outcome, at))

    def check(self, reference: Sequence[Record], /) -> None:
        """Refuse a table that lacks a column with a domain.

        Raises:
            RecipeError: no column has a domain.
            UnknownName: one with a domain is not in the table.
        """
        check_columns(self.domain, table_of(reference).schema, where=NAME)

    def _packed(self, learned: Learned) -> bytes:
        """What was learned as the bytes of an npz file."""
        about = {"domain": plain(self.domain), "order": self._order(), "widths": _WIDTHS}
        text = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), np.uint8)
        arrays: dict[str, Any] = {f"p_{name}": np.asarray(value) for name, value in sorted(learned.params.items())}
        kept = io.BytesIO()
        np.savez(kept, about=text, heads=np.asarray(learned.heads), bases=np.asarray(learned.bases), **arrays)
        return kept.getvalue()

    def restore(self, fitted: Artefact, /) -> Fitted:
        """The generator that was learned."""
        with np.load(io.BytesIO(fitted.content), allow_pickle=False) as kept:
            told = json.loads(bytes(kept["about"]).decode())
            params = {name[2:]: jnp.array(kept[name]) for name in kept.files if name.startswith("p_")}
            heads, bases = jnp.array(kept["heads"]), jnp.array(kept["bases"])
        domains = domains_of(told["domain"], where=NAME)
        order = tuple(told["order"])
        sizes = [domain.size for domain in domains.values()]
        shape = Shape(sizes=tuple(sizes[at] for at in order), **told["widths"])
        learned = Learned(params=params, heads=heads, bases=bases)
        return Fitted(domains=domains, order=order, shape=shape, learned=learned)
