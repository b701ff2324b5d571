"""YAML text to plain values, with the line of every one; far stricter than YAML.

A recipe may come from anyone, so nothing in it is ever constructed: from the parser's events we build
strings, numbers, booleans, lists and mappings, and refuse the rest (tags, anchors, aliases, several documents).
Words that YAML 1.1 and 1.2 read differently (`no`, `010`, `1_000`, `1:30`) are refused unless quoted.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from provender.core.errors import RecipeError

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
Path: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 16
MAX_VALUES = 20_000
_MAX_DIGITS = 40

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)|0x[0-9a-fA-F]+|0o[0-7]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_SURPRISES = (
    (re.compile(r"(?i:yes|no|on|off)"), "is a boolean in some YAML readers and text in others"),
    (re.compile(r"[-+]?0[0-9_]+"), "is octal in some YAML readers and decimal in others"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*"), "is a number in some YAML readers and text in others"),
    (re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?"), "counts sixties in some YAML readers and is text in others"),
    (re.compile(r"(?i:[-+]?\.inf|\.nan)"), "is no finite number"),
)


@dataclass(frozen=True, slots=True)
class Marks:
    """Where each value of a recipe was written.

    Attributes:
        source: the file as the user named it, or what stands for it.
        places: path of keys and indices -> place, e.g. `("mix", "language")` -> "recipes/math.yaml line 7".
    """

    source: str
    places: dict[Path, str] = field(default_factory=dict)

    def at(self, *path: str | int) -> str:
        """The place of a value, or of the nearest thing around it that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return self.source

    def seen_as(self, moved: Mapping[Path, Path]) -> "Marks":
        """The marks of a recipe that is a part of this one.

        Args:
            moved: path in that recipe -> the path here of what stands there; what is not moved is where it was.
        """
        places = dict(self.places)
        for new, old in moved.items():
            found = {path: told for path, told in self.places.items() if path[: len(old)] == old}
            places.update({(*new, *path[len(old) :]): told for path, told in found.items()})
        return Marks(self.source, places)


def parse(text: str, source: str) -> tuple[Plain, Marks]:
    """The one document of `text` as plain values; None when there is none.

    Raises:
        RecipeError: it is not YAML, or not the plain kind.
    """
    marks = Marks(source)
    builder = _Builder(text, marks)
    return builder.document(), marks


def scalar(text: str, *, where: str) -> bool | int | float | str | None:
    """What an unquoted word means.

    Raises:
        RecipeError: YAML readers disagree about it, or it is no finite number.
    """
    for pattern, why in _SURPRISES:
        if pattern.fullmatch(text):
            raise RecipeError(f"{text} {why}", where=where, mend=_plainly(text))
    if text.lower() in _WORDS and text in (text.lower(), text.title(), text.upper()):
        return _WORDS[text.lower()]
    if len(text) <= _MAX_DIGITS and _INT.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        value = float(text)
        if len(text) > _MAX_DIGITS or value in (float("inf"), float("-inf")):
            raise RecipeError(f"{text[:_MAX_DIGITS]}... is too long a number", where=where, mend="write a shorter one")
        return value
    return text


def _plainly(text: str) -> str:
    """How to say what a surprising word may have meant."""
    word = text.lower()
    if word in ("yes", "on", "no", "off"):
        return f"write {'true' if word in ('yes', 'on') else 'false'}, or '{text}' in quotes for the word"
    digits = text.replace("_", "").lstrip("0")
    return f"write {digits}, or '{text}' in quotes for the text" if digits.isdigit() else f"quote it: '{text}'"


def checked(text: str, *, where: str) -> str:
    """`text` itself, if it holds nothing that could steer a terminal or cannot be stored.

    Raises:
        RecipeError: it holds a control character or half a surrogate pair.
    """
    if text.isprintable():
        return text
    for char in text:
        if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t":
            raise RecipeError(
                f"the text {text[:40]!r} holds the control character U+{ord(char):04X}", where=where, mend="remove it"
            )
    return text


