"""Does a conclusion follow from premises? A proof in named rules, or a row of the truth table that refutes it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from provender.core.claim import Claim, Derivation, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.logic.generators._propositions import LETTERS, columns, negated, rows_of, write
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, makes, records
from provender.reasoning.render.wording import Wording


def _rules(one: str, two: str, three: str, names: Mapping[str, str]) -> dict[str, str]:
    """The sentences of the rules: the frames of those with one, two and three grounds, filled with their names."""
    frames = {"simplification": one, "addition": one, "cases": three}
    return {rule: frames.get(rule, two).replace("{rule}", name) for rule, name in names.items()}


WORDS = Wording(
    {
        "en": {
            "ask": ("Premises: {premises}. Does {goal} follow?", "Does {goal} follow from {premises}?"),
            "answer": ("no", "yes"),
            "model": "Suppose: {model}.",
            "value": ("true", "false"),
            "is": "{letter} is {value}",
            "holds": "Then {one} is true.",
            "fails": "But {goal} is then false, so it does not follow.",
            **_rules(
                "From {one} follows {c} ({rule}).",
                "From {one} and {two} follows {c} ({rule}).",
                "From {one}, {two} and {three} follows {c} ({rule}).",
                {
                    "modus_ponens": "modus ponens",
                    "modus_tollens": "modus tollens",
                    "hypothetical_syllogism": "hypothetical syllogism",
                    "disjunctive_syllogism": "disjunctive syllogism",
                    "conjunction": "conjunction",
                    "simplification": "simplification",
                    "addition": "addition",
                    "cases": "case distinction",
                },
            ),
        },
        "sw": {
            "ask": ("Taarifa: {premises}. Je, {goal} inafuata?", "Je, {goal} inafuata kutokana na {premises}?"),
            "answer": ("hapana", "ndiyo"),
            "model": "Tuseme: {model}.",
            "value": ("kweli", "uongo"),
            "is": "{letter} ni {value}",
            "holds": "Basi {one} ni kweli.",
            "fails": "Lakini {goal} ni uongo, kwa hiyo haifuati.",
            **_rules(
                "Kutokana na {one} inafuata {c} ({rule}).",
                "Kutokana na {one} na {two} inafuata {c} ({rule}).",
                "Kutokana na {one}, {two} na {three} inafuata {c} ({rule}).",
                {
                    "modus_ponens": "modus ponens",
                    "modus_tollens": "modus tollens",
                    "hypothetical_syllogism": "silojia ya masharti",
                    "disjunctive_syllogism": "silojia ya mtengano",
                    "conjunction": "muunganiko",
                    "simplification": "urahisishaji",
                    "addition": "nyongeza",
                    "cases": "mgawanyo wa hali",
                },
            ),
        },
        "fr": {
            "ask": ("Prémisses : {premises}. Est-ce que {goal} en découle ?", "Peut-on déduire {goal} de {premises} ?"),
            "answer": ("non", "oui"),
            "model": "Supposons : {model}.",
            "value": ("vrai", "faux"),
            "is": "{letter} est {value}",
            "holds": "Alors {one} est vrai.",
            "fails": "Mais {goal} est alors faux, donc cela n'en découle pas.",
            **_rules(
                "De {one} découle {c} ({rule}).",
                "De {one} et {two} découle {c} ({rule}).",
                "De {one}, {two} et {three} découle {c} ({rule}).",
                {
                    "modus_ponens": "modus ponens",
                    "modus_tollens": "modus tollens",
                    "hypothetical_syllogism": "syllogisme hypothétique",
                    "disjunctive_syllogism": "syllogisme disjonctif",
                    "conjunction": "conjonction",
                    "simplification": "simplification",
                    "addition": "addition",
                    "cases": "disjonction de cas",
                },
            ),
        },
        "es": {
            "ask": ("Premisas: {premises}. ¿Se deduce {goal}?", "¿Se deduce {goal} de {premises}?"),
            "answer": ("no", "sí"),
            "model": "Supongamos: {model}.",
            "value": ("verdadero", "falso"),
            "is": "{letter} es {value}",
            "holds": "Entonces {one} es verdadero.",
            "fails": "Pero {goal} es entonces falso, así que no se deduce.",
            **_rules(
                "De {one} se deduce {c} ({rule}).",
                "De {one} y {two} se deduce {c} ({rule}).",
                "De {one}, {two} y {three} se deduce {c} ({rule}).",
                {
                    "modus_ponens": "modus ponens",
                    "modus_tollens": "modus tollens",
                    "hypothetical_syllogism": "silogismo hipotético",
                    "disjunctive_syllogism": "silogismo disyuntivo",
                    "conjunction": "conjunción",
                    "simplification": "simplificación",
                    "addition": "adición",
                    "cases": "distinción de casos",
                },
            ),
        },
        "de": {
            "ask": ("Prämissen: {premises}. Folgt daraus {goal}?", "Folgt {goal} aus {premises}?"),
            "answer": ("nein", "ja"),
            "model": "Angenommen: {model}.",
            "value": ("wahr", "falsch"),
            "is": "{letter} ist {value}",
            "holds": "Dann ist {one} wahr.",
            "fails": "Aber {goal} ist dann falsch, also folgt es nicht.",
            **_rules(
                "Aus {one} folgt {c} ({rule}).",
                "Aus {one} und {two} folgt {c} ({rule}).",
                "Aus {one}, {two} und {three} folgt {c} ({rule}).",
                {
                    "modus_ponens": "Modus ponens",
                    "modus_tollens": "Modus tollens",
                    "hypothetical_syllogism": "hypothetischer Syllogismus",
                    "disjunctive_syllogism": "disjunktiver Syllogismus",
                    "conjunction": "Konjunktion",
                    "simplification": "Simplifikation",
                    "addition": "Addition",
                    "cases": "Fallunterscheidung",
                },
            ),
        },
    }
)


class Size(NamedTuple):
    """A level: fewest and most applications of rules, premises that play no part, most letters."""

    fewest: int
    most: int
    idle: int
    letters: int


SIZES = {
    1: Size(1, 2, 0, 6),
    2: Size(2, 3, 0, 8),
    3: Size(3, 4, 1, 9),
    4: Size(5, 5, 1, 11),
    5: Size(6, 7, 2, 13),
    6: Size(10, 11, 2, 16),
}
_SLOTS = ("one", "two", "three")
_TRIES = 6


class _Tree:
    """A proof grown downwards from its conclusion: what each formula follows from, and by which rule."""

    __slots__ = ("_free", "_rng", "_taken_apart", "below", "used")

    def __init__(self, rng: Stream, letters: int) -> None:
        self._rng = rng
        self._free = rng.sample(LETTERS, letters)
        self._taken_apart: set[Term] = set()  # by a rule above: to put such a formula together would be a detour
        self.used: list[str] = []
        self.below: dict[Term, tuple[str, tuple[Term, ...]]] = {}

    def fresh(self) -> Term:
        """A letter that was not used before, in one case of four denied."""
        self.used.append(self._free.pop())
        return ("not", self.used[-1]) if self._rng.chance(1, 4) else self.used[-1]

    def goal(self) -> Term:
        """A conclusion: a letter or two."""
        head = self._rng.choice(("", "", "and", "or", "implies"))
        return (head, self.fresh(), self.fresh()) if head else self.fresh()

    def grow(self, leaves: list[Term], least: int) -> bool:
        """Let one of `leaves` follow from others, which take its place; False where letters or leaves run out."""
        places = [place for place, leaf in enumerate(leaves) if not (deep(leaf) and leaf in self._taken_apart)]
        if len(self._free) < least or not places:
            return False
        place = self._rng.choice(places)
        formula = leaves.pop(place)
        rule, grounds = self._step(formula)
        self.below[formula] = (rule, grounds)
        if rule in ("disjunctive_syllogism", "simplification", "cases"):
            self._taken_apart.add(grounds[0])
        leaves[place:place] = grounds
        return True

    def _step(self, formula: Term) -> tuple[str, tuple[Term, ...]]:
        """A rule that ends in a formula, and what it needs."""
        compound = isinstance(formula, tuple) and formula[0] != "not"
        rng = self._rng
        if compound and formula not in self._taken_apart and (deep(formula) or rng.chance(2, 3)):
            return self._apart(formula)
        rule = rng.choice(("modus_ponens", "modus_tollens", "disjunctive_syllogism", "simplification", "cases"))
        a = self.fresh()
        if rule == "modus_tollens" and not compound:
            return rule, (("implies", negated(formula), a), negated(a))
        if rule == "disjunctive_syllogism":
            return rule, (("or", a, formula) if rng.chance(1, 2) else ("or", formula, a), negated(a))
        if rule == "simplification":
            return rule, (("and", a, formula) if rng.chance(1, 2) else ("and", formula, a),)
        if rule == "cases":
            b = self.fresh()
            return rule, (("or", a, b), ("implies", a, formula), ("implies", b, formula))
        return "modus_ponens", (("implies", a, formula), a)

    def _apart(self, formula: Any) -> tuple[str, tuple[Term, ...]]:
        """The rule that makes a compound formula of its parts."""
        head, one, two = formula
        if head == "and":
            return "conjunction", (one, two)
        if head == "or":
            return "addition", (one if self._rng.chance(1, 2) else two,)
        middle = self.fresh()
        return "hypothetical_syllogism", (("implies", one, middle), ("implies", middle, two))


def deep(formula: Term) -> bool:
    """Whether a compound formula has compound parts."""
    return isinstance(formula, tuple) and any(isinstance(part, tuple) and part[0] != "not" for part in formula[1:])


class _Task(NamedTuple):
    """What a question sets, and the proof where there is one."""

    premises: Sequence[Term]
    goal: Term
    below: Mapping[Term, tuple[str, tuple[Term, ...]]]
    model: Mapping[str, bool]  # refutes it; empty where it follows


def _draw(rng: Stream, size: Size) -> _Task:
    """Premises from which the conclusion follows, or, in half of the cases, only seems to."""
    wanted = rng.chance(1, 2)
    while True:
        tree = _Tree(rng, size.letters)
        goal = tree.goal()
        leaves = [goal]
        steps = rng.between(size.fewest, size.most)
        grown = all(tree.grow(leaves, 2 + size.idle) for _ in range(steps))
        if not grown or len({*leaves, *tree.below}) < len(leaves) + len(tree.below):
            continue
        premises = [*leaves, *[_idle(rng, tree) for _ in range(size.idle)]]
        rng.shuffle(premises)
        if wanted and _refuting(rng, premises, goal) is None:
            return _Task(premises, goal, tree.below, {})
        if wanted:
            continue
        for _ in range(_TRIES):
            broken = _broken(rng, premises, leaves)
            model = _refuting(rng, broken, goal)
            if model and len(set(broken)) == len(broken):
                return _Task(broken, goal, {}, model)


def _idle(rng: Stream, tree: _Tree) -> Term:
    """A premise that any assignment can satisfy by a letter of its own, so that it cannot help."""
    known = rng.choice(tree.used)
    new = tree.fresh()
    return ("implies", new, known) if rng.chance(1, 2) else ("or", known, new)


def _broken(rng: Stream, premises: Sequence[Term], leaves: Sequence[Term]) -> list[Term]:
    """The premises with one left out, turned round or denied: the fallacies of the textbooks."""
    place = premises.index(rng.choice(leaves))
    term = premises[place]
    rest = [*premises[:place], *premises[place + 1 :]]
    if isinstance(term, tuple) and term[0] == "implies":
        turned: Term = ("implies", *reversed(term[1:]))
        if rng.chance(1, 2):
            turned = ("implies", *[negated(part) for part in term[1:]])
        return [*premises[:place], turned, *premises[place + 1 :]]
    if len(rest) > 1 and rng.chance(1, 2):
        return rest
    return [*premises[:place], negated(term), *premises[place + 1 :]]


def _refuting(rng: Stream, premises: Sequence[Term], goal: Term) -> Mapping[str, bool] | None:
    """An assignment that makes all premises true and the goal false; None where none does.

    Premises that contradict each other are refuted by nothing and yield an empty assignment.
    """
    letters = sorted({letter for term in (*premises, goal) for letter in _letters(term)})
    column, every = columns(letters)
    rows = every
    for premise in premises:
        rows &= rows_of(premise, column, every)
    if not rows:
        return {}
    rows &= ~rows_of(goal, column, every)
    if not rows:
        return None
    start = rng.below(1 << len(letters))
    later = rows >> start
    row = start + (later & -later).bit_length() - 1 if later else (rows & -rows).bit_length() - 1
    return {letter: bool(row >> i & 1) for i, letter in enumerate(letters)}


def _letters(term: Term) -> Iterator[str]:
    """The letters of a formula."""
    if isinstance(term, tuple):
        for part in term[1:]:
            yield from _letters(part)
    else:
        yield str(term)


@generator
@dataclass(frozen=True, slots=True)
class NaturalDeduction:
    """Premises and a conclusion in propositional logic; half of the conclusions follow, half do not.

    Attributes:
        language: of question and solution; formulas are the same in all.
        level: 1 (one or two applications of rules) to 5 (six or seven); 6 takes ten or eleven.

    Guarantees:
        The drawn problem does not depend on `language`; the premises never contradict each other.

    Example:
        Does R follow from P → R; P ∧ Q? From P ∧ Q follows P (simplification). From P → R and P follows R (modus
        ponens). The answer is yes.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("natural_deduction")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the formulas, then the words."""
        task = _draw(rng, SIZES[self.level])
        say = WORDS[self.language]
        written = "; ".join([write(premise) for premise in task.premises])
        question = say("ask", rng.below(WORDS.forms("ask")), premises=written, goal=write(task.goal))
        told = self._refuted(task) if task.model else self._proved(task)
        return Problem(question, say("answer", int(not task.model)), self.language, told)

    def _proved(self, task: _Task) -> Derivation:
        """Every rule of the tree, grounds first."""
        told = Telling(WORDS[self.language])
        place: dict[Term, int] = {}

        def tell(formula: Term) -> None:
            if formula not in task.below:
                return
            rule, grounds = task.below[formula]
            for ground in grounds:
                tell(ground)
            uses = tuple(sorted(place[ground] for ground in grounds if ground in place))
            slots: dict[str, Any] = {slot: write(ground) for slot, ground in zip(_SLOTS, grounds, strict=False)}
            place[formula] = told.step(rule, Claim("follows", (formula,)), uses, c=write(formula), **slots)

        tell(task.goal)
        return _derivation(told, task, "yes")

    def _refuted(self, task: _Task) -> Derivation:
        """The assignment, each premise true under it, and the conclusion false."""
        say = WORDS[self.language]
        told = Telling(say)
        values = [say("is", letter=letter, value=say("value", int(not true))) for letter, true in task.model.items()]
        model: Term = ("and", *[letter if true else ("not", letter) for letter, true in task.model.items()])
        first = told.step("model", Claim("suppose", (model,)), model=", ".join(values))
        held = [
            told.step("holds", Claim("true", (premise,)), (first,), one=write(premise)) for premise in task.premises
        ]
        told.step("fails", Claim("independent", (task.goal,)), (first, *held), goal=write(task.goal))
        return _derivation(told, task, "no")


def _derivation(told: Telling, task: _Task, answer: str) -> Derivation:
    """The whole story; the premises are its givens."""
    return told.derivation(
        ("entailed", task.goal), answer, tuple([Claim("premise", (term,)) for term in task.premises])
    )
