"""Reading word problems in English."""

from provender.reasoning.read.tales.grammar import Language

_NOUNS = """
N x book book books
N x cup cup cups
N x egg egg eggs
N x flower flower flowers
N x ball ball balls
N x pen pen pens
N x plate plate plates
N x tomato tomato tomatoes
N x loaf loaf loaves
N x candle candle candles
N x mango mango mangoes
N x pineapple pineapple pineapples
N x chapati chapati chapatis
N x mat mat mats
N x onion onion onions
N x banana banana bananas
N x drum drum drums
N x papaya papaya papayas
N x pot pot pots
N x bracelet bracelet bracelets
N x date date dates
N x olive olive olives
N x rug rug rugs
N x teapot teapot teapots
N x lantern lantern lanterns
N x lemon lemon lemons
N x samosa samosa samosas
N x kite kite kites
N x bowl bowl bowls
N x peach peach peaches
N x melon melon melons
N x avocado avocado avocados
N x guitar guitar guitars
N x hat hat hats
N x pumpkin pumpkin pumpkins
N x biscuit biscuit biscuits
N x apple apple apples
N x shirt shirt shirts
N x letter letter letters
N x cake cake cakes
N x spoon spoon spoons
N x chair chair chairs
N x orange orange oranges
C x box box boxes
C x basket basket baskets
C x bag bag bags
C x shelf shelf shelves
K x child child children
K x pupil pupil pupils
K x guest guest guests
K x worker worker workers
K x farmer farmer farmers
K x teacher teacher teachers
T x hour hour hours
T x day day days
T x week week weeks
T x month month months
M x shilling shilling shillings
M x naira naira
M x dirham dirham dirhams
M x rupee rupee rupees
M x ringgit ringgit
M x yuan yuan
M x peso peso pesos
M x dollar dollar dollars
M x euro euro euros
D x kilometre kilometre kilometres
D x mile mile miles
G x gram gram grams
L x market market markets
L x souk souk souks
L x bazaar bazaar bazaars
L x port port ports
L x station station stations
L x farm farm farms
F x nanenane Nanenane
F x homowo Homowo
F x eid Eid
F x diwali Diwali
F x songkran Songkran
F x tanabata Tanabata
F x carnival Carnival
F x halloween Halloween
F x easter Easter
W x day0 Monday
W x day1 Tuesday
W x day2 Wednesday
W x day3 Thursday
W x day4 Friday
W x day5 Saturday
W x day6 Sunday
"""

