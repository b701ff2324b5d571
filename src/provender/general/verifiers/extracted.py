"""Claims that the grammar cannot read, read by a language model and looked up in the same tables: an opinion.

    Whoever governs Kenya sits in Nairobi.     screened: capital of Kenya = Nairobi, as `judge` read it
    Whoever governs Kenya sits in Kampala.     refused: swapped subject, as `judge` read it

`general/grounded` stays the stronger: it needs no model, and beside its pass no refusal of this one counts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, NamedTuple

from provender.core.errors import UnknownName
from provender.core.protocols import Teacher, Tools
from provender.core.record import Record
from provender.core.registry import load, verifier
from provender.core.verdict import Gold, Grade, Outcome, Verdict
from provender.general.answered import Answered
from provender.general.judging.extraction import MOST, Extracted, question, read
from provender.general.passage import Passage
from provender.general.read.assertion import Crossed, Status
from provender.general.read.crossing import Reference
from provender.general.read.record import Reading, language_of, read_record
from provender.general.read.telling import evidence, why

NAME = "general/extracted"
GRAMMAR = "general/grounded"


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedClaims:
    """Refuses what the tables contradict as a model read it; passes, as screened, where each sentence agrees.

    Attributes:
        teacher: the recipe's name of the model that reads; "" for its only one.
        tables, sql, subject, words, digits: as `general/grounded` has them.

    Guarantees:
        A model is asked only for sentences that the grammar cannot read, never where the grammar finds a contradiction.
        Subject and value of each claim stand in the text; evidence names who read it.
        Abstains on what a model of its own family wrote, and where a sentence stays unread.

    Example:
        verifiers:
          - general/grounded
          - {name: general/extracted, dials: {teacher: judge}}
    """

    screens: ClassVar[bool] = True

    teacher: str = ""
    tables: tuple[str, ...] = ("countries", "currencies", "elements", "planets")
    sql: Mapping[str, str] = field(default_factory=dict)
    subject: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    digits: int = 3

    def bind(self, tools: Tools, /) -> "Bound":
        """Ready with its model and its tables.

        Raises:
            UnknownName: the recipe has no teacher of that name, or none or several and none was named.
            InputError: a table is missing or no table.
        """
        name = self.teacher or (next(iter(tools.teachers)) if len(tools.teachers) == 1 else "")
        if name not in tools.teachers:
            raise UnknownName.among("teacher", name, tools.teachers, where=f"{NAME}.teacher")
        dials = {"tables": self.tables, "sql": self.sql, "subject": self.subject, "words": self.words}
        grammar = load("verifier", GRAMMAR, {**dials, "digits": self.digits}, where=NAME)
        return Bound(name, tools.teachers[name], grammar.reference())


class _Asked(NamedTuple):
    """What the grammar read of a record, and which sentences a model is to read."""

    reading: Reading
    sentences: tuple[str, ...]


class Bound:
    """The judge with its model."""

    opines: ClassVar[bool] = True

    def __init__(self, name: str, teacher: Teacher, reference: Reference) -> None:
        self._name, self._teacher, self._reference = name, teacher, reference
        self._relations = sorted({relation for table in reference.tables for relation in table.relations})

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """Judge each record's claims; all prompts are asked at once."""
        asked = [None if self._related(record) else _asked(record, self._reference) for record in records]
        shown = [(record, each) for record, each in zip(records, asked, strict=True) if each and each.sentences]
        prompts = [question(each.sentences, record.payload.text(), self._relations) for record, each in shown]
        replies = self._teacher.complete(prompts, seed=0) if prompts else []
        told = iter([
            read(reply, each.sentences, record.payload.text(), relations=self._relations,
                 language=language_of(record) or "en")
            for reply, (record, each) in zip(replies, shown, strict=True)
        ])  # fmt: skip
        return [
            self._verdict(record, each, next(told) if each and each.sentences else None)
            for record, each in zip(records, asked, strict=True)
        ]

    def golds(self, count: int, /) -> list[Gold]:
        """Facts in English, true and nearly true, in words that the grammar does not read."""
        known = load("gold", GRAMMAR, where=NAME)(count * 12, seed=0)
        free = (_freely(gold, self._reference) for gold in known)
        return [gold for gold in free if gold is not None][:count]

    def _related(self, record: Record) -> bool:
        """Whether the model's own family wrote a record: it would read what was meant, not what is said."""
        return bool(record.origin.lineage) and record.origin.lineage == self._teacher.lineage

    def _verdict(self, record: Record, asked: _Asked | None, told: Extracted | None) -> Verdict:
        """What grammar, model and tables come to."""
        crossed = [self._reference.cross([claim]) for claims in (told.claims if told else ()) for claim in claims]
        taught = [each for each in crossed if each is not None]
        unread = (
            [one for one, claims in zip(asked.sentences, told.claims, strict=True) if not claims]
            if asked and told
            else []
        )
        outcome, reason = _decided(asked, told, taught, unread)
        seen = evidence(asked.reading.crossed, [], by="grammar") if asked else {}
        seen |= evidence(taught, unread, by=self._name)
        if told and told.invented:
            seen["invented"] = f"{told.invented} claims of {self._name} do not stand in the text"
        grade = Grade.SCREENED if outcome is Outcome.PASS else None
        return Verdict(record=record.key, verifier=NAME, outcome=outcome, grade=grade, reason=reason, evidence=seen)


def _asked(record: Record, reference: Reference) -> _Asked:
    """What the grammar reads, and what is left for a model: nothing beside a fault, or where it would be too much."""
    reading, payload = read_record(record, reference), record.payload
    if reading.astray or any(each.status is Status.CONTRADICTED for each in reading.crossed):
        return _Asked(reading, ())
    left = [
        f"{one} {payload.answer}" if isinstance(payload, Answered) and one == payload.question else one
        for one in reading.unread
    ]
    return _Asked(reading, tuple(left) if len(left) <= MOST else ())


def _decided(
    asked: _Asked | None, told: Extracted | None, taught: Sequence[Crossed], unread: Sequence[str]
) -> tuple[Outcome, str]:
    """Outcome and reason."""
    if asked is None:
        return Outcome.ABSTAIN, "the model is of the family that wrote it"
    reading = asked.reading
    wrong = next((each for each in (*reading.crossed, *taught) if each.status is Status.CONTRADICTED), None)
    if wrong is not None or reading.astray:
        return Outcome.FAIL, reading.astray if wrong is None else why(wrong)
    if told is None:
        return Outcome.ABSTAIN, "too much is left to read" if reading.unread else "the grammar reads all of it"
    if told.fault or unread:
        return Outcome.ABSTAIN, told.fault or "a sentence stays unread"
    if Counter(each.status for each in (*reading.crossed, *taught))[Status.NOT_FOUND]:
        return Outcome.ABSTAIN, "a claim is not found in the tables"
    return Outcome.PASS, "every claim, as a model read it, agrees with the tables"


def _freely(gold: Gold, reference: Reference) -> Gold | None:
    """A gold of one plain English fact in other words; None for any other."""
    payload = gold.record.payload
    reading = read_record(gold.record, reference)
    if not isinstance(payload, Passage) or payload.language != "en" or len(reading.crossed) != 1 or reading.unread:
        return None
    fact = reading.crossed[0].assertion
    if fact.past or fact.relation not in {name for table in reference.tables for name in table.relations}:
        return None
    words = f"Whoever looks up {fact.subject} and its {fact.relation} will come upon {fact.value}."
    return replace(gold, record=replace(gold.record, payload=Passage(words, "en")))
