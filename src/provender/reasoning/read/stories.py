"""Reading quantity problems sentence by sentence.

A grammar is a table of sentences with slots: {A} and {B} people, {1} and {2} numbers, {N} things, {C}
containers, {K} people who share, {T} times; a small letter is the singular; {=} is a sum like "12 + 5 = 17".
A Swahili slot may name what it agrees with: {ote:N} is "vyote" where {N} is "vitabu". Each line is written
out for every class, so that reading is one look-up of the sentence's symbols.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from provender.core.claim import Term
from provender.reasoning.read.lexer import Symbols, Values, picker
from provender.reasoning.read.lexicon import CLASSES, CONCORDS, LEXERS

THEY = "they"
MOST_SENTENCES = 64  # a longer question is not of this kind, and may be hostile

_EN = """
given     {A} has {1} {N}
given     {A} owns {1} {N}
pack      {A} has {1} {C} , and each {c} holds {2} {N}
rate      {A} collects {1} {N} each {t} for {2} {T}
more      {A} has {1} more {N} than {B}
more      {A} has {1} {N} more than {B}
fewer     {A} has {1} fewer {N} than {B}
times     {A} has {1} times as many {N} as {B}
twice     {A} has twice as many {N} as {B}
half      {A} has half as many {N} as {B}
third     {A} has a third as many {N} as {B}
quarter   {A} has a quarter as many {N} as {B}
give      Then {A} gives {B} {1} {N}
lose      Then {A} gives away {1} {N}
lose      Then {A} loses {1} {N}
gain      Then {A} buys {1} more {N}
gain      Then {A} gets {1} more {N}
together  {people} put their {N} together
share     Then they share all the {N} equally among {1} {K}
share     Then {A} shares all the {N} equally among {1} {K}
sell      Then they sell all the {N} at {1} shillings each
sell      Then {A} sells all the {N} at {1} shillings each
pay       Then they pay {1} shillings for {what}
pay       Then {A} pays {1} shillings for {what}
small     {A} also has {1} small {N}
big       {A} also has {1} big {N}
age       {A} is {1} years old
far       The market is {1} kilometres away
price     One {n} costs {1} shillings
ask_has   How many {N} does {A} have
ask_now   How many {N} does {A} have now
ask_all   How many {N} are there in all
ask_each  How many {N} does each {k} get
ask_money How many shillings do they earn
ask_money How many shillings does {A} earn
ask_left  How many shillings do they have left
ask_left  How many shillings does {A} have left
"""
_EN_RESULTS = """
has       {A} has {=} {N}
now       Now {A} has {=} {N}
all       There are {=} {N} in all
each      Each {k} gets {=} {N}
money     They earn {=} shillings
money     {A} earns {=} shillings
left      They have {=} shillings left
left      {A} has {=} shillings left
"""
_SW = """
given     {A} ana {N} {1:N}
given     {A} anamiliki {N} {1:N}
pack      {A} ana {C} {1:C} , na kila {c} {na:C} {N} {2:N}
rate      {A} hukusanya {N} {1:N} kila {t} kwa {T} {2:T}
more      {A} ana {N} {1:N} zaidi ya {B}
more      {A} anamzidi {B} kwa {N} {1:N}
fewer     {A} ana {N} {chache:N} kuliko {B} kwa {1:N}
times     Idadi ya {N} {a:N} {A} ni mara {1:10} ya idadi ya {N} {a:N} {B}
half      Idadi ya {N} {a:N} {A} ni nusu ya idadi ya {N} {a:N} {B}
third     Idadi ya {N} {a:N} {A} ni theluthi ya idadi ya {N} {a:N} {B}
quarter   Idadi ya {N} {a:N} {A} ni robo ya idadi ya {N} {a:N} {B}
give      Kisha {A} anampa {B} {N} {1:N}
lose      Kisha {A} anagawa {N} {1:N}
lose      Kisha {A} anapoteza {N} {1:N}
gain      Kisha {A} ananunua {N} {1:N} zaidi
gain      Kisha {A} anapata {N} {1:N} zaidi
together  {people} wanaweka {N} {ao:N} pamoja
share     Kisha wanawagawia {K} {1:K} {N} {ote:N} kwa usawa
share     Kisha {A} anawagawia {K} {1:K} {N} {ote:N} kwa usawa
sell      Kisha wanauza {N} {ote:N} kwa shilingi {1:10} kila {moja:N}
sell      Kisha {A} anauza {N} {ote:N} kwa shilingi {1:10} kila {moja:N}
pay       Kisha wanalipa shilingi {1:10} kwa {what}
pay       Kisha {A} analipa shilingi {1:10} kwa {what}
small     {A} pia ana {N} {dogo:N} {1:N}
big       {A} pia ana {N} {kubwa:N} {1:N}
age       {A} ana umri wa miaka {1:4}
far       Soko liko umbali wa kilomita {1:10}
price     {^n} {moja:N} {gharimu:N} shilingi {1:10}
ask_has   {A} ana {N} {ngapi:N}
ask_now   Sasa {A} ana {N} {ngapi:N}
ask_all   Kuna {N} {ngapi:N} kwa jumla
ask_each  Kila {k} anapata {N} {ngapi:N}
ask_money Wanapata shilingi ngapi
ask_money {A} anapata shilingi ngapi
ask_left  Wanabaki na shilingi ngapi
ask_left  {A} anabaki na shilingi ngapi
"""
_SW_RESULTS = """
has       {A} ana {N} {=}
now       Sasa {A} ana {N} {=}
all       Kuna {N} {=} kwa jumla
each      Kila {k} anapata {N} {=}
money     Wanapata shilingi {=}
money     {A} anapata shilingi {=}
left      Wanabaki na shilingi {=}
left      {A} anabaki na shilingi {=}
"""
_AND = {"en": "and", "sw": "na"}
_SO = {"en": "so", "sw": "kwa hiyo"}
_WHAT = {"en": ("transport", "food", "rent"), "sw": ("usafiri", "chakula", "kodi")}
_THEIRS = frozenset(["share", "sell", "pay", "ask_money", "ask_left", "money", "left"])
_SLOT = re.compile(r"\{([^}]+)\}")


# a sentence's kind, and what fills its slots in the order of their names; None is "they"
Said = tuple[str, Values]


class Result(NamedTuple):
    """What a step's sentence says: the quantity, and the sum that gives it."""

    node: tuple[Term, ...]
    op: str
    numbers: tuple[int, ...]
    value: int


