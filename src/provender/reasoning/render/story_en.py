"""Quantity problems in English."""

from provender.reasoning.render.lexicon import ENGLISH, MONEY
from provender.reasoning.render.stories import THEY, Fact, Node, listed

_SMALL = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PARTS = {2: "half", 3: "a third", 4: "a quarter"}
_COSTS = ("transport", "food", "rent")


class EnglishStory:
    """English sentences; `words` writes numbers to ten in words, `form` chooses between wordings."""

    __slots__ = ("form", "words")

    def __init__(self, *, words: bool, form: int) -> None:
        self.words = words
        self.form = form

    def tell(self, fact: Fact) -> str:
        """The sentence that says a fact."""
        said: str = getattr(self, fact.kind)(fact)
        return said

    def _n(self, n: int) -> str:
        """A number in a question."""
        return _SMALL[n] if self.words and n <= 10 else str(n)

    def given(self, f: Fact) -> str:
        """A number to start from."""
        return f"{f.who} {'owns' if self.form else 'has'} {self._n(f.n)} {ENGLISH[f.thing].many}."

    def pack(self, f: Fact) -> str:
        """So many containers with so many things each."""
        box = ENGLISH[f.extra]
        return (
            f"{f.who} has {self._n(f.n)} {box.many}, and each {box.one} holds {self._n(f.m)} {ENGLISH[f.thing].many}."
        )

    def rate(self, f: Fact) -> str:
        """So many things in each unit of time, for so long."""
        time = ENGLISH[f.extra]
        return (
            f"{f.who} collects {self._n(f.n)} {ENGLISH[f.thing].many} each {time.one} for {self._n(f.m)} {time.many}."
        )

    def more(self, f: Fact) -> str:
        """A sum."""
        thing = ENGLISH[f.thing].many
        if self.form:
            return f"{f.who} has {self._n(f.n)} {thing} more than {f.other}."
        return f"{f.who} has {self._n(f.n)} more {thing} than {f.other}."

    def fewer(self, f: Fact) -> str:
        """A difference."""
        return f"{f.who} has {self._n(f.n)} fewer {ENGLISH[f.thing].many} than {f.other}."

    def times(self, f: Fact) -> str:
        """A multiple."""
        factor = "twice" if f.n == 2 else f"{self._n(f.n)} times"
        return f"{f.who} has {factor} as many {ENGLISH[f.thing].many} as {f.other}."

    def part(self, f: Fact) -> str:
        """A half, a third or a quarter."""
        return f"{f.who} has {_PARTS[f.n]} as many {ENGLISH[f.thing].many} as {f.other}."

    def give(self, f: Fact) -> str:
        """From one to another."""
        return f"Then {f.who} gives {f.other} {self._n(f.n)} {ENGLISH[f.thing].many}."

    def lose(self, f: Fact) -> str:
        """Away from the story."""
        verb = "loses" if self.form else "gives away"
        return f"Then {f.who} {verb} {self._n(f.n)} {ENGLISH[f.thing].many}."

    def gain(self, f: Fact) -> str:
        """Into the story."""
        return f"Then {f.who} {'gets' if self.form else 'buys'} {self._n(f.n)} more {ENGLISH[f.thing].many}."

    def together(self, f: Fact) -> str:
        """Several people's things in one heap."""
        return f"{listed(f.people, 'and')} put their {ENGLISH[f.thing].many} together."

    def share(self, f: Fact) -> str:
        """Equal shares."""
        who = "they share" if f.who == THEY else f"{f.who} shares"
        return f"Then {who} all the {ENGLISH[f.thing].many} equally among {self._n(f.n)} {ENGLISH[f.extra].many}."

    def sell(self, f: Fact) -> str:
        """Price times count."""
        who = "they sell" if f.who == THEY else f"{f.who} sells"
        return f"Then {who} all the {ENGLISH[f.thing].many} at {self._n(f.n)} {MONEY} each."

    def pay(self, f: Fact) -> str:
        """Money spent."""
        who = "they pay" if f.who == THEY else f"{f.who} pays"
        return f"Then {who} {self._n(f.n)} {MONEY} for {_COSTS[f.n % 3]}."

    def also(self, f: Fact) -> str:
        """Other things that somebody has."""
        return f"{f.who} also has {self._n(f.n)} {f.extra} {ENGLISH[f.thing].many}."

    def age(self, f: Fact) -> str:
        """An age."""
        return f"{f.who} is {self._n(f.n)} years old."

    def far(self, f: Fact) -> str:
        """A distance."""
        return f"The market is {self._n(f.n)} kilometres away."

    def price(self, f: Fact) -> str:
        """What one of another thing costs."""
        return f"One {ENGLISH[f.thing].one} costs {self._n(f.n)} {MONEY}."

    def ask_has(self, f: Fact) -> str:
        """For a count at the start."""
        return f"How many {ENGLISH[f.thing].many} does {f.who} have?"

    def ask_now(self, f: Fact) -> str:
        """For a count after a change."""
        return f"How many {ENGLISH[f.thing].many} does {f.who} have now?"

    def ask_all(self, f: Fact) -> str:
        """For a sum of all."""
        return f"How many {ENGLISH[f.thing].many} are there in all?"

    def ask_each(self, f: Fact) -> str:
        """For a share."""
        return f"How many {ENGLISH[f.thing].many} does each {ENGLISH[f.extra].one} get?"

    def ask_money(self, f: Fact) -> str:
        """For what was earned."""
        return f"How many {MONEY} {'do they' if f.who == THEY else f'does {f.who}'} earn?"

    def ask_left(self, f: Fact) -> str:
        """For what is left of it."""
        return f"How many {MONEY} {'do they' if f.who == THEY else f'does {f.who}'} have left?"

    def result(self, node: Node, shown: str) -> str:
        """A quantity with its number, e.g. "Juma has 12 + 5 = 17 books"."""
        kind, who, thing = node[0], node[1], node[-1]
        if kind == "has":
            return f"{who} has {shown} {ENGLISH[thing].many}"
        if kind == "now":
            return f"now {who} has {shown} {ENGLISH[thing].many}"
        if kind == "all":
            return f"there are {shown} {ENGLISH[thing].many} in all"
        if kind == "each":
            return f"each {who} gets {shown} {ENGLISH[thing].many}"
        if kind == "money":
            return f"they earn {shown} {MONEY}" if who == THEY else f"{who} earns {shown} {MONEY}"
        return f"they have {shown} {MONEY} left" if who == THEY else f"{who} has {shown} {MONEY} left"

    def step(self, node: Node, work: str, value: int) -> str:
        """The sentence of a step, in one of two forms."""
        if self.form:
            return f"{work} = {value}, so {self.result(node, str(value))}."
        said = self.result(node, f"{work} = {value}")
        return f"{said[0].upper()}{said[1:]}."

    def amount(self, node: Node, value: int) -> str:
        """A value with its unit."""
        return f"{value} {MONEY if node[0] in ('money', 'left') else ENGLISH[node[-1]].many}"
