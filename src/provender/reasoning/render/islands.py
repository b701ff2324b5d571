"""Knights and knaves in words. A statement is abstract: people by place, kinds as 1 (knight) and 0 (knave).

("is", 1, 0)                  Juma is a knave.
("same", 0, 1)                Juma and I are of the same kind.      (said by 0)
("or", (0, 1), (2, 0))        I am a knight or Zuri is a knave.
("count", 2)                  Exactly two of us are knights.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from provender.reasoning.render.wording import Wording

Statement = tuple[Any, ...]

# "is" and "me": alone, after "if", after "then". "speaker" and "content": lies or not, then so under a supposition.
_WORDS = Wording(
    {
        "en": {
            "intro": (
                "On an island everybody is either a knight, who always tells the truth, or a knave, who always lies.",
                "Knights always tell the truth and knaves always lie.",
            ),
            "ask": "Who is a knight and who is a knave?",
            "says": '{who} says: "{said}."',
            "role": ("a knave", "a knight"),
            "is": ("{who} is {role}",) * 3,
            "me": ("I am {role}",) * 3,
            "and": "{one} and {two}",
            "or": "{one} or {two}",
            "if": "If {one}, then {two}",
            "same": ("{one} and {two} are of the same kind", "{one} and I are of the same kind"),
            "different": ("{one} and {two} are of different kinds", "{one} and I are of different kinds"),
            "count": (
                "None of us is a knight",
                "Exactly one of us is a knight",
                "Exactly two of us are knights",
                "Exactly three of us are knights",
                "Exactly four of us are knights",
                "Exactly five of us are knights",
            ),
            "all": "All of us are knights",
            "suppose": "Suppose {who} is {role}.",
            "conclude": "So {who} is {role}.",
            "contradiction": "That contradicts what {says} says.",
            "speaker": (
                "{says} lies, so {who} is {role}.",
                "{says} tells the truth, so {who} is {role}.",
                "Then {says} lies, so {who} is {role}.",
                "Then {says} tells the truth, so {who} is {role}.",
            ),
            "content": (
                "What {says} says is false, so {who} is {role}.",
                "What {says} says is true, so {who} is {role}.",
                "Then what {says} says is false, so {who} is {role}.",
                "Then what {says} says is true, so {who} is {role}.",
            ),
            "either": ("By what {says} says, {who} is {role}.", "Then by what {says} says, {who} is {role}."),
        },
        "sw": {  # "mkweli" and "mwongo", class 1, of people
            "intro": (
                "Katika kisiwa kimoja kila mtu ni mkweli, ambaye husema kweli daima, au mwongo, "
                "ambaye husema uongo daima.",
                "Wakweli husema kweli daima na waongo husema uongo daima.",
            ),
            "ask": "Nani ni mkweli na nani ni mwongo?",
            "says": '{who} anasema: "{said}."',
            "role": ("mwongo", "mkweli"),
            "is": ("{who} ni {role}",) * 3,
            "me": ("mimi ni {role}",) * 3,
            "and": "{one} na {two}",
            "or": "{one} au {two}",
            "if": "Ikiwa {one}, basi {two}",
            "same": ("{one} na {two} ni wa aina moja", "{one} na mimi ni wa aina moja"),
            "different": ("{one} na {two} ni wa aina tofauti", "{one} na mimi ni wa aina tofauti"),
            "count": (
                "Hakuna mkweli kati yetu",
                "Mmoja tu kati yetu ni mkweli",
                "Wawili tu kati yetu ni wakweli",
                "Watatu tu kati yetu ni wakweli",
                "Wanne tu kati yetu ni wakweli",
                "Watano tu kati yetu ni wakweli",
            ),
            "all": "Sote ni wakweli",
            "suppose": "Tuseme {who} ni {role}.",
            "conclude": "Kwa hiyo {who} ni {role}.",
            "contradiction": "Hilo linapingana na kauli ya {says}.",
            "speaker": (
                "{says} anasema uongo, kwa hiyo {who} ni {role}.",
                "{says} anasema kweli, kwa hiyo {who} ni {role}.",
                "Basi {says} anasema uongo, kwa hiyo {who} ni {role}.",
                "Basi {says} anasema kweli, kwa hiyo {who} ni {role}.",
            ),
            "content": (
                "Kauli ya {says} ni ya uongo, kwa hiyo {who} ni {role}.",
                "Kauli ya {says} ni ya kweli, kwa hiyo {who} ni {role}.",
                "Basi kauli ya {says} ni ya uongo, kwa hiyo {who} ni {role}.",
                "Basi kauli ya {says} ni ya kweli, kwa hiyo {who} ni {role}.",
            ),
            "either": ("Kwa kauli ya {says}, {who} ni {role}.", "Basi kwa kauli ya {says}, {who} ni {role}."),
        },
        "fr": {  # "ce que dit Ama" spares the elision of "que"
            "intro": (
                "Sur une île, chacun est soit un chevalier, qui dit toujours la vérité, soit un valet, "
                "qui ment toujours.",
                "Les chevaliers disent toujours la vérité et les valets mentent toujours.",
            ),
            "ask": "Qui est un chevalier et qui est un valet ?",
            "says": "{who} dit : « {said}. »",
            "role": ("un valet", "un chevalier"),
            "is": ("{who} est {role}",) * 3,
            "me": ("je suis {role}",) * 3,
            "and": "{one} et {two}",
            "or": "{one} ou {two}",
            "if": "Si {one}, alors {two}",
            "same": ("{one} et {two} sont de la même sorte", "{one} et moi sommes de la même sorte"),
            "different": ("{one} et {two} sont de sortes différentes", "{one} et moi sommes de sortes différentes"),
            "count": (
                "Aucun de nous n'est un chevalier",
                "Exactement un de nous est un chevalier",
                "Exactement deux de nous sont des chevaliers",
                "Exactement trois de nous sont des chevaliers",
                "Exactement quatre de nous sont des chevaliers",
                "Exactement cinq de nous sont des chevaliers",
            ),
            "all": "Nous sommes tous des chevaliers",
            "suppose": "Supposons ceci : {who} est {role}.",
            "conclude": "Donc {who} est {role}.",
            "contradiction": "Cela contredit ce que dit {says}.",
            "speaker": (
                "{says} ment, donc {who} est {role}.",
                "{says} dit la vérité, donc {who} est {role}.",
                "Alors {says} ment, donc {who} est {role}.",
                "Alors {says} dit la vérité, donc {who} est {role}.",
            ),
            "content": (
                "Ce que dit {says} est faux, donc {who} est {role}.",
                "Ce que dit {says} est vrai, donc {who} est {role}.",
                "Alors ce que dit {says} est faux, donc {who} est {role}.",
                "Alors ce que dit {says} est vrai, donc {who} est {role}.",
            ),
            "either": (
                "D'après ce que dit {says}, {who} est {role}.",
                "Alors, d'après ce que dit {says}, {who} est {role}.",
            ),
        },
        "es": {
            "intro": (
                "En una isla, cada persona es un caballero, que siempre dice la verdad, o un bribón, "
                "que siempre miente.",
                "Los caballeros siempre dicen la verdad y los bribones siempre mienten.",
            ),
            "ask": "¿Quién es un caballero y quién es un bribón?",
            "says": '{who} dice: "{said}".',
            "role": ("un bribón", "un caballero"),
            "is": ("{who} es {role}",) * 3,
            "me": ("yo soy {role}",) * 3,
            "and": "{one} y {two}",
            "or": "{one} o {two}",
            "if": "Si {one}, entonces {two}",
            "same": ("{one} y {two} son del mismo tipo", "{one} y yo somos del mismo tipo"),
            "different": ("{one} y {two} son de tipos distintos", "{one} y yo somos de tipos distintos"),
            "count": (
                "Ninguno de nosotros es un caballero",
                "Exactamente uno de nosotros es un caballero",
                "Exactamente dos de nosotros son caballeros",
                "Exactamente tres de nosotros son caballeros",
                "Exactamente cuatro de nosotros son caballeros",
                "Exactamente cinco de nosotros son caballeros",
            ),
            "all": "Todos nosotros somos caballeros",
            "suppose": "Supongamos que {who} es {role}.",
            "conclude": "Por lo tanto, {who} es {role}.",
            "contradiction": "Eso contradice lo que dice {says}.",
            "speaker": (
                "{says} miente, así que {who} es {role}.",
                "{says} dice la verdad, así que {who} es {role}.",
                "Entonces {says} miente, así que {who} es {role}.",
                "Entonces {says} dice la verdad, así que {who} es {role}.",
            ),
            "content": (
                "Lo que dice {says} es falso, así que {who} es {role}.",
                "Lo que dice {says} es verdadero, así que {who} es {role}.",
                "Entonces lo que dice {says} es falso, así que {who} es {role}.",
                "Entonces lo que dice {says} es verdadero, así que {who} es {role}.",
            ),
            "either": (
                "Por lo que dice {says}, {who} es {role}.",
                "Entonces, por lo que dice {says}, {who} es {role}.",
            ),
        },
        "de": {
            "intro": (
                "Auf einer Insel ist jeder entweder ein Ritter, der immer die Wahrheit sagt, oder ein Schurke, "
                "der immer lügt.",
                "Ritter sagen immer die Wahrheit und Schurken lügen immer.",
            ),
            "ask": "Wer ist ein Ritter und wer ist ein Schurke?",
            "says": "{who} sagt: „{said}.“",
            "role": ("ein Schurke", "ein Ritter"),
            "is": ("{who} ist {role}", "{who} {role} ist", "ist {who} {role}"),
            "me": ("ich bin {role}", "ich {role} bin", "bin ich {role}"),
            "and": "{one} und {two}",
            "or": "{one} oder {two}",
            "if": "Wenn {one}, dann {two}",
            "same": ("{one} und {two} sind von derselben Art", "{one} und ich sind von derselben Art"),
            "different": ("{one} und {two} sind von verschiedener Art", "{one} und ich sind von verschiedener Art"),
            "count": (
                "Keiner von uns ist ein Ritter",
                "Genau einer von uns ist ein Ritter",
                "Genau zwei von uns sind Ritter",
                "Genau drei von uns sind Ritter",
                "Genau vier von uns sind Ritter",
                "Genau fünf von uns sind Ritter",
            ),
            "all": "Wir alle sind Ritter",
            "suppose": "Angenommen, {who} ist {role}.",
            "conclude": "Also ist {who} {role}.",
            "contradiction": "Das widerspricht dem, was {says} sagt.",
            "speaker": (
                "{says} lügt, also ist {who} {role}.",
                "{says} sagt die Wahrheit, also ist {who} {role}.",
                "Dann lügt {says}, also ist {who} {role}.",
                "Dann sagt {says} die Wahrheit, also ist {who} {role}.",
            ),
            "content": (
                "Was {says} sagt, ist falsch, also ist {who} {role}.",
                "Was {says} sagt, ist wahr, also ist {who} {role}.",
                "Dann ist falsch, was {says} sagt, also ist {who} {role}.",
                "Dann ist wahr, was {says} sagt, also ist {who} {role}.",
            ),
            "either": (
                "Nach dem, was {says} sagt, gilt: {who} ist {role}.",
                "Dann gilt nach dem, was {says} sagt: {who} ist {role}.",
            ),
        },
    }
)
_AND_BEFORE_I = re.compile(r"\by (?=I|Hi)")  # Spanish: "Ama e Ines", "u Omar"
_OR_BEFORE_O = re.compile(r"\bo (?=O|Ho)")


class Move(NamedTuple):
    """One step of a proof by cases.

    Attributes:
        form: "suppose", "speaker", "content", "either", "contradiction" or "conclude".
        person, kind: what it says of whom; of a contradiction, what it refutes.
        speaker: whose statement it rests on; -1 if on none.
        truth: whether that statement is true, where the form says so.
        inside: whether it stands inside a supposition.
        uses: places of the moves that it rests on, ascending.
    """

    form: str
    person: int
    kind: int
    speaker: int = -1
    truth: int = 0
    inside: bool = False
    uses: tuple[int, ...] = ()


class Island:
    """A language's sentences, for people of given names; `form` chooses the wording of the frame."""

    __slots__ = ("_form", "_language", "_names", "_say")

    def __init__(self, language: str, names: Sequence[str], *, form: int) -> None:
        self._language = language
        self._say = _WORDS[language]
        self._names = names
        self._form = form

    def question(self, statements: Sequence[Statement]) -> str:
        """Frame, statements, and what is asked."""
        told = [
            self._say("says", who=name, said=self._sentence(who, statements[who]))
            for who, name in enumerate(self._names)
        ]
        return f"{self._say('intro', self._form)} {' '.join(told)} {self._say('ask')}"

    def _sentence(self, who: int, statement: Statement) -> str:
        """A statement as `who` says it, without its stop."""
        text = self._said(who, statement)
        if self._language == "es":
            text = _OR_BEFORE_O.sub("u ", _AND_BEFORE_I.sub("e ", text))
        return text[0].upper() + text[1:]

    def _said(self, who: int, statement: Statement) -> str:
        """A statement in words, as they come."""
        kind, *rest = statement
        if kind == "count":
            return self._say("all") if rest[0] == len(self._names) else self._say("count", rest[0])
        if kind in ("same", "different"):
            one, two = rest
            if one == who:
                return self._say(kind, 1, one=self._names[two])
            return self._say(kind, 0, one=self._names[one], two=self._names[two])
        if kind == "is":
            return self._is(who, rest, 0)
        places = (1, 2) if kind == "if" else (0, 0)
        one, two = (self._is(who, literal, place) for literal, place in zip(rest, places, strict=True))
        return self._say(kind, one=one, two=two)

    def _is(self, who: int, literal: Sequence[int], place: int) -> str:
        """Somebody is of a kind: alone (place 0), after "if" (1) or after "then" (2)."""
        person, kind = literal
        role = self._say("role", kind)
        if person == who:
            return self._say("me", place, role=role)
        return self._say("is", place, who=self._names[person], role=role)

    def move(self, move: Move) -> str:
        """The sentence of a step."""
        form, person, kind, speaker, truth, inside, _ = move
        way = inside if form == "either" else 2 * inside + truth if form in ("speaker", "content") else 0
        return self._say(form, way, who=self._names[person], role=self._say("role", kind), says=self._names[speaker])

    def answer(self, kinds: Sequence[int]) -> str:
        """Who is what."""
        people = zip(self._names, kinds, strict=True)
        return ", ".join([self._say("is", 0, who=name, role=self._say("role", kind)) for name, kind in people])