class _Line(NamedTuple):
    """A line of a grammar, written out."""

    kind: str
    pick: Callable[[Values], Values]  # puts the values in the order of the slots' names
    twins: tuple[tuple[int, int], ...]  # places whose values must be equal


class _Sum(NamedTuple):
    """A line of a grammar of steps, written out for one operation and so many numbers."""

    line: _Line
    op: str
    numbers: slice
    value: int  # the place of the sum's value


def _lists(template: str, language: str) -> Iterator[str]:
    """The line with two to eight people listed, or with each thing that is paid for."""
    for count in range(2, 9) if "{people}" in template else ():
        people = [f"{{A{place}}}" for place in range(count)]
        yield template.replace("{people}", f"{' , '.join(people[:-1])} {_AND[language]} {people[-1]}")
    for what in _WHAT[language] if "{what}" in template else ():
        yield template.replace("{what}", what)
    if "{people}" not in template and "{what}" not in template:
        yield template


def _forms(slot: str, classes: Mapping[str, int]) -> tuple[str, ...]:
    """The symbols that may stand in a slot once the nouns' classes are chosen (none in English)."""
    name, _, agrees = slot.partition(":")
    noun_class = classes.get(agrees, int(agrees) if agrees.isdecimal() else 0)
    if name == "0":
        return ("#",)
    if name in ("1", "2"):
        return ("#", "#0", f"#{noun_class}") if noun_class else ("#", "#0")
    if agrees:
        return (CONCORDS[noun_class][name],)
    if name[0] in "AB":
        return ("P",)
    of = name.strip("^").upper()
    chosen = classes.get(of)
    if chosen is None:
        return (name,)
    return (f"{name.upper() if chosen == 10 and name[0] != '^' else name}{chosen}",)


def _written_out(template: str, language: str) -> Iterator[Symbols]:
    """Every row of symbols that a line stands for."""
    slots = _SLOT.findall(template)
    nouns = sorted({slot.strip("^").upper() for slot in slots} & set("CKNT")) if language == "sw" else []
    for chosen in product(*[CLASSES[noun.lower()] for noun in nouns]):
        forms = [_forms(slot, dict(zip(nouns, chosen, strict=True))) for slot in slots]
        for row in product(*forms):
            symbols = iter(row)
            yield tuple([next(symbols) if word[0] == "{" else word for word in template.split(" ")])


