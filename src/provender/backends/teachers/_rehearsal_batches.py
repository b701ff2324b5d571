"""The batch interface of a rehearsal: files, batches, and what becomes of them."""

import json
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from aiohttp import web

Reply = Callable[[Mapping[str, Any]], dict[str, object]]


class Batches:
    """Files and batches in memory; a batch is answered when it has been looked at a few times.

    Args:
        reply: a chat completion for a posted body; raises LookupError for a call that the server refuses.
        looks: at a batch until it is complete.
        expire: batches, of the first, that expire with half of their calls unanswered.

    Attributes:
        handed_in: batches so far.
    """

    def __init__(self, reply: Reply, *, looks: int = 2, expire: int = 0) -> None:
        self._reply = reply
        self._looks = looks
        self._expire = expire
        self._files: dict[str, bytes] = {}
        self._batches: dict[str, dict[str, Any]] = {}
        self._seen: dict[str, int] = {}
        self._names = count(1)

    @property
    def handed_in(self) -> int:
        """Batches so far."""
        return len(self._batches)

    def add_to(self, app: web.Application) -> None:
        """Offer the interface."""
        app.router.add_post("/v1/files", self._upload)
        app.router.add_get("/v1/files/{name}/content", self._content)
        app.router.add_post("/v1/batches", self._submit)
        app.router.add_get("/v1/batches", self._list)
        app.router.add_get("/v1/batches/{name}", self._look)

    async def _upload(self, request: web.Request) -> web.Response:
        """Take a file."""
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        name = f"file-{next(self._names)}"
        self._files[name] = file.file.read()
        return web.json_response({"id": name, "purpose": form["purpose"]})

    async def _content(self, request: web.Request) -> web.Response:
        """Give a file."""
        return web.Response(body=self._files[request.match_info["name"]], content_type="application/octet-stream")

    async def _submit(self, request: web.Request) -> web.Response:
        """Begin a batch."""
        told = json.loads(await request.read())
        name = f"batch-{next(self._names)}"
        self._batches[name] = {"id": name, "status": "in_progress", **told}
        return web.json_response(self._batches[name])

    async def _list(self, request: web.Request) -> web.Response:
        """Two batches a page, the newest first."""
        names = list(self._batches)[::-1]
        after = request.query.get("after")
        start = names.index(after) + 1 if after else 0
        page = [self._batches[name] for name in names[start : start + 2]]
        return web.json_response({"data": page, "has_more": start + 2 < len(names)})

    async def _look(self, request: web.Request) -> web.Response:
        """A batch as it is by now."""
        name = request.match_info["name"]
        self._seen[name] = self._seen.get(name, 0) + 1
        batch = self._batches[name]
        if batch["status"] == "in_progress" and self._seen[name] >= self._looks:
            self._finish(batch)
        return web.json_response(batch)

    def _finish(self, batch: dict[str, Any]) -> None:
        """Answer the calls."""
        lines = self._files[batch["input_file_id"]].splitlines()
        expired = list(self._batches).index(batch["id"]) < self._expire
        good, bad = [], []
        for line in lines[: len(lines) // 2] if expired else lines:
            call = json.loads(line)
            try:
                response = {"status_code": 200, "body": self._reply(call["body"])}
                good.append(json.dumps({"custom_id": call["custom_id"], "response": response}))
            except LookupError as why:
                response = {"status_code": 400, "body": {"error": {"message": str(why)}}}
                bad.append(json.dumps({"custom_id": call["custom_id"], "response": response}))
        batch["status"] = "expired" if expired else "completed"
        for kind, told in (("output_file_id", good), ("error_file_id", bad)):
            if told:
                batch[kind] = f"file-{next(self._names)}"
                self._files[batch[kind]] = "\n".join(told[::-1]).encode()
