"""All personal data of a text: each piece with its kind and place, none overlapping another."""

import re
from collections.abc import Iterator

from provender.general.personal import context
from provender.general.personal.numbers import Found, addresses, in_runs, with_letters

KINDS = ("e-mail", "phone", "card", "bank account", "identity number", "IP address", "birthday", "name")

_MAIL = re.compile(r"[\w.+%'-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}")
_HIDDEN_MAIL = re.compile(
    r"\b[\w.+-]{1,64}\s?[\[({]\s?at\s?[\])}]\s?[\w-]+\s?(?:[\[({]\s?dot\s?[\])}]|\.)\s?[a-z]{2,24}\b", re.IGNORECASE
)
_DIGITS = re.compile(r"\d(?:[ ./()–-]{0,3}\d){3}(?:[ ./()–-]{0,3}[\dX]){3}|\d\.\d+\.\d+\.\d")
_LETTERED = re.compile(r"[A-Z]{1,2} ?\d\d|\d{8}-?[A-Z]|\b[a-z]{2}\d\d")
_YEAR = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d\d|(?:19|20)\d\d")
_PLAIN = str.maketrans(  # one for one, so that places stay
    "\u00a0\u2007\u2009\u202f\u3000\u2010\u2011\u2012\ufe63\uff0d\uff20\ufe6b\uff0e\u3002\uff0b０１２３４５６７８９",
    "     -----@@..+0123456789",
)
_WORD = re.compile(r"\w+")
_PAIR = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŠŽČ][^\W\d_]+[\w'’-]* (?:[a-z]{1,6} |[A-Z]\. ?){0,2}[A-ZÀ-ÖØ-ÞŁŚŠŽČ]['’]?[^\W\d_]")


def find(text: str) -> list[Found]:
    """What stands in a text, in order.

    Guarantees:
        Pieces do not overlap; look-alikes of spaces, hyphens, dots, digits and "@" hide nothing.
        A text without capitals, digits and "@" costs next to nothing.
    """
    plain = text if text.isascii() else text.translate(_PLAIN)
    found = sorted(_all(plain), key=lambda each: (each.start, -each.end))
    kept: list[Found] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _all(text: str) -> Iterator[Found]:
    """Pieces of every kind; each search only where a cheap look says that it may find something."""
    if "@" in text:
        yield from (Found("e-mail", *match.span()) for match in _MAIL.finditer(text))
    elif "at]" in text or "at)" in text or "at}" in text or "at ]" in text or "at )" in text:
        yield from (Found("e-mail", *match.span()) for match in _HIDDEN_MAIL.finditer(text))
    if _DIGITS.search(text):
        yield from in_runs(text)
    if _LETTERED.search(text):
        yield from with_letters(text)
    if "::" in text or text.count(":") > 6:
        yield from addresses(text)
    if _YEAR.search(text):
        yield from _birthdays(text)
    if _PAIR.search(text) and not context.NAMING.isdisjoint(_WORD.findall(text.casefold())):
        yield from _names(text)


def _birthdays(text: str) -> Iterator[Found]:
    """Days that a word says somebody was born on; no one born before 1900 is a person of today."""
    for match in context.DAY.finditer(text):
        if context.BORN.search(text[max(0, match.start() - 48) : match.start()].casefold()):
            yield Found("birthday", *match.span())


def _names(text: str) -> Iterator[Found]:
    """Full names that a title, a label or a greeting makes a person's."""
    for match in context.NAMED.finditer(text):
        yield Found("name", *match.span(1))
