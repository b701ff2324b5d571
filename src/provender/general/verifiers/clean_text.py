"""Text that is what it seems: no broken encoding, no hidden characters, no absurd length.

    >>> from provender.general.verifiers.clean_text import fault
    >>> [fault(text) for text in ("Müller", "MÃ¼ller", "a\\u202eb", "pаypal", "", "aaaa" * 100)]
    ['', 'broken encoding', 'hidden characters', 'look-alike letters', 'nothing in it', 'one character over and over']

Code points, not meaning: what is said in sound characters is for other judges.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict

NAME = "general/clean_text"
LONGEST = 200_000
WORD = 2_000

# What UTF-8 becomes when it is read as Latin-1 or Windows-1252: a lead byte's letter and a continuation byte's sign.
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c"
    "\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
    "|\u00e2(?:\u20ac|\u0080)[\u0080-\u00bf\u2122\u0153\u009d\u02dc\u201c\u201d\u00a6\u00a2]|\u00f0\u0178|\u00ef\u00bb\u00bf|\ufffd"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HIDDEN = re.compile(
    "[\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\u00ad\U000e0000-\U000e007f\u115f\u1160\u3164]"
)
_NO_CHARACTER = re.compile("[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]")
_MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_SAME = re.compile(r"([^\W\d_])\1{199}|([^\W\d_].{1,39}?)\2{99}")
_LONG_WORD = re.compile(rf"\S{{{WORD}}}")


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """Refuses text with broken encoding, control or hidden characters, look-alike letters, or an absurd length.

    Attributes:
        longest: most characters of a record, >= 1.

    Guarantees:
        Whatever script a text is in, accents, mathematical signs and emoji alone are no fault.
    """

    screens: ClassVar[bool] = True

    longest: int = LONGEST

    def __post_init__(self) -> None:
        if self.longest < 1:
            raise RecipeError(f"longest={self.longest} leaves no room", where=NAME, mend="give longest >= 1")

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """Fail what has a fault."""
        return [self._verdict(record) for record in records]

    def _verdict(self, record: Record) -> Verdict:
        """One record's verdict."""
        reason = fault(record.payload.text(), self.longest)
        if not reason:
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.SCREENED)
        return Verdict(record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason=reason)


def fault(text: str, longest: int = LONGEST) -> str:
    """What is wrong with a text; "" where nothing is."""
    if not text or text.isspace():
        return "nothing in it"
    if len(text) > longest:
        return f"longer than {longest:,} characters"
    if len(text) >= 200 and _SAME.search(text):
        return "one character over and over" if _SAME.search(text)[1] else "one word over and over"  # type: ignore[index]
    if len(text) >= WORD and _LONG_WORD.search(text):
        return f"a word of over {WORD:,} characters"
    if _CONTROL.search(text):
        return "control characters"
    return "" if text.isascii() else _beyond_ascii(text)


def _beyond_ascii(text: str) -> str:
    """What is wrong with the characters of a text that has others than ASCII."""
    if _NO_CHARACTER.search(text):
        return "code points that are no characters"
    if _MOJIBAKE.search(text):
        return "broken encoding"
    if _HIDDEN.search(text):
        return "hidden characters"
    return "look-alike letters" if _MIXED.search(text) else ""
