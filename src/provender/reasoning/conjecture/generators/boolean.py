"""Laws of Boolean algebra: proposed at random, refuted or proved by their truth tables, new where a model says so.

Expressions are drawn until two of them have one truth table. What is known are the laws of ortholattices: meet and join
commute, associate and absorb, complements are complements, De Morgan. A law that follows from these holds in every
ortholattice. MO2, with four elements a, a', b, b' between 0 and 1, is one (Kalmbach, Orthomodular Lattices, 1983), so a
law that fails there does not follow from what is known; only such laws are kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, TypeAlias

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.conjecture.generators._theorems import ANSWERS
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

_ROW = "{row}: {left} = {v} = {right}."

WORDS = Wording(
    {
        "en": {
            "ask": (
                "Prove that {left} = {right} in every Boolean algebra.",
                "Show for all truth values: {left} = {right}.",
            ),
            "row": _ROW,
            "novel": "In the ortholattice MO2, {row} makes the left side {x} and the right side {y}.",
            "proved": "All rows agree, and the laws of ortholattices do not give it.",
        },
        "sw": {
            "ask": (
                "Thibitisha kwamba {left} = {right} katika kila aljebra ya Boole.",
                "Onyesha kwa thamani zote za kweli: {left} = {right}.",
            ),
            "row": _ROW,
            "novel": "Katika latisi MO2, {row} hufanya upande wa kushoto kuwa {x} na wa kulia kuwa {y}.",
            "proved": "Safu zote zinalingana, na sheria za latisi hizo haziitoi.",
        },
        "fr": {
            "ask": (
                "Démontre que {left} = {right} dans toute algèbre de Boole.",
                "Montre pour toutes les valeurs de vérité : {left} = {right}.",
            ),
            "row": _ROW,
            "novel": "Dans l'orthotreillis MO2, {row} donne {x} à gauche et {y} à droite.",
            "proved": "Toutes les lignes concordent, et les lois des orthotreillis ne la donnent pas.",
        },
        "es": {
            "ask": (
                "Demuestra que {left} = {right} en toda álgebra de Boole.",
                "Muestra para todos los valores de verdad: {left} = {right}.",
            ),
            "row": _ROW,
            "novel": "En el ortorretículo MO2, {row} da {x} a la izquierda y {y} a la derecha.",
            "proved": "Todas las filas coinciden, y las leyes de los ortorretículos no la dan.",
        },
        "de": {
            "ask": (
                "Beweise, dass {left} = {right} in jeder Booleschen Algebra gilt.",
                "Zeige für alle Wahrheitswerte: {left} = {right}.",
            ),
            "row": _ROW,
            "novel": "Im Orthoverband MO2 ergibt {row} links {x} und rechts {y}.",
            "proved": "Alle Zeilen stimmen überein, und die Gesetze der Orthoverbände liefern es nicht.",
        },
    }
)

# level -> letters, how often one more (in thirds), fewest and most leaves of a side
_SIZES = {1: (2, 0, 3, 5), 2: (2, 1, 3, 6), 3: (3, 0, 4, 6), 4: (3, 1, 4, 7), 5: (3, 2, 5, 8), 6: (4, 0, 7, 12)}
_SIGNS = {"meet": " ∧ ", "join": " ∨ "}
_ELEMENTS = ("0", "1", "a", "a'", "b", "b'")
_OPPOSITE = (1, 0, 3, 2, 5, 4)

Table: TypeAlias = tuple[tuple[int, ...], ...]


def _meet(x: int, y: int) -> int:
    """In MO2: unlike elements between 0 and 1 have nothing in common."""
    return x if y in (x, 1) else y if x == 1 else 0


_MEET: Table = tuple(tuple(_meet(x, y) for y in range(6)) for x in range(6))
_JOIN: Table = tuple(tuple(_OPPOSITE[_meet(_OPPOSITE[x], _OPPOSITE[y])] for y in range(6)) for x in range(6))


@generator
@dataclass(frozen=True, slots=True)
class Boolean:
    """Laws of Boolean algebra, discovered, proved, and new to this library.

    Attributes:
        language: of statement and proof; formulas are the same in all.
        level: letters and length; 6 goes beyond all others.

    Guarantees:
        The law holds in every Boolean algebra, and fails in an ortholattice.

    Example:
        p ∧ (¬p ∨ q) = p ∧ q.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("boolean_laws")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One law with its proof."""
        count, more, fewest, most = _SIZES[self.level]
        letters = "pqrs"[: count + rng.chance(more, 3)]
        columns = _columns(letters)
        seen: dict[int, Term] = {}
        while True:
            side = _drawn(rng, letters, rng.between(fewest, most))
            table = _table(side, columns)
            other = seen.setdefault(table, side)
            if other == side or table in (0, columns[""]) or _letters(side, other) != letters:
                continue
            if model := _counterexample(other, side, letters):
                return self._written(rng, other, side, model=model)
            del seen[table]

    def _written(self, rng: Stream, left: Term, right: Term, *, model: Sequence[int]) -> Problem:
        """The law in words, and its proof."""
        letters = _letters(left, right)
        told = Telling(WORDS[self.language])
        question = told.say("ask", rng.below(WORDS.forms("ask")), left=_text(left), right=_text(right))
        rows = []
        table = _table(left, _columns(letters))
        for place, row in enumerate(product((0, 1), repeat=len(letters))):
            known = dict(zip(letters, row, strict=True))
            one, other = _put(left, known), _put(right, known)
            v = table >> place & 1
            shown = {"row": _row(known), "left": _text(one), "right": _text(other)}
            rows.append(told.step("row", equal(one, v, other), v=v, **shown))  # type: ignore[arg-type]
        elements = dict(zip(letters, model, strict=True))
        x, y = (_ELEMENTS[_value(side, elements)] for side in (left, right))
        where = _row({letter: _ELEMENTS[element] for letter, element in elements.items()})
        novel = told.step("novel", Claim("differ", (where, x, y)), row=where, x=x, y=y)
        told.step("proved", Claim("proved", ()), (*rows, novel))
        goal: Term = ("law", left, right)
        return Problem(question, ANSWERS[self.language], self.language, told.derivation(goal, "proved"))


def _drawn(rng: Stream, letters: str, leaves: int) -> Term:
    """An expression with so many leaves; one part in five stands under a complement."""
    if leaves == 1:
        letter = rng.choice(letters)
        return ("complement", letter) if rng.chance(1, 3) else letter
    left = rng.between(1, leaves - 1)
    whole: Term = (
        "meet" if rng.chance(1, 2) else "join",
        _drawn(rng, letters, left),
        _drawn(rng, letters, leaves - left),
    )
    return ("complement", whole) if rng.chance(1, 6) else whole


def _columns(letters: str) -> Mapping[str, int]:
    """Each letter's column of the truth table as bits, the first row lowest; "" for the column of ones."""
    rows = list(product((0, 1), repeat=len(letters)))
    columns = {letter: sum(row[at] << place for place, row in enumerate(rows)) for at, letter in enumerate(letters)}
    return {**columns, "": (1 << len(rows)) - 1}


