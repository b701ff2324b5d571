"""The gateway: every call is made once, durable before it is used, paid once, and inside the budget."""

import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from provender.backends.engines.local import Local
from provender.backends.teachers.channel import Proxy
from provender.backends.teachers.gateway import Gateway, identity, key_of
from provender.backends.teachers.replay import Replay
from provender.backends.teachers.scripted import Scripted
from provender.core.errors import IntegrityError, MachineError, ProvenderError, Shortfall, UnknownName
from provender.core.protocols import Prompt, Reply
from provender.core.recipe import Price

SCRIPT = Scripted(replies={f"q{n}": f"{n} is right" for n in range(100)})
PRICE = Price(prompt=1e6, completion=0.0)  # one unit of money a word of the prompt


def ask(*questions: str, sample: int = 0) -> list[Prompt]:
    return [Prompt(messages=(("user", question),), sample=sample) for question in questions]


@dataclass
class Book:
    """A journal in memory, as durable as the test."""

    entries: dict[str, bytes] = field(default_factory=dict)
    crash_at: int = -1
    """The number of the `put_all`, from 0, that the machine does not live to finish."""
    puts: int = 0

    def get(self, key: str) -> bytes | None:
        return self.entries.get(key)

    def put_all(self, entries: Iterable[tuple[str, bytes]]) -> None:
        self.puts += 1
        if self.puts - 1 == self.crash_at:
            raise MachineError("the power failed", where="here", mend="wait")
        for key, value in entries:
            self.entries.setdefault(key, value)


class Counting:
    """Counts what it is asked; `slow` holds every call until it is set. No dataclass: its state is no dial."""

    lineage = "counted"

    def __init__(self, asked: Counter[str] | None = None, *, slow: threading.Event | None = None) -> None:
        self.asked = Counter[str]() if asked is None else asked
        self.slow = slow

    def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]:
        for prompt in prompts:
            self.asked[prompt.messages[-1][1]] += 1
        if self.slow:
            assert self.slow.wait(5)
        return [Reply(text=prompt.messages[-1][1].upper(), prompt_tokens=1) for prompt in prompts]


class Broken:
    """Raises, or returns too little."""

    lineage = "broken"

    def __init__(self, error: Exception | None) -> None:
        self.error = error

    def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]:
        if self.error:
            raise self.error
        return []


def answers(proxy: Proxy, question: str) -> tuple[str, int]:
    """A task for the engine: ask from inside a worker."""
    return proxy.complete(ask(question), seed=0)[0].text, os.getpid()


def test_gateway_gives_the_teachers_own_replies_in_order() -> None:
    prompts = ask("q3", "q1", "q2", "q1")
    with Gateway(teachers={"t": SCRIPT}, journal=Book()) as gateway:
        replies = gateway.proxy("t").complete(prompts, seed=5)

    assert SCRIPT.complete(prompts, seed=5) == replies


def test_gateway_serves_workers() -> None:
    with Gateway(teachers={"t": SCRIPT}, journal=Book()) as gateway:
        task = partial(answers, gateway.proxies()["t"])
        found = dict(Local(workers=2).map(task, [f"q{n % 10}" for n in range(20)]))

        assert {n: f"{n % 10} is right" for n in range(20)} == {n: value[0] for n, value in found.items()}
        assert (gateway.spent()["t"]["calls"], gateway.spent()["t"]["kept"]) == (10, 10)


def test_gateway_proxy_is_a_teacher_that_hides_its_key() -> None:
    with Gateway(teachers={"t": SCRIPT}, journal=Book()) as gateway:
        proxy = pickle.loads(pickle.dumps(gateway.proxy("t")))

        assert proxy == gateway.proxy("t")
        assert proxy.lineage == "scripted"
        assert repr(proxy.address.key) not in repr(proxy)


def test_gateway_writes_a_reply_down_before_it_is_returned() -> None:
    book = Book()
    with Gateway(teachers={"t": SCRIPT}, journal=book) as gateway:
        (reply,) = gateway.proxy("t").complete(ask("q7"), seed=3)

        kept = book.entries[key_of(identity(SCRIPT), ask("q7")[0], seed=3)]
        assert json.loads(kept)["text"] == reply.text


def test_gateway_neither_returns_what_is_not_written_down_nor_buys_more() -> None:
    teacher = Counting()
    with Gateway(teachers={"t": teacher}, journal=Book(crash_at=0)) as gateway:
        for question in "abc":
            with pytest.raises(MachineError, match="power failed"):
                gateway.proxy("t").complete(ask(question), seed=0)

    assert Counter("a") == teacher.asked


