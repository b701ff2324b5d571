"""Consequences of an equational law: found by overlapping the law with itself, proved as a chain of its instances.

A law l = r, l longer than r, is laid over a part of itself (Knuth and Bendix 1970): the term in which both meet can be
rewritten in two ways, and what comes out, made as short as it will go, is one equation in two forms. It is refuted
where a small magma keeps the law and not the equation, proved by the chain, and kept where no single use of the law
turns one side into the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.conjecture.generators._theorems import ANSWERS
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": ("From the law {law}, prove {theorem}.", "Let {law} for all elements. Show that {theorem}."),
            "rewrite": "{s} = {t}, by the law with {where}.",
            "novel": "No single use of the law does it.",
            "proved": "So {theorem}, and it is new.",
        },
        "sw": {
            "ask": (
                "Kutoka sheria {law}, thibitisha {theorem}.",
                "Chukua {law} kwa vitu vyote. Onyesha kwamba {theorem}.",
            ),
            "rewrite": "{s} = {t}, kwa sheria ambapo {where}.",
            "novel": "Kuitumia sheria mara moja tu hakutoshi.",
            "proved": "Kwa hiyo {theorem}, na ni mpya.",
        },
        "fr": {
            "ask": (
                "À partir de la loi {law}, démontre {theorem}.",
                "Soit {law} pour tous les éléments. Montre que {theorem}.",
            ),
            "rewrite": "{s} = {t}, par la loi avec {where}.",
            "novel": "Une seule application de la loi n'y suffit pas.",
            "proved": "Donc {theorem}, et c'est nouveau.",
        },
        "es": {
            "ask": (
                "A partir de la ley {law}, demuestra {theorem}.",
                "Sea {law} para todos los elementos. Muestra que {theorem}.",
            ),
            "rewrite": "{s} = {t}, por la ley con {where}.",
            "novel": "Una sola aplicación de la ley no basta.",
            "proved": "Luego {theorem}, y es nuevo.",
        },
        "de": {
            "ask": (
                "Beweise aus dem Gesetz {law}, dass {theorem}.",
                "Für alle Elemente gelte {law}. Zeige, dass {theorem}.",
            ),
            "rewrite": "{s} = {t}, nach dem Gesetz mit {where}.",
            "novel": "Eine einzige Anwendung des Gesetzes reicht nicht.",
            "proved": "Also {theorem}, und es ist neu.",
        },
    }
)

# level -> letters of the law, its operations, fewest and most steps of a proof
_SIZES = {1: (2, 2, 2, 2), 2: (2, 3, 3, 3), 3: (3, 4, 4, 4), 4: (3, 4, 5, 5), 5: (3, 4, 6, 7), 6: (3, 3, 8, 9)}
_LETTERS = "xyzuvwst"
_LONGEST = 20  # operations in a term of a proof

Binding: TypeAlias = dict[str, Term]
Place: TypeAlias = tuple[int, ...]


class _Law(NamedTuple):
    """left = right; each letter of the right side stands in the left one."""

    left: Term
    right: Term


class _Link(NamedTuple):
    """One use of the law: a term, the next one, and what its letters stand for."""

    before: Term
    after: Term
    where: Mapping[str, Term]


@generator
@dataclass(frozen=True, slots=True)
class Magmas:
    """Equations that follow from a law of one operation, discovered, proved, and new to this library.

    Attributes:
        language: of statement and proof; formulas are the same in all.
        level: length of law and proof; 6 goes beyond all others.

    Guarantees:
        The equation holds wherever the law does, and no single use of the law gives it.

    Example:
        From x ∘ (y ∘ x) = y follows (x ∘ y) ∘ x = y, in more than one step.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("magmas")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One theorem with its proof."""
        letters, operations, fewest, most = _SIZES[self.level]
        chain: list[_Link] = []
        while not chain:
            law = _drawn(rng, letters, operations)
            chain = _chain(rng, law, rng.between(fewest, most)) if law else []
        assert law is not None
        told = Telling(WORDS[self.language])
        first, last = chain[0].before, chain[-1].after
        theorem = f"{_text(first)} = {_text(last)}"
        question = told.say(
            "ask", rng.below(WORDS.forms("ask")), law=f"{_text(law.left)} = {_text(law.right)}", theorem=theorem
        )
        steps: list[int] = []
        for link in chain:
            where = ", ".join(f"{letter} = {_text(term)}" for letter, term in sorted(link.where.items()))
            claim = Claim("equals", (link.before, link.after))
            steps.append(
                told.step("rewrite", claim, tuple(steps[-1:]), s=_text(link.before), t=_text(link.after), where=where)
            )
        novel = told.step("novel", Claim("apart", ()))
        told.step("proved", Claim("equals", (first, last)), (steps[-1], novel), theorem=theorem)
        given = Claim("law", (law.left, law.right))
        goal: Term = ("equation", first, last)
        return Problem(question, ANSWERS[self.language], self.language, told.derivation(goal, "proved", (given,)))


def _drawn(rng: Stream, letters: int, operations: int) -> _Law | None:
    """A law whose left side is longer; None where it leaves no magma but the smallest, or says nothing."""
    left = _tree(rng, _LETTERS[:letters], operations)
    inside = sorted(_letters_of(left))
    right = _tree(rng, inside, rng.below(operations))
    fair = left != right and len(inside) > 1 and any(_keeps(model, left, right) for model in _MODELS)
    return _Law(left, right) if fair else None


def _tree(rng: Stream, letters: Sequence[str], operations: int) -> Term:
    """A random term with so many operations."""
    if not operations:
        return rng.choice(letters)
    left = rng.below(operations)
    return ("o", _tree(rng, letters, left), _tree(rng, letters, operations - 1 - left))


# Magmas x ∘ y = a x + b y + c modulo n, each as (n, a, b, c): small, and enough to refute at once what is false.
_MODELS = [(n, a, b, c) for n in (2, 3) for a in range(n) for b in range(n) for c in range(n)]


def _keeps(model: tuple[int, int, int, int], left: Term, right: Term) -> bool:
    """Whether an equation holds in a linear magma: both sides have the same coefficients."""
    return _linear(model, left) == _linear(model, right)


def _linear(model: tuple[int, int, int, int], term: Term) -> dict[str, int]:
    """A term as a linear form modulo n, "" for the constant; no zeros."""
    n, a, b, c = model
    if not isinstance(term, tuple):
        return {str(term): 1}
    total: dict[str, int] = {"": c}
    for factor, part in ((a, term[1]), (b, term[2])):
        for letter, size in _linear(model, part).items():
            total[letter] = total.get(letter, 0) + factor * size
    return {letter: size % n for letter, size in total.items() if size % n}


def _chain(rng: Stream, law: _Law, steps: int) -> list[_Link]:
    """A proof of so many steps of an equation that one step does not give; empty where this overlap has none."""
    places = [place for place in _places(law.left) if place and isinstance(_at(law.left, place), tuple)]
    if not places:
        return []
    place = rng.choice(places)
    other = _renamed(law, "abcdefgh")
    binding = _unified(_at(law.left, place), other.left, {})
    if binding is None:
        return []
    peak = _bound(law.left, binding)
    whole = {letter: _bound(letter, binding) for letter in _letters_of(law.left)}
    inner = {law_letter: _bound(other_letter, binding) for law_letter, other_letter in _pairs(law, other)}
    up = _Link(_bound(law.right, binding), peak, whole)
    down = _Link(peak, _put(peak, place, _bound(other.right, binding)), inner)
    left, right = _shortened(up.before, law), _shortened(down.after, law)
    chain = [*[_Link(link.after, link.before, link.where) for link in reversed(left)], up, down, *right]
    return _fitted(rng, law, chain, steps)


def _fitted(rng: Stream, law: _Law, chain: list[_Link], steps: int) -> list[_Link]:
    """The chain, made longer at its end by uses of the law from right to left; empty where it will not fit."""
    while chain and len(chain) < steps:
        last = chain[-1].after
        spots = [(p, found) for p in _places(last) if (found := _matched(law.right, _at(last, p), {})) is not None]
        place, found = rng.choice(spots) if spots else ((), None)
        if found is None:
            return []
        for letter in sorted(_letters_of(law.left) - found.keys()):
            found[letter] = rng.choice(sorted(_letters_of(last)))
        chain.append(_Link(last, _put(last, place, _bound(law.left, found)), found))
    ends = (chain[0].before, chain[-1].after)
    terms = [ends[0], *(link.after for link in chain)]
    fair = len(chain) == steps and len(set(terms)) == len(terms) and max(map(_operations, terms)) <= _LONGEST
    if not fair or _one_step(law, *ends) or not all(_keeps(m, *ends) for m in _MODELS if _keeps(m, *law)):
        return []
    names = dict(zip(_in_order(terms[0], *terms[1:]), _LETTERS, strict=False))
    if len(names) < len(_letters_of(("o", *terms))):
        return []
    return [
        _Link(_bound(a, names), _bound(b, names), {letter: _bound(term, names) for letter, term in where.items()})
        for a, b, where in chain
    ]


def _one_step(law: _Law, one: Term, other: Term) -> bool:
    """Whether a single use of the law turns one side into the other."""
    for source, target in ((law.left, law.right), (law.right, law.left)):
        for place in _places(one):
            found = _matched(source, _at(one, place), {})
            rest = _at(other, place) if found is not None and place in _places(other) else None
            alike = rest is not None and _put(one, place, rest) == other
            if alike and found is not None and rest is not None and _matched(target, rest, found) is not None:
                return True
    return False


def _shortened(term: Term, law: _Law) -> list[_Link]:
    """Uses of the law from left to right, outermost first, until none applies."""
    links: list[_Link] = []
    while (
        len(links) < _LONGEST and _operations(term) <= _LONGEST
    ):  # a right side may repeat a letter, and terms then grow
        spots = ((p, found) for p in _places(term) if (found := _matched(law.left, _at(term, p), {})) is not None)
        place, found = next(spots, ((), None))
        if found is None:
            break
        after = _put(term, place, _bound(law.right, found))
        links.append(_Link(term, after, found))
        term = after
    return links


def _places(term: Term) -> list[Place]:
    """Every part of a term, the whole first."""
    if not isinstance(term, tuple):
        return [()]
    return [(), *((side, *place) for side in (1, 2) for place in _places(term[side]))]


def _at(term: Term, place: Place) -> Term:
    """The part at a place."""
    for side in place:
        assert isinstance(term, tuple)
        term = term[side]
    return term


def _put(term: Term, place: Place, part: Term) -> Term:
    """The term with another part at a place."""
    if not place:
        return part
    assert isinstance(term, tuple)
    changed = _put(term[place[0]], place[1:], part)
    return ("o", changed, term[2]) if place[0] == 1 else ("o", term[1], changed)


def _letters_of(term: Term) -> set[str]:
    """The letters of a term."""
    return set().union(*map(_letters_of, term[1:])) if isinstance(term, tuple) else {str(term)}


def _in_order(*terms: Term) -> list[str]:
    """The letters in the order in which they are first read."""
    found: dict[str, None] = {}
    for term in terms:
        found.update(dict.fromkeys(_in_order(*term[1:]) if isinstance(term, tuple) else [str(term)]))
    return list(found)


def _operations(term: Term) -> int:
    """How many operations a term holds."""
    return 1 + sum(map(_operations, term[1:])) if isinstance(term, tuple) else 0


def _bound(term: Term, binding: Mapping[str, Term]) -> Term:
    """The term with its letters replaced, and theirs, as far as they are bound."""
    if isinstance(term, tuple):
        return ("o", _bound(term[1], binding), _bound(term[2], binding))
    return binding.get(str(term), term)


def _matched(pattern: Term, term: Term, found: Mapping[str, Term]) -> Binding | None:
    """What the pattern's letters stand for in a term; None where it does not fit."""
    if not isinstance(pattern, tuple):
        letter = str(pattern)
        return {**found, letter: term} if found.get(letter, term) == term else None
    if not isinstance(term, tuple):
        return None
    left = _matched(pattern[1], term[1], found)
    return None if left is None else _matched(pattern[2], term[2], left)


