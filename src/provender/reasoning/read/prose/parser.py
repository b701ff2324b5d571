"""Terms from tokens: precedence climbing, with units after any number and a letter nowhere."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from provender.reasoning.read.prose.terms import ZERO, Apply, Leaf, Node, is_part
from provender.reasoning.read.prose.tokens import STARTS, STOP, VULGAR, Number, Token, whole
from provender.reasoning.read.prose.words import BREAKS, FILLERS, KNOWN, PREFIXES, singular

_MAX_DEPTH = 20
_UNIT_WORDS = 8
_LEVEL = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}


class Unreadable(Exception):
    """The tokens are no arithmetic."""


class Parser:
    """Precedence climbing over tokens; never looks beyond `limit`."""

    def __init__(self, tokens: Sequence[Token], at: int, limit: int, *, open_end: bool = False) -> None:
        self.tokens, self.at, self.limit, self.open_end = tokens, at, limit, open_end
        self.first: Node | None = None
        self.doubts: set[str] = set()
        self.parts: list[Node] = []  # what stands before "of": "= 1/3 of $150" may only mean 1/3
        self.depth = 0

    def peek(self, ahead: int = 0) -> Token:
        """The token at hand, or a stop beyond the end."""
        place = self.at + ahead
        return self.tokens[place] if place < self.limit else STOP

    def fill(self) -> Node | None:
        """The term that takes up all tokens to the limit, if they are one."""
        try:
            node = self.term(0)
        except Unreadable:
            return None
        return node if self.at == self.limit else None

    def single(self) -> Node:
        """A number with its sign and units, or a fraction that is written tightly; no further arithmetic."""
        if self.peek().kind == "op":
            self.at += 1
            return Apply("-", ZERO, self.single())
        return self.tight_fraction() or self.operand()

    def term(self, level: int) -> Node:
        """A term whose signs all bind more tightly than `level`."""
        left = self.operand()
        if self.first is None:
            self.first = left
        while sign := self.sign(left, level):
            if sign == "of" and level == 0:
                self.parts.append(left)
            spaced = self.tokens[self.at - 1].end < self.peek().start
            if sign == "/" and spaced and (fraction := self.tight_fraction()):
                left = Apply("÷", left, fraction)
            else:
                left = Apply(sign, left, self.term(_LEVEL.get(sign, 2) - (sign == "^")))
        return left

    def tight_fraction(self) -> Node | None:
        """The fraction at hand if it is written without spaces, "1/2" in "6 / 1/2"."""
        up, over, down = self.peek(), self.peek(1), self.peek(2)
        if over.text != "/" or {up.kind, down.kind} != {"number"} or (up.end, over.end) != (over.start, down.start):
            return None
        top = self.operand()
        self.at += 1
        return Apply("/", top, self.operand())

    def sign(self, left: Node, level: int) -> str:
        """The next sign, taken, if it binds more tightly than `level`; "" otherwise."""
        token = self.peek()
        if token.text.lower() == "of" and (skip := self.of_whole()):
            return self.of(left, level, skip)
        if token.kind == "open" and self.touches(token):
            return "*" if level < 3 else ""  # 2(3 + 4)
        if token.kind != "op" or _LEVEL[token.text] <= level:
            return ""
        if not self.operand_follows():
            return self.stray(token)
        last = self.tokens[self.at - 1]
        if token.text == "^" and last.kind == "word":
            raise Unreadable  # 4 W^2
        if token.text == "/" and last.kind == "word" and last.end == token.start:
            self.doubts.add("a rate")  # "2 degrees/10 minutes"
        self.at += 1
        return token.text

    def of(self, left: Node, level: int, skip: int) -> str:
        """The word that multiplies a part by its whole, as a sign."""
        if level >= 2:
            return ""
        if not is_part(left):
            return self.stray(self.peek())
        self.at += skip
        return "of"

    def touches(self, token: Token) -> bool:
        """Whether a number or a bracket ends where `token` starts."""
        last = self.tokens[self.at - 1]
        return last.kind in ("number", "close") and last.end == token.start

    def stray(self, token: Token) -> str:
        """A sign that no number follows: a dash ends an open side, anything else spoils it."""
        if self.open_end and token.kind == "word":
            return ""
        if self.open_end and token.text == "-" and self.tokens[self.at - 1].end < token.start:
            return ""
        raise Unreadable

    def operand_follows(self) -> bool:
        """Whether a number stands after the sign at hand."""
        at = 1 + self.owners(1)
        follows = self.peek(at + (self.peek(at).text == "-"))
        return follows.kind in STARTS or follows.text.lower() in PREFIXES

    def owners(self, ahead: int) -> int:
        """How many words at `ahead` only say whose the number after them is: "+ Ann's 8", "+ the 5"."""
        token = self.peek(ahead)
        owns = token.text.lower() in FILLERS or token.text[-2:] in ("'s", "’s")
        return int(token.kind == "word" and owns and self.peek(ahead + 1).kind in STARTS)

    def of_whole(self) -> int:
        """How many tokens lead from "of" to the number it binds; 0 if none is near."""
        for ahead in range(1, 6):
            token = self.peek(ahead)
            if token.kind in STARTS:
                return ahead
            if token.text.lower() not in FILLERS:
                return 0
        return 0

    def operand(self) -> Node:
        """A number, a bracket, or "half of" one, with its units."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise Unreadable
        self.at += self.owners(0) if self.at and self.tokens[self.at - 1].kind == "op" else 0
        token = self.peek()
        if token.text == "-" and token.kind == "op":
            self.at += 1
            node: Node = Apply("-", ZERO, self.operand())
        elif token.text.lower() in PREFIXES:
            node = self.prefixed(token)
        elif token.kind == "open":
            node = self.bracket()
        else:
            node = self.number()
        self.depth -= 1
        return node

    def prefixed(self, token: Token) -> Node:
        """Half (of) 10, twice 5."""
        up, down = PREFIXES[token.text.lower()]
        self.at += 1 + self.words_to_number()
        return Apply("of", Apply("/", Leaf(whole(up)), Leaf(whole(down))), self.operand())

    def words_to_number(self) -> int:
        """Words between "half" and its number; unreadable when it has none."""
        if self.peek(1).kind in STARTS:
            return 0
        self.at += 1
        skip = self.of_whole() if self.tokens[self.at].text.lower() == "of" else 0
        self.at -= 1
        if skip:
            return skip
        raise Unreadable

    def bracket(self) -> Node:
        """A term in brackets, with its units."""
        self.at += 1
        open_end, self.open_end = self.open_end, False
        node = self.term(0)
        if self.peek().kind != "close":
            raise Unreadable
        self.at += 1
        self.open_end = open_end
        self.units()  # what a bracket counts is not needed to evaluate it
        return node

    def number(self) -> Node:
        """A number with currency, percent sign and units; "2 1/2" is one number."""
        currency = ""
        if self.peek().kind == "currency":
            currency = self.peek().text
            self.at += 1
        negative = bool(currency) and self.peek().text == "-"
        self.at += negative
        token = self.peek()
        if token.kind != "number" or token.number is None:
            raise Unreadable
        self.at += 1
        number = token.number
        if mixed := self.mixed():
            number = Number(number.value + mixed, number.digits + 2, Fraction(0))
        if not currency and self.currency_follows():
            currency = self.peek().text
            self.at += 1
        percent = self.peek().kind == "percent"
        self.at += percent
        self.doubts.update(self.odd_units())
        leaf = Leaf(number, currency, percent, self.units())
        return Apply("-", ZERO, leaf) if negative else leaf

    def odd_units(self) -> Iterator[str]:
        """What is doubtful about the word that follows the number just read."""
        word = self.peek()
        if word.kind != "word":
            return
        sticks = self.tokens[self.at - 1].end == word.start
        is_letter = len(word.text) == 1 and word.text.isalpha() and word.text not in ("a", "I")
        if is_letter and (sticks or word.text not in KNOWN):
            yield "a letter"  # "2s" may be seconds or twice s
        if word.text.lower() == "of" and not self.open_end and not self.of_whole():
            yield "a part of something"  # "1/3 of Solomon"
        if word.text.lower() in ("halves", "thirds", "quarters"):
            yield "told in parts"

    def currency_follows(self) -> bool:
        """Whether the number at hand is written 45$ or 45 €."""
        sign = self.peek()
        return sign.kind == "currency" and self.tokens[self.at - 1].end == sign.start and self.peek(1).kind != "number"

    def mixed(self) -> Fraction | None:
        """The fraction after a whole number, "1/2" in "2 1/2" or "2 and 1/2"."""
        joined = self.peek().text.lower() == "and"
        up, over, down = self.peek(joined), self.peek(joined + 1), self.peek(joined + 2)
        if up.number is not None and not joined and up.text in VULGAR:
            self.at += 1
            return up.number.value
        if up.number is None or over.text != "/" or down.number is None or over.start != up.end:
            return None
        if not 0 < up.number.value < down.number.value <= 100 or down.start != over.end:
            return None
        if joined:
            self.doubts.add("two numbers or one")
        self.at += 3 + joined
        return up.number.value / down.number.value

    def units(self) -> tuple[str, ...]:
        """The words after a number: "dollars per hour", "/hour", "-page", "(average)"."""
        words: list[str] = []
        if self.is_variable(self.peek()):
            raise Unreadable
        while len(words) <= _UNIT_WORDS and (taken := self.unit()):
            words += [token.text.lower() for token in taken if token.kind == "word"]
            self.at += len(taken)
        return tuple(words)

    def unit(self) -> Sequence[Token]:
        """The tokens of the next unit, none if there is none."""
        token, follows = self.peek(), self.peek(1)
        if token.kind == "word":
            ends = token.text.lower() in BREAKS or (token.text.lower() == "of" and self.of_whole() > 0)
            return () if ends else (token,)
        if token.text in ("/", "-") and follows.kind == "word" and self.is_unit_sign(token):
            if len(follows.text) == 1 and follows.text not in KNOWN:
                raise Unreadable  # 24/Y
            return token, follows._replace(text="/" + follows.text)
        if token.kind == "open" and follows.kind == "word" and not self.touches(token):
            ahead = next((n for n in range(2, 6) if self.peek(n).kind != "word"), 0)
            if ahead and self.peek(ahead).kind == "close":
                return [self.peek(n) for n in range(ahead + 1)]
        return ()

    def is_variable(self, token: Token) -> bool:
        """Whether a letter or a name stuck to a number makes it a multiple of something: 2x, 3Papillon."""
        if self.tokens[self.at - 1].end != token.start:
            return False
        odd = len(token.text) == 1 or token.text != token.text.lower()
        return token.kind == "opaque" or (token.kind == "word" and odd and singular(token.text.lower()) not in KNOWN)

    def is_unit_sign(self, token: Token) -> bool:
        """Whether "/" or "-" ties a unit to the number rather than being a sign of its own."""
        if self.peek(1).text.lower() in PREFIXES:
            return False
        return token.text == "/" or (self.tokens[self.at - 1].end == token.start and token.end == self.peek(1).start)
