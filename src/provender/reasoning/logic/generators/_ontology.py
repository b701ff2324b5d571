"""Facts and rules about somebody: drawn forward, closed, and traced back to what one conclusion needs.

As in AlphaGeometry's making of theorems (Trinh and others, Nature 2024): premises first, then all that follows from
them, then one conclusion with the premises that it rests on; some of what it does not rest on stays as distraction.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from provender.core.seeds import Stream
from provender.reasoning.logic.generators._nouns import APART, FICTIONAL, REAL, SPECIES, TRUE

Names: TypeAlias = Literal["fictional", "true", "misleading"]
World: TypeAlias = Literal["open", "closed"]


class Rule(NamedTuple):
    """Whatever is all of `body` is a `head`, or, where `denies`, is none."""

    body: tuple[str, ...]
    head: str
    denies: bool = False


class Size(NamedTuple):
    """A level: fewest and most rules that a conclusion rests on, and premises that distract."""

    fewest: int
    most: int
    idle: int


@dataclass(slots=True)
class Theory:
    """What the question states and asks.

    Attributes:
        facts: (somebody, noun); the first somebody is asked about.
        rules: in the order of the nouns until they are shuffled: bodies before heads.
        goal: the noun that is asked for.
        answer: "true", "false" or "unknown".
    """

    who: str
    other: str
    goal: str = ""
    answer: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


class _Pool:
    """The nouns of a problem: those that are worked out from each other, in order, and spare ones."""

    __slots__ = ("fits", "given", "nouns", "spare")

    def __init__(self, rng: Stream, names: Names) -> None:
        self.fits: Callable[[str, str], bool] = lambda body, head: True  # noqa: ARG005
        self.given = 1 + (names != "true") + (names == "fictional")
        if names == "fictional":
            drawn = rng.sample(FICTIONAL, len(FICTIONAL))
            self.nouns, self.spare = drawn[:16], drawn[16:]
        elif names == "misleading":
            drawn = rng.sample(REAL, len(REAL))
            self.nouns, self.spare = drawn[:16], drawn[16:]
            self.fits = lambda body, head: head not in TRUE[body]
        else:
            first = rng.choice(SPECIES)
            self.nouns = [first, *TRUE[first]]
            self.spare = [other for other in rng.sample(REAL, len(REAL)) if other not in self.nouns]
            self.fits = lambda body, head: head in TRUE[body]


def _grown(rng: Stream, pool: _Pool) -> dict[str, Rule]:
    """A rule for every noun but the given ones, from nouns before it, the nearer the likelier."""
    rules = {}
    for place in range(pool.given, len(pool.nouns)):
        head, before = pool.nouns[place], pool.nouns[:place]
        fit = [noun for noun in before if pool.fits(noun, head)]
        if not fit:
            continue
        body = [rng.choice(fit[-3:])]
        others = [noun for noun in before if noun != body[0] and (noun in rules or noun in pool.nouns[: pool.given])]
        if others and rng.chance(2, 5):
            body.append(rng.choice(others))
        if all(noun in rules or noun in pool.nouns[: pool.given] for noun in body):
            rules[head] = Rule(tuple(body), head)
    return rules


def needed(rules: Mapping[str, Rule], nouns: Sequence[str]) -> set[str]:
    """The heads of the rules that some nouns rest on."""
    found: set[str] = set()
    todo = list(nouns)
    while todo:
        noun = todo.pop()
        if noun in rules and noun not in found:
            found.add(noun)
            todo += rules[noun].body
    return found


def draw(rng: Stream, size: Size, people: Sequence[str], *, names: Names, world: World) -> Theory:
    """A theory whose answer rests on the level's number of rules; true to life there are six at most."""
    answer = rng.choice(("true", "false", "unknown") if world == "open" else ("true", "false"))
    fewest = min(size.fewest, 4) if names == "true" else size.fewest
    denied = (answer, world) == ("false", "open")
    while True:
        pool = _Pool(rng, names)
        grown = _grown(rng, pool)
        bodies = _bodies(rng, pool, grown, exclusive=denied and names == "true")
        body = next((one for one in bodies if fewest <= len(needed(grown, one)) + denied <= size.most), None)
        if body is None:
            continue
        bar = Rule(body, _excluded(rng, pool, names), denies=True) if denied else None
        who, other = rng.sample(people, 2)
        heads = needed(grown, body)
        theory = Theory(who, other, goal=bar.head if bar else body[0], answer=answer)
        theory.rules = [rule for rule in grown.values() if rule.head in heads] + ([bar] if bar else [])
        leaves = {noun for rule in theory.rules for noun in rule.body if noun not in grown}
        theory.facts = [(theory.who, noun) for noun in pool.nouns if noun in leaves]
        shown = answer == "true" or denied
        lost = None if shown else _lose(rng, theory)
        _distract(rng, theory, pool, idle=size.idle, lost=lost)
        if not shown and world == "open" and names != "true" and rng.chance(1, 2):
            theory.rules.append(Rule((pool.spare.pop(),), theory.goal, denies=True))
        rng.shuffle(theory.facts)
        rng.shuffle(theory.rules)
        return theory


