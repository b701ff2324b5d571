"""What is true of something else.

Kenya: the capital is Nairobi.    becomes    Kenya: the capital is Kampala.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.general.answered import Answered
from provender.general.corruptions._change import in_both, lookup, rng_of
from provender.general.render.facts import Fact, facts
from provender.general.render.phrases import LANGUAGES, number, value

KIND = "swapped_subject"


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class SwappedSubject:
    """Puts the value of another subject of the same table into the answer; of two that were compared, the other one.

    Attributes:
        tables, subject, words: as of the generator `general/grounded`.

    Example:
        The capital of Kenya is said to be Kampala, which is that of Uganda.
    """

    tables: tuple[str, ...] = ("countries", "elements", "planets")
    subject: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where the tables know nothing of it."""
        payload = record.payload
        if not isinstance(payload, Answered) or payload.language not in LANGUAGES:
            return None
        rng = rng_of(record, seed, KIND)
        known = [fact for name in self.tables for fact in self._facts(name, payload.language)]
        mine = [fact for fact in known if fact.subject == payload.answer]
        if mine:
            return _other_choice(record, payload, known, rng)
        told = lookup(record)
        held = [
            fact
            for fact in known
            if value(fact, payload.language) == payload.answer and fact.subject in payload.question
        ]
        if told is None or not held:
            return None
        others = [fact for fact in known if _rival(fact, held[0])]
        return in_both(record, told, value(rng.choice(others), payload.language), KIND) if others else None

    def _facts(self, name: str, language: str) -> tuple[Fact, ...]:
        """A table's facts in a language."""
        return tuple(facts(name, language, subject=self.subject.get(name, ""), words=self.words))


def _rival(fact: Fact, held: Fact) -> bool:
    """Whether a fact is of the same column and says something else, of something else."""
    same = (fact.table, fact.relation) == (held.table, held.relation) and fact.subject != held.subject
    return same and fact.value.casefold() != held.value.casefold() and number(fact.value) != (number(held.value) or -1)


def _other_choice(record: Record, payload: Answered, known: list[Fact], rng: Stream) -> Corrupted | None:
    """Another subject as the answer: of two compared the other one, else anyone of the table."""
    mine = [fact for fact in known if fact.subject == payload.answer]
    asked_of = payload.question.casefold()
    table = next((fact for fact in mine if fact.label.casefold() in asked_of), mine[0]).table
    names = sorted({fact.subject for fact in known if fact.table == table and fact.subject != payload.answer})
    asked = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", payload.question)]
    if not names:
        return None
    other = max(asked, key=len) if asked else rng.choice(names)
    falsehood = f"the answer is {payload.answer}, not {other}"
    spoilt = replace(record, payload=replace(payload, answer=other))
    return Corrupted(record=spoilt, kind=KIND, where="answer", falsehood=falsehood)
