"""Which program of a small grammar fits the examples, and what it prints next: every other one refuted by an"
" example."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, TypeAlias

from provender.core.claim import Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.code.generators._program import expression, worth
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

Rows: TypeAlias = Sequence[Sequence[Term]]  # for each place the expressions that x may be put to

_ROWS = "\n\n```\n{rows}\n```"
WORDS = Wording(
    {
        "en": {
            "ask": (
                f"A program changes its input x line by line."
                f" In each place stands one of the lines offered, and it gives {{shown}} (input → output)."
                f" What does it give for {{x}}?{_ROWS}",
                f"Choose one line for each place, so that the program turns inputs into outputs like this: {{shown}}."
                f" What does that program make of {{x}}?{_ROWS}",
            ),
            "refute": "For {a}, program {p} gives {e} = {v}, not {w}.",
            "fits": "For {a}, program {p} gives {e} = {v}, as it should.",
            "answer": "Only program {p} fits; for {a} it gives {e} = {v}.",
        },
        "sw": {
            "ask": (
                f"Programu inabadilisha ingizo x mstari kwa mstari."
                f" Kila nafasi ina mmoja wa mistari iliyotolewa, na programu inatoa {{shown}} (ingizo → tokeo)."
                f" Je, inatoa nini kwa {{x}}?{_ROWS}",
                f"Chagua mstari mmoja kwa kila nafasi ili programu igeuze maingizo kuwa matokeo hivi: {{shown}}."
                f" Je, programu hiyo inatoa nini kwa {{x}}?{_ROWS}",
            ),
            "refute": "Kwa {a}, programu {p} inatoa {e} = {v}, si {w}.",
            "fits": "Kwa {a}, programu {p} inatoa {e} = {v}, kama inavyotakiwa.",
            "answer": "Programu {p} pekee inafaa; kwa {a} inatoa {e} = {v}.",
        },
        "fr": {
            "ask": (
                f"Un programme transforme son entrée x ligne par ligne."
                f" À chaque place se trouve une des lignes proposées, et il donne {{shown}} (entrée → sortie)."
                f" Que donne-t-il pour {{x}} ?{_ROWS}",
                f"Choisis une ligne pour chaque place, de sorte que le programme transforme les entrées ainsi :"
                f" {{shown}}. Que fait ce programme de {{x}} ?{_ROWS}",
            ),
            "refute": "Pour {a}, le programme {p} donne {e} = {v}, et non {w}.",
            "fits": "Pour {a}, le programme {p} donne {e} = {v}, comme il se doit.",
            "answer": "Seul le programme {p} convient ; pour {a}, il donne {e} = {v}.",
        },
        "es": {
            "ask": (
                f"Un programa cambia su entrada x línea por línea."
                f" En cada lugar está una de las líneas ofrecidas, y da {{shown}} (entrada → salida)."
                f" ¿Qué da para {{x}}?{_ROWS}",
                f"Elige una línea para cada lugar, de modo que el programa convierta las entradas así: {{shown}}."
                f" ¿Qué hace ese programa con {{x}}?{_ROWS}",
            ),
            "refute": "Para {a}, el programa {p} da {e} = {v}, no {w}.",
            "fits": "Para {a}, el programa {p} da {e} = {v}, como debe.",
            "answer": "Solo el programa {p} encaja; para {a} da {e} = {v}.",
        },
        "de": {
            "ask": (
                f"Ein Programm ändert seine Eingabe x Zeile für Zeile."
                f" An jeder Stelle steht eine der angebotenen Zeilen, und es liefert {{shown}} (Eingabe → Ausgabe)."
                f" Was liefert es für {{x}}?{_ROWS}",
                f"Wähle für jede Stelle eine Zeile, sodass das Programm die Eingaben so umwandelt: {{shown}}."
                f" Was macht dieses Programm aus {{x}}?{_ROWS}",
            ),
            "refute": "Für {a} liefert das Programm {p} {e} = {v}, nicht {w}.",
            "fits": "Für {a} liefert das Programm {p} {e} = {v}, wie verlangt.",
            "answer": "Nur das Programm {p} passt; für {a} liefert es {e} = {v}.",
        },
    }
)

# level -> how many lines are offered for each place, largest number in a line, largest input
_SIZES: Mapping[int, tuple[tuple[int, ...], int, int]] = {
    1: ((2, 2), 6, 9),
    2: ((2, 3), 9, 12),
    3: ((2, 2, 2), 9, 20),
    4: ((3, 2, 2), 12, 30),
    5: ((3, 3, 2), 20, 50),
    6: ((3, 3, 3), 60, 400),
}


@generator
@dataclass(frozen=True, slots=True)
class ProgramInduction:
    """A program with a choice of lines at each place; two or three examples leave one choice alone.

    Attributes:
        language: of question and solution; the lines are the same in all.
        level: 1 (four programs to choose from) to 5 (eighteen); 6 has twenty-seven.

    Guarantees:
        Of all programs that the grammar allows, one alone fits every example; what it gives is not negative.

    Example:
        Place 1 offers A) x = x + 3; B) x = x * 2, place 2 offers A) x = x % 5; B) x = x - 1; the program gives 4 → 7
        and 5 → 9. For 4, program AA gives (4 + 3) % 5 = 2, not 7. ... Only program BB fits; for 6 it gives
        6 * 2 - 1 = 11.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("program_induction")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: a grammar and examples that one of its programs alone fits."""
        fits = 0
        while fits != 1:
            rows = _grammar(rng, self.level)
            programs = {_name(choice): _composed(rows, choice) for choice in product(*map(range, map(len, rows)))}
            own = _name([rng.below(len(row)) for row in rows])
            *inputs, new = rng.sample(range(2, _SIZES[self.level][2] + 1), 4 if self.level > 2 else 3)
            shown = {x: worth(programs[own], {"x": x}) for x in inputs}
            if worth(programs[own], {"x": new}) >= 0:
                fits = sum(_refuting(term, shown) is None for term in programs.values())
        told = Telling(WORDS[self.language])
        uses = []
        for name, term in programs.items():
            against = _refuting(term, shown)
            for a in [against] if against is not None else inputs:
                e, v = _at(term, a), worth(term, {"x": a})
                wrong = {} if against is None else {"w": shown[a]}
                kind = "fits" if against is None else "refute"
                uses.append(told.step(kind, equal((name, a), e, v), a=a, p=name, e=expression(e), v=v, **wrong))
        e, v = _at(programs[own], new), worth(programs[own], {"x": new})
        told.step("answer", equal(("output",), e, v), tuple(uses), p=own, a=new, e=expression(e), v=v)
        goal: Term = (
            "output", new, ("examples", *((a, b) for a, b in shown.items())), *(("one_of", *row) for row in rows)
        )  # fmt: skip
        question = told.say("ask", rng.below(2), shown=_pairs(shown), x=new, rows=_listed(rows))
        return Problem(question, str(v), self.language, told.derivation(goal, v))


def _grammar(rng: Stream, level: int) -> Rows:
    """For each place, different lines."""
    offers, most, _ = _SIZES[level]
    rows: list[list[Term]] = []
    for count in offers:
        row: list[Term] = []
        while len(row) < count:
            head = rng.choice(("+", "-", "*", "*", "//", "mod", "from"))
            number = rng.between(2, max(3, most // 3) if head == "*" else most)
            line: Term = ("-", number, "x") if head == "from" else (head, "x", number)
            if line not in row:
                row.append(line)
        rows.append(row)
    return rows


def _name(choice: Sequence[int]) -> str:
    """The letters of the lines chosen."""
    return "".join("ABC"[line] for line in choice)


def _composed(rows: Rows, choice: Sequence[int]) -> Term:
    """What a program makes of x."""
    term: Term = "x"
    for row, line in zip(rows, choice, strict=True):
        term = _put(row[line], term)
    return term


def _put(line: Term, x: Term) -> Term:
    """A line with something in place of x."""
    if isinstance(line, tuple):
        return (line[0], *(_put(part, x) for part in line[1:]))
    return x if line == "x" else line


def _at(term: Term, number: int) -> Term:
    """What a program makes of a number, worked out no further."""
    return _put(term, number)


def _refuting(term: Term, shown: Mapping[int, int]) -> int | None:
    """The first example's input that a program gets wrong; None where it fits them all."""
    return next((x for x, y in shown.items() if worth(term, {"x": x}) != y), None)


def _pairs(shown: Mapping[int, int]) -> str:
    """4 → 9; 10 → 3."""
    return "; ".join(f"{x} → {y}" for x, y in shown.items())


def _listed(rows: Rows) -> str:
    """The lines offered, a row for each place."""
    return "\n".join(
        f"{place}: " + "; ".join(f"{'ABC'[at]}) x = {expression(line)}" for at, line in enumerate(row))
        for place, row in enumerate(rows, 1)
    )
