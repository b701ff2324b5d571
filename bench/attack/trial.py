"""One trial: every attack on one back end, by whoever runs this; the last line is JSON.

    python -m bench.attack.trial bubblewrap|landlock|bare  ->  {"attacks": {name: {"through": [...], "said": ...}}}

Needs the standard library alone, so that any Python of the machine can run it as any user.
"""

import json
import os
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Protocol

from bench.attack.programs import ATTACKS, HASTY, NEVER_BARE
from bench.attack.scene import Scene
from bench.attack.watch import Watch

from provender.backends.sandbox import _driver
from provender.core.errors import MachineError
from provender.core.protocols import Ended, Ran
from provender.core.registry import load

CPU_S, WALL_S, MEMORY_MB, OUTPUT_KB = 1, 8.0, 256, 64
SLACK_S = 2.0  # for a busy machine


class Target(Protocol):
    """What is attacked: runs a program, and has a process to look at."""

    def ask(self, program: str, /, **limits: float) -> Ran: ...

    @property
    def pid(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Walled:
    """A back end, as a run would use it."""

    house: _driver.House

    def ask(self, program: str, /, **limits: float) -> Ran:
        """Run one program."""
        return self.house.ask(program, **limits)

    @property
    def pid(self) -> int:
        """Its server's process id."""
        assert self.house.server
        return self.house.server.pid


class Bare:
    """The same server with no walls at all: what succeeds here is an attack in earnest."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._server = _driver.Server(_driver.server(), bare=True)
        order = {"walls": False, "cpu_s": 99, "wall_s": 8.0, "output_bytes": 1 << 26}
        if lacking := self._server.begin(order):
            raise MachineError(lacking, where="the bare server", mend="look at the message")

    def ask(self, program: str, /, **limits: float) -> Ran:
        """Run one program; wall clocks are left off."""
        try:
            return _driver.told(self._server.ask({"source": program}, within=20.0))
        except (OSError, EOFError):
            self._server.close()
            self._begin()
            return Ran(ended=Ended.KILLED, stdout="", exit=-9, cpu_s=0.0, error="the server is gone")

    @property
    def pid(self) -> int:
        """Its server's process id."""
        return self._server.pid


def target(name: str) -> Target:
    """A back end by name, started.

    Raises:
        MachineError: it does not stand here.
    """
    if name == "bare":
        return Bare()
    part = load("sandbox", name, {"cpu_s": CPU_S, "wall_s": WALL_S, "memory_mb": MEMORY_MB, "output_kb": OUTPUT_KB})
    part.run([])
    return Walled(house=_driver.house(part))


def attempt(name: str, aimed: Target, scene: Scene) -> dict[str, object]:
    """One attack and what was seen of it: from outside, in its own words, and by the program after it."""
    scene.begin()
    server, before = aimed.pid, time.monotonic()
    limits = {"wall_s": HASTY[name]} if name in HASTY else {}
    with Watch(server, memory_mb=MEMORY_MB, bystander=scene.bystander) as watch:
        ran = aimed.ask(ATTACKS[name].format(**scene.names), **limits)
    took = time.monotonic() - before
    seen = [*watch.seen, *scene.harms(ran.stdout + ran.error)]
    seen += ["it spoilt the next program"] * (aimed.ask("print('sound')").stdout != "sound\n")
    seen += ["it ended the server"] * (aimed.pid != server)
    seen += ["it printed more than allowed"] * (len(ran.stdout) > OUTPUT_KB << 10)
    seen += ["it used more CPU than allowed"] * (ran.cpu_s > CPU_S + 0.5)
    seen += ["it outlasted its wall clock"] * (took > limits.get("wall_s", WALL_S) + SLACK_S)
    word = ["it says so"] * ("THROUGH" in ran.stdout)
    return {"through": [*seen, *word], "outside": bool(seen), "said": f"{ran.ended.value}: {ran.error}"[:200]}


def main(name: str) -> int:
    """Try everything; 0 when the trial could be held."""
    with ExitStack() as stack:
        scene = Scene(stack)  # before the server starts, which is to inherit none of it
        stack.callback(scene.close)
        try:
            aimed = target(name)
        except MachineError as refused:
            print(json.dumps({"refused": refused.what}))
            return 0
        tried = [attack for attack in ATTACKS if name != "bare" or attack not in NEVER_BARE]
        found = {attack: attempt(attack, aimed, scene) for attack in tried}
    print(json.dumps({"user": os.getuid(), "attacks": found}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