_NOISE = """
scene     The {l} is busy before {F}
scene     {F} is near , and the {l} is full of people
age       {A} is {1} years old
far       The {l} is {1} {D} away
price     One {n} costs {1} {M}
"""
_QUANTITIES = """
given     {A} has {1} {N}
given     {A} owns {1} {N}
pack      {A} has {1} {C} , and each {c} holds {2} {N}
pack      {A} has {1} {C} with {2} {N} in each
rate      {A} collects {1} {N} each {t} for {2} {T}
rate      For {2} {T} , {A} collects {1} {N} each {t}
more      {A} has {1} more {N} than {B}
more      {A} has {1} {N} more than {B}
fewer     {A} has {1} fewer {N} than {B}
fewer     {A} has {1} {N} fewer than {B}
times     {A} has {1} times as many {N} as {B}
times     {A} owns {1} times as many {N} as {B}
twice     {A} has twice as many {N} as {B}
twice     {A} owns twice as many {N} as {B}
half      {A} has half as many {N} as {B}
half      {A} owns half as many {N} as {B}
third     {A} has a third as many {N} as {B}
third     {A} owns a third as many {N} as {B}
quarter   {A} has a quarter as many {N} as {B}
quarter   {A} owns a quarter as many {N} as {B}
give      Then {A} gives {B} {1} {N}
give      Then {A} gives {1} {N} to {B}
lose      Then {A} gives away {1} {N}
lose      Then {A} loses {1} {N}
gain      Then {A} buys {1} more {N}
gain      Then {A} gets {1} more {N}
together  {people} put their {N} together
together  {people} lay their {N} in one heap
share      Then {A} shares all the {N} equally among {1} {K}
share      Then {A} divides all the {N} equally among {1} {K}
they_share Then they share all the {N} equally among {1} {K}
they_share Then they divide all the {N} equally among {1} {K}
sell      Then {A} sells all the {N} at {1} {M} each
sell      Then {A} sells all the {N} , each for {1} {M}
they_sell Then they sell all the {N} at {1} {M} each
they_sell Then they sell all the {N} , each for {1} {M}
pay       Then {A} pays {1} {M} for transport
pay       Then {A} pays {1} {M} for food
pay       Then {A} pays {1} {M} for rent
they_pay  Then they pay {1} {M} for transport
they_pay  Then they pay {1} {M} for food
they_pay  Then they pay {1} {M} for rent
small     {A} also has {1} small {N}
big       {A} also has {1} big {N}
"""
_ASK_QUANTITIES = """
ask_has   How many {N} does {A} have ?
ask_has   Find out how many {N} {A} has
ask_now   How many {N} does {A} have now ?
ask_now   Find out how many {N} {A} has now
ask_all   How many {N} are there in all ?
ask_all   Find out how many {N} there are in all
ask_each  How many {N} does each {k} get ?
ask_each  Find out how many {N} each {k} gets
ask_money How many {M} does {A} earn ?
ask_money Find out how many {M} {A} earns
ask_left  How many {M} does {A} have left ?
ask_left  Find out how many {M} {A} has left
ask_they_money How many {M} do they earn ?
ask_they_money Find out how many {M} they earn
ask_they_left  How many {M} do they have left ?
ask_they_left  Find out how many {M} they have left
"""
_RESULTS = """
has       {A} has {=} {N}
now       Now {A} has {=} {N}
all       There are {=} {N} in all
each      Each {k} gets {=} {N}
money     {A} earns {=} {M}
left      {A} has {=} {M} left
they_money They earn {=} {M}
they_left  They have {=} {M} left
"""
_UNKNOWN = """
given_some {A} has some {N}
given_some At first {A} has a certain number of {N}
lose_some Then {A} gives away some {N}
lose_some Then {A} loses some {N}
gain_some Then {A} buys some more {N}
gain_some Then {A} gets some more {N}
ask_start How many {N} did {A} have at first ?
ask_start Find out how many {N} {A} had at first
ask_lost  How many {N} did {A} part with ?
ask_lost  Find out how many {N} {A} parted with
ask_gained How many {N} did {A} receive ?
ask_gained Find out how many {N} {A} received
told_all  There are {1} {N} in all
told_all  The result : there are {1} {N} in all
told_each Each {k} gets {1} {N}
told_each The result : each {k} gets {1} {N}
told_money {A} earns {1} {M}
told_money The result : {A} earns {1} {M}
told_left {A} has {1} {M} left
told_left The result : {A} has {1} {M} left
told_they_money They earn {1} {M}
told_they_money The result : they earn {1} {M}
told_they_left They have {1} {M} left
told_they_left The result : they have {1} {M} left
"""
_RESULTS_UNKNOWN = """
lost      {A} parts with {=} {N}
gained    {A} receives {=} {N}
"""
_INVENTORY = """
bought    On {w} , {A} buys {1} {N}
bought    {A} buys {1} {N} on {w}
sold      On {w} , {A} sells {1} {N}
sold      {A} sells {1} {N} on {w}
spoilt    On {w} , {A} throws away {1} {N}
spoilt    {A} throws away {1} {N} on {w}
stock     {A} starts with {1} {N} in stock
stock     At first {A} has {1} {N} in stock
sent      On {w} , {A} sends {1} {N} to {B}
sent      {A} sends {1} {N} to {B} on {w}
ask_on    How many {N} does {A} have on {w} evening ?
ask_on    Find out how many {N} {A} has on {w} evening
ask_all_on How many {N} do {people} have together on {w} evening ?
ask_all_on Find out how many {N} {people} have together on {w} evening
"""
_RESULTS_INVENTORY = """
on        On {w} evening {A} has {=} {N}
all_on    On {w} evening they have {=} {N} together
"""
_RATES = """
alone     {A} can do the job alone in {1} {T}
alone     Alone , {A} needs {1} {T} for the job
first     First {A} works alone for {1} {T}
first     {A} begins alone and works for {1} {T}
ask_need  How many {T} do {people} need for the job together ?
ask_need  Find out how many {T} {people} need for the job together
ask_need_rest How many {T} do {people} then need together for the rest ?
ask_need_rest Find out how many {T} {people} then need together for the rest
deal      {1} {N} cost {2} {M}
deal      The price of {1} {N} is {2} {M}
order     {A} buys {1} {N}
order     {A} takes {1} {N}
ask_paid  How many {M} does {A} pay ?
ask_paid  Find out how many {M} {A} pays
pour      {A} pours in {1} litres with {2} {G} of sugar per litre
pour      {A} adds {1} litres , each with {2} {G} of sugar
ask_mix   How many {G} of sugar are in each litre of the mixture ?
ask_mix   Find out how many {G} of sugar are in each litre of the mixture
"""
_RESULTS_RATES = """
speed     {A} does {=} of the job each {t}
speeds    Together they do {=} of the job each {t}
done      {A} has done {=} of the job
rest      The part of the job that is left is {=}
need      Together they need {=} {T}
unit      Each {n} costs {=} {M}
cost      The {N} cost {=} {M}
paid      {A} pays {=} {M} in all
sugar     {A} adds {=} {G} of sugar
sugars    There are {=} {G} of sugar in all
litres    There are {=} litres in all
mix       Each litre of the mixture has {=} {G} of sugar
"""
_AGES = """
times_old {A} is {1} times as old as {B}
times_old The age of {A} is {1} times the age of {B}
older     {A} is {1} years older than {B}
older     {A} was born {1} years before {B}
sum_now   {people} are {1} years old together
sum_now   The ages of {people} add up to {1} years
sum_then  In {2} years {people} will be {1} years old together
sum_then  In {2} years the ages of {people} will add up to {1} years
sum_ago   {2} years ago {people} were {1} years old together
sum_ago   {2} years ago the ages of {people} added up to {1} years
ask_age   How old is {A} today ?
ask_age   Find out how old {A} is today
"""
_RESULTS_AGES = """
change    All of them together change by {=} years
today     Today they are {=} years old together
extra     The extra years add up to {=}
equal     Without the extra years {=} years are left
parts     There are {=} equal parts
old       {A} is {=} years old
"""


def _plain(text: str) -> str:
    """Colons and question marks are words."""
    return text.replace(":", " :").replace("?", " ?")


ENGLISH = Language(
    nouns=_NOUNS,
    concords={"x": {}},
    numerals={"#0": "two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10"},
    plural_agrees=False,
    joiner="and",
    so="so",
    facts={
        "quantities": _NOISE + _QUANTITIES + _ASK_QUANTITIES,
        "unknown_given": _NOISE + _QUANTITIES + _UNKNOWN,
        "inventory": _NOISE + _INVENTORY,
        "rates": _NOISE + _RATES,
        "ages": _NOISE + _AGES,
    },
    results={
        "quantities": _RESULTS,
        "unknown_given": _RESULTS + _RESULTS_UNKNOWN,
        "inventory": _RESULTS_INVENTORY,
        "rates": _RESULTS_RATES,
        "ages": _RESULTS_AGES,
    },
    plain=_plain,
)
