"""Reading knights and knaves: who says what, and the sentences of a proof by cases.

A grammar is a table of rows of words, in which P stands for a name and K for a kind; each row says what it
means. Names are known by their capital letter, so that any name will do.
"""

import re
from collections.abc import Callable, Iterator, Mapping
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
_KINDS = {
    **dict.fromkeys(("knight", "mkweli", "chevalier", "caballero", "Ritter"), "knight"),
    **dict.fromkeys(("knave", "mwongo", "valet", "bribón", "Schurke"), "knave"),
}
_FRAMES = {
    "en": (
        "On an island everybody is either a knight, who always tells the truth, or a knave, who always lies. ",
        "Knights always tell the truth and knaves always lie. ",
    ),
    "sw": (
        "Katika kisiwa kimoja kila mtu ni mkweli, ambaye husema kweli daima, au mwongo, ambaye husema uongo daima. ",
        "Wakweli husema kweli daima na waongo husema uongo daima. ",
    ),
    "fr": (
        "Sur une île, chacun est soit un chevalier, qui dit toujours la vérité, soit un valet, qui ment toujours. ",
        "Les chevaliers disent toujours la vérité et les valets mentent toujours. ",
    ),
    "es": (
        "En una isla, cada persona es un caballero, que siempre dice la verdad, o un bribón, que siempre miente. ",
        "Los caballeros siempre dicen la verdad y los bribones siempre mienten. ",
    ),
    "de": (
        "Auf einer Insel ist jeder entweder ein Ritter, der immer die Wahrheit sagt, oder ein Schurke, "
        "der immer lügt. ",
        "Ritter sagen immer die Wahrheit und Schurken lügen immer. ",
    ),
}
_ASKED = {
    "en": " Who is a knight and who is a knave?",
    "sw": " Nani ni mkweli na nani ni mwongo?",
    "fr": " Qui est un chevalier et qui est un valet ?",
    "es": " ¿Quién es un caballero y quién es un bribón?",
    "de": " Wer ist ein Ritter und wer ist ein Schurke?",
}
# how somebody's words are told; no quotation mark and no stop within them
_SAYS = {
    "en": '{} says: "{}."',
    "sw": '{} anasema: "{}."',
    "fr": "{} dit : « {}. »",
    "es": '{} dice: "{}".',
    "de": "{} sagt: „{}.“",
}
_SAID = {
    language: re.compile(re.escape(told).replace(r"\{\}", "([A-Z][a-z]+)", 1).replace(r"\{\}", '([^".«»„“]+)'))
    for language, told in _SAYS.items()
}

