"""Any server that speaks OpenAI's chat completions: hosted ones with a key, local ones without.

teachers:
  local: {name: openai, dials: {model: my-model, lineage: llama, base_url: "http://127.0.0.1:8000/v1"}}
"""

import asyncio
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from provender.backends.teachers._batch import BatchLine, Shelf
from provender.backends.teachers._http import Http
from provender.backends.teachers._line import Line, Tell, nobody
from provender.backends.teachers._wire import CHAT, Answer, Format, body, read
from provender.core.errors import RecipeError
from provender.core.protocols import Prompt, Reply
from provender.core.recipe import Pace
from provender.core.registry import teacher

WHERE = "teacher openai"
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,99}")
_RESERVED = frozenset({"messages", "model", "n", "response_format", "seed", "stream", "stream_options", "tools"})


@teacher
@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAI:
    """A language model behind an OpenAI-compatible server.

    Attributes:
        model: as the server calls it.
        lineage: family of models that it comes from, e.g. "llama".
        base_url: http or https, up to and with /v1.
        key_env: name of the environment variable that holds the key; never the key itself. "" sends none.
        params: sampling parameters that the server understands, e.g. {temperature: 0.7, max_tokens: 512}.
        seeded: whether to send a seed of its own with every sample, for servers that take one.
        largest: bytes of a reply, after which it counts as failed.

    Guarantees:
        The key is in no error, log, journal, ledger or digest: what a server sends back is searched for it.

    Raises:
        RecipeError: at once for an address, variable or parameter that cannot be; when it is first used if the
            variable is not set.
    """

    model: str
    lineage: str
    base_url: str = "http://127.0.0.1:8000/v1"
    key_env: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    seeded: bool = False
    largest: int = 4 << 20

    def __post_init__(self) -> None:
        _check_address(self.base_url)
        if self.key_env and not _VARIABLE.fullmatch(self.key_env):
            raise RecipeError(  # it may be a key: it is not shown
                "key_env is not the name of an environment variable",
                where=WHERE,
                mend="put the key into a variable, e.g. TEACHER_KEY, and give that name",
            )
        for name in self.params:
            if name in _RESERVED or "key" in name.lower():
                raise RecipeError(f"params may not set {name!r}", where=WHERE, mend="leave it out")
        if self.largest < 1:
            raise RecipeError(f"largest={self.largest} lets no reply pass", where=WHERE, mend="give largest >= 1")

    def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]:
        """Replies, in order, from a line of its own without a journal; a run asks through its gateway."""
        return asyncio.run(self._complete(prompts, seed))

    async def _complete(self, prompts: Sequence[Prompt], seed: int) -> list[Reply]:
        """All at once."""
        line = self.connect(Pace(), nobody)

        try:
            return list(await asyncio.gather(*(line.ask(prompt, seed=seed, case=_Unkept()) for prompt in prompts)))
        finally:
            await line.close()

    def connect(self, pace: Pace, tell: Tell, shelf: Shelf | None = None) -> "OpenLine | BatchLine":
        """A line to the server, in the running event loop.

        Args:
            shelf: where a line of batches keeps its notes; a pace without batches needs none.

        Raises:
            RecipeError: the variable that should hold the key is not set.
        """
        if pace.batch and shelf is not None:
            return BatchLine(self._whole, self.http(pace), pace, tell=tell, shelf=shelf)
        return OpenLine(self, pace, tell)

    def _whole(self, prompt: Prompt, seed: int) -> dict[str, object]:
        """What is posted for a prompt in a batch: nobody can try forms there, so the strictest is asked for."""
        return self.body(prompt, seed, Format.SCHEMA)

    def body(self, prompt: Prompt, seed: int, form: Format) -> dict[str, object]:
        """What is posted for a prompt."""
        return body(self.model, prompt, params=self.params, seed=seed if self.seeded else None, form=form)

    def http(self, pace: Pace) -> Http:
        """The server."""
        return Http(self.base_url.rstrip("/"), self.key(), timeout_s=pace.timeout_s, largest=self.largest)

    def key(self) -> str:
        """The key, from the environment; "" when none is needed."""
        if not self.key_env:
            return ""
        key = os.environ.get(self.key_env, "").strip()
        if not key or not key.isascii() or not key.isprintable():
            raise RecipeError(
                f"the environment variable {self.key_env} holds no key",
                where=WHERE,
                mend=f"export {self.key_env}=..., or leave key_env out for a server that needs no key",
            )
        return key


class _Unkept:
    """A call that nobody writes down."""

    key = ""

    def permit(self) -> None:
        """Always."""

    async def keep(self, raw: bytes | Reply) -> Reply:
        """Read it."""
        return read(raw) if isinstance(raw, bytes) else raw


class OpenLine(Line):
    """A `Line` over HTTP."""

    def __init__(self, dials: OpenAI, pace: Pace, tell: Tell) -> None:
        super().__init__(self._call, pace, tell=tell)
        self._dials = dials
        self.http = dials.http(pace)

    async def _call(self, prompt: Prompt, seed: int, form: Format) -> Answer:
        """Post one prompt."""
        return await self.http.post(CHAT, self._dials.body(prompt, seed, form))

    async def close(self) -> None:
        """Hang up."""
        self.stop()
        await self.http.close()


def _check_address(address: str) -> None:
    """An address that can be called, and that hides no credentials."""
    mend = 'give http or https, host and path, e.g. "http://127.0.0.1:8000/v1"'
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise RecipeError("base_url is no address", where=WHERE, mend=mend) from None
    if parts.username or parts.password or parts.query or parts.fragment:
        raise RecipeError(  # it may hold a key: it is not shown
            "base_url holds a user, a query or a fragment", where=WHERE, mend=f"{mend}; keys belong into key_env"
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or not address.isprintable() or " " in address:
        raise RecipeError(f"base_url={address[:80]!r} is no address", where=WHERE, mend=mend)
