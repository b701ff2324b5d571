"""List the parts there are by kind, or describe one with its dials.

A part's name is its path: reasoning/arithmetic/gcd as a generator is
provender/reasoning/arithmetic/generators/gcd.py. `provender parts --gallery > gallery.html` shows them all at work.
"""

import argparse
import ast
import inspect
import re
from dataclasses import MISSING, Field, fields
from typing import Any

from provender.cli.flags import json_flag
from provender.cli.terminal import say, say_json, say_table
from provender.core import registry
from provender.core.dials import dial_types
from provender.core.errors import ProvenderError, UnknownName

LISTED = tuple(kind for kind in registry.KINDS if kind != "codec")  # codecs come with their payloads


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument(
        "name", nargs="?", metavar="KIND|NAME", help="a kind (generator, verifier ...) or a part's name"
    )
    parser.add_argument(
        "--gallery",
        action="store_true",
        help="print a page (HTML) with an example of every generator, its steps checked",
    )
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """List, describe, or show them all."""
    if args.gallery:
        from provender.cli.publish import gallery

        say(gallery())
        return 0
    if args.name is None or args.name in LISTED:
        return _list((args.name,) if args.name else LISTED, as_json=args.json)
    return _describe(args.name, as_json=args.json)


def _list(kinds: tuple[str, ...], *, as_json: bool) -> int:
    """Every part of the kinds with the first line of its description; nothing is imported."""
    found = {kind: {name: _first_line(kind, name) for name in registry.names(kind)} for kind in kinds}
    if as_json:
        say_json(found)
        return 0
    for kind, parts in found.items():
        if parts:
            say(f"{kind}s" if len(parts) > 1 else kind)
            say_table(parts.items())
            say("")
    say("`provender parts NAME` shows a part's dials")
    return 0


def _first_line(kind: str, name: str) -> str:
    """The first line of the part's docstring, read from its file: importing all would take seconds."""
    file = registry.source_file(kind, name)
    if file is None:
        return "from another package"
    tree = ast.parse(file.read_text("utf-8"))
    marked = [node for node in tree.body if isinstance(node, ast.ClassDef) and _is_marked(node, kind)]
    return ((ast.get_docstring(marked[0]) if marked else ast.get_docstring(tree)) or "").partition("\n")[0]


def _is_marked(node: ast.ClassDef, kind: str) -> bool:
    """Whether a class carries the decorator of its kind."""
    return any(ast.unparse(mark).rpartition(".")[2] == kind for mark in node.decorator_list)


def _describe(name: str, *, as_json: bool) -> int:
    """All parts of that name: one may be a generator and a verifier."""
    kinds = [kind for kind in LISTED if name in registry.names(kind)]
    if not kinds:
        known = {known for kind in LISTED for known in registry.names(kind)}
        raise UnknownName.among("part", name, known, where="the command line")
    told = []
    for kind in kinds:
        try:
            told.append(facts_of(kind, name))
        except ProvenderError as fault:  # a missing extra hides one part, not its namesakes
            if len(kinds) == 1:
                raise
            told.append({"kind": kind, "name": name, "description": fault.what, "makes": {}, "dials": []})
    if as_json:
        say_json(told)
        return 0
    for facts in told:
        _show(facts)
    return 0


def facts_of(kind: str, name: str) -> dict[str, Any]:
    """What there is to say of one part: kind, name, version, description, what it makes, its dials.

    Raises:
        UnknownName: there is no such part.
        MissingExtra: it needs a package that is not installed.
    """
    part = registry.find(kind, name, where="the command line")
    types = dial_types(part)
    return {
        "kind": kind,
        "name": name,
        "version": getattr(part, "version", None),
        "description": inspect.getdoc(part) or "",
        "makes": {tag: list(values) for tag, values in getattr(part, "makes", {}).items()},
        "dials": [
            {"name": field.name, "type": _type_name(types[field.name]), "default": _default(field)}
            for field in fields(part)
            if field.init
        ],
    }


def _type_name(kind: Any) -> str:
    """A type as it is written."""
    return kind.__name__ if isinstance(kind, type) else re.sub(r"\b(typing|collections\.abc)\.", "", str(kind))


def _default(field: "Field[Any]") -> str:
    """A dial's default as it is written; "(required)" where there is none."""
    if field.default is not MISSING:
        return repr(field.default)
    return repr(field.default_factory()) if field.default_factory is not MISSING else "(required)"


def _show(facts: dict[str, Any]) -> None:
    """One part for people."""
    say(f"{facts['kind']} {facts['name']}", "")
    say(*(f"  {line}".rstrip() for line in facts["description"].splitlines()), "")
    if facts["makes"]:
        say("  makes")
        say_table([(tag, ", ".join(values)) for tag, values in facts["makes"].items()], indent=4)
        say("")
    if facts["dials"]:
        say("  dials")
        say_table([tuple(dial.values()) for dial in facts["dials"]], head=("dial", "type", "default"), indent=4)
        say("")
