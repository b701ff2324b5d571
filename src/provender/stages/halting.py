"""When a loop ends: at its target, when its budget is spent, when it gains no more, or after its last cycle."""

from collections.abc import Mapping, Sequence

from provender.core.recipe import Loop
from provender.core.verdict import Scorecard
from provender.stages.revise import sure_gain


def halt(loop: Loop, marks: Mapping[str, Sequence[Scorecard]], cost: float) -> str:
    """Why a loop ends after these cycles, in a sentence; "" while it goes on.

    Args:
        marks: wing -> its student's on the probe, one for each finished cycle; at least one wing and cycle.
        cost: of all of them, in the money of the teachers' prices.

    Guarantees:
        A loop has at most `loop.cycles` cycles. It goes on while one of its students gains, or has its target ahead. A
        gain that the 95 % interval of the difference (Newcombe 1998) does not tell from none counts as none.
    """
    now = {name: each[-1] for name, each in marks.items()}
    if loop.target is not None and all(each.overall >= loop.target for each in now.values()):
        told = ", ".join(f"{name} {each.overall:.1%} {each.measure}".strip() for name, each in now.items())
        return f"the target is reached: {told}, of {loop.target:.1%}"
    if loop.max_cost is not None and cost >= loop.max_cost:
        return f"the budget is spent: {cost:,.6g} of {loop.max_cost:,.6g}"
    done = max(map(len, marks.values()))
    if loop.patience is not None and done > loop.patience and not _gained(marks, loop.patience):
        return f"no sure gain in {loop.patience} cycles"
    return "all cycles are done" if done >= loop.cycles else ""


def _gained(marks: Mapping[str, Sequence[Scorecard]], patience: int) -> bool:
    """Whether some student is in one of the last cycles surely better than at its best before them."""
    for each in marks.values():
        best = max(each[:-patience], key=lambda mark: mark.overall)
        if any(sure_gain((best.overall, best.n), (mark.overall, mark.n)) > 0 for mark in each[-patience:]):
            return True
    return False
