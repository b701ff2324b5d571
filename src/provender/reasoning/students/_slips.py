"""Slips of plan in free prose: a sum that is not the one to work out, worked out faultlessly.

    "She sold 48/2 = 24 clips in May."  becomes  "She sold 48*2 = 96 clips in May."

They are what arithmetic checking cannot see. Only the first wrong step matters to whoever learns from them, so nothing
after it is changed, and nothing after it may be looked at.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from re import escape, findall, sub

from provender.core.seeds import Stream
from provender.reasoning.students._clues import Worked
from provender.reasoning.students._sums import NUMBER, Sum, money, plain, sums, value, worked

Slip = tuple[Worked, int]  # the problem, and the step at which it is wrong first


def other_operand(told: Worked, rng: Stream) -> Iterator[Slip]:
    """A number of the question, or of an earlier step, in place of the one that is needed."""
    for place, found in _drawn(told, rng):
        at = rng.below(len(found.numbers))
        for other in _others(told, place, found, rng):
            numbers = (*found.numbers[:at], money(found.numbers[at]) + other, *found.numbers[at + 1 :])
            yield from _with(told, place, found, (numbers, found.signs))


def other_operation(told: Worked, rng: Stream) -> Iterator[Slip]:
    """Another operation between the right numbers."""
    for place, found in _drawn(told, rng):
        at = rng.below(len(found.signs))
        signs = (*found.signs[:at], rng.choice([sign for sign in "+-*/" if sign != found.signs[at]]))
        yield from _with(told, place, found, (found.numbers, (*signs, *found.signs[at + 1 :])))


def left_out(told: Worked, rng: Stream) -> Iterator[Slip]:
    """One of three or more numbers left out."""
    for place, found in _drawn(told, rng):
        if len(found.numbers) > 2:
            at = 1 + rng.below(len(found.signs))
            numbers = (*found.numbers[:at], *found.numbers[at + 1 :])
            yield from _with(told, place, found, (numbers, (*found.signs[: at - 1], *found.signs[at:])))


def taken_twice(told: Worked, rng: Stream) -> Iterator[Slip]:
    """One more number in a sum than belongs there."""
    for place, found in _drawn(told, rng):
        for other in _others(told, place, found, rng):
            yield from _with(told, place, found, ((*found.numbers, other), (*found.signs, rng.choice(list("+-*")))))


def skipped(told: Worked, rng: Stream) -> Iterator[Slip]:
    """A step left out, and what it started from taken where its result was needed."""
    for place, found in _drawn(told, rng):
        result = plain(found.right)
        for later in range(place + 1, len(told.steps)):
            user = next((one for one in sums(told.steps[later]) if result in map(plain, one.numbers)), None)
            if user is None:
                continue
            start = plain(rng.choice(list(found.numbers)))
            numbers = tuple(money(one) + start if plain(one) == result else one for one in user.numbers)
            for changed, _ in _with(told, later, user, (numbers, user.signs)):
                yield replace(changed, steps=(*changed.steps[:place], *changed.steps[place + 1 :])), later - 1
            break


def early_answer(told: Worked, rng: Stream) -> Iterator[Slip]:
    """The result of a step before the last, given as the answer."""
    for place, found in _drawn(told, rng):
        if place < len(told.steps) - 1 and plain(found.right) != plain(told.answer):
            steps = told.steps[: place + 1]
            yield Worked(told.question, steps, plain(found.right)), len(steps)


SLIPS: dict[str, Callable[[Worked, Stream], Iterator[Slip]]] = {
    "other_operand": other_operand,
    "other_operation": other_operation,
    "left_out": left_out,
    "taken_twice": taken_twice,
    "skipped": skipped,
    "early_answer": early_answer,
}


def _drawn(told: Worked, rng: Stream) -> list[tuple[int, Sum]]:
    """Every sum that holds, with its step, in random order."""
    found = [(place, each) for place, step in enumerate(told.steps) for each in sums(step) if each.holds]
    rng.shuffle(found)
    return found


def _others(told: Worked, place: int, found: Sum, rng: Stream) -> list[str]:
    """Up to three numbers that were known before a step and do not stand in its sum."""
    texts = (told.question, *told.steps[:place])
    known = dict.fromkeys(plain(number) for text in texts for number in findall(NUMBER, text))
    others = [number for number in known if number not in {*map(plain, found.numbers), plain(found.right)}]
    rng.shuffle(others)
    return others[:3]


def _with(told: Worked, place: int, found: Sum, other: tuple[tuple[str, ...], tuple[str, ...]]) -> Iterator[Slip]:
    """The problem with other numbers and signs in a sum, worked out, and its result wherever the step names it.

    None where that comes to the same, to nothing or less, or to a broken number where a whole one stood.
    """
    numbers, signs = other
    result = worked(numbers, signs)
    old = value(found.right)
    if result is None or result <= 0 or result == old or result > 10**9:
        return
    written = _written(result)
    if not written or ("." in written and "." not in found.right):
        return
    text, wide = told.steps[place], " " if " " in told.steps[place][found.start : found.end] else ""
    left = numbers[0] + "".join(f"{wide}{sign}{wide}{number}" for sign, number in zip(signs, numbers[1:], strict=True))
    named = rf"(?<![0-9.,]){escape(found.right.lstrip('$€£'))}(?![0-9]|[.,][0-9])"
    after = sub(named, written, text[found.end :])
    step = f"{text[: found.start]}{left}{wide}={wide}{money(found.right)}{written}{after}"
    yield replace(told, steps=(*told.steps[:place], step, *told.steps[place + 1 :])), place


def _written(number: Fraction) -> str:
    """A number of at most two decimals as it is written; "" for any other."""
    if number.denominator == 1:
        return str(number.numerator)
    cents = number * 100
    return plain(f"{cents.numerator // 100}.{cents.numerator % 100:02d}") if cents.denominator == 1 else ""
