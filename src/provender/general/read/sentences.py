"""Claims read from text by grammar: each sentence that states a fact of some relation that the tables hold.

stated("Kenya: the capital is Nairobi.", "en", ...)     Assertion("Kenya", "capital", "Nairobi")
asked("Kenia: Wie lautet die Hauptstadt?", "de", ...)   Question("capital", ("Kenia",))
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from provender.general.read.assertion import Assertion
from provender.general.read.forms import (
    ASKED,
    COMPARED,
    RANKED,
    SOUGHT,
    STATED,
    Form,
    compiled,
    folded,
    languages,
)  # fmt: skip

NORWAY = "NO"  # a code, which denies nothing
VALUE = "value"  # the relation that a sentence need not name
LONGEST = 600  # characters of a sentence that are read
MOST = 400  # sentences of a text that are read
_END = re.compile(r"[.!?]+[\"”»“')\]]*\s+(?=[\"„«“‘'(\[¿¡]*\w)|[\n\r\u2028]+")
_KINDS = {"stated": STATED, "asked": ASKED, "sought": SOUGHT, "compared": COMPARED}
_MONTH = re.compile(r"(?:jan|feb|mär|mar|apr|mai|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zä]*\b", re.IGNORECASE)
_NO = re.compile(r"(?:not|no longer|never|neither|nicht|keine?[mnrs]?|pas|plus|no|ya no|si|siyo)\b", re.IGNORECASE)
_NO_BEFORE = re.compile(r"(?:n['’]| (?:no|si))$", re.IGNORECASE)
_BARE = "{s} {is} (?:de )?{v}"  # of tables whose one relation is a value: "The speed of light is 299,792,458 m/s."
_SHORT = re.compile(r"(?:^|[\s(])(?:[A-Z]|St|Ste|Mt|Dr|Mr|Mrs|ca|approx|z\. ?B|d\. ?h|etc|No|Nr|D\. ?C)\.$")


class Question(NamedTuple):
    """What is asked: a relation, of one subject or of two, or the subject that has a value.

    `size` is 1 where the greater of two is asked for, -1 for the smaller.
    """

    relation: str
    subjects: tuple[str, ...] = ()
    value: str = ""
    size: int = 0
    language: str = "en"


class Ranking(NamedTuple):
    """A value said to be greater (`size` 1) or smaller (-1) than another."""

    value: str
    other: str
    size: int
    language: str


def sentences(text: str) -> list[str]:
    """A text's sentences; "1. Januar" and "Washington, D. C." are no ends."""
    found, start = [], 0
    for end in _END.finditer(text):
        if _ends(text[start : end.start()], end[0], text[end.end() : end.end() + 12]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [each for each in (*found, text[start:].strip()) if each]


def _ends(before: str, stop: str, after: str) -> bool:
    """Whether a stop ends a sentence, by what stands around it."""
    if "\n" in stop or "\r" in stop or not stop.startswith("."):
        return True
    if (before[-1:].isdigit() and _MONTH.match(after)) or _SHORT.search(f"{before[-12:]}."):
        return False
    first = after.lstrip("\"„«“‘'([¿¡")[:1]
    return not first.islower()


def stated(sentence: str, language: str, called: "Called") -> list[Assertion]:
    """Every way to read a sentence as a fact, the likeliest first; none where no form fits."""
    if len(sentence) > LONGEST:
        return []
    return list(_stated(sentence, language, called))


class Called:
    """What the relations of some tables are called, by language."""

    def __init__(self, names: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._names = {
            language: {
                folded(name): relation for relation, told in names.items() for name in _all(relation, told, language)
            }
            for language in STATED
        }
        self._forms: dict[tuple[str, str], tuple[Form, ...]] = {}

    def mentioned(self, text: str, language: str) -> bool:
        """Whether a text names a relation at all: most do not, and cost no more than this."""
        told = folded(text)
        return any(name in told for name in self._names[language])

    def values(self, language: str) -> bool:
        """Whether a table of bare values is among them."""
        return VALUE in self._names[language]

    def forms(self, kind: str, language: str) -> tuple[Form, ...]:
        """All forms of a kind."""
        if (kind, language) not in self._forms:
            names, forms = tuple(self._names[language]), _KINDS[kind][language]
            self._forms[kind, language] = tuple(Form.of(form, language, names) for form in forms)
        return self._forms[kind, language]

    def relation(self, name: str, language: str) -> str:
        """The relation that a name means."""
        return self._names[language][folded(name)]


def _all(relation: str, told: Mapping[str, Sequence[str]], language: str) -> list[str]:
    """A relation's names in a language: those told, without articles, and its own."""
    article = re.compile(r"^(?:the|der|die|das|le|la|les|el|los|las) |^l['’]", re.IGNORECASE)
    return [*dict.fromkeys([article.sub("", name) for name in told.get(language, ())]), relation]


def _stated(sentence: str, language: str, called: Called) -> Iterator[Assertion]:
    """As `stated`; what is denied states nothing."""
    for each in languages(language):
        for hit in _hits(sentence, called.forms("stated", each)) if called.mentioned(sentence, each) else ():
            yield from _assertion(hit, called.relation(hit["r"], each), each)
        alone = compiled(_BARE, each).fullmatch(sentence) if called.values(each) else None
        if alone and alone["v"][0] in "+-−0123456789(~≈":
            yield from _assertion(alone, VALUE, each)


def _assertion(hit: "re.Match[str]", relation: str, language: str) -> Iterator[Assertion]:
    """What a form found, if it is not denied."""
    subject, value = hit["s"], hit["v"].strip(" !")
    if (value == NORWAY or not _NO.match(value)) and not _NO_BEFORE.search(subject):
        past = hit.groupdict().get("past") is not None
        yield Assertion(subject, relation, value, language, past=past, said=hit.string)


def _hits(text: str, forms: Iterable[Form]) -> Iterator["re.Match[str]"]:
    """How a whole text fits some forms; only those are tried whose signs it has."""
    colons, commas = text.count(":"), text.count(",")
    for form in forms:
        if form.colons <= colons and form.commas <= commas and (hit := form.pattern.fullmatch(text)):
            yield hit


def asked(question: str, language: str, called: Called) -> list[Question]:
    """Every way to read a question."""
    if len(question) > LONGEST:
        return []
    text = question.strip().strip("¿¡").strip()
    if "¿" in text or "¡" in text:
        text = re.sub(r"([:,]) [¿¡]", r"\1 ", text)
    return list(_asked(text, language, called))


def _asked(text: str, language: str, called: Called) -> Iterator[Question]:
    """As `asked`."""
    for each in languages(language):
        if not called.mentioned(text, each):
            continue
        for hit in _hits(text, called.forms("compared", each)):
            size = 1 if hit["more"] else -1
            yield Question(called.relation(hit["r"], each), (hit["s"], hit["t"]), size=size, language=each)
        for hit in _hits(text, called.forms("sought", each)):
            yield Question(called.relation(hit["r"], each), value=hit["v"].strip(), language=each)
        for hit in _hits(text, called.forms("asked", each)):
            yield Question(called.relation(hit["r"], each), (hit["s"],), language=each)


def ranked(sentence: str, language: str) -> Ranking | None:
    """A sentence that puts one value above another."""
    for each in languages(language) if len(sentence) <= LONGEST else ():
        if hit := compiled(RANKED[each], each).fullmatch(sentence):
            return Ranking(hit["v"], hit["w"].rstrip("."), 1 if hit["more"] else -1, each)
    return None
