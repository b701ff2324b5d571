"""Batches: every prompt answered once, split by size, waited for after a crash and never handed in twice."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from provender.backends.teachers import _batch
from provender.backends.teachers._batch import Size
from provender.backends.teachers.gateway import Gateway
from provender.backends.teachers.openai import OpenAI
from provender.backends.teachers.rehearsal import Rehearsal, Script
from provender.backends.teachers.scripted import Scripted
from provender.core.errors import MachineError, RecipeError, Shortfall
from provender.core.protocols import Prompt
from provender.core.recipe import Pace, Price

COUNT = 25
BRAIN = Scripted(replies={f"q{n}": f"{n} is right" for n in range(COUNT)})
RIGHT = [f"{n} is right" for n in range(COUNT)]


@dataclass
class Book:
    """A journal in memory that fails at a chosen entry."""

    entries: dict[str, bytes] = field(default_factory=dict)
    refuse: str = "nothing"

    def get(self, key: str) -> bytes | None:
        return self.entries.get(key)

    def put_all(self, entries: Iterable[tuple[str, bytes]]) -> None:
        for key, value in entries:
            if key.endswith(self.refuse):
                raise MachineError("the power failed", where="here", mend="wait")
            self.entries.setdefault(key, value)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No long pauses: the server is in this process."""
    monkeypatch.setattr(_batch, "_GATHER_S", 0.02)
    monkeypatch.setattr(_batch, "_FIRST_POLL_S", 0.01)


def texts(server: Rehearsal, book: Book, *, max_cost: float | None = None, first: int = 0) -> Sequence[str]:
    """Ask everything through a gateway."""
    asked = OpenAI(model="m", lineage="scripted", base_url=server.base_url)
    prompts = [Prompt(messages=(("user", f"q{n}"),)) for n in range(first, COUNT)]
    with Gateway(
        teachers={"t": asked},
        paces={"t": Pace(batch=True)},
        prices={"t": Price(prompt=1e6)},
        journal=book,
        max_cost=max_cost,
    ) as gateway:
        return [reply.text or reply.error for reply in gateway.proxy("t").complete(prompts, seed=0)]


def test_a_batch_answers_every_prompt_once() -> None:
    book = Book()
    with Rehearsal(Script(teacher=BRAIN)) as server:
        assert texts(server, book) == RIGHT
        assert texts(server, book) == RIGHT

        assert (server.batches.handed_in, server.calls, set(server.served.values())) == (1, 0, {1})
    assert json.loads(book.entries["paid/00000000"])


@pytest.mark.parametrize(("size", "expected"), [(Size(requests=10), 3), (Size(data=600), 13), (Size(data=1), 25)])
def test_batches_are_split_by_size(size: Size, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_batch, "Size", lambda: size)
    with Rehearsal(Script(teacher=BRAIN)) as server:
        assert texts(server, Book()) == RIGHT

        assert server.batches.handed_in == expected
        assert set(server.served.values()) == {1}


@pytest.mark.parametrize("crash", ["0000", "0000/id", "0000/done"])
@pytest.mark.parametrize("first", [0, 10])
def test_a_resumed_run_waits_for_what_was_handed_in(crash: str, first: int) -> None:
    """Killed before the note, between handing in and the name, before the end: each prompt is paid once."""
    book = Book(refuse=crash)
    with Rehearsal(Script(teacher=BRAIN)) as server:
        for other in range(4):  # other people's batches, on several pages
            server.batches._batches[f"other-{other}"] = {"id": f"other-{other}", "status": "completed"}
        with suppress(MachineError):
            texts(server, book)
        book.refuse = "nothing"

        assert texts(server, book, first=first) == RIGHT[first:]
        assert texts(server, book) == RIGHT
        assert {1} == set(server.served.values())


def test_a_call_that_the_server_did_not_come_to_is_handed_in_again() -> None:
    with Rehearsal(Script(teacher=BRAIN, expire=2)) as server:
        assert texts(server, Book()) == RIGHT

        assert server.batches.handed_in == 3
        assert set(server.served.values()) == {1}


def test_a_call_that_is_refused_or_left_out_is_an_error_with_the_reason() -> None:
    class Picky(Rehearsal):
        def _batched(self, asked: Mapping[str, Any]) -> dict[str, object]:
            if asked["messages"][0]["content"] == "q3":
                raise LookupError("too long")
            return super()._batched(asked)

    with Picky(Script(teacher=BRAIN)) as server:
        told = texts(server, Book())

    assert told[3] == "HTTP 400: too long"
    assert [*told[:3], *told[4:]] == [*RIGHT[:3], *RIGHT[4:]]


def test_batches_stop_at_the_budget() -> None:
    with Rehearsal(Script(teacher=BRAIN)) as server, pytest.raises(Shortfall, match="limit is 0"):
        texts(server, Book(), max_cost=0.0)


def test_a_server_without_batches_is_named() -> None:
    class Plain(Rehearsal):
        async def _start(self) -> int:
            self.batches.add_to = lambda app: None  # type: ignore[method-assign]
            return await super()._start()

    with Plain(Script(teacher=BRAIN)) as server, pytest.raises(RecipeError, match="HTTP 404"):
        texts(server, Book())
