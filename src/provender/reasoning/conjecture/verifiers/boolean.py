"""Proves laws of Boolean algebra row by row, and asks whether they are new by a model of what is known.

Where the maker compared columns of bits, both sides are worked out here for each row alone. A law is new where the
elements of MO2 that the proof names make its sides differ: MO2 is an ortholattice, in which every law that follows from
the laws of ortholattices holds.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.conjecture.verifiers._terms import Unreadable, parsed
from provender.reasoning.conjecture.verifiers._theorems import WRITTEN
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_DEPTH = 14
_MOST_LETTERS = 5
_SYMBOL = re.compile(r"[01p-t]|[()¬]| [∧∨] ")
_HEADS = {" ∧ ": "meet", " ∨ ": "join"}
_BETWEEN = {"a": "a'", "a'": "a", "b": "b'", "b'": "b"}


@lru_cache(maxsize=4096)
def _parse(text: str) -> "Term | None":
    """p ∧ (q ∨ ¬r) as a term; None if the text is no expression."""
    return parsed(text, _SYMBOL, _whole, _MOST_DEPTH)


def _whole(symbols: Sequence[str], at: int, depth: int) -> tuple[Term, int]:
    """One part, or two with a sign between them."""
    left, at = _part(symbols, at, depth)
    if at >= len(symbols) or symbols[at] not in _HEADS:
        return left, at
    right, end = _part(symbols, at + 1, depth)
    return (_HEADS[symbols[at]], left, right), end


def _part(symbols: Sequence[str], at: int, depth: int) -> tuple[Term, int]:
    """A letter, a truth value, a complement or a bracket."""
    if at >= len(symbols) or not depth:
        raise Unreadable
    symbol = symbols[at]
    if symbol == "¬":
        inner, end = _part(symbols, at + 1, depth - 1)
        return ("complement", inner), end
    if symbol == "(":
        inner, end = _whole(symbols, at + 1, depth - 1)
        if end >= len(symbols) or symbols[end] != ")":
            raise Unreadable
        return inner, end + 1
    if symbol in _HEADS or symbol == ")":
        raise Unreadable
    return (int(symbol) if symbol.isdigit() else symbol), at + 1


def _assignment(text: str) -> dict[str, str]:
    """p = 0, q = a' as a mapping."""
    return {pair[0]: pair[4:] for pair in text.split(", ")}


_SLOTS: Mapping[str, Slot] = {
    "side": (r"[01p-t()¬∧∨ ]{1,300}", _parse),
    "row": (r"[p-t] = [01](?:, [p-t] = [01]){0,4}", _assignment),
    "model": (r"[p-t] = (?:[01]|[ab]'?)(?:, [p-t] = (?:[01]|[ab]'?)){0,4}", _assignment),
    "element": (r"[01]|[ab]'?", str),
}
_ROW = "{row:row}: {left:side} = {v} = {right:side}."


class _Task(NamedTuple):
    """A law: two expressions and their letters."""

    left: Term
    right: Term
    letters: str


def _letters(term: Term) -> set[str]:
    """The letters of an expression."""
    if isinstance(term, tuple):
        return set().union(*map(_letters, term[1:]))
    return {term} if isinstance(term, str) else set()


def _put(term: Term, known: Mapping[str, str]) -> Term:
    """The expression with truth values in place of its letters."""
    if isinstance(term, tuple):
        return (term[0], *(_put(part, known) for part in term[1:]))
    return int(known[term]) if isinstance(term, str) else term


def _truth(term: Term) -> bool:
    """The value of an expression without letters."""
    if not isinstance(term, tuple):
        return bool(term)
    if term[0] == "complement":
        return not _truth(term[1])
    return _truth(term[1]) and _truth(term[2]) if term[0] == "meet" else _truth(term[1]) or _truth(term[2])


def _row(task: _Task, v: Values, _: Sequence[Said]) -> bool:
    """Both sides with the row's truth values, worked out."""
    row = v["row"]
    if "".join(sorted(row)) != task.letters:
        return False
    put_in: bool = (_put(task.left, row), _put(task.right, row)) == (v["left"], v["right"])
    return put_in and int(_truth(v["left"])) == int(_truth(v["right"])) == v["v"]


def _in_mo2(term: Term, known: Mapping[str, str]) -> str:
    """The value in MO2: elements between 0 and 1 meet in 0 and join in 1, unless they are the same."""
    if not isinstance(term, tuple):
        return known[str(term)]
    first = _in_mo2(term[1], known)
    if term[0] == "complement":
        return {"0": "1", "1": "0", **_BETWEEN}[first]
    second = _in_mo2(term[2], known)
    least, greatest = ("0", "1") if term[0] == "meet" else ("1", "0")
    if second in (first, greatest):
        return first
    return second if first == greatest else least


def _novel(task: _Task, v: Values, _: Sequence[Said]) -> bool:
    """The model makes the sides differ in just this way."""
    model = v["model"]
    if "".join(sorted(model)) != task.letters:
        return False
    x, y = _in_mo2(task.left, model), _in_mo2(task.right, model)
    return x != y and (v["x"], v["y"]) == (x, y)