def _table(term: Term, columns: Mapping[str, int]) -> int:
    """An expression's column."""
    if not isinstance(term, tuple):
        return columns[str(term)]
    first = _table(term[1], columns)
    if term[0] == "complement":
        return first ^ columns[""]
    second = _table(term[2], columns)
    return first & second if term[0] == "meet" else first | second


def _letters(*terms: Term) -> str:
    """The letters of terms, sorted."""
    found: set[str] = set()
    for term in terms:
        found.update(_letters(*term[1:]) if isinstance(term, tuple) else [str(term)])
    return "".join(sorted(found))


def _value(term: Term, known: Mapping[str, int]) -> int:
    """An expression's value in MO2."""
    if not isinstance(term, tuple):
        return known[str(term)]
    first = _value(term[1], known)
    if term[0] == "complement":
        return _OPPOSITE[first]
    return (_MEET if term[0] == "meet" else _JOIN)[first][_value(term[2], known)]


def _counterexample(left: Term, right: Term, letters: str) -> Sequence[int]:
    """Elements of MO2 that make the sides differ, the first in order; () where there are none."""
    for model in product(range(6), repeat=len(letters)):
        known = dict(zip(letters, model, strict=True))
        if _value(left, known) != _value(right, known):
            return model
    return ()


def _put(term: Term, known: Mapping[str, int]) -> Term:
    """The expression with truth values for its letters."""
    return (term[0], *(_put(part, known) for part in term[1:])) if isinstance(term, tuple) else known[str(term)]


def _row(known: Mapping[str, object]) -> str:
    """p = 0, q = 1."""
    return ", ".join(f"{letter} = {value}" for letter, value in known.items())


def _text(term: Term) -> str:
    """p ∧ (q ∨ ¬r)."""
    if not isinstance(term, tuple):
        return str(term)
    if term[0] == "complement":
        return f"¬{_bracketed(term[1])}"
    return _SIGNS[str(term[0])].join(_bracketed(part) for part in term[1:])


def _bracketed(term: Term) -> str:
    """A part: a meet or a join stands in brackets."""
    return f"({_text(term)})" if isinstance(term, tuple) and term[0] in _SIGNS else _text(term)
