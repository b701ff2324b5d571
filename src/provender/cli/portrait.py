"""A table described: for the terminal, for programs, and as a page."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from provender.cli.terminal import near, one_line, say, say_json, say_table
from provender.recipes.dump import dump
from provender.report.table import Sketch, shares, steps, table_page
from provender.store.folder import RunFolder
from provender.tabular.constraints.finding import found, implied
from provender.tabular.portrait import FLOOR, Portrait, facts, portraits
from provender.tabular.readers._reading import Reading

_WIDE = 60


def show(reading: Reading, *, file: Path, format: str, output: Path, json: bool) -> None:
    """Tell of a table, and draw its page.

    Args:
        output: folder in which the page's folder is made.
        json: for programs instead of people.
    """
    told = portraits(reading)
    rules, offered = (tuple(map(str, which(reading.table))) for which in (found, implied))
    repeats = len(reading.table) - len(np.unique(reading.table.digests, axis=0))
    page = _write(reading, told, _yaml(reading, rules, offered), repeats=repeats, file=file, output=output)
    if json:
        columns = {portrait.column.name: facts(portrait) for portrait in told}
        size: dict[str, Any] = {"format": format, "rows": len(reading.table), "repeats": repeats}
        said = {"doubts": list(reading.doubts), "constraints": list(rules), "implications": list(offered)}
        say_json({**size, **said, "columns": columns, "page": str(page)})
        return
    say(f"{file}: {format}, {len(reading.table):,} rows, {repeats:,} of them repeats", "")
    say_table([_row(portrait) for portrait in told], head=("column", "kind", "missing", "distinct", "values", "why"))
    doubts = [f"{portrait.column.name}: {doubt}" for portrait in told for doubt in portrait.found.doubts]
    for doubt in (*reading.doubts, *doubts):
        say("", f"  look at {doubt}")
    _say_rules(
        "holds in every row, and not by chance; kept in rows that are made (find: false makes them without)", rules
    )
    _say_rules(
        "holds in every row here; kept where the recipe says it, since a larger table may know exceptions", offered
    )
    say("", f"  page  {near(page)}")


def _say_rules(heading: str, rules: Sequence[str]) -> None:
    """Rules under a heading; nothing where there are none."""
    if rules:
        say("", f"  {heading}:")
        say_table([(one_line(rule, _WIDE * 2),) for rule in rules], indent=4)


def _row(portrait: Portrait) -> tuple[object, ...]:
    """A column for people."""
    seen = portrait.found
    common = ", ".join(f"{one_line(name, 20)} {count / portrait.rows:.0%}" for name, count in portrait.names[:3])
    values = " … ".join(portrait.ends) or common
    if portrait.spike:
        name, count = portrait.spike
        values = f"{name} {count / portrait.rows:.0%}" + f", else {values}" * bool(values)
    missing = f"{seen.missing / portrait.rows:.1%}" if seen.missing else ""
    return (
        one_line(seen.column.name, 40),
        seen.column.kind.value,
        missing,
        seen.distinct,
        one_line(values, _WIDE),
        seen.why,
    )


def _write(reading: Reading, told: Sequence[Portrait], yaml: str, *, repeats: int, file: Path, output: Path) -> Path:
    """Draw the page; where it lies."""
    rows = len(reading.table)
    said: dict[str, Any] = {
        "rows": rows,
        "repeats": repeats,
        "missing": sum(portrait.found.missing for portrait in told) / max(rows * len(told), 1),
        "doubts": reading.doubts,
        "floor": FLOOR,
    }
    html = table_page(file.name, [_sketch(portrait) for portrait in told], facts=said, yaml=yaml)
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", file.name).lstrip(".-") or "table"
    return RunFolder(output / f"described-{safe}").write_derived("report", "index.html", [html.encode()])


def _yaml(reading: Reading, rules: Sequence[str], offered: Sequence[str]) -> str:
    """Columns, and the constraints found, as a recipe would say them; what is only offered stands behind a #."""
    columns = {
        column.name: plain["kind"] if len(plain) == 1 else plain
        for column in reading.table.schema
        for plain in [column.plain()]
    }
    said: dict[str, Any] = {"columns": columns, **({"constraints": list(rules)} if rules else {})}
    more = "".join(f"# {line}\n" for line in dump({"constraints": list(offered)}).splitlines()) if offered else ""
    return dump(said) + more


def _sketch(portrait: Portrait) -> Sketch:
    """A column for the page."""
    seen = portrait.found
    title = f"How the values of {seen.column.name} lie"
    plot, notes = "", []
    if portrait.bars:
        plot = steps(portrait.bars, (portrait.ends[0], portrait.ends[2]), title=title)
        notes.append(f"half of them under {portrait.ends[1]}")
    elif portrait.names:
        plot = shares(portrait.names, portrait.rows, title=title)
    if portrait.spike:
        notes.insert(0, f"{portrait.spike[0]} in {portrait.spike[1] / portrait.rows:.1%} of the rows, left out here")
    if portrait.others[0]:
        many, rows = portrait.others
        told = f"{rows / portrait.rows:.1%} of the rows" if rows >= FLOOR else f"under {FLOOR} rows"
        notes.append(f"{many:,} other value{'s' * (many != 1)} in {told}")
    if seen.column.form and not plot:
        notes.append(f"written {seen.column.form}")
    return Sketch(
        name=seen.column.name,
        kind=seen.column.kind.value,
        why=seen.why,
        doubts=seen.doubts,
        distinct=seen.distinct,
        missing=_missing(portrait),
        gap=seen.missing / max(portrait.rows, 1),
        plot=plot,
        note="; ".join(notes),
    )


def _missing(portrait: Portrait) -> str:
    """How many are missing, in words."""
    count = portrait.found.missing
    if not count:
        return ""
    return f"{count / portrait.rows:.1%} missing" if count >= FLOOR else f"under {FLOOR} missing"
