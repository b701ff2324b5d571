"""A line through any weather, on a fake clock: the real limiter, breaker, retries and forms."""

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.backends.weather import GOOD, SLOWLY, Sky, ask_all, broken, fine

from provender.backends.teachers._wire import Answer, Fault, Format
from provender.core.errors import MachineError, RecipeError
from provender.core.protocols import Prompt, Reply
from provender.core.recipe import Pace

SCHEMA: dict[str, object] = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}


def texts(replies: list[Reply | BaseException]) -> set[str]:
    return {reply.text for reply in replies if isinstance(reply, Reply)}


def test_line_reaches_its_most_calls_at_once_and_no_more() -> None:
    sky = Sky(fine)
    out = ask_all(sky, 2_000, pace=Pace(connections=128))

    assert (len(sky.calls), sky.most, texts(out.replies)) == (2_000, 128, {"yes"})
    assert out.seconds <= 2_000 / 128 + 8  # five seconds of doubling, and the last of each window


def test_line_bears_a_storm_with_one_cut_and_honours_its_retry_after() -> None:
    """Between the 10th and the 20th second everything is refused for 7 s at a time."""

    def storm(at: float, _number: int, _prompt: Prompt) -> Answer:
        return SLOWLY._replace(retry_after=7.0) if 10 <= at < 20 else Answer(200, GOOD)

    sky = Sky(storm)
    out = ask_all(sky, 3_000, pace=Pace(connections=64))

    assert texts(out.replies) == {"yes"}
    assert 1 <= out.line.limiter.episodes <= 3
    assert not [at for at, _, _ in sky.calls if 10.0 < at < 17.0]
    assert not out.told.of("paused")


def test_line_waits_out_an_outage_with_single_calls_and_says_so() -> None:
    def outage(at: float, _number: int, _prompt: Prompt) -> Answer:
        if 5 <= at < 200:
            raise Fault("connection refused")
        return Answer(200, GOOD)

    sky = Sky(outage)
    out = ask_all(sky, 1_000, pace=Pace(connections=32))

    during = [at for at, _, _ in sky.calls if 12 <= at < 199]
    assert texts(out.replies) == {"yes"}
    assert len(during) < 12
    assert {"connection refused"} == {facts["fault"] for facts in out.told.of("paused")}
    assert len(out.told.of("resumed")) == 1


@pytest.mark.parametrize("answered", [False, True])
def test_line_loses_patience_with_a_server_that_is_gone_and_sooner_with_one_that_never_was(answered: bool) -> None:
    def gone(at: float, number: int, prompt: Prompt) -> Answer:
        return fine(at, number, prompt) if answered and at < 5 else broken(at, number, prompt)

    out = ask_all(Sky(gone), 400, pace=Pace(connections=8, patience_s=600))

    raised = [reply for reply in out.replies if isinstance(reply, MachineError)]
    assert raised
    assert "not answered for" in str(raised[0])
    assert out.seconds < (750 if answered else 150)
    assert not [kept for kept in out.case.kept if isinstance(kept, Reply)], "an outage fails no record"


def test_line_fails_a_prompt_that_breaks_the_server_and_no_other() -> None:
    def poisoned(_at: float, _number: int, prompt: Prompt) -> Answer:
        return Answer(500, b"oops") if prompt.messages[-1][1] == "13" else Answer(200, GOOD)

    sky = Sky(poisoned)
    out = ask_all(sky, 200, pace=Pace(retries=3))

    bad = out.replies[13]
    assert isinstance(bad, Reply)
    assert (bad.finish, bad.error) == ("error", "after 4 tries: HTTP 500: oops")
    assert [prompt for _, prompt, _ in sky.calls].count("13") == 4
    assert out.line.limiter.window > 4


@pytest.mark.parametrize("status", [408, 409, 500, 502, 503, 529])
def test_line_tries_again_where_the_server_was_at_fault(status: int) -> None:
    def once(_at: float, number: int, _prompt: Prompt) -> Answer:
        return Answer(status, b"") if number == 1 else Answer(200, GOOD)

    assert texts(ask_all(Sky(once), 1).replies) == {"yes"}


@pytest.mark.parametrize("status", [301, 401, 402, 403, 404])
def test_line_stops_the_run_where_every_call_would_be_refused(status: int) -> None:
    sky = Sky(lambda at, number, prompt: Answer(status, b'{"error": {"message": "no"}}'))
    out = ask_all(sky, 300)

    assert all(isinstance(reply, RecipeError) for reply in out.replies)
    assert len(sky.calls) <= 4
    assert not out.case.kept


def test_line_stops_at_an_empty_purse_which_is_no_rate_limit() -> None:
    empty = Answer(429, b'{"error": {"code": "insufficient_quota", "message": "pay"}}')
    out = ask_all(Sky(lambda at, number, prompt: empty), 5)

    assert {RecipeError} == {type(reply) for reply in out.replies}


