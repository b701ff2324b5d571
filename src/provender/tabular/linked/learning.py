"""A family of tables learned: for each a code of its columns and a network of its rows."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from provender.core.seeds import stream as draws_of
from provender.tabular.constraints.keeping import Kept, kept_from
from provender.tabular.encoding.encoder import Encoder, encoder_from, learn_encoder
from provender.tabular.encoding.numbers import Codes, Numbers
from provender.tabular.generators._blocks import constrained, stream
from provender.tabular.linked.context import (
    NUMBERS,
    Scale,
    above,
    knots_of,
    lanes_of,
    numbers_of,
    scale_from,
    sources_of,
)
from provender.tabular.linked.family import At, Family, Member, Order, family_of
from provender.tabular.linked.household import Linked
from provender.tabular.linked.network import Data, Params, Plan, Shape, balanced, initial, train
from provender.tabular.linked.timeline import MARK, bounds_of, learned_table, paced, reference_of, standing_of
from provender.tabular.schema import DATES, Kind, Schema, schema_of
from provender.tabular.table import Table

_HELD = 0.1  # of the households tell when to stop,
_MOST_HELD = 2000  # at most so many
_STEPS = 1500  # that even a small table takes, in batches
_MOST_ROWS = 800_000  # looked at in all passes together: a large table needs fewer of them,
_FEWEST_PASSES = 4
_PASSES = 30
_LONGEST = 64  # rows of a lane
_STEPS_A_PASS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Dials:
    """How tables are learned: the dials of `tabular/linked`."""

    passes: int
    batch: int
    rate: float
    dropout: float
    floor: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Branch:
    """One table that was learned.

    Attributes:
        encoder: of the columns that `learned_schema` names.
        shape, params: of the network; no parameters where the table has no column to learn.
        reference: the date above from which its dates are counted.
        scale: how days are told to the network.
        kept: what holds within its rows.
    """

    encoder: Encoder
    shape: Shape
    params: Params
    reference: At | None
    scale: Scale
    kept: tuple[Kept, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Codes of each column."""
        return self.shape.sizes


@dataclass(frozen=True, eq=False, kw_only=True)
class Learned:
    """A family that was learned: what is made has these tables, orders and numbers of rows."""

    family: Family
    branches: Mapping[str, Branch]


def learn(
    linked: Linked, orders: Sequence[Order], rules: Mapping[str, Sequence[str]], *, find: bool, dials: Dials, seed: int,
    where: str,
) -> Learned:  # fmt: skip
    """Learn households.

    Args:
        orders: between dates, which hold in all of them.
        rules: table -> what is said to hold within its rows.

    Raises:
        RecipeError: what is said cannot be read, or does not hold.
    """
    branches: dict[str, Branch] = {}
    codes: dict[str, Codes] = {}
    for member in linked.family.members:
        reference = reference_of(linked, member.name)
        table = learned_table(linked, member.name, reference, orders)
        encoder = learn_encoder(table, floor=dials.floor)
        codes[member.name] = encoder.encode(table)
        ruled = ruled_part(table, member)
        kept = constrained(ruled, rules.get(member.name, ()), find=find, floor=dials.floor, where=where)
        sizes = {name: branch.sizes for name, branch in branches.items()}
        shape = Shape(
            sizes=tuple(part.size for part in encoder.flat),
            above=sources_of(linked.family, member.name).size(sizes),
            numbers=NUMBERS,
            paced=paced(encoder) if not member.parent else (),
            timed=bool(member.parent and member.order and encoder.flat),
        )
        branch = Branch(
            encoder=encoder, shape=shape, params={}, reference=reference,
            scale=_scale(linked, member.name, reference, orders, floor=dials.floor), kept=kept,
        )  # fmt: skip
        if encoder.flat and len(table):
            data = _data(linked, member.name, branch, tops=(branches, codes), orders=orders)
            branch = replace(branch, params=_trained(branch, data, dials, seed=seed, name=member.name))
        branches[member.name] = branch
    return Learned(family=_made(linked.family, branches, orders), branches=branches)


def ruled_part(table: Table, member: Member) -> Table:
    """The columns among which rules hold: no counts, and no dates that are told as gaps."""
    dates = {column.name for column in member.schema if column.kind in DATES} if member.parent else set()
    names = [c.name for c in table.schema if not c.name.startswith(MARK) and c.name not in dates]
    return Table(Schema(tuple(table.schema[name] for name in names)), tuple(table[name] for name in names))


def _standing(linked: Linked, name: str, reference: At | None, orders: Sequence[Order]) -> Any:
    """Where the rows of a table stand."""
    order = linked.family[name].order
    return standing_of(linked, name, reference, bounds_of(orders, name, order)[1] if order else [])


def _scale(linked: Linked, name: str, reference: At | None, orders: Sequence[Order], *, floor: int) -> Scale:
    """How days are told for a table."""
    standing = _standing(linked, name, reference, orders)
    elapsed, remaining, days, pace = (knots_of(values, floor) for values in (*standing[2:], standing.pace))
    return Scale(elapsed=elapsed, remaining=remaining, days=days, pace=pace)


