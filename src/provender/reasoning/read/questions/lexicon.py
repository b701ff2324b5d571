"""Words that the grammar of human questions knows: verbs with what they do to a stock, people, times, fillers."""

from collections.abc import Mapping


def _set(text: str) -> frozenset[str]:
    """Words set apart by spaces."""
    return frozenset(text.split())


def _table(lines: Mapping[str, str]) -> dict[str, str]:
    """Word -> the key of the line that it stands in."""
    return {word: key for key, line in lines.items() for word in line.split()}


_REGULAR = {
    "+": "collect gather pick harvest receive earn order plant borrow adopt add gain inherit purchase pack produce "
    "acquire save bake cook create knit rent print download",
    "-": "use donate drop remove throw pop sew return waste crack",
    "0": "own need want watch paint visit walk score attend play work travel jump type study practice jog hike pay "
    "cost charge carry deliver serve perform invite weigh contain consume require complete record climb plan decide "
    "mow clean wash answer solve fill display raise mix live assemble place bring stay exercise bike invest check "
    "flip measure finish feature feed trade train divide split distribute hatch cycle post learn iron share name like "
    "observe employ store fit hire pour scoop shoot upload stick stuff count notice fold stack",
}
_IRREGULAR = {
    "+": "buy bought, get got gotten, find found, catch caught, make made, win won, grow grew grown",
    "-": "eat ate eaten, lose lost, give gave given, sell sold, drink drank drunk, spend spent, break broke broken",
    "0": "read, write wrote written, run ran, drive drove driven, swim swam, see saw seen, sleep slept, ride rode, "
    "hold held, draw drew drawn, build built, sing sang, teach taught, take took taken, send sent, bring brought, "
    "keep kept, have has had having, do does did, throw threw thrown, cut, hit, put, fly flew, lay laid, go went, "
    "wear wore worn",
}
_DOUBLED = _set("jog drop plan pop knit run get win cut put swim hit")  # their last letter, before -ed and -ing


def _third(lemma: str) -> str:
    """The third person: buys, carries, watches."""
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _ing(lemma: str) -> str:
    """Buying, baking, running."""
    if lemma in _DOUBLED:
        return lemma + lemma[-1] + "ing"
    return (lemma[:-1] if lemma.endswith("e") and lemma != "see" else lemma) + "ing"


def _past(lemma: str) -> str:
    """Baked, carried, dropped."""
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return lemma[:-1] + "ied"
    if lemma in _DOUBLED:
        return lemma + lemma[-1] + "ed"
    return lemma + ("d" if lemma.endswith("e") else "ed")


def _verbs() -> tuple[dict[str, str], dict[str, str]]:
    """Form -> lemma; lemma -> what it does to the stock of whoever does it: "+", "-" or "0"."""
    forms: dict[str, str] = {}
    stock: dict[str, str] = {}
    entries = [(sign, [lemma, _past(lemma)]) for sign, words in _REGULAR.items() for lemma in words.split()]
    entries += [(sign, entry.split()) for sign, line in _IRREGULAR.items() for entry in line.split(", ")]
    for sign, (lemma, *others) in entries:
        stock[lemma] = sign
        forms |= dict.fromkeys([lemma, _third(lemma), _ing(lemma), *others], lemma)
    return forms, stock


VERBS, STOCK = _verbs()
SAME: Mapping[str, str] = _table(
    {
        "have": "have own hold contain keep feature",
        "buy": "purchase order get",
        "collect": "gather pick harvest",
        "eat": "consume",
    }
)
"""Verbs that say the same -> the one they are counted under."""

BE = _set("is are was were be 's")
DO = _set("do does did")
MODAL = _set("can could will would should must may")
AUXILIARY = DO | _set("has have had is was are were")

PEOPLE: Mapping[str, str] = _table(
    {
        "m": "brother father dad son uncle grandfather grandpa husband boyfriend nephew",
        "f": "sister mother mom mum daughter aunt grandmother grandma wife girlfriend niece",
        "": "friend cousin neighbor neighbour roommate classmate teacher boss partner",
    }
)
PRONOUNS: Mapping[str, str] = _table({"m": "he him", "f": "she", "n": "it", "p": "they them"})
POSSESSIVES: Mapping[str, str] = _table({"m": "his", "f": "her", "n": "its", "p": "their"})
AGENTS = ("er", "or", "ist", "man", "woman", "ian", "chef", "boy", "girl", "king", "queen", "student", "child")
"""Endings of those who may be called he or she."""

GENDER: Mapping[str, str] = _table(
    {
        "m": "aaron adam alan albert alex andrew anthony ben benjamin billy bob bobby brad brandon brian bruce carl "
        "carlos charles charlie chris christopher dan daniel dave david dennis derek donald doug eric ethan frank "
        "fred gary george greg harry henry ian isaac jack jacob jake james jason jeff jeremy jerry jim jimmy joe joel "
        "john johnny jonathan jose joseph josh joshua juan justin keith kenneth kevin kyle larry leo logan louis "
        "lucas luke marcus mario mark martin matt matthew michael mike nathan nicholas nick noah oliver oscar patrick "
        "paul peter phil philip ralph randy raymond richard rick robert roger ron ryan sammy samuel scott sean "
        "stephen steve steven ted terry theo thomas tim timothy toby todd tom tommy tony travis tyler victor vincent "
        "walter wayne will william zach zack",
        "f": "abigail alice alicia alison allison amanda amber amelia amy andrea angela ann anna anne annie ashley "
        "barbara becky beth betty bianca bonnie brenda brittany carly carol caroline catherine christina christine "
        "cindy claire cynthia daisy danielle debbie deborah diana diane donna dorothy elena elizabeth ella ellen "
        "emily emma erica erin eva evelyn felicia fiona gina gloria grace hannah heather helen isabel isabella jackie "
        "jane janet jasmine jen jenna jennifer jenny jessica jill joan joanna joyce judy julia julie karen kate "
        "katherine kathy katie kelly kim kimberly kristen kylie laura lauren leah lena lily linda lisa lucy mandy "
        "margaret maria marie marilyn martha mary maya megan melanie melissa mia michelle mila molly monica nancy "
        "natalie natasha nicole nina olivia pam pamela patricia paula penny rachel rebecca rita rosa rose ruth "
        "samantha sandra sara sarah sharon sheila shirley sofia sonia sophia sophie stacy stella stephanie sue susan "
        "tammy tanya tara teresa tiffany tina valerie vanessa vera veronica victoria violet wendy zoe",
    }
)

