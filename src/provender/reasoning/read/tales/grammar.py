"""Reading word problems sentence by sentence, by one look-up of a sentence's symbols.

A grammar is a table of sentences with slots: {A} and {B} people, {people} a list of them, {1} and {2} numbers; for
nouns {N} things, {C} containers, {K} people who share, {T} times, {M} money, {L} places, {F} feasts, {D} distances,
{G} grams, {W} weekdays: a capital is the plural, a small letter the singular, {^n} one that begins a sentence; {=} is a
sum like "12 + 5 = 17". A slot may name what it agrees with: {ote:N} is "vyote" where {N} is "vitabu". Each line is
written out for every class of nouns, so that a sentence in which something fails to agree is simply not in the grammar.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from provender.reasoning.read.lexer import Lexed, Lexer, Symbols, Values, picker

MOST_PEOPLE = 12  # in one list, and so many numbers in one sum
NOUNS = "CDFGKLMNTW"

_SLOT = re.compile(r"\{([^}]+)\}")
_NUMBER = re.compile(r"[1-9][0-9]{0,11}|0")
_FRACTION = re.compile(r"[1-9][0-9]{0,11}/[1-9][0-9]{0,11}")
_NAME = re.compile(r"[A-Z][a-z]+")
_OPERATIONS = {"+": "+", "-": "-", "×": "*", "÷": "/"}


class Language(NamedTuple):
    """What a language's file says of it.

    Attributes:
        nouns: lines "letter class lemma one many"; the plural may be left out where it is the same.
        concords: class -> name -> the word that agrees.
        numerals: symbol -> words for 2 to 10, "#0" where nothing agrees, "#8" with class 8.
        plural_agrees: whether anything agrees with the class of a plural.
        joiner: "and", before the last of a list.
        so: what leads from a sum to what it gives.
        facts, results: lines "kind sentence" of questions and of steps.
        plain: the text with its words kept apart by single spaces; None where it breaks a rule of spelling.
        amount: how a number of things is written as an answer.
        years: the plural of "year".
    """

    nouns: str
    concords: Mapping[str, Mapping[str, str]]
    numerals: Mapping[str, str]
    plural_agrees: bool
    joiner: str
    so: str
    facts: Mapping[str, str]
    results: Mapping[str, str]
    plain: Callable[[str], str | None]
    amount: str = "{0} {1}"
    years: str = "years"


def concords(names: str, classes: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """Words that agree, from rows in the order of `names`; a dash where a class has none.

    >>> concords("the a", {"m": "el un", "f": "la una"})["f"]["a"]
    'una'
    """
    rows = {noun_class: zip(names.split(), words.split(), strict=True) for noun_class, words in classes.items()}
    return {noun_class: {name: word for name, word in row if word != "-"} for noun_class, row in rows.items()}


class Line(NamedTuple):
    """A line of a grammar, written out: its kind, its slots, their values' places, places that must be equal."""

    kind: str
    names: tuple[str, ...]
    pick: Callable[[Values], Values]
    twins: tuple[tuple[int, int], ...]
    op: str = ""
    numbers: slice = slice(0)
    value: int = 0  # the place of a sum's value


class Said(NamedTuple):
    """What a sentence says: its kind, and what fills its slots."""

    kind: str
    values: Mapping[str, Any]


class Result(NamedTuple):
    """What a step's sentence says: what it is about, and the sum that gives it."""

    said: Said
    op: str
    numbers: tuple[int | Fraction, ...]
    value: int | Fraction


