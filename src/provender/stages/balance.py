"""Balance: the mix as cells with quotas, and what to order next so that exactly the quotas are accepted.

A cell is one generator together with one value for each tag in the mix. Its share comes from iterative
proportional fitting (Deming and Stephan, 1940) of the generators' weights to the recipe's margins.
Orders of a wave depend only on what earlier waves committed, never on how many workers ran.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, floor

from provender.core.artefact import Behind
from provender.core.errors import RecipeError

SURPLUS = "quota"

_ROUNDS = 500
_CLOSE = 1e-9
_MISS = 1e-6
_CANDIDATES_PER_RECORD = 20
_DRY_WAVES = 3
_LEAST_RATE = 0.05
_TELLABLE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """What balance knows of a generator: its weight, what it can be asked for, how much it holds.

    `taught` says that it waits for teachers, `batch` how many records make a task, 0 for as many as usual. Of one that
    learned, `behind` tells how many real records have each combination of values, and `support` how many there must be.
    """

    name: str
    weight: float
    makes: Mapping[str, tuple[str, ...]]
    size: int | None = None
    taught: bool = False
    batch: int = 0
    behind: Behind | None = None
    support: int = 0

    def known(self, combination: tuple[tuple[str, str], ...]) -> int | None:
        """Real records behind a combination; None where nothing was learned."""
        if self.behind is None:
            return None
        tags = {tag for pairs in self.behind for tag, _ in pairs}
        return self.behind.get(tuple(pair for pair in combination if pair[0] in tags), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One generator and one value for each tag of the mix.

    Attributes:
        maker: position among the recipe's generators.
        name: of the generator.
        tags: (tag, value) in the order of the tags' names.
        quota: accepted records wanted.
        behind: real records that have these values, where the generator learned from some.
    """

    maker: int
    name: str
    tags: tuple[tuple[str, str], ...]
    quota: int
    behind: int | None = None

    def __str__(self) -> str:
        told = ", ".join(f"{tag}={value}" for tag, value in self.tags)
        return f"{self.name} ({told})" if told else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A stretch of a cell's generator to try next."""

    cell: int
    start: int
    count: int


@dataclass(slots=True)
class Tally:
    """What happened in one cell so far."""

    tried: int = 0
    accepted: int = 0
    dry: int = 0
    refused: Counter[str] = field(default_factory=Counter)


def cells(makers: Sequence[Maker], mix: Mapping[tuple[str, str], float], count: int | None) -> tuple[Cell, ...]:
    """The cells of a recipe with whole quotas that sum to `count`.

    Args:
        mix: (tag, value) -> share; what a tag's shares leave over goes to its other values.
        count: accepted records wanted; None gives each generator all that it holds.

    Raises:
        RecipeError: the margins cannot be met by what the generators make, or too few real records stand behind a
            combination that would be made.

    Guarantees:
        What the mix leaves open between the values of what was learned stays as it is among the real records.
        Quotas sum to `count`; each margin is its share of `count`, rounded, where combinations allow it.
    """
    if count is None:
        return tuple(Cell(maker=at, name=m.name, tags=(), quota=m.size or 0) for at, m in enumerate(makers))
    tags = sorted({tag for tag, _ in mix})
    found: list[tuple[int, tuple[tuple[str, str], ...]]] = []
    weights: list[float] = []
    for at, maker in enumerate(makers):
        choices = [[(tag, value) for value in maker.makes.get(tag, ("",))] for tag in tags]
        spread = list(product(*choices))
        found += [(at, combination) for combination in spread]
        weights += _natural(maker, spread)
    margins = _margins(tags, mix, found, weights)
    exact = [share * count for share in _fit(found, weights, margins)]
    quotas = _whole(exact, count)
    for tag in tags:
        pairs = sorted(pair for pair in margins if pair[0] == tag)
        _even(
            found,
            exact,
            quotas,
            dict(zip(pairs, _whole([margins[pair] * count for pair in pairs], count), strict=True)),
        )
    asked = tuple(
        Cell(maker=at, name=makers[at].name, tags=pairs, quota=quota, behind=makers[at].known(pairs))
        for (at, pairs), quota in zip(found, quotas, strict=True)
    )
    _supported(asked, makers)
    return asked


def _natural(maker: Maker, spread: Sequence[tuple[tuple[str, str], ...]]) -> list[float]:
    """The weights of a generator's combinations: as often as they are real, else all alike."""
    counts = [maker.known(combination) for combination in spread]
    total = sum(count or 0 for count in counts)
    return [maker.weight * (count / total if count is not None and total else 1 / len(spread)) for count in counts]


