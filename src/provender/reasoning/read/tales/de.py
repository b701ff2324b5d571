"""Reading word problems in German."""

from provender.reasoning.read.tales.grammar import Language, concords

_NOUNS = """
N n book Buch Bücher
N f cup Tasse Tassen
N n egg Ei Eier
N f flower Blume Blumen
N m ball Ball Bälle
N m pen Stift Stifte
N m plate Teller
N f tomato Tomate Tomaten
N n loaf Brot Brote
N f candle Kerze Kerzen
N f mango Mango Mangos
N f pineapple Ananas Ananasse
N n chapati Chapati Chapatis
N f mat Matte Matten
N f onion Zwiebel Zwiebeln
N f banana Banane Bananen
N f drum Trommel Trommeln
N f papaya Papaya Papayas
N m pot Topf Töpfe
N n bracelet Armband Armbänder
N f date Dattel Datteln
N f olive Olive Oliven
N m rug Teppich Teppiche
N f teapot Teekanne Teekannen
N f lantern Laterne Laternen
N f lemon Zitrone Zitronen
N f samosa Samosa Samosas
N m kite Drachen
N f bowl Schale Schalen
N m peach Pfirsich Pfirsiche
N f melon Melone Melonen
N f avocado Avocado Avocados
N f guitar Gitarre Gitarren
N m hat Hut Hüte
N m pumpkin Kürbis Kürbisse
N m biscuit Keks Kekse
N m apple Apfel Äpfel
N n shirt Hemd Hemden
N m letter Brief Briefe
N m cake Kuchen
N m spoon Löffel
N m chair Stuhl Stühle
N f orange Orange Orangen
C f box Kiste Kisten
C m basket Korb Körbe
C m bag Sack Säcke
C n shelf Regal Regale
K n child Kind Kinder
K m pupil Schüler
K m guest Gast Gäste
K m worker Arbeiter
K m farmer Bauer Bauern
K m teacher Lehrer
T f hour Stunde Stunden
T m day Tag Tage
T f week Woche Wochen
T m month Monat Monate
M m shilling Schilling
M m naira Naira
M m dirham Dirham
M f rupee Rupie Rupien
M m ringgit Ringgit
M m yuan Yuan
M m peso Peso Pesos
M m dollar Dollar
M m euro Euro
D m kilometre Kilometer
D f mile Meile Meilen
G n gram Gramm
L m market Markt Märkte
L m souk Souk Souks
L m bazaar Basar Basare
L m port Hafen Häfen
L m station Bahnhof Bahnhöfe
L m farm Bauernhof Bauernhöfe
F n nanenane Nanenane
F n homowo Homowo
F n eid Eid
F n diwali Diwali
F n songkran Songkran
F n tanabata Tanabata
F n carnival Karneval
F n halloween Halloween
F n easter Ostern
W m day0 Montag Montagabend
W m day1 Dienstag Dienstagabend
W m day2 Mittwoch Mittwochabend
W m day3 Donnerstag Donnerstagabend
W m day4 Freitag Freitagabend
W m day5 Samstag Samstagabend
W m day6 Sonntag Sonntagabend
"""
_CONCORDS = concords(
    "Der der Ein jeder jedem",
    {"m": "Der der Ein jeder jedem", "f": "Die die Eine jede jeder", "n": "Das das Ein jedes jedem"},
)

