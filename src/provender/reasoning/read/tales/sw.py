"""Reading word problems in Swahili: every form by hand, and the class of the plural with every noun."""

from provender.reasoning.read.tales.grammar import Language, concords

_NOUNS = """
N 8 book kitabu vitabu
N 8 cup kikombe vikombe
N 6 egg yai mayai
N 6 flower ua maua
N 4 ball mpira mipira
N 10 pen kalamu
N 10 plate sahani
N 10 tomato nyanya
N 4 loaf mkate mikate
N 4 candle mshumaa mishumaa
N 6 mango embe maembe
N 6 pineapple nanasi mananasi
N 10 chapati chapati
N 4 mat mkeka mikeka
N 8 onion kitunguu vitunguu
N 10 banana ndizi
N 10 drum ngoma
N 6 papaya papai mapapai
N 8 pot chungu vyungu
N 10 bracelet bangili
N 10 date tende
N 10 olive zeituni
N 6 rug zulia mazulia
N 6 teapot birika mabirika
N 10 lantern taa
N 6 lemon limau malimau
N 10 samosa sambusa
N 10 kite tiara
N 6 bowl bakuli mabakuli
N 10 peach pichi
N 6 melon tikiti matikiti
N 6 avocado parachichi maparachichi
N 6 guitar gitaa magitaa
N 10 hat kofia
N 6 pumpkin boga maboga
N 10 biscuit biskuti
N 6 apple tufaha matufaha
N 6 shirt shati mashati
N 10 letter barua
N 10 cake keki
N 8 spoon kijiko vijiko
N 8 chair kiti viti
N 6 orange chungwa machungwa
C 6 box sanduku masanduku
C 8 basket kikapu vikapu
C 4 bag mfuko mifuko
C 10 shelf rafu
K 2 child mtoto watoto
K 2 pupil mwanafunzi wanafunzi
K 2 guest mgeni wageni
K 2 worker mfanyakazi wafanyakazi
K 2 farmer mkulima wakulima
K 2 teacher mwalimu walimu
T 10 hour saa
T 10 day siku
T 10 week wiki
T 4 month mwezi miezi
M 10 shilling shilingi
M 10 naira naira
M 10 dirham dirhamu
M 10 rupee rupia
M 10 ringgit ringgit
M 10 yuan yuan
M 10 peso peso
M 10 dollar dola
M 10 euro euro
D 10 kilometre kilomita
D 10 mile maili
G 10 gram gramu
L 6 market soko masoko
L 10 bazaar bazari
L 10 port bandari
L 8 station kituo vituo
L 6 farm shamba mashamba
F 10 nanenane Nanenane
F 10 homowo Homowo
F 10 eid Idi
F 10 diwali Diwali
F 10 songkran Songkran
F 10 tanabata Tanabata
F 10 carnival Kanivali
F 10 halloween Halloween
F 10 easter Pasaka
W 10 day0 Jumatatu
W 10 day1 Jumanne
W 10 day2 Jumatano
W 10 day3 Alhamisi
W 10 day4 Ijumaa
W 10 day5 Jumamosi
W 10 day6 Jumapili
"""

# class of the plural -> what agrees with it; `moja`, `na`, `gharimu`, `ko` and `jaa` agree with the singular
_CONCORDS = concords(
    "ngapi ote  ao   a  chache   dogo   kubwa   moja   na   gharimu      ko   jaa",
    {
        "2":  "wangapi  -     -    -   -         -       -        -       -     -             -     -",
        "4":  "mingapi  yote  yao  ya  michache  midogo  mikubwa  mmoja   una   unagharimu    uko   umejaa",
        "6":  "mangapi  yote  yao  ya  machache  madogo  makubwa  moja    lina  linagharimu   liko  limejaa",
        "8":  "vingapi  vyote vyao vya vichache  vidogo  vikubwa  kimoja  kina  kinagharimu   kiko  kimejaa",
        "10": "ngapi    zote  zao  za  chache    ndogo   kubwa    moja    ina   inagharimu    iko   imejaa",
    },
)  # fmt: skip
_NUMERALS = {
    "#0": "sita=6 saba=7 tisa=9 kumi=10",
    "#2": "wawili=2 watatu=3 wanne=4 watano=5 wanane=8",
    "#4": "miwili=2 mitatu=3 minne=4 mitano=5 minane=8",
    "#6": "mawili=2 matatu=3 manne=4 matano=5 manane=8",
    "#8": "viwili=2 vitatu=3 vinne=4 vitano=5 vinane=8",
    "#10": "mbili=2 tatu=3 nne=4 tano=5 nane=8",
}

