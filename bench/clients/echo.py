"""The cheapest server that speaks chat completions: one canned reply, named anew each time, after a delay.

    python -m bench.clients.echo DELAY_S SECONDS

prints its port and serves until the seconds are over or its standard input ends.
"""

import asyncio
import sys
from itertools import count

TEXT = "The sum of 12 and 30 is 42, since 12 + 30 = 42. " * 6
HEAD, TAIL = (
    b'{"id":"chatcmpl-%012d","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,'
    b'"message":{"role":"assistant","content":"',
    b'"},"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":80,"total_tokens":100}}',
)
END = b"\r\n\r\n"
LENGTH = b"content-length:"
names = count()


def answer() -> bytes:
    """The reply under its next name."""
    body = HEAD % next(names) + TEXT.encode() + TAIL
    start = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return start % len(body) + body


class Echo(asyncio.Protocol):
    """Answers each whole request on a connection after the delay."""

    def __init__(self, delay_s: float) -> None:
        self._delay_s = delay_s
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A caller."""
        assert isinstance(transport, asyncio.Transport)
        self._line = transport

    def data_received(self, data: bytes) -> None:
        """A piece of a request."""
        self._read += data
        while (end := self._read.find(END)) >= 0:
            head = self._read[:end].lower()
            size = int(head[head.find(LENGTH) + len(LENGTH) :].split(b"\r\n", 1)[0])
            if len(self._read) < end + len(END) + size:
                return
            self._read = self._read[end + len(END) + size :]
            asyncio.get_running_loop().call_later(self._delay_s, self._answer)

    def _answer(self) -> None:
        if not self._line.is_closing():
            self._line.write(answer())


async def main() -> None:
    """Serve."""
    delay_s, seconds = (float(word) for word in sys.argv[1:3])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Echo(delay_s), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    ended = loop.run_in_executor(None, sys.stdin.read)
    await asyncio.wait([ended], timeout=seconds)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
