"""What a small program prints, one executed line after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.code.generators._program import (
    NEGATED,
    Branch,
    Event,
    Loop,
    Put,
    Statement,
    expression,
    lines,
    run,
    term,
    test,
)
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

_CODE = "\n\n```python\n{code}\n```"
WORDS = Wording(
    {
        "en": {
            "ask": (
                f"What does this program print?{_CODE}",
                f"Run this program by hand. Which number does it print?{_CODE}",
            ),
            "set": "Step {n}, line {l}: {x} = {e} = {v}.",
            "put": "Step {n}, line {l}: {x} = {v}.",
            "round": "Step {n}, line {l}: a new round with {x} = {v}.",
            "true": "Step {n}, line {l}: {e}, so the test is met.",
            "false": "Step {n}, line {l}: {e}, so the test is not met.",
            "print": "Step {n}, line {l}: it prints {v}.",
        },
        "sw": {
            "ask": (
                f"Je, programu hii inachapisha nini?{_CODE}",
                f"Fuata programu hii kwa mkono. Je, inachapisha namba gani?{_CODE}",
            ),
            "set": "Hatua ya {n}, mstari wa {l}: {x} = {e} = {v}.",
            "put": "Hatua ya {n}, mstari wa {l}: {x} = {v}.",
            "round": "Hatua ya {n}, mstari wa {l}: mzunguko mpya wenye {x} = {v}.",
            "true": "Hatua ya {n}, mstari wa {l}: {e}, kwa hiyo sharti limetimia.",
            "false": "Hatua ya {n}, mstari wa {l}: {e}, kwa hiyo sharti halikutimia.",
            "print": "Hatua ya {n}, mstari wa {l}: inachapisha {v}.",
        },
        "fr": {
            "ask": (
                f"Qu'affiche ce programme ?{_CODE}",
                f"Exécute ce programme à la main. Quel nombre affiche-t-il ?{_CODE}",
            ),
            "set": "Étape {n}, ligne {l} : {x} = {e} = {v}.",
            "put": "Étape {n}, ligne {l} : {x} = {v}.",
            "round": "Étape {n}, ligne {l} : un nouveau tour avec {x} = {v}.",
            "true": "Étape {n}, ligne {l} : {e}, le test est donc vérifié.",
            "false": "Étape {n}, ligne {l} : {e}, le test n'est donc pas vérifié.",
            "print": "Étape {n}, ligne {l} : il affiche {v}.",
        },
        "es": {
            "ask": (
                f"¿Qué imprime este programa?{_CODE}",
                f"Ejecuta este programa a mano. ¿Qué número imprime?{_CODE}",
            ),
            "set": "Paso {n}, línea {l}: {x} = {e} = {v}.",
            "put": "Paso {n}, línea {l}: {x} = {v}.",
            "round": "Paso {n}, línea {l}: una nueva vuelta con {x} = {v}.",
            "true": "Paso {n}, línea {l}: {e}, así que la condición se cumple.",
            "false": "Paso {n}, línea {l}: {e}, así que la condición no se cumple.",
            "print": "Paso {n}, línea {l}: imprime {v}.",
        },
        "de": {
            "ask": (
                f"Was gibt dieses Programm aus?{_CODE}",
                f"Führe dieses Programm von Hand aus. Welche Zahl gibt es aus?{_CODE}",
            ),
            "set": "Schritt {n}, Zeile {l}: {x} = {e} = {v}.",
            "put": "Schritt {n}, Zeile {l}: {x} = {v}.",
            "round": "Schritt {n}, Zeile {l}: eine neue Runde mit {x} = {v}.",
            "true": "Schritt {n}, Zeile {l}: {e}, also ist die Bedingung erfüllt.",
            "false": "Schritt {n}, Zeile {l}: {e}, also ist die Bedingung nicht erfüllt.",
            "print": "Schritt {n}, Zeile {l}: Es gibt {v} aus.",
        },
    }
)

# level -> variables, statements before the loop, rounds of the loop, statements in it, largest size of a value
_SIZES = {
    1: (2, 2, 0, 0, 100),
    2: (2, 1, 2, 1, 200),
    3: (2, 1, 3, 2, 500),
    4: (3, 1, 4, 2, 1000),
    5: (3, 2, 5, 3, 5000),
    6: (4, 2, 9, 4, 50000),
}


@generator
@dataclass(frozen=True, slots=True)
class OutputPrediction:
    """Assignments, tests and a loop over a few integers; the trace is the derivation.

    Attributes:
        language: of question and solution; the program is the same in all.
        level: 1 (four assignments) to 5 (a loop of five rounds with tests); 6 goes nine rounds.

    Guarantees:
        The program is Python: run as such it prints the answer, which is not negative.

    Example:
        What does this program print? k = 3; m = k * 4 - 2; print(m). Step 1, line 1: k = 3. Step 2, line 2: m = 3 * 4
        - 2 = 10. Step 3, line 3: it prints 10.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("output_prediction")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: a program whose values stay small, then its run."""
        most = _SIZES[self.level][-1]
        while True:
            body, out = _program(rng, self.level)
            values: dict[str, int] = {}
            events = list(run(body, values))
            if values[out] >= 0 and all(abs(event.worth) <= most for event in events):
                break
        told = Telling(WORDS[self.language])
        written: dict[str, int] = {}
        for place, event in enumerate(events):
            uses = {*([place - 1] if place else []), *(written[name] for name in event.reads)}
            _tell(told, place + 1, event, tuple(sorted(uses)))
            if event.name:
                written[event.name] = place
        n, answer = len(events) + 1, values[out]
        code = [*lines(body), f"print({out})"]
        uses = {n - 2, written[out]}
        told.step("print", equal(("output",), answer), tuple(sorted(uses)), n=n, l=len(code), v=answer)
        question = told.say("ask", rng.below(2), code="\n".join(code))
        goal = ("output", term(body), out)
        return Problem(question, str(answer), self.language, told.derivation(goal, answer))


def _tell(told: Telling, n: int, event: Event, uses: tuple[int, ...]) -> None:
    """One step of the run."""
    at = {"n": n, "l": event.line}
    if event.kind == "test":
        assert isinstance(event.shown, tuple)
        relation, one, other = event.shown
        claim = Claim(str(relation) if event.worth else NEGATED[str(relation)], (one, other))
        told.step("true" if event.worth else "false", claim, uses, e=test((claim.relation, one, other)), **at)
        return
    state = (event.name, n, event.line)
    if isinstance(event.shown, tuple):
        claim = equal(state, event.shown, event.worth)
        told.step("set", claim, uses, x=event.name, e=expression(event.shown), v=event.worth, **at)
    else:
        kind = "round" if event.kind == "round" else "put"
        told.step(kind, equal(state, event.worth), uses, x=event.name, v=event.worth, **at)


def _program(rng: Stream, level: int) -> tuple[Sequence[Statement], str]:
    """A program and the variable that it prints."""
    count, before, rounds, inside, _ = _SIZES[level]
    known = rng.sample("kmpr", count)
    body: list[Statement] = [Put(name, rng.between(1, 12)) for name in known]
    body += [_change(rng, name, known) for name in rng.sample(known, before)[::-1]]
    if rounds:
        usable = [*known, "i"]
        block: list[Statement] = [_branch(rng, known, usable)]
        block += [_change(rng, rng.choice(known), usable) for _ in range(inside - 1)]
        rng.shuffle(block)
        body.append(Loop("i", rounds, block))
    else:
        body.append(Put(known[0], ("+", known[0], known[1])))
    return body, known[0]


def _branch(rng: Stream, known: Sequence[str], usable: Sequence[str]) -> Branch:
    """A test with one assignment, or one on either side; what is printed changes in it."""
    tested: tuple[str, Term, Term]
    if rng.chance(1, 2):
        tested = ("=", ("mod", rng.choice(usable), rng.between(2, 3)), rng.below(2))
    else:
        tested = (rng.choice(("<", ">", "<=", ">=")), rng.choice(known), rng.between(3, 30))
    other = [_change(rng, rng.choice(known), usable)] if rng.chance(2, 3) else []
    return Branch(tested, [_change(rng, known[0], usable)], other)


def _change(rng: Stream, name: str, usable: Sequence[str]) -> Put:
    """A variable put to something new."""
    return Put(name, _formula(rng, name, usable))


def _formula(rng: Stream, name: str, usable: Sequence[str]) -> Term:
    """One or two operations on what is known, mostly on the variable's own old value; a divisor is a number."""
    one, other = name if rng.chance(3, 4) else rng.choice(usable), rng.choice(usable)
    a, b = rng.between(2, 9), rng.between(1, 9)
    shapes: Sequence[Term] = (
        ("+", one, other) if one != other else ("+", one, a),
        ("-", one, b),
        ("+", ("*", one, 2), b),
        ("-", ("*", a, one), other),
        ("//", one, a) if rng.chance(1, 2) else ("//", ("+", one, other), 2),
        ("mod", ("+", one, b), a),
        ("*", one, a),
    )
    return rng.choice(shapes)
