"""Knights and knaves in words. A statement is abstract: people by place, kinds as 1 (knight) and 0 (knave).

("is", 1, 0)                  Juma is a knave.
("same", 0, 1)                Juma and I are of the same kind.      (said by 0)
("or", (0, 1), (2, 0))        I am a knight or Zuri is a knave.
("count", 2)                  Exactly two of us are knights.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

Statement = tuple[Any, ...]


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


class Island(Protocol):
    """A language's grammar, for people of given names."""

    def __init__(self, names: Sequence[str], *, form: int) -> None: ...

    def question(self, statements: Sequence[Statement]) -> str:
        """The whole question."""
        ...

    def move(self, move: Move) -> str:
        """The sentence of a step."""
        ...

    def answer(self, kinds: Sequence[int]) -> str:
        """Who is what."""
        ...


class EnglishIsland:
    """English sentences; `form` chooses the wording of the frame."""

    __slots__ = ("form", "names")

    KINDS = ("a knave", "a knight")
    INTRO = (
        "On an island everybody is either a knight, who always tells the truth, or a knave, who always lies.",
        "Knights always tell the truth and knaves always lie.",
    )
    COUNTS = ("None", "Exactly one", "Exactly two", "Exactly three", "Exactly four", "Exactly five")

    def __init__(self, names: Sequence[str], *, form: int) -> None:
        self.names = names
        self.form = form

    def question(self, statements: Sequence[Statement]) -> str:
        """Frame, statements, and what is asked."""
        said = [f'{name} says: "{self._said(who, statements[who])}."' for who, name in enumerate(self.names)]
        return f"{self.INTRO[self.form]} {' '.join(said)} Who is a knight and who is a knave?"

    def _said(self, who: int, statement: Statement) -> str:
        """A statement as `who` says it."""
        kind = statement[0]
        if kind == "count":
            return self._count(statement[1])
        if kind in ("same", "different"):
            one, two = statement[1:]
            people = f"{self.names[two]} and I" if one == who else f"{self.names[one]} and {self.names[two]}"
            return f"{people} are {'of the same kind' if kind == 'same' else 'of different kinds'}"
        if kind == "is":
            return self._is(who, statement[1:])
        first, second = self._is(who, statement[1]), self._is(who, statement[2])
        return f"If {first}, then {second}" if kind == "if" else f"{first} {kind} {second}"

    def _is(self, who: int, literal: tuple[int, ...]) -> str:
        """Somebody is of a kind."""
        person, kind = literal
        return f"{'I am' if person == who else f'{self.names[person]} is'} {self.KINDS[kind]}"

    def _count(self, count: int) -> str:
        """How many are knights."""
        if count == len(self.names):
            return "All of us are knights"
        return f"{self.COUNTS[count]} of us {'is a knight' if count < 2 else 'are knights'}"

    def move(self, move: Move) -> str:
        """The sentence of a step."""
        form, person, kind, speaker, truth, inside, _ = move
        claim = f"{self.names[person]} is {self.KINDS[kind]}"
        if form == "suppose":
            return f"Suppose {claim}."
        if form == "conclude":
            return f"So {claim}."
        says = self.names[speaker]
        if form == "contradiction":
            return f"That contradicts what {says} says."
        if form == "speaker":
            return f"{'Then ' if inside else ''}{says} {'tells the truth' if truth else 'lies'}, so {claim}."
        if form == "content":
            return f"{'Then what' if inside else 'What'} {says} says is {'true' if truth else 'false'}, so {claim}."
        return f"{'Then by' if inside else 'By'} what {says} says, {claim}."

    def answer(self, kinds: Sequence[int]) -> str:
        """Who is what."""
        return ", ".join([f"{name} is {self.KINDS[kind]}" for name, kind in zip(self.names, kinds, strict=True)])


class SwahiliIsland:
    """Swahili sentences: "mkweli" and "mwongo", class 1, of people."""

    __slots__ = ("form", "names")

    KINDS = ("mwongo", "mkweli")
    INTRO = (
        "Katika kisiwa kimoja kila mtu ni mkweli, ambaye husema kweli daima, au mwongo, ambaye husema uongo daima.",
        "Wakweli husema kweli daima na waongo husema uongo daima.",
    )
    COUNTS = ("", "Mmoja", "Wawili", "Watatu", "Wanne", "Watano")
    JOINTS: Mapping[str, str] = MappingProxyType({"and": "na", "or": "au"})

    def __init__(self, names: Sequence[str], *, form: int) -> None:
        self.names = names
        self.form = form

    def question(self, statements: Sequence[Statement]) -> str:
        """Frame, statements, and what is asked."""
        said = [f'{name} anasema: "{self._said(who, statements[who])}."' for who, name in enumerate(self.names)]
        return f"{self.INTRO[self.form]} {' '.join(said)} Nani ni mkweli na nani ni mwongo?"

    def _said(self, who: int, statement: Statement) -> str:
        """A statement as `who` says it."""
        kind = statement[0]
        if kind == "count":
            return self._count(statement[1])
        if kind in ("same", "different"):
            one, two = statement[1:]
            people = f"{self.names[two]} na mimi" if one == who else f"{self.names[one]} na {self.names[two]}"
            return f"{people} ni {'wa aina moja' if kind == 'same' else 'wa aina tofauti'}"
        if kind == "is":
            return self._is(who, statement[1:], "Mimi")
        second = self._is(who, statement[2], "mimi")
        if kind == "if":
            return f"Ikiwa {self._is(who, statement[1], 'mimi')}, basi {second}"
        return f"{self._is(who, statement[1], 'Mimi')} {self.JOINTS[kind]} {second}"

    def _is(self, who: int, literal: tuple[int, ...], me: str) -> str:
        """Somebody is of a kind."""
        person, kind = literal
        return f"{me if person == who else self.names[person]} ni {self.KINDS[kind]}"

    def _count(self, count: int) -> str:
        """How many are knights."""
        if count == len(self.names):
            return "Sote ni wakweli"
        if count == 0:
            return "Hakuna mkweli kati yetu"
        return f"{self.COUNTS[count]} tu kati yetu ni {'mkweli' if count == 1 else 'wakweli'}"

    def move(self, move: Move) -> str:
        """The sentence of a step."""
        form, person, kind, speaker, truth, inside, _ = move
        claim = f"{self.names[person]} ni {self.KINDS[kind]}"
        if form == "suppose":
            return f"Tuseme {claim}."
        if form == "conclude":
            return f"Kwa hiyo {claim}."
        says = self.names[speaker]
        if form == "contradiction":
            return f"Hilo linapingana na kauli ya {says}."
        if form == "speaker":
            what = "kweli" if truth else "uongo"
            return f"{'Basi ' if inside else ''}{says} anasema {what}, kwa hiyo {claim}."
        if form == "content":
            what = "ya kweli" if truth else "ya uongo"
            return f"{'Basi kauli' if inside else 'Kauli'} ya {says} ni {what}, kwa hiyo {claim}."
        return f"{'Basi kwa' if inside else 'Kwa'} kauli ya {says}, {claim}."

    def answer(self, kinds: Sequence[int]) -> str:
        """Who is what."""
        return ", ".join([f"{name} ni {self.KINDS[kind]}" for name, kind in zip(self.names, kinds, strict=True)])
