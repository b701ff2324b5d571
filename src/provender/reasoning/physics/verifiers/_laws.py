"""What the judges of this branch share: checks of dimensions as sentences, and questions of many sentences."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from provender.core.claim import Claim, Term
from provender.reasoning.read import units
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.steps import Line

_SENTENCE = re.compile(r"(?<=[.?]) ")
_MOST_CHARACTERS = 12_000


def unit_lines(formulas: Mapping[str, tuple[str, str]]) -> "dict[str, Line[Any]]":
    """A rule for each check of dimensions: kind -> the units that its formula multiplies, and what they make."""
    return {kind: _unit_line(units.parse(left), units.parse(right)) for kind, (left, right) in formulas.items()}


def _unit_line(left: "Term | None", right: "Term | None") -> "Line[Any]":
    """Both sides are those of the formula, which measure the same thing."""
    same = left is not None and right is not None and units.agree(left, right)

    def agrees(_: object, v: Values, __: Sequence[Said]) -> bool:
        return same and (v["l"], v["r"]) == (left, right)

    return Line(lambda v: Claim("dimension", (v["l"], v["r"])), agrees)


def checked(before: Sequence[Said], kind: str) -> bool:
    """Whether a sentence before checked the units."""
    return any(said.kind == kind for said in before)


def stated(before: Sequence[Said], kind: str, **slots: object) -> Values | None:
    """What the first sentence of a kind with these slots said; None where there is none."""
    for said in before:
        if said.kind == kind and all(said.values.get(name) == held for name, held in slots.items()):
            return said.values
    return None


def sentences(asks: Forms, question: str) -> list[Said] | None:
    """All sentences of a question in one language; None where one of them is not understood."""
    if len(question) > _MOST_CHARACTERS:
        return None
    texts = _SENTENCE.split(question)
    first = asks.read(texts[0])
    if first is None:
        return None
    found = [asks.read_in(first.language, text) for text in texts]
    known = [said for said in found if said is not None]
    return known if len(known) == len(found) else None
