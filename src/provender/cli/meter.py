"""What a recipe will take, measured on a handful of its own records: CPU time, and what teachers would be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import process_time

from provender.core.protocols import Prompt, Reply
from provender.core.recipe import Price, Recipe, Shard
from provender.run.workshop import Workshop
from provender.stages.balance import Cell
from provender.stages.generate import generate
from provender.stages.verify import verify

_SAMPLE = 32
_CHARACTERS_PER_TOKEN = 4.0  # of English prose: a rough rule, which is why estimates are called estimates
_MILLION = 1e6


@dataclass
class Counting:
    """A teacher that answers nothing and counts what it is asked.

    Attributes:
        lineage: of the teacher that it stands for.
        calls: prompts so far.
        characters: in all their messages.
        bound: completion tokens that they allow together; None once one of them allows any number.
    """

    lineage: str
    calls: int = 0
    characters: int = 0
    bound: int | None = 0

    def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]:
        """Count, and fail."""
        for prompt in prompts:
            self.calls += 1
            self.characters += sum(len(text) for _, text in prompt.messages)
            most = prompt.params.get("max_tokens")
            self.bound = None if self.bound is None or not isinstance(most, int | float) else self.bound + int(most)
        return [Reply(text="", finish="error", error="an estimate asks nobody") for _ in prompts]


@dataclass(slots=True, kw_only=True)
class Bill:
    """What one teacher would be asked for, estimated.

    Attributes:
        prompt_tokens: in all calls.
        completion_tokens: at most; None when the prompts set no bound.
        money: at most, at the recipe's prices; None when a price or the bound is unknown.
    """

    calls: float = 0.0
    prompt_tokens: float = 0.0
    completion_tokens: float | None = 0.0
    money: float | None = 0.0

    def add(self, counted: Counting, scale: float, price: Price | None) -> None:
        """Take in what was counted for one generator, times `scale`."""
        self.calls += counted.calls * scale
        prompt = counted.characters / _CHARACTERS_PER_TOKEN * scale
        completion = None if counted.bound is None else counted.bound * scale
        self.prompt_tokens += prompt
        known = self.completion_tokens is not None and completion is not None
        self.completion_tokens = self.completion_tokens + completion if known else None  # type: ignore[operator]
        if price is None or self.money is None or (completion is None and price.completion):
            self.money = None
        else:
            self.money += (prompt * price.prompt + (completion or 0.0) * price.completion) / _MILLION


@dataclass(slots=True, kw_only=True)
class Estimate:
    """Of a whole run.

    Attributes:
        cpu_s: to make and judge what will be tried; waiting for teachers is not in it.
        bills: by teacher.
    """

    cpu_s: float = 0.0
    bills: dict[str, Bill] = field(default_factory=dict)


def counted_workshop(recipe: Recipe) -> tuple[Workshop, dict[str, Counting]]:
    """A workshop whose teachers only count; apart from the run's own, which may be in the same process."""
    apart = replace(recipe, name=f"{recipe.name}.estimate")
    workshop = Workshop(recipe=apart)
    counters = {name: Counting(workshop.part("teacher", use).lineage) for name, use in recipe.teachers.items()}
    return replace(workshop, teachers=counters), counters


def estimate(workshop: Workshop, counters: dict[str, Counting], tries: Sequence[tuple[Cell, int]]) -> Estimate:
    """Make and judge a few records of each generator, and scale up.

    Args:
        tries: each cell with how many records will be tried in it.
    """
    found = Estimate(bills={name: Bill() for name in counters})
    for maker in sorted({cell.maker for cell, count in tries if count}):
        own = [(cell, count) for cell, count in tries if cell.maker == maker and count]
        total = sum(count for _, count in own)
        cell, count = max(own, key=lambda pair: pair[1])
        sampled = min(count, _SAMPLE)
        _cpu_s(workshop, cell, 1)  # imports and caches are paid once, not once a record
        for counter in counters.values():
            counter.calls, counter.characters, counter.bound = 0, 0, 0
        found.cpu_s += _cpu_s(workshop, cell, sampled) * total / sampled
        for name, counter in counters.items():
            found.bills[name].add(counter, total / sampled, workshop.recipe.teachers[name].price)
    return found


def _cpu_s(workshop: Workshop, cell: Cell, count: int) -> float:
    """CPU seconds to make and judge the first `count` records of a cell."""
    recipe, own = workshop.recipe, workshop.of(cell.name)
    generator, verifiers = workshop.generator(cell), own.verifiers()
    began = process_time()
    shard = Shard(seed=recipe.seed, start=0, count=count, recipe=recipe.digest)
    made = generate(generator, shard, source=cell.name)
    verify(made.records, verifiers, accept=own.recipe.accept, depth=recipe.limits.depth)
    return process_time() - began
