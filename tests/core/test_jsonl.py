"""JSON Lines from outside: every line is an object or an error that names it."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.core.errors import InputError
from provender.core.jsonl import entries, field, names

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda v: st.dictionaries(st.text(), v), max_leaves=5
)
objects = st.dictionaries(st.text(), plain, max_size=3)


@given(given_objects=st.lists(objects, min_size=1, max_size=5), blank=st.sampled_from(["", "\n", "  \n\t\n"]))
@settings(max_examples=20)
def test_every_line_comes_back_with_its_number_and_place(
    tmp_path_factory: pytest.TempPathFactory, given_objects: list[dict[str, object]], blank: str
) -> None:
    file = tmp_path_factory.mktemp("lines") / "a.jsonl"
    lines = [json.dumps(entry) + "\n" for entry in given_objects]
    file.write_text("\ufeff" + blank.join(lines), "utf-8")
    whole = file.read_bytes()

    found = list(entries(file))

    assert [entry for _, _, entry in found] == given_objects
    for number, start, entry in found:
        assert whole[:start].count(b"\n") == number - 1
        assert json.loads(whole[start:].splitlines()[0].decode("utf-8-sig")) == entry


@pytest.mark.parametrize(
    ("content", "words", "line"),
    [
        (b"", "the file is empty", ""),
        (b"\n  \n", "the file is empty", ""),
        (b'{"a": 1}\n{"b": \n', "the line is not JSON", " line 2"),
        (b'{"a": 1}\n{"b', "cut off here", " line 2"),
        (b"[1, 2]\n", "holds '[1, 2]', not an object", " line 1"),
        (b"null\n", "not an object", " line 1"),
        ('{"a": "Ngũgĩ"}\n'.encode("utf-16"), "is not UTF-8", " line 1"),
        ('{"a": "é"}\n'.encode("latin-1"), "byte 8 is not UTF-8", " line 1"),
        (b"[" * 100_000 + b"\n", "the line is not JSON", " line 1"),
        (b'{"a": ' + b"9" * 10_000 + b"}\n", "the line is not JSON", " line 1"),
        (b"\x89PNG\r\n\x1a\n", "is not UTF-8", " line 1"),
        (b'{"a": "' + b"x" * (16 << 20) + b'"}\n', "longer than 16 MiB", " line 1"),
    ],
    ids=["empty", "blank", "broken", "cut", "list", "null", "utf-16", "latin-1", "deep", "digits", "picture", "huge"],
)
def test_what_is_no_json_lines_is_refused_by_line(tmp_path: Path, content: bytes, words: str, line: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(content)

    with pytest.raises(InputError) as caught:
        list(entries(file))

    assert words in caught.value.what
    assert caught.value.where == f"{file}{line}"
    assert caught.value.mend


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(entries(tmp_path))


def test_a_dotted_name_leads_inwards_or_nowhere() -> None:
    entry: dict[str, object] = {"a": {"b": "x", "n": 1}, "c": "y"}

    assert [field(entry, name) for name in ("c", "a.b", "a.z", "c.b", "z")] == ["y", "x", None, None, None]
    assert list(names(entry)) == ["a.b", "c"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"a": \n', "expecting value at character"),
        (b"[" * 100_000 + b"\n", "it nests too deep"),
        (b'{"a": ' + b"9" * 10_000 + b"}\n", "a number in it has thousands of digits"),
    ],
)
def test_a_line_that_is_not_json_says_why_in_plain_words(tmp_path: Path, line: bytes, why: str) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(line)

    with pytest.raises(InputError, match=why):
        list(entries(file))
