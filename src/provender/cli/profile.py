"""What is in a column, learned in one pass with bounded memory."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from math import inf

from provender.cli.rows import MAX_COLUMNS
from provender.core.errors import InputError

_VALUES = 1000  # distinct values counted a column; beyond it only "more than that" is known
_SHOWN = 3
_LONGEST_VALUE = 200


@dataclass(slots=True)
class Column:
    """One column so far.

    Attributes:
        present: rows that have a value that is not null or "".
        kinds: of the values -> how often.
        low, high, total: of numbers, or of text lengths.
        values: commonest short values; None once there are too many.
    """

    present: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    low: float = inf
    high: float = -inf
    total: float = 0.0
    values: Counter[str] | None = field(default_factory=Counter)

    def add(self, value: object) -> None:
        """Take in one value."""
        if value is None or value == "":
            return
        self.present += 1
        kind, size = _measured(value)
        self.kinds[kind] += 1
        self.low, self.high, self.total = min(self.low, size), max(self.high, size), self.total + size
        if self.values is not None:
            self.values[str(value)[:_LONGEST_VALUE]] += 1
            if len(self.values) > _VALUES:
                self.values = None

    @property
    def kind(self) -> str:
        """The values' kind; "mixed" names all of them."""
        names = [name for name, _ in self.kinds.most_common()]
        if set(names) == {"whole", "number"}:
            return "number"
        return names[0] if len(names) == 1 else "mixed: " + ", ".join(names) if names else "empty"

    @property
    def mean(self) -> float:
        """Of numbers, or of text lengths."""
        return self.total / self.present if self.present else 0.0

    def commonest(self) -> list[tuple[str, int]]:
        """The few most frequent values, when they tell anything."""
        if not self.values or len(self.values) > self.present / 2:
            return []
        return self.values.most_common(_SHOWN)


def _measured(value: object) -> tuple[str, float]:
    """A value's kind, and its size: of a number itself, of text its length."""
    if isinstance(value, bool):
        return "true/false", float(value)
    if isinstance(value, int | float):
        return ("whole" if isinstance(value, int) else "number"), _finite(value)
    if isinstance(value, str):
        return _measured_text(value)
    if isinstance(value, list | tuple):
        return "list", len(value)
    if isinstance(value, Mapping):
        return "object", len(value)
    return type(value).__name__, 0.0


def _measured_text(value: str) -> tuple[str, float]:
    """Text, or a number written as text (CSV knows no other)."""
    if len(value) <= 40 and value.strip()[:1] in "+-.0123456789":
        try:
            number = float(value)
        except ValueError:
            return "text", len(value)
        return ("whole" if value.strip().lstrip("+-").isdigit() else "number"), _finite(number)
    return "text", len(value)


def _finite(value: float) -> float:
    """A number that sums and compares; what is beyond floats counts as 0."""
    try:
        number = float(value)
    except OverflowError:
        return 0.0
    return number if abs(number) < inf else 0.0


@dataclass(slots=True)
class Profile:
    """A whole file.

    Attributes:
        rows: how many.
        repeats: rows that are exact copies of earlier ones.
        columns: in the order they first appear.
        samples: the first few rows.
    """

    rows: int = 0
    repeats: int = 0
    columns: dict[str, Column] = field(default_factory=dict)
    samples: list[Mapping[str, object]] = field(default_factory=list)


def _fingerprint(row: Mapping[str, object]) -> int:
    """8 bytes that tell rows apart; the order of the columns does not count."""
    text = repr([(name, row[name]) for name in sorted(row)])
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest(), "little")


def profile(rows: Iterable[Mapping[str, object]], *, samples: int, where: str) -> Profile:
    """Read all rows once. Memory: 8 bytes a row for finding repeats, and the columns.

    Raises:
        InputError: more columns than any table has: every row names its own.
    """
    found = Profile()
    seen: set[int] = set()
    for row in rows:
        found.rows += 1
        if len(found.samples) < samples:
            found.samples.append(row)
        for name, value in row.items():
            if name not in found.columns and len(found.columns) >= MAX_COLUMNS:
                mend = "are the keys values? a record's keys should be the same in every row"
                raise InputError(f"over {MAX_COLUMNS:,} different columns", where=where, mend=mend)
            found.columns.setdefault(name, Column()).add(value)
        seen.add(_fingerprint(row))
    found.repeats = found.rows - len(seen)
    return found
