"""Where a word problem is set: names, money, goods, places, feasts, weeks. Data alone, and no words of any language.

A pack names people by their names in the Latin alphabet and all else by lemmas; each language has one table of nouns on
the side that writes and one on the side that reads. A pack only dresses a problem: what is asked and how it is worked
out is drawn before a pack is looked at, so the same seed is the same abstract problem in every culture.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

Culture: TypeAlias = Literal[
    "east_africa",
    "west_africa",
    "arab_world",
    "south_asia",
    "south_east_asia",
    "east_asia",
    "latin_america",
    "north_america",
    "europe",
]

CULTURES: tuple[Culture, ...] = (
    *("east_africa", "west_africa", "arab_world", "south_asia", "south_east_asia", "east_asia"),
    *("latin_america", "north_america", "europe"),
)


class Pack(NamedTuple):
    """What a culture lends to a story.

    Attributes:
        names: twelve first names, plain letters.
        money: the currency.
        things: what people own, buy and eat there; what is common everywhere comes on top.
        place: where they meet.
        feast: what they celebrate.
        distance: what ways are measured in.
        monday: how many days after the week's first day Monday comes.
    """

    names: tuple[str, ...]
    money: str
    things: tuple[str, ...]
    place: str
    feast: str
    distance: str = "kilometre"
    monday: int = 0


COMMON = ("book", "cup", "egg", "flower", "ball", "pen", "plate", "tomato", "loaf", "candle")


def _pack(names: str, things: str, *, money: str, place: str, feast: str, **more: int | str) -> Pack:
    """A pack from words in a row."""
    return Pack(tuple(names.split()), money, (*COMMON, *things.split()), place, feast, **more)  # type: ignore[arg-type]


PACKS: Mapping[Culture, Pack] = {
    "east_africa": _pack(
        "Amina Baraka Fatuma Juma Neema Rehema Zuri Jabali Wanjiru Otieno Achieng Kamau",
        "mango pineapple chapati mat onion banana", money="shilling", place="market", feast="nanenane",
    ),
    "west_africa": _pack(
        "Ama Chidi Esi Kofi Ngozi Tunde Fatou Moussa Awa Kwame Aminata Sekou",
        "mango drum papaya pot bracelet mat", money="naira", place="market", feast="homowo",
    ),
    "arab_world": _pack(
        "Karim Leila Nadia Omar Samir Yasmin Hassan Mariam Salma Khalid Huda Youssef",
        "date olive rug teapot lantern lemon", money="dirham", place="souk", feast="eid", monday=2,
    ),
    "south_asia": _pack(
        "Arjun Priya Ravi Ananya Farhan Meena Nadeem Sunil Lakshmi Tariq Kavya Rohan",
        "samosa chapati mango kite bracelet lantern", money="rupee", place="bazaar", feast="diwali",
    ),
    "south_east_asia": _pack(
        "Minh Linh Siti Budi Aung Dewi Somchai Malee Rizal Ayu Thuy Bayani",
        "papaya pineapple banana bowl kite mat", money="ringgit", place="port", feast="songkran",
    ),
    "east_asia": _pack(
        "Kenji Mei Wei Yuki Haruto Sakura Jiho Minjun Ling Jun Hana Xiao",
        "peach bowl teapot lantern kite melon", money="yuan", place="station", feast="tanabata", monday=1,
    ),
    "latin_america": _pack(
        "Ines Diego Inti Luis Mateo Rosa Sofia Camila Javier Lucia Quilla Pedro",
        "avocado guitar papaya melon hat pot", money="peso", place="market", feast="carnival",
    ),
    "north_america": _pack(
        "Aiyana Caleb Ethan Grace Hannah Jordan Kaya Liam Madison Owen Tyler Zoe",
        "pumpkin biscuit apple shirt hat letter", money="dollar", place="farm", feast="halloween",
        distance="mile", monday=1,
    ),
    "europe": _pack(
        "Anna Emma Freya Ivan Lars Noah Olga Tomas Chiara Pierre Greta Milan",
        "apple cake letter spoon chair orange", money="euro", place="station", feast="easter",
    ),
}  # fmt: skip

NAMES = frozenset(name for pack in PACKS.values() for name in pack.names)
"""Every name of every pack."""
