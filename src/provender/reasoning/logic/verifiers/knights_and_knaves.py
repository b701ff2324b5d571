"""Proves knights and knaves: a truth table finds the solution, and each step must follow from what it names.

The statements are read from the question's text. A column of the truth table is an integer with one bit a
row, so that the whole table is a few operations on integers. A step names one person's statement; it must
force the step's conclusion together with what has been said before, and nothing said before may be idle.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, NoReturn

from provender.core.claim import Term
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.reasoning.read import islands
from provender.reasoning.read.judge import Proof, Wrong, judge
from provender.reasoning.read.judge import Said as Shown

NAME = "reasoning/logic/knights_and_knaves"
TOPIC = "knights_and_knaves"

_OTHER = {"knight": "knave", "knave": "knight"}
_IS = {
    "en": {"knight": "{} is a knight", "knave": "{} is a knave"},
    "sw": {"knight": "{} ni mkweli", "knave": "{} ni mwongo"},
    "fr": {"knight": "{} est un chevalier", "knave": "{} est un valet"},
    "es": {"knight": "{} es un caballero", "knave": "{} es un bribón"},
    "de": {"knight": "{} ist ein Ritter", "knave": "{} ist ein Schurke"},
}
Literal = tuple[str, ...]  # ("knave", "Juma")


@lru_cache(maxsize=8)
def _columns(people: int) -> tuple[int, ...]:
    """Each person's column: ...1010, ...1100, ...; the last is the coarsest."""
    rows = 1 << people
    return tuple([((1 << rows) - 1) // ((1 << (1 << i)) + 1) << (1 << i) for i in range(people)])


@lru_cache(maxsize=64)
def _exactly(people: int, count: int) -> int:
    """The rows in which so many are knights: a column is added at a time to the sums so far."""
    every = (1 << (1 << people)) - 1
    sums = [every]
    for column in _columns(people):
        padded = [*sums, 0]
        lower = [0, *sums]
        sums = [(same & ~column) | (less & column) for same, less in zip(padded, lower, strict=True)]
    return sums[count] & every if count < len(sums) else 0


class _Table:
    """The truth table of a question."""

    __slots__ = ("columns", "every", "laws", "people", "places", "solution", "told")

    def __init__(self, told: Sequence[islands.Told]) -> None:
        self.told = told
        self.people = [speaker for speaker, _ in told]
        self.places = {speaker: place for place, speaker in enumerate(self.people)}
        if len(self.places) < len(told):
            raise Wrong("somebody speaks twice", people=self.people)
        self.columns = _columns(len(told))
        self.every = (1 << (1 << len(told))) - 1
        # the rows in which a speaker is a knight just when the statement is true
        self.laws = {who: self.every ^ self.column(who) ^ self.true(statement) for who, statement in told}
        rows = self.every
        for law in self.laws.values():
            rows &= law
        if rows.bit_count() != 1:
            raise Wrong("question has several solutions" if rows else "question has no solution", rows=rows.bit_count())
        self.solution = [
            ("knight" if rows & column else "knave", who) for who, column in zip(self.people, self.columns, strict=True)
        ]

    def column(self, person: str) -> int:
        """The rows in which somebody is a knight."""
        place = self.places.get(person)
        if place is None:
            raise Wrong("speaks of a stranger", person=person)
        return self.columns[place]

    def literal(self, literal: Literal) -> int:
        """The rows in which somebody is of a kind."""
        kind, person = literal
        column = self.column(person)
        return column if kind == "knight" else self.every ^ column

    def true(self, statement: Any) -> int:
        """The rows in which a statement is true."""
        kind, *parts = statement
        if kind in _OTHER:
            return self.literal(statement)
        if kind == "count":
            return _exactly(len(self.people), parts[0])
        if kind in ("same", "different"):
            apart = self.column(parts[0]) ^ self.column(parts[1])
            return apart if kind == "different" else self.every ^ apart
        first, second = self.literal(parts[0]), self.literal(parts[1])
        if kind == "and":
            return first & second
        return first | second if kind == "or" else (self.every ^ first) | second


class _Argument:
    """The sentences of a proof in order: what is settled, and under which supposition."""

    __slots__ = ("absurd", "facts", "said", "served", "start", "supposed", "table")

    def __init__(self, table: _Table) -> None:
        self.table = table
        # person -> kind, its rows, and the step that settled it; in the order of the steps
        self.facts: dict[str, tuple[str, int, int]] = {}
        self.supposed: Literal = ()
        self.start = -1  # the step that opened the supposition
        self.absurd = -1  # the step that found a contradiction
        self.said: list[Shown] = []
        self.served: set[int] = set()  # steps that later ones rest on

    def wrong(self, reason: str, seen: object) -> NoReturn:
        """Refute the sentence at hand."""
        raise Wrong(reason, step=len(self.said) + 1, claim=seen)

    def read(self, language: str, text: str) -> None:
        """Read and prove one sentence."""
        said = islands.step(language, text)
        if said is None:
            self.wrong("sentence cannot be read", text)
        if self.absurd >= 0 and said.form != "conclude":
            self.wrong("nothing is concluded from a contradiction", text)
        _FORMS.get(said.form, _Argument.infer)(self, said)

    def keep(self, relation: str, args: tuple[Term, ...], form: str, uses: tuple[int, ...]) -> None:
        """Write down a proved step."""
        self.served.update(uses)
        self.said.append((relation, args, form, uses))

    def fresh(self, literal: Literal) -> int:
        """The rows of a conclusion about somebody of whom nothing is settled yet."""
        if literal[1] in self.facts:
            self.wrong("says what is settled already", literal)
        return self.table.literal(literal)

    def suppose(self, said: islands.Said) -> None:
        """Open a supposition."""
        if self.supposed:
            self.wrong("supposes inside a supposition", said.literal)
        kind, person = self.supposed = said.literal
        self.start = len(self.said)
        self.facts[person] = (kind, self.fresh(said.literal), self.start)
        self.keep("suppose", (said.literal,), "suppose", ())

    def infer(self, said: islands.Said) -> None:
        """A kind that one statement forces."""
        form, inside, truth, speaker, literal = said
        kind, person = literal
        if inside != bool(self.supposed):
            self.wrong("stands on the wrong side of a supposition", literal)
        rows = self.fresh(literal)
        uses = self.needed(speaker, rows)
        known = self.facts.get(speaker)
        rests = known is not None and known[2] in uses
        if form == "speaker":
            fits = rests and known is not None and (known[0] == "knight") == truth
        elif form == "content":
            fits = person == speaker and (kind == "knight") == truth
        else:
            fits = not rests and person != speaker
        if not fits:
            self.wrong("claim does not follow: the statement is not what the sentence says", literal)
        self.facts[person] = (kind, rows, len(self.said))
        if inside:
            self.keep("if", (self.supposed, literal), form, uses)
        else:
            self.keep(kind, (person,), form, uses)

    def needed(self, speaker: str, goal: int) -> tuple[int, ...]:
        """The steps that a statement needs to leave no row outside `goal`; the latest is dropped first."""
        law = self.table.laws.get(speaker)
        if law is None:
            self.wrong("names a stranger", speaker)
        outside = self.table.every ^ goal
        facts = [(step, rows) for _, rows, step in self.facts.values()]
        left = law & outside
        for _, rows in facts:
            left &= rows
        if left:
            self.wrong("claim does not follow", speaker)
        for fact in reversed(facts.copy()):
            left = law & outside
            for other in facts:
                if other is not fact:
                    left &= other[1]
            if not left:
                facts.remove(fact)
        return tuple([step for step, _ in facts])

    def contradict(self, said: islands.Said) -> None:
        """A statement that fits no row any more."""
        if not self.supposed:
            self.wrong("finds a contradiction where nothing is supposed", said.speaker)
        uses = self.needed(said.speaker, 0)
        self.absurd = len(self.said)
        self.keep("impossible", (self.supposed,), "contradiction", uses)

    def conclude(self, said: islands.Said) -> None:
        """The opposite of what was supposed; what was settled under it is forgotten."""
        kind, person = said.literal
        if self.absurd < 0 or self.supposed != (_OTHER[kind], person):
            self.wrong("conclusion is not the opposite of what was supposed", said.literal)
        absurd, self.absurd, self.supposed = self.absurd, -1, ()
        self.facts = {who: fact for who, fact in self.facts.items() if fact[2] < self.start}
        self.facts[person] = (kind, self.table.literal(said.literal), len(self.said))
        self.keep(kind, (person,), "conclude", (absurd,))

    def finish(self) -> None:
        """Everybody must be settled as the table says, and every step must serve."""
        if self.supposed:
            raise Wrong("solution ends inside a supposition", supposed=self.supposed)
        for kind, person in self.table.solution:
            if person not in self.facts:
                raise Wrong("solution stops before the goal", missing=person)
            if self.facts[person][0] != kind:
                raise Wrong("solution differs from the truth table", person=person)
        final = {step for _, _, step in self.facts.values()}
        for place, said in enumerate(self.said):
            if place not in final and place not in self.served:
                raise Wrong("step serves nothing", step=place + 1, claim=said[1])


_FORMS: Mapping[str, Callable[[_Argument, islands.Said], None]] = {
    "suppose": _Argument.suppose,
    "contradiction": _Argument.contradict,
    "conclude": _Argument.conclude,
}


def _prove(language: str, told: Sequence[islands.Told], sentences: Sequence[str]) -> Proof:
    """The truth table's solution, and every sentence proved."""
    table = _Table(told)
    argument = _Argument(table)
    for text in sentences:
        argument.read(language, text)
    argument.finish()
    return Proof(
        goal=("kinds", *table.people),
        said=argument.said,
        answer=("and", *table.solution),
        text=", ".join([_IS[language][kind].format(person) for kind, person in table.solution]),
        givens=tuple([("says", pair) for pair in told]),
    )


@verifier
@dataclass(frozen=True, slots=True)
class KnightsAndKnaves:
    """Reads who says what, finds the solution by a truth table, proves every step of the argument.

    Example:
        "Then what Wei says is true, so Wei is a knight." must follow from what Wei says and from what was found
        before; that Wei is a knight is not enough.

    Guarantees:
        Passes only what is proved from the question's own text.
        Refuses a puzzle with no solution or with several.

    Example:
        After Kenji's "Chidi is a knight.", "Kenji lies, so Chidi is a knave." passes once Kenji is settled.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (TOPIC,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        return judge(records, name=NAME, topic=TOPIC, read=islands.question, prove=_prove)