@pytest.mark.parametrize("crash_at", range(6))
@pytest.mark.parametrize("slots", [1, 3])
def test_gateway_resumed_pays_again_at_most_what_was_under_way(crash_at: int, slots: int) -> None:
    """A crash between call and journal: afterwards each slot may have made one call in vain, no more."""
    book, asked = Book(crash_at=crash_at), Counter[str]()
    questions = [f"q{n}" for n in range(6 * slots)]  # one sync may carry the replies of all slots

    def attempt() -> list[str]:
        with Gateway(teachers={"t": Counting(asked)}, prices={"t": PRICE}, journal=book, slots=slots) as gateway:
            return [reply.text for reply in gateway.proxy("t").complete(ask(*questions), seed=0)]

    with pytest.raises(MachineError):
        attempt()
    resumed = attempt()

    assert [question.upper() for question in questions] == resumed
    assert asked.total() <= 6 * slots + slots


def test_gateway_pays_nothing_for_what_the_journal_has() -> None:
    book, teacher = Book(), Counting()
    for expected in (3, 0):
        with Gateway(teachers={"t": teacher}, prices={"t": PRICE}, journal=book) as gateway:
            gateway.proxy("t").complete(ask("a", "b", "c"), seed=0)

            assert expected == gateway.spent()["t"]["calls"] == gateway.spent()["t"]["cost"]
            assert gateway.total == 3.0


def test_gateway_tells_calls_apart_by_teacher_dials_prompt_seed_and_sample() -> None:
    book = Book()
    teachers = {"one": SCRIPT, "two": replace(SCRIPT, lineage="other"), "same": SCRIPT}
    with Gateway(teachers=teachers, journal=book) as gateway:
        for name, seed, sample in [("one", 0, 0), ("two", 0, 0), ("one", 1, 0), ("one", 0, 1), ("same", 0, 0)]:
            gateway.proxy(name).complete(ask("a", sample=sample), seed=seed)

    assert len(book.entries) == 4


def test_gateway_knows_a_file_by_its_content(tmp_path: Path) -> None:
    texts = {"a": '{"question": "q", "answer": "1"}\n', "b": '{"question": "q", "answer": "2"}\n'}
    for name, text in [("1", texts["a"]), ("2", texts["a"]), ("3", texts["b"])]:
        (tmp_path / name).write_text(text)
    first, moved, other = (identity(Replay(path=str(tmp_path / name), lineage="x")) for name in "123")

    assert first == moved
    assert first != other


def test_gateway_makes_the_same_call_once_however_many_wait_for_it() -> None:
    teacher = Counting(slow=threading.Event())
    with Gateway(teachers={"t": teacher}, journal=Book()) as gateway, ThreadPoolExecutor(6) as callers:
        calls = [callers.submit(gateway.proxy("t").complete, ask("a"), seed=0) for _ in range(6)]
        wait_for(lambda: gateway.spent()["t"]["kept"] == 5)
        assert teacher.slow
        teacher.slow.set()

        assert [call.result()[0].text for call in calls] == ["A"] * 6

    assert teacher.asked["a"] == 1


@pytest.mark.parametrize("slots", [1, 4])
def test_gateway_stops_at_the_budget_in_this_attempt_and_the_next(slots: int) -> None:
    book, teacher = Book(), Counting()
    for _ in range(2):
        with (
            Gateway(teachers={"t": teacher}, prices={"t": PRICE}, journal=book, max_cost=10, slots=slots) as gateway,
            pytest.raises(Shortfall, match="limit is 10"),
        ):
            gateway.proxy("t").complete(ask(*(f"q{n}" for n in range(100))), seed=0)
        assert 10 <= gateway.total < 10 + slots

    assert 10 <= teacher.asked.total() < 10 + slots


def test_gateway_asks_a_free_teacher_whatever_the_budget() -> None:
    with Gateway(teachers={"t": SCRIPT}, journal=Book(), max_cost=0.0) as gateway:
        assert gateway.proxy("t").complete(ask("q1"), seed=0)[0].text == "1 is right"


@pytest.mark.parametrize("payments", [0, 1, 2, 3, 7, 8, 9])
def test_gateway_finds_the_last_of_any_number_of_payments(payments: int) -> None:
    book = Book({f"paid/{n:08d}": json.dumps(n + 0.5).encode() for n in range(payments)})

    with Gateway(teachers={}, journal=book) as gateway:
        assert (payments - 0.5 if payments else 0.0) == gateway.total


