"""Facts and rules: what is shown, what is not, in both worlds; hostile premises; nouns that read back."""

from typing import Any

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, problem_of, prose

from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.reasoning.logic.generators._nouns import FICTIONAL, REAL, TRUE, noun
from provender.reasoning.logic.verifiers._nouns import KINDS, NOUNS

NAME = "reasoning/logic/horn_rules"
OPEN = "What is neither stated nor follows is unknown. True, false or unknown?"
CLOSED = "What is neither stated nor follows is false. True or false?"
PREMISES = (
    "Ama is a wumpus. Ama is a rompus. Kofi is a lorpus. Every wumpus is a zumpus. "
    "Every zumpus that is also a rompus is a tumpus. Every lorpus is a jompus. No tumpus is a gorpus."
)
TRUE_STEPS = """Ama is a wumpus and every wumpus is a zumpus, so Ama is a zumpus.
Ama is a zumpus and a rompus, and every zumpus that is also a rompus is a tumpus, so Ama is a tumpus."""
UNKNOWN_STEPS = """Nothing states that Ama is a lorpus, and no rule leads to it.
Each rule that shows that Ama is a jompus needs something that is not shown: a lorpus.
Nothing states that Ama is not a jompus, and no rule leads to it.
Neither is shown, so it is unknown whether Ama is a jompus."""
BY_HAND = {
    "en": (f"{PREMISES} {OPEN} Ama is a tumpus.", TRUE_STEPS, "true"),
    "sw": (
        "Mambo ya hakika na kanuni: Ama ni papa. Kila papa ni samaki. Hakuna samaki ambaye ni ndege. Kisichotajwa "
        "wala kufuata hakijulikani. Kweli, uongo au haijulikani? Ama ni ndege.",
        "Ama ni papa na kila papa ni samaki, kwa hiyo Ama ni samaki.\n"
        "Ama ni samaki na hakuna samaki ambaye ni ndege, kwa hiyo Ama si ndege.",
        "uongo",
    ),
    "fr": (
        "Ama est une vache. Toute vache est un mammifère. Tout chat est un prédateur. Ce qui n'est ni dit ni déduit "
        "est faux. Vrai ou faux ? Ama est un prédateur.",
        "« Ama est un chat » n'est dit nulle part, et aucune règle n'y mène.\n"
        "Chaque règle menant à « Ama est un prédateur » demande quelque chose qui n'est pas établi : un chat.\n"
        "Ce qui n'est pas établi est faux ici, donc Ama n'est pas un prédateur.",
        "faux",
    ),
    "es": (
        "Hechos y reglas: Ama es un ave. Toda ave que también es un nadador es un pez. Ama es un nadador. Lo que ni se "
        "dice ni se deduce es desconocido. ¿Verdadero, falso o desconocido? Ama es un pez.",
        "Ama es un ave y un nadador, y toda ave que también es un nadador es un pez, así que Ama es un pez.",
        "verdadero",
    ),
    "de": (
        "Ama ist ein Dolbor. Jede Katze, die auch ein Raubtier ist, ist ein Tier. Was weder dasteht noch folgt, ist "
        "unbekannt. Wahr, falsch oder unbekannt? Ama ist ein Tier.",
        "Nirgends steht, dass Ama eine Katze ist, und keine Regel führt dazu.\n"
        "Jede Regel, die zeigt, dass Ama ein Tier ist, braucht etwas, das nicht gezeigt ist: eine Katze.\n"
        "Nirgends steht, dass Ama kein Tier ist, und keine Regel führt dazu.\n"
        "Keines von beiden ist gezeigt, also ist unbekannt, ob Ama ein Tier ist.",
        "unbekannt",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_an_argument_written_by_hand_is_proved(language: str) -> None:
    verdict = judged(NAME, prose(*BY_HAND[language], language=language))

    assert (verdict.outcome, verdict.reason) == (Outcome.PASS, "solved anew and every step proved")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ama is a zumpus and every zumpus is a wumpus, so Ama is a wumpus.",
        "Kofi is a wumpus and every wumpus is a zumpus, so Kofi is a zumpus.",
        "Ama is a wumpus and every rompus is a zumpus, so Ama is a zumpus.",
        "Ama is a wumpus and every wumpus is a zumpus, so Kofi is a zumpus.",
        "Ama is a zumpus and a rompus, and every zumpus that is also a rompus is a tumpus, so Ama is a tumpus.",
        "Ama is a rompus and a wumpus, and every rompus that is also a wumpus is a tumpus, so Ama is a tumpus.",
        "Ama is a wumpus and no wumpus is a gorpus, so Ama is not a gorpus.",
        "Ama is a tumpus and no tumpus is a gorpus, so Ama is not a zumpus.",
        "Nothing states that Ama is a wumpus, and no rule leads to it.",
        "Nothing states that Ama is a zumpus, and no rule leads to it.",
        "Nothing states that Ama is not a gorpus, and no rule leads to it.",
        "Each rule that shows that Ama is a jompus needs something that is not shown: a lorpus.",
        "Each rule that shows that Ama is a zumpus needs something that is not shown: a wumpus.",
        "Each rule that shows that Ama is a lorpus needs something that is not shown: a jompus.",
        "What is not shown is false here, so Ama is not a jompus.",
        "Neither is shown, so it is unknown whether Ama is a jompus.",
        "Ama is an wumpus and every wumpus is a zumpus, so Ama is a zumpus.",
    ],
)
def test_a_step_that_does_not_follow_is_failed(sentence: str) -> None:
    question, steps, answer = BY_HAND["en"]
    verdict = judged(NAME, prose(question, f"{sentence}\n{steps}", answer))

    assert (verdict.outcome, verdict.evidence.get("step", "1")) == (Outcome.FAIL, "1")


