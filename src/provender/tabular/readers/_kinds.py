"""What kind of column a set of written values is, and why: evidence first, names of columns only as hints.

Works on the different values and how often each occurs. What is said of them never shows one: a reason may stand in
a report of private data.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.tabular.readers._scales import scale_of
from provender.tabular.readers._shapes import CODES, pattern_of, shapes_of
from provender.tabular.schema import BOUNDS, Column, Kind
from provender.tabular.written import NUMBER, WHOLE, digits_of, parsed, points, rendered

ALWAYS_MISSING = ("", "NA", "N/A", "n/a", "#N/A", "<NA>", "NULL", "Null", "null", "NaN", "nan", "?")
MISSING_AMONG_NUMBERS = ("-", "--", ".", "None", "none", "missing", "Missing", "unknown", "Unknown", "not known")
_ALMOST = 0.95  # share of numbers from which a column is told to be almost a number
_MANY = 20  # values from which "each once" says something
_NEARLY = 1.25  # span of numbers that count rows of which some were dropped, over the rows that are left
_LEARNED = 1000  # names that an encoder keeps apart
_SENTENCE = 30  # mean characters of free words
_PAIRS = (("no", "yes"), ("n", "y"), ("false", "true"), ("f", "t"), ("0", "1"), ("absent", "present"), ("off", "on"))
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y/%m/%d", "%d-%m-%Y", "%m-%d-%Y", "%Y%m%d")
_HOURS = ("%H:%M:%S", "%H:%M")
_ID = re.compile(r"(^|[^a-z])ids?($|[^a-z])")
_WHO = re.compile(r"(^|[^a-z])(id|ids|key|nr|no|number|index|uuid|guid|mrn|ssn|iban|row)$|(^|[^a-z])id[^a-z]")
_HINTS = {
    Kind.LATITUDE: re.compile(r"(^|[^a-z])lat(itude)?($|[^a-z])"),
    Kind.LONGITUDE: re.compile(r"(^|[^a-z])(lon|lng|long)(gitude)?($|[^a-z])"),
}
_DIAGNOSIS = re.compile(r"icd|diag|atc|cpt|naics|isco")
_PLACE = re.compile(r"(^|[^a-z])(zip|postal|postcode|plz|phone|tel)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A column's kind with what speaks for it.

    Attributes:
        column: as detected.
        why: one sentence.
        doubts: what a person should look at, each a sentence.
        missing: words beyond the usual ones that are taken as missing here.
        misfits: words that keep the column from being a number; never shown, only looked for.
    """

    column: Column
    why: str
    doubts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    misfits: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A column's different values, none missing, and how often each occurs.

    Attributes:
        texts: (d,) strings.
        counts: (d,) how often.
    """

    name: str
    texts: Any
    counts: npt.NDArray[np.int64]

    @property
    def present(self) -> int:
        """Rows with a value."""
        return int(self.counts.sum())

    @property
    def each_once(self) -> bool:
        """Whether nearly no value repeats."""
        return len(self.counts) > 0.95 * self.present and self.present >= _MANY

    def without(self, gone: npt.NDArray[np.bool_]) -> "Seen":
        """The same without some values."""
        keep = ~gone
        return replace(self, texts=self.texts.filter(pa.array(keep)), counts=self.counts[keep])

    def hinted(self, pattern: re.Pattern[str]) -> bool:
        """Whether the column's name holds a pattern; "patientId" is read as "patient_id"."""
        return bool(pattern.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.name).lower()))


def guess(seen: Seen) -> Guess:
    """The kind of a column."""
    if not seen.present:
        return Guess(column=Column(name=seen.name, kind=Kind.EMPTY), why="nothing in it")
    return _number(seen) or _date(seen) or _boolean(seen) or _name(seen)


def _number(seen: Seen) -> Guess | None:
    """The guess for a column of numbers; None for any other."""
    commas = pc.match_substring_regex(seen.texts, r"^[+-]?\d+,\d+$").to_numpy(zero_copy_only=False)
    mark = "," if commas.any() and not pc.any(pc.match_substring(seen.texts, ".")).as_py() else "."
    fits = pc.match_substring_regex(points(seen.texts, mark), NUMBER).to_numpy(zero_copy_only=False)
    words = pc.is_in(seen.texts, pa.array(MISSING_AMONG_NUMBERS)).to_numpy(zero_copy_only=False) & ~fits
    share = seen.counts[fits].sum() / max(seen.counts[~words].sum(), 1)
    if not fits.any() or share < _ALMOST:
        return None
    if share < 1:
        return _mixed(seen, fits | words)
    told = _of_numbers(seen.without(words), mark)
    missing = tuple(seen.texts.filter(pa.array(words)).to_pylist())
    if told is None or not missing:
        return told
    return replace(told, missing=missing, doubts=(*told.doubts, f"{', '.join(map(repr, missing))} read as missing"))


