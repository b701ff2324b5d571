"""The client over real HTTP, against a server that errs by a script: right replies, honest failures, no leaked key."""

import json
import logging
import socket
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from provender.backends.teachers._http import redactor
from provender.backends.teachers._wire import Format, read
from provender.backends.teachers.gateway import Gateway
from provender.backends.teachers.openai import OpenAI
from provender.backends.teachers.rehearsal import Rehearsal, Script
from provender.backends.teachers.scripted import Scripted
from provender.core.errors import RecipeError
from provender.core.protocols import Prompt, Reply
from provender.core.recipe import Pace, Price

KEY = 'sk-UNMISTAKABLE+/"7f3a'
BRAIN = Scripted(replies={f"q{n}": f"{n} is right" for n in range(400)})
QUICK = Pace(timeout_s=60, retries=8)


@dataclass
class Book:
    """A journal in memory."""

    entries: dict[str, bytes] = field(default_factory=dict)
    syncs: int = 0

    def get(self, key: str) -> bytes | None:
        return self.entries.get(key)

    def put_all(self, entries: Iterable[tuple[str, bytes]]) -> None:
        self.syncs += 1
        for key, value in entries:
            self.entries.setdefault(key, value)


def ask(count: int, *, first: int = 0) -> list[Prompt]:
    return [Prompt(messages=(("user", f"q{n}"),)) for n in range(first, first + count)]


def teacher(server: Rehearsal, **dials: object) -> OpenAI:
    return OpenAI(model="m", lineage="scripted", base_url=server.base_url, **dials)  # type: ignore[arg-type]


def through(server: Rehearsal, book: Book, count: int, pace: Pace = QUICK, **dials: object) -> list[Reply]:
    """Ask through a gateway."""
    with Gateway(teachers={"t": teacher(server, **dials)}, paces={"t": pace}, journal=book) as gateway:
        return list(gateway.proxy("t").complete(ask(count), seed=0))


RIGHT = [f"{n} is right" for n in range(400)]


def test_openai_gives_the_servers_replies_in_order_with_their_tokens() -> None:
    with Rehearsal(Script(teacher=BRAIN)) as server:
        replies = through(server, Book(), 100)

    assert RIGHT[:100] == [reply.text for reply in replies]
    assert (replies[0].prompt_tokens, replies[0].completion_tokens, replies[0].finish) == (1, 3, "stop")


def test_openai_alone_asks_without_a_gateway() -> None:
    with Rehearsal(Script(teacher=BRAIN)) as server:
        assert [reply.text for reply in teacher(server).complete(ask(3), seed=0)] == RIGHT[:3]


def test_openai_carries_many_calls_at_once_and_many_replies_a_sync() -> None:
    book = Book()
    with Rehearsal(Script(teacher=BRAIN, delay_s=0.05)) as server:
        through(server, book, 400, Pace(connections=128))

        assert server.most_at_once > 64
    assert len(book.entries) == 400
    assert book.syncs < 200


@pytest.mark.parametrize("fault", ["500", "503", "cut", "half", "html", "drip", "429"])
def test_openai_tries_again_after_a_fault_until_the_reply_is_whole(fault: str) -> None:
    pace = Pace(timeout_s=0.5 if fault == "drip" else 60, retries=20)
    with Rehearsal(Script(teacher=BRAIN, faults={fault: 0.2}, retry_after="0.02")) as server:
        replies = through(server, Book(), 24, pace)

        assert server.spoiled[fault] > 0
        assert fault == "drip" or set(server.served.values()) == {1}
    assert [reply.text for reply in replies] == RIGHT[: len(replies)]


@pytest.mark.parametrize(("fault", "said"), [("torn", "no chat completion"), ("huge", "larger than allowed")])
def test_openai_fails_a_reply_that_came_but_is_no_good_and_does_not_pay_again(fault: str, said: str) -> None:
    book = Book()
    with Rehearsal(Script(teacher=BRAIN, faults={fault: 1.0})) as server:
        first = through(server, book, 2)
        second = through(server, book, 2)

        assert server.calls == 2
    assert first == second
    assert {"error"} == {reply.finish for reply in first}
    assert all(said in reply.error for reply in first)


