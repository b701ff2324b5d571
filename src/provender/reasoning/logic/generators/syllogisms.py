"""Syllogisms and chains of them: a proof two statements at a time, or people who refute what does not follow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple

from provender.core.claim import Claim, Derivation
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.logic.generators._people import GROUPS, Statement, group, sentence, statement
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, makes, records
from provender.reasoning.render.wording import Wording

# "world" in two forms: groups may be empty, no group is
WORDS = Wording(
    {
        "en": {
            "world": ("A group may be empty.", "Every group named has at least one member."),
            "ask": ("{text} {world} Does this follow? {claim}", "Given: {text} {world} Is this a consequence? {claim}"),
            "answer": ("no", "yes"),
            "syllogism": "{one}; {two}; so {c}.",
            "existence": "{one}; there are {xs}; so {c}.",
            "gap": "; ",
            "model": "Suppose there are just these people: {people}.",
            "holds": "True here: {one}.",
            "fails": "False here: {c}; so it does not follow.",
        },
        "sw": {
            "world": ("Kundi linaweza kuwa halina mtu.", "Kila kundi lililotajwa lina angalau mtu mmoja."),
            "ask": (
                "{text} {world} Je, hili linafuata? {claim}",
                "Taarifa: {text} {world} Je, haya ni matokeo? {claim}",
            ),
            "answer": ("hapana", "ndiyo"),
            "syllogism": "{one}; {two}; kwa hiyo {c}.",
            "existence": "{one}; kuna {xs}; kwa hiyo {c}.",
            "gap": "; ",
            "model": "Tuseme kuna watu hawa tu: {people}.",
            "holds": "Ni kweli hapa: {one}.",
            "fails": "Si kweli hapa: {c}; kwa hiyo haifuati.",
        },
        "fr": {
            "world": ("Un groupe peut être vide.", "Chaque groupe nommé compte au moins une personne."),
            "ask": (
                "{text} {world} Ceci en découle-t-il ? {claim}",
                "On sait : {text} {world} Est-ce une conséquence ? {claim}",
            ),
            "answer": ("non", "oui"),
            "syllogism": "{one} ; {two} ; donc {c}.",
            "existence": "{one} ; il y a des {xs} ; donc {c}.",
            "gap": " ; ",
            "model": "Supposons qu'il n'y ait que ces personnes : {people}.",
            "holds": "Vrai ici : {one}.",
            "fails": "Faux ici : {c} ; donc cela n'en découle pas.",
        },
        "es": {
            "world": ("Un grupo puede estar vacío.", "Cada grupo nombrado tiene al menos una persona."),
            "ask": (
                "{text} {world} ¿Se deduce esto? {claim}",
                "Se sabe: {text} {world} ¿Es esto una consecuencia? {claim}",
            ),
            "answer": ("no", "sí"),
            "syllogism": "{one}; {two}; así que {c}.",
            "existence": "{one}; hay {xs}; así que {c}.",
            "gap": "; ",
            "model": "Supongamos que solo hay estas personas: {people}.",
            "holds": "Verdadero aquí: {one}.",
            "fails": "Falso aquí: {c}; así que no se deduce.",
        },
        "de": {
            "world": ("Eine Gruppe kann leer sein.", "Jede genannte Gruppe hat mindestens eine Person."),
            "ask": ("{text} {world} Folgt dies? {claim}", "Gegeben: {text} {world} Ist dies eine Folgerung? {claim}"),
            "answer": ("nein", "ja"),
            "syllogism": "{one}; {two}; also gilt: {c}.",
            "existence": "{one}; es gibt {xs}; also gilt: {c}.",
            "gap": "; ",
            "model": "Angenommen, es gibt nur diese Personen: {people}.",
            "holds": "Wahr ist hier: {one}.",
            "fails": "Falsch ist hier: {c}; also folgt es nicht.",
        },
    }
)
# level -> premises
PREMISES = {1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 9}
FORMS = ("all", "no", "some", "some_not")


class _Task(NamedTuple):
    """Premises and conclusion; whether no group is empty; the steps that prove it, or the people that refute it."""

    premises: Sequence[Statement]
    claim: Statement
    peopled: bool
    steps: Sequence[tuple[Statement, tuple[Statement, ...]]]
    people: Sequence[tuple[str, ...]]


def _turned(said: Statement) -> list[Statement]:
    """A statement, and the same turned round where that says as much."""
    form, x, y = said
    return [said, (form, y, x)] if form in ("no", "some") else [said]


def combined(one: Statement, two: Statement) -> list[Statement]:
    """What follows from two statements about three groups, by Aristotle's moods; none of them supposes members."""
    found: list[Statement] = []
    for first, second in ((one, two), (two, one)):
        for p, x, m in _turned(first):
            for q, n, y in _turned(second):
                found += _mood((p, x, m), (q, n, y))
    return list(dict.fromkeys(found))


