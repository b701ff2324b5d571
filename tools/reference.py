"""Write the pages of docs/reference/ from what they describe: `python tools/reference.py [FOLDER]`.

Parts come from the registry, recipe keys from the JSON Schema, verbs from their own flags. A test makes the
pages again and compares, so none of them can be stale.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from provender.cli import verbs
from provender.cli.look.parts import LISTED, facts_of
from provender.core import errors, registry
from provender.core.protocols import Judged
from provender.reasoning.problem import Problem
from provender.recipes.schema import schema
from provender.run.gallery import Specimen, specimens

HOME = Path(__file__).parent.parent
FOLDER = HOME / "docs" / "reference"
_NOTE = "<!-- Made by `make docs`; change the source it is made from, not this page. -->"
_ATTRIBUTE = re.compile(r"^    (\w[\w, ]*): (.*(?:\n        .*)*)", re.MULTILINE)


def parts_page() -> str:
    """Every part by kind: what it is, what it makes, its dials."""
    intro = (
        "A part's name is its path: `reasoning/arithmetic/gcd`, asked for as a generator, is the file\n"
        "`src/provender/reasoning/arithmetic/generators/gcd.py`. `provender parts NAME` tells more of one."
    )
    lines = [_NOTE, "", "# Parts", "", intro, ""]
    for kind in LISTED:
        names = registry.names(kind)
        lines += [f"## {kind.capitalize()}s", ""] if names else []
        for name in names:
            lines += _part(facts_of(kind, name))
    return _page(lines)


def _part(facts: Mapping[str, Any]) -> Iterator[str]:
    """One part."""
    said = facts["description"]
    yield from (f"### {facts['name']}", "", _text(said.partition("\n\n")[0].replace("\n", " ")), "")
    if facts["makes"]:
        yield from (
            "Makes " + "; ".join(f"{tag}: {', '.join(values)}" for tag, values in facts["makes"].items()) + ".",
            "",
        )
    meanings = attributes(said)
    rows = [
        (_code(d["name"]), _code(d["type"]), _code(d["default"]), _text(meanings.get(d["name"], "")))
        for d in facts["dials"]
    ]
    yield from _table(("dial", "type", "default", "meaning"), rows)


def attributes(docstring: str) -> dict[str, str]:
    """Name -> meaning from a docstring's section "Attributes:"."""
    section = re.search(r"^Attributes:\n((?:(?: .*)?\n?)+)", docstring, re.MULTILINE)
    told = _ATTRIBUTE.findall(section[1]) if section else []
    return {name: " ".join(what.split()) for names, what in told for name in names.split(", ")}


def gallery_page() -> str:
    """An example of every generator, with its checked steps, and its question in every language."""
    intro = (
        "One problem of every family, made and judged when this page was written; ✓ marks a step that was proved.\n"
        "`provender parts --gallery > gallery.html` makes a page for the browser, with the steps in every language."
    )
    lines = [_NOTE, "", "# Gallery", "", intro, ""]
    branch = ""
    for specimen in specimens():
        if specimen.branch != branch:
            branch = specimen.branch
            lines += [f"## {branch}", ""]
        lines += _exhibit(specimen)
    return _page(lines)


def _exhibit(specimen: Specimen) -> Iterator[str]:
    """One generator's example: question, steps and answer in the first language, questions in the others."""
    yield from (f"### {specimen.name}", "", _text(specimen.told), "")
    first, *others = specimen.by_language.items()
    yield from (
        "```text",
        *_worked(first[1]),
        "```",
        "",
        f"{first[1].grade or first[1].fate} by `{first[1].verifier}`.",
        "",
    )
    for language, judged in others:
        if isinstance(judged.record.payload, Problem):
            yield f"- {language}: {_text(' '.join(judged.record.payload.question.split()))}"
    yield from [""] if others else []


def _worked(judged: Judged) -> Iterator[str]:
    """A problem with its steps marked; anything else as its text."""
    problem = judged.record.payload
    if not isinstance(problem, Problem):
        yield problem.text()
        return
    mark = "✓" if judged.fate == "accepted" else "✗"
    yield from (problem.question, *(f"{mark} {line}" for line in problem.solution.split("\n")), f"→ {problem.answer}")


