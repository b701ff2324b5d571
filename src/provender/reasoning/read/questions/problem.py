"""A whole problem read: facts and the one thing that is asked."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from provender.reasoning.read.questions.asks import Asks
from provender.reasoning.read.questions.facts import Ask, Fact
from provender.reasoning.read.questions.lexicon import STOCK, TELLING, VERBS
from provender.reasoning.read.questions.people import People, Unread, gender_of, is_name
from provender.reasoning.read.questions.tokens import Text, Token, text_of

MAX_SENTENCES = 12
_LONGEST_SCENE = 30


class Told(NamedTuple):
    """A problem that was wholly understood."""

    facts: tuple[Fact, ...]
    ask: Ask
    numbers: tuple[Fraction, ...]
    idle: frozenset[int]
    people: dict[str, str]


def read(question: str) -> Told:
    """Facts and what is asked.

    Raises:
        Unread: a word of it is not understood.
    """
    text = text_of(question)
    if text is None or not 1 <= len(text.sentences) <= MAX_SENTENCES:
        raise Unread("no English sentences")
    people = People(_names(text), text.numbers)
    facts: list[Fact] = []
    last: Asks | None = None
    for sentence in text.sentences[:-1]:
        if is_scene(sentence):
            notice(sentence, people)
            continue
        reader = _continued(sentence, people, last)
        reader.statements(facts)
        reader.need(reader.at >= len(sentence) - 1)
        last = reader
    asked = _continued(text.sentences[-1], people, last)
    ask = asked.question(facts)
    return Told(tuple(facts), ask, text.numbers, frozenset(people.idle), dict(people.gender))


def is_scene(sentence: Sequence[Token]) -> bool:
    """Whether a sentence gives no number and moves nothing: "Ann and Tom are picking apples at a farm."."""
    words = {token.text for token in sentence}
    if any(token.place >= 0 for token in sentence) or sentence[-1].kind == "?" or words & TELLING:
        return False
    moved = any(STOCK.get(VERBS.get(word, ""), "0") != "0" for word in words)
    return len(sentence) <= _LONGEST_SCENE and not (moved and words & {"a", "an", "one"})


def notice(sentence: Sequence[Token], people: People) -> None:
    """The people of a scene."""
    for place, token in enumerate(sentence):
        if is_name(sentence, place, people.names) and not (place and is_name(sentence, place - 1, people.names)):
            people.meet(token.text, gender_of(token.text))


def _continued(sentence: Sequence[Token], people: People, last: Asks | None) -> Asks:
    """A reader that remembers what the last sentence spoke of."""
    reader = Asks(sentence, people)
    if last is not None:
        reader.act, reader.who, reader.what, reader.base = last.act, last.who, last.what, last.base
    return reader


def _names(text: Text) -> frozenset[str]:
    """Words that are written with a capital inside a sentence."""
    return frozenset(
        token.text for sentence in text.sentences for token in sentence[1:] if token.kind == "w" and token.name
    )
