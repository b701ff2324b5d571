"""Facts and rules about somebody: is a sentence true, false, or unknown?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.logic.generators._nouns import Noun, noun
from provender.reasoning.logic.generators._ontology import Names, Rule, Size, Theory, World, draw, shown
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.names import NAMES
from provender.reasoning.render.telling import Telling, makes, records
from provender.reasoning.render.wording import Wording

# questions and denials come in two forms: open world, closed world; positive, negative
WORDS = Wording(
    {
        "en": {
            "ask": (
                "{text} What is neither stated nor follows is unknown. True, false or unknown? {claim}",
                "{text} What is neither stated nor follows is false. True or false? {claim}",
            ),
            "lead": ("", "Facts and rules: "),
            "answer": ("true", "false", "unknown"),
            "fact": "{who} is {c}.",
            "rule": "{every} is {c}.",
            "rule_two": "{every_who} is also {b} is {c}.",
            "bar_rule": "{no} is {c}.",
            "bar_rule_two": "{no_who} is also {b} is {c}.",
            "chain": "{who} is {a} and {every} is {c}, so {who} is {c}.",
            "chain_two": "{who} is {a} and {b}, and {every_who} is also {b} is {c}, so {who} is {c}.",
            "bar": "{who} is {a} and {no} is {c}, so {who} is {not_c}.",
            "bar_two": "{who} is {a} and {b}, and {no_who} is also {b} is {c}, so {who} is {not_c}.",
            "nowhere": (
                "Nothing states that {who} is {c}, and no rule leads to it.",
                "Nothing states that {who} is {not_c}, and no rule leads to it.",
            ),
            "blocked": (
                "Each rule that shows that {who} is {c} needs something that is not shown: {missing}.",
                "Each rule that shows that {who} is {not_c} needs something that is not shown: {missing}.",
            ),
            "closed": "What is not shown is false here, so {who} is {not_c}.",
            "unknown": "Neither is shown, so it is unknown whether {who} is {c}.",
        },
        "sw": {
            "ask": (
                "{text} Kisichotajwa wala kufuata hakijulikani. Kweli, uongo au haijulikani? {claim}",
                "{text} Kisichotajwa wala kufuata ni uongo. Kweli au uongo? {claim}",
            ),
            "lead": ("", "Mambo ya hakika na kanuni: "),
            "answer": ("kweli", "uongo", "haijulikani"),
            "fact": "{who} ni {c}.",
            "rule": "{every} ni {c}.",
            "rule_two": "{every_who} pia ni {b} ni {c}.",
            "bar_rule": "{no} ni {c}.",
            "bar_rule_two": "{no_who} pia ni {b} na wakati huohuo ni {c}.",
            "chain": "{who} ni {a} na {every} ni {c}, kwa hiyo {who} ni {c}.",
            "chain_two": "{who} ni {a} na {b}, na {every_who} pia ni {b} ni {c}, kwa hiyo {who} ni {c}.",
            "bar": "{who} ni {a} na {no} ni {c}, kwa hiyo {who} {not_c}.",
            "bar_two": "{who} ni {a} na {b}, na {no_who} pia ni {b} na wakati huohuo ni {c}, kwa hiyo {who} {not_c}.",
            "nowhere": (
                "Hakuna kinachosema kuwa {who} ni {c}, na hakuna kanuni inayofikia hilo.",
                "Hakuna kinachosema kuwa {who} {not_c}, na hakuna kanuni inayofikia hilo.",
            ),
            "blocked": (
                "Kila kanuni inayoonyesha kuwa {who} ni {c} inahitaji kitu kisichoonyeshwa: {missing}.",
                "Kila kanuni inayoonyesha kuwa {who} {not_c} inahitaji kitu kisichoonyeshwa: {missing}.",
            ),
            "closed": "Kisichoonyeshwa ni uongo hapa, kwa hiyo {who} {not_c}.",
            "unknown": "Hakuna kati ya hayo kinachoonyeshwa, kwa hiyo haijulikani kama {who} ni {c}.",
        },
        "fr": {
            "ask": (
                "{text} Ce qui n'est ni dit ni déduit est inconnu. Vrai, faux ou inconnu ? {claim}",
                "{text} Ce qui n'est ni dit ni déduit est faux. Vrai ou faux ? {claim}",
            ),
            "lead": ("", "Faits et règles : "),
            "answer": ("vrai", "faux", "inconnu"),
            "fact": "{who} est {c}.",
            "rule": "{every} est {c}.",
            "rule_two": "{every_who} est aussi {b} est {c}.",
            "bar_rule": "{no} n'est {c}.",
            "bar_rule_two": "{no_who} est aussi {b} n'est {c}.",
            "chain": "{who} est {a} et {every} est {c}, donc {who} est {c}.",
            "chain_two": "{who} est {a} et {b}, et {every_who} est aussi {b} est {c}, donc {who} est {c}.",
            "bar": "{who} est {a} et {no} n'est {c}, donc {who} n'est {not_c}.",
            "bar_two": "{who} est {a} et {b}, et {no_who} est aussi {b} n'est {c}, donc {who} n'est {not_c}.",
            "nowhere": (
                "« {who} est {c} » n'est dit nulle part, et aucune règle n'y mène.",
                "« {who} n'est {not_c} » n'est dit nulle part, et aucune règle n'y mène.",
            ),
            "blocked": (
                "Chaque règle menant à « {who} est {c} » demande quelque chose qui n'est pas établi : {missing}.",
                "Chaque règle menant à « {who} n'est {not_c} » demande quelque chose qui n'est pas établi : {missing}.",
            ),
            "closed": "Ce qui n'est pas établi est faux ici, donc {who} n'est {not_c}.",
            "unknown": "Ni l'un ni l'autre n'est établi, donc « {who} est {c} » est inconnu.",
        },
        "es": {
            "ask": (
                "{text} Lo que ni se dice ni se deduce es desconocido. ¿Verdadero, falso o desconocido? {claim}",
                "{text} Lo que ni se dice ni se deduce es falso. ¿Verdadero o falso? {claim}",
            ),
            "lead": ("", "Hechos y reglas: "),
            "answer": ("verdadero", "falso", "desconocido"),
            "fact": "{who} es {c}.",
            "rule": "{every} es {c}.",
            "rule_two": "{every_who} también es {b} es {c}.",
            "bar_rule": "{no} es {c}.",
            "bar_rule_two": "{no_who} también es {b} es {c}.",
            "chain": "{who} es {a} y {every} es {c}, así que {who} es {c}.",
            "chain_two": "{who} es {a} y {b}, y {every_who} también es {b} es {c}, así que {who} es {c}.",
            "bar": "{who} es {a} y {no} es {c}, así que {who} no es {not_c}.",
            "bar_two": "{who} es {a} y {b}, y {no_who} también es {b} es {c}, así que {who} no es {not_c}.",
            "nowhere": (
                "Nada dice que {who} es {c}, y ninguna regla lleva a ello.",
                "Nada dice que {who} no es {not_c}, y ninguna regla lleva a ello.",
            ),
            "blocked": (
                "Cada regla que muestra que {who} es {c} necesita algo que no se muestra: {missing}.",
                "Cada regla que muestra que {who} no es {not_c} necesita algo que no se muestra: {missing}.",
            ),
            "closed": "Lo que no se muestra es falso aquí, así que {who} no es {not_c}.",
            "unknown": "Ninguna de las dos cosas se muestra, así que no se sabe si {who} es {c}.",
        },
        "de": {
            "ask": (
                "{text} Was weder dasteht noch folgt, ist unbekannt. Wahr, falsch oder unbekannt? {claim}",
                "{text} Was weder dasteht noch folgt, ist falsch. Wahr oder falsch? {claim}",
            ),
            "lead": ("", "Tatsachen und Regeln: "),
            "answer": ("wahr", "falsch", "unbekannt"),
            "fact": "{who} ist {c}.",
            "rule": "{every} ist {c}.",
            "rule_two": "{every_who} auch {b} ist, ist {c}.",
            "bar_rule": "{no} ist {c}.",
            "bar_rule_two": "{no_who} auch {b} ist, ist {c}.",
            "chain": "{who} ist {a}, und {every} ist {c}, also ist {who} {c}.",
            "chain_two": "{who} ist {a} und {b}, und {every_who} auch {b} ist, ist {c}, also ist {who} {c}.",
            "bar": "{who} ist {a}, und {no} ist {c}, also ist {who} {not_c}.",
            "bar_two": "{who} ist {a} und {b}, und {no_who} auch {b} ist, ist {c}, also ist {who} {not_c}.",
            "nowhere": (
                "Nirgends steht, dass {who} {c} ist, und keine Regel führt dazu.",
                "Nirgends steht, dass {who} {not_c} ist, und keine Regel führt dazu.",
            ),
            "blocked": (
                "Jede Regel, die zeigt, dass {who} {c} ist, braucht etwas, das nicht gezeigt ist: {missing}.",
                "Jede Regel, die zeigt, dass {who} {not_c} ist, braucht etwas, das nicht gezeigt ist: {missing}.",
            ),
            "closed": "Was nicht gezeigt ist, ist hier falsch, also ist {who} {not_c}.",
            "unknown": "Keines von beiden ist gezeigt, also ist unbekannt, ob {who} {c} ist.",
        },
    }
)
SIZES = {
    1: Size(1, 2, 1),
    2: Size(2, 3, 2),
    3: Size(3, 4, 4),
    4: Size(5, 6, 5),
    5: Size(6, 8, 7),
    6: Size(9, 12, 10),
}
_ANSWERS = ("true", "false", "unknown")


@generator
@dataclass(frozen=True, slots=True)
class HornRules:
    """A chain of rules, hidden among others, that shows a sentence or fails to.

    Attributes:
        language: of question and solution.
        level: 1 (one or two rules) to 5 (six to eight); 6 takes nine to twelve.
        names: of classes: invented words; real ones in true rules (six of them at most); real ones in false rules. So
            reasoning can be told from knowledge of the world.
        world: whether what is not shown is unknown or false; the question says so.

    Guarantees:
        The drawn problem does not depend on `language`.
        The answer rests on the premises alone, and each step on just those it names.

    Example:
        Ama is a wumpus. Every wumpus is a zumpus. Every lorpus is a jompus. ... True, false or unknown? Ama is a
        zumpus. Ama is a wumpus and every wumpus is a zumpus, so Ama is a zumpus. The answer is true.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes(
        "horn_rules", names=("fictional", "true", "misleading"), world=("open", "closed")
    )

    language: Language = "en"
    level: Level = 3
    names: Names = "fictional"
    world: World = "open"

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first facts and rules, then the words."""
        theory = draw(rng, SIZES[self.level], NAMES, names=self.names, world=self.world)
        facts_first = rng.chance(1, 2)
        told = _Told(self.language, theory)
        facts, rules = told.facts(), told.rules()
        stated = [*facts, *rules] if facts_first else [*rules, *facts]
        say = WORDS[self.language]
        text = say("lead", rng.below(WORDS.forms("lead"))) + " ".join([sentence for sentence, _ in stated])
        claim = say("fact", who=theory.who, c=told.noun(theory.goal).a)
        question = say("ask", int(self.world == "closed"), text=text, claim=claim)
        told.argue(closed=self.world == "closed")
        goal = ("truth", ("is", theory.who, theory.goal))
        derivation = told.telling.derivation(goal, theory.answer, tuple([given for _, given in stated]))
        return Problem(question, say("answer", _ANSWERS.index(theory.answer)), self.language, derivation)


class _Told:
    """What is said of a theory in one language."""

    __slots__ = ("_how", "_language", "_place", "_say", "_theory", "telling")

    def __init__(self, language: str, theory: Theory) -> None:
        self._language = language
        self._say = WORDS[language]
        self._theory = theory
        self._how = shown(theory)
        self._place: dict[tuple[str, bool], int] = {}  # (noun, whether it is denied) -> the step about it
        self.telling = Telling(self._say)

    def noun(self, key: str) -> Noun:
        """A noun in the language."""
        return noun(self._language, key)

    def facts(self) -> list[tuple[str, Claim]]:
        """Sentences and claims of the facts."""
        return [
            (self._say("fact", who=who, c=self.noun(key).a), Claim("is", (who, key))) for who, key in self._theory.facts
        ]

    def rules(self) -> list[tuple[str, Claim]]:
        """Sentences and claims of the rules."""
        return [(self._rule(rule), _claim(rule)) for rule in self._theory.rules]

    def _rule(self, rule: Rule) -> str:
        """A rule as a sentence."""
        first, c = self.noun(rule.body[0]), self.noun(rule.head).a
        kind = ("bar_rule" if rule.denies else "rule") + "_two" * (len(rule.body) > 1)
        b = self.noun(rule.body[-1]).a
        text = self._say(kind, every=first.every, no=first.no, every_who=first.every_who, no_who=first.no_who, b=b, c=c)
        return text[0].upper() + text[1:]

    def argue(self, *, closed: bool) -> None:
        """What shows the goal or denies it; else why nothing does."""
        goal, who = self._theory.goal, self._theory.who
        if self._theory.answer == "true":
            self._show(goal)
            return
        bar = next((rule for rule in self._theory.rules if rule.denies and self._how.keys() >= set(rule.body)), None)
        if bar:
            self._fire(bar)
            return
        missing = [self._fail(goal, denied=False)]
        c = self.noun(goal)
        if closed:
            self.telling.step("closed", Claim("isnt", (who, goal)), tuple(missing), who=who, not_c=c.not_a)
            return
        missing.append(self._fail(goal, denied=True))
        self.telling.step("unknown", Claim("unknown", (("is", who, goal),)), tuple(missing), who=who, c=c.a)

    def _show(self, key: str) -> tuple[int, ...]:
        """The step that shows a noun, after those it rests on; nothing for a fact."""
        rule = self._how[key]
        if rule is None:
            return ()
        if (key, False) not in self._place:
            self._fire(rule)
        return (self._place[key, False],)

    def _fire(self, rule: Rule) -> None:
        """A rule whose conditions are shown."""
        uses = sorted({place for key in rule.body for place in self._show(key)})
        who, first, last, head = self._theory.who, *map(self.noun, (rule.body[0], rule.body[-1], rule.head))
        kind = ("bar" if rule.denies else "chain") + "_two" * (len(rule.body) > 1)
        claim = Claim("isnt" if rule.denies else "is", (who, rule.head))
        self._place[rule.head, rule.denies] = self.telling.step(
            kind, claim, tuple(uses), who=who, a=first.a, b=last.a, c=head.a, not_c=head.not_a,
            every=first.every, no=first.no, every_who=first.every_who, no_who=first.no_who,
        )  # fmt: skip

    def _fail(self, key: str, *, denied: bool) -> int:
        """The step that says that a noun, or its denial, is not shown, after those it rests on."""
        if (key, denied) in self._place:
            return self._place[key, denied]
        rules = [rule for rule in self._theory.rules if rule.head == key and rule.denies == denied]
        missing = [next(part for part in rule.body if part not in self._how) for rule in rules]
        uses = tuple(sorted({self._fail(part, denied=False) for part in missing}))
        who, c = self._theory.who, self.noun(key)
        literal: Term = ("isnt" if denied else "is", who, key)
        parts = ", ".join([self.noun(part).a for part in dict.fromkeys(missing)])
        kind = "blocked" if rules else "nowhere"
        place = self.telling.step(
            kind, Claim("unshown", (literal,)), uses, form=int(denied), who=who, c=c.a, not_c=c.not_a, missing=parts
        )
        self._place[key, denied] = place
        return place


def _claim(rule: Rule) -> Claim:
    """A rule as a claim: if all of its body, then its head."""
    body: Term = ("and", *rule.body) if len(rule.body) > 1 else rule.body[0]
    return Claim("excludes" if rule.denies else "implies", (body, rule.head))
