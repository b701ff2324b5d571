"""Reading knights and knaves: who says what, and the sentences of a proof by cases.

A grammar is a table of rows of words, in which P stands for a name and K for a kind; each row says what it
means. Names are known by their capital letter, so that any name will do.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from provender.core.claim import Term
from provender.reasoning.read.lexer import Lexed, Lexer, Symbols, Values, picker

MOST_PEOPLE = 6  # the table of worlds doubles with every person: a longer question is not of this kind

Told = tuple[str, Term]  # a speaker and what they say


class Said(NamedTuple):
    """What a step's sentence says.

    Attributes:
        form: "suppose", "speaker", "content", "either", "contradiction" or "conclude".
        inside: whether it speaks from inside a supposition.
        truth: whether it calls the statement that it names true; None if it does not say.
        speaker: whose statement it names, "" if nobody's.
        literal: (kind, person), e.g. ("knave", "Juma"); empty for a contradiction.
    """

    form: str
    inside: bool
    truth: bool | None
    speaker: str
    literal: tuple[str, ...]


ME = "I"
_KINDS = {"knight": "knight", "knave": "knave", "mkweli": "knight", "mwongo": "knave"}
_FRAMES = {
    "en": (
        "On an island everybody is either a knight, who always tells the truth, or a knave, who always lies. ",
        "Knights always tell the truth and knaves always lie. ",
    ),
    "sw": (
        "Katika kisiwa kimoja kila mtu ni mkweli, ambaye husema kweli daima, au mwongo, ambaye husema uongo daima. ",
        "Wakweli husema kweli daima na waongo husema uongo daima. ",
    ),
}
_ASKED = {"en": " Who is a knight and who is a knave?", "sw": " Nani ni mkweli na nani ni mwongo?"}
_SAYS = {
    "en": re.compile(r'([A-Z][a-z]+) says: "([^".]+)\."'),
    "sw": re.compile(r'([A-Z][a-z]+) anasema: "([^".]+)\."'),
}

# {1} and {2}: somebody, perhaps the speaker, is of a kind
_STATEMENTS = {
    "en": """
is         {1}
and        {1} and {2}
or         {1} or {2}
if         If {1} , then {2}
same       P and P are of the same kind
same       P and I are of the same kind
different  P and P are of different kinds
different  P and I are of different kinds
count      None of us is a knight
count      Exactly one of us is a knight
count      Exactly two of us are knights
count      Exactly three of us are knights
count      Exactly four of us are knights
count      Exactly five of us are knights
all        All of us are knights
""",
    "sw": """
is         {1}
and        {1} na {2}
or         {1} au {2}
if         Ikiwa {1} , basi {2}
same       P na P ni wa aina moja
same       P na mimi ni wa aina moja
different  P na P ni wa aina tofauti
different  P na mimi ni wa aina tofauti
count      Hakuna mkweli kati yetu
count      Mmoja tu kati yetu ni mkweli
count      Wawili tu kati yetu ni wakweli
count      Watatu tu kati yetu ni wakweli
count      Wanne tu kati yetu ni wakweli
count      Watano tu kati yetu ni wakweli
all        Sote ni wakweli
""",
}
_LITERALS = {"en": ("P is a K", "I am a K"), "sw": ("P ni K", "mimi ni K")}
# form, where it stands, whether the statement is true ("-": not said), and the sentence
_STEPS = {
    "en": """
suppose        inside   -      Suppose P is a K
conclude       outside  -      So P is a K
contradiction  inside   -      That contradicts what P says
speaker        outside  false  P lies , so P is a K
speaker        outside  true   P tells the truth , so P is a K
speaker        inside   false  Then P lies , so P is a K
speaker        inside   true   Then P tells the truth , so P is a K
content        outside  false  What P says is false , so P is a K
content        outside  true   What P says is true , so P is a K
content        inside   false  Then what P says is false , so P is a K
content        inside   true   Then what P says is true , so P is a K
either         outside  -      By what P says , P is a K
either         inside   -      Then by what P says , P is a K
""",
    "sw": """