def test_gateway_counts_tokens_money_and_failures() -> None:
    price = Price(prompt=2.0, completion=3.0)
    teacher = Scripted(replies={"two words": "three whole words"})
    with Gateway(
        teachers={"good": teacher, "bad": Scripted(failed=1.0)}, prices={"good": price}, journal=Book()
    ) as gateway:
        gateway.proxy("good").complete(ask("two words"), seed=0)
        gateway.proxy("bad").complete(ask("x"), seed=0)

        assert {
            "calls": 1,
            "kept": 0,
            "failed": 0,
            "prompt_tokens": 2,
            "completion_tokens": 3,
            "cost": pytest.approx(13e-6),
        } == gateway.spent()["good"]
        assert gateway.spent()["bad"]["failed"] == 1


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (LookupError("no such model"), LookupError, "no such model"),
        (Shortfall("enough", where="a", mend="b"), Shortfall, "enough"),
        (None, ProvenderError, "0 replies to one prompt"),
    ],
)
def test_gateway_hands_a_teachers_error_to_the_caller_and_goes_on(
    error: Exception | None, kind: type[Exception], said: str
) -> None:
    with Gateway(teachers={"t": Broken(error), "u": SCRIPT}, journal=Book()) as gateway:
        with pytest.raises(kind, match=said):
            gateway.proxy("t").complete(ask("a"), seed=0)

        assert gateway.proxy("u").complete(ask("q1"), seed=0)[0].text == "1 is right"


def test_gateway_refuses_a_journal_entry_that_is_no_reply() -> None:
    book = Book({key_of(identity(SCRIPT), ask("q1")[0], seed=0): b"{"})

    with Gateway(teachers={"t": SCRIPT}, journal=book) as gateway, pytest.raises(IntegrityError, match="no reply"):
        gateway.proxy("t").complete(ask("q1"), seed=0)


@pytest.fixture(params=["without a file", "in a folder"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the socket lies: Linux has both ways, other systems the second alone."""
    if request.param == "in a folder":
        monkeypatch.setattr("provender.backends.teachers.channel._ABSTRACT", False)
    elif sys.platform != "linux":
        pytest.skip("Linux alone has sockets without a file")
    return str(request.param)


def test_gateway_turns_a_stranger_away_and_goes_on(place: str) -> None:
    with Gateway(teachers={"t": SCRIPT}, journal=Book()) as gateway:
        address = gateway.proxy("t").address
        if place == "in a folder":
            assert oct(Path(address.path).parent.stat().st_mode)[-3:] == "700"
        with pytest.raises(AuthenticationError):
            Client(address.path, authkey=b"guessed")
        with socket.socket(socket.AF_UNIX) as silent:
            silent.connect(address.path)

            assert gateway.proxy("t").complete(ask("q1"), seed=0)[0].text == "1 is right"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's kernel tells who calls")
def test_gateway_turns_another_user_away(monkeypatch: pytest.MonkeyPatch) -> None:
    with Gateway(teachers={"t": SCRIPT}, journal=Book()) as gateway:
        proxy = gateway.proxy("t")
        monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1)

        with pytest.raises(MachineError, match="has gone"):
            proxy.complete(ask("q1"), seed=0)


def test_gateway_closed_says_so_and_leaves_nothing_behind(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Gateway(teachers={"t": SCRIPT}, journal=Book()) as gateway:
        proxy = gateway.proxy("t")
        proxy.complete(ask("q1"), seed=0)

    with pytest.raises(MachineError, match="has gone"):
        proxy.complete(ask("q2"), seed=0)
    assert not list(tmp_path.iterdir())
    wait_for(lambda: not any(thread.name.startswith("gateway") for thread in threading.enumerate()))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a killed driver leaves an empty folder")
def test_gateway_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    script = (
        "import os, signal\n"
        "from provender.backends.teachers.channel import Server\n"
        "Server(lambda question: question)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    killed = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)},
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    assert not list(tmp_path.iterdir())


def test_gateway_without_teachers_starts_nothing() -> None:
    before = threading.active_count()

    with Gateway(teachers={}, journal=Book()) as gateway:
        assert before == threading.active_count()
        assert not gateway.proxies()
        with pytest.raises(UnknownName, match="no teacher is called 'x'"):
            gateway.proxy("x")


def test_gateway_finds_a_short_place_for_its_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("deep" * 25)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    monkeypatch.setattr("provender.backends.teachers.channel._ABSTRACT", False)

    with Gateway(teachers={"t": SCRIPT}, journal=Book()) as gateway:
        assert gateway.proxy("t").complete(ask("q1"), seed=0)[0].text == "1 is right"


def wait_for(condition: Callable[[], bool]) -> None:
    """Until it holds, 5 s at most."""
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)
