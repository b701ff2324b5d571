"""XML that is written: elements, numbers that come back to the bit, text without what XML cannot hold."""

import re
from xml.etree import ElementTree

Element = ElementTree.Element

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, *inside: "Element | None", **attributes: object) -> Element:
    """An element; what is None is left out. An attribute that would be a Python keyword ends in "_"."""
    made = Element(tag, {name.rstrip("_"): written(value) for name, value in attributes.items() if value is not None})
    made.extend([one for one in inside if one is not None])
    return made


def written(value: object) -> str:
    """A value as XML has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(float(value) + 0.0)
    return _NOT_XML.sub("?", str(value))


def document(root: Element) -> bytes:
    """The file."""
    ElementTree.indent(root)
    told: bytes = ElementTree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + told + b"\n"
