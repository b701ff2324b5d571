"""Items of reasoning-gym's tasks that we can solve anew. Prints {"release", "items": {task: [[question, answer]]}}."""

import json
import sys
from importlib.metadata import version

import reasoning_gym

TASKS = (
    "syllogism",
    "basic_arithmetic",
    "chain_sum",
    "products",
    "gcd",
    "lcm",
    "fraction_simplification",
    "count_bits",
)


def items(task: str, count: int) -> list[tuple[str, str]]:
    """The first items of a task's default configuration."""
    dataset = reasoning_gym.create_dataset(task, size=count, seed=42)
    return [(dataset[index]["question"], str(dataset[index]["answer"])) for index in range(count)]


found = {task: items(task, int(sys.argv[1])) for task in TASKS}
print(json.dumps({"release": version("reasoning-gym"), "items": found}))
