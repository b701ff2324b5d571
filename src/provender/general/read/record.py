"""What a record claims, sentence by sentence, beside the tables: which were settled, and which could not be read."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from provender.core.record import Record
from provender.general.answered import Answered
from provender.general.read.amounts import amount
from provender.general.read.assertion import Assertion, Crossed, Near, Status
from provender.general.read.computed import computed
from provender.general.read.crossing import Reference
from provender.general.read.names import bare, plain
from provender.general.read.sentences import MOST, Called, Question, Ranking, asked, ranked, sentences, stated
from provender.general.read.units import convert


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of a record.

    Attributes:
        crossed: its claims, in order, the answer's first.
        unread: sentences that state nothing that could be settled.
        astray: what is wrong with how the parts belong together; "" if nothing.
    """

    crossed: list[Crossed] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    astray: str = ""


def read_record(record: Record, reference: Reference) -> Reading:
    """A record's claims: of a question with its answer, or of plain text."""
    payload = record.payload
    if isinstance(payload, Answered):
        return read_answered(payload, reference)
    return read_text(payload.text(), language_of(record), reference)


def language_of(record: Record) -> str:
    """The language that a record's payload or its tag says; "" when unknown."""
    return str(getattr(record.payload, "language", "")) or record.tags.get("language", "")


def read_text(text: str, language: str, reference: Reference) -> Reading:
    """A plain text's claims."""
    reading, called = Reading(), reference.called()
    for sentence in sentences(text)[:MOST]:
        found = _sentence(sentence, language, reference, called)
        if found is None:
            reading.unread.append(sentence)
        else:
            reading.crossed.append(found)
    return reading


def _sentence(sentence: str, language: str, reference: Reference, called: Called) -> Crossed | None:
    """One sentence beside tables, calendar and units."""
    found = reference.cross(stated(sentence, language, called))
    if found is not None and found.status is not Status.NOT_FOUND:
        return found
    if (ranking := ranked(sentence, language)) and (settled := _ranked(ranking, sentence)):
        return settled
    return computed(sentence, language) or found


def _ranked(ranking: Ranking, sentence: str) -> Crossed | None:
    """One amount said to be greater than another."""
    one, other = amount(ranking.value, ranking.language), amount(ranking.other, ranking.language)
    if one is None or other is None:
        return None
    moved = one.value if one.unit == other.unit else convert(one.value, one.unit, other.unit)
    if moved is None:
        return None
    claim = Assertion(ranking.value, "more than" if ranking.size > 0 else "less than", ranking.other, ranking.language)
    true = (moved - other.value) * ranking.size > 0
    status = Status.AGREED if true else Status.CONTRADICTED
    return Crossed(assertion=replace(claim, said=sentence), status=status, cited="the order of numbers")


def read_answered(payload: Answered, reference: Reference) -> Reading:
    """The claims of a question with its answer and explanation.

    Guarantees:
        An explanation that does not speak of what was asked leads astray, however true it is.
    """
    told = read_text(payload.explanation, payload.language, reference)
    answer, wanted = _answer(payload, reference)
    if answer is None:
        return Reading(told.crossed, [payload.question, *told.unread])
    cited = {crossed.cited for crossed in told.crossed}
    known = answer.status is Status.AGREED and payload.explanation
    astray = "" if not known or wanted <= cited else "the explanation does not speak of what was asked"
    return Reading([answer, *told.crossed], told.unread, astray)


def _answer(payload: Answered, reference: Reference) -> tuple[Crossed | None, set[str]]:
    """The answer as a claim beside the tables, and the rows that settle it."""
    best: tuple[Crossed | None, set[str]] = (None, set())
    for question in asked(payload.question, payload.language, reference.called()):
        if question.size:
            found = _compared(question, payload, reference)
        elif question.value:
            found = _sought(question, payload, reference)
        else:
            claim = Assertion(question.subjects[0], question.relation, payload.answer, question.language)
            crossed = reference.cross([claim])
            found = (crossed, {crossed.cited} if crossed else set())
        if found[0] is not None and found[0].status is not Status.NOT_FOUND:
            return found
        best = best if best[0] is not None else found
    return best


def _sought(question: Question, payload: Answered, reference: Reference) -> tuple[Crossed | None, set[str]]:
    """The answer to "of what is it so?": it must name the only subject that has the value."""
    rows = reference.subjects(question.relation, question.value, question.language)
    if len(rows) != 1:
        return None, set()
    table, row = rows[0]
    claim = Assertion(payload.answer, question.relation, question.value, question.language, said=payload.question)
    named, cited = table.find(payload.answer), table.cite(row, question.relation)
    if row in named:
        return Crossed(assertion=claim, status=Status.AGREED, cited=cited), {cited}
    if not any(each.find(payload.answer) for each in reference.tables):
        return None, set()
    found = Crossed(assertion=claim, status=Status.CONTRADICTED, cited=cited, near=Near.SUBJECT, other=row.subject)
    return found, {cited}


def _compared(question: Question, payload: Answered, reference: Reference) -> tuple[Crossed | None, set[str]]:
    """The answer to "which of two has more?"."""
    cells = [_cell(subject, question.relation, reference) for subject in question.subjects]
    if None in cells:
        return None, set()
    (one, cited), (other, more) = [cell for cell in cells if cell is not None]
    if one == other:
        return None, set()
    right = question.subjects[0 if (one > other) == (question.size > 0) else 1]
    both = {form(name) for name in question.subjects for form in (plain, bare)}
    said = {plain(payload.answer), bare(payload.answer)}
    if not said & both and not any(table.find(payload.answer) for table in reference.tables):
        return None, set()
    true = bool(said & {plain(right), bare(right)})
    word = "more" if question.size > 0 else "less"
    claim = Assertion(payload.answer, f"{question.relation}: {word}", " / ".join(question.subjects), question.language)
    status = Status.AGREED if true else Status.CONTRADICTED
    return Crossed(assertion=claim, status=status, cited=f"{cited}; {more}"), {cited, more}


def _cell(subject: str, relation: str, reference: Reference) -> tuple[Fraction, str] | None:
    """A subject's number for a relation, in the table's unit, and the row that says so."""
    for table in reference.tables:
        for row in table.find(subject) if relation in table.relations else ():
            number = amount(row.cells[relation][0], "en") if relation in row.cells else None
            if number is not None:
                return number.value, table.cite(row, relation)
    return None
