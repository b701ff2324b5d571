"""Questions with answers and short explanations from reference tables, in five languages.

    Kenia: Wie lautet die Hauptstadt?                              Nairobi
    For the atomic number, is the value larger for Iron or for Gold?
        Iron: the atomic number is 26. Gold: the atomic number is 79. 79 is more than 26.     Gold

`general/grounded`, the verifier, reads such text anew and holds each claim against tables that it reads by itself.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar, Literal, NamedTuple

from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.registry import generator
from provender.core.seeds import Stream, stream
from provender.general.answered import Answered
from provender.general.render.facts import LICENCES, Fact, facts
from provender.general.render.phrases import COMPARE, LANGUAGES, LOOKUP, RANK, REVERSE, STATE, number, say

NAME = "general/grounded"


class Told(NamedTuple):
    """All facts that can be told, and what each task may ask of."""

    every: Sequence[Fact]
    unique: Sequence[Fact]  # whose value no other subject has
    numeric: Mapping[tuple[str, str], Sequence[Fact]]  # by table and relation: what can be compared


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """A fact asked for, its subject asked for, or two facts compared.

    Attributes:
        tables: files (CSV, TSV, Parquet) or tables that come along: countries, elements, planets.
        subject: file -> the column that says of what a row tells; the first one by default.
        words: column -> language -> what it is called there, with its article: {area: {de: die Fläche}}.
        language: of question, answer and explanation.
        task: "lookup" asks for a value, "reverse" for the subject that has it, "compare" for the greater of two.

    Guarantees:
        A column that has no name in a language is not told there. Only a value that one subject alone has is asked
        back, and only different numbers of one column are compared.

    Raises:
        RecipeError: nothing of the tables can be told so.

    Example:
        generators:
          - name: general/grounded
            dials: {tables: [countries.csv], words: {area: {de: die Fläche, fr: la superficie}}}
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "language": LANGUAGES,
        "task": ("lookup", "reverse", "compare"),
        "topic": ("grounded",),
    }

    tables: tuple[str, ...] = ("countries", "elements", "planets")
    subject: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    language: Literal["en", "de", "fr", "es", "sw"] = "en"
    task: Literal["lookup", "reverse", "compare"] = "lookup"

    def sources(self) -> dict[str, str]:
        """The tables; those that come along with their licences."""
        return {name: LICENCES.get(name, "") for name in self.tables}

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The shard's records."""
        told = self._told()
        tags = {"language": self.language, "task": self.task, "topic": "grounded"}
        for index in range(shard.start, shard.start + shard.count):
            rng = stream(shard.seed, index, NAME)
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            yield Record(payload=self._made(rng, told), origin=origin, tags=tags)

    def _told(self) -> Told:
        """What the tables hold in the language."""
        every = [
            fact
            for name in self.tables
            for fact in facts(name, self.language, subject=self.subject.get(name, ""), words=self.words)
        ]
        told = _sorted_out(tuple(every))
        if not {"lookup": told.every, "reverse": told.unique, "compare": told.numeric}[self.task]:
            raise RecipeError(
                f"nothing of {', '.join(self.tables)} can be told as {self.task} in {self.language!r}",
                where=NAME,
                mend=f"say what a column is called: words: {{area: {{{self.language}: ...}}}}",
            )
        return told

    def _made(self, rng: Stream, told: Told) -> Answered:
        """One question with its answer."""
        if self.task == "compare":
            return self._compare(rng, told)
        fact = rng.choice(told.unique if self.task == "reverse" else told.every)
        form = rng.choice((REVERSE if self.task == "reverse" else LOOKUP)[self.language])
        answer = fact.subject if self.task == "reverse" else say("{v}", fact, self.language)
        explanation = say(rng.choice(STATE[self.language]), fact, self.language)
        return Answered(_begun(say(form, fact, self.language)), answer, _begun(explanation), self.language)

    def _compare(self, rng: Stream, told: Told) -> Answered:
        """Which of two has the greater number."""
        same = told.numeric[rng.choice(sorted(told.numeric))]
        one = rng.choice(same)
        other = rng.choice([fact for fact in same if number(fact.value) != number(one.value)])
        greater, less = sorted((one, other), key=lambda fact: number(fact.value) or 0, reverse=True)
        question = say(rng.choice(COMPARE[self.language]), one, self.language, t=other.subject)
        form = rng.choice(STATE[self.language])
        lines = [_begun(say(form, fact, self.language)) for fact in (one, other)]
        lines.append(say(RANK[self.language], greater, self.language, w=say("{v}", less, self.language)))
        return Answered(_begun(question), greater.subject, " ".join(lines), self.language)


@lru_cache(maxsize=32)
def _sorted_out(every: tuple[Fact, ...]) -> Told:
    """Facts by what may be asked of them."""
    held = Counter((fact.table, fact.relation, fact.value.casefold()) for fact in every)
    unique = [fact for fact in every if held[fact.table, fact.relation, fact.value.casefold()] == 1]
    columns: dict[tuple[str, str], list[Fact]] = {}
    for fact in every:
        columns.setdefault((fact.table, fact.relation), []).append(fact)
    numeric = {
        name: column
        for name, column in columns.items()
        if all(number(fact.value) is not None for fact in column) and len({number(f.value) for f in column}) > 1
    }
    return Told(every, unique, numeric)


def _begun(sentence: str) -> str:
    """A sentence with a capital at its beginning, as far as it begins with a word."""
    return sentence[:1].upper() + sentence[1:]
