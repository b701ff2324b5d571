"""Calculator marks and answer lines, as the grade-school problems carry them (Cobbe et al., 2021).

    So she earns 9 * 2 = $<<9*2=18>>18 a day.
    #### 18                                     or "A: 18"

A student must see neither: the marks call a calculator, and the last line is a label for graders.
"""

import re
from typing import NamedTuple

_MARK = re.compile(r"<<([^<>\n]*)>>")
_UNCLOSED = re.compile(r"<<[^\n>]*=")  # a model that forgot ">>" still wrote its result after the sign
_LABEL = re.compile(r"\s*^(?:####|A:)[ \t]*(?P<answer>[^\n]*)\s*\Z", re.MULTILINE)


class Unmarked(NamedTuple):
    """A worked solution as a person would write it, and what was taken out.

    Attributes:
        prose: without marks and label.
        answer: the label's text; "" where there is none.
        marks: (position in `prose`, what stood between the brackets).
    """

    prose: str
    answer: str
    marks: tuple[tuple[int, str], ...]


def unmark(text: str) -> Unmarked:
    """Take the marks and the closing label out of a solution.

    >>> unmark("She earns 9 * 2 = $<<9*2=18>>18.\\n#### 18")
    Unmarked(prose='She earns 9 * 2 = $18.', answer='18', marks=((19, '9*2=18'),))
    """
    label = _LABEL.search(text)
    body = text[: label.start()] if label else text
    kept: list[str] = []
    marks: list[tuple[int, str]] = []
    at = length = 0
    for found in _MARK.finditer(body):
        kept.append(body[at : found.start()])
        length += found.start() - at
        marks.append((length, found[1]))
        at = found.end()
    kept.append(_UNCLOSED.sub("", body[at:]))
    return Unmarked("".join(kept).rstrip(), label["answer"].strip() if label else "", tuple(marks))
