"""Models that learn on one core: two threads on a busy machine wait for each other (0.4 s became 63 s, measured)."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

P = ParamSpec("P")
R = TypeVar("R")


def one_core(work: Callable[P, R]) -> Callable[P, R]:
    """The same function, with OpenMP and BLAS held to one thread while it runs."""

    @wraps(work)
    def alone(*args: P.args, **kwargs: P.kwargs) -> R:
        with threadpool_limits(limits=1):
            return work(*args, **kwargs)

    return alone