def _mixed(seen: Seen, fits: npt.NDArray[np.bool_]) -> Guess:
    """A column of numbers with a few words among them: kept as names, and told of."""
    rows = int(seen.counts[~fits].sum())
    misfits = tuple(seen.texts.filter(pa.array(~fits)).to_pylist())
    doubt = (
        f"almost a number: {'fewer than 10' if rows < 10 else f'{rows:,}'} of {seen.present:,} values are none; mend "
        f"them, or list those that mean nothing under missing, then say columns: {{{seen.name}: decimal}}"
    )
    kind = Kind.TEXT if seen.each_once else Kind.CATEGORY
    column = Column(name=seen.name, kind=kind)
    return Guess(column=column, why="numbers with words among them", doubts=(doubt,), misfits=misfits)


def _of_numbers(seen: Seen, mark: str) -> Guess | None:
    """The guess for numbers alone; None where they are written as a code ("007") or a day ("20240131")."""
    plain = points(seen.texts, mark)
    if pc.any(pc.match_substring_regex(plain, r"^[+-]?(0\d|\d{19})")).as_py():  # "007", or longer than any count
        return None
    name, digits = seen.name, int(digits_of(plain).max())
    if digits == 0 and set(seen.texts.to_pylist()[:3]) == {"0", "1"}:
        return Guess(column=Column(name=name, kind=Kind.BOOLEAN, levels=("0", "1")), why="nothing but 0 and 1")
    if digits == 0 and pc.all(pc.match_substring_regex(plain, WHOLE)).as_py():
        return _whole(seen, plain)
    fixed, decimals = _fixed(plain)
    column = Column(name=name, kind=Kind.DECIMAL, digits=decimals if fixed else digits, fixed=fixed, mark=mark)
    for kind, pattern in _HINTS.items():
        inside = pc.max(pc.abs(pc.cast(pc.utf8_ltrim(plain, "+"), pa.float64()))).as_py() <= BOUNDS[kind]
        if inside and seen.hinted(pattern):
            why = f"numbers within ±{BOUNDS[kind]:.0f} under the name of a {kind}"
            return Guess(column=replace(column, kind=kind), why=why)
    return Guess(column=column, why=f"numbers with up to {column.digits} decimal{'s' * (column.digits != 1)}")


def _fixed(plain: Any) -> tuple[bool, int]:
    """Whether all numbers are written with the same number of decimals, zeros at the end included; and how many."""
    lengths = pc.unique(pc.utf8_length(pc.replace_substring_regex(plain, r"^[^.]*\.?", ""))).to_pylist()
    zeros = pc.any(pc.match_substring_regex(plain, r"\.\d*0$")).as_py()
    exponents = pc.any(pc.match_substring_regex(plain, "[eE]")).as_py()
    return len(lengths) == 1 and bool(zeros) and not exponents, int(lengths[0])


def _whole(seen: Seen, plain: Any) -> Guess | None:
    """The guess for whole numbers; None where they are days or codes."""
    fixed, decimals = _fixed(plain)
    column = Column(name=seen.name, kind=Kind.INTEGER, digits=decimals if fixed else 0, fixed=fixed)
    values = parsed(seen.texts, column)
    low, high = pc.min(values).as_py(), pc.max(values).as_py()
    if 18000101 <= low and high <= 21001231 and _date(seen):
        return None
    dense = high - low + 1 <= _NEARLY * seen.present
    counts_rows = len(values) == seen.present and dense and seen.present >= _MANY
    if counts_rows or (seen.each_once and seen.hinted(_WHO)):
        why = (
            "counts the rows, each number once" if counts_rows else "a different number in each row, under such a name"
        )
        width = len(str(high)) if low >= 0 else 0
        return Guess(column=Column(name=seen.name, kind=Kind.IDENTIFIER, form="#" * max(width, 1)), why=why)
    if seen.hinted(_ID):
        return _keys(seen, low=low, high=high)
    if seen.hinted(_DIAGNOSIS) and len(values) > 2:
        return Guess(column=Column(name=seen.name, kind=Kind.CODE), why="numbers under the name of a code")
    if seen.hinted(_PLACE):
        return Guess(column=Column(name=seen.name, kind=Kind.CATEGORY), why="numbers that name a place or a line")
    return Guess(column=column, why="whole numbers")


def _keys(seen: Seen, *, low: int, high: int) -> Guess:
    """The guess for numbers that repeat under the name of an identifier: who it is when they are many, else names."""
    if len(seen.counts) <= 0.5 * seen.present:
        return Guess(
            column=Column(name=seen.name, kind=Kind.CATEGORY), why="numbers that name something, by their name"
        )
    form = "#" * len(str(high)) if low >= 0 else ""
    doubt = f"its values repeat: if they say whose a row is, say unit: {seen.name}"
    column = Column(name=seen.name, kind=Kind.IDENTIFIER, form=form or "#")
    return Guess(column=column, why="many different numbers under the name of an identifier", doubts=(doubt,))


