"""Bare generation by reasoning-gym: items per CPU second. Prints one JSON object.

generate.py SECONDS [TASK ...]        without tasks, those nearest to the families of bench/throughput.py
"""

import json
import sys
import time

import reasoning_gym

TASKS = ("gcd", "chain_sum", "fraction_simplification", "simple_equations", "gsm_symbolic", "knights_knaves")


def rate(task: str, seconds: float) -> float:
    """Items per CPU second."""
    began, made = time.process_time(), 0
    dataset = reasoning_gym.create_dataset(task, size=10**6, seed=42)
    for index in range(10**6):
        dataset[index]
        made += 1
        if time.process_time() - began > seconds:
            break
    return made / (time.process_time() - began)


print(json.dumps({task: round(rate(task, float(sys.argv[1])), 1) for task in sys.argv[2:] or TASKS}))
