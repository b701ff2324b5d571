"""What a run of digits is: a telephone, a card, an identity number, an address of a machine, or none of that.

The form alone hardly ever settles it, so check digits and the words before it have their say; an operator beside a run
makes it arithmetic.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from provender.general.personal import context, digits

RUN = re.compile(r"(?<![\w.,])(?:\+|\()?\d(?:[)]?[ ]?[./–-]?[ ]?[(]?\d){5,22}X?(?![\w])")
_BEFORE = 36  # characters before a run in which a word may announce it
_SIGNS = frozenset("+*/=×·÷<>^√%$€£²³≡≤≥∑−")
_MINUS = ("-", "–")
_COUNTRY = re.compile(
    r"\+(?:1|7|2(?:0|7|1[1-368]|[2-4]\d|5[0-8]|6\d|9[01789])|3(?:[0-469]|5\d|7\d|8[0-25-79])|4(?:[013-9]|2[013])"
    r"|5(?:[1-8]|0\d|9\d)|6(?:[0-6]|[7-9]\d)|8(?:[1246]|5[02356]|8\d)|9(?:[0-58]|[679]\d))"
)
_FORMS = (
    re.compile(r"\(?[2-9]\d\d\)?[ .-][ ]?[2-9]\d\d[.-]\d{4}"),  # North America
    re.compile(r"0[1-9](?:[ .-]?\d\d){4}"),  # France
    re.compile(r"[6-9]\d\d \d\d \d\d \d\d|[89]\d \d{3} \d\d \d\d"),  # Spain
    re.compile(r"\(?0[1-9]\d{1,4}\)?[ /-][ ]?\d{2,8}(?:[ -]\d{1,5}){0,3}"),  # Germany, Britain, East Africa
    re.compile(r"07\d{8,9}"),
)
_SSN = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}")
_GROUPED_CARD = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5}")
_IP = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)")
_VERSION = re.compile(r"(?:\bv|version|release|toleo|versión|firmware|build|section|§|kapitel|chapitre|update)[ .:]*$")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \n-]?[A-Z0-9]){11,30}\b", re.IGNORECASE)
_LETTERED = re.compile(
    r"\b(?:(?P<dni>[XYZ\d]\d{7}-?[A-Z])|(?P<fiscale>[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z])"
    r"|(?P<nino>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]))\b"
)
_PASSPORT = re.compile(r"\b[A-Z]{1,2}\d{6,8}[A-Z]?\b")
_IP6 = re.compile(r"(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4}){0,6}(?![\w:])")


class Found(NamedTuple):
    """A piece of personal data: its kind and where it stands in the text."""

    kind: str
    start: int
    end: int


def in_runs(text: str) -> Iterator[Found]:
    """Telephones, cards, identity numbers and addresses among the runs of digits."""
    for match in RUN.finditer(text):
        told = match[0]
        if sum(map(str.isdigit, told)) >= 4 and (kind := _kind(text, match.start(), match.end())):
            yield Found(kind, match.start(), match.end())


def _kind(text: str, start: int, end: int) -> str:
    """The kind of a run; "" for none."""
    run, before = text[start:end], text[max(0, start - _BEFORE) : start].casefold()
    if _IP.fullmatch(run):
        return "" if _VERSION.search(before) or run.startswith(("0.", "127.")) else "IP address"
    plain = "".join(filter(str.isdigit, run))
    if len(plain) < 7 or _arithmetic(text, start, end):
        return ""
    if run.startswith("+"):
        return "phone" if _COUNTRY.match(run) and 8 <= len(plain) <= 15 else ""
    return _announced(run, plain, _last(before))


def _announced(run: str, plain: str, announced: str) -> str:
    """The kind of a run, by what is announced before it and by its form."""
    if 13 <= len(plain) <= 19 and digits.card(plain) and _is_card(run, announced):
        return "card"
    whole = plain + "X" * run.endswith("X")
    if announced == "identity" and any(check(whole) for check in _checks(whole)):
        return "identity number"
    if announced == "phone" and len(whole) <= 15 and not run.endswith("X"):
        return "phone"
    return "" if announced == "other" else _by_form(run, plain)


def _checks(whole: str) -> Sequence[Callable[[str], bool]]:
    """The rules for numbers of this length; only China's may end in X."""
    return digits.ANNOUNCED.get(len(whole), ()) if whole.isdigit() or len(whole) == 18 else ()


