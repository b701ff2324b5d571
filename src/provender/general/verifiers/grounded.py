"""Claims of text held against reference tables: agreed, contradicted or not found, each with the row cited.

    What is the capital of Kenya? - Nairobi       anchored: countries row 119: Kenya, capital = Nairobi
    What is the capital of Kenya? - Kampala       refused: swapped subject, it is true of Uganda
    The capital of Kenya is lively.               abstains: that is no claim that a table settles

Sentences are read by grammar in five languages; what the grammar does not read is not passed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from provender.core.errors import RecipeError
from provender.core.files import locate
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.general.read.assertion import Status
from provender.general.read.crossing import Reference
from provender.general.read.record import Reading, read_record
from provender.general.read.shipped import LICENCES, SHIPPED, shipped
from provender.general.read.tables import Table, lines_of, names_of, table_of
from provender.general.read.telling import evidence, why

NAME = "general/grounded"

Words = Mapping[str, Mapping[str, str]]
Frozen = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """Refuses what the tables contradict; passes, as anchored, what they hold in every sentence.

    Attributes:
        tables: files (CSV, TSV, Parquet) or tables that come along: constants, countries, currencies, elements,
            planets.
        sql: file -> one SELECT over it, where it is called `data`; needs duckdb.
        subject: file -> the column that says of what a row tells; the first one by default.
        words: column -> language -> what it is called there, "Fläche | Gebiet" for two names.
        digits: significant digits that a rounded number keeps at least, 1 to 15.

    Guarantees:
        Passes only where each sentence was read as a claim and every claim agreed; one contradicted claim refuses.
        Never passes a number without the unit that its column has, nor an explanation beside the question.

    Example:
        verifiers:
          - name: general/grounded
            dials: {tables: [countries.csv], words: {area: {de: Fläche, fr: superficie, es: superficie, sw: eneo}}}
    """

    tables: tuple[str, ...] = ("countries", "currencies", "elements", "planets")
    sql: Mapping[str, str] = field(default_factory=dict)
    subject: Mapping[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=dict)
    digits: int = 3

    def __post_init__(self) -> None:
        if not self.tables or not 1 <= self.digits <= 15:
            raise RecipeError("tables or digits are out of range", where=NAME, mend="name a table; 1 <= digits <= 15")

    def sources(self) -> dict[str, str]:
        """The tables; those that come along with their licences."""
        return {name: LICENCES.get(name, "") for name in self.tables}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """Judge each record's claims."""
        reference = self.reference()
        return [_verdict(record, read_record(record, reference)) for record in records]

    def reference(self) -> Reference:
        """The tables, read once a process.

        Raises:
            InputError: a file is missing or no table.
        """
        return Reference(tuple(self._table(name) for name in self.tables), self.digits)

    def _table(self, name: str) -> Table:
        """One table."""
        if name in SHIPPED:
            return shipped(name)
        file = locate(name, where=f"{NAME}.tables")
        words = tuple((column, tuple(sorted(told.items()))) for column, told in sorted(self.words.items()))
        asked = (self.sql.get(name, ""), self.subject.get(name, ""))
        return _loaded(file.absolute(), file.stat().st_mtime_ns, asked, words)


@lru_cache(maxsize=16)
def _loaded(file: Path, _changed: int, asked: tuple[str, str], words: Frozen) -> Table:
    """A file as a table; another time of change is another table."""
    sql, subject = asked
    head, lines = lines_of(file, sql)
    known = names_of(head)
    called = {column: dict(told) for column, told in words if column in known}
    return table_of(file.name, head, lines, subject=subject, called=called, where=str(file))


def _verdict(record: Record, reading: Reading) -> Verdict:
    """One record's verdict."""
    wrong = next((each for each in reading.crossed if each.status is Status.CONTRADICTED), None)
    missing = any(each.status is Status.NOT_FOUND for each in reading.crossed)
    outcome, grade = Outcome.ABSTAIN, None
    if wrong is not None:
        outcome, reason = Outcome.FAIL, why(wrong)
    elif reading.astray:
        outcome, reason = Outcome.FAIL, reading.astray
    elif not reading.crossed:
        reason = "states nothing that the tables could settle"
    elif missing:
        reason = "a claim is not found in the tables"
    elif reading.unread:
        reason = "says more than the tables can settle"
    else:
        outcome, grade, reason = Outcome.PASS, Grade.ANCHORED, "every claim agrees with the tables"
    return Verdict(
        record=record.key,
        verifier=NAME,
        outcome=outcome,
        grade=grade,
        reason=reason,
        evidence=evidence(reading.crossed, reading.unread),
    )