def told(count: int) -> str:
    """A count of real records as it may be told: one under ten could point at somebody."""
    return f"{count:,}" if count >= _TELLABLE else f"under {_TELLABLE}"


def _supported(asked: Sequence[Cell], makers: Sequence[Maker]) -> None:
    """Refuse a cell that would be made of too few real records: what nobody saw cannot be learned."""
    for cell in asked:
        least = makers[cell.maker].support
        if cell.quota and cell.behind is not None and cell.behind < least:
            raise RecipeError(
                f"{cell}: {told(cell.behind)} real records stand behind it, {least} are wanted",
                where=f"mix.{cell.tags[0][0]}.{cell.tags[0][1]}" if cell.tags else cell.name,
                mend="ask for something broader; or answer for it, dials: {support: N}, and tell who uses the data",
            )


def _even(
    found: Sequence[tuple[int, tuple[tuple[str, str], ...]]],
    exact: Sequence[float],
    quotas: list[int],
    wanted: Mapping[tuple[str, str], int],
) -> None:
    """Move single records between cells that differ in one tag alone, until that tag's margins are whole.

    So no other margin changes. What stands furthest above its exact share gives first.
    """
    place = {cell: at for at, cell in enumerate(found)}
    missing = Counter(wanted)
    for (_, combination), quota in zip(found, quotas, strict=True):
        missing.subtract({pair: quota for pair in combination if pair in wanted})
    moves = [
        (quotas[at] - exact[at] - quotas[to] + exact[to], at, to, pair, other)
        for (maker, combination), at in place.items()
        for pair in combination
        if missing[pair] < 0 < quotas[at]
        for other in wanted
        if missing[other] > 0
        and (to := place.get((maker, tuple([other if own == pair else own for own in combination])), at)) != at
        and exact[to] > 0
    ]
    for _, at, to, pair, other in sorted(moves, key=lambda move: (-move[0], move[1:])):
        if missing[pair] < 0 < missing[other] and quotas[at] > 0:
            quotas[at] -= 1
            quotas[to] += 1
            missing[pair] += 1
            missing[other] -= 1


def _margins(
    tags: Sequence[str],
    mix: Mapping[tuple[str, str], float],
    found: Sequence[tuple[int, tuple[tuple[str, str], ...]]],
    weights: Sequence[float],
) -> dict[tuple[str, str], float]:
    """Every (tag, value) with its target; values the mix does not name divide the rest by weight."""
    natural: Counter[tuple[str, str]] = Counter()
    for (_, combination), weight in zip(found, weights, strict=True):
        for pair in combination:
            natural[pair] += weight  # type: ignore[assignment]
    targets = dict(mix)
    for tag in tags:
        named = [pair for pair in mix if pair[0] == tag]
        for pair in named:
            if mix[pair] > 0 and pair not in natural:
                raise _nobody_makes(pair, natural)
        rest = 1.0 - sum(mix[pair] for pair in named)
        others = [pair for pair in natural if pair[0] == tag and pair not in mix]
        room = sum(natural[pair] for pair in others)
        if rest < -_MISS or (rest > _MISS and not room):
            raise _bad_sum(tag, 1.0 - rest)
        targets.update({pair: max(rest, 0.0) * natural[pair] / room for pair in others})
    return targets


def _fit(
    found: Sequence[tuple[int, tuple[tuple[str, str], ...]]],
    weights: Sequence[float],
    targets: Mapping[tuple[str, str], float],
) -> list[float]:
    """Shares of the cells, fitted to the margins."""
    total = sum(weights)
    shares = [weight / total for weight in weights]
    tags = sorted({tag for tag, _ in targets})
    for _ in range(_ROUNDS):
        worst = 0.0
        for tag in tags:
            have: Counter[tuple[str, str]] = Counter()
            pairs = [next(pair for pair in combination if pair[0] == tag) for _, combination in found]
            for pair, share in zip(pairs, shares, strict=True):
                have[pair] += share  # type: ignore[assignment]
            worst = max(worst, *(abs(have[pair] - targets[pair]) for pair in have))
            shares = [
                share * targets[pair] / have[pair] if have[pair] else 0.0
                for pair, share in zip(pairs, shares, strict=True)
            ]
        if worst < _CLOSE:
            break
    _insist(found, shares, targets)
    return shares


def _insist(
    found: Sequence[tuple[int, tuple[tuple[str, str], ...]]],
    shares: Sequence[float],
    targets: Mapping[tuple[str, str], float],
) -> None:
    """Refuse a mix whose margins the fitted shares miss."""
    have: Counter[tuple[str, str]] = Counter()
    for (_, combination), share in zip(found, shares, strict=True):
        for pair in combination:
            have[pair] += share  # type: ignore[assignment]
    for pair, target in sorted(targets.items()):
        if abs(have[pair] - target) > _MISS:
            tag, value = pair
            raise RecipeError(
                f"{tag}={value} cannot be {target:.0%} of the mix: the other shares leave at most {have[pair]:.1%}",
                where=f"mix.{tag}.{value}",
                mend="change the shares so that some generator can make every combination they ask for",
            )


