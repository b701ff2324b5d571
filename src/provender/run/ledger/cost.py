"""What one record cost: its share of its task's CPU time, its teacher's tokens, and their price."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from provender.run.task import MAKE
from provender.store.commits import Commit
from provender.store.folder import RunFolder


@dataclass(frozen=True, slots=True)
class Costs:
    """Prices of a run's teachers, per million tokens, by (prompt, completion)."""

    prices: Mapping[str, tuple[float, float]]

    @classmethod
    def of(cls, folder: RunFolder) -> "Costs":
        """As the run's lock file has them; a teacher without a price costs nothing."""
        lock: Mapping[str, Any] = folder.read_lock() or {"recipe": {"teachers": {}}}
        told = {name: use.get("price") or {} for name, use in lock["recipe"]["teachers"].items()}
        return cls({name: (price.get("prompt", 0.0), price.get("completion", 0.0)) for name, price in told.items()})

    def record(self, commit: Commit, teacher: str | None, prompt: int, completion: int) -> dict[str, float]:
        """The cost of one record of a task.

        Returns:
            cpu_s, and for a teacher's record prompt_tokens, completion_tokens and money in the recipe's currency.
        """
        cost: dict[str, float] = {"cpu_s": float(commit.cost.get("cpu_s", 0.0)) / max(int(commit.what["count"]), 1)}
        if teacher is not None:
            read, written = self.prices.get(teacher, (0.0, 0.0))
            money = (prompt * read + completion * written) / 1e6
            cost |= {"prompt_tokens": prompt, "completion_tokens": completion, "money": money}
        return cost


def spent_by(folder: RunFolder) -> dict[str, dict[str, float]]:
    """Teacher -> records, prompt_tokens, completion_tokens and cost, over the whole ledger: all attempts at a run."""
    prices = Costs.of(folder).prices
    spent = {name: {"records": 0, "prompt_tokens": 0, "completion_tokens": 0} for name in prices}
    refs = [ref for commit in folder.commits(MAKE) for ref in commit.shards if ref.kind in ("records", "refused")]
    for ref in refs if prices else ():
        table = folder.table(ref, columns=["teacher", "prompt_tokens", "completion_tokens"])
        for row in table.to_pylist():
            if row["teacher"] in spent:
                told = spent[row["teacher"]]
                told["records"] += 1
                told["prompt_tokens"] += row["prompt_tokens"]
                told["completion_tokens"] += row["completion_tokens"]
    return {name: {**told, "cost": _money(told, prices[name])} for name, told in spent.items()}


def spent_besides(folder: RunFolder) -> dict[str, float]:
    """CPU seconds of what is done once for all records of a run: learning before them, audits after them."""
    stages = {"learning": "fit", "audits": "audit"}
    spent = {
        name: sum(float(commit.cost.get("cpu_s", 0.0)) for commit in folder.commits(stage))
        for name, stage in stages.items()
    }
    return {name: round(cpu_s, 6) for name, cpu_s in spent.items() if cpu_s}


def _money(told: Mapping[str, int], price: tuple[float, float]) -> float:
    """The price of tokens."""
    return (told["prompt_tokens"] * price[0] + told["completion_tokens"] * price[1]) / 1e6