TIMES: Mapping[str, tuple[str, int]] = {  # unit -> the next smaller one, and how many of it; "" where it varies
    "minute": ("second", 60),
    "hour": ("minute", 60),
    "day": ("hour", 24),
    "week": ("day", 7),
    "year": ("month", 12),
    "month": ("", 0),
    "second": ("", 0),
}
WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = _set("january february march april may june july august september october november december")
SEASONS = _set("morning afternoon evening night noon weekend spring summer autumn fall winter")
ORDINALS = _set("first second third fourth fifth sixth seventh last next previous same following this")
DAYTIME = _set("yesterday today tomorrow tonight")

FILLERS = _set(
    "also only just already then currently recently however so initially originally finally now exactly additionally "
    "later still even once further eventually usually normally typically inside"
)
STOPS = _set(
    "a an the his her their its this that these those some all each every per of in on at for from to with by and or "
    "but than as more less fewer who whom which when while if because how many much what whose there he she they it "
    "him them is are was were be been am do does did has have had can could will would should may might must not no "
    "total altogether combined together left remaining rest equally between among half twice double triple times time "
    "into out up down off about after before during since until both another other others 's and/or older younger old "
    "so then also only just now one's ones apiece instead without within over under plus minus except where why "
    "taller shorter longer heavier lighter away back such i you we my your our me us"
)
"""Words that are no part of a noun."""

TELLING = _set(
    "all rest last every each same equal equally remaining both except none no not never lost returned other others "
    "another if more less fewer than as many much most only left between average per any until half twice away again "
    "broke breaks ate eats gave gives loses sold everything next discount percent free whole entire profit change "
    "put puts pooled pool combine combines combined join joins"
)
"""Words by which even a clause without a number may tell of one."""

KINDS: Mapping[str, frozenset[str]] = {
    kind: _set(things)
    for kind, things in {
        "animal": "dog cat cow horse pig sheep goat chicken duck rabbit bird fish hen rooster turkey lion tiger "
        "elephant zebra monkey bear hamster snake lizard parrot kitten puppy lamb calf donkey llama ostrich giraffe "
        "hippo wolf fox deer squirrel turtle frog insect",
        "pet": "dog cat rabbit bird fish hamster snake lizard parrot kitten puppy",
        "bird": "chicken duck hen rooster turkey parrot goose pigeon crow sparrow robin cardinal",
        "fish": "goldfish angelfish guppy shark stingray salmon trout tuna",
        "insect": "roach ant beetle cricket caterpillar butterfly bee fly ladybug",
        "bug": "roach ant beetle cricket caterpillar butterfly bee fly ladybug",
        "fruit": "papaya avocado cherry apple orange banana pear peach mango grape plum lemon lime kiwi strawberry "
        "pineapple",
        "vegetable": "carrot potato onion tomato cucumber pepper cabbage",
        "flower": "rose tulip daisy lily sunflower carnation daffodil orchid violet",
        "child": "boy girl son daughter",
        "kid": "boy girl",
        "student": "boy girl",
        "people": "man woman child boy girl adult student teacher kid",
        "person": "man woman child boy girl adult student teacher kid",
        "coin": "quarter dime nickel penny",
        "vehicle": "car truck bus van motorcycle bicycle",
    }.items()
}
"""A kind -> things that are of it."""

COLLECTIVE = _set(
    "item thing pet animal toy fruit vegetable people person flower tree plant snack treat vehicle creature bug insect "
    "worker member student kid child coin tool dessert pastry drink ball fish bird instrument guest"
)
"""Words that may name all that is counted in a problem."""

OPPOSITES = (
    ("man", "woman"), ("boy", "girl"), ("male", "female"), ("adult", "child"), ("left-handed", "right-handed"),
)  # fmt: skip
"""Parts that make up a whole."""

_PLURALS = {
    "people": "people", "children": "child", "men": "man", "women": "woman", "mice": "mouse", "geese": "goose",
    "feet": "foot", "teeth": "tooth", "fish": "fish", "sheep": "sheep", "loaves": "loaf", "leaves": "leaf",
    "knives": "knife", "halves": "half", "wolves": "wolf", "shelves": "shelf", "cookies": "cookie", "shoes": "shoe",
    "brownies": "brownie", "movies": "movie", "pies": "pie", "calories": "calorie", "ties": "tie", "buses": "bus",
    "series": "series", "glasses": "glass", "selfies": "selfie", "hoodies": "hoodie", "zombies": "zombie",
    "smoothies": "smoothie",
}  # fmt: skip


def one(word: str) -> str:
    """A noun in the singular.

    >>> one("boxes"), one("puppies"), one("glass")
    ('box', 'puppy', 'glass')
    """
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