class _Builder:
    """Builds plain values from one text's events."""

    def __init__(self, text: str, marks: Marks) -> None:
        self._events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        self._marks = marks
        self._values = 0
        self._line = 1

    def document(self) -> Plain:
        """The only document."""
        value: Plain = None
        seen = 0
        while (event := self._next()) is not None:
            if not isinstance(event, DocumentStartEvent):
                continue
            seen += 1
            if seen > 1:
                raise self._refusal("the file holds a second YAML document", "keep one recipe a file")
            value = self._value(self._expect(), ())
        return value

    def _next(self) -> Event | None:
        """The next event; whatever the parser trips over becomes one error with a line."""
        try:
            event = next(self._events, None)
        except Exception as fault:  # on hostile text the parser raises ValueError, IndexError and more beside its own
            raise self._broken(fault) from fault
        if event is not None:
            self._line = event.start_mark.line + 1
        return event

    def _expect(self) -> Event:
        """The next event of an unfinished value: the parser reports a truncated text itself."""
        event = self._next()
        if event is None:
            raise self._refusal("the text ends too early", "is the file complete?")
        return event

    def _value(self, event: Event, path: Path) -> Plain:
        """The value that starts with `event`."""
        self._marks.places.setdefault(path, self._place())
        self._refuse_tricks(event)
        self._values += 1
        if self._values > MAX_VALUES:
            raise self._refusal(f"the recipe holds more than {MAX_VALUES} values", "no recipe needs so many")
        if len(path) > MAX_DEPTH:
            raise self._refusal(f"the recipe nests deeper than {MAX_DEPTH} levels", "no recipe needs so many")
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        build: Callable[[Path], Plain] = self._list if isinstance(event, SequenceStartEvent) else self._mapping
        return build(path)

    def _refuse_tricks(self, event: Event) -> None:
        """Tags, anchors and aliases: a recipe says everything once and plainly."""
        if anchor := getattr(event, "anchor", None):
            raise self._refusal(f"{str(anchor)!r} is a YAML anchor or alias", "write the value out where it is used")
        if tag := getattr(event, "tag", None):
            name = str(tag).removeprefix("tag:yaml.org,2002:")
            raise self._refusal(f"{name!r} is a YAML tag; recipes build no objects", "remove the tag")

    def _scalar(self, event: ScalarEvent) -> Plain:
        """Text when it is quoted, else what the word means."""
        text = checked(event.value, where=self._place())
        return text if event.style is not None else scalar(text, where=self._place())

    def _list(self, path: Path) -> list[Plain]:
        """The items up to the sequence's end."""
        items: list[Plain] = []
        while not isinstance(event := self._expect(), SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Plain]:
        """The entries up to the mapping's end; keys are always text, as they were written."""
        entries: dict[str, Plain] = {}
        while not isinstance(event := self._expect(), MappingEndEvent):
            key = self._key(event)
            if key in entries:
                first = self._marks.at(*path, key).rpartition(" ")[2]
                raise self._refusal(
                    f"the key {key!r} is given twice", f"keep one of them; the first is on line {first}"
                )
            self._marks.places[*path, key] = self._place()
            entries[key] = self._value(self._expect(), (*path, key))
        return entries

    def _key(self, event: Event) -> str:
        """A key's text."""
        self._refuse_tricks(event)
        if not isinstance(event, ScalarEvent):
            raise self._refusal("a key is a list or a mapping", "a key must be text; mind the brackets")
        if not event.value:
            raise self._refusal("a key is empty", "give it a name")
        meant = scalar(event.value, where=self._place()) if event.style is None else event.value
        if meant is None or isinstance(meant, bool):
            raise self._refusal(f"the key {event.value} is not text", f"quote it: '{event.value}'")
        return checked(event.value, where=self._place())

    def _place(self) -> str:
        """Where we are."""
        return f"{self._marks.source} line {self._line}"

    def _refusal(self, what: str, mend: str) -> RecipeError:
        """An error about the line we are at."""
        return RecipeError(what, where=self._place(), mend=mend)

    def _broken(self, fault: Exception) -> RecipeError:
        """The error for text that is no YAML."""
        mark = getattr(fault, "problem_mark", None)
        if mark is not None:
            self._line = mark.line + 1
        problem = getattr(fault, "problem", None) or str(fault).partition("\n")[0] or type(fault).__name__
        return self._refusal(f"this is not YAML: {problem}", "mind the indentation, the colons and the closing quotes")
