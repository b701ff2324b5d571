"""Attacks on the sandbox, as root and as an ordinary user, each judged from outside; and what its walls cost.

Every attack is also made without walls, on the same canaries, which proves that it is one. Takes about two minutes.
Options: --programs (run per back end for the rates).

    attacks          attacks made on back ends that stand here, all users together     wanted: >= 50
    through          of those, how many got through                                    wanted: 0
    distinct         different attacks
    bare_root        of those, how many succeed as root where there are no walls
    bare_ordinary    the same as an ordinary user
    <back end>_per_s programs a second, one after the other, wall clock
    <back end>_start_ms  from nothing to the first result, probe included
"""

import time

from bench.attack.hold import USERS, Trial, hold
from bench.attack.programs import ATTACKS

from bench import harness
from provender.core.errors import MachineError
from provender.core.registry import load

BACK_ENDS = ("bubblewrap", "landlock")


def costs(name: str, programs: int) -> dict[str, float]:
    """Start-up and rate of a back end that stands here."""
    sandbox = load("sandbox", name)
    before = time.perf_counter()
    try:
        sandbox.run(["print(1)"])
    except MachineError as refused:
        print(f"{name}: {refused.what}")
        return {}
    started = time.perf_counter()
    sandbox.run(["print(sum(range(100)))"] * programs)
    rate = programs / (time.perf_counter() - started)
    return {f"{name}_per_s": round(rate, 1), f"{name}_start_ms": round((started - before) * 1e3, 1)}


def told(name: str, trial: Trial) -> str:
    """The attacks that did what they ought not to: got through walls, or failed where there are none."""
    ours = trial.through if name != "bare" else [attack for attack in trial.attacks if attack not in trial.through]
    return "; ".join(ours)


def main() -> None:
    """Attack, measure and print."""
    given = harness.options(__doc__ or "", programs=1000)
    trials = {(name, user): hold(name, user) for name in (*BACK_ENDS, "bare") for user in USERS}
    rows = [
        (name, user, len(trial.attacks), len(trial.through), len(trial.outside), trial.refused or told(name, trial))
        for (name, user), trial in trials.items()
    ]
    harness.show(("back end", "user", "attacks", "through", "seen outside", "through walls, or stopped by none"), rows)
    walled = [trial for (name, _), trial in trials.items() if name != "bare"]
    figures: dict[str, object] = {
        "attacks": sum(len(trial.attacks) for trial in walled),
        "through": sum(len(trial.through) for trial in walled),
        "distinct": len(ATTACKS),
        "bare_root": len(trials["bare", "root"].through),
        "bare_ordinary": len(trials["bare", "ordinary"].through),
    }
    for name in BACK_ENDS:
        figures |= costs(name, given.programs)
    harness.show(("figure", "value"), list(figures.items()))
    harness.finish("sandbox", figures)


if __name__ == "__main__":
    main()