def _by_form(run: str, plain: str) -> str:
    """The kind of a run that no word announces."""
    if _SSN.fullmatch(run) or (len(plain) == 15 and not run.isdigit() and digits.nir(plain)):
        return "identity number"
    if re.fullmatch(r"\d{3}\.\d{3}\.\d{3}-\d\d", run) and digits.cpf(plain):
        return "identity number"
    if re.fullmatch(r"\d{6}-\d{4}", run) and digits.short_day(plain) and digits.luhn(plain):
        return "identity number"
    if re.fullmatch(r"\d{8}-\d{5}-\d{5}-\d\d", run) and digits.day(plain):
        return "identity number"
    if run.startswith("00") and _COUNTRY.match(f"+{run[2:].lstrip()}") and 10 <= len(plain) <= 15 and not run.isdigit():
        return "phone"
    return "phone" if 9 <= len(plain) <= 12 and any(form.fullmatch(run) for form in _FORMS) else ""


def _is_card(run: str, announced: str) -> bool:
    """Digits in a card's groups; in one piece only where a word announces a card."""
    return announced == "card" or (announced != "other" and _GROUPED_CARD.fullmatch(run) is not None)


def _arithmetic(text: str, start: int, end: int) -> bool:
    """Whether an operator stands beside a run, or it is the latter part of a sum."""
    left, right = text[max(0, start - 3) : start].rstrip(), text[end : end + 3].lstrip()
    if (right[:1] and right[0] in _SIGNS) or (left and left[-1] in _SIGNS) or right[:2] == "- ":
        return True
    return text[start - 1 : start] in _MINUS or (text[start] == "+" and (left[-1:].isdigit() or left[-1:] == ")"))


def _last(before: str) -> str:
    """What the last of the announcing words before a run announces."""
    best, place = "", -1
    for name, pattern in _ANNOUNCE:
        for match in pattern.finditer(before):
            if match.start() >= place:
                best, place = name, match.start()
    return best


_ANNOUNCE = (
    ("phone", context.PHONE),
    ("card", context.CARD),
    ("identity", context.IDENTITY),
    ("other", context.NOT_PERSONAL),
)


def with_letters(text: str) -> Iterator[Found]:
    """Accounts and identity numbers that hold letters."""
    for match in _IBAN.finditer(text):
        size = _iban_size(match[0])
        if size:
            yield Found("bank account", match.start(), match.start() + size)
    for match in _LETTERED.finditer(text):
        plain = match[0].replace("-", "").replace(" ", "")
        check = {"dni": digits.dni, "fiscale": digits.codice_fiscale}.get(match.lastgroup or "")
        before = text[max(0, match.start() - _BEFORE) : match.start()].casefold()
        if _last(before) == "identity" or (check(plain) if check else _last(before) != "other"):
            yield Found("identity number", match.start(), match.end())
    for match in _PASSPORT.finditer(text):
        if _last(text[max(0, match.start() - _BEFORE) : match.start()].casefold()) == "identity":
            yield Found("identity number", match.start(), match.end())


def _iban_size(text: str) -> int:
    """Characters of the account's number that a stretch begins with; 0 for none."""
    for size in range(len(text), 14, -1):
        if text.isascii() and digits.iban(re.sub(r"[ \n-]", "", text[:size]).upper()):
            return size
    return 0


def addresses(text: str) -> Iterator[Found]:
    """Addresses of version 6."""
    for match in _IP6.finditer(text):
        groups = [group for group in match[0].split(":") if group]
        whole = len(groups) == 8 and "::" not in match[0]
        if whole or (match[0].count("::") == 1 and len(groups) >= 3 and any(len(group) > 2 for group in groups)):
            yield Found("IP address", match.start(), match.end())
