"""A loop whose clock jumps to the next thing that is due, and a server in memory that behaves as a test says."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from random import Random
from selectors import BaseSelector, DefaultSelector
from typing import Any, TypeVar

from provender.backends.teachers._line import Line
from provender.backends.teachers._wire import Answer, Fault, Format, read
from provender.core.protocols import Prompt, Reply
from provender.core.recipe import Pace

T = TypeVar("T")
GOOD = b'{"choices": [{"message": {"content": "yes"}, "finish_reason": "stop"}], "usage": {"completion_tokens": 10}}'
SLOWLY = Answer(429, b'{"error": {"message": "slowly"}}')


class _Jumping(DefaultSelector):
    """Nothing comes from outside: waiting moves the clock."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        assert timeout is not None, "everybody waits for ever"
        _Jumping.now += max(0.0, timeout)
        return []


class FakeClock(asyncio.SelectorEventLoop):
    """A loop in which an hour takes no time."""

    def __init__(self) -> None:
        _Jumping.now = 0.0
        selector: BaseSelector = _Jumping()
        super().__init__(selector)

    def time(self) -> float:
        return _Jumping.now


def simulate(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end on a fake clock."""
    with asyncio.Runner(loop_factory=FakeClock) as runner:
        return runner.run(work)


@dataclass
class Kept:
    """A case that is always permitted and keeps in memory."""

    kept: list[bytes | Reply] = field(default_factory=list)
    key: str = ""

    def permit(self) -> None:
        """Always."""

    async def keep(self, raw: bytes | Reply) -> Reply:
        self.kept.append(raw)
        return read(raw) if isinstance(raw, bytes) else raw


@dataclass
class Sky:
    """A server whose answer to each call is what `weather` says for (seconds, call number, prompt).

    `weather` returns an `Answer`, or raises a `Fault`; each call takes `latency` seconds.
    """

    weather: Callable[[float, int, Prompt], Answer]
    latency: float = 1.0
    calls: list[tuple[float, str, Format]] = field(default_factory=list)
    at_once: int = 0
    most: int = 0

    async def post(self, prompt: Prompt, _seed: int, form: Format) -> Answer:
        loop = asyncio.get_running_loop()
        self.calls.append((loop.time(), prompt.messages[-1][1], form))
        number = len(self.calls)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(self.latency)
        self.at_once -= 1
        return self.weather(loop.time(), number, prompt)


@dataclass
class Told:
    """What a line had to say."""

    events: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def __call__(self, kind: str, facts: dict[str, object]) -> None:
        self.events.append((kind, facts))

    def of(self, kind: str) -> list[dict[str, object]]:
        return [facts for told, facts in self.events if told == kind]


@dataclass
class Outing:
    """What came of asking: replies in order (or what was raised), the line at the end, and when it ended."""

    replies: list[Reply | BaseException]
    line: Line
    seconds: float
    told: Told
    case: Kept


def ask_all(sky: Sky, count: int, *, pace: Pace | None = None, schema: dict[str, object] | None = None) -> Outing:
    """Ask `count` prompts at once, on a fake clock."""

    async def go() -> Outing:
        told, case = Told(), Kept()
        line = Line(sky.post, pace or Pace(), tell=told, chance=Random(7).random)
        prompts = [Prompt(messages=(("user", str(n)),), schema=schema) for n in range(count)]
        asked = (line.ask(prompt, seed=0, case=case) for prompt in prompts)
        replies = await asyncio.gather(*asked, return_exceptions=True)
        return Outing(list(replies), line, asyncio.get_running_loop().time(), told, case)

    return simulate(go())


def fine(_at: float, _number: int, _prompt: Prompt) -> Answer:
    """Nothing but good replies."""
    return Answer(200, GOOD)


def broken(_at: float, _number: int, _prompt: Prompt) -> Answer:
    """Nothing but faults."""
    raise Fault("the server is broken")