def _nobody_makes(pair: tuple[str, str], natural: Mapping[tuple[str, str], float]) -> RecipeError:
    """The error for a value that no generator makes."""
    tag, value = pair
    known = sorted(other for kind, other in natural if kind == tag and other)
    mend = f"{tag} can be: {', '.join(known)}" if known else f"add a generator that makes the tag {tag!r}"
    return RecipeError(f"no generator of the recipe makes {tag}={value}", where=f"mix.{tag}.{value}", mend=mend)


def _bad_sum(tag: str, total: float) -> RecipeError:
    """The error for shares that are over 1, or under 1 with nothing to fill the rest."""
    if total > 1:
        what, mend = f"the shares of {tag} sum to {total:.4g}", "let them sum to at most 1"
    else:
        what = f"the shares of {tag} sum to {total:.4g} and name every value there is"
        mend = "let them sum to 1"
    return RecipeError(what, where=f"mix.{tag}", mend=mend)


def _whole(exact: Sequence[float], count: int) -> list[int]:
    """Whole quotas by largest remainder, ties to the earlier cell."""
    quotas = [floor(value + _CLOSE) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (quotas[at] - exact[at], at))
    for at in by_remainder[: count - sum(quotas)]:
        quotas[at] += 1
    return quotas


def candidate_cap(count: int, max_candidates: int | None) -> int:
    """Most records a run may try: the recipe's limit, or 20 for each one asked for."""
    return max_candidates if max_candidates is not None else _CANDIDATES_PER_RECORD * count


def next_orders(
    wanted: Sequence[Cell], tallies: Sequence[Tally], makers: Sequence[Maker], *, cap: int, taught: int | None = None
) -> tuple[Order, ...]:
    """What to try in the next wave; empty when every cell is full or cannot be filled.

    Args:
        wanted: the cells.
        tallies: what happened in them so far, in the same order.
        cap: most candidates of the whole run; each cell may use its quota's share of it.
        taught: most that this wave may order of makers who wait for teachers, give or take one a cell; None for all.

    Guarantees:
        A pure function of its arguments. Ranges of one generator never overlap between cells, uses or waves.
        The candidates of all waves together never exceed `cap`.
    """
    free: Counter[str] = Counter()
    for cell, tally in zip(wanted, tallies, strict=True):
        free[cell.name] += tally.tried
    left = cap - sum(free.values())
    total = sum(cell.quota for cell in wanted) or 1
    part = _part(wanted, tallies, makers, taught)
    orders = []
    turns = sorted(range(len(wanted)), key=lambda at: makers[wanted[at].maker].taught)
    for at in turns:  # teachers last: what others made of a slice is what their share is measured against
        cell, tally = wanted[at], tallies[at]
        size = makers[cell.maker].size
        held = left if size is None else size - free[cell.name]
        own = ceil(cap * cell.quota / total) - tally.tried
        want = _want(cell, tally)
        count = min(ceil(want * part) if makers[cell.maker].taught else want, left, held, own)
        if count > 0:
            orders.append(Order(cell=at, start=free[cell.name], count=count))
            free[cell.name] += count
            left -= count
    return tuple(orders)


def _part(wanted: Sequence[Cell], tallies: Sequence[Tally], makers: Sequence[Maker], taught: int | None) -> float:
    """The part of what they want that cells of taught makers get, so that all of it comes to at most `taught`."""
    asked = sum(_want(cell, tally) for cell, tally in zip(wanted, tallies, strict=True) if makers[cell.maker].taught)
    return 1.0 if taught is None or asked <= taught else taught / asked


def _want(cell: Cell, tally: Tally) -> int:
    """Candidates that should fill the cell at the acceptance seen so far; none once it stays dry."""
    missing = cell.quota - tally.accepted
    if missing <= 0 or tally.dry >= _DRY_WAVES:
        return 0
    if not tally.tried:
        return missing
    rate = max(tally.accepted / tally.tried, _LEAST_RATE)
    return ceil(missing / rate)


def note_wave(tally: Tally, *, tried: int, accepted: int, refused: Mapping[str, int]) -> None:
    """Add one wave of one cell to its tally."""
    tally.tried += tried
    tally.accepted += accepted
    tally.dry = 0 if accepted or not tried else tally.dry + 1
    tally.refused.update(refused)
