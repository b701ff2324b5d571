"""Generate: a shard's records, every requested index accounted for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from provender.core.errors import ProvenderError
from provender.core.protocols import Make
from provender.core.recipe import Shard
from provender.core.record import Failure, Record


@dataclass(frozen=True, slots=True)
class Generated:
    """What came of a shard: `records` and `failures` together hold each index once."""

    records: list[Record]
    failures: list[Failure]


def generate(generator: Make, shard: Shard, *, source: str) -> Generated:
    """Make a shard. If it breaks, each item is made alone, so that one bad item costs only itself.

    Args:
        source: the generator's registered name, for errors.

    Raises:
        ProvenderError: a teacher's budget is spent, or the generator broke law 1 (foreign or repeated indices).

    Guarantees:
        Every index of the shard ends in exactly one of `records` and `failures`, in order.
    """
    try:
        made = list(generator(shard))
    except ProvenderError:
        raise
    except Exception:  # the part is not ours to trust: find the items that break it
        made = list(_one_by_one(generator, shard))
    return _accounted(made, shard, source=source)


def _one_by_one(generator: Make, shard: Shard) -> Iterator[Record | Failure]:
    """The shard cut into single items (law 1 allows it); an exception becomes a failure."""
    for index in shard.indices:
        try:
            yield from list(generator(replace(shard, start=index, count=1)))
        except ProvenderError:
            raise
        except Exception as error:
            yield Failure(index, f"the generator raised {type(error).__name__}: {str(error)[:200]}")


def _accounted(made: list[Record | Failure], shard: Shard, *, source: str) -> Generated:
    """Sort into records and failures; what was silently skipped is a failure too."""
    records: list[Record] = []
    failures: list[Failure] = []
    due = shard.start
    for item in made:
        if isinstance(item, Failure):
            index = item.index
            landing: list[Record] | list[Failure] = failures
        else:
            index = item.origin.index
            landing = records
        if not due <= index < shard.start + shard.count:
            raise _broken(source, shard, index)
        failures.extend(Failure(gap, "the generator yielded nothing for this index") for gap in range(due, index))
        landing.append(item)  # type: ignore[arg-type]  # each kind in its own list
        due = index + 1
    end = shard.start + shard.count
    failures.extend(Failure(gap, "the generator yielded nothing for this index") for gap in range(due, end))
    return Generated(records, failures)


def _broken(source: str, shard: Shard, index: int) -> ProvenderError:
    """The error for indices that are foreign, repeated or out of order."""
    return ProvenderError(
        f"{source} yielded index {index} out of turn in the shard {shard.start}..{shard.start + shard.count - 1}",
        where=source,
        mend="yield each index of shard.indices once, in order; return a Failure for what cannot be made",
    )
