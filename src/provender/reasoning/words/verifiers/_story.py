"""What the sentences of a story of quantities mean: each adds numbers and laws to a graph."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.tales.question import Told
from provender.reasoning.words.graph import Graph, Node

THEY = "they"
Slots: TypeAlias = Mapping[str, Any]

NODES: Mapping[str, Sequence[str]] = {
    "has": ("A", "N"),
    "now": ("A", "N"),
    "all": ("N",),
    "each": ("K", "N"),
    "money": ("A",),
    "left": ("A",),
    "they_money": (THEY,),
    "they_left": (THEY,),
}
"""Kind of a result -> the slots that name its node, in order; what is no slot stands for itself."""


class Story(Graph):
    """A graph, who has had a change, and what "they" have put together."""

    __slots__ = ("changed", "group")

    def __init__(self, told: Sequence[Told]) -> None:
        super().__init__()
        self.changed: set[str] = set()
        self.group = ""
        for fact in told:
            self.tell(fact)

    def tell(self, fact: Told) -> None:
        """Add what a sentence says."""
        kind, slots = fact
        if kind.startswith("they_"):
            kind, slots = kind.removeprefix("they_"), {**slots, "A": THEY}
        _TELLS[kind](self, slots)

    def held(self, who: str, thing: str) -> Node:
        """What somebody has by now."""
        return ("now" if who in self.changed else "has", who, thing)

    def before(self, who: str, thing: str) -> Node:
        """What somebody has in the beginning, to which others are compared."""
        if who in self.changed:
            raise Wrong("question compares after a change", who=who)
        return ("has", who, thing)

    def change(self, who: str, thing: str, rule: str, *, op: str, by: int) -> None:
        """What somebody has from now on."""
        held = self.held(who, thing)
        self.changed.add(who)
        self.tie(("now", who, thing), rule, op, held, by)

    def source(self, who: str, thing: str) -> Node:
        """What is shared or sold: one person's things, or all that they put together."""
        if who != THEY:
            return self.held(who, thing)
        if self.group != thing:
            raise Wrong("question does not say who they are", thing=thing)
        return ("all", thing)


def asked_node(story: Story, asked: Told) -> Node:
    """The quantity that is asked for."""
    kind = asked.kind.removeprefix("ask_")
    node: Node = (kind.removeprefix("they_"), *[asked.slots.get(slot, slot) for slot in NODES[kind]])
    if kind == "has" and node[1] in story.changed:
        raise Wrong("question does not say when", who=node[1])
    return node


def _given(g: Story, v: Slots) -> None:
    g.give(("has", v["A"], v["N"]), v["1"])


def _pack(g: Story, v: Slots) -> None:
    boxes, each = ("has", v["A"], v["C"]), ("in", v["C"], v["N"])
    g.give(boxes, v["1"])
    g.give(each, v["2"])
    g.follow(("has", v["A"], v["N"]), "pack", "*", boxes, each)


def _rate(g: Story, v: Slots) -> None:
    rate, long = ("rate", v["A"], v["N"], v["T"]), ("time", v["A"], v["T"])
    g.give(rate, v["1"])
    g.give(long, v["2"])
    g.follow(("has", v["A"], v["N"]), "rate", "*", rate, long)


def _compared(rule: str, op: str, fixed: int = 0) -> Callable[[Story, Slots], None]:
    """One person's number by another's; the number may be in the wording, as in "twice"."""

    def tell(g: Story, v: Slots) -> None:
        other, n = g.before(v["B"], v["N"]), fixed or v["1"]
        g.tie(g.before(v["A"], v["N"]), rule, op, *((n, other) if op == "*" else (other, n)))

    return tell


def _changed(rule: str, op: str) -> Callable[[Story, Slots], None]:
    """More or less from now on."""
    return lambda g, v: g.change(v["A"], v["N"], rule, op=op, by=v["1"])


def _give(g: Story, v: Slots) -> None:
    if v["A"] == v["B"]:
        raise Wrong("question lets somebody give to themselves", who=v["A"])
    g.change(v["A"], v["N"], "give", op="-", by=v["1"])
    g.change(v["B"], v["N"], "receive", op="+", by=v["1"])


def _together(g: Story, v: Slots) -> None:
    people = [filler for slot, filler in v.items() if slot[0] == "A"]
    if len(set(people)) < len(people):
        raise Wrong("question counts somebody twice", who=people)
    g.tie(("all", v["N"]), "together", "+", *[g.held(who, v["N"]) for who in people])
    g.group = v["N"]


def _share(g: Story, v: Slots) -> None:
    g.tie(("each", v["K"], v["N"]), "share", "/", g.source(v["A"], v["N"]), v["1"])


def _sell(g: Story, v: Slots) -> None:
    g.tie(("money", v["A"]), "sell", "*", g.source(v["A"], v["N"]), v["1"])


def _pay(g: Story, v: Slots) -> None:
    g.tie(("left", v["A"]), "pay", "-", ("money", v["A"]), v["1"])


_TELLS: Mapping[str, Callable[[Story, Slots], None]] = {
    "given": _given,
    "pack": _pack,
    "rate": _rate,
    "more": _compared("more", "+"),
    "fewer": _compared("fewer", "-"),
    "times": _compared("times", "*"),
    "twice": _compared("times", "*", 2),
    "half": _compared("part", "/", 2),
    "third": _compared("part", "/", 3),
    "quarter": _compared("part", "/", 4),
    "give": _give,
    "lose": _changed("lose", "-"),
    "gain": _changed("gain", "+"),
    "together": _together,
    "share": _share,
    "sell": _sell,
    "pay": _pay,
    "small": lambda g, v: g.give(("small", v["A"], v["N"]), v["1"]),
    "big": lambda g, v: g.give(("big", v["A"], v["N"]), v["1"]),
    "age": lambda g, v: g.give(("age", v["A"]), v["1"]),
    "far": lambda g, v: g.give(("far", v["L"]), v["1"]),
    "price": lambda g, v: g.give(("price", v["N"]), v["1"]),
}
