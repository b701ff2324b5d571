"""What a Markdown page holds: fenced blocks, commands with what they are said to print, links and headings.

Three kinds of block are executed, in the order of the page and in one folder:

    ```yaml title="first.yaml"      is written to that file
    ```console                      "$ " begins a command, "> " goes on with it, the rest is its output;
                                    it must end with exit code 0, and "..." stands for anything
    ```python                       runs as a script, or as a doctest where it holds ">>>"
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).parents[2]
_LEFT_OUT = {"env", "runs", "build", "dist", "node_modules", "shared"}
_FENCE = re.compile(r"^(`{3,})(\w*)[ ]*(?:title=\"([^\"]+)\")?[ ]*$")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its language, the file it names, its text, and the line of its fence."""

    language: str
    title: str
    text: str
    line: int


class Command(NamedTuple):
    """A command and the output that the page shows for it; "" shows none."""

    words: str
    shown: str


def pages() -> list[Path]:
    """Every Markdown page of the clone, hidden folders and what runs made left out."""
    found = HOME.rglob("*.md")
    parts = {page: page.relative_to(HOME).parts for page in found}
    return sorted(page for page, path in parts.items() if not any(p.startswith(".") or p in _LEFT_OUT for p in path))


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    fence, start, inside = None, 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        opened = _FENCE.match(line)
        if fence is None and opened:
            fence, start, inside = opened, number, []
        elif fence is not None and line.rstrip() == fence[1]:
            body = "".join(f"{each}\n" for each in inside)
            yield Block(language=fence[2], title=fence[3] or "", text=body, line=start)
            fence = None
        else:
            inside.append(line)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        first, *rest = part.splitlines()
        more = [line[2:] for line in rest if line.startswith("> ")]
        shown = [line for line in rest if not line.startswith("> ")]
        yield Command("\n".join([first, *more]), "\n".join(shown).strip("\n"))


def prints(shown: str, printed: str) -> bool:
    """Whether a command printed what a page shows: a line "..." is any lines, "..." in a line any characters.

    >>> prints("made ... records\\n...\\nend", "made 10 records\\na\\nb\\nend")
    True
    >>> prints("made 10 records", "made 10 records\\nand more")
    False
    """
    lines = [r"(?:.*\n)*?" if line.strip() == "..." else _pattern(line) for line in shown.splitlines()]
    text = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch("".join(lines), text) is not None


def _pattern(line: str) -> str:
    """A shown line as a pattern."""
    return ".*".join(re.escape(part) for part in line.rstrip().split("...")) + r"\n"


def links(text: str) -> Iterator[str]:
    """Targets of the links of a page, outside of its fenced blocks."""
    bare = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    return (match[1] for match in _LINK.finditer(re.sub(r"`[^`\n]*`", "", bare)))


def anchors(text: str) -> set[str]:
    """What "#..." may name: each heading, as GitHub writes it."""
    heads = re.findall(r"^#+ +(.+?) *$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
