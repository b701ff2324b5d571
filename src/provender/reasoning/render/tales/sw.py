"""Word problems in Swahili: what is said of a noun takes the prefix of its class.

    kitabu (7)   kitabu kimoja kinagharimu      vitabu (8)    vitabu vitatu vyote, vitabu vingapi
    chungwa (5)  chungwa moja linagharimu       machungwa (6) machungwa matatu yote, machungwa mangapi

Source: E. O. Ashton, Swahili Grammar (1947), chapters on the concords.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from provender.reasoning.render.tales import grammar
from provender.reasoning.render.wording import Templates

_STEMS = ("", "moja", "wili", "tatu", "nne", "tano", "sita", "saba", "nane", "tisa", "kumi")
_UNCHANGED = (6, 7, 9, 10)
_NUMERAL = {1: "m", 2: "wa", 3: "m", 4: "mi", 5: "", 6: "ma", 7: "ki", 8: "vi", 9: "", 10: ""}
_SUBJECT = {1: "a", 3: "u", 5: "li", 7: "ki", 9: "i"}
_PRONOUN = {2: "w", 4: "y", 6: "y", 8: "vy", 10: "z"}


class Noun(NamedTuple):
    """A noun with the words that must agree with it; `cls` is the class of its plural."""

    one: str
    One: str  # at the start of a sentence
    many: str
    cls: int
    has: str  # "kina": one of them holds
    costs: str  # "kinagharimu"
    stands: str  # "kiko": one of them is somewhere
    full: str  # "kimejaa": one of them is full
    single: str  # "kimoja"
    all: str  # "vyote"
    their: str  # "vyao"
    of: str  # "vya"
    how_many: str  # "vingapi"
    few: str  # "vichache"
    small: str  # "vidogo"
    big: str  # "vikubwa"


def number(count: int, agrees: str) -> str:
    """1 to 10 in words, in agreement with a class.

    >>> number(3, "8"), number(2, "10"), number(6, "8")
    ('vitatu', 'mbili', 'sita')
    """
    noun_class = int(agrees)
    if count == 2 and noun_class in (9, 10):
        return "mbili"
    return ("" if count in _UNCHANGED else _NUMERAL[noun_class]) + _STEMS[count]


def _noun(singular: int, one: str, many: str) -> Noun:
    """A noun of class `singular`, its plural in the class after."""
    plural = singular + 1
    prefix, pronoun, subject = _NUMERAL[plural], _PRONOUN[plural], _SUBJECT[singular]
    return Noun(
        one=one,
        One=one[0].upper() + one[1:],
        many=many,
        cls=plural,
        has=f"{subject}na",
        costs=f"{subject}nagharimu",
        stands=f"{subject}ko",
        full=f"{subject}mejaa",
        single=number(1, str(singular)),
        all=f"{pronoun}ote",
        their=f"{pronoun}ao",
        of=f"{pronoun}a",
        how_many=f"{prefix}ngapi",
        few=f"{prefix}chache",
        small="ndogo" if plural == 10 else f"{prefix}dogo",
        big=f"{prefix}kubwa",
    )


# lemma, class of the singular, singular, plural where it differs
_NOUNS = """
book      7 kitabu     vitabu
cup       7 kikombe    vikombe
egg       5 yai        mayai
flower    5 ua         maua
ball      3 mpira      mipira
pen       9 kalamu
plate     9 sahani
tomato    9 nyanya
loaf      3 mkate      mikate
candle    3 mshumaa    mishumaa
mango     5 embe       maembe
pineapple 5 nanasi     mananasi
chapati   9 chapati
mat       3 mkeka      mikeka
onion     7 kitunguu   vitunguu
banana    9 ndizi
drum      9 ngoma
papaya    5 papai      mapapai
pot       7 chungu     vyungu
bracelet  9 bangili
date      9 tende
olive     9 zeituni
rug       5 zulia      mazulia
teapot    5 birika     mabirika
lantern   9 taa
lemon     5 limau      malimau
samosa    9 sambusa
kite      9 tiara
bowl      5 bakuli     mabakuli
peach     9 pichi
melon     5 tikiti     matikiti
avocado   5 parachichi maparachichi
guitar    5 gitaa      magitaa
hat       9 kofia
pumpkin   5 boga       maboga
biscuit   9 biskuti
apple     5 tufaha     matufaha
shirt     5 shati      mashati
letter    9 barua
cake      9 keki
spoon     7 kijiko     vijiko
chair     7 kiti       viti
orange    5 chungwa    machungwa
box       5 sanduku    masanduku
basket    7 kikapu     vikapu
bag       3 mfuko      mifuko
shelf     9 rafu
child     1 mtoto      watoto
pupil     1 mwanafunzi wanafunzi
guest     1 mgeni      wageni
worker    1 mfanyakazi wafanyakazi
farmer    1 mkulima    wakulima
teacher   1 mwalimu    walimu
hour      9 saa
day       9 siku
week      9 wiki
month     3 mwezi      miezi
shilling  9 shilingi
naira     9 naira
dirham    9 dirhamu
rupee     9 rupia
ringgit   9 ringgit
yuan      9 yuan
peso      9 peso
dollar    9 dola
euro      9 euro
kilometre 9 kilomita
mile      9 maili
gram      9 gramu
market    5 soko       masoko
souk      5 soko       masoko
bazaar    9 bazari
port      9 bandari
station   7 kituo      vituo
farm      5 shamba     mashamba
nanenane  9 Nanenane
homowo    9 Homowo
eid       9 Idi
diwali    9 Diwali
songkran  9 Songkran
tanabata  9 Tanabata
carnival  9 Kanivali
halloween 9 Halloween
easter    9 Pasaka
day0      9 Jumatatu
day1      9 Jumanne
day2      9 Jumatano
day3      9 Alhamisi
day4      9 Ijumaa
day5      9 Jumamosi
day6      9 Jumapili
"""

NOUNS: Mapping[str, Noun] = {lemma: _noun(int(forms[0]), forms[1], forms[-1]) for lemma, forms in grammar.rows(_NOUNS)}

_SIZE = "ya idadi ya {N.many} {N.of} {B}"

_RESULTS = {
    "has": "{A} ana {N.many} {x}",
    "now": "sasa {A} ana {N.many} {x}",
    "all": "kuna {N.many} {x} kwa jumla",
    "each": "kila {K.one} anapata {N.many} {x}",
    "money": "{A} anapata {M.many} {x}",
    "they_money": "wanapata {M.many} {x}",
    "left": "{A} anabaki na {M.many} {x}",
    "they_left": "wanabaki na {M.many} {x}",
    "lost": "{A} anatoa {N.many} {x}",
    "gained": "{A} anapokea {N.many} {x}",
    "on": "jioni ya {W.one} {A} ana {N.many} {x}",
    "all_on": "jioni ya {W.one} wana {N.many} {x} kwa jumla",
    "speed": "{A} anafanya {x} ya kazi kila {T.one}",
    "speeds": "kwa pamoja wanafanya {x} ya kazi kila {T.one}",
    "done": "{A} amefanya {x} ya kazi",
    "rest": "sehemu ya kazi iliyobaki ni {x}",
    "need": "kwa pamoja wanahitaji {T.many} {x}",
    "unit": "kila {N.one} {N.costs} {M.many} {x}",
    "cost": "bei ya {N.many} {N.all} ni {M.many} {x}",
    "paid": "{A} analipa {M.many} {x} kwa jumla",
    "sugar": "{A} anaongeza {G.many} {x} za sukari",
    "sugars": "kuna {G.many} {x} za sukari kwa jumla",
    "litres": "kuna lita {x} kwa jumla",
    "mix": "kila lita ya mchanganyiko ina {G.many} {x} za sukari",
    "change": "kwa pamoja umri wao unabadilika kwa miaka {x}",
    "today": "leo jumla ya umri wao ni miaka {x}",
    "extra": "miaka ya ziada kwa jumla ni {x}",
    "equal": "bila miaka ya ziada inabaki miaka {x}",
    "parts": "kuna sehemu sawa {x}",
    "old": "{A} ana umri wa miaka {x}",
}

SENTENCES: Templates = {
    "scene": (
        "{L.One} {L.full} watu kabla ya sikukuu ya {F.one}.",
        "Sikukuu ya {F.one} inakaribia, na {L.one} {L.full} watu.",
    ),
    "given": ("{A} ana {N.many} {n:{N.cls}}.", "{A} anamiliki {N.many} {n:{N.cls}}."),
    "pack": (
        "{A} ana {C.many} {n:{C.cls}}, na kila {C.one} {C.has} {N.many} {m:{N.cls}}.",
        "{A} ana {C.many} {n:{C.cls}} {C.of} {N.many} {m:{N.cls}} kila {C.single}.",
    ),
    "rate": (
        "{A} hukusanya {N.many} {n:{N.cls}} kila {T.one} kwa {T.many} {m:{T.cls}}.",
        "Kwa {T.many} {m:{T.cls}}, {A} hukusanya {N.many} {n:{N.cls}} kila {T.one}.",
    ),
    "more": ("{A} ana {N.many} {n:{N.cls}} zaidi ya {B}.", "{A} anamzidi {B} kwa {N.many} {n:{N.cls}}."),
    "fewer": (
        "{A} ana {N.many} {N.few} kuliko {B} kwa {n:{N.cls}}.",
        "{A} ana {N.many} {n:{N.cls}} pungufu ya {B}.",
    ),
    "times": (
        "Idadi ya {N.many} {N.of} {A} ni mara {n:10} " + _SIZE + ".",
        "{A} ana {N.many} mara {n:10} ya {B}.",
    ),
    "twice": (
        "Idadi ya {N.many} {N.of} {A} ni mara mbili " + _SIZE + ".",
        "{A} ana {N.many} mara mbili ya {B}.",
    ),
    "half": ("Idadi ya {N.many} {N.of} {A} ni nusu " + _SIZE + ".", "{A} ana nusu ya {N.many} {N.of} {B}."),
    "third": ("Idadi ya {N.many} {N.of} {A} ni theluthi " + _SIZE + ".", "{A} ana theluthi ya {N.many} {N.of} {B}."),
    "quarter": ("Idadi ya {N.many} {N.of} {A} ni robo " + _SIZE + ".", "{A} ana robo ya {N.many} {N.of} {B}."),
    "give": ("Kisha {A} anampa {B} {N.many} {n:{N.cls}}.", "Kisha {A} anampatia {B} {N.many} {n:{N.cls}}."),
    "lose": ("Kisha {A} anagawa {N.many} {n:{N.cls}}.", "Kisha {A} anapoteza {N.many} {n:{N.cls}}."),
    "gain": ("Kisha {A} ananunua {N.many} {n:{N.cls}} zaidi.", "Kisha {A} anapata {N.many} {n:{N.cls}} zaidi."),
    "together": ("{people} wanaweka {N.many} {N.their} pamoja.", "{people} wanakusanya {N.many} {N.their} pamoja."),
    "share": (
        "Kisha {A} anawagawia {K.many} {n:{K.cls}} {N.many} {N.all} kwa usawa.",
        "Kisha {A} anagawanya {N.many} {N.all} kwa {K.many} {n:{K.cls}} kwa usawa.",
    ),
    "they_share": (
        "Kisha wanawagawia {K.many} {n:{K.cls}} {N.many} {N.all} kwa usawa.",
        "Kisha wanagawanya {N.many} {N.all} kwa {K.many} {n:{K.cls}} kwa usawa.",
    ),
    "sell": (
        "Kisha {A} anauza {N.many} {N.all} kwa {M.many} {n:10} kila {N.single}.",
        "Kisha {A} anauza {N.many} {N.all}, kila {N.single} kwa {M.many} {n:10}.",
    ),
    "they_sell": (
        "Kisha wanauza {N.many} {N.all} kwa {M.many} {n:10} kila {N.single}.",
        "Kisha wanauza {N.many} {N.all}, kila {N.single} kwa {M.many} {n:10}.",
    ),
    "pay": (
        "Kisha {A} analipa {M.many} {n:10} kwa usafiri.",
        "Kisha {A} analipa {M.many} {n:10} kwa chakula.",
        "Kisha {A} analipa {M.many} {n:10} kwa kodi.",
    ),
    "they_pay": (
        "Kisha wanalipa {M.many} {n:10} kwa usafiri.",
        "Kisha wanalipa {M.many} {n:10} kwa chakula.",
        "Kisha wanalipa {M.many} {n:10} kwa kodi.",
    ),
    "small": "{A} pia ana {N.many} {N.small} {n:{N.cls}}.",
    "big": "{A} pia ana {N.many} {N.big} {n:{N.cls}}.",
    "age": "{A} ana umri wa miaka {n:4}.",
    "far": "{L.One} {L.stands} umbali wa {D.many} {n:10}.",
    "price": "{N.One} {N.single} {N.costs} {M.many} {n:10}.",
    "ask_has": ("{A} ana {N.many} {N.how_many}?", "Tafuta {A} ana {N.many} {N.how_many}."),
    "ask_now": ("Sasa {A} ana {N.many} {N.how_many}?", "Tafuta {A} sasa ana {N.many} {N.how_many}."),
    "ask_all": ("Kuna {N.many} {N.how_many} kwa jumla?", "Tafuta kuna {N.many} {N.how_many} kwa jumla."),
    "ask_each": ("Kila {K.one} anapata {N.many} {N.how_many}?", "Tafuta kila {K.one} anapata {N.many} {N.how_many}."),
    "ask_money": ("{A} anapata {M.many} ngapi?", "Tafuta {A} anapata {M.many} ngapi."),
    "ask_they_money": ("Wanapata {M.many} ngapi?", "Tafuta wanapata {M.many} ngapi."),
    "ask_left": ("{A} anabaki na {M.many} ngapi?", "Tafuta {A} anabaki na {M.many} ngapi."),
    "ask_they_left": ("Wanabaki na {M.many} ngapi?", "Tafuta wanabaki na {M.many} ngapi."),
    "given_some": ("{A} ana {N.many} kadhaa.", "Mwanzoni {A} ana idadi fulani ya {N.many}."),
    "lose_some": ("Kisha {A} anagawa {N.many} kadhaa.", "Kisha {A} anapoteza {N.many} kadhaa."),
    "gain_some": ("Kisha {A} ananunua {N.many} kadhaa zaidi.", "Kisha {A} anapata {N.many} kadhaa zaidi."),
    "ask_start": (
        "Mwanzoni {A} alikuwa na {N.many} {N.how_many}?",
        "Tafuta {A} alikuwa na {N.many} {N.how_many} mwanzoni.",
    ),
    "ask_lost": ("{A} alitoa {N.many} {N.how_many}?", "Tafuta {A} alitoa {N.many} {N.how_many}."),
    "ask_gained": ("{A} alipokea {N.many} {N.how_many}?", "Tafuta {A} alipokea {N.many} {N.how_many}."),
    "bought": (
        "Mnamo {W.one}, {A} ananunua {N.many} {n:{N.cls}}.",
        "{A} ananunua {N.many} {n:{N.cls}} mnamo {W.one}.",
    ),
    "sold": (
        "Mnamo {W.one}, {A} anauza {N.many} {n:{N.cls}}.",
        "{A} anauza {N.many} {n:{N.cls}} mnamo {W.one}.",
    ),
    "spoilt": (
        "Mnamo {W.one}, {A} anatupa {N.many} {n:{N.cls}}.",
        "{A} anatupa {N.many} {n:{N.cls}} mnamo {W.one}.",
    ),
    "stock": ("{A} anaanza na {N.many} {n:{N.cls}} ghalani.", "Mwanzoni {A} ana {N.many} {n:{N.cls}} ghalani."),
    "sent": (
        "Mnamo {W.one}, {A} anamtumia {B} {N.many} {n:{N.cls}}.",
        "{A} anamtumia {B} {N.many} {n:{N.cls}} mnamo {W.one}.",
    ),
    "ask_on": (
        "{A} ana {N.many} {N.how_many} ghalani jioni ya {W.one}?",
        "Tafuta {A} ana {N.many} {N.how_many} ghalani jioni ya {W.one}.",
    ),
    "ask_all_on": (
        "{people} wana {N.many} {N.how_many} kwa jumla jioni ya {W.one}?",
        "Tafuta {people} wana {N.many} {N.how_many} kwa jumla jioni ya {W.one}.",
    ),
    "alone": (
        "{A} anaweza kumaliza kazi peke yake kwa {T.many} {n:{T.cls}}.",
        "Peke yake, {A} anahitaji {T.many} {n:{T.cls}} kumaliza kazi.",
    ),
    "first": (
        "Kwanza {A} anafanya kazi peke yake kwa {T.many} {n:{T.cls}}.",
        "{A} anaanza peke yake na kufanya kazi kwa {T.many} {n:{T.cls}}.",
    ),
    "ask_need": (
        "{people} wanahitaji {T.many} {T.how_many} kumaliza kazi pamoja?",
        "Tafuta {people} wanahitaji {T.many} {T.how_many} kumaliza kazi pamoja.",
    ),
    "ask_need_rest": (
        "Kisha {people} wanahitaji {T.many} {T.how_many} kumaliza kazi iliyobaki pamoja?",
        "Tafuta kisha {people} wanahitaji {T.many} {T.how_many} kumaliza kazi iliyobaki pamoja.",
    ),
    "deal": (
        "Unalipa {M.many} {m:10} kwa {N.many} {n:{N.cls}}.",
        "Bei ya {N.many} {n:{N.cls}} ni {M.many} {m:10}.",
    ),
    "order": ("{A} ananunua {N.many} {n:{N.cls}}.", "{A} anachukua {N.many} {n:{N.cls}}."),
    "ask_paid": ("{A} analipa {M.many} ngapi?", "Tafuta {A} analipa {M.many} ngapi."),
    "pour": (
        "{A} anamimina lita {n:10} zenye {G.many} {m:10} za sukari kwa kila lita.",
        "{A} anaongeza lita {n:10}, kila moja ikiwa na {G.many} {m:10} za sukari.",
    ),
    "ask_mix": (
        "Kila lita ya mchanganyiko ina {G.many} ngapi za sukari?",
        "Tafuta kila lita ya mchanganyiko ina {G.many} ngapi za sukari.",
    ),
    "times_old": ("Umri wa {A} ni mara {n:10} ya umri wa {B}.", "{A} ana umri mara {n:10} ya umri wa {B}."),
    "older": ("{A} anamzidi {B} kwa miaka {n:4}.", "{A} ni mkubwa kuliko {B} kwa miaka {n:4}."),
    "sum_now": ("Jumla ya umri wa {people} ni miaka {n:4}.", "{people} wana jumla ya miaka {n:4}."),
    "sum_then": (
        "Baada ya miaka {m:4} {people} watakuwa na jumla ya miaka {n:4}.",
        "Baada ya miaka {m:4} jumla ya umri wa {people} itakuwa miaka {n:4}.",
    ),
    "sum_ago": (
        "Miaka {m:4} iliyopita {people} walikuwa na jumla ya miaka {n:4}.",
        "Miaka {m:4} iliyopita jumla ya umri wa {people} ilikuwa miaka {n:4}.",
    ),
    "ask_age": ("{A} ana umri wa miaka mingapi leo?", "Tafuta {A} ana umri wa miaka mingapi leo."),
    "years": "miaka {v}",
    "amount": "{N.many} {v}",
    **grammar.outcomes(_RESULTS, grammar.ENDS, "Matokeo:"),
}

STEPS: Templates = grammar.steps(_RESULTS, so="kwa hiyo")


def person(name: str) -> str:
    """A name never changes."""
    return name


def people(names: Sequence[str]) -> str:
    """ "Amina, Juma na Zuri"."""
    return grammar.listed(names, "na")