def _proved(task: _Task, _: Values, before: Sequence[Said]) -> bool:
    """Every row, and the model."""
    rows = {tuple(sorted(said.values["row"].items())) for said in before if said.kind == "row"}
    wanted = {tuple(zip(task.letters, row, strict=True)) for row in product("01", repeat=len(task.letters))}
    return rows == wanted and any(said.kind == "novel" for said in before)


@final
class _Boolean(Kind[_Task]):
    """The task is the law."""

    topic = "boolean_laws"
    asks = Forms(
        {
            "en": {
                "ask": (
                    "Prove that {left:side} = {right:side} in every Boolean algebra.",
                    "Show for all truth values: {left:side} = {right:side}.",
                )
            },
            "sw": {
                "ask": (
                    "Thibitisha kwamba {left:side} = {right:side} katika kila aljebra ya Boole.",
                    "Onyesha kwa thamani zote za kweli: {left:side} = {right:side}.",
                )
            },
            "fr": {
                "ask": (
                    "Démontre que {left:side} = {right:side} dans toute algèbre de Boole.",
                    "Montre pour toutes les valeurs de vérité : {left:side} = {right:side}.",
                )
            },
            "es": {
                "ask": (
                    "Demuestra que {left:side} = {right:side} en toda álgebra de Boole.",
                    "Muestra para todos los valores de verdad: {left:side} = {right:side}.",
                )
            },
            "de": {
                "ask": (
                    "Beweise, dass {left:side} = {right:side} in jeder Booleschen Algebra gilt.",
                    "Zeige für alle Wahrheitswerte: {left:side} = {right:side}.",
                )
            },
        },
        slots=_SLOTS,
    )
    says = Forms(
        {
            "en": {
                "row": _ROW,
                "novel": "In the ortholattice MO2, {model:model} makes the left side {x:element} "
                "and the right side {y:element}.",
                "proved": "All rows agree, and the laws of ortholattices do not give it.",
            },
            "sw": {
                "row": _ROW,
                "novel": "Katika latisi MO2, {model:model} hufanya upande wa kushoto kuwa {x:element} "
                "na wa kulia kuwa {y:element}.",
                "proved": "Safu zote zinalingana, na sheria za latisi hizo haziitoi.",
            },
            "fr": {
                "row": _ROW,
                "novel": "Dans l'orthotreillis MO2, {model:model} donne {x:element} à gauche et {y:element} à droite.",
                "proved": "Toutes les lignes concordent, et les lois des orthotreillis ne la donnent pas.",
            },
            "es": {
                "row": _ROW,
                "novel": "En el ortorretículo MO2, {model:model} da {x:element} a la izquierda "
                "y {y:element} a la derecha.",
                "proved": "Todas las filas coinciden, y las leyes de los ortorretículos no la dan.",
            },
            "de": {
                "row": _ROW,
                "novel": "Im Orthoverband MO2 ergibt {model:model} links {x:element} und rechts {y:element}.",
                "proved": "Alle Zeilen stimmen überein, und die Gesetze der Orthoverbände liefern es nicht.",
            },
        },
        slots=_SLOTS,
    )
    lines: ClassVar = {
        "row": Line(lambda v: Claim("=", (v["left"], v["v"], v["right"])), _row),
        "novel": Line(lambda v: Claim("differ", (_shown(v["model"]), v["x"], v["y"])), _novel),
        "proved": Line(lambda _: Claim("proved", ()), _proved),
    }

    def task(self, said: Said) -> _Task:
        """Two expressions in letters alone."""
        left, right = said.values["left"], said.values["right"]
        letters = "".join(sorted(_letters(left) | _letters(right)))
        if not letters or len(letters) > _MOST_LETTERS or _has_numbers(left) or _has_numbers(right):
            raise Wrong("question has no law that can be checked", letters=letters)
        return _Task(left, right, letters)

    def goal(self, task: _Task) -> Term:
        """The law."""
        return ("law", task.left, task.right)

    def solve(self, task: _Task) -> Term:
        """Both sides in every row; refuted where they differ."""
        for row in product("01", repeat=len(task.letters)):
            known = dict(zip(task.letters, row, strict=True))
            if _truth(_put(task.left, known)) != _truth(_put(task.right, known)):
                raise Wrong("statement is false", row=_shown(known))
        return "proved"

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """That it is proved."""
        return Claim("proved", ())

    def write(self, answer: Term, language: str) -> str:
        """Proved, and new to this library."""
        return WRITTEN[language]


def _shown(model: Mapping[str, str]) -> str:
    """p = 0, q = a'."""
    return ", ".join(f"{letter} = {element}" for letter, element in model.items())


def _has_numbers(term: Term) -> bool:
    """Whether a truth value stands in an expression."""
    return any(map(_has_numbers, term[1:])) if isinstance(term, tuple) else isinstance(term, int)


_KIND = _Boolean()


@verifier
@dataclass(frozen=True, slots=True)
class Boolean:
    """Reads a law, compares both truth tables, and checks every row of the proof and the model that makes it new.

    Example:
        "p ∧ (p ∨ q) = p" is proved and refused: absorption is known. "p ∧ q = p ∨ q" is refuted.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Boolean.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