suppose        inside   -      Tuseme P ni K
conclude       outside  -      Kwa hiyo P ni K
contradiction  inside   -      Hilo linapingana na kauli ya P
speaker        outside  false  P anasema uongo , kwa hiyo P ni K
speaker        outside  true   P anasema kweli , kwa hiyo P ni K
speaker        inside   false  Basi P anasema uongo , kwa hiyo P ni K
speaker        inside   true   Basi P anasema kweli , kwa hiyo P ni K
content        outside  false  Kauli ya P ni ya uongo , kwa hiyo P ni K
content        outside  true   Kauli ya P ni ya kweli , kwa hiyo P ni K
content        inside   false  Basi kauli ya P ni ya uongo , kwa hiyo P ni K
content        inside   true   Basi kauli ya P ni ya kweli , kwa hiyo P ni K
either         outside  -      Kwa kauli ya P , P ni K
either         inside   -      Basi kwa kauli ya P , P ni K
""",
}
_NAME = re.compile(r"[A-Z][a-z]+")
_TITLES = frozenset(
    word for grammar in (*_STATEMENTS.values(), *_STEPS.values()) for word in grammar.split() if _NAME.fullmatch(word)
) | {"Mimi"}


_MEANT: Mapping[str, Lexed] = {
    **{word: ("K", kind) for word, kind in _KINDS.items()},
    **{word: (word, ME) for word in ("I", "mimi", "Mimi")},
}


def _other(word: str) -> Lexed:
    """A name, or a word without a meaning of its own."""
    return ("P", word) if _NAME.fullmatch(word) and word not in _TITLES else (word, None)


_LEXER = Lexer(_MEANT, _other)


class _Line(NamedTuple):
    """A line of a grammar: what it says, and where its names and kinds stand."""

    says: tuple[Any, ...]
    pick: Callable[[Values], Values]


def _lines(template: str, *says: object) -> tuple[Symbols, _Line]:
    """A line by its symbols."""
    symbols = tuple([_LEXER[word][0] for word in template.split(" ")])
    places = [place for place, symbol in enumerate(symbols) if symbol in ("P", "K", "I", "mimi", "Mimi")]
    return symbols, _Line(says, picker(places))


def _statement_rows(language: str) -> Iterator[tuple[Symbols, _Line]]:
    """Every statement's row with its kind and, where it counts, its count."""
    counts = 0
    for line in _STATEMENTS[language].strip().split("\n"):
        kind, template = line.split(maxsplit=1)
        for first, second in product(_LITERALS[language], repeat=2):
            head = first[0].upper() + first[1:] if template.startswith("{1}") else first
            yield _lines(template.replace("{1}", head).replace("{2}", second), kind, counts)
        counts += kind == "count"


def _step_rows(language: str) -> Iterator[tuple[Symbols, _Line]]:
    """Every step's row with its form, whether it stands inside, and the truth that it tells."""
    for line in _STEPS[language].strip().split("\n"):
        form, stands, truth, template = line.split(maxsplit=3)
        yield _lines(template, form, stands == "inside", None if truth == "-" else truth == "true")


_STATEMENT_OF = {language: dict(_statement_rows(language)) for language in _STATEMENTS}
_STEP_OF = {language: dict(_step_rows(language)) for language in _STEPS}


def _statement(language: str, speaker: str, text: str, people: int) -> "Term | None":
    """The term of what somebody says; None if it cannot be read."""
    symbols, found = _LEXER.lex(text)
    line = _STATEMENT_OF[language].get(symbols)
    if line is None:
        return None
    (kind, number), pick = line
    values = [speaker if value == ME else value for value in pick(found)]
    if kind == "is":
        return (values[1], values[0])
    if kind in ("and", "or", "if"):
        one, first, two, second = values
        return (kind, (first, one), (second, two))
    if kind in ("same", "different"):
        one, two = values
        return (kind, two, one) if two == speaker else (kind, one, two)
    if "knave" in values:
        return None  # only knights are counted
    return ("count", people if kind == "all" else number)


def question(text: str) -> tuple[str, list[Told]] | None:
    """The language of a question and who says what; None if it is of another kind."""
    language = "en" if text.endswith(_ASKED["en"]) else "sw" if text.endswith(_ASKED["sw"]) else ""
    frame = next((frame for frame in _FRAMES.get(language, ()) if text.startswith(frame)), "")
    if not frame:
        return None
    body = text[len(frame) : -len(_ASKED[language])]
    said = _SAYS[language].findall(body)
    if not 2 <= len(said) <= MOST_PEOPLE or len(body) != _length(language, said):
        return None
    told = []
    for speaker, words in said:
        statement = _statement(language, speaker, words, len(said))
        if statement is None:
            return None
        told.append((speaker, statement))
    return language, told


def _length(language: str, said: Sequence[tuple[str, str]]) -> int:
    """How long the statements are when nothing stands between them but one space."""
    frame = len(' says: "."') if language == "en" else len(' anasema: "."')
    return sum([len(speaker) + frame + len(words) + 1 for speaker, words in said]) - 1


def step(language: str, text: str) -> Said | None:
    """What a step's sentence says; None if it cannot be read."""
    if text[-1:] != ".":
        return None
    symbols, values = _LEXER.lex(text[:-1])
    line = _STEP_OF[language].get(symbols)
    if line is None:
        return None
    (form, inside, truth), pick = line
    if form == "contradiction":
        return Said(form, inside, truth, pick(values)[0], ())
    *speaker, person, kind = pick(values)
    return Said(form, inside, truth, speaker[0] if speaker else "", (kind, person))
