"""A claim about the world as text makes it: of something, some relation has some value.

"The capital of Kenya is Nairobi."     Assertion("Kenya", "capital", "Nairobi", "en")
"Fe: atomic number is 26."             Assertion("Fe", "atomic number", "26", "en")
"... is 580,367 ± 10 km²."             Assertion(..., value="580,367 ± 10 km²", ...), whose `amount` has unit and margin
"""

from dataclasses import dataclass
from enum import StrEnum

from provender.general.read.amounts import Amount, amount


@dataclass(frozen=True, slots=True)
class Assertion:
    """A subject, a relation and a value, as they are written; untrusted.

    Attributes:
        value: with its unit and its margin, if it has them.
        language: whose way of writing numbers `value` follows.
        past: whether it is said of another time ("was").
        said: the sentence.
    """

    subject: str
    relation: str
    value: str
    language: str = "en"
    past: bool = False
    said: str = ""

    @property
    def amount(self) -> Amount | None:
        """The value as a number with its unit; None where it is none."""
        return amount(self.value, self.language)


class Status(StrEnum):
    """What the tables say of a claim."""

    AGREED = "agreed"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not found"


class Near(StrEnum):
    """What a contradicted claim nearly is."""

    NONE = ""
    UNIT = "unit slip"  # the number is right, in another unit
    DECIMAL = "decimal slip"  # off by a power of ten
    DIGIT = "digit slip"  # one digit is another, or two stand in each other's place
    SUBJECT = "swapped subject"  # true of something else
    RELATION = "swapped relation"  # the value of another relation of the same subject
    OUTDATED = "outdated value"  # was true once


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """A claim beside the tables.

    Attributes:
        cited: the row that decided, e.g. "countries.csv row 3: Kenya, capital = Nairobi"; "" if none was found.
        near: of a contradicted claim.
        other: whose value it is, for a swapped subject or relation.
        why: of a claim that was not found.
    """

    assertion: Assertion
    status: Status
    cited: str = ""
    near: Near = Near.NONE
    other: str = ""
    why: str = ""
