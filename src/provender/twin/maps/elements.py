"""XML from strangers, element by element: no entities, no outside files, bounded in every direction.

Expat tells of each element as it ends, so a file is never held as a whole tree. What a document type could do
(entities, external files) is refused at the first sign of it: neither OpenStreetMap nor OpenDRIVE uses one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from provender.core.errors import InputError

MOST_BYTES = 512 << 20
MOST_ELEMENTS = 20_000_000
_MOST_INSIDE = 1_000_000  # of them in one that is handed over
_DEEPEST = 64
_CHUNK = 1 << 18
_TEXT = 4_000  # characters of an element that are kept


@dataclass(slots=True)
class Element:
    """An element with what lies inside it; `text` is its own, as far as it matters to a map."""

    tag: str
    attributes: Mapping[str, str]
    inside: list["Element"] = field(default_factory=list)
    line: int = 0
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        """An attribute, or the default."""
        return self.attributes.get(name, default)

    def all(self, tag: str) -> list["Element"]:
        """What lies directly inside and is called so."""
        return [one for one in self.inside if one.tag == tag]

    def first(self, tag: str) -> "Element":
        """The first of `all(tag)`; an empty element where there is none."""
        return next((one for one in self.inside if one.tag == tag), Element(tag, {}))


class _Walk:
    """Expat's calls gathered into elements; one below the root is handed over and forgotten."""

    def __init__(self, root: str, take: Callable[[Element], None], where: str) -> None:
        self.root, self.take, self.where = root, take, where
        self.open: list[Element] = []
        self.count = 0
        self.begun = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.write
        self.parser.StartDoctypeDeclHandler = self.refuse

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if not self.open and tag != self.root:
            raise _fault(f"the first element is <{tag[:40]}>, not <{self.root}>", self.where)
        self.count += 1
        if len(self.open) == 1:
            self.begun = self.count
        if len(self.open) >= _DEEPEST or self.count > MOST_ELEMENTS or self.count - self.begun > _MOST_INSIDE:
            raise _fault(f"more than {_DEEPEST} levels, or too many elements", self.where)
        self.open.append(Element(tag, attributes, line=self.parser.CurrentLineNumber))

    def end(self, tag: str) -> None:
        """An element is complete."""
        done = self.open.pop()
        if len(self.open) == 1:
            self.take(done)
        elif self.open:
            self.open[-1].inside.append(done)

    def write(self, text: str) -> None:
        """Text inside an element; a projection is the longest that a map tells."""
        if len(self.open) > 1 and len(self.open[-1].text) < _TEXT:
            self.open[-1].text += text[:_TEXT]

    def refuse(self, *_: object) -> None:
        """A document type is where entities come from."""
        raise _fault("it declares a document type, which could hide entities", self.where)


def _fault(what: str, where: str) -> InputError:
    """The one error for a file that is not read at all."""
    return InputError(f"this is no map: {what}", where=where, mend="give an OpenStreetMap or OpenDRIVE XML file")


def walk(file: Path, root: str, take: Callable[[Element], None]) -> None:
    """Hand every element directly below the root to `take`, each with all that lies inside it.

    Raises:
        InputError: not XML, cut short, of another root, with a document type, too deep or too large.
    """
    where = str(file)
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise _fault(f"{size:,} bytes are more than {MOST_BYTES:,}", where)
    steps = _Walk(root, take, where)
    try:
        with file.open("rb") as source:
            while chunk := source.read(_CHUNK):
                steps.parser.Parse(chunk, False)
        steps.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _fault(f"{expat.ErrorString(error.code)} in line {error.lineno}", where) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know
        raise _fault("it is in no encoding that can be read", where) from error


def root_of(file: Path) -> str:
    """The name of a file's first element, as far as its beginning tells; "" where it is no XML at all."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, _: found.append(tag)
    try:
        with file.open("rb") as source:
            parser.Parse(source.read(_CHUNK), False)
    except (expat.ExpatError, LookupError, ValueError):
        pass  # what came before the fault is enough, and whoever reads on tells of it
    return found[0] if found else ""
