"""What the clauses of a question say: amounts of things, rates, and what is asked for."""

from fractions import Fraction
from typing import NamedTuple, TypeAlias

Noun: TypeAlias = tuple[str, ...]
"""Words in the singular, the head last: ("red", "apple"). Money is ("$",), an age ("age",)."""

MONEY: Noun = ("$",)
AGE: Noun = ("age",)
NOBODY = ""
ANYBODY = "?"
EVERYBODY: tuple[str, ...] = ("*",)
"""Of nobody in particular, whoever it is, and of all who were spoken of."""


class Ref(NamedTuple):
    """An amount that is spoken of elsewhere: what somebody has, did, or will have of something.

    Attributes:
        whole: whether all that are meant are added up; else there must be just one.
    """

    verb: str
    who: tuple[str, ...]
    noun: Noun
    when: str = ""
    whole: bool = False


class Op(NamedTuple):
    """+, -, * or / of two amounts."""

    sign: str
    left: "Amount"
    right: "Amount"


Amount: TypeAlias = "int | str | Fraction | Ref | Op"
"""The place of a number; a number that goes without saying; "?" for some, "before" for what was told last, "rest" for
what is left of a whole; a reference; a sum, difference, product or quotient."""


class Count(NamedTuple):
    """Somebody has, or does, so much.

    Attributes:
        who: several where they do it together.
        when: the time that it was told of, "" for none.
        to: who then has it, "" where nobody is named.
    """

    verb: str
    who: tuple[str, ...]
    noun: Noun
    amount: Amount
    when: str = ""
    to: str = NOBODY


class Rate(NamedTuple):
    """So much of one thing for each of another: $2 an apple, 12 eggs a box, 20 pages a day."""

    noun: Noun
    per: Noun
    amount: Amount
    who: tuple[str, ...] = ()
    verb: str = ""


class Ask(NamedTuple):
    """What is asked for.

    Attributes:
        kind: "count" of one, "total" of several, what is "left" or was there at "first", how many "more" than `other`,
            a "part", all "other" parts, a "percent", the "rate" of a thing for each of a `second`, the "time" that
            something takes, an "age", a "profit", the "cost" of a `second`, and the money that one still "need"s.
        other: to whom `who` is compared.
        second: another thing, asked for at once or compared with.
        span: so many units of time, for which a rate runs.
    """

    kind: str
    verb: str
    who: tuple[str, ...]
    noun: Noun
    when: str = ""
    other: tuple[str, ...] = ()
    second: Noun = ()
    span: tuple[Amount, Noun] | None = None


Fact: TypeAlias = Count | Rate