def _data(
    linked: Linked, name: str, branch: Branch, *, tops: tuple[Mapping[str, Branch], Mapping[str, Codes]],
    orders: Sequence[Order],
) -> Data:  # fmt: skip
    """A table's rows for training, given the tables before it."""
    branches, codes = tops
    family, place = linked.family, linked.family.place(name)
    starts = dict(zip(family.names, linked.starts, strict=True))
    sizes = {other: each.sizes for other, each in branches.items()}
    given = above(family, name, starts, codes=codes, sizes=sizes)
    owners = linked.owners[place] if place else np.zeros(len(linked), np.int64)
    standing = _standing(linked, name, branch.reference, orders)
    return Data(
        codes=jnp.array(codes[name]), above=jnp.array(given), owners=jnp.array(owners),
        numbers=jnp.array(numbers_of(standing, branch.scale)), pace=jnp.array(standing.pace, jnp.float32),
        homes=jnp.array(linked.homes[place]),
    )  # fmt: skip


def _trained(branch: Branch, data: Data, dials: Dials, *, seed: int, name: str) -> Params:
    """The network's weights."""
    part = f"tabular/linked/fit/{name}"
    homes = np.asarray(data.homes)
    present, lengths = np.unique(homes, return_counts=True)
    order = stream(seed, 0, part).permutation(present)
    held = min(max(int(_HELD * len(order)), 1), _MOST_HELD)
    steps = min(max(8, 1 << (int(lengths.max()) - 1).bit_length()), _LONGEST)
    lanes, watched = lanes_of(homes, order[held:], steps), lanes_of(homes, order[:held], steps)
    rows = int((lanes >= 0).sum())
    batch = min(dials.batch, max(rows // _STEPS_A_PASS, 16))
    full = max(rows / len(lanes), 1.0)  # rows of a lane
    many = min(max(round(batch / full), 1), len(lanes))
    passes = dials.passes or _passes(rows, batch)
    plan = Plan(passes=passes, lanes=many, rate=dials.rate, dropout=dials.dropout, patience=max(passes // 5, 4))
    key = jax.random.key(draws_of(seed, 0, part).below(2**32))
    codes = np.asarray(data.codes)[lanes[lanes >= 0]]
    start = initial(branch.shape, branch.encoder.flat, codes, key=key)
    params = train(start, data, lanes, watched, shape=branch.shape, plan=plan, key=key)
    return balanced(params, data, lanes, shape=branch.shape, part=max(2048 // steps, 1))


def _passes(rows: int, batch: int) -> int:
    """Passes over so many rows: enough steps over a small table, not too many over a large one."""
    return max(min(max(_PASSES, _STEPS * batch // max(rows, 1)), _MOST_ROWS // max(rows, 1)), _FEWEST_PASSES)


def _made(family: Family, branches: Mapping[str, Branch], orders: Sequence[Order]) -> Family:
    """The family of what is made: no free text, and no more rows of a parent than were learned."""
    members = []
    for member in family.members:
        kept = tuple(column for column in member.schema if column.kind is not Kind.TEXT)
        unit = member.schema.unit if any(column.name == member.schema.unit for column in kept) else ""
        least, most = _counts(branches[member.parent], member.name) if member.parent else (0, None)
        members.append(replace(member, schema=Schema(kept, unit=unit), least=least, most=most))
    return Family(tuple(members), tuple(orders))


def _counts(branch: Branch, child: str) -> tuple[int, int]:
    """The fewest and the most rows of a table that a row above can be drawn with."""
    place = branch.encoder.schema.place(f"{MARK}{child}", where="a family")
    (part,) = branch.encoder.parts[place]
    assert isinstance(part, Numbers), "counts are numbers"
    return int(np.ceil(part.lows.min(initial=0) if len(part.lows) else 0)), int(part.highs.max(initial=0))


def packed(learned: Learned) -> bytes:
    """Everything that was learned as the bytes of an npz file, the same for the same weights."""
    told = {
        "family": learned.family.plain(),
        "schemas": [member.schema.plain() for member in learned.family.members],
        "branches": {name: _plain(branch) for name, branch in learned.branches.items()},
    }
    arrays: dict[str, npt.NDArray[Any]] = {}
    for at, branch in enumerate(learned.branches.values()):
        arrays |= {f"{at}/{name}": np.asarray(value) for name, value in sorted(branch.params.items())}
    about = np.frombuffer(json.dumps(told, ensure_ascii=False).encode(), np.uint8)
    file = io.BytesIO()
    np.savez(file, about=about, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def _plain(branch: Branch) -> dict[str, Any]:
    """All of a branch but its weights as JSON values."""
    return {
        "encoder": branch.encoder.plain(),
        "shape": {name: getattr(branch.shape, name) for name in branch.shape.__slots__},
        "reference": list(branch.reference) if branch.reference else None,
        "scale": branch.scale.plain(),
        "kept": [each.plain() for each in branch.kept],
    }


def unpacked(content: bytes) -> Learned:
    """Read what `packed` wrote."""
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        told = json.loads(bytes(kept["about"]).decode())
        weights = {name: jnp.array(kept[name]) for name in kept.files if name != "about"}
    branches = {}
    for at, (name, plain) in enumerate(told["branches"].items()):
        params = {key.partition("/")[2]: value for key, value in weights.items() if key.startswith(f"{at}/")}
        pairs = tuple((count, window) for count, window in plain["shape"]["paced"])
        shape = Shape(**{**plain["shape"], "sizes": tuple(plain["shape"]["sizes"]), "paced": pairs})
        branches[name] = Branch(
            encoder=encoder_from(plain["encoder"]), shape=shape, params=params,
            reference=At(*plain["reference"]) if plain["reference"] else None, scale=scale_from(plain["scale"]),
            kept=tuple(map(kept_from, plain["kept"])),
        )  # fmt: skip
    return Learned(family=family_of(told["family"], [schema_of(each) for each in told["schemas"]]), branches=branches)
