"""Coarse words, flagged and never refused: as a gate against hate, every such list is worse than chance.

    >>> from provender.general.verifiers.profanity import coarse
    >>> coarse("What the fuck, he said in Scunthorpe."), coarse("A class of assassins passes the cockpit.")
    (['fuck'], [])

On a functional hate-speech test suite the word lists of four packages separated hateful from other text worse than a
coin (recall less false alarms -0.05 to -0.08), so a flagged record is kept, tagged, and only not passed by this judge.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict

NAME = "general/profanity"
FLAG = "profanity"

_STEMS = (
    "fuck(?:s|ed|er|ers|ing)?|motherfuck(?:er|ers|ing)|shit(?:s|ty|head)?|bullshit|bitch(?:es)?|cunts?|asshole?s?|arseholes?"
    "|bastards?|dickheads?|wank(?:er|ers)|bollocks|pricks?|sluts?|whores?"
    "|scheiß(?:e|er|en)?|scheisse|arschl(?:och|öcher)|fick(?:en|t|er)?|wichser|hurensohn|fotzen?|schlampen?|miststück"
    "|putain|merde|connards?|connasses?|salopes?|enculés?|bordel|couilles|nique|pute"
    "|mierda|joder|puta|puto|putas|putos|gilipollas|cabr[oó]n(?:es)?|coño|pendej[oa]s?|hijueputa|hostia"
    "|mavi|malaya|kumamako|msenge|mjinga wewe|shenzi|mkundu|nyoko"
)
_COARSE = re.compile(rf"\b(?:{_STEMS})\b")


@verifier
@dataclass(frozen=True, slots=True)
class Profanity:
    """Tags records that hold a coarse word in one of five languages, and passes the others.

    Guarantees:
        Never fails a record.
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """Pass what holds none."""
        return [_verdict(record) for record in records]

    def mend(self, records: Sequence[Record], /) -> Sequence[Record]:
        """Tag what holds some."""
        return [_flagged(record) for record in records]


def coarse(text: str) -> list[str]:
    """The coarse words of a text, in order, in small letters."""
    return _COARSE.findall(text.lower())


def _verdict(record: Record) -> Verdict:
    """One record's verdict."""
    if count := len(coarse(record.payload.text())):
        told = {"coarse words": str(count)}
        reason = "coarse words, flagged only"
        return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason=reason, evidence=told)
    return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.SCREENED)


def _flagged(record: Record) -> Record:
    """The record, tagged where it holds a coarse word."""
    count = len(coarse(record.payload.text()))
    return replace(record, tags={**record.tags, FLAG: str(count)}) if count else record
