"""The test double: its faults come as often as asked, and the same way every time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.backends.teachers.scripted import HOSTILE, Scripted
from provender.core.errors import RecipeError
from provender.core.protocols import Prompt, Reply

QUESTIONS = [f"What is {n} + 1?" for n in range(1000)]
ANSWERS = {question: f"{n} + 1 = {n + 1}" for n, question in enumerate(QUESTIONS)}
PROMPTS = [Prompt(messages=(("user", question),)) for question in QUESTIONS]


def is_mistaken(right: str, text: str) -> bool:
    head, _, last = text.rpartition(" ")
    return right.startswith(head) and 1 <= int(last) - int(right.rpartition(" ")[2]) <= 9


KINDS: dict[str, Callable[[str, Reply], bool]] = {
    "wrong": lambda right, reply: is_mistaken(right, reply.text),
    "cut": lambda right, reply: reply.finish == "length" and reply.text == right[: len(right) // 2],
    "failed": lambda _, reply: reply.finish == "error" and "503" in reply.error and not reply.text,
    "hostile": lambda right, reply: reply.text.endswith("\n" + right) and reply.text.split("\n" + right)[0] in HOSTILE,
}


def test_scripted_without_faults_says_what_the_script_says() -> None:
    prompts = [*PROMPTS[:2], Prompt(messages=(("user", "?"), ("assistant", "!")))]

    replies = Scripted(replies=ANSWERS).complete(prompts, seed=0)

    assert [reply.text for reply in replies] == ["0 + 1 = 1", "1 + 1 = 2", "I do not know."]
    assert Reply(text="0 + 1 = 1", prompt_tokens=5, completion_tokens=5) == replies[0]


@pytest.mark.parametrize("fault", KINDS)
def test_scripted_errs_as_often_as_it_is_told(fault: str) -> None:
    """1000 draws at 0.3: 40 off is 2.8 standard deviations; the seed is fixed."""
    dials: dict[str, Any] = {fault: 0.3}

    replies = Scripted(replies=ANSWERS, **dials).complete(PROMPTS, seed=1)

    wrong = [(ANSWERS[q], r) for q, r in zip(QUESTIONS, replies, strict=True) if r.text != ANSWERS[q]]
    assert abs(len(wrong) - 300) < 40
    assert all(KINDS[fault](right, reply) for right, reply in wrong)


@given(seed=st.integers(0, 2**40), cut=st.integers(0, 20))
def test_scripted_depends_on_prompt_seed_and_sample_alone(seed: int, cut: int) -> None:
    teacher = Scripted(replies=ANSWERS, wrong=0.4, cut=0.2, failed=0.2, hostile=0.2)
    prompts = [Prompt(messages=(("user", QUESTIONS[n % 7]),), sample=n // 7) for n in range(20)]

    parts = [*teacher.complete(prompts[cut:], seed=seed), *teacher.complete(prompts[:cut], seed=seed)]

    whole = teacher.complete(prompts, seed=seed)
    assert [*whole[cut:], *whole[:cut]] == parts


def test_scripted_has_a_wrong_reply_without_a_number() -> None:
    teacher = Scripted(replies={"Why?": "Because."}, wrong=1.0)

    assert teacher.complete([Prompt(messages=(("user", "Why?"),))], seed=0)[0].text == "I cannot tell."


@pytest.mark.parametrize("dials", [{"wrong": 0.6, "cut": 0.6}, {"failed": -0.1}, {"delay_s": -1}])
def test_scripted_refuses_impossible_shares(dials: dict[str, Any]) -> None:
    with pytest.raises(RecipeError):
        Scripted(**dials)


def test_a_flaw_keeps_to_the_lines_that_bear_its_tags(tmp_path: Path) -> None:
    lines = [{"question": f"q{at}", "answer": str(at), "tags": {"level": str(at % 2)}} for at in range(40)]
    (tmp_path / "known.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    flawed = Scripted(path=str(tmp_path / "known.jsonl"), wrong=1.0, only={"level": "1"})

    replies = flawed.complete([Prompt(messages=(("user", f"q{at}"),)) for at in range(40)], seed=0)

    assert [at % 2 == 1 for at in range(40)] == [reply.text != str(at) for at, reply in enumerate(replies)]
    assert {"stop"} == {reply.finish for reply in replies}
