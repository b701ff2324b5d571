"""Grade-school problems from both of their files, and files that are not what they should be."""

import json
from pathlib import Path

import pytest

from provender.core.errors import InputError
from provender.reasoning.problem import Problem
from provender.reasoning.readers.gsm8k import Gsm8k

GOOD = {"question": "What do 2 pens cost at $3?", "answer": "They cost 2*3 = $<<2*3=6>>6.\n#### 6"}


def written(folder: Path, *lines: object) -> str:
    """A file of these lines; what is no text is written as JSON."""
    file = folder / "problems.jsonl"
    told = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    file.write_bytes(b"\n".join(told) + b"\n")
    return str(file)


def test_gsm8k_reads_both_layouts(tmp_path: Path) -> None:
    other = {"question": GOOD["question"], "ground_truth": "2*3=<<2*3=6>>6\nA: 6", "6b": {"solution": "7"}}

    one, two = Gsm8k(path=written(tmp_path, GOOD, other))()

    assert one.payload == Problem(GOOD["question"], "6", "en", None, "They cost 2*3 = $6.")
    assert two.payload == Problem(GOOD["question"], "6", "en", None, "2*3=6")
    assert (one.origin.source, one.origin.index, two.origin.index) == ("anchor", 0, 1)
    assert dict(one.tags) == {"topic": "word_problems", "level": "1", "language": "en"}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ({"answer": "#### 6"}, "no question"),
        ({"question": " ", "answer": "#### 6"}, "no question"),
        ({"question": {"text": "q"}, "answer": "#### 6"}, "no question"),
        ({"question": "q"}, "no worked solution"),
        ({"question": "q", "answer": 6}, "no worked solution"),
        ({"question": "q", "answer": "six"}, "no answer line"),
        ([1, 2], "not an object"),
        (b'{"question": "q", "answ', "not JSON"),
        (b'{"question": "\xff\xfe"}', "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"question": 1' + b"0" * 10_000 + b"}", "not JSON"),
    ],
)
def test_gsm8k_names_the_broken_line(tmp_path: Path, line: object, what: str) -> None:
    path = written(tmp_path, GOOD, line)

    with pytest.raises(InputError, match=what) as caught:
        list(Gsm8k(path=path)())

    assert caught.value.where == f"{path} line 2"


@pytest.mark.parametrize("content", [b"", b"\n\n  \n"])
def test_gsm8k_refuses_an_empty_file(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "empty.jsonl"
    file.write_bytes(content)

    with pytest.raises(InputError, match="empty"):
        list(Gsm8k(path=str(file))())


def test_gsm8k_offers_the_nearest_file(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)

    with pytest.raises(InputError) as caught:
        list(Gsm8k(path=path.replace("problems", "problem"))())

    assert "problems.jsonl" in caught.value.mend


@pytest.mark.real
def test_gsm8k_reads_the_real_files_without_a_mark_left(data: Path) -> None:
    train = list(Gsm8k(path=str(data / "gsm8k" / "train.jsonl"))())
    test = list(Gsm8k(path=str(data / "gsm8k" / "model_solutions.jsonl"))())

    assert (len(train), len(test)) == (7473, 660)
    assert not [
        record for record in (*train, *test) if "<<" in record.payload.text() or "####" in record.payload.text()
    ]