def _renamed(law: _Law, letters: str) -> _Law:
    """The law in letters of its own."""
    names: dict[str, Term] = dict(zip(_in_order(law.left), letters, strict=False))
    return _Law(_bound(law.left, names), _bound(law.right, names))


def _pairs(law: _Law, other: _Law) -> Iterator[tuple[str, str]]:
    """The letters of a law beside those of its renamed twin."""
    return zip(_in_order(law.left), _in_order(other.left), strict=True)


def _unified(one: Term, other: Term, binding: Binding) -> Binding | None:
    """The most general binding that makes two terms equal (Robinson 1965), fully worked out; None if there is none."""
    one, other = _bound(one, binding), _bound(other, binding)
    if one == other:
        return binding
    if isinstance(one, tuple) and isinstance(other, tuple):
        left = _unified(one[1], other[1], binding)
        return None if left is None else _unified(one[2], other[2], left)
    letter, term = (str(other), one) if isinstance(one, tuple) else (str(one), other)
    if letter in _letters_of(term):
        return None
    step = {letter: term}
    return {**{name: _bound(value, step) for name, value in binding.items()}, **step}


def _text(term: Term) -> str:
    """x ∘ (y ∘ x)."""
    if not isinstance(term, tuple):
        return str(term)
    return " ∘ ".join(f"({_text(part)})" if isinstance(part, tuple) else str(part) for part in term[1:])
