"""Calculator marks and labels are taken out, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.reasoning.marks import unmark


@pytest.mark.parametrize(
    ("text", "prose", "answer"),
    [
        ("So 9 * 2 = $<<9*2=18>>18.\n#### 18", "So 9 * 2 = $18.", "18"),
        ("So 9 * 2 = <<9*2=18>>18\nA: 18", "So 9 * 2 = 18", "18"),
        ("#### 5", "", "5"),
        ("Nothing to take out.", "Nothing to take out.", ""),
        ("A: first\nthen more", "A: first\nthen more", ""),
        ("Never closed: 2 + 2 = <<2+2=4 apples", "Never closed: 2 + 2 = 4 apples", ""),
        ("a << b and c >> d\nA:", "a  d", ""),
        ("", "", ""),
    ],
)
def test_unmark_leaves_what_a_person_would_write(text: str, prose: str, answer: str) -> None:
    told = unmark(text)

    assert (told.prose, told.answer) == (prose, answer)


@given(parts=st.lists(st.tuples(st.text("abc =1\n", max_size=8), st.text("12+=", max_size=5)), max_size=5))
def test_unmark_says_where_each_mark_stood(parts: list[tuple[str, str]]) -> None:
    told = unmark("".join(f"{before}<<{mark}>>" for before, mark in parts) + "x")

    rebuilt, at = "", 0
    for place, mark in told.marks:
        rebuilt += told.prose[at:place] + f"<<{mark}>>"
        at = place
    assert [mark for _, mark in told.marks] == [mark for _, mark in parts]
    assert rebuilt + told.prose[at:] == "".join(f"{before}<<{mark}>>" for before, mark in parts) + "x"