def test_openai_never_takes_a_repeated_answer_for_the_next_one() -> None:
    pace = Pace(connections=4, retries=20)
    with Rehearsal(Script(teacher=BRAIN, faults={"twice": 0.4})) as server:
        replies = through(server, Book(), 100, pace)

        assert server.spoiled["twice"] > 20
    assert [reply.text for reply in replies] == RIGHT[:100]


def test_openai_bears_a_storm() -> None:
    with Rehearsal(Script(teacher=BRAIN, storm=(40, 10), retry_after="0.05")) as server:
        replies = through(server, Book(), 100)

        assert server.spoiled["429"] >= 10
    assert [reply.text for reply in replies] == RIGHT[:100]


def test_openai_truncated_and_withheld_replies_count_as_failures() -> None:
    def told(finish: str | None, text: str = "abc") -> Reply:
        choice = {"message": {"content": text}, "finish_reason": finish}
        return read(json.dumps({"choices": [choice], "usage": {"completion_tokens": 3}}).encode())

    assert [told(finish).finish for finish in ("stop", None, "length", "content_filter", "tool_calls")] == [
        "stop",
        "stop",
        "length",
        "error",
        "error",
    ]
    assert told("stop", "").error == "the reply is empty"
    assert {3} == {told(finish).completion_tokens for finish in ("stop", "length", "content_filter")}


HOSTILE = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b'{"choices": []}',
    b'{"choices": [null]}',
    b'{"choices": [{"message": null}]}',
    b'{"choices": {"0": 1}}',
    b'{"usage": 7, "choices": [{"message": {"content": 7}}]}',
    b'{"usage": {"prompt_tokens": "many"}, "choices": [{"message": {"content": [1]}}]}',
    b'{"usage": {"prompt_tokens": -5}, "choices": [{"message": {"content": null}}]}',
    b"[" * 100_000,
    b'{"usage": {"prompt_tokens": ' + b"9" * 5000 + b"}}",
    b"\xff\xfe\x00",
    b'{"choices": [{"message": {"content": "\\ud800"}}]}',
]


@pytest.mark.parametrize("raw", HOSTILE)
def test_reading_a_reply_never_raises_and_pays_for_no_nonsense(raw: bytes) -> None:
    reply = read(raw)

    assert reply.finish in ("error", "stop")
    assert (reply.prompt_tokens, reply.completion_tokens) == (0, 0)
    json.dumps(reply.text)


