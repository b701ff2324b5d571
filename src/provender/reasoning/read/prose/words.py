"""Word lists: units with what they measure and by what they scale, and words that steer the reading."""

from fractions import Fraction


def _set(text: str) -> frozenset[str]:
    """Words set apart by spaces."""
    return frozenset(text.split())


PREFIXES = {"half": (1, 2), "twice": (2, 1), "double": (2, 1), "triple": (3, 1), "thrice": (3, 1)}
PARTS = _set("half third thirds quarter quarters fourth fourths fifth fifths sixth eighth tenth fraction")
BEFORE = _set("times plus minus than over squared half twice double triple")  # they bind what follows them
BREAKS = _set(  # they end whatever was counted before them
    "is are was were be been because so since if when while as that that's that’s which who then and or but thus "
    "hence therefore he she it they we i you has have had having gets get got will would can could needs need makes "
    "make made pays paid costs spends spent sells sold earns earned eats ate buys bought takes took gives gave there"
)
SAYS = _set("is are was were be gives gave makes make made leaves equals")  # they may stand for an equals sign
STEERS = _set(  # after a number they say that it is no result: "is 3 more than", "is 5 times"
    "more less fewer than times of percent as older younger longer shorter higher lower off and or to out away per "
    "greater smaller larger bigger taller heavier lighter cheaper plus minus"
)
FILLERS = _set("the a an his her their its my our your this that these those all remaining total original first other")
JOINS = _set("of in per for with at by to each every")  # "8 packs of 5 bags" is a product
LESS = _set(  # they say a minus sign
    "less fewer lower shorter smaller younger cheaper below short loss lost lose loses down under debt behind "
    "decrease decreased owe owes missing incomplete deficit negative"
)
MODULAR = _set("mod modulo modulus remainder remainders")  # another arithmetic
HOLDERS = _set(  # what they hold is counted in another unit
    "pack packs box boxes bag bags case cases carton cartons set sets crate crates roll rolls tray trays bunch "
    "bunches bundle bundles coin coins quarter quarters nickel nickels dime dimes penny pennies"
)
ROUNDING = _set("about around approximately approx roughly nearly almost round rounded rounds rounding")

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
NUMBERS = {word: min(place, 20) + 10 * max(0, place - 20) for place, word in enumerate(_SMALL.split())}

SCALES = {"hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES |= {"dozen": 12, "pair": 2}


def _measures() -> dict[str, tuple[str, Fraction]]:
    """Unit word -> (what it measures, how many of the smallest unit)."""
    table = {
        "time": "second sec s 1, minute min 60, hour hr h 3600, day 86400, week 604800, month 2592000, year 31536000",
        "length": "inch 1, foot feet ft 12, yard yd 36, mile mi 63360",
        "metric length": "mm millimeter 1, cm centimeter 10, m meter metre 1000, km kilometer kilometre 1000000",
        "weight": "ounce oz 1, pound lb 16, ton 32000",
        "metric weight": "mg milligram 1, g gram 1000, kg kilogram kilo 1000000",
        "volume": "teaspoon tsp 1, tablespoon tbsp 3, cup 48, pint 96, quart 192, gallon 768",
        "metric volume": "ml milliliter millilitre 1, l liter litre 1000",
        "data": "kb kilobyte 1, mb megabyte 1000, gb gigabyte 1000000, tb terabyte 1000000000",
        "money": "cent penny pennies ¢ 1, nickel 5, dime 10, $ dollar buck 100",
    }
    known: dict[str, tuple[str, Fraction]] = {}
    for dimension, line in table.items():
        for entry in line.split(", "):
            *names, factor = entry.split()
            known |= {name: (dimension, Fraction(factor)) for name in names}
    return known


CALENDAR = _set("month year week")  # no fixed lengths, or none that people keep to
MEASURES = _measures()
KNOWN = frozenset(MEASURES) | frozenset(SCALES)


def singular(word: str) -> str:
    """A unit word without its plural ending."""
    if word in MEASURES or word in SCALES:
        return word
    return word[:-2] if word.endswith("es") and word[:-2] in MEASURES else word.removesuffix("s")
