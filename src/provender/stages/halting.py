"""When a loop ends: at its target, when its budget is spent, when it gains no more, or after its last cycle."""

from collections.abc import Sequence

from provender.core.recipe import Loop
from provender.core.verdict import Scorecard
from provender.stages.revise import sure_gain


def halt(loop: Loop, marks: Sequence[Scorecard], cost: float) -> str:
    """Why a loop ends after these cycles, in a sentence; "" while it goes on.

    Args:
        marks: on the probe, one for each finished cycle; at least one.
        cost: of all of them, in the money of the teachers' prices.

    Guarantees:
        A loop has at most `loop.cycles` cycles. A gain that the 95 % interval of the difference (Newcombe 1998) does
        not tell from none counts as none.
    """
    now = marks[-1].overall
    if loop.target is not None and now >= loop.target:
        return f"the target is reached: {now:.1%} of {loop.target:.1%}"
    if loop.max_cost is not None and cost >= loop.max_cost:
        return f"the budget is spent: {cost:,.6g} of {loop.max_cost:,.6g}"
    if loop.patience is not None and len(marks) > loop.patience and not _gained(marks, loop.patience):
        return f"no sure gain in {loop.patience} cycles"
    return "all cycles are done" if len(marks) >= loop.cycles else ""


def _gained(marks: Sequence[Scorecard], patience: int) -> bool:
    """Whether one of the last cycles is surely better than the best before them."""
    best = max(marks[:-patience], key=lambda each: each.overall)
    return any(sure_gain((best.overall, best.n), (each.overall, each.n)) > 0 for each in marks[-patience:])
