"""Answers of one teacher to one problem, in pairs: how often it says the same when asked again."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from provender.core.record import Key, Record
from provender.core.verdict import Interval
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.answers import number
from provender.reasoning.words.truths import plain

SAMPLES, PARAPHRASES, LANGUAGES = "samples", "paraphrases", "languages"
KINDS = (SAMPLES, PARAPHRASES, LANGUAGES)
_MOST = 8  # answers to one problem that are compared with each other


class Answered(NamedTuple):
    """One answer: to which abstract problem, in which words and language, and what it is worth."""

    problem: Key
    record: Record
    question: str
    language: str
    value: Hashable


def answered(records: Iterable[Record]) -> dict[str, list[Answered]]:
    """Teacher -> its answers in the records' order. The problem is the record's parent, where it has one."""
    found: dict[str, list[Answered]] = defaultdict(list)
    for record in sorted(records, key=lambda record: (record.key.source, record.key.seed, record.key.index)):
        problem = record.payload
        if record.origin.teacher and isinstance(problem, Problem):
            parent = record.origin.parents[0] if record.origin.parents else Key(plain(problem.question), 0, 0)
            read = number(problem.answer)
            value: Hashable = read.value if read else plain(problem.answer)
            found[record.origin.teacher].append(
                Answered(parent, record, plain(problem.question), problem.language, value)
            )
    return dict(sorted(found.items()))


class Pair(NamedTuple):
    """Two answers to one problem: what differs between the two askings, and whether the answers are alike."""

    problem: Key
    kind: str
    alike: bool


def pairs(answers: Sequence[Answered]) -> Iterator[Pair]:
    """Every two answers to one problem."""
    by_problem: dict[Key, list[Answered]] = defaultdict(list)
    for each in answers:
        by_problem[each.problem].append(each)
    for problem, same in by_problem.items():
        for one, two in combinations(same[:_MOST], 2):
            kind = LANGUAGES if one.language != two.language else PARAPHRASES
            yield Pair(problem, SAMPLES if one.question == two.question else kind, one.value == two.value)


def share(agreed: Sequence[bool]) -> tuple[float, Interval]:
    """The share that agrees, with Wilson's interval."""
    hits = sum(agreed)
    return hits / max(len(agreed), 1), Interval.wilson(hits, len(agreed))
