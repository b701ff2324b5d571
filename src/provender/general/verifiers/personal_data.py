"""No personal data: e-mail, telephones, cards, accounts, identity numbers, birthdays and names of people.

    >>> from provender.general.personal.find import find
    >>> text = "Dear Mr. John Weaver, we shall call +49 30 901820 about order 4711-0815."
    >>> [(kind, text[start:end]) for kind, start, end in find(text)]
    [('name', 'John Weaver'), ('phone', '+49 30 901820')]

Forms alone raise false alarms, above all in records full of numbers; so check digits, the words before a number and
the signs beside it decide. A first name alone, as word problems are full of, is nobody's; postal addresses are not
looked for.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from provender.core.errors import RecipeError
from provender.core.record import Record, Reworded
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.general.personal.find import KINDS, find

NAME = "general/personal_data"
MASKED = "masked"


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """Refuses records that hold personal data, or masks it.

    Attributes:
        mode: "refuse" fails such records; "mask" puts "[PHONE]" and the like in its place, in a record that is tagged
            `masked` with what was there, and fails only payloads whose words cannot be changed.
        kinds: what is looked for, of e-mail, phone, card, bank account, identity number, IP address, birthday, name.

    Guarantees:
        No verdict and no tag shows a value, only kinds and counts.
        Masking a masked record again changes nothing; one that still holds personal data is failed.
    """

    screens: ClassVar[bool] = True

    mode: Literal["refuse", "mask"] = "refuse"
    kinds: tuple[str, ...] = KINDS

    def __post_init__(self) -> None:
        if unknown := [kind for kind in self.kinds if kind not in KINDS]:
            mend = f"choose among {', '.join(KINDS)}"
            raise RecipeError(f"kinds holds {unknown[0]!r}", where=NAME, mend=mend)

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """Fail what holds personal data."""
        return [self._verdict(record) for record in records]

    def mend(self, records: Sequence[Record], /) -> Sequence[Record]:
        """Mask, where that is the mode."""
        return [self._masked(record) for record in records] if self.mode == "mask" else records

    def _verdict(self, record: Record) -> Verdict:
        """One record's verdict."""
        seen = Counter(kind for kind, _, _ in find(record.payload.text()) if kind in self.kinds)
        if not seen:
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.SCREENED)
        reason = f"holds personal data: {', '.join(sorted(seen))}"
        evidence = {kind: str(count) for kind, count in sorted(seen.items())}
        return Verdict(record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason=reason, evidence=evidence)

    def _masked(self, record: Record) -> Record:
        """The record with its personal data masked and told in a tag; itself where it holds none."""
        payload = record.payload
        if not isinstance(payload, Reworded):
            return record
        seen: Counter[str] = Counter(kind for kind, _, _ in find(payload.text()) if kind in self.kinds)
        if not seen:
            return record
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(seen.items()))
        return replace(record, payload=payload.reworded(self._mask), tags={**record.tags, MASKED: told})

    def _mask(self, text: str) -> str:
        """The text with a word in brackets in each piece's place."""
        for kind, start, end in reversed(find(text)):
            if kind in self.kinds:
                text = f"{text[:start]}[{kind.upper()}]{text[end:]}"
        return text