# {is}: somebody, perhaps the speaker, is of a kind; {last} and {turned} are German clauses with other word order
_STATEMENTS = {
    "en": """
is         {is}
and        {is} and {is}
or         {is} or {is}
if         If {is} , then {is}
same       P and P are of the same kind
same       P and I are of the same kind
different  P and P are of different kinds
different  P and I are of different kinds
0          None of us is a knight
1          Exactly one of us is a knight
2          Exactly two of us are knights
3          Exactly three of us are knights
4          Exactly four of us are knights
5          Exactly five of us are knights
all        All of us are knights
""",
    "sw": """
is         {is}
and        {is} na {is}
or         {is} au {is}
if         Ikiwa {is} , basi {is}
same       P na P ni wa aina moja
same       P na mimi ni wa aina moja
different  P na P ni wa aina tofauti
different  P na mimi ni wa aina tofauti
0          Hakuna mkweli kati yetu
1          Mmoja tu kati yetu ni mkweli
2          Wawili tu kati yetu ni wakweli
3          Watatu tu kati yetu ni wakweli
4          Wanne tu kati yetu ni wakweli
5          Watano tu kati yetu ni wakweli
all        Sote ni wakweli
""",
    "fr": """
is         {is}
and        {is} et {is}
or         {is} ou {is}
if         Si {is} , alors {is}
same       P et P sont de la même sorte
same       P et moi sommes de la même sorte
different  P et P sont de sortes différentes
different  P et moi sommes de sortes différentes
0          Aucun de nous n'est un chevalier
1          Exactement un de nous est un chevalier
2          Exactement deux de nous sont des chevaliers
3          Exactement trois de nous sont des chevaliers
4          Exactement quatre de nous sont des chevaliers
5          Exactement cinq de nous sont des chevaliers
all        Nous sommes tous des chevaliers
""",
    "es": """
is         {is}
and        {is} y {is}
and        {is} e {is}
or         {is} o {is}
or         {is} u {is}
if         Si {is} , entonces {is}
same       P y P son del mismo tipo
same       P e P son del mismo tipo
same       P y yo somos del mismo tipo
different  P y P son de tipos distintos
different  P e P son de tipos distintos
different  P y yo somos de tipos distintos
0          Ninguno de nosotros es un caballero
1          Exactamente uno de nosotros es un caballero
2          Exactamente dos de nosotros son caballeros
3          Exactamente tres de nosotros son caballeros
4          Exactamente cuatro de nosotros son caballeros
5          Exactamente cinco de nosotros son caballeros
all        Todos nosotros somos caballeros
""",
    "de": """
is         {is}
and        {is} und {is}
or         {is} oder {is}
if         Wenn {last} , dann {turned}
same       P und P sind von derselben Art
same       P und ich sind von derselben Art
different  P und P sind von verschiedener Art
different  P und ich sind von verschiedener Art
0          Keiner von uns ist ein Ritter
1          Genau einer von uns ist ein Ritter
2          Genau zwei von uns sind Ritter
3          Genau drei von uns sind Ritter
4          Genau vier von uns sind Ritter
5          Genau fünf von uns sind Ritter
all        Wir alle sind Ritter
""",
}
_LITERALS = {
    "en": {"{is}": ("P is a K", "I am a K")},
    "sw": {"{is}": ("P ni K", "mimi ni K")},
    "fr": {"{is}": ("P est un K", "je suis un K")},
    "es": {"{is}": ("P es un K", "yo soy un K")},
    "de": {
        "{is}": ("P ist ein K", "ich bin ein K"),
        "{last}": ("P ein K ist", "ich ein K bin"),
        "{turned}": ("ist P ein K", "bin ich ein K"),
    },
}
# form, where it stands, whether the statement is true ("-": not said), and the sentence: speaker first, then whom it
# is about
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
    "fr": """
suppose        inside   -      Supposons ceci : P est un K
conclude       outside  -      Donc P est un K
contradiction  inside   -      Cela contredit ce que dit P
speaker        outside  false  P ment , donc P est un K
speaker        outside  true   P dit la vérité , donc P est un K
speaker        inside   false  Alors P ment , donc P est un K
speaker        inside   true   Alors P dit la vérité , donc P est un K
content        outside  false  Ce que dit P est faux , donc P est un K
content        outside  true   Ce que dit P est vrai , donc P est un K
content        inside   false  Alors ce que dit P est faux , donc P est un K
content        inside   true   Alors ce que dit P est vrai , donc P est un K
either         outside  -      D'après ce que dit P , P est un K
either         inside   -      Alors , d'après ce que dit P , P est un K
""",
    "es": """
suppose        inside   -      Supongamos que P es un K
conclude       outside  -      Por lo tanto , P es un K
contradiction  inside   -      Eso contradice lo que dice P
speaker        outside  false  P miente , así que P es un K
speaker        outside  true   P dice la verdad , así que P es un K
speaker        inside   false  Entonces P miente , así que P es un K
speaker        inside   true   Entonces P dice la verdad , así que P es un K
content        outside  false  Lo que dice P es falso , así que P es un K
content        outside  true   Lo que dice P es verdadero , así que P es un K
content        inside   false  Entonces lo que dice P es falso , así que P es un K
content        inside   true   Entonces lo que dice P es verdadero , así que P es un K
either         outside  -      Por lo que dice P , P es un K
either         inside   -      Entonces , por lo que dice P , P es un K
""",
    "de": """
suppose        inside   -      Angenommen , P ist ein K
conclude       outside  -      Also ist P ein K
contradiction  inside   -      Das widerspricht dem , was P sagt
speaker        outside  false  P lügt , also ist P ein K
speaker        outside  true   P sagt die Wahrheit , also ist P ein K
speaker        inside   false  Dann lügt P , also ist P ein K
speaker        inside   true   Dann sagt P die Wahrheit , also ist P ein K
content        outside  false  Was P sagt , ist falsch , also ist P ein K
content        outside  true   Was P sagt , ist wahr , also ist P ein K
content        inside   false  Dann ist falsch , was P sagt , also ist P ein K
content        inside   true   Dann ist wahr , was P sagt , also ist P ein K
either         outside  -      Nach dem , was P sagt , gilt: P ist ein K
either         inside   -      Dann gilt nach dem , was P sagt: P ist ein K
""",
}
_NAME = re.compile(r"[A-Z][a-z]+")
_ME = frozenset(("I", "mimi", "je", "moi", "yo", "ich"))
_TITLES = frozenset(
    word for grammar in (*_STATEMENTS.values(), *_STEPS.values()) for word in grammar.split() if _NAME.fullmatch(word)
) | {word.capitalize() for word in _ME}


