"""Judging a worked problem: what every verifier of this wing does around its own reading and proving.

A verifier hands in two functions. `read` turns the question's text into a task of its own, or None when
the question is of another kind. `prove` solves that task by its own method, reads every sentence of the
solution, and returns the whole proof that the record ought to contain; it raises `Wrong` where a sentence
is false or does not follow. What is left is to compare: the derivation, where there is one, must say
exactly what the sentences say, and answer and tags must agree.

So a record with prose alone is proved from its sentences, and one with a derivation twice over.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, NoReturn, TypeAlias, TypeVar

from provender.core.claim import Derivation, Term
from provender.core.record import Record
from provender.core.verdict import NO_EVIDENCE, Grade, Outcome, Verdict
from provender.reasoning.problem import Problem

T = TypeVar("T")

# what one sentence says: relation, arguments, the rule that licenses it, the steps it rests on
Said: TypeAlias = tuple[str, tuple[Term, ...], str, tuple[int, ...]]


class Wrong(Exception):
    """A record is refuted: a reason of few stable words, and what was seen.

    `evidence["step"]` counts from 1, as people do.
    """

    def __init__(self, reason: str, **evidence: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.evidence = {name: str(value)[:300] for name, value in evidence.items()}


class Undecided(Exception):
    """Whether a record is sound cannot be told in the time allowed: the verdict is an abstention with this reason."""


class Proof(NamedTuple):
    """What a sound record contains, found from its question and sentences alone.

    Attributes:
        goal: the term asked for.
        said: one entry a sentence.
        answer: the goal's value.
        text: the answer as it must be written.
        givens: what the question states, as (relation, arguments).
    """

    goal: Term
    said: Sequence[Said]
    answer: Term
    text: str
    givens: tuple[tuple[str, tuple[Term, ...]], ...] = ()


def expect(pattern: re.Pattern[str], lines: Sequence[str], place: int, *stated: object) -> None:
    """Raise `Wrong` unless sentence `place` (from 0) has this form and states just this.

    Args:
        pattern: with one group for each of `stated`.
        stated: what the groups must hold, compared as text; None for a group that must be absent.
    """
    if place >= len(lines):
        raise Wrong("solution stops too soon", steps=len(lines))
    found = pattern.fullmatch(lines[place])
    if found is None:
        raise Wrong("sentence cannot be read", step=place + 1, sentence=lines[place])
    for seen, wanted in zip(found.groups(), stated, strict=True):
        if seen != wanted and (seen is None or wanted is None or seen != str(wanted)):
            raise Wrong("sentence states wrong numbers", step=place + 1, sentence=lines[place], expected=stated)


def finished(lines: Sequence[str], steps: int) -> None:
    """Raise `Wrong` unless the solution ends after `steps` sentences."""
    if len(lines) > steps:
        raise Wrong("solution goes on after its end", step=steps + 1, sentence=lines[steps])


def judge(
    records: Sequence[Record],
    *,
    name: str,
    topic: str | None,
    read: Callable[[str], tuple[str, T] | None],
    prove: Callable[[str, T, Sequence[str]], Proof],
) -> list[Verdict]:
    """One verdict a record, in order.

    Args:
        name: the verifier's registered name.
        topic: the tag that records of this kind carry; None if the verifier serves many topics.
        read: question -> (language, task), or None when it is of another kind.
        prove: (language, task, sentences) -> the proof; raises `Wrong`.

    Guarantees:
        A pass is PROVED: question, every sentence, every step and the answer were checked.
        Abstains only on a question that `read` does not know and that does not carry `topic`.
    """
    return [verdict_of(record, name, partial(_prove, topic=topic, read=read, prove=prove)) for record in records]


def verdict_of(record: Record, name: str, proved: Callable[[Record], bool]) -> Verdict:
    """The verdict of the verifier `name`: a pass where `proved` says True, an abstention where it says False.

    Args:
        proved: may raise `Wrong`, which refutes the record, or `Undecided`.
    """
    try:
        outcome = _PASSED if proved(record) else _UNKNOWN
    except Wrong as wrong:
        outcome = (Outcome.FAIL, None, wrong.reason, wrong.evidence)
    except Undecided as silent:
        outcome = (Outcome.ABSTAIN, None, str(silent), NO_EVIDENCE)
    said, grade, reason, evidence = outcome
    return Verdict(record=record.key, verifier=name, outcome=said, grade=grade, reason=reason, evidence=evidence)


_Outcome: TypeAlias = tuple[Outcome, Grade | None, str, Mapping[str, str]]
_PASSED: _Outcome = (Outcome.PASS, Grade.PROVED, "solved anew and every step proved", NO_EVIDENCE)
_UNKNOWN: _Outcome = (Outcome.ABSTAIN, None, "question is of another kind", NO_EVIDENCE)


def _prove(
    record: Record,
    *,
    topic: str | None,
    read: Callable[[str], tuple[str, T] | None],
    prove: Callable[[str, T, Sequence[str]], Proof],
) -> bool:
    """True when the record is proved, False when its question is of another kind; raises `Wrong`."""
    problem = record.payload
    if not isinstance(problem, Problem):
        return False
    if topic is None and problem.prose and problem.derivation is not None and "family" in record.tags:
        return False  # a teacher's words beside their certificate are for those who read words
    reading = read(problem.question)
    if reading is None:
        if topic is not None and record.tags.get("topic") == topic:
            raise Wrong("question cannot be read", question=problem.question)
        return False
    language, task = reading
    if problem.derivation is None:
        proof = prove(language, task, problem.prose.split("\n"))
    else:
        proof = prove(language, task, [step.text for step in problem.derivation.steps])
        _compare(problem.derivation, proof)
    if problem.answer != proof.text:
        raise Wrong("answer is wrong", answer=problem.answer, expected=proof.text)
    check_labels(record, problem, topic=topic, language=language)
    return True


def check_labels(record: Record, problem: Problem, *, topic: str | None, language: str) -> None:
    """Raise `Wrong` where a tag or field says other than the text; a tag that is missing says nothing."""
    tags = record.tags
    if topic is not None and tags.get("topic", topic) != topic:
        raise Wrong("topic tag is wrong", tag=tags["topic"], expected=topic)
    if tags.get("language", language) != language:
        raise Wrong("language tag is wrong", tag=tags["language"], expected=language)
    if problem.derivation is None:
        return  # prose from a file: its reader may not know the language
    if problem.language != language:
        raise Wrong("language is wrong", language=problem.language, expected=language)
    if problem.prose:
        raise Wrong("prose stands beside a derivation", prose=problem.prose)


def _compare(derivation: Derivation, proof: Proof) -> None:
    """Raise `Wrong` unless the derivation says exactly what the proof does."""
    for place, (step, said) in enumerate(zip(derivation.steps, proof.said, strict=True), 1):
        claim = step.claim
        if (claim.relation, claim.args, step.rule, step.uses) != said:
            _differ(place, said, claim=(claim.relation, claim.args), rule=step.rule, uses=step.uses)
    if derivation.goal != proof.goal:
        raise Wrong("goal is not what the question asks", goal=derivation.goal, expected=proof.goal)
    if derivation.answer != proof.answer:
        raise Wrong("derivation's answer is wrong", answer=derivation.answer, expected=proof.answer)
    if derivation.givens or proof.givens:
        givens = tuple((given.relation, given.args) for given in derivation.givens)
        if givens != proof.givens:
            raise Wrong("givens are not what the question states", givens=givens, expected=proof.givens)


def _differ(place: int, said: Said, *, claim: object, rule: str, uses: object) -> NoReturn:
    """Raise the `Wrong` that names the first difference between a step and its sentence."""
    if claim != said[:2]:
        raise Wrong("claim differs from its sentence", step=place, claim=claim, sentence=said[:2])
    if rule != said[2]:
        raise Wrong("rule does not license the step", step=place, rule=rule, expected=said[2])
    raise Wrong("step rests on the wrong steps", step=place, uses=uses, expected=said[3])