def _date(seen: Seen) -> Guess | None:
    """The guess for days, with or without a time; None for anything else."""
    found = [form for form in forms_of(seen.texts) if _all_read(seen, form)]
    if not found:
        return None
    form = found[0]
    timed = ":" in form or form == "iso"
    column = Column(name=seen.name, kind=Kind.DATETIME if timed else Kind.DATE, form=form)
    exact = rendered(parsed(seen.texts, column), column).equals(seen.texts)
    doubts = [] if exact else ["written in another way than they will be written back"]
    if len(found) > 1:
        doubts.append(f"read as {form}, but {found[1]} fits as well: say columns: {{{seen.name}: {{form: ...}}}}")
    return Guess(column=column, why=f"every value is a date written {form}", doubts=tuple(doubts))


def forms_of(texts: Any) -> Sequence[str]:
    """Ways of writing dates that the first value's shape allows."""
    first: str = texts[0].as_py()
    day, gap, time = first.partition("T" if "T" in first else " ")
    if not re.fullmatch(r"\d{1,4}[-/.]?\d{1,2}[-/.]?\d{1,4}", day):
        return ()
    mark = re.sub(r"\d", "", day)[:1]
    days = [form for form in _DAYS if re.sub(r"[%a-zA-Z]", "", form)[:1] == mark]
    if not gap:
        return days
    timed = [f"{form}{gap}{hours}" for form in days for hours in _HOURS if hours.count(":") == time.count(":")]
    return [*timed, "iso"] if day[:4].isdigit() else timed


def _all_read(seen: Seen, form: str) -> bool:
    """Whether every value is a date of a form."""
    column = Column(name=seen.name, kind=Kind.DATETIME, form=form)
    few = parsed(seen.texts.slice(0, 50), column)
    return bool(few.null_count == 0 and parsed(seen.texts, column).null_count == 0)


def _boolean(seen: Seen) -> Guess | None:
    """The guess for two words of which one means yes; None for anything else."""
    words = seen.texts.to_pylist()[:3]
    lowered = {word.lower(): word for word in words}
    for pair in _PAIRS:
        if len(words) == 2 and set(lowered) == set(pair):
            levels = (lowered[pair[0]], lowered[pair[1]])
            return Guess(column=Column(name=seen.name, kind=Kind.BOOLEAN, levels=levels), why="a no and a yes")
    return None


def _name(seen: Seen) -> Guess:
    """The guess for words: a code, an identifier, free text, an order of names, or plain names."""
    for what, pattern in CODES.items():
        fits = pc.match_substring_regex(seen.texts, pattern).to_numpy(zero_copy_only=False)
        if len(fits) >= 5 and seen.counts[fits].sum() >= _ALMOST * seen.present:
            return Guess(column=Column(name=seen.name, kind=Kind.CODE), why=f"codes of the form of {what}")
    if seen.each_once:
        return _each_once(seen)
    if pc.mean(pc.utf8_length(seen.texts)).as_py() > _SENTENCE and len(seen.texts) > 0.5 * seen.present:
        return Guess(column=Column(name=seen.name, kind=Kind.TEXT), why="long words that hardly repeat")
    if seen.hinted(_DIAGNOSIS) and len(seen.texts) > _MANY:
        return Guess(column=Column(name=seen.name, kind=Kind.CODE), why="many names under the name of a code")
    if levels := scale_of(seen.texts.to_pylist() if len(seen.texts) <= _MANY else ()):
        why = "names of a known order, lowest first"
        return Guess(column=Column(name=seen.name, kind=Kind.ORDINAL, levels=levels), why=why)
    doubt = f"more than {_LEARNED:,} names: the rarer ones are merged when it is learned; is it an identifier, or text?"
    doubts = (doubt,) if len(seen.texts) > _LEARNED else ()
    return Guess(column=Column(name=seen.name, kind=Kind.CATEGORY), why="names that repeat", doubts=doubts)


def _each_once(seen: Seen) -> Guess:
    """The guess for values of which each stands in one row: who it is, or free words."""
    shape, share = shapes_of(seen.texts)
    spaces = pc.mean(pc.cast(pc.match_substring(seen.texts, " "), pa.float64())).as_py()
    if spaces < 0.5 and (share >= _ALMOST or seen.hinted(_WHO)):
        form = pattern_of(seen.texts, shape)
        why = (
            "a different value in each row, all of one pattern" if share >= _ALMOST else "a different value in each row"
        )
        return Guess(column=Column(name=seen.name, kind=Kind.IDENTIFIER, form=form), why=why)
    doubt = "left out of what is made: nothing can be learned from values that stand in one row each"
    return Guess(column=Column(name=seen.name, kind=Kind.TEXT), why="words that hardly repeat", doubts=(doubt,))