_MEANT: Mapping[str, Lexed] = {
    **{word: ("K", kind) for word, kind in _KINDS.items()},
    **{word: (word, ME) for me in _ME for word in (me, me.capitalize())},
}


def _other(word: str) -> Lexed:
    """A name, or a word without a meaning of its own."""
    return ("P", word) if _NAME.fullmatch(word) and word not in _TITLES else (word, None)


_LEXER = Lexer(_MEANT, _other)
_HELD = frozenset(("P", "K", *(word for me in _ME for word in (me, me.capitalize()))))


class _Line(NamedTuple):
    """A line of a grammar: what it says, and where its names and kinds stand."""

    says: tuple[Any, ...]
    pick: Callable[[Values], Values]


def _lines(template: str, *says: object) -> tuple[Symbols, _Line]:
    """A line by its symbols."""
    symbols = tuple([_LEXER[word][0] for word in template.split(" ")])
    return symbols, _Line(says, picker([place for place, symbol in enumerate(symbols) if symbol in _HELD]))


def _statement_rows(language: str) -> Iterator[tuple[Symbols, _Line]]:
    """Every statement's row with its kind."""
    clauses = _LITERALS[language]
    for line in _STATEMENTS[language].strip().split("\n"):
        kind, template = line.split(maxsplit=1)
        gaps = [word for word in template.split(" ") if word in clauses]
        for chosen in product(*(clauses[gap] for gap in gaps)):
            text = template
            for gap, clause in zip(gaps, chosen, strict=True):
                text = text.replace(gap, clause, 1)
            yield _lines(text[0].upper() + text[1:], kind)


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
    (kind,), pick = line
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
    return ("count", people if kind == "all" else int(kind))


def question(text: str) -> tuple[str, list[Told]] | None:
    """The language of a question and who says what; None if it is of another kind."""
    language = next((language for language, asked in _ASKED.items() if text.endswith(asked)), "")
    frame = next((frame for frame in _FRAMES.get(language, ()) if text.startswith(frame)), "")
    if not frame:
        return None
    body = text[len(frame) : -len(_ASKED[language])]
    said = _SAID[language].findall(body)
    if not 2 <= len(said) <= MOST_PEOPLE or body != " ".join([_SAYS[language].format(*pair) for pair in said]):
        return None
    told = []
    for speaker, words in said:
        statement = _statement(language, speaker, words, len(said))
        if statement is None:
            return None
        told.append((speaker, statement))
    return language, told


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
