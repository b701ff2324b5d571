"""Uniqueness by CP-SAT (Google OR-Tools, extra `reasoning`): a solution, and the proof that there is no second.

Optional: the verifiers that ask for it decide by an exact search of their own where their dial does not say "cp_sat".
"""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from provender.core.errors import MissingExtra
from provender.reasoning.read.judge import Undecided, Wrong

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

K = TypeVar("K")

Prover: TypeAlias = Literal["search", "cp_sat"]

_SECONDS = 5.0  # for each of the two questions; a grid or a row of houses takes milliseconds


def require(prover: Prover, where: str) -> None:
    """Refuse to go on without the package that a prover needs.

    Raises:
        MissingExtra: CP-SAT is asked for and OR-Tools is not installed.
    """
    if prover == "cp_sat" and find_spec("ortools") is None:
        raise MissingExtra(
            "the prover 'cp_sat' needs the package 'ortools', which is not installed",
            where=where,
            mend="pip install 'provender[reasoning]', or leave the dial `prover` at 'search'",
        )


def only_solution(build: "Callable[[CpModel], Mapping[K, IntVar]]", *, seconds: float = _SECONDS) -> Mapping[K, int]:
    """The values of the variables in the one solution.

    Args:
        build: puts variables and constraints into a model and returns the variables that matter.
        seconds: for each of the two questions, is there a solution and is there another.

    Raises:
        Wrong: there is no solution, or a second one.
        Undecided: the solver ran out of time.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    variables = build(model)
    found = _solved(model, variables, seconds)
    if found is None:
        raise Wrong("question has no solution")
    differs = []
    for key, variable in variables.items():
        other = model.new_bool_var("")
        model.add(variable != found[key]).only_enforce_if(other)
        differs.append(other)
    model.add_bool_or(differs)
    if _solved(model, variables, seconds) is not None:
        raise Wrong("question has several solutions")
    return found


def _solved(model: "CpModel", variables: "Mapping[K, IntVar]", seconds: float) -> Mapping[K, int] | None:
    """A solution, None where it is proved that there is none."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {key: int(solver.value(variable)) for key, variable in variables.items()}
    if status == cp_model.INFEASIBLE:
        return None
    raise Undecided("CP-SAT ran out of time")