def test_line_stops_when_it_is_told_to_wait_longer_than_its_patience() -> None:
    tomorrow = SLOWLY._replace(retry_after=86_400.0)
    out = ask_all(Sky(lambda at, number, prompt: tomorrow), 5, pace=Pace(patience_s=600))

    assert {MachineError} == {type(reply) for reply in out.replies}
    assert out.seconds < 10


def test_line_fails_refused_prompts_but_stops_when_none_is_ever_taken() -> None:
    def some(_at: float, _number: int, prompt: Prompt) -> Answer:
        return Answer(200, GOOD) if int(prompt.messages[-1][1]) % 2 else Answer(400, b'{"error": "too long"}')

    mixed = ask_all(Sky(some), 100).replies
    assert [f"HTTP 400: {'too long'}"] * 50 == [reply.error for reply in mixed[::2] if isinstance(reply, Reply)]
    none = ask_all(Sky(lambda at, number, prompt: Answer(400, b"no")), 100).replies
    assert isinstance(none[-1], RecipeError)


@pytest.mark.parametrize(
    ("takes", "expected"),
    [({Format.SCHEMA}, [1, 0, 0]), ({Format.OBJECT, Format.TEXT}, [1, 1, 0]), ({Format.TEXT}, [1, 1, 1])],
)
def test_line_finds_the_strictest_form_that_a_server_takes_once(takes: set[Format], expected: list[int]) -> None:
    asked: list[Format] = []

    class Picky(Sky):
        async def post(self, prompt: Prompt, seed: int, form: Format) -> Answer:
            asked.append(form)
            answer = await super().post(prompt, seed, form)
            return answer if form in takes else Answer(400, b"no such response_format")

    out = ask_all(Picky(fine), 50, schema=SCHEMA)

    assert texts(out.replies) == {"yes"}
    assert out.seconds < 20, "the others wait for the first, not for each other"
    refused = [form for form in asked if form not in takes]
    assert len(asked) == 50 + len(refused)
    assert expected[:1] == [asked.count(Format.SCHEMA)] or takes == {Format.SCHEMA}
    assert [asked.count(form) for form in refused] == [1] * len(refused)


def test_line_does_not_take_a_bad_prompt_for_a_server_without_schemas() -> None:
    def first_is_bad(_at: float, _number: int, prompt: Prompt) -> Answer:
        return Answer(400, b"too long") if prompt.messages[-1][1] == "0" else Answer(200, GOOD)

    sky = Sky(first_is_bad)
    ask_all(sky, 10, schema=SCHEMA)

    assert {Format.SCHEMA} == {form for _, prompt, form in sky.calls if prompt != "0"}


def test_line_keeps_to_requests_a_minute() -> None:
    sky = Sky(fine, latency=0.1)
    ask_all(sky, 100, pace=Pace(requests_per_minute=30))

    starts = [at for at, _, _ in sky.calls]
    assert all(later - first >= 60 for first, later in zip(starts, starts[30:], strict=False))
    assert 180 <= starts[-1] < 190


weathers = st.lists(st.sampled_from(["fine", "429", "500", "cut", "torn"]), min_size=1, max_size=40)


@given(weathers=weathers, seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_line_answers_every_prompt_once_in_any_weather(weathers: list[str], seed: int) -> None:
    """Faults in any order: each prompt is kept exactly once, good or with a reason, and none is asked after that."""
    rng = Random(seed)
    good: list[str] = []

    def changing(_at: float, number: int, prompt: Prompt) -> Answer:
        assert prompt.messages[-1][1] not in good, "asked again although its reply was there"
        match weathers[number % len(weathers)] if rng.random() < 0.7 else "fine":
            case "429":
                return SLOWLY
            case "500":
                return Answer(500, b"")
            case "cut":
                raise Fault("cut")
            case "torn":
                good.append(prompt.messages[-1][1])
                return Answer(200, GOOD[:20])
        good.append(prompt.messages[-1][1])
        return Answer(200, GOOD)

    out = ask_all(Sky(changing), 40, pace=Pace(connections=8, patience_s=1e6))

    assert len(out.case.kept) == 40
    assert all(isinstance(reply, Reply) for reply in out.replies)
    for reply in out.replies:
        assert isinstance(reply, Reply)
        assert reply.text == "yes" or reply.error


def test_simulation_is_the_same_every_time() -> None:
    def storm(at: float, number: int, _prompt: Prompt) -> Answer:
        return SLOWLY if number % 7 == 0 else Answer(503, b"") if number % 11 == 0 else Answer(200, GOOD)

    first, second = (ask_all(sky := Sky(storm), 300) and sky.calls for _ in range(2))

    assert json.dumps(first, default=str) == json.dumps(second, default=str)
