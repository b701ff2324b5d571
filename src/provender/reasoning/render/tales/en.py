"""Word problems in English: nouns let nothing agree but the number."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from provender.reasoning.render.numbers import english
from provender.reasoning.render.tales import grammar
from provender.reasoning.render.wording import Templates


class Noun(NamedTuple):
    """A noun in both numbers."""

    one: str
    many: str


_NOUNS = """
book      book
cup       cup
egg       egg
flower    flower
ball      ball
pen       pen
plate     plate
tomato    tomato     tomatoes
loaf      loaf       loaves
candle    candle
mango     mango      mangoes
pineapple pineapple
chapati   chapati
mat       mat
onion     onion
banana    banana
drum      drum
papaya    papaya
pot       pot
bracelet  bracelet
date      date
olive     olive
rug       rug
teapot    teapot
lantern   lantern
lemon     lemon
samosa    samosa
kite      kite
bowl      bowl
peach     peach      peaches
melon     melon
avocado   avocado
guitar    guitar
hat       hat
pumpkin   pumpkin
biscuit   biscuit
apple     apple
shirt     shirt
letter    letter
cake      cake
spoon     spoon
chair     chair
orange    orange
box       box        boxes
basket    basket
bag       bag
shelf     shelf      shelves
child     child      children
pupil     pupil
guest     guest
worker    worker
farmer    farmer
teacher   teacher
hour      hour
day       day
week      week
month     month
shilling  shilling
naira     naira      naira
dirham    dirham
rupee     rupee
ringgit   ringgit    ringgit
yuan      yuan       yuan
peso      peso
dollar    dollar
euro      euro
kilometre kilometre
mile      mile
gram      gram
market    market
souk      souk
bazaar    bazaar
port      port
station   station
farm      farm
nanenane  Nanenane
homowo    Homowo
eid       Eid
diwali    Diwali
songkran  Songkran
tanabata  Tanabata
carnival  Carnival
halloween Halloween
easter    Easter
day0      Monday
day1      Tuesday
day2      Wednesday
day3      Thursday
day4      Friday
day5      Saturday
day6      Sunday
"""

NOUNS: Mapping[str, Noun] = {
    lemma: Noun(forms[0], forms[-1] if len(forms) > 1 else f"{forms[0]}s") for lemma, forms in grammar.rows(_NOUNS)
}

_RESULTS = {
    "has": "{A} has {x} {N.many}",
    "now": "now {A} has {x} {N.many}",
    "all": "there are {x} {N.many} in all",
    "each": "each {K.one} gets {x} {N.many}",
    "money": "{A} earns {x} {M.many}",
    "they_money": "they earn {x} {M.many}",
    "left": "{A} has {x} {M.many} left",
    "they_left": "they have {x} {M.many} left",
    "lost": "{A} parts with {x} {N.many}",
    "gained": "{A} receives {x} {N.many}",
    "on": "on {W.one} evening {A} has {x} {N.many}",
    "all_on": "on {W.one} evening they have {x} {N.many} together",
    "speed": "{A} does {x} of the job each {T.one}",
    "speeds": "together they do {x} of the job each {T.one}",
    "done": "{A} has done {x} of the job",
    "rest": "the part of the job that is left is {x}",
    "need": "together they need {x} {T.many}",
    "unit": "each {N.one} costs {x} {M.many}",
    "cost": "the {N.many} cost {x} {M.many}",
    "paid": "{A} pays {x} {M.many} in all",
    "sugar": "{A} adds {x} {G.many} of sugar",
    "sugars": "there are {x} {G.many} of sugar in all",
    "litres": "there are {x} litres in all",
    "mix": "each litre of the mixture has {x} {G.many} of sugar",
    "change": "all of them together change by {x} years",
    "today": "today they are {x} years old together",
    "extra": "the extra years add up to {x}",
    "equal": "without the extra years {x} years are left",
    "parts": "there are {x} equal parts",
    "old": "{A} is {x} years old",
}

SENTENCES: Templates = {
    "scene": ("The {L.one} is busy before {F.one}.", "{F.one} is near, and the {L.one} is full of people."),
    "given": ("{A} has {n} {N.many}.", "{A} owns {n} {N.many}."),
    "pack": (
        "{A} has {n} {C.many}, and each {C.one} holds {m} {N.many}.",
        "{A} has {n} {C.many} with {m} {N.many} in each.",
    ),
    "rate": (
        "{A} collects {n} {N.many} each {T.one} for {m} {T.many}.",
        "For {m} {T.many}, {A} collects {n} {N.many} each {T.one}.",
    ),
    "more": ("{A} has {n} more {N.many} than {B}.", "{A} has {n} {N.many} more than {B}."),
    "fewer": ("{A} has {n} fewer {N.many} than {B}.", "{A} has {n} {N.many} fewer than {B}."),
    "times": ("{A} has {n} times as many {N.many} as {B}.", "{A} owns {n} times as many {N.many} as {B}."),
    "twice": ("{A} has twice as many {N.many} as {B}.", "{A} owns twice as many {N.many} as {B}."),
    "half": ("{A} has half as many {N.many} as {B}.", "{A} owns half as many {N.many} as {B}."),
    "third": ("{A} has a third as many {N.many} as {B}.", "{A} owns a third as many {N.many} as {B}."),
    "quarter": ("{A} has a quarter as many {N.many} as {B}.", "{A} owns a quarter as many {N.many} as {B}."),
    "give": ("Then {A} gives {B} {n} {N.many}.", "Then {A} gives {n} {N.many} to {B}."),
    "lose": ("Then {A} gives away {n} {N.many}.", "Then {A} loses {n} {N.many}."),
    "gain": ("Then {A} buys {n} more {N.many}.", "Then {A} gets {n} more {N.many}."),
    "together": ("{people} put their {N.many} together.", "{people} lay their {N.many} in one heap."),
    "share": (
        "Then {A} shares all the {N.many} equally among {n} {K.many}.",
        "Then {A} divides all the {N.many} equally among {n} {K.many}.",
    ),
    "they_share": (
        "Then they share all the {N.many} equally among {n} {K.many}.",
        "Then they divide all the {N.many} equally among {n} {K.many}.",
    ),
    "sell": (
        "Then {A} sells all the {N.many} at {n} {M.many} each.",
        "Then {A} sells all the {N.many}, each for {n} {M.many}.",
    ),
    "they_sell": (
        "Then they sell all the {N.many} at {n} {M.many} each.",
        "Then they sell all the {N.many}, each for {n} {M.many}.",
    ),
    "pay": (
        "Then {A} pays {n} {M.many} for transport.",
        "Then {A} pays {n} {M.many} for food.",
        "Then {A} pays {n} {M.many} for rent.",
    ),
    "they_pay": (
        "Then they pay {n} {M.many} for transport.",
        "Then they pay {n} {M.many} for food.",
        "Then they pay {n} {M.many} for rent.",
    ),
    "small": "{A} also has {n} small {N.many}.",
    "big": "{A} also has {n} big {N.many}.",
    "age": "{A} is {n} years old.",
    "far": "The {L.one} is {n} {D.many} away.",
    "price": "One {N.one} costs {n} {M.many}.",
    "ask_has": ("How many {N.many} does {A} have?", "Find out how many {N.many} {A} has."),
    "ask_now": ("How many {N.many} does {A} have now?", "Find out how many {N.many} {A} has now."),
    "ask_all": ("How many {N.many} are there in all?", "Find out how many {N.many} there are in all."),
    "ask_each": ("How many {N.many} does each {K.one} get?", "Find out how many {N.many} each {K.one} gets."),
    "ask_money": ("How many {M.many} does {A} earn?", "Find out how many {M.many} {A} earns."),
    "ask_they_money": ("How many {M.many} do they earn?", "Find out how many {M.many} they earn."),
    "ask_left": ("How many {M.many} does {A} have left?", "Find out how many {M.many} {A} has left."),
    "ask_they_left": ("How many {M.many} do they have left?", "Find out how many {M.many} they have left."),
    "given_some": ("{A} has some {N.many}.", "At first {A} has a certain number of {N.many}."),
    "lose_some": ("Then {A} gives away some {N.many}.", "Then {A} loses some {N.many}."),
    "gain_some": ("Then {A} buys some more {N.many}.", "Then {A} gets some more {N.many}."),
    "ask_start": ("How many {N.many} did {A} have at first?", "Find out how many {N.many} {A} had at first."),
    "ask_lost": ("How many {N.many} did {A} part with?", "Find out how many {N.many} {A} parted with."),
    "ask_gained": ("How many {N.many} did {A} receive?", "Find out how many {N.many} {A} received."),
    "bought": ("On {W.one}, {A} buys {n} {N.many}.", "{A} buys {n} {N.many} on {W.one}."),
    "sold": ("On {W.one}, {A} sells {n} {N.many}.", "{A} sells {n} {N.many} on {W.one}."),
    "spoilt": ("On {W.one}, {A} throws away {n} {N.many}.", "{A} throws away {n} {N.many} on {W.one}."),
    "stock": ("{A} starts with {n} {N.many} in stock.", "At first {A} has {n} {N.many} in stock."),
    "sent": ("On {W.one}, {A} sends {n} {N.many} to {B}.", "{A} sends {n} {N.many} to {B} on {W.one}."),
    "ask_on": (
        "How many {N.many} does {A} have on {W.one} evening?",
        "Find out how many {N.many} {A} has on {W.one} evening.",
    ),
    "ask_all_on": (
        "How many {N.many} do {people} have together on {W.one} evening?",
        "Find out how many {N.many} {people} have together on {W.one} evening.",
    ),
    "alone": ("{A} can do the job alone in {n} {T.many}.", "Alone, {A} needs {n} {T.many} for the job."),
    "first": ("First {A} works alone for {n} {T.many}.", "{A} begins alone and works for {n} {T.many}."),
    "ask_need": (
        "How many {T.many} do {people} need for the job together?",
        "Find out how many {T.many} {people} need for the job together.",
    ),
    "ask_need_rest": (
        "How many {T.many} do {people} then need together for the rest?",
        "Find out how many {T.many} {people} then need together for the rest.",
    ),
    "deal": ("{n} {N.many} cost {m} {M.many}.", "The price of {n} {N.many} is {m} {M.many}."),
    "order": ("{A} buys {n} {N.many}.", "{A} takes {n} {N.many}."),
    "ask_paid": ("How many {M.many} does {A} pay?", "Find out how many {M.many} {A} pays."),
    "pour": (
        "{A} pours in {n} litres with {m} {G.many} of sugar per litre.",
        "{A} adds {n} litres, each with {m} {G.many} of sugar.",
    ),
    "ask_mix": (
        "How many {G.many} of sugar are in each litre of the mixture?",
        "Find out how many {G.many} of sugar are in each litre of the mixture.",
    ),
    "times_old": ("{A} is {n} times as old as {B}.", "The age of {A} is {n} times the age of {B}."),
    "older": ("{A} is {n} years older than {B}.", "{A} was born {n} years before {B}."),
    "sum_now": ("{people} are {n} years old together.", "The ages of {people} add up to {n} years."),
    "sum_then": (
        "In {m} years {people} will be {n} years old together.",
        "In {m} years the ages of {people} will add up to {n} years.",
    ),
    "sum_ago": (
        "{m} years ago {people} were {n} years old together.",
        "{m} years ago the ages of {people} added up to {n} years.",
    ),
    "ask_age": ("How old is {A} today?", "Find out how old {A} is today."),
    "years": "{v} years",
    "amount": "{v} {N.many}",
    **grammar.outcomes(_RESULTS, grammar.ENDS, "The result:"),
}

STEPS: Templates = grammar.steps(_RESULTS, so="so")


def number(count: int, _agrees: str) -> str:
    """Nothing agrees with a noun."""
    return english(count)


def person(name: str) -> str:
    """A name never changes."""
    return name


def people(names: Sequence[str]) -> str:
    """ "Amina, Juma and Zuri"."""
    return grammar.listed(names, "and")
