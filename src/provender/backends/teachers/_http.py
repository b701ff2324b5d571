"""Calls over HTTP to one teacher's server: bounded in size and time, no redirects, and no word of the key."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from provender.backends.teachers._wire import Answer, Fault

_LATE = 4096  # answers back that a repeat is looked for: more than can be under way
_UNCHECKED = 2  # sessions: names checked, a connection a call, names without meaning
_NAME = re.compile(rb'"id"\s*:\s*"([^"]{1,200})"')
_JSON = {"Content-Type": "application/json"}
_PLAIN = "identity"  # a compressed reply could be small on the line and huge in memory


class Http:
    """One server.

    Args:
        base_url: without a slash at its end.
        key: sent as bearer token; "" sends none.
        timeout_s: a whole call may take.
        largest: bytes of an answer's body.
    """

    def __init__(self, base_url: str, key: str, *, timeout_s: float, largest: int) -> None:
        self._base = base_url
        self._addresses: dict[str, URL] = {}
        self._largest = largest
        self.redact = redactor(key)
        self._key = key
        self._timeout = aiohttp.ClientTimeout(total=timeout_s, sock_connect=min(timeout_s, 30.0))
        self._seen: dict[bytes, int] = {}  # names of late answers, with what they were
        self._sessions = [self._session(reuse=True)]

    def _session(self, *, reuse: bool) -> aiohttp.ClientSession:
        """Connections to the server; `reuse` keeps them for the next calls."""
        headers = {"Accept-Encoding": _PLAIN, "User-Agent": "provender"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, force_close=not reuse),  # the limiter counts the calls
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=self._timeout,
            headers=headers,
            auto_decompress=False,
        )

    async def close(self) -> None:
        """Hang up."""
        for session in self._sessions:
            await session.close()

    async def post(self, path: str, told: dict[str, object]) -> Answer:
        """Post JSON.

        Raises:
            Fault: no complete answer came.
        """
        data = json.dumps(told, separators=(",", ":")).encode()
        return await self._call("POST", path, data=data, headers=_JSON)

    async def upload(self, path: str, name: str, data: bytes, **facts: str) -> Answer:
        """Post a file as a form."""
        form = aiohttp.FormData(facts)
        form.add_field("file", data, filename=name, content_type="application/jsonl")
        return await self._call("POST", path, data=form)

    async def get(self, path: str, **query: str) -> Answer:
        """Fetch JSON."""
        return await self._call("GET", path, params=query)

    async def fetch(self, path: str, *, largest: int) -> Answer:
        """Fetch a file of whatever kind, which may be larger than a reply.

        Raises:
            Fault: no complete answer came, or it is too large.
        """
        answer = await self._call("GET", path, largest=largest)
        if answer.too_large:
            raise Fault("the file is larger than allowed")
        return answer

    async def _call(self, method: str, path: str, *, largest: int = 0, **what: Any) -> Answer:
        """One call, its answer read to the end; `largest` is given for files, which need not be JSON."""
        session = self._sessions[-1]
        address = self._addresses.get(path) or self._addresses.setdefault(path, URL(f"{self._base}/{path}"))
        try:
            async with session.request(method, address, allow_redirects=False, **what) as response:
                answer = await self._read(response, largest)
        except TimeoutError:
            raise Fault("it took too long") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise Fault(str(self.redact(f"{type(error).__name__}: {error}"))[:200]) from None
        if method == "POST":
            self._check_new(answer.body, session)
        return answer

    def _check_new(self, body: bytes, session: aiohttp.ClientSession) -> None:
        """Refuse an answer that came before: a broken server's repeat, waiting on a connection, is not for this call.

        After the first, each call has a connection of its own, on which nothing can wait. Where names repeat on other
        answers, or even there, they mean nothing: connections are used again, and nothing is checked.
        """
        stage = self._sessions.index(session)
        named = _NAME.search(body, 0, 512) if stage < _UNCHECKED else None
        if named is None:
            return
        before, now = self._seen.get(named[1]), hash(body)
        self._seen[named[1]] = now
        if before is None:
            if len(self._seen) > _LATE:
                del self._seen[next(iter(self._seen))]
        elif before != now or stage == 1:
            while len(self._sessions) <= _UNCHECKED:
                self._sessions.append(self._session(reuse=True))
        else:
            if len(self._sessions) == 1:
                self._sessions.append(self._session(reuse=False))
            raise Fault("the server sent an answer that it had sent before")

    async def _read(self, response: aiohttp.ClientResponse, largest: int) -> Answer:
        """The body, as far as it is allowed; a good one must be JSON unless it is a file."""
        if response.headers.get("Content-Encoding", _PLAIN) != _PLAIN:
            raise Fault("the answer is compressed, which was not asked for")
        if response.status == 200 and not largest and "json" not in response.content_type:
            raise Fault(f"the answer is {response.content_type[:60]!r}, not JSON")
        most = largest or self._largest
        known = response.content_length
        short = known is not None and known <= most
        body = await response.read() if short else await _within(response, most)
        if body is None:
            return Answer(response.status, b"", too_large=True)
        return Answer(response.status, self.redact(body), _seconds(response.headers.get("Retry-After")))


async def _within(response: aiohttp.ClientResponse, most: int) -> bytes | None:
    """A body whose length nobody announced; None when it is longer than `most`."""
    pieces: list[bytes] = []
    size = 0
    async for piece in response.content.iter_any():
        size += len(piece)
        if size > most:
            response.close()
            return None
        pieces.append(piece)
    return b"".join(pieces)


def redactor(key: str) -> Callable[[Any], Any]:
    """Takes the key out of text or bytes, in every form in which JSON or an address may hold it."""
    if not key:
        return lambda told: told
    forms = sorted({key, json.dumps(key)[1:-1], quote(key), quote(key, safe="")}, key=len, reverse=True)
    coded = [form.encode() for form in forms]

    def redact(told: Any) -> Any:
        """`told`, text or bytes, with "[key]" in the key's place."""
        for text, data in zip(forms, coded, strict=True):
            told = told.replace(data, b"[key]") if isinstance(told, bytes) else told.replace(text, "[key]")
        return told

    return redact


def _seconds(told: str | None) -> float | None:
    """A Retry-After in seconds; a date is taken for a minute."""
    if told is None:
        return None
    try:
        return min(max(float(told), 0.0), 1e9)
    except ValueError:
        return 60.0