class Grammar:
    """One language's sentences of one family."""

    def __init__(self, language: Language, facts: str, results: str) -> None:
        self._language = language
        self._classes, words, self.many = _lexicon(language)
        self._facts = self._table(facts)
        self._results = self._sums(results)
        literals = {word for row in (*self._facts, *self._results) for word in row}
        self._lexer = Lexer(words, lambda word: _other(word, literals))

    def fact(self, text: str) -> Said | None:
        """What a sentence of a question says, without its stop; None if it is not understood."""
        found = self._found(self._facts, text)
        if found is None:
            return None
        line, values = found
        return Said(line.kind, dict(zip(line.names, line.pick(values), strict=True)))

    def step(self, text: str) -> Result | None:
        """What the sentence of a step says; None if it is not understood."""
        found = self._found(self._results, text[:-1]) if text[-1:] == "." else None
        if found is None:
            return None
        line, values = found
        slots = dict(zip(line.names, line.pick(values), strict=True))
        value = values[line.value]
        if slots.pop("0", value) != value:
            return None
        return Result(Said(line.kind, slots), line.op, tuple(values[line.numbers]), value)

    def _found(self, table: Mapping[Symbols, Line], text: str) -> tuple[Line, Values] | None:
        """The line that a text is an instance of, and the values of all its words."""
        plain = self._language.plain(text)
        if plain is None:
            return None
        symbols, values = self._lexer.lex(plain)
        line = table.get(symbols)
        if line is None or any(values[one] != values[other] for one, other in line.twins):
            return None
        return line, values

    def _table(self, lines: str) -> dict[Symbols, Line]:
        """Symbols of a sentence -> what it says."""
        table: dict[Symbols, Line] = {}
        for kind, template in _lines(lines):
            for single in _lists(template, self._language.joiner):
                read = _line(kind, single)
                table.update((symbols, read) for symbols in self._written_out(single))
        return table

    def _sums(self, lines: str) -> dict[Symbols, Line]:
        """The same for steps, the sum within the sentence, before it, or after it."""
        table: dict[Symbols, Line] = {}
        for sign, count in [("÷", 2), ("×", 2), *product("+-", range(2, MOST_PEOPLE + 1))]:
            work = f"{f' {sign} '.join(['#'] * count)} = #"
            for kind, template in _lines(lines):
                late = template if template[0] == "{" else template[0].lower() + template[1:]
                so = f"{work} , {self._language.so} {late.replace('{=}', '{0}')}"
                for sentence in (template.replace("{=}", work), so, f"{template.replace('{=}', '{0}')} : {work}"):
                    start = sentence.split(" ").index("#") if sentence != so else 0
                    read = _line(kind, sentence)._replace(
                        op=_OPERATIONS[sign], numbers=slice(start, start + 2 * count, 2), value=start + 2 * count
                    )
                    table.update((symbols, read) for symbols in self._written_out(sentence))
        return table

    def _written_out(self, template: str) -> Iterator[Symbols]:
        """Every row of symbols that a line stands for."""
        slots = _SLOT.findall(template)
        nouns = sorted({slot.strip("^").upper() for slot in slots} & set(NOUNS))
        for chosen in product(*[self._classes[noun] for noun in nouns]):
            classes = dict(zip(nouns, chosen, strict=True))
            for row in product(*[self._forms(slot, classes) for slot in slots]):
                symbols = iter(row)
                yield tuple([next(symbols) if word[0] == "{" else word for word in template.split(" ")])

    def _forms(self, slot: str, classes: Mapping[str, str]) -> tuple[str, ...]:
        """The symbols that may stand in a slot once the nouns' classes are chosen."""
        name, _, agrees = slot.partition(":")
        if name in ("1", "2"):
            own = f"#{classes.get(agrees, agrees).strip('=')}"
            return ("#", "#0", own) if own in self._language.numerals and own != "#0" else ("#", "#0")
        if agrees:
            return (self._language.concords[classes[agrees].strip("=")][name],)
        if name == "0":
            return ("#",)
        if name[0] in "AB":
            return ("P",)
        bare = name.strip("^")
        symbol = _symbol(bare.upper(), classes[bare.upper()], self._language, many=bare.isupper())
        return (f"^{symbol}" if name[0] == "^" else symbol,)


def _symbol(letter: str, noun_class: str, language: Language, *, many: bool) -> str:
    """How a noun is marked: "N8" or "n8"; one that is the same in both numbers as plural, with a sign of its own."""
    same = noun_class.endswith("=")
    if not (many or same):
        return f"{letter.lower()}{noun_class}"
    return f"{letter}{noun_class}" if language.plural_agrees else f"{letter}{'=' if same else ''}"


def _lexicon(language: Language) -> tuple[dict[str, list[str]], dict[str, Lexed], dict[str, str]]:
    """The classes that each letter's nouns have, every word with a meaning of its own, and plurals by lemma."""
    classes: dict[str, list[str]] = {}
    words: dict[str, Lexed] = {}
    many: dict[str, str] = {}
    for symbol, spelt in language.numerals.items():
        words.update({word: (symbol, int(number)) for word, number in (pair.split("=") for pair in spelt.split())})
    for row in language.nouns.strip().split("\n"):
        letter, noun_class, lemma, one, *rest = row.split()
        plural = rest[0] if rest else one
        noun_class += "=" if plural == one else ""
        if noun_class not in classes.setdefault(letter, []):
            classes[letter].append(noun_class)
        for word, is_many in ((one, False), (plural, True)):
            symbol = _symbol(letter, noun_class, language, many=is_many)
            words.setdefault(word, (symbol, lemma))
            words.setdefault(word[0].upper() + word[1:], (f"^{symbol}", lemma))
        many.setdefault(lemma, plural)
    return classes, words, many


def _lines(lines: str) -> Iterable[tuple[str, str]]:
    """Kinds and sentences of a table."""
    for line in filter(None, lines.split("\n")):
        kind, sentence = line.split(maxsplit=1)
        yield kind, sentence


def _lists(template: str, joiner: str) -> Iterator[str]:
    """The line with two to twelve people listed."""
    if "{people}" not in template:
        yield template
        return
    for count in range(2, MOST_PEOPLE + 1):
        people = [f"{{A{chr(97 + place)}}}" for place in range(count)]
        yield template.replace("{people}", f"{' , '.join(people[:-1])} {joiner} {people[-1]}")


def _line(kind: str, template: str) -> Line:
    """Where the values of a line stand."""
    places: dict[str, int] = {}
    twins = []
    for place, word in enumerate(template.split(" ")):
        name, _, agrees = word.strip("{^}").partition(":")
        name = name.upper() if len(name) == 1 else name
        if word[0] == "{" and (not agrees or name in "12"):
            if name in places:
                twins.append((places[name], place))
            else:
                places[name] = place
    return Line(kind, tuple(places), picker(list(places.values())), tuple(twins))


def _other(word: str, literals: set[str]) -> Lexed:
    """A number, a name, or a word without a meaning of its own."""
    if _NUMBER.fullmatch(word):
        return "#", int(word)
    if _FRACTION.fullmatch(word) and str(Fraction(word)) == word:  # in lowest terms
        return "#", Fraction(word)
    return ("P", word) if _NAME.fullmatch(word) and word not in literals else (word, None)
