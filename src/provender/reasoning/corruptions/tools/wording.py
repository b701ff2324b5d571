"""Numbers and words within a sentence: which of them say what, and the sentence with others in their place."""

import re
from collections.abc import Iterator, Mapping, Sequence

from provender.core.claim import Claim, Step, Term
from provender.core.seeds import Stream
from provender.reasoning.corruptions.tools.lexicon import OPPOSITE
from provender.reasoning.corruptions.tools.truth import integers, names, with_integers

NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+|[<>]")
_SIGNS = "+-−"
_INSIDE = re.compile(r"\d[.,]\Z")


def numbers(text: str) -> list[int]:
    """The unsigned whole numbers written in digits, in order."""
    return [int(found) for found in NUMBER.findall(text)]


def figures(text: str) -> list[str]:
    """The numbers as they are written, behind a decimal point without the zeros at their end, which say nothing.

    >>> figures("0.10 of 20") == figures("0.1 of 20")
    True
    """
    return [found[0].rstrip("0") if _is_inside(found) else found[0] for found in NUMBER.finditer(text)]


def _is_inside(found: re.Match[str]) -> bool:
    """Whether a number stands behind the point, or the comma, of a larger one."""
    return bool(_INSIDE.match(found.string, max(0, found.start() - 2), found.start()))


def words(text: str) -> list[str]:
    """The words, in order, as written."""
    return WORD.findall(text)


def places(text: str, said: Sequence[int]) -> dict[int, int]:
    """Which number of the text says which of `said`: position in `said` -> position in the text.

    They are sought as one run, the last one, for a sentence ends with its equation; failing that, each
    value that occurs once on either side is matched alone.

    >>> places("Divide 84 by 36: 84 = 2 × 36 + 12.", [84, 2, 36, 12])
    {0: 2, 1: 3, 2: 4, 3: 5}
    """
    if run := in_a_row(text, said):
        return run
    shown, sizes = numbers(text), [abs(value) for value in said]
    return {
        position: shown.index(size)
        for position, size in enumerate(sizes)
        if sizes.count(size) == 1 and shown.count(size) == 1
    }


def in_a_row(text: str, said: Sequence[int]) -> dict[int, int]:
    """The last place where the text shows `said` number after number, as `places` gives it; {} if there is none."""
    shown, sizes = numbers(text), [abs(value) for value in said]
    for start in range(len(shown) - len(sizes), -1, -1):
        if sizes and shown[start : start + len(sizes)] == sizes:
            return {position: start + position for position in range(len(sizes))}
    return {}


def with_numbers(text: str, change: Mapping[int, int]) -> str:
    """The text with the numbers at some positions replaced by unsigned others; a leading 0 stays.

    >>> with_numbers("at 9:05", {1: 6})
    'at 9:06'
    """
    pieces, end = [], 0
    for position, found in enumerate(NUMBER.finditer(text)):
        if position in change:
            size = len(found[0]) if found[0][0] == "0" else 1
            pieces += [text[end : found.start()], str(abs(change[position])).zfill(size)]
            end = found.end()
    return "".join([*pieces, text[end:]])


def flipped(text: str, position: int) -> str | None:
    """The text with the sign before one of its numbers turned round.

    >>> flipped("x - 3y = 4", 0), flipped("3 + 4", 0)
    ('x + 3y = 4', '-3 + 4')
    """
    found = list(NUMBER.finditer(text))[position]
    before = text[: found.start()].rstrip(" (")
    if not before or before[-1] not in _SIGNS:
        return f"{text[: found.start()]}-{text[found.start() :]}"
    sign = len(before) - 1
    joins = bool(re.search(r"[\w)]$", text[:sign].rstrip()))
    if before[-1] == "+":
        return f"{text[:sign]}-{text[sign + 1 :]}"
    return f"{text[:sign]}+{text[sign + 1 :]}" if joins else f"{text[:sign]}{text[sign + 1 :]}"


def with_words(text: str, change: Mapping[str, str]) -> str:
    """The text with whole words replaced, all at once, so that two may be exchanged."""
    return WORD.sub(lambda found: change.get(found[0], found[0]), text)


