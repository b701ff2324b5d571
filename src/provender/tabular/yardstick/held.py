"""Made rows, the rows they were learned from, and control rows, on equal terms.

Whatever is measured of made rows against control rows is also measured of reference rows against the same control rows:
the ceiling, what real rows reach. Both have equally many rows, since a distance shrinks as rows grow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.errors import NothingToAudit, RecipeError
from provender.core.record import Record
from provender.tabular.measure.frame import Frame, frames
from provender.tabular.schema import Schema
from provender.tabular.table import Table, table_of
from provender.tabular.yardstick.resampling import chosen

ROWS = 10_000  # of each table: more sharpens no figure that a reader would act on
FEWEST = 30


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Held:
    """Three tables under the same codes.

    Attributes:
        schema: of their columns.
        made, reference, control: the rows as numbers; the first two are equally many.
        sampled: what was left out, in words; "" when nothing was.
    """

    schema: Schema
    made: Frame
    reference: Frame
    control: Frame
    sampled: str

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns that are compared."""
        return self.control.names

    def place(self, name: str, *, where: str) -> int:
        """Where a column stands in the frames.

        Raises:
            UnknownName: the table has none of that name.
            RecipeError: it is an identifier, free text or empty.
        """
        self.schema.place(name, where=where)
        if name not in self.names:
            kind = self.schema[name].kind.value
            mend = "name another column, or say its kind with columns"
            raise RecipeError(f"the column {name!r} is {kind}: nothing is measured of it", where=where, mend=mend)
        return self.names.index(name)


def held(records: Sequence[Record], anchor: Anchor, *, audit: str, rows: int = ROWS) -> Held:
    """The three tables, at most `rows` of each.

    Raises:
        NothingToAudit: there are too few made, reference or control rows.
        RecipeError: their columns differ.
    """
    tables = three(records, anchor, audit=audit)
    made, reference, control = tables
    equal = min(len(made), len(reference), rows)
    wanted = {"made": (made, equal), "reference": (reference, equal), "control": (control, min(len(control), rows))}
    taken = [table.take(chosen(len(table), most, f"rows {name}")) for name, (table, most) in wanted.items()]
    told = [f"{most:,} of {len(table):,} {name} rows" for name, (table, most) in wanted.items() if most < len(table)]
    one, two, three_ = frames(taken)
    return Held(schema=control.schema, made=one, reference=two, control=three_, sampled=", ".join(told))


def three(records: Sequence[Record], anchor: Anchor, *, audit: str) -> tuple[Table, Table, Table]:
    """Made, reference and control rows as tables of the same columns."""
    made, reference, control = map(_table, (records, anchor.reference, anchor.control))
    for split, table in {"reference": reference, "control": control}.items():
        if len(table) < FEWEST:
            mend = f"give anchor.splits.{split} a share, or more data"
            raise NothingToAudit(f"the anchor's {split} split holds under {FEWEST} rows", where=audit, mend=mend)
    if len(made) < FEWEST:
        mend = "ask for more records"
        raise NothingToAudit(f"there are under {FEWEST} rows to audit", where=audit, mend=mend)
    _same_columns(made, control, audit=audit)
    return made, reference, control


def _table(records: Sequence[Record]) -> Table:
    """Those records that are rows, as a table of the columns that are learned: identifiers and notes are made anew."""
    table = table_of(records)
    columns = tuple(column for column in table.schema if column.learned)
    return Table(Schema(columns), tuple(table[column.name] for column in columns))


def _same_columns(made: Table, control: Table, *, audit: str) -> None:
    """Refuse rows of other columns."""
    told = [{column.name: column.kind for column in table.schema} for table in (made, control)]
    if told[0] == told[1]:
        return
    differ = sorted({name for name in {**told[0], **told[1]} if told[0].get(name) != told[1].get(name)})
    shown = ", ".join(map(repr, differ[:8])) + (" ..." if len(differ) > 8 else "")
    mend = "audit rows that were made after the anchor's table"
    raise RecipeError(f"made rows and the anchor differ in the columns {shown}", where=audit, mend=mend)