def recipe_page() -> str:
    """Every key of a recipe, from the schema."""
    whole = schema()
    shapes: Any = whole["$defs"]
    intro = "The same in a form for editors: [recipe.schema.json](../../src/provender/recipes/recipe.schema.json)."
    lines = [_NOTE, "", "# Recipes", "", str(whole["description"]), "", intro, "", *_keys(whole)]
    for name, shape in shapes.items():
        full = shape.get("anyOf", [shape])[-1]
        if "properties" in full:
            lines += [f"## {_spoken(name)}", "", _text(full["description"]), "", *_keys(full)]
    return _page(lines)


def _keys(shape: Mapping[str, Any]) -> Iterator[str]:
    """The keys of one object of the schema."""
    needed = shape.get("required", ())
    rows = [
        (_code(name), _kind(key), "needed" if name in needed else _default(key), _text(key.get("description", "")))
        for name, key in shape["properties"].items()
    ]
    yield from _table(("key", "type", "default", "what it says"), rows)


def _kind(key: Mapping[str, Any]) -> str:
    """The type of a key, in words."""
    if "$ref" in key:
        name = key["$ref"].rpartition("/")[2]
        return "any value" if name == "JsonValue" else f"[{_spoken(name)}](#{_spoken(name)})"
    if "anyOf" in key:
        return " or ".join(_kind(choice) for choice in key["anyOf"])
    if "enum" in key or "const" in key:
        return ", ".join(_code(value) for value in key.get("enum", [key.get("const")]))
    if key.get("type") == "array":
        return f"list of {_kind(key['items'])}"
    if key.get("type") == "object":
        return f"{{name: {_kind(key['additionalProperties'])}}}"
    names = {"string": "text", "integer": "whole number", "number": "number", "null": "null", "boolean": "yes or no"}
    return names[key["type"]]


def _default(key: Mapping[str, Any]) -> str:
    """A key's default."""
    if "default" not in key:
        return ""
    return "null" if key["default"] is None else _code(key["default"])


def _spoken(name: str) -> str:
    """TeacherModel -> teacher."""
    return name.removesuffix("Model").lower()


def cli_page() -> str:
    """Every verb with its flags."""
    intro = "`provender VERB --help` says the same. Every verb takes `--debug`, which shows the traceback of an error."
    lines = [_NOTE, "", "# The command line", "", intro, "", *_codes()]
    for name in verbs.VERBS:
        verb = verbs.module(name)
        parser = argparse.ArgumentParser(prog=f"provender {name}", add_help=False)
        verb.arguments(parser)
        rows = [(_flag(action), _text((action.help or "").replace("%%", "%"))) for action in parser._actions]
        lines += [
            f"## provender {name}",
            "",
            _text((verb.__doc__ or "").strip()),
            "",
            *_table(("argument", "meaning"), rows),
        ]
    return _page(lines)


def _flag(action: argparse.Action) -> str:
    """An argument as one types it."""
    value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    typed = [f"{flag} {value}".strip() for flag in action.option_strings] or [value]
    return _code(", ".join(typed)) + (" (needed)" if action.option_strings and action.required else "")


def _codes() -> Iterator[str]:
    """Exit codes, as the errors' classes state them."""
    told: dict[int, list[str]] = {0: ["Complete."]}
    for fault in vars(errors).values():
        if isinstance(fault, type) and issubclass(fault, errors.ProvenderError):
            told.setdefault(fault.exit_code, []).append(_text((fault.__doc__ or "").partition("\n")[0]))
    told[errors.ProvenderError.exit_code] = ["Our fault."]
    yield from _table(("exit code", "when"), [(str(code), " ".join(when)) for code, when in sorted(told.items())])


def _text(said: str) -> str:
    """Words as Markdown shows them unchanged, code left as it is."""
    parts = re.split(r"(`[^`]*`)", said)
    return "".join(part if part.startswith("`") else re.sub(r"([*<_])", r"\\\1", part) for part in parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table; nothing for no rows."""
    body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    if body:
        yield from ("| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |", *body, "")


def _code(value: object) -> str:
    """A value as code."""
    return f"`{value}`"


def _page(lines: Iterable[str]) -> str:
    """The page's text."""
    return "\n".join(lines).rstrip("\n") + "\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "parts.md": parts_page,
    "recipe.md": recipe_page,
    "cli.md": cli_page,
    "gallery.md": gallery_page,
}


def main(arguments: Sequence[str]) -> int:
    """Write all pages; returns the exit code."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
