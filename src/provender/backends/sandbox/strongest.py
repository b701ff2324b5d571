"""The strongest walls that this machine can raise, chosen when the first program comes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from provender.backends.sandbox._driver import INSTALL, Confined
from provender.backends.sandbox.bubblewrap import Bubblewrap
from provender.backends.sandbox.landlock import Landlock
from provender.core.errors import MachineError
from provender.core.protocols import Attempt, Ran
from provender.core.registry import sandbox

ORDER: tuple[type[Confined], ...] = (Bubblewrap, Landlock)


@sandbox
@dataclass(frozen=True, slots=True, kw_only=True)
class Strongest:
    """Bubblewrap, else Landlock, else a refusal: code is never run without walls.

    Attributes:
        cpu_s: CPU seconds that a program may use.
        wall_s: seconds that it may take, used or slept away.
        memory_mb: MiB of address space, the interpreter's own 30 or so included.
        output_kb: KiB that it may print; one that prints more is ended.
    """

    cpu_s: int = 2
    wall_s: float = 20.0
    memory_mb: int = 512
    output_kb: int = 64

    def run(self, programs: Sequence[str], /) -> Sequence[Ran]:
        """Run Python programs, each alone in a process of its own; one result each, in order.

        Raises:
            MachineError: no walls can be raised here.
        """
        return _choose(self).run(programs)

    def probe(self) -> Sequence[Attempt]:
        """What programs that try to break out of the chosen walls came to."""
        return _choose(self).probe()


@lru_cache(maxsize=16)
def _choose(limits: Strongest) -> Confined:
    """The first back end that starts and holds.

    Raises:
        MachineError: none does; says why not, one by one.
    """
    refusals = []
    for part in ORDER:
        made = part(**{field.name: getattr(limits, field.name) for field in fields(limits)})
        try:
            made.run([])
        except MachineError as refused:
            refusals.append(f"{part.__name__}: {refused.what}")
        else:
            return made
    raise MachineError(f"no walls stand here; {'; '.join(refusals)}", where="the sandbox", mend=INSTALL)