def _mood(first: Statement, second: Statement) -> list[Statement]:
    """What one pair yields: Barbara, Celarent, Darii, Ferio; Bocardo; Baroco. The others are these turned round."""
    (p, x, m), (q, n, y) = first, second
    if m == n and x != y:
        made = {("all", "all"): "all", ("all", "no"): "no", ("some", "all"): "some", ("some", "no"): "some_not"}
        return _turned((made[p, q], x, y)) if (p, q) in made else []
    if (p, q) == ("all", "some_not") and x == n and m != y:
        return [("some_not", m, y)]
    if (p, q) == ("some_not", "all") and m == y and x != n:
        return [("some_not", x, n)]
    return []


def _about(one: str, two: str) -> list[Statement]:
    """All statements about two groups."""
    return [(form, x, y) for form in FORMS for x, y in ((one, two), (two, one))]


@lru_cache(maxsize=16)
def _fits(known: Statement) -> Sequence[tuple[Statement, Statement]]:
    """What may be said of "last" and "new", so that something follows for "first" and "new"; and what follows."""
    return [
        (said, found)
        for said in _about("last", "new")
        for found in combined(known, said)
        if {*found[1:]} == {"first", "new"}
    ]


def _named(said: Statement, names: Mapping[str, str]) -> Statement:
    """A statement about other groups."""
    return (said[0], names[said[1]], names[said[2]])


def _argued(rng: Stream, count: int, *, peopled: bool) -> _Task:
    """A chain of groups, each premise chosen so that something follows about the first and the last group so far."""
    terms = rng.sample(GROUPS, count + 1)
    known = rng.choice(_about(*terms[:2]))
    premises: list[Statement] = [known]
    steps: list[tuple[Statement, tuple[Statement, ...]]] = []
    for last, new in pairwise(terms[1:]):
        if peopled and known[0] == "all" and rng.chance(1, 3):
            weaker = ("some", known[1], known[2])
            steps.append((weaker, (known,)))
            known = weaker
        fit = _fits(_named(known, {terms[0]: "first", last: "last"}))
        if not fit:
            break
        names = {"first": terms[0], "last": last, "new": new}
        said, found = [_named(statement, names) for statement in rng.choice(fit)]
        premises.append(said)
        steps.append((found, (known, said)))
        known = found
    return _Task(premises, known, peopled, steps, ())


@lru_cache(maxsize=16)
def _members(count: int) -> tuple[int, ...]:
    """For each of so many groups the kinds of people that belong to it; kind k is in group i if bit i of k is set."""
    return tuple([sum(1 << kind for kind in range(1 << count) if kind >> i & 1) for i in range(count)])


def _refuted(rng: Stream, task: _Task) -> Sequence[tuple[str, ...]]:
    """People among whom all premises are true and the conclusion is false; none where there can be none."""
    terms = list(dict.fromkeys(term for said in (*task.premises, task.claim) for term in said[1:]))
    of = dict(zip(terms, _members(len(terms)), strict=True))
    every = (1 << (1 << len(terms))) - 1

    def region(said: Statement) -> int:
        both = said[0] in ("no", "some")
        return of[said[1]] & (of[said[2]] if both else every ^ of[said[2]])

    allowed = every
    for said in task.premises:
        if said[0] in ("all", "no"):
            allowed &= ~region(said)
    needs = [region(said) for said in task.premises if said[0] in ("some", "some_not")]
    needs += of.values() if task.peopled else []
    if task.claim[0] in ("some", "some_not"):
        allowed &= ~region(task.claim)
    else:
        needs.append(region(task.claim))
    kinds: list[int] = []
    for need in [*needs, every ^ 1]:
        if not any(need >> kind & 1 for kind in kinds):
            choice = need & allowed
            if not choice:
                return ()
            later = choice >> rng.below(1 << len(terms))
            kinds.append((choice.bit_length() - later.bit_length() if later else 0) + _lowest(later or choice))
    return [tuple([term for i, term in enumerate(terms) if kind >> i & 1]) for kind in sorted(kinds)]


