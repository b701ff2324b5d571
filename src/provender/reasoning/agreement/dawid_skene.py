"""Error rates from agreement alone, or helped by probes: Dawid and Skene (1979) for open answers and lineages.

A teacher is right with a probability of its own. Wrong answers to one question are seldom alike: two of
different lineages coincide with probability `across`, two of one lineage, who learned from the same
text, with probability `within`. So the answers to a question fall into groups, and the likelihood of

    {ann, bob}, {cyd}    is    sum over who is right:   P(ann, bob right) P(cyd wrong)
                                                      + P(cyd right) P(ann, bob wrong and alike)
                                                      + P(all wrong, ann and bob alike, cyd apart)

Probabilities and coincidences are found by expectation-maximisation; where the truth is known it is put in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from provender.core.errors import InputError
from provender.reasoning.agreement.votes import SILENT, Votes

_ROUNDS = 200
_SETTLED = 1e-6
_NOBODY = -2  # the truth was given by no teacher

Pattern = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """What expectation-maximisation found.

    Attributes:
        right: a teacher -> how often it is right.
        within, across: how often two wrong answers of one lineage, of two lineages, coincide.
    """

    right: tuple[float, ...]
    within: float
    across: float


@dataclass(frozen=True, slots=True)
class _Group:
    """Questions whose answers fall into the same groups and whose truth is equally well known."""

    classes: Pattern
    truth: int | None  # the right class, _NOBODY, or None where it is not known
    times: int


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Each teacher's lineage, and how much of a voice it has."""

    lineages: tuple[str, ...]
    voices: tuple[float, ...]


def fit(votes: Votes) -> Skill:
    """The teachers' skill.

    Where no truth is known, what coincides inside one lineage says nothing: a lineage has one voice, divided
    among its teachers.

    Guarantees:
        The names and the order of teachers and questions change nothing but the order of the result.

    Raises:
        InputError: no truth is known and all teachers are of one lineage.
    """
    crowd = _crowd(votes)
    groups = list(_groups(votes))
    skill = Skill(right=(0.6,) * len(votes.teachers), within=0.2, across=0.05)
    for _ in range(_ROUNDS):
        found = _improved(crowd, groups, skill)
        moved = max(abs(new - old) for new, old in zip(_flat(found), _flat(skill), strict=True))
        skill = found
        if moved < _SETTLED:
            break
    return skill


def sureness(votes: Votes, skill: Skill) -> NDArray[np.float64]:
    """(n, T): how likely each answer is right by the others' agreement; the truth is not looked at."""
    crowd, memo = _crowd(votes), dict[Pattern, list[float]]()
    rows = []
    for row in votes.classes.tolist():
        pattern = tuple(row)
        if pattern not in memo:
            chances = _chances(_Group(pattern, None, 1), crowd, skill)
            memo[pattern] = [0.0 if each == SILENT else chances[each] for each in pattern]
        rows.append(memo[pattern])
    return np.array(rows, float).reshape(votes.classes.shape)


def _crowd(votes: Votes) -> _Crowd:
    """Who has how much of a voice."""
    if votes.known.any():
        return _Crowd(votes.lineages, (1.0,) * len(votes.teachers))
    if len(set(votes.lineages)) < 2:
        mend = "name a second lineage, or let some questions have known answers"
        raise InputError("the agreement of one lineage proves nothing", where="reasoning/agreement", mend=mend)
    return _Crowd(votes.lineages, tuple(1 / votes.lineages.count(lineage) for lineage in votes.lineages))


def _groups(votes: Votes) -> Iterator[_Group]:
    """The questions, alike ones together: a handful of groups however many questions there are."""
    counted: dict[tuple[Pattern, int | None], int] = {}
    for row, known, right in zip(votes.classes.tolist(), votes.known, votes.right, strict=True):
        truth = next((each for each, good in zip(row, right, strict=True) if good and each != SILENT), _NOBODY)
        key = tuple(row), truth if known else None
        counted[key] = counted.get(key, 0) + 1
    for (pattern, truth_), times in sorted(counted.items(), key=repr):
        yield _Group(pattern, truth_, times)


def _improved(crowd: _Crowd, groups: Sequence[_Group], skill: Skill) -> Skill:
    """One round of expectation-maximisation, each count smoothed by half a case of either kind."""
    hits = np.full(len(crowd.lineages), 0.5)
    asked = sum(group.times for group in groups) + 1.0
    alike, pairs = np.full(2, 0.5), np.full(2, 1.0)
    for group in groups:
        for truth, chance in _chances(group, crowd, skill).items():
            share = chance * group.times
            hits += share * np.array([each == truth and each != SILENT for each in group.classes])
            for kind, coincide in _wrong_pairs(group.classes, truth, crowd.lineages):
                pairs[kind] += share
                alike[kind] += share * coincide
    within, across = alike / pairs
    return Skill(right=tuple((hits / asked).tolist()), within=float(within), across=float(across))


def _chances(group: _Group, crowd: _Crowd, skill: Skill) -> dict[int, float]:
    """The right class of a group -> its probability; `_NOBODY` where every answer is wrong."""
    if group.truth is not None:
        return {each: float(each == group.truth) for each in {*group.classes, group.truth}}
    options = [*sorted({*group.classes} - {SILENT}), _NOBODY]
    logs = [_log_likelihood(group.classes, option, crowd, skill) for option in options]
    most = max(logs)
    raw = [exp(each - most) for each in logs]
    return {option: each / sum(raw) for option, each in zip(options, raw, strict=True)}


def _log_likelihood(classes: Pattern, truth: int, crowd: _Crowd, skill: Skill) -> float:
    """Of these groups of answers, when the class `truth` is right."""
    total = 0.0
    wrong: list[int] = []
    for teacher, each in enumerate(classes):
        chance = skill.right[teacher]
        total += crowd.voices[teacher] * log(chance if each == truth else 1 - chance)
        if each not in (truth, SILENT):
            total += crowd.voices[teacher] * log(_joins((*wrong, teacher), classes, crowd, skill))
            wrong.append(teacher)
    return total


def _joins(wrong: Sequence[int], classes: Pattern, crowd: _Crowd, skill: Skill) -> float:
    """The chance that the last of these wrong answers is like those that it is like, and like no others."""
    *earlier, teacher = wrong
    alike, apart = 1.0, 1.0
    for other in earlier:
        rate = skill.within if crowd.lineages[other] == crowd.lineages[teacher] else skill.across
        if classes[other] == classes[teacher]:
            alike *= 1 - rate
        else:
            apart *= 1 - rate
    shares = any(classes[other] == classes[teacher] for other in earlier)
    return max((1 - alike if shares else 1.0) * apart, 1e-9)


def _wrong_pairs(classes: Pattern, truth: int, lineages: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """For every two wrong answers: 0 where they are of one lineage, else 1; and whether they coincide."""
    wrong = [teacher for teacher, each in enumerate(classes) if each not in (truth, SILENT)]
    for place, one in enumerate(wrong):
        for two in wrong[:place]:
            yield int(lineages[one] != lineages[two]), classes[one] == classes[two]


def _flat(skill: Skill) -> tuple[float, ...]:
    """All numbers of a skill."""
    return (*skill.right, skill.within, skill.across)
