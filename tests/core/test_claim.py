"""Claims are written down and read back exactly, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.claim import Claim

texts = st.text(st.characters(exclude_categories=["Cs"]))
terms = st.recursive(st.integers() | texts, lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=8)


@given(relation=texts, args=st.lists(terms, max_size=3).map(tuple))
def test_a_claim_comes_back_from_its_text_exactly(relation: str, args: tuple[str, ...]) -> None:
    claim = Claim(relation, args)

    assert Claim.from_json(claim.to_json()) == claim
    assert Claim.from_json(claim.to_json()).to_json() == claim.to_json()


def test_a_claims_text_is_canonical() -> None:
    assert Claim("=", (("+", 47, 38), 85)).to_json() == '["=",["+",47,38],85]'
    assert Claim("knight", ("Ngũgĩ",)).to_json() == '["knight","Ngũgĩ"]'


@pytest.mark.parametrize(
    "text", ["", "{", "7", '"="', "[]", "[1,2]", '[["="],1]', '["=",1.5]', '["=",true]', '["=",null]', '["=",{"a":1}]']
)
def test_what_is_no_claim_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no term|not a claim|Expecting"):
        Claim.from_json(text)