def test_key_is_sent_and_never_told(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEACHER_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    book, told = Book(), []
    brain = Scripted(replies={"q0": f"your key is {KEY}", "q1": "ok"})
    with Rehearsal(Script(teacher=brain, key=KEY)) as server:
        asked = teacher(server, key_env="TEACHER_KEY")
        with Gateway(teachers={"t": asked}, journal=book, tell=lambda *fact: told.append(fact)) as gateway:
            replies = gateway.proxy("t").complete(ask(2), seed=0)
    with Rehearsal(Script(teacher=brain, faults={"echo": 1.0})) as server:
        asked = teacher(server, key_env="TEACHER_KEY")
        with Gateway(teachers={"t": asked}, journal=book) as gateway, pytest.raises(RecipeError) as refused:
            gateway.proxy("t").complete(ask(1, first=9), seed=0)

    left = repr((replies, book, told, asked, str(refused.value), caplog.text))
    assert ["your key is [key]", "ok"] == [reply.text for reply in replies]
    assert "no such key: Bearer [key]" in str(refused.value)
    for form in (KEY, json.dumps(KEY)[1:-1], "UNMISTAKABLE"):
        assert form not in left


@pytest.mark.parametrize("key", ["a+b/c", 'quo"ted', "back\\slash"])
def test_redactor_finds_a_key_in_all_its_forms(key: str) -> None:
    redact = redactor(key)
    told = json.dumps({"said": f"{key} and {key}"})

    assert "[key] and [key]" in redact(told)
    assert redact(told.encode()) == redact(told).encode()
    assert redactor("")("as it was") == "as it was"


@pytest.mark.parametrize(
    "dials",
    [
        {"base_url": "ftp://host/v1"},
        {"base_url": "file:///etc/passwd"},
        {"base_url": "http://"},
        {"base_url": "http://host:port/v1"},
        {"base_url": "http://user:SECRET@host/v1"},
        {"base_url": "http://host/v1?api_key=SECRET"},
        {"base_url": "http://host/v1 x"},
        {"key_env": "sk-SECRET"},
        {"params": {"api_key": "SECRET"}},
        {"params": {"stream": True}},
        {"largest": 0},
    ],
)
def test_openai_refuses_what_cannot_be_and_shows_no_secret(dials: dict[str, object]) -> None:
    with pytest.raises(RecipeError) as refused:
        OpenAI(model="m", lineage="l", **dials)  # type: ignore[arg-type]

    assert "SECRET" not in str(refused.value)


@pytest.mark.parametrize("value", ["", " ", "two\nlines", "ключ"])
def test_openai_says_which_variable_holds_no_key(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEACHER_KEY", value)
    before = threading.active_count()

    with pytest.raises(RecipeError, match="TEACHER_KEY holds no key"):
        Gateway(teachers={"t": OpenAI(model="m", lineage="l", key_env="TEACHER_KEY")}, journal=Book())
    assert before == threading.active_count()


def test_openai_follows_no_redirect_with_its_key() -> None:
    heard: list[bytes] = []

    def redirect(door: socket.socket) -> None:
        line, _ = door.accept()
        heard.append(line.recv(65536))
        line.sendall(b"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
        line.close()

    with socket.create_server(("127.0.0.1", 0)) as door:
        serving = threading.Thread(target=redirect, args=(door,))
        serving.start()
        asked = OpenAI(model="m", lineage="l", base_url=f"http://127.0.0.1:{door.getsockname()[1]}/v1")
        with pytest.raises(RecipeError, match="HTTP 307"):
            asked.complete(ask(1), seed=0)
        serving.join()
    assert b"authorization" not in heard[0].lower()


def test_openai_stops_at_the_budget_with_the_calls_under_way() -> None:
    pace = Pace(connections=4)
    with Rehearsal(Script(teacher=BRAIN)) as server:
        with (
            Gateway(
                teachers={"t": teacher(server)},
                prices={"t": Price(prompt=1e6)},
                paces={"t": pace},
                journal=Book(),
                max_cost=10,
            ) as gateway,
            pytest.raises(Exception, match="limit is 10"),
        ):
            gateway.proxy("t").complete(ask(100), seed=0)

        assert 10 <= server.calls < 14


def test_openai_sends_each_sample_a_seed_of_its_own_only_when_asked() -> None:
    def seeds(seeded: bool) -> list[object]:
        asked = OpenAI(model="m", lineage="l", seeded=seeded)
        prompts = [Prompt(messages=(("user", "q"),), sample=sample) for sample in (0, 1, 0)]
        return [asked.body(prompt, 5, Format.TEXT).get("seed") for prompt in prompts]

    first, second, again = seeds(True)

    assert first == again != second
    assert seeds(False) == [None] * 3


@pytest.mark.parametrize("names", ["one for all", "none"])
def test_openai_pays_once_where_a_servers_answers_have_no_names_of_their_own(names: str) -> None:
    class Nameless(Rehearsal):
        def _reply(self, asked: Mapping[str, Any]) -> dict[str, object]:
            told = super()._reply(asked)
            return {**told, "id": "x"} if names == "one for all" else {k: v for k, v in told.items() if k != "id"}

    with Nameless(Script(teacher=BRAIN)) as server:
        replies = through(server, Book(), 60)

        assert server.calls == 60
    assert [reply.text for reply in replies] == RIGHT[:60]
