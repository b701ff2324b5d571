"""Records to be labelled by a person, as a CSV or JSON Lines file that any editor opens, and the labels read back.

    id,label,text
    w000-t000000:17,,"Ann has 3 boxes of 12 pens ..."

What a judge said stands nowhere in it: it would steer the person. A cell that a spreadsheet would take for a formula
begins with an apostrophe, so that opening the file runs nothing. Records are found by their id again, never by the
text, and a label is "sound" or "faulty"; what is left empty is left out.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence

from provender.core.errors import InputError

HEAD = ("id", "label", "text")
WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("sound", "good", "ok", "yes", "true", "1"), True),
    **dict.fromkeys(("faulty", "bad", "no", "false", "0"), False),
    **dict.fromkeys(("", "?", "skip"), None),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_MOST = 1 << 26  # bytes of a file of labels: a person writes no more
_MEND = "write the file again with `provender label`, fill in the column `label`, and change nothing else"


def to_label(rows: Sequence[tuple[str, str]], *, form: str) -> bytes:
    """The file for a person: (id, text) of each record.

    Args:
        form: "csv" or "jsonl".

    Guarantees:
        No cell begins with what a spreadsheet runs.
    """
    if form == "jsonl":
        lines = [json.dumps(dict(zip(HEAD, (name, "", text), strict=True)), ensure_ascii=True) for name, text in rows]
        return "".join(f"{line}\n" for line in lines).encode()
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(HEAD)
    writer.writerows((harmless(name), "", harmless(text)) for name, text in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")  # spreadsheets take UTF-8 by this mark


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula, and no control characters."""
    plain = "".join(char if char.isprintable() or char in "\n\t" else "\ufffd" for char in cell)
    return f"'{plain}" if plain.lstrip(" ").startswith(_FORMULA) else plain


def read_labels(data: bytes, known: Sequence[str], *, where: str) -> dict[str, bool]:
    """id -> whether a person found the record sound; what was left empty is not in it.

    Args:
        known: ids that may occur.

    Raises:
        InputError: the file is another, too large, no UTF-8 text, or a row of it is odd; says the line.
    """
    if len(data) > _MOST:
        raise InputError(f"the file is larger than {_MOST >> 20} MiB", where=where, mend=_MEND)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputError(f"byte {fault.start + 1} is not UTF-8", where=where, mend="save it as UTF-8") from None
    rows = _from_jsonl(text, where) if text.lstrip()[:1] == "{" else _from_csv(text, where)
    ids, labels = {harmless(name): name for name in known}, dict[str, bool]()
    seen: set[str] = set()
    for line, name, word in rows:
        told = word.strip().casefold()
        if name not in ids:
            raise InputError(f"no record is called {name[:60]!r}", where=f"{where} line {line}", mend=_MEND)
        if name in seen:
            raise InputError(f"{name[:60]!r} stands there twice", where=f"{where} line {line}", mend=_MEND)
        if told not in WORDS:
            mend = "write sound or faulty, or leave it empty"
            raise InputError(f"label={word[:40]!r} says neither", where=f"{where} line {line}", mend=mend)
        seen.add(name)
        if (sound := WORDS[told]) is not None:
            labels[ids[name]] = sound
    return labels


def _from_csv(text: str, where: str) -> list[tuple[int, str, str]]:
    """(line, id, label) of each row."""
    csv.field_size_limit(_MOST)
    dialect = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect, strict=True)
    rows: list[tuple[int, str, str]] = []
    try:
        head = [cell.strip().casefold() for cell in next(reader, [])]
        if not {"id", "label"} <= set(head):
            raise InputError("the first row does not name the columns id and label", where=where, mend=_MEND)
        for cells in filter(any, reader):
            if len(cells) != len(head):
                what = f"{len(cells)} cells for {len(head)} columns"
                raise InputError(what, where=f"{where} line {reader.line_num}", mend=_MEND)
            rows.append((reader.line_num, cells[head.index("id")], cells[head.index("label")]))
    except csv.Error as fault:
        raise InputError(f"no CSV: {fault}", where=f"{where} line {reader.line_num}", mend=_MEND) from None
    return rows


def _from_jsonl(text: str, where: str) -> list[tuple[int, str, str]]:
    """(line, id, label) of each object."""
    rows: list[tuple[int, str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            name, label = entry["id"], entry.get("label", "")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise InputError("no object with an id", where=f"{where} line {number}", mend=_MEND) from None
        if not isinstance(name, str) or not isinstance(label, str | bool | None):
            raise InputError("id and label must be text", where=f"{where} line {number}", mend=_MEND)
        rows.append((number, name, str(label) if label is not None else ""))
    return rows
