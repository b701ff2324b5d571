"""The language in which a constraint is said, and what it is read into.

education -> education-num            a dependency: the first column (or several: "a, b -> c") decides the last
slos <= d.time                        an order of numbers or dates; "<", ">=", ">"; a chain "a <= b <= c"
0 <= age <= 120                       a range
if hospdead = 1 then death = 1        an implication
total = food + rent                   a sum
code matches ^[A-Z][0-9]{2}$          a regular expression, linear in time (RE2's)
unique patient                        no value twice
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc

from provender.core.errors import RecipeError
from provender.tabular.schema import DATES, NUMBERS, Kind, Schema
from provender.tabular.written import parsed

_SIGNS = re.compile(r" (<=|>=|<|>) ")
_MOST = 500  # characters of a constraint


class Form(StrEnum):
    """What a constraint says."""

    DEPENDS = "depends"
    ORDER = "order"
    LEAST = "least"
    MOST = "most"
    IMPLIES = "implies"
    SUM = "sum"
    MATCHES = "matches"
    UNIQUE = "unique"
    ABSENT = "absent"  # never said: it follows from a column's `absent_by`


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One constraint.

    Attributes:
        form: what it says.
        columns: DEPENDS, ABSENT: those that decide, then the one decided. ORDER: low, high. IMPLIES: of the condition,
            of the consequence. SUM: the total, then its parts. Otherwise the one.
        values: LEAST, MOST: the bound; IMPLIES: of the condition, of the consequence; MATCHES: the expression.
        strict: whether an order or bound leaves out equality.
    """

    form: Form
    columns: tuple[str, ...]
    values: tuple[str, ...] = ()
    strict: bool = False

    def __str__(self) -> str:
        """As it is said."""
        first, last = self.columns[0], self.columns[-1]
        sign = "<" if self.strict else "<="
        return {
            Form.DEPENDS: f"{', '.join(self.columns[:-1])} -> {last}",
            Form.ORDER: f"{first} {sign} {last}",
            Form.LEAST: f"{self._value(0)} {sign} {first}",
            Form.MOST: f"{first} {sign} {self._value(0)}",
            Form.IMPLIES: f"if {first} = {self._value(0)} then {last} = {self._value(1)}",
            Form.SUM: f"{first} = {' + '.join(self.columns[1:])}",
            Form.MATCHES: f"{first} matches {self._value(0)}",
            Form.UNIQUE: f"unique {first}",
            Form.ABSENT: f"{first} decides whether {last} is empty",
        }[self.form]

    def _value(self, at: int) -> str:
        """A value, "" where there is none."""
        return self.values[at] if at < len(self.values) else ""


def rules_of(said: Sequence[str], schema: Schema, *, where: str) -> tuple[Rule, ...]:
    """The rules that constraints say, in order; a chain makes several.

    Raises:
        UnknownName: a column that the table does not have; offers the nearest.
        RecipeError: a sentence that is none of the forms, or one that cannot be of such columns.
    """
    found: list[Rule] = []
    for text in said:
        rules = _read(text.strip(), schema, where=where)
        for rule in rules:
            _check(rule, schema, where=where)
        found += rules
    return tuple(dict.fromkeys(found))


def _read(text: str, schema: Schema, *, where: str) -> list[Rule]:
    """One sentence's rules."""
    if len(text) > _MOST:
        raise RecipeError(f"a constraint of {len(text)} characters", where=where, mend=f"keep to {_MOST}")
    if text.startswith("unique "):
        return [Rule(form=Form.UNIQUE, columns=(text[7:].strip(),))]
    if text.startswith("if ") and " then " in text:
        sides = [side.partition(" = ") for side in text[3:].split(" then ", 1)]
        names, values = (tuple(side[at].strip() for side in sides) for at in (0, 2))
        return [Rule(form=Form.IMPLIES, columns=names, values=values)]
    if " matches " in text:
        name, _, regex = text.partition(" matches ")
        return [Rule(form=Form.MATCHES, columns=(name.strip(),), values=(regex.strip(),))]
    if " -> " in text:
        keys, _, last = text.rpartition(" -> ")
        return [Rule(form=Form.DEPENDS, columns=(*(key.strip() for key in keys.split(", ")), last.strip()))]
    parts = _SIGNS.split(text)
    if len(parts) > 1:
        return [_order(parts[at], parts[at + 1], parts[at + 2], schema=schema) for at in range(0, len(parts) - 2, 2)]
    total, _, terms = text.partition(" = ")
    if " + " in terms:
        return [Rule(form=Form.SUM, columns=(total.strip(), *(term.strip() for term in terms.split(" + "))))]
    mend = "say e.g. 'a -> b', 'a <= b', '0 <= a <= 9', 'if a = x then b = y', 'a = b + c', 'a matches ^x$', 'unique a'"
    raise RecipeError(f"{text!r} is no constraint", where=where, mend=mend)


def _order(left: str, sign: str, right: str, *, schema: Schema) -> Rule:
    """One link of a chain; a side that is no column is a bound."""
    low, high = (left.strip(), right.strip()) if sign[0] == "<" else (right.strip(), left.strip())
    strict = len(sign) == 1
    if low not in schema.names and high in schema.names:
        return Rule(form=Form.LEAST, columns=(high,), values=(low,), strict=strict)
    if high not in schema.names and low in schema.names:
        return Rule(form=Form.MOST, columns=(low,), values=(high,), strict=strict)
    return Rule(form=Form.ORDER, columns=(low, high), strict=strict)


def _check(rule: Rule, schema: Schema, *, where: str) -> None:
    """Refuse what cannot be of such columns."""
    places = [schema.place(name, where=f"{where}, constraint {str(rule)!r}") for name in rule.columns]
    columns = [schema.columns[place] for place in places]
    kinds = {column.kind for column in columns}
    problem, mend = "", "say what the columns are under columns:, or leave the constraint out"
    if rule.form in (Form.ORDER, Form.LEAST, Form.MOST) and not (kinds <= NUMBERS or kinds <= DATES):
        problem = "compares what are not all numbers, or all dates"
    elif rule.form is Form.SUM and not kinds <= NUMBERS:
        problem = "adds up what are not all numbers"
    elif rule.form is Form.UNIQUE and kinds != {Kind.IDENTIFIER}:
        problem, mend = "is of a column that is no identifier: values learned may come twice", "say {kind: identifier}"
    elif rule.form is not Form.UNIQUE and not all(column.learned for column in columns):
        problem = "is of a column that is not learned"
    elif len(set(rule.columns)) < len(rule.columns):
        problem = "names one column twice"
    if problem:
        raise RecipeError(f"{str(rule)!r} {problem}", where=where, mend=mend)
    if rule.form is Form.MATCHES:
        _check_regex(rule.values[0], where=where)
        return
    for column, value in zip(columns, rule.values, strict=False):
        if parsed(pa.array([value], pa.string()), column)[0].as_py() is None:
            mend = f"write the value as the column does, which is {column.kind.value}"
            raise RecipeError(f"a value in {str(rule)!r} is none of {column.name!r}", where=where, mend=mend)


def _check_regex(regex: str, *, where: str) -> None:
    """Refuse an expression that RE2 does not read."""
    try:
        pc.match_substring_regex(pa.array([""], pa.string()), regex)
    except pa.ArrowInvalid:
        mend = "RE2 knows no look-around and no back-references"
        raise RecipeError("a constraint's regular expression cannot be read", where=where, mend=mend) from None