_NOISE = """
scene     {^l} {jaa:L} watu kabla ya sikukuu ya {F}
scene     Sikukuu ya {F} inakaribia , na {l} {jaa:L} watu
age       {A} ana umri wa miaka {1:4}
far       {^l} {ko:L} umbali wa {D} {1:10}
price     {^n} {moja:N} {gharimu:N} {M} {1:10}
"""
_QUANTITIES = """
given     {A} ana {N} {1:N}
given     {A} anamiliki {N} {1:N}
pack      {A} ana {C} {1:C} , na kila {c} {na:C} {N} {2:N}
pack      {A} ana {C} {1:C} {a:C} {N} {2:N} kila {moja:C}
rate      {A} hukusanya {N} {1:N} kila {t} kwa {T} {2:T}
rate      Kwa {T} {2:T} , {A} hukusanya {N} {1:N} kila {t}
more      {A} ana {N} {1:N} zaidi ya {B}
more      {A} anamzidi {B} kwa {N} {1:N}
fewer     {A} ana {N} {chache:N} kuliko {B} kwa {1:N}
fewer     {A} ana {N} {1:N} pungufu ya {B}
times     Idadi ya {N} {a:N} {A} ni mara {1:10} ya idadi ya {N} {a:N} {B}
times     {A} ana {N} mara {1:10} ya {B}
twice     Idadi ya {N} {a:N} {A} ni mara mbili ya idadi ya {N} {a:N} {B}
twice     {A} ana {N} mara mbili ya {B}
half      Idadi ya {N} {a:N} {A} ni nusu ya idadi ya {N} {a:N} {B}
half      {A} ana nusu ya {N} {a:N} {B}
third     Idadi ya {N} {a:N} {A} ni theluthi ya idadi ya {N} {a:N} {B}
third     {A} ana theluthi ya {N} {a:N} {B}
quarter   Idadi ya {N} {a:N} {A} ni robo ya idadi ya {N} {a:N} {B}
quarter   {A} ana robo ya {N} {a:N} {B}
give      Kisha {A} anampa {B} {N} {1:N}
give      Kisha {A} anampatia {B} {N} {1:N}
lose      Kisha {A} anagawa {N} {1:N}
lose      Kisha {A} anapoteza {N} {1:N}
gain      Kisha {A} ananunua {N} {1:N} zaidi
gain      Kisha {A} anapata {N} {1:N} zaidi
together  {people} wanaweka {N} {ao:N} pamoja
together  {people} wanakusanya {N} {ao:N} pamoja
share      Kisha {A} anawagawia {K} {1:K} {N} {ote:N} kwa usawa
share      Kisha {A} anagawanya {N} {ote:N} kwa {K} {1:K} kwa usawa
they_share Kisha wanawagawia {K} {1:K} {N} {ote:N} kwa usawa
they_share Kisha wanagawanya {N} {ote:N} kwa {K} {1:K} kwa usawa
sell      Kisha {A} anauza {N} {ote:N} kwa {M} {1:10} kila {moja:N}
sell      Kisha {A} anauza {N} {ote:N} , kila {moja:N} kwa {M} {1:10}
they_sell Kisha wanauza {N} {ote:N} kwa {M} {1:10} kila {moja:N}
they_sell Kisha wanauza {N} {ote:N} , kila {moja:N} kwa {M} {1:10}
pay       Kisha {A} analipa {M} {1:10} kwa usafiri
pay       Kisha {A} analipa {M} {1:10} kwa chakula
pay       Kisha {A} analipa {M} {1:10} kwa kodi
they_pay  Kisha wanalipa {M} {1:10} kwa usafiri
they_pay  Kisha wanalipa {M} {1:10} kwa chakula
they_pay  Kisha wanalipa {M} {1:10} kwa kodi
small     {A} pia ana {N} {dogo:N} {1:N}
big       {A} pia ana {N} {kubwa:N} {1:N}
"""
_ASK_QUANTITIES = """
ask_has   {A} ana {N} {ngapi:N} ?
ask_has   Tafuta {A} ana {N} {ngapi:N}
ask_now   Sasa {A} ana {N} {ngapi:N} ?
ask_now   Tafuta {A} sasa ana {N} {ngapi:N}
ask_all   Kuna {N} {ngapi:N} kwa jumla ?
ask_all   Tafuta kuna {N} {ngapi:N} kwa jumla
ask_each  Kila {k} anapata {N} {ngapi:N} ?
ask_each  Tafuta kila {k} anapata {N} {ngapi:N}
ask_money {A} anapata {M} ngapi ?
ask_money Tafuta {A} anapata {M} ngapi
ask_left  {A} anabaki na {M} ngapi ?
ask_left  Tafuta {A} anabaki na {M} ngapi
ask_they_money Wanapata {M} ngapi ?
ask_they_money Tafuta wanapata {M} ngapi
ask_they_left  Wanabaki na {M} ngapi ?
ask_they_left  Tafuta wanabaki na {M} ngapi
"""
_RESULTS = """
has       {A} ana {N} {=}
now       Sasa {A} ana {N} {=}
all       Kuna {N} {=} kwa jumla
each      Kila {k} anapata {N} {=}
money     {A} anapata {M} {=}
left      {A} anabaki na {M} {=}
they_money Wanapata {M} {=}
they_left  Wanabaki na {M} {=}
"""
_UNKNOWN = """
given_some {A} ana {N} kadhaa
given_some Mwanzoni {A} ana idadi fulani ya {N}
lose_some Kisha {A} anagawa {N} kadhaa
lose_some Kisha {A} anapoteza {N} kadhaa
gain_some Kisha {A} ananunua {N} kadhaa zaidi
gain_some Kisha {A} anapata {N} kadhaa zaidi
ask_start Mwanzoni {A} alikuwa na {N} {ngapi:N} ?
ask_start Tafuta {A} alikuwa na {N} {ngapi:N} mwanzoni
ask_lost  {A} alitoa {N} {ngapi:N} ?
ask_lost  Tafuta {A} alitoa {N} {ngapi:N}
ask_gained {A} alipokea {N} {ngapi:N} ?
ask_gained Tafuta {A} alipokea {N} {ngapi:N}
told_all  Kuna {N} {1} kwa jumla
told_all  Matokeo : kuna {N} {1} kwa jumla
told_each Kila {k} anapata {N} {1}
told_each Matokeo : kila {k} anapata {N} {1}
told_money {A} anapata {M} {1}
told_money Matokeo : {A} anapata {M} {1}
told_left {A} anabaki na {M} {1}
told_left Matokeo : {A} anabaki na {M} {1}
told_they_money Wanapata {M} {1}
told_they_money Matokeo : wanapata {M} {1}
told_they_left Wanabaki na {M} {1}
told_they_left Matokeo : wanabaki na {M} {1}
"""
_RESULTS_UNKNOWN = """
lost      {A} anatoa {N} {=}
gained    {A} anapokea {N} {=}
"""
_INVENTORY = """
bought    Mnamo {w} , {A} ananunua {N} {1:N}
bought    {A} ananunua {N} {1:N} mnamo {w}
sold      Mnamo {w} , {A} anauza {N} {1:N}
sold      {A} anauza {N} {1:N} mnamo {w}
spoilt    Mnamo {w} , {A} anatupa {N} {1:N}
spoilt    {A} anatupa {N} {1:N} mnamo {w}
stock     {A} anaanza na {N} {1:N} ghalani
stock     Mwanzoni {A} ana {N} {1:N} ghalani
sent      Mnamo {w} , {A} anamtumia {B} {N} {1:N}
sent      {A} anamtumia {B} {N} {1:N} mnamo {w}
ask_on    {A} ana {N} {ngapi:N} ghalani jioni ya {w} ?
ask_on    Tafuta {A} ana {N} {ngapi:N} ghalani jioni ya {w}
ask_all_on {people} wana {N} {ngapi:N} kwa jumla jioni ya {w} ?
ask_all_on Tafuta {people} wana {N} {ngapi:N} kwa jumla jioni ya {w}
"""
_RESULTS_INVENTORY = """
on        Jioni ya {w} {A} ana {N} {=}
all_on    Jioni ya {w} wana {N} {=} kwa jumla
"""
_RATES = """
alone     {A} anaweza kumaliza kazi peke yake kwa {T} {1:T}
alone     Peke yake , {A} anahitaji {T} {1:T} kumaliza kazi
first     Kwanza {A} anafanya kazi peke yake kwa {T} {1:T}
first     {A} anaanza peke yake na kufanya kazi kwa {T} {1:T}
ask_need  {people} wanahitaji {T} {ngapi:T} kumaliza kazi pamoja ?
ask_need  Tafuta {people} wanahitaji {T} {ngapi:T} kumaliza kazi pamoja
ask_need_rest Kisha {people} wanahitaji {T} {ngapi:T} kumaliza kazi iliyobaki pamoja ?
ask_need_rest Tafuta kisha {people} wanahitaji {T} {ngapi:T} kumaliza kazi iliyobaki pamoja
deal      Unalipa {M} {2:10} kwa {N} {1:N}
deal      Bei ya {N} {1:N} ni {M} {2:10}
order     {A} ananunua {N} {1:N}
order     {A} anachukua {N} {1:N}
ask_paid  {A} analipa {M} ngapi ?
ask_paid  Tafuta {A} analipa {M} ngapi
pour      {A} anamimina lita {1:10} zenye {G} {2:10} za sukari kwa kila lita
pour      {A} anaongeza lita {1:10} , kila moja ikiwa na {G} {2:10} za sukari
ask_mix   Kila lita ya mchanganyiko ina {G} ngapi za sukari ?
ask_mix   Tafuta kila lita ya mchanganyiko ina {G} ngapi za sukari
"""
_RESULTS_RATES = """
speed     {A} anafanya {=} ya kazi kila {t}
speeds    Kwa pamoja wanafanya {=} ya kazi kila {t}
done      {A} amefanya {=} ya kazi
rest      Sehemu ya kazi iliyobaki ni {=}
need      Kwa pamoja wanahitaji {T} {=}
unit      Kila {n} {gharimu:N} {M} {=}
cost      Bei ya {N} {ote:N} ni {M} {=}
paid      {A} analipa {M} {=} kwa jumla
sugar     {A} anaongeza {G} {=} za sukari
sugars    Kuna {G} {=} za sukari kwa jumla
litres    Kuna lita {=} kwa jumla
mix       Kila lita ya mchanganyiko ina {G} {=} za sukari
"""
_AGES = """
times_old Umri wa {A} ni mara {1:10} ya umri wa {B}
times_old {A} ana umri mara {1:10} ya umri wa {B}
older     {A} anamzidi {B} kwa miaka {1:4}
older     {A} ni mkubwa kuliko {B} kwa miaka {1:4}
sum_now   Jumla ya umri wa {people} ni miaka {1:4}
sum_now   {people} wana jumla ya miaka {1:4}
sum_then  Baada ya miaka {2:4} {people} watakuwa na jumla ya miaka {1:4}
sum_then  Baada ya miaka {2:4} jumla ya umri wa {people} itakuwa miaka {1:4}
sum_ago   Miaka {2:4} iliyopita {people} walikuwa na jumla ya miaka {1:4}
sum_ago   Miaka {2:4} iliyopita jumla ya umri wa {people} ilikuwa miaka {1:4}
ask_age   {A} ana umri wa miaka mingapi leo ?
ask_age   Tafuta {A} ana umri wa miaka mingapi leo
"""
_RESULTS_AGES = """
change    Kwa pamoja umri wao unabadilika kwa miaka {=}
today     Leo jumla ya umri wao ni miaka {=}
extra     Miaka ya ziada kwa jumla ni {=}
equal     Bila miaka ya ziada inabaki miaka {=}
parts     Kuna sehemu sawa {=}
old       {A} ana umri wa miaka {=}
"""


def _plain(text: str) -> str:
    """Colons and question marks are words."""
    return text.replace(":", " :").replace("?", " ?")


SWAHILI = Language(
    nouns=_NOUNS,
    concords=_CONCORDS,
    numerals=_NUMERALS,
    plural_agrees=True,
    joiner="na",
    so="kwa hiyo",
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
    amount="{1} {0}",
    years="miaka",
)
