"""Linked tables after linked tables: the parent first, its children given it and one another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import ClassVar

from provender.core.artefact import Artefact
from provender.core.errors import RecipeError
from provender.core.protocols import Secret
from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.core.registry import generator
from provender.tabular.encoding.encoder import FLOOR
from provender.tabular.linked.blocks import households
from provender.tabular.linked.household import linked_of
from provender.tabular.linked.learning import Dials, Learned, learn, packed, unpacked
from provender.tabular.linked.making import faults, made
from provender.tabular.linked.orders import check_kept, found_orders, said_of
from provender.tabular.linked.timeline import own_orders

NAME = "tabular/linked"
KIND = "provender/linked-npz"
LEAST = 100  # households from which anything is learned


@dataclass(frozen=True, eq=False, kw_only=True)
class Fitted:
    """Linked tables that were learned."""

    version: ClassVar[str] = "4"

    learned: Learned

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`, a household each."""
        return households(
            shard, lambda rng, at: made(self.learned, rng, at, seed=shard.seed), source=NAME, version=self.version,
            depth=1, faults=lambda linked: faults(self.learned, linked),
        )  # fmt: skip


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Households like those of a reference: each table given the rows that it hangs from and those that came before.

    The root's rows are drawn with the number of rows that hang from each; then table by table, the rows of a history
    one after the other, given the rows above, their neighbours, the last row of tables drawn before, and all earlier
    rows of the household. Dates below the root are drawn as gaps, so that a history goes forward in time, and stay
    within the dates above that bound it: one cut at the end of observation stays so. Keys are made anew, and what
    names a row is copied from it: there are no orphans. Cost grows with the number of rows.

    Attributes:
        passes: most over the rows of each table, fewer once held-back households are no longer told better; 0: by size.
        batch: rows a step.
        rate: of learning.
        dropout: share left out in each step, in [0, 1).
        floor: least rows behind any value or number of rows that may be made again; rarer ones are merged.
        constraints: what must hold, columns with their tables: "patients.enrolled <= visits.day <= patients.last_seen"
            between dates of rows that hang together; within a row whatever `tabular/autoregressive` takes.
        find: whether orders and dependencies that the reference keeps, and not by chance, are kept as well.

    Example:
        generators: [tabular/linked]
        anchor: {name: tabular/linked, dials: {path: clinic}}
    """

    version: ClassVar[str] = Fitted.version
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    reads: ClassVar[str] = "tabular/linked"  # the reader that `reference` is short for

    passes: int = 0
    batch: int = 256
    rate: float = 0.004
    dropout: float = 0.15
    floor: int = FLOOR
    constraints: tuple[str, ...] = ()
    find: bool = True

    def __post_init__(self) -> None:
        if min(self.passes + 1, self.batch, self.floor) < 1 or not self.rate > 0 or not 0 <= self.dropout < 1:
            mend = "give passes >= 0, batch and floor >= 1, rate > 0 and 0 <= dropout < 1"
            raise RecipeError("a dial is out of its range", where=NAME, mend=mend)

    def fit(self, reference: Sequence[Record], /, *, seed: int, noise: Secret | None) -> Artefact:
        """Learn from households. Not differentially private: `noise` stays unused, and no budget is claimed.

        Raises:
            RecipeError: there are too few households, or none; or what must hold does not.
        """
        linked = linked_of(reference)
        if linked is None or len(linked) < LEAST:
            what = f"{len(linked) if linked else 0} households to learn from, under {LEAST}"
            mend = "give more rows of the root, name another root, or say anchor: {name: tabular/linked, ...}"
            raise RecipeError(what, where=NAME, mend=mend)
        said, rules = said_of(self.constraints, linked.family, where=NAME)
        check_kept(linked, said, where=NAME)
        orders = tuple(dict.fromkeys((*said, *linked.family.orders, *(found_orders(linked) if self.find else ()))))
        root = linked.family.root
        rules.setdefault(root.name, []).extend(f"{early} <= {late}" for early, late in own_orders(orders, root))
        dials = Dials(passes=self.passes, batch=self.batch, rate=self.rate, dropout=self.dropout, floor=self.floor)
        bare = replace(linked, family=replace(linked.family, orders=()))
        learned = learn(bare, orders, rules, find=self.find, dials=dials, seed=seed, where=NAME)
        seen = sha256(linked.digests.tobytes()).hexdigest()
        return Artefact(content=packed(learned), kind=KIND, made_by=NAME, from_data=seen)

    def restore(self, fitted: Artefact, /) -> Fitted:
        """The generator that was learned."""
        return Fitted(learned=unpacked(fitted.content))