def _lowest(bits: int) -> int:
    """The place of the lowest bit."""
    return (bits & -bits).bit_length() - 1


def _draw(rng: Stream, count: int) -> _Task:
    """A conclusion that follows, or, in half of the cases, one that does not, near to one that does."""
    wanted, peopled = rng.chance(1, 2), rng.chance(1, 2)
    while True:
        task = _argued(rng, count, peopled=peopled)
        if len(task.premises) < count:
            continue
        if not wanted:
            task = _spoilt(rng, task)
            people = _refuted(rng, task)
            if not people:
                continue
            task = task._replace(steps=(), people=people)
        premises = list(task.premises)
        rng.shuffle(premises)
        return task._replace(premises=premises)


def _spoilt(rng: Stream, task: _Task) -> _Task:
    """One premise turned round or of another form, or another conclusion about the same groups."""
    if rng.chance(1, 3):
        _, x, y = task.claim
        form = rng.choice(FORMS)
        return task._replace(claim=(form, x, y) if rng.chance(1, 2) else (form, y, x))
    place = rng.below(len(task.premises))
    form, x, y = task.premises[place]
    other = (form, y, x) if form in ("all", "some_not") and rng.chance(1, 2) else (rng.choice(FORMS), x, y)
    return task._replace(premises=[*task.premises[:place], other, *task.premises[place + 1 :]])


@generator
@dataclass(frozen=True, slots=True)
class Syllogisms:
    """Two premises or more about groups of people; whether groups may be empty is said.

    Attributes:
        language: of question and solution.
        level: 1 (two premises: the syllogisms of all figures) to 5 (six premises); 6 has nine.

    Guarantees:
        The drawn problem does not depend on `language`.
        Half of the conclusions follow; of the others some people are shown who make all premises true and them false.

    Example:
        All cooks are poets. Some poets are not sailors. A group may be empty. Does this follow? Some cooks are not
        sailors. Suppose there are just these people: poet. ... False here: some cooks are not sailors; so it does not
        follow.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("syllogisms")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the statements, then the words."""
        task = _draw(rng, PREMISES[self.level])
        say, language = WORDS[self.language], self.language
        text = " ".join([sentence(language, said) for said in task.premises])
        world, claim = say("world", int(task.peopled)), sentence(language, task.claim)
        question = say("ask", rng.below(WORDS.forms("ask")), text=text, world=world, claim=claim)
        told = self._refutation(task) if task.people else self._proof(task)
        return Problem(question, say("answer", int(not task.people)), language, told)

    def _proof(self, task: _Task) -> Derivation:
        """Two statements at a time, or one and that its group has members."""
        told = Telling(WORDS[self.language])
        place: dict[Statement, int] = {}
        for c, grounds in task.steps:
            slots: dict[str, Any] = {"c": statement(self.language, c), "xs": group(self.language, c[1])[1]}
            for slot, ground in zip(("one", "two"), grounds, strict=False):
                slots[slot] = statement(self.language, ground)
            slots["one"] = slots["one"][0].upper() + slots["one"][1:]
            uses = tuple(sorted(place[ground] for ground in grounds if ground in place))
            rule = "syllogism" if len(grounds) > 1 else "existence"
            place[c] = told.step(rule, Claim(c[0], c[1:]), uses, **slots)
        return _derivation(told, task, "yes")

    def _refutation(self, task: _Task) -> Derivation:
        """The people, every premise true among them, and the conclusion false."""
        language, told = self.language, Telling(WORDS[self.language])
        people = told.say("gap").join(
            [", ".join([group(language, key)[0] for key in person]) for person in task.people]
        )
        first = told.step("model", Claim("suppose", (("people", *task.people),)), people=people)
        held = [
            told.step("holds", Claim("true", (said,)), (first,), one=statement(language, said))
            for said in task.premises
        ]
        c = statement(language, task.claim)
        told.step("fails", Claim("independent", (task.claim,)), (first, *held), c=c)
        return _derivation(told, task, "no")


def _derivation(told: Telling, task: _Task, answer: str) -> Derivation:
    """The whole story; what is said of empty groups is a given too."""
    givens = [Claim(said[0], said[1:]) for said in task.premises]
    givens.append(Claim("nonempty" if task.peopled else "perhaps_empty", ("groups",)))
    return told.derivation(("follows", task.claim), answer, tuple(givens))
