"""Objects in replies: found in any wrapping, held against the schema, refused with a reason that can be told."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.reasoning.taught.structured import Unfit, read_object, record_schema

SCHEMA = record_schema(
    question={"type": "string", "maxLength": 20},
    steps={"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3},
    level={"type": "integer", "enum": [1, 2, 3]},
)
GOOD = {"question": "q", "steps": ["a"], "level": 2}


@pytest.mark.parametrize(
    "wrapping", ["{}", "Here it is:\n```json\n{}\n```\nDone.", "{{thinking}} {}", "\ufeff {}", "{}{}"]
)
def test_an_object_is_found_in_any_wrapping(wrapping: str) -> None:
    said = wrapping.replace("{}", json.dumps(GOOD)).replace("{{", "{").replace("}}", "}")

    assert read_object(said, SCHEMA) == GOOD


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"question": 3}, "'question' of the object must be of type string"),
        ({"question": "x" * 21}, "must be at most 20"),
        ({"steps": []}, "must be at least 1"),
        ({"steps": ["a"] * 4}, "must be at most 3"),
        ({"steps": ["a", 1]}, "item 2 of 'steps' of the object must be of type string"),
        ({"level": 7}, "must be one of 1, 2, 3"),
        ({"level": True}, "must be of type integer"),
        ({"more": 1}, "has 'more', which was not asked for"),
        ({"question": None}, "must be of type string"),
    ],
)
def test_what_does_not_obey_is_refused_with_the_reason(change: dict[str, object], said: str) -> None:
    with pytest.raises(Unfit, match=said):
        read_object(json.dumps({**GOOD, **change}), SCHEMA)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no object",
        "{",
        "[1, 2]",
        '{"question": "q", "question": "r", "steps": ["a"], "level": 2}',
        '{"question": NaN, "steps": ["a"], "level": 2}',
        "{" * 100_000,
        '{"a":' * 100_000,
        '{"level": ' + "9" * 10_000 + "}",
    ],
)
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        read_object(text, SCHEMA)


def test_a_missing_property_is_named() -> None:
    with pytest.raises(Unfit, match="lacks 'level'"):
        read_object('{"question": "q", "steps": ["a"]}', SCHEMA)


@given(text=st.text())
def test_any_text_gives_an_object_or_a_reason(text: str) -> None:
    with suppress(Unfit):
        assert isinstance(read_object(text, {"type": "object"}), dict)