def turned(text: str) -> str | None:
    """The text with the last word that has an opposite turned into it; None where there is none."""
    found = [match for match in WORD.finditer(text) if match[0].casefold() in OPPOSITE]
    if not found:
        return None
    last = found[-1]
    return f"{text[: last.start()]}{min(OPPOSITE[last[0].casefold()])}{text[last.end() :]}"


def opposed(text: str, rng: Stream) -> Iterator[str]:
    """The text with one of its words turned into its opposite, each occurrence alone."""
    found = [match for match in WORD.finditer(text) if match[0].casefold() in OPPOSITE]
    rng.shuffle(found)
    for match in found:
        other = rng.choice(sorted(OPPOSITE[match[0].casefold()]))
        yield text[: match.start()] + (other.capitalize() if match[0][0].isupper() else other) + text[match.end() :]


def reworded(text: str, old: Sequence[int], new: Sequence[int]) -> str | None:
    """The text saying `new` where it said `old`; None where it does not show what changed, or would say something else.

    >>> reworded("0.1 + 0.2 = 0.3", [1, 2, 3], [5, 2, 7]), reworded("0.1 + 0.2 = 0.3", [1, 2, 3], [10, 2, 12])
    ('0.5 + 0.2 = 0.7', None)
    """
    where = places(text, old)
    moved = [position for position, (was, now) in enumerate(zip(old, new, strict=True)) if was != now]
    if not all(position in where for position in moved):
        return None
    result: str | None = text
    for position in moved:
        if (old[position] < 0) != (new[position] < 0) and result is not None:
            result = flipped(result, where[position])
    change = _echoed(text, old, new, where)
    return None if result is None or not _fits(text, change) else with_numbers(result, change)


def _fits(text: str, change: Mapping[int, int]) -> bool:
    """Whether what stands behind a decimal point keeps its length: 0.10 does not say ten tenths."""
    found = list(NUMBER.finditer(text))
    inside = [place for place in change if _is_inside(found[place])]
    return all(len(str(abs(change[place])).zfill(len(found[place][0]))) == len(found[place][0]) for place in inside)


def _echoed(text: str, old: Sequence[int], new: Sequence[int], where: Mapping[int, int]) -> dict[int, int]:
    """Position in the text -> new number: where it is said, and where it is said again, as in "= 17, so Ann has 17"."""
    change = {where[position]: new[position] for position in where if old[position] != new[position]}
    meant: dict[int, set[int]] = {}
    for was, now in zip(old, new, strict=True):
        meant.setdefault(abs(was), set()).add(abs(now))
    for position, found in enumerate(NUMBER.finditer(text)):
        label = text[: found.start()].endswith("(")  # "(3) Multiply (1) by 2": the number of an equation
        if position not in where.values() and not label and len(meant.get(int(found[0]), ())) == 1:
            change[position] = min(meant[int(found[0])])
    return change


def retold(step: Step, claim: Claim) -> str | None:
    """The sentence saying another claim that has the same shape, with other numbers or with other names, not both."""
    if _shape(step.claim, int) == _shape(claim, int):
        return reworded(step.text, integers(step.claim), integers(claim))
    if _shape(step.claim, str) == _shape(claim, str):
        moved = {old: new for old, new in zip(names(step.claim), names(claim), strict=True) if old != new}
        return with_words(step.text, moved) if set(moved) <= set(words(step.text)) else None
    return None


def restated(step: Step, claim: Claim) -> Step | None:
    """The step claiming something else of the same shape, in claim and sentence alike; None where it cannot be said."""
    text = retold(step, claim)
    return None if text is None else Step(claim, text, step.rule, step.uses)


def _shape(part: "Claim | Term", blank: type) -> str:
    """The claim as text, its integers or its symbols left blank."""
    if isinstance(part, Claim):
        return part.relation + ",".join(_shape(term, blank) for term in part.args)
    if isinstance(part, tuple):
        return f"({','.join([str(part[:1]), *(_shape(term, blank) for term in part[1:])])})"
    return "_" if isinstance(part, blank) else repr(part)


def claim_with(claim: Claim, values: Sequence[int]) -> Claim:
    """The claim with other integers, in order."""
    rest = iter(values)
    return Claim(claim.relation, tuple(with_integers(part, rest) for part in claim.args))


def term_with(term: Term, values: Sequence[int]) -> Term:
    """The term with other integers, in order."""
    return with_integers(term, iter(values))
