"""Answers from a file: found by the question's exact text; a bad file is one clear error."""

import json
from pathlib import Path

import pytest

from provender.backends.teachers.replay import Replay
from provender.core import jsonl
from provender.core.errors import InputError, ProvenderError, UnknownName
from provender.core.protocols import Prompt, Reply


def ask(question: str, sample: int = 0) -> Prompt:
    return Prompt(messages=(("system", "Be brief."), ("user", question)), sample=sample)


def write(folder: Path, *entries: object) -> str:
    file = folder / "answers.jsonl"
    file.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return str(file)


def test_replay_finds_the_answer_by_the_exact_question(tmp_path: Path) -> None:
    path = write(tmp_path, {"question": "2 + 2?", "m": {"solution": "4 €"}}, {"question": "3?", "m": {"solution": "3"}})

    replies = Replay(path=path, lineage="gpt-3", answer="m.solution").complete([ask("3?"), ask("2 + 2?")], seed=9)

    assert [Reply(text="3"), Reply(text="4 €")] == replies


def test_replay_gives_repeated_answers_by_sample(tmp_path: Path) -> None:
    path = write(tmp_path, *({"question": "2 + 2?", "answer": answer} for answer in "45"))

    replies = Replay(path=path, lineage="x").complete([ask("2 + 2?", sample) for sample in range(3)], seed=0)

    assert [reply.text for reply in replies] == ["4", "5", ""]
    assert replies[2].finish == "error"
    assert "only 2 answers" in replies[2].error


def test_replay_never_answers_another_question(tmp_path: Path) -> None:
    path = write(tmp_path, {"question": "2 + 2?", "answer": "4"}, {"question": "5?", "answer": None})

    replies = Replay(path=path, lineage="x").complete([ask("2 + 2? "), ask(""), ask("5?")], seed=0)

    assert [reply.finish for reply in replies] == ["error"] * 3


def test_replay_reads_a_byte_order_mark_blank_lines_and_lone_surrogates(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"question": "a\\ud800", "answer": "1"}\r\n\r\n{"question": "b", "answer": "2"}')

    replies = Replay(path=str(file), lineage="x").complete([ask("a\ud800"), ask("b")], seed=0)

    assert [reply.text for reply in replies] == ["1", "2"]


def test_replay_sees_that_its_file_has_changed(tmp_path: Path) -> None:
    teacher = Replay(path=write(tmp_path, {"question": "q", "answer": "old"}), lineage="x")
    assert teacher.complete([ask("q")], seed=0)[0].text == "old"

    write(tmp_path, {"question": "q", "answer": "newer"})

    assert teacher.complete([ask("q")], seed=0)[0].text == "newer"


GOOD = b'{"question": "q", "answer": "a"}\n'


@pytest.mark.parametrize(
    ("content", "said", "line"),
    [
        (b"", "empty", ""),
        (b"\n \n", "empty", ""),
        (GOOD + b'{"question": "r", "answ', "cut off", "line 2"),
        (GOOD + b"not json\n", "not JSON", "line 2"),
        (GOOD + b'["q", "a"]\n', "not an object", "line 2"),
        (GOOD + '{"question": "é"}\n'.encode("latin-1"), "byte 15 is not UTF-8", "line 2"),
        (GOOD.decode().encode("utf-16"), "not UTF-8", "line 1"),
        (b"\x1f\x8b\x08\x00", "not UTF-8", "line 1"),
        (GOOD + b"[" * 100_000 + b"\n", "not JSON", "line 2"),
        (GOOD + b'{"question": ' + b"9" * 5000 + b"}\n", "not JSON", "line 2"),
        (GOOD + b'{"answer": "a"}\n', "not a question", "line 2"),
    ],
)
def test_replay_says_what_is_wrong_with_a_file(content: bytes, said: str, line: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_bytes(content)

    with pytest.raises(InputError) as caught:
        Replay(path=str(file), lineage="x").complete([ask("q")], seed=0)

    assert said in caught.value.what
    assert f"{file} {line}".strip() == caught.value.where


def test_replay_refuses_a_huge_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "_LONGEST", 1 << 20)
    file = tmp_path / "huge.jsonl"
    file.write_bytes(GOOD + b'{"question": "' + b"x" * (1 << 20) + b'"}\n')

    with pytest.raises(InputError, match="longer than 1 MiB") as caught:
        Replay(path=str(file), lineage="x").complete([ask("q")], seed=0)

    assert "line 2" in caught.value.where


def test_replay_refuses_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(ProvenderError) as caught:
            Replay(path=str(path), lineage="x").complete([ask("q")], seed=0)
        assert caught.value.exit_code == 2


def test_replay_offers_the_nearest_answer_field(tmp_path: Path) -> None:
    path = write(tmp_path, {"question": "q", "175b": {"solution": "a", "ok": True}})

    with pytest.raises(UnknownName, match=r"did you mean '175b.solution'\?"):
        Replay(path=path, lineage="x", answer="175b.solutions").complete([ask("q")], seed=0)


@pytest.mark.real
def test_replay_answers_every_question_of_the_real_teachers(data: Path) -> None:
    path = data / "gsm8k" / "model_solutions.jsonl"
    with path.open(encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    teacher = Replay(path=str(path), lineage="gpt-3", answer="175b_verification.solution")

    replies = teacher.complete([ask(entry["question"]) for entry in entries], seed=0)

    assert [entry["175b_verification"]["solution"] for entry in entries] == [reply.text for reply in replies]
