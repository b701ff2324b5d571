"""The two sides of an equals sign: the longest arithmetic before it, and what follows it.

    "So he needs 3 cups/day * (2 + 5) days = 21 cups"
                 ^^^^^^^^^^^^^^^^^^^^^^^^^   ^^^^^^^

A side that is not understood completely is no side at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provender.reasoning.read.prose.parser import Parser, Unreadable
from provender.reasoning.read.prose.terms import Apply, Node
from provender.reasoning.read.prose.tokens import STARTS, Token
from provender.reasoning.read.prose.words import BEFORE, BREAKS, FILLERS, JOINS, PARTS, PREFIXES, SAYS

_MAX_TOKENS = 80  # how far a side may reach


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equals sign.

    Attributes:
        node: the whole of it.
        first: its first operand, for chains that run on ("5 + 3 = 8 - 2 = 6").
        start, end: token positions, the end excluded.
        doubts: why it may not be all of what was meant, e.g. "8 packs of 5 bags * 2".
        others: what may be meant instead: the term after a dash, or without "half of".
        opens: whether its part of the sentence begins with it, "12 = 3 * 4".
    """

    node: Node
    first: Node
    start: int
    end: int
    doubts: frozenset[str] = frozenset()
    others: tuple[Node, ...] = ()
    opens: bool = False


def before(tokens: Sequence[Token], equals: int) -> Side | None:
    """The longest term that ends at the sign `tokens[equals]`, or before a clause that does: "5 cars that left ="."""
    floor = _floor(tokens, equals)
    for limit in (equals, _clause(tokens, floor, equals)):
        start, parser, node = _longest(tokens, floor, limit)
        if node is None or parser is None:
            continue
        if _is_torn(tokens, start, floor):
            return None
        doubts = frozenset(parser.doubts | set(_surroundings(tokens, start, floor, limit)))
        doubts |= {"a clause before the sign"} if limit < equals else set()
        others = tuple(_others(tokens, start, limit))
        return Side(node, parser.first or node, start, equals, doubts, others, start == floor)
    return None


def _longest(tokens: Sequence[Token], floor: int, limit: int) -> tuple[int, Parser | None, Node | None]:
    """The first place from which everything up to `limit` is a term."""
    for start in range(floor, limit):
        if _may_start(tokens, start, floor):
            parser = Parser(tokens, start, limit)
            if (node := parser.fill()) is not None:
                return start, parser, node
    return limit, None, None


def _clause(tokens: Sequence[Token], floor: int, equals: int) -> int:
    """Where the clause begins that stands right before the sign; `floor` where there is none."""
    first = equals
    while first > floor and tokens[first - 1].kind == "word":
        first -= 1
    clause = next((place for place in range(first, equals) if tokens[place].text.lower() in BREAKS), floor)
    return floor if tokens[clause].text.lower() in SAYS else clause


def after(tokens: Sequence[Token], equals: int) -> Side | None:
    """The term that follows the sign `tokens[equals]`, units taken along."""
    parser = Parser(tokens, equals + 1, min(len(tokens), equals + 1 + _MAX_TOKENS), open_end=True)
    try:
        node = parser.term(0)
    except Unreadable:
        return None
    first = parser.first or node
    return Side(node, first, equals + 1, parser.at, frozenset(parser.doubts), tuple(parser.parts))


def operand(tokens: Sequence[Token], start: int) -> Side | None:
    """The number at `tokens[start]` with its sign, currency and fraction line, no further arithmetic."""
    parser = Parser(tokens, start, min(len(tokens), start + _MAX_TOKENS), open_end=True)
    try:
        node = parser.single()
    except Unreadable:
        return None
    return Side(node, node, start, parser.at)


def _floor(tokens: Sequence[Token], equals: int) -> int:
    """The first token of the part of a sentence that ends at `equals`."""
    floor = equals
    while floor > max(0, equals - _MAX_TOKENS) and tokens[floor - 1].kind not in ("stop", "eq", "order"):
        floor -= 1
    return floor


def _may_start(tokens: Sequence[Token], place: int, floor: int) -> bool:
    """Whether a term may start here rather than in the middle of a number's surroundings."""
    token, last = tokens[place], tokens[place - 1] if place > floor else None
    if last is not None and last.kind in ("number", "currency"):
        return False
    if token.text == "-" and token.kind == "op":
        tight = last is not None and last.end < token.start and tokens[place + 1].start == token.end
        breaks = last is not None and last.text.lower() in BREAKS
        return last is None or last.kind in ("op", "open", "stop") or (last.kind == "word" and (tight or breaks))
    return token.kind in STARTS or token.text.lower() in PREFIXES


def _is_torn(tokens: Sequence[Token], start: int, floor: int) -> bool:
    """Whether the term is a part of something that is no arithmetic: "x + 5 = 10", "1 + (2 * 3 = 7"."""
    if start == floor:
        return start > 1 and tokens[start - 2].kind == "op"  # "+ . 84 = 2"
    last, earlier = tokens[start - 1].kind, tokens[start - 2].kind if start - 2 >= floor else "stop"
    return last in ("op", "opaque", "percent", "close") or (last == "open" and earlier in ("op", "number", "close"))


def _surroundings(tokens: Sequence[Token], start: int, floor: int, equals: int) -> Iterator[str]:
    """What makes it doubtful that the term from `start` on is all that was meant."""
    first = tokens[start]
    if not _stands_alone(tokens, start, floor):
        yield "words before it"
    listed = start > 1 and tokens[start - 1].text == "," and tokens[start - 2].kind == "number"
    if listed and first.number is not None and first.number.digits == 3:
        yield "a thousand with a space"  # 14, 400
    if first.text == "-" and start > floor and tokens[start + 1].start > first.end:
        yield "a dash"
    named = start > floor and tokens[start - 1].kind == "word" and tokens[start - 1].text.lower() not in BREAKS
    if named and equals - start == 3 and tokens[start + 1].text == "-" and tokens[start + 1].start == first.end:
        yield "a range"  # weeks 1-2


def _stands_alone(tokens: Sequence[Token], start: int, floor: int) -> bool:
    """Whether the words before the term do not tie it to something earlier ("a third of", "- about")."""
    place, words = start, set[str]()
    while place > floor and tokens[place - 1].kind == "word":
        place -= 1
        word = tokens[place].text.lower()
        if word in BREAKS or word == "total":
            place = floor
        else:
            words.add(word)
    if words & BEFORE or ("of" in words and words & PARTS):
        return False
    earlier = tokens[place - 1].kind if place > floor else "stop"
    return earlier not in ("op", "opaque", "percent") and not (earlier == "number" and words & JOINS)


def _others(tokens: Sequence[Token], start: int, equals: int) -> Iterator[Node]:
    """Shorter terms that may be meant: after a minus that may be a dash, after "half of"."""
    for place in range(equals - 1, start, -1):
        token, last = tokens[place], tokens[place - 1]
        is_dash = token.text == "-" and last.kind == "word" and last.end < token.start
        binds = place - 1
        while binds > start and tokens[binds].text.lower() in FILLERS:
            binds -= 1
        is_whole = token.kind in STARTS and tokens[binds].text.lower() in ("of", *PREFIXES)
        if (is_dash or is_whole) and isinstance(node := Parser(tokens, place + is_dash, equals).fill(), Apply):
            yield node