_NOISE = """
scene     {Der:L} {l} ist vor {F} voller Menschen
scene     Bald ist {F} , und {der:L} {l} ist voller Menschen
age       {A} ist {1} Jahre alt
far       {Der:L} {l} ist {1} {D} entfernt
price     {Ein:N} {n} kostet {1} {M}
"""
_QUANTITIES = """
given     {A} hat {1} {N}
given     {A} besitzt {1} {N}
pack      {A} hat {1} {C} , und in {jedem:C} {c} sind {2} {N}
pack      {A} hat {1} {C} mit je {2} {N}
rate      {A} sammelt {2} {T} lang {1} {N} pro {t}
rate      Pro {t} sammelt {A} {1} {N} , und zwar {2} {T} lang
more      {A} hat {1} {N} mehr als {B}
more      {A} besitzt {1} {N} mehr als {B}
fewer     {A} hat {1} {N} weniger als {B}
fewer     {A} besitzt {1} {N} weniger als {B}
times     {A} hat {1} -mal so viele {N} wie {B}
times     {A} besitzt {1} -mal so viele {N} wie {B}
twice     {A} hat doppelt so viele {N} wie {B}
twice     {A} besitzt doppelt so viele {N} wie {B}
half      {A} hat halb so viele {N} wie {B}
half      {A} besitzt halb so viele {N} wie {B}
third     {A} hat ein Drittel so viele {N} wie {B}
third     {A} besitzt ein Drittel so viele {N} wie {B}
quarter   {A} hat ein Viertel so viele {N} wie {B}
quarter   {A} besitzt ein Viertel so viele {N} wie {B}
give      Dann gibt {A} {1} {N} an {B}
give      Dann reicht {A} {1} {N} an {B} weiter
lose      Dann verschenkt {A} {1} {N}
lose      Dann verliert {A} {1} {N}
gain      Dann kauft {A} noch {1} {N}
gain      Dann bekommt {A} noch {1} {N}
together  {people} legen ihre {N} zusammen
together  {people} legen ihre {N} auf einen Haufen
share      Dann verteilt {A} alle {N} gleichmäßig an {1} {K}
share      Dann verteilt {A} alle {N} gerecht an {1} {K}
they_share Dann verteilen sie alle {N} gleichmäßig an {1} {K}
they_share Dann verteilen sie alle {N} gerecht an {1} {K}
sell      Dann verkauft {A} alle {N} für je {1} {M}
sell      Dann verkauft {A} alle {N} zum Stückpreis von {1} {M}
they_sell Dann verkaufen sie alle {N} für je {1} {M}
they_sell Dann verkaufen sie alle {N} zum Stückpreis von {1} {M}
pay       Dann zahlt {A} {1} {M} für die Fahrt
pay       Dann zahlt {A} {1} {M} für das Essen
pay       Dann zahlt {A} {1} {M} für die Miete
they_pay  Dann zahlen sie {1} {M} für die Fahrt
they_pay  Dann zahlen sie {1} {M} für das Essen
they_pay  Dann zahlen sie {1} {M} für die Miete
small     {A} hat außerdem {1} kleine {N}
big       {A} hat außerdem {1} große {N}
"""
_ASK_QUANTITIES = """
ask_has   Wie viele {N} hat {A} ?
ask_has   Finde heraus , wie viele {N} {A} hat
ask_now   Wie viele {N} hat {A} jetzt ?
ask_now   Finde heraus , wie viele {N} {A} jetzt hat
ask_all   Wie viele {N} sind es insgesamt ?
ask_all   Finde heraus , wie viele {N} es insgesamt sind
ask_each  Wie viele {N} bekommt {jeder:K} {k} ?
ask_each  Finde heraus , wie viele {N} {jeder:K} {k} bekommt
ask_money Wie viele {M} verdient {A} ?
ask_money Finde heraus , wie viele {M} {A} verdient
ask_left  Wie viele {M} hat {A} übrig ?
ask_left  Finde heraus , wie viele {M} {A} übrig hat
ask_they_money Wie viele {M} verdienen sie ?
ask_they_money Finde heraus , wie viele {M} sie verdienen
ask_they_left  Wie viele {M} haben sie übrig ?
ask_they_left  Finde heraus , wie viele {M} sie übrig haben
"""
_RESULTS = """
has       {A} hat {=} {N}
now       Jetzt hat {A} {=} {N}
all       Es sind {=} {N} insgesamt
each      Es bekommt {jeder:K} {k} {=} {N}
money     {A} verdient {=} {M}
left      {A} hat {=} {M} übrig
they_money Sie verdienen {=} {M}
they_left  Sie haben {=} {M} übrig
"""
_UNKNOWN = """
given_some {A} hat einige {N}
given_some Am Anfang hat {A} eine gewisse Anzahl {N}
lose_some Dann verschenkt {A} einige {N}
lose_some Dann verliert {A} einige {N}
gain_some Dann kauft {A} noch einige {N}
gain_some Dann bekommt {A} noch einige {N}
ask_start Wie viele {N} hatte {A} am Anfang ?
ask_start Finde heraus , wie viele {N} {A} am Anfang hatte
ask_lost  Wie viele {N} gab {A} ab ?
ask_lost  Finde heraus , wie viele {N} {A} abgab
ask_gained Wie viele {N} erhielt {A} ?
ask_gained Finde heraus , wie viele {N} {A} erhielt
told_all  Es sind {1} {N} insgesamt
told_all  Das Ergebnis : es sind {1} {N} insgesamt
told_each Es bekommt {jeder:K} {k} {1} {N}
told_each Das Ergebnis : es bekommt {jeder:K} {k} {1} {N}
told_money {A} verdient {1} {M}
told_money Das Ergebnis : {A} verdient {1} {M}
told_left {A} hat {1} {M} übrig
told_left Das Ergebnis : {A} hat {1} {M} übrig
told_they_money Sie verdienen {1} {M}
told_they_money Das Ergebnis : sie verdienen {1} {M}
told_they_left Sie haben {1} {M} übrig
told_they_left Das Ergebnis : sie haben {1} {M} übrig
"""
_RESULTS_UNKNOWN = """
lost      {A} gibt {=} {N} ab
gained    {A} erhält {=} {N}
"""
_INVENTORY = """
bought    Am {w} kauft {A} {1} {N}
bought    {A} kauft am {w} {1} {N}
sold      Am {w} verkauft {A} {1} {N}
sold      {A} verkauft am {w} {1} {N}
spoilt    Am {w} wirft {A} {1} {N} weg
spoilt    {A} wirft am {w} {1} {N} weg
stock     Zu Beginn hat {A} {1} {N} auf Lager
stock     {A} hat zu Beginn {1} {N} auf Lager
sent      Am {w} schickt {A} {1} {N} an {B}
sent      {A} schickt am {w} {1} {N} an {B}
ask_on    Wie viele {N} hat {A} am {W} ?
ask_on    Finde heraus , wie viele {N} {A} am {W} hat
ask_all_on Wie viele {N} haben {people} am {W} zusammen ?
ask_all_on Finde heraus , wie viele {N} {people} am {W} zusammen haben
"""
_RESULTS_INVENTORY = """
on        Am {W} hat {A} {=} {N}
all_on    Am {W} haben sie zusammen {=} {N}
"""
_RATES = """
alone     {A} erledigt die Arbeit ohne Hilfe und braucht dafür {1} {T}
alone     Ohne Hilfe braucht {A} {1} {T} für die Arbeit
first     Zuerst arbeitet {A} {1} {T} lang ohne Hilfe
first     {A} beginnt ohne Hilfe und arbeitet {1} {T} lang
ask_need  Wie viele {T} brauchen {people} gemeinsam für die Arbeit ?
ask_need  Finde heraus , wie viele {T} {people} gemeinsam für die Arbeit brauchen
ask_need_rest Wie viele {T} brauchen {people} danach gemeinsam für den Rest ?
ask_need_rest Finde heraus , wie viele {T} {people} danach gemeinsam für den Rest brauchen
deal      {1} {N} kosten {2} {M}
deal      Für {1} {N} zahlt man {2} {M}
order     {A} kauft {1} {N}
order     {A} nimmt {1} {N}
ask_paid  Wie viele {M} zahlt {A} ?
ask_paid  Finde heraus , wie viele {M} {A} zahlt
pour      {A} gießt {1} Liter mit {2} {G} Zucker pro Liter hinein
pour      {A} gibt {1} Liter dazu , jeden mit {2} {G} Zucker
ask_mix   Wie viele {G} Zucker sind in jedem Liter der Mischung ?
ask_mix   Finde heraus , wie viele {G} Zucker in jedem Liter der Mischung sind
"""
_RESULTS_RATES = """
speed     {A} schafft {=} der Arbeit pro {t}
speeds    Gemeinsam schaffen sie {=} der Arbeit pro {t}
done      {A} hat {=} der Arbeit geschafft
rest      Der Rest der Arbeit ist {=}
need      Gemeinsam brauchen sie {=} {T}
unit      Es kostet {jeder:N} {n} {=} {M}
cost      Die {N} kosten {=} {M}
paid      {A} zahlt insgesamt {=} {M}
sugar     {A} gibt {=} {G} Zucker dazu
sugars    Es sind {=} {G} Zucker insgesamt
litres    Es sind {=} Liter insgesamt
mix       In jedem Liter der Mischung sind {=} {G} Zucker
"""
_AGES = """
times_old {A} ist {1} -mal so alt wie {B}
times_old Das Alter von {A} ist {1} -mal das Alter von {B}
older     {A} ist {1} Jahre älter als {B}
older     {A} kam {1} Jahre vor {B} zur Welt
sum_now   {people} sind zusammen {1} Jahre alt
sum_now   Zusammen sind {people} {1} Jahre alt
sum_then  In {2} Jahren sind {people} zusammen {1} Jahre alt
sum_then  In {2} Jahren werden {people} zusammen {1} Jahre alt sein
sum_ago   Vor {2} Jahren waren {people} zusammen {1} Jahre alt
sum_ago   Vor {2} Jahren zählten {people} zusammen {1} Jahre
ask_age   Wie alt ist {A} heute ?
ask_age   Finde heraus , wie alt {A} heute ist
"""
_RESULTS_AGES = """
change    Alle zusammen ändern sich um {=} Jahre
today     Heute sind sie zusammen {=} Jahre alt
extra     Die zusätzlichen Jahre ergeben {=}
equal     Ohne die zusätzlichen Jahre bleiben {=} Jahre
parts     Es gibt {=} gleiche Teile
old       {A} ist {=} Jahre alt
"""


def _plain(text: str) -> str:
    """Colons and question marks are words, and "-mal" is one of its own."""
    return text.replace(":", " :").replace("?", " ?").replace("-mal ", " -mal ")


GERMAN = Language(
    nouns=_NOUNS,
    concords=_CONCORDS,
    numerals={"#0": "zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10"},
    plural_agrees=False,
    joiner="und",
    so="also :",
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
    years="Jahre",
)