def _bodies(rng: Stream, pool: _Pool, grown: Mapping[str, Rule], *, exclusive: bool) -> Iterator[tuple[str, ...]]:
    """What might be asked for, or be denied something: each noun that is worked out, in random order.

    Where it must be `exclusive`, the class that shares nothing with the others comes first, alone or with a noun more.
    """
    order = rng.sample([*grown], len(grown))
    if not exclusive:
        yield from [(noun,) for noun in order]
        return
    own = next(noun for noun in APART if noun in pool.nouns)
    if rng.chance(1, 3):
        yield (own,)
    yield from [(own, noun) for noun in order if noun != own]
    yield (own,)


def _excluded(rng: Stream, pool: _Pool, names: Names) -> str:
    """A noun to deny: a spare one, or, true to life, a class that shares nothing with the one that is worked out."""
    if names != "true":
        return pool.spare.pop()
    head = rng.choice([noun for noun in APART if noun not in pool.nouns])
    pool.spare.remove(head)
    return head


def _lose(rng: Stream, theory: Theory) -> str:
    """Take a fact away, or a rule from a fact: what it said is no longer shown."""
    facts = [noun for _, noun in theory.facts]
    early = [rule for rule in theory.rules if all(noun in facts for noun in rule.body)]
    if len(theory.facts) > 1 and rng.chance(1, 2):
        return theory.facts.pop(rng.below(len(theory.facts)))[1]
    rule = rng.choice(early)
    theory.rules.remove(rule)
    return rule.head


def _distract(rng: Stream, theory: Theory, pool: _Pool, *, idle: int, lost: str | None) -> None:
    """Rules whose conditions nobody meets, and facts about somebody else, who may well be what is missing here."""
    heads = [rule.head for rule in theory.rules if not rule.denies]
    for turn in range(idle):
        spare = [noun for noun in pool.spare if heads and pool.fits(noun, heads[turn % len(heads)])]
        if spare and turn % 2 == 0:
            pool.spare.remove(spare[0])
            theory.rules.append(Rule((spare[0],), heads[turn % len(heads)]))
        else:
            noun = lost if lost and turn < 2 else rng.choice(pool.nouns)
            if (theory.other, noun) not in theory.facts:
                theory.facts.append((theory.other, noun))


def shown(theory: Theory) -> dict[str, Rule | None]:
    """What holds of whom is asked about: noun -> the rule that shows it, None for a fact."""
    found: dict[str, Rule | None] = {noun: None for who, noun in theory.facts if who == theory.who}
    size = -1
    while size != len(found):
        size = len(found)
        for rule in theory.rules:
            if not rule.denies and rule.head not in found and found.keys() >= set(rule.body):
                found[rule.head] = rule
    return found