def _line(kind: str, template: str, *, silent: str = "") -> _Line:
    """Where the values of a line stand; a slot that may be silent is filled by a word without a value."""
    places: dict[str, int] = {}
    twins = []
    mute = 0
    for place, word in enumerate(template.split(" ")):
        name, _, agrees = word.strip("{^}").upper().partition(":")
        if word[0] != "{" or (agrees and name not in "12"):
            mute = mute if word == "#" else place
        elif name in places:
            twins.append((places[name], place))
        else:
            places[name] = place
    for name in silent:
        places.setdefault(name, mute)
    return _Line(kind, picker([places[name] for name in sorted(places)]), tuple(twins))


def _grammar(lines: str, language: str) -> dict[Symbols, _Line]:
    """Symbols of a sentence -> what it says."""
    table: dict[Symbols, _Line] = {}
    for line in lines.strip().split("\n"):
        kind, template = line.split(maxsplit=1)
        for single in _lists(template, language):
            read = _line(kind, single, silent="A" if kind in _THEIRS else "")
            table.update(dict.fromkeys(_written_out(single, language), read))
    return table


def _sums(lines: str, language: str) -> Iterator[tuple[Symbols, _Sum]]:
    """Symbols of a step's sentence -> what it says: "Juma has # + # = # N", or "# + # = # , so Juma has # N"."""
    for sign, count in [("-", 2), ("÷", 2), ("×", 2), *[("+", count) for count in range(2, 9)]]:
        work = f"{f' {sign} '.join(['#'] * count)} = #"
        for line in lines.strip().split("\n"):
            kind, template = line.split(maxsplit=1)
            late = template if template[0] == "{" else template[0].lower() + template[1:]
            so = f"{work} , {_SO[language]} {late.replace('{=}', '{0}')}"
            for sentence in (template.replace("{=}", work), so):
                read = _line(kind, sentence, silent="0A" if kind in _THEIRS else "0")
                start = sentence.split(" ").index("#")
                sums = _Sum(read, _OPS[sign], slice(start, start + 2 * count, 2), start + 2 * count)
                yield from ((symbols, sums) for symbols in _written_out(sentence, language))


_FACTS = {"en": _grammar(_EN, "en"), "sw": _grammar(_SW, "sw")}
_OPS = {"+": "+", "-": "-", "×": "*", "÷": "/"}
_STEPS = {"en": dict(_sums(_EN_RESULTS, "en")), "sw": dict(_sums(_SW_RESULTS, "sw"))}
_ASKS = frozenset(["ask_has", "ask_now", "ask_all", "ask_each", "ask_money", "ask_left"])


def _parse(language: str, text: str) -> Said | None:
    """One sentence of a question without its stop."""
    symbols, values = LEXERS[language].lex(text)
    line = _FACTS[language].get(symbols)
    if line is None:
        return None
    for one, other in line.twins:
        if values[one] != values[other]:
            return None
    return line.kind, line.pick(values)


def question(text: str) -> tuple[str, list[Said]] | None:
    """The language of a question and what it says, the thing asked for last; None if it is of another kind."""
    told, _, asked = text.rpartition(". ")
    if not told or asked[-1:] != "?":
        return None
    language = "en" if asked.startswith("How many ") else "sw" if "ngapi" in asked else ""
    sentences = told.split(". ")
    if not language or len(sentences) > MOST_SENTENCES:
        return None
    said = []
    for sentence in sentences:
        read = _parse(language, sentence)
        if read is None or read[0] in _ASKS:
            return None
        said.append(read)
    read = _parse(language, asked[:-1])
    if read is None or read[0] not in _ASKS:
        return None
    said.append(read)
    return language, said


def step(language: str, text: str) -> Result | None:
    """What the sentence of a step says; None if it cannot be read."""
    if text[-1:] != ".":
        return None
    symbols, values = LEXERS[language].lex(text[:-1])
    found = _STEPS[language].get(symbols)
    if found is None:
        return None
    (kind, pick, _), op, numbers, at = found
    value = values[at]
    shown, *of = pick(values)
    if shown is not None and shown != value:
        return None
    return Result((kind, *[THEY if name is None else name for name in of]), op, tuple(values[numbers]), value)
