"""Turn an exam into a fingerprint file: hashes by which records that repeat it are refused, and none of its text.

Name the file in a recipe under limits: {decontaminate: [exam.fp]}, or give it to `provender verify --decontaminate`.
The same exam gives the same file. Whoever guesses a sentence of the exam can confirm the guess: keep both alike.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from provender.cli.flags import json_flag
from provender.cli.terminal import say, say_json
from provender.core.errors import InputError, UnknownName

if TYPE_CHECKING:
    from provender.cli.rows import Source

_MOST_FIELDS = 256


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("exam", metavar="EXAM", help="a JSON Lines, CSV, TSV or Parquet file, one item a row")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write (beside the exam, its name ending .fp)")
    parser.add_argument(
        "--field", action="append", default=[], metavar="NAME", help="a field to take, by its dotted name (all texts)"
    )
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Read, hash, write, tell."""
    from provender.cli.rows import source
    from provender.stages.exams.fingerprint import fingerprint
    from provender.store.disk import write_whole

    file = source(args.exam)
    made = fingerprint(_items(file, args.field))
    path = Path(args.output) if args.output else file.path.with_name(f"{file.path.name.partition('.')[0]}.fp")
    data = made.dump()
    write_whole(path, data)
    told = {"items": made.items, "passages": len(made.row), "too_short": made.short, "fields": list(made.fields)}
    if args.json:
        say_json({"file": str(path), "bytes": len(data), **told})
        return 0
    say(f"wrote {path}: {made.items:,} items, {len(made.row):,} passages, {len(data):,} bytes")
    say(f"  fields: {', '.join(made.fields)}")
    if made.short:
        say(f"  {made.short:,} texts of under five words are left out: they would be met by chance")
    say(f"next: limits: {{decontaminate: [{path}]}} in a recipe")
    return 0


def _items(file: "Source", asked: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Each row's texts by field.

    Raises:
        UnknownName: a field that was asked for is in no row.
        InputError: rows hold too many different fields to be one exam.
    """
    seen: set[str] = set()
    for row in file.rows():
        texts = {name: text for name, value in row.items() if (text := _text(value))}
        seen |= texts.keys()
        if len(seen) > _MOST_FIELDS:
            mend = "name those that hold its text with --field"
            raise InputError(f"the rows hold over {_MOST_FIELDS} fields", where=str(file.path), mend=mend)
        yield {name: text for name, text in texts.items() if not asked or name in asked}
    for name in asked:
        if name not in seen:
            raise UnknownName.among("field of text", name, seen, where=str(file.path))


def _text(value: object) -> str:
    """A value's text: of lists (choices, turns of a chat) each part on a line of its own."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(filter(None, map(_text, value)))
    return "\n".join(filter(None, map(_text, value.values()))) if isinstance(value, dict) else ""
