"""Proves what facts and rules show and what they do not: every rule applied, and the answer by unit propagation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.logic.verifiers._nouns import KINDS, NOUNS
from provender.reasoning.logic.verifiers._theory import Rule, Theory, propagated
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_PREMISES = 80


# the types of slots are completed by the language
_ASKED = {
    "en": {
        "open": "{text:body} What is neither stated nor follows is unknown. True, false or unknown? "
                "{who:word} is {c:a}.",
        "closed": "{text:body} What is neither stated nor follows is false. True or false? {who:word} is {c:a}.",
    },
    "sw": {
        "open": "{text:body} Kisichotajwa wala kufuata hakijulikani. Kweli, uongo au haijulikani? {who:word} ni {c:a}.",
        "closed": "{text:body} Kisichotajwa wala kufuata ni uongo. Kweli au uongo? {who:word} ni {c:a}.",
    },
    "fr": {
        "open": "{text:body} Ce qui n'est ni dit ni déduit est inconnu. Vrai, faux ou inconnu ? {who:word} est {c:a}.",
        "closed": "{text:body} Ce qui n'est ni dit ni déduit est faux. Vrai ou faux ? {who:word} est {c:a}.",
    },
    "es": {
        "open": "{text:body} Lo que ni se dice ni se deduce es desconocido. ¿Verdadero, falso o desconocido? "
                "{who:word} es {c:a}.",
        "closed": "{text:body} Lo que ni se dice ni se deduce es falso. ¿Verdadero o falso? {who:word} es {c:a}.",
    },
    "de": {
        "open": "{text:body} Was weder dasteht noch folgt, ist unbekannt. Wahr, falsch oder unbekannt? "
                "{who:word} ist {c:a}.",
        "closed": "{text:body} Was weder dasteht noch folgt, ist falsch. Wahr oder falsch? {who:word} ist {c:a}.",
    },
}  # fmt: skip
_LEADS = {
    "en": "Facts and rules: ",
    "sw": "Mambo ya hakika na kanuni: ",
    "fr": "Faits et règles : ",
    "es": "Hechos y reglas: ",
    "de": "Tatsachen und Regeln: ",
}
_STATED = {
    "en": {
        "fact": "{who:word} is {c:a}.",
        "rule": "{x:every} is {c:a}.",
        "rule_two": "{x:everywho} is also {b:a} is {c:a}.",
        "bar": "{x:no} is {c:a}.",
        "bar_two": "{x:nowho} is also {b:a} is {c:a}.",
    },
    "sw": {
        "fact": "{who:word} ni {c:a}.",
        "rule": "{x:every} ni {c:a}.",
        "rule_two": "{x:everywho} pia ni {b:a} ni {c:a}.",
        "bar": "{x:no} ni {c:a}.",
        "bar_two": "{x:nowho} pia ni {b:a} na wakati huohuo ni {c:a}.",
    },
    "fr": {
        "fact": "{who:word} est {c:a}.",
        "rule": "{x:every} est {c:a}.",
        "rule_two": "{x:everywho} est aussi {b:a} est {c:a}.",
        "bar": "{x:no} n'est {c:a}.",
        "bar_two": "{x:nowho} est aussi {b:a} n'est {c:a}.",
    },
    "es": {
        "fact": "{who:word} es {c:a}.",
        "rule": "{x:every} es {c:a}.",
        "rule_two": "{x:everywho} también es {b:a} es {c:a}.",
        "bar": "{x:no} es {c:a}.",
        "bar_two": "{x:nowho} también es {b:a} es {c:a}.",
    },
    "de": {
        "fact": "{who:word} ist {c:a}.",
        "rule": "{x:every} ist {c:a}.",
        "rule_two": "{x:everywho} auch {b:a} ist, ist {c:a}.",
        "bar": "{x:no} ist {c:a}.",
        "bar_two": "{x:nowho} auch {b:a} ist, ist {c:a}.",
    },
}
_TOLD = {
    "en": {
        "chain": "{who:word} is {a:a} and {x:every} is {h:a}, so {who} is {c:a}.",
        "chain_two": "{who:word} is {a:a} and {b:a}, and {x:everywho} is also {b} is {h:a}, so {who} is {c:a}.",
        "bar": "{who:word} is {a:a} and {x:no} is {c:a}, so {who} is {d:nota}.",
        "bar_two": "{who:word} is {a:a} and {b:a}, and {x:nowho} is also {b} is {c:a}, so {who} is {d:nota}.",
        "nowhere": ("Nothing states that {who:word} is {c:a}, and no rule leads to it.",
                    "Nothing states that {who:word} is {d:nota}, and no rule leads to it."),
        "blocked": ("Each rule that shows that {who:word} is {c:a} needs something that is not shown: {missing:as}.",
                    "Each rule that shows that {who:word} is {d:nota} needs something that is not shown: "
                    "{missing:as}."),
        "closed": "What is not shown is false here, so {who:word} is {d:nota}.",
        "unknown": "Neither is shown, so it is unknown whether {who:word} is {c:a}.",
    },
    "sw": {
        "chain": "{who:word} ni {a:a} na {x:every} ni {h:a}, kwa hiyo {who} ni {c:a}.",
        "chain_two": "{who:word} ni {a:a} na {b:a}, na {x:everywho} pia ni {b} ni {h:a}, kwa hiyo {who} ni {c:a}.",
        "bar": "{who:word} ni {a:a} na {x:no} ni {c:a}, kwa hiyo {who} {d:nota}.",
        "bar_two": "{who:word} ni {a:a} na {b:a}, na {x:nowho} pia ni {b} na wakati huohuo ni {c:a}, "
                   "kwa hiyo {who} {d:nota}.",
        "nowhere": ("Hakuna kinachosema kuwa {who:word} ni {c:a}, na hakuna kanuni inayofikia hilo.",
                    "Hakuna kinachosema kuwa {who:word} {d:nota}, na hakuna kanuni inayofikia hilo."),
        "blocked": ("Kila kanuni inayoonyesha kuwa {who:word} ni {c:a} inahitaji kitu kisichoonyeshwa: {missing:as}.",
                    "Kila kanuni inayoonyesha kuwa {who:word} {d:nota} inahitaji kitu kisichoonyeshwa: {missing:as}."),
        "closed": "Kisichoonyeshwa ni uongo hapa, kwa hiyo {who:word} {d:nota}.",
        "unknown": "Hakuna kati ya hayo kinachoonyeshwa, kwa hiyo haijulikani kama {who:word} ni {c:a}.",
    },
    "fr": {
        "chain": "{who:word} est {a:a} et {x:every} est {h:a}, donc {who} est {c:a}.",
        "chain_two": "{who:word} est {a:a} et {b:a}, et {x:everywho} est aussi {b} est {h:a}, donc {who} est {c:a}.",
        "bar": "{who:word} est {a:a} et {x:no} n'est {c:a}, donc {who} n'est {d:nota}.",
        "bar_two": "{who:word} est {a:a} et {b:a}, et {x:nowho} est aussi {b} n'est {c:a}, donc {who} n'est {d:nota}.",
        "nowhere": ("« {who:word} est {c:a} » n'est dit nulle part, et aucune règle n'y mène.",
                    "« {who:word} n'est {d:nota} » n'est dit nulle part, et aucune règle n'y mène."),
        "blocked": (
            "Chaque règle menant à « {who:word} est {c:a} » demande quelque chose qui n'est pas établi : {missing:as}.",
            "Chaque règle menant à « {who:word} n'est {d:nota} » demande quelque chose qui n'est pas établi : "
            "{missing:as}.",
        ),
        "closed": "Ce qui n'est pas établi est faux ici, donc {who:word} n'est {d:nota}.",
        "unknown": "Ni l'un ni l'autre n'est établi, donc « {who:word} est {c:a} » est inconnu.",
    },
    "es": {
        "chain": "{who:word} es {a:a} y {x:every} es {h:a}, así que {who} es {c:a}.",
        "chain_two": "{who:word} es {a:a} y {b:a}, y {x:everywho} también es {b} es {h:a}, así que {who} es {c:a}.",
        "bar": "{who:word} es {a:a} y {x:no} es {c:a}, así que {who} no es {d:nota}.",
        "bar_two": "{who:word} es {a:a} y {b:a}, y {x:nowho} también es {b} es {c:a}, así que {who} no es {d:nota}.",
        "nowhere": ("Nada dice que {who:word} es {c:a}, y ninguna regla lleva a ello.",
                    "Nada dice que {who:word} no es {d:nota}, y ninguna regla lleva a ello."),
        "blocked": ("Cada regla que muestra que {who:word} es {c:a} necesita algo que no se muestra: {missing:as}.",
                    "Cada regla que muestra que {who:word} no es {d:nota} necesita algo que no se muestra: "
                    "{missing:as}."),
        "closed": "Lo que no se muestra es falso aquí, así que {who:word} no es {d:nota}.",
        "unknown": "Ninguna de las dos cosas se muestra, así que no se sabe si {who:word} es {c:a}.",
    },
    "de": {
        "chain": "{who:word} ist {a:a}, und {x:every} ist {h:a}, also ist {who} {c:a}.",
        "chain_two": "{who:word} ist {a:a} und {b:a}, und {x:everywho} auch {b} ist, ist {h:a}, also ist {who} {c:a}.",
        "bar": "{who:word} ist {a:a}, und {x:no} ist {c:a}, also ist {who} {d:nota}.",
        "bar_two": "{who:word} ist {a:a} und {b:a}, und {x:nowho} auch {b} ist, ist {c:a}, also ist {who} {d:nota}.",
        "nowhere": ("Nirgends steht, dass {who:word} {c:a} ist, und keine Regel führt dazu.",
                    "Nirgends steht, dass {who:word} {d:nota} ist, und keine Regel führt dazu."),
        "blocked": ("Jede Regel, die zeigt, dass {who:word} {c:a} ist, braucht etwas, das nicht gezeigt ist: "
                    "{missing:as}.",
                    "Jede Regel, die zeigt, dass {who:word} {d:nota} ist, braucht etwas, das nicht gezeigt ist: "
                    "{missing:as}."),
        "closed": "Was nicht gezeigt ist, ist hier falsch, also ist {who:word} {d:nota}.",
        "unknown": "Keines von beiden ist gezeigt, also ist unbekannt, ob {who:word} {c:a} ist.",
    },
}  # fmt: skip
_ANSWERS = {
    "en": {"true": "true", "false": "false", "unknown": "unknown"},
    "sw": {"true": "kweli", "false": "uongo", "unknown": "haijulikani"},
    "fr": {"true": "vrai", "false": "faux", "unknown": "inconnu"},
    "es": {"true": "verdadero", "false": "falso", "unknown": "desconocido"},
    "de": {"true": "wahr", "false": "falsch", "unknown": "unbekannt"},
}


def _several(language: str) -> tuple[str, Callable[[str], tuple[str, ...] | None]]:
    """Nouns with their articles, between commas."""
    pattern, convert = NOUNS[f"a{language}"]

    def several(text: str) -> tuple[str, ...] | None:
        found = [convert(part) for part in text.split(", ")]
        return None if None in found else tuple(map(str, found))

    return f"{pattern}(?:, {pattern}){{0,30}}", several


_SLOTS: Mapping[str, Slot] = {
    **NOUNS,
    "body": (r"[^?¿\n]{1,6000}", str),
    **{f"as{language}": _several(language) for language in _TOLD},
}


def _forms(by_language: Mapping[str, Mapping[str, str | Sequence[str]]]) -> Forms:
    """The sentences, their nouns in the words of their language."""

    def complete(form: str, language: str) -> str:
        for kind in (*KINDS, "as"):
            form = form.replace(f":{kind}}}", f":{kind}{language}}}")
        return form

    return Forms(
        {
            language: {
                kind: [complete(form, language) for form in ([said] if isinstance(said, str) else said)]
                for kind, said in kinds.items()
            }
            for language, kinds in by_language.items()
        },
        slots=_SLOTS,
    )


_PREMISES = _forms(_STATED)


def _holds(task: Theory, who: str, key: str, before: Sequence[Said]) -> bool:
    """Whether it is a fact, or was shown, that somebody is of a kind."""
    return (who, key) in task.facts or any(
        said.kind in ("chain", "chain_two") and (said.values["who"], said.values["c"]) == (who, key) for said in before
    )


def _unshown(before: Sequence[Said], who: str, key: str, *, denied: bool = False) -> bool:
    """Whether it was said that a kind, or its denial, is not shown of somebody."""
    slot = "d" if denied else "c"
    return any(
        said.kind in ("nowhere", "blocked") and said.values["who"] == who and said.values.get(slot) == key
        for said in before
    )


def _applies(task: Theory, v: Values, before: Sequence[Said], *, denies: bool) -> bool:
    """A rule of the question whose conditions hold."""
    body = (v["a"], v["b"]) if "b" in v else (v["a"],)
    known = all(_holds(task, v["who"], key, before) for key in body)
    head_agrees = v["c"] == (v["d"] if denies else v["h"])
    return known and v["x"] == v["a"] and head_agrees and Rule(body, v["c"], denies) in task.rules


def _chains(task: Theory, v: Values, before: Sequence[Said]) -> bool:
    """A rule that says what somebody is."""
    return _applies(task, v, before, denies=False)


def _bars(task: Theory, v: Values, before: Sequence[Said]) -> bool:
    """A rule that says what somebody is not."""
    return _applies(task, v, before, denies=True)


def _nowhere(task: Theory, v: Values, _before: Sequence[Said]) -> bool:
    """No fact and no rule says it."""
    denied = "d" in v
    head = v["d"] if denied else v["c"]
    return not task.about(head, denies=denied) and (denied or (v["who"], head) not in task.facts)


def _blocked(task: Theory, v: Values, before: Sequence[Said]) -> bool:
    """Every rule that says it needs one of the nouns named, each of which is not shown, and each of which is needed."""
    denied = "d" in v
    head = v["d"] if denied else v["c"]
    rules, missing = task.about(head, denies=denied), v["missing"]
    if not rules or len(set(missing)) < len(missing) or (not denied and (v["who"], head) in task.facts):
        return False
    unshown = all(_unshown(before, v["who"], key) for key in missing)
    return unshown and all(set(rule.body) & set(missing) for rule in rules) and _spare(rules, missing) == ""


def _spare(rules: Sequence[Rule], missing: Sequence[str]) -> str:
    """A noun that is no condition of any of the rules; "" if there is none."""
    needed = {key for rule in rules for key in rule.body}
    return next((key for key in missing if key not in needed), "")


def _closed(task: Theory, v: Values, before: Sequence[Said]) -> bool:
    """Where nothing else is true, what is not shown is false."""
    return task.closed and _unshown(before, v["who"], v["d"])


def _unknown(task: Theory, v: Values, before: Sequence[Said]) -> bool:
    """Neither it nor its denial is shown, in a world where that leaves it open."""
    both = all(_unshown(before, v["who"], v["c"], denied=denied) for denied in (False, True))
    return not task.closed and both


def _literal(v: Values) -> Term:
    """What a sentence says is not shown."""
    return ("isnt", v["who"], v["d"]) if "d" in v else ("is", v["who"], v["c"])


@final
class _HornRules(Kind[Theory]):
    """The task is facts, rules and what is asked."""

    topic = "horn_rules"
    tight = True
    asks = _forms(_ASKED)
    says = _forms(_TOLD)
    lines: ClassVar[Mapping[str, Line[Theory]]] = {
        "chain": Line(lambda v: Claim("is", (v["who"], v["c"])), _chains),
        "chain_two": Line(lambda v: Claim("is", (v["who"], v["c"])), _chains),
        "bar": Line(lambda v: Claim("isnt", (v["who"], v["d"])), _bars),
        "bar_two": Line(lambda v: Claim("isnt", (v["who"], v["d"])), _bars),
        "nowhere": Line(lambda v: Claim("unshown", (_literal(v),)), _nowhere),
        "blocked": Line(lambda v: Claim("unshown", (_literal(v),)), _blocked),
        "closed": Line(lambda v: Claim("isnt", (v["who"], v["d"])), _closed),
        "unknown": Line(lambda v: Claim("unknown", (("is", v["who"], v["c"]),)), _unknown),
    }

    def task(self, said: Said) -> Theory:
        """Sentences that are facts or rules, none said twice."""
        text = said.values["text"].removeprefix(_LEADS[said.language])
        sentences = text.split(". ")
        if len(sentences) > _MOST_PREMISES:
            raise Wrong("question has too many premises", premises=len(sentences))
        facts, rules, stated = set(), [], []
        for place, sentence in enumerate(sentences):
            read = _PREMISES.read_in(said.language, sentence if place == len(sentences) - 1 else f"{sentence}.")
            if read is None:
                raise Wrong("premise cannot be read", premise=sentence)
            stated.append(_premise(read))
            if read.kind == "fact":
                facts.add((read.values["who"], read.values["c"]))
            else:
                body = (read.values["x"], read.values["b"]) if "b" in read.values else (read.values["x"],)
                rules.append(Rule(body, read.values["c"], read.kind.startswith("bar")))
        if len(set(stated)) < len(stated):
            raise Wrong("question repeats itself")
        return Theory(
            frozenset(facts), rules, tuple(stated), said.values["who"], said.values["c"], said.kind == "closed"
        )

    def givens(self, task: Theory) -> tuple[Claim, ...]:
        """Facts and rules in the question's order."""
        return task.stated

    def goal(self, task: Theory) -> Term:
        """Whether somebody is of a kind."""
        return ("truth", ("is", task.who, task.goal))

    def solve(self, task: Theory) -> Term:
        """By unit propagation over all that is stated."""
        found = propagated(task)
        if (task.goal, False) in found:
            return "true"
        return "false" if task.closed or (task.goal, True) in found else "unknown"

    def conclusion(self, task: Theory, answer: Term) -> Claim:
        """That it is so, that it is not, or that it is unknown."""
        if answer == "unknown":
            return Claim("unknown", (("is", task.who, task.goal),))
        return Claim("is" if answer == "true" else "isnt", (task.who, task.goal))

    def write(self, answer: Term, language: str) -> str:
        """True, false or unknown."""
        return _ANSWERS[language][str(answer)]


def _premise(said: Said) -> Claim:
    """A fact or a rule as a claim."""
    v = said.values
    if said.kind == "fact":
        return Claim("is", (v["who"], v["c"]))
    body: Term = ("and", v["x"], v["b"]) if "b" in v else v["x"]
    return Claim("excludes" if said.kind.startswith("bar") else "implies", (body, v["c"]))


_KIND = _HornRules()


@verifier
@dataclass(frozen=True, slots=True)
class HornRules:
    """Checks each rule as it is applied, and finds the answer by unit propagation.

    Example:
        "Ama is a cat and every dog is a mammal, so Ama is a mammal." fails: the rule is about dogs.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_HornRules.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
