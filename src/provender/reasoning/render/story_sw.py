"""Quantity problems in Swahili: every word that agrees takes the class of its noun."""

from provender.reasoning.render.lexicon import SWAHILI, Swahili, numeral
from provender.reasoning.render.stories import THEY, Fact, Node, listed

_PARTS = {2: "nusu", 3: "theluthi", 4: "robo"}
_COSTS = ("usafiri", "chakula", "kodi")
_PLAIN = 10  # what is counted without a noun of its own takes class 10, as "mara tatu", "shilingi tano"


class SwahiliStory:
    """Swahili sentences; `words` writes numbers to ten in words, `form` chooses between wordings."""

    __slots__ = ("form", "words")

    def __init__(self, *, words: bool, form: int) -> None:
        self.words = words
        self.form = form

    def tell(self, fact: Fact) -> str:
        """The sentence that says a fact."""
        said: str = getattr(self, fact.kind)(fact)
        return said

    def _n(self, n: int, noun: Swahili) -> str:
        """A number of things."""
        return noun.counted[n] if self.words and n <= 10 else str(n)

    def _plain(self, n: int) -> str:
        """A number of times, shillings, years or kilometres."""
        return numeral(n, _PLAIN) if self.words and n <= 10 else str(n)

    def _things(self, n: int, lemma: str) -> str:
        """The noun and its number: "vitabu vitatu"."""
        noun = SWAHILI[lemma]
        return f"{noun.many} {self._n(n, noun)}"

    def given(self, f: Fact) -> str:
        """A number to start from."""
        return f"{f.who} {'anamiliki' if self.form else 'ana'} {self._things(f.n, f.thing)}."

    def pack(self, f: Fact) -> str:
        """So many containers with so many things each."""
        box = SWAHILI[f.extra]
        return f"{f.who} ana {self._things(f.n, f.extra)}, na kila {box.one} {box.has} {self._things(f.m, f.thing)}."

    def rate(self, f: Fact) -> str:
        """So many things in each unit of time, for so long."""
        time = SWAHILI[f.extra]
        each, long = self._things(f.n, f.thing), self._things(f.m, f.extra)
        return f"{f.who} hukusanya {each} kila {time.one} kwa {long}."

    def more(self, f: Fact) -> str:
        """A sum."""
        if self.form:
            return f"{f.who} anamzidi {f.other} kwa {self._things(f.n, f.thing)}."
        return f"{f.who} ana {self._things(f.n, f.thing)} zaidi ya {f.other}."

    def fewer(self, f: Fact) -> str:
        """A difference."""
        noun = SWAHILI[f.thing]
        return f"{f.who} ana {noun.many} {noun.few} kuliko {f.other} kwa {self._n(f.n, noun)}."

    def _ratio(self, f: Fact, ratio: str) -> str:
        """One number of things as a ratio of another."""
        noun = SWAHILI[f.thing]
        theirs = f"idadi ya {noun.many} {noun.of}"
        return f"I{theirs[1:]} {f.who} ni {ratio} ya {theirs} {f.other}."

    def times(self, f: Fact) -> str:
        """A multiple."""
        return self._ratio(f, f"mara {self._plain(f.n)}")

    def part(self, f: Fact) -> str:
        """A half, a third or a quarter."""
        return self._ratio(f, _PARTS[f.n])

    def give(self, f: Fact) -> str:
        """From one to another."""
        return f"Kisha {f.who} anampa {f.other} {self._things(f.n, f.thing)}."

    def lose(self, f: Fact) -> str:
        """Away from the story."""
        return f"Kisha {f.who} {'anapoteza' if self.form else 'anagawa'} {self._things(f.n, f.thing)}."

    def gain(self, f: Fact) -> str:
        """Into the story."""
        return f"Kisha {f.who} {'anapata' if self.form else 'ananunua'} {self._things(f.n, f.thing)} zaidi."

    def together(self, f: Fact) -> str:
        """Several people's things in one heap."""
        noun = SWAHILI[f.thing]
        return f"{listed(f.people, 'na')} wanaweka {noun.many} {noun.their} pamoja."

    def share(self, f: Fact) -> str:
        """Equal shares."""
        who = "wanawagawia" if f.who == THEY else f"{f.who} anawagawia"
        noun = SWAHILI[f.thing]
        return f"Kisha {who} {self._things(f.n, f.extra)} {noun.many} {noun.all} kwa usawa."

    def sell(self, f: Fact) -> str:
        """Price times count."""
        who = "wanauza" if f.who == THEY else f"{f.who} anauza"
        noun = SWAHILI[f.thing]
        return f"Kisha {who} {noun.many} {noun.all} kwa shilingi {self._plain(f.n)} kila {noun.single}."

    def pay(self, f: Fact) -> str:
        """Money spent."""
        who = "wanalipa" if f.who == THEY else f"{f.who} analipa"
        return f"Kisha {who} shilingi {self._plain(f.n)} kwa {_COSTS[f.n % 3]}."

    def also(self, f: Fact) -> str:
        """Other things that somebody has."""
        noun = SWAHILI[f.thing]
        size = noun.small if f.extra == "small" else noun.big
        return f"{f.who} pia ana {noun.many} {size} {self._n(f.n, noun)}."

    def age(self, f: Fact) -> str:
        """An age."""
        return f"{f.who} ana umri wa miaka {numeral(f.n, 4) if self.words and f.n <= 10 else f.n}."

    def far(self, f: Fact) -> str:
        """A distance."""
        return f"Soko liko umbali wa kilomita {self._plain(f.n)}."

    def price(self, f: Fact) -> str:
        """What one of another thing costs."""
        noun = SWAHILI[f.thing]
        return f"{noun.one.capitalize()} {noun.single} {noun.costs} shilingi {self._plain(f.n)}."

    def ask_has(self, f: Fact) -> str:
        """For a count at the start."""
        noun = SWAHILI[f.thing]
        return f"{f.who} ana {noun.many} {noun.how_many}?"

    def ask_now(self, f: Fact) -> str:
        """For a count after a change."""
        noun = SWAHILI[f.thing]
        return f"Sasa {f.who} ana {noun.many} {noun.how_many}?"

    def ask_all(self, f: Fact) -> str:
        """For a sum of all."""
        noun = SWAHILI[f.thing]
        return f"Kuna {noun.many} {noun.how_many} kwa jumla?"

    def ask_each(self, f: Fact) -> str:
        """For a share."""
        noun = SWAHILI[f.thing]
        return f"Kila {SWAHILI[f.extra].one} anapata {noun.many} {noun.how_many}?"

    def ask_money(self, f: Fact) -> str:
        """For what was earned."""
        return f"{'Wanapata' if f.who == THEY else f'{f.who} anapata'} shilingi ngapi?"

    def ask_left(self, f: Fact) -> str:
        """For what is left of it."""
        return f"{'Wanabaki' if f.who == THEY else f'{f.who} anabaki'} na shilingi ngapi?"

    def result(self, node: Node, shown: str) -> str:
        """A quantity with its number, e.g. "Juma ana vitabu 12 + 5 = 17"."""
        kind, who, thing = node[0], node[1], node[-1]
        if kind == "has":
            return f"{who} ana {SWAHILI[thing].many} {shown}"
        if kind == "now":
            return f"sasa {who} ana {SWAHILI[thing].many} {shown}"
        if kind == "all":
            return f"kuna {SWAHILI[thing].many} {shown} kwa jumla"
        if kind == "each":
            return f"kila {SWAHILI[who].one} anapata {SWAHILI[thing].many} {shown}"
        if kind == "money":
            return f"wanapata shilingi {shown}" if who == THEY else f"{who} anapata shilingi {shown}"
        return f"wanabaki na shilingi {shown}" if who == THEY else f"{who} anabaki na shilingi {shown}"

    def step(self, node: Node, work: str, value: int) -> str:
        """The sentence of a step, in one of two forms."""
        if self.form:
            return f"{work} = {value}, kwa hiyo {self.result(node, str(value))}."
        said = self.result(node, f"{work} = {value}")
        return f"{said[0].upper()}{said[1:]}."

    def amount(self, node: Node, value: int) -> str:
        """A value with its unit."""
        return f"{'shilingi' if node[0] in ('money', 'left') else SWAHILI[node[-1]].many} {value}"
