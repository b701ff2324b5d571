"""One teacher's line: calls paced by the limiter, held by the breaker, made again after a fault, until they are kept.

It knows neither HTTP nor a real clock, so that a test drives it through any weather in no time.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import random
from typing import Protocol

from provender.backends.teachers._breaker import Breaker
from provender.backends.teachers._limiter import Limiter, Outcome, Ticket
from provender.backends.teachers._wire import RETRIED, Answer, Fault, Format, refusal
from provender.core.errors import MachineError, ProvenderError, RecipeError
from provender.core.protocols import Prompt, Reply
from provender.core.recipe import Pace

_FIRST_BACKOFF_S = 0.25
_LONGEST_BACKOFF_S = 60.0
_STRANGER_S = 60.0  # patience with a server from which nothing ever came: it is probably not there
_HOPELESS = 20  # refusals, and no reply, after which the recipe must be wrong
_EMPTY_PURSE = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_CHARACTERS_PER_TOKEN = 4.0
_LEARN = 0.1  # weight of the newest reply in the running mean of completion tokens

Tell = Callable[[str, dict[str, object]], None]


def nobody(_kind: str, _facts: dict[str, object]) -> None:
    """Tell nobody."""


class Case(Protocol):
    """One call on its way: whether it may be made, and where its raw reply goes."""

    @property
    def key(self) -> str:
        """Under which its reply is kept."""
        ...

    def permit(self) -> None:
        """Raises what forbids the call, right before it is made."""
        ...

    def keep(self, raw: bytes | Reply, /) -> Awaitable[Reply]:
        """Make a raw reply, or an error that stands for one, durable; returns it read."""
        ...


class Post(Protocol):
    """Makes one call for a prompt; raises `Fault` where no complete answer came."""

    async def __call__(self, prompt: Prompt, seed: int, form: Format, /) -> Answer: ...


@dataclass(slots=True)
class _End:
    """How an attempt ended: what the limiter, the breaker and the caller learn of it."""

    outcome: Outcome = Outcome.DONE
    fault: str | None = None
    tokens: float | None = None
    retry_after: float | None = None
    reply: Reply | None = None


class Line:
    """Asks one teacher; lives in one event loop.

    Args:
        post: makes a call.
        pace: how fast, how patiently.
        tell: called with an event's kind and facts.
        chance: uniform in [0, 1), for the jitter of waits alone; no data depends on it.

    Guarantees:
        A call holds its slot until its reply is kept.
        A fault of line or server is tried again `retries` times, then the reply is an error; a 429 waits and counts
        as no try; any other refusal is an error at once, and one that will hit every call stops the run.
    """

    def __init__(self, post: Post, pace: Pace, *, tell: Tell, chance: Callable[[], float] = random) -> None:
        self._post = post
        self._pace = pace
        self._tell = tell
        self._chance = chance
        self._now = asyncio.get_running_loop().time
        self.limiter = Limiter(pace, now=self._now)
        self.breaker = Breaker(now=self._now, tell=tell)
        self._gates: deque[tuple[asyncio.Future[tuple[Ticket, int]], float, Case]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._stop: ProvenderError | None = None
        self._stopped = asyncio.Event()
        self._trouble: float | None = None  # since when nothing but trouble came
        self._answered = self._refused = 0
        self._met = False  # whether anything ever came from the server
        self._form = Format.SCHEMA
        self._known = False  # whether the server is known to take `form`
        self._probe = asyncio.Lock()
        self._written = 256.0  # completion tokens of a reply, a running mean

    def stop(self) -> None:
        """Begin no more calls; those under way end as they will."""
        self._give_up(closed())

    async def ask(self, prompt: Prompt, *, seed: int, case: Case) -> Reply:
        """The reply to one prompt, kept.

        Args:
            case: permits each call, and keeps the reply.

        Raises:
            RecipeError: the server will refuse every such call: key, model or address are wrong.
            MachineError: the server was silent for longer than the pace's patience.
        """
        while prompt.schema is not None and not self._known:
            async with self._probe:  # one such call finds out what the server takes; the others wait for that
                if not self._known:
                    return await self._ask(prompt, seed, case)
        return await self._ask(prompt, seed, case)

    async def _ask(self, prompt: Prompt, seed: int, case: Case) -> Reply:
        """Attempts until one is kept."""
        faults = 0
        while True:
            end = await self._attempt(prompt, seed, case)
            if end.reply is not None:
                return end.reply
            if end.fault is None:
                continue  # a 429, or a weaker way to ask for a form
            faults += 1
            if faults > self._pace.retries and not self.breaker.open:
                return await case.keep(Reply(text="", finish="error", error=f"after {faults} tries: {end.fault}"))
            await self._back_off(faults)

    async def _back_off(self, faults: int) -> None:
        """Wait for a while drawn between nothing and twice as long as last time; a stop ends it."""
        most = min(_LONGEST_BACKOFF_S, _FIRST_BACKOFF_S * 2 ** min(faults - 1, 20))
        try:
            await asyncio.wait_for(self._stopped.wait(), self._chance() * most)
        except TimeoutError:
            return

    async def _attempt(self, prompt: Prompt, seed: int, case: Case) -> _End:
        """One call, from waiting for a slot to leaving it."""
        written = sum(len(text) for _, text in prompt.messages) / _CHARACTERS_PER_TOKEN
        ticket, mark = await self._enter(written + self._written, case)
        end = _End(Outcome.FAULT)
        try:
            end = await self._judge(await self._post(prompt, seed, self._form), prompt, case)
        except Fault as fault:
            end = _End(Outcome.FAULT, fault=str(fault))
        finally:
            self._leave(ticket, mark, end)
        return end

    async def _enter(self, tokens: float, case: Case) -> tuple[Ticket, int]:
        """Wait, first come first served, until limiter and breaker let a call go."""
        if self._stop:
            raise self._stop
        gate: asyncio.Future[tuple[Ticket, int]] = asyncio.get_running_loop().create_future()
        self._gates.append((gate, tokens, case))
        self._admit()
        return await gate

    def _admit(self) -> None:
        """Let go whoever may; look again when the next one may, unless the end of a call will tell."""
        while self._gates:
            gate, tokens, case = self._gates[0]
            if gate.done():  # cancelled while it waited
                self._gates.popleft()
                continue
            if self._stop:
                gate.set_exception(self._stop)
                continue
            slot, server = self.limiter.wait(tokens), self.breaker.wait()
            if slot is None or server is None:
                return
            if wait := max(slot, server):
                self._look_again(wait)
                return
            try:
                case.permit()
                gate.set_result((self.limiter.start(tokens), self.breaker.start()))
            except Exception as error:  # what forbids it belongs to the one who asked
                gate.set_exception(error)

    def _look_again(self, wait: float) -> None:
        """`_admit` after some seconds; the latest order holds."""
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(wait, self._admit)

    def _leave(self, ticket: Ticket, mark: int, end: _End) -> None:
        """Give the slot back and learn from how it went."""
        pause = self.limiter.end(ticket, end.outcome, tokens=end.tokens, retry_after=end.retry_after)
        self.breaker.end(mark, fault=end.fault)
        if end.outcome is Outcome.DONE:
            self._trouble = None
        elif self._trouble is None:
            self._trouble = self._now()
        elif self._now() - self._trouble > self._patience():
            self._give_up(silent(self._patience()))
        if pause:
            self._tell("limited", {"seconds": pause, "window": int(self.limiter.window)})
            if pause > self._pace.patience_s:
                self._give_up(self._later(pause))
        self._admit()

    async def _judge(self, answer: Answer, prompt: Prompt, case: Case) -> _End:
        """What an answer means."""
        self._met = True
        if answer.too_large:
            return _End(reply=await case.keep(Reply(text="", finish="error", error="the reply is larger than allowed")))
        if answer.status == 200:
            self._answered += 1
            self._known = self._known or prompt.schema is not None
            reply = await case.keep(answer.body)
            self._written += _LEARN * (reply.completion_tokens - self._written)
            return _End(reply=reply, tokens=reply.prompt_tokens + reply.completion_tokens)
        code, told = refusal(answer.body)
        if answer.status == 429 and code not in _EMPTY_PURSE:
            return _End(Outcome.LIMITED, retry_after=answer.retry_after)
        if answer.status in RETRIED:
            raise Fault(f"HTTP {answer.status}: {told}")
        if answer.status in (400, 422):
            return await self._refuse(f"HTTP {answer.status}: {told}", prompt, case)
        if answer.status == 413:
            return _End(reply=await case.keep(Reply(text="", finish="error", error=f"the prompt is too large: {told}")))
        self._give_up(hopeless(answer.status, told))
        raise self._stop or AssertionError

    async def _refuse(self, why: str, prompt: Prompt, case: Case) -> _End:
        """A call that the server will not take: perhaps only for the form that was asked for."""
        if prompt.schema is not None and not self._known:
            if weaker := self._form.weaker:
                self._form = weaker
                return _End()
            self._form = Format.SCHEMA  # it was not the form: the next prompt tries again
        self._refused += 1
        if self._refused >= _HOPELESS and not self._answered:
            self._give_up(hopeless(400, why))
        return _End(reply=await case.keep(Reply(text="", finish="error", error=why)))

    def _give_up(self, error: ProvenderError) -> None:
        """Let nobody in any more."""
        self._stop = self._stop or error
        self._stopped.set()
        self._admit()

    def _patience(self) -> float:
        """Seconds of nothing but trouble that are borne."""
        return self._pace.patience_s if self._met else min(_STRANGER_S, self._pace.patience_s)

    def _later(self, pause: float) -> MachineError:
        """The server wants to be left alone for long."""
        return MachineError(
            f"the server asks to wait {pause:.0f} s, longer than patience_s",
            where="the teacher's server",
            mend="run the same command again then: every paid reply is kept",
        )


def closed() -> MachineError:
    """The gateway has closed before the call was made."""
    mend = "run the same command again: what was paid is kept"
    return MachineError("the teacher gateway is closed", where="teacher gateway", mend=mend)


def silent(seconds: float) -> MachineError:
    """Nothing but trouble for too long."""
    return MachineError(
        f"the server has not answered for {seconds:.0f} s",
        where="the teacher's server",
        mend="see that it runs, and run the same command again: every paid reply is kept",
    )


def hopeless(status: int, told: str) -> ProvenderError:
    """The error for a call that will never be taken."""
    mends = {
        401: "put a valid key into the environment variable that `key_env` names",
        402: "top the account up",
        403: "this key may not use this model: see the account, or name another model",
        404: "check `model` and `base_url`; the address usually ends in /v1",
        429: "top the account up",
    }
    mend = mends.get(status, "check `model`, `base_url` and `params` of the teacher")
    return RecipeError(f"the server refuses: HTTP {status}: {told}", where="the teacher's server", mend=mend)