def test_a_world_decides_what_is_not_shown() -> None:
    ask = f"{PREMISES} {{}} Ama is a jompus."
    closed = "\n".join([*UNKNOWN_STEPS.split("\n")[:2], "What is not shown is false here, so Ama is not a jompus."])

    assert judged(NAME, prose(ask.format(OPEN), UNKNOWN_STEPS, "unknown")).outcome is Outcome.PASS
    assert judged(NAME, prose(ask.format(CLOSED), closed, "false")).outcome is Outcome.PASS
    assert judged(NAME, prose(ask.format(CLOSED), UNKNOWN_STEPS, "unknown")).outcome is Outcome.FAIL
    assert judged(NAME, prose(ask.format(OPEN), closed, "false")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Nothing states that Ama is a lorpus, and no rule leads to it.\n", ""),
        ("not shown: a lorpus", "not shown: a lorpus, a gorpus"),
        ("not shown: a lorpus", "not shown: a gorpus"),
        ("Nothing states that Ama is not a jompus, and no rule leads to it.\n", ""),
        ("Ama is a lorpus", "Kofi is a lorpus"),
        ("unknown whether Ama is a jompus", "unknown whether Ama is a lorpus"),
    ],
)
def test_that_something_is_not_shown_must_be_shown(before: str, after: str) -> None:
    spoilt = UNKNOWN_STEPS.replace(before, after, 1)

    assert spoilt != UNKNOWN_STEPS
    assert judged(NAME, prose(f"{PREMISES} {OPEN} Ama is a jompus.", spoilt, "unknown")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("premises", "reason"),
    [
        (f"{PREMISES} Ama is a gorpus.", "premises contradict each other"),
        (f"{PREMISES} Ama is a wumpus.", "question repeats itself"),
        (f"{PREMISES} Ama sings.", "premise cannot be read"),
        (PREMISES.replace("Every lorpus", "Most lorpus"), "premise cannot be read"),
        (PREMISES.replace(". Kofi", "  Kofi"), "premise cannot be read"),
    ],
)
def test_unsound_premises_are_refused(premises: str, reason: str) -> None:
    assert judged(NAME, prose(f"{premises} {OPEN} Ama is a tumpus.", TRUE_STEPS, "true")).reason == reason


@pytest.mark.parametrize("language", ["en", "sw", "fr", "es", "de"])
def test_every_noun_reads_back(language: str) -> None:
    for key in (*FICTIONAL, *REAL):
        said = noun(language, key)
        phrases = (said.a, said.not_a, said.every, said.no, said.every_who, said.no_who)
        assert [NOUNS[kind + language][1](phrase) for kind, phrase in zip(KINDS, phrases, strict=True)] == [key] * 6


@pytest.mark.parametrize(
    ("slot", "text"),
    [("aen", "an wumpus"), ("aen", "a owl"), ("asw", "cat"), ("ade", "ein Katze"), ("afr", "une chat")],
)
def test_a_noun_is_read_with_its_own_article(slot: str, text: str) -> None:
    assert NOUNS[slot][1](text) is None


def rules_of(record: Record) -> list[tuple[tuple[str, ...], str]]:
    """The rules that say what somebody is: conditions, conclusion."""
    told: list[Any] = [given.args for given in derivation_of(record).givens if given.relation == "implies"]
    return [(tuple(body[1:]) if isinstance(body, tuple) else (body,), head) for body, head in told]


def test_names_are_true_to_life_or_not_as_asked() -> None:
    for record in made(NAME, count=40, names="true", seed=4):
        assert all(any(head in TRUE[part] for part in body) for body, head in rules_of(record))
    for record in made(NAME, count=40, names="misleading", seed=4):
        assert not any(head in TRUE[body[0]] for body, head in rules_of(record))


@pytest.mark.parametrize("world", ["open", "closed"])
def test_answers_are_those_of_naive_repetition(world: str) -> None:
    seen = set()
    for record in made(NAME, count=60, world=world):
        told = derivation_of(record)
        goal: Any = told.goal
        _, (_, who, asked) = goal
        shown = {given.args[1] for given in told.givens if given.relation == "is" and given.args[0] == who}
        denied: set[Any] = set()
        for given in [*told.givens] * len(told.givens):
            body = given.args[0][1:] if isinstance(given.args[0], tuple) else given.args[:1]
            if given.relation != "is" and shown.issuperset(body):
                (shown if given.relation == "implies" else denied).add(given.args[1])
        wanted = "true" if asked in shown else "false" if asked in denied or world == "closed" else "unknown"
        assert told.answer == wanted
        assert ("unknown" in problem_of(record).question) == (world == "open")
        seen.add(told.answer)
    assert seen == ({"true", "false", "unknown"} if world == "open" else {"true", "false"})
